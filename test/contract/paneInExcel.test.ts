// The pane in Excel: the real Office.js client, the built add-in and a small emulated workbook.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeWorkbooks, ExcelHost } from './host/excelHost';
import { GridWorkbook } from './host/grid';
import { dist } from '../../scripts/build.mjs';
import { artifacts } from '../e2e/browser';

let excel: ExcelHost;
let grid: GridWorkbook;

/** A loan tape whose sheet has a name that a careless program would stumble over. */
const SHEET = 'Loans 🏦 "2026" <b>';

beforeAll(async () => {
  grid = new GridWorkbook(SHEET);
  grid.fill('A1', [
    ['State', 'Balance', 'Sale price', 'Deficiency'],
    ['TX', 300_000, 255_000, '=DEFICIENCY(B2:B3,C2:C3,0,A2:A3)'],
    ['CA', 300_000, 255_000],
  ]);
  excel = await ExcelHost.open(grid);
  await excel.calculate();
  grid.add('Notes').enter(0, 0, 'no formulas here');
}, 120_000);

afterAll(closeWorkbooks);

const pane = () => excel.addin.locator('#pane');
const open = (tab: string) => pane().getByRole('tab', { name: tab, exact: true }).click();

describe('the pane in Excel', () => {
  it('explains the selected row of a spill', async () => {
    await excel.select('D3');
    await pane().getByText('Law of California').waitFor();
    await pane().getByText('=DEFICIENCY(B2:B3,C2:C3,0,A2:A3)').waitFor();
    expect(await pane().locator('.rc-cell').textContent()).toContain(SHEET);
  });

  it('loads the words of the law when a state is opened', async () => {
    await open('Law');
    await pane().locator('[data-code=TX]').click();
    await pane().getByText('Lenders sell through a trustee').waitFor();
    await excel.page.screenshot({ path: artifacts('excel-law') });
  });

  it('saves a setting into the workbook and has only sheets with our functions calculated', async () => {
    await open('Settings');
    await pane()
      .locator('#rc-panel-settings')
      .getByLabel('Kind of loan')
      .selectOption('commercial_real_estate');
    await pane().getByText('Differs from a new workbook (1)').waitFor();
    await excel.page.screenshot({ path: artifacts('excel-settings') });
    await expect.poll(() => grid.settings.get('recourse')).toContain('commercial_real_estate');
    await expect.poll(() => grid.calculated).toEqual([SHEET]);
  });

  it('writes the settings to a sheet of their own', async () => {
    await pane().locator('fluent-button', { hasText: 'Write to a sheet' }).click();
    await pane().getByText('Written to the sheet “Recourse settings”.').waitFor();
    expect(grid.sheet('Recourse settings')).toBeDefined();
  });

  it('gives the settings as a text, in a frame that may not use the clipboard the newer way', async () => {
    await pane().locator('fluent-button', { hasText: 'Copy as text' }).click();
    await pane().getByText('The settings are on the clipboard.').waitFor();
    await excel.page.context().grantPermissions(['clipboard-read']);
    const copied = await excel.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('commercial_real_estate');
  });

  it('offers no file on a Mac, where downloads go nowhere', async () => {
    const file = pane().locator('fluent-button', { hasText: 'Export to a file' });
    await file.waitFor();
    // The client says where it runs, and lets nobody say otherwise.
    await excel.addin.evaluate(() => {
      Object.assign(Office.PlatformType, { Mac: Office.context.platform });
    });
    await open('Law');
    await open('Settings');
    await pane().locator('fluent-button', { hasText: 'Copy as text' }).waitFor();
    await expect.poll(() => file.count()).toBe(0);
  });

  it('asks for less than 290 kB of script, calculation and law included', () => {
    const scripts = readdirSync(dist).filter((name) => /^(functions|taskpane).*\.js$/.test(name));
    const weights = scripts.map((name) => gzipSync(readFileSync(join(dist, name))).length);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(290_000);
    expect(gzipSync(readFileSync(join(dist, 'functions.js'))).length).toBeLessThan(98_000);
  });

  it('runs under its policy without a refused script, style or request', () => {
    expect(excel.problems).toEqual([]);
    expect(excel.outside).toEqual([]);
  });
});
