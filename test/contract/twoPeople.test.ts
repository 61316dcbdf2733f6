/** Two people with the same workbook open in Excel, each with the pane: nobody's change is dropped in silence. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SETTINGS_KEY } from '../../src/workbook/host';
import { closeWorkbooks, ExcelHost } from './host/excelHost';
import { GridWorkbook } from './host/grid';

/** The file as it lies on the server: each person's client holds its own copy of the settings. */
const file = new GridWorkbook('Loans');
let ann: ExcelHost;
let bob: ExcelHost;

beforeAll(async () => {
  file.fill('A1', [['=DEFICIENCY(300000,255000,0,"TX")']]);
  file.add('Notes').enter(0, 0, 'no formulas here');
  ann = await ExcelHost.open(file);
  bob = await ExcelHost.open(file);
  for (const person of [ann, bob])
    await pane(person).getByRole('tab', { name: 'Settings', exact: true }).click();
}, 120_000);

afterAll(closeWorkbooks);

const pane = (person: ExcelHost) => person.addin.locator('#pane');
const choose = (person: ExcelHost, label: string, value: string) =>
  pane(person).getByLabel(label, { exact: true }).selectOption(value);
const whenUnknown = (person: ExcelHost, value: string) =>
  pane(person).locator(`[data-key="settings.when_unknown.${value}"]`).click();
const saved = (): Record<string, unknown> =>
  JSON.parse(file.settings.get(SETTINGS_KEY) ?? '{}') as Record<string, unknown>;

describe('two people in one workbook', () => {
  it('keep both changes when the second has not yet heard of the first', async () => {
    await choose(ann, 'Kind of loan', 'commercial_real_estate');
    await expect.poll(() => saved()['profile']).toBe('commercial_real_estate');
    await choose(bob, 'Rounding of half a cent', 'half_even');
    await expect.poll(() => saved()['rounding']).toBe('half_even');
    expect(saved()['profile']).toBe('commercial_real_estate');
    await pane(bob).getByText('Differs from a new workbook (2)').waitFor();
  });

  it('are told, by the name on the screen, whose value was replaced', async () => {
    await whenUnknown(ann, 'lower');
    await expect.poll(() => saved()['when_unknown']).toBe('lower');
    await whenUnknown(bob, 'error');
    await expect.poll(() => saved()['when_unknown']).toBe('error');
    await pane(bob)
      .getByText('This replaced what someone else had just saved: When facts are unknown.')
      .waitFor();
  });

  it("take an undo back to the other's value, which was there before", async () => {
    await pane(bob).locator('fluent-button', { hasText: 'Undo' }).click();
    await expect.poll(() => saved()['when_unknown']).toBe('lower');
    expect(saved()).toMatchObject({ profile: 'commercial_real_estate', rounding: 'half_even' });
  });

  it('on the desktop, where Excel tells of no settings, see it with the next change in a cell', async () => {
    const seen = (person: ExcelHost) =>
      pane(person).getByLabel('Rounding of half a cent', { exact: true }).inputValue();
    await ann.tellRemoteChange('Notes', 'A1');
    await expect.poll(() => seen(ann)).toBe('half_even');
    await choose(bob, 'Rounding of half a cent', 'half_up');
    await expect.poll(() => saved()['rounding']).not.toBe('half_even');
    expect(await seen(ann)).toBe('half_even');
    await ann.tellRemoteChange('Notes', 'A1');
    await expect.poll(() => seen(ann)).toBe('half_up');
    await choose(bob, 'Rounding of half a cent', 'half_even');
    await expect.poll(() => saved()['rounding']).toBe('half_even');
  });

  it('see the change of the other as soon as Excel tells of it', async () => {
    await ann.tellSettingsChanged();
    await pane(ann).getByText('Differs from a new workbook (3)').waitFor();
    expect(ann.problems.concat(bob.problems)).toEqual([]);
  });
});
