/** Decides which rules apply to facts, once, so that any number of amounts can be put through them. */
import { leastReader, withAmount, type Amounts } from './amounts';
import type { Jurisdiction, Rule } from './book';
import { conjoin, factsAsked, negate, now, type Answer } from './condition';
import type { FactValue, Facts } from './facts';
import { factNamed } from './book';
import { FALSE, TRUE, UNKNOWN, type Tri } from './tri';
import type { Cents } from '../money/cents';

/** How statutes that credit fair value are used: as they stand, or against them by choice. */
export type FairValuePolicy = 'statute' | 'always' | 'never';

/** What decides which rules are in force and in play, apart from the facts. */
export interface PlanSettings {
  /** The law of this day is applied. */
  readonly asOf: number;
  readonly debtorDefences: 'raised' | 'not_raised';
  readonly fairValuePolicy: FairValuePolicy;
}

/** A rule with the answer whether it applies. */
export interface Candidate {
  readonly rule: Rule;
  readonly applies: Answer;
}

/** One way the unknown facts may fall: the rules that bar, measure or cap there. */
export interface Branch {
  readonly facts: Facts;
  readonly bars: readonly Candidate[];
  readonly measures: readonly Candidate[];
  readonly caps: readonly Candidate[];
}

/** The least and the greatest deficiency, in cents. */
export interface Range {
  readonly low: Cents;
  readonly high: Cents;
}

/** Whether a rule applies to the facts: in force, in play, its condition met, no exception displacing it. */
export function applies(rule: Rule, facts: Facts, settings: PlanSettings): Answer {
  if (notInPlay(rule, settings)) return FALSE;
  let result = rule.test(facts);
  for (const exception of rule.exceptions) {
    if (result === FALSE) break;
    result = conjoin(result, negate(applies(exception, facts, settings)));
  }
  return result;
}

/** Why a rule is out of play whatever the facts say; undefined when it is in play. */
export function notInPlay(rule: Rule, settings: PlanSettings): string | undefined {
  const { data } = rule;
  if (data.off) return 'switched off until someone has read the law';
  if (data.from !== undefined && settings.asOf < data.from) return 'not yet in force';
  if (data.to !== undefined && settings.asOf > data.to) return 'no longer in force';
  if (data.raisedBy === 'debtor' && settings.debtorDefences === 'not_raised' && decides(rule))
    return 'not raised by the debtor';
  if (settings.fairValuePolicy === 'never' && usesFairValue(rule))
    return 'set aside: fair value is never credited by choice of the settings';
  return undefined;
}

const usesFairValue = ({ data: { effect } }: Rule): boolean =>
  /fair_value/.test(
    effect.kind === 'credit' ? effect.credit : effect.kind === 'cap' ? effect.cap : '',
  );

/** True for a rule that changes the amount. */
export const decides = ({ data: { effect } }: Rule): boolean =>
  effect.kind === 'bar' || effect.kind === 'credit' || effect.kind === 'cap';

/** The rules that may change the amount under these facts. */
export function branchOf(place: Jurisdiction, facts: Facts, settings: PlanSettings): Branch {
  const candidates = place.rules
    .filter(decides)
    .map((rule) => ({ rule, applies: applies(rule, facts, settings) }))
    .filter((candidate) => candidate.applies !== FALSE);
  const ofKind = (kind: string) =>
    candidates.filter((candidate) => candidate.rule.data.effect.kind === kind);
  return { facts, bars: ofKind('bar'), measures: ofKind('credit'), caps: ofKind('cap') };
}

/** No more ways than this are told apart; beyond it the range is safe but may be wider. */
const MOST_BRANCHES = 96;

/**
 * Splits unknown facts on which two or more undecided rules hang, so that rules which exclude each
 * other are never counted together. What is left unknown keeps the range safe.
 */
export function branches(
  place: Jurisdiction,
  facts: Facts,
  settings: PlanSettings,
  most = MOST_BRANCHES,
): Branch[] {
  let open = [branchOf(place, facts, settings)];
  const done: Branch[] = [];
  while (open.length > 0 && open.length + done.length < most) {
    const branch = open.shift() as Branch;
    const fact = sharedUnknown(branch);
    if (fact === undefined) {
      done.push(branch);
      continue;
    }
    const split = valuesOf(place, fact).map((value) =>
      branchOf(place, new Map(branch.facts).set(fact, value), settings),
    );
    open = [...open, ...split];
  }
  return [...done, ...open];
}

/** The unknown fact that most undecided rules share, if two or more do. */
function sharedUnknown(branch: Branch): string | undefined {
  const counts = new Map<string, number>();
  for (const candidate of [...branch.bars, ...branch.measures, ...branch.caps]) {
    if (candidate.applies === TRUE) continue;
    for (const fact of unknownFacts(candidate.rule, branch.facts))
      if (factNamed(fact)) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  }
  let best: string | undefined;
  for (const [fact, count] of counts)
    if (count > 1 && count > (best === undefined ? 1 : (counts.get(best) ?? 1))) best = fact;
  return best;
}

/** Facts that a rule, or an exception to it that may hold, asks and that are not known. */
export function unknownFacts(rule: Rule, facts: Facts): Set<string> {
  const found = new Set<string>();
  const visit = (asked: Rule) => {
    for (const { fact } of factsAsked(asked.condition, facts))
      if (!facts.has(fact)) found.add(fact);
    for (const exception of asked.exceptions) if (exception.test(facts) !== FALSE) visit(exception);
  };
  visit(rule);
  return found;
}

/** Kinds of foreclosure, of which no state has all. */
export const isForeclosure = (method: unknown): boolean =>
  method === 'judicial' || method === 'nonjudicial' || method === 'strict';

/** Values that stand for every answer a fact can have in this jurisdiction. */
export function valuesOf(place: Jurisdiction, fact: string): FactValue[] {
  const definition = factNamed(fact);
  if (definition?.kind === 'flag') return [true, false];
  if (definition?.kind === 'choice')
    return Object.keys(definition.choices ?? {}).filter(
      (value) => fact !== 'method' || !isForeclosure(value) || place.methods.includes(value),
    );
  const thresholds = place.asks.get(fact) ?? [];
  const [first] = thresholds;
  if (definition?.kind === 'date') return first === undefined ? [] : [first - 1, ...thresholds];
  const values = new Set<number>();
  for (const threshold of thresholds)
    for (const value of [threshold - 0.0001, threshold, threshold + 0.0001])
      if (value >= 0) values.add(value);
  if (definition?.kind === 'number') for (const value of [0, 1, 2]) values.add(value);
  return [...values].sort((a, b) => a - b);
}

/** The range of the deficiency over all branches. */
export function rangeOf(ways: readonly Branch[], amounts: Amounts): Range {
  const [first] = ways;
  if (first && ways.length === 1) return rangeOfBranch(first, amounts);
  let low = Infinity;
  let high = 0;
  for (const branch of ways) {
    const range = rangeOfBranch(branch, amounts);
    low = Math.min(low, range.low);
    high = Math.max(high, range.high);
  }
  return { low: low === Infinity ? 0 : low, high };
}

/**
 * Any bar bars; the highest credit is credited; the lowest cap caps. Where no rule measures, the
 * price comes off debt and costs. A rule that may apply widens the range, never the wrong way.
 */
export function rangeOfBranch(branch: Branch, amounts: Amounts): Range {
  let barred: Tri = FALSE;
  for (const bar of branch.bars) {
    const state = now(bar.applies, amounts);
    if (state === TRUE) return { low: 0, high: 0 };
    if (state === UNKNOWN) barred = UNKNOWN;
  }
  const measured = measure(branch, amounts);
  let { low, high } = measured;
  for (const { rule, applies: answered } of branch.caps) {
    const state = now(answered, amounts);
    if (state === FALSE || !rule.cap) continue;
    const cap = capUnder(rule, amounts, measured);
    low = Math.min(low, cap.low);
    if (state === TRUE) high = Math.min(high, cap.high);
  }
  return { low: barred === UNKNOWN || low < 0 ? 0 : low, high: high < 0 ? 0 : high };
}

/** What a rule caps at; some caps speak of what the branch credits for the collateral. */
export function capUnder(rule: Rule, amounts: Amounts, { creditLow, creditHigh }: Credited): Range {
  if (!rule.cap) return { low: 0, high: Infinity };
  const read = rule.capReadsCredit ? withAmount(amounts, 'credit', creditLow, creditHigh) : amounts;
  return { low: rule.cap.low(read), high: rule.cap.high(read) };
}

/** The least and the most that is credited for the collateral. */
export interface Credited {
  readonly creditLow: Cents;
  readonly creditHigh: Cents;
}

interface Measured extends Range, Credited {}

const leastDebt = leastReader('debt');
const leastCosts = leastReader('costs');
const leastPrice = leastReader('sale_price');

export function measure(branch: Branch, amounts: Amounts): Measured {
  const price = leastPrice(amounts);
  const plain = leastDebt(amounts) + leastCosts(amounts) - price;
  if (branch.measures.length === 0)
    return { low: plain, high: plain, creditLow: price, creditHigh: price };
  let surelyHigh = Infinity;
  let surelyCredit = -Infinity;
  let perhapsHigh = plain;
  let perhapsCredit = price;
  let low = Infinity;
  let creditHigh = -Infinity;
  for (const { rule, applies: answered } of branch.measures) {
    const state = now(answered, amounts);
    if (state === FALSE || !rule.credit || !rule.base) continue;
    const least = rule.credit.low(amounts);
    const most = rule.credit.high(amounts);
    const greatest = rule.base.high(amounts) - least;
    low = Math.min(low, rule.base.low(amounts) - most);
    creditHigh = Math.max(creditHigh, most);
    if (state === TRUE) {
      surelyHigh = Math.min(surelyHigh, greatest);
      surelyCredit = Math.max(surelyCredit, least);
    } else {
      perhapsHigh = Math.max(perhapsHigh, greatest);
      perhapsCredit = Math.min(perhapsCredit, least);
    }
  }
  if (surelyHigh < Infinity) return { low, high: surelyHigh, creditLow: surelyCredit, creditHigh };
  return {
    low: Math.min(low, plain),
    high: perhapsHigh,
    creditLow: perhapsCredit,
    creditHigh: Math.max(creditHigh, price),
  };
}
