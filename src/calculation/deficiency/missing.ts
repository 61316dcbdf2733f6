/** Which unknown facts and amounts would narrow an open answer, most decisive first. */
import {
  AMOUNTS,
  isAmountName,
  known,
  least,
  most,
  withAmount,
  type AmountName,
  type Amounts,
} from '../../law/amounts';
import { now } from '../../law/condition';
import {
  branches,
  rangeOf,
  valuesOf,
  type Branch,
  type Candidate,
  type Range,
} from '../../law/plan';
import { factNamed, type Rule } from '../../law/book';
import type { FactValue } from '../../law/facts';
import { FALSE } from '../../law/tri';
import { wouldSettle } from '../../law/words';
import { problem, type Problem } from '../input/problem';
import type { Case } from './case';
import { outcome } from './outcome';
import { unknownTo } from './ruleAnswers';
import { amountsTestedBy } from './ruleReads';
import { perSetting, type Setting } from './setting';

/** Names of what would decide, most decisive first; empty where nothing is open. */
export function missingFrom(item: Case): string[] {
  const { setting, amounts } = item;
  const range = rangeOf(setting.branches, amounts);
  if (range.low === range.high && setting.place.code !== '') return [];
  const weights = new Map<string, number>();
  if (setting.place.code === '') weights.set('state', Infinity);
  const asked = askedOf(item);
  const blank = asked.amounts.filter((name) => known(amounts, name) === null);
  for (const fact of asked.facts) {
    const gain = gainOfFact(item, fact, range);
    if (gain > 0) weights.set(fact, gain);
  }
  for (const name of blank) {
    const gain = gainOfAmount(item, name, range);
    if (gain > 0) weights.set(name, gain);
  }
  if (weights.size === 0) for (const name of [...asked.facts, ...blank]) weights.set(name, 0);
  return [...weights].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

/** What the rules that may decide ask for and read. */
interface Asked {
  readonly facts: ReadonlySet<string>;
  readonly amounts: readonly AmountName[];
}

function askedBy(setting: Setting, rules: Iterable<Rule>): Asked {
  const facts = new Set<string>();
  const used = new Set<string>();
  for (const rule of rules) {
    for (const fact of unknownTo(setting, rule)) facts.add(fact);
    for (const name of rule.reads) used.add(name);
    for (const name of amountsTestedBy(rule)) used.add(name);
  }
  used.delete('credit');
  return { facts, amounts: AMOUNTS.map(({ name }) => name).filter((name) => used.has(name)) };
}

const mayDecide = perSetting(({ branches: ways }): readonly Candidate[] =>
  ways.flatMap(({ bars, measures, caps }) => [...bars, ...measures, ...caps]),
);

/** What is asked in all cases of a setting; null where their amounts decide which rules are in question. */
const askedInAll = perSetting((setting): Asked | null => {
  const candidates = mayDecide(setting);
  return candidates.every(({ applies }) => typeof applies === 'number')
    ? askedBy(setting, new Set(candidates.map(({ rule }) => rule)))
    : null;
});

function askedOf({ setting, amounts }: Case): Asked {
  const kept = askedInAll(setting);
  if (kept) return kept;
  const open = mayDecide(setting).filter(({ applies }) => now(applies, amounts) !== FALSE);
  return askedBy(setting, new Set(open.map(({ rule }) => rule)));
}

const width = (range: Range): number => range.high - range.low;

/** By how much the answers to a fact narrow the range, summed over its values. */
function gainOfFact(item: Case, fact: string, range: Range): number {
  return answersTo(item.setting, fact).reduce(
    (sum, ways) => sum + width(range) - width(rangeOf(ways, item.amounts)),
    0,
  );
}

/** What an answer to a fact would leave. */
export interface Consequence extends Range {
  readonly value: FactValue;
}

/** What each answer to a fact would leave, for facts that are answered yes or no or with a choice. */
export function consequencesOf(item: Case, fact: string): Consequence[] {
  const { setting, amounts } = item;
  const kind = factNamed(fact)?.kind;
  if (kind !== 'flag' && kind !== 'choice') return [];
  const ways = answersTo(setting, fact);
  return valuesOf(setting.place, fact).map((value, n) => ({
    value,
    ...rangeOf(ways[n] ?? setting.branches, amounts),
  }));
}

/** What a date within a span would leave; `from` and `before` are null where the span has no such end. */
export interface Span extends Range {
  readonly from: number | null;
  readonly before: number | null;
}

/** What a date would leave, from one day on which the law turns to the next. */
export function spansOf(item: Case, fact: string): Span[] {
  if (factNamed(fact)?.kind !== 'date') return [];
  const { setting, amounts } = item;
  const days = valuesOf(setting.place, fact).map(Number);
  const ways = answersTo(setting, fact);
  const spans: Span[] = [];
  days.forEach((day, n) => {
    const range = rangeOf(ways[n] ?? setting.branches, amounts);
    const [last, before] = [spans.at(-1), days[n + 1] ?? null];
    if (last && last.low === range.low && last.high === range.high)
      spans[spans.length - 1] = { ...last, before };
    else spans.push({ ...range, from: n === 0 ? null : day, before });
  });
  return spans;
}

/** How far the ends of an open answer still lie apart at most, once a fact or an amount is told. */
export function leftOpenBy({ setting, amounts }: Case, name: string): number {
  const ranges = isAmountName(name)
    ? endsOf(amounts, name).map((value) =>
        rangeOf(setting.branches, withAmount(amounts, name, value)),
      )
    : answersTo(setting, name).map((ways) => rangeOf(ways, amounts));
  return ranges.length === 0
    ? width(rangeOf(setting.branches, amounts))
    : Math.max(...ranges.map(width));
}

const answered = perSetting(() => new Map<string, (readonly Branch[])[]>());

/** Fewer branches than for the answer itself: enough to see what narrows it. */
const BRANCHES_PER_ANSWER = 24;

/** What each value of a fact would lead to, worked out once for all cases with the same facts. */
function answersTo(setting: Setting, fact: string): readonly (readonly Branch[])[] {
  const { place, facts, plan } = setting;
  const known = answered(setting);
  let ways = known.get(fact);
  if (!ways) {
    ways = valuesOf(place, fact).map((value) =>
      branches(place, new Map(facts.values).set(fact, value), plan, BRANCHES_PER_ANSWER),
    );
    known.set(fact, ways);
  }
  return ways;
}

const endsOf = (amounts: Amounts, name: AmountName): readonly number[] => [
  least(amounts, name),
  Math.min(most(amounts, name), 1e13),
];

function gainOfAmount({ setting, amounts }: Case, name: AmountName, range: Range): number {
  return endsOf(amounts, name).reduce((sum, value) => {
    const told = rangeOf(setting.branches, withAmount(amounts, name, value));
    return sum + width(range) - width(told);
  }, 0);
}

/** Why an open case has no answer where the settings want none that rests on what is missing. */
export function refusalOfOpen(item: Case): Problem | undefined {
  if (item.setting.whenUnknown !== 'error' || outcome(item).status !== 'open') return undefined;
  const missing = missingFrom(item);
  const message = `cannot say; ${wouldSettle(missing, missing.length)}`;
  return problem('missing', missing[0] ?? 'facts', message);
}
