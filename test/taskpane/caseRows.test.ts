/** A case typed row by row in the pane comes out as the same case told in a file, and what is wrong stands in its row. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseResult } from '../../src/calculation/case/caseResult';
import { NEW_WORKBOOK } from '../../src/calculation/settings/settings';
import { currentReader, today, useSettings } from '../../src/functions/session';
import { CASE_TABLES, type TableLook } from '../../src/sheets/case';
import { wholeCaseOf } from '../../src/sheets/timeInputs';
import {
  columnsOf,
  jsonOf,
  moreColumns,
  NOTHING_TYPED,
  notesOf,
  typedOf,
  wrongBesides,
  type Typed,
} from '../../src/taskpane/case/caseRows';

beforeAll(() => useSettings(NEW_WORKBOOK));

const look = (name: string) => CASE_TABLES.find((one) => one.name === name) as TableLook;
const made = (typed: Typed) =>
  wholeCaseOf(jsonOf(typed), { reader: currentReader(), preparedOn: today() });

function owed(typed: Typed): Record<string, number | null> {
  const found = made(typed);
  if (!found.ok) throw new Error(found.problems.map(({ message }) => message).join('; '));
  const value: CaseResult = found.value;
  return Object.fromEntries(value.people.map(({ person, owes }) => [person.name, owes]));
}

/** Two notes, two tracts, a borrower, and a parent who covers the second note up to 6,000. */
const TWO: Typed = {
  tables: {
    debts: [
      { name: 'First', balance: '100,000', rank: '1' },
      { name: 'Second', balance: '80000', rank: '2', rate: '' },
    ],
    sales: [
      { name: 'Tract 1', sale_price: '$120,000', secures: 'First, Second' },
      { name: 'Tract 2', sale_price: '50000', secures: 'Second' },
    ],
    people: [
      { name: 'Owner', obligor: 'borrower' },
      { name: 'Parent', obligor: 'guarantor', debts: 'Second', guaranty_cap: '6000' },
    ],
    events: [],
  },
  settings: { state: 'Illinois', profile: 'commercial_real_estate' },
};

describe('rows of the pane', () => {
  it('pay the second note with what the first leaves: 80,000 - 20,000 - 50,000', () => {
    expect(owed(TWO)).toEqual({ Owner: 1_000_000, Parent: 600_000 });
  });

  it('read a rate in percent and a day as a field of dates gives it', () => {
    // 10,000 at 7.3% is 2 a day; 31 December to 31 January are 31 days.
    const typed = {
      ...NOTHING_TYPED,
      tables: {
        ...NOTHING_TYPED.tables,
        debts: [{ name: 'Note', balance: '10000', rate: '7.3', from: '2024-12-31' }],
        sales: [{ name: 'Lot', sale_price: '4000', sale_date: '2025-01-31' }],
      },
      settings: TWO.settings,
    };
    expect(owed(typed)).toEqual({ Debtor: 606_200 });
  });

  it('are the rows of a case that was told elsewhere', () => {
    expect(typedOf(jsonOf(TWO)).tables.sales).toEqual(TWO.tables.sales);
    expect(typedOf({ sales: [{ fell_through: true }] }).tables.sales).toEqual([
      { fell_through: 'yes' },
    ]);
  });

  it('ask which debts only where there are two', () => {
    const one = { ...TWO, tables: { ...TWO.tables, debts: TWO.tables.debts.slice(0, 1) } };
    const sales = one.tables.sales.map(({ secures: _, ...row }) => row);
    const asks = (typed: Typed) =>
      columnsOf(look('sales'), typed, []).find(({ name }) => name === 'secures')?.names;
    expect(asks(TWO)).toEqual(['First', 'Second']);
    expect(asks({ ...one, tables: { ...one.tables, sales } })).toBeUndefined();
    // What was told of a debt that is gone stays in sight.
    expect(asks(one)).toEqual(['First']);
  });

  it('offer amounts and facts beyond the columns that stand there', () => {
    const columns = columnsOf(look('sales'), TWO, ['fell_through']);
    expect(columns.map(({ name }) => name)).toContain('fell_through');
    const more = moreColumns(look('sales'), columns).map(({ value }) => value);
    expect(more).toEqual(expect.arrayContaining(['liens_paid', 'appraised_value', 'purchaser']));
    expect(more).not.toContain('fell_through');
    expect(moreColumns(look('events'), []).map(({ value }) => value)).not.toContain('purchaser');
  });
});

describe('what is wrong', () => {
  const noted = (typed: Typed, table: string) => {
    const { problems } = made(typed);
    const columns = columnsOf(look(table), typed, []);
    return typed.tables[table as 'debts'].map((_, n) =>
      notesOf(problems, look(table), columns)(n).map(({ column, wrong }) => [column, wrong]),
    );
  };
  const withRows = (name: 'debts' | 'sales' | 'events', rows: Typed['tables']['debts']): Typed => ({
    ...TWO,
    tables: { ...TWO.tables, [name]: rows },
  });

  it('stands at its field in its own row, and the rest is said', () => {
    const typed = withRows('sales', [TWO.tables.sales[0] ?? {}, { name: 'Tract 2' }]);
    expect(noted(typed, 'sales')).toEqual([[], [['sale_price', true]]]);
    expect(noted(TWO, 'sales')).toEqual([[], []]);
  });

  it('is a note where the answer stands', () => {
    const typed = withRows('events', [{ kind: 'tender', date: '2025-05-01' }]);
    expect(noted(typed, 'events')).toEqual([[[null, false]]]);
  });

  it('of the whole case is no row’s', () => {
    const { problems } = made({ ...TWO, settings: { state: 'ZZ' } });
    expect(wrongBesides(problems).map(({ field }) => field)).toEqual(['state']);
    const rows = made(withRows('debts', [{ name: 'First', balance: 'much' }])).problems;
    expect(wrongBesides(rows).map(({ message }) => message)).toEqual([
      'give at least one debt with its name and balance',
    ]);
  });
});
