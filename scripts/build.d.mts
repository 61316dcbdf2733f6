// The types of build.mjs, for the tests.
export const dist: string;
export function isStale(): boolean;
export function build(): Promise<void>;
export function buildIfStale(): Promise<void>;
export function buildOnChange(built: (problem: string | undefined) => void): Promise<void>;
