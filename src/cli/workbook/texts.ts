/** The words behind the law, for sheets: what a rule requires, what missing a deadline costs, the question behind a fact. */
import texts from '../../law/generated/texts/all.json';
import type { RuleText } from '../../law/rule';

const rules = texts.rules as unknown as Readonly<Record<string, RuleText>>;
const facts: Readonly<Record<string, { readonly question: string }>> = texts.facts;

export const textOf = (name: string): string =>
  rules[name]?.text ?? rules[name]?.note ?? facts[name]?.question ?? '';
