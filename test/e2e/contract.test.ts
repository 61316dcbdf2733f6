/** The workbook of the workbench page keeps the same contract as Excel's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../src/workbook/host';
import { openWorkbench, sheetOf, type OpenWorkbench } from './browser';
import { partsScript } from '../contract/bundle';

let workbench: OpenWorkbench;
let sheet: ReturnType<typeof sheetOf>;

beforeAll(async () => {
  workbench = await openWorkbench();
  sheet = sheetOf(workbench.page);
  await workbench.page.evaluate(await partsScript());
}, 120_000);

afterAll(() => workbench.close());

const SHEET = 'Worked example';

const write = (changes: readonly Change[]) =>
  workbench.page.evaluate(async (list) => {
    const done = await window.recourse.workbook.host.write(list);
    if (!done.ok) return done.message;
    window.undo = () => done.value.undo();
    return 'done';
  }, changes);

const undo = () => workbench.page.evaluate(async () => void (await window.undo()));

declare global {
  interface Window {
    undo: () => Promise<unknown>;
  }
}

describe('the selection', () => {
  it('in a spill leads to its formula', async () => {
    await sheet.select('C16');
    const selection = await workbench.page.evaluate(() =>
      window.recourse.workbook.host.selection(),
    );
    expect(selection).toMatchObject({
      sheet: SHEET,
      address: 'C16',
      formula: '=DEFICIENCY(C5,C6,C7,A14:A21,C9)',
      down: 2,
      right: 0,
      value: 30_000,
    });
  });
});

describe('references', () => {
  const read = (reference: string) =>
    workbench.page.evaluate(
      (r) => window.recourse.workbook.host.read(r, { sheet: 'Worked example', row: 0, column: 0 }),
      reference,
    );

  it.each<[string, unknown[][]]>([
    ['$C$5:C6', [[300_000], [255_000]]],
    ["'Worked example'!A14", [['CA']]],
    ['C14#', [[0], [45_000], [30_000], [30_000], [45_000], [30_000], [30_000], [30_000]]],
  ])('%s is read', async (reference, values) => {
    const found = await read(reference);
    if (!found.ok) throw new Error(found.message);
    expect(found.value.values).toHaveLength(values.length);
    expect(found.value.values[0]).toEqual(values[0]);
  });

  it('to a whole column end where the sheet ends', async () => {
    const found = await read('A:A');
    expect(found.ok && found.value.block.rows).toBeLessThan(200);
  });

  it.each(['Nowhere!A1', 'Loans[Balance]', 'no_such_name'])(
    'that lead nowhere are said to: %s',
    async (reference) => {
      expect(await read(reference)).toMatchObject({ ok: false });
    },
  );
});

describe('the case behind a cell', () => {
  it('has the values of its row', async () => {
    await sheet.select('C15');
    const record = await workbench.page.evaluate(async () => {
      const { host } = window.recourse.workbook;
      const selection = await host.selection();
      const found = selection && (await window.parts.explain(host, selection));
      return found?.kind === 'case' ? found.record : found;
    });
    expect(record).toEqual({
      balance: 300_000,
      sale_price: 255_000,
      costs: 0,
      state: 'TX',
      fair_value: 270_000,
    });
  });
});

describe('writing', () => {
  it('keeps texts that look like formulas as texts, and undo takes the sheet away', async () => {
    const cells = [
      ['=1+1', '1/2', 'TRUE'],
      [1, true, '🏠 <b>עברית</b>'],
    ];
    expect(await write([{ kind: 'sheet', sheet: 'Recourse settings', cells }])).toBe('done');
    const read = await workbench.page.evaluate(async () => {
      const from = { sheet: 'Recourse settings', row: 0, column: 0 };
      return window.recourse.workbook.host.read('A1:C2', from);
    });
    expect(read).toMatchObject({ ok: true, value: { values: cells } });
    await undo();
    const sheets = await workbench.page.evaluate(() => window.recourse.workbook.host.sheets());
    expect(sheets).toEqual([SHEET]);
  });

  it('a formula calculates, and undo gives back what stood there', async () => {
    const formula = '=DEFICIENCY(300000,255000,0,"IL")';
    await write([{ kind: 'formula', at: { sheet: SHEET, row: 4, column: 2 }, formula }]);
    expect(await sheet.value('C5')).toBe(45_000);
    await undo();
    expect(await sheet.value('C5')).toBe(300_000);
    expect(await sheet.value('C10')).toBe(45_000);
  });
});

describe('freezing', () => {
  it('leaves values, and thawing brings every formula and spill back', async () => {
    const before = await sheet.values('A1:F40');
    const found = await workbench.page.evaluate(() => window.recourse.workbook.host.findFormulas());
    const frozen = await workbench.page.evaluate(async () => {
      const { host } = window.recourse.workbook;
      const done = await window.parts.freeze(host, await window.parts.planFreeze(host));
      return { done: done.ok, left: (await host.findFormulas()).length };
    });
    expect(frozen).toEqual({ done: true, left: 0 });
    expect(await sheet.values('A1:F40')).toEqual(before);
    const thawed = await workbench.page.evaluate(async () => {
      const { host } = window.recourse.workbook;
      const plan = await window.parts.planThaw(host);
      const done = await window.parts.thaw(host, plan);
      return { done: done.ok, obstacles: plan.obstacles, found: await host.findFormulas() };
    });
    expect(thawed).toEqual({ done: true, obstacles: [], found });
    expect(await sheet.values('A1:F40')).toEqual(before);
  });
});

describe('a spill with an error in it', () => {
  it('comes back when it thaws: one bad state in the worked example', async () => {
    const cells = [['Texass']];
    await write([{ kind: 'cells', at: { sheet: SHEET, row: 14, column: 0 }, cells }]);
    expect(await sheet.value('C15')).toBe('#N/A');
    const thawed = await workbench.page.evaluate(async () => {
      const { host } = window.recourse.workbook;
      const before = await host.findFormulas();
      await window.parts.freeze(host, await window.parts.planFreeze(host));
      const plan = await window.parts.planThaw(host);
      const done = await window.parts.thaw(host, plan);
      return { done: done.ok, obstacles: plan.obstacles, before, after: await host.findFormulas() };
    });
    expect(thawed).toMatchObject({ done: true, obstacles: [] });
    expect(thawed.after).toEqual(thawed.before);
    await undo();
    expect(await sheet.value('C15')).toBe(30_000);
  });
});

describe('dates and amounts put in from the pane', () => {
  it('show as dates and amounts, not as 45,450', async () => {
    const shown = await workbench.page.evaluate(async () => {
      const { host } = window.recourse.workbook;
      const at = { sheet: 'Worked example', row: 40, column: 8 };
      const formula = '=DEFICIENCY.LEDGER(45000,"2023-01-15","2025-01-15","CA")';
      const plan = await window.parts.planInsert(host, { at, formula, rows: 1, columns: 1 });
      const done = await window.parts.carryOut(host, plan);
      if (done.ok) window.undo = () => done.value.undo();
      return done.ok;
    });
    expect(shown).toBe(true);
    expect(await sheet.value('I42')).toBe(44_941);
    expect(await sheet.format('I42')).toBe('yyyy-mm-dd');
    await undo();
    expect(await sheet.value('I42')).toBe(null);
  });
});

describe('settings', () => {
  it('are used by the functions as soon as they are saved, and undo gives the former number', async () => {
    await workbench.page.evaluate(async () => {
      const { keeper } = window.recourse.workbook;
      const saved = await keeper.save({ ...keeper.settings, facts: { recourse: 'none' } });
      if (saved.ok) window.undo = () => saved.value.undo();
    });
    await expect.poll(() => sheet.value('C10')).toBe(0);
    await undo();
    await expect.poll(() => sheet.value('C10')).toBe(45_000);
  });
});

describe('the page', () => {
  it('asks nothing of any other machine and logs no error', () => {
    expect(workbench.outside).toEqual([]);
    expect(workbench.problems).toEqual([]);
  });
});
