/** What to read again: the most decisive first, and of those the oldest text. */
import { describe, expect, it } from 'vitest';
import { readLaw } from '../../scripts/law/read';
import type { JurisdictionSource, RuleSource } from '../../scripts/law/sources';
import { staleRules } from '../../scripts/law/stale';

const rule = (id: string, more: Partial<RuleSource>): RuleSource =>
  ({ id, known: 'statute', checked: '2026-11-30', ...more }) as RuleSource;

const place = (...rules: RuleSource[]): JurisdictionSource =>
  ({ real_property: { rules }, personal_property: { rules: [] } }) as unknown as JurisdictionSource;

const order = (...rules: RuleSource[]) => staleRules([place(...rules)]).map(({ id }) => id);

describe('the list of what to read again', () => {
  it('begins with what decides and nobody has read', () => {
    const bar = rule('bar', { bar: true, text_through: '1986' });
    const unread = rule('unread', {
      deadline: { amount: 1, unit: 'years', start: 'sale', consequence: 'too late' },
      known: 'recall',
      unread: true,
    });
    expect(order(bar, unread)).toEqual(['unread', 'bar']);
  });

  it('puts a bar before a credit, and a credit before a duty, however old', () => {
    const duty = rule('duty', { requirement: 'Sell in daylight.', text_through: '1901' });
    const credit = rule('credit', { credit: 'sale_price', text_through: '2006' });
    const bar = rule('bar', { bar: true, text_through: '2026' });
    expect(order(duty, credit, bar)).toEqual(['bar', 'credit', 'duty']);
  });

  it('puts a text without a date first, then the oldest, and a decision by the day it was read', () => {
    const text = (id: string, through?: string) =>
      rule(id, { bar: true, ...(through && { text_through: through }) });
    const decision = rule('decision', { bar: true, known: 'opinion', checked: '2026-11-25' });
    expect(order(text('2026', '2026-02'), decision, text('2006', '2006'), text('undated'))).toEqual(
      ['undated', '2006', '2026', 'decision'],
    );
  });

  it('holds every rule in force, and none that is switched off', () => {
    const { jurisdictions } = readLaw();
    const rules = jurisdictions.flatMap(({ real_property, personal_property }) => [
      ...real_property.rules,
      ...personal_property.rules,
    ]);
    expect(staleRules(jurisdictions)).toHaveLength(rules.filter(({ off }) => !off).length);
  });
});
