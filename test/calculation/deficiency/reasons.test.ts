/** The rules that an answer names: those that hold whatever is missing, or every one that may be the one. */
import { describe, expect, it } from 'vitest';
import { statusText } from '../../../src/functions/status';
import { assessed } from '../support';

const shown = (record: Record<string, unknown>) =>
  assessed({ balance: 300_000, sale_price: 255_000, ...record });
const named = (record: Record<string, unknown>) =>
  shown(record).reasons.map(({ rule, certain }) => [rule, certain]);

describe('reasons of a barred case', () => {
  it('leave out a release that nobody told of where the law bars it anyway: RCW 61.24.100(7)', () => {
    const guarantor = {
      state: 'WA',
      profile: 'commercial_real_estate',
      obligor: 'guarantor',
      method: 'deed_in_lieu',
    };
    expect(named(guarantor)).toEqual([['WA-DEED-IN-LIEU', true]]);
  });

  it('are both halves where one holds before 2010 and the other after: N.C. Gen. Stat. § 45-21.38A(d)', () => {
    const highRate = {
      state: 'NC',
      profile: 'home_loan',
      rate_spread_or_nontraditional_loan: true,
      growing_balance_or_modified_loan: true,
    };
    expect(named(highRate)).toEqual([
      ['NC-45-21.38A-pre2010', true],
      ['NC-45-21.38A-post2010', true],
    ]);
    expect(shown(highRate).reasons.every(({ alternative }) => alternative)).toBe(true);
    expect(statusText(shown(highRate))).toBe(
      'Barred by N.C. Gen. Stat. § 45-21.38A(d)(1) or N.C. Gen. Stat. § 45-21.38A(d)(2)',
    );
    const made = { ...highRate, origination_date: '2015-06-01' };
    // Only loans made before 2005 are asked whether the balance could grow.
    expect(statusText(shown(made))).toBe(
      'Barred by N.C. Gen. Stat. § 45-21.38A(d)(2). Not used: growing balance, or made high-rate later',
    );
  });

  it('ask the borrower of a home in Washington what the deed in lieu says', () => {
    const home = shown({ state: 'WA', profile: 'home_loan', method: 'deed_in_lieu' });
    expect([home.low, home.high]).toEqual([0, 4_500_000]);
    expect(home.missing[0]).toBe('deficiency_release');
  });
});

describe('the reasons of what needs none', () => {
  // O.C.G.A. § 44-14-161 bars a deficiency unless the sale was confirmed; a price above the debt leaves none.
  it('are none where nothing is owed, though a rule may apply', () => {
    expect(named({ state: 'GA', profile: 'home_loan', sale_price: 310_000 })).toEqual([]);
  });

  it('are none where all is owed whichever way the missing facts fall: a value below the price in North Carolina', () => {
    const home = { state: 'NC', profile: 'home_loan', fair_value: 200_000 };
    expect([shown(home).status, named(home)]).toEqual(['recoverable', []]);
  });

  it('are no alternatives where the rule holds in any case: Cal. Code Civ. Proc. §§ 580d, 580b', () => {
    const home = { state: 'CA', profile: 'home_loan' };
    expect(shown(home).reasons.map(({ certain, alternative }) => [certain, alternative])).toEqual([
      [true, false],
      [true, false],
    ]);
  });
});

describe('the caution of an answer', () => {
  const cautioned = (record: Record<string, unknown>) =>
    shown({ profile: 'home_loan', fair_value: 270_000, ...record }).caution;

  it('names each statute that was read as it stood before the day whose law is applied, with that day', () => {
    const california = cautioned({ state: 'CA', sale_date: '2026-03-02' });
    expect(california).toMatch(
      /^The law of March 2, 2026 is applied, but what was read is .*§ 580d\(a\) as it stood on .*; .*§ 580b\(a\)\(3\) as it stood on .*: check whether it has changed since\.$/,
    );
    expect(california).not.toMatch(/bears no date/);
  });

  it('is not needed for a day before that, nor for what the courts alone have said', () => {
    expect(cautioned({ state: 'TX', sale_date: '2020-03-03' })).toBeNull();
    expect(cautioned({ state: 'FL', sale_date: '2026-03-02' })).toBeNull();
  });

  it('names a statute whose copy does not say to what day it is current: N.Y. RPAPL § 1371(2)', () => {
    const home = shown({
      state: 'NY',
      profile: 'home_loan',
      fair_value: 270_000,
      sale_date: '2026-03-02',
    });
    expect(home.caution).toBe(
      'What was read of N.Y. RPAPL § 1371(2) bears no date: check that it is the law of March 2, 2026.',
    );
  });
});
