// The types of officeJs.mjs, for the tests.
export function officeJsAddress(chosen?: string): string;
export function officeOriginsOf(address: string): string[];
