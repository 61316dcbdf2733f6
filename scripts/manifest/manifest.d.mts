// The types of manifest.mjs, for the tests.
export const developmentOrigin: string;
export function manifestFor(
  source: string,
  choices?: { origin?: string | undefined; namespace?: string | undefined },
): string;
export function servedFrom(source: string, origin?: string): string;
export function metadataFor(metadata: string, namespace: string): string;
