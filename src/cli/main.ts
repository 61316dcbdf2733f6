/** `npm run --silent assess`: the calculation over files, a line at a time. */
import { readFileSync } from 'node:fs';
import { CaseReader } from '../calculation/deficiency/case';
import { CsvRecords, isRecord, type RowRead } from '../calculation/input/csvRecords';
import '../law/labels';
import { NOTHING_ASSUMED } from '../calculation/settings/settings';
import {
  Answerer,
  ANSWER_KEYS,
  type AnswerKey,
  type Refusal,
  type RuleTexts,
} from '../calculation/batch/answer';
import { csvHeader, csvRow } from './csv';
import { answerLine, type LineAnswerer } from './jsonLines';
import { givenIn, linesOf, tooLongWords } from './lines';
import { checkPlace, StandardOutput, WholeFile, type Output } from './output';
import type { Query } from './duckdb/query';
import { hideProgress, showProgress } from './progress';
import type { TapeOptions } from './tape';
import { today } from './today';
import { idNameIn } from '../calculation/input/fields';
import { isBlank } from '../money/cents';
import type { Operation } from '../calculation/operation/operation';

const helpWith = (
  operations: string,
): string => `Assesses deficiencies: one case a line on standard input, one answer a line on standard output.

  npm run --silent assess < cases.jsonl          JSON Lines in and out
  npm run --silent assess -- --csv < cases.csv   CSV with a header in and out

Instead of deficiencies, with --csv too:

${operations}
  -o FILE        where the answers go, put there when they are whole; --force replaces a file
  --tape FILE    a seller's tape as it comes, .xlsx, .csv or .tsv: its columns are found by their headings
                 and an answer a loan is written as CSV; how each column was read is said first
  --map FILE     how the columns of tapes are read: kept there the first time, used from then on
  --ics FILE     the deadlines of a tape that are still to come, as a calendar file
  --profile NAME the kind of loan that is assumed where a case says nothing, such as home_loan
  --sql QUERY    rows of a query by DuckDB as CSV, or as Parquet where -o names a .parquet: in it stand
                 deficiency(balance, proceeds, costs, state, fair_value, facts), deficiency_assess(...) and
                 deficiency_rules(...), the last two arguments left out where not wanted; @FILE reads it from a file
  --parquet FILE loans with a column for each name of a case, answered in columns behind them
  --fields a,b   only these keys of the answer: ${ANSWER_KEYS.join(', ')}
  --help         this text and the names of what a case may say; with one of those the names that it takes

Try: echo '{"balance":300000,"sale_price":255000,"state":"MO","profile":"home_loan"}' | npm run --silent assess
     echo '{"principal":250000,"rate":"6.5%","paid_through":"2024-01-01","payoff_date":"2024-06-28"}' | npm run --silent assess -- --payoff
     echo '{"amount":45000,"entered":"2023-01-15","as_of":"2025-01-15","state":"KY","contract_rate":"none"}' | npm run --silent assess -- --judgment
`;

interface Options {
  readonly csv: boolean;
  readonly keys: readonly AnswerKey[];
  /** What a line asks for instead of an assessment. */
  readonly operation: Operation | undefined;
  readonly help: boolean;
  /** A seller's tape in place of records on standard input. */
  readonly tape: TapeOptions | undefined;
  /** What is asked of DuckDB in place of records on standard input. */
  readonly query: Query | undefined;
  /** The kind of loan that is assumed where a loan says nothing. */
  readonly profile: string | null;
  /** The file that takes the answers; null for standard output. */
  readonly output: string | null;
}

async function readOptions(args: readonly string[]): Promise<Options> {
  let csv = false;
  let help = false;
  let force = false;
  let output: string | null = null;
  let operation: Operation | undefined;
  let fields: string | undefined;
  const told = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--csv') csv = true;
    else if (arg === '--help' || arg === '-h') help = true;
    else if (arg === '--force') force = true;
    else if (arg === '-o') {
      if (output !== null) throw new Error('-o stands twice; give it once');
      output = args[++i] || null;
      if (output === null) throw new Error('-o wants a file after it');
    } else if (WITH_WORD.has(arg)) {
      const value = args[++i];
      if (!value) throw new Error(`${arg} wants ${WITH_WORD.get(arg)} after it`);
      if (told.has(arg)) throw new Error(`${arg} stands twice; give it once`);
      told.set(arg, value);
    } else if (arg === '--fields' || arg.startsWith('--fields=')) {
      fields = arg === '--fields' ? (args[++i] ?? '') : arg.slice('--fields='.length);
    } else {
      // Loaded only where it is asked for: assessments of a million lines do without.
      const { operationOf } = await import('./overTime');
      const wanted = operationOf(arg);
      if (!wanted) throw new Error(`unknown option ${arg}; --help lists the options`);
      if (operation) throw new Error(`--${operation.line} and ${arg}: give one of them`);
      operation = wanted;
    }
  }
  if (operation && fields !== undefined)
    throw new Error(`--${operation.line} answers with all its keys: leave out --fields`);
  if (output !== null) checkPlace(output, null, force);
  else if (force) throw new Error('--force has no use without -o: leave it out');
  const query = queryOf(told);
  if (query && (operation || csv || told.has('--tape') || fields !== undefined))
    throw new Error('--sql and --parquet stand alone, with --profile and -o: leave the others out');
  const tape = query ? undefined : await tapeOptions(told);
  if (tape && operation) throw new Error(`--tape and --${operation.line}: give one of them`);
  const keys = fields === undefined ? ANSWER_KEYS : keysIn(fields);
  return { csv, keys, operation, help, tape, query, profile: await profileOf(told), output };
}

/** Options with a word after them, and what each wants. */
const WITH_WORD: ReadonlyMap<string, string> = new Map([
  ['--tape', 'a file'],
  ['--map', 'a file'],
  ['--ics', 'a file'],
  ['--profile', 'a kind of loan'],
  ['--sql', 'a query'],
  ['--parquet', 'a file'],
]);

async function tapeOptions(told: ReadonlyMap<string, string>): Promise<TapeOptions | undefined> {
  const file = told.get('--tape');
  const first = [...told.keys()].find((name) => name !== '--profile');
  if (file === undefined && first !== undefined)
    throw new Error(`${first} has no use without --tape: leave it out`);
  if (file === undefined) return undefined;
  return { file, map: told.get('--map') ?? null, calendar: told.get('--ics') ?? null };
}

/** A query in place of records, with the options that have a say there. */
function queryOf(told: ReadonlyMap<string, string>): Query | undefined {
  const [sql, parquet] = [told.get('--sql'), told.get('--parquet')];
  if (sql !== undefined && parquet !== undefined)
    throw new Error('--sql and --parquet: give one of them');
  const idle = ['--map', '--ics'].find((name) => told.has(name));
  if ((sql ?? parquet) !== undefined && idle !== undefined)
    throw new Error(`${idle} has no use without --tape: leave it out`);
  if (sql !== undefined) return { sql };
  return parquet === undefined ? undefined : { parquet };
}

async function profileOf(told: ReadonlyMap<string, string>): Promise<string | null> {
  const profile = told.get('--profile');
  return profile === undefined ? null : (await import('./tape')).profileIn(profile);
}

function keysIn(fields: string): readonly AnswerKey[] {
  const wanted = fields
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const wrong = wanted.find((name) => !(ANSWER_KEYS as readonly string[]).includes(name));
  if (wrong !== undefined || wanted.length === 0)
    throw new Error(`--fields: '${wrong ?? ''}' is none of ${ANSWER_KEYS.join(', ')}`);
  return wanted as AnswerKey[];
}

async function answerJsonLines(
  texts: AsyncIterable<string>,
  answerer: LineAnswerer,
  out: Output,
): Promise<void> {
  let line = 0;
  for await (const lines of linesOf(texts)) {
    let text = '';
    showProgress(lines.length);
    for (const one of lines) text += `${answerLine(one, ++line, answerer)}\n`;
    await out.write(text);
  }
}

/** Answers rows of CSV, or says what is wrong with them. */
interface RowAnswerer {
  readonly heading: string;
  readonly row: (record: Readonly<Record<string, unknown>>, line: number) => string;
  readonly refused: (refusal: Refusal, line: number) => string;
}

/** Rows known by what they say themselves to be, where the heading has a name for it. */
function assessments(
  answerer: Answerer,
  keys: readonly AnswerKey[],
  names: readonly string[],
): RowAnswerer {
  const id = idNameIn(names);
  const known = (record: Readonly<Record<string, unknown>>) =>
    id === undefined ? [] : [isBlank(record[id]) ? '' : String(record[id])];
  return {
    heading: csvHeader(keys, id === undefined ? [] : ['id']),
    row: (record, line) => csvRow(answerer.answer(record), `line ${line}`, keys, known(record)),
    refused: (refusal, line) => csvRow(refusal, `line ${line}`, keys, known({})),
  };
}

/** Answers CSV; by whom its rows are answered is settled when the heading was read. */
async function answerCsv(
  texts: AsyncIterable<string>,
  answererFor: (names: readonly string[]) => RowAnswerer,
  out: Output,
): Promise<void> {
  const records = new CsvRecords();
  let answerer: RowAnswerer | undefined;
  const rowsOf = (found: readonly RowRead[]) => {
    if (!answerer && records.names.length === 0 && found.length === 0) return '';
    let text = answerer ? '' : `${(answerer = answererFor(records.names)).heading}\n`;
    for (const row of found) text += `${answerRow(row, answerer)}\n`;
    return text;
  };
  for await (const lines of linesOf(texts)) {
    showProgress(lines.length);
    await out.write(
      rowsOf(
        lines.flatMap((line) =>
          typeof line === 'string' ? records.take(line) : records.refuse(tooLongWords(line)),
        ),
      ),
    );
  }
  await out.write(rowsOf(records.end()));
  if (!answerer) await out.write(`${answererFor([]).heading}\n`);
}

function answerRow(row: RowRead, answerer: RowAnswerer): string {
  const refused = (field: string, message: string) =>
    answerer.refused({ error: { field, message } }, row.line);
  if (!isRecord(row)) return refused(row.field, row.message);
  try {
    return answerer.row(row.record, row.line);
  } catch (bug) {
    // A mistake of ours in one row must not cost the answers to those after it.
    return refused('program', `this row could not be answered; please report it: ${String(bug)}`);
  }
}

/** Loaded only where it is asked for: assessments of a million lines do without. */
async function operate(
  { help, csv }: Options,
  operation: Operation,
  reader: CaseReader,
  out: Output,
): Promise<void> {
  const { helpOf, OperationAnswerer } = await import('./overTime');
  const answerer = new OperationAnswerer(operation, reader);
  if (help) return out.write(helpOf(operation));
  const given = await givenIn(process.stdin);
  if (!('texts' in given))
    throw new Error(`--${operation.line} reads text, and this is a workbook: save it as CSV`);
  const { texts } = given;
  await (csv ? answerCsv(texts, () => answerer, out) : answerJsonLines(texts, answerer, out));
}

let loaded: RuleTexts | undefined;

/** The words of the law, read when an answer first needs them. */
function ruleTexts(): RuleTexts {
  if (!loaded) {
    const file = new URL('../src/law/generated/texts/all.json', import.meta.url);
    loaded = (JSON.parse(readFileSync(file, 'utf8')) as { rules: RuleTexts }).rules;
  }
  return loaded;
}

async function main(options: Options, out: Output): Promise<void> {
  const { operation, keys, csv, tape, query, profile } = options;
  const reader = new CaseReader({
    ...NOTHING_ASSUMED,
    profile,
    today: today(),
  });
  if (operation) return operate(options, operation, reader, out);
  if (options.help) {
    const { optionsHelp, inputsHelp } = await import('./overTime');
    await out.write(helpWith(optionsHelp()) + inputsHelp());
    return;
  }
  const say = (line: string) => process.stderr.write(`${line}\n`);
  if (query) {
    const { answerQuery } = await import('./duckdb/query');
    return answerQuery(query, reader, out, say);
  }
  const answerer = new Answerer(reader, ruleTexts, keys);
  const given = tape ? undefined : await givenIn(process.stdin);
  if (given && 'texts' in given) {
    const { texts } = given;
    if (csv) await answerCsv(texts, (names) => assessments(answerer, keys, names), out);
    else await answerJsonLines(texts, answerer, out);
    return;
  }
  const { answerTape, TAPE_KEYS } = await import('./tape');
  const bytes = given ? await given.workbook() : undefined;
  const wanted = keys === ANSWER_KEYS ? TAPE_KEYS : keys;
  await answerTape(tape ?? { file: 'standard input', map: null, calendar: null }, bytes, {
    reader,
    answerer,
    keys: wanted,
    out,
    say,
  });
}

let out: Output | undefined;
try {
  const options = await readOptions(process.argv.slice(2));
  out = options.output === null ? new StandardOutput() : new WholeFile(options.output);
  await main(options, out);
  hideProgress();
  out.end();
} catch (error) {
  hideProgress();
  out?.abandon();
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
