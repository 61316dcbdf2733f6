/** Worksheets as data: cells with values, formulas and styles, and how they print. No Excel needed. */
import { cellAddress } from '../formulas/address';

/** What a cell may hold besides a formula. Text is text, whatever it begins with. */
export type Scalar = string | number | boolean | null | { readonly error: string };

/** The looks a cell can have; {@link STYLES} in `style.ts` says how each is drawn. */
export type StyleName =
  | 'title'
  | 'subtitle'
  | 'heading'
  | 'columnHead'
  | 'columnHeadRight'
  | 'columnHeadIndented'
  | 'columnHeadWrapped'
  | 'label'
  | 'text'
  | 'note'
  | 'aside'
  | 'plain'
  | 'indented'
  | 'strongText'
  | 'totalText'
  | 'money'
  | 'moneyInput'
  | 'moneyAssumed'
  | 'subtotal'
  | 'subtotalLabel'
  | 'total'
  | 'totalLabel'
  | 'totalPlain'
  | 'totalPercent'
  | 'subtotalCount'
  | 'percent'
  | 'percentInput'
  | 'count'
  | 'countInput'
  | 'days'
  | 'centShare'
  | 'date'
  | 'dateInput'
  | 'textInput'
  | 'factsInput'
  | 'moneyHead'
  | 'check'
  | 'status'
  | 'rule';

/** A cell. A formula has no `=` in front, and `value` is what it gives as things stand. */
export interface CellModel {
  readonly value: Scalar;
  readonly formula?: string;
  readonly style?: StyleName;
  /** For a formula that fills a block from this cell: its size. */
  readonly spill?: { readonly rows: number; readonly columns: number };
}

/** A list from which a cell takes its value, or limits on a number. */
export interface Validation {
  /** The cells, such as `B6:B400`. */
  readonly cells: string;
  readonly rule:
    | { readonly kind: 'list'; readonly values: readonly string[] }
    | { readonly kind: 'range'; readonly source: string }
    | { readonly kind: 'amount' }
    | { readonly kind: 'date' };
  readonly prompt?: string;
}

/** Draws cells otherwise while a formula holds; the formula is for the upper left cell. */
export interface Highlight {
  readonly cells: string;
  readonly formula: string;
  readonly look: 'good' | 'caution' | 'bad' | 'quiet' | 'strong';
}

/** Shades numbers from low to high. */
export interface Shading {
  readonly cells: string;
}

/** A table with a header row that formulas can name. */
export interface TableModel {
  readonly name: string;
  /** Header and rows, such as `A5:F505`. */
  readonly cells: string;
  readonly columns: readonly string[];
}

/** One series of a chart: references to its name, its categories and its numbers, with what they hold. */
export interface SeriesModel {
  readonly name: string;
  readonly categories: string;
  readonly values: string;
  /** Drawn without a fill: the step on which a floating bar stands. */
  readonly hidden?: boolean;
  readonly look: 'first' | 'second' | 'third' | 'fourth' | 'fifth';
}

/** A native chart over cells of the sheet. */
export interface ChartModel {
  readonly kind: 'lines' | 'stackedColumns';
  readonly title: string;
  readonly horizontal: string;
  readonly vertical: string;
  /** Upper left and lower right corner: column and row, counted from 0. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly series: readonly SeriesModel[];
}

export interface SheetModel {
  readonly name: string;
  /** For lists that cells choose from: not shown until somebody asks for it. */
  readonly hidden?: boolean;
  /** Widths of the columns in characters. */
  readonly widths: readonly number[];
  /** Rows from the top; null or a missing cell is empty. */
  readonly rows: readonly (readonly (CellModel | null)[])[];
  /** Names of single cells, by address. */
  readonly names?: Readonly<Record<string, string>>;
  readonly validations?: readonly Validation[];
  readonly highlights?: readonly Highlight[];
  readonly shadings?: readonly Shading[];
  readonly tables?: readonly TableModel[];
  readonly charts?: readonly ChartModel[];
  /** Rows and columns that stay in sight. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  readonly print: {
    readonly landscape: boolean;
    /** Left and right of the page header. */
    readonly left: string;
    readonly right: string;
    /** Rows repeated on each page, such as `5:5`. */
    readonly titleRows?: string;
    /** Shrunk to one page, so that a chart is not divided. */
    readonly onePage?: boolean;
  };
}

export interface WorkbookModel {
  readonly title: string;
  readonly sheets: readonly SheetModel[];
  /** The settings record that the workbook carries for the add-in, as JSON. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The catalogue whose add-in Excel offers when the workbook is opened; none where left out. */
  readonly offer?: Catalogue;
}

/** Where Excel is to find an add-in. */
export type Catalogue = 'admin' | 'developer';

/** The address of a cell, both counted from 0: `B7`. */
export const address = (column: number, row: number): string => cellAddress({ row, column });

/** The address that stays when it is copied: `$B$7`. */
export const fixed = (cell: string): string => cell.replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2');

/** Puts a sheet's rows together from the top, and knows the address of what it has placed. */
export class SheetRows {
  readonly rows: (readonly (CellModel | null)[])[] = [];

  /** Adds a row and returns its number, counted from 1 as in addresses. */
  add(...cells: readonly (CellModel | null)[]): number {
    return this.rows.push(cells);
  }

  gap(): void {
    this.add();
  }

  /** The number that the next row will have. */
  get next(): number {
    return this.rows.length + 1;
  }
}

export const text = (value: string, style: StyleName = 'text'): CellModel => ({ value, style });

export const formula = (written: string, value: Scalar, style: StyleName = 'money'): CellModel => ({
  value,
  formula: written,
  style,
});

/** No cell holds more characters than this. */
const LONGEST_TEXT = 32767;

/** Text without what a workbook cannot hold: control characters, halves of characters, more than fits. */
export function cleanText(value: string): string {
  const clean = value
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '');
  return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT - 3)}...` : clean;
}

/** A name that a sheet can have, unlike those taken. */
export function sheetName(wanted: string, taken: readonly string[] = []): string {
  const clean = cleanText(wanted)
    .replace(/[\n\t]/g, ' ')
    .replace(/[[\]:*?/\\]/g, '-')
    .replace(/^'+|'+$/g, '')
    .trim();
  const short = cut(clean, 31) || 'Sheet';
  const used = new Set(taken.map((name) => name.toLowerCase()));
  if (!used.has(short.toLowerCase())) return short;
  for (let n = 2; ; n++) {
    const tried = `${cut(short, 31 - String(n).length - 3)} (${n})`;
    if (!used.has(tried.toLowerCase())) return tried;
  }
}

/** The first characters of a text, without half a character at the end. */
const cut = (value: string, length: number): string =>
  value
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();

/** No string inside a formula holds more characters than this. */
const LONGEST_STRING = 255;

/** Text as a string inside a formula; a longer one in parts that are joined. */
export function inFormula(value: string): string {
  const parts = [];
  for (let at = 0; at < value.length || at === 0; at += LONGEST_STRING)
    parts.push(`"${value.slice(at, at + LONGEST_STRING).replace(/"/g, '""')}"`);
  return parts.length === 1 ? (parts[0] as string) : `(${parts.join('&')})`;
}

/** A sheet's name as formulas write it. */
export const sheetReference = (name: string): string => `'${name.replace(/'/g, "''")}'`;

/** Excel's number for a day since 1970, in the calendar of 1900. */
export const serial = (day: number): number => day + 25569;
