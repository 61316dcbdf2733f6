/** The worksheet functions in Excel: associated, called, and answering with numbers, spills and errors. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeWorkbooks, ExcelHost } from './host/excelHost';
import { GridWorkbook } from './host/grid';

let excel: ExcelHost;
const grid = new GridWorkbook();

beforeAll(async () => {
  grid.fill('A1', [
    ['State', 'Balance', 'Price'],
    ['CA', 300_000, 255_000],
    ['XX', 300_000, 255_000],
    ['IL', 300_000, 255_000],
    ['NY', 300_000, 'a lot'],
    ['TX', 300_000, ''],
    ['TX', 300_000, '#N/A'],
    ['TX', 300_000, 300_000],
  ]);
  grid.fill('E1', [['=DEFICIENCY(300000,255000,,"IL")'], ['=DEFICIENCY(B2:B8,C2:C8,0,A2:A8)']]);
  grid.fill('G1', [['=deficiency.status(300000,255000,0,"CA")']]);
  grid.fill('H1', [['=DEFICIENCY.STEPS(300000,255000,7000,"IL")']]);
  grid.fill('O1', [['=DEFICIENCY.RANGE(B2,C2,0,A2)']]);
  excel = await ExcelHost.open(grid);
  await excel.calculate();
}, 120_000);

afterAll(closeWorkbooks);

describe('a function in Excel', () => {
  it('returns a number, arguments left out in the middle', () => {
    expect(grid.shown('E1')).toEqual([[45_000]]);
  });

  it('spills a row for each loan, with errors in their own places', () => {
    const shown = [0, '#N/A', 45_000, '#VALUE!', '#VALUE!', '#N/A', 0];
    expect(grid.shown('E2:E8')).toEqual(shown.map((value) => [value]));
  });

  it('says with each error what is wrong', () => {
    expect(grid.message('E3')).toContain('no such state: XX');
    expect(grid.message('E5')).toContain("'a lot' is not an amount");
    expect(grid.message('E6')).toContain('proceeds: is missing');
    expect(grid.message('E7')).toBe('proceeds: this cell holds #N/A');
  });

  it('is found under its dotted name in any case', () => {
    expect(String(grid.shown('G1')[0]?.[0])).toContain('580d');
  });

  it('spills a table', () => {
    const [header, balance] = grid.shown('H1:M2');
    expect(header).toEqual(['Stage', 'Step', 'Amount', 'Total', 'How', 'Law']);
    expect(balance?.slice(2, 4)).toEqual([300_000, 300_000]);
  });

  it('spills across', () => {
    expect(grid.shown('O1:P1')).toEqual([[0, 0]]);
  });
});

describe('number formats', () => {
  it('go with amounts, dates and rates, and a formatted date is read by the next function', async () => {
    // Conn. Gen. Stat. § 49-14(a): thirty days from 6 June 2024 end on 6 July, a Saturday; 45481 is Monday, 8 July.
    grid.fill('A20', [
      [
        '=DEFICIENCY.DEADLINES("CT","redemption_expiry_date=2024-06-06; method=strict","2024-06-10")',
      ],
    ]);
    await excel.calculate();
    const sheet = grid.sheets[0];
    expect(sheet?.at(0, 4)).toMatchObject({ shown: 45_000, formatted: '#,##0.00' });
    const due = sheet?.at(20, 0);
    expect(due).toMatchObject({ shown: 45_481, formatted: 'yyyy-mm-dd' });
    grid.fill('R20', [['=DEFICIENCY.INTEREST(100000,"10%","2023-07-09",A21,"actual/365")']]);
    await excel.calculate();
    expect(grid.shown('R20')).toEqual([[10_000]]);
  });
});

describe('the page', () => {
  it('asks nothing of any other machine, and nothing goes wrong', () => {
    expect(excel.outside).toEqual([]);
    expect(excel.problems).toEqual([]);
  });
});
