/** The assessment of a case: what may be recovered, the way there, and what it rests on. */
import { decides, applies, notInPlay, unknownFacts, valuesOf } from '../../law/plan';
import { FACTS, type Rule } from '../../law/book';
import { factsAsked, matching, now, type Answer } from '../../law/condition';
import type { Matcher } from '../../law/conditionTree';
import type { FactValue } from '../../law/facts';
import type { Effect, Known, RuleData } from '../../law/rule';
import { FALSE, TRUE } from '../../law/tri';
import { dollars, type Cents } from '../../money/cents';
import { toWords, type Day } from '../../money/dates';
import { type Amounts, amountNamed, AMOUNTS, known, least } from '../../law/amounts';
import { DEBT_ITEMS } from '../input/debtItems';
import { factOf, type Case } from './case';
import { answersIn, stateOf } from './ruleAnswers';
import { factsAskedBy, perRule } from './ruleReads';
import { amountsRead, perSetting } from './setting';
import { deadlineOf, type Deadline } from './deadlines';
import { missingFrom } from './missing';
import { outcome, plainShortfall, surplusUnder, type Outcome } from './outcome';
import { speaksOf, trace, type Bar, type Part, type Side, type Trace } from './trace';
import { unusedIn, type Unused } from './unused';

/**
 * A rule that the answer rests on; `certain` is false where missing facts decide whether it plays a
 * part. A settled answer may rest on one of several, whichever way the missing facts fall: each of
 * those is an `alternative`.
 */
export interface Reason {
  readonly rule: string;
  readonly citation: string;
  readonly title: string;
  readonly effect: RuleData['effect']['kind'];
  readonly known: Known;
  readonly certain: boolean;
  readonly alternative: boolean;
  /** The day to which the text that was read was current, where that is kept. */
  readonly textThrough: Day | null;
}

/** Something about a fact that a rule asked for and the case answered otherwise, or not at all. */
export interface Cause {
  readonly fact: string;
  readonly wants: Matcher;
  readonly has: FactValue | null;
}

/** A rule applied to the case. */
export interface Finding {
  readonly rule: RuleData;
  readonly result: 'applies' | 'does not apply' | 'cannot be said';
  /** We have not read it, so it is to be checked before it is relied on. */
  readonly unverified: boolean;
  /** Why it does not apply, where that is not about facts. */
  readonly outOfPlay: string | null;
  readonly causes: readonly Cause[];
}

/** Something assumed: a fact the profile or a presumption supplied, or a blank amount. */
export interface Assumption {
  readonly name: string;
  readonly value: FactValue;
  readonly from: 'profile' | 'presumed' | 'inferred' | 'blank';
}

/** The whole answer to a case. Amounts in cents. */
export interface Assessment extends Outcome {
  readonly shortfall: Cents;
  readonly surplus: Cents;
  /** What comes off the debt for the collateral on the way to `deficiency`. */
  readonly credit: Cents;
  readonly reasons: readonly Reason[];
  readonly findings: readonly Finding[];
  /** Facts and amounts that would decide, most decisive first. */
  readonly missing: readonly string[];
  readonly assumed: readonly Assumption[];
  readonly deadlines: readonly Deadline[];
  readonly requirements: readonly RuleData[];
  /** Rules that hold and ask nothing of anybody. */
  readonly notes: readonly RuleData[];
  /** What was given and has no say, each with the reason. */
  readonly unused: readonly Unused[];
  /** The day whose law was applied. */
  readonly lawAsOf: Day;
  /** That the law of that day may be another than the one that was read, in a sentence; null where it was read. */
  readonly caution: string | null;
  /** The amounts of the case, for the figures in the words of the law. */
  readonly amounts: Amounts;
}

/** Assesses a case in full. What takes time is worked out when it is asked for: a million lines want little of it. */
export const assess = (item: Case): Assessment => new Assessed(item);

/** Keeps what was asked for; a class, because ten thousand objects of functions cost more than their answers. */
class Assessed implements Assessment {
  readonly deficiency: Cents;
  readonly low: Cents;
  readonly high: Cents;
  readonly status: Outcome['status'];
  private keptWay: ReturnType<typeof wayTaken> | undefined;
  private keptReasons: readonly Reason[] | undefined;
  private keptFindings: readonly Finding[] | undefined;
  private keptMissing: readonly string[] | undefined;
  private keptAssumed: readonly Assumption[] | undefined;
  private keptUnused: readonly Unused[] | undefined;

  constructor(private readonly item: Case) {
    const { deficiency, low, high, status } = outcome(item);
    this.deficiency = deficiency;
    this.low = low;
    this.high = high;
    this.status = status;
  }

  private get taken() {
    return (this.keptWay ??= wayTaken(this.item, this));
  }

  get amounts() {
    return this.item.amounts;
  }

  get lawAsOf() {
    return this.item.asOf;
  }

  get shortfall() {
    return Math.max(0, plainShortfall(this.item));
  }

  get surplus() {
    const { side, way } = this.taken;
    const { setting, amounts } = this.item;
    return surplusUnder(
      this.item,
      speaksOf(side === 'high' ? way : trace(setting.branches, amounts, 'high')),
    );
  }

  get credit() {
    const { credit, base } = this.taken.way;
    return Math.min(credit, Math.max(base, least(this.item.amounts, 'sale_price')));
  }

  get caution() {
    return cautionOf(this.reasons, this.item.asOf);
  }

  get reasons() {
    return (this.keptReasons ??= reasonsOf(this.taken.way, this, this.item));
  }

  get findings() {
    return (this.keptFindings ??= findingsOf(this.item));
  }

  get missing() {
    return (this.keptMissing ??= missingFrom(this.item));
  }

  get assumed() {
    return (this.keptAssumed ??= assumptionsOf(this.item));
  }

  get deadlines() {
    return deadlinesOf(this.item);
  }

  get requirements() {
    return holding(this.item, 'requirement');
  }

  get notes() {
    return holding(this.item, 'note');
  }

  get unused() {
    return (this.keptUnused ??= unusedIn(this.item));
  }
}

/** The end of the range that the answer stands at, and the way there. */
export function wayTaken(
  item: Case,
  { status }: Outcome,
): { readonly side: Side; readonly way: Trace } {
  const side = item.setting.whenUnknown === 'lower' ? 'low' : 'high';
  const found = trace(item.setting.branches, item.amounts, side);
  return { side, way: status === 'barred' ? { ...found, bars: barsOf(found, item) } : found };
}

/** The deadlines of the rules that apply or may apply. */
const deadlinesOf = (item: Case): Deadline[] =>
  answersIn(item.setting).flatMap(({ rule, answer }) => {
    if (rule.data.effect.kind !== 'deadline') return [];
    const state = now(answer, item.amounts);
    return state === FALSE ? [] : (deadlineOf(item, rule, state === TRUE) ?? []);
  });

const holding = (item: Case, kind: Effect['kind']): RuleData[] =>
  answersIn(item.setting)
    .filter(
      ({ rule, answer }) => rule.data.effect.kind === kind && now(answer, item.amounts) === TRUE,
    )
    .map(({ rule }) => rule.data);

/** The rules of the way to the answer, then those of the other end of an open range. */
function reasonsOf(way: Trace, short: Outcome, item: Case): Reason[] {
  const reasons = partsOf(way).map(({ rule }) => reasonOf(rule, isSure(rule, item)));
  if (short.low === short.high) return settled(reasons, short);
  const other = trace(
    item.setting.branches,
    item.amounts,
    short.deficiency === short.low ? 'high' : 'low',
  );
  for (const { rule } of partsOf(other))
    if (!reasons.some((reason) => reason.rule === rule.data.id))
      reasons.push(reasonOf(rule, false));
  return reasons;
}

/** What a settled answer rests on: what holds whatever is missing, else the rules one of which does. */
function settled(reasons: readonly Reason[], { status }: Outcome): Reason[] {
  const deciding = status === 'barred' ? reasons.filter(({ effect }) => effect === 'bar') : reasons;
  const sure = reasons.filter(({ certain }) => certain);
  if (status === 'none' || status === 'recoverable' || sure.some((one) => deciding.includes(one)))
    return sure;
  return [
    ...sure,
    ...deciding
      .filter(({ certain }) => !certain)
      .map((one) => ({ ...one, certain: true, alternative: true })),
  ];
}

const partsOf = ({ bars, measure, caps }: Trace): readonly Part[] => [
  ...bars,
  ...(measure ? [measure] : []),
  ...caps,
];

/**
 * A way takes the unknown facts to fall somehow. Where a bar holds however they fall, those that
 * rest on them add nothing; where each way has a bar of its own, all of them are reasons.
 */
function barsOf(way: Trace, item: Case): readonly Bar[] {
  const sure = way.bars.filter(({ rule }) => isSure(rule, item));
  if (sure.length > 0 || way.bars.length === 0) return sure;
  const each = item.setting.branches.flatMap(({ bars }) =>
    bars.filter(({ applies: state }) => now(state, item.amounts) === TRUE),
  );
  const rules = new Set([...way.bars, ...each].map(({ rule }) => rule));
  return [...rules].map((rule) => ({ rule, certain: false }));
}

/** Whether the rule applies however the unknown facts fall. */
const isSure = (rule: Rule, item: Case): boolean => stateOf(rule, item) === TRUE;

const reasonOf = (rule: Rule, certain: boolean): Reason =>
  certain ? sureReason(rule) : perhapsReason(rule);

const reasonThat =
  (certain: boolean) =>
  ({ data }: Rule): Reason => ({
    rule: data.id,
    citation: data.citation,
    title: data.title,
    effect: data.effect.kind,
    known: data.known,
    certain,
    alternative: false,
    textThrough: data.textThrough ?? null,
  });

const sureReason = perRule(reasonThat(true));
const perhapsReason = perRule(reasonThat(false));

/** The rules behind an answer whose text was read as it stood before the day whose law is applied, or on a day unknown. */
function cautionOf(reasons: readonly Reason[], lawAsOf: Day): string | null {
  const cautions: string[] = [];
  const outrun = reasons.flatMap(({ citation, textThrough }) =>
    textThrough !== null && textThrough < lawAsOf
      ? [`${citation} as it stood on ${toWords(textThrough)}`]
      : [],
  );
  if (outrun.length > 0)
    cautions.push(
      `The law of ${toWords(lawAsOf)} is applied, but what was read is ${outrun.join('; ')}: check whether it has changed since.`,
    );
  const undated = reasons
    .filter(({ known: how, textThrough }) => how === 'statute' && textThrough === null)
    .map(({ citation }) => citation);
  if (undated.length > 0)
    cautions.push(
      `What was read of ${[...new Set(undated)].join('; ')} bears no date: check that it is the law of ${toWords(lawAsOf)}.`,
    );
  return cautions.length > 0 ? cautions.join(' ') : null;
}

/** Every rule of the place with the answer whether it applies, in the order of the law file. */
export function findingsOf(item: Case): Finding[] {
  const { place, plan } = item.setting;
  return place.rules.map((rule) => {
    const outOfPlay = notInPlay(rule, plan) ?? null;
    const state = stateOf(rule, item);
    return {
      rule: rule.data,
      result: state === TRUE ? 'applies' : state === FALSE ? 'does not apply' : 'cannot be said',
      unverified: rule.data.known === 'recall',
      outOfPlay,
      causes: state === TRUE || outOfPlay !== null ? [] : causesOf(item, rule),
    };
  });
}

function causesOf(item: Case, rule: Rule): Cause[] {
  const { setting } = item;
  const causes: Cause[] = [];
  for (const { fact, data } of factsAsked(rule.condition, setting.facts.values)) {
    const value = factOf(item, fact);
    if (value !== undefined) {
      if (!matching(data)(value)) causes.push({ fact, wants: data, has: value });
    } else if (!causes.some((cause) => cause.fact === fact))
      causes.push({ fact, wants: data, has: null });
  }
  for (const fact of unknownFacts(rule, setting.facts.values))
    if (!causes.some((cause) => cause.fact === fact)) causes.push({ fact, wants: true, has: null });
  return causes;
}

/** What was assumed and had a say: facts on which a deciding rule turns, and blank amounts it reads. */
function assumptionsOf(item: Case): Assumption[] {
  const { facts } = item.setting;
  const assumed: Assumption[] = [];
  for (const name of turningFacts(item)) {
    const origin = facts.origins.get(name);
    const value = facts.values.get(name);
    if (value === undefined || origin === undefined || origin === 'given') continue;
    assumed.push({ name, value, from: origin });
  }
  const read = new Set<string>();
  for (const { rule, answer } of answersIn(item.setting)) {
    if (now(answer, item.amounts) === FALSE) continue;
    for (const name of rule.reads) read.add(name);
  }
  for (const [name, cents] of item.fromTerms)
    if (read.has(name)) assumed.push({ name, value: dollars(cents), from: 'profile' });
  for (const name of item.blank) {
    const blank = amountNamed(name)?.blank;
    if (!read.has(name)) continue;
    const value = typeof blank === 'object' ? blank.same : 'sale_price';
    assumed.push({ name, value, from: 'blank' });
  }
  for (const { name, blank } of AMOUNTS)
    if (blank === 'zero' && name !== 'costs' && read.has(name) && !item.given.has(name))
      if (known(item.amounts, name) !== null) assumed.push({ name, value: 0, from: 'blank' });
  for (const name of accountFacts(item))
    if (!assumed.some((one) => one.name === name)) {
      const value = facts.values.get(name);
      const origin = facts.origins.get(name);
      if (value !== undefined && origin !== undefined && origin !== 'given')
        assumed.push({ name, value, from: origin });
    }
  if (!item.dates.has('sale_date'))
    assumed.push({ name: 'sale_date', value: item.asOf, from: 'presumed' });
  return assumed;
}

/** Facts on which the account before any law turns: which amounts are in it. */
function accountFacts({ given, setting }: Case): string[] {
  const facts: string[] = [];
  if (given.has('balance') && !given.has('principal'))
    if (DEBT_ITEMS.some((name) => (given.get(name) ?? 0) > 0)) facts.push('items_in_balance');
  if ((given.get('taxes') ?? 0) > 0) facts.push('taxes_paid_from_price');
  if (!given.has('prior_liens') && amountsRead(setting).has('prior_liens'))
    facts.push('lien_priority');
  return facts;
}

/** Facts without which some deciding rule would be answered otherwise, in the order in which people are asked. */
function turningFacts({ setting, amounts }: Case): readonly string[] {
  const { always, byAmounts } = turning(setting);
  const open = byAmounts.filter(({ answer }) => now(answer, amounts) !== FALSE);
  return open.length === 0 ? always : asPeopleAreAsked([always, ...open.map(({ facts }) => facts)]);
}

/** A rule that applies as the amounts say, and the facts by which it would not apply whatever they are. */
interface ByAmounts {
  readonly answer: Answer;
  readonly facts: readonly string[];
}

const turning = perSetting((setting) => {
  const { place, facts, plan } = setting;
  const always = new Set<string>();
  const byAmounts: ByAmounts[] = [];
  const changed = new Map(facts.values);
  for (const { rule, answer } of answersIn(setting)) {
    if (!decides(rule) || notInPlay(rule, plan) !== undefined) continue;
    const turns: string[] = [];
    for (const fact of factsAskedBy(rule)) {
      const value = changed.get(fact);
      if (value === undefined || always.has(fact) || facts.origins.get(fact) === 'given') continue;
      if (typeof answer === 'number') {
        changed.delete(fact);
        if (applies(rule, changed, plan) !== answer) always.add(fact);
      } else if (
        valuesOf(place, fact).some(
          (other) => applies(rule, changed.set(fact, other), plan) === FALSE,
        )
      )
        turns.push(fact);
      changed.set(fact, value);
    }
    if (turns.length > 0) byAmounts.push({ answer, facts: turns });
  }
  return { always: asPeopleAreAsked([[...always]]), byAmounts };
});

function asPeopleAreAsked(lists: readonly (readonly string[])[]): readonly string[] {
  const found = new Set(lists.flat());
  return FACTS.map(({ name }) => name).filter((name) => found.has(name));
}
