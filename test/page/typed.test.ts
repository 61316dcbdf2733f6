/** A LET or LAMBDA that somebody types into the page and that has not the form it must have. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../scripts/corpus/page';
import { Book } from '../../src/xlsx/book';
import { workbookFile } from '../../src/xlsx/write';
import { openParts } from '../../src/xlsx/zip';
import { pageInProcess } from './inProcess';

let page: Page;

/** The sheet with a formula beside the cell that it reads. */
beforeAll(async () => {
  page = await pageInProcess();
  const rows = [[{ value: 5 }, { formula: 'A1*2', value: 10 }]];
  const file = await workbookFile({
    title: 'test',
    sheets: [{ name: 'Loan', rows, widths: [], print: { landscape: false, left: '', right: '' } }],
  });
  const read = page.read(file);
  if (typeof read === 'string') throw new Error(read);
  await page.show(file, read);
});

const cell = (a1: string) => {
  const range = page.api.getActiveWorkbook()?.getActiveSheet().getRange(a1);
  if (!range) throw new Error('the page has no sheet');
  return range;
};

async function type(a1: string, formula: string): Promise<void> {
  cell(a1).setValue({ f: formula, v: null });
  await page.calculated();
}

describe('a LET or LAMBDA without its form', () => {
  it.each([
    ['=LAMBDA(,)', 7],
    ['=LET(,,)', 8],
    ['=LAMBDA(1,2)', 9],
    ['=SUM(LAMBDA(x,))', 10],
    ['=MAP(A1:A2,LAMBDA(1,2))', 11],
  ])(
    '%s shows an error in its own cell, and the others are calculated',
    async (formula, amount) => {
      await type('C1', formula);
      expect(cell('C1').getFormula()).toBe(formula);
      expect(cell('C1').getRawValue()).toBe('#VALUE!');
      cell('A1').setValue(amount);
      await page.calculated();
      expect(cell('B1').getRawValue()).toBe(2 * amount);
    },
  );

  it('gives its value as soon as it is mended: 2 times 3', async () => {
    await type('C1', '=LET(x,2,x*3)');
    expect(cell('C1').getRawValue()).toBe(6);
  });

  it('is in the saved file as it was typed, as a text: Excel would repair such a formula away', async () => {
    await type('C1', '=LET(,,)');
    const sheet = new Book(openParts((await page.save()).bytes)).sheet('Loan');
    expect(sheet?.value(0, 2)).toBe('=LET(,,)');
    expect(sheet?.formulas().map(({ formula }) => formula)).toEqual(['A1*2']);
  });
});
