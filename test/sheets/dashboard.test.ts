// The dashboard counts loans and dollars as they stand, in formulas over frozen figures, and says when the table moved on.
import { describe, expect, it } from 'vitest';
import { workbookOf } from '../../src/cli/workbook/commands';
import { placedIn } from '../../src/workbook/models';
import type { SheetModel } from '../../src/sheets/sheet';
import { dayFromYmd } from '../../src/money/dates';

const HOUSE = {
  balance: 300_000,
  sale_price: 255_000,
  sale_date: '2026-06-20',
  profile: 'home_loan',
};
const LOANS = [
  { id: 'A', ...HOUSE, state: 'IL' },
  { id: 'B', ...HOUSE, state: 'CA' },
  { id: 'C', ...HOUSE, state: 'GA' },
  { id: 'D', ...HOUSE, state: 'Gorgia' },
];
const PREPARED = dayFromYmd(2026, 7, 1) as number;
const { sheets } = workbookOf('dashboard', { loans: LOANS }, 'Maple Pool', PREPARED);
const sheet = (name: string): SheetModel => sheets.find((one) => one.name === name) as SheetModel;

/** The values of the row that a label begins, in a part of the sheet where there are several. */
const row = (name: string, label: string, after?: string) => {
  const { rows } = sheet(name);
  const from = after === undefined ? 0 : rows.findIndex(([cell]) => cell?.value === after);
  return rows
    .slice(from)
    .find(([cell]) => cell?.value === label)
    ?.map((cell) => cell?.value);
};

describe('the dashboard', () => {
  it('tells what is certain from what is open, barred and not assessed', () => {
    // Loans, balance, shortfall, at least, at most.
    expect(row('Dashboard', 'Certain')).toEqual(['Certain', 1, 300_000, 45_000, 45_000, 45_000]);
    expect(row('Dashboard', 'Open')).toEqual(['Open', 1, 300_000, 45_000, 0, 45_000]);
    expect(row('Dashboard', 'Barred')).toEqual(['Barred', 1, 300_000, 45_000, 0, 0]);
    expect(row('Dashboard', 'Not assessed')).toEqual(['Not assessed', 1, 0, 0, 0, 0]);
    expect(row('Dashboard', 'All loans')).toEqual([
      'All loans',
      4,
      900_000,
      135_000,
      45_000,
      90_000,
    ]);
  });

  it('says where, and by which law', () => {
    // Loans, certain, open at most, barred, open at least.
    expect(row('Dashboard', 'GA', 'By state')).toEqual(['GA', 1, 0, 45_000, 0, 0]);
    expect(row('Dashboard', 'CA', 'By state')).toEqual(['CA', 1, 0, 0, 45_000, 0]);
    expect(row('Dashboard', 'O.C.G.A. § 44-14-161')?.[3]).toBe(45_000);
  });

  it('stands on figures that need no add-in', () => {
    const written = ['Dashboard', 'Worklist', 'Calendar', 'Results']
      .flatMap((name) => sheet(name).rows.flat())
      .flatMap((cell) => cell?.formula ?? []);
    expect(written.length).toBeGreaterThan(40);
    expect(written.filter((formula) => /DEFICIENCY/.test(formula))).toEqual([]);
  });

  it('names the loan in an error and links to its row, wherever the table is put', () => {
    const link = () => sheet('Errors').rows.at(-1)?.[0];
    expect(link()).toMatchObject({ value: 'D', formula: `HYPERLINK("#'Portfolio'!A16","D")` });
    const placed = placedIn(sheets, ['Portfolio']).find(({ name }) => name === 'Errors');
    expect(placed?.rows.at(-1)?.[0]?.formula).toBe(`HYPERLINK("#'Portfolio (2)'!A16","D")`);
  });
});

describe('the worklist', () => {
  it('says what each answer leaves', () => {
    const [, loans, open, decides, , answers] =
      row('Worklist', 'Court confirmed the price as the true market value') ?? [];
    expect([loans, open, decides]).toEqual([1, 45_000, 45_000]);
    expect(answers).toBe('Yes: 45,000. No: 0');
  });
});

describe('the calendar', () => {
  it('counts the days that are left: nineteen from July 1 to the thirtieth day after June 20', () => {
    const due = sheet('Calendar').rows.find((cells) => cells[2]?.value === 'C');
    expect(due?.[1]?.value).toBe(19);
  });
});
