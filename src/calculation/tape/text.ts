/** Cuts the text of a tape into rows: commas, semicolons or tabs, with whatever stands above the headings. */
import { CsvRows } from '../input/csvRows';
import type { LeftOut, TapeRows } from './tape';

/** Headings stand within so many lines of the top. */
const LINES_ABOVE = 40;

export function rowsOfText(text: string): TapeRows {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const start = firstOfTable(lines);
  const reader = new CsvRows();
  const found = [...lines.slice(start).flatMap((line) => reader.take(line)), ...reader.end()];
  const broken: LeftOut[] = found.flatMap(({ line, problem }) =>
    problem === undefined ? [] : [{ line: line + start, why: problem }],
  );
  return {
    rows: found.flatMap(({ line, cells, problem }) =>
      problem === undefined && cells.length > 0 ? [{ line: line + start, cells }] : [],
    ),
    dateSystem: 1900,
    broken,
  };
}

/** Titles above a table have fewer cells than it. */
function firstOfTable(lines: readonly string[]): number {
  const counts = lines.slice(0, LINES_ABOVE).map((line) => line.split(/[,;\t]/).length);
  const most = Math.max(...counts);
  return counts.findIndex((count) => count * 2 > most);
}
