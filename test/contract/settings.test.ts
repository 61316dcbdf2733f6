/** A workbook's settings in Excel: in force from the first call on, and followed when they change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SETTINGS_KEY } from '../../src/workbook/host';
import { keptIn, keptXml } from '../../src/xlsx/keptRecord';
import { closeWorkbooks, ExcelHost } from './host/excelHost';
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

afterAll(closeWorkbooks);

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
    await expect.poll(() => grid.calculated).toEqual(['Loans']);
    await excel.calculate();
    expect(grid.shown('A1')).toEqual([[20_000]]);
  });

  it('were not written by reading them', () => {
    expect([...grid.settings.keys()]).toEqual([SETTINGS_KEY]);
    expect(excel.problems).toEqual([]);
  });
});

describe('settings in the part of the workbook', () => {
  const part = (record: object, saved = '') =>
    keptXml({ values: { [SETTINGS_KEY]: { version: 1, profile: 'home_loan', ...record } }, saved });
  const cap = { amounts: { recourse_cap: 20_000 } };

  async function answer(workbook: GridWorkbook): Promise<ExcelHost> {
    workbook.fill('A1', [['=DEFICIENCY(300000,255000,0,"IL")']]);
    return ExcelHost.open(workbook);
  }

  it('that another install of the add-in left are adopted where Office keeps none, and nothing is written', async () => {
    const workbook = new GridWorkbook('Loans');
    workbook.xmlParts.push('<other xmlns="urn:other"/>', part(cap));
    const host = await answer(workbook);
    await expect.poll(() => workbook.calculated).toEqual(['Loans']);
    await host.calculate();
    expect(workbook.shown('A1')).toEqual([[20_000]]);
    expect(workbook.settings.size).toBe(0);
    expect(workbook.xmlParts[1]).toBe(part(cap));
    await host.close();
  });

  it.each([
    ['newer', '2026-11-02T00:00:00.000Z', 20_000],
    ['older', '2026-10-31T00:00:00.000Z', 0],
  ])('hold where they are %s', async (_, saved, shown) => {
    const workbook = new GridWorkbook('Loans');
    const own = { version: 1, profile: 'home_loan', facts: { recourse: 'none' } };
    workbook.settings.set(SETTINGS_KEY, JSON.stringify(own));
    workbook.settings.set(`${SETTINGS_KEY}.saved`, JSON.stringify('2026-11-01T00:00:00.000Z'));
    workbook.xmlParts.push(part(cap, saved));
    const host = await answer(workbook);
    await expect
      .poll(async () => {
        await host.calculate();
        return workbook.shown('A1');
      })
      .toEqual([[shown]]);
    await host.close();
  });

  it('are saved there too, for other installs', async () => {
    const workbook = new GridWorkbook('Loans');
    const host = await answer(workbook);
    const pane = host.addin.locator('#pane');
    await pane.getByRole('tab', { name: 'Settings', exact: true }).click();
    await pane.getByLabel('Kind of loan').selectOption('farm');
    await expect.poll(() => workbook.xmlParts.length).toBe(1);
    const kept = keptIn(workbook.xmlParts[0] ?? '');
    expect(kept?.values[SETTINGS_KEY]).toMatchObject({ profile: 'farm' });
    const stamp = JSON.parse(workbook.settings.get(`${SETTINGS_KEY}.saved`) ?? '') as string;
    expect(kept?.saved).toBe(stamp);
    expect(host.problems).toEqual([]);
    await host.close();
  });
});

describe('a workbook whose dates count from 1904', () => {
  it('is calculated anew as soon as that is known: 35,064 is 1 January 2000', async () => {
    fromMac.dateSystem = 1904;
    fromMac.fill('A1', [['=DEFICIENCY.PERDIEM(A2,B2)']]);
    const mac = await ExcelHost.open(fromMac);
    await expect.poll(() => fromMac.calculated).toEqual(['Loans']);
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
