/** Several debts, sales and people in one case: worked out by hand, and what must hold for every case. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASE } from '../../../src/calculation/case/caseOperation';
import type { CaseResult } from '../../../src/calculation/case/caseResult';
import { outcome } from '../../../src/calculation/deficiency/outcome';
import { PROFILES, STATES } from '../../../src/law/book';
import { runs } from '../../runs';
import { caseOf, ran } from '../support';

type Json = Readonly<Record<string, unknown>>;

function worked(record: Json): CaseResult {
  const made = ran<CaseResult>(CASE, record);
  if (!made.ok) throw new Error(made.problems.map(({ message }) => message).join('; '));
  return made.value;
}

const problemsOf = (record: Json): string[] =>
  ran(CASE, record).problems.map(
    ({ name, field, row, message }) => `${name} ${field} ${row ?? ''}: ${message}`,
  );

/** What each person owes, in dollars: one figure, or the least and the most. */
const owed = (record: Json): Json =>
  Object.fromEntries(
    worked(record).people.map(({ person, low, high, owedTo }) => [
      person.name,
      low === null || high === null
        ? 'not said'
        : owedTo
          ? -owedTo / 100
          : low === high
            ? high / 100
            : `${low / 100} to ${high / 100}`,
    ]),
  );

const money = fc.integer({ min: 0, max: 50_000_000 }).map((cents) => cents / 100);
const state = fc.constantFrom(...STATES.map(({ code }) => code));

describe('a case of one debt and one sale', () => {
  const amounts = fc.record(
    {
      balance: money,
      sale_price: money,
      costs: money,
      fair_value: money,
      prior_liens: money,
      appraised_value: money,
    },
    { requiredKeys: ['balance', 'sale_price'] },
  );
  const facts = fc.record(
    {
      profile: fc.constantFrom('none', ...PROFILES.map(({ name }) => name)),
      purchaser: fc.constantFrom('lender', 'third_party'),
      method: fc.constantFrom('judicial', 'nonjudicial'),
      obligor: fc.constantFrom('borrower', 'guarantor'),
      when_unknown: fc.constantFrom('upper', 'lower'),
    },
    { requiredKeys: [] },
  );

  it('comes to what DEFICIENCY says, to the cent, at both ends', () => {
    fc.assert(
      fc.property(state, amounts, facts, (code, { balance, ...sale }, { obligor, ...others }) => {
        const own = obligor === undefined ? {} : { obligor };
        const expected = outcome(caseOf({ state: code, balance, ...sale, ...others, ...own }));
        const [person] = worked({
          debts: [{ name: 'Note', balance }],
          sales: [{ name: 'Parcel', ...sale }],
          people: [{ name: 'Debtor', ...own }],
          state: code,
          ...others,
        }).people;
        expect(person).toMatchObject({
          low: expected.low,
          high: expected.high,
          owes: expected.deficiency,
          status: expected.status,
        });
      }),
      runs(300),
    );
  });
});

describe('what comes in', () => {
  const names = ['A', 'B', 'C'];
  const debts = fc.array(fc.record({ balance: money, rank: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 3,
  });
  const sales = fc.array(
    fc.record({
      sale_price: money,
      costs: money,
      liens_paid: money,
      secures: fc.subarray([0, 1, 2], { minLength: 1 }),
      day: fc.integer({ min: 10, max: 28 }),
    }),
    { minLength: 1, maxLength: 4 },
  );

  it('goes out again: per sale, per debt and over all', () => {
    fc.assert(
      fc.property(debts, sales, fc.boolean(), (owing, sold, bears) => {
        const { applied } = worked({
          debts: owing.map((one, n) => ({
            name: names[n],
            ...one,
            ...(bears && { rate: '9%', from: '2025-01-05' }),
          })),
          sales: sold.map(({ secures, day, ...sale }) => ({
            ...sale,
            sale_date: `2025-02-${day}`,
            secures: [...new Set(secures.map((n) => names[n % owing.length]))].join(','),
          })),
        });
        for (const { sale, ahead, parts, surplus } of applied.sales)
          expect(ahead + parts.reduce((sum, { paid }) => sum + paid, 0) + surplus).toBe(sale.price);
        owing.forEach(({ balance }, n) => {
          const one = applied.debts[n];
          const owes = Math.round(balance * 100) + (one?.interest ?? 0) + (one?.costs ?? 0);
          expect(owes - (one?.paid ?? 0)).toBe(one?.unpaid);
          expect(one?.unpaid).toBeGreaterThanOrEqual(0);
        });
      }),
      runs(200),
    );
  });

  it('leaves owing, before any law, what a debtor owes where only the price counts', () => {
    fc.assert(
      fc.property(debts, sales, (owing, sold) => {
        const record = {
          debts: owing.map((one, n) => ({ name: names[n], ...one })),
          sales: sold.map(({ secures, day, ...sale }) => ({
            ...sale,
            sale_date: `2025-02-${day}`,
            secures: [...new Set(secures.map((n) => names[n % owing.length]))].join(','),
          })),
          // Illinois credits the price in court, whatever the value.
          state: 'IL',
          collateral: 'real_property',
          method: 'judicial',
          deficiency_demanded_in_complaint: true,
        };
        const { people, unpaid } = worked(record);
        expect(people[0]?.high).toBe(unpaid);
      }),
      runs(200),
    );
  });
});

describe('what a person owes', () => {
  const day = fc.integer({ min: 10, max: 28 });
  const happened = fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constantFrom('payment', 'rents', 'fees', 'costs', 'damages'),
        amount: money.map((dollars) => dollars / 50),
        date: day.map((n) => `2025-0${1 + (n % 9)}-${n}`),
      }),
      fc.record({
        kind: fc.constant('interest'),
        rate: fc.constantFrom('7%', '9.5%'),
        date: fc.constant('2025-03-01'),
        until: day.map((n) => `2025-06-${n}`),
      }),
      fc.record({
        kind: fc.constant('judgment'),
        rate: fc.constant('9%'),
        date: day.map((n) => `2025-06-${n}`),
        until: fc.constant('2025-12-01'),
      }),
    ),
    { maxLength: 6 },
  );

  it('is the sum of the lines of the account, whatever happened after the sale', () => {
    fc.assert(
      fc.property(money, money, happened, (balance, price, events) => {
        const { people } = worked({
          debts: [{ name: 'Note', balance }],
          sales: [{ name: 'Goods', sale_price: price, sale_date: '2025-02-01' }],
          people: [{ name: 'Buyer' }, { name: 'Friend' }],
          events: events.map((one) => ({
            ...one,
            amount: 'amount' in one ? one.amount.toFixed(2) : null,
          })),
          state: 'IL',
          collateral: 'business_goods',
        });
        for (const { answers, lines, owes, owedTo } of people) {
          const law = answers.reduce((sum, { high }) => sum + high, 0);
          const after = lines.filter(({ debt }) => debt === '');
          const sum = after.reduce((total, { amount }) => total + amount, law);
          expect(sum).toBe((owes ?? 0) - (owedTo ?? 0));
          expect(after.at(-1)?.total ?? sum).toBe(sum);
        }
      }),
      runs(60),
    );
  });
});

describe('several sales', () => {
  const arizona = {
    debts: [{ name: 'Note', balance: 150000 }],
    sales: [
      {
        name: 'North parcel',
        sale_price: 80000,
        fair_value: 90000,
        costs: 1000,
        sale_date: '2025-03-03',
      },
      {
        name: 'South parcel',
        sale_price: 30000,
        fair_value: 25000,
        costs: 500,
        sale_date: '2025-04-03',
      },
    ],
    state: 'AZ',
    profile: 'commercial_real_estate',
  };

  // Each: 151,500 - (90,000 + 30,000) = 31,500. Together: 151,500 - max(110,000, 115,000) = 36,500.
  it('leave open whether the value counts for each or for all, where nobody has read it', () => {
    expect(owed(arizona)).toEqual({ Debtor: '31500 to 36500' });
    expect(worked(arizona).people[0]?.missing).toEqual(['value_credited_by_sale']);
  });

  it('count the value as the user says where the law was not read', () => {
    expect(owed({ ...arizona, value_credited_by_sale: true })).toEqual({ Debtor: 31500 });
    expect(owed({ ...arizona, value_credited_by_sale: false })).toEqual({ Debtor: 36500 });
  });

  // The first note is paid by the credits of both parcels: 101,500 of 120,000; the second has what is left.
  it('pay two notes in their order with all that the law credits', () => {
    const two = {
      ...arizona,
      debts: [
        { name: 'First', balance: 100000, rank: 1 },
        { name: 'Second', balance: 50000, rank: 2 },
      ],
      people: [
        { name: 'Owner', obligor: 'borrower' },
        { name: 'Uncle', obligor: 'guarantor', debts: 'Second', guaranty_cap: 10000 },
        { name: 'Aunt', obligor: 'guarantor', debts: 'First' },
      ],
      value_credited_by_sale: true,
    };
    expect(owed(two)).toEqual({ Owner: 31500, Uncle: 10000, Aunt: 0 });
  });
});

describe('interest between two sales', () => {
  it('is said to run on what the price left where the law may credit more for the first', () => {
    const record = {
      debts: [{ name: 'Note', balance: 150000, rate: '6%', from: '2025-01-01' }],
      sales: [
        { name: 'North', sale_price: 80000, fair_value: 90000, sale_date: '2025-03-03' },
        { name: 'South', sale_price: 30000, fair_value: 25000, sale_date: '2025-04-03' },
      ],
      state: 'AZ',
      profile: 'commercial_real_estate',
    };
    expect(problemsOf(record)).toEqual([
      expect.stringMatching(
        /^warning debts 1: interest between the sales runs on what the prices left/,
      ),
    ]);
  });
});

describe('bad input', () => {
  const good = {
    debts: [
      { name: 'A', balance: 100000, rank: 1 },
      { name: 'B', balance: 50000, rank: 2 },
    ],
    sales: [
      { name: 'House', sale_price: 80000, secures: 'A' },
      { name: 'Lot', sale_price: 30000, secures: 'B' },
    ],
    people: [
      { name: 'Owner', debts: 'A' },
      { name: 'Partner', debts: 'B' },
    ],
    state: 'TX',
    collateral: 'motor_vehicle',
  };

  it('of a sale leaves unsaid what it may have paid, and the rest stands', () => {
    const [house] = good.sales;
    const bad = { ...good, sales: [house, { name: 'Lot', sale_price: 'x', secures: 'B' }] };
    expect(owed(bad)['Partner']).toBe('not said');
    expect(owed(bad)['Owner']).toEqual(owed(good)['Owner']);
    expect(problemsOf(bad)[0]).toMatch(/^not_an_amount sales 2: sale_price/);
  });

  it('of a person is named in its row, and the others stand', () => {
    const bad = { ...good, people: [...good.people, { name: 'Third', debts: 'C' }] };
    expect(owed(bad)).toEqual(owed(good));
    expect(problemsOf(bad)).toContain('missing people 3: names C, which is no debt here');
  });

  it('is the missing order of two debts under one sale', () => {
    const bad = {
      ...good,
      debts: [
        { name: 'A', balance: 100000 },
        { name: 'B', balance: 50000 },
      ],
      sales: [{ name: 'Both', sale_price: 110000 }],
    };
    expect(owed(bad)).toEqual({ Owner: 'not said', Partner: 'not said' });
    expect(problemsOf(bad).filter((one) => one.includes('rank is missing'))).toHaveLength(2);
  });

  it('is an amount in the wrong table', () => {
    const bad = { ...good, debts: [{ name: 'A', balance: 1, sale_price: 5 }] };
    expect(problemsOf(bad)).toContain(
      'not_allowed debts 1: sale_price belongs to a row of the sales',
    );
  });
});
