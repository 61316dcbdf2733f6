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

const pane = () => workbench.page.locator('#rc-panel-why');

describe('the example that the workbench opens with', () => {
  it('shows the textbook deficiency of 45,000 in Illinois, where the price counts', async () => {
    await workbench.picture('workbench-1280');
    expect(await sheet.value('C10')).toBe(45_000);
    expect(await sheet.text('C10')).toBe('45,000.00');
  });

  it('sets the same numbers side by side for eight states, one spilled formula each', async () => {
    const rows = await sheet.values('A14:C21');
    expect(rows.map(([state]) => state)).toEqual(['CA', 'TX', 'NY', 'FL', 'IL', 'GA', 'NV', 'CT']);
    for (const [, why, deficiency] of rows) {
      expect(deficiency).toBeTypeOf('number');
      expect(why).toMatch(/^\w/);
    }
  });

  it('says that section 580d bars a deficiency on a California home loan', async () => {
    expect(await sheet.value('C14')).toBe(0);
    expect(await sheet.value('B14')).toContain('580d');
  });

  it('credits the fair value of 270,000 in New York and the price of 255,000 in Illinois', async () => {
    expect(await sheet.value('C16')).toBe(30_000);
    expect(await sheet.value('C18')).toBe(45_000);
  });

  it('spills the steps from the balance down to the deficiency', async () => {
    const [header, ...steps] = await sheet.values('A24:D60');
    expect(header).toEqual(['Stage', 'Step', 'Amount', 'Total']);
    const filled = steps.filter(([stage]) => stage !== null);
    expect(filled[0]).toContain(300_000);
    expect(filled.at(-1)?.[3]).toBe(45_000);
  });
});

describe('a person at the spreadsheet', () => {
  it('types the function into an empty cell', async () => {
    await sheet.select('D5');
    await workbench.page.keyboard.type('=DEFICIENCY(300000,255000,0,"IL")');
    await workbench.page.keyboard.press('Enter');
    await expect.poll(() => sheet.value('D5')).toBe(45_000);
  });

  it('sees the whole family after typing =DEF', async () => {
    await sheet.select('D6');
    await workbench.page.keyboard.type('=DEF');
    const offered = workbench.page.getByText('DEFICIENCY.BREAKEVEN', { exact: true });
    await expect.poll(() => offered.count()).toBe(1);
    await workbench.picture('workbench-typing');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
  });

  it('changes proceeds and costs and sees the result follow', async () => {
    await sheet.setValue('C6', 262_000);
    await sheet.setValue('C7', 7_000);
    const withCosts = await sheet.value('C10');
    await sheet.setValue('C6', 310_000);
    await sheet.setValue('C7', 0);
    const withSurplus = await sheet.value('C10');
    await sheet.setValue('C6', 255_000);
    expect({ withCosts, withSurplus }).toEqual({ withCosts: 45_000, withSurplus: 0 });
  });

  it('writes names of functions in any case', async () => {
    await sheet.setFormula('D7', '=deficiency.status(300000,255000,0,"CA")');
    expect(await sheet.value('D7')).toContain('580d');
  });

  it('leaves out arguments in the middle', async () => {
    await sheet.setFormula('D8', '=DEFICIENCY(300000,255000,,"IL")');
    expect(await sheet.value('D8')).toBe(45_000);
  });

  it('fills costs from blank cells as if they were left out', async () => {
    await sheet.setFormula('D9', '=DEFICIENCY(300000,255000,L1,"IL")');
    expect(await sheet.value('D9')).toBe(45_000);
  });

  it('reads in the pane where a spilled value comes from', async () => {
    await sheet.select('C16');
    await pane().getByText('Law of New York').waitFor();
    await pane().getByText("'Worked example'!C16").waitFor();
    await pane().getByText('=DEFICIENCY(C5,C6,C7,A14:A21,C9)').waitFor();
  });
});

describe('errors', () => {
  it('spoil only their own row of a spill, and the pane says why', async () => {
    await sheet.setValue('A15', 'XX');
    expect(await sheet.value('C15')).toBe('#N/A');
    expect(await sheet.value('C18')).toBe(45_000);
    await sheet.select('C15');
    await pane().getByText('no such state: XX').waitFor();
    await workbench.picture('workbench-error');
    await sheet.setValue('A15', 'TX');
    expect(await sheet.message('C15')).toBeUndefined();
  });

  it('name the argument and the text that is not an amount', async () => {
    await sheet.setFormula('H8', '=DEFICIENCY(300000,255000,"abc","IL")');
    expect(await sheet.value('H8')).toBe('#VALUE!');
    expect(await sheet.message('H8')).toBe("costs: 'abc' is not an amount");
  });

  it('show the reason where the pointer rests on the cell', async () => {
    await sheet.setFormula('C3', '=DEFICIENCY(300000,255000,"abc","IL")');
    await sheet.select('A1');
    const { x, y } = await sheet.place('C3');
    await workbench.page.mouse.move(x, y, { steps: 4 });
    const tip = workbench.page.getByText("'abc' is not an amount");
    await expect.poll(() => tip.count()).toBeGreaterThan(0);
    await workbench.picture('workbench-tip');
    await workbench.page.mouse.move(5, 5);
    await sheet.setValue('C3', '');
  });

  it('of an argument are named, for the function is told them', async () => {
    await sheet.setFormula('H9', '=DEFICIENCY(1/0,255000,0,"IL")');
    expect(await sheet.value('H9')).toBe('#VALUE!');
    expect(await sheet.message('H9')).toContain('#DIV/0!');
  });

  it('in a cell of a range spoil its own row', async () => {
    await sheet.setFormula('L3', '=1/0');
    await sheet.setValue('L4', 1_000);
    await sheet.setFormula('M3', '=DEFICIENCY(300000,255000,L3:L4,"IL")');
    expect(await sheet.values('M3:M4')).toEqual([['#VALUE!'], [46_000]]);
    expect(await sheet.message('M3')).toContain('#DIV/0!');
  });

  it('stop a spill that would overwrite a cell', async () => {
    await sheet.setValue('I6', 'in the way');
    await sheet.setFormula('I5', '=DEFICIENCY(C5,C6,C7,A14:A21)');
    expect(await sheet.value('I5')).toBe('#SPILL!');
    expect(await sheet.value('I6')).toBe('in the way');
  });

  it('go with the formula that they came from', async () => {
    await sheet.setFormula('H10', '=DEFICIENCY(300000,255000,"abc","IL")');
    await sheet.setFormula('H10', '="text"+1');
    expect(await sheet.value('H10')).toBe('#VALUE!');
    expect(await sheet.message('H10')).toBeUndefined();
  });
});

describe('larger sheets', () => {
  it('spill 10,000 rows from one call', async () => {
    await workbench.page.evaluate(() => window.recourse.addRows(10_100));
    await sheet.setFormula('P1', '=DEFICIENCY(SEQUENCE(10000,1,255001,1),255000,0,"IL")');
    expect(await sheet.value('P1')).toBe(1);
    expect(await sheet.value('P10000')).toBe(10_000);
  });
});

describe('the page', () => {
  it('asks nothing of any other machine and logs no error', () => {
    expect(workbench.outside).toEqual([]);
    expect(workbench.problems).toEqual([]);
  });
});
