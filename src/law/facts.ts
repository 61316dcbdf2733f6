/** Facts about a loan, a property or a procedure: their definitions and how values are read. */
import { readDate } from '../money/dates';
import { fail, ok, quoted, textOf, type Result } from '../money/result';

export type FactKind = 'flag' | 'choice' | 'number' | 'date';

/** A fact's value: true or false, the name of a choice, a number, or a whole day. */
export type FactValue = boolean | string | number;

/** Facts by name; a name that is absent is unknown. */
export type Facts = ReadonlyMap<string, FactValue>;

/** One row of the table of facts. */
export interface FactDefinition {
  readonly name: string;
  readonly label: string;
  readonly kind: FactKind;
  readonly group: string;
  /** The choices by name, each with its label. */
  readonly choices?: Readonly<Record<string, string>>;
  /** What people also write for a choice, letters and digits only: `trusteessale`. */
  readonly also?: Readonly<Record<string, string>>;
  /** Holds with no profile too: a creditor's duty counts as done, a debtor's defence as raised. */
  readonly presumed?: FactValue;
  /** The presumption is that the debtor raised a defence; a setting can turn it off. */
  readonly raisedByDebtor?: boolean;
  /** The everyday case, which any profile supplies and lists as assumed. */
  readonly ordinary?: FactValue;
  /** Asked by the account before any law, whatever the state. */
  readonly everywhere?: boolean;
}

const TRUE_WORDS = new Set(['true', 'yes', 'y', '1', 'x']);
const FALSE_WORDS = new Set(['false', 'no', 'n', '0']);

/** Reads a fact as people and programs write it; a blank gives null. */
export function readFact(
  definition: FactDefinition,
  value: unknown,
  dateSystem: 1900 | 1904 = 1900,
): Result<FactValue | null> {
  if (value === null || value === undefined) return ok(null);
  if (typeof value === 'string' && value.trim() === '') return ok(null);
  switch (definition.kind) {
    case 'flag':
      return readFlag(value);
    case 'choice':
      return readChoice(definition, value);
    case 'number':
      return readNumber(value);
    case 'date':
      return readDate(value, dateSystem);
  }
}

/** Reads yes or no as people write it. */
export function readFlag(value: unknown): Result<boolean> {
  if (typeof value === 'boolean') return ok(value);
  const word = textOf(value).trim().toLowerCase();
  if (TRUE_WORDS.has(word)) return ok(true);
  if (FALSE_WORDS.has(word)) return ok(false);
  return fail(`${quoted(value)} is neither yes nor no`);
}

/** Letters and digits alone tell choices apart: `Non-Judicial`, `non judicial` and `nonjudicial` are one. */
export const plainWord = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');

function readChoice({ choices = {}, also = {} }: FactDefinition, value: unknown): Result<string> {
  const word = plainWord(textOf(value));
  const named = Object.keys(choices).find(
    (name) => plainWord(name) === word || plainWord(choices[name] ?? '') === word,
  );
  if (named !== undefined) return ok(named);
  if (Object.hasOwn(also, word)) return ok(also[word] as string);
  return fail(`${quoted(value)} is none of ${Object.keys(choices).join(', ')}`);
}

/** Reads a number of zero or more. */
export function readNumber(value: unknown): Result<number> {
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && /^\s*\d[\d,]*(\.\d+)?\s*$/.test(value)
        ? Number(value.replace(/,/g, ''))
        : NaN;
  return Number.isFinite(number) && number >= 0
    ? ok(number)
    : fail(`${quoted(value)} is not a number of zero or more`);
}
