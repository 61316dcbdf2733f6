/** Addresses of cells: letters and numbers, names of sheets that need quotes, and what a reference in a formula names. */
import type { Block, CellPlace } from './place';

/** Size of a sheet in Excel. */
export const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;

/** `A` for 0, `XFD` for 16383. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** 0 for `A`. */
export const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, char) => sum * 26 + char.charCodeAt(0) - 64, 0) - 1;

/** `C14`, without the sheet. */
export const cellAddress = ({ row, column }: { row: number; column: number }): string =>
  `${columnLetters(column)}${row + 1}`;

/** `C14` or `C14:D20`, without the sheet. */
export function blockAddress(block: Omit<Block, 'sheet'>): string {
  const last = { row: block.row + block.rows - 1, column: block.column + block.columns - 1 };
  const first = cellAddress(block);
  return block.rows === 1 && block.columns === 1 ? first : `${first}:${cellAddress(last)}`;
}

/** `$C$14:$D$20`. */
export const fixedAddress = (block: Omit<Block, 'sheet'>): string =>
  blockAddress(block).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');

/** The name of a sheet as a formula writes it: in quotes unless it is a plain word and no address. */
export function sheetText(name: string): string {
  const plain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
  const address =
    /^[A-Za-z]{1,3}\d+$/.test(name) ||
    /^[rc]\d*(?:[rc]\d*)?$/i.test(name) ||
    /^(?:true|false)$/i.test(name);
  return plain && !address ? name : `'${name.replace(/'/g, "''")}'`;
}

/** `Sheet1!C14:D20`, for a formula on another sheet. */
export const fullAddress = (block: Block): string =>
  `${sheetText(block.sheet)}!${blockAddress(block)}`;

/** `Sheet1!C14`, for people. */
export const placeText = (place: CellPlace): string =>
  `${sheetText(place.sheet)}!${cellAddress(place)}`;

export const blockOf = (place: CellPlace, rows = 1, columns = 1): Block => ({
  sheet: place.sheet,
  row: place.row,
  column: place.column,
  rows,
  columns,
});

/** What a reference names. Rows or columns without end are null. */
export type ParsedReference =
  | {
      readonly kind: 'cells';
      readonly sheet: string | null;
      readonly row: number;
      readonly column: number;
      readonly rows: number | null;
      readonly columns: number | null;
      /** `A1#`: what spills from the cell. */
      readonly spill: boolean;
    }
  | { readonly kind: 'name'; readonly sheet: string | null; readonly name: string }
  | {
      readonly kind: 'table';
      /** Null for the table that holds the formula. */
      readonly table: string | null;
      readonly part: 'data' | 'headers' | 'totals' | 'all' | 'row';
      /** First and last column by name; null for all of them. */
      readonly columns: readonly [string, string] | null;
    };

const CELLS = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6}))?(#?)$/;
const WHOLE_COLUMNS = /^\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})$/;
const WHOLE_ROWS = /^\$?([1-9]\d{0,6}):\$?([1-9]\d{0,6})$/;

/** Reads a reference; undefined where it is none that one workbook answers. */
export function parseReference(text: string): ParsedReference | undefined {
  if (/^[^'"!]*\[/.test(text)) return parseTable(text);
  const { sheet, rest } = splitSheet(text);
  const cells = CELLS.exec(rest);
  if (cells) {
    const [, left = '', top = '', right = left, bottom = top, hash] = cells;
    const across = span(columnNumber(left), columnNumber(right), MOST_COLUMNS);
    const down = span(Number(top) - 1, Number(bottom) - 1, MOST_ROWS);
    if (across && down)
      return {
        kind: 'cells',
        sheet,
        row: down.first,
        column: across.first,
        rows: down.count,
        columns: across.count,
        spill: hash === '#',
      };
  }
  return parseWhole(sheet, rest) ?? parseName(sheet, rest);
}

function splitSheet(text: string): { sheet: string | null; rest: string } {
  const bang = text.lastIndexOf('!');
  if (bang < 0) return { sheet: null, rest: text };
  const written = text.slice(0, bang);
  const sheet = written.startsWith("'") ? written.slice(1, -1).replace(/''/g, "'") : written;
  return { sheet, rest: text.slice(bang + 1) };
}

function span(a: number, b: number, limit: number) {
  if (Math.max(a, b) >= limit) return undefined;
  return { first: Math.min(a, b), count: Math.abs(a - b) + 1 };
}

function parseWhole(sheet: string | null, rest: string): ParsedReference | undefined {
  const columns = WHOLE_COLUMNS.exec(rest);
  if (columns) {
    const across = span(
      columnNumber(columns[1] as string),
      columnNumber(columns[2] as string),
      MOST_COLUMNS,
    );
    if (!across) return undefined;
    const { first, count } = across;
    return {
      kind: 'cells',
      sheet,
      row: 0,
      column: first,
      rows: null,
      columns: count,
      spill: false,
    };
  }
  const rows = WHOLE_ROWS.exec(rest);
  const down = rows && span(Number(rows[1]) - 1, Number(rows[2]) - 1, MOST_ROWS);
  if (!down) return undefined;
  const { first, count } = down;
  return { kind: 'cells', sheet, row: first, column: 0, rows: count, columns: null, spill: false };
}

function parseName(sheet: string | null, rest: string): ParsedReference | undefined {
  const named = /^[\p{L}_\\][\p{L}\p{N}_.\\?]*$/u.test(rest);
  return named ? { kind: 'name', sheet, name: rest } : undefined;
}

const PARTS = {
  '#data': 'data',
  '#headers': 'headers',
  '#totals': 'totals',
  '#all': 'all',
  '#this row': 'row',
} as const;

/** `Loans[Balance]`, `Loans[[#Headers],[Balance]:[Costs]]`, `[@[Sale price]]`. */
function parseTable(text: string): ParsedReference | undefined {
  const open = text.indexOf('[');
  if (!text.endsWith(']')) return undefined;
  const table = open === 0 ? null : text.slice(0, open);
  const inside = text.slice(open + 1, -1).trim();
  const row = inside.startsWith('@');
  const items = itemsOf(row ? inside.slice(1) : inside);
  if (!items) return undefined;
  let part: (typeof PARTS)[keyof typeof PARTS] = row ? 'row' : 'data';
  const columns: string[] = [];
  for (const item of items) {
    const special = PARTS[item.toLowerCase() as keyof typeof PARTS];
    if (special) part = special;
    else columns.push(item.replace(/'(.)/g, '$1'));
  }
  const [first, last = first] = columns;
  if (columns.length > 2) return undefined;
  return {
    kind: 'table',
    table,
    part,
    columns: first === undefined || last === undefined ? null : [first, last],
  };
}

/** The items of a structured reference: one without brackets of its own, or several each in brackets. */
function itemsOf(inside: string): string[] | undefined {
  if (inside === '') return [];
  if (!inside.startsWith('[')) return [inside];
  const items: string[] = [];
  const pattern = /\s*\[((?:'.|[^'[\]])*)\]\s*(?:[,:]|$)/gy;
  let read = 0;
  for (let match = pattern.exec(inside); match; match = pattern.exec(inside)) {
    items.push(match[1] as string);
    read = pattern.lastIndex;
  }
  return read === inside.length ? items : undefined;
}
