/** Where the pages of a printed sheet end: sections stay whole, and nobody signs an empty page. */
import { ROW_HEIGHT, rowHeight, SIGNATURES } from './layout';
import type { SheetModel } from './sheet';

/** Room for cells in points on Letter and A4 with our margins: across and down. */
const PAPERS = {
  portrait: [
    [540, 684],
    [523, 733],
  ],
  landscape: [
    [720, 504],
    [769, 487],
  ],
} as const;

/** Printers differ by a little. */
const SPARE = 0.97;

/** Height that fits on every paper, in points of the sheet before it is shrunk to the page's width. */
function roomFor({ widths, print }: SheetModel): number {
  const width = widths.reduce((sum, one) => sum + (one * 7 + 5) * 0.75, 0);
  const rooms = PAPERS[print.landscape ? 'landscape' : 'portrait'].map(
    ([across, down]) => down * Math.max(1, width / across),
  );
  return Math.min(...rooms) * SPARE;
}

interface Section {
  /** Its first row, counted from 0. */
  readonly first: number;
  readonly height: number;
}

/** Rows that the signatures take with them from what stands before. */
const BEFORE_SIGNATURES = 4;

/** Sections begin at their headings; the signatures stand with the last lines before them. */
function sectionsOf({ rows, widths }: SheetModel): Section[] {
  const heights = rows.map((cells) => rowHeight(cells, widths) ?? ROW_HEIGHT);
  const starts = rows.flatMap((cells, r) => (cells[0]?.style === 'columnHead' ? [r] : []));
  const signed = rows.findIndex((cells) => cells[0]?.value === SIGNATURES[0]);
  const last = starts.at(-1) ?? 0;
  if (signed > last + BEFORE_SIGNATURES + 2) starts.push(signed - BEFORE_SIGNATURES);
  return [0, ...starts].map((first, n) => ({
    first,
    height: heights.slice(first, starts[n] ?? rows.length).reduce((sum, height) => sum + height, 0),
  }));
}

/** Rows, counted from 1, after which a new page begins. */
export function pageBreaks(model: SheetModel): number[] {
  if (model.print.onePage || model.print.titleRows) return [];
  const room = roomFor(model);
  const breaks: number[] = [];
  let used = 0;
  for (const { first, height } of sectionsOf(model)) {
    if (used > 0 && used + height > room && (height <= room || used > room / 2)) {
      breaks.push(first);
      used = 0;
    }
    used = (used + height) % room;
  }
  return breaks;
}
