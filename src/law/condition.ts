/** When a rule applies: tests on facts and amounts, answered true, false or unknown. */
import { compileComparison } from './bounds';
import { isAmountName, leastReader, mostReader, type Amounts } from './amounts';
import { namesIn, parseComparison } from './expression';
import type { FactValue, Facts } from './facts';
import { both, either, FALSE, not, TRUE, triOf, UNKNOWN, type Tri } from './tri';

/** What a law file says about one fact or amount. */
export type Matcher =
  | FactValue
  | readonly FactValue[]
  | {
      /** Numbers and amounts (dollars in the file): bounds that are included. */
      readonly min?: number;
      readonly max?: number | Limit;
      /** Bounds that are not included. */
      readonly above?: number;
      readonly below?: number;
    }
  /** Dates, as whole days once loaded: both ends included. */
  | { readonly from?: number; readonly to?: number };

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

/** A condition whose fact tests are still open. */
export type Condition =
  | {
      readonly kind: 'fact';
      readonly fact: string;
      readonly test: (value: FactValue) => boolean;
      readonly data: Matcher;
    }
  | {
      readonly kind: 'amount';
      readonly test: (amounts: Amounts) => Tri;
      /** The amounts that it tests. */
      readonly names: readonly string[];
    }
  | { readonly kind: 'limit'; readonly by: string; readonly rows: readonly LimitRow[] }
  | { readonly kind: 'all' | 'any'; readonly items: readonly Condition[] }
  | { readonly kind: 'not'; readonly item: Condition };

interface LimitRow {
  readonly from: number;
  readonly within: Condition;
}

/** An answer that no amount can change, or a question that only the amounts can answer. */
export type Answer = Tri | ((amounts: Amounts) => Tri);

const RESERVED = new Set(['holds', 'any', 'not']);

/** Turns the data of a condition into tests. */
export function compileCondition(data: ConditionData): Condition {
  const items: Condition[] = [];
  for (const [name, matcher] of Object.entries(data)) {
    if (RESERVED.has(name)) continue;
    items.push(
      isAmountName(name)
        ? limitOf(matcher as Matcher)
          ? limitTest(name, limitOf(matcher as Matcher) as Limit)
          : amountTest(name, matcher as Matcher)
        : factTest(name, matcher as Matcher),
    );
  }
  for (const text of list(data.holds)) {
    const comparison = parseComparison(text);
    const names = [...namesIn(comparison.left), ...namesIn(comparison.right)];
    items.push({ kind: 'amount', test: compileComparison(comparison), names });
  }
  if (data.any) items.push({ kind: 'any', items: data.any.map(compileCondition) });
  for (const item of list(data.not)) items.push({ kind: 'not', item: compileCondition(item) });
  return items.length === 1 ? (items[0] as Condition) : { kind: 'all', items };
}

const list = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

function factTest(fact: string, data: Matcher): Condition {
  return { kind: 'fact', fact, test: matches(data), data };
}

function matches(data: Matcher): (value: FactValue) => boolean {
  if (Array.isArray(data)) return (value) => data.includes(value);
  if (typeof data !== 'object') return (value) => value === data;
  const range = data as { min?: number; max?: number; above?: number; below?: number } & {
    from?: number;
    to?: number;
  };
  const least = range.min ?? range.from ?? -Infinity;
  const most = range.max ?? range.to ?? Infinity;
  const { above = -Infinity, below = Infinity } = range;
  return (value) =>
    (value as number) >= least &&
    (value as number) <= most &&
    (value as number) > above &&
    (value as number) < below;
}

function amountTest(name: string, data: Matcher): Condition {
  const [lowest, highest] = [leastReader(name), mostReader(name)];
  const range = data as { min?: number; max?: number; above?: number; below?: number };
  const cents = (dollars: number | undefined, otherwise: number) =>
    dollars === undefined ? otherwise : Math.round(dollars * 100);
  const least = cents(range.min, -Infinity);
  const most = cents(range.max, Infinity);
  const above = cents(range.above, -Infinity);
  const below = cents(range.below, Infinity);
  const test = (amounts: Amounts): Tri => {
    const low = lowest(amounts);
    const high = highest(amounts);
    if (high < least || low > most || high <= above || low >= below) return FALSE;
    return low >= least && high <= most && low > above && high < below ? TRUE : UNKNOWN;
  };
  return { kind: 'amount', test, names: [name] };
}

/** The dated limit in a matcher, if that is what it compares with. */
export function limitOf(data: Matcher): Limit | undefined {
  const max = typeof data === 'object' && 'max' in data ? data.max : undefined;
  return typeof max === 'object' ? max : undefined;
}

/** The fact that says whether an amount was within a limit that the table does not know. */
export const withinLimitFact = (amount: string): string => `${amount}_within_adjusted_limit`;

function limitTest(name: string, { by, rows }: Limit): Condition {
  return {
    kind: 'limit',
    by,
    rows: rows.map(({ from, low, high }) => {
      const sure = amountTest(name, { max: low });
      if (low === high) return { from: from ?? -Infinity, within: sure };
      const told = factTest(withinLimitFact(name), true);
      const open = high === undefined ? [told] : [amountTest(name, { max: high }), told];
      return {
        from: from ?? -Infinity,
        within: { kind: 'any', items: [sure, { kind: 'all', items: open }] },
      };
    }),
  };
}

/** The rows of a dated limit that may be meant: one where the date is known, else all. */
export function rowsMeant<Row extends { readonly from?: number }>(
  { by, rows }: { readonly by: string; readonly rows: readonly Row[] },
  facts: Facts | undefined,
): readonly Row[] {
  const day = facts?.get(by);
  if (typeof day !== 'number') return rows;
  return rows.filter(
    ({ from = -Infinity }, at) => from <= day && day < (rows[at + 1]?.from ?? Infinity),
  );
}

/** Answers a condition with the facts that are known. */
export function answer(condition: Condition, facts: Facts): Answer {
  switch (condition.kind) {
    case 'fact': {
      const value = facts.get(condition.fact);
      return value === undefined ? UNKNOWN : triOf(condition.test(value));
    }
    case 'amount':
      return condition.test;
    case 'limit': {
      const each = rowsMeant(condition, facts).map((row) => answer(row.within, facts));
      return (amounts) => agreed(each.map((one) => now(one, amounts)));
    }
    case 'not':
      return negate(answer(condition.item, facts));
    case 'all':
      return condition.items.map((item) => answer(item, facts)).reduce(conjoin, TRUE);
    case 'any':
      return condition.items.map((item) => answer(item, facts)).reduce(disjoin, FALSE);
  }
}

/** What all rows answer alike; unknown where they do not. */
const agreed = ([first = UNKNOWN, ...rest]: readonly Tri[]): Tri =>
  rest.every((one) => one === first) ? first : UNKNOWN;

/** Both must hold; settled early where one side already decides. */
export function conjoin(a: Answer, b: Answer): Answer {
  if (a === FALSE || b === FALSE) return FALSE;
  if (a === TRUE) return b;
  if (b === TRUE) return a;
  if (typeof a === 'number' && typeof b === 'number') return both(a, b);
  return (amounts) => both(now(a, amounts), now(b, amounts));
}

function disjoin(a: Answer, b: Answer): Answer {
  if (a === TRUE || b === TRUE) return TRUE;
  if (a === FALSE) return b;
  if (b === FALSE) return a;
  if (typeof a === 'number' && typeof b === 'number') return either(a, b);
  return (amounts) => either(now(a, amounts), now(b, amounts));
}

export function negate(a: Answer): Answer {
  return typeof a === 'number' ? not(a) : (amounts) => not(a(amounts));
}

/** The answer once the amounts are known as far as they are. */
export const now = (a: Answer, amounts: Amounts): Tri => (typeof a === 'number' ? a : a(amounts));

/**
 * Visits every test on a fact within a condition; with facts at hand, the rows of a dated limit
 * that the date excludes are left out.
 */
export function eachFactTest(
  condition: Condition,
  visit: (test: Extract<Condition, { kind: 'fact' }>) => void,
  facts?: Facts,
): void {
  if (condition.kind === 'fact') visit(condition);
  else if (condition.kind === 'not') eachFactTest(condition.item, visit, facts);
  else if (condition.kind === 'limit') {
    for (const { from } of condition.rows)
      visit({
        kind: 'fact',
        fact: condition.by,
        test: () => true,
        data: from === -Infinity ? {} : { from },
      });
    for (const { within } of rowsMeant(condition, facts)) eachFactTest(within, visit, facts);
  } else if (condition.kind !== 'amount')
    for (const item of condition.items) eachFactTest(item, visit, facts);
}

/** The amounts that a condition tests. */
export function amountsTested(condition: Condition, found = new Set<string>()): Set<string> {
  if (condition.kind === 'amount') for (const name of condition.names) found.add(name);
  else if (condition.kind === 'not') amountsTested(condition.item, found);
  else if (condition.kind === 'limit')
    for (const { within } of condition.rows) amountsTested(within, found);
  else if (condition.kind !== 'fact')
    for (const item of condition.items) amountsTested(item, found);
  return found;
}
