// Payoffs and judgments over files: the figures of a line, and what is wrong with one.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CaseReader } from '../../src/calculation/case';
import { NOTHING_ASSUMED } from '../../src/calculation/settings';
import { answerLine } from '../../src/cli/jsonLines';
import { helpOf, JudgmentAnswerer, PayoffAnswerer } from '../../src/cli/overTime';
import { parseIso } from '../../src/money/dates';

const today = parseIso('2025-06-01');
const reader = new CaseReader({ ...NOTHING_ASSUMED, today: today.ok ? today.value : 0 });

const payoff = (record: object): unknown =>
  JSON.parse(answerLine(JSON.stringify(record), 7, new PayoffAnswerer(reader)));
const judgment = (record: object): unknown =>
  JSON.parse(answerLine(JSON.stringify(record), 7, new JudgmentAnswerer(reader)));

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
        { date: '2024-06-29', total: 258463.7 },
      ],
      problems: [],
    });
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
    expect(refused({ ...kentucky, state: 'NV' })).toBe('rates');
    expect(refused({ ...kentucky, state: 'CA' })).toBe('facts');
    expect(refused({ ...kentucky, state: 'ZZ' })).toBe('state');
    expect(refused({ ...kentucky, foo: 1 })).toBe('foo');
  });
});

describe('the command', () => {
  const run = (input: string, ...options: string[]) =>
    spawnSync(process.execPath, ['scripts/assess.mjs', ...options], {
      cwd: resolve(import.meta.dirname, '../..'),
      input,
      encoding: 'utf8',
    });

  it('answers payoffs line by line, a bad line in its place', () => {
    const { stdout } = run(`${JSON.stringify(loan)}\nnothing\n`, '--payoff');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([{ total: 257969.18 }, { line: 2, error: { field: 'json' } }]);
  });

  it('says what goes with what', () => {
    const { stderr, status } = run('', '--judgment', '--csv');
    expect(stderr).toMatch(/leave out --csv/);
    expect(status).toBe(2);
    expect(helpOf('payoff')).toMatch(/default_margin +Points added/);
    expect(helpOf('judgment')).toMatch(/opening_interest +Interest in the judgment/);
  });
});
