/** Proceeds, worksheets and good-through tables as sheets give in LibreOffice what the calculation gives, also after changes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { workbookOf } from '../../../src/cli/workbook/commands';
import { recalculate } from '../../../src/xlsx/recalc';
import { proceedsIn } from '../../../src/sheets/timeInputs';
import { workbookFile } from '../../../src/xlsx/write';
import { proceedsOf } from '../../../src/calculation/proceeds/proceedsInput';
import { withoutCalls } from '../../../src/sheets/addIn';
import { CHANGED } from '../../../src/sheets/compare';
import { IN_ORDER } from '../../../src/sheets/exhibit';
import { OTHER_ORDER, SALES_IN_ORDER } from '../../../src/sheets/proceeds';
import { AGREE, DIFFER } from '../../../src/sheets/worksheet';
import type { CellModel, SheetModel } from '../../../src/sheets/sheet';
import { TODAY } from '../../calculation/support';
import { numbers } from '../cases';
import {
  readSheets,
  recalculated,
  withoutResults,
  type FoundSheet,
  type Recalculated,
} from '../libreOffice';

type Json = Readonly<Record<string, unknown>>;

const cents = (value: unknown): number => Math.round(Number(value) * 100) + 0;

/** Sales and claims in every order of application, with ranks shared by debts and by fixed shares. */
function proceedsCase(seed: number): Json {
  const next = numbers(seed + 900);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const amount = (most: number) => Math.floor(next() * most * 100) / 100;
  const order = pick(['article_9', 'judicial', 'contract'] as const);
  const enforced = pick([0, 1]);
  const shares = next() < 0.4;
  const claims = Array.from({ length: 2 + Math.floor(next() * 4) }, (_, n) => ({
    name: `Claim ${n + 1}`,
    amount: amount(150_000) + 1,
    rank: Math.min(3, 1 + Math.floor(next() * 3)),
    enforcing: n === enforced,
    demanded: next() < 0.7,
    joined: next() < 0.5,
    ...(shares && { share: 5 + Math.floor(next() * 40) }),
    ...(next() < 0.4 && { from: '2025-11-03', rate: amount(14) + 1 }),
  }));
  const sales = Array.from({ length: 1 + Math.floor(next() * 3) }, (_, n) => ({
    label: `Lot ${n + 1}`,
    price: amount(160_000) + 1,
    expenses: amount(9_000),
    date: `2026-0${n + 1}-1${n}`,
    ...(next() < 0.3 && { secures: 'Claim 1, Claim 2' }),
    ...(next() < 0.3 && { credit_bid_by: 'Claim 2' }),
  }));
  const percents = pick([[50, 50], [33.33, 33.33, 33.34], [62.5, 12.5, 25], []]);
  const obligors = percents.map((share, n) => ({
    name: `Obligor ${n + 1}`,
    share,
    ...(next() < 0.4 && { cap: amount(30_000) + 1 }),
  }));
  return { order, sales, claims, obligors };
}

const doubled = (json: Json): Json => {
  const [first, ...rest] = json['sales'] as Record<string, number>[];
  return { ...json, sales: [{ ...first, price: (first?.['price'] ?? 0) * 2 }, ...rest] };
};

/** The workbook of a sheet. */
const modelOf = (name: string, json: Json) => workbookOf(name, json, 'test', TODAY);

/** The sheet with one cell typed over. */
const typedOver = (model: SheetModel, at: string, value: number): SheetModel => ({
  ...model,
  rows: model.rows.map((cells, r) =>
    cells.map((cell, c): CellModel | null =>
      `${String.fromCharCode(65 + c)}${r + 1}` === at && cell ? { ...cell, value } : cell,
    ),
  ),
});

const cellWith = (model: SheetModel, label: string, column = 1): string => {
  const row = model.rows.findIndex((cells) => cells[0]?.value === label);
  return `${String.fromCharCode(65 + column)}${row + 1}`;
};

const named = (model: SheetModel, name: string): string =>
  (model.names?.[name] ?? '').replace(/\$/g, '');

const generatedModels: { json: Json; model: SheetModel }[] = [];

const generated = recalculated(async () => {
  const given = Array.from({ length: 15 }, (_, n) => proceedsCase(n + 1));
  for (const json of given) {
    const [model] = modelOf('proceeds', json).sheets;
    if (!model) throw new Error('no sheet');
    const other = doubled(json);
    const price = (other['sales'] as { price: number }[])[0]?.price ?? 0;
    generatedModels.push({ json, model });
    generatedModels.push({ json: other, model: typedOver(model, cellWith(model, 'Lot 1'), price) });
  }
  const sheets = generatedModels.map(({ model }, n) => ({ ...model, name: `S${n}`, names: {} }));
  return new Map([['all', withoutResults(await workbookFile({ title: 'test', sheets }))]]);
}, 'values');

describe('proceeds in LibreOffice', () => {
  const models = generatedModels;
  let found: ReadonlyMap<string, FoundSheet>;

  beforeAll(async () => {
    found = (await generated()).get('all') ?? new Map();
  }, 120_000);

  it('pays every claim to the cent what the calculation pays, and again with twice the first price', () => {
    models.forEach(({ json, model }, n) => {
      const { given: terms, source } = proceedsIn(json);
      const made = proceedsOf(terms, source);
      if (!made.ok) throw new Error('no distribution');
      const { distribution, obligors, borneByNobody } = made.value;
      const sheet = found.get(`S${n}`);
      const from = model.rows.findIndex((cells) => cells[0]?.value === 'By claim');
      const claims = distribution.claims.map((_, c) => ({
        paid: cents(sheet?.get(`E${from + 2 + c}`)),
        unpaid: cents(sheet?.get(`G${from + 2 + c}`)),
      }));
      const below = model.rows.findIndex((cells) => cells[0]?.value === 'Obligors');
      expect({
        n,
        owes: obligors.map((_, o) => cents(sheet?.get(`E${below + 2 + o}`))),
        nobody: obligors.length === 0 ? 0 : cents(sheet?.get(`G${below + 2 + obligors.length}`)),
        claims,
        received: cents(sheet?.get(named(model, 'Proceeds_received'))),
        surplus: cents(sheet?.get(named(model, 'Proceeds_surplus'))),
        check: sheet?.get(named(model, 'Proceeds_check')),
      }).toEqual({
        n,
        owes: obligors.map(({ owes }) => owes),
        nobody: borneByNobody,
        claims: distribution.claims.map(({ paid, unpaid }) => ({ paid, unpaid })),
        received: distribution.received,
        surplus: distribution.surplus,
        check: SALES_IN_ORDER,
      });
    });
  });

  it('stores in each cell what its formula gives', () => {
    models.forEach(({ model }, n) => {
      if (n % 2 === 1) return;
      model.rows.forEach((cells, r) =>
        cells.forEach((cell, c) => {
          if (cell?.formula === undefined || typeof cell.value !== 'number') return;
          const at = `${String.fromCharCode(65 + c)}${r + 1}`;
          expect(cents(found.get(`S${n}`)?.get(at)), `${n} ${at} =${cell.formula}`).toBe(
            cents(cell.value),
          );
        }),
      );
    });
  });
});

const EQUIPMENT = {
  order: 'article_9',
  sales: [
    { label: 'Trucks', price: 120000, expenses: 4500, date: '2026-01-10' },
    { label: 'Crane', price: 100000, expenses: 8000, date: '2026-03-01' },
  ],
  claims: [
    { name: 'First Bank', amount: 180000, enforcing: true },
    { name: 'Second', amount: 20000, rank: 2, demanded: true },
    { name: 'Third', amount: 10000.01, rank: 2, demanded: true },
  ],
};

const OFFICE = {
  balance: 300000,
  costs: 7000,
  sale_price: 255000,
  fair_value: 275000,
  state: 'NV',
  profile: 'commercial_real_estate',
  sale_date: '2026-03-10',
};

const [proceeds] = modelOf('proceeds', EQUIPMENT).sheets as [SheetModel];
const loan = modelOf('worksheet', OFFICE);
const [form] = loan.sheets as [SheetModel];
const [payoff] = modelOf('payoff', {
  principal: 100000,
  rate: 7.3,
  paid_through: '2026-01-01',
  payoff_date: '2026-01-31',
}).sheets as [SheetModel];

/** The lender's 700.00 of interest against 600.00: 100,000 at 7.3% for 30 days. */
const [compared] = modelOf('compare', {
  principal: 100000,
  rate: 7.3,
  paid_through: '2026-01-01',
  payoff_date: '2026-01-31',
  lender: { principal: 100000, accrued_interest: 700 },
}).sheets as [SheetModel];

const byHand = recalculated(async () => {
  const files = new Map<string, Uint8Array>();
  const add = async (name: string, list: SheetModel[]) => {
    const file = await workbookFile(withoutCalls({ title: 'test', sheets: list }));
    files.set(name, withoutResults(file));
  };
  const lists = loan.sheets.slice(1);
  await add('proceeds', [proceeds]);
  await add('later', [typedOver(proceeds, cellWith(proceeds, 'Trucks', 3), 46200)]);
  await add('loan', [form, ...lists]);
  await add('other', [typedOver(form, cellWith(form, 'Fair value'), 260000), ...lists]);
  await add('payoff', [payoff]);
  await add('compared', [compared, typedOver({ ...compared, name: 'Changed' }, 'B7', 650)]);
  return files;
});

describe('by hand', () => {
  let sheets: Recalculated;

  beforeAll(async () => {
    sheets = await byHand();
  }, 120_000);

  it('pays 115,500 and 64,500 to the bank and divides the other 27,500 by 20,000 to 10,000.01', () => {
    const sheet = sheets.get('proceeds')?.get('Proceeds');
    const at = (label: string, column: number) => sheet?.get(cellWith(proceeds, label, column));
    const last = proceeds.rows.findIndex((cells) => cells[0]?.value === 'By claim');
    const row = (n: number) => [sheet?.get(`E${last + 1 + n}`), sheet?.get(`G${last + 1 + n}`)];
    expect(at('Left owing on all claims', 1)).toBe(2500.01);
    expect([row(1), row(2), row(3)]).toEqual([
      [180000, 0],
      [18333.33, 1666.67],
      [9166.67, 833.34],
    ]);
  });

  it('says so when the dates no longer follow the order in which the sales were applied', () => {
    const sheet = sheets.get('later')?.get('Proceeds');
    expect(sheet?.get(named(proceeds, 'Proceeds_check'))).toBe(OTHER_ORDER);
  });

  it('states the payoff a day and a week later: 20.00 a day on 100,000 at 7.3%', () => {
    const sheet = sheets.get('payoff')?.get('Payoff');
    const total = Number(sheet?.get(named(payoff, 'Payoff_total')));
    expect(sheet?.get(cellWith(payoff, '1 day later', 6))).toBeCloseTo(total + 20, 6);
    expect(sheet?.get(cellWith(payoff, '7 days later', 6))).toBeCloseTo(total + 140, 6);
  });

  it('recovers in Nevada 300,000 + 7,000 less the value of 275,000, by the add-in and in plain formulas', async () => {
    const file = await workbookFile(loan);
    const after = await recalculate(file);
    expect({ left: after.left, computed: after.computed }).toEqual({ left: [], computed: 3 });
    const sheet = readSheets(after.file).get('Worksheet');
    expect([sheet?.get('B5'), sheet?.get('B6'), sheet?.get('B7')]).toEqual([32000, 32000, AGREE]);
    expect(sheets.get('loan')?.get('Worksheet')?.get('B6')).toBe(32000);
    expect(sheets.get('loan')?.get('Worksheet')?.get('B10')).toBe(IN_ORDER);
  });

  it('follows a value of 260,000 to 47,000 without the add-in, and says that its figure was not', () => {
    const sheet = sheets.get('other')?.get('Worksheet');
    expect([sheet?.get('B5'), sheet?.get('B6')]).toEqual([32000, 47000]);
    expect(sheet?.get('B7')).toBe(DIFFER);
    expect(sheet?.get('B10')).toBe(IN_ORDER);
  });

  it('gives the reason for a difference as long as the difference is that one', () => {
    expect(compared.rows[6]?.map((cell) => cell?.value).slice(0, 4)).toEqual([
      'Accrued interest',
      700,
      600,
      100,
    ]);
    const why = compared.rows[6]?.[4]?.value;
    expect(why).toMatch(/^\$100 more than ours/);
    const row = (sheet: string) =>
      ['D7', 'E7'].map((cell) => sheets.get('compared')?.get(sheet)?.get(cell));
    expect(row('Comparison')).toEqual([100, why]);
    expect(row('Changed')).toEqual([50, CHANGED]);
  });

  it('offers each fact its choices out of the table of facts', () => {
    const lists = loan.sheets.at(-1) as SheetModel;
    expect(lists.hidden).toBe(true);
    const heads = lists.rows[0]?.map((cell) => cell?.value);
    expect(heads?.slice(0, 2)).toEqual(['State', 'Profile']);
    const state = form.validations?.find(({ cells }) => cells === cellWith(form, 'State'));
    expect(state?.rule).toEqual({ kind: 'range', source: "'Lists'!$A$2:$A$52" });
  });
});
