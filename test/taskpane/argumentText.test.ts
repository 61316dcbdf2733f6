/** What people type into the form becomes the argument that they mean. */
import { describe, expect, it } from 'vitest';
import { argumentText, factsWithProfile } from '../../src/taskpane/insert/argumentText';

describe('an argument typed into the form', () => {
  it.each([
    ['amount', '300,000', '300000'],
    ['amount', '$1,234.56', '1234.56'],
    ['amount', 'C5', 'C5'],
    ['amount', ' C5:C20 ', 'C5:C20'],
    ['amount', "'Loans 2026'!B:B", "'Loans 2026'!B:B"],
    ['amount', 'Loans[Balance]', 'Loans[Balance]'],
    ['state', 'tx', '"TX"'],
    ['state', 'New York', '"NY"'],
    ['state', 'D4', 'D4'],
    ['facts', 'method=judicial', '"method=judicial"'],
    ['facts', 'H1:K20', 'H1:K20'],
    ['facts', '', ''],
    ['date', '2026-03-10', '"2026-03-10"'],
    ['date', 'B2', 'B2'],
    ['flag', 'yes', '"yes"'],
    [['article_9', 'judicial'], 'judicial', '"judicial"'],
    [{ terms: {} }, 'late_fees=450; escrow=-80', '"late_fees=450; escrow=-80"'],
    ['rates', '6.5%', '6.5%'],
  ] as const)('%s %s is %s', (kind, typed, text) => {
    expect(argumentText(kind, typed)).toBe(text);
  });

  it('cannot smuggle a formula in as a text', () => {
    expect(argumentText('facts', 'note=a"b')).not.toContain('a"b"');
  });
});

describe('a kind of loan for one formula', () => {
  it('joins the facts that were typed', () => {
    expect(factsWithProfile('method=judicial', 'farm')).toBe('method=judicial; profile=farm');
    expect(factsWithProfile('', 'farm')).toBe('profile=farm');
  });

  it('cannot join a range of facts', () => {
    expect(factsWithProfile('H1:K20', 'farm')).toBeUndefined();
  });
});
