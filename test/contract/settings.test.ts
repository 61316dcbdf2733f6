/** A workbook's settings in Excel: in force from the first call on, and followed when they change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SETTINGS_KEY } from '../../src/workbook/host';
import { closeBrowser, ExcelHost } from './host/excelHost';
import { GridWorkbook } from './host/grid';

const grid = new GridWorkbook('Loans');
const fromMac = new GridWorkbook('Loans');
let excel: ExcelHost;

beforeAll(async () => {
  grid.fill('A1', [['=DEFICIENCY(300000,255000,0,"IL")']]);
  grid.add('Notes').enter(0, 0, 'no formulas here');
  keep({ version: 1, profile: 'home_loan', facts: { recourse: 'none' } });
  excel = await ExcelHost.open(grid);
}, 120_000);

afterAll(closeBrowser);

function keep(record: unknown): void {
  grid.settings.set(SETTINGS_KEY, JSON.stringify(record));
}

describe('settings of the workbook', () => {
  it('hold for the first call: a loan without recourse leaves nothing to recover', async () => {
    await excel.calculate();
    expect(grid.shown('A1')).toEqual([[0]]);
  });

  it('when another person changes them, have the sheets with our functions calculated, and no others', async () => {
    keep({ version: 1, profile: 'home_loan', amounts: { recourse_cap: 20_000 } });
    await excel.tellSettingsChanged();
    await expect.poll(() => grid.calculated, { timeout: 5_000 }).toEqual(['Loans']);
    await excel.calculate();
    expect(grid.shown('A1')).toEqual([[20_000]]);
  });

  it('were not written by reading them', () => {
    expect([...grid.settings.keys()]).toEqual([SETTINGS_KEY]);
    expect(excel.problems).toEqual([]);
  });
});

describe('a workbook whose dates count from 1904', () => {
  it('is calculated anew as soon as that is known: 35,064 is 1 January 2000', async () => {
    fromMac.dateSystem = 1904;
    fromMac.fill('A1', [['=DEFICIENCY.PERDIEM(A2,B2)']]);
    const mac = await ExcelHost.open(fromMac);
    await expect.poll(() => fromMac.calculated, { timeout: 5_000 }).toEqual(['Loans']);
    const spilled = await mac.call(
      'DEFICIENCY.INTEREST',
      100_000,
      '10%',
      35_064,
      '2000-12-31',
      'actual/365',
    );
    expect(spilled[0]?.[0]).toEqual({ number: 10_000, format: '#,##0.00' });
    await mac.close();
  });
});
