// Keys of the whole page: F6 goes round sheet, pane and file bar and back; Ctrl+S hands the workbook to the downloads.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, sheetOf } from './browser';
import type { OpenWorkbench } from './browser';

let workbench: OpenWorkbench;

beforeAll(async () => {
  workbench = await openWorkbench({ width: 1280, height: 900 });
  await sheetOf(workbench.page).select('C10');
}, 120_000);

afterAll(() => workbench.close());

/** The part of the page that has the keyboard. */
const where = () =>
  workbench.page.evaluate(
    () =>
      ['#spreadsheet', '#pane', 'header'].find((part) =>
        document.querySelector(part)?.contains(document.activeElement),
      ) ?? 'none',
  );

it('F6 goes round the page, with the shift key the other way', async () => {
  const { keyboard } = workbench.page;
  await workbench.page.locator('#pane').getByRole('tab', { name: 'Why', exact: true }).click();
  await expect.poll(where).toBe('#pane');
  await keyboard.press('F6');
  await expect.poll(where).toBe('header');
  await keyboard.press('F6');
  await expect.poll(where).toBe('#spreadsheet');
  await keyboard.press('F6');
  await expect.poll(where).toBe('#pane');
  await keyboard.press('Shift+F6');
  await expect.poll(where).toBe('#spreadsheet');
});

it('Ctrl+S saves the workbook', async () => {
  const saved = workbench.page.waitForEvent('download');
  await workbench.page.keyboard.press('Control+s');
  expect((await saved).suggestedFilename()).toMatch(/\.xlsx$/);
});
