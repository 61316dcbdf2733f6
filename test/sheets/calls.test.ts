/** Models with calls hold all that decides a case: the add-in gives from their cells what was stored in them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { workbookOf } from '../../src/cli/workbook/commands';
import { recalculate } from '../../src/xlsx/recalc';
import { workbookFile } from '../../src/xlsx/write';
import type { WorkbookModel } from '../../src/sheets/sheet';
import { TODAY } from '../calculation/support';
import { familyCases, generatedCases } from './cases';
import { readSheets } from './libreOffice';

type Json = Readonly<Record<string, unknown>>;

/** The same debt told in parts, with a day that fixes the law and a senior lien. */
function inParts(record: Json, n: number): Json {
  const { balance, ...rest } = { sale_date: '2026-03-10', ...record } as Record<string, unknown>;
  if (n % 3 > 0 || rest['principal'] !== undefined) return { ...rest, balance };
  const cents = Math.round(Number(balance) * 100);
  const interest = Math.floor(cents / 20);
  return {
    ...rest,
    principal: (cents - interest - 500) / 100,
    accrued_interest: interest / 100,
    late_fees: 7.25,
    credits: 2.25,
    prior_liens: 1234.5,
  };
}

const records: Json[] = [...familyCases().cases, ...generatedCases()].map(({ record }, n) =>
  inParts(record, n),
);

/** The cells that hold something; an empty text is nothing to see. */
const cellsOf = (file: Uint8Array) =>
  new Map(
    [...readSheets(file)].map(([name, cells]) => [
      name,
      new Map(
        [...cells]
          .filter(([, value]) => value !== undefined && value !== '')
          .map(([at, value]) => [at, withoutUnused(value)] as const),
      ),
    ]),
  );

/** A table gives a debt told in parts as one balance, so that what it names as not used is less. */
const withoutUnused = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/\. Not used: .*$/, '') : value;

/** What the file stores, and what it holds once its calls are computed. */
async function twice(model: WorkbookModel) {
  const file = await workbookFile(model);
  const { file: computed, left, computed: calls } = await recalculate(file);
  return { stored: cellsOf(file), found: cellsOf(computed), left, calls };
}

describe('the add-in computes from the cells of', () => {
  it('a portfolio what was stored for each of its loans, whatever facts they tell', async () => {
    const model = workbookOf('portfolio', { loans: records }, 'All', TODAY);
    const { stored, found, left, calls } = await twice(model);
    expect(left).toEqual([]);
    expect(calls).toBe(2);
    expect(found.get('Portfolio')).toEqual(stored.get('Portfolio'));
    // 300 loans and more, nearly all of them with an amount.
    const amounts = [...(found.get('Portfolio') ?? [])].filter(
      ([, value]) => typeof value === 'number',
    );
    expect(amounts.length).toBeGreaterThan(records.length * 4);
  });

  it.each([
    ['a sensitivity table', 'sensitivity'],
    ['a table of states', 'states'],
    ['a worksheet', 'worksheet'],
  ])('%s what was stored', async (_, name) => {
    // A cell cannot tell a fair value of 0 from a blank.
    const told = records.filter(({ fair_value }: Record<string, unknown>) => fair_value !== 0);
    for (const record of told.filter((_record, n) => n % 10 === 0)) {
      const { stored, found, left } = await twice(workbookOf(name, record, 'One', TODAY));
      expect(left).toEqual([]);
      expect({ record, found: [...found] }).toEqual({ record, found: [...stored] });
    }
  });
});

describe('a debt told in parts', () => {
  const PARTS = {
    principal: 280_000,
    accrued_interest: 15_500,
    late_fees: 1_200,
    costs: 7_000,
    sale_price: 255_000,
    state: 'IL',
    sale_date: '2026-03-10',
  };

  it('stands in a table as one balance: 280,000 + 15,500 + 1,200', async () => {
    const { found } = await twice(workbookOf('portfolio', { loans: [PARTS] }, 'Parts', TODAY));
    const sheet = found.get('Portfolio');
    expect(sheet?.get('G13')).toBe(296_700);
    // 296,700 + 7,000 - 255,000
    expect(sheet?.get('C13')).toBe(48_700);
  });

  it('does so too where something else is wrong, so that mending that is enough', async () => {
    const { stored } = await twice(
      workbookOf('portfolio', { loans: [{ ...PARTS, state: 'TY' }] }, 'TY', TODAY),
    );
    expect(stored.get('Portfolio')?.get('G13')).toBe(296_700);
  });

  it('keeps the principal beside it, since rules ask for it', () => {
    const [sheet] = workbookOf('portfolio', { loans: [PARTS] }, 'Parts', TODAY).sheets;
    const heads = sheet?.rows[11]?.map((cell) => cell?.value);
    expect(heads).toContain('Principal');
    expect(heads).not.toContain('Accrued interest');
  });
});

describe('what a loan of a portfolio does not say', () => {
  let found: ReadonlyMap<string, unknown>;
  let stored: ReadonlyMap<string, unknown>;

  beforeAll(async () => {
    const loans = [
      { balance: 300_000, sale_price: 255_000, state: 'IL' },
      { balance: 300_000, state: 'IL' },
      { sale_price: 255_000, state: 'IL' },
      { state: 'IL' },
      { balance: 300_000, sale_price: 255_000, state: 'IL', fair_valu: 280_000 },
    ];
    const both = await twice(workbookOf('portfolio', { loans: loans }, 'Gaps', TODAY));
    [found, stored] = [
      both.found.get('Portfolio') ?? new Map(),
      both.stored.get('Portfolio') ?? new Map(),
    ];
  });

  it('is no price and no balance of 0: the call answers with an error as the file does', () => {
    const column = (sheet: ReadonlyMap<string, unknown>) =>
      [13, 14, 15, 16, 17].map((row) => sheet.get(`C${row}`));
    expect(column(stored)).toEqual([45_000, '#VALUE!', '#VALUE!', undefined, '#N/A']);
    expect(column(found)).toEqual(column(stored));
    expect([stored.get('I14'), stored.get('G15')]).toEqual(['missing', 'missing']);
  });

  it('keeps a name that nobody knows, so that its mistake is seen', () => {
    expect([stored.get('R12'), stored.get('R17')]).toEqual(['Fair_valu', 280_000]);
  });
});
