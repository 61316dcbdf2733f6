// The types of lock.mjs, for the tests.
export function withLock<T>(
  file: string,
  action: () => T | Promise<T>,
  options?: { waiting?: string },
): Promise<T>;
export function isRunning(pid: number): boolean;
