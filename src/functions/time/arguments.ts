/** Reads the arguments of the functions over time, in one place: values, tables with a header row, named terms. */
import {
  fieldNamed,
  plainName,
  isRemark,
  readValue,
  readValues,
  type FieldKind,
  type Fields,
  type Source,
  type Values,
} from '../../calculation/input/fields';
import { RATE_COLUMNS, readRates, type RatesRead } from '../../calculation/input/rateInput';
import type { Problem } from '../../calculation/input/problem';
import { isBlank, type Cents } from '../../money/cents';
import { serialFromDay, toIso, type Day } from '../../money/dates';
import { readDayCount } from '../../money/dayCount';
import type { Percent } from '../../money/interest';
import { quoted } from '../../money/result';
import {
  isCellError,
  notAvailable,
  OUT_OF_REACH,
  stretched,
  valueError,
  type Cell,
  type CellError,
  type Matrix,
} from '../cells';
import { readNamed, type FactsArgument } from '../factsArgument';
import { currentReader } from '../session';

export type Matrices = ReadonlyMap<string, Matrix>;

/** A row of a table by the names of its columns. */
export type CellRecord = Readonly<Record<string, unknown>>;

export const cellSource = (): Source => ({
  dateSystem: currentReader().settings.dateSystem,
  fromCell: true,
});

/** The date number of this workbook for a day; the text of the date where the workbook has no number for it. */
export function dateCell(day: Day | null): Cell {
  if (day === null) return '';
  const serial = serialFromDay(day, currentReader().settings.dateSystem);
  return serial.ok ? serial.value : toIso(day);
}

/** One call's arguments at one place of the result; the first mistake is kept and ends the reading. */
export class Place {
  error: CellError | null = null;

  constructor(
    private readonly matrices: Matrices,
    private readonly source: Source,
    private readonly row = 0,
    private readonly column = 0,
  ) {}

  /** The cell of an argument; a range that is too short and an error in a cell are mistakes. */
  raw(name: string): unknown {
    const matrix = this.matrices.get(name);
    const cell = matrix ? stretched(matrix, this.row, this.column) : null;
    if (cell === OUT_OF_REACH)
      return this.fail(notAvailable(`${name}: the range ends before this row`));
    return isCellError(cell) ? this.fail(cell) : cell;
  }

  amount(name: string): Cents {
    return this.needed<Cents>(name, 'amount') ?? 0;
  }

  amountOr(name: string): Cents | null {
    return this.value<Cents>(name, 'amount');
  }

  day(name: string): Day {
    return this.needed<Day>(name, 'date') ?? 0;
  }

  dayOr(name: string): Day | null {
    return this.value<Day>(name, 'date');
  }

  rate(name: string): Percent | null {
    return this.needed<Percent>(name, 'rate');
  }

  number(name: string): number | null {
    return this.value<number>(name, 'number');
  }

  flag(name: string): boolean | null {
    return this.value<boolean>(name, 'flag');
  }

  word<Word extends string>(name: string, words: readonly Word[]): Word | null {
    return this.value<Word>(name, words);
  }

  value<T>(name: string, kind: FieldKind): T | null {
    const read = readValue(kind, this.raw(name), this.source);
    if (read.ok) return read.value as T | null;
    this.fail(valueError(`${name}: ${read.message}`));
    return null;
  }

  fail(error: CellError): null {
    this.error ??= error;
    return null;
  }

  private needed<T>(name: string, kind: FieldKind): T | null {
    const value = this.value<T>(name, kind);
    if (value === null) this.fail(valueError(`${name} is missing`));
    return value;
  }
}

/** True where the arguments at a place are all blank, as in an empty row of a table. */
export const blankAt = (
  matrices: Matrices,
  names: readonly string[],
  row: number,
  column: number,
): boolean =>
  names.every((name) => {
    const matrix = matrices.get(name);
    const cell = matrix ? stretched(matrix, row, column) : null;
    return isBlank(cell) || cell === 0;
  });

/** How many rows and columns the result has, apart from tables. */
export function extentOf(
  matrices: Matrices,
  tables: readonly string[],
  named: readonly FactsArgument[],
): { rows: number; columns: number } {
  let rows = 1;
  let columns = 1;
  for (const [name, matrix] of matrices) {
    if (tables.includes(name)) continue;
    rows = Math.max(rows, matrix.rows);
    columns = Math.max(columns, matrix.columns);
  }
  for (const one of named) rows = Math.max(rows, one.rows);
  return { rows, columns };
}

const only = (matrix: Matrix | undefined): unknown =>
  matrix && matrix.rows * matrix.columns === 1 ? matrix.cells[0]?.[0] : undefined;

/** True where an argument is a table: more than one row under a header that names a column, or a text of rows. */
export function isTable(matrix: Matrix | undefined, fields: Fields): boolean {
  if (!matrix) return false;
  const cell = only(matrix);
  if (typeof cell === 'string') return /=/.test(cell);
  return matrix.cells[0]?.some((name) => fieldNamed(fields, name) !== undefined) ?? false;
}

/** The rows of a table under its header, or of a text; an error where the header names no column. */
export function tableOf(
  matrices: Matrices,
  name: string,
  fields: Fields,
): readonly CellRecord[] | CellError {
  const matrix = matrices.get(name);
  const cell = only(matrix);
  if (!matrix || (matrix.rows * matrix.columns === 1 && (isBlank(cell) || cell === 0))) return [];
  if (isCellError(cell)) return cell;
  if (typeof cell === 'string' && cell.includes('=')) return recordsOfText(cell, name);
  const columns = Object.keys(fields).join(', ');
  if (!isTable(matrix, fields))
    return valueError(`${name}: the first row must name the columns; they are ${columns}`);
  const header = matrix.cells[0] as readonly unknown[];
  const wrong = header.find(
    (text) => !isBlank(text) && text !== 0 && !fieldNamed(fields, text) && !isRemark(text),
  );
  if (wrong !== undefined)
    return valueError(`${name}: ${quoted(wrong)} is no column; they are ${columns}`);
  return matrix.cells.slice(1).map((row) => recordOf(header, row));
}

function recordOf(header: readonly unknown[], row: readonly unknown[]): CellRecord {
  const record = Object.create(null) as Record<string, unknown>;
  header.forEach((name, i) => {
    const cell = row[i];
    if (typeof name === 'string' && name.trim() !== '')
      record[name] = isCellError(cell) ? cell.error : cell;
  });
  return record;
}

/** `date=2024-06-01, amount=5000; date=2024-07-01, amount=5000`: rows with semicolons, values with commas. */
function recordsOfText(text: string, name: string): readonly CellRecord[] | CellError {
  const records: CellRecord[] = [];
  for (const part of text.split(/[;\n]/)) {
    if (part.trim() === '') continue;
    const record = Object.create(null) as Record<string, unknown>;
    for (const pair of part.split(',')) {
      const [key, value] = pair.split(/=(.*)/s);
      if (value === undefined)
        return valueError(`${name}: ${quoted(pair.trim())} has no value; write column=value`);
      record[plainName(key)] = value.trim();
    }
    records.push(record);
  }
  return records;
}

/** Reads named terms: a text, a two-column list, or a table with a row a loan; a day count may stand alone. */
export function termsArgument(matrices: Matrices, fields: Fields): FactsArgument {
  const matrix = matrices.get('terms');
  if (!matrix) return { rows: 1, columns: 1, at: () => ({}) };
  const alone = matrix.rows === 1 || matrix.columns === 1;
  const cells = matrix.cells.map((row) =>
    row.map((cell) =>
      alone && isDayCount(cell) ? `day_count=${String(cell)}` : cell === 0 ? null : cell,
    ),
  );
  const first = Object.keys(fields)[0] ?? 'name';
  return readNamed(
    { ...matrix, cells },
    {
      field: 'terms',
      isName: (cell) => fieldNamed(fields, cell) !== undefined,
      example: `write name=value with one of ${first}, ${Object.keys(fields).slice(1).join(', ')}`,
    },
  );
}

const isDayCount = (cell: unknown): boolean =>
  typeof cell === 'string' && !cell.includes('=') && !isBlank(cell) && readDayCount(cell).ok;

/** Reads terms by their fields; the same text is read once. */
export class TermsReader<F extends Fields> {
  readonly argument: FactsArgument;
  private readonly remembered = new Map<object, Values<F> | CellError>();

  constructor(
    matrices: Matrices,
    private readonly fields: F,
    private readonly source: Source,
  ) {
    this.argument = termsArgument(matrices, fields);
  }

  at(row: number, column: number): Values<F> | CellError {
    const told = this.argument.at(row, column);
    if (isCellError(told)) return told;
    const known = this.remembered.get(told);
    if (known) return known;
    const read = readValues(told, this.fields, this.source, 'terms');
    const value = read.ok ? read.value : valueError(`terms: ${read.problem.message}`);
    this.remembered.set(told, value);
    return value;
  }
}

/** A rate argument: one for each loan, or a table for all of them. */
export class RateArgument {
  readonly table: RatesRead | CellError | null;
  private readonly remembered = new Map<unknown, RatesRead>();

  constructor(
    matrices: Matrices,
    private readonly name: string,
    private readonly source: Source,
  ) {
    const given = isTable(matrices.get(name), RATE_COLUMNS)
      ? tableOf(matrices, name, RATE_COLUMNS)
      : null;
    this.table = given === null || isCellError(given) ? given : readRates(given, source, name);
  }

  /** Matrices of which the size counts: without a table. */
  get isTable(): boolean {
    return this.table !== null;
  }

  at(place: Place, blankIsZero = true): RatesRead {
    if (isCellError(this.table)) {
      place.fail(this.table);
      return NO_RATES;
    }
    if (this.table) return this.table;
    const cell = place.raw(this.name);
    if (!blankIsZero && cell === 0) return NO_RATES;
    const known = this.remembered.get(cell);
    if (known) return known;
    const read = readRates(cell, this.source, this.name);
    this.remembered.set(cell, read);
    return read;
  }
}

export const NO_RATES: RatesRead = { single: null, rows: [], problems: [] };

/** Names of the calculation as the arguments are called. */
const ARGUMENT: Readonly<Record<string, string>> = {
  rates: 'rate',
  late_fee_payment: 'terms',
  late_fees: 'terms',
  attorney_fees: 'terms',
  attorney_fee_cap: 'terms',
  default_rate: 'terms',
  default_date: 'terms',
  accelerated: 'terms',
  rebate_method: 'terms',
  opening_interest: 'terms',
  bankruptcy: 'terms',
  fee_percent: 'terms',
  stopping_cost: 'terms',
  enforcing: 'claims',
};

/** `charges, row 3` */
const whereIs = ({ field, row }: Problem, names: Readonly<Record<string, string>>): string => {
  const name = names[field] ?? ARGUMENT[field] ?? field;
  return row === null ? name : `${name}, row ${row}`;
};

/** A mistake as the error of a cell: `#N/A` for what must be told, `#VALUE!` for what is wrong. */
export function problemCell(
  found: Problem,
  names: Readonly<Record<string, string>> = {},
): CellError {
  const where = whereIs(found, names);
  const message = found.message.startsWith(`${where}:`)
    ? found.message
    : `${where}: ${found.message}`;
  return found.name === 'missing' || found.name === 'rate_gap'
    ? notAvailable(message)
    : valueError(message);
}

/** The rows under a result that name what was left out or looks wrong: name, error, and the sentence to read. */
export function problemRows(
  problems: readonly Problem[],
  width: number,
  amountColumn: number,
  wordsColumn: number,
  names: Readonly<Record<string, string>> = {},
): Cell[][] {
  return problems.map((found) => {
    const row: Cell[] = Array.from({ length: width }, () => '');
    row[0] = `Check ${whereIs(found, names)}: ${found.name.replace(/_/g, ' ')}`;
    row[amountColumn] = problemCell(found, names);
    row[wordsColumn] = found.message;
    return row;
  });
}

/** All problems in a sentence, for a result with a row a loan. */
export const problemsInWords = (
  problems: readonly Problem[],
  names: Readonly<Record<string, string>> = {},
): string => problems.map((found) => problemCell(found, names).message).join('; ');
