// One payoff with everything in it, line by line; each figure is worked out in the comment beside it.
import { describe, expect, it } from 'vitest';
import {
  goodThrough,
  interestBetween,
  payoff,
  type PayoffTerms,
} from '../../../src/calculation/payoff/payoff';
import { day, named, pct, rate, usd, value } from '../days';

const terms: PayoffTerms = {
  principal: usd(100_000),
  rates: [rate('2000-01-01', null, 7.3)],
  paidThrough: day('2024-01-01'),
  payoffDate: day('2024-04-10'),
  defaultRate: { from: day('2024-03-01'), ratePercent: pct(14.6), kind: 'instead' },
  accelerated: day('2024-03-15'),
  lateFees: [
    { amount: usd(75), date: null },
    { amount: usd(50), date: day('2024-02-01'), label: 'February' },
    { amount: usd(50), date: day('2024-03-15') },
    { amount: -1, date: null },
    { amount: usd(5), date: day('2024-05-01') },
  ],
  lateFeeSchedule: {
    firstUnpaid: day('2024-02-01'),
    graceDays: 10,
    payment: usd(1_000),
    fee: { percent: pct(5) },
  },
  advances: [
    { amount: usd(2_000), date: day('2024-03-31'), interest: pct(3.65), label: 'Taxes' },
    { amount: usd(100), date: null, interest: 'none' },
    { amount: usd(1_000), date: day('2024-03-31'), interest: 'note' },
    { amount: usd(1), date: null, interest: 'note' },
  ],
  escrow: -usd(120.5),
  otherCharges: [
    { label: 'Appraisal', amount: usd(400) },
    { label: 'Wrong', amount: -5 },
  ],
  prepayment: { amount: usd(500), allowed: false, reason: 'accelerated' },
  attorneyFees: { kind: 'percent', percent: pct(10), of: 'principal', cap: usd(7_500) },
  unapplied: usd(33),
  reserves: usd(44),
  credits: [
    { label: 'Refund', amount: usd(10) },
    { label: 'Wrong', amount: NaN },
  ],
};

const made = () => payoff(terms);
const result = () => value(made());

describe('a payoff with everything in it', () => {
  it('lists each item with its amount', () => {
    expect(result().lines.map(({ item, label, amount }) => [item, label, amount / 100])).toEqual([
      ['principal', 'Principal', 100_000],
      ['accrued_interest', 'Interest at 7.3%', 1_180], // 20 a day, 59 days: 2 January to 29 February
      ['accrued_interest', 'Interest at 14.6%', 1_640], // 40 a day, 41 days: 1 March to 10 April
      ['late_fees', 'Late fee', 75],
      ['late_fees', 'February', 50],
      ['late_fees', 'Late fee', 0], // on the day of acceleration
      ['late_fees', 'Late fees', 100], // February and March: 5 % of 1,000 each
      ['protective_advances', 'Taxes', 2_000],
      ['protective_advances', 'Interest on Taxes at 3.65%', 2], // 0.20 a day, 10 days
      ['protective_advances', 'Protective advance', 100],
      ['protective_advances', 'Protective advance', 1_000],
      ['protective_advances', 'Interest on Protective advance at 14.6%', 4], // 0.40 a day
      ['protective_advances', 'Escrow shortage', 120.5],
      ['other_charges', 'Appraisal', 400],
      ['prepayment_premium', 'Prepayment premium', 0],
      ['attorney_fees', 'Attorney fees', 7_500], // 10 % is 10,000, capped
      ['credits', 'Unapplied funds', -33],
      ['credits', 'Reserves', -44],
      ['credits', 'Refund', -10],
    ]);
  });

  it('says how each came about', () => {
    const words = result().lines.map((line) => line.words);
    expect(words[0]).toBe('Unpaid principal; interest paid through January 1, 2024');
    expect(words[2]).toBe('$100,000 x 14.6% x 41 days / 365: March 1, 2024 through April 10, 2024');
    expect(words.slice(3, 7)).toEqual([
      'As charged',
      'Charged February 1, 2024',
      '$50 charged March 15, 2024 is left out: the debt was accelerated March 15, 2024',
      '2 payments more than 10 days late since February 1, 2024, until acceleration on March 15, 2024: 5% of $1,000 = $50 each',
    ]);
    expect(words[7]).toBe('Paid by the lender March 31, 2024');
    expect(words[9]).toBe('Paid by the lender');
    expect(words[14]).toBe('$500 is left out, not allowed: accelerated');
    expect(words[15]).toBe('10% of principal, $100,000 = $10,000, capped at $7,500');
  });

  it('adds up: parts, total, and 40.60 for the next day', () => {
    expect(result().parts).toEqual({
      principal: usd(100_000),
      accrued_interest: usd(2_820),
      late_fees: usd(225),
      prepayment_premium: 0,
      protective_advances: usd(3_226.5),
      attorney_fees: usd(7_500),
      other_charges: usd(400),
      credits: -usd(87),
    });
    expect(result().total).toBe(usd(114_084.5));
    expect(result().perDiem).toBe(usd(40.6)); // 40 + 0.20 + 0.40
    expect(result().perDiemExact.toNumber()).toBe(4_060);
  });

  it('leaves out wrong rows and names them', () => {
    expect(named(made())).toEqual([
      'not_an_amount late_fees 4',
      'dates_out_of_order late_fees 5',
      'missing advances 4',
      'not_an_amount other_charges 2',
      'not_an_amount credits 2',
    ]);
  });
});

describe('parts of it', () => {
  const lines = (changes: Partial<PayoffTerms>, item: string) =>
    value(
      payoff({
        principal: usd(100_000),
        rates: terms.rates,
        paidThrough: terms.paidThrough,
        payoffDate: terms.payoffDate,
        ...changes,
      }),
    )
      .lines.filter((line) => line.item === item)
      .map(({ label, amount, words }) => [label, amount / 100, words]);

  it('late fees stop at the payoff where nothing was accelerated, and may be amounts', () => {
    const schedule = {
      firstUnpaid: day('2024-02-01'),
      graceDays: 9,
      payment: usd(1_000),
      fee: { amount: usd(40) },
    };
    // 1 April and nine days is 10 April: not yet late on the day of payoff.
    expect(lines({ lateFeeSchedule: schedule }, 'late_fees')).toEqual([
      [
        'Late fees',
        120,
        '3 payments more than 9 days late since February 1, 2024, until payoff: $40 each',
      ],
    ]);
    expect(lines({ lateFeeSchedule: { ...schedule, graceDays: 10 } }, 'late_fees')[0]?.[1]).toBe(
      80,
    );
    expect(
      lines({ lateFeeSchedule: { ...schedule, firstUnpaid: day('2024-04-10') } }, 'late_fees'),
    ).toEqual([]);
    const wrong = payoff({ ...terms, lateFeeSchedule: { ...schedule, payment: -1 } });
    expect(named(wrong)).toContain('not_an_amount late_fee_payment');
  });

  it('an escrow balance is a credit, a premium allowed is charged, nothing held is no line', () => {
    expect(lines({ escrow: usd(200), unapplied: 0, reserves: 0 }, 'credits')).toEqual([
      ['Escrow balance', -200, 'Held for taxes and insurance'],
    ]);
    expect(
      lines({ prepayment: { amount: usd(500), allowed: true } }, 'prepayment_premium'),
    ).toEqual([['Prepayment premium', 500, 'Allowed']]);
    expect(lines({ escrow: 0 }, 'protective_advances')).toEqual([]);
  });

  it('attorney fees may be of principal and interest, or of the whole debt before them', () => {
    const fee = (of: 'principal_and_interest' | 'debt') =>
      lines(
        {
          attorneyFees: { kind: 'percent', percent: pct(10), of, cap: null },
          otherCharges: [{ label: 'Appraisal', amount: usd(400) }],
        },
        'attorney_fees',
      )[0]?.[1];
    expect(fee('principal_and_interest')).toBe(10_200); // 100,000 and 2,000 of interest
    expect(fee('debt')).toBe(10_240);
  });

  it('a default after the payoff, or an acceleration after it, is named', () => {
    const late = { from: day('2024-05-01'), ratePercent: pct(12), kind: 'instead' } as const;
    expect(named(payoff({ ...terms, defaultRate: late, lateFees: [] }))).toContain(
      'sale_before_default default_date',
    );
    expect(named(payoff({ ...terms, accelerated: day('2024-05-01') }))).toContain(
      'dates_out_of_order accelerated',
    );
    const same = { ...late, from: terms.payoffDate };
    expect(named(payoff({ ...terms, defaultRate: same, accelerated: terms.payoffDate }))).toEqual(
      named(made()),
    );
  });

  it('an advance at the note rate from before the table of rates is left out; one since then is not', () => {
    const short = {
      ...terms,
      rates: [rate('2024-01-02', null, 7.3)],
      lateFees: [],
      credits: [],
      otherCharges: [],
    };
    const early = { amount: usd(1), date: day('2023-12-01'), interest: 'note' } as const;
    const found = payoff({ ...short, advances: [early] });
    expect(named(found)).toEqual(['rate_gap advances 1']);
    expect(found.problems[0]?.message).toMatch(/ The row is left out\.$/);
    expect(named(payoff({ ...short, advances: [{ ...early, interest: 'none' }] }))).toEqual([]);
    expect(named(payoff({ ...short, advances: [{ ...early, date: day('2024-01-02') }] }))).toEqual(
      [],
    );
  });

  it('without a debt there is nothing to pay', () => {
    expect(payoff({ ...terms, principal: NaN }).ok).toBe(false);
    expect(named(payoff({ ...terms, payoffDate: day('2023-12-31') }))).toEqual([
      'dates_out_of_order paid_through',
    ]);
    expect(payoff({ ...terms, payoffDate: terms.paidThrough }).ok).toBe(true);
    expect(payoff({ ...terms, rates: [rate('2024-02-01', null, 5)] }).ok).toBe(false);
  });
});

describe('the days after', () => {
  const bare = {
    ...terms,
    lateFees: [],
    lateFeeSchedule: null,
    advances: [],
    otherCharges: [],
    credits: [],
  };

  it('add 40 a day at the default rate', () => {
    const table = value(goodThrough(bare, 2));
    const [first] = table;
    expect(
      table.map(({ date, total }) => [date - terms.payoffDate, total - (first?.total ?? 0)]),
    ).toEqual([
      [0, 0],
      [1, usd(40)],
      [2, usd(80)],
    ]);
    expect(value(goodThrough(bare, 0))).toHaveLength(1);
    expect(value(goodThrough(bare, 366))).toHaveLength(367);
  });

  it('are a whole number of days of a year at most', () => {
    for (const days of [-1, 1.5, 367, NaN])
      expect(named(goodThrough(bare, days))).toEqual(['not_allowed days']);
  });

  it('end where a rate is missing, and say so', () => {
    const ending = { ...bare, defaultRate: null, rates: [rate('2000-01-01', '2024-04-11', 7.3)] };
    const table = goodThrough(ending, 5);
    expect(value(table)).toHaveLength(2);
    expect(table.problems.length).toBeGreaterThan(0);
    expect(goodThrough({ ...ending, rates: [] }, 5).ok).toBe(false);
  });
});

describe('interest alone', () => {
  const between = (from: string, to: string, changes = {}) =>
    interestBetween({
      principal: usd(100_000),
      rates: [rate('2024-01-02', '2024-02-29', 7.3), rate('2024-03-01', '2024-12-31', 14.6)],
      from: day(from),
      to: day(to),
      ...changes,
    });

  it('is a line for each rate, and the per diem of its last day', () => {
    const found = value(between('2024-01-01', '2024-04-10'));
    expect(found.lines.map(({ label, amount }) => [label, amount / 100])).toEqual([
      ['Interest at 7.3%', 1_180],
      ['Interest at 14.6%', 1_640],
    ]);
    expect(found).toMatchObject({ total: usd(2_820), perDiem: usd(40) });
    expect(value(between('2024-02-29', '2024-02-29'))).toMatchObject({
      total: 0,
      perDiem: usd(20),
    });
  });

  it('is nothing where an amount, a rate or the order of days is wrong', () => {
    expect(named(between('2024-01-01', '2024-04-10', { principal: -1 }))).toEqual([
      'not_an_amount principal',
    ]);
    expect(named(between('2024-04-10', '2024-04-09'))).toEqual(['dates_out_of_order to']);
    expect(named(between('2024-01-01', '2025-01-01'))[0]).toMatch(/^rate_gap/);
  });
});
