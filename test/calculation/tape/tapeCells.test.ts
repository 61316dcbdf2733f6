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

describe('the cells of a workbook', () => {
  const read = (heads: readonly unknown[], ...rows: readonly (readonly unknown[])[]): Tape => {
    const tape = readTape({
      rows: [heads, ...rows].map((cells, at) => ({ line: at + 1, cells })),
      dateSystem: 1900,
    });
    if (!tape.ok) throw new Error(tape.message);
    return tape.value;
  };
  const heads = HEADS.split(',');

  it('hold days as numbers: 20240315, and 45366, the serial number of March 15, 2024', () => {
    // 45,292 is January 1, 2024; 31 + 29 + 14 days later is March 15.
    for (const day of [20240315, 45366])
      expect(read(heads, ['1', 'TX', 300000, 255000, day]).loans[0]?.record).toMatchObject({
        sale_date: '2024-03-15',
        principal: 300000,
        sale_price: 255000,
      });
  });

  it('are named in what is said of a column that tells something else', () => {
    const { columns } = read(heads, ['1', 'TX', 300000, 255000, { error: '#REF!' }]);
    expect(columns.at(-1)).toMatchObject({
      field: null,
      note: expect.stringContaining('#REF!') as unknown,
    });
  });

  it('that are blank at the front do not hide a total', () => {
    expect(read(heads, [null, ' Total ', 300000]).leftOut).toEqual([{ line: 2, why: 'a total' }]);
  });
});

describe('what is said of a whole tape', () => {
  const notes = (...lines: readonly string[]) => tapeOf(...lines).notes;
  const loan = (id: string) => `${id},TX,300000,255000,2024-03-15`;
  const PRINCIPAL = expect.stringContaining('the debt is the principal alone') as string;

  it('is that loan numbers stand on several rows', () => {
    expect(notes(HEADS, loan('1'), loan('2'))).toEqual([PRINCIPAL]);
    expect(notes(HEADS, loan('1'), loan('2'), loan('2'))).toEqual([
      PRINCIPAL,
      'one loan number stands on more than one row, such as 2',
    ]);
    expect(notes(HEADS, loan('7'), loan('2'), loan('2'), loan('7'))).toContain(
      '2 loan numbers stand on more than one row, such as 7',
    );
  });

  it('is that the debt is the principal alone, unless a column tells more of it', () => {
    expect(notes(`${HEADS},Accrued Int`, `${loan('1')},500`)).toEqual([]);
    // What was paid takes off the debt; it tells nothing of what else is owed.
    expect(notes(`${HEADS},Suspense Bal`, `${loan('1')},500`)).toEqual([PRINCIPAL]);
    expect(notes('Loan #,State,Sale Price', '1,TX,255000')).toEqual([]);
  });

  it('is no state where no column tells one, and a blank where one does', () => {
    const refusal = (...lines: readonly string[]) => tapeOf(...lines).loans[0]?.refusal?.message;
    expect(refusal(HEADS, '1,,300000,255000,2024-03-15')).toBe(
      'State is blank: give the state of the collateral',
    );
    expect(refusal('Loan #,UPB,Sale Price', '1,300000,255000')).toBe(
      'no column says the state of the collateral',
    );
  });
});

describe('the lines of a file', () => {
  const loan = '1,TX,300000,255000,2024-03-15';

  it('keep their numbers below a title, and below lines that are blank', () => {
    const { rows } = rowsOfText(['Pool 7', '', HEADS, loan, '', `2${loan.slice(1)}`].join('\n'));
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [3, 'Loan #'],
      [4, '1'],
      [6, '2'],
    ]);
  });

  it('that cannot be cut into cells are left out with their number', () => {
    const { broken } = rowsOfText(['Pool 7', HEADS, loan, '2,"TX,1,1,2024-03-15'].join('\n'));
    expect(broken).toEqual([{ line: 4, why: expect.any(String) as unknown }]);
    expect(
      tapeOf('Pool 7', HEADS, loan, '2,"TX,1,1,2024-03-15').leftOut.map(({ line }) => line),
    ).toEqual([4]);
  });
});
