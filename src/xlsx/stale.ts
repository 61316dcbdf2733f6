/** Which plain formulas still show what they gave before the cells that they read were computed anew. */
import { callsUs, withoutOrigins } from '../formulas/formulaText';
import { placeText } from '../formulas/address';
import type { Block } from '../formulas/place';
import type { Book } from './book';

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

/** What may be a reference: cells, whole columns or rows, parts of tables, names. No call of a function. */
const REFERENCE =
  /(?:(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\d_.]*)!)?(?:\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+|#)?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+|[\p{L}_\\][\p{L}\d_.\\]*(?:\[(?:[^[\]]|\[[^\]]*\])*\])?)(?![\p{L}\d_(])/gu;

const referencesIn = (formula: string): readonly string[] => [
  ...new Set(formula.replace(/"(?:[^"]|"")*"/g, '""').match(REFERENCE) ?? []),
];

interface Reading {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly reads: readonly Block[];
}

/** Formulas that show what they gave before: plain ones, and calls of ours that were computed from those. */
export interface Stale {
  readonly plain: readonly string[];
  readonly ours: readonly string[];
}

/** Plain formulas that read changed cells, directly or through others: `Portfolio!C8`; and calls that read those. */
export async function staleFormulas(book: Book, changed: ChangedCells): Promise<Stale> {
  if (changed.size === 0) return { plain: [], ours: [] };
  const [calls, plain] = await readingFormulas(book);
  let rest = plain;
  const stale: Reading[] = [];
  const old = new ChangedCells();
  for (let found = rest; found.length > 0;) {
    found = rest.filter(({ reads }) => reads.some((block) => changed.meets(block)));
    const taken = new Set(found);
    rest = rest.filter((one) => !taken.has(one));
    for (const one of found) {
      changed.add(one.sheet, one.row, one.column);
      old.add(one.sheet, one.row, one.column);
    }
    stale.push(...found);
  }
  const ours = calls.filter(({ reads }) => reads.some((block) => old.meets(block)));
  return { plain: stale.map(placeText), ours: ours.map(placeText) };
}

/** The formulas that call us, and the others, with what each reads. */
async function readingFormulas(book: Book): Promise<[Reading[], Reading[]]> {
  const known = new Map<string, Block | null>();
  const calls: Reading[] = [];
  const plain: Reading[] = [];
  for (const [sheet, cells] of book.eachSheet())
    for (const { row, column, formula } of cells.formulas()) {
      const from = { sheet, row, column };
      const reads: Block[] = [];
      for (const reference of referencesIn(formula)) {
        const key = reference.includes('@') ? '' : `${sheet}\n${reference}`;
        let block = key === '' ? undefined : known.get(key);
        if (block === undefined) {
          const read = await book.read(reference, from);
          block = read.ok ? read.value.block : null;
          if (key !== '') known.set(key, block);
        }
        if (block) reads.push(block);
      }
      if (reads.length > 0)
        (callsUs(withoutOrigins(formula)) ? calls : plain).push({ ...from, reads });
    }
  return [calls, plain];
}
