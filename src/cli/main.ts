/** `npm run --silent assess`: the calculation over files, a line at a time. */
import { readFileSync } from 'node:fs';
import { CaseReader } from '../calculation/deficiency/case';
import { CsvRecords, isRecord, type RowRead } from '../calculation/input/csvRecords';
import '../law/labels';
import { NOTHING_ASSUMED } from '../calculation/settings/settings';
import { dayFromYmd, type Day } from '../money/dates';
import { Answerer, ANSWER_KEYS, type AnswerKey, type Refusal, type RuleTexts } from './answer';
import { csvHeader, csvRow } from './csv';
import { answerLine, type LineAnswerer } from './jsonLines';
import { linesOf, tooLongWords } from './lines';
import { checkPlace, StandardOutput, WholeFile, type Output } from './output';
import type { Operation } from '../calculation/operation/operation';

const helpWith = (
  operations: string,
): string => `Assesses deficiencies: one case a line on standard input, one answer a line on standard output.

  npm run --silent assess < cases.jsonl          JSON Lines in and out
  npm run --silent assess -- --csv < cases.csv   CSV with a header in and out

Instead of deficiencies, with --csv too:

${operations}
  -o FILE        where the answers go, put there when they are whole; --force replaces a file
  --fields a,b   only these keys of the answer: ${ANSWER_KEYS.join(', ')}
  --help         this text; with one of those the names that it takes

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
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--csv') csv = true;
    else if (arg === '--help' || arg === '-h') help = true;
    else if (arg === '--force') force = true;
    else if (arg === '-o') {
      if (output !== null) throw new Error('-o stands twice; give it once');
      output = args[++i] || null;
      if (output === null) throw new Error('-o wants a file after it');
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
  const keys = fields === undefined ? ANSWER_KEYS : keysIn(fields);
  return { csv, keys, operation, help, output };
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

function today(): Day {
  const now = new Date();
  return dayFromYmd(now.getFullYear(), now.getMonth() + 1, now.getDate()) as Day;
}

async function answerJsonLines(answerer: LineAnswerer, out: Output): Promise<void> {
  process.stdin.setEncoding('utf8');
  let line = 0;
  for await (const lines of linesOf(process.stdin as AsyncIterable<string>)) {
    let text = '';
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

const assessments = (answerer: Answerer, keys: readonly AnswerKey[]): RowAnswerer => ({
  heading: csvHeader(keys),
  row: (record, line) => csvRow(answerer.answer(record), line, keys),
  refused: (refusal, line) => csvRow(refusal, line, keys),
});

async function answerCsv(answerer: RowAnswerer, out: Output): Promise<void> {
  process.stdin.setEncoding('utf8');
  const records = new CsvRecords();
  const rowsOf = (found: readonly RowRead[]) =>
    found.map((row) => `${answerRow(row, answerer)}\n`).join('');
  await out.write(`${answerer.heading}\n`);
  for await (const lines of linesOf(process.stdin as AsyncIterable<string>))
    await out.write(
      rowsOf(
        lines.flatMap((line) =>
          typeof line === 'string' ? records.take(line) : records.refuse(tooLongWords(line)),
        ),
      ),
    );
  await out.write(rowsOf(records.end()));
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
  if (help) await out.write(helpOf(operation));
  else await (csv ? answerCsv(answerer, out) : answerJsonLines(answerer, out));
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
  const { operation, keys, csv } = options;
  const reader = new CaseReader({ ...NOTHING_ASSUMED, today: today() });
  if (operation) return operate(options, operation, reader, out);
  if (options.help) {
    await out.write(helpWith((await import('./overTime')).optionsHelp()));
    return;
  }
  const answerer = new Answerer(reader, ruleTexts, keys);
  if (csv) await answerCsv(assessments(answerer, keys), out);
  else await answerJsonLines(answerer, out);
}

let out: Output | undefined;
try {
  const options = await readOptions(process.argv.slice(2));
  out = options.output === null ? new StandardOutput() : new WholeFile(options.output);
  await main(options, out);
  out.end();
} catch (error) {
  out?.abandon();
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
