/** The case behind a cell is the one that the function calculated, and answers find their place in its row. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { outcome } from '../../src/calculation/deficiency/outcome';
import { NEW_WORKBOOK } from '../../src/calculation/settings/settings';
import '../../src/functions/second';
import { useSettings } from '../../src/functions/session';
import { planAnswers, planShared, withFact, writeAnswers } from '../../src/workbook/answers';
import { explain, type Explained } from '../../src/workbook/explain';
import { MemoryHost, SHEET } from './memoryHost';

beforeAll(() => useSettings(NEW_WORKBOOK));

const at = (row: number, column: number) => ({ sheet: SHEET, row, column });

async function explainedAt(host: MemoryHost, row: number, column: number): Promise<Explained> {
  await host.select(at(row, column));
  const found = await explain(host, await host.selection());
  if (found.kind !== 'case') throw new Error(JSON.stringify(found));
  return found;
}

const formula = (text: string) => new MemoryHost([[text]]).calculate();

describe('the case behind a cell', () => {
  it('leads to the number or the mistake that the function gave, whatever the row', async () => {
    const state = fc.constantFrom('CA', 'TX', 'NY', 'IL', 'FL', '');
    const loan = fc.tuple(
      state,
      fc.integer({ min: 0, max: 500_000 }),
      fc.integer({ min: 0, max: 500_000 }),
      fc.constantFrom(null, 0, 260_000),
      fc.constantFrom(null, 'method=judicial', 'recourse=none', 'profile=farm; when_unknown=lower'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(loan, { minLength: 2, maxLength: 5 }), async (loans) => {
        const rows = loans.map((cells) => [...cells]);
        const n = rows.length;
        const host = new MemoryHost(rows);
        const call = `=DEFICIENCY(B1:B${n},C1:C${n},,A1:A${n},D1:D${n},E1:E${n})`;
        host.enter('G1', { formula: call });
        await host.calculate();
        for (let row = 0; row < n; row += 1) {
          const shown = host.valueAt({ row, column: 6 });
          await host.select(at(row, 6));
          const found = await explain(host, await host.selection());
          // Proceeds without a balance are the one mistake that such rows can hold.
          if (rows[row]?.[1] === 0 && rows[row]?.[2] !== 0) {
            expect(shown).toMatchObject({ error: '#VALUE!' });
            expect(found).toMatchObject({ kind: 'problem', field: 'balance' });
          } else {
            if (found.kind !== 'case') throw new Error(JSON.stringify(found));
            expect(outcome(found.case).deficiency / 100).toBe(shown);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of a table of steps is its one loan, in every cell', async () => {
    const host = await formula('=DEFICIENCY.STEPS(300000,255000,0,"IL")');
    const found = await explainedAt(host, 2, 3);
    expect(found.record).toMatchObject({ balance: 300_000, state: 'IL' });
  });

  it('of a range is the same in both of its cells', async () => {
    const host = await formula('=DEFICIENCY.RANGE({300000;200000},255000,0,"IL")');
    expect((await explainedAt(host, 1, 1)).record).toMatchObject({ balance: 200_000 });
  });

  it('is found inside another function, and says so', async () => {
    const host = new MemoryHost([['=ROUND(DEFICIENCY(300000,255000,0,"IL"),-3)']]);
    expect(await explainedAt(host, 0, 0)).toMatchObject({ within: true, rows: 1 });
  });

  it('names the argument that only the sheet can work out', async () => {
    const host = new MemoryHost([['=DEFICIENCY(VLOOKUP(1,B1:C2,2),255000,0,"IL")']]);
    expect(await explain(host, await host.selection())).toEqual({
      kind: 'problem',
      id: 'DEFICIENCY',
      field: 'balance',
      message: 'uses VLOOKUP, which only the sheet can work out',
    });
  });

  it('names the argument that cannot be read', async () => {
    const host = await formula('=DEFICIENCY(300000,"a lot",0,"IL")');
    expect(await explain(host, await host.selection())).toMatchObject({
      kind: 'problem',
      field: 'proceeds',
    });
  });

  it('is none for a list of facts, an empty row or another formula', async () => {
    const kinds = await Promise.all(
      ['=DEFICIENCY.FACTS("CA")', '=DEFICIENCY(B1,C1)', '=B1+1'].map(async (text) => {
        const host = new MemoryHost([[text]]);
        return (await explain(host, await host.selection())).kind;
      }),
    );
    expect(kinds).toEqual(['no case', 'no case', 'none']);
  });
});

describe('a function over time behind a cell', () => {
  const explained = async (host: MemoryHost, row: number, column: number) => {
    await host.calculate();
    await host.select(at(row, column));
    return explain(host, await host.selection());
  };

  it('comes with its arguments, read from the sheet, and the place of the cell in its result', async () => {
    const host = new MemoryHost([
      [250_000, '6.5%', '=DEFICIENCY.PAYOFF(A1:A2,B1:B2,"2024-01-01","2024-06-28")'],
      [100_000, '6%'],
    ]);
    const found = await explained(host, 2, 4);
    expect(found).toMatchObject({
      kind: 'over time',
      id: 'DEFICIENCY.PAYOFF',
      title: 'Loans!E3',
      place: { down: 2, right: 2 },
    });
    if (found.kind !== 'over time') throw new Error(found.kind);
    expect(found.matrices.get('principal')?.cells).toEqual([[250_000], [100_000]]);
    expect(found.matrices.get('charges')?.cells).toEqual([[null]]);
  });

  it('has no place in the result of a formula that does more', async () => {
    const host = new MemoryHost([
      ['=ROUND(DEFICIENCY.INTEREST(100,"6%","2024-01-01","2024-03-01"),0)'],
    ]);
    expect(await explained(host, 0, 0)).toMatchObject({ kind: 'over time', place: null });
  });

  it('gives way to a case in its argument when only the sheet can work that out', async () => {
    const host = new MemoryHost([
      ['=DEFICIENCY.JUDGMENT(DEFICIENCY(300000,255000,0,"IL"),"2023-01-15","2025-01-15","KY")'],
    ]);
    expect(await explained(host, 0, 0)).toMatchObject({ kind: 'case', id: 'DEFICIENCY' });
  });

  it('names the argument that cannot be worked out', async () => {
    const host = new MemoryHost([['=DEFICIENCY.PERDIEM(VLOOKUP(1,B1:C2,2),"6%")']]);
    expect(await explained(host, 0, 0)).toMatchObject({ kind: 'problem', field: 'principal' });
  });
});

describe('an answer', () => {
  const answered = async (host: MemoryHost, row: number, column: number, answers: object) => {
    await host.calculate();
    const found = await explainedAt(host, row, column);
    const done = await writeAnswers(host, found, answers as Record<string, string>);
    return done.ok ? 'done' : done.message;
  };

  it('goes into the formula of a single loan', async () => {
    const host = new MemoryHost([['=DEFICIENCY(300000,255000,0)']]);
    await answered(host, 0, 0, { state: 'CA', method: 'judicial', owner_occupied: false });
    expect(host.entries.get('A1')).toEqual({
      formula: '=DEFICIENCY(300000,255000,0,"CA",,"method=judicial; owner_occupied=no")',
    });
  });

  it('goes into the cell that an argument refers to, for its own row', async () => {
    const host = new MemoryHost([
      [300_000, 255_000, null, '=DEFICIENCY(A1:A2,B1:B2,0,"NY",C1:C2)'],
      [200_000, 150_000],
    ]);
    expect(await answered(host, 1, 3, { fair_value: 180_000 })).toBe('done');
    expect(host.valueAt({ row: 1, column: 2 })).toBe(180_000);
  });

  it('goes into the text of facts beside the row, in place of an earlier answer', async () => {
    const host = new MemoryHost([
      [300_000, 'method=judicial', '=DEFICIENCY(A1:A2,0,0,"IL",,B1:B2)'],
      [200_000, null],
    ]);
    expect(await answered(host, 0, 2, { method: 'nonjudicial' })).toBe('done');
    expect(await answered(host, 1, 2, { recourse: 'none' })).toBe('done');
    expect(host.entries.get('B1')).toBe('method=nonjudicial');
    expect(host.entries.get('B2')).toBe('recourse=none');
  });

  it('goes into a list of facts, into its row or the first empty one', async () => {
    const host = new MemoryHost([
      ['method', 'judicial', '=DEFICIENCY(300000,255000,0,"IL",,A1:B3)'],
      [null, null],
    ]);
    expect(await answered(host, 0, 2, { method: 'nonjudicial', residential: true })).toBe('done');
    expect(host.entries.get('B1')).toBe('nonjudicial');
    expect([host.entries.get('A2'), host.entries.get('B2')]).toEqual(['residential', 'yes']);
  });

  it('goes into the column of a table of facts', async () => {
    const host = new MemoryHost([
      ['method', 'residential', null, null],
      ['judicial', null, 300_000, '=DEFICIENCY(C2:C3,0,0,"IL",,A1:B3)'],
      ['judicial', null, 200_000],
    ]);
    expect(await answered(host, 2, 3, { residential: false })).toBe('done');
    expect(host.entries.get('B3')).toBe('no');
  });

  it('brings its own column into a table of facts that has none', async () => {
    const host = new MemoryHost([
      ['method', 'residential', null, null],
      ['judicial', null, 300_000, '=DEFICIENCY(C2:C3,0,0,"IL",,A1:B3)'],
      ['judicial', null, 200_000],
    ]);
    expect(await answered(host, 2, 3, { obligor: 'guarantor', residential: false })).toBe('done');
    expect(['B1', 'B2', 'B3'].map((at) => host.entries.get(at))).toEqual([
      'Obligor',
      undefined,
      'guarantor',
    ]);
    // The column of residential is C now, and the formula reads the wider table.
    expect(host.entries.get('C3')).toBe('no');
    expect(host.entries.get('E2')).toEqual({ formula: '=DEFICIENCY(D2:D3,0,0,"IL",,A1:C3)' });
    expect((await explainedAt(host, 2, 4)).record).toMatchObject({ obligor: 'guarantor' });
  });

  it('for all loans that share the question is written into each of their rows', async () => {
    const rows = (owner: string | null) => [
      ['method', 'owner_occupied', null, null],
      ['judicial', owner, 300_000, '=DEFICIENCY(C2:C4,0,0,"IL",,A1:B4)'],
      ['judicial', 'yes', 200_000],
      ['judicial', null, 100_000],
    ];
    const host = await new MemoryHost(rows(null)).calculate();
    const found = await explainedAt(host, 1, 3);
    const plan = await planShared(host, found, [0, 2], 'owner_occupied', false);
    if (!plan.ok) throw new Error(plan.message);
    const done = await host.write(plan.value.changes);
    expect(['B2', 'B3', 'B4'].map((at) => host.entries.get(at))).toEqual(['no', 'yes', 'no']);
    if (done.ok) await done.value.undo();
    expect(host.entries.has('B4')).toBe(false);
    const wider = await planShared(host, found, [0, 2], 'dwelling_units', 2);
    if (!wider.ok) throw new Error(wider.message);
    expect(wider.value.places).toEqual(['the new column B of Loans: Dwelling units']);
    const added = await host.write(wider.value.changes);
    expect(['B1', 'B2', 'B3', 'B4'].map((at) => host.entries.get(at))).toEqual([
      'Dwelling units',
      2,
      undefined,
      2,
    ]);
    expect(host.entries.get('C3')).toBe('yes');
    if (added.ok) await added.value.undo();
    expect(host.entries.get('B3')).toBe('yes');
  });

  it.each([
    ['shared by all rows', '=DEFICIENCY(A1:A2,0,0,"IL")', { state: 'CA' }],
    ['shared by all rows', '=DEFICIENCY(A1:A2,0,0,"IL")', { method: 'judicial' }],
    ['takes no facts', '=DEFICIENCY.SHORTFALL(300000,255000)', { method: 'judicial' }],
  ])('that has no place is refused: %s', async (_, text, answers) => {
    const host = new MemoryHost([
      [300_000, text],
      [200_000, null],
    ]);
    const refused = await answered(host, 0, 1, answers);
    expect(refused).toMatch(/shared by all of them|takes no facts/);
  });

  it('does not replace a formula, nor write to a protected sheet', async () => {
    const host = new MemoryHost([[300_000, '=DEFICIENCY(A1,255000,0,"IL",C1)', '=1+1']]);
    expect(await answered(host, 0, 1, { fair_value: 1 })).toContain('holds a formula');
    host.enter('C1', null);
    host.condition = { protected: true };
    expect(await answered(host, 0, 1, { fair_value: 1 })).toContain('protected');
  });

  it('says beforehand where it goes, and can be taken back', async () => {
    const host = await new MemoryHost([[300_000, '=DEFICIENCY(A1,255000,0,"NY",C1)']]).calculate();
    const found = await explainedAt(host, 0, 1);
    const plan = await planAnswers(host, found, { fair_value: 280_000 });
    expect(plan).toMatchObject({ ok: true, value: { places: ['Loans!C1'] } });
    const done = await writeAnswers(host, found, { fair_value: 280_000 });
    expect(host.valueAt({ row: 0, column: 1 })).toBe(20_000);
    if (done.ok) await done.value.undo();
    expect(host.entries.has('C1')).toBe(false);
  });
});

describe('a text of facts', () => {
  it('keeps its other facts and their order', () => {
    expect(withFact('a=1; Sale date: 2020-01-01\nb=2', 'sale_date', '2021-01-01')).toBe(
      'a=1; sale_date=2021-01-01; b=2',
    );
  });
});
