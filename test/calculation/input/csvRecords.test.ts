// Rows of a file as people and programs write them: each is read or refused on its own, in its place.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvRecords, isRecord } from '../../../src/calculation/input/csvRecords';
import { LONGEST_ROW } from '../../../src/calculation/input/csvRows';
import { runs } from '../../runs';

function read(text: string) {
  const records = new CsvRecords();
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const rows = [...lines.flatMap((line) => records.take(line)), ...records.end()];
  return rows.map((row) =>
    isRecord(row) ? [row.line, { ...row.record }] : [row.line, `${row.field}: ${row.message}`],
  );
}

describe('a row that can be read', () => {
  it('is a record under the heading, with quoted commas, quotes and line breaks', () => {
    expect(read('\uFEFFbalance,note\r\n"300,000","say ""as is""\r\ntwice"\r\n1,b\r\n')).toEqual([
      [2, { balance: '300,000', note: 'say "as is"\ntwice' }],
      [4, { balance: '1', note: 'b' }],
    ]);
  });

  it('may be separated by tabs, or by semicolons where the heading has no comma', () => {
    expect(read('balance\tstate\n1\tTX')).toEqual([[2, { balance: '1', state: 'TX' }]]);
    expect(read('balance;state\n"300,000";TX')).toEqual([[2, { balance: '300,000', state: 'TX' }]]);
  });

  it('may have blank cells beyond the last column, and a quote inside a plain cell', () => {
    expect(read('a,b\n1,2,,\n3,2" pipe')).toEqual([
      [2, { a: '1', b: '2' }],
      [3, { a: '3', b: '2" pipe' }],
    ]);
  });

  it('comes back as it was written, whatever is in its cells', () => {
    const cell = fc.string({ maxLength: 8 }).map((text) => text.replace(/\r/g, '').trim());
    const quote = (text: string) => `"${text.replace(/"/g, '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        // Lines inside a cell that read as rows of their own are taken for a lost quote, see below.
        fc.pre(rows.flat().every((text) => !text.includes('\n') || !text.includes(',')));
        const text = ['a,b,c', ...rows.map((row) => row.map(quote).join(','))].join('\n');
        const expected = rows.map(([a, b, c]) => ({ a, b, c }));
        expect(read(text).map(([, record]) => record)).toEqual(expected);
      }),
      runs(300),
    );
  });
});

describe('a row that cannot be read', () => {
  const after = [3, { a: '1', b: '2' }];

  it.each([
    ['text after a quoted cell', '"2" pipe",x', /write a quote inside a cell twice/],
    ['a missing cell', '1', /1 cells where the heading has 2/],
    ['a cell too many', '1,2,3', /put a cell that holds a comma in quotes/],
    ['a number with a bare comma', '300,000,255', /if 300,000 is one number, put it in quotes/],
    ['nothing at all', '', /the line is empty/],
  ])('is refused in its place for %s, and reading goes on', (_, row, words) => {
    const [bad, good] = read(`a,b\n${row}\n1,2`);
    expect(bad).toEqual([2, expect.stringMatching(words)]);
    expect(good).toEqual(after);
  });

  it('loses one line alone where its quote never closes', () => {
    expect(read('a,b\n1,"open\n1,2\n3,4')).toEqual([
      [2, expect.stringMatching(/opens a cell and does not close/)],
      [3, { a: '1', b: '2' }],
      [4, { a: '3', b: '4' }],
    ]);
  });

  it('loses one line alone where a quote far below would close its cell', () => {
    expect(read('a,b\n1,"open\n1,2\n3,4\n5,closed"\n6,7').map(([line]) => line)).toEqual([
      2, 3, 4, 5, 6,
    ]);
  });

  it('is refused where the heading names a column twice', () => {
    expect(read('a,a\n1,2')).toEqual([[2, expect.stringMatching(/the heading names 'a' twice/)]]);
  });

  it('is refused for a value under no heading', () => {
    expect(read('a,\n1,\n1,2')).toEqual([
      [2, { a: '1' }],
      [3, expect.stringMatching(/column 2 has no heading, but here it holds '2'/)],
    ]);
  });

  it('is refused where it is too long, on one line or many', () => {
    const long = 'x'.repeat(LONGEST_ROW + 1);
    expect(read(`a,b\n${long}\n1,2`)[0]).toEqual([2, expect.stringMatching(/1,000,000 are read/)]);
    const open = `1,"${`${'y'.repeat(999)}\n`.repeat(LONGEST_ROW / 1000)}`;
    expect(read(`a,b\n${open}"\n`)[0]).toEqual([2, expect.stringMatching(/does not close/)]);
  });
});
