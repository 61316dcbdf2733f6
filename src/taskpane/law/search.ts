/** Finds states by code or name, and rules by title or citation. */
import { jurisdiction, STATES } from '../../law/book';
import type { RuleData } from '../../law/rule';

/** More are not listed. */
const MOST_RULES = 30;

export interface Found {
  readonly states: readonly { readonly code: string; readonly name: string }[];
  readonly rules: readonly { readonly code: string; readonly rule: RuleData }[];
}

/** Every word of the query must occur; a rule is found in its own state only. */
export function search(query: string): Found {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const states = STATES.filter(
    ({ code, name }) =>
      code.toLowerCase() === query.toLowerCase() ||
      words.every((word) => name.toLowerCase().includes(word)),
  );
  const rules: { code: string; rule: RuleData }[] = [];
  for (const { code, name } of STATES) {
    for (const { data } of jurisdiction(code).rules) {
      if (data.known === 'terms') continue;
      const text = `${name} ${data.title} ${data.citation} ${data.id}`.toLowerCase();
      const itself = `${data.title} ${data.citation} ${data.id}`.toLowerCase();
      if (words.every((word) => text.includes(word)) && words.some((word) => itself.includes(word)))
        rules.push({ code, rule: data });
    }
  }
  return { states, rules: rules.slice(0, MOST_RULES) };
}
