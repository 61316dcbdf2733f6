/** Claims and payments that were typed in rows reach the calculation as they were meant. */
import { describe, expect, it } from 'vitest';
import { listed } from '../../src/sheets/timeInputs';
import { rowsInWords } from '../../src/taskpane/models/rowsField';

const read = (...rows: readonly (readonly [string, string])[]) =>
  listed(rowsInWords(rows.map(([first, amount]) => ({ first, amount }))));

describe('rows', () => {
  it('are read as names with their amounts, empty ones left out', () => {
    expect(read(['Second Bank; Trust', '60,000'], ['', ''], ['Taxes 2025', '$4 500'])).toEqual([
      { words: 'Second Bank, Trust', amount: '60,000' },
      { words: 'Taxes 2025', amount: '$4500' },
    ]);
  });

  it('that are half told are no amount: the number of a lot is none either', () => {
    expect(read(['Lot 5', ''], ['', '500'])).toEqual([
      { words: 'Lot 5', amount: '?' },
      { words: '?', amount: '500' },
    ]);
  });
});
