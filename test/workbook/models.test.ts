/** Models go into the open workbook as new sheets: under free names, with calls as people type them, and out again. */
import { describe, expect, it } from 'vitest';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { exhibitWithChart } from '../../src/sheets/exhibit';
import { portfolio } from '../../src/sheets/portfolio';
import { freeze, planFreeze, planThaw, thaw } from '../../src/workbook/freeze';
import { planModel, placedIn } from '../../src/workbook/models';
import { carryOut } from '../../src/workbook/plan';
import { caseOf, TODAY } from '../calculation/support';
import { MemoryHost, SHEET } from './memoryHost';

const RECORD = { balance: 300000, sale_price: 255000, state: 'MO' };
const exhibitSheets = () =>
  exhibitWithChart({
    item: caseOf(RECORD),
    title: 'Smith',
    preparedOn: TODAY,
    textOf: () => '',
  });

describe('a model in the open workbook', () => {
  it('takes free names, and its chart refers to the exhibit beside it', () => {
    const [exhibit, chart] = placedIn(exhibitSheets(), ['Deficiency', 'waterfall']);
    expect([exhibit?.name, chart?.name]).toEqual(['Deficiency (2)', 'Waterfall (2)']);
    const formulas = chart?.rows.flat().flatMap((cell) => cell?.formula ?? []) ?? [];
    const across = formulas.filter((formula) => formula.includes('!'));
    expect(across.length).toBeGreaterThan(0);
    for (const formula of across) expect(formula).toContain("'Deficiency (2)'!");
    expect(chart?.charts?.[0]?.series[0]?.values).toMatch(/^'Waterfall \(2\)'!\$B\$/);
  });

  it('calls the add-in by the names that people type, with its lists beside it', () => {
    const reader = new CaseReader({ ...NOTHING_ASSUMED, today: TODAY });
    const sheets = portfolio({ reader, records: [RECORD], title: 'Loans', preparedOn: TODAY });
    const [table, lists] = placedIn(sheets, ['Lists']);
    expect(lists?.name).toBe('Lists (2)');
    const calls = table?.rows.flat().flatMap((cell) => (cell?.spill ? [cell.formula] : []));
    expect(calls?.map((formula) => formula?.replace(/\(.*/, ''))).toEqual([
      'Loans[Loan]&""',
      'DEFICIENCY.RANGE',
      'DEFICIENCY.STATUS',
    ]);
    for (const { rule } of table?.validations ?? [])
      if (rule.kind === 'range') expect(rule.source).toMatch(/^'Lists \(2\)'!/);
  });

  it('is made beside what is there, and undoing takes just that away', async () => {
    const host = new MemoryHost([[300000, 255000]]);
    const plan = await planModel(host, exhibitSheets());
    if (!plan.ok) throw new Error(plan.message);
    expect(plan.value.places).toEqual(['Deficiency', 'Waterfall']);
    const done = await carryOut(host, plan.value);
    if (!done.ok) throw new Error(done.message);
    expect(await host.sheets()).toEqual([SHEET, 'Deficiency', 'Waterfall']);
    await done.value.undo();
    expect(await host.sheets()).toEqual([SHEET]);
    expect(host.valueAt({ row: 0, column: 0 })).toBe(300000);
  });

  it('is refused in a workbook whose dates count from 1904', async () => {
    const host = Object.assign(new MemoryHost(), { dateSystem: async () => 1904 as const });
    const plan = await planModel(host, exhibitSheets());
    expect(plan.ok).toBe(false);
  });
});

describe('freezing a portfolio', () => {
  it('leaves figures for every row, and thawing brings both calls back exactly', async () => {
    const deficiency = '=DEFICIENCY(B2:B4,C2:C4,0,A2:A4)';
    const status = '=DEFICIENCY.STATUS(B2:B4,C2:C4,0,A2:A4)';
    const host = await new MemoryHost([
      ['State', 'Balance', 'Sale price', 'Deficiency', 'Status'],
      ['MO', 300000, 255000, deficiency, status],
      ['TY', 200000, 190000],
      ['MO', 100000, 130000],
    ]).calculate();
    const before = new Map(host.entries);
    const shown = [1, 2, 3].map((row) => host.valueAt({ row, column: 3 }));
    expect(shown).toMatchObject([45000, { error: '#N/A' }, 0]);
    const frozen = await freeze(host, await planFreeze(host));
    expect(frozen.ok).toBe(true);
    expect(await host.findFormulas()).toEqual([]);
    expect([1, 2, 3].map((row) => host.valueAt({ row, column: 3 }))).toMatchObject(shown);
    const thawed = await thaw(host, await planThaw(host));
    expect(thawed.ok).toBe(true);
    expect(host.entries).toEqual(before);
    expect([1, 2, 3].map((row) => host.valueAt({ row, column: 3 }))).toMatchObject(shown);
  });
});
