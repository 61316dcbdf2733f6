/** Errors as values: what a reader of user input returns instead of throwing. */

/** A value, or a sentence that says what is wrong with the input and what to do. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (message: string): Result<never> => ({ ok: false, message });

/** Shortens and quotes a user's text for use inside a message. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : String(value);
  const shown = text.length > 40 ? `${text.slice(0, 37)}...` : text;
  return `'${shown}'`;
}
