/** What a workbook may decide for all its rows: each setting, fact and amount as it is typed and kept. */
import { describe, expect, it } from 'vitest';
import { readRecord, withoutDamage } from '../../../src/calculation/settings/record';
import {
  DEFAULTS,
  readKeptAmount,
  readKeptFact,
  readSetting,
  toCalculation,
} from '../../../src/calculation/settings/workbookSettings';
import type { Result } from '../../../src/money/result';
import { day } from '../days';

const kept = (read: Result<unknown>) => (read.ok ? read.value : read.message);

describe('an amount of the loan terms', () => {
  it.each([
    ['recourse_cap', 20_000, 20_000],
    ['recourse_cap', ' 20,000.50 ', 20_000.5],
    ['recourse_cap', 0, 0],
    ['recourse_cap', '', null],
    ['recourse_percent', 25, '25%'],
    ['recourse_percent', '25%', '25%'],
    ['recourse_percent', ' 25% ', '25%'],
    ['recourse_percent', '0.5%', '0.5%'],
    ['recourse_percent', 0, '0%'],
    ['recourse_percent', 1.01, '1.01%'],
    ['recourse_percent', 100, '100%'],
  ])('%s of %j is kept as %j', (name, typed, expected) => {
    expect(kept(readKeptAmount(name, typed))).toBe(expected);
  });

  it.each([
    ['recourse_cap', -0.01, /negative/],
    ['recourse_percent', -1, /negative/],
    ['recourse_percent', 100.01, /more than 100 percent/],
    ['recourse_percent', 0.25, /could be a fraction; write 25 or "25%"/],
    ['recourse_percent', 1, /could be a fraction/],
    ['recourse_cap', 'some', /'some'/],
    ['debt', 5, /no amount of a workbook called 'debt'/],
    ['sale_price', 5, /no amount of a workbook/],
    ['credit', 5, /no amount of a workbook/],
    ['moon', 5, /no amount of a workbook/],
  ])('%s of %j is refused', (name, typed, message) => {
    expect(kept(readKeptAmount(name, typed))).toMatch(message);
  });
});

describe('a fact of the loan terms', () => {
  it.each([
    ['origination_date', ' 2015-06-30 ', '2015-06-30'],
    ['dwelling_units', 3, 3],
    ['residential', 'yes', true],
    ['method', 'Non-Judicial', 'nonjudicial'],
    ['method', '', null],
    ['method', null, null],
  ])('%s of %j is kept as %j', (name, typed, expected) => {
    expect(kept(readKeptFact(name, typed))).toBe(expected);
  });

  it.each([
    ['origination_date', 42_000, /a date is kept as text/],
    ['origination_date', 'soon', /soon/],
    ['method', ['judicial'], /neither a text nor a number/],
    ['moon', 1, /no fact called 'moon'/],
  ])('%s of %j is refused', (name, typed, message) => {
    expect(kept(readKeptFact(name, typed))).toMatch(message);
  });
});

describe('a setting', () => {
  it('is one of its choices, a profile there is, or a day', () => {
    expect(kept(readSetting('rounding', 'half_even'))).toBe('half_even');
    expect(kept(readSetting('rounding', 'toString'))).toMatch(/'toString' is none of half_up/);
    expect(kept(readSetting('rounding', 5))).toMatch(/is not a choice/);
    expect(kept(readSetting('profile', 'farm'))).toBe('farm');
    expect([null, 'none'].map((none) => kept(readSetting('profile', none)))).toEqual([null, null]);
    expect(kept(readSetting('profile', 'castle'))).toMatch(/no profile called 'castle'/);
    for (const when of ['sale_date', 'today', '2015-06-30'])
      expect(kept(readSetting('law_as_of', when))).toBe(when);
    expect(readSetting('law_as_of', '2015-02-30').ok).toBe(false);
  });

  it('reaches the calculation: the law of a fixed day, and recourse that a limit limits', () => {
    const made = (changes: object) => toCalculation({ ...DEFAULTS, ...changes });
    expect(made({ law_as_of: '2015-06-30' }).lawAsOf).toBe(day('2015-06-30'));
    expect([made({}).lawAsOf, made({ law_as_of: 'today' }).lawAsOf]).toEqual([
      'sale_date',
      'today',
    ]);
    const limited = { recourse: 'limited' };
    expect(made({ amounts: { recourse_cap: 5 } }).profileFacts).toEqual(limited);
    expect(made({ amounts: { recourse_percent: '5%' } }).profileFacts).toEqual(limited);
    expect(made({ amounts: { guaranty_cap: 5 } }).profileFacts).toEqual({});
    const full = { recourse: 'full' };
    expect(made({ amounts: { recourse_cap: 5 }, facts: full }).profileFacts).toEqual(full);
  });
});

describe('a record that is damaged in places', () => {
  it('loses those places alone', () => {
    const raw = {
      ...{ version: 1, rounding: 'half_even', when_unknown: 42, theirs: 'kept' },
      facts: { method: 'magic', residential: true },
    };
    expect(withoutDamage(readRecord(raw))).toEqual({
      ...{ version: 1, rounding: 'half_even', theirs: 'kept' },
      facts: { residential: true },
    });
  });

  it('without a version that is one is of this version; none at all is no damage', () => {
    for (const version of ['2', 0, 1.5, -1, null]) {
      const { problems, newer, version: read } = readRecord({ version });
      expect([problems.map(({ field }) => field), newer, read]).toEqual([['version'], false, 1]);
    }
    expect(readRecord({ version: 2 })).toMatchObject({ newer: true, problems: [] });
    for (const nothing of [null, undefined]) expect(readRecord(nothing).problems).toEqual([]);
    expect(readRecord('text').problems).toMatchObject([{ field: 'record', damaged: true }]);
    expect(withoutDamage(readRecord('text'))).toEqual({ version: 1 });
  });
});
