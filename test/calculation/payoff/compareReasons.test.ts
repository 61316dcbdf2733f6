// Why a lender's figure differs from ours: each reason with a statement made to have it, and one made not to.
import { describe, expect, it } from 'vitest';
import { compare, type StatedFigure } from '../../../src/calculation/payoff/compare';
import type { PayoffTerms } from '../../../src/calculation/payoff/payoff';
import { day, named, pct, rate, usd, value } from '../days';

/** 73,000 at 5 % on 365 days is 10.00 a day; 91 days to 31 March 2024. */
const terms: PayoffTerms = {
  principal: usd(73_000),
  rates: [rate('2010-01-01', null, 5)],
  paidThrough: day('2023-12-31'),
  payoffDate: day('2024-03-31'),
};

const words = (item: StatedFigure['item'], dollars: number, changes: Partial<PayoffTerms> = {}) => {
  const found = value(compare({ ...terms, ...changes }, [{ item, amount: usd(dollars) }]));
  return found.items.find((c) => c.item === item)?.words ?? 'not listed';
};
const interest = (dollars: number, changes: Partial<PayoffTerms> = {}) =>
  words('accrued_interest', dollars, changes);

describe('days of interest', () => {
  it.each([
    // One day more or less is first read as both end days counted, or neither.
    [920, '$10 more than ours: of the two end days they count both, we count last'],
    [900, '$10 less than ours: of the two end days they count neither, we count last'],
    [930, '$20 more than ours: interest runs to 2 days later'],
    [890, '$20 less than ours: interest runs from 2 days later'],
    [940, '$30 more than ours: interest runs to 3 days later'],
    [880, '$30 less than ours: interest runs from 3 days later'],
    [950, '$40 more than ours: no reason found; ask for the arithmetic'],
  ])('%d of interest', (dollars, expected) => {
    expect(interest(dollars)).toBe(expected);
  });

  it('are told apart at the two ends where the rate changed between them', () => {
    // From 30 March on the rate is 10 %: 20 a day. 89 days at 10 and 2 at 20 are 930.
    const rising = { rates: [rate('2010-01-01', '2024-03-29', 5), rate('2024-03-30', null, 10)] };
    expect(interest(930, rising)).toBe('Agrees');
    expect(interest(910, rising)).toContain('they count neither');
    expect(interest(970, rising)).toContain('interest runs to 2 days later'); // two more at 20
    expect(interest(890, rising)).toContain('interest runs to 2 days earlier');
    const falling = { rates: [rate('2010-01-01', '2024-01-01', 10), rate('2024-01-02', null, 5)] };
    // 1 day at 20 and 90 at 10 are 920; two days earlier from the start add 40.
    expect(interest(920, falling)).toBe('Agrees');
    expect(interest(960, falling)).toContain('interest runs from 2 days earlier');
    expect(interest(890, falling)).toContain('interest runs from 2 days later');
  });

  it('do not run past the other end', () => {
    const short = { payoffDate: day('2024-01-01') };
    expect(interest(10, short)).toBe('Agrees');
    expect(interest(0, short)).toContain('they count neither');
    expect(interest(-10, short)).toContain('no reason found');
  });

  it('are explained by one change of convention before two', () => {
    // 91 days on 360: 922.64, to the cent; with both end days it would be 932.78.
    expect(interest(922.64)).toBe(
      '$12.64 more than ours: days are counted actual/360 instead of actual/365',
    );
    expect(interest(932.78)).toContain(
      'days are counted actual/360 instead of actual/365, and of the two end days they count both',
    );
  });

  it('leave out a default rate only where there is one', () => {
    const raised = { from: day('2024-03-01'), ratePercent: pct(10), kind: 'instead' as const };
    // 60 days at 10 and 31 at 20 are 1,220; without the default rate 910.
    expect(interest(1_220, { defaultRate: raised })).toBe('Agrees');
    expect(interest(910, { defaultRate: raised })).toContain('the default rate is left out');
    expect(interest(905, { defaultRate: raised })).toContain('no reason found');
  });
});

describe('other items', () => {
  it('late fees charged after acceleration', () => {
    const fees = {
      accelerated: day('2024-02-15'),
      lateFees: [
        { amount: usd(50), date: day('2024-02-01') },
        { amount: usd(50), date: day('2024-03-01') },
      ],
    };
    expect(words('late_fees', 100, fees)).toBe(
      '$50 more than ours: late fees after acceleration are not allowed',
    );
    expect(words('late_fees', 90, fees)).toContain('no reason found');
    expect(words('late_fees', 0, fees)).toBe('$50 less than ours: the item is left out');
    expect(words('other_charges', 100, fees)).toContain('no reason found');
  });

  it('advances without their interest, an escrow shortage among them', () => {
    const advances = {
      escrow: -usd(20),
      advances: [{ amount: usd(7_300), date: day('2024-03-21'), interest: pct(5) }],
    };
    // 7,300 at 5 % is 1.00 a day, ten days.
    expect(words('protective_advances', 7_330, advances)).toBe('Agrees');
    expect(words('protective_advances', 7_320, advances)).toBe(
      '$10 less than ours: interest on the advances is left out',
    );
    expect(words('protective_advances', 7_310, advances)).toContain('no reason found');
    const held = { ...advances, escrow: usd(20) };
    expect(words('protective_advances', 7_300, held)).toContain('interest on the advances');
  });

  it('a cap on attorney fees that they leave out', () => {
    const capped = {
      attorneyFees: { kind: 'percent', percent: pct(10), of: 'principal', cap: usd(5_000) },
    } as const;
    expect(words('attorney_fees', 7_300, capped)).toBe(
      '$2,300 more than ours: the cap on attorney fees is left out',
    );
    expect(words('attorney_fees', 7_000, capped)).toContain('no reason found');
    expect(
      words('attorney_fees', 7_300, { attorneyFees: { ...capped.attorneyFees, cap: null } }),
    ).toBe('Agrees');
  });

  it('a premium that is not allowed', () => {
    const barred = { prepayment: { amount: usd(500), allowed: false } };
    expect(words('prepayment_premium', 500, barred)).toBe(
      '$500 more than ours: the premium is not allowed',
    );
    const because = { prepayment: { ...barred.prepayment, reason: 'accelerated' } };
    expect(words('prepayment_premium', 500, because)).toContain('is not allowed: accelerated');
    expect(
      words('prepayment_premium', 400, { prepayment: { amount: usd(500), allowed: true } }),
    ).toContain('no reason found');
  });

  it('credits are compared one by one', () => {
    expect(words('credits', 30, { unapplied: usd(20) })).toBe(
      '$10 less than ours: credits differ: compare them one by one',
    );
    expect(words('credits', 0, { unapplied: usd(20) })).toBe(
      '$20 more than ours: the item is left out',
    );
    expect(words('credits', -20, { unapplied: usd(20) })).toBe('Agrees');
  });
});

it('names our own problems and rows that are no amounts by their number', () => {
  const found = compare({ ...terms, lateFees: [{ amount: -1, date: null }] }, [
    { item: 'principal', amount: usd(73_000) },
    { item: 'principal', amount: 0.5 },
  ]);
  expect(named(found)).toEqual(['not_an_amount late_fees 1', 'not_an_amount stated 2']);
  expect(found.problems[1]?.message).toMatch(/^Row 2 /);
});
