/** The amounts of a case: how each is read, what a blank stands for, how a balance is built. */
import { AMOUNTS, type AmountName, type AmountsDraft } from '../../law/amounts';
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

/** Amounts a rule reads that stand for other amounts when they are blank. */
const SAME_AS: readonly { name: AmountName; of: readonly AmountName[] }[] = AMOUNTS.flatMap(
  ({ name, blank }) =>
    typeof blank === 'object'
      ? [{ name, of: blank.same.split('+').map((part) => part.trim() as AmountName) }]
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
  draft: AmountsDraft,
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
    if (complete && sum !== draft.least('debt'))
      return {
        field: 'balance',
        message: `is not the sum of its parts, ${sum / 100}; give one or the other`,
      };
    return undefined;
  }
  if (!parts.has('principal'))
    return { field: 'principal', message: 'is missing: the balance cannot be built without it' };
  if (sum < 0) return { field: 'credits', message: 'are more than all that is owed' };
  draft.set('debt', sum);
  return undefined;
}

const ALL_BLANK: ReadonlySet<string> = new Set(SAME_AS.map(({ name }) => name));

/** Lets blank amounts stand for what they stand for; gives the names of those that do. */
export function fillBlanks(
  draft: AmountsDraft,
  given: ReadonlySet<string>,
  settings: Settings,
): ReadonlySet<string> {
  let blank = ALL_BLANK;
  for (const { name, of } of SAME_AS) {
    if (given.has(name)) {
      blank = new Set([...blank].filter((other) => other !== name));
      continue;
    }
    let sum = 0;
    for (const part of of) sum += draft.least(part);
    draft.set(name, sum);
  }
  if (!given.has('principal')) draft.set('principal', 0, draft.least('debt'));
  if (!given.has('fair_value') && settings.missingFairValue === 'sale_price') {
    draft.set('fair_value', draft.least('sale_price'));
    blank = new Set(blank).add('fair_value');
  }
  if (!given.has('recourse_percent')) draft.set('recourse_percent', 0, 10000);
  return blank;
}

/** The amounts that may be added up, together more than whole cents hold exactly. */
export function tooMuch(draft: AmountsDraft): CaseError | undefined {
  let sum = 0;
  for (const name of ADDED) sum += draft.least(name);
  if (sum <= MAX_CENTS) return undefined;
  const message =
    'and the amounts added to it are more than can be held to the cent (90 trillion dollars)';
  return { field: 'balance', message };
}

const ADDED = ['debt', 'costs', 'prior_liens', 'taxes', 'holding_costs'] as const;
