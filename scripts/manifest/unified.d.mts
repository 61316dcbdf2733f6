// The types of unified.mjs, for the tests.
export const UNIFIED_VERSION: string;
export function unifiedFrom(xml: string): object;
