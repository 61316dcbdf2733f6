/** Tables of a file while its sheets pass through a spreadsheet that has none. */
import type ExcelJS from 'exceljs';
import { parseReference } from '../../formulas/address';
import type { TablePlace } from '../../formulas/tables';
import type { Followed } from './moves';

/** A table as exceljs holds it after loading. */
interface HeldTable {
  name: string;
  displayName?: string;
  tableRef: string;
  autoFilterRef?: string;
  headerRow?: boolean;
  totalsRow?: boolean;
  columns: { name: string }[];
}

const tablesOn = (sheet: ExcelJS.Worksheet): HeldTable[] =>
  Object.values(
    (sheet as unknown as { tables?: Record<string, { table: HeldTable }> }).tables ?? {},
  ).map(({ table }) => table);

/** Where the tables of a workbook stand. */
export const tablesIn = (book: ExcelJS.Workbook): TablePlace[] =>
  book.worksheets.flatMap((sheet) =>
    tablesOn(sheet).flatMap((table) => placeOf(table, sheet.name) ?? []),
  );

function placeOf(table: HeldTable, sheet: string): TablePlace | undefined {
  const at = parseReference(table.tableRef);
  if (at?.kind !== 'cells') return undefined;
  return {
    name: table.displayName ?? table.name,
    sheet,
    row: at.row,
    column: at.column,
    rows: at.rows ?? 1,
    columns: table.columns.map(({ name }) => name),
    headers: table.headerRow === false ? 0 : 1,
    totals: table.totalsRow ? 1 : 0,
  };
}

/** The text of a cell on screen, by row and column from 0. */
export type TextAt = (row: number, column: number) => string;

/**
 * Leaves a sheet the tables that are still whole, where they are now and under the headings of now;
 * Excel calls a file damaged whose table has other headings than its cells.
 */
export function keepTables(sheet: ExcelJS.Worksheet, was: string, followed: Followed, at: TextAt) {
  for (const table of tablesOn(sheet)) {
    const before = placeOf(table, was);
    const range = followed.range(was, table.tableRef);
    const now = before && range ? placeOf({ ...table, tableRef: range }, was) : undefined;
    const parsed = range === undefined ? undefined : parseReference(range);
    const width = parsed?.kind === 'cells' ? parsed.columns : undefined;
    const heads = now && headings(now, at);
    if (!now || !heads || width !== table.columns.length || now.rows < 2) {
      sheet.removeTable(table.name);
      continue;
    }
    table.tableRef = range as string;
    if (table.autoFilterRef) table.autoFilterRef = followed.range(was, table.autoFilterRef);
    table.columns.forEach((column, n) => (column.name = heads[n] as string));
  }
}

/** The headings that a table has on screen; undefined where they cannot be a table's. */
export function headings(
  { row, column, columns, headers }: TablePlace,
  at: TextAt,
): readonly string[] | undefined {
  if (headers === 0) return columns;
  const found = columns.map((_, n) => at(row, column + n));
  const unlike = new Set(found.map((text) => text.toLowerCase()));
  return found.every((text) => text.trim() !== '') && unlike.size === found.length
    ? found
    : undefined;
}
