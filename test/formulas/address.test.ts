/** Addresses as Excel writes and reads them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockAddress,
  cellAddress,
  columnLetters,
  columnNumber,
  fixedAddress,
  fullAddress,
  parseReference,
  sheetText,
} from '../../src/formulas/address';

describe('columns', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [16383, 'XFD'],
  ])('number %i is %s', (column, letters) => {
    expect(columnLetters(column)).toBe(letters);
    expect(columnNumber(letters.toLowerCase())).toBe(column);
  });
});

describe('names of sheets', () => {
  it.each([
    ['Loans', 'Loans'],
    ['Q1', "'Q1'"],
    ['R1C1', "'R1C1'"],
    ['TRUE', "'TRUE'"],
    ["It's", "'It''s'"],
    ['2026', "'2026'"],
    ['🏠 עברית', "'🏠 עברית'"],
  ])('%s is written %s', (name, text) => {
    expect(sheetText(name)).toBe(text);
  });

  it('are read as they were written, whatever they hold', () => {
    const name = fc.string({ minLength: 1, maxLength: 31 }).filter((s) => !/[[\]:*?/\\]/.test(s));
    fc.assert(
      fc.property(name, fc.nat(1000), fc.nat(100), (sheet, row, column) => {
        const block = { sheet, row, column, rows: 2, columns: 3 };
        expect(parseReference(fullAddress(block))).toEqual({
          ...block,
          kind: 'cells',
          spill: false,
        });
      }),
    );
  });
});

describe('references', () => {
  it('to blocks may be fixed, turned round, or a spill', () => {
    const block = { kind: 'cells', sheet: null, row: 1, column: 1, rows: 9, columns: 1 };
    expect(parseReference('$B$2:B10')).toEqual({ ...block, spill: false });
    expect(parseReference('B10:$B$2')).toEqual({ ...block, spill: false });
    expect(parseReference('C14#')).toMatchObject({ row: 13, column: 2, spill: true });
    expect(fixedAddress({ row: 1, column: 1, rows: 9, columns: 1 })).toBe('$B$2:$B$10');
    expect(blockAddress({ row: 1, column: 1, rows: 1, columns: 1 })).toBe('B2');
    expect(cellAddress({ row: 0, column: 0 })).toBe('A1');
  });

  it('to whole columns and rows have no end', () => {
    expect(parseReference("'S 1'!B:C")).toMatchObject({ sheet: 'S 1', column: 1, rows: null });
    expect(parseReference('2:3')).toMatchObject({ row: 1, rows: 2, columns: null });
  });

  it('to names may look like columns beyond the sheet', () => {
    expect(parseReference('rate')).toEqual({ kind: 'name', sheet: null, name: 'rate' });
    expect(parseReference('ZZZ1')).toEqual({ kind: 'name', sheet: null, name: 'ZZZ1' });
  });

  it.each<[string, object]>([
    ['Loans[Balance]', { table: 'Loans', part: 'data', columns: ['Balance', 'Balance'] }],
    ['Loans[]', { table: 'Loans', part: 'data', columns: null }],
    ['Loans[#All]', { table: 'Loans', part: 'all', columns: null }],
    ['Loans[[#Headers],[a]:[b c]]', { part: 'headers', columns: ['a', 'b c'] }],
    ['[@Balance]', { table: null, part: 'row', columns: ['Balance', 'Balance'] }],
    ['Loans[@[Sale price]]', { part: 'row', columns: ['Sale price', 'Sale price'] }],
    ["Loans[a '[net']]", { columns: ['a [net]', 'a [net]'] }],
  ])('to tables: %s', (text, expected) => {
    expect(parseReference(text)).toMatchObject({ kind: 'table', ...expected });
  });

  it.each(['', 'A1:', "'[Book.xlsx]S'!A1+", '1', 'a b'])('are none: %j', (text) => {
    expect(parseReference(text)).toBeUndefined();
  });
});
