/** Totals of a workbook in LibreOffice before and after somebody put two rows into it on the page. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CellModel, SheetModel } from '../../../src/sheets/sheet';
import { workbookFile } from '../../../src/xlsx/write';
import { pageInProcess } from '../../page/inProcess';
import { recalculated, withoutResults, type Recalculated } from '../libreOffice';

const amounts = [1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000];

/** Formulas over the block B2:C9, which the page puts two rows into, and what they give by hand. */
const TOTALS: readonly (readonly [string, number])[] = [
  ['SUM(B2:B9)', 36_000],
  ['SUM($B$2:$B$9)-B5', 32_000],
  ['SUMPRODUCT(B2:B9,C2:C9)', 204_000],
  ['MAX(B2:B9)+COUNT(B2:B9)', 8_008],
  ['SUMIF(C2:C9,">4",B2:B9)', 26_000],
  ['VLOOKUP(6,A2:B9,2,FALSE)', 6_000],
  ['INDEX(B2:B9,2)', 2_000],
  ['ROUND(AVERAGE(B2:B9)*B$9/B$2,2)', 36_000],
  ['SUM(B:B)', 36_000],
  ['Loans!B9+SUM(Loans!B2:B3)', 11_000],
];

const print = { landscape: false, left: '', right: '' };
const total = ([formula, value]: readonly [string, number]): CellModel => ({ formula, value });

const loans: SheetModel = {
  name: 'Loans',
  rows: [
    [{ value: 'Loan' }, { value: 'Amount' }, { value: 'Weight' }],
    ...amounts.map((value, n) => [{ value: n + 1 }, { value }, { value: n + 1 }]),
    [null],
    ...TOTALS.map((one) => [null, null, null, total(one)]),
  ],
  widths: [10, 10, 10, 10],
  print,
};

const summary: SheetModel = {
  name: 'Summary',
  rows: [
    [total(['SUM(Loans!B2:B9)', 36_000])],
    [total(['Loans!B4+Loans!$B$5+Loans!D11', 43_000])],
    [total(['SUM(A1:A2)', 79_000])],
  ],
  widths: [10],
  print,
};

const found = recalculated(async () => {
  const before = await workbookFile({ title: 'test', sheets: [loans, summary] });
  const page = await pageInProcess();
  const read = page.read(before);
  if (typeof read === 'string') throw new Error(read);
  await page.show(before, read);
  page.sheet(read.data.sheetOrder?.[0] ?? '').insertRowsBefore(3, 2);
  await page.calculated();
  const after = (await page.save()).bytes;
  return new Map([
    ['before', withoutResults(before)],
    ['after', withoutResults(after)],
  ]);
}, 'values');

describe('two rows put into a block on the page', () => {
  let sheets: Recalculated;

  beforeAll(async () => {
    sheets = await found();
  }, 120_000);

  const down = (workbook: string, sheet: string, column: string, from: number, count: number) =>
    Array.from({ length: count }, (_, n) =>
      sheets
        .get(workbook)
        ?.get(sheet)
        ?.get(`${column}${from + n}`),
    );

  it('leave every total as it was, two rows further down', () => {
    const byHand = TOTALS.map(([, value]) => value);
    expect(down('before', 'Loans', 'D', 11, TOTALS.length)).toEqual(byHand);
    expect(down('after', 'Loans', 'D', 13, TOTALS.length)).toEqual(byHand);
    // The third loan stands below the new rows.
    expect(down('after', 'Loans', 'B', 2, 5)).toEqual([1000, 2000, undefined, undefined, 3000]);
  });

  it('leave those of another sheet as they were, in their places', () => {
    expect(down('before', 'Summary', 'A', 1, 3)).toEqual([36_000, 43_000, 79_000]);
    expect(down('after', 'Summary', 'A', 1, 3)).toEqual([36_000, 43_000, 79_000]);
  });
});
