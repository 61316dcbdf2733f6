/** One case through all doors gives the same answer, to the cent and the day. */
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { NEW_WORKBOOK, NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { Answerer, type Answer } from '../../src/calculation/batch/answer';
import { csvHeader, csvRow } from '../../src/cli/csv';
import { workbookOf } from '../../src/cli/workbook/commands';
import { OperationAnswerer } from '../../src/cli/overTime';
import { DEADLINES } from '../../src/calculation/deadlines/deadlinesOperation';
import { PAYOFF } from '../../src/calculation/payoff/payoffOperations';
import { viewOf } from '../../src/functions/view';
import { callFunction } from '../../src/functions/all';
import { matrixOf, type Cell } from '../../src/functions/cells';
import { useSettings } from '../../src/functions/session';
import { columnLetters } from '../../src/formulas/address';
import type { SheetModel } from '../../src/sheets/sheet';
import { TODAY } from '../calculation/support';
import { readCases } from '../law/caseTable';

type Record_ = Readonly<Record<string, unknown>>;

const reader = new CaseReader({ ...NOTHING_ASSUMED, today: TODAY });
const answerer = new Answerer(reader, () => ({}));

beforeEach(() => useSettings(NOTHING_ASSUMED));
// Files share a worker: the next one finds a new workbook.
afterAll(() => useSettings(NEW_WORKBOOK));

/** The value that a sheet stores under one of its names. */
function named({ names = {}, rows }: SheetModel, name: string): unknown {
  const [, column = '', row = ''] = /\$([A-Z]+)\$(\d+)$/.exec(names[name] ?? '') ?? [];
  return rows[Number(row) - 1]?.find((_, n) => columnLetters(n) === column)?.value;
}

/** A record as a call's arguments: what has no argument of its own is a list of facts. */
function argumentsOf(record: Record_): unknown[] {
  const { balance, sale_price, costs, state, fair_value, ...rest } = record;
  const facts = Object.entries(rest);
  return [
    balance,
    sale_price,
    costs,
    state,
    fair_value,
    facts.length > 0 ? [...facts, ['', '']] : null,
  ];
}

const cell = (name: string, record: Record_): Cell | undefined =>
  callFunction(name, argumentsOf(record))[0]?.[0];

/** An answer as CSV, read again. */
function throughCsv(record: Record_): Record_ {
  const keys = [
    'deficiency',
    'shortfall',
    'surplus',
    'low',
    'high',
    'status',
    'deadlines',
  ] as const;
  const text = `${csvHeader(keys)}\n${csvRow(answerer.answer(record), 'line 1', keys)}`;
  return parse<Record_>(text, { columns: true })[0] as Record_;
}

describe.each(['CA', 'CT', 'IL', 'MA', 'NV', 'NY', 'TX'])('the cases of %s', (state) => {
  const cases = readCases(path.join(import.meta.dirname, `../law/cases/${state}.yaml`));

  it.each(cases.map(({ name, given }) => [name, { state, ...given }] as const))(
    '%s',
    (_, record) => {
      const line = answerer.answer(record) as Answer & Record<string, number>;
      const { deficiency, shortfall, surplus, low, high, status } = line;
      expect(cell('DEFICIENCY', record)).toBe(deficiency);
      expect(callFunction('DEFICIENCY.RANGE', argumentsOf(record))).toEqual([[low, high]]);
      expect(String(cell('DEFICIENCY.STATUS', record))).toMatch(
        new RegExp(`^${status === 'none' ? 'No shortfall' : String(status)}`, 'i'),
      );
      const csv = throughCsv(record);
      for (const [name, value] of Object.entries({ deficiency, shortfall, surplus, low, high }))
        expect(Number(csv[name]), name).toBe(value);
      const { sheets } = workbookOf('exhibit', record, 'Exhibit', TODAY);
      const shown = (name: string) => named(sheets[0] as SheetModel, `Exhibit_${name}`);
      expect(shown('deficiency')).toBe(deficiency);
      expect(shown('shortfall')).toBe(shortfall);
      expect(shown('surplus')).toBe(surplus);
    },
  );
});

describe('a deadline', () => {
  // Conn. Gen. Stat. § 49-14(a): thirty days from 6 June 2024 end on Saturday, 6 July; Monday is the 8th.
  const record = {
    state: 'CT',
    profile: 'home_loan',
    balance: 300000,
    sale_price: 0,
    fair_value: 270000,
    redemption_expiry_date: '2024-06-06',
  };
  const RULE = 'CT-49-14a-30D';

  it('has the day that the law counts and the business day after it in every door', () => {
    const line = answerer.answer(record) as Answer;
    expect(line.deadlines).toContainEqual(
      expect.objectContaining({ rule: RULE, date: '2024-07-06', due: '2024-07-08' }),
    );
    expect(throughCsv(record)['deadlines']).toContain(`2024-07-06 (due 2024-07-08) ${RULE}`);
    const facts = 'redemption_expiry_date=2024-06-06; profile=home_loan';
    const cells = callFunction('DEFICIENCY.DEADLINES', ['CT', facts]);
    const found = cells.find((row) => String(row[9]).includes('49-14(a)')) ?? [];
    // 45481 is 8 July 2024, 45479 is 6 July.
    expect([found[0], found[5]]).toEqual([45481, 45479]);
    const operation = new OperationAnswerer(DEADLINES, reader).answer({
      state: 'CT',
      redemption_expiry_date: '2024-06-06',
      profile: 'home_loan',
    });
    expect((operation as { deadlines: unknown }).deadlines).toContainEqual(
      expect.objectContaining({ rule: RULE, date: '2024-07-06', due: '2024-07-08' }),
    );
    const { sheets } = workbookOf('exhibit', record, 'Exhibit', TODAY);
    expect(JSON.stringify(sheets)).toContain('July 8, 2024');
  });

  it('stays where it is when the workbook says so', () => {
    const stays = new CaseReader({ ...NOTHING_ASSUMED, lastDays: 'stay', today: TODAY });
    const { deadlines } = new Answerer(stays, () => ({})).answer(record) as Answer;
    expect(deadlines).toContainEqual(expect.objectContaining({ rule: RULE, date: '2024-07-06' }));
    expect(JSON.stringify(deadlines)).not.toContain('2024-07-08');
  });
});

describe('a payoff', () => {
  // 250,000 x 6.5 % x 179 / 365 = 7,969.18, and 450 of late fees.
  it('is the same in a cell, a line, a row of CSV and the pane', () => {
    const given = ['250000', '6.5%', '2024-01-01', '2024-06-28', 'late_fees=450'];
    const cells = callFunction('DEFICIENCY.PAYOFF', given);
    expect(cells.find(([item]) => item === 'Total')?.[2]).toBe(258419.18);
    const loan = {
      principal: 250000,
      rate: '6.5%',
      paid_through: '2024-01-01',
      payoff_date: '2024-06-28',
      late_fees: 450,
    };
    const through = new OperationAnswerer(PAYOFF, reader);
    expect(through.answer(loan)).toMatchObject({ total: 258419.18, per_diem: 44.52 });
    const [row] = parse<Record_>(`${through.heading}\n${through.row(loan, 2)}`, {
      columns: true,
    });
    expect(row).toMatchObject({ total: '258419.18', per_diem: '44.52', error: '' });
    const matrices = new Map(PAYOFF.parameters.map(({ name }, n) => [name, matrixOf(given[n])]));
    const [lines] = viewOf(PAYOFF, matrices, null).tables;
    expect(lines?.rows.find(({ total }) => total)?.values).toContain(25841918);
  });
});
