/** The search of the Law tab finds states by name and code, and provisions by citation. */
import { describe, expect, it } from 'vitest';
import { search } from '../../src/taskpane/law/search';

describe('a search of the law', () => {
  it('finds a state by its code and by part of its name', () => {
    expect(search('TX').states).toEqual([{ code: 'TX', name: 'Texas' }]);
    expect(search('carolina').states.map(({ code }) => code)).toEqual(['NC', 'SC']);
  });

  it('finds a provision by its section', () => {
    expect(search('580d').rules.map(({ rule }) => rule.id)).toContain('CA-CCP-580d');
  });

  it('finds a provision by state and word', () => {
    expect(search('texas 51.003').rules.every(({ code }) => code === 'TX')).toBe(true);
  });

  it.each([
    ['antideficiency California', 'CA-CCP-580d'],
    ['anti-deficiency california', 'CA-CCP-580d'],
    ['statute of limitations Georgia', 'GA-LIMITATION'],
    ['non-judicial Georgia', 'GA-44-14-161-BAR'],
    ['Georgia guarantor', 'GA-PNC-GUARANTOR'],
    ['guarantors in Georgia', 'GA-PNC-GUARANTOR'],
  ])('understands %s', (query, id) => {
    expect(search(query).rules.map(({ rule }) => rule.id)).toContain(id);
  });

  it('finds nothing for markup or a formula', () => {
    expect(search('<img src=x>')).toEqual({ states: [], rules: [] });
    expect(search('=HYPERLINK("x")')).toEqual({ states: [], rules: [] });
  });
});
