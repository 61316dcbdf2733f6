/** What people type into the form becomes the argument that they mean. */
import { describe, expect, it } from 'vitest';
import { argumentText, factsWithProfile } from '../../src/taskpane/insert/argumentText';

describe('an argument typed into the form', () => {
  it.each([
    ['balance', '300,000', '300000'],
    ['balance', '$1,234.56', '1234.56'],
    ['balance', 'C5', 'C5'],
    ['balance', ' C5:C20 ', 'C5:C20'],
    ['balance', "'Loans 2026'!B:B", "'Loans 2026'!B:B"],
    ['balance', 'Loans[Balance]', 'Loans[Balance]'],
    ['state', 'tx', '"TX"'],
    ['state', 'New York', '"NY"'],
    ['state', 'D4', 'D4'],
    ['facts', 'method=judicial', '"method=judicial"'],
    ['facts', 'H1:K20', 'H1:K20'],
    ['facts', '', ''],
  ])('%s %s is %s', (name, typed, text) => {
    expect(argumentText(name, typed)).toBe(text);
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
