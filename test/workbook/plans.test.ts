/** Freezing, thawing, repairing and inserting: what will happen is said first, then done, then may be taken back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  freeze,
  FROZEN_KEY,
  frozenIn,
  planFreeze,
  planThaw,
  thaw,
} from '../../src/workbook/freeze';
import { withPlainNames } from '../../src/formulas/formulaText';
import {
  planInsert,
  planInsertDown,
  portfolioFormula,
  proposeMapping,
} from '../../src/workbook/insert';
import { carryOut } from '../../src/workbook/plan';
import { planRepair } from '../../src/workbook/repair';
import { errorValue } from '../../src/formulas/formulaText';
import { blockOf, cellAddress } from '../../src/formulas/address';
import { isErrorValue, type ReadValue } from '../../src/formulas/place';
import { explain } from '../../src/workbook/explain';
import { MemoryHost, SHEET } from './memoryHost';

const at = (row: number, column: number) => ({ sheet: SHEET, row, column });

const twoLoans = () =>
  new MemoryHost([
    [300_000, 255_000, '=DEFICIENCY(A1:A3,B1:B3,0,"IL")'],
    [200_000, 150_000, null],
    [100_000, 'oops', null],
  ]).calculate();

async function frozenLoans() {
  const host = await twoLoans();
  const done = await freeze(host, await planFreeze(host));
  if (!done.ok) throw new Error(done.message);
  return { host, undo: () => done.value.undo() };
}

describe('freezing', () => {
  it('leaves values and errors where a formula and its spill stood, and keeps the formula', async () => {
    const { host } = await frozenLoans();
    expect(host.entries.get('C1')).toBe(45_000);
    expect(host.entries.get('C2')).toBe(50_000);
    expect(host.entries.get('C3')).toMatchObject({ error: '#VALUE!' });
    expect(frozenIn(host)).toMatchObject([{ formula: '=DEFICIENCY(A1:A3,B1:B3,0,"IL")', rows: 3 }]);
  });

  it('is taken back with its record', async () => {
    const { host, undo } = await frozenLoans();
    await undo();
    expect(host.entries.get('C1')).toEqual({ formula: '=DEFICIENCY(A1:A3,B1:B3,0,"IL")' });
    expect(host.settings.get(FROZEN_KEY)).toBeUndefined();
  });

  it.each(['#BUSY!', '#NAME?', '#SPILL!'])(
    'leaves a cell that shows %s, and says so',
    async (error) => {
      const host = await twoLoans();
      host.shown.set('C1', errorValue(error));
      const plan = await planFreeze(host);
      expect(plan.changes).toEqual([]);
      expect(plan.obstacles).toEqual([{ where: 'Loans!C1', why: expect.any(String) }]);
    },
  );

  it('says what cannot be written before anything changes', async () => {
    const host = await twoLoans();
    host.condition = { protected: true };
    expect((await planFreeze(host)).obstacles[0]?.why).toContain('protected');
    host.condition = { hiddenRows: true };
    expect((await planFreeze(host)).remarks).toEqual(['Hidden rows on Loans are written too.']);
  });
});

describe('thawing', () => {
  const errors = [
    '#N/A',
    '#VALUE!',
    '#NUM!',
    '#DIV/0!',
    '#REF!',
    '#NULL!',
    '#SPILL!',
    '#FIELD!',
    '#BLOCKED!',
    '#CONNECT!',
    '#UNKNOWN!',
    '#PYTHON!',
  ];
  const anyCell = fc.oneof(
    fc.constantFrom(...errors.map(errorValue)),
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom('', '#N/A', 'TRUE', '1/2', "'", '=1+1', ' '),
    fc.string(),
    fc.constant(null),
  );
  const spill = fc
    .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 4 }) })
    .chain(({ rows, columns }) =>
      fc.array(fc.array(anyCell, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );

  it('brings back every formula exactly, whatever stood in its spill, and whatever a sheet makes of an error', async () => {
    const formula = '=DEFICIENCY(A1:A3,B1:B3,0,"IL")';
    await fc.assert(
      fc.asyncProperty(spill, fc.boolean(), async (values, asText) => {
        const host = new MemoryHost();
        host.enter('E5', { formula });
        const [[first]] = values as [[ReadValue]];
        host.spills.set('E5', {
          ...blockOf(at(4, 4)),
          rows: values.length,
          columns: values[0]?.length ?? 1,
        });
        values.forEach((row, r) =>
          row.forEach((value, c) =>
            host.shown.set(cellAddress({ row: 4 + r, column: 4 + c }), value),
          ),
        );
        const plan = await planFreeze(host);
        if (isErrorValue(first) && plan.changes.length === 0) return;
        expect((await freeze(host, plan)).ok).toBe(true);
        // Excel keeps few errors as errors when they are written, and the page none.
        if (asText)
          for (const [address, entry] of host.entries)
            if (isErrorValue(entry)) host.enter(address, entry.error);
        const back = await planThaw(host);
        expect(back.obstacles).toEqual([]);
        expect((await thaw(host, back)).ok).toBe(true);
        expect([...host.entries]).toEqual([['E5', { formula }]]);
        expect(frozenIn(host)).toEqual([]);
      }),
    );
  });

  it('brings back the formula exactly, with room for its spill', async () => {
    const { host } = await frozenLoans();
    const done = await thaw(host, await planThaw(host));
    expect(done.ok).toBe(true);
    expect([...host.entries.keys()].filter((address) => address.startsWith('C'))).toEqual(['C1']);
    expect(host.valueAt(at(1, 2))).toBe(50_000);
    expect(frozenIn(host)).toEqual([]);
  });

  it('leaves what was changed since, and keeps its formula for later', async () => {
    const { host } = await frozenLoans();
    host.enter('C2', 1);
    const plan = await planThaw(host);
    expect(plan.changes).toEqual([]);
    expect(plan.obstacles[0]?.why).toContain('=DEFICIENCY(A1:A3,B1:B3,0,"IL")');
    expect(await thaw(host, plan)).toMatchObject({ ok: false });
    expect(frozenIn(host)).toHaveLength(1);
  });

  it('reads past entries of the record that are damaged', async () => {
    const { host } = await frozenLoans();
    const kept = host.settings.get(FROZEN_KEY) as unknown[];
    await host.settings.save({ [FROZEN_KEY]: [null, 5, { sheet: 'x' }, ...kept] });
    expect(frozenIn(host)).toHaveLength(1);
  });
});

describe('repairing', () => {
  it('enters stuck formulas again, under their plain names', async () => {
    const host = new MemoryHost([['=_xldudf_DEFICIENCY_STATUS(1,2)'], ['=DEFICIENCY(3,1,0,"IL")']]);
    host.shown.set('A1', errorValue('#NAME?'));
    host.shown.set('A2', 2);
    const plan = await planRepair(host);
    expect(plan.places).toEqual(['Loans!A1']);
    await carryOut(host, plan);
    expect(host.entries.get('A1')).toEqual({ formula: '=DEFICIENCY.STATUS(1,2)' });
  });

  it('leaves the namespace of the namespaced add-in alone', () => {
    const formula = '=1+DEFICIENCY.DEFICIENCY(DEFICIENCY.SURPLUS(1,2),"_xldudf_DEFICIENCY(")';
    expect(withPlainNames(formula)).toBe(formula);
  });
});

describe('inserting', () => {
  const insertion = { at: at(4, 0), formula: '=DEFICIENCY(A1:A3,B1:B3)', rows: 3, columns: 1 };

  it('is planned, then done', async () => {
    const host = await twoLoans();
    await carryOut(host, await planInsert(host, insertion));
    expect(host.entries.get('A5')).toEqual({ formula: '=DEFICIENCY(A1:A3,B1:B3)' });
  });

  it.each<[string, object]>([
    ['merged', { merged: true }],
    ['inside the table Tape', { table: 'Tape' }],
    ['A6', { occupied: ['A6'] }],
    ['protected', { protected: true }],
  ])('says beforehand what hinders a spill: %s', async (word, condition) => {
    const host = await twoLoans();
    host.condition = condition;
    const plan = await planInsert(host, insertion);
    expect(plan.changes).toEqual([]);
    expect(plan.obstacles[0]?.why).toContain(word);
  });

  it('of a single answer fits into a table or a merged cell', async () => {
    const host = await twoLoans();
    host.condition = { merged: true, table: 'Tape' };
    const plan = await planInsert(host, { ...insertion, rows: 1 });
    expect(plan.obstacles).toEqual([]);
  });

  it('says which formula it replaces', async () => {
    const host = await twoLoans();
    const plan = await planInsert(host, { ...insertion, at: at(0, 2), rows: 1 });
    expect(plan.remarks).toEqual(['It replaces =DEFICIENCY(A1:A3,B1:B3,0,"IL")']);
  });

  it('down a column writes a formula for each row', async () => {
    const host = await twoLoans();
    const plan = await planInsertDown(
      host,
      blockOf(at(0, 5), 2, 1),
      (row) => `=DEFICIENCY(A${row + 1},B${row + 1})`,
    );
    await carryOut(host, plan);
    expect(host.entries.get('F2')).toEqual({ formula: '=DEFICIENCY(A2,B2)' });
  });
});

describe('a portfolio', () => {
  const tape = {
    name: null,
    block: { sheet: SHEET, row: 0, column: 0, rows: 4, columns: 5 },
    columns: ['Property State', 'UPB', 'Sale price', 'Method', 'Sale date'],
  };

  it('is recognised by the names of its columns', () => {
    expect(proposeMapping('DEFICIENCY', tape)).toMatchObject({
      arguments: {
        balance: { column: 'UPB' },
        proceeds: { column: 'Sale price' },
        state: { column: 'Property State' },
      },
      facts: { method: { column: 'Method' }, sale_date: { column: 'Sale date' } },
    });
  });

  it('is answered by one formula that the functions and the pane read alike', async () => {
    const host = new MemoryHost([
      tape.columns,
      ['IL', 300_000, 255_000, 'judicial', 45_292],
      ['TX', 200_000, 150_000, null, null],
      ['CA', 200_000, 150_000, 'nonjudicial', '2024-05-01'],
    ]);
    const formula = portfolioFormula(proposeMapping('DEFICIENCY', tape), at(1, 6));
    if (!formula.ok) throw new Error(formula.message);
    expect(formula.value).toBe(
      '=DEFICIENCY($B$2:$B$4,$C$2:$C$4,,$A$2:$A$4,,"method="&$D$2:$D$4&"; sale_date="&IF($E$2:$E$4="","",TEXT($E$2:$E$4,"yyyy-mm-dd")))',
    );
    host.enter('G2', { formula: formula.value });
    await host.calculate();
    expect([1, 2, 3].map((row) => host.valueAt(at(row, 6)))).toEqual([45_000, 50_000, 0]);
    await host.select(at(1, 6));
    const found = await explain(host, await host.selection());
    expect(found).toMatchObject({ record: { method: 'judicial', sale_date: '2024-01-01' } });
  });

  it('of a table refers to its columns by name, whatever they are called', () => {
    const table = { ...tape, name: 'Tape', columns: ['UPB [net]', "It's", 'State'] };
    const formula = portfolioFormula(
      {
        id: 'DEFICIENCY',
        table,
        arguments: {
          balance: { column: 'UPB [net]' },
          proceeds: { column: "It's" },
          costs: { constant: 7_000 },
          state: { constant: 'TX' },
        },
        facts: { residential: { constant: false } },
      },
      at(0, 9),
    );
    expect(formula).toEqual({
      ok: true,
      value: `=DEFICIENCY(Tape[UPB '[net']],Tape[It''s],7000,"TX",,"residential=false")`,
    });
  });

  it('without a balance is asked for one', () => {
    const mapping = { id: 'DEFICIENCY', table: tape, arguments: {}, facts: {} };
    expect(portfolioFormula(mapping, at(0, 9))).toEqual({
      ok: false,
      message: 'Choose a column for balance.',
    });
  });
});

describe('number formats', () => {
  it('are set for what is inserted, where numbers bring none along', async () => {
    const host = new MemoryHost();
    const formula = '=DEFICIENCY.LEDGER(45000,"2023-01-15","2025-01-15","CA")';
    const plan = await planInsert(host, { at: at(0, 0), formula, rows: 1, columns: 1 });
    const [change] = plan.changes;
    expect(change?.kind === 'formula' && change.formats?.[1]?.slice(0, 4)).toEqual([
      'yyyy-mm-dd',
      null,
      null,
      '0.00%',
    ]);
  });

  it('are left to the numbers where they bring them along, and to other formulas', async () => {
    const host = new MemoryHost();
    const formats = async (formula: string) => {
      const plan = await planInsert(host, { at: at(0, 0), formula, rows: 1, columns: 1 });
      return plan.changes[0] && 'formats' in plan.changes[0];
    };
    expect(await formats('=DEFICIENCY(300000,255000,0,"IL")')).toBe(true);
    expect(await formats('=DEFICIENCY(300000,255000,0,"IL")*2')).toBe(false);
    host.takesFormats = true;
    expect(await formats('=DEFICIENCY(300000,255000,0,"IL")')).toBe(false);
  });

  it('that numbers brought along stay when a formula is frozen, and go when it thaws', async () => {
    const host = await twoLoans();
    host.brought = [['#,##0.00'], ['#,##0.00'], [null]];
    await freeze(host, await planFreeze(host));
    expect(host.written.at(-1)).toMatchObject({ formats: [['#,##0.00'], ['#,##0.00'], [null]] });
    await thaw(host, await planThaw(host));
    expect(host.written.at(-2)).toMatchObject({ formats: [['General'], ['General'], [null]] });
  });
});
