// Payoffs and judgments over files: the figures of a line, and what is wrong with one.
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { answerLine } from '../../src/cli/jsonLines';
import { helpOf, OperationAnswerer, operationOf } from '../../src/cli/overTime';
import type { Operation } from '../../src/calculation/operation/operation';
import { parseIso } from '../../src/money/dates';
import { ran } from '../process';

const today = parseIso('2025-06-01');
const reader = new CaseReader({ ...NOTHING_ASSUMED, today: today.ok ? today.value : 0 });

const answer =
  (option: string) =>
  (record: object): unknown =>
    JSON.parse(answerLine(JSON.stringify(record), 7, answererOf(option)));
const operation = (option: string) => operationOf(`--${option}`) as Operation;
const answererOf = (option: string) => new OperationAnswerer(operation(option), reader);

const payoff = answer('payoff');
const judgment = answer('judgment');
const notice = answer('explanation');
const forms = answer('form1099');

const loan = {
  principal: 250000,
  rate: '6.5%',
  paid_through: '2024-01-01',
  payoff_date: '2024-06-28',
};

describe('a line that asks for a payoff', () => {
  it('is answered with total, parts, per diem and lines', () => {
    // 16,250 x 179 / 365 = 7,969.18.
    expect(payoff({ ...loan, id: 'A-1', late_fees: '450', good_through: 1 })).toMatchObject({
      total: 258419.18,
      per_diem: 44.52,
      parts: { principal: 250000, accrued_interest: 7969.18, late_fees: 450 },
      good_through: [
        { date: '2024-06-28', total: 258419.18 },
        { date: '2024-06-29', total: 258463.7, per_diem: 44.52 },
      ],
      problems: [],
    });
  });

  it('is refused where the answer would lose cents, though every amount given keeps them', () => {
    const huge = { ...loan, principal: '70,000,000,000,000.01' };
    expect(payoff(huge)).toMatchObject({ line: 7, error: { field: 'total' } });
    expect(payoff({ ...huge, rate: 0 })).toMatchObject({ total: 70000000000000.01 });
  });

  it('takes rates and charges as lists, and names a wrong row of them', () => {
    const rates = [
      { from: '2023-12-01', rate: 6 },
      { from: '2024-04-01', rate: 7 },
    ];
    const charges = [
      { item: 'advances', amount: 100 },
      { item: 'advances', amount: 'x' },
    ];
    const { rate: _, ...rest } = loan;
    expect(payoff({ ...rest, rates, charges })).toMatchObject({
      total: 258065.75,
      problems: [{ name: 'not_an_amount', field: 'charges', row: 2 }],
    });
  });

  it('is refused by name: a rate that may mean two things, a missing date, an unknown term', () => {
    const refusal = (field: string) => ({ line: 7, error: { field } });
    expect(payoff({ ...loan, rate: 0.065 })).toMatchObject(refusal('rate'));
    expect(payoff({ ...loan, payoff_date: '' })).toMatchObject(refusal('payoff_date'));
    expect(payoff({ ...loan, rats: 1 })).toMatchObject(refusal('rats'));
    for (const long of [{ [`rats${'s'.repeat(9000)}`]: 1 }, { payoff_date: 'd'.repeat(9000) }])
      expect(JSON.stringify(payoff({ ...loan, ...long })).length).toBeLessThan(250);
    expect(payoff({ ...loan, charges: 'many' })).toMatchObject(refusal('charges'));
    expect(payoff({ ...loan, payoff_date: '2023-06-28' })).toMatchObject(refusal('paid_through'));
  });
});

describe('a line that asks for a judgment', () => {
  const kentucky = {
    amount: 45000,
    entered: '2023-01-15',
    as_of: '2025-01-15',
    state: 'KY',
    contract_rate: 'none',
  };

  it('is answered with the balance, the law behind it, and the ledger', () => {
    // 2,700, then 6 per cent of 47,700 for 366 days.
    expect(judgment(kentucky)).toMatchObject({
      balance: 50569.84,
      accrued: 5569.84,
      expires: '2038-01-15',
      enforceable: true,
      interest_by: { citation: 'KRS 360.040', known: 'statute' },
    });
  });

  it('takes facts, terms and events beside each other', () => {
    const answer = judgment({
      amount: 36500,
      entered: '2022-03-01',
      as_of: '2022-03-21',
      state: 'CA',
      consumer_transaction: false,
      costs_bear_interest: true,
      events: [
        { date: '2022-03-11', kind: 'cost', amount: 3650 },
        { date: '2022-03-21', amount: 1000 },
      ],
    });
    // 10 days at 10 a day, 10 at 11; the payment pays 210 of interest first.
    expect(answer).toMatchObject({ accrued: 210, paid: 1000, balance: 39360, principal: 39360 });
  });

  it('asks for what is not known', () => {
    const refused = (record: object): string =>
      (judgment(record) as { error: { field: string } }).error.field;
    expect(refused({ ...kentucky, contract_rate: undefined })).toBe('contract_rate');
    expect(refused({ ...kentucky, state: 'NV', entered: '2027-01-15', as_of: '2027-03-01' })).toBe(
      'rates',
    );
    expect(refused({ ...kentucky, state: 'CA' })).toBe('facts');
    expect(refused({ ...kentucky, state: 'ZZ' })).toBe('state');
    expect(refused({ ...kentucky, foo: 1 })).toBe('foo');
  });
});

describe('a line that asks for the explanation of UCC 9-616', () => {
  const vehicle = {
    obligation: 12500,
    obligation_date: '2024-03-01',
    proceeds: '8,000',
    disposition_date: '2024-05-01',
    possession_date: '2024-03-20',
    requested: '2024-06-01',
    expenses: [
      { type: 'retaking', amount: 350 },
      { type: 'attorney fees', amount: 400 },
    ],
    credits: [{ type: 'refund of service contract', amount: 275 }],
  };

  it('is answered with the six items, what is owed, and the day to answer by', () => {
    // 12,500 - 8,000 + 350 + 400 - 275; a request of 1 June has fourteen days.
    const answer = notice(vehicle) as { lines: { paragraph: string; amount: number }[] };
    expect(answer).toMatchObject({
      deficiency: 4975,
      surplus: 0,
      answer_by: '2024-06-15',
      problems: [],
    });
    expect(answer.lines.map(({ paragraph, amount }) => [paragraph, amount])).toEqual([
      ['(1)', 12500],
      ['(2)', -8000],
      ['(3)', 4500],
      ['(4)', 350],
      ['(4)', 400],
      ['(5)', -275],
      ['(6)', 4975],
    ]);
  });

  it('takes one amount of expenses and asks for its types', () => {
    expect(notice({ ...vehicle, expenses: 750 })).toMatchObject({
      deficiency: 4975,
      problems: [{ name: 'missing', field: 'expenses', row: null }],
    });
  });

  it('is refused by name: a wrong row, a missing day, an unknown term', () => {
    const field = (record: object): string =>
      (notice(record) as { error: { field: string } }).error.field;
    expect(field({ ...vehicle, expenses: [{ type: 'retaking', amount: 'x' }] })).toBe(
      'expenses, row 1',
    );
    expect(field({ ...vehicle, disposition_date: null })).toBe('disposition_date');
    expect(field({ ...vehicle, posession: '2024-03-20' })).toBe('posession');
  });
});

describe('a line that asks for tax forms', () => {
  // Publications 544 and 4681: 180,000 owed, worth 170,000, adjusted basis 175,000.
  const home = {
    id: 'A-1',
    principal: 180000,
    debt: 180000,
    fair_value: 170000,
    transferred: '2024-06-03',
    liable: true,
    adjusted_basis: 175000,
  };

  it('is answered with the boxes of both forms and the worksheet', () => {
    expect(forms({ ...home, cancelled: 10000, cancelled_on: '2025-02-01' })).toMatchObject({
      form_1099a: { box_1: '2024-06-03', box_2: 180000, box_4: 170000, box_5: true },
      form_1099c: { box_1: '2025-02-01', box_2: 10000, box_3: 0, box_5: true, box_7: 170000 },
      form_1099c_alone: false,
      income: 10000,
      amount_realized: 170000,
      gain: -5000,
    });
    expect(forms({ ...home, liable: false })).toMatchObject({
      form_1099c: null,
      income: 0,
      amount_realized: 180000,
      gain: 5000,
    });
  });

  it('is refused by name', () => {
    const field = (record: object): string =>
      (forms(record) as { error: { field: string } }).error.field;
    expect(field({ ...home, liable: null })).toBe('liable');
    expect(field({ ...home, cancelled: 10001 })).toBe('cancelled');
    expect(field({ ...home, fmv: 1 })).toBe('fmv');
  });
});

describe('the command', () => {
  const run = (input: string, ...options: string[]) =>
    ran(process.execPath, ['scripts/assess.mjs', ...options], {
      cwd: resolve(import.meta.dirname, '../..'),
      input,
    });

  it('answers payoffs line by line, a bad line in its place', async () => {
    const { stdout } = await run(`${JSON.stringify(loan)}\nnothing\n`, '--payoff');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([{ total: 257969.18 }, { line: 2, error: { field: 'json' } }]);
  });

  it('says what goes with what', async () => {
    const { stderr, status } = await run('', '--judgment', '--fields', 'balance');
    expect(stderr).toMatch(/leave out --fields/);
    expect(status).toBe(2);
    expect(helpOf(operation('payoff'))).toMatch(/default_margin +Points added/);
    expect(helpOf(operation('explanation'))).toMatch(/possession_date +Day the goods were taken/);
    expect(helpOf(operation('form1099'))).toMatch(/adjusted_basis +The borrower's adjusted basis/);
    expect(helpOf(operation('judgment'))).toMatch(/opening_interest +Interest in the judgment/);
  });
});
