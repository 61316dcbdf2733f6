// Judgments state by state: each table's cases, worked out by hand from the provisions, against the answers of the command.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { answerLine } from '../../src/cli/jsonLines';
import { OperationAnswerer } from '../../src/cli/overTime';
import { JUDGMENT } from '../../src/calculation/judgment/judgmentOperations';
import { STATES } from '../../src/law/book';
import { dayFromYmd } from '../../src/money/dates';

interface JudgmentCase {
  readonly name: string;
  readonly why: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, unknown>>;
}

const FOLDER = join(import.meta.dirname, 'judgments');
const tables = readdirSync(FOLDER).map((file) => file.replace('.yaml', ''));
const reader = new CaseReader({ ...NOTHING_ASSUMED, today: dayFromYmd(2026, 11, 30) as number });

interface Answer {
  readonly error?: { readonly field: string; readonly message: string };
  readonly problems?: readonly { readonly name: string; readonly row: number | null }[];
  readonly accrued?: number;
  readonly interest?: number;
  readonly ledger?: readonly { readonly rate_percent: number | null }[];
  readonly [key: string]: unknown;
}

/** What an answer says under a name of the tables; figures to the cent, amounts a cent off where rows are rounded. */
function told(answer: Answer, name: string): unknown {
  const { error, problems = [] } = answer;
  if (name === 'asks') return error?.field ?? 'nothing';
  if (error) return `asks ${error.field}: ${error.message}`;
  if (name === 'problems') return problems.map((one) => `${one.name} ${one.row ?? ''}`.trim());
  if (name === 'interest') return answer.accrued;
  if (name === 'interest_due') return answer.interest;
  if (name === 'rate') return answer.ledger?.find((row) => row.rate_percent)?.rate_percent;
  return answer[name];
}

const same = (wanted: unknown, found: unknown): boolean =>
  typeof wanted === 'number' && typeof found === 'number'
    ? Math.abs(wanted - found) < 0.015
    : JSON.stringify(wanted) === JSON.stringify(found);

it('has two cases at least for every state and the federal courts: a plain one and its own peculiarity', () => {
  const few = [...STATES.map(({ code }) => code), 'US'].filter((code) => {
    if (!tables.includes(code)) return true;
    const cases = parse(readFileSync(join(FOLDER, `${code}.yaml`), 'utf8')) as JudgmentCase[];
    return cases.length < 2;
  });
  expect(few).toEqual([]);
});

describe.each(tables)('judgments of %s', (table) => {
  const cases = parse(readFileSync(join(FOLDER, `${table}.yaml`), 'utf8')) as JudgmentCase[];

  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, { given, expect: wanted }) => {
    const state = /^[A-Z]{2}$/.test(table) && table !== 'US' ? { state: table } : {};
    const record = { as_of: '2026-11-30', contract_rate: 'none', ...state, ...given };
    const answer = JSON.parse(
      answerLine(JSON.stringify(record), 1, new OperationAnswerer(JUDGMENT, reader)),
    ) as Answer;
    const differences = Object.entries(wanted)
      .filter(([name, value]) => !same(value, told(answer, name)))
      .map(
        ([name, value]) =>
          `${name}: ${JSON.stringify(told(answer, name))}, not ${JSON.stringify(value)}`,
      );
    expect(differences).toEqual([]);
  });
});
