/** Arguments worked out as Excel works them out. */
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../src/money/result';
import { evaluate } from '../../src/formulas/expression';
import type { ReadValue } from '../../src/formulas/place';

const CELLS: Record<string, ReadValue[][]> = {
  A1: [[10]],
  'B1:B3': [[1], [2], [3]],
  'C1:E1': [[10, 20, 30]],
  F1: [[null]],
  G1: [['text']],
};

const read = async (reference: string) => {
  const values = CELLS[reference];
  return values
    ? ok({ values, block: { sheet: 'S', row: 0, column: 0, rows: 1, columns: 1 } })
    : fail(`no ${reference}`);
};

const worked = async (text: string) => {
  const found = await evaluate(text, read);
  return found.ok ? found.value.values : found.message;
};

describe('an argument', () => {
  it.each<[string, ReadValue]>([
    ['1+2*3', 7],
    ['(1+2)*3', 9],
    ['-2^2', 4],
    ['2^3^2', 64],
    ['10%*50', 5],
    ['A1-3', 7],
    ['A1*F1', 0],
    ['"a"&A1&TRUE', 'a10TRUE'],
    ['"1,234"+1', 1235],
    ['1e-2*100', 1],
    ['A1>=10', true],
    ['"B"="b"', true],
    ['-A1', -10],
    ['2--1', 3],
    ['IF(A1>5,"much","little")', 'much'],
    ['IF(F1="","",1)', ''],
    ['TEXT(45292,"yyyy-mm-dd")', '2024-01-01'],
    ['SUM(B1:B3)*2', 12],
    ['SUM(B1:B3,"4",G1,TRUE)', 11],
    ['MAX(B1:B3,A1)-MIN(B1:B3)', 9],
    ['MAX(G1)', 0],
    ['DATE(2025,7,15)', 45853],
    ['DATE(2024,13,0)', 45657],
    ['TEXT("soon","yyyy-mm-dd")&"!"', 'soon!'],
  ])('%s is %s', async (text, expected) => {
    expect(await worked(text)).toEqual([[expected]]);
  });

  it('that combines a column and a number is a column', async () => {
    expect(await worked('B1:B3*A1')).toEqual([[10], [20], [30]]);
  });

  it('that combines a column and a row is a block', async () => {
    expect(await worked('B1:B3+C1:E1')).toEqual([
      [11, 21, 31],
      [12, 22, 32],
      [13, 23, 33],
    ]);
  });

  it.each([
    ['1/0', '#DIV/0!'],
    ['G1+1', '#VALUE!'],
    ['#N/A+1', '#N/A'],
    ['0^0', '#NUM!'],
  ])('%s is the error %s', async (text, error) => {
    expect(await worked(text)).toMatchObject([[{ error }]]);
  });

  it('with a function of the sheet is left to the sheet', async () => {
    expect(await worked('VLOOKUP(A1,B1:C3,2)*2')).toBe(
      'uses VLOOKUP, which only the sheet can work out',
    );
  });

  it('chooses row by row', async () => {
    expect(await worked('IF(B1:B3>1,B1:B3,"")')).toEqual([[''], [2], [3]]);
  });

  it.each([
    'IF(1,2)',
    'TEXT(1',
    'IF(',
    '1+',
    '(1',
    'A1 B1',
    '*2',
    '('.repeat(300),
    '-'.repeat(300),
  ])('that makes no sense is said to: %s', async (text) => {
    expect(await worked(text)).toContain('cannot be worked out');
  });

  it('says what is wrong with a reference', async () => {
    expect(await worked('Z9+1')).toBe('no Z9');
  });
});
