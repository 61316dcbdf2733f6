/** What was given and has no say in the answer, each with the reason: nothing is dropped in silence. */
import { isAmountName } from '../../law/amounts';
import { factNamed, type Jurisdiction, type Rule } from '../../law/book';
import { amountsTested, now, type Answer } from '../../law/condition';
import { namesIn } from '../../law/expression';
import type { Facts, FactValue } from '../../law/facts';
import { applies, valuesOf } from '../../law/plan';
import { fits, hasSay, resolvedAlone, resolveFacts } from '../../law/resolve';
import { FALSE, UNKNOWN } from '../../law/tri';
import { isBlank } from '../../money/cents';
import { isDebtItem } from '../input/debtItems';
import { REMARKS } from '../input/fields';
import type { Case } from './case';
import { datesOfEvent } from './deadlines';
import { amountsTestedBy, answersIn, answerTo, rulesAsking } from './ruleAnswers';
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

/** A period that runs from an event. */
interface Begun {
  readonly from: string;
}

/** Names what was given and changes nothing, in the order in which it was given. */
export function unusedIn(item: Case, deadlines: () => readonly Begun[]): Unused[] {
  const unused: Unused[] = [];
  for (const name of namesGiven(item)) {
    const reason = whyUnused(item, name, deadlines);
    if (reason !== undefined) unused.push({ name, reason });
  }
  return unused;
}

const namesGiven = ({ record }: Case): string[] =>
  Object.keys(record).filter(
    (name) => !isBlank(record[name]) && !ALWAYS_USED.has(name) && !REMARKS.has(name),
  );

function whyUnused(
  item: Case,
  name: string,
  deadlines: () => readonly Begun[],
): string | undefined {
  const { setting, account } = item;
  if (name === 'profile') return fits(setting) ? undefined : otherCollateral(setting);
  if (ACCOUNT_FACTS[name]?.(item)) return undefined;
  const lines = [...account.debt, ...account.price];
  if (lines.some((line) => line.name === name)) return undefined;
  if (isDebtItem(name) && (name !== 'principal' || item.given.has('balance'))) {
    if (item.given.get(name) === 0) return 'it is nothing';
    if (!amountsUsed(item).has(name)) return 'it is in the balance already';
    return undefined;
  }
  if (name === 'principal') return undefined;
  if (isAmountName(name)) return whyAmountUnused(item, name);
  const starts = ({ from }: Begun) =>
    datesOfEvent(from).find((date) => item.dates.has(date)) === name;
  if (item.dates.has(name) && deadlines().some(starts)) return undefined;
  if (mayDecide(item, name) || turnsOn(item, name)) return undefined;
  return setting.place.asks.has(name)
    ? `whatever it is, no rule of ${placeWords(setting.place)} is answered otherwise here`
    : `no rule of ${placeWords(setting.place)} asks for it`;
}

/** Facts that say how the account is read, with when they do. */
const ACCOUNT_FACTS: Readonly<Record<string, (item: Case) => boolean>> = {
  items_in_balance: ({ given }) =>
    given.has('balance') &&
    !given.has('principal') &&
    [...given].some(([name, cents]) => isDebtItem(name) && cents > 0),
  taxes_paid_from_price: ({ given }) => (given.get('taxes') ?? 0) > 0,
  lien_priority: (item) => !item.given.has('prior_liens') && amountsUsed(item).has('prior_liens'),
};

const placeWords = ({ code, name }: Jurisdiction): string =>
  code === '' ? 'a state, for none was told,' : name;

const otherCollateral = ({ assumptions }: Setting): string =>
  `${String(assumptions.profile)} is about other collateral, so it supplies nothing`;

function whyAmountUnused(item: Case, name: string): string | undefined {
  if (amountsUsed(item).has(name)) return undefined;
  const { place } = item.setting;
  const reader = place.rules.find(
    (rule) => formulaNames(rule).has(name) || amountsTested(rule.condition).has(name),
  );
  const hint = name === 'taxes' ? '; taxes_paid_from_price=yes takes it out of the price' : '';
  if (!reader) return `no rule of ${placeWords(place)} reads it${hint}`;
  return `${reader.data.citation || reader.data.title} reads it, and does not apply here${hint}`;
}

function formulaNames({ base, credit, cap }: Rule): Set<string> {
  const names = new Set<string>();
  for (const part of [base, credit, cap])
    if (part) for (const name of namesIn(part.source)) names.add(name);
  return names;
}

/** Amounts that a rule which applies or may apply reads, or on which it turns whether one does. */
function amountsUsed({ setting, amounts }: Case): Set<string> {
  const used = new Set<string>();
  for (const { rule, answer } of answersIn(setting)) {
    if (typeof answer !== 'number') for (const name of amountsTestedBy(rule)) used.add(name);
    if (now(answer, amounts) !== FALSE) for (const name of formulaNames(rule)) used.add(name);
  }
  return used;
}

/** Whether a rule that is still open asks for the fact: together with what is missing it may decide. */
const mayDecide = ({ setting, amounts }: Case, name: string): boolean =>
  rulesAsking(setting.place, name).some(
    (rule) => now(answerTo(setting, rule), amounts) === UNKNOWN,
  );

/** How rules are answered with a fact as told, and with it otherwise, where that may differ. */
type Doubts = readonly (readonly [told: Answer, otherwise: Answer])[];

/** Whether some rule is answered otherwise with another value of a fact, or without it. */
function turnsOn({ setting, amounts }: Case, name: string): boolean {
  if (!hasSay(setting.place, name)) return false;
  const doubtsWith = doubtsAbout(setting);
  return valuesAsked(setting, name).some((value) =>
    doubtsWith(name, value).some(
      ([told, otherwise]) => now(told, amounts) !== now(otherwise, amounts),
    ),
  );
}

/** For a fact that was told and another value of it, the answers to rules that may turn on it; kept, for many rows ask it. */
const doubtsAbout = perSetting(
  (setting): ((name: string, value: FactValue | undefined) => Doubts) => {
    const kept = new Map<string, Doubts>();
    return (name, value) => {
      const key = `${name}=${value}`;
      let doubts = kept.get(key);
      if (!doubts) kept.set(key, (doubts = doubtsUnder(setting, name, value)));
      return doubts;
    };
  },
);

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
