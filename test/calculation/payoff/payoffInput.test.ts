/** What people type about a payoff, read into its terms: each term in its place, each mistake named in its row. */
import { describe, expect, it } from 'vitest';
import {
  PAYOFF_TERMS,
  inGivenRows,
  payoffOptions,
} from '../../../src/calculation/payoff/payoffInput';
import { readValues } from '../../../src/calculation/input/fields';
import { problem } from '../../../src/calculation/input/problem';
import { Exact } from '../../../src/money/cents';
import { parseIso } from '../../../src/money/dates';
import { typed } from '../support';

const workbook = { dayCount: 'actual/365', rounding: 'half_up' } as const;

const day = (iso: string): number => {
  const read = parseIso(iso);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};

function options(
  record: Record<string, unknown>,
  charges: readonly Record<string, unknown>[] = [],
  source = typed,
) {
  const read = readValues(record, PAYOFF_TERMS, source, 'terms');
  if (!read.ok) throw new Error(read.error.message);
  return payoffOptions(read.value, charges, source, workbook);
}

const terms = (...given: Parameters<typeof options>) => options(...given).terms;
const problems = (...given: Parameters<typeof options>) =>
  options(...given).problems.map(({ name, field, row, message }) => ({
    name,
    field,
    row,
    message,
  }));

describe('terms of which nothing was told', () => {
  it('are those of the workbook, and nothing is charged or credited', () => {
    expect(options({})).toEqual({
      terms: {
        defaultRate: null,
        accelerated: null,
        convention: { dayCount: 'actual/365' },
        rounding: 'half_up',
        lateFees: [],
        advances: [],
        otherCharges: [],
        credits: [],
        lateFeeSchedule: null,
        attorneyFees: null,
        prepayment: null,
        escrow: 0,
        unapplied: 0,
        reserves: 0,
        rebate: null,
        refunds: [],
      },
      rowsOf: { late_fees: [], advances: [], other_charges: [], credits: [] },
      problems: [],
    });
  });
});

describe('conventions', () => {
  it('go before those of the workbook', () => {
    const told = {
      day_count: '30/360',
      counted: 'last',
      per_diem: 'rounded',
      rounding: 'half_even',
    };
    expect(terms(told)).toMatchObject({
      convention: { dayCount: '30/360', counted: 'last', perDiem: 'rounded' },
      rounding: 'half_even',
    });
  });
});

describe('a default rate', () => {
  it('stands instead of the note rate, or is added to it, from its day on', () => {
    expect(terms({ default_rate: '12%', default_date: '2024-03-01' }).defaultRate).toEqual({
      from: day('2024-03-01'),
      ratePercent: new Exact(12),
      kind: 'instead',
    });
    expect(terms({ default_margin: '5%', default_date: '2024-03-01' }).defaultRate).toEqual({
      from: day('2024-03-01'),
      ratePercent: new Exact(5),
      kind: 'added',
    });
  });

  it('needs its first day, and is one or the other', () => {
    const both = { default_rate: '12%', default_margin: '5%', default_date: '2024-03-01' };
    expect(terms(both).defaultRate).toBeNull();
    expect(problems(both)).toMatchObject([{ name: 'duplicate', field: 'terms', row: null }]);
    expect(problems({ default_rate: '12%' })[0]?.message).toContain('default_date is missing');
    expect(terms({ default_rate: '12%' }).defaultRate).toBeNull();
  });
});

describe('charges and credits', () => {
  it('told as terms come first, and the rows of the table after them, each with its row', () => {
    const read = options(
      { late_fees: 75, protective_advances: 1_200, other_charges: 30, credits: 10 },
      [
        { item: 'late charge', amount: 25, date: '2024-02-01', label: 'February' },
        {},
        { item: 'Advance', amount: 800, date: '2024-03-01', rate: 'note', what: 'Taxes' },
        { item: 'advances', amount: 90, rate: '5%' },
        { item: 'fees', amount: 40, description: 'Appraisal' },
        { item: 'credits', amount: 15 },
      ],
    );
    expect(read.problems).toEqual([]);
    expect(read.terms).toMatchObject({
      lateFees: [
        { amount: 7_500, date: null },
        { amount: 2_500, date: day('2024-02-01'), label: 'February' },
      ],
      advances: [
        { amount: 120_000, date: null, interest: 'none' },
        { amount: 80_000, date: day('2024-03-01'), interest: 'note', label: 'Taxes' },
        { amount: 9_000, date: null, interest: new Exact(5) },
      ],
      otherCharges: [
        { amount: 3_000, label: 'Other charges' },
        { amount: 4_000, label: 'Appraisal' },
      ],
      credits: [
        { amount: 1_000, label: 'Credit' },
        { amount: 1_500, label: 'Credit' },
      ],
    });
    expect(read.terms.lateFees?.[0]).not.toHaveProperty('label');
    expect(read.terms.advances?.[0]).not.toHaveProperty('label');
    expect(read.rowsOf).toEqual({
      late_fees: [0, 1],
      advances: [0, 3, 4],
      other_charges: [0, 5],
      credits: [0, 6],
    });
  });

  it('of the table alone are told by their rows', () => {
    expect(options({}, [{ item: 'other', amount: 40 }]).rowsOf['other_charges']).toEqual([1]);
  });

  it('escrow of either sign, funds held and reserves are taken as told', () => {
    expect(terms({ escrow: -120.5, unapplied: 33, reserves: 44 })).toMatchObject({
      escrow: -12_050,
      unapplied: 3_300,
      reserves: 4_400,
    });
  });

  it('that cannot be read are named by row and left out; the rest stands', () => {
    const read = options({}, [
      { item: 'nonsense', amount: 1 },
      { item: 'fees' },
      { item: 'fees', amount: 'abc' },
      { item: 'fees', amount: 2, colour: 'red' },
      { item: 'fees', amount: 3, note: 'a remark' },
    ]);
    expect(read.problems.map(({ row }) => row)).toEqual([1, 2, 3, 4]);
    expect(read.problems[1]?.message).toBe('amount is missing');
    expect(read.terms.otherCharges).toEqual([{ amount: 300, label: 'Other charges' }]);
  });

  it('from blank cells, which Excel passes as 0, are no rows', () => {
    const blank = { item: 0, amount: 0, date: 0 };
    expect(options({}, [blank], { ...typed, fromCell: true }).problems).toEqual([]);
    expect(options({}, [blank]).problems).toHaveLength(1);
    expect(
      options({}, [{ item: 0, amount: 5, date: 0 }], { ...typed, fromCell: true }).problems,
    ).toHaveLength(1);
  });
});

describe('attorney fees', () => {
  it('are the amounts told, in terms and table together, up to a cap', () => {
    const rows = [
      { item: 'legal fees', amount: 400 },
      { item: 'attorney_fees', amount: 100 },
    ];
    expect(terms({ attorney_fees: 250, attorney_fee_cap: 600 }, rows).attorneyFees).toEqual({
      kind: 'amount',
      amount: 75_000,
      cap: 60_000,
    });
    expect(terms({ attorney_fees: 250 }).attorneyFees).toEqual({
      kind: 'amount',
      amount: 25_000,
      cap: null,
    });
    expect(terms({}, rows).attorneyFees).toMatchObject({ amount: 50_000 });
  });

  it('are a percentage of principal and interest unless told of what', () => {
    expect(terms({ attorney_fee_percent: '15%' }).attorneyFees).toEqual({
      kind: 'percent',
      percent: new Exact(15),
      of: 'principal_and_interest',
      cap: null,
    });
    expect(
      terms({ attorney_fee_percent: '15%', attorney_fee_of: 'debt' }).attorneyFees,
    ).toMatchObject({ of: 'debt' });
  });

  it('go by steps: 15 % of the first 500, 10 % of the rest as in O.C.G.A. § 13-1-11', () => {
    const georgia = { attorney_fee_percent: '15%', attorney_fee_first: 500 };
    expect(terms({ ...georgia, attorney_fee_rest_percent: '10%' }).attorneyFees).toEqual({
      kind: 'tiers',
      tiers: [
        { upTo: 50_000, percent: new Exact(15) },
        { upTo: null, percent: new Exact(10) },
      ],
      of: 'principal_and_interest',
      cap: null,
    });
    expect(terms(georgia).attorneyFees).toMatchObject({ tiers: [{}, { percent: new Exact(0) }] });
  });

  it('are an amount or a percentage, not both', () => {
    const both = { attorney_fee_percent: '15%', attorney_fees: 10 };
    expect(problems(both)).toMatchObject([{ name: 'duplicate', field: 'terms' }]);
    expect(terms(both).attorneyFees).toMatchObject({ kind: 'percent' });
    expect(problems({ attorney_fee_percent: '15%' })).toEqual([]);
  });
});

describe('late fees by schedule', () => {
  const missed = { first_unpaid_date: '2024-01-01' };

  it('are an amount, or a percentage of the payment, after days of grace', () => {
    expect(terms({ ...missed, late_fee: 50, grace_days: 15 }).lateFeeSchedule).toEqual({
      firstUnpaid: day('2024-01-01'),
      graceDays: 15,
      payment: 0,
      fee: { amount: 5_000 },
    });
    expect(terms({ ...missed, late_fee_percent: '5%', payment: 1_000 }).lateFeeSchedule).toEqual({
      firstUnpaid: day('2024-01-01'),
      graceDays: 0,
      payment: 100_000,
      fee: { percent: new Exact(5) },
    });
  });

  it('need the first payment missed, and a percentage its payment', () => {
    expect(terms({ late_fee: 50 }).lateFeeSchedule).toBeNull();
    expect(problems({ late_fee: 50 })[0]?.message).toContain('first_unpaid_date is missing');
    const share = { ...missed, late_fee_percent: '5%' };
    expect(terms(share).lateFeeSchedule).toBeNull();
    expect(problems(share)[0]).toMatchObject({ name: 'missing', field: 'terms' });
    expect(problems(share)[0]?.message).toContain('payment is missing');
    expect(problems(missed).every(({ name }) => name === 'unused')).toBe(true);
  });
});

describe('a prepayment premium', () => {
  it('adds up, and is allowed unless said otherwise', () => {
    const row = [{ item: 'prepayment penalty', amount: 50 }];
    expect(terms({ prepayment_premium: 100 }, row).prepayment).toEqual({
      amount: 15_000,
      allowed: true,
    });
    expect(terms({ prepayment_premium: 100, prepayment_allowed: 'no' }).prepayment).toEqual({
      amount: 10_000,
      allowed: false,
    });
    expect(terms({ prepayment_premium: 0 }).prepayment).toBeNull();
  });
});

describe('a rebate of unearned interest', () => {
  const loan = {
    rebate_method: 'rule of 78',
    amount_financed: 10_000,
    payment: 500,
    months: 24,
    months_remaining: 6,
  };

  it('takes the loan as it was made', () => {
    expect(terms({ ...loan, contract_rate: '18%' }).rebate).toEqual({
      method: 'rule_of_78',
      loan: {
        amountFinanced: 1_000_000,
        payment: 50_000,
        months: 24,
        monthsRemaining: 6,
        ratePercent: new Exact(18),
      },
    });
    expect(terms(loan).rebate).toMatchObject({ loan: { ratePercent: null } });
  });

  it.each(['amount_financed', 'payment', 'months', 'months_remaining'])(
    'is not made without %s, and says so',
    (name) => {
      const without = { ...loan, [name]: '' };
      expect(terms(without).rebate).toBeNull();
      expect(problems(without)[0]?.message).toContain('one of them is missing');
    },
  );

  it('is not asked for where no method is named', () => {
    const found = problems({ ...loan, rebate_method: '', months: '' });
    expect(found.map(({ message }) => message)).toContain('has no say without rebate_method');
    expect(found.every(({ name }) => name === 'unused')).toBe(true);
  });
});

describe('a refund of a prepaid charge', () => {
  const refund = { item: 'refund', amount: 600, months: 24, months_remaining: 24 };

  it('runs straight unless told otherwise, up to all of its months', () => {
    expect(terms({}, [{ ...refund, label: 'Credit life' }]).refunds).toEqual([
      {
        label: 'Credit life',
        amount: 60_000,
        months: 24,
        monthsRemaining: 24,
        method: 'straight_line',
      },
    ]);
    expect(
      terms({}, [{ ...refund, method: 'Rule of 78', months: 1, months_remaining: 1 }]).refunds,
    ).toEqual([
      {
        label: 'prepaid charge',
        amount: 60_000,
        months: 1,
        monthsRemaining: 1,
        method: 'rule_of_78',
      },
    ]);
  });

  it.each([
    { months: '' },
    { months_remaining: '' },
    { months: 0, months_remaining: 0 },
    { months_remaining: 25 },
  ])('needs months that fit together, not %j', (change) => {
    const read = options({}, [{ ...refund, ...change }]);
    expect(read.terms.refunds).toEqual([]);
    expect(read.problems).toMatchObject([{ name: 'missing', field: 'charges', row: 1 }]);
  });
});

describe('a problem of a list', () => {
  const rowsOf = { advances: [0, 3, 4], credits: [] };
  const at = (field: string, row: number | null) =>
    inGivenRows(problem('missing', field, 'text', row), rowsOf);

  it('is said in the row of the table that it came from, or in the terms', () => {
    expect(at('advances', 2)).toMatchObject({ field: 'charges', row: 3 });
    expect(at('advances', 3)).toMatchObject({ field: 'charges', row: 4 });
    expect(at('advances', 1)).toMatchObject({ field: 'terms', row: null });
  });

  it('stays where it is when no row is known', () => {
    expect(at('advances', null)).toMatchObject({ field: 'advances', row: null });
    expect(at('credits', 1)).toMatchObject({ field: 'credits', row: 1 });
    expect(at('rates', 1)).toMatchObject({ field: 'rates', row: 1 });
  });
});
