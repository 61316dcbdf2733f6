/** Recourse terms and facts that a workbook sets for all its rows. */
import { describe, expect, it } from 'vitest';
import { assessed, mistakeIn, readerWith } from '../calculation/support';

/** Balance 300,000, price 255,000 in Illinois, where the price counts: 45,000 before the loan terms. */
const row = { state: 'IL', balance: 300_000, sale_price: 255_000 };

describe('recourse terms of the workbook', () => {
  it('bar a deficiency on loans without recourse', () => {
    const reader = readerWith({ profile: 'home_loan', profileFacts: { recourse: 'none' } });
    expect(assessed(row, reader)).toMatchObject({ deficiency: 0, status: 'barred' });
  });

  it('hold without a profile too', () => {
    const reader = readerWith({ profileFacts: { recourse: 'none' } });
    const found = assessed(row, reader);
    expect(found).toMatchObject({ deficiency: 0, status: 'barred' });
    expect(found.assumed).toContainEqual({ name: 'recourse', value: 'none', from: 'profile' });
  });

  it('cap what may be recovered at the agreed amount, and say where the cap is from', () => {
    const reader = readerWith({
      profile: 'home_loan',
      profileFacts: { recourse: 'limited' },
      profileAmounts: { recourse_cap: 20_000 },
    });
    const found = assessed(row, reader);
    expect(found).toMatchObject({ deficiency: 20_000_00, status: 'limited' });
    expect(found.assumed).toContainEqual({ name: 'recourse_cap', value: 20_000, from: 'profile' });
  });

  it('share what is left: a quarter of 45,000 is 11,250', () => {
    const reader = readerWith({
      profile: 'home_loan',
      profileFacts: { recourse: 'limited', recourse_slice: 'shared' },
      profileAmounts: { recourse_percent: 25 },
    });
    expect(assessed(row, reader).deficiency).toBe(11_250_00);
  });

  it('yield to the terms of a row', () => {
    const reader = readerWith({
      profile: 'home_loan',
      profileFacts: { recourse: 'limited' },
      profileAmounts: { recourse_cap: 20_000 },
    });
    expect(assessed({ ...row, recourse: 'full' }, reader).deficiency).toBe(45_000_00);
    expect(assessed({ ...row, recourse_cap: 5_000 }, reader).deficiency).toBe(5_000_00);
    const shared = { ...row, recourse_percent: 50, recourse_slice: 'shared' };
    expect(assessed(shared, reader).deficiency).toBe(22_500_00);
  });

  it('are left aside for a row that says it assumes nothing', () => {
    const reader = readerWith({ profileFacts: { recourse: 'none' } });
    expect(assessed({ ...row, profile: 'none' }, reader).deficiency).toBe(45_000_00);
  });

  it('cap a guaranty where the obligor is a guarantor', () => {
    const reader = readerWith({
      profile: 'commercial_real_estate',
      profileFacts: { obligor: 'guarantor' },
      profileAmounts: { guaranty_cap: 30_000 },
    });
    expect(assessed(row, reader).deficiency).toBe(30_000_00);
  });

  it('are refused where they name what is of a single row', () => {
    const reader = readerWith({ profileAmounts: { sale_price: 1 } });
    expect(mistakeIn(row, reader).message).toContain('no amount that a workbook can set');
  });

  it('are refused where they cannot be read', () => {
    const reader = readerWith({ profileAmounts: { recourse_cap: 'a lot' } });
    expect(mistakeIn(row, reader)).toMatchObject({ field: 'recourse_cap' });
  });
});
