/** The arguments of a function as one record names them, and answers that cents cannot hold. */
import { describe, expect, it } from 'vitest';
import { JUDGMENT } from '../../../src/calculation/judgment/judgmentOperations';
import type { Operation } from '../../../src/calculation/operation/operation';
import { readRecord } from '../../../src/calculation/operation/record';
import { PAYOFF } from '../../../src/calculation/payoff/payoffOperations';
import { PROCEEDS } from '../../../src/calculation/proceeds/proceedsOperation';
import { named } from '../days';
import { ran, typed } from '../support';

type Told = Readonly<Record<string, unknown>>;

const wrong = (operation: Operation, record: Told) => {
  const read = readRecord(operation, record, typed);
  return read.ok ? undefined : `${read.error.field}: ${read.error.message}`;
};

const loan = {
  principal: 250_000,
  rate: '6.5%',
  paid_through: '2024-01-01',
  payoff_date: '2024-06-28',
};
const judgment = { amount: 45_000, entered: '2023-01-15', as_of: '2025-01-15', state: 'CA' };

describe('a record', () => {
  it('says the same with its terms, facts and tables beside each other, inside one, or as text', () => {
    const charges = [{ item: 'credits', amount: 500, label: 'Rebate' }];
    const plain = ran(PAYOFF, { ...loan, escrow: 80, charges });
    for (const record of [
      { ...loan, terms: { escrow: 80 }, charges },
      { ...loan, terms: 'escrow=80', charges },
      {
        ...loan,
        'Escrow ': '80',
        charges: 'item=credits, amount=500, label=Rebate',
        id: 7,
        note: '',
      },
      { ...loan, escrow: 80, charges: charges[0] },
    ])
      expect(JSON.stringify(ran(PAYOFF, record)), JSON.stringify(record)).toBe(
        JSON.stringify(plain),
      );
    const consumer = { consumer_transaction: true };
    const told = JSON.stringify(ran(JUDGMENT, { ...judgment, ...consumer }));
    expect(JSON.stringify(ran(JUDGMENT, { ...judgment, facts: consumer }))).toBe(told);
    expect(JSON.stringify(ran(JUDGMENT, { ...judgment, facts: 'consumer_transaction=yes' }))).toBe(
      told,
    );
  });

  it.each([
    [{ rats: 1 }, "rats: 'rats' is no name that --payoff takes; did you mean rate?"],
    [
      { bananas: 1 },
      "bananas: 'bananas' is no name that --payoff takes; --payoff --help lists them",
    ],
    [{ escrow: 80, terms: { escrow: 80 } }, 'terms: give escrow once, under one name'],
    [{ rates: 5 }, 'rates: give rate once, under one name'],
    [{ charges: 'many' }, "charges: 'many' has no value; write column=value"],
    [
      { charges: [[1]] },
      'charges: give a list of objects, such as [{"date":"2024-06-01","amount":500}]',
    ],
    [
      { charges: [null, {}] },
      'charges: give a list of objects, such as [{"date":"2024-06-01","amount":500}]',
    ],
  ])('with %j is refused by name', (more, words) => {
    expect(wrong(PAYOFF, { ...loan, ...more })).toBe(words);
  });

  it('needs what must be told', () => {
    expect(wrong(PAYOFF, { ...loan, rate: '' })).toMatch(/^rate: is missing/);
    expect(wrong(PAYOFF, { ...loan, principal: null })).toMatch(/^principal: is missing/);
  });
});

describe('an answer', () => {
  const most = '70,368,744,177,663.99';

  it('of more than cents can hold is refused by the figure that is too large, and the most is not', () => {
    const still = { ...loan, principal: most, rate: 0 };
    expect(named(ran(PAYOFF, still))).toEqual([]);
    const beyond = ran(PAYOFF, { ...still, escrow: -0.01 });
    expect([beyond.ok, ...named(beyond)]).toEqual([false, 'not_an_amount total']);
    expect(beyond.problems[0]?.message).toContain('70 trillion dollars');
  });

  it('of a sale is refused by what is left owing', () => {
    const claims = [{ name: 'First', amount: most, enforcing: true }];
    expect(ran(PROCEEDS, { sales: 1, claims, order: 'judicial' }).ok).toBe(true);
    const grown = [{ ...claims[0], from: '2023-01-01', rate: '50%' }];
    const sales = [{ price: 1, date: '2024-01-01' }];
    const beyond = ran(PROCEEDS, { sales, claims: grown, order: 'judicial' });
    expect([beyond.ok, ...named(beyond)]).toEqual([false, 'not_an_amount unpaid']);
  });
});
