/** An operation in cells: its answer for one loan as a table, for several a row or a cell each. */
import { GivenReader } from '../calculation/operation/given';
import type {
  Column,
  ColumnKind,
  Context,
  NamedValues,
  Operation,
  Table,
  TableRow,
  Value,
} from '../calculation/operation/operation';
import type { Outcome, Problem } from '../calculation/input/problem';
import { dollars } from '../money/cents';
import { serialFromDay, toIso } from '../money/dates';
import { CallArguments, type Matrices } from './arguments';
import { isCellError, notAvailable, valueError, type Cell, type CellError } from './cells';
import { currentReader } from './session';

/** Cells, and what the columns under their header hold. */
export interface Answered {
  readonly cells: Cell[][];
  readonly kinds: readonly ColumnKind[];
}

/** One call of an operation: reads and works out one loan after the other. */
export class OperationCall {
  readonly given: CallArguments;
  private readonly context: Context;
  private readonly reader: GivenReader;

  constructor(
    readonly operation: Operation,
    matrices: Matrices,
  ) {
    const reader = currentReader();
    this.context = { reader, source: { dateSystem: reader.settings.dateSystem, fromCell: true } };
    this.given = new CallArguments(operation, matrices);
    this.reader = new GivenReader(operation, this.context.source);
  }

  /** The outcome for one loan, or the first mistake in its arguments; `changed` puts other values in their place. */
  at(row: number, column: number, changed: NamedValues = {}): Outcome<unknown> | CellError {
    const raw = this.given.at(row, column);
    if (isCellError(raw)) return raw;
    const read = this.reader.read({ ...raw, ...changed });
    if (!read.ok) return problemCell(read.error, this.operation);
    return this.operation.run(read.value as never, this.context);
  }
}

const nothing = (cell: Cell): Answered => ({ cells: [[cell]], kinds: [] });

/** Answers a call. */
export function answerOf(operation: Operation, matrices: Matrices): Answered {
  const call = new OperationCall(operation, matrices);
  const wrong = call.given.beyondOne();
  if (wrong) return nothing(wrong);
  if (operation.spill === 'cells') return cellEach(call);
  if (call.given.count > 1) return rowEach(call);
  const made = call.at(0, 0);
  const refusal = refusalOf(made, operation);
  if (refusal) return nothing(refusal);
  const { value, problems } = made as Extract<Outcome<unknown>, { ok: true }>;
  const shown = operation.shown(value);
  return tableCells(
    operation.tables.find(({ id }) => id === shown) as Table<unknown>,
    value,
    problems,
    operation,
  );
}

/** Why there is no answer; undefined where there is one. */
function refusalOf(
  made: Outcome<unknown> | CellError,
  operation: Operation,
): CellError | undefined {
  if (isCellError(made)) return made;
  return made.ok ? undefined : problemCell(made.problems[0] as Problem, operation);
}

function everyPlace<T>(
  { rows, columns }: CallArguments,
  each: (row: number, column: number) => T,
): T[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => each(row, column)),
  );
}

/** One cell for each loan. */
function cellEach(call: OperationCall): Answered {
  const { operation, given } = call;
  const [figure] = operation.figures;
  const cells = everyPlace(given, (row, column): Cell => {
    if (given.isBlankAt(row, column)) return '';
    const made = call.at(row, column);
    const refusal = refusalOf(made, operation);
    if (refusal || isCellError(made) || !made.ok || !figure) return refusal ?? '';
    return cellOf(figure.of(made.value), figure.kind);
  });
  return { cells, kinds: cells[0]?.map(() => figure?.kind ?? 'text') ?? [] };
}

/** A row for each loan, under a header. */
function rowEach(call: OperationCall): Answered {
  const { operation, given } = call;
  const figures = operation.figures.filter(({ heading }) => heading !== null);
  const rows = everyPlace(given, (row, column): Cell[] => {
    const filled = (cell: Cell): Cell[] => [...figures.map(() => cell), cell];
    if (given.isBlankAt(row, column)) return filled('');
    const made = call.at(row, column);
    const refusal = refusalOf(made, operation);
    if (refusal || isCellError(made) || !made.ok) return filled(refusal ?? '');
    const words = made.problems.map((found) => problemCell(found, operation).message);
    return [...figures.map(({ of, kind }) => cellOf(of(made.value), kind)), words.join('; ')];
  }).flat();
  return {
    cells: [[...figures.map(({ heading }) => heading as string), 'Check'], ...rows],
    kinds: [...figures.map(({ kind }) => kind), 'words'],
  };
}

/** A table under its header, then what was left out or looks wrong. */
export function tableCells(
  table: Table<unknown>,
  answer: unknown,
  problems: readonly Problem[],
  operation: Operation,
): Answered {
  const columns = headed(table);
  const rows = [...table.rows(answer), ...table.closing(answer)];
  return {
    cells: [
      columns.map(({ heading }) => heading as string),
      ...rows.map((row) => rowCells(table, row)),
      ...problemRows(problems, columns, operation),
    ],
    kinds: columns.map(({ kind }) => kind),
  };
}

/** The columns that cells and pane show. */
export const headed = ({ columns }: Table<unknown>): Table<unknown>['columns'] =>
  columns.filter(({ heading }) => heading !== null);

/** The values of the columns that cells and pane show. */
export const headedValues = (table: Table<unknown>, { values }: TableRow): Value[] =>
  values.filter((_, n) => table.columns[n]?.heading !== null);

const rowCells = (table: Table<unknown>, row: TableRow): Cell[] => {
  const columns = headed(table);
  return headedValues(table, row).map((value, n) => cellOf(value, columns[n]?.kind ?? 'text'));
};

/** A value as a cell holds it: dollars, the date number of this workbook, 0.09 for 9 %. */
export function cellOf(value: Value, kind: ColumnKind): Cell {
  if (value === null) return '';
  if (typeof value === 'object') return value.div(100).toNumber();
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof kind === 'object') return kind[String(value)] ?? value;
  if (typeof value !== 'number') return value;
  if (kind === 'amount') return dollars(value);
  if (kind !== 'date') return value;
  const serial = serialFromDay(value, currentReader().settings.dateSystem);
  return serial.ok ? serial.value : toIso(value);
}

/** `charges, row 3` */
const whereIs = ({ field, row }: Problem, { fields }: Operation): string => {
  const name = fields[field] ?? field;
  return row === null ? name : `${name}, row ${row}`;
};

/** A problem in one sentence, with the argument it is in. */
export function problemWords(found: Problem, operation: Operation): string {
  const where = whereIs(found, operation);
  const { message } = found;
  if (message.startsWith(`${where}:`) || message.startsWith('no such ')) return message;
  return /^(is|are) /.test(message) ? `${where} ${message}` : `${where}: ${message}`;
}

/** A mistake as the error of a cell: `#N/A` for what must be told, `#VALUE!` for what is wrong. */
export function problemCell(found: Problem, operation: Operation): CellError {
  const words = problemWords(found, operation);
  return found.name === 'missing' || found.name === 'rate_gap'
    ? notAvailable(words)
    : valueError(words);
}

/** The rows under a result that name what was left out or looks wrong: name, error, and the sentence to read. */
function problemRows(
  problems: readonly Problem[],
  columns: readonly Omit<Column<never>, 'of'>[],
  operation: Operation,
): Cell[][] {
  const last = (kind: ColumnKind): number => columns.map((column) => column.kind).lastIndexOf(kind);
  const words = last('words') < 0 ? columns.length - 1 : last('words');
  const figure = last('amount') < 0 ? last('count') : last('amount');
  const amount = figure === words ? figure - 1 : figure;
  return problems.map((found) => {
    const row: Cell[] = columns.map(() => '');
    row[0] = `Check ${whereIs(found, operation)}: ${found.name.replace(/_/g, ' ')}`;
    if (found.name !== 'unused') row[amount] = problemCell(found, operation);
    row[words] = found.message;
    return row;
  });
}
