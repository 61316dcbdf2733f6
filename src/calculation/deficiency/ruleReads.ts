/** What the rules of a place ask and read, whatever the facts and the amounts. */
import type { Jurisdiction, Rule } from '../../law/book';
import { amountsTested } from '../../law/condition';
import type { Facts } from '../../law/facts';
import { unknownFacts } from '../../law/plan';
import { oncePer } from '../../money/once';

/** Something about a rule that is the same whatever the case. */
export const perRule = <T>(make: (rule: Rule) => T): ((rule: Rule) => T) => oncePer(make);

const NOTHING_KNOWN: Facts = new Map();

/** Facts that a rule or an exception to it asks. */
export const factsAskedBy = perRule((rule): ReadonlySet<string> =>
  unknownFacts(rule, NOTHING_KNOWN),
);

const asking = oncePer(({ rules }: Jurisdiction): ReadonlyMap<string, readonly Rule[]> => {
  const found = new Map<string, Rule[]>();
  for (const rule of rules)
    for (const name of factsAskedBy(rule)) found.set(name, [...(found.get(name) ?? []), rule]);
  return found;
});

/** The rules of a place that ask for a fact, themselves or in an exception. */
export const rulesAsking = (place: Jurisdiction, fact: string): readonly Rule[] =>
  asking(place).get(fact) ?? [];

const amountsTestedIn = perRule((rule) => amountsTested(rule.condition));

/** The first rule of a place that reads an amount or tests it. */
export const readerOf = (place: Jurisdiction, name: string): Rule | undefined =>
  place.rules.find((rule) => rule.reads.includes(name) || amountsTestedIn(rule).has(name));

/** Amounts that the condition of a rule and those of its exceptions test. */
export const amountsTestedBy = perRule((rule): ReadonlySet<string> => new Set(testedBy(rule)));

const testedBy = ({ condition, exceptions }: Rule): readonly string[] => [
  ...amountsTested(condition),
  ...exceptions.flatMap(testedBy),
];
