/** What nobody has read decides nothing, and the answer says what to look up. */
import { describe, expect, it } from 'vitest';
import { readLaw } from '../../scripts/law/read';
import type { FactSource, RuleSource } from '../../scripts/law/sources';
import { decides } from '../../scripts/law/stale';
import { restsOnMemory, unreadFact, withUnread } from '../../scripts/law/unread';
import { compareCase } from './caseTable';

const rule: RuleSource = {
  id: 'XX-1.2-bar',
  citation: 'X. Code § 1.2',
  title: 'Nothing is owed after a short notice',
  topic: 'bar',
  bar: true,
  when: { notice_given: false },
  known: 'recall',
  unread: true,
  note: 'A rule of no state.',
};

describe('a rule that was not read', () => {
  const facts: FactSource[] = [];
  const [waiting] = withUnread([rule], facts);

  it('waits for what the user finds in the section', () => {
    expect(waiting?.when).toEqual({ notice_given: false, confirmed_xx_1_2_bar: true });
    expect(unreadFact(rule.id)).toBe('confirmed_xx_1_2_bar');
  });

  it('names the section to look up', () => {
    expect(facts.map(({ name }) => name)).toEqual(['confirmed_xx_1_2_bar']);
    expect(facts[0]?.question).toContain('X. Code § 1.2');
    expect(facts[0]?.help).toContain('look up X. Code § 1.2');
  });

  it('leaves a rule alone that was read', () => {
    const read = { ...rule, known: 'statute', unread: undefined };
    expect(withUnread([read], [])).toEqual([read]);
  });

  it('has to be marked so: memory is refused', () => {
    expect(restsOnMemory({ known: 'recall' })).toBe(true);
    expect(restsOnMemory({ known: 'recall', unread: true })).toBe(false);
    expect(restsOnMemory({ known: 'secondary' })).toBe(false);
  });

  it('leaves the answer open until then, whichever way it falls', () => {
    const given = {
      method: 'strict',
      balance: 300000,
      sale_price: 200000,
      collateral: 'real_property',
    };
    const told = (confirmed: boolean) => ({ ...given, confirmed_il_15_1403: confirmed });
    const differences = (facts: Record<string, unknown>, expected: object) =>
      compareCase('IL', { name: '', why: '', given: facts, expect: expected });
    expect(differences(given, { low: 0, missing: ['confirmed_il_15_1403'] })).toEqual([]);
    expect(differences(told(true), { status: 'barred', rules: ['IL-15-1403'] })).toEqual([]);
    expect(differences(told(false), { not_rules: ['IL-15-1403'] })).toEqual([]);
  });
});

describe('the law', () => {
  const { jurisdictions, federal, terms, federalCourts, limits } = readLaw();

  it('asks of no rule that was read whether it says so', () => {
    const rules = [
      ...jurisdictions.flatMap((one) => [
        ...one.real_property.rules,
        ...one.personal_property.rules,
      ]),
      ...federal.rules,
    ];
    for (const { id, unread, known, when } of rules)
      if (JSON.stringify(when ?? {}).includes('"confirmed_'))
        expect([id, unread, known]).toEqual([id, true, 'recall']);
  });

  it('lets no bar, credit, cap, deadline, limit, rate or life of a judgment rest on memory', () => {
    const rules = [
      ...terms,
      ...jurisdictions.flatMap((one) => [
        ...one.real_property.rules,
        ...one.personal_property.rules,
      ]),
    ];
    const judgments = [...jurisdictions, federalCourts].flatMap(({ code, judgment }) =>
      [...judgment.interest, ...judgment.life].map((entry) => ({ id: code, ...entry })),
    );
    const remembered = [...rules.filter(decides), ...judgments].filter(restsOnMemory);
    expect(remembered.map(({ id, citation }) => `${id}: ${citation}`)).toEqual([]);
    expect([...limits.values()].filter(restsOnMemory)).toEqual([]);
    for (const { code, judgment } of jurisdictions)
      for (const { known_rates = [] } of judgment.interest)
        expect([code, known_rates.filter(({ known }) => known === 'recall')]).toEqual([code, []]);
  });
});
