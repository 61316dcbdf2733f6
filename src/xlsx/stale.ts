/** Which plain formulas still show what they gave before the cells that they read were computed anew. */
import { callsUs, withoutOrigins } from '../formulas/formulaText';
import type { Block, CellPlace } from '../formulas/place';
import type { Book } from './book';
import { referencesIn } from './references';

/** Cells whose stored value is another one than before, by sheet (in lower case) and row. */
export class ChangedCells {
  private readonly sheets = new Map<string, Map<number, Set<number>>>();
  size = 0;

  add(sheet: string, row: number, column: number): void {
    const rows = this.sheets.get(sheet.toLowerCase()) ?? new Map<number, Set<number>>();
    this.sheets.set(sheet.toLowerCase(), rows);
    const columns = rows.get(row) ?? new Set<number>();
    rows.set(row, columns);
    if (!columns.has(column)) this.size += 1;
    columns.add(column);
  }

  meets({ sheet, row, column, rows, columns }: Block): boolean {
    const changed = this.sheets.get(sheet.toLowerCase());
    if (!changed) return false;
    const across = (line: Set<number> | undefined) =>
      line !== undefined && [...line].some((c) => c >= column && c < column + columns);
    if (changed.size < rows)
      return [...changed].some(([r, line]) => r >= row && r < row + rows && across(line));
    for (let r = row; r < row + rows; r += 1) if (across(changed.get(r))) return true;
    return false;
  }
}

/** Functions that read cells which their text does not name. */
const ANYWHERE = /\b(?:INDIRECT|OFFSET)\s*\(/i;

/** A formula with what it reads; `anywhere` where that cannot be told. */
export interface Reading extends CellPlace {
  readonly reads: readonly Block[];
  readonly anywhere: boolean;
}

/** Formulas that show what they gave before: plain ones, and calls of ours that were computed from those. */
export interface Stale {
  readonly plain: readonly Reading[];
  readonly ours: readonly Reading[];
}

/** What the formulas of a workbook read, found once, when it is first asked for. */
export class Readings {
  private known: { calls: Reading[]; plain: Reading[]; readers: Readers } | undefined;

  constructor(private readonly book: Book) {}

  /** Plain formulas that read changed cells, directly or through others; and calls that read those. */
  stale(changed: ChangedCells): Stale {
    if (changed.size === 0) return { plain: [], ours: [] };
    const { calls, plain, readers } = this.all();
    const stale = new Set(
      plain.filter((one) => one.anywhere || one.reads.some((block) => changed.meets(block))),
    );
    const old = new ChangedCells();
    for (const one of stale) {
      old.add(one.sheet, one.row, one.column);
      for (const next of readers.of(one)) stale.add(next);
    }
    const ours = calls.filter(({ reads }) => reads.some((block) => old.meets(block)));
    return { plain: [...stale], ours };
  }

  private all() {
    if (!this.known) {
      const [calls, plain] = readingFormulas(this.book);
      this.known = { calls, plain, readers: new Readers(plain) };
    }
    return this.known;
  }
}

/** Finds the formulas that read a cell: those of small blocks by their rows, the others one by one. */
class Readers {
  private readonly near = new Map<string, [Block, Reading][]>();
  private readonly wide: [Block, Reading][] = [];

  constructor(formulas: readonly Reading[]) {
    for (const one of formulas)
      for (const block of one.reads)
        if (block.rows > 1024) this.wide.push([block, one]);
        else
          for (let at = block.row >> 6; at <= (block.row + block.rows - 1) >> 6; at += 1) {
            const key = `${block.sheet.toLowerCase()}\n${at}`;
            const known = this.near.get(key);
            if (known) known.push([block, one]);
            else this.near.set(key, [[block, one]]);
          }
  }

  *of({ sheet, row, column }: CellPlace): Iterable<Reading> {
    const lower = sheet.toLowerCase();
    for (const list of [this.near.get(`${lower}\n${row >> 6}`) ?? [], this.wide])
      for (const [block, one] of list)
        if (
          row >= block.row &&
          row < block.row + block.rows &&
          column >= block.column &&
          column < block.column + block.columns &&
          block.sheet.toLowerCase() === lower
        )
          yield one;
  }
}

/** The formulas that call us, and the others, with what each reads. */
function readingFormulas(book: Book): [Reading[], Reading[]] {
  const known = new Map<string, readonly Block[]>();
  const calls: Reading[] = [];
  const plain: Reading[] = [];
  for (const [sheet, cells] of book.eachSheet())
    for (const { row, column, formula } of cells.formulas()) {
      const from = { sheet, row, column };
      const reads = referencesIn(formula).flatMap((reference) => {
        if (reference.includes('@') || reference.includes('#This'))
          return book.locate(reference, from);
        const key = `${sheet}\n${reference}`;
        const found = known.get(key) ?? book.locate(reference, from);
        known.set(key, found);
        return found;
      });
      const ours = callsUs(withoutOrigins(formula));
      (ours ? calls : plain).push({ ...from, reads, anywhere: ANYWHERE.test(formula) });
    }
  return [calls, plain];
}
