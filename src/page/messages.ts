// Remembers why a formula's cells show an error, so that the page can say it where Excel would.
import type { CellError } from '../functions/cells';

/** A cell that holds a formula, counted from 0, on a sheet. */
export interface FormulaCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

type Errors = readonly (readonly (CellError | undefined)[])[];

/** The errors of the latest calculation of each formula cell. */
export class CellMessages {
  private calculation = 0;
  private readonly kept = new Map<
    string,
    { readonly calculation: number; readonly errors: Errors }
  >();

  /** Tells apart the calls of one calculation, which add up in a cell, from those of the next, which replace them. */
  beginCalculation(): void {
    this.calculation += 1;
  }

  /** Keeps the errors of one call (undefined where a cell holds a value). */
  record(cell: FormulaCell, errors: Errors): void {
    const earlier = this.kept.get(keyOf(cell));
    const added =
      earlier?.calculation === this.calculation ? merge(errors, earlier.errors) : errors;
    this.kept.set(keyOf(cell), { calculation: this.calculation, errors: added });
  }

  /** The error that a formula left in the cell at an offset from its own. */
  find(cell: FormulaCell, down: number, right: number): CellError | undefined {
    return this.kept.get(keyOf(cell))?.errors[down]?.[right];
  }

  /** Forgets a cell whose formula was changed. */
  forget(cell: FormulaCell): void {
    this.kept.delete(keyOf(cell));
  }
}

const keyOf = ({ sheet, row, column }: FormulaCell) => `${sheet}!${row},${column}`;

const merge = (later: Errors, earlier: Errors): Errors =>
  later.map((row, r) => row.map((error, c) => error ?? earlier[r]?.[c]));
