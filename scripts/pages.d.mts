// The types of pages.mjs, for the tests and the release.
export function htmlPage(markdown: string, looks: string): string;
export function helpPages(markdown: string): Map<string, string>;
