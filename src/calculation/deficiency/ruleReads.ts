/** What the rules of a place ask and read, whatever the facts and the amounts. */
import type { Jurisdiction, Rule } from '../../law/book';
import { amountsTested } from '../../law/condition';
import type { Facts } from '../../law/facts';
import { unknownFacts } from '../../law/plan';

/** Something about a rule that is the same whatever the case. */
export function perRule<T>(make: (rule: Rule) => T): (rule: Rule) => T {
  const kept = new WeakMap<Rule, { readonly made: T }>();
  return (rule) => {
    let found = kept.get(rule);
    if (!found) kept.set(rule, (found = { made: make(rule) }));
    return found.made;
  };
}

const NOTHING_KNOWN: Facts = new Map();

/** Facts that a rule or an exception to it asks. */
export const factsAskedBy = perRule((rule): ReadonlySet<string> =>
  unknownFacts(rule, NOTHING_KNOWN),
);

const asking = new WeakMap<Jurisdiction, ReadonlyMap<string, readonly Rule[]>>();

/** The rules of a place that ask for a fact, themselves or in an exception. */
export function rulesAsking(place: Jurisdiction, fact: string): readonly Rule[] {
  let known = asking.get(place);
  if (!known) {
    const found = new Map<string, Rule[]>();
    for (const rule of place.rules)
      for (const name of factsAskedBy(rule)) found.set(name, [...(found.get(name) ?? []), rule]);
    asking.set(place, (known = found));
  }
  return known.get(fact) ?? [];
}

const amountsTestedIn = perRule((rule) => amountsTested(rule.condition));

const readers = new WeakMap<Jurisdiction, Map<string, Rule | undefined>>();

/** The first rule of a place that reads an amount or tests it. */
export function readerOf(place: Jurisdiction, name: string): Rule | undefined {
  const known = readers.get(place) ?? new Map<string, Rule | undefined>();
  readers.set(place, known);
  if (!known.has(name))
    known.set(
      name,
      place.rules.find((rule) => rule.reads.includes(name) || amountsTestedIn(rule).has(name)),
    );
  return known.get(name);
}

/** Amounts that the condition of a rule and those of its exceptions test. */
export const amountsTestedBy = perRule((rule): ReadonlySet<string> => new Set(testedBy(rule)));

const testedBy = ({ condition, exceptions }: Rule): readonly string[] => [
  ...amountsTested(condition),
  ...exceptions.flatMap(testedBy),
];
