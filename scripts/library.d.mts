// The types of library.mjs, for the tests.
export const library: string;
export function buildLibrary(types?: boolean): Promise<void>;
