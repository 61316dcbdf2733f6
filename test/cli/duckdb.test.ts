/** `assess --sql` and `--parquet`: DuckDB over Parquet, with the answers that a line gives. */
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { assess as assessed } from '../../src/calculation/deficiency/assess';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { outcome } from '../../src/calculation/deficiency/outcome';
import { NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { STATES } from '../../src/law/book';
import { dollars } from '../../src/money/cents';
import { dayFromYmd, type Day } from '../../src/money/dates';
import { ran } from '../process';

const root = path.resolve(import.meta.dirname, '../..');
const script = path.join(root, 'scripts/assess.mjs');
const folder = mkdtempSync(path.join(tmpdir(), 'duckdb-'));
const assess = (...args: string[]) => ran(process.execPath, [script, ...args], {});
const rowsOf = (csv: string) => parse<Record<string, string>>(csv, { columns: true });

// It is large, optional and fetched by the first query: without a network there is nothing to test.
const first = await assess('--sql', 'SELECT 1 AS one');
const there = first.status === 0;
if (!there && !/could not be fetched/.test(first.stderr)) throw new Error(first.stderr);
if (!there) process.stderr.write(`NOT TESTED: assess --sql and --parquet. ${first.stderr}\n`);

/** Loans of every state, some with a value, some with a mistake, as a table of SQL and as lines. */
const COUNT = 2040;
const codes = [...STATES.map(({ code }) => code), 'ZZ'];
const LOANS = `SELECT 250000 + 137 * i + 0.25 AS balance, 255000 AS sale_price, 7000.5 AS costs,
  [${codes.map((code) => `'${code}'`).join(', ')}][1 + i % ${codes.length}] AS state,
  CASE WHEN i % 3 = 0 THEN NULL ELSE 240000 + (i % 90) * 1000 END AS fair_value,
  CASE WHEN i % 2 = 0 THEN 'nonjudicial' END AS method,
  DATE '2024-03-01' + CAST(i % 200 AS INTEGER) AS sale_date,
  'Loan ' || i AS servicer_remark
  FROM range(${COUNT}) t(i)`;

const dayOf = (i: number): string =>
  new Date(Date.UTC(2024, 2, 1 + (i % 200))).toISOString().slice(0, 10);

const now = new Date();
const today = dayFromYmd(now.getFullYear(), now.getMonth() + 1, now.getDate()) as Day;
const reader = new CaseReader({ ...NOTHING_ASSUMED, today, profile: 'home_loan' });

/** What the same loan comes to as a line. */
function asLine(i: number): string[] {
  const read = reader.read({
    balance: 250000 + 137 * i + 0.25,
    sale_price: 255000,
    costs: 7000.5,
    state: codes[i % codes.length],
    fair_value: i % 3 === 0 ? null : 240000 + (i % 90) * 1000,
    method: i % 2 === 0 ? 'nonjudicial' : null,
    sale_date: dayOf(i),
  });
  if (!read.ok) return ['', '', '', '', `${read.error.field}: ${read.error.message}`, ''];
  const { deficiency, low, high, status } = outcome(read.value);
  const money = (cents: number) => dollars(cents).toFixed(2);
  const unused = assessed(read.value).unused.map(({ name }) => name);
  return [money(deficiency), money(low), money(high), status, '', unused.join('; ')];
}

describe.runIf(there)('a file of Parquet', () => {
  const loans = path.join(folder, 'loans.parquet');
  const answers = path.join(folder, 'answers.parquet');

  it('is answered row by row as lines are, all its columns kept, unknown ones named', async () => {
    expect((await assess('--sql', LOANS, '-o', loans)).status).toBe(0);
    const { stderr, status } = await assess(
      ...['--parquet', loans, '--profile', 'home_loan', '-o', answers],
    );
    expect(status).toBe(0);
    expect(stderr).toContain('Not used: servicer_remark');
    expect(stderr).toMatch(
      /\d+ answers are errors in place of a figure, the first: state: no such state: ZZ/,
    );
    const { stdout } = await assess('--sql', `SELECT * FROM '${answers}'`);
    const rows = rowsOf(stdout);
    expect(rows).toHaveLength(COUNT);
    const found = rows.map((row) =>
      ['deficiency', 'low', 'high', 'status', 'error', 'unused', 'servicer_remark'].map(
        (name) => row[name],
      ),
    );
    expect(found).toEqual(rows.map((_, i) => [...asLine(i), `Loan ${i}`]));
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('that has a column of ours already is refused, and nothing is written', async () => {
    const again = path.join(folder, 'again.parquet');
    const { stderr, status } = await assess('--parquet', answers, '-o', again);
    expect(status).toBe(2);
    expect(stderr).toMatch(/has a column deficiency already: rename it/);
    expect(existsSync(again)).toBe(false);
  });
});

describe.runIf(there)('a query', () => {
  const query = (columns: string, loans: string) =>
    assess(
      '--profile',
      'home_loan',
      '--sql',
      `SELECT ${columns} FROM (VALUES ${loans}) t(b, p, c, s)`,
    );

  it('takes decimals and whole numbers, and leaves out what is not wanted', async () => {
    // 300,000.10 + 7,000 - 255,000 = 52,000.10; in Nevada at most 307,000 - 270,000 = 37,000.
    const { stdout } = await query(
      "deficiency(b, p, c, s) AS owed, deficiency(b, p, c, 'NV', 270000, 'method=judicial') AS valued",
      "(300000.10, 255000, 7000, 'TX')",
    );
    expect(rowsOf(stdout)).toEqual([{ owed: '52000.10', valued: '37000.10' }]);
  });

  it('adds up to the cent', async () => {
    // 0.10 + 0.20 is 0.30, and nothing beyond it.
    const { stdout } = await query(
      'sum(deficiency(b, p, c, s)) = 0.30 AS exact',
      "(100.10, 100, 0, 'TX'), (100.20, 100, 0, 'TX')",
    );
    expect(rowsOf(stdout)).toEqual([{ exact: 'true' }]);
  });

  it('has statuses, rules and errors as values, and says that there are errors', async () => {
    const { stdout, stderr, status } = await query(
      "deficiency(b, p, c, s) AS owed, deficiency_assess(b, p, c, s).error AS error, deficiency_assess(b, p, c, s, NULL, 'method=nonjudicial').status AS status, deficiency_rules(b, p, c, s, NULL, 'method=nonjudicial') AS rules",
      "(300000, 255000, 0, 'CA'), (300000, -5, 0, 'CA'), (NULL, 5, 0, 'CA')",
    );
    expect(status).toBe(0);
    const [barred, ...wrong] = rowsOf(stdout);
    expect(barred).toMatchObject({ owed: '0.00', error: '', status: 'barred' });
    expect(barred?.['rules']?.split('; ')).toContain('CA-CCP-580d');
    expect(wrong.map(({ owed, error }) => [owed, error?.split(':')[0]])).toEqual([
      ['', 'sale_price'],
      ['', 'balance'],
    ]);
    expect(stderr).toMatch(/^2 answers are errors in place of a figure/);
  });

  it('that DuckDB cannot read ends with its words', async () => {
    const { stderr, status } = await assess('--sql', 'SELECT owed FROM nothing');
    expect([status, stderr.split('\n')[0]]).toEqual([2, expect.stringContaining('nothing')]);
  });

  it('stands alone', async () => {
    for (const other of [['--csv'], ['--map', 'm']])
      expect((await assess('--sql', 'SELECT 1', ...other)).status).toBe(2);
  });
});
