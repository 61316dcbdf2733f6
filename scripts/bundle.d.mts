/** Bundles a program where it is not as new as what it is made of, and runs it: what it gives to others. */
export function runBundled(
  name: string,
  entry: string,
  folders: readonly string[],
  external?: readonly string[],
): Promise<unknown>;
