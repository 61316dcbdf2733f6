// The small parts of the debt over time: shares to the cent, fees by steps, rebates, lives of judgments, present values.
import { describe, expect, it } from 'vitest';
import {
  byPercentages,
  inProportion,
  inProportionUpTo,
} from '../../../src/calculation/proceeds/allocate';
import { attorneyFeeLine, type AttorneyFees } from '../../../src/calculation/payoff/attorneyFees';
import { discountFactor, survival } from '../../../src/calculation/worth/discount';
import {
  judgmentLife,
  type JudgmentLifeTerms,
} from '../../../src/calculation/judgment/judgmentLife';
import { accrualWords, money, percentWords } from '../../../src/calculation/line/line';
import {
  actuarialUnearned,
  chargeRefund,
  interestRebate,
  rateOfPayments,
  type PrecomputedLoan,
} from '../../../src/calculation/payoff/rebate';
import { accrue, ORDINARY_INTEREST } from '../../../src/money/interest';
import { day, named, pct, rate, usd, value } from '../days';

describe('an amount in proportion', () => {
  it('gives the cents left over to those who lost most, earlier ones first', () => {
    expect(inProportion(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(inProportion(200, [1, 1, 1])).toEqual([67, 67, 66]);
    // 10 cents by 1 : 6 : 3 is exact; 11 by the same is 1.1, 6.6, 3.3: the second lost most.
    expect(inProportion(10, [1, 6, 3])).toEqual([1, 6, 3]);
    expect(inProportion(11, [1, 6, 3])).toEqual([1, 7, 3]);
    expect(inProportion(5, [0, 0])).toEqual([5, 0]);
    expect(inProportion(0, [1, 2])).toEqual([0, 0]);
  });

  it('with limits shares again what one cannot take, and leaves what nobody can', () => {
    const split = (...given: Parameters<typeof inProportionUpTo>) => {
      const { parts, left } = inProportionUpTo(...given);
      return { parts, left };
    };
    expect(split(100, [1, 1], [30, 100])).toEqual({ parts: [30, 70], left: 0 });
    expect(split(100, [1, 1], [30, 40])).toEqual({ parts: [30, 40], left: 30 });
    expect(split(100, [1, 1, 2], [0, 50, 10])).toEqual({ parts: [0, 50, 10], left: 40 });
    expect(split(0, [1], [5])).toEqual({ parts: [0], left: 0 });
    expect(split(9, [], [])).toEqual({ parts: [], left: 9 });
    // 50 each; the second takes all 50 and then what the first could not.
    expect(inProportionUpTo(100, [1, 1], [30, 100]).rounds).toEqual([
      { amount: 100, rooms: [30, 100], parts: [30, 50] },
      { amount: 20, rooms: [0, 50], parts: [0, 20] },
    ]);
  });

  it('by percentages that make no whole is not divided', () => {
    const share = (name: string, percent: number, cap?: number) => ({
      name,
      percent: pct(percent),
      ...(cap !== undefined && { cap }),
    });
    expect(byPercentages(1_000, [share('A', 60), share('B', 40, 100)])).toEqual({
      parts: [600, 100],
      whole: [600, 400],
      left: 300,
      problems: [],
    });
    for (const shares of [[share('A', 60)], [share('A', 110), share('B', -10)]]) {
      const found = byPercentages(1_000, shares);
      expect(found).toMatchObject({ parts: shares.map(() => 0), left: 1_000 });
      expect(found.problems[0]?.name).toBe('shares_not_whole');
    }
  });
});

describe('attorney fees', () => {
  const of = (dollars: number) => [{ amount: usd(dollars) }];
  const bases = { principal: of(10_000), principal_and_interest: of(12_000), debt: of(13_000) };
  const line = (fees: AttorneyFees) => value(attorneyFeeLine(fees, bases, 'half_up'));

  it('by steps: 15 % of 500 and 10 % of 11,500 is 1,225 (O.C.G.A. § 13-1-11(a)(2))', () => {
    const tiers = [
      { upTo: usd(500), percent: pct(15) },
      { upTo: null, percent: pct(10) },
    ];
    expect(line({ kind: 'tiers', tiers, of: 'principal_and_interest' })).toMatchObject({
      item: 'attorney_fees',
      label: 'Attorney fees',
      amount: usd(1_225),
      words: 'Of principal and interest, $12,000: 15% of $500 + 10% of $11,500',
    });
    const small = attorneyFeeLine(
      { kind: 'tiers', tiers, of: 'principal' },
      { ...bases, principal: of(400) },
      'half_up',
    );
    expect(value(small)).toMatchObject({
      amount: usd(60),
      words: 'Of principal, $400: 15% of $400',
    });
  });

  it('stop at a cap only where they are above it', () => {
    const fees = { kind: 'percent', percent: pct(10), of: 'debt' } as const;
    expect(line(fees)).toMatchObject({
      amount: usd(1_300),
      words: '10% of the debt before fees, $13,000',
    });
    expect(line({ ...fees, cap: usd(1_300) }).words).not.toContain('capped');
    expect(line({ ...fees, cap: usd(1_299) })).toMatchObject({
      amount: usd(1_299),
      words: '10% of the debt before fees, $13,000 = $1,300, capped at $1,299',
    });
    expect(line({ kind: 'amount', amount: usd(7), cap: null })).toMatchObject({
      amount: usd(7),
      words: 'As charged',
    });
  });

  it('of a debt below nothing are nothing', () => {
    const paid = { ...bases, debt: of(-5) };
    expect(
      value(attorneyFeeLine({ kind: 'percent', percent: pct(10), of: 'debt' }, paid, 'half_up'))
        .amount,
    ).toBe(0);
  });

  it('that cannot be are named', () => {
    const wrong = (fees: AttorneyFees) => named(attorneyFeeLine(fees, bases, 'half_up'));
    expect(wrong({ kind: 'amount', amount: -1 })).toEqual(['not_an_amount attorney_fees']);
    expect(wrong({ kind: 'amount', amount: 1, cap: -1 })).toEqual([
      'not_an_amount attorney_fee_cap',
    ]);
    expect(wrong({ kind: 'percent', percent: pct(101), of: 'debt' })).toHaveLength(1);
    expect(
      wrong({ kind: 'tiers', tiers: [{ upTo: null, percent: pct(-1) }], of: 'debt' }),
    ).toHaveLength(1);
  });
});

describe('unearned interest', () => {
  // 12 payments of 100 on 1,128.81 or so at 1 % a month; the classic Rule of 78: 6 of 12 left is 21/78 of the charge.
  const loan: PrecomputedLoan = {
    amountFinanced: usd(1_000),
    payment: usd(100),
    months: 12,
    monthsRemaining: 6,
  };

  it('by the Rule of 78 is 200 x 6 x 7 / (12 x 13) = 53.85', () => {
    expect(value(interestRebate(loan, 'rule_of_78'))).toEqual({
      item: 'credits',
      label: 'Rebate of unearned interest',
      amount: -5_385,
      words: 'Rule of 78: $200 x 6 x 7 / (12 x 13)',
    });
  });

  it('in proportion to time is half of 200', () => {
    expect(value(interestRebate(loan, 'straight_line'))).toMatchObject({
      amount: -usd(100),
      words: 'In proportion to time: $200 x 6 / 12',
    });
  });

  it('by the actuarial method at no interest is what the payments exceed', () => {
    const free = { ...loan, amountFinanced: usd(1_200), ratePercent: pct(0) };
    expect(actuarialUnearned(free).toNumber()).toBe(0);
    // 1 % a month: 1,000 grows to 1,010; less 100 is 910 after one payment; 11 payments of 100 less 910 is 190.
    const oneMade = { ...loan, monthsRemaining: 11, ratePercent: pct(12) };
    expect(actuarialUnearned(oneMade).toNumber()).toBe(usd(190));
    expect(value(interestRebate(oneMade, 'actuarial')).words).toBe(
      'Actuarial method: 11 payments of $100 less what is owed after 1 payments, at 12% a year, a twelfth a month',
    );
    expect(actuarialUnearned({ ...oneMade, monthsRemaining: 0 }).toNumber()).toBe(0);
    expect(actuarialUnearned({ ...oneMade, monthsRemaining: 12 }).toNumber()).toBe(usd(200));
  });

  it('finds the rate that the payments imply: 100 for 100 is nothing, 101 once for 100 is 1 %', () => {
    expect(rateOfPayments(usd(100), usd(101), 1).toNumber()).toBeCloseTo(0.01, 12);
    expect(rateOfPayments(usd(100), usd(50), 2).toNumber()).toBeCloseTo(0, 9);
    // 100 now for 60 and 60: 100 (1 + r) - 60 = 60 / (1 + r) gives r = 13.066 %.
    expect(rateOfPayments(usd(100), usd(60), 2).toNumber()).toBeCloseTo(0.13066, 5);
  });

  it('may not be reckoned by the Rule of 78 above 61 months (15 U.S.C. 1615(b))', () => {
    const months = (n: number) =>
      named(interestRebate({ ...loan, months: n, payment: usd(100) }, 'rule_of_78'));
    expect(months(61)).toEqual([]);
    expect(months(62)).toEqual(['not_allowed rebate_method']);
    expect(named(interestRebate({ ...loan, months: 62 }, 'straight_line'))).toEqual([]);
  });

  it('needs a loan that can be', () => {
    const wrong = (changes: Partial<PrecomputedLoan>) =>
      named(interestRebate({ ...loan, ...changes }, 'straight_line'));
    expect(wrong({ amountFinanced: -1 })).toContain('not_an_amount amount_financed');
    expect(wrong({ payment: NaN })).toContain('not_an_amount payment');
    expect(wrong({ months: 0 })).toEqual(['missing months']);
    expect(wrong({ months: 1.5 })).toEqual(['missing months']);
    expect(wrong({ monthsRemaining: 13 })).toEqual(['dates_out_of_order months_remaining']);
    expect(wrong({ monthsRemaining: -1 })).toEqual(['dates_out_of_order months_remaining']);
    expect(wrong({ monthsRemaining: 0.5 })).toEqual(['dates_out_of_order months_remaining']);
    expect(wrong({ monthsRemaining: 12 })).toEqual([]);
    expect(wrong({ monthsRemaining: 0 })).toEqual([]);
    expect(wrong({ amountFinanced: usd(1_200) })).toEqual([]);
    expect(wrong({ amountFinanced: usd(1_200) + 1 })).toEqual(['not_an_amount payment']);
  });

  it('of a prepaid charge is a credit: 240 with 6 of 24 months left is 60, or 240 x 42 / 600 = 16.80', () => {
    const charge = { label: 'Credit life', amount: usd(240), months: 24, monthsRemaining: 6 };
    expect(chargeRefund({ ...charge, method: 'straight_line' })).toEqual({
      item: 'credits',
      label: 'Refund: Credit life',
      amount: -usd(60),
      words: 'In proportion to time: $240 x 6 / 24',
    });
    expect(chargeRefund({ ...charge, method: 'rule_of_78' })).toMatchObject({
      amount: -usd(16.8),
      words: 'Rule of 78: $240 x 6 x 7 / (24 x 25)',
    });
  });
});

describe('the life of a judgment', () => {
  const terms: JudgmentLifeTerms = { years: 10, renewals: [{}] };
  const life = (
    changes: Partial<JudgmentLifeTerms>,
    ...events: [string, 'renewal' | 'execution'][]
  ) =>
    judgmentLife(
      day('2020-01-15'),
      { ...terms, ...changes },
      events.map(([date, kind], n) => ({ kind, date: day(date), row: n + 1 })),
    );

  it('ends after its years, halves among them', () => {
    expect(life({}).expires).toBe(day('2030-01-15'));
    expect(life({ years: 2.5 }).expires).toBe(day('2022-07-15'));
  });

  it('is renewed from the renewal or from the old end, on its last day too', () => {
    expect(life({}, ['2025-03-01', 'renewal']).expires).toBe(day('2035-03-01'));
    expect(life({ renewals: [{ years: 5 }] }, ['2029-03-01', 'renewal']).expires).toBe(
      day('2034-03-01'),
    );
    expect(life({ renewals: [{ fromEnd: true }] }, ['2025-03-01', 'renewal']).expires).toBe(
      day('2040-01-15'),
    );
    expect(life({}, ['2030-01-15', 'renewal'])).toMatchObject({ renewedBy: [1], problems: [] });
    const late = life({}, ['2030-01-16', 'renewal']);
    expect(late).toMatchObject({ renewedBy: [], expires: day('2030-01-15') });
    expect(late.problems[0]?.name).toBe('renewal_too_late');
  });

  it('never ends earlier for a renewal, and never later than the most that the law allows', () => {
    expect(life({ renewals: [{ years: 1 }] }, ['2021-01-15', 'renewal']).expires).toBe(
      day('2030-01-15'),
    );
    expect(life({ most: 12 }, ['2029-01-15', 'renewal']).expires).toBe(day('2032-01-15'));
  });

  it('is renewed only where and as often as the law allows', () => {
    const none = life({ renewals: [] }, ['2025-03-01', 'renewal']);
    expect(none).toMatchObject({ renewedBy: [], expires: day('2030-01-15') });
    expect(none.problems[0]?.name).toBe('not_allowed');
    const two: [string, 'renewal'][] = [
      ['2029-01-01', 'renewal'],
      ['2025-01-01', 'renewal'],
    ];
    const once = life({ renewals: [{ number: 1 }] }, ...two);
    expect(once.renewedBy).toEqual([2]);
    expect(once.problems[0]).toMatchObject({
      row: 1,
      message:
        'The renewal on January 1, 2029 is without effect: the judgment may be renewed once only.',
    });
    const twice = life({ renewals: [{ number: 2 }] }, ...two, ['2030-01-01', 'renewal']);
    expect(twice.renewedBy).toEqual([2, 1]);
    expect(twice.problems[0]?.message).toMatch(/the judgment may be renewed 2 times only\.$/);
  });

  it('sleeps when nothing is executed for years, counted from the last that counted', () => {
    expect(life({}).dormantFrom).toBeNull();
    expect(life({ dormantAfter: 5 }).dormantFrom).toBe(day('2025-01-15'));
    expect(life({ dormantAfter: 5 }, ['2023-06-01', 'execution'])).toMatchObject({
      dormantFrom: day('2028-06-01'),
      expires: day('2030-01-15'),
      renewedBy: [],
    });
    expect(life({ dormantAfter: 5 }, ['2031-06-01', 'execution']).dormantFrom).toBe(
      day('2025-01-15'),
    );
  });
});

describe('present values', () => {
  const [now, year] = [day('2023-01-01'), day('2024-01-01')];

  it('discount by days over 365 at the yearly rate, both ways', () => {
    expect(discountFactor(pct(10), now, year).toNumber()).toBeCloseTo(1 / 1.1, 15);
    expect(discountFactor(pct(10), year, now).toNumber()).toBeCloseTo(1.1, 15);
    expect(discountFactor(pct(10), now, now).toNumber()).toBe(1);
    expect(discountFactor(pct(0), now, year).toNumber()).toBe(1);
  });

  it('let a debtor survive 90 % of the years at a hazard of 10 %', () => {
    expect(survival(pct(10), now, year).toNumber()).toBeCloseTo(0.9, 15);
    expect(survival(pct(10), year, now).toNumber()).toBe(1);
    expect(survival(pct(10), now, now).toNumber()).toBe(1);
    expect(survival(pct(0), now, year).toNumber()).toBe(1);
    expect(survival(pct(100), now, year).toNumber()).toBe(0);
  });
});

describe('words', () => {
  it('of money and percentages', () => {
    expect(money(-1_234_56)).toBe('-$1,234.56');
    expect(money(0)).toBe('$0');
    expect(percentWords(pct('6.5'))).toBe('6.5%');
    expect(percentWords(pct('6.123456789'))).toBe('6.12345679%');
    expect(percentWords(pct('6.12345678'))).toBe('6.12345678%');
  });

  it('of interest name its per diem and its year', () => {
    const words = (changes: Partial<typeof ORDINARY_INTEREST>, to = '2024-01-03') => {
      const convention = { ...ORDINARY_INTEREST, ...changes };
      const [first] = accrue(
        usd(100_000),
        [rate('2000-01-01', null, 7.3)],
        day('2024-01-01'),
        day(to),
        convention,
      );
      if (!first) throw new Error('no interest');
      return accrualWords(usd(100_000), first, convention);
    };
    expect(words({})).toBe(
      '$100,000 x 7.3% x 2 days / 365: January 2, 2024 through January 3, 2024',
    );
    expect(words({}, '2024-01-02')).toContain(' x 1 day / 365');
    expect(words({ perDiem: 'rounded' })).toBe(
      '2 days at the per diem, rounded, of $100,000 x 7.3% / 365: January 2, 2024 through January 3, 2024',
    );
    expect(words({ perDiem: 'truncated' })).toContain('cut off at the cent');
    expect(words({ dayCount: '30/360' })).toContain('/ 360 (months of 30 days)');
    expect(words({ dayCount: 'actual/actual' })).toContain('/ the days of each calendar year');
  });
});
