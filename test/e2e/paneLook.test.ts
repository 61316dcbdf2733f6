// The pane for everyone: axe on every screen, dark, 320 pixels, keyboard alone, and hostile strings.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, sheetOf } from './browser';
import type { OpenWorkbench } from './browser';

const TABS = ['Why', 'Settings', 'Law', 'Insert', 'Help'];

let workbench: OpenWorkbench;
let sheet: ReturnType<typeof sheetOf>;

beforeAll(async () => {
  workbench = await openWorkbench({ width: 1280, height: 900 });
  workbench.page.setDefaultTimeout(15_000);
  sheet = sheetOf(workbench.page);
  const source = readFileSync(
    createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
    'utf8',
  );
  await workbench.page.evaluate(source);
}, 120_000);

afterAll(() => workbench.close());

const pane = () => workbench.page.locator('#pane');
const open = (tab: string) => pane().getByRole('tab', { name: tab, exact: true }).click();

/** What axe finds in the pane as it stands, by all its rules or by some, as short sentences. */
const barriers = (rules?: readonly string[]) =>
  workbench.page.evaluate(async (only) => {
    const { violations } = await window.axe.run('#pane', only ? { runOnly: [...only] } : {});
    return violations.map(
      ({ id, impact, nodes }) => `${String(impact)} ${id}: ${nodes[0]?.html ?? ''}`,
    );
  }, rules);

/** Opens every section, so that nothing hides from a check. */
const unfold = () =>
  workbench.page.evaluate(async () => {
    for (let round = 0; round < 3; round += 1) {
      for (const part of document.querySelectorAll<HTMLDetailsElement>('#pane details'))
        part.open = true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

/** Gives the pane the whole window at the width of a narrow task pane. */
const narrow = async () => {
  await workbench.page.setViewportSize({ width: 320, height: 900 });
  await workbench.page.addStyleTag({
    content:
      '.top { display: none !important } #spreadsheet { position: fixed; left: -2000px; width: 1200px; height: 800px } .bench > .pane { height: auto; flex: 1; border: 0 }',
  });
};

async function prepare(): Promise<void> {
  await sheet.setFormula('H20', '=DEFICIENCY(300000,255000,7000,"NV",270000)');
  await sheet.select('H20');
  await open('Why');
  await pane().getByText('Law of Nevada').waitFor();
  await open('Settings');
  await pane().getByLabel('Limited recourse').check();
  await pane().getByLabel('Limited to an amount (dollars)').fill('nothing');
  await pane().getByLabel('Limited to an amount (dollars)').press('Tab');
  await pane().locator('.rc-error').first().waitFor();
}

describe('every screen', () => {
  beforeAll(prepare, 30_000);

  it.each(TABS)('%s has no barrier that axe finds, with all sections open', async (tab) => {
    await open(tab);
    await unfold();
    expect(await barriers()).toEqual([]);
  });

  it('has none in the page of a state and in the comparison', async () => {
    await open('Law');
    await pane().locator('[data-code=TX]').click();
    await pane().getByText('Lenders sell through a trustee').waitFor();
    await pane().locator('fluent-button[data-key="law.compare"]').click();
    await unfold();
    expect(await barriers()).toEqual([]);
    await pane().locator('fluent-button[data-key="law.back"]').click();
    await pane().locator('fluent-button[data-key="law.tocompare"]').click();
    await pane().getByLabel('Add a state').selectOption('CA');
    expect(await barriers()).toEqual([]);
    await pane().locator('fluent-button[data-key="law.back"]').click();
  });

  it.each(TABS)('%s keeps its contrast in the dark', async (tab) => {
    await workbench.page.emulateMedia({ colorScheme: 'dark' });
    await open(tab);
    await workbench.page.locator('html[data-theme=dark]').waitFor();
    expect(await barriers(['color-contrast'])).toEqual([]);
    await workbench.picture(`pane-dark-${tab.toLowerCase()}`);
    await workbench.page.emulateMedia({ colorScheme: 'light' });
  });

  it('shows its signs and patterns in forced colours', async () => {
    await workbench.page.emulateMedia({ forcedColors: 'active' });
    await open('Law');
    await workbench.picture('pane-forced-law');
    await open('Why');
    await workbench.picture('pane-forced-why');
    const striped = await pane()
      .locator('.rc-debtbar [data-part=credit]')
      .evaluate((part) => getComputedStyle(part).backgroundImage);
    expect(striped).toContain('gradient');
    await workbench.page.emulateMedia({ forcedColors: 'none' });
  });
});

describe('at 320 pixels', () => {
  beforeAll(narrow);

  it.each(TABS)('%s fits: nothing needs to be scrolled sideways', async (tab) => {
    await open(tab);
    await unfold();
    const screen = pane().locator('[role=tabpanel]:not([hidden]) > .rc-screen');
    const wider = await screen.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(wider).toBeLessThanOrEqual(0);
    await screen.evaluate((element) => element.scrollTo(0, 0));
    await workbench.picture(`pane-320-${tab.toLowerCase()}`);
  });
});

describe('the keyboard', () => {
  const key = (name: string) => workbench.page.keyboard.press(name);
  const focused = () =>
    workbench.page.evaluate(() => {
      const active = document.activeElement as HTMLElement | null;
      return active?.dataset['key'] ?? active?.id ?? '';
    });

  it('moves between tabs by arrows', async () => {
    await pane().getByRole('tab', { name: 'Why', exact: true }).focus();
    await key('ArrowRight');
    expect(await pane().getByRole('tab', { selected: true }).textContent()).toContain('Settings');
  });

  it('goes from the tabs into the screen, and keeps its place after a change', async () => {
    await key('Tab');
    await pane().getByLabel('Kind of loan').first().focus();
    await pane().getByLabel('Kind of loan').first().selectOption('farm');
    await pane().getByText('Farm land').first().waitFor();
    expect(await focused()).toBe('settings.profile');
  });

  it('answers a yes-or-no question by arrows without losing the place', async () => {
    await pane().getByLabel('Count as raised').focus();
    await key('ArrowDown');
    await expect.poll(focused).toBe('settings.debtor_defences.not_raised');
    await key('ArrowUp');
    await expect.poll(focused).toBe('settings.debtor_defences.raised');
  });

  it('reaches undo in the notice', async () => {
    const undo = pane().locator('.rc-notices fluent-button').first();
    await undo.focus();
    await key('Enter');
    await expect.poll(() => pane().locator('.rc-notices').textContent()).not.toContain('Undo');
  });
});

const LONG = 'x'.repeat(10_000);
const HOSTILE: readonly (readonly [string, string])[] = [
  ['markup', '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'],
  ['a formula', '=HYPERLINK("https://example.com","click")'],
  ['ten thousand characters', LONG],
  ['right to left', 'שלום עולם \u202E desrever'],
  ['emoji and invisible characters', '🏦👩‍👩‍👧‍👦\u200B'],
  ['quotes', "'; DROP TABLE loans; --"],
];

describe('hostile strings', () => {
  const hacked = () =>
    workbench.page.evaluate(() => (window as unknown as { hacked?: number }).hacked);

  it.each(HOSTILE)('in a cell are shown as text: %s', async (_, text) => {
    await sheet.setValue('K2', text);
    await sheet.setFormula('K1', '=DEFICIENCY(300000,255000,0,K2)');
    await sheet.select('K1');
    await open('Why');
    await pane().getByText('no such state').waitFor();
    expect(await hacked()).toBeUndefined();
    expect(await pane().locator('img, script, iframe').count()).toBe(0);
    const screen = pane().locator('#rc-panel-why > .rc-screen');
    expect(
      await screen.evaluate((element) => element.scrollWidth - element.clientWidth),
    ).toBeLessThanOrEqual(0);
  });

  it('in a formula and in the name of a sheet are shown as text', async () => {
    await workbench.page.evaluate(() => {
      const { host } = window.recourse.workbook;
      return host.write([{ kind: 'sheet', sheet: 'Plan 🏦 <b>', cells: [['TX', '<i>']] }]);
    });
    await sheet.setFormula(
      'K1',
      '=DEFICIENCY(300000,255000,0,\'Plan 🏦 <b>\'!A1,,"note=<img src=x onerror=window.hacked=1>")',
    );
    await sheet.select('K1');
    await pane().locator('.rc-formula', { hasText: '<img src=x' }).waitFor();
    expect(await hacked()).toBeUndefined();
    expect(await pane().locator('img').count()).toBe(0);
  });

  it.each(HOSTILE)(
    'in the settings of a workbook are set aside or shown as text: %s',
    async (_, text) => {
      await workbench.page.evaluate(async (hostile) => {
        const { host } = window.recourse.workbook;
        const record = {
          version: 1,
          rounding: hostile,
          [hostile]: hostile,
          facts: { method: hostile, [hostile]: hostile },
        };
        await host.settings.save({ recourse: record });
      }, text);
      await open('Settings');
      await pane().getByText('Part of the saved settings could not be used').waitFor();
      expect(await hacked()).toBeUndefined();
      expect(await pane().locator('img, script, iframe').count()).toBe(0);
      const screen = pane().locator('#rc-panel-settings > .rc-screen');
      expect(
        await screen.evaluate((element) => element.scrollWidth - element.clientWidth),
      ).toBeLessThanOrEqual(0);
      await workbench.picture('pane-hostile');
    },
  );

  it('typed into the search find nothing and do nothing', async () => {
    await open('Law');
    for (const [, text] of HOSTILE) {
      await pane().getByLabel('Search a state or a statute').fill(text);
      await pane().getByText('Nothing found').waitFor();
    }
    expect(await hacked()).toBeUndefined();
  });

  it('leave the page without an error', () => {
    expect(workbench.problems).toEqual([]);
    expect(workbench.outside).toEqual([]);
  });
});
