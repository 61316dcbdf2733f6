// A case of two debts and two sales typed in the pane with the keyboard alone: its answer follows, and its sheets calculate the same.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './barriers';
import { openWorkbench, sheetOf } from './browser';
import type { OpenWorkbench } from './browser';

let workbench: OpenWorkbench;
let sheet: ReturnType<typeof sheetOf>;

beforeAll(async () => {
  workbench = await openWorkbench({ width: 1280, height: 1000 });
  sheet = sheetOf(workbench.page);
  await sheet.select('C10');
  await pane().getByRole('tab', { name: 'Insert', exact: true }).click();
  await pane().locator('[data-key="insert.form.summary"]').focus();
  await keyboard().press('Enter');
  await pane().locator('[data-key="insert.case.summary"]').focus();
  await keyboard().press('Enter');
  await field('debts', 0, 'name').waitFor();
}, 120_000);

afterAll(() => workbench.close());

const pane = (): Locator => workbench.page.locator('#pane');
const keyboard = () => workbench.page.keyboard;
const field = (table: string, row: number, column: string) =>
  pane().locator(`[data-key="case.${table}.${row}.${column}"]`);

/** Goes on with the Tab key until a field has the focus. */
async function tabTo(key: string): Promise<void> {
  const focused = () =>
    workbench.page.evaluate(
      () => document.activeElement?.closest<HTMLElement>('[data-key]')?.dataset['key'],
    );
  for (let n = 0; n < 60; n++) {
    if ((await focused()) === key) return;
    await keyboard().press('Tab');
  }
  throw new Error(`${key} is not reached with the Tab key`);
}

async function type(table: string, row: number, told: Record<string, string>): Promise<void> {
  for (const [column, text] of Object.entries(told)) {
    await tabTo(`case.${table}.${row}.${column}`);
    await keyboard().type(text);
  }
  await keyboard().press('Tab');
}

const owes = (name: string) =>
  pane()
    .getByRole('table', { name: 'Who owes what', exact: true })
    .getByRole('row')
    .filter({ hasText: name })
    .first()
    .textContent();

describe('a case typed row by row', () => {
  it('pays the second note with what the first leaves: 80,000 - 20,000 - 50,000 = 10,000', async () => {
    await field('debts', 0, 'name').focus();
    await type('debts', 0, { name: 'First', balance: '100000', rank: '1' });
    await type('debts', 1, { name: 'Second', balance: '80000', rank: '2' });
    await type('sales', 0, { name: 'Tract 1', sale_price: '120000' });
    await type('sales', 1, { name: 'Tract 2', sale_price: '50000' });
    // The second tract secures the second note alone.
    await field('sales', 1, 'secures.1').focus();
    await keyboard().press('Space');
    await tabTo('case.settings.state');
    await keyboard().type('Illinois');
    await keyboard().press('Tab');
    await expect.poll(() => owes('Debtor')).toContain('$10,000');
    // Tract 1: 100,000 to the first note, 20,000 to the second.
    await pane().getByText('Debtor owes $10,000').waitFor({ state: 'attached' });
    await workbench.picture('pane-case');
    expect(await barriers(workbench.page)).toEqual([]);
  });

  it('follows each letter, and says what is wrong beside its own field', async () => {
    const price = field('sales', 1, 'sale_price');
    await price.focus();
    await keyboard().press('Control+A');
    await keyboard().type('55000');
    await expect.poll(() => owes('Debtor')).toContain('$5,000');
    await keyboard().press('Control+A');
    await keyboard().type('dear');
    await keyboard().press('Tab');
    const note = pane().locator('[id="field-case.sales.1.sale_price-error"]');
    await expect.poll(() => note.textContent()).toContain('sale_price');
    expect(await price.getAttribute('aria-invalid')).toBe('true');
    expect(await field('sales', 0, 'sale_price').getAttribute('aria-invalid')).toBeNull();
    await workbench.picture('pane-case-wrong');
    await price.focus();
    await keyboard().press('Control+A');
    await keyboard().type('50000');
    await keyboard().press('Tab');
    await expect.poll(() => owes('Debtor')).toContain('$10,000');
    expect(await note.count()).toBe(0);
  });

  it('is inserted as its four tables, the one formula that reads them, and the exhibit', async () => {
    const look = pane().locator('[data-key="case.look"]');
    await look.focus();
    await keyboard().press('Enter');
    await tabTo('case.insert');
    await keyboard().press('Enter');
    await pane().locator('[data-key="case.remove"]').waitFor();
    await sheet.settled();
    const found = await workbench.page.evaluate(async () => {
      const { host } = window.recourse.workbook;
      const read = await host.read('Case!A1:I60', { sheet: 'Case', row: 0, column: 0 });
      return { names: await host.sheets(), values: read.ok ? read.value.values : [] };
    });
    expect(found.names).toEqual(['Worked example', 'Case', 'Case exhibit']);
    const debtor = found.values.find(([name]) => name === 'Debtor');
    expect(debtor?.slice(0, 2)).toEqual(['Debtor', 10_000]);
    await workbench.picture('workbench-case');
    expect(workbench.outside).toEqual([]);
    expect(workbench.problems).toEqual([]);
  });
});
