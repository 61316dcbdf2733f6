// The workbench in a browser: it calculates, spills, says why a cell is an error, and asks nobody else for anything.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, sheetOf } from './browser';
import type { OpenWorkbench } from './browser';

let workbench: OpenWorkbench;
let sheet: ReturnType<typeof sheetOf>;

beforeAll(async () => {
  workbench = await openWorkbench();
  sheet = sheetOf(workbench.page);
}, 120_000);

afterAll(() => workbench.close());

const pane = (id: string) => workbench.page.locator(`#${id}`).textContent();

describe('the example that the workbench opens with', () => {
  it('shows the textbook deficiency of 45,000', async () => {
    await workbench.picture('workbench-1280');
    expect(await sheet.value('B9')).toBe(45_000);
    expect(await sheet.text('B9')).toBe('45,000.00');
  });

  it('sets the same numbers side by side for eight states, one spilled formula each', async () => {
    const rows = await sheet.values('A13:C20');
    expect(rows.map(([state]) => state)).toEqual(['CA', 'TX', 'NY', 'FL', 'IL', 'GA', 'NV', 'CT']);
    for (const [, deficiency, why] of rows) {
      expect(deficiency).toBeTypeOf('number');
      expect(why).toMatch(/\w/);
    }
  });

  it('says that section 580d bars a deficiency in California, and that Illinois allows it', async () => {
    expect(await sheet.value('B13')).toBe(0);
    expect(await sheet.value('C13')).toContain('580d');
    expect(await sheet.value('B17')).toBe(45_000);
  });

  it('spills the steps down to the deficiency', async () => {
    const steps = await sheet.values('A23:B60');
    const amounts = steps.filter(([label]) => label !== null).map(([, amount]) => amount);
    expect(amounts).toContain(300_000);
    expect(amounts.at(-1)).toBe(45_000);
  });
});

describe('a person at the spreadsheet', () => {
  it('types the function into an empty cell', async () => {
    await sheet.select('F5');
    await workbench.page.keyboard.type('=DEFICIENCY(300000,255000,0,"IL")');
    await workbench.page.keyboard.press('Enter');
    await sheet.settled();
    expect(await sheet.value('F5')).toBe(45_000);
  });

  it('sees the whole family after typing =DEF', async () => {
    await sheet.select('F6');
    await workbench.page.keyboard.type('=DEF');
    await expect
      .poll(() => workbench.page.getByText('DEFICIENCY.STATUS', { exact: true }).count())
      .toBeGreaterThan(1);
    await workbench.picture('workbench-typing');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
  });

  it('changes proceeds and costs and sees the result follow', async () => {
    await sheet.setValue('B6', 262_000);
    await sheet.setValue('B7', 7_000);
    const within = await sheet.value('B9');
    await sheet.setValue('B6', 310_000);
    await sheet.setValue('B7', 0);
    const surplus = await sheet.value('B9');
    await sheet.setValue('B6', 255_000);
    expect({ within, surplus }).toEqual({ within: 45_000, surplus: 0 });
  });

  it('writes names of functions in any case', async () => {
    await sheet.setFormula('F7', '=deficiency.status(300000,255000,0,"CA")');
    expect(await sheet.value('F7')).toContain('580d');
  });
});

describe('errors', () => {
  it('spoil only their own row of a spill, with the reason', async () => {
    await sheet.setValue('A14', 'XX');
    expect(await sheet.value('B14')).toBe('#N/A');
    expect(await sheet.value('B17')).toBe(45_000);
    await sheet.select('B14');
    expect(await pane('cell-note')).toContain('no such state: XX');
    await workbench.picture('workbench-error');
    await sheet.setValue('A14', 'TX');
    expect(await sheet.message('B14')).toBeUndefined();
  });

  it('name the argument and the text that is not an amount', async () => {
    await sheet.setFormula('F8', '=DEFICIENCY(300000,255000,"abc","IL")');
    expect(await sheet.value('F8')).toBe('#VALUE!');
    expect(await sheet.message('F8')).toContain("'abc' is not an amount");
  });

  it('show the reason where the pointer rests on the cell', async () => {
    await sheet.setFormula('C6', '=DEFICIENCY(300000,255000,"abc","IL")');
    await sheet.select('A1');
    const { x, y } = await sheet.place('C6');
    await workbench.page.mouse.move(x, y, { steps: 4 });
    const tip = workbench.page.getByText("'abc' is not an amount");
    await expect.poll(() => tip.count()).toBeGreaterThan(0);
    await workbench.picture('workbench-tip');
    await workbench.page.mouse.move(5, 5);
    await sheet.setValue('C6', '');
  });

  it('of an argument are the result, as in Excel', async () => {
    await sheet.setFormula('F9', '=DEFICIENCY(1/0,255000,0,"IL")');
    expect(await sheet.value('F9')).toBe('#DIV/0!');
  });

  it('stop a spill that would overwrite a cell', async () => {
    await sheet.setValue('H6', 'in the way');
    await sheet.setFormula('H5', '=DEFICIENCY(B5,B6,B7,A13:A20)');
    expect(await sheet.value('H5')).toBe('#SPILL!');
    expect(await sheet.value('H6')).toBe('in the way');
  });

  it('go with the formula that they came from', async () => {
    await sheet.setFormula('F10', '=DEFICIENCY(300000,255000,"abc","IL")');
    await sheet.setFormula('F10', '="text"+1');
    expect(await sheet.value('F10')).toBe('#VALUE!');
    expect(await sheet.message('F10')).toBeUndefined();
  });
});

describe('larger sheets', () => {
  it('spills 10,000 rows from one call', async () => {
    await workbench.page.evaluate(() => window.recourse.addRows(10_100));
    const begun = Date.now();
    await sheet.setFormula('J1', '=DEFICIENCY(SEQUENCE(10000,1,255001,1),255000,0,"IL")');
    expect(await sheet.value('J1')).toBe(1);
    expect(await sheet.value('J10000')).toBe(10_000);
    expect(Date.now() - begun).toBeLessThan(10_000);
  }, 20_000);
});

describe('the page', () => {
  it('asks nothing of any other machine and logs no error', () => {
    expect(workbench.outside).toEqual([]);
    expect(workbench.problems).toEqual([]);
  });
});
