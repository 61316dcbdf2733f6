/** The amounts of a case: how each is read, what a blank stands for, how a balance is built. */
import { AMOUNTS, AMOUNT_SLOTS, type WhenBlank } from '../../law/amounts';
import { SLOTS } from '../../law/plan';
import { MAX_CENTS, parseAmount, type Cents } from '../../money/cents';
import { quoted } from '../../money/result';
import { DEBT_ITEMS } from './debtItems';
import { failure, success, type CaseError, type CaseResult } from './caseResult';
import type { Settings } from '../settings/settings';

export const PART_NAMES: ReadonlySet<string> = new Set(DEBT_ITEMS);

/** Input names of amounts; `debt` is called balance by everyone else. */
export const INPUT_AMOUNTS: readonly string[] = AMOUNTS.filter(
  ({ name }) => name !== 'debt' && name !== 'credit',
).map(({ name }) => name);

const PRINCIPAL = AMOUNT_SLOTS.get('principal') as number;
const FAIR_VALUE = AMOUNT_SLOTS.get('fair_value') as number;
const PERCENT = AMOUNT_SLOTS.get('recourse_percent') as number;

/** An array that holds doubles from the start copies fastest: reading a million lines is mostly this. */
const doubles = (valueOf: (blank: WhenBlank) => number): number[] => {
  const array = AMOUNTS.map(() => 0.5);
  AMOUNTS.forEach(({ blank }, slot) => (array[slot] = valueOf(blank)));
  return array;
};
export const BLANK_LOW = doubles(() => 0);
export const BLANK_HIGH = doubles((blank) => (blank === 'zero' ? 0 : Infinity));

/** Amounts a rule reads that stand for other amounts when they are blank. */
const SAME_AS: readonly { slot: number; name: string; of: readonly number[] }[] = AMOUNTS.flatMap(
  ({ name, blank }, slot) =>
    typeof blank === 'object'
      ? [{ slot, name, of: blank.same.split('+').map((n) => AMOUNT_SLOTS.get(n.trim()) as number) }]
      : [],
);

/** Reads an amount of zero or more. */
export function readAmount(name: string, value: unknown): CaseResult<Cents | null> {
  if (name === 'recourse_percent') return readPercent(name, value);
  const read = parseAmount(value);
  if (!read.ok) return failure(name, read.message);
  if (read.value !== null && read.value < 0)
    return failure(name, `${quoted(value)} is negative; give an amount of zero or more`);
  return success(read.value);
}

/** `25` and `25%` are a quarter. A bare fraction is refused: 0.25 could be either. */
function readPercent(name: string, value: unknown): CaseResult<Cents | null> {
  const marked = typeof value === 'string' && value.trim().endsWith('%');
  const read = parseAmount(marked ? value.trim().slice(0, -1) : value);
  if (!read.ok) return failure(name, `${quoted(value)} is not a percentage`);
  if (read.value === null) return success(null);
  if (read.value < 0 || read.value > 10000)
    return failure(name, `${quoted(value)} is not between 0 and 100 percent`);
  if (!marked && read.value > 0 && read.value <= 100)
    return failure(name, `${quoted(value)} could be a fraction; write 25 or "25%" for a quarter`);
  return success(read.value);
}

/** The balance is the sum of its parts where they are given; a contradiction is an error. */
export function sumParts(
  parts: ReadonlyMap<string, Cents> | undefined,
  given: ReadonlySet<string>,
  low: number[],
  high: number[],
): CaseError | undefined {
  if (!parts) return undefined;
  const sum = DEBT_ITEMS.reduce(
    (total, name) => total + (name === 'credits' ? -1 : 1) * (parts.get(name) ?? 0),
    0,
  );
  if (!Number.isSafeInteger(sum))
    return { field: 'balance', message: 'the parts add up to more than can be held to the cent' };
  if (given.has('balance')) {
    const complete = parts.has('principal') && parts.size > 1;
    if (complete && sum !== low[SLOTS.debt])
      return {
        field: 'balance',
        message: `is not the sum of its parts, ${sum / 100}; give one or the other`,
      };
    return undefined;
  }
  if (!parts.has('principal'))
    return { field: 'principal', message: 'is missing: the balance cannot be built without it' };
  if (sum < 0) return { field: 'credits', message: 'are more than all that is owed' };
  low[SLOTS.debt] = high[SLOTS.debt] = sum;
  return undefined;
}

const ALL_BLANK: ReadonlySet<string> = new Set(SAME_AS.map(({ name }) => name));

/** Lets blank amounts stand for what they stand for; gives the names of those that do. */
export function fillBlanks(
  low: number[],
  high: number[],
  given: ReadonlySet<string>,
  settings: Settings,
): ReadonlySet<string> {
  let blank = ALL_BLANK;
  for (const { slot, name, of } of SAME_AS) {
    if (given.has(name)) {
      blank = new Set([...blank].filter((other) => other !== name));
      continue;
    }
    let sum = 0;
    for (const part of of) sum += low[part] as number;
    low[slot] = high[slot] = sum;
  }
  if (!given.has('principal')) high[PRINCIPAL] = high[SLOTS.debt] as number;
  if (!given.has('fair_value') && settings.missingFairValue === 'sale_price') {
    low[FAIR_VALUE] = high[FAIR_VALUE] = low[SLOTS.price] as number;
    blank = new Set(blank).add('fair_value');
  }
  if (!given.has('recourse_percent')) high[PERCENT] = 10000;
  return blank;
}

/** The amounts that may be added up, together more than whole cents hold exactly. */
export function tooMuch(low: readonly number[]): CaseError | undefined {
  let sum = 0;
  for (const slot of ADDED) sum += low[slot] as number;
  if (sum <= MAX_CENTS) return undefined;
  const message =
    'and the amounts added to it are more than can be held to the cent (90 trillion dollars)';
  return { field: 'balance', message };
}

const ADDED = ['debt', 'costs', 'prior_liens', 'taxes', 'holding_costs'].map(
  (name) => AMOUNT_SLOTS.get(name) as number,
);
