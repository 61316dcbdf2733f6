// The types of check.mjs, for the tests.
export function problemsIn(manifest: string, served: string): string[];
