/** References to tables as the cells that they mean; expectations after Excel's rules for structured references. */
import { describe, expect, it } from 'vitest';
import { withoutTables, type TablePlace } from '../../src/formulas/tables';

const LOANS: TablePlace = {
  name: 'Loans',
  sheet: 'Portfolio',
  row: 11,
  column: 0,
  rows: 6,
  columns: ['Loan', 'State', "It's [net]", 'Fair value'],
  headers: 1,
  totals: 1,
};

const at = (formula: string, row = 0, sheet = 'Portfolio') =>
  withoutTables(formula, [LOANS], { sheet, row, column: 7 });

describe('a reference to a table', () => {
  it.each([
    ['=SUM(Loans[State])', '=SUM($B$13:$B$16)'],
    ['=COUNTA(loans[#Headers])', '=COUNTA($A$12:$D$12)'],
    ['=SUM(Loans[#Data])', '=SUM($A$13:$D$16)'],
    ['=SUM(Loans[#All])', '=SUM($A$12:$D$17)'],
    ['=F(Loans[[#All],[State]:[Fair value]])', '=F($B$12:$D$17)'],
    ['=Loans[[#Totals],[Fair value]]', '=$D$17'],
    ["=SUM(Loans[It''s '[net']])", '=SUM($C$13:$C$16)'],
  ])('%s means %s', (written, meant) => {
    expect(at(written)).toBe(meant);
  });

  it('to its own row means the cell beside the formula', () => {
    expect(at('=Loans[@State]&Loans[[#This Row],[Loan]]', 13)).toBe('=$B$14&$A$14');
  });

  it('from another sheet carries the name of the table’s sheet', () => {
    expect(at('=SUM(Loans[State])', 0, 'Notes')).toBe('=SUM(Portfolio!$B$13:$B$16)');
  });

  it('that means nothing here stays as it is written', () => {
    for (const formula of [
      '=SUM(Loans[Stata])',
      '=SUM(Other[State])',
      '="Loans[State]"',
      '=Loans[@State]',
      '=SUM([Book.xlsx]Sheet1!A1)',
    ])
      expect(at(formula)).toBe(formula);
  });
});
