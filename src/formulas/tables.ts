/** Tables of a workbook, and the cells that a reference to one means. */
import { columnLetters, parseReference, sheetText, type ParsedReference } from './address';
import type { CellPlace } from './place';

/** Where a table stands: its headings, its rows and its totals. */
export interface TablePlace {
  readonly name: string;
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  /** All rows, headings and totals too. */
  readonly rows: number;
  readonly columns: readonly string[];
  readonly headers: number;
  readonly totals: number;
}

type TableReference = Extract<ParsedReference, { kind: 'table' }>;

export interface TableBlock {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** The block of cells that a reference to a table means in a formula at a place, or why it means none. */
export function blockOfTable(
  reference: TableReference,
  tables: readonly TablePlace[],
  from: CellPlace,
): TableBlock | 'no table' | 'no column' | 'not in a row' {
  const wanted = reference.table?.toLowerCase();
  const table = tables.find((one) =>
    wanted === undefined ? holds(one, from) : one.name.toLowerCase() === wanted,
  );
  if (!table) return 'no table';
  const across = columnsOf(table, reference.columns);
  if (!across) return 'no column';
  const down = rowsOf(table, reference.part, from);
  return down ? { sheet: table.sheet, ...across, ...down } : 'not in a row';
}

function holds({ sheet, row, rows, column, columns }: TablePlace, from: CellPlace): boolean {
  return (
    sheet === from.sheet &&
    from.row >= row &&
    from.row < row + rows &&
    from.column >= column &&
    from.column < column + columns.length
  );
}

function columnsOf(
  table: TablePlace,
  wanted: readonly [string, string] | null,
): { column: number; columns: number } | undefined {
  if (!wanted) return { column: table.column, columns: table.columns.length };
  const [first, last] = wanted.map((name) =>
    table.columns.findIndex((column) => column.toLowerCase() === name.toLowerCase()),
  ) as [number, number];
  if (first < 0 || last < first) return undefined;
  return { column: table.column + first, columns: last - first + 1 };
}

function rowsOf(
  { row, rows, headers, totals }: TablePlace,
  part: TableReference['part'],
  from: CellPlace,
): { row: number; rows: number } | undefined {
  switch (part) {
    case 'all':
      return { row, rows };
    case 'headers':
      return { row, rows: 1 };
    case 'totals':
      return { row: row + rows - 1, rows: 1 };
    case 'data':
      return { row: row + headers, rows: Math.max(1, rows - headers - totals) };
    case 'row':
      return from.row >= row && from.row < row + rows ? { row: from.row, rows: 1 } : undefined;
  }
}

const REFERENCE =
  /"(?:[^"]|"")*"|(?:[\p{L}_\\][\p{L}\d_.\\]*)?\[(?:'.|[^'[\]]|\[(?:'.|[^'[\]])*\])*\]/gu;

/** The formula with cells in place of tables, for a spreadsheet that has none; what is no table of ours stays. */
export function withoutTables(
  formula: string,
  tables: readonly TablePlace[],
  from: CellPlace,
): string {
  return formula.replace(REFERENCE, (text) => {
    if (text.startsWith('"')) return text;
    const parsed = parseReference(text);
    if (parsed?.kind !== 'table') return text;
    const block = blockOfTable(parsed, tables, from);
    if (typeof block === 'string') return text;
    const { row, column, rows, columns, sheet } = block;
    const cell = (r: number, c: number) => `$${columnLetters(c)}$${r + 1}`;
    const first = cell(row, column);
    const last = cell(row + rows - 1, column + columns - 1);
    return `${sheet === from.sheet ? '' : `${sheetText(sheet)}!`}${first === last ? first : `${first}:${last}`}`;
  });
}
