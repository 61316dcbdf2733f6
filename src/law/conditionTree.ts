/** Conditions as the data states them: one tree, and one way to go through it for whoever reads it. */
import { isAmountName } from './amounts';
import { parseComparison, type Comparison } from './expression';
import type { FactValue, Facts } from './facts';

/** What a law file says about one fact or amount. */
export type Matcher =
  | FactValue
  | readonly FactValue[]
  /** Numbers and amounts (dollars in the file). */
  | (Omit<Bounds, 'max'> & { readonly max?: number | Limit })
  /** Dates, as whole days once loaded: both ends included. */
  | { readonly from?: number; readonly to?: number };

/** Bounds of an amount in dollars, or of a number. */
export interface Bounds {
  /** Included. */
  readonly min?: number;
  readonly max?: number;
  /** Not included. */
  readonly above?: number;
  readonly below?: number;
}

/** A dollar limit that the law changes from time to time, with what it was and when. */
export interface Limit {
  /** The date that decides which row is meant. */
  readonly by: string;
  /** Rows without a gap, oldest first. A row that was not seen has the sums between which it lies. */
  readonly rows: readonly {
    /** The first day, as a whole day once loaded; the oldest row has none. */
    readonly from?: number;
    readonly low: number;
    /** The same as `low` where the limit is known; absent where it has no known bound. */
    readonly high?: number;
  }[];
}

/** A condition as the data states it: every entry must hold. */
export interface ConditionData {
  /** Comparisons between amounts, such as `sale_price < 0.5 * fair_value`. */
  readonly holds?: string | readonly string[];
  /** At least one of these must hold. */
  readonly any?: readonly ConditionData[];
  /** None of these may hold. */
  readonly not?: ConditionData | readonly ConditionData[];
  readonly [factOrAmount: string]: unknown;
}

export interface FactTest {
  readonly kind: 'fact';
  readonly fact: string;
  readonly data: Matcher;
}

export interface AmountTest {
  readonly kind: 'amount';
  readonly amount: string;
  readonly bounds: Bounds;
}

export interface ComparisonTest {
  readonly kind: 'comparison';
  readonly comparison: Comparison;
  /** As the file has it. */
  readonly text: string;
}

/** An amount of at most a dated limit: each row with what must hold where it is the one meant. */
export interface LimitTest {
  readonly kind: 'limit';
  readonly amount: string;
  readonly limit: Limit;
  readonly rows: readonly { readonly from: number | undefined; readonly within: Condition }[];
}

export type Condition =
  | FactTest
  | AmountTest
  | ComparisonTest
  | LimitTest
  | { readonly kind: 'all' | 'any'; readonly items: readonly Condition[] }
  | { readonly kind: 'not'; readonly item: Condition };

/** A row of a dated limit as something else. */
export interface FoldedRow<T> {
  readonly from: number | undefined;
  readonly within: T;
}

/** What each kind of condition becomes, given what its parts became. */
export interface ConditionFold<T> {
  fact(test: FactTest): T;
  amount(test: AmountTest): T;
  comparison(test: ComparisonTest): T;
  limit(test: LimitTest, rows: readonly FoldedRow<T>[]): T;
  all(items: readonly T[]): T;
  any(items: readonly T[]): T;
  not(item: T): T;
}

/** Turns a condition into something else: a test, words, a formula, the names in it. */
export function fold<T>(condition: Condition, into: ConditionFold<T>): T {
  const folded = (item: Condition): T => fold(item, into);
  switch (condition.kind) {
    case 'fact':
      return into.fact(condition);
    case 'amount':
      return into.amount(condition);
    case 'comparison':
      return into.comparison(condition);
    case 'limit': {
      const rows = condition.rows.map(({ from, within }) => ({ from, within: folded(within) }));
      return into.limit(condition, rows);
    }
    case 'not':
      return into.not(folded(condition.item));
    case 'all':
    case 'any':
      return into[condition.kind](condition.items.map(folded));
  }
}

const RESERVED = new Set(['holds', 'any', 'not']);

/** Reads the data of a condition; a comparison that cannot be read throws. */
export function parseCondition(data: ConditionData): Condition {
  const items: Condition[] = [];
  for (const [name, matcher] of Object.entries(data) as [string, Matcher][]) {
    if (RESERVED.has(name)) continue;
    const limit = limitOf(matcher);
    if (limit) items.push(limitTest(name, limit));
    else if (isAmountName(name))
      items.push({ kind: 'amount', amount: name, bounds: matcher as Bounds });
    else items.push({ kind: 'fact', fact: name, data: matcher });
  }
  for (const text of list(data.holds))
    items.push({ kind: 'comparison', comparison: parseComparison(text), text });
  if (data.any) items.push({ kind: 'any', items: data.any.map(parseCondition) });
  for (const item of list(data.not)) items.push({ kind: 'not', item: parseCondition(item) });
  return items.length === 1 ? (items[0] as Condition) : { kind: 'all', items };
}

const list = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

/** The dated limit in a matcher, if that is what it compares with. */
export function limitOf(data: Matcher): Limit | undefined {
  const max = typeof data === 'object' && 'max' in data ? data.max : undefined;
  return typeof max === 'object' && 'rows' in max ? max : undefined;
}

/** The fact that says whether an amount was within a limit that the table does not know. */
export const withinLimitFact = (amount: string): string => `${amount}_within_adjusted_limit`;

/** Up to a row's lower sum surely; up to its higher one if somebody says that it was within. */
function limitTest(amount: string, limit: Limit): LimitTest {
  const atMost = (max: number): AmountTest => ({ kind: 'amount', amount, bounds: { max } });
  const rows = limit.rows.map(({ from, low, high }) => {
    if (low === high) return { from, within: atMost(low) };
    const told: FactTest = { kind: 'fact', fact: withinLimitFact(amount), data: true };
    const items = high === undefined ? [told] : [atMost(high), told];
    const open: Condition = { kind: 'all', items };
    return { from, within: { kind: 'any', items: [atMost(low), open] } as const };
  });
  return { kind: 'limit', amount, limit, rows };
}

/** The rows of a dated limit that may be meant: one where the date is known, else all. */
export function rowsMeant<Row extends { readonly from: number | undefined }>(
  by: string,
  rows: readonly Row[],
  facts: Facts | undefined,
): readonly Row[] {
  const day = facts?.get(by);
  if (typeof day !== 'number') return rows;
  return rows.filter(
    ({ from = -Infinity }, at) => from <= day && day < (rows[at + 1]?.from ?? Infinity),
  );
}
