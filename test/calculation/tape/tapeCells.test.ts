/** Cells of a tape as systems write them: days with times, cells that say nothing, rows that are no loans. */
import { describe, expect, it } from 'vitest';
import { readTape, type Tape } from '../../../src/calculation/tape/tape';
import { rowsOfText } from '../../../src/calculation/tape/text';

const tapeOf = (...lines: readonly string[]): Tape => {
  const read = readTape(rowsOfText(lines.join('\n')));
  if (!read.ok) throw new Error(read.message);
  return read.value;
};

const HEADS = 'Loan #,State,UPB,Sale Price,Sale Date';
const records = (...rows: readonly string[]) =>
  tapeOf(HEADS, ...rows).loans.map(({ record }) => record);

describe('a day', () => {
  it.each([
    '2024-03-15',
    '20240315',
    '2024-03-15 00:00',
    '2024-03-15 9:30',
    '2024-03-15T09:30:15Z',
    '2024-03-15 09:30:15.250',
    '3/15/2024 12:00:00 AM',
    '3/15/2024 9:30pm',
  ])('%s is the fifteenth of March', (typed) => {
    const { columns } = tapeOf(HEADS, `1,TX,300000,255000,${typed}`);
    expect(columns.at(-1)).toMatchObject({ field: { name: 'sale_date' } });
    const [record] = records(`1,TX,300000,255000,${typed}`);
    expect(['2024-03-15', '3/15/2024']).toContain(record?.['sale_date']);
  });
});

describe('a cell', () => {
  it.each(['N/A', ' tbd ', '-', 'Unknown', '$ -', '00/00/0000', 'NULL', ''])(
    'of %j says nothing',
    (typed) => {
      expect(records(`1,TX,300000,255000,${typed}`)[0]).not.toHaveProperty('sale_date');
    },
  );
});

describe('a row', () => {
  const left = (row: string) =>
    tapeOf(HEADS, '1,TX,300000,255000,2024-03-15', row).leftOut.map(({ line, why }) => [line, why]);

  it('that sums up is no loan, whatever it is called', () => {
    for (const total of ['Total', ' Grand Total', 'subtotal', 'Pool totals', 'Average', 'COUNT'])
      expect(left(`${total},,300000,255000,`)).toEqual([[3, 'a total']]);
    expect(left('Totally,TX,300000,255000,')).toEqual([]);
  });

  it('that repeats the headings, or has neither number nor state, is none either', () => {
    expect(left(HEADS)).toEqual([[3, 'the headings again']]);
    expect(left(',,300000,255000,')).toEqual([
      [3, 'it has neither a loan number nor a state: a total or a note'],
    ]);
    expect(left('n/a,-,300000,255000,')).toHaveLength(1);
    expect(left('2,,300000,255000,')).toEqual([]);
    expect(left(',TX,300000,255000,')).toEqual([]);
    expect(left(',,,,')).toEqual([]);
  });
});

describe('a column', () => {
  const stateOf = (...states: readonly string[]) =>
    tapeOf(HEADS, ...states.map((state, n) => `${n},${state},300000,255000,`)).columns[1];

  it('most of whose cells cannot be read is not what its heading says', () => {
    expect(stateOf('TX', 'Performing')?.field?.name).toBe('state');
    const wrong = stateOf('TX', 'Performing', 'REO');
    expect(wrong?.field).toBeNull();
    expect(wrong?.note).toMatch(
      /^most of its cells, such as 'Performing', are no .*: choose what it tells$/,
    );
    expect(stateOf('TX', 'Performing', 'n/a')?.field?.name).toBe('state');
  });

  it('of amounts that are none is given up too', () => {
    const { columns } = tapeOf(HEADS, '1,TX,see note,255000,', '2,TX,see file,255000,');
    expect(columns[2]?.field).toBeNull();
    expect(columns[3]?.field?.name).toBe('sale_price');
  });
});

it('a text with fewer than two headings is no tape', () => {
  const one = readTape(rowsOfText('Name,State\nA,TX'));
  expect(one.ok ? '' : one.message).toMatch(/^no row of headings was found/);
  expect(readTape(rowsOfText('Loan #,State\n1,TX')).ok).toBe(true);
});
