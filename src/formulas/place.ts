/** Cells as formulas know them: where they are, what they hold, and what a reference leads to. */

/** A cell: the name of its sheet, row and column counted from 0. */
export interface CellPlace {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells; `row` and `column` are those of its upper left cell. */
export interface Block extends CellPlace {
  readonly rows: number;
  readonly columns: number;
}

/** What a cell may hold apart from a formula; null is an empty cell. Dates are serial numbers. */
export type CellValue = string | number | boolean | null;

/** An error that a cell shows: the same shape as an error of our functions, with any code. */
export interface ErrorValue {
  /** As the sheet shows it: `#N/A`, `#DIV/0!`. */
  readonly error: string;
  readonly message: string;
}

/** A value as it is read: what a formula would receive as its argument. */
export type ReadValue = CellValue | ErrorValue;

export const isErrorValue = (value: unknown): value is ErrorValue =>
  typeof value === 'object' && value !== null && 'error' in value;

const LOOKS_LIKE_ERROR = /^#[A-Z0-9_/]+[!?]?$/;

/** A text that is the code of an error, `#N/A`. */
export const looksLikeError = (value: unknown): boolean =>
  typeof value === 'string' && LOOKS_LIKE_ERROR.test(value);

/** What a reference leads to. */
export interface ReadBlock {
  /** Where the cells are, for writing an answer back. Whole columns are cut to the used range. */
  readonly block: Block;
  readonly values: readonly (readonly ReadValue[])[];
}
