/** Cells in and out: what a worksheet hands over, and what it gets back. */

/** An error that stands in one cell and says why. */
export interface CellError {
  readonly error: '#VALUE!' | '#N/A' | '#NUM!';
  readonly message: string;
}

/** What a cell of a result holds. */
export type Cell = number | string | boolean | CellError;

/** An argument as Excel passes it: a scalar, a matrix, or null where it was left out. */
export type Argument = unknown;

export const isCellError = (cell: unknown): cell is CellError =>
  typeof cell === 'object' && cell !== null && 'error' in cell && 'message' in cell;

export const valueError = (message: string): CellError => ({ error: '#VALUE!', message });

export const notAvailable = (message: string): CellError => ({ error: '#N/A', message });

/** An error that another formula left in a cell which an argument hands over. */
export const heldError = (argument: string, { error }: { readonly error: string }): CellError => {
  const words = `${argument}: this cell holds ${error}`;
  return error === '#N/A' ? notAvailable(words) : valueError(words);
};

/** A rectangle of cells; every argument becomes one. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly (readonly unknown[])[];
}

/** Takes a scalar, a row, or a matrix as a matrix of plain values; null and nothing are one blank cell. */
export function matrixOf(argument: Argument): Matrix {
  const cells = Array.isArray(argument)
    ? argument.length > 0 && argument.every(Array.isArray)
      ? (argument as unknown[][])
      : [argument as unknown[]]
    : (elementsOf(argument) ?? [[argument]]);
  const columns = cells.reduce((most, row) => Math.max(most, row.length), 0);
  if (columns === 0) return { rows: 1, columns: 1, cells: [[null]] };
  return { rows: cells.length, columns, cells: cells.map(plainRow) };
}

const plainRow = (row: readonly unknown[]): readonly unknown[] =>
  row.some((cell) => typeof cell === 'object' && cell !== null) ? row.map(plainCell) : row;

/** What a cell of a data type stands for: a formatted number's number, an entity's text, the one element of an array, an error. */
export function plainCell(cell: unknown): unknown {
  if (typeof cell !== 'object' || cell === null || isCellError(cell)) return cell;
  const { basicValue, basicType, text, code } = cell as Readonly<Record<string, unknown>>;
  const elements = elementsOf(cell);
  if (elements?.length === 1 && elements[0]?.length === 1) return plainCell(elements[0][0]);
  const value = basicValue ?? code;
  const plain = typeof value === 'number' || typeof value === 'boolean';
  if (plain || (typeof value === 'string' && basicType !== 'Error' && code === undefined))
    return value;
  // A stock, a place, a record of another add-in: its number, if it has one, cannot be meant.
  if (typeof text === 'string') return text;
  const error = typeof value === 'string' && value.startsWith('#') ? value : '#VALUE!';
  return { error, message: `this cell holds ${error}` };
}

/** The cells of an array that stands in one cell. */
function elementsOf(cell: unknown): readonly unknown[][] | undefined {
  const elements = (cell as { elements?: unknown } | null)?.elements;
  return Array.isArray(elements) && elements.every(Array.isArray) ? elements : undefined;
}

/** A cell of a matrix stretched over a larger result; undefined where it does not reach. */
export function stretched(matrix: Matrix, row: number, column: number): unknown {
  const r = matrix.rows === 1 ? 0 : row;
  const c = matrix.columns === 1 ? 0 : column;
  if (r >= matrix.rows || c >= matrix.columns) return OUT_OF_REACH;
  return matrix.cells[r]?.[c];
}

/** Marks a place that a range does not reach when it is stretched over a larger one. */
export const OUT_OF_REACH = Symbol('out of reach');
