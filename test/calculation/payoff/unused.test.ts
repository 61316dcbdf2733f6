/** What was told of a debt is used, or named with what would give it a say; each name exactly where it has none. */
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../src/calculation/operation/operation';
import type { Payoff } from '../../../src/calculation/payoff/payoff';
import { CHARGE_ITEMS } from '../../../src/calculation/payoff/payoffInput';
import { INTEREST, PAYOFF, PERDIEM } from '../../../src/calculation/payoff/payoffOperations';
import { named, value } from '../days';
import { ran } from '../support';

type Told = Readonly<Record<string, unknown>>;
type Paid = { readonly payoff: Payoff };

/** `field row: reason` of what has no say. */
const unused = (operation: Operation, record: Told): string[] =>
  ran(operation, record)
    .problems.filter(({ name }) => name === 'unused')
    .map(({ field, row, message }) => `${row === null ? field : `${field} ${row}`}: ${message}`);

const loan = {
  principal: 250_000,
  rate: '6.5%',
  paid_through: '2024-01-01',
  payoff_date: '2024-06-28',
};
const rebate = {
  rebate_method: 'rule_of_78',
  payment: 600,
  amount_financed: 18_000,
  months: 36,
  months_remaining: 12,
};
const lateFee = { late_fee: 25, first_unpaid_date: '2024-02-01' };
const percentFee = { late_fee_percent: 5, payment: 2_000, first_unpaid_date: '2024-02-01' };
const charge = (item: string, more: Told = {}) => ({ charges: [{ item, amount: 500, ...more }] });

/** A term, what would give it a say, what does, and what seems to. */
const TERMS: readonly (readonly [Told, string, readonly Told[], readonly Told[]])[] = [
  [
    { default_date: '2024-03-01' },
    'default_rate or default_margin',
    [{ default_rate: 12 }, { default_margin: 2 }],
    [],
  ],
  [
    { accelerated_date: '2024-03-01' },
    'late fees with their days',
    [lateFee, percentFee, charge('late_fees', { date: '2024-02-16' })],
    [charge('credits')],
  ],
  [
    { first_unpaid_date: '2024-02-01' },
    'late_fee or late_fee_percent',
    [lateFee, percentFee],
    [rebate],
  ],
  [{ grace_days: 15 }, 'late_fee or late_fee_percent', [lateFee, percentFee], [rebate]],
  [{ payment: 600 }, 'late_fee_percent or rebate_method', [percentFee, rebate], [lateFee]],
  [
    { attorney_fee_of: 'debt' },
    'attorney_fee_percent',
    [{ attorney_fee_percent: 15 }],
    [{ attorney_fees: 500 }],
  ],
  [
    { attorney_fee_first: 1_000 },
    'attorney_fee_percent',
    [{ attorney_fee_percent: 15 }],
    [{ attorney_fees: 500 }],
  ],
  [
    { attorney_fee_rest_percent: 10 },
    'attorney_fee_percent and attorney_fee_first',
    [{ attorney_fee_percent: 15, attorney_fee_first: 1_000 }],
    [{ attorney_fee_percent: 15 }],
  ],
  [
    { attorney_fee_cap: 100 },
    'attorney fees',
    [{ attorney_fee_percent: 15 }, { attorney_fees: 500 }, charge('attorney_fees')],
    [charge('late_fees')],
  ],
  [
    { prepayment_allowed: true },
    'prepayment_premium',
    [{ prepayment_premium: 500 }, charge('prepayment_premium')],
    [charge('other_charges')],
  ],
  [{ amount_financed: 18_000 }, 'rebate_method', [rebate], [{ credits: 1 }]],
  [{ months: 36 }, 'rebate_method', [rebate], [{ credits: 1 }]],
  [{ months_remaining: 12 }, 'rebate_method', [rebate], [{ credits: 1 }]],
  [
    { contract_rate: 9 },
    'rebate_method=actuarial',
    [{ ...rebate, rebate_method: 'actuarial' }],
    [rebate],
  ],
];

describe('a term of a payoff', () => {
  it.each(TERMS)('%j has no say without %s', (term, needs, giving, seeming) => {
    const [name = ''] = Object.keys(term);
    const words = `${name}: has no say without ${needs}`;
    for (const others of [{}, ...seeming]) {
      const given = { ...others, ...term };
      expect(unused(PAYOFF, { ...loan, ...given }), JSON.stringify(given)).toContain(words);
    }
    for (const others of giving) {
      const given = { ...others, ...term };
      expect(unused(PAYOFF, { ...loan, ...given }), JSON.stringify(given)).toEqual([]);
    }
  });

  it('of a fixed late fee has no say beside a percentage', () => {
    const words = 'late_fee: has no say beside late_fee_percent';
    expect(unused(PAYOFF, { ...loan, ...lateFee, ...percentFee })).toEqual([words]);
    expect(unused(PAYOFF, { ...loan, ...lateFee })).toEqual([]);
    expect(unused(PAYOFF, { ...loan, ...percentFee })).toEqual([]);
  });
});

describe('a row of charges', () => {
  const row = (item: string, more: Told) =>
    ran(PAYOFF, {
      ...loan,
      charges: [
        { item, amount: 500, date: '2024-03-01', months: 36, months_remaining: 12, ...more },
      ],
    });

  it.each([
    ['rate', '5%', ['protective_advances']],
    ['method', 'straight_line', ['refund']],
    ['label', 'Taxes', ['late_fees', 'protective_advances', 'other_charges', 'credits', 'refund']],
  ])('says that %s has no say for other items', (column, told, items) => {
    for (const item of CHARGE_ITEMS)
      expect(
        row(item, { [column]: told }).problems.some(
          ({ message }) => message === `${column} has no say for ${item}`,
        ),
        item,
      ).toBe(!items.includes(item));
  });

  it('has months for a refund alone', () => {
    for (const item of CHARGE_ITEMS) {
      const found = named(row(item, {})).filter((words) => words === 'unused charges 1');
      expect(found, item).toHaveLength(item === 'refund' ? 0 : 2);
    }
  });

  it('counts up to the day of the payoff, and is left out and named after it, whatever it is', () => {
    for (const item of CHARGE_ITEMS) {
      const dated = (date: string) => {
        const found = ran<Paid>(PAYOFF, {
          ...loan,
          charges: [{ item, amount: 500, date, months: 36, months_remaining: 12 }],
        });
        const late = named(found).filter((words) => words === 'dates_out_of_order charges 1');
        return [value(found).payoff.total !== PLAIN, late.length];
      };
      expect(dated('2024-06-28'), item).toEqual([true, 0]);
      expect(dated('2024-06-29'), item).toEqual([false, 1]);
    }
  });
});

/** 250,000 and 250,000 x 6.5% x 179 / 365 = 7,969.18. */
const PLAIN = 25_796_918;

describe('a payoff', () => {
  const paid = (more: Told) => ran<Paid>(PAYOFF, { ...loan, ...more });
  const total = (more: Told) => value(paid(more)).payoff.total;

  it('is 257,969.18 for the loan alone', () => {
    expect(total({})).toBe(PLAIN);
    expect(named(paid({}))).toEqual([]);
  });

  it('takes the rebate off: 78 of 666 parts of the charge of 3,600', () => {
    expect(PLAIN - total(rebate)).toBe(42_162);
    expect(value(paid(rebate)).payoff.parts.credits).toBe(-42_162);
  });

  it('bears interest on an advance from its day at the rate told, and none where none is told', () => {
    // 1,000 at 6.5% for the 119 days from 1 March to 28 June: 21.19; at 10%: 32.60.
    const advance = (more: Told) =>
      total({ charges: [{ item: 'advances', amount: 1_000, date: '2024-03-01', ...more }] }) -
      PLAIN;
    expect(advance({})).toBe(100_000);
    expect(advance({ rate: 'none' })).toBe(100_000);
    expect(advance({ rate: 'note' })).toBe(102_119);
    expect(advance({ rate: '10%' })).toBe(103_260);
  });

  it('below nothing is told with what comes off too much, and at nothing is not', () => {
    expect(named(paid({ credits: 257_969.18 }))).toEqual([]);
    const over = paid({ credits: 257_970.18 });
    expect(named(over)).toEqual(['payment_above_balance credits']);
    expect(over.problems[0]?.message).toContain('$1 more than the debt');
    expect(value(over).payoff.total).toBe(-100);
  });

  it('caps attorney fees: 500 at 400, and 300 stay', () => {
    expect(total({ attorney_fees: 500, attorney_fee_cap: 400 }) - PLAIN).toBe(40_000);
    expect(total({ attorney_fees: 300, attorney_fee_cap: 400 }) - PLAIN).toBe(30_000);
    expect(total({ ...charge('attorney_fees'), attorney_fee_cap: 400 }) - PLAIN).toBe(40_000);
  });
});

describe('rates of a payoff', () => {
  const { rate: _, ...rest } = loan;
  const rates = (...rows: Told[]) => ({ ...rest, rate: rows });

  it('without a rate are left out and named, and an index is told to have no say', () => {
    const first = { from: '2023-12-01', rate: '6.5%' };
    expect(named(ran(PAYOFF, rates(first, { from: '2024-03-01' })))).toEqual([
      'missing rate 2',
      'rate_gap rates',
    ]);
    expect(unused(PAYOFF, rates({ ...first, index: '4%' }))).toEqual([
      'rate 1: index has no say in a payoff',
    ]);
    expect(named(ran(PAYOFF, rates(first)))).toEqual([]);
  });
});

describe('interest alone', () => {
  const span = { principal: 250_000, rate: '6.5%', from: '2024-01-01', to: '2024-06-28' };

  it('names the terms that are about a payoff, and uses those about interest', () => {
    expect(unused(INTEREST, { ...span, escrow: 5 })).toEqual([
      'escrow: has no say in interest alone',
    ]);
    const terms = {
      day_count: 'actual/360',
      counted: 'both',
      rounding: 'half_even',
      per_diem: 'exact',
    };
    expect(unused(INTEREST, { ...span, ...terms })).toEqual([]);
    for (const raise of [{ default_rate: 12 }, { default_margin: 2 }])
      expect(unused(INTEREST, { ...span, ...raise, default_date: '2024-03-01' })).toEqual([]);
    expect(unused(INTEREST, { ...span, default_date: '2024-03-01' })).toEqual([
      'default_date: has no say without default_rate or default_margin',
    ]);
  });

  it('for one day has no ends to count, and rounds unless it is exact', () => {
    const daily = { principal: 250_000, rate: '6.5%' };
    const counted = 'counted: has no say in interest alone';
    const rounding = { counted: 'both', rounding: 'half_even' };
    expect(unused(PERDIEM, { ...daily, ...rounding })).toEqual([counted]);
    expect(unused(PERDIEM, { ...daily, ...rounding, per_diem: 'exact' })).toEqual([
      counted,
      'rounding: has no say in interest alone',
    ]);
    expect(unused(PERDIEM, daily)).toEqual([]);
  });

  it('for one day has a use for the day where the rate or the year turns on it', () => {
    const on = { principal: 250_000, rate: '6.5%', date: '2024-03-01' };
    expect(unused(PERDIEM, on)).toEqual(['date: has no say: every day bears the same']);
    expect(unused(PERDIEM, { ...on, day_count: 'actual/actual' })).toEqual([]);
    const rates = [
      { from: '2024-01-01', rate: '6%' },
      { from: '2024-02-01', rate: '7%' },
    ];
    expect(unused(PERDIEM, { ...on, rate: rates })).toEqual([]);
    const undated = ran(PERDIEM, { principal: 250_000, rate: rates });
    expect([undated.ok, ...named(undated)]).toEqual([false, 'missing date']);
    const before = ran(PERDIEM, { ...on, rate: rates, date: '2023-03-01' });
    expect([before.ok, ...named(before)]).toEqual([false, 'rate_gap rate']);
  });
});
