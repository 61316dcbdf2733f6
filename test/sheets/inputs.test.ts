// What a sheet is made from is read as a line is: every name is used, refused, or named as without a say.
import { describe, expect, it } from 'vitest';
import { COMMANDS, workbookOf, type CommandOptions } from '../../src/cli/workbook/commands';
import { SHEETS } from '../../src/sheets/registry';
import { TODAY } from '../calculation/support';

type Json = Readonly<Record<string, unknown>>;

const CASE = { balance: 300000, sale_price: 255000, state: 'MO', profile: 'home_loan' };
const LOAN = {
  principal: 250000,
  rate: '6.5%',
  paid_through: '2024-01-01',
  payoff_date: '2024-06-28',
};
const LETTER = {
  obligation: 12500,
  proceeds: 8000,
  disposition_date: '2024-05-01',
  expenses: [{ type: 'retaking', amount: 350 }],
};

/** One good input of each sheet that reads an object. */
const GOOD: Readonly<Record<string, Json>> = {
  exhibit: CASE,
  memo: CASE,
  worksheet: CASE,
  sensitivity: CASE,
  states: CASE,
  proceeds: { sales: 255000, claims: [{ name: 'First', amount: 230000 }] },
  case: {
    debts: [{ name: 'Note', balance: 300000 }],
    sales: [{ name: 'House', sale_price: 255000 }],
    state: 'MO',
    profile: 'home_loan',
  },
  payoff: LOAN,
  compare: { ...LOAN, lender: { principal: 250000, interest: 8079.86 } },
  ledger: {
    amount: 45000,
    entered: '2023-01-15',
    as_of: '2025-01-15',
    state: 'KY',
    contract_rate: 'none',
  },
  letter: LETTER,
};

const make = (name: string, json: Json) => workbookOf(name, json, 'Test', TODAY);

const wordsOf = (name: string, json: Json): string =>
  make(name, json)
    .sheets.flatMap(({ rows }) => rows.flat())
    .map((cell) => String(cell?.value ?? ''))
    .join('\n');

const OBJECTS = SHEETS.filter(({ reads }) => reads !== 'loans').map(({ name }) => name);

describe.each(OBJECTS)('the sheet %s', (name) => {
  const good = GOOD[name] ?? {};

  it('is made from its names, and from no other', () => {
    expect(make(name, good).sheets.length).toBeGreaterThan(0);
    expect(() => make(name, { ...good, nonsense_key: 1 })).toThrow(/nonsense_key/);
  });

  it('takes what only people read', () => {
    expect(make(name, { ...good, note: 'asked by telephone' }).sheets.length).toBeGreaterThan(0);
  });

  it('takes one value where one belongs', () => {
    const [key = '', value] = Object.entries(good)[0] ?? [];
    expect(() => make(name, { ...good, [key]: [value, value] })).toThrow(key);
  });
});

describe('a name without a say', () => {
  it.each([
    ['payoff', { grace_days: 5 }, 'grace_days: has no say without late_fee or late_fee_percent'],
    ['compare', { grace_days: 5 }, 'grace_days: has no say without late_fee or late_fee_percent'],
    [
      'ledger',
      { renewal_years: 5 },
      'renewal_years: has no say without a renewal among the events',
    ],
    [
      'proceeds',
      { order: 'judicial', claims: [{ name: 'First', amount: 1, demanded: true }] },
      'claims, row 1: demanded has no say outside article_9',
    ],
    ['exhibit', { acres: 3 }, 'no rule of Missouri asks for it'],
  ])('is named on the sheet: %s', (name, more, words) => {
    expect(wordsOf(name, { ...GOOD[name], ...more })).toContain(words);
  });

  const options: CommandOptions = { name: 'case', date: '2026-03-15' };

  it.each(['exhibit', 'worksheet', 'sensitivity', 'states'])(
    'is told by the command: %s',
    async (name) => {
      const command = COMMANDS.find((one) => one.name === name);
      const input = new TextEncoder().encode(JSON.stringify({ ...CASE, acres: 3 }));
      expect((await command?.run(input, options))?.message).toContain(
        'not used: acres: no rule of Missouri asks for it',
      );
    },
  );
});

describe('the paper', () => {
  it('is dated as the file says, unless the command line says otherwise', async () => {
    const command = COMMANDS.find(({ name }) => name === 'payoff');
    const bytes = (json: Json) => new TextEncoder().encode(JSON.stringify(json));
    const run = (json: Json, date?: string) => command?.run(bytes(json), { name: 'loan', date });
    await expect(run({ ...LOAN, prepared_on: 'soon' })).rejects.toThrow('prepared_on');
    await expect(run({ ...LOAN, title: ['a', 'b'] })).rejects.toThrow('title: give a text');
    await expect(run(LOAN, 'soon')).rejects.toThrow('--date');
    expect((await run({ ...LOAN, prepared_on: '2024-07-01', title: 'A' }))?.message).toMatch(
      /^written/,
    );
  });
});

describe('a letter', () => {
  it('takes the names of a case, each figure once', () => {
    const { obligation, proceeds, disposition_date, ...rest } = LETTER;
    const told = { balance: obligation, sale_price: proceeds, sale_date: disposition_date };
    expect(wordsOf('letter', { ...rest, ...told })).toBe(wordsOf('letter', LETTER));
    expect(() => make('letter', { ...LETTER, balance: 12500 })).toThrow(
      'give obligation once, under one name',
    );
  });

  it('says which kinds of expenses there were, or is not written', () => {
    expect(() => make('letter', { ...LETTER, expenses: 350 })).toThrow(
      'the notice must say which types of expenses these are',
    );
    expect(() => make('letter', { ...LETTER, costs: 350 })).toThrow("'costs' is no name");
  });

  it('follows a state that there is', () => {
    expect(() => make('letter', { ...LETTER, state: 'Teksas' })).toThrow('state');
  });
});

describe("a comparison with a lender's figures", () => {
  it('takes them as an object of items or as rows', () => {
    const rows = [
      { item: 'principal', amount: 250000 },
      { item: 'interest', amount: 8079.86 },
    ];
    const { lender: _, ...loan } = GOOD['compare'] as { lender: unknown };
    expect(wordsOf('compare', { ...loan, lender: rows })).toBe(
      wordsOf('compare', GOOD['compare'] ?? {}),
    );
    expect(() => make('compare', { ...loan, lender: [] })).toThrow('lender is missing');
    expect(() => make('compare', { ...loan, lender: { fees_of_sorts: 3 } })).toThrow('lender');
  });
});
