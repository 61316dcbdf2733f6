/** Every function over time with arguments at random, through line, row and cell: each answers, all say the same. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { CaseReader } from '../../src/calculation/deficiency/case';
import type { Field, FieldKind, Fields } from '../../src/calculation/input/fields';
import { RATE_COLUMNS } from '../../src/calculation/input/rateInput';
import { isRows } from '../../src/calculation/operation/given';
import type { Operation, Parameter } from '../../src/calculation/operation/operation';
import { termsOf } from '../../src/calculation/operation/record';
import { operationNamed, OPERATIONS } from '../../src/calculation/operations';
import { NEW_WORKBOOK, NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { answerLine } from '../../src/cli/jsonLines';
import { OperationAnswerer } from '../../src/cli/overTime';
import { callFunction } from '../../src/functions/all';
import { isCellError } from '../../src/functions/cells';
import { useSettings } from '../../src/functions/session';
import { STATES } from '../../src/law/book';
import { TODAY } from '../calculation/support';
import { fuzz } from '../runs';

type Record_ = Record<string, unknown>;

const iso = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const amount = fc.oneof(
  fc.integer({ min: 1, max: 90_000_000 }).map((cents) => cents / 100),
  fc.constantFrom(0.01, 70_000_000_000_000),
);
const percent = fc.integer({ min: 1, max: 250 }).map((tenths) => `${tenths / 10}%`);
const hostile = fc.constantFrom('abc', '1.234', '2025-02-30', '1e400', '=1+1', 'x'.repeat(500));

/** A value as a person may write it. A 0 is left out: Excel may hand a blank cell over as one. */
function valueOf(kind: FieldKind): fc.Arbitrary<unknown> {
  if (typeof kind === 'object')
    return 'rateOr' in kind
      ? fc.oneof(percent, fc.constantFrom(...kind.rateOr))
      : fc.constantFrom(...kind);
  switch (kind) {
    case 'text':
      return fc.constantFrom(...'ABCDEFGH');
    case 'amount':
      return amount;
    case 'signed':
      return fc.tuple(amount, fc.boolean()).map(([value, less]) => (less ? -value : value));
    case 'date':
      return iso;
    case 'rate':
      return percent;
    case 'share':
      return fc.constantFrom('100%', '60%', '40%');
    case 'number':
      return fc.integer({ min: 1, max: 60 });
    case 'flag':
      return fc.constantFrom('yes', 'no');
    case 'day_count':
      return fc.constantFrom('actual/365', 'actual/360', '30/360', 'actual/actual');
  }
}

/** One value in forty is something that no program should be given. */
const orHostile = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 39, arbitrary: value }, { weight: 1, arbitrary: hostile });

/** What must be told and a few other fields, in their order. */
function recordOf(fields: Fields): fc.Arbitrary<Record_> {
  const names = Object.keys(fields);
  const optional = names.filter((name) => !fields[name]?.required);
  const chosen = fc.subarray(optional, { maxLength: Math.min(4, optional.length) });
  return chosen.chain((others) => {
    const told = names.filter((name) => fields[name]?.required || others.includes(name));
    const shape = told.map((name) => [name, orHostile(valueOf((fields[name] as Field).kind))]);
    return fc.record(Object.fromEntries(shape) as Record<string, fc.Arbitrary<unknown>>, {
      noNullPrototype: true,
    });
  });
}

/** The columns of a table that a parameter takes. */
function columnsOf({ kind }: Parameter): Fields | undefined {
  if (kind === 'rates') return RATE_COLUMNS;
  if (typeof kind !== 'object') return undefined;
  return 'rows' in kind ? kind.rows : 'amountOr' in kind ? kind.amountOr : undefined;
}

function argumentOf(parameter: Parameter): fc.Arbitrary<unknown> {
  const { kind } = parameter;
  const columns = columnsOf(parameter);
  const single = kind === 'rates' ? percent : amount;
  if (columns) {
    const rows = fc.array(recordOf(columns), { minLength: 1, maxLength: 3 });
    return isRows(kind) ? rows : fc.oneof(single, rows);
  }
  if (kind === 'state') return fc.constantFrom(...STATES.map(({ code }) => code));
  if (kind === 'facts') return fc.constant({});
  const terms = termsOf(parameter);
  return terms ? recordOf(terms) : orHostile(valueOf(kind as FieldKind));
}

const taken = ({ parameters }: Operation) => parameters.filter(({ cellOnly }) => !cellOnly);
const isNamed = (parameter: Parameter) =>
  parameter.kind === 'facts' || termsOf(parameter) !== undefined;

/** The id of an operation with arguments for it, by their names. */
const call = fc.constantFrom(...OPERATIONS).chain((operation) => {
  const shape = taken(operation).map((one) => [one.name, argumentOf(one)] as const);
  const requiredKeys = taken(operation).flatMap(({ name, optional }) => (optional ? [] : [name]));
  return fc
    .record(Object.fromEntries(shape), { requiredKeys, noNullPrototype: true })
    .map((given) => [operation.id, given] as const);
});

const reader = new CaseReader({ ...NOTHING_ASSUMED, today: TODAY });
// Files share a worker: the next one finds a new workbook.
afterAll(() => useSettings(NEW_WORKBOOK));

/** The record of a line: terms and facts stand beside the arguments. */
const lineOf = (operation: Operation, given: Record_): Record_ => {
  const named = taken(operation)
    .filter(isNamed)
    .map(({ name }) => name);
  const plain = Object.entries(given).filter(([name]) => !named.includes(name));
  return Object.assign(
    Object.fromEntries(plain),
    ...named.map((name) => given[name] ?? {}),
  ) as Record_;
};

/** Text as a cell of CSV or of a sheet holds a table. */
const rowsText = (value: unknown): unknown =>
  Array.isArray(value)
    ? value
        .map((row: Record_) =>
          Object.entries(row)
            .map(([name, one]) => `${name}=${String(one)}`)
            .join(', '),
        )
        .join('; ')
    : value;

/** A table under its header; named values as a list of two columns, which a blank row keeps a list. */
function cellOf(parameter: Parameter, value: unknown): unknown {
  if (value === undefined) return null;
  if (isNamed(parameter)) return [...Object.entries(value as Record_), ['', '']];
  if (!Array.isArray(value)) return value;
  const names = Object.keys(columnsOf(parameter) ?? {}).filter((name) =>
    value.some((row: Record_) => name in row),
  );
  return [names, ...value.map((row: Record_) => names.map((name) => row[name] ?? ''))];
}

describe('a function over time', () => {
  it('answers a line, a row and a cell alike, whatever it is given', async () => {
    useSettings(NOTHING_ASSUMED);
    await fuzz(150, call, ([id, given]) => {
      const operation = operationNamed(id) as Operation;
      const answerer = new OperationAnswerer(operation, reader);
      const record = lineOf(operation, given);
      const line = answerLine(JSON.stringify(record), 1, answerer);
      expect(line).not.toMatch(/NaN|Infinity|undefined|\[object|"program"/);
      const { line: _, ...told } = JSON.parse(line) as Record_;
      const row = Object.fromEntries(
        Object.entries(record).map(([name, one]) => [name, rowsText(one)]),
      );
      expect(JSON.parse(JSON.stringify(answerer.answer(row)))).toEqual(told);
      const args = taken(operation).map((one) => cellOf(one, given[one.name]));
      const [first = []] = callFunction(operation.id, args);
      const wrong = first.find(isCellError)?.message;
      const error = told['error'] as { message: string } | undefined;
      if (error) expect(wrong, JSON.stringify(told)).toContain(error.message);
      else expect(wrong).toBeUndefined();
    });
  });
});
