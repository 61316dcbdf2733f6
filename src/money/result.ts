/** Errors as values: what a reader of user input returns instead of throwing. */

/** A value, or a sentence that says what is wrong with the input and what to do. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (message: string): Result<never> => ({ ok: false, message });

/**
 * The text of any value at all. An object or a list has none that a user would know, and its own
 * toString may not even be a function (a JSON line can say so), so it is only named.
 */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return '[list]';
  return typeof value === 'object' && value !== null ? '{object}' : String(value);
}

/** A user's text as a message can show it: its beginning, where it is long. */
export const shortened = (text: string, most = 40): string =>
  text.length > most ? `${text.slice(0, most - 3)}...` : text;

/** Shortens and quotes a user's text for use inside a message. */
export const quoted = (value: unknown): string => `'${shortened(textOf(value))}'`;
