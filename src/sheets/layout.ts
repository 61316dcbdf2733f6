/** Pieces that all models share: headings of a section, the block for signatures, the height of rows. */
import { lawWords } from '../law/words';
import { STYLES } from './style';
import {
  fixed,
  formula,
  inFormula,
  text,
  type CellModel,
  type Highlight,
  type SheetRows,
} from './sheet';

/** A band with the name of a section and the heads of the other columns, the first of them over numbers. */
export function columnHeadings(
  rows: SheetRows,
  name: string,
  heads: readonly string[],
  numeric = 0,
): number {
  return rows.add(
    text(name, 'columnHead'),
    ...heads.map((head, n) => text(head, n < numeric ? 'columnHeadRight' : 'columnHeadIndented')),
  );
}

/** A cell that says whether all is in order; `bad` begins with Check, and `good` with Open where a case is. */
export const checkCell = (test: string, good: string, bad: string): CellModel =>
  formula(`IF(${test},${inFormula(good)},${inFormula(bad)})`, good, 'check');

/** How such a cell is coloured. */
export const checkLooks = (cell: string): Highlight[] => [
  { cells: cell, formula: `LEFT(${fixed(cell)},5)="Check"`, look: 'bad' },
  { cells: cell, formula: `LEFT(${fixed(cell)},2)="In"`, look: 'good' },
  { cells: cell, formula: `LEFT(${fixed(cell)},4)="Open"`, look: 'caution' },
];

/** Who signs. */
export const SIGNATURES = ['Prepared by', 'Reviewed by'] as const;

/** Lines to sign on, and what the colours mean. */
export function signatureRows(rows: SheetRows, preparer = ''): void {
  rows.gap();
  for (const who of SIGNATURES) {
    rows.gap();
    rows.add(
      text(who, 'label'),
      text(who === SIGNATURES[0] ? preparer : '', 'rule'),
      text('', 'rule'),
      text('Date'),
      text('', 'rule'),
    );
  }
  rows.gap();
  rows.add(
    text(
      `Blue figures are inputs; every other figure is a formula of this sheet. ${lawWords()}.`,
      'aside',
    ),
  );
}

/** The height of a row with one line, in points. */
export const ROW_HEIGHT = 13.8;
const LINE = 13.2;

/** The height in points that a row's wrapped texts need; undefined where one line does. */
export function rowHeight(
  cells: readonly (CellModel | null)[],
  widths: readonly number[],
): number | undefined {
  let most = 1;
  let large = 0;
  cells.forEach((cell, n) => {
    if (!cell?.style) return;
    const look = STYLES[cell.style];
    large = Math.max(large, look.size ?? 0);
    if (look.wrap && typeof cell.value === 'string')
      most = Math.max(most, linesOf(cell.value, (widths[n] ?? 10) - 2 * (look.indent ?? 0)));
  });
  if (large > 11) return large * 1.4;
  return most > 1 ? most * LINE + 2 : undefined;
}

/** Lines that a text takes where so many characters of the default font stand side by side. */
function linesOf(value: string, width: number): number {
  const most = Math.max(4, Math.floor(width * 1.24));
  return value
    .split('\n')
    .map((line) => {
      let [lines, length] = [1, 0];
      for (const word of line.split(' ')) {
        if (length > 0 && length + 1 + word.length > most) [lines, length] = [lines + 1, 0];
        length += (length > 0 ? 1 : 0) + word.length;
        if (length > most) [lines, length] = [lines + Math.floor(length / most), length % most];
      }
      return lines;
    })
    .reduce((sum, lines) => sum + lines, 0);
}
