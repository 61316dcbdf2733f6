/** Reads a tape from the bytes of a file: a workbook, or text with commas, semicolons or tabs. */
import type { Mapping } from '../calculation/tape/columns';
import { headingScore, readTape, type Tape, type TapeRows } from '../calculation/tape/tape';
import { rowsOfText } from '../calculation/tape/text';
import { fail, type Result } from '../money/result';
import { Book } from './book';
import { openWorkbook } from './open';
import { Unreadable } from './xml';

/** A workbook begins with the letters of a zip file, or with those of the old kind. */
export const isWorkbook = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);

/** Reads the tape of a file; of a workbook the sheet that has the most headings of a tape. */
export function tapeIn(bytes: Uint8Array, told?: Mapping, most?: number): Result<Tape> {
  if (!isWorkbook(bytes)) return readTape(rowsOfText(textIn(bytes)), told);
  try {
    const book = new Book(openWorkbook(bytes, most));
    let best: TapeRows | undefined;
    let score = 0;
    for (const { name, kind, state } of book.sheets) {
      if (kind !== 'worksheet' || state !== 'visible') continue;
      const rows = rowsOf(book, name);
      const found = headingScore(rows);
      if (found > score) [best, score] = [rows, found];
    }
    return readTape(best ?? { rows: [], dateSystem: 1900 }, told);
  } catch (error) {
    if (!(error instanceof Unreadable) && !(error instanceof Error)) throw error;
    return fail(error.message);
  }
}

function rowsOf(book: Book, name: string): TapeRows {
  const cells = new Map<number, unknown[]>();
  const sheet = book.sheet(name);
  for (const [row, column] of sheet?.cells() ?? []) {
    const value = sheet?.value(row, column) ?? null;
    if (value === null) continue;
    const line = cells.get(row) ?? [];
    line[column] = value;
    cells.set(row, line);
  }
  return {
    rows: [...cells]
      .sort(([a], [b]) => a - b)
      .map(([row, line]) => ({ line: row + 1, cells: Array.from(line) })),
    dateSystem: book.dateSystem,
  };
}

function textIn(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : undefined;
  return new TextDecoder(wide ?? 'utf-8').decode(bytes);
}
