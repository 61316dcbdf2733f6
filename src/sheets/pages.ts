/** Where the pages of a printed sheet end: sections stay whole, and nobody signs an empty page. */
import { ROW_HEIGHT, rowHeight, SIGNATURES } from './layout';
import { address, type SheetModel } from './sheet';

/** The cells that are printed, with all charts that lie beside or below them: `A1:F40`. */
export function printedCells({ widths, rows, charts = [] }: SheetModel): string {
  const columns = Math.max(1, widths.length, ...charts.map(({ to }) => to[0]));
  const down = Math.max(1, rows.length, ...charts.map(({ to }) => to[1]));
  return `A1:${address(columns - 1, down - 1)}`;
}

/** Room for cells in points on Letter paper with our margins: across and down. */
const PAPER = { portrait: [540, 684], landscape: [720, 504] } as const;

/** Printers differ by a little. */
const SPARE = 0.98;

/** Height that fits on a page, in points of the sheet before it is shrunk to the page's width. */
function roomFor({ widths, print }: SheetModel): number {
  const width = widths.reduce((sum, one) => sum + (one * 7 + 5) * 0.75, 0);
  const [across, down] = PAPER[print.landscape ? 'landscape' : 'portrait'];
  return down * Math.max(1, width / across) * SPARE;
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
  const styleAt = (r: number) => rows[r]?.[0]?.style;
  const starts = rows.flatMap((_, r) =>
    styleAt(r) === 'heading' || (styleAt(r) === 'columnHead' && styleAt(r - 1) !== 'heading')
      ? [r]
      : [],
  );
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
