/** When a rule applies: a condition answered true, false or unknown, and what it asks. */
import { leastReader, mostReader, type Amounts } from './amounts';
import { compileComparison } from './bounds';
import {
  fold,
  rowsMeant,
  type Bounds,
  type Condition,
  type ConditionFold,
  type Matcher,
} from './conditionTree';
import { namesIn } from './expression';
import type { FactValue, Facts } from './facts';
import { both, either, FALSE, not, TRUE, triOf, UNKNOWN, type Tri } from './tri';

/** An answer that no amount can change, or a question that only the amounts can answer. */
export type Answer = Tri | ((amounts: Amounts) => Tri);

/** Answers with the facts that are known. */
export type Test = (facts: Facts) => Answer;

/** A condition ready to be answered any number of times. */
export const testOf = (condition: Condition): Test =>
  fold<Test>(condition, {
    fact({ fact, data }) {
      const matches = matching(data);
      return (facts) => {
        const value = facts.get(fact);
        return value === undefined ? UNKNOWN : triOf(matches(value));
      };
    },
    amount({ amount, bounds }) {
      const test = within(amount, bounds);
      return () => test;
    },
    comparison({ comparison }) {
      const test = compileComparison(comparison);
      return () => test;
    },
    limit:
      ({ limit }, rows) =>
      (facts) => {
        const each = rowsMeant(limit.by, rows, facts).map((row) => row.within(facts));
        return (amounts) => agreed(each.map((one) => now(one, amounts)));
      },
    all: (items) => (facts) => items.map((item) => item(facts)).reduce(conjoin, TRUE),
    any: (items) => (facts) => items.map((item) => item(facts)).reduce(disjoin, FALSE),
    not: (item) => (facts) => negate(item(facts)),
  });

/** Whether a value is what a rule wants of a fact. */
export function matching(data: Matcher): (value: FactValue) => boolean {
  if (Array.isArray(data)) return (value) => data.includes(value);
  if (typeof data !== 'object') return (value) => value === data;
  const range = data as Bounds & { from?: number; to?: number };
  const least = range.min ?? range.from ?? -Infinity;
  const most = range.max ?? range.to ?? Infinity;
  const { above = -Infinity, below = Infinity } = range;
  return (value) =>
    (value as number) >= least &&
    (value as number) <= most &&
    (value as number) > above &&
    (value as number) < below;
}

function within(amount: string, bounds: Bounds): (amounts: Amounts) => Tri {
  const [lowest, highest] = [leastReader(amount), mostReader(amount)];
  const cents = (dollars: number | undefined, otherwise: number) =>
    dollars === undefined ? otherwise : Math.round(dollars * 100);
  const least = cents(bounds.min, -Infinity);
  const most = cents(bounds.max, Infinity);
  const above = cents(bounds.above, -Infinity);
  const below = cents(bounds.below, Infinity);
  return (amounts) => {
    const low = lowest(amounts);
    const high = highest(amounts);
    if (high < least || low > most || high <= above || low >= below) return FALSE;
    return low >= least && high <= most && low > above && high < below ? TRUE : UNKNOWN;
  };
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

/** A fact that a condition asks, and what it wants of it. */
export interface AskedFact {
  readonly fact: string;
  readonly data: Matcher;
  /** A date at which a dated limit changes, whatever is wanted of it. */
  readonly changes?: number;
}

/** Goes through a condition for the sake of what stands in it. */
const gather = <T>(
  condition: Condition,
  found: Pick<ConditionFold<readonly T[]>, 'fact' | 'amount' | 'comparison' | 'limit'>,
): readonly T[] =>
  fold<readonly T[]>(condition, {
    ...found,
    all: (items) => items.flat(),
    any: (items) => items.flat(),
    not: (item) => item,
  });

/** Every test on a fact; with facts at hand, the rows of a dated limit that the date excludes are left out. */
export const factsAsked = (condition: Condition, facts?: Facts): readonly AskedFact[] =>
  gather<AskedFact>(condition, {
    fact: (test) => [test],
    amount: () => [],
    comparison: () => [],
    limit: ({ limit: { by } }, rows) => [
      ...rows.map(({ from }) => ({
        fact: by,
        data: {},
        ...(from !== undefined && { changes: from }),
      })),
      ...rowsMeant(by, rows, facts).flatMap((row) => row.within),
    ],
  });

/** The amounts that a condition tests. */
export const amountsTested = (condition: Condition): ReadonlySet<string> =>
  new Set(
    gather<string>(condition, {
      fact: () => [],
      amount: ({ amount }) => [amount],
      comparison: ({ comparison: { left, right } }) => [...namesIn(left), ...namesIn(right)],
      limit: (_, rows) => rows.flatMap((row) => row.within),
    }),
  );
