/** Reads named values and tables of them as people type them: amounts, dates, rates, choices; mistakes are named. */
import { isBlank, parseAmount, type Cents } from '../../money/cents';
import { readDate, type DateSystem, type Day } from '../../money/dates';
import { readDayCount, type DayCount } from '../../money/dayCount';
import { readRate, type Percent } from '../../money/interest';
import { readFlag, readNumber } from '../../law/facts';
import { fail, ok, quoted, type Result } from '../../money/result';
import { Exact } from '../../money/cents';
import { failure, success, type Problem, type Read } from './problem';

/**
 * How a value is read.
 * - `amount`, `signed`: dollars, from zero or of either sign
 * - `rate`: percent a year; a cell's 0.065 is 6.5 %
 * - `share`: part of a whole; 0.4 and 40 and 40% are forty percent, 1 is all of it
 * - a list: one of these words
 */
export type FieldKind =
  | 'text'
  | 'amount'
  | 'signed'
  | 'date'
  | 'rate'
  | 'share'
  | 'number'
  | 'flag'
  | 'day_count'
  /** A rate, or a word that stands for one. */
  | { readonly rateOr: readonly string[] }
  | readonly string[];

/** One named value: what it means in a few words, and how it is read. */
export interface Field {
  readonly help: string;
  readonly kind: FieldKind;
  /** Other names for it. */
  readonly also?: readonly string[];
  readonly required?: true;
  /** Everyday words for its values. */
  readonly words?: Readonly<Record<string, string>>;
}

export type Fields = Readonly<Record<string, Field>>;

export type ValueOf<K extends FieldKind> = K extends readonly (infer Word)[]
  ? Word
  : K extends { readonly rateOr: readonly (infer Word)[] }
    ? Word | Percent
    : K extends 'text'
      ? string
      : K extends 'date'
        ? Day
        : K extends 'rate' | 'share'
          ? Percent
          : K extends 'flag'
            ? boolean
            : K extends 'day_count'
              ? DayCount
              : K extends 'number'
                ? number
                : Cents;

/** The values of a record; what is blank is absent, what is required is there. */
export type Values<F extends Fields> = {
  readonly [N in keyof F]: F[N]['required'] extends true
    ? ValueOf<F[N]['kind']>
    : ValueOf<F[N]['kind']> | undefined;
};

/** A row of a table, with its place in the list that was given, from 1. */
export type Row<F extends Fields> = Values<F> & { readonly row: number };

/** Where the values come from. */
export interface Source {
  readonly dateSystem: DateSystem;
  /** Numbers are as a cell passes them: 0.065 is 6.5 %. */
  readonly fromCell: boolean;
}

/** A name in the form a person may have typed it: `Sale date` is sale_date. */
export const plainName = (text: unknown): string =>
  typeof text === 'string'
    ? text
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_')
    : '';

/** The field that a name means, under its own or another name. */
export function fieldNamed(fields: Fields, text: unknown): string | undefined {
  const name = plainName(text);
  if (Object.hasOwn(fields, name)) return name;
  return Object.keys(fields).find((key) => fields[key]?.also?.includes(name));
}

/** Names under which a record carries what it is known by; answers say it again. */
const IDS = [
  'id',
  'loan_id',
  'loan',
  'loan_number',
  'loan_#',
  'account',
  'account_number',
] as const;

/** A record or a row may carry these to be recognised by, or for people; nothing is calculated from them. */
export const REMARKS: ReadonlySet<string> = new Set([
  ...IDS,
  'reference',
  'case',
  'name',
  'note',
  'notes',
  'remark',
  'comment',
]);

const ranks = new Map<string, number>();

/** Which of the names a record may be known by this is; the names of a million records are the same few. */
function rankOf(name: string): number {
  let rank = ranks.get(name);
  if (rank === undefined) {
    if (ranks.size >= 1000) ranks.clear();
    rank = (IDS as readonly string[]).indexOf(plainName(name));
    ranks.set(name, rank);
  }
  return rank;
}

/** The name under which records carry what they are known by, of all the names that they have. */
export function idNameIn(names: readonly string[]): string | undefined {
  let best: string | undefined;
  for (const name of names)
    if (rankOf(name) >= 0 && (best === undefined || rankOf(name) < rankOf(best))) best = name;
  return best;
}

export const isRemark = (text: unknown): boolean => REMARKS.has(plainName(text));

/** Reads a record; `where` names it in errors (`terms`, `charges`). */
export function readValues<F extends Fields>(
  record: Readonly<Record<string, unknown>>,
  fields: F,
  source: Source,
  where: string,
  row: number | null = null,
): Read<Values<F>> {
  const values = Object.create(null) as Record<string, unknown>;
  const refuse = (name: Problem['name'], message: string) => failure(where, message, name, row);
  for (const key in record) {
    const value = record[key];
    if (isBlank(value)) continue;
    const name = fieldNamed(fields, key);
    if (name === undefined) {
      if (isRemark(key)) continue;
      return refuse('missing', `${quoted(key)} is none of ${Object.keys(fields).join(', ')}`);
    }
    if (values[name] !== undefined) return refuse('duplicate', `give ${name} once, under one name`);
    const { kind, words } = fields[name] as Field;
    const read = readValue(kind, words?.[plainName(value)] ?? value, source);
    if (!read.ok) return refuse('not_an_amount', `${name}: ${read.message}`);
    if (read.value !== null) values[name] = read.value;
  }
  for (const name in fields)
    if (fields[name]?.required && values[name] === undefined)
      return refuse('missing', `${name} is missing`);
  return success(values as Values<F>);
}

/** Reads a list of records; a wrong row is left out and named, blank rows are passed over. */
export function readRows<F extends Fields>(
  records: readonly Readonly<Record<string, unknown>>[],
  fields: F,
  source: Source,
  where: string,
): { readonly rows: Row<F>[]; readonly problems: Problem[] } {
  const rows: Row<F>[] = [];
  const problems: Problem[] = [];
  records.forEach((record, index) => {
    if (isBlankRow(record, source)) return;
    const read = readValues(record, fields, source, where, index + 1);
    if (read.ok) rows.push({ ...read.value, row: index + 1 });
    else problems.push(read.error);
  });
  return { rows, problems };
}

/** Blank cells may arrive as 0. */
export const isBlankRow = (
  record: Readonly<Record<string, unknown>>,
  { fromCell }: Source,
): boolean =>
  Object.keys(record).every((key) => isBlank(record[key]) || (fromCell && record[key] === 0));

/** Reads one value of a kind; a blank gives null. */
export function readValue(kind: FieldKind, value: unknown, source: Source): Result<unknown> {
  if (isBlank(value)) return ok(null);
  if (!isPlain(value)) return fail('give a single value');
  if (source.fromCell && blankWhenZero(kind, value)) return ok(null);
  if (isWords(kind)) return readWord(kind, value);
  if (typeof kind === 'object') {
    const word = typeof value === 'string' ? readWord(kind.rateOr, value) : undefined;
    return word?.ok ? word : readRate(value, source.fromCell);
  }
  switch (kind) {
    case 'text':
      return ok(String(value).trim());
    case 'amount':
      return readAmount(value);
    case 'signed':
      return parseAmount(value);
    case 'date':
      return readDate(value, source.dateSystem);
    case 'rate':
      return readRate(value, source.fromCell);
    case 'share':
      return readShare(value);
    case 'number':
      return readNumber(value);
    case 'flag':
      return readFlag(value);
    case 'day_count':
      return readDayCount(value);
  }
}

type Plain = string | number | boolean;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** A blank cell may arrive as 0, which is no word, and as "0" where a text is wanted. */
const blankWhenZero = (kind: FieldKind, value: Plain): boolean =>
  (value === 0 && (kind === 'text' || typeof kind === 'object')) ||
  (value === '0' && (kind === 'text' || isWords(kind)));

const isWords = (kind: FieldKind): kind is readonly string[] => Array.isArray(kind);

/** Reads an amount of zero or more. */
export function readAmount(value: unknown): Result<Cents | null> {
  const read = parseAmount(value);
  if (!read.ok || read.value === null || read.value >= 0) return read;
  return fail(`${quoted(value)} is negative; give an amount of zero or more`);
}

/** `payments` is `payment`, `Late fee` is `late_fees`. */
function readWord(words: readonly string[], value: Plain): Result<string> {
  const single = (text: string): string => plainName(text).replace(/(?<=\w)s$/, '');
  const wanted = single(String(value));
  const found = words.find((word) => single(word) === wanted);
  return found === undefined ? fail(`${quoted(value)} is none of ${words.join(', ')}`) : ok(found);
}

function readShare(value: Plain): Result<Percent | null> {
  const text = String(value).trim();
  const marked = text.endsWith('%');
  const number = Number((marked ? text.slice(0, -1) : text) || NaN);
  if (!Number.isFinite(number) || typeof value === 'boolean')
    return fail(`${quoted(value)} is not a share: write 0.4 or 40%.`);
  const percent = new Exact(number).times(!marked && number <= 1 ? 100 : 1);
  if (percent.lt(0) || percent.gt(100)) return fail(`${text} is outside 0 to 100%.`);
  return ok(percent);
}
