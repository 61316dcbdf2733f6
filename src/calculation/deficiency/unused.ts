/** What was given and has no say in the answer, each with the reason: nothing is dropped in silence. */
import { isAmountName, type Amounts } from '../../law/amounts';
import { factNamed, type Jurisdiction, type Rule } from '../../law/book';
import { now, type Answer } from '../../law/condition';
import type { Facts, FactValue } from '../../law/facts';
import { applies, valuesOf } from '../../law/plan';
import { fits, hasSay, resolvedAlone, resolveFacts } from '../../law/resolve';
import type { RuleData } from '../../law/rule';
import { FALSE, UNKNOWN } from '../../law/tri';
import { isBlank } from '../../money/cents';
import { oncePer } from '../../money/once';
import { isDebtItem } from '../input/debtItems';
import { isRemark } from '../input/fields';
import type { Case } from './case';
import { datesOfEvent } from './deadlines';
import { answersIn, answerTo } from './ruleAnswers';
import { amountsTestedBy, readerOf, rulesAsking } from './ruleReads';
import { perSetting, type Setting } from './setting';

/** An input without a say. */
export interface Unused {
  readonly name: string;
  readonly reason: string;
}

/** Inputs that say how to answer, or are the account itself. */
const ALWAYS_USED = new Set([
  'fair_value_policy',
  'balance',
  'sale_price',
  'costs',
  'state',
  'when_unknown',
  'sale_date',
]);

/** Names what was given and changes nothing, in the order in which it was given. */
export function unusedIn(item: Case): Unused[] {
  const unused: Unused[] = [];
  for (const name in item.record) {
    if (isBlank(item.record[name]) || ALWAYS_USED.has(name) || isRemark(name)) continue;
    const reason = whyUnused(item, name);
    if (reason !== undefined) unused.push({ name, reason });
  }
  return unused;
}

function whyUnused(item: Case, name: string): string | undefined {
  const { setting, account } = item;
  if (name === 'profile') return fits(setting) ? undefined : otherCollateral(setting);
  if (ACCOUNT_FACTS[name]?.(item)) return undefined;
  const isLine = (line: { readonly name: string }) => line.name === name;
  if (account.debt.some(isLine) || account.price.some(isLine)) return undefined;
  if (isDebtItem(name) && (name !== 'principal' || item.given.has('balance'))) {
    if (item.given.get(name) === 0) return 'it is nothing';
    if (!hasSayIn(item, name)) return 'it is in the balance already';
    return undefined;
  }
  if (name === 'principal' || hasSayIn(item, name) || startsPeriod(item, name)) return undefined;
  return noSay(setting.place)(name);
}

/** Why no rule of a place makes anything of what was given under a name, said once for all cases. */
const noSay = oncePer((place: Jurisdiction) => {
  const said = new Map<string, string>();
  return (name: string): string => {
    let why = said.get(name);
    if (why === undefined) said.set(name, (why = whyNoSay(place, name)));
    return why;
  };
});

function whyNoSay(place: Jurisdiction, name: string): string {
  if (isAmountName(name)) return whyAmountUnused(place, name);
  if (place.rules.some(({ data }) => startsOf(data).includes(name)))
    return `a period of ${place.name} runs from it, and does not apply here`;
  return place.asks.has(name)
    ? `whatever it is, no rule of ${placeWords(place)} is answered otherwise here`
    : `no rule of ${placeWords(place)} asks for it`;
}

/** Facts that say how the account is read, with when they do. */
const ACCOUNT_FACTS: Readonly<Record<string, (item: Case) => boolean>> = {
  items_in_balance: ({ given }) =>
    given.has('balance') &&
    !given.has('principal') &&
    [...given].some(([name, cents]) => isDebtItem(name) && cents > 0),
  taxes_paid_from_price: ({ given }) => (given.get('taxes') ?? 0) > 0,
  lien_priority: (item) => !item.given.has('prior_liens') && hasSayIn(item, 'prior_liens'),
};

const placeWords = ({ code, name }: Jurisdiction): string =>
  code === '' ? 'a state, for none was told,' : name;

const otherCollateral = ({ assumptions }: Setting): string =>
  `${String(assumptions.profile)} is about other collateral, so it supplies nothing`;

function whyAmountUnused(place: Jurisdiction, name: string): string {
  const reader = readerOf(place, name);
  const hint = name === 'taxes' ? '; taxes_paid_from_price=yes takes it out of the price' : '';
  if (!reader) return `no rule of ${placeWords(place)} reads it${hint}`;
  return `${reader.data.citation || reader.data.title} reads it, and does not apply here${hint}`;
}

/** Whether a period that applies or may apply runs from the date: of two dates of an event the first counts. */
const startsPeriod = ({ dates, setting, amounts }: Case, name: string): boolean =>
  dates.has(name) &&
  periods(setting).some(
    ({ starts, answer }) =>
      starts.find((date) => dates.has(date)) === name && now(answer, amounts) !== FALSE,
  );

/** The periods of a setting that may apply, with the dates that start each. */
const periods = perSetting((setting) =>
  answersIn(setting).flatMap(({ rule, answer }) => {
    const starts = startsOf(rule.data);
    return starts.length === 0 || answer === FALSE ? [] : [{ answer, starts }];
  }),
);

/** The dates from which a rule's period runs, none where it sets no period. */
const startsOf = ({ effect }: RuleData): readonly string[] =>
  effect.kind === 'deadline' ? datesOfEvent(effect.start) : [];

/** Whether an answer may turn on what was given: in all cases of a setting, in none, or as their amounts fall. */
type Say = boolean | ((amounts: Amounts) => boolean);

function hasSayIn({ setting, amounts }: Case, name: string): boolean {
  const kept = saysIn(setting);
  let say = kept.get(name);
  if (say === undefined) kept.set(name, (say = sayOf(setting, name)));
  return typeof say === 'boolean' ? say : say(amounts);
}

const saysIn = perSetting(() => new Map<string, Say>());

const sayOf = (setting: Setting, name: string): Say =>
  isAmountName(name) || isDebtItem(name) ? sayOfAmount(setting, name) : sayOfFact(setting, name);

/** An amount is read by a rule which applies or may apply, or one turns on it whether it does. */
function sayOfAmount(setting: Setting, name: string): Say {
  const perhaps: Answer[] = [];
  for (const { rule, answer } of answersIn(setting)) {
    if (answer === FALSE) continue;
    const open = typeof answer !== 'number';
    if (open && amountsTestedBy(rule).has(name)) return true;
    if (!rule.reads.includes(name)) continue;
    if (!open) return true;
    perhaps.push(answer);
  }
  return (amounts) => perhaps.some((answer) => now(answer, amounts) !== FALSE);
}

/** A fact decides together with what is missing, where a rule that is still open asks for it, or alone. */
function sayOfFact(setting: Setting, name: string): Say {
  const perhaps: ((amounts: Amounts) => boolean)[] = [];
  for (const rule of rulesAsking(setting.place, name)) {
    const answer = answerTo(setting, rule);
    if (answer === UNKNOWN) return true;
    if (typeof answer !== 'number') perhaps.push((amounts) => answer(amounts) === UNKNOWN);
  }
  if (hasSay(setting.place, name))
    for (const value of valuesAsked(setting, name))
      for (const [told, otherwise] of doubtsUnder(setting, name, value)) {
        if (typeof told === 'number' && typeof otherwise === 'number') return true;
        perhaps.push((amounts) => now(told, amounts) !== now(otherwise, amounts));
      }
  return (amounts) => perhaps.some((one) => one(amounts));
}

/** How rules are answered with a fact as told, and with it otherwise, where that may differ. */
type Doubts = readonly (readonly [told: Answer, otherwise: Answer])[];

function valuesAsked({ place }: Setting, name: string): readonly (FactValue | undefined)[] {
  return factNamed(name) ? [undefined, ...valuesOf(place, name)] : [];
}

function doubtsUnder(setting: Setting, name: string, value: FactValue | undefined): Doubts {
  const { place, told, assumptions } = setting;
  if (told.get(name) === value) return [];
  const alone = resolvedAlone(place, setting.facts, assumptions, name, value);
  if (alone) {
    if (alone.value === setting.facts.values.get(name)) return [];
    const facts = withFact(setting.facts.values, name, alone.value);
    return differing(setting, facts, rulesAsking(place, name));
  }
  const { values } = resolveFacts(place, withFact(told, name, value), assumptions);
  const before = setting.facts.values;
  const changed = [...new Set([...values.keys(), ...before.keys()])].filter(
    (fact) => values.get(fact) !== before.get(fact),
  );
  return differing(setting, values, new Set(changed.flatMap((fact) => rulesAsking(place, fact))));
}

function withFact(facts: Facts, name: string, value: FactValue | undefined): Facts {
  const changed = new Map(facts);
  if (value === undefined) changed.delete(name);
  else changed.set(name, value);
  return changed;
}

/** The rules that are answered otherwise under other facts. */
function differing(setting: Setting, facts: Facts, rules: Iterable<Rule>): Doubts {
  const doubts: (readonly [Answer, Answer])[] = [];
  for (const rule of rules) {
    const told = answerTo(setting, rule);
    const otherwise = applies(rule, facts, setting.plan);
    if (told !== otherwise) doubts.push([told, otherwise]);
  }
  return doubts;
}
