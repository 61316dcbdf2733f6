/** The words of rules, for models: what a rule requires, what missing a deadline costs, or its note. */
import texts from '../../law/generated/texts/all.json';
import type { RuleText } from '../../law/rule';

const rules = texts.rules as unknown as Readonly<Record<string, RuleText>>;

export const textOf = (rule: string): string => rules[rule]?.text ?? rules[rule]?.note ?? '';
