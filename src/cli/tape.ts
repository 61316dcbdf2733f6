/** `assess -- --tape FILE`: a seller's tape as it comes, read by its headings, with an answer a loan. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { CaseReader } from '../calculation/deficiency/case';
import { outcome, type Outcome } from '../calculation/deficiency/outcome';
import { mappingOf, plainHeading, tapeField, type Mapping } from '../calculation/tape/columns';
import { calendarFile } from '../calculation/portfolio/ics';
import { resultsOf } from '../calculation/portfolio/results';
import { caseOf, type Tape } from '../calculation/tape/tape';
import { profileNamed, PROFILES } from '../law/book';
import { formatCents } from '../money/cents';
import { tapeIn } from '../xlsx/tape';
import type { Answer, Answerer, AnswerKey, Refusal } from '../calculation/batch/answer';
import { csvHeader, csvRow } from './csv';
import { checkPlace, type Output } from './output';

export interface TapeOptions {
  readonly file: string;
  /** Where the mapping is kept for the next tape; null where it is not. */
  readonly map: string | null;
  /** Where its deadlines go as a calendar; null where they are not wanted. */
  readonly calendar: string | null;
}

/** The kind of loan by its name. */
export function profileIn(text: string): string {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  if (profileNamed(name)) return name;
  throw new Error(`--profile: '${text}' is none of ${PROFILES.map((one) => one.name).join(', ')}`);
}

/** What is written for each loan unless --fields asks for other keys. */
export const TAPE_KEYS: readonly AnswerKey[] = [
  'shortfall',
  'deficiency',
  'low',
  'high',
  'status',
  'reasons',
  'missing',
  'unused',
];

/** How the loans of a tape are answered. */
export interface TapeAnswers {
  readonly reader: CaseReader;
  readonly answerer: Answerer;
  readonly keys: readonly AnswerKey[];
  readonly out: Output;
  /** Takes what was read how, a line at a time. */
  readonly say: (line: string) => void;
}

/** Answers a tape: that of a file, or one whose bytes are at hand. */
export async function answerTape(
  { file, map, calendar }: TapeOptions,
  bytes: Uint8Array | undefined,
  { reader, answerer, keys, out, say }: TapeAnswers,
): Promise<void> {
  const read = tapeIn(bytes ?? bytesOf(file), map === null ? undefined : mappingIn(map));
  if (!read.ok) throw new Error(`${file}: ${read.message}`);
  const tape = read.value;
  if (map !== null && !existsSync(map)) {
    writeFileSync(map, `${JSON.stringify(mappingOf(tape.columns), null, 2)}\n`);
    say(`${map}: the reading of the columns, kept for the next tape; correct it there`);
  }
  for (const line of columnLines(tape)) say(line);
  await out.write(`${csvHeader(keys, ['loan', 'row'])}\n`);
  const totals = new Map<string, { count: number; low: number; high: number }>();
  let text = '';
  for (const loan of tape.loans) {
    const item = caseOf(loan, reader);
    const answer: Answer | Refusal = item.ok
      ? answerer.answer(loan.record)
      : { error: { field: item.error.field, message: item.error.message } };
    add(totals, item.ok ? outcome(item.value) : null);
    const at = `loan ${loan.id}`;
    text += `${csvRow(answer, at, keys, [loan.id, String(loan.line)])}\n`;
    for (const note of loan.notes) say(`${at}: ${note}`);
  }
  await out.write(text);
  if (calendar !== null) writeCalendar(tape, reader, calendar, say);
  for (const line of totalLines(totals)) say(line);
}

/** The deadlines that are still to come, as a calendar file. */
function writeCalendar(
  { loans }: Tape,
  reader: CaseReader,
  file: string,
  say: TapeAnswers['say'],
): void {
  const whole = loans.filter(({ refusal }) => refusal === null).map(({ record }) => record);
  const text = calendarFile(resultsOf(whole, reader), reader.settings.today);
  if (text === null)
    return say(`${file}: not written, for no deadline with a day is still to come`);
  checkPlace(file, null, false);
  writeFileSync(file, text);
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch {
    throw new Error(`cannot read ${file}: is there such a file?`);
  }
}

/** A mapping of an earlier tape: headings, each with the input that it tells; an empty name leaves one out. */
function mappingIn(file: string): Mapping | undefined {
  if (!existsSync(file)) return undefined;
  const record: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof record !== 'object' || record === null || Array.isArray(record))
    throw new Error(`${file}: give headings, each with the input that it tells`);
  const told: Record<string, string> = {};
  for (const [heading, name] of Object.entries(record)) {
    if (typeof name !== 'string' || (name !== '' && !tapeField(name)))
      throw new Error(`${file}: ${heading}: there is no input called '${String(name)}'`);
    told[plainHeading(heading)] = name;
  }
  return told;
}

/** How each column was read, and what was left out. */
export function columnLines({ columns, loans, leftOut, notes }: Tape): string[] {
  const width = Math.max(...columns.map(({ heading }) => heading.length));
  return [
    `${loans.length} loans`,
    ...columns.flatMap(({ heading, field, note }) =>
      heading === ''
        ? []
        : [
            `  ${heading.padEnd(width)}  ${field ? `${field.label} (${field.name})` : 'not read'}${note === null ? '' : `: ${note}`}`,
          ],
    ),
    ...notes,
    ...leftOut.map(({ line, why }) => `row ${line} was left out: ${why}`),
  ];
}

const KINDS = [
  ['certain', 'certain'],
  ['open', 'open'],
  ['barred', 'barred'],
  ['none', 'no shortfall'],
  ['error', 'not assessed'],
] as const;

function add(
  totals: Map<string, { count: number; low: number; high: number }>,
  found: Outcome | null,
): void {
  const kind =
    found === null ? 'error' : /recoverable|limited/.test(found.status) ? 'certain' : found.status;
  const before = totals.get(kind) ?? { count: 0, low: 0, high: 0 };
  totals.set(kind, {
    count: before.count + 1,
    low: before.low + (found?.low ?? 0),
    high: before.high + (found?.high ?? 0),
  });
}

/** What is certain, open, barred and nothing, in loans and dollars. */
const totalLines = (
  totals: ReadonlyMap<string, { count: number; low: number; high: number }>,
): string[] =>
  KINDS.flatMap(([kind, words]) => {
    const total = totals.get(kind);
    if (!total) return [];
    const dollars =
      kind === 'certain'
        ? `: ${formatCents(total.high)}`
        : kind === 'open'
          ? `: ${formatCents(total.low)} to ${formatCents(total.high)}`
          : '';
    return [`${String(total.count).padStart(6)} ${words}${dollars}`];
  });
