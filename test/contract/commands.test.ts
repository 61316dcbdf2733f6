/** What the ribbon, the right click and the keyboard do, and what the pane does when a workbook opens with stuck cells. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeWorkbooks, ExcelHost } from './host/excelHost';
import { GridWorkbook } from './host/grid';

const grid = new GridWorkbook('Loans');
let excel: ExcelHost;

beforeAll(async () => {
  grid.fill('A1', [['=DEFICIENCY(300000,255000,0,"IL")'], ['=DEFICIENCY(300000,255000,0,"CA")']]);
  grid.sheets[0]?.spillFrom(0, 0, [[{ error: '#NAME?' }]]);
  grid.sheets[0]?.spillFrom(1, 0, [[{ error: '#CALC!' }]]);
  excel = await ExcelHost.open(grid);
}, 120_000);

afterAll(closeWorkbooks);

const pane = () => excel.addin.locator('#pane');
const tab = (name: string) => pane().getByRole('tab', { name, exact: true });
const inFront = (name: string) =>
  expect.poll(() => tab(name).getAttribute('aria-selected')).toBe('true');

describe('cells that were stuck before the add-in was there', () => {
  it('are found when the pane opens and mended with one click', async () => {
    await pane().getByText('2 cells of ours are stuck').waitFor({ timeout: 20_000 });
    await pane().locator('fluent-button', { hasText: 'Mend' }).click();
    await pane().getByText('2 formulas were entered again.').waitFor();
    await excel.calculate();
    expect(grid.shown('A1:A2')).toEqual([[45_000], [0]]);
  });
});

describe('a command', () => {
  it.each([
    ['Recourse.Insert', 'Insert'],
    ['Recourse.Explain', 'Why'],
    ['Recourse.Help', 'Help'],
    ['Recourse.Freeze', 'Insert'],
  ])('%s shows the pane at %s', async (command, name) => {
    grid.runtime.delete('state');
    await excel.press(command);
    await inFront(name);
    expect(grid.runtime.get('state')).toBe('Visible');
  });

  it('calculates anew the sheets that use our functions', async () => {
    grid.calculated.length = 0;
    await excel.press('Recourse.Recalculate');
    await expect.poll(() => grid.calculated).toEqual(['Loans']);
  });

  it('lets the add-in start with the workbook, from the Help tab', async () => {
    await tab('Help').click();
    await pane().locator('fluent-button', { hasText: 'Start with this workbook' }).click();
    await expect.poll(() => grid.runtime.get('start')).toBe('Background');
    await pane()
      .getByText(/^Recourse for Excel \d+\.\d+\.\d+.*; Law data.*EXCEL .*\(OFFICE_ONLINE\)/)
      .waitFor();
  });
});

describe('the pane', () => {
  const title = () => pane().locator('.rc-cell').textContent();
  const see = (state: 'hidden' | 'visible') =>
    excel.addin.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);

  it('draws nothing while nobody sees it, and the selected cell as soon as somebody does', async () => {
    await tab('Why').click();
    await excel.select('A1');
    await expect.poll(title).toContain('A1');
    await see('hidden');
    await excel.select('A2');
    await excel.page.waitForTimeout(300);
    expect(await title()).toContain('A1');
    await see('visible');
    await expect.poll(title).toContain('A2');
  });

  it('takes the colours of Office anew when it is used again', async () => {
    const theme = () => excel.addin.evaluate(() => document.documentElement.dataset['theme']);
    const before = await theme();
    await excel.addin.evaluate((dark) => {
      const value = { isDarkTheme: dark };
      Object.defineProperty(Office.context, 'officeTheme', { value, configurable: true });
      window.dispatchEvent(new Event('focus'));
    }, before !== 'dark');
    expect(await theme()).toBe(before === 'dark' ? 'light' : 'dark');
  });
});

describe('what a person prefers', () => {
  const kept = (name: string) =>
    excel.addin.evaluate((key) => localStorage.getItem(`@recourse/${key}`), name);

  it('is kept in the browser: the tab in front, the sections that are open, the first steps read', async () => {
    await tab('Help').click();
    await pane().locator('[data-key="help.DEFICIENCY.summary"]').click();
    expect(await kept('tab')).toContain('help');
    expect(await kept('sections')).toContain('help.DEFICIENCY');
    await tab('Why').click();
    await excel.select('F9');
    await pane().locator('fluent-button', { hasText: 'Understood' }).click();
    await expect.poll(() => kept('welcomed')).toContain('yes');
    expect(await pane().locator('fluent-button', { hasText: 'Understood' }).count()).toBe(0);
  });
});

it('asked nothing of any other machine, and nothing went wrong', () => {
  expect(excel.outside).toEqual([]);
  expect(excel.problems).toEqual([]);
});
