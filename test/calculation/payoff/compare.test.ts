// The lender's statement against ours: each difference in cents and why.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compare,
  type ComparisonResult,
  type StatedFigure,
} from '../../../src/calculation/payoff/compare';
import { payoff, type PayoffTerms } from '../../../src/calculation/payoff/payoff';
import { runs } from '../../runs';
import { day, named, pct, rate, usd, value } from '../days';

const terms: PayoffTerms = {
  principal: usd(200000),
  rates: [rate('2010-01-01', null, 6)],
  paidThrough: day('2023-12-31'),
  payoffDate: day('2024-03-31'),
};
const principal: StatedFigure = { item: 'principal', amount: usd(200000) };
const stated = (interest: number): StatedFigure[] => [
  principal,
  { item: 'accrued_interest', amount: usd(interest) },
];
const wordsOf = (result: ComparisonResult, item: string): string =>
  result.items.find((c) => c.item === item)?.words ?? '';
const interestWords = (interest: number, changes: Partial<PayoffTerms> = {}): string =>
  wordsOf(value(compare({ ...terms, ...changes }, stated(interest))), 'accrued_interest');

describe('interest', () => {
  it('agrees when it is the same to the cent', () => {
    const result = value(compare(terms, stated(2991.78)));
    expect(result.difference).toBe(0);
    expect(result.items.map((c) => c.words)).toEqual(['Agrees', 'Agrees']);
  });

  it.each([
    // By hand: 91 days / 360 = 3,033.33; 92 days / 365 = 3,024.66; 91 x 32.88 = 2,992.08; 92 / 360 = 3,066.67;
    // 92 x 32.87 = 3,024.04.
    [3033.33, '$41.55 more than ours: days are counted actual/360 instead of actual/365'],
    [3024.66, '$32.88 more than ours: of the two end days they count both, we count last'],
    [2992.08, '$0.30 more than ours: the per diem is rounded instead of exact'],
    [
      3066.67,
      '$74.89 more than ours: days are counted actual/360 instead of actual/365, and of the two end days they count both, we count last',
    ],
    // 93 days: 3,057.53.
    [3057.53, '$65.75 more than ours: interest runs to 2 days later'],
    [1234.56, '$1,757.22 less than ours: no reason found; ask for the arithmetic'],
  ])('explains %d', (interest, words) => {
    expect(interestWords(interest)).toBe(words);
  });

  it('sees that the default rate is left out', () => {
    const defaultRate = { from: day('2024-02-01'), ratePercent: pct(18), kind: 'instead' as const };
    expect(interestWords(2991.78, { defaultRate })).toMatch(/the default rate is left out/);
  });
});

describe('other items', () => {
  const full: PayoffTerms = {
    ...terms,
    accelerated: day('2024-02-10'),
    lateFees: [
      { date: day('2024-01-16'), amount: usd(60) },
      { date: day('2024-02-16'), amount: usd(60) },
    ],
    prepayment: { amount: usd(4000), allowed: false, reason: 'the lender accelerated' },
    advances: [{ date: day('2024-01-31'), amount: usd(3650), interest: 'note' }],
    attorneyFees: { kind: 'percent', percent: pct(15), of: 'principal', cap: usd(5000) },
    unapplied: usd(100),
  };

  it('explains costs that are not allowed, caps, and what is left out', () => {
    const result = value(
      compare(full, [
        ...stated(2991.78),
        { item: 'late_fees', amount: usd(120) },
        { item: 'prepayment_premium', amount: usd(4000) },
        { item: 'protective_advances', amount: usd(3650) },
        { item: 'attorney_fees', amount: usd(30000) },
      ]),
    );
    expect(wordsOf(result, 'late_fees')).toMatch(
      /\$60 more than ours: late fees after acceleration/,
    );
    expect(wordsOf(result, 'prepayment_premium')).toMatch(/not allowed: the lender accelerated/);
    expect(wordsOf(result, 'protective_advances')).toMatch(
      /\$36 less than ours: interest on the advances/,
    );
    expect(wordsOf(result, 'attorney_fees')).toMatch(/the cap on attorney fees is left out/);
    expect(wordsOf(result, 'credits')).toMatch(/\$100 more than ours: the item is left out/);
  });

  // Norwest Bank Minnesota v. Blair Road Associates, 252 F. Supp. 2d 86 (D.N.J. 2003), as a case summary gives it: "the
  // amount due ... $5,171,057.00, consisting of" these items and attorney fees. That is their sum without the fees
  // (5,171,056.92, in whole dollars); with the 48,867.00 of fees it is 5,219,923.92.
  it('finds the fees that a summary of Norwest v. Blair Road leaves out of its total', () => {
    const decided: PayoffTerms = {
      ...terms,
      principal: usd(4206151.1),
      rates: [rate('2010-01-01', null, 0)],
      otherCharges: [
        { label: 'Accrued interest', amount: usd(85623.22) },
        { label: 'Default interest', amount: usd(528637.22) },
      ],
      prepayment: { amount: usd(337871.37), allowed: true },
      lateFees: [{ date: day('2024-01-16'), amount: usd(12774.01) }],
      attorneyFees: { kind: 'amount', amount: usd(48867) },
    };
    const result = value(
      compare(decided, [
        { item: 'principal', amount: usd(4206151.1) },
        { item: 'other_charges', amount: usd(85623.22 + 528637.22) },
        { item: 'prepayment_premium', amount: usd(337871.37) },
        { item: 'late_fees', amount: usd(12774.01) },
      ]),
    );
    expect([result.theirs, result.ours]).toEqual([usd(5171056.92), usd(5219923.92)]);
    expect(wordsOf(result, 'attorney_fees')).toMatch(
      /\$48,867 less than ours: the item is left out/,
    );
  });

  it('takes credits with either sign and names rows that are no amounts', () => {
    const result = compare(full, [
      { item: 'credits', amount: usd(100) },
      { item: 'credits', amount: NaN },
    ]);
    expect(wordsOf(value(result), 'credits')).toBe('Agrees');
    expect(named(result)).toEqual(['not_an_amount stated 2']);
  });

  it('passes on what makes our own payoff impossible', () => {
    expect(named(compare({ ...terms, rates: [] }, []))).toEqual(['rate_gap rates']);
  });
});

it('the differences of the items add up to the difference of the totals', () => {
  const amount = fc.integer({ min: 0, max: usd(10000) });
  fc.assert(
    fc.property(amount, amount, amount, (interest, fees, credits) => {
      const result = value(
        compare(terms, [
          principal,
          { item: 'accrued_interest', amount: interest },
          { item: 'attorney_fees', amount: fees },
          { item: 'credits', amount: -credits },
        ]),
      );
      const sum = result.items.reduce((total, c) => total + c.difference, 0);
      expect(sum).toBe(result.difference);
      expect(result.ours).toBe(value(payoff(terms)).total);
    }),
    runs(20),
  );
});
