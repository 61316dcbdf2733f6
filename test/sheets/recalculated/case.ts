/** The exhibit of a case of several sales gives in LibreOffice what the calculation gives. */
import { beforeAll, describe, expect, it } from 'vitest';
import { workbookOf } from '../../../src/cli/workbook/commands';
import { CASE } from '../../../src/calculation/case/caseOperation';
import type { CaseResult } from '../../../src/calculation/case/caseResult';
import type { SheetModel } from '../../../src/sheets/sheet';
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

const given = Array.from({ length: 15 }, (_, n) => wholeCase(n + 1));
const models: SheetModel[] = [];
const results = recalculated(async () => {
  for (const [n, json] of given.entries()) {
    const exhibit = workbookOf('case', json, 'test', TODAY).sheets[1];
    if (exhibit) models.push({ ...exhibit, name: `S${n}` });
  }
  const file = withoutResults(await workbookFile({ title: 'test', sheets: models }));
  return new Map([['cases', file]]);
});

describe('a case of several sales in LibreOffice', () => {
  let found: ReadonlyMap<string, FoundSheet>;

  beforeAll(async () => {
    found = (await results()).get('cases') ?? new Map<string, FoundSheet>();
  }, 120_000);

  it('owes by each person what the calculation says, to the cent', () => {
    given.forEach((json, n) => {
      const made = ran<CaseResult>(CASE, json);
      if (!made.ok) throw new Error('no result');
      const rows = models[n]?.rows ?? [];
      const totals = rows.flatMap((cells, row) =>
        ['Owes', 'Is owed'].includes(String(cells[0]?.value)) ? [`B${row + 1}`] : [],
      );
      const cents = totals.map((at) => Math.round(Number(found.get(`S${n}`)?.get(at)) * 100));
      expect(cents).toEqual(
        made.value.people.map(({ owes, owedTo }) => (owes ?? 0) - (owedTo ?? 0)),
      );
      expect(String(found.get(`S${n}`)?.get('B5'))).toMatch(/^In order/);
    });
  });
});
