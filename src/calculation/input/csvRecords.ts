/** Reads comma-separated text with a heading as records of named values, each row on its own. */
import { quoted } from '../../money/result';
import { CsvRows, type CsvRow } from './csvRows';
import { recordsOfOneShape } from './oneShape';

/** A record of named values with the line on which it starts, or what is wrong with the row. */
export type RowRead =
  | {
      readonly line: number;
      readonly record: Readonly<Record<string, unknown>>;
    }
  | { readonly line: number; readonly field: string; readonly message: string };

export const isRecord = (row: RowRead): row is Extract<RowRead, { record: unknown }> =>
  'record' in row;

/** Takes lines, the heading first; gives a record or a named mistake for every row after it. */
export class CsvRecords {
  private readonly rows = new CsvRows();
  private heading: readonly string[] | undefined;
  private twice: string | undefined;
  private Row = recordsOfOneShape();

  take(line: string): RowRead[] {
    return this.read(this.rows.take(this.heading ? line : line.replace(/^\uFEFF/, '')));
  }

  /** Takes a line that was not read, and why. */
  refuse(problem: string): RowRead[] {
    return this.read(this.rows.refuse(problem));
  }

  /** The names of the heading; empty before it was read. */
  get names(): readonly string[] {
    return this.heading ?? [];
  }

  end(): RowRead[] {
    return this.read(this.rows.end());
  }

  private read(rows: readonly CsvRow[]): RowRead[] {
    const found: RowRead[] = [];
    for (const row of rows)
      if (this.heading) found.push(this.record(row));
      else this.begin(row, found);
    return found;
  }

  /** The heading; blank lines before it are passed over. */
  private begin({ line, cells, problem }: CsvRow, found: RowRead[]): void {
    if (problem !== undefined) found.push({ line, field: 'csv', message: `heading: ${problem}` });
    if (problem === undefined && cells.length === 0) return;
    this.heading = cells;
    this.Row = recordsOfOneShape();
    this.twice = cells.find((name, at) => name !== '' && cells.indexOf(name) !== at);
  }

  private record({ line, cells, problem }: CsvRow): RowRead {
    const refused = (message: string) => ({ line, field: 'csv', message });
    const heading = this.heading ?? [];
    if (problem !== undefined) return refused(problem);
    if (cells.length === 0) return refused('the line is empty');
    if (this.twice !== undefined)
      return refused(`the heading names ${quoted(this.twice)} twice: keep one of the two columns`);
    if (cells.length !== heading.length && beyond(cells, heading.length))
      return refused(widthWords(cells, heading.length));
    const record = new this.Row();
    for (let at = 0; at < heading.length; at += 1) {
      const [name, cell] = [heading[at] as string, cells[at] as string];
      if (name !== '') record[name] = cell;
      else if (cell !== '')
        return refused(`column ${at + 1} has no heading, but here it holds ${quoted(cell)}`);
    }
    return { line, record };
  }
}

/** Blank cells after the last column say nothing and may stand there. */
const beyond = (cells: readonly string[], width: number): boolean =>
  cells.length < width || cells.slice(width).some((cell) => cell !== '');

function widthWords(cells: readonly string[], width: number): string {
  const counted = `this row has ${cells.length} cells where the heading has ${width}`;
  if (cells.length < width) return `${counted}: write a separator for each blank cell`;
  const split = cells.findIndex(
    (cell, at) =>
      /^[-(]?\$?\d{1,3}$/.test(cell) && /^\d{3}(?:\.\d+)?\)?$/.test(cells[at + 1] ?? ''),
  );
  if (split < 0) return `${counted}: put a cell that holds a comma in quotes`;
  return `${counted}: if ${cells[split]},${cells[split + 1]} is one number, put it in quotes or leave out its comma`;
}
