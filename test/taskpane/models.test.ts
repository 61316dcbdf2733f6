/** Models out of the pane's form: what people type beside a case becomes sheets, or a sentence that says what is wrong. */
import { beforeAll, describe, expect, it } from 'vitest';
import { NEW_WORKBOOK } from '../../src/calculation/settings/settings';
import { useSettings } from '../../src/functions/session';
import type { SheetDeclaration } from '../../src/sheets/declaration';
import { sheetNamed } from '../../src/sheets/registry';
import type { SheetModel } from '../../src/sheets/sheet';
import { buildModel } from '../../src/taskpane/models/build';

beforeAll(() => useSettings(NEW_WORKBOOK));

const CASE = { balance: 300_000, sale_price: 255_000, costs: 7_000, state: 'IL' };

const build = (name: string, fields: Record<string, string> = {}, record: object = CASE) =>
  buildModel(
    { sheet: sheetNamed(name) as SheetDeclaration, title: 'Smith', fields },
    { record: { ...record }, title: 'Smith', formula: null, explained: null },
  );

const GOODS = { ...CASE, collateral: 'motor_vehicle' };

async function sheetOf(
  name: string,
  fields: Record<string, string> = {},
  record: object = CASE,
): Promise<SheetModel> {
  const built = await build(name, fields, record);
  if (!built.ok) throw new Error(built.message);
  return built.value[0] as SheetModel;
}

/** The figure beside a label: the last number of its row. */
const figure = ({ rows }: SheetModel, label: string) =>
  rows
    .find((cells) => cells[0]?.value === label || cells[1]?.value === label)
    ?.map((cell) => cell?.value)
    .filter((value) => typeof value === 'number')
    .at(-1);

describe('a model from the form', () => {
  it('adds up a payoff: 100,000 at 7.3% for 30 days is 600.00', async () => {
    const sheet = await sheetOf('payoff', {
      principal: '100,000',
      rate: '7.3',
      paid_through: '2026-01-01',
      payoff_date: '2026-01-31',
    });
    expect(figure(sheet, 'Payoff')).toBe(100_600);
    expect(figure(sheet, 'Interest for each further day')).toBe(20);
  });

  it('sets the lender’s 750.00 of interest against our 600.00', async () => {
    const sheet = await sheetOf('compare', {
      principal: '100000',
      rate: '7.3',
      paid_through: '2026-01-01',
      payoff_date: '2026-01-31',
      lender_principal: '100000',
      lender_accrued_interest: '750',
      lender_late_fees: '',
    });
    const row = sheet.rows.find((cells) => cells[0]?.value === 'Accrued interest');
    expect(row?.slice(1, 4).map((cell) => cell?.value)).toEqual([750, 600, 150]);
  });

  it('pays 262,000 out of land to expenses, taxes, the claim enforced and the one behind it', async () => {
    const sheet = await sheetOf('proceeds', {
      sale_price: '262,000',
      costs: '7,000',
      claimant: 'First Bank',
      balance: '200,000',
      others: 'Second Bank 50,000; Taxes 10,000',
    });
    const from = sheet.rows.findIndex((cells) => cells[0]?.value === 'By claim');
    const paid = [1, 2, 3].map((n) => sheet.rows[from + n]?.[4]?.value);
    // 262,000 - 7,000 = 255,000: taxes of 10,000, then 200,000, and 45,000 of 50,000 are left.
    expect(paid).toEqual([10_000, 200_000, 45_000]);
    expect(sheet.rows[2]?.[0]?.value).toContain('a sale of land');
    expect(figure(sheet, 'Left owing on all claims')).toBe(5_000);
  });

  it('carries a judgment for the deficiency of the case: 52,000 at 9% for a year is 4,680', async () => {
    const sheet = await sheetOf('ledger', {
      entered: '2025-01-01',
      as_of: '2026-01-01',
      rate: '9',
      payments: '2026-01-01 680',
    });
    // 300,000 + 7,000 - 255,000, and 52,000 x 9% x 365/365 less 680.
    expect(figure(sheet, 'Balance')).toBe(56_000);
  });

  it('carries no judgment for a deficiency that is open, unless its amount is typed', async () => {
    const georgia = { ...CASE, state: 'GA' };
    const fields = { entered: '2025-01-01', as_of: '2026-01-01', rate: '9' };
    const open = await build('ledger', fields, georgia);
    expect(open).toMatchObject({ ok: false });
    if (!open.ok) expect(open.message).toContain('open, 0 to 52,000');
    const typed = await build('ledger', { ...fields, amount: '40,000' }, georgia);
    // 40,000 at 9% for 365 days of 365 are 3,600.
    expect(typed.ok && figure(typed.value[0] as SheetModel, 'Balance')).toBe(43_600);
  });

  it('asks for the rate of the note, on which most judgments turn', async () => {
    const fields = { amount: '40,000', entered: '2025-01-01', as_of: '2026-01-01' };
    const without = await build('ledger', fields);
    const texas = await build(
      'ledger',
      { ...fields, contract_rate: '9' },
      { ...CASE, state: 'TX' },
    );
    // Texas: the rate of the note, at most 18%; 40,000 at 9% for a year are 3,600.
    expect(texas.ok && figure(texas.value[0] as SheetModel, 'Balance')).toBe(43_600);
    const asked = sheetNamed('ledger')?.asks?.map(({ name }) => name) ?? [];
    if (!without.ok) expect(asked).toContain(without.message.split(':')[0]);
  });

  it('writes the letter: 300,000 less 255,000 and 7,000 more are 52,000', async () => {
    const told = {
      obligation: '300000',
      proceeds: '255000',
      expenses: '7000',
      disposition_date: '2026-03-10',
      to: '=HYPERLINK("x")',
      from: 'Bank',
    };
    const sheet = await sheetOf('letter', told, GOODS);
    const values = sheet.rows.flat().map((cell) => cell?.value);
    expect(values).toContain(52_000);
    expect(values.some((value) => String(value).includes('=HYPERLINK("x")'))).toBe(true);
    expect(sheet.rows.flat().some((cell) => cell?.formula?.includes('HYPERLINK'))).toBe(false);
  });

  it('writes no letter about land, of which UCC 9-616 does not speak', async () => {
    const built = await build('letter', { obligation: '1' });
    expect(built).toMatchObject({ ok: false, message: expect.stringContaining('land') as unknown });
  });

  it('pays out of goods those behind the claim in the order in which they stand', async () => {
    const told = {
      sale_price: '262,000',
      costs: '7,000',
      balance: '200,000',
      others: 'Second Bank 50,000; Taxes 10,000',
    };
    const sheet = await sheetOf('proceeds', told, GOODS);
    const from = sheet.rows.findIndex((cells) => cells[0]?.value === 'By claim');
    const paid = [1, 2, 3].map((n) => sheet.rows[from + n]?.[4]?.value);
    // 262,000 - 7,000 = 255,000: 200,000, then 50,000, and 5,000 of 10,000 are left.
    expect(paid).toEqual([200_000, 50_000, 5_000]);
  });

  it('needs no more than the case for the tables', async () => {
    const states = await sheetOf('states');
    const illinois = states.rows.find((cells) => cells[0]?.value === 'Illinois');
    expect(illinois?.[1]?.value).toBe(52_000);
    const sensitivity = await sheetOf('sensitivity');
    expect(sensitivity.rows.flat().some((cell) => cell?.value === 52_000)).toBe(true);
    const portfolio = await sheetOf('portfolio');
    // The loans' names, what they come to, and how they stand.
    expect(portfolio.rows.flat().filter((cell) => cell?.spill)).toHaveLength(3);
  });
});

describe('what cannot be read is said in words', () => {
  const PAYOFF = {
    principal: '100000',
    rate: '7.3',
    paid_through: '2026-01-01',
    payoff_date: '2026-01-31',
  };
  it.each([
    ['payoff', { ...PAYOFF, principal: 'much' }, 'principal'],
    ['payoff', { ...PAYOFF, rate: 'seven' }, 'rate'],
    ['payoff', { ...PAYOFF, payoff_date: '2026-02-30' }, 'payoff_date'],
    ['ledger', { entered: '2025-13-01', rate: '9' }, 'entered'],
    ['ledger', { entered: '2025-01-01', rate: '9', payments: 'yesterday 5' }, 'date'],
    ['proceeds', { sale_price: '-1', balance: '5' }, 'price'],
    ['letter', { obligation: '1', proceeds: '1' }, 'date'],
  ] as const)('%s %#', async (kind, fields, about) => {
    const built = await build(kind, fields, kind === 'letter' ? GOODS : CASE);
    expect(built).toMatchObject({ ok: false });
    if (!built.ok) expect(built.message).toContain(about);
  });

  it('a case that is none names its field', async () => {
    const built = await build('states', {}, { ...CASE, state: 'ZZ' });
    expect(built).toMatchObject({ ok: false });
    if (!built.ok) expect(built.message).toMatch(/^state: /);
  });
});
