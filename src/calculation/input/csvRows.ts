/** Cuts comma-separated text into rows of cells; a row that cannot be cut is named, and reading goes on after it. */

/** Characters that a row may have, with all its lines. */
export const LONGEST_ROW = 1_000_000;

/** A row over several lines is tried so often, so that hostile quotes cost no more than their length. */
const MOST_ATTEMPTS = 50;

/** A row of cells, or what is wrong with it. Blank lines are rows without cells. */
export interface CsvRow {
  /** The line of the text on which it starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly problem?: string;
}

/** What may stand between the cells, as spreadsheets of different countries write it. */
type Separator = ',' | ';' | '\t';

/**
 * Takes text in pieces and gives its rows. A quoted cell may hold line breaks; where a quote that
 * opens never closes, only the line on which it opens is lost.
 */
export class CsvRows {
  private line = 1;
  private columns = 0;
  private separator: Separator | undefined;
  /** Lines of a row whose quoted cell is still open. */
  private open: string[] = [];
  private openLength = 0;
  private quotes = 0;
  private attempts = 0;

  /** Takes one line without its end; gives the rows that are complete now. */
  take(text: string): CsvRow[] {
    const line = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (this.open.length === 0) return this.begin(line);
    this.open.push(line);
    this.openLength += line.length + 1;
    this.quotes += quotesIn(line);
    const closed = this.quotes % 2 === 0 && line.includes('"');
    return closed || this.openLength >= LONGEST_ROW ? this.tryClosing() : [];
  }

  /** Takes a line that was not read, and why; a cell that is open ends before it. */
  refuse(problem: string): CsvRow[] {
    return [...this.end(), this.refused(problem)];
  }

  /** What is left when the text ends. */
  end(): CsvRow[] {
    const rows: CsvRow[] = [];
    while (this.open.length > 0) rows.push(...this.giveUp());
    return rows;
  }

  private begin(text: string): CsvRow[] {
    if (text.length > LONGEST_ROW) return [this.refused(tooLong(text.length))];
    if (mayTrim(text.charCodeAt(0)) || text === '') if (text.trim() === '') return [this.row([])];
    this.separator ??= separatorOf(text);
    if (!text.includes('"')) return [this.row(plainCells(text, this.separator))];
    const cut = cutCells(text, this.separator);
    if (cut === 'open') {
      this.open = [text];
      this.openLength = text.length;
      this.quotes = quotesIn(text);
      this.attempts = 0;
      return [];
    }
    return [typeof cut === 'string' ? this.refused(cut) : this.row(cut)];
  }

  private tryClosing(): CsvRow[] {
    this.attempts += 1;
    if (this.openLength >= LONGEST_ROW || this.attempts > MOST_ATTEMPTS) return this.giveUp();
    const cut = cutCells(this.open.join('\n'), this.separator ?? ',');
    if (cut === 'open') return [];
    const lines = this.open;
    if (typeof cut === 'string' || this.swallowsRows(lines, cut.length)) return this.giveUp();
    this.open = [];
    return [this.row(cut, lines.length)];
  }

  /** A cell over several lines that read as rows of their own is a quote that was never closed. */
  private swallowsRows(lines: readonly string[], cells: number): boolean {
    if (this.columns < 2) return false;
    if (cells !== this.columns) return true;
    const separator = this.separator ?? ',';
    return lines.slice(1, -1).some((text) => cellsIn(text, separator) === this.columns);
  }

  /** The line on which the quote opens is lost; those after it are read on their own. */
  private giveUp(): CsvRow[] {
    const [, ...rest] = this.open;
    this.open = [];
    const rows = [
      this.refused('a quote opens a cell and does not close: write a quote inside a cell twice'),
    ];
    for (const text of rest) rows.push(...this.take(text));
    return rows;
  }

  private row(cells: readonly string[], lines = 1): CsvRow {
    const row = { line: this.line, cells };
    this.line += lines;
    if (this.columns === 0) this.columns = cells.length;
    return row;
  }

  private refused(problem: string): CsvRow {
    return { line: this.line++, cells: [], problem };
  }
}

const quotesIn = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1;
  return count;
};

/** The cells of a row without quotes; most stand without a space. */
function plainCells(text: string, separator: Separator): string[] {
  const cells = text.split(separator);
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] as string;
    if (mayTrim(cell.charCodeAt(0)) || mayTrim(cell.charCodeAt(cell.length - 1)))
      cells[at] = cell.trim();
  }
  return cells;
}

/** Whether a character may be a space of some script: all that are stand outside of these. */
const mayTrim = (code: number): boolean => code <= 32 || code > 126;

const tooLong = (length: number): string =>
  `the line has ${length.toLocaleString('en-US')} characters; at most ${LONGEST_ROW.toLocaleString('en-US')} are read`;

/** Tabs or semicolons where the heading has them and no comma. */
function separatorOf(heading: string): Separator {
  if (heading.includes('\t')) return '\t';
  return heading.includes(';') && !heading.includes(',') ? ';' : ',';
}

const cellsIn = (text: string, separator: Separator): number => {
  const cut = cutCells(text, separator);
  return typeof cut === 'string' ? 0 : cut.length;
};

/** The cells of a row; `open` where a quote is not closed yet, another text where the row is wrong. */
function cutCells(text: string, separator: Separator): string[] | 'open' | (string & {}) {
  const cells: string[] = [];
  for (let at = 0; ; at += 1) {
    while (text[at] === ' ') at += 1;
    if (text[at] !== '"') {
      const end = text.indexOf(separator, at);
      const cell = end < 0 ? text.slice(at) : text.slice(at, end);
      cells.push(cell.trim());
      if (end < 0) return cells;
      at = end;
      continue;
    }
    const close = closingQuote(text, at + 1);
    if (close < 0) return 'open';
    cells.push(
      text
        .slice(at + 1, close)
        .replace(/""/g, '"')
        .trim(),
    );
    at = close + 1;
    while (text[at] === ' ') at += 1;
    if (at >= text.length) return cells;
    if (text[at] !== separator)
      return `after a quoted cell comes '${text.slice(at, at + 12)}': write a quote inside a cell twice`;
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return -1;
}
