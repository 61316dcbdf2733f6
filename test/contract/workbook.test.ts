/** The workbook in Excel: settings, selection, references, the case behind a cell, freezing, and what is refused. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { blockOf } from '../../src/formulas/address';
import { SETTINGS_KEY } from '../../src/workbook/host';
import { closeWorkbooks, ExcelHost } from './host/excelHost';
import { GridWorkbook } from './host/grid';

let excel: ExcelHost;
let grid: GridWorkbook;

beforeAll(async () => {
  grid = loanTape();
  excel = await ExcelHost.open(grid);
  await excel.addin.addScriptTag({ url: '/test.js' });
}, 120_000);

afterAll(closeWorkbooks);

beforeEach(() => {
  grid = loanTape();
  excel.grid = grid;
});

/** Four loans, the textbook case among them, and what the functions answer: computed by hand. */
function loanTape(): GridWorkbook {
  const made = new GridWorkbook("Bank's loans");
  made.fill('A1', [
    ['State', 'Balance', 'Sale price', 'Facts', 'Deficiency'],
    ['IL', 300_000, 255_000, '', '=DEFICIENCY(B2:B4,C2:C4,0,A2:A4,,D2:D4)'],
    ['TX', 200_000, 150_000, 'recourse=none'],
    ['ZZ', 100_000, 90_000],
    ['Total', '=SUM(B2:B4)'],
  ]);
  made.fill('G1', [['=DEFICIENCY.STATUS(B2, C2, 0, A2)'], ['=DEFICIENCY(B2-20000, C2, 0, "IL")']]);
  const [sheet] = made.sheets;
  sheet?.spillFrom(1, 4, [[45_000], [0], [{ error: '#N/A' }]]);
  sheet?.spillFrom(0, 6, [['Recoverable']]);
  sheet?.spillFrom(1, 6, [[25_000]]);
  made.add('Notes').enter(0, 0, 'no formulas here');
  return made;
}

const at = (sheet: string, row: number, column: number) => ({ sheet, row, column });
const loans = "Bank's loans";

describe('the selection', () => {
  it('in a spill leads to the formula that spilled there', async () => {
    grid.select('E3');
    const selection = await excel.addin.evaluate(() => window.parts.officeHost().selection());
    expect(selection).toMatchObject({
      sheet: loans,
      address: 'E3',
      formula: '=DEFICIENCY(B2:B4,C2:C4,0,A2:A4,,D2:D4)',
      anchor: at(loans, 1, 4),
      down: 1,
      right: 0,
      value: 0,
    });
  });

  it('is told when it changes', async () => {
    await excel.addin.evaluate(() => {
      const heard = ((window as unknown as { heard: string[] }).heard = []) as string[];
      window.parts.officeHost().onSelection((selection) => heard.push(selection?.address ?? ''));
    });
    await expect
      .poll(async () => {
        await excel.select('B2:C4');
        return excel.addin.evaluate(() => (window as unknown as { heard: string[] }).heard);
      })
      .toContain('B2:C4');
  });
});

describe('references', () => {
  const read = (reference: string, from = at(loans, 2, 4)) =>
    excel.addin.evaluate(([r, f]) => window.parts.officeHost().read(r, f), [
      reference,
      from,
    ] as const);

  it.each<[string, unknown[][]]>([
    ['$A$2', [['IL']]],
    ['C2:C4', [[255_000], [150_000], [90_000]]],
    ["'Bank''s loans'!A4", [['ZZ']]],
    ['Notes!A1', [['no formulas here']]],
    ['E2#', [[45_000], [0], [{ error: '#N/A', message: 'a cell of the range holds #N/A' }]]],
    ['D2:D3', [[null], ['recourse=none']]],
    ['prices', [[255_000], [150_000]]],
    ['Loans[Sale price]', [[255_000], [150_000], [90_000]]],
    [
      'Loans[[State]:[Balance]]',
      [
        ['IL', 300_000],
        ['TX', 200_000],
        ['ZZ', 100_000],
      ],
    ],
    ['Loans[@Balance]', [[200_000]]],
    ['[@State]', [['TX']]],
    ['Loans', expect.any(Array) as unknown[][]],
  ])('%s is read', async (reference, values) => {
    grid.names.set('!prices', "'Bank''s loans'!C2:C3");
    const block = grid.block("'Bank''s loans'!A1:E4");
    grid.tables.push({ name: 'Loans', block });
    expect(await read(reference)).toMatchObject({ ok: true, value: { values } });
  });

  it('to a whole column end where the sheet ends', async () => {
    const found = await read('A:A');
    expect(found).toMatchObject({ ok: true, value: { block: { row: 0, rows: 5 } } });
  });

  it.each(['Nowhere!A1', 'Other[Balance]', 'no_such_name', "'[Book.xlsx]S'!A1"])(
    'that lead nowhere are said to: %s',
    async (reference) => {
      expect(await read(reference)).toMatchObject({ ok: false, message: expect.any(String) });
    },
  );
});

describe('the case behind a cell', () => {
  const explained = async (reference: string) => {
    grid.select(reference);
    return excel.addin.evaluate(async () => {
      const host = window.parts.officeHost();
      const selection = await host.selection();
      const found = selection && (await window.parts.explain(host, selection));
      return found?.kind === 'case' ? { kind: 'case', record: found.record } : found;
    });
  };

  it('has the values of its row', async () => {
    expect(await explained('E3')).toEqual({
      kind: 'case',
      record: { balance: 200_000, sale_price: 150_000, costs: 0, state: 'TX', recourse: 'none' },
    });
  });

  it('is worked out where an argument is arithmetic', async () => {
    expect(await explained('G2')).toMatchObject({ record: { balance: 280_000, state: 'IL' } });
  });

  it('says why a row has none', async () => {
    expect(await explained('E4')).toMatchObject({ kind: 'problem', field: 'state' });
  });

  it('is not there for other formulas', async () => {
    expect(await explained('B5')).toEqual({ kind: 'none' });
  });
});

describe('an answer', () => {
  it('is written into the facts of its row, and can be taken back', async () => {
    grid.select('E3');
    await excel.addin.evaluate(async () => {
      const host = window.parts.officeHost();
      const selection = await host.selection();
      const found = selection && (await window.parts.explain(host, selection));
      if (found?.kind !== 'case') throw new Error('no case');
      const done = await window.parts.writeAnswers(host, found, { owner_occupied: false });
      if (!done.ok) throw new Error(done.message);
      (window as unknown as { undo: () => Promise<unknown> }).undo = () => done.value.undo();
    });
    expect(grid.shown('D3')).toEqual([['recourse=none; owner_occupied=no']]);
    await excel.addin.evaluate(() =>
      (window as unknown as { undo: () => Promise<unknown> }).undo(),
    );
    expect(grid.shown('D3')).toEqual([['recourse=none']]);
  });
});

describe('our formulas', () => {
  it('are found once each, with what they spill to', async () => {
    const found = await excel.addin.evaluate(() => window.parts.officeHost().findFormulas());
    expect(found.map(({ address, rows, value }) => [address, rows, value])).toEqual([
      ['G1', 1, 'Recoverable'],
      ['E2', 3, 45_000],
      ['G2', 1, 25_000],
    ]);
  });

  it('are calculated anew, and only the sheets that have them', async () => {
    await excel.addin.evaluate(() => window.parts.officeHost().recalculate());
    expect(grid.calculated).toEqual([loans]);
  });
});

describe('a sheet of ours that is written anew', () => {
  const write = (cells: string[][]) =>
    excel.addin.evaluate(async (list) => {
      const host = window.parts.officeHost();
      const done = await host.write([{ kind: 'sheet', sheet: 'Recourse settings', cells: list }]);
      if (done.ok)
        (window as unknown as { undo: () => Promise<unknown> }).undo = () => done.value.undo();
      return done.ok;
    }, cells);

  it('is cleared and stays the same sheet, so that nothing that points to it breaks; undoing brings all of it back', async () => {
    expect(await write([['Kind of loan', 'Home loan']])).toBe(true);
    const sheet = grid.sheet('Recourse settings');
    sheet?.enter(40, 6, 'a note of mine');
    expect(await write([['Kind of loan', 'Farm']])).toBe(true);
    expect(grid.shown("'Recourse settings'!A1:B1")).toEqual([['Kind of loan', 'Farm']]);
    expect(grid.shown("'Recourse settings'!G41")).toEqual([['']]);
    await excel.addin.evaluate(() => (window as unknown as { undo: () => unknown }).undo());
    expect(grid.shown("'Recourse settings'!A1:B1")).toEqual([['Kind of loan', 'Home loan']]);
    expect(grid.shown("'Recourse settings'!G41")).toEqual([['a note of mine']]);
    expect(grid.sheet('Recourse settings')).toBe(sheet);
    grid.sheets.splice(grid.sheets.indexOf(sheet as never), 1);
  });
});

describe('freezing', () => {
  const freezeAll = () =>
    excel.addin.evaluate(async () => {
      const host = window.parts.officeHost();
      const plan = await window.parts.planFreeze(host);
      const done = await window.parts.freeze(host, plan);
      return { plan, done: done.ok ? 'done' : done.message };
    });

  const thawAll = () =>
    excel.addin.evaluate(async () => {
      const host = window.parts.officeHost();
      const plan = await window.parts.planThaw(host);
      const done = await window.parts.thaw(host, plan);
      return { obstacles: plan.obstacles, done: done.ok ? 'done' : done.message };
    });

  it('leaves values, and thawing brings every formula back', async () => {
    const before = grid.formulas("'Bank''s loans'!A1:G5");
    const frozen = await freezeAll();
    expect(frozen.done).toBe('done');
    expect(grid.formulas('E2:G2')).toEqual([['', '', '']]);
    expect(grid.shown('E2:E4')).toEqual([[45_000], [0], ['#N/A']]);
    expect(await thawAll()).toEqual({ obstacles: [], done: 'done' });
    expect(grid.formulas("'Bank''s loans'!A1:G5")).toEqual(before);
    await excel.calculate();
    expect(grid.shown('E2:E3')).toEqual([[45_000], [0]]);
  });

  it('keeps the formats that numbers brought along, and thawing takes them away again', async () => {
    grid.fill('Notes!A5', [
      [
        '=DEFICIENCY.DEADLINES("CT","redemption_expiry_date=2024-06-06; method=strict","2024-06-10")',
      ],
    ]);
    grid.sheet('Notes')?.formats.set('5,1', '0.0');
    await excel.calculate();
    const dates = () => grid.sheet('Notes')?.formats.get('5,0') ?? 'General';
    expect(dates()).toBe('General');
    await freezeAll();
    expect(grid.shown('Notes!A6')).toEqual([[45_481]]);
    expect(dates()).toBe('yyyy-mm-dd');
    expect(grid.sheet('Notes')?.formats.get('5,1')).toBe('0.0');
    await thawAll();
    expect(dates()).toBe('General');
    expect(grid.sheet('Notes')?.formats.get('5,1')).toBe('0.0');
  });

  it.each(['#N/A', '#VALUE!', '#SPILL!', '#FIELD!', '#BLOCKED!', '#CONNECT!'])(
    'brings back a spill that holds %s',
    async (error) => {
      grid.sheets[0]?.spillFrom(1, 4, [[45_000], [{ error }], [0]]);
      const before = grid.formulas("'Bank''s loans'!A1:G5");
      await freezeAll();
      expect(await thawAll()).toEqual({ obstacles: [], done: 'done' });
      expect(grid.formulas("'Bank''s loans'!A1:G5")).toEqual(before);
    },
  );

  it('says beforehand that a protected sheet cannot be written', async () => {
    (grid.sheets[0] as (typeof grid.sheets)[0]).protected = true;
    const { plan, done } = await freezeAll();
    expect(plan.changes).toEqual([]);
    expect(plan.obstacles[0]).toMatchObject({ where: "'Bank''s loans'!G1", why: /protected/ });
    expect(done).toBe('There is nothing to do.');
  });

  it('reaches formulas in a table, in a merged cell and in filtered rows, and brings them back', async () => {
    const notes = grid.sheet('Notes') as (typeof grid.sheets)[0];
    grid.fill('Notes!A1', [
      ['Balance', 'Deficiency'],
      [300_000, '=DEFICIENCY(A2,255000,0,"IL")'],
      [280_000, '=DEFICIENCY(A3,255000,0,"IL")'],
    ]);
    grid.fill('Notes!D1', [['=DEFICIENCY.STATUS(300000,255000,0,"IL")']]);
    grid.tables.push({ name: 'Notes', block: grid.block('Notes!A1:B3') });
    notes.merged.push(grid.block('Notes!D1:E2'));
    notes.hiddenRows.add(2);
    await excel.calculate();
    const before = grid.formulas('Notes!A1:D3');
    expect((await freezeAll()).plan.obstacles).toEqual([]);
    expect(grid.formulas('Notes!A1:D3').flat().join('')).toBe('');
    expect(grid.shown('Notes!B2:B3')).toEqual([[45_000], [25_000]]);
    expect(await thawAll()).toEqual({ obstacles: [], done: 'done' });
    expect(grid.formulas('Notes!A1:D3')).toEqual(before);
  });

  it('does not thaw over values that were changed since', async () => {
    await freezeAll();
    grid.fill('E2', [[1]]);
    const plan = await excel.addin.evaluate(() => window.parts.planThaw(window.parts.officeHost()));
    expect(plan.places).toEqual(["'Bank''s loans'!G1", "'Bank''s loans'!G2"]);
    expect(plan.obstacles).toHaveLength(1);
  });
});

describe('writing', () => {
  const write = (changes: Parameters<ReturnType<typeof window.parts.officeHost>['write']>[0]) =>
    excel.addin.evaluate(async (list) => {
      const done = await window.parts.officeHost().write(list);
      if (done.ok)
        (window as unknown as { undo: () => Promise<unknown> }).undo = () => done.value.undo();
      return done.ok ? 'done' : done.message;
    }, changes);
  const undo = () =>
    excel.addin.evaluate(() => (window as unknown as { undo: () => Promise<unknown> }).undo());

  it('a sheet makes it, with texts that look like formulas as texts, and undo takes it away', async () => {
    const cells = [
      ['=1+1', '-2', '@x', '+3'],
      ['1/2', 'TRUE', "it's", '#N/A'],
      [1, true, null, '🏠 <b>עברית</b>'],
    ];
    expect(await write([{ kind: 'sheet', sheet: 'Recourse settings', cells }])).toBe('done');
    expect(grid.shown("'Recourse settings'!A1:D3")).toEqual([
      ['=1+1', '-2', '@x', '+3'],
      ['1/2', 'TRUE', "it's", '#N/A'],
      [1, true, '', '🏠 <b>עברית</b>'],
    ]);
    expect(grid.formulas("'Recourse settings'!A1:D3").flat().join('')).toBe('');
    await undo();
    expect(grid.sheets.map(({ name }) => name)).toEqual([loans, 'Notes']);
  });

  it('over a sheet that is there empties it first, and undo gives back what it held', async () => {
    await write([{ kind: 'sheet', sheet: loans, cells: [['only this']] }]);
    expect(grid.shown('A1:B1')).toEqual([['only this', '']]);
    await undo();
    expect(grid.formulas('E2:E3')).toEqual([['=DEFICIENCY(B2:B4,C2:C4,0,A2:A4,,D2:D4)'], ['']]);
    expect(grid.shown('A2:D3')).toEqual([
      ['IL', 300_000, 255_000, ''],
      ['TX', 200_000, 150_000, 'recourse=none'],
    ]);
  });

  it('on a protected sheet is refused, and nothing of it stays', async () => {
    (grid.sheets[1] as (typeof grid.sheets)[0]).protected = true;
    const refused = await write([
      { kind: 'cells', at: at(loans, 0, 0), cells: [['changed']] },
      { kind: 'cells', at: at('Notes', 0, 0), cells: [['changed']] },
    ]);
    expect(refused).toContain('protected');
    expect(grid.shown('A1')).toEqual([['State']]);
  });

  it('keeps ten thousand characters whole, and refuses more than a cell holds', async () => {
    const long = 'x'.repeat(10_000);
    await write([{ kind: 'cells', at: at('Notes', 0, 0), cells: [[long]] }]);
    expect(grid.shown('Notes!A1')).toEqual([[long]]);
    const longer = 'x'.repeat(40_000);
    const refused = await write([{ kind: 'cells', at: at('Notes', 0, 0), cells: [[longer]] }]);
    expect(refused).toContain('at most');
  });
});

describe('what stands in the way', () => {
  it('is said before a formula is put in: tables, merged cells, filled cells, hidden rows', async () => {
    const block = grid.block("'Bank''s loans'!A1:E4");
    grid.tables.push({ name: 'Loans', block });
    grid.sheets[0]?.merged.push(grid.block("'Bank''s loans'!J3:K4"));
    grid.sheets[0]?.hiddenRows.add(2);
    const found = await excel.addin.evaluate(
      (blocks) => window.parts.officeHost().inspect(blocks),
      [
        { ...blockOf(at(loans, 4, 0)), rows: 1, columns: 2 },
        { ...block, rows: 2 },
        { ...blockOf(at(loans, 1, 9)), rows: 3 },
        blockOf(at('Gone', 0, 0)),
      ],
    );
    expect(found).toMatchObject([
      { occupied: ['B5'], table: null, merged: false, hiddenRows: false },
      { table: 'Loans' },
      { merged: true, hiddenRows: true, occupied: [] },
      { missing: true },
    ]);
  });
});

describe('settings', () => {
  const open = async (kept: unknown) => {
    const workbook = new GridWorkbook();
    if (kept !== undefined) workbook.settings.set(SETTINGS_KEY, JSON.stringify(kept));
    const host = await ExcelHost.open(workbook);
    await host.addin.addScriptTag({ url: '/test.js' });
    return { workbook, host };
  };

  it('are there when the workbook opens, are saved with it, and another person is heard', async () => {
    const { workbook, host } = await open({ version: 1, profile: 'farm', ours: 1 });
    const read = await host.addin.evaluate(async () => {
      const { officeHost, SettingsKeeper } = window.parts;
      const keeper = new SettingsKeeper(officeHost().settings);
      const before = keeper.settings.profile;
      const saved = await keeper.save({ ...keeper.settings, rounding: 'half_even' });
      keeper.onChange(({ settings }) => {
        document.title = settings.when_unknown;
      });
      return { before, saved: saved.ok };
    });
    expect(read).toEqual({ before: 'farm', saved: true });
    const kept = JSON.parse(workbook.settings.get(SETTINGS_KEY) ?? '') as Record<string, unknown>;
    expect(kept).toEqual({ version: 1, profile: 'farm', ours: 1, rounding: 'half_even' });
    workbook.settings.set(SETTINGS_KEY, JSON.stringify({ ...kept, when_unknown: 'lower' }));
    await host.tellSettingsChanged();
    await expect.poll(() => host.addin.title()).toBe('lower');
    expect(host.problems).toEqual([]);
    await host.close();
  });
});

describe('the page', () => {
  it('asked nothing of any other machine, and nothing went wrong', () => {
    expect(excel.outside).toEqual([]);
    expect(excel.problems).toEqual([]);
  });
});
