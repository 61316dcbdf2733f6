/** An open case is told as open on every sheet: both ends, and the questions that would settle it. */
import { describe, expect, it } from 'vitest';
import { workbookOf } from '../../src/cli/workbook/commands';
import { IN_ORDER, MESSAGE, STILL_OPEN } from '../../src/sheets/exhibit';
import { address, type CellModel, type SheetModel } from '../../src/sheets/sheet';
import { TODAY } from '../calculation/support';

/** Georgia bars what is left unless a court confirmed the sale (O.C.G.A. § 44-14-161): 0, or 300,000 - 255,000. */
const GEORGIA = {
  balance: 300_000,
  sale_price: 255_000,
  state: 'GA',
  profile: 'commercial_real_estate',
  sale_date: '2026-03-10',
};

const sheetsOf = (name: string, json: Readonly<Record<string, unknown>>) =>
  workbookOf(name, json, 'A loan', TODAY).sheets;

const cellsIn = ({ rows }: SheetModel): ReadonlyMap<string, CellModel> =>
  new Map(
    rows.flatMap((cells, r) =>
      cells.flatMap((cell, c) => (cell ? [[address(c, r), cell] as const] : [])),
    ),
  );

const valuesOf = (sheet: SheetModel) => [...cellsIn(sheet).values()].map(({ value }) => value);

const rowWith = ({ rows }: SheetModel, label: string) =>
  rows.find((cells) => cells[0]?.value === label)?.map((cell) => cell?.value);

describe('a Georgian sale that nobody says was confirmed', () => {
  const [exhibit, chart] = sheetsOf('exhibit', GEORGIA) as [SheetModel, SheetModel];

  it('is headed with both ends, not with the most that may be left', () => {
    const cells = cellsIn(exhibit);
    expect(cells.get('B5')?.value).toBe('Open: 0 to 45,000');
    expect(cells.get('B5')?.style).not.toBe('total');
    expect([cells.get('B6')?.value, cells.get('B7')?.value]).toEqual([0, 45_000]);
    expect(cells.get(MESSAGE)?.value).toBe(STILL_OPEN);
  });

  it('is amber: no check of an open case is in order', () => {
    const looks = exhibit.highlights?.filter(({ cells }) => cells === 'B5' || cells === MESSAGE);
    const open = looks?.filter(({ formula }) => formula.includes('"Open"'));
    expect(open?.map(({ look }) => look)).toEqual(['caution', 'caution']);
    expect(valuesOf(exhibit)).not.toContain(IN_ORDER);
    expect(valuesOf(exhibit).filter((value) => /Recoverable/.test(String(value)))).toEqual([]);
  });

  it('asks what would settle it, and says what each answer leaves', () => {
    const question = rowWith(exhibit, 'Court confirmed the price as the true market value');
    expect(question?.[3]).toMatch(/confirm the sale.*true market value\?$/);
    expect(question?.[4]).toBe('Yes: 45,000. No: 0');
  });

  it('leads by its steps to the most and to the least', () => {
    expect(rowWith(exhibit, 'Deficiency at most')?.[2]).toBe(45_000);
    expect(rowWith(exhibit, 'Deficiency at least')?.[2]).toBe(0);
    expect(rowWith(chart, 'Deficiency at most')?.[2]).toBe(45_000);
    expect(rowWith(chart, 'Deficiency at least')?.[2]).toBe(0);
  });

  it('is open in the worksheet, and in the steps of the add-in', () => {
    const [worksheet, steps] = sheetsOf('worksheet', GEORGIA) as [SheetModel, SheetModel];
    expect(rowWith(worksheet, 'At most, by the add-in')?.[1]).toBe(45_000);
    expect(rowWith(worksheet, 'At least, in plain formulas')?.[1]).toBe(0);
    expect(rowWith(worksheet, 'Branch of the law')?.[1]).toBe(STILL_OPEN);
    const last = steps.rows.filter((cells) => cells[1]?.value != null).at(-1);
    expect(last?.slice(1, 5).map((cell) => cell?.value)).toEqual([
      'Deficiency at most',
      0,
      45_000,
      'open: 0 to 45,000',
    ]);
  });

  it('once confirmed is certain, and barred once it is known not to be', () => {
    const [yes] = sheetsOf('exhibit', { ...GEORGIA, true_value_confirmed: true });
    const [no] = sheetsOf('exhibit', { ...GEORGIA, true_value_confirmed: false });
    expect(rowWith(yes as SheetModel, 'Deficiency')?.[1]).toBe(45_000);
    expect(rowWith(yes as SheetModel, 'Status')?.[1]).toMatch(/^Recoverable/);
    expect(rowWith(no as SheetModel, 'Deficiency')?.[1]).toBe(0);
    expect(rowWith(no as SheetModel, 'Status')?.[1]).toMatch(/^Barred/);
  });
});

describe('a portfolio', () => {
  const LOAN = { balance: 300_000, costs: 7_000, sale_price: 255_000, sale_date: '2026-03-10' };
  const loans = [
    { ...LOAN, id: 'open', state: 'GA', profile: 'commercial_real_estate' },
    { ...LOAN, id: 'certain', state: 'IL', profile: 'commercial_real_estate' },
    { ...LOAN, id: 'barred', state: 'CA', profile: 'home_loan' },
    { ...LOAN, id: 'none', state: 'TX', profile: 'home_loan', balance: 200_000 },
    { ...LOAN, id: 'wrong', state: 'TX', profile: 'home_loan', balance: 'x' },
  ];
  const [sheet] = sheetsOf('portfolio', { loans }) as [SheetModel];

  it('tells apart what is certain, open, barred and nothing, in loans and in dollars', () => {
    const told = (label: string) => {
      const [, low, high, , loans, , balance, shortfall] = rowWith(sheet, label) ?? [];
      return [low, high, loans, balance, shortfall];
    };
    // 300,000 + 7,000 - 255,000 is 52,000 for each loan of 300,000.
    expect(told('Certain')).toEqual([52_000, 52_000, 1, 300_000, 52_000]);
    expect(told('Open')).toEqual([0, 52_000, 1, 300_000, 52_000]);
    expect(told('Barred')).toEqual([0, 0, 1, 300_000, 52_000]);
    expect(told('No shortfall')).toEqual([0, 0, 1, 200_000, undefined]);
    expect(told('Not assessed')).toEqual([undefined, undefined, 1, undefined, undefined]);
    expect(told('All loans')).toEqual([52_000, 104_000, 5, 1_100_000, 156_000]);
  });

  it('shows both ends and the status beside the name of each loan, in front of what was given', () => {
    const [heads, ...rows] = sheet.rows.slice(11).map((cells) => cells.map((cell) => cell?.value));
    expect(heads?.slice(0, 6)).toEqual([
      'Results by loan',
      'At least',
      'At most',
      'Status and law',
      'Loan',
      'State',
    ]);
    expect(rows.map(([name, low, high]) => [name, low, high])).toEqual([
      ['open', 0, 52_000],
      ['certain', 52_000, 52_000],
      ['barred', 0, 0],
      ['none', 0, 0],
      ['wrong', { error: '#VALUE!' }, { error: '#VALUE!' }],
    ]);
    expect(rows.map((cells) => cells[4])).toEqual(rows.map(([name]) => name));
    for (const [n, word] of ['Open', 'Recoverable', 'Barred', 'No shortfall'].entries())
      expect(rows[n]?.[3]).toMatch(new RegExp(`^${word}`));
  });

  it('says which setting is in force', () => {
    expect(
      valuesOf(sheet).some((value) => /^In force: nothing is assumed/.test(String(value))),
    ).toBe(true);
  });
});
