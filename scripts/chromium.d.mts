// The types of chromium.mjs, for the tests.
export const launchFlags: string[];
export function findChromium(): string;
