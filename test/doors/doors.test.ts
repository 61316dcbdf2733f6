/** One case through all doors gives the same answer, to the cent and the day. */
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { Answerer, type Answer } from '../../src/cli/answer';
import { csvHeader, csvRow } from '../../src/cli/csv';
import { workbookOf } from '../../src/cli/workbook/commands';
import { callFunction } from '../../src/functions/all';
import type { Cell } from '../../src/functions/cells';
import { useSettings } from '../../src/functions/session';
import { columnName, type SheetModel } from '../../src/sheets/sheet';
import { TODAY } from '../calculation/support';
import { readCases } from '../law/caseTable';

type Record_ = Readonly<Record<string, unknown>>;

const reader = new CaseReader({ ...NOTHING_ASSUMED, today: TODAY });
const answerer = new Answerer(reader, () => ({}));

beforeEach(() => useSettings(NOTHING_ASSUMED));

/** The value that a sheet stores under one of its names. */
function named({ names = {}, rows }: SheetModel, name: string): unknown {
  const [, column = '', row = ''] = /\$([A-Z]+)\$(\d+)$/.exec(names[name] ?? '') ?? [];
  return rows[Number(row) - 1]?.find((_, n) => columnName(n) === column)?.value;
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
  const text = `${csvHeader(keys)}\n${csvRow(answerer.answer(record), 1, keys)}`;
  return (parse(text, { columns: true }) as Record_[])[0] as Record_;
}

describe.each(['CA', 'CT', 'IL', 'MA', 'NV', 'NY', 'TX'])('the cases of %s', (state) => {
  const cases = readCases(path.join(import.meta.dirname, `../law/cases/${state}.yaml`));

  it.each(cases.map(({ name, given }) => [name, { state, ...given } as Record_] as const))(
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
