// What the pane shows of one cell of a function over time: its row's own tables, and what is wrong in them.
import { beforeEach, describe, expect, it } from 'vitest';
import { NEW_WORKBOOK } from '../../src/calculation/settings/settings';
import { callFunction } from '../../src/functions/all';
import { matrixOf, type Cell } from '../../src/functions/cells';
import { declarationOf } from '../../src/functions/declarations';
import { useSettings } from '../../src/functions/session';
import { cellOf } from '../../src/functions/operationCells';
import { viewOf } from '../../src/functions/view';
import { operationNamed } from '../../src/calculation/operations';
import type { Operation } from '../../src/calculation/operation/operation';

const matricesOf = (id: string, args: readonly unknown[]) =>
  new Map(declarationOf(id)?.parameters.map(({ name }, n) => [name, matrixOf(args[n] ?? null)]));

/** The view of a cell of a call, so many cells below and beside the first; its tables as a sheet would hold them. */
const seen = (name: string, down: number, right: number, ...args: unknown[]) => {
  const id = `DEFICIENCY.${name}`;
  const view = viewOf(operationNamed(id) as Operation, matricesOf(id, args), { down, right });
  const tables = view.tables.map(({ id: table, columns, rows, current }) => ({
    name: table,
    cells: [
      columns.map(({ heading }) => heading as Cell),
      ...rows.map(({ values }) => values.map((v, n) => cellOf(v, columns[n]?.kind ?? 'text'))),
    ],
    // Counted as in the sheet, where the header is row 0.
    current: current === null ? null : current + 1,
  }));
  return { ...view, tables };
};

type View = ReturnType<typeof seen>;

const tableOf = (view: View, name: string): readonly (readonly Cell[])[] =>
  view.tables.find((table) => table.name === name)?.cells ?? [];

/** The cell of a column in the row of a line. */
const under = (cells: readonly (readonly Cell[])[], line: string, heading = 'Amount') =>
  cells.find((row) => row.includes(line))?.[cells[0]?.indexOf(heading) ?? -1];

beforeEach(() => useSettings(NEW_WORKBOOK));

describe('a payoff', () => {
  const loans = [
    [[250000], [null], [100000]],
    [['6.5%'], [null], ['6%']],
    [['2024-01-01'], [null], ['2024-01-01']],
    [['2024-06-28'], [null], ['2024-03-01']],
  ];

  it('of one row among several has the lines of that loan', () => {
    // Row 3: 100,000 at 6 % for 60 days is 986.30; the header stands above row 1.
    const view = seen('PAYOFF', 3, 2, ...loans);
    expect(view.row).toBe(3);
    expect(under(tableOf(view, 'lines'), 'Interest at 6%')).toBe(986.3);
    expect(under(tableOf(view, 'lines'), 'Payoff')).toBe(100986.3);
  });

  it('takes the terms that belong to the row, from a column of texts or a table', () => {
    const texts = [['late_fees=10'], [null], ['late_fees=450']];
    const table = [
      ['Late fees', 'Day count'],
      [10, 'actual/365'],
      [null, null],
      [450, null],
    ];
    for (const terms of [texts, table]) {
      const view = seen('PAYOFF', 3, 0, ...loans, terms);
      expect(under(tableOf(view, 'lines'), 'Payoff')).toBe(101436.3);
    }
  });

  it('says that a row is empty, and what is wrong with one that is', () => {
    expect(seen('PAYOFF', 2, 0, ...loans)).toEqual({
      tables: [],
      problems: ['This row is empty.'],
      row: null,
    });
    const [principal, , paid, due] = loans;
    const wrong = seen('PAYOFF', 1, 0, principal, [['1200'], [null], ['6%']], paid, due);
    expect(wrong.tables).toEqual([]);
    expect(wrong.problems[0]).toMatch(/^rate: .*above 100 %/);
  });

  it('is shown for the next days too, whether the formula asks for them or not', () => {
    const one = [36500, '10%', '2024-01-01', '2024-01-11'];
    const days = (view: View) => tableOf(view, 'good_through').slice(1);
    expect(days(seen('PAYOFF', 1, 2, ...one))).toHaveLength(11);
    const asked = seen('PAYOFF', 2, 1, ...one, null, null, 2);
    expect(days(asked).map((row) => row[1])).toEqual([36600, 36610, 36620]);
    expect(under(tableOf(asked, 'lines'), 'Payoff')).toBe(36600);
    expect(asked.tables.map(({ name, current }) => [name, current])).toEqual([
      ['lines', null],
      ['good_through', 2],
    ]);
  });

  it('names the row of a charge that cannot be read beside the lines that stand', () => {
    const charges = [
      ['item', 'amount'],
      ['late fees', 450],
      ['escrow', 'x'],
    ];
    const view = seen('PAYOFF', 1, 0, 36500, '10%', '2024-01-01', '2024-01-11', null, charges);
    expect(view.problems).toHaveLength(1);
    expect(view.problems[0]).toMatch(/^charges, row 2: /);
    expect(under(tableOf(view, 'lines'), 'Payoff')).toBe(37050);
  });
});

describe('interest', () => {
  it('of a cell in a spill has a line for each rate of its own row', () => {
    const rates = [
      ['From', 'Rate'],
      ['2023-12-01', '6%'],
      ['2024-04-01', '7%'],
    ];
    // 90 days at 6 % of 250,000 is 3,698.63, 89 at 7 % is 4,267.12.
    const view = seen('INTEREST', 1, 0, [[100], [250000]], rates, '2024-01-01', '2024-06-28');
    const cells = tableOf(view, 'lines');
    expect(cells.map((row) => row[1])).toEqual(['Amount', 3698.63, 4267.12, 7965.75, 47.95]);
    expect(under(cells, 'Interest at 6%', 'How')).toMatch(/^\$250,000 x 6% x 90 days \/ 365/);
  });

  it('of one day has its arithmetic', () => {
    const view = seen('PERDIEM', 0, 0, 250000, '6.5%');
    expect(tableOf(view, 'lines')[1]).toEqual(['Per diem', 44.52, '$250,000 x 6.5% / 365']);
    expect(seen('PERDIEM', 0, 0, 250000, '6%', null, 'actual/actual').problems[0]).toMatch(
      /^date: give the day/,
    );
  });
});

describe('a judgment', () => {
  const kentucky = [45000, '2023-01-15', '2025-01-15', 'KY', 'none'];

  it('is shown on its day, today, and event by event', () => {
    const view = seen('JUDGMENT', 1, 0, ...kentucky);
    expect(view.tables.map(({ name }) => name)).toEqual(['lines', 'today', 'ledger']);
    // KRS 360.040, 6 % compounded yearly: 2,700, then 6 per cent of 47,700 for 366 days.
    expect(under(tableOf(view, 'lines'), 'Balance')).toBe(50569.84);
    expect(under(tableOf(view, 'lines'), 'Expires', 'How')).toMatch(/^January 15, 2038/);
    expect(tableOf(view, 'today').map(([line]) => line)).toEqual([
      'Line',
      'Balance',
      'Per diem',
      'Expires',
    ]);
    expect(Number(under(tableOf(view, 'today'), 'Balance'))).toBeGreaterThan(50569.84);
  });

  it('of a row among several takes its own state and facts', () => {
    const view = seen(
      'JUDGMENT',
      2,
      0,
      [[45000], [36500]],
      '2023-01-15',
      '2023-01-25',
      [['KY'], ['CA']],
      'none',
      null,
      null,
      [['profile=home_loan'], ['consumer_transaction=no']],
    );
    // Cal. Code Civ. Proc. 685.010: 10 % of 36,500 is 10 a day.
    expect(under(tableOf(view, 'lines'), 'Balance')).toBe(36600);
    expect(view.row).toBe(2);
  });

  it('asks for the rate that is not known', () => {
    const view = seen('JUDGMENT', 0, 0, 45000, '2027-01-15', '2027-06-15', 'NV', 'none');
    expect(view.tables).toEqual([]);
    expect(view.problems[0]).toMatch(/^rates: /);
  });

  it('points to the row of the ledger that is selected', () => {
    const events = 'date=2023-07-01, amount=5000';
    const view = seen(
      'LEDGER',
      2,
      5,
      45000,
      '2023-01-15',
      '2024-01-15',
      'KY',
      'none',
      null,
      events,
    );
    expect(view.tables.find(({ name }) => name === 'ledger')?.current).toBe(2);
    expect(view.tables[0]).toMatchObject({ name: 'lines', current: null });
  });
});

describe('the others', () => {
  it('deadlines come with date, consequence and law', () => {
    const view = seen('DEADLINES', 1, 0, 'NY', 'sale_date=2025-03-03', '2025-04-01');
    const cells = tableOf(view, 'deadlines');
    // N.Y. RPAPL 1371(2): ninety days after the deed is delivered.
    expect(cells.some((row) => String(row[9]).includes('1371'))).toBe(true);
    expect(cells[0]).toEqual(expect.arrayContaining(['Due', 'If missed', 'Law']));
  });

  it('proceeds are shown as payouts, claims and obligors whatever the formula shows', () => {
    const claims = 'name=First, amount=230000, enforcing=yes';
    const obligors = 'name=A, share=60%; name=B, share=40%';
    const view = seen('PROCEEDS', 1, 0, 200000, claims, 'judicial', obligors, 'obligors');
    expect(view.tables.map(({ name, current }) => [name, current])).toEqual([
      ['payouts', null],
      ['claims', null],
      ['obligors', 1],
    ]);
    expect(
      tableOf(view, 'obligors')
        .slice(1, 3)
        .map((row) => row[2]),
    ).toEqual([18000, 12000]);
    const without = seen('PROCEEDS', 1, 0, 200000, claims, 'judicial');
    expect(without.tables.map(({ name }) => name)).toEqual(['payouts', 'claims']);
  });

  it('every declared example has tables and no problem', () => {
    const ids = ['EXPECTED', 'LGD', 'COMPARE', 'EXPLANATION', 'FORM1099'];
    for (const name of ids) {
      const id = `DEFICIENCY.${name}`;
      const list = /\((.*)\)$/.exec(declarationOf(id)?.example ?? '')?.[1] ?? '';
      const args = list
        .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
        .map((text) =>
          text.startsWith('"') ? text.slice(1, -1) : text === '' ? null : Number(text),
        );
      const view = seen(name, 0, 0, ...args);
      expect(view.problems, id).toEqual([]);
      expect(view.tables[0]?.cells, id).toEqual(callFunction(id, args));
    }
  });
});
