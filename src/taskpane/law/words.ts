/** Says a rule in words: what it does, when it applies, and for how long it is in force. */
import { fold, parseCondition, type ConditionData, type Matcher } from '../../law/conditionTree';
import { parseExpression } from '../../law/expression';
import type { RuleData } from '../../law/rule';
import { inWords, labelOf, matcherInWords } from '../../law/words';
import { day } from '../format';
import { strings } from '../strings';

const words = (expression: string): string => inWords(parseExpression(expression));

/** What a rule does; null where its own text says it better. */
export function effectInWords({ effect }: RuleData): string | null {
  switch (effect.kind) {
    case 'bar':
      return strings.rule.barText;
    case 'credit':
      return strings.rule.creditText(words(effect.credit), effect.base ? words(effect.base) : null);
    case 'cap':
      return strings.rule.capText(words(effect.cap));
    case 'deadline':
      return `${strings.why.dateOf(strings.period(effect.amount, effect.unit), strings.start[effect.start])}.`;
    case 'redemption':
      return effect.amount === null ? null : `${strings.period(effect.amount, effect.unit)}.`;
    case 'requirement':
    case 'note':
      return null;
  }
}

/** The facts and amounts a rule asks for; empty where it always applies. */
export function conditionInWords(when: ConditionData): string {
  return fold<string>(parseCondition(when), {
    fact: ({ fact, data }) => labelled(fact, data),
    amount: ({ amount, bounds }) => labelled(amount, bounds),
    comparison: ({ comparison: { left, relation, right } }) =>
      `${inWords(left)} ${RELATIONS[relation]} ${inWords(right)}`,
    limit: ({ amount, limit }) => labelled(amount, { max: limit }),
    all: (items) => items.join('; '),
    any: strings.rule.either,
    not: strings.rule.not,
  });
}

const labelled = (name: string, data: Matcher): string =>
  `${labelOf(name)}: ${matcherInWords(name, data)}`;

const RELATIONS = {
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
} as const;

/** `In force from January 1, 2015`, or null for a rule without dates. */
export function inForce({ from, to }: RuleData): string | null {
  if (from === undefined && to === undefined) return null;
  return strings.rule.inForce(
    from === undefined ? null : day(from),
    to === undefined ? null : day(to),
  );
}
