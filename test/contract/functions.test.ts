/** The worksheet functions in Excel: associated, called, and answering with numbers, spills and errors. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, ExcelHost } from './host/excelHost';
import { GridWorkbook } from './host/grid';

let excel: ExcelHost;

beforeAll(async () => {
  excel = await ExcelHost.open(new GridWorkbook());
}, 60_000);

afterAll(closeBrowser);

describe('a function', () => {
  it('is called and returns a number', async () => {
    expect(await excel.call('DEFICIENCY', 300_000, 255_000, 0, 'TX')).toEqual([[45_000]]);
  });
});
