// The debt on a day, line by line, against statutes, published examples and hand arithmetic.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tiersOf } from '../../../src/calculation/payoff/attorneyFees';
import { sumLines } from '../../../src/calculation/line/line';
import {
  goodThrough,
  interestBetween,
  payoff,
  type Payoff,
  type PayoffTerms,
} from '../../../src/calculation/payoff/payoff';
import { day, named, pct, rate, usd, value } from '../days';

const terms = (changes: Partial<PayoffTerms> = {}): PayoffTerms => ({
  principal: usd(200000),
  rates: [rate('2010-01-01', null, 6)],
  paidThrough: day('2023-12-31'),
  payoffDate: day('2024-03-31'),
  ...changes,
});
const of = (changes: Partial<PayoffTerms> = {}): Payoff => value(payoff(terms(changes)));

describe('interest to the day', () => {
  it('counts from the day after the paid-through date to the payoff date', () => {
    // By hand: 31 + 29 + 31 = 91 days; 200,000 x 6 % x 91/365 = 2,991.78; 200,000 x 6 % / 365 = 32.876...
    const debt = of();
    expect(debt.parts.accrued_interest).toBe(usd(2991.78));
    expect(debt.total).toBe(usd(202991.78));
    expect(debt.perDiem).toBe(usd(32.88));
    expect(debt.lines[1]?.words).toBe(
      '$200,000 x 6% x 91 days / 365: January 1, 2024 through March 31, 2024',
    );
  });

  it('knows four other day counts and both per diem roundings', () => {
    const interest = (convention: PayoffTerms['convention']): number =>
      of({ convention }).parts.accrued_interest;
    // By hand: 91/360; 90/360; 91/366; 91 x 32.88; 91 x 32.87.
    expect(interest({ dayCount: 'actual/360' })).toBe(usd(3033.33));
    expect(interest({ dayCount: '30/360' })).toBe(usd(3000));
    expect(interest({ dayCount: '30E/360' })).toBe(usd(3000));
    expect(interest({ dayCount: 'actual/actual' })).toBe(usd(2983.61));
    expect(interest({ perDiem: 'rounded' })).toBe(usd(2992.08));
    expect(interest({ perDiem: 'truncated' })).toBe(usd(2991.17));
    expect(interest({ counted: 'neither' })).toBe(usd(2958.9));
    expect(interest({ counted: 'both' })).toBe(usd(3024.66));
  });

  it('raises the rate from the default date, in place of the note’s rate or on top of it', () => {
    const from = day('2024-02-01');
    const instead = of({ defaultRate: { from, ratePercent: pct(18), kind: 'instead' } });
    const added = of({ defaultRate: { from, ratePercent: pct(5), kind: 'added' } });
    // By hand: 31 days at 6 % = 1,019.18; 60 days at 18 % = 5,917.81, at 11 % = 3,616.44.
    expect(instead.lines.map((line) => line.amount)).toEqual([
      usd(200000),
      usd(1019.18),
      usd(5917.81),
    ]);
    expect(added.parts.accrued_interest).toBe(usd(1019.18 + 3616.44));
  });

  it('follows changes of the note’s rate', () => {
    const rates = [rate('2023-01-01', '2024-01-31', 6), rate('2024-02-01', null, 7)];
    // By hand: 31 days at 6 % = 1,019.18; 60 days at 7 % = 2,301.37.
    expect(of({ rates }).parts.accrued_interest).toBe(usd(3320.55));
  });
});

describe('fees, advances and credits', () => {
  it('takes late fees until acceleration only', () => {
    const lateFees = [
      { date: day('2024-01-16'), amount: usd(60) },
      { date: day('2024-02-16'), amount: usd(60) },
    ];
    const debt = of({ lateFees, accelerated: day('2024-02-10') });
    expect(debt.parts.late_fees).toBe(usd(60));
    expect(
      debt.lines.find((line) => line.label === 'Late fee' && line.amount === 0)?.words,
    ).toMatch(/left out: the debt was accelerated February 10, 2024/);
  });

  it('counts late fees from the note’s schedule: five percent after fifteen days of grace', () => {
    const lateFeeSchedule = {
      firstUnpaid: day('2023-10-01'),
      graceDays: 15,
      payment: usd(1199.1),
      fee: { percent: pct(5) },
    };
    // Payments of October to March are late by 17 March; by hand 6 x 59.96 (59.955 rounded up).
    expect(of({ lateFeeSchedule }).parts.late_fees).toBe(6 * usd(59.96));
    expect(of({ lateFeeSchedule, accelerated: day('2024-01-10') }).parts.late_fees).toBe(
      3 * usd(59.96),
    );
  });

  it('adds protective advances with the note’s interest, their own, or none', () => {
    const advances = [
      {
        date: day('2024-01-31'),
        amount: usd(3650),
        label: 'Property taxes',
        interest: 'note' as const,
      },
      { date: day('2024-03-01'), amount: usd(1000), label: 'Insurance', interest: pct(7.3) },
      {
        date: day('2024-03-01'),
        amount: usd(200),
        label: 'Winterising',
        interest: 'none' as const,
      },
    ];
    // By hand: 3,650 x 6 % x 60/365 = 36.00; 1,000 x 7.3 % x 30/365 = 6.00.
    const debt = of({ advances });
    expect(debt.parts.protective_advances).toBe(usd(3650 + 36 + 1000 + 6 + 200));
    // Per diem: 32.8767 + 0.60 + 0.20.
    expect(debt.perDiem).toBe(usd(33.68));
  });

  // O.C.G.A. 13-1-11(a)(2): 15 % of the first $500 of principal and interest and 10 % of the rest.
  it('reckons Georgia’s attorney fees on principal and interest', () => {
    const attorneyFees = {
      kind: 'tiers' as const,
      tiers: tiersOf(usd(500), pct(15), pct(10)),
      of: 'principal_and_interest' as const,
    };
    // By hand: 75 + 10 % of (202,991.78 - 500) = 75 + 20,249.18.
    expect(of({ attorneyFees }).parts.attorney_fees).toBe(usd(20324.18));
    expect(of({ attorneyFees: { ...attorneyFees, cap: usd(5000) } }).parts.attorney_fees).toBe(
      usd(5000),
    );
  });

  it('takes a percentage of the debt or an amount for attorney fees', () => {
    const percent = { kind: 'percent' as const, percent: pct(15), of: 'principal' as const };
    expect(of({ attorneyFees: percent }).parts.attorney_fees).toBe(usd(30000));
    expect(of({ attorneyFees: { kind: 'amount', amount: usd(2500) } }).parts.attorney_fees).toBe(
      usd(2500),
    );
  });

  it('leaves out a prepayment premium that is not allowed, and says why', () => {
    const premium = {
      amount: usd(4000),
      allowed: false,
      reason: 'the lender accelerated the debt',
    };
    const debt = of({ prepayment: premium });
    expect(debt.parts.prepayment_premium).toBe(0);
    expect(debt.lines.at(-1)?.words).toBe(
      '$4,000 is left out, not allowed: the lender accelerated the debt',
    );
    expect(of({ prepayment: { ...premium, allowed: true } }).parts.prepayment_premium).toBe(
      usd(4000),
    );
  });

  it('credits escrow, unapplied funds and reserves, and charges an escrow shortage', () => {
    const credited = of({ escrow: usd(800), unapplied: usd(150.5), reserves: usd(1000) });
    expect(credited.parts.credits).toBe(-usd(1950.5));
    expect(of({ escrow: -usd(640) }).parts.protective_advances).toBe(usd(640));
  });

  it('gives parts that an assessment takes as its inputs, and lines that add up', () => {
    const debt = of({ escrow: usd(800), otherCharges: [{ label: 'Inspection', amount: usd(90) }] });
    const parts = Object.values(debt.parts).reduce((sum, amount) => sum + amount, 0);
    expect(parts).toBe(debt.total);
    expect(sumLines(debt.lines)).toBe(debt.total);
  });
});

describe('good-through table', () => {
  it('grows by a day’s interest, in cents that never drift', () => {
    const table = value(goodThrough(terms(), 10));
    expect(table).toHaveLength(11);
    // By hand: 101 days are 3,320.55, not 2,991.78 + 10 x 32.88 = 3,320.58.
    expect(table.at(-1)).toEqual({
      date: day('2024-04-10'),
      total: usd(203320.55),
      perDiem: usd(32.88),
    });
  });

  it('runs for a year at most', () => {
    for (const days of [367, -1, 0.5]) {
      expect(named(goodThrough(terms(), days))).toEqual(['not_allowed days']);
    }
  });

  it('ends where the next rate is not known', () => {
    const rates = [rate('2010-01-01', '2024-04-02', 6)];
    const table = goodThrough(terms({ rates }), 10);
    expect(value(table)).toHaveLength(3);
    expect(named(table)).toEqual(['rate_gap rates']);
  });
});

describe('interest alone', () => {
  it('gives lines, total and per diem', () => {
    const result = value(
      interestBetween({
        principal: usd(100000),
        rates: [rate('2023-01-01', '2024-01-31', 6), rate('2024-02-01', null, 8)],
        from: day('2023-12-31'),
        to: day('2024-02-29'),
      }),
    );
    expect(result.lines.map((line) => line.amount)).toEqual([usd(509.59), usd(635.62)]);
    expect([result.total, result.perDiem]).toEqual([usd(1145.21), usd(21.92)]);
  });

  it('names dates out of order and missing rates', () => {
    const base = {
      principal: usd(1),
      rates: [rate('2024-01-01', '2024-01-31', 6)],
      from: day('2024-01-01'),
    };
    expect(named(interestBetween({ ...base, to: day('2023-01-01') }))).toEqual([
      'dates_out_of_order to',
    ]);
    expect(named(interestBetween({ ...base, to: day('2024-02-01') }))).toEqual(['rate_gap rates']);
  });
});

describe('bad input', () => {
  it('refuses what leaves no debt to reckon', () => {
    expect(named(payoff(terms({ principal: -1 })))).toEqual(['not_an_amount principal']);
    expect(named(payoff(terms({ principal: NaN })))).toEqual(['not_an_amount principal']);
    expect(named(payoff(terms({ paidThrough: day('2024-05-01') })))).toEqual([
      'dates_out_of_order paid_through',
    ]);
    expect(named(payoff(terms({ rates: [] })))).toEqual(['rate_gap rates']);
    expect(named(payoff(terms({ rates: [rate('2010-01-01', null, -3)] })))).toEqual([
      'rate_out_of_range rates 1',
    ]);
    const usurious = { from: day('2024-01-01'), ratePercent: pct(1200), kind: 'instead' as const };
    expect(named(payoff(terms({ defaultRate: usurious })))).toContain(
      'rate_out_of_range default_rate 2',
    );
  });

  it('asks for the rate of every day that bears interest, the first one too where it counts', () => {
    const rates = [rate('2024-01-01', null, 6)];
    expect(payoff(terms({ rates })).ok).toBe(true);
    const first = payoff(terms({ rates, convention: { counted: 'first' } }));
    expect(named(first)).toEqual(['rate_gap rates 1']);
    expect(named(payoff(terms({ payoffDate: NaN })))).toEqual(['missing payoff_date']);
  });

  it('names a sale before the default and keeps the rest', () => {
    const late = { from: day('2024-06-01'), ratePercent: pct(18), kind: 'instead' as const };
    const result = payoff(terms({ defaultRate: late, accelerated: day('2024-06-02') }));
    expect(named(result)).toEqual([
      'sale_before_default default_date',
      'dates_out_of_order accelerated',
    ]);
    expect(value(result).total).toBe(usd(202991.78));
  });

  it('leaves out a wrong row and names it', () => {
    const result = payoff(
      terms({
        lateFees: [
          { date: day('2024-01-16'), amount: -5 },
          { date: day('2024-09-16'), amount: 5 },
          { date: day('2024-01-16'), amount: usd(60) },
        ],
        credits: [{ label: 'x', amount: 0.5 }],
        attorneyFees: { kind: 'percent', percent: pct(150), of: 'debt' },
        advances: [{ date: day('2005-01-01'), amount: usd(9), interest: 'note' }],
      }),
    );
    expect(named(result)).toEqual([
      'not_an_amount late_fees 1',
      'dates_out_of_order late_fees 2',
      'rate_gap advances 1',
      'percentage_out_of_range attorney_fees',
      'not_an_amount credits 1',
    ]);
    expect(value(result).total).toBe(usd(202991.78 + 60));
  });
});

describe('properties', () => {
  it('a payoff is never less on a later day, and its lines always add up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: usd(5_000_000) }),
        fc.integer({ min: 0, max: 2500 }),
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 0, max: 500 }),
        (principal, rateBp, days, more) => {
          const rates = [{ from: 0, to: null, ratePercent: pct(rateBp).div(100) }];
          const at = (n: number): Payoff =>
            of({ principal, rates, payoffDate: day('2023-12-31') + n });
          const [sooner, later] = [at(days), at(days + more)];
          expect(later.total).toBeGreaterThanOrEqual(sooner.total);
          expect(sumLines(later.lines)).toBe(later.total);
        },
      ),
    );
  });
});
