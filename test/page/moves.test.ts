/** Ranges and references follow rows and columns that people put in, take out and move. */
import { describe, expect, it } from 'vitest';
import { Followed, Moves } from '../../src/xlsx/moves';

const range = (startRow: number, endRow: number, startColumn = 0, endColumn = 25) => ({
  startRow,
  endRow,
  startColumn,
  endColumn,
});

function after(...commands: readonly (readonly [string, object])[]) {
  const moves = new Moves();
  for (const [id, params] of commands)
    moves.note(`sheet.mutation.${id}`, { subUnitId: 'a', ...params });
  const name = 'Loans now';
  const list = moves.within('a', 1000, 100);
  return new Followed([
    { was: 'Loans', moves: list, name },
    { was: 'Lists', moves: [], name: 'Lists' },
    { was: 'Gone', moves: [], name: null },
  ]);
}

const inserted = (row: number, count: number) =>
  ['insert-row', { range: range(row, row + count - 1) }] as const;
const removed = (row: number, count: number) =>
  ['remove-rows', { range: range(row, row + count - 1) }] as const;

describe('a range', () => {
  it('goes down with rows that are put in above, and grows with rows inside', () => {
    // Two rows before row 4; the range begins at row 13.
    expect(after(inserted(3, 2)).range('Loans', 'A13:F20')).toBe('A15:F22');
    expect(after(inserted(14, 2)).range('Loans', 'A13:F20')).toBe('A13:F22');
    expect(after(inserted(12, 1)).range('Loans', 'A13:F20')).toBe('A14:F21');
    expect(after(inserted(20, 1)).range('Loans', 'A13:F20')).toBe('A13:F20');
  });

  it('shrinks by rows that are taken out, from either end, until it is gone', () => {
    expect(after(removed(0, 3)).range('Loans', 'B13')).toBe('B10');
    expect(after(removed(14, 2)).range('Loans', 'A13:F20')).toBe('A13:F18');
    expect(after(removed(10, 4)).range('Loans', 'A13:F20')).toBe('A11:F16');
    expect(after(removed(17, 10)).range('Loans', 'A13:F20')).toBe('A13:F17');
    expect(after(removed(10, 20)).range('Loans', 'A13:F20')).toBeUndefined();
  });

  it('is where it was when a step is undone', () => {
    expect(after(inserted(3, 2), removed(3, 2)).range('Loans', '$A$13:$F$20')).toBe('$A$13:$F$20');
  });

  it('follows columns, and rows that are moved as a whole', () => {
    const columns = after(['insert-col', { range: range(0, 999, 1, 1) }]);
    expect(columns.range('Loans', 'A5:C5')).toBe('A5:D5');
    const up = ['move-rows', { sourceRange: range(9, 10), targetRange: range(2, 3) }] as const;
    expect(after(up).range('Loans', 'A10:A11')).toBe('A3:A4');
    expect(after(up).range('Loans', 'A3:A5')).toBe('A5:A7');
    const down = ['move-rows', { sourceRange: range(2, 3), targetRange: range(10, 11) }] as const;
    expect(after(down).range('Loans', 'A3')).toBe('A9');
    expect(after(down).range('Loans', 'A5:A10')).toBe('A3:A8');
  });
});

describe('a formula', () => {
  const followed = after(inserted(3, 2));

  it('names cells where they are now, under the name that their sheet has now', () => {
    expect(followed.formula('Loans', 'LEFT($O13,6)="Barred"')).toBe('LEFT($O15,6)="Barred"');
    expect(followed.formula('Lists', "SUM('Loans'!$A$13:$A$20)+Lists!B2")).toBe(
      "SUM('Loans now'!$A$15:$A$22)+Lists!B2",
    );
    expect(followed.formula('Lists', 'Gone!A1+1')).toBe('#REF!+1');
  });

  it('keeps texts, functions and names that look like cells', () => {
    expect(followed.formula('Loans', '"A13"&LOG10(A13)&DEC2BIN(2)&My_A13')).toBe(
      '"A13"&LOG10(A15)&DEC2BIN(2)&My_A13',
    );
  });

  it('keeps columns of tables that look like cells, and cells of other workbooks', () => {
    const quarters = 'SUM(Sales[[#This Row],[Q13]:[Q14]])+Sales[Q15]';
    expect(followed.formula('Loans', `${quarters}+Q13`)).toBe(`${quarters}+Q15`);
    const others = "[1]Loans!A13+'[1]Loans'!A13+[Other.xlsx]Loans!$A$13:$B$20+[1]Loans!13:13";
    expect(followed.formula('Lists', others)).toBe(others);
  });

  it('keeps cells of several sheets, under the names that these have now', () => {
    expect(followed.formula('Lists', 'SUM(Lists:Loans!A13)')).toBe("SUM('Lists:Loans now'!A13)");
    expect(followed.formula('Lists', "SUM('Lists:Other'!A13)")).toBe("SUM('Lists:Other'!A13)");
    expect(followed.formula('Lists', 'SUM(A1:Loans!A13)')).toBe("SUM(A1:'Loans now'!A15)");
  });

  it('keeps whole sheets whole, and ends where a sheet ends', () => {
    expect(followed.formula('Loans', 'SUM(A$1:B$1048576)+SUM(A9:A1048576)')).toBe(
      'SUM(A$1:B$1048576)+SUM(A11:A1048576)',
    );
    expect(followed.formula('Loans', 'A1048575')).toBe('#REF!');
  });

  it('is wrong where its cells are gone', () => {
    expect(after(removed(12, 1)).formula('Loans', 'A13*2')).toBe('#REF!*2');
  });
});

it('room that is made behind a sheet moves nothing', () => {
  const moves = new Moves();
  moves.note('sheet.mutation.insert-row', { subUnitId: 'a', range: range(200, 300) });
  expect(moves.within('a', 60, 8)).toEqual([]);
  expect(moves.within('a', 250, 8)).toHaveLength(1);
  expect(moves.within('b', 250, 8)).toEqual([]);
});

it('rows inside a sheet count though the sheet has grown past its old end, and shrunk again', () => {
  const moves = new Moves();
  // 60 rows become 70, and then row 66 is among them; after 20 are gone row 55 is behind the 50 left.
  moves.note('sheet.mutation.insert-row', { subUnitId: 'a', range: range(5, 14) });
  moves.note('sheet.mutation.insert-row', { subUnitId: 'a', range: range(65, 65) });
  moves.note('sheet.mutation.remove-rows', { subUnitId: 'a', range: range(5, 25) });
  moves.note('sheet.mutation.insert-row', { subUnitId: 'a', range: range(54, 54) });
  expect(moves.within('a', 60, 8).map(({ at }) => at)).toEqual([5, 65, 5]);
});

describe('a formula in the spreadsheet', () => {
  const values = (cellValue: object, trigger?: string) =>
    ['sheet.mutation.set-range-values', { subUnitId: 'a', cellValue, trigger }] as const;
  const byRows = 'sheet.command.insert-row-by-range';

  it('is known as rewritten by the spreadsheet until somebody writes it', () => {
    const moves = new Moves();
    moves.note('sheet.mutation.insert-row', { subUnitId: 'a', range: range(0, 1) });
    moves.note(...values({ 2: { 0: { f: '=SUM(B3)' }, 1: { f: '=B4' } } }, byRows));
    // Written down once more before it is calculated.
    moves.note(...values({ 2: { 0: { f: '=SUM(B3)', v: null } } }));
    moves.note(...values({ 2: { 1: { f: '=B5' } } }));
    expect([...moves.rewritten('a')]).toEqual([
      ['2 0', '=SUM(B3)'],
      ['2 1', null],
    ]);
  });

  it('stays somebody’s own when rows move again, and goes along with them', () => {
    const moves = new Moves();
    moves.note(...values({ 4: { 0: { f: '=B5*2' } } }));
    moves.note('sheet.mutation.insert-row', { subUnitId: 'a', range: range(0, 1) });
    moves.note(...values({ 4: { 0: { f: null } }, 6: { 0: { f: '=B7*2' } } }, byRows));
    expect([...moves.rewritten('a')]).toEqual([['6 0', null]]);
  });
});

it('a name without $ means cells from where it is used, and stays where rows move', () => {
  const moves = [{ axis: 'rows', kind: 'insert', at: 0, count: 2, to: 0 }] as const;
  const followed = new Followed([{ was: 'S', moves, name: 'S' }]);
  expect(followed.name('S', 'S!$A$1+S!A1')).toBe('S!$A$3+S!A1');
  expect(followed.name('S', "'S'!$1:$2")).toBe("'S'!$3:$4");
});
