// The pane beside the workbench's sheet: every tab does what it says, and what it writes can be taken back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { openWorkbench, sheetOf } from './browser';
import type { OpenWorkbench } from './browser';

let workbench: OpenWorkbench;
let sheet: ReturnType<typeof sheetOf>;

beforeAll(async () => {
  workbench = await openWorkbench({ width: 1280, height: 900 });
  sheet = sheetOf(workbench.page);
}, 120_000);

afterAll(() => workbench.close());

const pane = (): Locator => workbench.page.locator('#pane');
const panel = (name: string): Locator => workbench.page.locator(`#rc-panel-${name}`);
const open = (tab: string) => pane().getByRole('tab', { name: tab, exact: true }).click();
const press = (name: string) =>
  pane().locator('fluent-button:visible').filter({ hasText: name }).first().click();
const key = (name: string) => pane().locator(`fluent-button[data-key="${name}"]`).click();
const headline = (): Locator => panel('why').locator('.rc-headline strong');
const shows = (amount: string) => expect.poll(() => headline().textContent()).toBe(amount);
const notice = (): Locator => pane().locator('.rc-notices');

/** Undoes what the notice at the foot reports. */
async function undo() {
  await notice().locator('fluent-button').filter({ hasText: 'Undo' }).click();
  await sheet.settled();
}

describe('Why', () => {
  beforeAll(() => open('Why'));

  it('opens on the answer of the worked example, and follows what is edited', async () => {
    await panel('why').getByText("'Worked example'!C10").waitFor();
    await shows('$45,000');
    await sheet.select('C6');
    await panel('why').getByText('C6 is an input of C10.').waitFor();
    await sheet.setValue('C6', 265_000);
    await shows('$35,000');
    await sheet.setValue('C6', 255_000);
    await sheet.select('A17');
    await panel('why').getByText('A17 is an input of C17.').waitFor();
    await panel('why').getByText('Law of Florida').waitFor();
    await sheet.select('H30');
    await panel('why').getByText('C17 was looked at last').waitFor();
    await shows('$30,000');
  });

  it('says what is wrong with an input, shows the formula, and leads to the cell', async () => {
    await sheet.select('C10');
    await shows('$45,000');
    await sheet.setValue('C8', 'Ilinois');
    await panel('why').getByText('did you mean Illinois (IL)?').waitFor();
    await panel('why').getByText('=DEFICIENCY(C5,C6,C7,C8,C9)').waitFor();
    await panel('why').getByText('Before that it was $45,000.').waitFor();
    await workbench.picture('pane-trouble');
    await press('Go to C8');
    await panel('why').getByText('C8 is an input of C10.').waitFor();
    await sheet.setValue('C8', 'IL');
    await shows('$45,000');
  });

  it('takes the selected number apart: bar, steps, law, and what it rests on', async () => {
    await sheet.setValue('C8', 'TX');
    await sheet.select('C10');
    await shows('$30,000');
    const bar = panel('why').getByRole('img');
    expect(await bar.getAttribute('aria-label')).toBe(
      'Debt and costs: Sale price $255,000, Credited by law beyond the price $15,000, May be recovered $30,000',
    );
    for (const stage of [
      'Default and enforcement',
      'Sale proceeds applied',
      'Shortfall measured',
      'Court action',
    ])
      await panel('why').getByText(stage, { exact: true }).waitFor();
    await workbench.picture('pane-why');
  });

  it('prints the answer, and nothing of the screen, on one page', async () => {
    await sheet.select('C10');
    await shows('$30,000');
    const pdf = await workbench.page.pdf({ format: 'Letter', printBackground: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await workbench.page.emulateMedia({ media: 'print' });
    expect(
      await workbench.page.locator('header, .sheet, .rc-tabs').filter({ visible: true }).count(),
    ).toBe(0);
    expect(await headline().isVisible()).toBe(true);
    await workbench.page.emulateMedia({ media: null });
  });

  it('names the row of a spill', async () => {
    await sheet.select('C14');
    await panel('why').getByText('Law of California').waitFor();
    await shows('$0');
    await panel('why').locator('.rc-headline').getByText('Barred').waitFor();
  });

  it('links each citation to its source', async () => {
    const link = panel('why').getByRole('link', { name: /580d/ }).first();
    await link.waitFor();
    expect(await link.getAttribute('href')).toMatch(/^https:\/\//);
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('asks what is missing, and the number follows the answer at once', async () => {
    await sheet.setFormula('H20', '=DEFICIENCY(300000,255000,0,"NV",270000)');
    await sheet.select('H20');
    await shows('$0 – $30,000');
    await panel('why').getByLabel('When was the loan made?').fill('2005-06-01');
    await panel('why').getByLabel('When was the loan made?').press('Tab');
    await shows('$30,000');
    await workbench.picture('pane-answered');
  });

  it('writes the answer into the row on one click, and takes it back', async () => {
    await panel('why').getByText("Goes to 'Worked example'!H20.").waitFor();
    await press('Write into this row');
    await expect.poll(() => formula('H20')).toContain('origination_date=2005-06-01');
    await shows('$30,000');
    await undo();
    await shows('$0 – $30,000');
  });

  it('writes the answer into the workbook for every row', async () => {
    await panel('why').getByLabel('When was the loan made?').fill('2005-06-01');
    await panel('why').getByLabel('When was the loan made?').press('Tab');
    await press('Write into the workbook');
    await expect.poll(() => sheet.value('B20')).toContain('Limited');
    await undo();
    await expect.poll(() => sheet.value('B20')).toContain('Open');
  });

  it('says what is wrong with an answer, beside it', async () => {
    await sheet.setFormula('H21', '=DEFICIENCY(300000,255000,0,"TX")');
    await sheet.select('H21');
    await panel('why').locator('.rc-cell').getByText('H21').waitFor();
    const value = panel('why').getByLabel('Fair value').first();
    await value.fill('a lot');
    await value.press('Tab');
    await panel('why').locator('.rc-error').getByText("'a lot' is not an amount").waitFor();
    await press('Forget the answers');
  });

  it('keeps what is half typed when the words of the law arrive, and drops it with its cell', async () => {
    const { page } = workbench;
    let arrive = (): void => undefined;
    const held = new Promise<void>((resolve) => (arrive = resolve));
    await page.route('**/law/texts/NY.json', (route) => held.then(() => route.continue()));
    await sheet.setFormula('H22', '=DEFICIENCY(300000,255000,0,"NY")');
    await sheet.select('H22');
    await panel('why').locator('.rc-cell').getByText('H22').waitFor();
    const value = panel('why').getByLabel('Fair value').first();
    await value.fill('27');
    const arrived = page.waitForResponse('**/law/texts/NY.json');
    arrive();
    await (await arrived).finished();
    await page.evaluate(() => new Promise((drawn) => setTimeout(drawn, 200)));
    expect(await value.inputValue()).toBe('27');
    await page.unroute('**/law/texts/NY.json');
    await sheet.select('H21');
    await panel('why').locator('.rc-cell').getByText('H21').waitFor();
    expect(await panel('why').getByLabel('Fair value').first().inputValue()).toBe('');
  });

  it('lists what was assumed and lets a person try otherwise', async () => {
    await sheet.select('H21');
    await panel('why')
      .getByText(/^What was assumed/)
      .click();
    const method = panel('why').locator('[data-key="assumed.method"]');
    await method.locator('summary').click();
    await method.locator('select').selectOption('judicial');
    await panel('why').getByRole('heading', { name: 'With your answers' }).waitFor();
    await press('Forget the answers');
  });

  it('plays what-if on sliders with the break-even marked, and writes nothing', async () => {
    await sheet.select('C18');
    await panel('why').getByText('Law of Illinois').waitFor();
    await panel('why').getByText('What if', { exact: true }).click();
    await panel('why').getByText('At a price of $300,000 nothing is left').waitFor();
    const slider = panel('why').getByRole('slider', { name: 'Sale price' });
    await slider.focus();
    await workbench.page.keyboard.press('Home');
    await expect
      .poll(() => panel('why').locator('.rc-whatif-result strong').textContent())
      .toBe('$300,000');
    await slider.scrollIntoViewIfNeeded();
    await workbench.picture('pane-what-if');
    await press('Back to the cell');
    await expect
      .poll(() => panel('why').locator('.rc-whatif-result strong').textContent())
      .toBe('$45,000');
    expect(await sheet.value('C6')).toBe(255_000);
  });
});

describe('Settings', () => {
  beforeAll(async () => {
    await sheet.setValue('C8', 'CA');
    await open('Settings');
  });

  const text = () => panel('settings');

  it('says that a new workbook differs in nothing', async () => {
    await text().getByText('Everything is as in a new workbook.').waitFor();
  });

  it('changes the kind of loan for every cell, lists it, and takes it back', async () => {
    expect(await sheet.value('C10')).toBe(0);
    await text().getByLabel('Kind of loan').selectOption('vehicle');
    await text().getByText('Differs from a new workbook (1)').waitFor();
    await expect.poll(() => sheet.value('C10')).not.toBe(0);
    await workbench.picture('pane-settings');
    await undo();
    await text().getByText('Everything is as in a new workbook.').waitFor();
    await expect.poll(() => sheet.value('C10')).toBe(0);
  });

  it('limits recourse to an amount, and refuses one that is none', async () => {
    await text().getByLabel('Limited recourse').check();
    const cap = text().getByLabel('Limited to an amount (dollars)');
    await cap.fill('=1+1');
    await cap.press('Tab');
    await text().getByText("'=1+1' is not an amount").waitFor();
    await text().getByLabel('Limited to an amount (dollars)').fill('20,000');
    await text().getByLabel('Limited to an amount (dollars)').press('Tab');
    await expect.poll(() => sheet.value('C18')).toBe(20_000);
    await text().getByText('Take back').first().waitFor();
  });

  it('sets a single fact of the profile, found by name', async () => {
    await text()
      .getByText(/^Facts of the profile/)
      .click();
    await text().getByLabel('Find a fact').fill('farm');
    await text()
      .getByLabel('Farm property', { exact: true })
      .or(text().getByLabel(/agricultur|farm/i))
      .first()
      .waitFor();
    await text().getByLabel('Find a fact').fill('');
  });

  it('writes itself to a sheet of plain cells', async () => {
    await press('Write to a sheet');
    await notice().getByText('Written to the sheet “Recourse settings”.').waitFor();
    await undo();
  });

  it('resets to a new workbook', async () => {
    await press('Reset all');
    await text().getByText('Everything is as in a new workbook.').waitFor();
    await expect.poll(() => sheet.value('C18')).toBe(45_000);
  });

  it('imports a file, says what in it could not be used, and refuses what is no export', async () => {
    const file = (body: string) => ({
      name: 'settings.json',
      mimeType: 'application/json',
      buffer: Buffer.from(body),
    });
    const chooser = text().locator('input[type=file]');
    await chooser.setInputFiles(file('<b>not json'));
    await notice().getByText('This file is not an export of settings').waitFor();
    const record = {
      version: 1,
      rounding: 'half_even',
      when_unknown: '<img src=x onerror=alert(1)>',
    };
    await text()
      .locator('input[type=file]')
      .setInputFiles(file(JSON.stringify({ product: 'Recourse for Excel', settings: record })));
    await text().getByText('Differs from a new workbook (1)').waitFor();
    await press('Reset all');
    await text().getByText('Everything is as in a new workbook.').waitFor();
  });
});

describe('Law', () => {
  beforeAll(() => open('Law'));

  it('maps 51 outcomes for the profile, in words as well as in colour', async () => {
    const tiles = panel('law').locator('.rc-tile');
    expect(await tiles.count()).toBe(51);
    expect(await panel('law').locator('[data-code=CA]').getAttribute('aria-label')).toBe(
      'CA, California: Barred, $0',
    );
    expect(await panel('law').locator('[data-code=IL]').getAttribute('aria-label')).toBe(
      'IL, Illinois: Recoverable, $45,000',
    );
    await workbench.picture('pane-law');
  });

  it('changes with the kind of loan', async () => {
    await panel('law').getByText('The case on the map').click();
    await panel('law').getByLabel('Kind of loan').selectOption('vehicle');
    await expect
      .poll(() => panel('law').locator('[data-code=CA]').getAttribute('data-status'))
      .not.toBe('barred');
    await panel('law').getByLabel('Kind of loan').selectOption('home_loan');
  });

  it('is walked by arrow keys and opened by Enter', async () => {
    await panel('law').locator('[data-code=CA]').focus();
    await workbench.page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('tile.UT');
    await workbench.page.keyboard.press('Enter');
    await panel('law').getByRole('heading', { name: 'Utah' }).waitFor();
    expect(await focused()).toBe('law.title');
    await press('All states');
  });

  it('finds a provision and shows the page of its state with the words loaded on demand', async () => {
    await panel('law').getByLabel('Search a state or a statute').fill('51.003');
    await panel('law')
      .getByRole('button', { name: /51\.003/ })
      .first()
      .click();
    await panel('law').getByRole('heading', { name: 'Texas' }).waitFor();
    await panel('law').getByText('Lenders sell through a trustee').waitFor();
    await panel('law').getByText('Judgments', { exact: true }).waitFor();
    await workbench.picture('pane-state');
  });

  it('compares states side by side', async () => {
    await press('Add to comparison');
    await press('All states');
    await press('Compare (1)');
    for (const code of ['CA', 'FL', 'NV'])
      await panel('law').getByLabel('Add a state').selectOption(code);
    await panel('law').getByText('Four states are the most').waitFor();
    expect(await panel('law').locator('.rc-compare thead th').count()).toBe(4);
    await workbench.picture('pane-compare');
    await panel('law').locator('fluent-button[aria-label="Remove Florida"]').click();
    expect(await panel('law').locator('.rc-compare thead th').count()).toBe(3);
    await press('All states');
  });
});

describe('Insert', () => {
  beforeAll(() => open('Insert'));

  it('builds a formula from fields and cells and puts it where it was told', async () => {
    await sheet.select('J5');
    await press('Use the selected cell');
    await panel('insert').getByText("Goes into 'Worked example'!J5").waitFor();
    await sheet.select('C5');
    await panel('insert')
      .locator('fluent-button[aria-label="Take the selection for Balance"]')
      .click();
    await expect
      .poll(() => panel('insert').getByLabel('Balance', { exact: true }).inputValue())
      .toBe('C5');
    await panel('insert').getByLabel('Proceeds', { exact: true }).fill('255,000');
    await panel('insert').getByLabel('State (may be left out)').fill('Illinois');
    await panel('insert').getByText('=DEFICIENCY(C5,255000,,"IL")').waitFor();
    await workbench.picture('pane-insert');
    await panel('insert').locator('fluent-button[data-key="form.insert"]').click();
    await expect.poll(() => sheet.value('J5')).toBe(45_000);
    await undo();
    await expect.poll(() => sheet.value('J5')).toBeNull();
  });

  it('asks for a choice by a list and for a day by a date', async () => {
    const field = (name: string) => panel('insert').locator(`[data-key="form.${name}"]`);
    await field('function').selectOption('DEFICIENCY.DEADLINES');
    await field('state').fill('NY');
    await field('as_of').fill('2025-04-01');
    await field('roll').selectOption('no');
    await panel('insert').getByText('=DEFICIENCY.DEADLINES("NY",,"2025-04-01","no")').waitFor();
    await field('function').selectOption('DEFICIENCY');
  });

  it('says beforehand what a spill would run into', async () => {
    await sheet.setValue('J7', 'in the way');
    await panel('insert').getByLabel('State (may be left out)').fill('A14:A21');
    await panel('insert').getByLabel('State (may be left out)').press('Tab');
    await panel('insert').locator('fluent-button[data-key="form.insert"]').click();
    await panel('insert').getByText('It would spill over J7').waitFor();
    expect(await sheet.value('J5')).toBeNull();
    await sheet.setValue('J7', '');
  });

  it('freezes all formulas into values and thaws them exactly', async () => {
    const before = await formula('C14');
    await key('care.freeze');
    await panel('insert')
      .getByText(/formulas become values/)
      .waitFor();
    await press('Freeze now');
    await expect.poll(() => formula('C14')).toBe('');
    expect(await sheet.value('C18')).toBe(45_000);
    await panel('insert').locator('[data-key="care.run"]').waitFor({ state: 'detached' });
    await key('care.thaw');
    await panel('insert').locator('[data-key="care.run"]').waitFor();
    await press('Thaw now');
    await expect.poll(() => formula('C14')).toBe(before);
    await expect.poll(() => sheet.value('C18')).toBe(45_000);
  });

  it('finds nothing to repair where nothing is stuck', async () => {
    await key('care.repair');
    await panel('insert').getByText('No formula is stuck.').waitFor();
    await press('Cancel');
  });
});

describe('a whole table', () => {
  it('is answered by one formula, and rows in error are listed', async () => {
    const rows = [
      ['Loan', 'Balance', 'Sale price', 'State', 'Owner-occupied'],
      ['1', 300000, 255000, 'IL', 'yes'],
      ['2', 300000, 255000, 'CA', 'yes'],
      ['3', 300000, 255000, 'Atlantis', 'no'],
    ];
    for (const [r, cells] of rows.entries())
      for (const [c, value] of cells.entries())
        await sheet.setValue(`${'LMNOP'[c]}${50 + r}`, value);
    await sheet.select('M51');
    await panel('insert').getByText('A whole table').click();
    await press('Find tables');
    await expect
      .poll(() => panel('insert').getByLabel('Column for balance').inputValue())
      .toBe('Balance');
    await panel('insert').locator('fluent-button[data-key="portfolio.insert"]').click();
    await panel('insert').getByText('1 of 3 rows are in error:').waitFor();
    await panel('insert').getByText('Q53: state: no such state: Atlantis').waitFor();
    expect(await sheet.values('Q51:Q53')).toEqual([[45_000], [0], ['#N/A']]);
    await panel('insert').getByText('1 of 3 rows').scrollIntoViewIfNeeded();
    await workbench.picture('pane-portfolio');
  });
});

describe('Help', () => {
  it('explains each function and inserts its example', async () => {
    await open('Help');
    await sheet.select('J10');
    await panel('help').getByText('DEFICIENCY', { exact: true }).click();
    await workbench.picture('pane-help');
    await panel('help')
      .locator('fluent-button[aria-label="Insert an example of DEFICIENCY"]')
      .click();
    await expect.poll(() => formula('J10')).toContain('DEFICIENCY(');
    await undo();
  });
});

describe('the page', () => {
  it('asks nothing of any other machine and logs no error', () => {
    expect(workbench.outside).toEqual([]);
    expect(workbench.problems).toEqual([]);
  });
});

const focused = () =>
  workbench.page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['key']);

const formula = (cell: string) => workbench.page.evaluate((c) => window.recourse.formula(c), cell);
