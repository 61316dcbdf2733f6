/** Puts texts that come from several places into one. */

/** Parts of a text as they are read on: a sentence after a sentence, anything else after a semicolon. */
export const together = (parts: readonly (string | undefined)[]): string =>
  parts
    .flatMap((part) => part?.trim() || [])
    .join('; ')
    .replace(/\.; (.)/g, (_, first: string) => `. ${first.toUpperCase()}`);
