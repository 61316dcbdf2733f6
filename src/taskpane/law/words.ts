/** Says a rule in words: what it does, when it applies, and for how long it is in force. */
import { factNamed } from '../../law/book';
import { amountNamed } from '../../law/amounts';
import type { ConditionData, Matcher } from '../../law/condition';
import { parseComparison, parseExpression } from '../../law/expression';
import type { RuleData } from '../../law/rule';
import { inWords, matcherInWords } from '../../law/words';
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
      return null;
  }
}

/** The facts and amounts a rule asks for; empty where it always applies. */
export function conditionInWords(when: ConditionData): string {
  return Object.entries(when)
    .flatMap(([name, value]) => {
      if (name === 'holds') return list(value).map((text) => comparisonInWords(String(text)));
      if (name === 'any')
        return [
          strings.rule.either(list(value).map((item) => conditionInWords(item as ConditionData))),
        ];
      if (name === 'not')
        return list(value).map((item) => strings.rule.not(conditionInWords(item as ConditionData)));
      const label = factNamed(name)?.label ?? amountNamed(name)?.label ?? name.replace(/_/g, ' ');
      return [`${label}: ${matcherInWords(name, value as Matcher)}`];
    })
    .join('; ');
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const RELATIONS = {
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
} as const;

function comparisonInWords(text: string): string {
  const { left, relation, right } = parseComparison(text);
  return `${inWords(left)} ${RELATIONS[relation]} ${inWords(right)}`;
}

/** `In force from January 1, 2015`, or null for a rule without dates. */
export function inForce({ from, to }: RuleData): string | null {
  if (from === undefined && to === undefined) return null;
  return strings.rule.inForce(
    from === undefined ? null : day(from),
    to === undefined ? null : day(to),
  );
}
