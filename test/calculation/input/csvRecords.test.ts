// Rows of a file as people and programs write them: each is read or refused on its own, in its place.
import { readFileSync } from 'node:fs';
import path from 'node:path';
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

const isRecordOf = (row: string): boolean => typeof read(`a,b\n${row}`)[0]?.[1] === 'object';

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

describe('a file with one mistake', () => {
  const inFile = (name: string) =>
    read(readFileSync(path.resolve(import.meta.dirname, `../../data/streams/${name}.csv`), 'utf8'));

  it('of a quote gives all its other rows: 720 of 721', () => {
    const rows = inFile('csv-one-bad-quote');
    expect(rows).toHaveLength(721);
    const refused = rows.filter(([, row]) => typeof row === 'string');
    expect(refused).toEqual([[622, expect.stringContaining('write a quote inside a cell twice')]]);
    expect(inFile('csv-bad-quote-min').map(([, row]) => typeof row)).toEqual(['string', 'object']);
  });

  it.each([
    ['csv-duplicate-header', "the heading names 'balance' twice"],
    ['csv-unquoted-thousands', 'if 300,000 is one number, put it in quotes'],
  ])('%s has it named in its row', (name, words) => {
    expect(inFile(name)).toEqual([[2, expect.stringContaining(words)]]);
  });
});

describe('a cell', () => {
  it('is read without the spaces around it, quoted or not', () => {
    expect(read('a, b ,c\n 1 , " two " ,3 ')).toEqual([[2, { a: '1', b: 'two', c: '3' }]]);
  });

  it('may run over many lines, with separators and quotes in them, and over the end of the row', () => {
    const note = Array.from({ length: 60 }, (_, n) => `line ${n}`).join('\n');
    expect(read(`a,b\n1,"${note}"\n2,c`)).toEqual([
      [2, { a: '1', b: note }],
      [62, { a: '2', b: 'c' }],
    ]);
    expect(read('a,b\n1,"x\ny, z"\n2,c')).toEqual([
      [2, { a: '1', b: 'x\ny, z' }],
      [4, { a: '2', b: 'c' }],
    ]);
    expect(read('a,b\n"one\nsay ""two""\nthree",4')).toEqual([
      [2, { a: 'one\nsay "two"\nthree', b: '4' }],
    ]);
  });

  it('may run over lines between semicolons, and where it is the only one', () => {
    expect(read('a;b\n"x\ny";2')).toEqual([[2, { a: 'x\ny', b: '2' }]]);
    expect(read('a\n"x\ny"\n2')).toEqual([
      [2, { a: 'x\ny' }],
      [4, { a: '2' }],
    ]);
  });

  it('ends at commas where the heading has them, whatever semicolons it holds', () => {
    expect(read('a;b,c\n1,2')).toEqual([[2, { 'a;b': '1', c: '2' }]]);
  });
});

describe('the heading', () => {
  it('may stand below blank lines', () => {
    expect(read('\n  \na,b\n1,2')).toEqual([[4, { a: '1', b: '2' }]]);
  });

  it('that cannot be read is told, and so is every row that it does not head', () => {
    const [heading, row] = read('"a" b,c\n1,2');
    expect(heading).toEqual([
      1,
      expect.stringMatching(/^csv: heading: after a quoted cell comes 'b,c'/),
    ]);
    expect(row).toEqual([2, expect.stringMatching(/2 cells where the heading has 0/)]);
  });
});

describe('a line that was not read', () => {
  it('is told in its place, and ends a cell that is open', () => {
    const records = new CsvRecords();
    const rows = ['a,b', '1,"open', 'still'].flatMap((line) => records.take(line));
    rows.push(...records.refuse('the line is too long'), ...records.take('3,4'));
    expect(rows.map((row) => (isRecord(row) ? row.record : [row.line, row.message]))).toEqual([
      [2, 'a quote opens a cell and does not close: write a quote inside a cell twice'],
      [3, expect.stringMatching(/1 cells where the heading has 2/)],
      [4, 'the line is too long'],
      { a: '3', b: '4' },
    ]);
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

  it.each([
    ['$1,234.50,x', '$1,234.50'],
    ['-1,234,x', '-1,234'],
    ['(1,234),x', '(1,234)'],
    ['x,12,345.678', '12,345.678'],
  ])('names the number that a bare comma may have split: %s', (row, number) => {
    const [[, words] = []] = read(`a,b\n${row}`);
    expect(words).toMatch(`if ${number} is one number, put it in quotes or leave out its comma`);
  });

  it.each(['12,34,5', '1234,567,8', '1,2345,6', 'no 1,234,5', '1,234 or so,5', '1,234.,5'])(
    'takes %s for cells, not for a split number',
    (row) => {
      const [[, words] = []] = read(`a,b\n${row}`);
      expect(words).toMatch('put a cell that holds a comma in quotes');
    },
  );

  it('says where cells are missing that each of them needs its separator', () => {
    expect(read('a,b,c\n1,234')).toEqual([
      [
        2,
        expect.stringMatching(/2 cells where the heading has 3: write a separator for each blank/),
      ],
    ]);
  });

  it('quotes what stands after a quoted cell, and no more of it than a dozen letters', () => {
    expect(read('a,b\n"2" pipe of copper,x')).toEqual([
      [2, expect.stringMatching(/after a quoted cell comes 'pipe of copp'/)],
    ]);
  });

  it('is not closed by a quote on a later line when the cells are then too few', () => {
    expect(read('a,b\n"x\ny"\n1,2').map(([line]) => line)).toEqual([2, 3, 4]);
    expect(read('a,b\n"x\ny"\n1,2')[2]).toEqual([4, { a: '1', b: '2' }]);
  });

  it('is given up where quotes keep it open without end', () => {
    const lines = Array.from({ length: 60 }, () => 'say ""this""');
    const [first] = read(`a,b\n1,"${lines.join('\n')}",3\n`);
    expect(first).toEqual([2, expect.stringMatching(/does not close/)]);
  });

  it('is read up to the longest that is allowed', () => {
    const row = `1,${'x'.repeat(LONGEST_ROW - 2)}`;
    expect(isRecordOf(row)).toBe(true);
    expect(isRecordOf(`${row}x`)).toBe(false);
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
