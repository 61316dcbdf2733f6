// The pane for everyone: axe on every screen, dark, 320 pixels, keyboard alone, and hostile strings.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SETTINGS_KEY } from '../../src/workbook/host';
import { closeWorkbooks, ExcelHost } from './host/excelHost';
import { GridWorkbook } from './host/grid';
import { barriers } from '../e2e/barriers';
import { artifacts } from '../e2e/browser';

const TABS = ['Why', 'Settings', 'Law', 'Insert', 'Help'];

const grid = new GridWorkbook('Loans');
let excel: ExcelHost;

beforeAll(async () => {
  excel = await ExcelHost.open(grid);
}, 120_000);

afterAll(closeWorkbooks);

const pane = () => excel.addin.locator('#pane');
const open = (tab: string) => pane().getByRole('tab', { name: tab, exact: true }).click();
const picture = (name: string) => excel.page.screenshot({ path: artifacts(name) });

/** Types formulas and values from a cell on, has them calculated, and selects that cell. */
async function enter(cell: string, rows: (string | number)[][]): Promise<void> {
  grid.fill(cell, rows);
  await excel.calculate();
  await excel.select(cell);
}

/** Another theme of Office, of which the pane is told only when it is used again. */
const turnTheme = (isDarkTheme: boolean) =>
  excel.addin.evaluate((dark) => {
    Object.defineProperty(Office.context, 'officeTheme', {
      value: { isDarkTheme: dark },
      configurable: true,
    });
    window.dispatchEvent(new Event('focus'));
  }, isDarkTheme);

/** Opens every section, so that nothing hides from a check. */
const unfold = () =>
  excel.addin.evaluate(async () => {
    for (let round = 0; round < 3; round += 1) {
      for (const part of document.querySelectorAll<HTMLDetailsElement>('#pane details'))
        part.open = true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

async function prepare(): Promise<void> {
  await enter('H20', [['=DEFICIENCY(300000,255000,7000,"NV",270000)']]);
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
    expect(await barriers(excel.addin)).toEqual([]);
  });

  it('has none in the page of a state and in the comparison', async () => {
    await open('Law');
    await pane().locator('[data-code=TX]').click();
    await pane().getByText('Lenders sell through a trustee').waitFor();
    await pane().locator('fluent-button[data-key="law.compare"]').click();
    await unfold();
    expect(await barriers(excel.addin)).toEqual([]);
    await pane().locator('fluent-button[data-key="law.back"]').click();
    await pane().locator('fluent-button[data-key="law.tocompare"]').click();
    await pane().getByLabel('Add a state').selectOption('CA');
    expect(await barriers(excel.addin)).toEqual([]);
    await pane().locator('fluent-button[data-key="law.back"]').click();
  });

  it.each(TABS)('%s keeps its contrast in the dark', async (tab) => {
    await turnTheme(true);
    await open(tab);
    await excel.addin.locator('html[data-theme=dark]').waitFor();
    expect(await barriers(excel.addin, ['#pane'], ['color-contrast'])).toEqual([]);
    await picture(`pane-dark-${tab.toLowerCase()}`);
    await turnTheme(false);
  });

  it('shows its signs and patterns in forced colours', async () => {
    await excel.page.emulateMedia({ forcedColors: 'active' });
    await open('Law');
    await picture('pane-forced-law');
    await open('Why');
    await picture('pane-forced-why');
    const striped = await pane()
      .locator('.rc-debtbar [data-part=credit]')
      .evaluate((part) => getComputedStyle(part).backgroundImage);
    expect(striped).toContain('gradient');
    await excel.page.emulateMedia({ forcedColors: 'none' });
  });
});

describe('at 320 pixels', () => {
  beforeAll(() => excel.page.setViewportSize({ width: 320, height: 800 }));

  it.each(TABS)('%s fits: nothing needs to be scrolled sideways', async (tab) => {
    await open(tab);
    await unfold();
    const screen = pane().locator('[role=tabpanel]:not([hidden]) > .rc-screen');
    const wider = await screen.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(wider).toBeLessThanOrEqual(0);
    const lines = await pane()
      .getByRole('tab', { name: tab, exact: true })
      .evaluate(
        (head) =>
          head.getBoundingClientRect().height / parseFloat(getComputedStyle(head).lineHeight),
      );
    expect(lines).toBeLessThan(2.9);
    await screen.evaluate((element) => element.scrollTo(0, 0));
    await picture(`pane-320-${tab.toLowerCase()}`);
  });
});

describe('the keyboard', () => {
  const key = (name: string) => excel.page.keyboard.press(name);
  const focused = () =>
    excel.addin.evaluate(() => {
      const active = document.activeElement as HTMLElement | null;
      return active?.dataset['key'] ?? active?.id ?? '';
    });

  it('moves between tabs by arrows', async () => {
    await open('Why');
    await pane().getByRole('tab', { name: 'Why', exact: true }).focus();
    await key('ArrowRight');
    expect(await pane().getByRole('tab', { selected: true }).textContent()).toContain('Settings');
  });

  it('goes from the tabs into the screen, and keeps its place after a change', async () => {
    await pane().getByLabel('Kind of loan').first().waitFor();
    await key('Tab');
    expect(await focused()).toMatch(/^settings\./);
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
    // The choices of the test before may be reported one after the other.
    const undo = pane().locator('.rc-notices fluent-button').first();
    await undo.waitFor();
    await expect
      .poll(async () => {
        if ((await undo.count()) > 0) {
          await undo.focus();
          await key('Enter');
        }
        return pane().locator('.rc-notices').textContent();
      })
      .not.toContain('Undo');
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
    excel.addin.evaluate(() => (window as unknown as { hacked?: number }).hacked);

  it.each(HOSTILE)('in a cell are shown as text: %s', async (_, text) => {
    grid.sheet('Loans')?.cells.set('0,11', { shown: text });
    await enter('K1', [['=DEFICIENCY(300000,255000,0,L1)']]);
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
    grid.add('Plan 🏦 <b>').enter(0, 0, 'TX');
    await enter('K1', [
      [
        '=DEFICIENCY(300000,255000,0,\'Plan 🏦 <b>\'!A1,,"note=<img src=x onerror=window.hacked=1>")',
      ],
    ]);
    await pane().locator('.rc-formula', { hasText: '<img src=x' }).waitFor();
    expect(await hacked()).toBeUndefined();
    expect(await pane().locator('img').count()).toBe(0);
  });

  it.each(HOSTILE)(
    'in the settings of a workbook are set aside or shown as text: %s',
    async (_, text) => {
      const record = {
        version: 1,
        rounding: text,
        [text]: text,
        facts: { method: text, [text]: text },
      };
      grid.settings.set(SETTINGS_KEY, JSON.stringify(record));
      await excel.tellSettingsChanged();
      await open('Settings');
      await pane().getByText('Part of the saved settings could not be used').waitFor();
      expect(await hacked()).toBeUndefined();
      expect(await pane().locator('img, script, iframe').count()).toBe(0);
      const screen = pane().locator('#rc-panel-settings > .rc-screen');
      expect(
        await screen.evaluate((element) => element.scrollWidth - element.clientWidth),
      ).toBeLessThanOrEqual(0);
      await picture('pane-hostile');
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
    expect(excel.problems).toEqual([]);
    expect(excel.outside).toEqual([]);
  });
});
