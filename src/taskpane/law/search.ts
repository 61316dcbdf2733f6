/** Finds states by code or name, and rules by title or citation. */
import { jurisdiction, STATES } from '../../law/book';
import type { RuleData } from '../../law/rule';

/** More are not listed. */
const MOST_RULES = 30;

export interface Found {
  readonly states: readonly { readonly code: string; readonly name: string }[];
  readonly rules: readonly { readonly code: string; readonly rule: RuleData }[];
}

/** Letters and digits alone: `Anti-deficiency` and `antideficiency` are one, a plural is its singular. */
const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9§.\s]+/g, '');

/** Words of a question that no rule needs to have. */
const LITTLE = new Set([
  'a',
  'an',
  'and',
  'for',
  'in',
  'is',
  'of',
  'on',
  'the',
  'to',
  'what',
  'statute',
]);

/** What the field calls rules of a kind, beside what their titles say. */
const KIND_WORDS: Readonly<Record<string, string>> = {
  bar: 'antideficiency nonrecourse barred',
  deadline: 'limitation deadline time limit',
  credit: 'fair value credit',
  cap: 'cap limit',
  redemption: 'redemption redeem',
  requirement: 'requirement',
  note: 'note',
};

/** Everything by which a rule is found in its state. */
const wordsOf = ({ title, citation, id, effect, when }: RuleData): string =>
  plain(
    `${title} ${citation} ${id} ${id.replace(/-/g, ' ')} ${KIND_WORDS[effect.kind] ?? ''} ${JSON.stringify(when)}`,
  );

const wanted = (query: string): string[] =>
  plain(query)
    .split(/\s+/)
    .filter((word) => word !== '' && !LITTLE.has(word))
    .map((word) => (/[a-z]{4}s$/.test(word) ? word.slice(0, -1) : word));

/** Every word of the query must occur; a rule is found in its own state only. */
export function search(query: string): Found {
  const words = wanted(query);
  if (words.length === 0 || /[<>="]/.test(query)) return { states: [], rules: [] };
  const states = STATES.filter(
    ({ code, name }) =>
      code.toLowerCase() === query.trim().toLowerCase() ||
      words.every((word) => plain(name).includes(word)),
  );
  const rules: { code: string; rule: RuleData; own: number }[] = [];
  for (const { code, name } of STATES) {
    const place = plain(name);
    for (const { data } of jurisdiction(code).rules) {
      if (data.known === 'terms') continue;
      const itself = wordsOf(data);
      const title = plain(`${data.title} ${data.citation}`);
      if (!words.every((word) => itself.includes(word) || place.includes(word))) continue;
      if (!words.some((word) => itself.includes(word))) continue;
      rules.push({ code, rule: data, own: words.filter((word) => title.includes(word)).length });
    }
  }
  // What says it in its own title goes before what is only of the kind.
  const ranked = rules.sort((a, b) => b.own - a.own);
  return { states, rules: ranked.slice(0, MOST_RULES).map(({ code, rule }) => ({ code, rule })) };
}
