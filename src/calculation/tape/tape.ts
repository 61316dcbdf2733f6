/** Reads a seller's tape: rows of cells under headings of their own become loans as every door reads them. */
import { factNamed, stateCode } from '../../law/book';
import { readFact } from '../../law/facts';
import { dollars, isBlank, parseAmount, type Cents } from '../../money/cents';
import { readDate, toIso, type DateSystem } from '../../money/dates';
import { fail, ok, quoted, textOf, type Result } from '../../money/result';
import type { CaseReader, Case } from '../deficiency/case';
import { DEBT_ITEMS } from '../input/debtItems';
import { readingOf } from '../input/fieldNames';
import { failure, type Read } from '../input/problem';
import { columnsOf, headingsIn, type Mapping, type TapeColumn } from './columns';
import type { TapeField } from './headings';

/** The rows of a file, each with the number that people see beside it. */
export interface TapeRows {
  readonly rows: readonly { readonly line: number; readonly cells: readonly unknown[] }[];
  readonly dateSystem: DateSystem;
  /** Rows that could not be cut into cells, with what is wrong. */
  readonly broken?: readonly LeftOut[];
}

/** A row that is no loan, and why. */
export interface LeftOut {
  readonly line: number;
  readonly why: string;
}

export interface TapeLoan {
  readonly line: number;
  /** Its number on the tape; `row 12` where it has none. */
  readonly id: string;
  readonly record: Readonly<Record<string, unknown>>;
  /** What its cells say that is not read as it stands. */
  readonly notes: readonly string[];
  /** Why it cannot be assessed, where that is seen before the law is asked. */
  readonly refusal: { readonly field: string; readonly message: string } | null;
}

export interface Tape {
  readonly columns: readonly TapeColumn[];
  readonly loans: readonly TapeLoan[];
  readonly leftOut: readonly LeftOut[];
  /** What is to be known about the tape as a whole. */
  readonly notes: readonly string[];
}

/** Headings stand within so many rows of the top. */
const ROWS_ABOVE = 40;

const scoresOf = ({ rows }: Pick<TapeRows, 'rows'>): number[] =>
  rows.slice(0, ROWS_ABOVE).map(({ cells }) => headingsIn(cells));

/** How many headings of a tape the best row has; a tape has two at least. */
export const headingScore = (rows: Pick<TapeRows, 'rows'>): number =>
  Math.max(0, ...scoresOf(rows));

/** Reads a tape; `told` says of columns what they tell, over what their headings say. */
export function readTape(
  { rows, dateSystem, broken = [] }: TapeRows,
  told?: Mapping,
): Result<Tape> {
  const scores = scoresOf({ rows });
  const best = Math.max(0, ...scores);
  if (best < 2)
    return fail(
      'no row of headings was found: the first rows need names such as Loan #, State, UPB, Sale Price',
    );
  const top = scores.indexOf(best);
  const heads = rows[top]?.cells ?? [];
  const below = rows.slice(top + 1);
  const columns = columnsOf(heads, told).map((column) =>
    told && Object.hasOwn(told, column.key) ? column : checked(column, below, dateSystem),
  );
  const leftOut: LeftOut[] = [...broken];
  const loans: TapeLoan[] = [];
  for (const row of below) {
    if (row.cells.every(isBlank)) continue;
    const why = noLoan(row.cells, heads, columns);
    if (why === undefined) loans.push(readLoan(row.line, row.cells, columns, dateSystem));
    else leftOut.push({ line: row.line, why });
  }
  return ok({ columns, loans, leftOut, notes: notesOn(columns, loans) });
}

/** A heading may mean something else on this tape: a column most of whose cells cannot be read is not. */
function checked(column: TapeColumn, rows: TapeRows['rows'], dateSystem: DateSystem): TapeColumn {
  const { field, at } = column;
  if (!field) return column;
  const told = rows.map(({ cells }) => cells[at]).filter((cell) => !saysNothing(cell));
  const wrong = told.filter((cell) => !readable(field, cell, dateSystem));
  if (wrong.length * 2 <= told.length) return column;
  const note = `most of its cells, such as ${quoted(shown(wrong[0]))}, are no ${field.label.toLowerCase()}: choose what it tells`;
  return { ...column, field: null, note };
}

function readable(field: TapeField, cell: unknown, dateSystem: DateSystem): boolean {
  if (field.loose || field.name === 'id') return true;
  if (field.name === 'state') return stateCode(shown(cell)) !== undefined;
  if (wordsOf(field, cell)) return true;
  const reading = readingOf(field.name);
  if (reading === 'amount') return parseAmount(cell).ok;
  const fact = factNamed(field.name);
  return fact === undefined || readFact(fact, plainDate(cell), dateSystem).ok;
}

const TOTALS = /^(?:(?:grand|sub|pool|portfolio)[ -]?)?totals?\b|^(?:sum|average|count|min|max)\b/i;

/** Why a row below the headings is no loan. */
function noLoan(
  cells: readonly unknown[],
  heads: readonly unknown[],
  columns: readonly TapeColumn[],
): string | undefined {
  const first = cells.find((cell) => !isBlank(cell));
  if (typeof first === 'string' && TOTALS.test(first.trim())) return 'a total';
  if (heads.every((head, at) => isBlank(head) || head === cells[at])) return 'the headings again';
  const blank = (name: string) => {
    const column = columns.find(({ field }) => field?.name === name);
    return column && saysNothing(cells[column.at]);
  };
  return blank('id') && blank('state')
    ? 'it has neither a loan number nor a state: a total or a note'
    : undefined;
}

/** What stands in a cell in place of nothing. */
const NOTHING_SAID = new Set([
  'n/a',
  'na',
  '#n/a',
  '-',
  '--',
  'tbd',
  'unknown',
  'unk',
  'none',
  'null',
  'nan',
  'not available',
  '?',
  '$ -',
  '$-',
  '00/00/0000',
  '0000-00-00',
  '1/0/1900',
  '01/00/1900',
]);

const saysNothing = (cell: unknown): boolean =>
  isBlank(cell) || (typeof cell === 'string' && NOTHING_SAID.has(cell.trim().toLowerCase()));

const shown = (cell: unknown): string =>
  typeof cell === 'object' && cell !== null && 'error' in cell
    ? textOf(cell.error)
    : textOf(cell).trim();

const plainWords = (cell: unknown): string =>
  shown(cell)
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const wordsOf = (
  field: TapeField,
  cell: unknown,
): Readonly<Record<string, unknown>> | undefined => {
  const word = plainWords(cell);
  return field.words && Object.hasOwn(field.words, word) ? field.words[word] : undefined;
};

/** `20240315` and a time behind a date are how systems write days. */
function plainDate(cell: unknown): unknown {
  if (typeof cell === 'number' && cell > 19_000_000) return plainDate(String(cell));
  if (typeof cell !== 'string') return cell;
  const day = cell.trim().replace(/[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?Z?$/i, '');
  return day.replace(/^((?:19|20)\d{2})(\d{2})(\d{2})$/, '$1-$2-$3');
}

/** A loan in the making. */
interface Draft {
  readonly record: Record<string, unknown>;
  /** What follows from words, where no column of its own says it. */
  readonly implied: Map<string, { value: unknown; from: string }>;
  readonly sums: Map<string, Cents>;
  readonly notes: string[];
}

function readLoan(
  line: number,
  cells: readonly unknown[],
  columns: readonly TapeColumn[],
  dateSystem: DateSystem,
): TapeLoan {
  const draft: Draft = { record: {}, implied: new Map(), sums: new Map(), notes: [] };
  for (const column of columns)
    if (column.field && !isBlank(cells[column.at]))
      readCell(draft, column, cells[column.at], dateSystem);
  for (const [name, cents] of draft.sums)
    if (draft.record[name] === undefined) draft.record[name] = dollars(cents);
  for (const [name, { value, from }] of draft.implied) {
    const own = draft.record[name];
    if (own === undefined) draft.record[name] = value;
    else if (textOf(own) !== textOf(value))
      draft.notes.push(
        `${from} would make ${name.replace(/_/g, ' ')} ${textOf(value)}; its own column says ${textOf(own)}, which is taken`,
      );
  }
  const { id, ...record } = draft.record;
  const name = isBlank(id) ? `row ${line}` : textOf(id);
  const refusal = refusalOf(record, columns);
  return {
    line,
    id: name,
    record: { id: name, ...record, ...(refusal && REFUSED[refusal.field]) },
    notes: draft.notes,
    refusal,
  };
}

/** What stands in place of a value that is not believed, so that no formula answers for the loan either. */
const REFUSED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  state: { state: '?' },
  sale_price: { sale_price: null },
};

function readCell(
  draft: Draft,
  { field, heading }: TapeColumn,
  cell: unknown,
  dateSystem: DateSystem,
): void {
  if (!field) return;
  const { record, notes } = draft;
  const { name } = field;
  if (saysNothing(cell)) {
    notes.push(`${heading} says ${quoted(shown(cell))}: read as not told`);
    return;
  }
  const facts = wordsOf(field, cell);
  if (facts) {
    if (Object.keys(facts).length === 0)
      notes.push(`${heading} ${quoted(shown(cell))} does not say what a rule asks`);
    for (const [fact, value] of Object.entries(facts)) {
      if (fact === name) record[fact] = value;
      else draft.implied.set(fact, { value, from: `${heading} ${quoted(shown(cell))}` });
    }
    return;
  }
  const reading = readingOf(name);
  if (field.zeroIsBlank && Number(cell) === 0) {
    notes.push(`${heading} is 0: read as not told`);
    return;
  }
  if (reading === 'amount') {
    const read = parseAmount(cell);
    // A negative part would take off what another adds: it is refused, not netted.
    if (!read.ok || (field.adds && (read.value ?? 0) < 0)) record[name] = shown(cell);
    else if (!field.adds) record[name] = dollars(read.value ?? 0);
    else draft.sums.set(name, (draft.sums.get(name) ?? 0) + (read.value ?? 0));
  } else if (reading === 'date') {
    const read = readDate(plainDate(cell), dateSystem);
    record[name] = read.ok && read.value !== null ? toIso(read.value) : shown(cell);
  } else if (field.loose) {
    const fact = factNamed(name);
    const read = fact && readFact(fact, cell);
    if (read?.ok) record[name] = read.value;
    else notes.push(`${heading} ${quoted(shown(cell))} was not read`);
  } else record[name] = typeof cell === 'number' || typeof cell === 'boolean' ? cell : shown(cell);
}

/** What a loan of a tape must say, though a case may leave it out. */
function refusalOf(
  record: Readonly<Record<string, unknown>>,
  columns: readonly TapeColumn[],
): TapeLoan['refusal'] {
  if (isBlank(record['state'])) {
    const column = columns.find(({ field }) => field?.name === 'state');
    return {
      field: 'state',
      message: column
        ? `${column.heading} is blank: give the state of the collateral`
        : 'no column says the state of the collateral',
    };
  }
  if (record['sale_price'] === 0 && isBlank(record['sale_date']))
    return {
      field: 'sale_price',
      message: 'is 0 and no day of a sale is told: has it been sold? Give the price and the day',
    };
  return null;
}

function notesOn(columns: readonly TapeColumn[], loans: readonly TapeLoan[]): string[] {
  const notes: string[] = [];
  const has = (name: string) => columns.some(({ field }) => field?.name === name);
  if (
    has('principal') &&
    !has('balance') &&
    DEBT_ITEMS.every((name) => name === 'principal' || name === 'credits' || !has(name))
  )
    notes.push('the debt is the principal alone: no column tells interest, advances or charges');
  const twice = [...countOf(loans.map(({ id }) => id))].filter(([, count]) => count > 1);
  if (twice.length > 0)
    notes.push(
      `${twice.length === 1 ? 'one loan number stands' : `${twice.length} loan numbers stand`} on more than one row, such as ${twice[0]?.[0] ?? ''}`,
    );
  return notes;
}

function countOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** The case of a loan, or what is wrong with it. */
export const caseOf = ({ record, refusal }: TapeLoan, reader: CaseReader): Read<Case> =>
  refusal ? failure(refusal.field, refusal.message, 'missing') : reader.read(record);
