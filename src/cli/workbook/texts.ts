/** The words behind the law, for sheets: what a rule requires, what missing a deadline costs, the question behind a fact. */
import texts from '../../law/generated/texts/all.json';
import { linkOf as linkIn } from '../../law/words';
import type { RuleText } from '../../law/rule';

const rules = texts.rules as unknown as Readonly<Record<string, RuleText>>;
const facts: Readonly<Record<string, { readonly question: string }>> = texts.facts;

/** Where the words of a rule are. */
export const linkOf = (rule: string): string | undefined => linkIn(rules[rule]);

export const textOf = (name: string): string =>
  rules[name]?.text ?? rules[name]?.note ?? facts[name]?.question ?? '';
