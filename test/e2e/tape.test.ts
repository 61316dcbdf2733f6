// A seller's tape opens in the pane: what its loans come to is seen before anything is written, answers are given for all, and the sheets follow.
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers } from './barriers';
import { openWorkbench, sheetOf } from './browser';
import type { OpenWorkbench } from './browser';

const TAPE = path.resolve(import.meta.dirname, '../data/tapes/seller.csv');

let workbench: OpenWorkbench;
let sheet: ReturnType<typeof sheetOf>;

beforeAll(async () => {
  workbench = await openWorkbench({ width: 1280, height: 1400 });
  sheet = sheetOf(workbench.page);
  await pane().getByRole('tab', { name: 'Insert', exact: true }).click();
  await pane().locator('[data-key="insert.form.summary"]').click();
  await pane().locator('[data-key="insert.tape.summary"]').click();
  await pane().locator('[data-key="tape.file"]').setInputFiles(TAPE);
  await pane().getByText('6 loans of seller.csv').waitFor();
}, 120_000);

afterAll(() => workbench.close());

const pane = (): Locator => workbench.page.locator('#pane');
const key = (name: string) => pane().locator(`fluent-button[data-key="${name}"]`);
const sheets = () => workbench.page.evaluate(() => window.recourse.workbook.host.sheets());

describe('a tape in the pane', () => {
  it('tells what is certain, open and barred before anything is written', async () => {
    // By hand: Texas 24,000; Georgia 0 or 25,000; California 62,000 barred.
    await pane().getByText('Certain: 1 loan, $24,000').waitFor();
    await pane().getByText('Open: 1 loan, $0 – $25,000').waitFor();
    await pane().getByText('Barred: 1 loan, $62,000 of shortfall').waitFor();
    await pane()
      .getByText('0001004: state: no such state: Florda; did you mean Florida (FL)?')
      .first()
      .waitFor();
    expect(await sheets()).toEqual(['Worked example']);
    expect(await barriers(workbench.page)).toEqual([]);
    await workbench.picture('pane-tape');
  });

  it('shows the loans of a result or of a state', async () => {
    await pane().locator('[data-key="tape.kind.open"]').click();
    await expect.poll(() => pane().locator('.rc-table tbody tr:visible').count()).toBe(1);
    await key('tape.all').click();
    await pane().locator('[data-key="tape.state.TX"]').click();
    await pane().locator('.rc-table tbody th', { hasText: '0001002' }).waitFor();
    await key('tape.all').click();
  });

  it('takes an answer for all loans that lack it, and back again', async () => {
    await key('tape.answer.true_value_confirmed.true').click();
    await pane().getByText('Certain: 2 loans, $49,000').waitFor();
    await key('tape.take.true_value_confirmed').click();
    await pane().getByText('Certain: 1 loan, $24,000').waitFor();
  });

  it('keeps another reading of a column for the next tape', async () => {
    await pane().locator('[data-key="tape.columns.summary"]').click();
    const value = pane().getByLabel('BPO Value', { exact: true });
    await value.selectOption('');
    // Texas credits a value that nobody told: the loan is open now.
    await pane().getByText('Open: 2 loans').waitFor();
    await pane().locator('[data-key="tape.file"]').setInputFiles([]);
    await pane().locator('[data-key="tape.file"]').setInputFiles(TAPE);
    await pane().getByText('Open: 2 loans').waitFor();
    await value.selectOption('fair_value');
    await pane().getByText('Open: 1 loan, ').waitFor();
  });

  it('becomes sheets that calculate beside the others', async () => {
    await key('tape.make').click();
    await key('tape.insert').click();
    await expect
      .poll(sheets)
      .toEqual(
        expect.arrayContaining(['Dashboard', 'Worklist', 'Calendar', 'Results', 'Portfolio']),
      );
    await sheet.settled();
    const read = await workbench.page.evaluate(async () => {
      const found = await window.recourse.workbook.host.read('Dashboard!A8:F9', {
        sheet: 'Dashboard',
        row: 0,
        column: 0,
      });
      return found.ok ? found.value.values : found.message;
    });
    expect(read).toEqual([
      ['Certain', 1, 255_000, 49_000, 24_000, 24_000],
      ['Open', 1, 82_000, 25_000, 0, 25_000],
    ]);
    const check = await workbench.page.evaluate(async () => {
      const found = await window.recourse.workbook.host.read('Dashboard!B5', {
        sheet: 'Dashboard',
        row: 0,
        column: 0,
      });
      return found.ok ? found.value.values : found.message;
    });
    expect(String(check)).toContain('In order');
    await workbench.picture('tape-dashboard');
  });

  it('are worked through in the open table: an answer for all that lack it brings its column along', async () => {
    const why = () => pane().locator('#rc-panel-why');
    const inWhy = (name: string) => why().locator(`fluent-button[data-key="${name}"]`);
    const portfolio = { sheet: 'Portfolio', row: 0, column: 0 };
    const read = (cells: string) =>
      workbench.page.evaluate(
        async ([text, from]) => {
          const found = await window.recourse.workbook.host.read(text, from);
          return found.ok ? found.value.values.flat() : [found.message];
        },
        [cells, portfolio] as const,
      );
    const heads = await read('A12:Z12');
    const low = heads.indexOf('At least');
    await workbench.page.evaluate(
      (column) => window.recourse.workbook.host.select({ sheet: 'Portfolio', row: 12, column }),
      low,
    );
    await pane().getByRole('tab', { name: 'Why', exact: true }).click();
    await inWhy('table.look').click();
    await inWhy('table.next').click();
    await why().getByText('Open: 1 loan, ').waitFor();
    await workbench.picture('pane-table');
    expect(heads).not.toContain('True value confirmed');
    await inWhy('tape.answer.true_value_confirmed.true').click();
    await why().getByText('Certain: 2 loans, $49,000').waitFor();
    const now = await read('A12:Z12');
    expect(now).toContain('True value confirmed');
    await workbench.picture('pane-table-answered');
  });
});
