/** The exhibit of a case of several sales gives in LibreOffice what the calculation gives. */
import { beforeAll, describe, expect, it } from 'vitest';
import { workbookOf } from '../../../src/cli/workbook/commands';
import { CASE } from '../../../src/calculation/case/caseOperation';
import type { CaseResult } from '../../../src/calculation/case/caseResult';
import type { SheetModel } from '../../../src/sheets/sheet';
import { placedIn } from '../../../src/workbook/models';
import { workbookFile } from '../../../src/xlsx/write';
import { ran, TODAY } from '../../calculation/support';
import { numbers } from '../cases';
import { recalculated, withoutResults, type FoundSheet } from '../libreOffice';

type Json = Readonly<Record<string, unknown>>;

/** Debts, sales and people in many ways, with interest between the sales and what came after them. */
function wholeCase(seed: number): Json {
  const next = numbers(seed + 400);
  const amount = (most: number) => Math.floor(next() * most * 100) / 100 + 1;
  const debts = Array.from({ length: 1 + Math.floor(next() * 3) }, (_, n) => ({
    name: `Note ${n + 1}`,
    balance: amount(200_000),
    rank: 1 + Math.floor(next() * 2),
    ...(next() < 0.5 && { rate: `${amount(12)}%`, from: '2025-11-03' }),
  }));
  const sales = Array.from({ length: 1 + Math.floor(next() * 3) }, (_, n) => ({
    name: `Lot ${n + 1}`,
    sale_price: amount(150_000),
    costs: amount(9_000),
    liens_paid: amount(3_000),
    sale_date: `2026-0${n + 1}-1${n}`,
  }));
  return {
    state: 'IL',
    profile: 'commercial_real_estate',
    debts,
    sales,
    people: [
      { name: 'Company' },
      { name: 'Parent', obligor: 'guarantor', guaranty_cap: amount(80_000) },
    ],
    events: [
      { kind: 'interest', date: '2026-04-01', until: '2026-07-01', rate: '9%' },
      { kind: 'damages', amount: amount(2_000) },
    ],
  };
}

const DAY_COUNTS = ['actual/365', 'actual/360', '30/360', '30E/360', 'actual/actual'];

/** One debt and one sale under laws that credit a value or cap what is owed, with money and charges before the sale. */
function lawCase(seed: number): Json {
  const next = numbers(seed + 900);
  const amount = (most: number) => Math.floor(next() * most * 100) / 100 + 1;
  const state = ['TX', 'NY', 'ID', 'CT', 'NV', 'WA'][seed % 6];
  return {
    state,
    profile: 'commercial_real_estate',
    debts: [
      {
        name: 'Note',
        balance: 400_000 + amount(100_000),
        rate: `${amount(12)}%`,
        from: '2023-11-30',
        day_count: DAY_COUNTS[seed % 5],
      },
    ],
    sales: [
      {
        name: 'Mill',
        sale_price: amount(200_000),
        fair_value: 100_000 + amount(200_000),
        costs: amount(9_000),
        ...(next() < 0.5 && { liens_paid: amount(3_000) }),
        sale_date: '2024-08-31',
      },
    ],
    people: [
      { name: 'Company', obligor: 'borrower' },
      { name: 'Parent', obligor: 'guarantor', guaranty_cap: amount(80_000) },
    ],
    events: [
      { kind: 'rents', date: '2024-02-29', amount: amount(20_000) },
      { kind: 'advance', date: '2024-05-31', amount: amount(4_000) },
      { kind: 'interest', date: '2024-08-31', until: '2025-03-31', rate: '9%' },
      { kind: 'damages', amount: amount(2_000) },
    ],
  };
}

const given = [
  ...Array.from({ length: 15 }, (_, n) => wholeCase(n + 1)),
  ...Array.from({ length: 16 }, (_, n) => lawCase(n + 1)),
];
/** The sheets of each case, the exhibit first, under names of their own. */
const models: (readonly SheetModel[])[] = [];
const results = recalculated(async () => {
  const taken: string[] = [];
  for (const json of given) {
    const [, ...sheets] = workbookOf('case', json, 'test', TODAY).sheets;
    const placed = placedIn(sheets, taken);
    taken.push(...placed.map(({ name }) => name));
    models.push(placed);
  }
  const file = withoutResults(await workbookFile({ title: 'test', sheets: models.flat() }));
  return new Map([['cases', file]]);
}, 'values');

describe('a case of several sales in LibreOffice', () => {
  let found: ReadonlyMap<string, FoundSheet>;

  beforeAll(async () => {
    found = (await results()).get('cases') ?? new Map<string, FoundSheet>();
  }, 120_000);

  it('owes by each person what the calculation says, to the cent', () => {
    given.forEach((json, n) => {
      const made = ran<CaseResult>(CASE, json);
      if (!made.ok) throw new Error('no result');
      const [exhibit, law] = models[n] ?? [];
      const rows = exhibit?.rows ?? [];
      const { name = '' } = exhibit ?? {};
      // Of the cases under a value or a cap the law is in formulas behind the exhibit.
      if (n >= 15) {
        expect(law?.name).toMatch(/^Law of the case/);
        const typed = rows.filter(
          ([label, cell]) =>
            ['What the law makes of it', 'Interest'].includes(String(label?.value)) &&
            cell?.formula === undefined,
        );
        expect(typed).toEqual([]);
        expect(rows.filter(([label]) => label?.value === 'What the law makes of it')).not.toEqual(
          [],
        );
        const linked = law?.rows.filter(
          (cells) => cells[3]?.value === 'from the exhibit of the case',
        );
        expect(linked?.length).toBeGreaterThanOrEqual(3);
      }
      const totals = rows.flatMap((cells, row) =>
        ['Owes', 'Is owed'].includes(String(cells[0]?.value)) ? [`B${row + 1}`] : [],
      );
      const cents = totals.map((at) => Math.round(Number(found.get(name)?.get(at)) * 100));
      expect(cents).toEqual(
        made.value.people.map(({ owes, owedTo }) => (owes ?? 0) - (owedTo ?? 0)),
      );
      expect(String(found.get(name)?.get('B5'))).toMatch(/^In order/);
    });
  });
});
