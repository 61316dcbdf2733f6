// Finished models from the pane: what will be written is shown first, and the new sheets calculate beside the others.
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
  await pane().locator('[data-key="insert.form.summary"]').click();
  await pane().locator('[data-key="insert.models.summary"]').click();
}, 120_000);

afterAll(() => workbench.close());

const pane = (): Locator => workbench.page.locator('#pane');
const key = (name: string) => pane().locator(`fluent-button[data-key="${name}"]`).click();
const choose = (kind: string) => pane().locator('[data-key="models.kind"]').selectOption(kind);
const sheets = () => workbench.page.evaluate(() => window.recourse.workbook.host.sheets());
const read = (reference: string) =>
  workbench.page.evaluate(async (text) => {
    const from = { sheet: 'Worked example', row: 0, column: 0 };
    const found = await window.recourse.workbook.host.read(text, from);
    return found.ok ? found.value.values : found.message;
  }, reference);

async function insert(kind: string) {
  await choose(kind);
  await key('models.look');
  await key('models.insert');
  await pane().locator('[data-key="models.remove"]').waitFor();
  await sheet.settled();
}

async function remove() {
  await key('models.remove');
  await key('models.removenow');
  await sheet.settled();
}

describe('a finished model', () => {
  it('is shown before it is written, and nothing is written over', async () => {
    await choose('exhibit');
    await key('models.look');
    await pane()
      .getByText(/^Deficiency: \d+ rows, \d+ formulas$/)
      .waitFor();
    await workbench.picture('pane-model-preview');
    expect(await sheets()).toEqual(['Worked example']);
    await key('models.cancel');
  });

  it('stands on sheets of its own and gives 45,000 for the textbook case', async () => {
    await insert('exhibit');
    expect(await sheets()).toEqual(['Worked example', 'Deficiency', 'Waterfall']);
    expect(await read('Deficiency!B5')).toEqual([[45_000]]);
    await workbench.picture('workbench-exhibit');
  });

  it('is taken away again once a person has confirmed it', async () => {
    await key('models.remove');
    await key('models.keep');
    expect(await sheets()).toHaveLength(3);
    await remove();
    expect(await sheets()).toEqual(['Worked example']);
  });

  it('agrees with its plain formulas in the worksheet, by our functions on the new sheet', async () => {
    await workbench.page.evaluate(() =>
      window.recourse.workbook.host.select({ sheet: 'Worked example', row: 9, column: 2 }),
    );
    await insert('worksheet');
    expect(await read('Worksheet!B5:B6')).toEqual([[45_000], [45_000]]);
    await workbench.picture('workbench-worksheet');
    await remove();
  });

  it('makes a portfolio of all rows that a formula answers; freezing and thawing bring it back exactly', async () => {
    await workbench.page.evaluate(() =>
      window.recourse.workbook.host.select({ sheet: 'Worked example', row: 15, column: 2 }),
    );
    await pane().getByText("'Worked example'!C16").first().waitFor();
    await insert('portfolio');
    // California bars the deficiency, New York credits the value of 270,000, Illinois the price.
    const shown = (await read('Portfolio!B13:B20')) as number[][];
    expect([shown[0]?.[0], shown[2]?.[0], shown[4]?.[0]]).toEqual([0, 30_000, 45_000]);
    const formulas = () =>
      workbench.page.evaluate(async () =>
        (await window.recourse.workbook.host.findFormulas()).map(
          ({ sheet: on, address, formula }) => `${on} ${address} ${formula}`,
        ),
      );
    const before = await formulas();
    await workbench.picture('workbench-portfolio');
    await key('care.freeze');
    await key('care.run');
    await expect.poll(formulas).toEqual([]);
    expect(await read('Portfolio!B13:B20')).toEqual(shown);
    await key('care.thaw');
    await key('care.run');
    await expect.poll(formulas).toEqual(before);
    await expect.poll(() => read('Portfolio!B13:B20')).toEqual(shown);
  });

  it('takes the case of the selected cell, and asks for what it does not say', async () => {
    await choose('payoff');
    await workbench.page.evaluate(() =>
      window.recourse.workbook.host.select({ sheet: 'Worked example', row: 9, column: 2 }),
    );
    await pane().getByText("The case of 'Worked example'!C10").waitFor();
    await key('models.look');
    await pane().getByText('Yearly rate in percent is needed.').waitFor();
  });

  it('offers finished samples from its own address', async () => {
    const address = await pane()
      .getByRole('link', { name: 'A judgment ledger' })
      .evaluate((link) => (link as HTMLAnchorElement).href);
    const status = await workbench.page.evaluate(async (url) => (await fetch(url)).status, address);
    expect(status).toBe(200);
  });

  it('passes axe and asks nothing of any other machine', async () => {
    expect(await barriers(workbench.page)).toEqual([]);
    expect(workbench.outside).toEqual([]);
    expect(workbench.problems).toEqual([]);
  });
});
