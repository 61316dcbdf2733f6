/** `assess --sql` and `assess --parquet`: DuckDB reads and writes, our functions answer. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CaseReader } from '../../calculation/deficiency/case';
import { readingOf } from '../../calculation/input/fieldNames';
import { plainName } from '../../calculation/input/fields';
import { csvLine } from '../csv';
import { Refused, WholeFile, type Output } from '../output';
import { duckDb, type Connection, type DuckDb, type Rows } from './engine';
import { registerFunctions, registerRows, type Column, type Tally } from './functions';

/** What is asked of the engine: a query, or a file of loans with a column for each name of a line. */
export type Query = { readonly sql: string } | { readonly parquet: string };

/** Where the engine is kept when it was fetched. */
const ENGINES = path.resolve(import.meta.dirname, 'engines');

/** Runs a query and writes its rows as CSV, or into a file of Parquet where the output is one. */
export async function answerQuery(
  query: Query,
  cases: CaseReader,
  out: Output,
  say: (line: string) => void,
): Promise<void> {
  const engine = duckDb(ENGINES, say);
  const instance = await engine.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    // It reads what it is shown and fetches nothing by itself.
    await connection.run('SET autoinstall_known_extensions = false');
    const tally = await registerFunctions(engine, connection, cases);
    const sql =
      'sql' in query
        ? queryIn(query.sql)
        : await overFile(query.parquet, engine, connection, cases, tally, say);
    if (out instanceof WholeFile && /\.parquet$/i.test(out.file))
      await connection.run(`COPY (${sql}) TO ${quoted(out.beside)} (FORMAT parquet)`);
    else await writeRows(await connection.stream(sql), out);
    if (tally.refused > 0) say(refusedWords(tally));
  } catch (error) {
    // What DuckDB says of a query is meant for who wrote it.
    throw error instanceof Refused ? error : new Refused((error as Error).message);
  } finally {
    connection.closeSync();
  }
}

const refusedWords = ({ refused, first }: Tally): string =>
  `${refused.toLocaleString('en-US')} ${refused === 1 ? 'answer is an error' : 'answers are errors'} in place of a figure, the first: ${first ?? ''}; deficiency_assess(...).error says it of each row`;

/** Every column of a file with our answers behind them; columns that no line knows are kept, and named as not used. */
async function overFile(
  file: string,
  engine: DuckDb,
  connection: Connection,
  cases: CaseReader,
  tally: Tally,
  say: (line: string) => void,
): Promise<string> {
  const source = `read_parquet(${quoted(file)})`;
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
  const names = described.getRows().map(([name]) => String(name));
  const columns = names.flatMap((held): Column[] => {
    const name = plainName(held);
    const reading = readingOf(name);
    if (reading === undefined || reading === 'label') return [];
    return [{ name, held, isAmount: reading === 'amount' || reading === 'number' }];
  });
  const twice = columns.find(({ name }, at) => columns.findIndex((one) => one.name === name) < at);
  if (twice) throw new Refused(`${file}: two columns are called ${twice.name}; give it once`);
  const used = new Set(columns.map(({ held }) => held));
  const unused = names.filter((name) => !used.has(name));
  if (unused.length > 0) say(`Not used: ${unused.join(', ')}`);
  const clash = ANSWERS.find((name) => names.includes(name));
  if (clash) throw new Refused(`${file} has a column ${clash} already: rename it`);
  registerRows(engine, connection, cases, columns, tally);
  const cast = ({ held, isAmount }: Column) =>
    `CAST(${identifier(held)} AS ${isAmount ? 'DOUBLE' : 'VARCHAR'})`;
  const answers = ANSWERS.map((name) =>
    /status|error|unused/.test(name)
      ? `recourse.${name} AS ${name}`
      : `CAST(recourse.${name} AS DECIMAL(18, 2)) AS ${name}`,
  );
  return `SELECT * EXCLUDE (recourse), ${answers.join(', ')} FROM (SELECT *, recourse_row(${columns.map(cast).join(', ')}) AS recourse FROM ${source})`;
}

const ANSWERS = ['deficiency', 'low', 'high', 'status', 'error', 'unused'] as const;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function writeRows(rows: Rows, out: Output): Promise<void> {
  await out.write(`${csvLine(rows.columnNames())}\n`);
  for await (const some of rows.yieldRows())
    await out.write(some.map((row) => `${csvLine(row.map(inText))}\n`).join(''));
}

/** A list is written as its items, everything else as the engine says it. */
function inText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const { items } = value as { items?: unknown };
  return Array.isArray(items) ? items.map(inText).join('; ') : String(value);
}

/** A query that stands in a file, as `@loans.sql`. */
const queryIn = (told: string): string =>
  told.startsWith('@') ? readFileSync(told.slice(1), 'utf8') : told;
