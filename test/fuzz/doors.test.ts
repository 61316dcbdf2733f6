/**
 * Cases at random, good and hostile, through every door at once: each answers, all say the same.
 * `npm run fuzz` tries them for as long as it is told; a failure names the seed that repeats it.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { CsvRecords, isRecord } from '../../src/calculation/input/csvRecords';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { NEW_WORKBOOK, NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { Answerer, isRefusal } from '../../src/calculation/batch/answer';
import { answerLine } from '../../src/cli/jsonLines';
import { callFunction } from '../../src/functions/all';
import { isCellError } from '../../src/functions/cells';
import { useSettings } from '../../src/functions/session';
import { FACTS, PROFILES, STATES } from '../../src/law/book';
import { TODAY } from '../calculation/support';
import { fuzz } from '../runs';

type Record_ = Record<string, unknown>;

const amount = fc.oneof(
  fc.integer({ min: 0, max: 90_000_000 }).map((cents) => cents / 100),
  fc.constantFrom(0, 0.01, 70_000_000_000_000, 255000),
);

const AMOUNTS = [
  'balance',
  'sale_price',
  'costs',
  'fair_value',
  'appraised_value',
  'prior_liens',
  'complying_proceeds',
  'amount_financed',
  'cash_price',
];

const TOLD_OTHERWISE = new Set(['recourse_limit', 'guaranty_capped', 'fair_value_policy']);

/** A value as a person may write it for a fact. */
const factOf = (fact: (typeof FACTS)[number]): fc.Arbitrary<unknown> => {
  switch (fact.kind) {
    case 'flag':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...Object.keys(fact.choices ?? { other: '' }));
    case 'date':
      return fc
        .date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10));
    default:
      return fc.integer({ min: 0, max: 100 });
  }
};

const facts = fc
  .array(
    fc
      .constantFrom(...FACTS.filter(({ name }) => !TOLD_OTHERWISE.has(name)))
      .chain((fact) => factOf(fact).map((value) => [fact.name, value] as const)),
    { maxLength: 10 },
  )
  .map((pairs) => Object.fromEntries(pairs));

const hostile = fc.constantFrom<unknown>(
  'abc',
  '=1+1',
  '<b>x</b>',
  '1.234',
  -1,
  '1e400',
  '2025-02-30',
  'x'.repeat(500),
  '"',
  'a,b\nc',
);

const sane = fc
  .tuple(
    fc.constantFrom(...STATES.map(({ code }) => code)),
    fc.constantFrom('none', ...PROFILES.map(({ name }) => name)),
    fc.dictionary(fc.constantFrom(...AMOUNTS), amount, { noNullPrototype: true }),
    facts,
    fc.tuple(amount, amount),
  )
  .map(([state, profile, amounts, told, [balance, sale_price]]): Record_ => ({
    balance,
    sale_price,
    state,
    profile,
    ...amounts,
    ...told,
  }));

/** One value in eight records is something that no program should be given. */
const anyRecord = fc
  .tuple(sane, fc.nat(), hostile, fc.nat(7))
  .map(([record, which, value, chance]) => {
    if (chance > 0) return record;
    const names = Object.keys(record);
    return { ...record, [names[which % names.length] ?? 'balance']: value };
  });

const reader = new CaseReader({ ...NOTHING_ASSUMED, today: TODAY });
const answerer = new Answerer(reader, () => ({}));

interface Told {
  readonly error?: string;
  readonly figures?: readonly unknown[];
}

function throughJson(record: Record_): Told {
  const line = answerLine(JSON.stringify(record), 1, answerer);
  expect(line).not.toMatch(/NaN|Infinity|undefined|\[object/);
  const answer = JSON.parse(line) as Record_;
  const error = answer['error'] as { field: string; message: string } | undefined;
  if (error) {
    expect(error.field).not.toBe('program');
    return { error: error.message };
  }
  return { figures: ['deficiency', 'low', 'high', 'status'].map((key) => answer[key]) };
}

const quote = (value: unknown): string => `"${String(value).replace(/"/g, '""')}"`;

function throughCsv(record: Record_): Told {
  const rows = new CsvRecords();
  const text = `${Object.keys(record).join(',')}\n${Object.values(record).map(quote).join(',')}`;
  const [row] = [...text.split('\n').flatMap((line) => rows.take(line)), ...rows.end()];
  if (!row || !isRecord(row)) return { error: row?.message ?? 'no row' };
  const answer = answerer.answer(row.record);
  if (isRefusal(answer)) return { error: answer.error.message };
  return { figures: [answer.deficiency, answer.low, answer.high, answer.status] };
}

// Files share a worker: the next one finds a new workbook.
afterAll(() => useSettings(NEW_WORKBOOK));

function throughCell(record: Record_): Told {
  useSettings(NOTHING_ASSUMED);
  const { balance, sale_price, costs, state, fair_value, ...rest } = record;
  const told = Object.entries(rest);
  const args = [balance, sale_price, costs, state, fair_value, [...told, ['', '']]];
  const [one] = callFunction('DEFICIENCY', args)[0] ?? [];
  if (isCellError(one)) return { error: one.message };
  const [low, high] = callFunction('DEFICIENCY.RANGE', args)[0] ?? [];
  return { figures: [one, low, high] };
}

describe('a case at random', () => {
  it('is answered by every door, and by all alike', () =>
    fuzz(150, anyRecord, (record) => {
      const line = throughJson(record);
      const row = throughCsv(record);
      const cell = throughCell(record);
      expect(row.figures, row.error).toEqual(line.figures);
      // Excel may hand a blank cell over as 0, so a 0 among the arguments says nothing there.
      if (record['balance'] === 0 || record['fair_value'] === 0) return;
      expect(cell.figures, cell.error ?? line.error).toEqual(line.figures?.slice(0, 3));
    }));

  it('never contradicts itself', () =>
    fuzz(150, anyRecord, (record) => {
      const { figures } = throughJson(record);
      if (!figures) return;
      const [deficiency, low, high, status] = figures as [number, number, number, string];
      expect(low).toBeGreaterThanOrEqual(0);
      expect(deficiency).toBeGreaterThanOrEqual(low);
      expect(deficiency).toBeLessThanOrEqual(high);
      expect(status === 'open').toBe(low < high);
      if (status === 'none' || status === 'barred') expect(high).toBe(0);
    }));
});
