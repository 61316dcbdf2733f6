// The types of about.mjs, for the tests.
export function programVersion(): { version: string; build: string };
