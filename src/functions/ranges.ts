/** The ranges of a call: whole columns end where what they hold ends, and a call has a limit. */
import { isBlank } from '../money/cents';
import {
  matrixOf,
  plainCell,
  valueError,
  type Argument,
  type CellError,
  type Matrix,
} from './cells';

/** Ranges beyond this many rows are whole columns: they end with their last filled row. */
const LONG = 10_000;

/** At most so many places are answered at a time: Excel gives up on an add-in that is silent for five seconds. */
const MOST_PLACES = 100_000;

/** The arguments of a call by name, whole columns cut where what they hold ends. */
export function argumentsOf(
  names: readonly string[],
  args: readonly Argument[],
): ReadonlyMap<string, Matrix> {
  const long = args.some((argument) => rowsOf(argument).length > LONG);
  const filled = long ? Math.max(1, ...args.map((argument) => filledRows(rowsOf(argument)))) : 0;
  const cut = (argument: Argument) =>
    rowsOf(argument).length > LONG ? rowsOf(argument).slice(0, filled) : argument;
  return new Map(names.map((name, n) => [name, matrixOf(cut(args[n]))]));
}

const rowsOf = (argument: Argument): readonly unknown[] =>
  Array.isArray(argument) && Array.isArray(argument[0]) ? argument : [argument];

/** How many rows there are down to the last that is not blank. */
function filledRows(rows: readonly unknown[]): number {
  const isBlankRow = (row: unknown) =>
    Array.isArray(row) ? row.every((cell) => isNothing(plainCell(cell))) : isNothing(row);
  let last = rows.length;
  while (last > 0 && isBlankRow(rows[last - 1])) last -= 1;
  return last;
}

/** A blank cell may arrive as 0, and as "0" where a text is wanted. */
export const isNothing = (cell: unknown): boolean => cell === 0 || cell === '0' || isBlank(cell);

/** Why a call is not answered whose ranges are too long. */
export const beyondReach = (rows: number, columns: number): CellError | undefined =>
  rows * columns > MOST_PLACES
    ? valueError(
        `${(rows * columns).toLocaleString('en-US')} places: give a shorter range, at most ${MOST_PLACES.toLocaleString('en-US')} at a time`,
      )
    : undefined;
