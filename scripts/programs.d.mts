// The types of programs.mjs, for the tests.
export const launchFlags: string[];
export function browserPath(): string;
export function officePath(): string;
export function webServerPath(): string;
export function pagePrinterPath(): string;
export function lacking(): string[];
export function installPrograms(): Promise<void>;
