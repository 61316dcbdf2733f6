/** `npm run --silent assess`: the calculation over files, a line at a time. */
import { readFileSync } from 'node:fs';
import { CaseReader } from '../calculation/deficiency/case';
import { CsvRecords, isRecord, type RowRead } from '../calculation/input/csvRecords';
import '../law/labels';
import { NOTHING_ASSUMED } from '../calculation/settings/settings';
import { dayFromYmd, type Day } from '../money/dates';
import {
  Answerer,
  ANSWER_KEYS,
  type Answer,
  type AnswerKey,
  type Refusal,
  type RuleTexts,
} from './answer';
import { csvHeader, csvRow } from './csv';
import { answerLine, type LineAnswerer } from './jsonLines';
import { linesOf, tooLongWords } from './lines';
import { StandardOutput } from './output';
import type { OverTimeKind } from './overTime';

const HELP = `Assesses deficiencies: one case a line on standard input, one answer a line on standard output.

  npm run --silent assess < cases.jsonl          JSON Lines in and out
  npm run --silent assess -- --csv < cases.csv   CSV with a header in and out

  npm run --silent assess -- --payoff            payoffs instead: principal, rate, paid_through, payoff_date ...
  npm run --silent assess -- --judgment          judgments instead: amount, entered, as_of, state ...
  npm run --silent assess -- --explanation       explanations of UCC 9-616(c): obligation, proceeds, expenses ...
  npm run --silent assess -- --form1099          figures for forms 1099-A and 1099-C: principal, debt, fair_value ...

  --fields a,b   only these keys of the answer: ${ANSWER_KEYS.join(', ')}
  --help         this text; with one of those four the names that it takes

Try: echo '{"balance":300000,"sale_price":255000,"state":"MO","profile":"home_loan"}' | npm run --silent assess
     echo '{"principal":250000,"rate":"6.5%","paid_through":"2024-01-01","payoff_date":"2024-06-28"}' | npm run --silent assess -- --payoff
     echo '{"amount":45000,"entered":"2023-01-15","as_of":"2025-01-15","state":"KY","contract_rate":"none"}' | npm run --silent assess -- --judgment
`;

interface Options {
  readonly csv: boolean;
  readonly keys: readonly AnswerKey[];
  readonly mode: Mode;
  readonly help: boolean;
}

/** What a line asks for: an assessment, or something over time. */
type Mode = 'assess' | OverTimeKind;

const OVER_TIME: ReadonlySet<string> = new Set<OverTimeKind>([
  'payoff',
  'judgment',
  'explanation',
  'form1099',
]);

function readOptions(args: readonly string[]): Options {
  let csv = false;
  let help = false;
  let mode: Mode = 'assess';
  let keys: readonly AnswerKey[] = ANSWER_KEYS;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--csv') csv = true;
    else if (arg === '--help' || arg === '-h') help = true;
    else if (arg.startsWith('--') && OVER_TIME.has(arg.slice(2))) mode = arg.slice(2) as Mode;
    else if (arg === '--fields' || arg.startsWith('--fields=')) {
      const list = arg === '--fields' ? (args[++i] ?? '') : arg.slice('--fields='.length);
      const wanted = list
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean);
      const wrong = wanted.find((name) => !(ANSWER_KEYS as readonly string[]).includes(name));
      if (wrong !== undefined || wanted.length === 0)
        throw new Error(`--fields: '${wrong ?? ''}' is none of ${ANSWER_KEYS.join(', ')}`);
      keys = wanted as AnswerKey[];
    } else throw new Error(`unknown option ${arg}; --help lists the options`);
  }
  if (mode !== 'assess' && (csv || keys !== ANSWER_KEYS))
    throw new Error(`--${mode} reads and writes whole JSON Lines: leave out --csv and --fields`);
  return { csv, keys, mode, help };
}

function today(): Day {
  const now = new Date();
  return dayFromYmd(now.getFullYear(), now.getMonth() + 1, now.getDate()) as Day;
}

const out = new StandardOutput();

async function answerJsonLines(answerer: LineAnswerer): Promise<void> {
  process.stdin.setEncoding('utf8');
  let line = 0;
  for await (const lines of linesOf(process.stdin as AsyncIterable<string>)) {
    let text = '';
    for (const one of lines) text += `${answerLine(one, ++line, answerer)}\n`;
    await out.write(text);
  }
}

async function answerCsv(answerer: Answerer, keys: readonly AnswerKey[]): Promise<void> {
  process.stdin.setEncoding('utf8');
  const records = new CsvRecords();
  const rowsOf = (found: readonly RowRead[]) =>
    found.map((row) => `${csvRow(answerRow(row, answerer), row.line, keys)}\n`).join('');
  await out.write(`${csvHeader(keys)}\n`);
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

function answerRow(row: RowRead, answerer: Answerer): Answer | Refusal {
  if (!isRecord(row)) return { error: { field: row.field, message: row.message } };
  try {
    return answerer.answer(row.record);
  } catch (bug) {
    // A mistake of ours in one row must not cost the answers to those after it.
    const message = `this row could not be answered; please report it: ${String(bug)}`;
    return { error: { field: 'program', message } };
  }
}

/** Loaded only where it is asked for: assessments of a million lines do without. */
async function overTime({ help }: Options, kind: OverTimeKind, reader: CaseReader): Promise<void> {
  const { ANSWERERS, helpOf } = await import('./overTime');
  if (help) await out.write(helpOf(kind));
  else await answerJsonLines(new ANSWERERS[kind](reader));
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

try {
  const options = readOptions(process.argv.slice(2));
  const reader = new CaseReader({ ...NOTHING_ASSUMED, today: today() });
  if (options.mode !== 'assess') await overTime(options, options.mode, reader);
  else if (options.help) await out.write(HELP);
  else {
    const answerer = new Answerer(reader, ruleTexts, options.keys);
    if (options.csv) await answerCsv(answerer, options.keys);
    else await answerJsonLines(answerer);
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
