// Remembers why a formula's cells show an error, so that the page can say it where Excel would.

interface Entry {
  readonly calculation: number;
  readonly rows: (string | undefined)[][];
}

/** The messages of the latest calculation, by sheet and by the cell that holds the formula. */
export class CellMessages {
  private calculation = 0;
  private readonly entries = new Map<string, Entry>();

  /** Forgets nothing yet: a cell's messages go when that cell is calculated again. */
  beginCalculation(): void {
    this.calculation += 1;
  }

  /** Keeps the messages of one call (undefined where a cell holds a value); a formula may call several times. */
  record(sheet: string, row: number, column: number, rows: (string | undefined)[][]): void {
    const key = keyOf(sheet, row, column);
    const earlier = this.entries.get(key);
    const merged =
      earlier?.calculation === this.calculation
        ? rows.map((cells, r) => cells.map((message, c) => message ?? earlier.rows[r]?.[c]))
        : rows;
    this.entries.set(key, { calculation: this.calculation, rows: merged });
  }

  /** The message for a cell at an offset from the cell that holds the formula. */
  find(sheet: string, row: number, column: number, down = 0, right = 0): string | undefined {
    return this.entries.get(keyOf(sheet, row, column))?.rows[down]?.[right];
  }
}

const keyOf = (sheet: string, row: number, column: number) => `${sheet}!${row},${column}`;
