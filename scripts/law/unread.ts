/** What nobody has read decides nothing: such a rule waits until the user has looked its section up and says what it holds. */
import type {
  FactSource,
  InterestSource,
  JurisdictionSource,
  LifeSource,
  RuleSource,
} from './sources';

type Entry = Pick<RuleSource, 'citation' | 'known' | 'unread' | 'when'>;

/** What would let an amount, a day, a rate or a life rest on memory. */
export const restsOnMemory = ({ known, unread }: Pick<Entry, 'known' | 'unread'>): boolean =>
  known === 'recall' && unread !== true;

/** The fact that says what the section of an unread rule holds. */
export const unreadFact = (id: string): string =>
  `confirmed_${id.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;

/** The entry with its fact among its conditions; the fact is added to the table. */
function waiting<T extends Entry>(entry: T, id: string, says: string, facts: FactSource[]): T {
  const { citation, when } = entry;
  const name = unreadFact(id);
  facts.push({
    name,
    label: `${citation}: as told here`,
    kind: 'flag',
    group: 'procedure',
    question: `Does ${citation} say so: ${says}?`,
    help: `We have not read this: look up ${citation}. Left blank, the answer stays open.`,
  });
  return { ...entry, when: { ...when, [name]: true } };
}

/** Unread rules wait for their fact. */
export const withUnread = (rules: readonly RuleSource[], facts: FactSource[]): RuleSource[] =>
  rules.map((rule) => (rule.unread ? waiting(rule, rule.id, rule.title, facts) : rule));

/** So do the rules of a state, and the rates and lives of its judgments. */
export function withUnreadOf(source: JurisdictionSource, facts: FactSource[]): JurisdictionSource {
  const { code, real_property, personal_property, judgment } = source;
  const interest = judgment.interest.map((entry: InterestSource, n) =>
    entry.unread ? waiting(entry, `${code} interest ${n + 1}`, rateInWords(entry), facts) : entry,
  );
  const life = judgment.life.map((entry: LifeSource, n) =>
    entry.unread && entry.rule === undefined
      ? waiting(entry, `${code} life ${n + 1}`, `a judgment lives ${entry.years} years`, facts)
      : entry,
  );
  return {
    ...source,
    real_property: { ...real_property, rules: withUnread(real_property.rules, facts) },
    personal_property: { ...personal_property, rules: withUnread(personal_property.rules, facts) },
    judgment: { interest, life },
  };
}

const rateInWords = ({ rate_percent, index }: InterestSource): string =>
  rate_percent === undefined ? (index ?? 'the rate of the contract') : `${rate_percent} percent`;
