/** What stands behind one cell of an operation: the tables of its one loan, and what is wrong in them. */
import type { Column, Operation, Table, Value } from '../calculation/operation/operation';
import type { Matrices } from './arguments';
import { isCellError } from './cells';
import { headed, headedValues, OperationCall, problemCell, problemWords } from './operationCells';

/** A table of the answer. */
export interface ViewTable {
  readonly id: string;
  readonly title: string;
  readonly open: boolean;
  readonly columns: readonly Omit<Column<never>, 'of'>[];
  readonly rows: readonly { readonly values: readonly Value[]; readonly total: boolean }[];
  /** The row in which the selected cell lies, from 0; null where it lies in none. */
  readonly current: number | null;
}

/** What can be shown of a cell: tables and what is wrong in them, or why there are none. */
export interface View {
  readonly tables: readonly ViewTable[];
  /** Named with the argument and its row. */
  readonly problems: readonly string[];
  /** The row of the arguments that is shown, from 1, where there are several. */
  readonly row: number | null;
}

/** A place in the result of a call. */
export interface ViewPlace {
  readonly down: number;
  readonly right: number;
}

/** Shows the call's answer for the row in which a cell of its result lies. */
export function viewOf(operation: Operation, matrices: Matrices, place: ViewPlace | null): View {
  const call = new OperationCall(operation, matrices);
  const { rows, columns, count } = call.given;
  const several = count > 1 && operation.spill !== 'one';
  const beyond = several ? undefined : call.given.beyondOne();
  if (beyond) return refusal(beyond.message);
  const { row, column } = several
    ? positionIn(operation, place ?? { down: 0, right: 0 }, rows, columns)
    : { row: 0, column: 0 };
  if (call.given.isBlankAt(row, column)) return refusal('This row is empty.');
  const made = call.at(row, column);
  if (isCellError(made)) return refusal(made.message);
  if (!made.ok) {
    const [first] = made.problems;
    return refusal(first ? problemCell(first, operation).message : 'cannot be worked out');
  }
  const { value, problems } = made;
  const shown = operation.shown(value);
  const down = several ? null : (place?.down ?? null);
  return {
    tables: tablesOf(operation, value, (id) => (id === shown ? down : null)),
    problems: [...new Set(problems.map((found) => problemWords(found, operation)))],
    row: several ? row * columns + column + 1 : null,
  };
}

/** The tables of an answer, those that have rows. */
export const tablesOf = (
  { tables }: Operation,
  answer: unknown,
  downIn: (id: string) => number | null = () => null,
): ViewTable[] =>
  tables
    .map((table) => tableOf(table, answer, downIn(table.id)))
    .filter((table) => table.columns.length > 0 && table.rows.length > 0);

const refusal = (message: string): View => ({ tables: [], problems: [message], row: null });

/** Under a header row, places across follow one another down the rows. */
function positionIn(
  { spill }: Operation,
  { down, right }: ViewPlace,
  rows: number,
  columns: number,
) {
  if (spill === 'cells')
    return { row: Math.min(down, rows - 1), column: Math.min(right, columns - 1) };
  const nth = Math.min(Math.max(0, down - 1), rows * columns - 1);
  return { row: Math.floor(nth / columns), column: nth % columns };
}

function tableOf(table: Table<unknown>, answer: unknown, down: number | null): ViewTable {
  const { id, title, open } = table;
  const rows = [...table.rows(answer), ...table.closing(answer)];
  return {
    id,
    title,
    open,
    columns: headed(table),
    rows: rows.map((row) => ({ values: headedValues(table, row), total: row.total })),
    current: down === null ? null : down - 1,
  };
}
