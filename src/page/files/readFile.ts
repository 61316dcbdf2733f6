/** Reads an .xlsx file into the spreadsheet of the workbench: values, formulas, formats, names and settings. */
import type { ICellData, IWorkbookData, IWorksheetData } from '@univerjs/core';
import { beyondExcel, callsUs } from '../../formulas/formulaText';
import { MOST_COLUMNS, MOST_ROWS, placeText } from '../../formulas/address';
import { isErrorValue, type CellPlace, type ReadValue } from '../../formulas/place';
import { withoutTables } from '../../formulas/tables';
import { fail, ok, type Result } from '../../money/result';
import { readRecord } from '../../calculation/settings/record';
import { BooleanNumber, CellValueType, LocaleType, textType } from '../../workbook/univer/words';
import { Book, type SheetEntry } from '../../xlsx/book';
import { unfollowable } from '../../xlsx/follow';
import { Looks } from '../../xlsx/looks';
import { openWorkbook } from '../../xlsx/open';
import { contentTypeOf } from '../../xlsx/package';
import { referencesIn } from '../../xlsx/references';
import { propertiesIn, settingsIn, settingsWarnings } from '../../xlsx/settingsPart';
import type { FormulaCell, SheetXml } from '../../xlsx/sheetXml';
import { rangeOf, viewOf, type SheetView } from '../../xlsx/sheetView';
import { Unreadable } from '../../xlsx/xml';
import type { Parts } from '../../xlsx/zip';
import { scopesAreWhole } from '../scopes';
import { formulaOnScreen, ShownNames } from './formulas';
import { toSpreadsheet } from './styles';

/** A file that was read, with what of it the spreadsheet does not show. */
export interface ReadFile {
  readonly data: Partial<IWorkbookData>;
  /** Kinds of content that are kept in the file and not shown, such as `charts`. */
  readonly hidden: readonly string[];
  /** Cells whose formula cannot be calculated here: they show the value that the file holds, and keep the formula. */
  readonly kept: readonly string[];
  /** What of the settings could not be used. */
  readonly warnings: readonly string[];
}

/** Larger files are for Excel, or for `npm run workbook -- recalc`. */
const MOST_BYTES = 20_000_000;
const MOST_UNPACKED = 400_000_000;
const MOST_CELLS = 300_000;

/** Formulas that read more cells stay as they are, with the values that they have. */
const MOST_READ = 2_000_000;
const WHOLE = /(?:^|!)\$?(?:[A-Z]+:\$?[A-Z]+|\d+:\$?\d+)$/;

/** Where the spreadsheet keeps names of ranges. */
export const NAMES = 'SHEET_DEFINED_NAME_PLUGIN';

/** Whether the spreadsheet calculates a function. */
export type Knows = (name: string) => boolean;

/** Names a sheet of a file in the spreadsheet, so that it is found again when saving. */
export const sheetId = (n: number): string => `file-${n + 1}`;

/** Reads the file, or says why it cannot be read and what to do. */
export function readFile(
  bytes: Uint8Array,
  name: string,
  knows: Knows = () => true,
): Result<ReadFile> {
  if (bytes.length > MOST_BYTES)
    return fail('The file is larger than 20 MB. Use Excel, or npm run workbook -- recalc.');
  try {
    const parts = openWorkbook(bytes, MOST_UNPACKED);
    const page = new PageBook(parts, knows);
    const wrong = page.refusal();
    return wrong === undefined ? ok(page.read(name)) : fail(wrong);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail(`The file was not opened: ${why}.`);
  }
}

const HIDDEN: readonly (readonly [RegExp, string])[] = [
  [/^xl\/charts\/chart/i, 'charts'],
  [/^xl\/media\//i, 'pictures'],
  [/^xl\/comments/i, 'comments'],
  [/^xl\/pivotTables\//i, 'pivot tables'],
  [/^xl\/slicers\//i, 'slicers'],
  [/^xl\/threadedComments\//i, 'threaded comments'],
  [/vbaProject/i, 'macros'],
];

/** A workbook as the page shows it; the same parts always give the same cells. */
export class PageBook {
  readonly book: Book;
  readonly looks: Looks;
  private readonly names: ShownNames;

  constructor(
    private readonly parts: Parts,
    private readonly knows: Knows,
  ) {
    this.book = new Book(parts);
    this.looks = new Looks(parts, this.book.path);
    this.names = new ShownNames(this.book.names);
  }

  /** Why the page does not show the workbook; undefined where it does. */
  refusal(): string | undefined {
    const sheets = this.book.sheets.filter(({ kind }) => kind === 'worksheet');
    if (sheets.length === 0) return 'The file holds no worksheet.';
    const unsaved =
      contentTypeOf(this.parts, this.book.path) === undefined
        ? 'it does not say what kind of file its parts are'
        : unfollowable(this.parts, sheets);
    if (unsaved !== undefined)
      return `The file was not opened, because it could not be saved again: ${unsaved}.`;
    if (this.book.dateSystem === 1904)
      return 'The workbook counts its days from 1904, and this page counts from 1900: its dates would be wrong here. Use Excel, or npm run workbook -- recalc.';
    let cells = 0;
    for (const [, sheet] of this.book.eachSheet()) cells += sheet.cellCount;
    return cells > MOST_CELLS
      ? 'The file holds more cells than this page can show. Use Excel, or npm run workbook -- recalc.'
      : undefined;
  }

  read(name: string): ReadFile {
    const kept: string[] = [];
    // Some files have tens of thousands of looks that no cell has.
    const used = new Set([0]);
    for (const [, cells] of this.book.eachSheet())
      for (const [row, column] of cells.cells()) used.add(cells.look(row, column) ?? 0);
    const sheets = this.book.sheets.flatMap((entry, n) =>
      entry.kind === 'worksheet' ? this.sheetData(entry, sheetId(n), kept) : [],
    );
    const { parts } = this;
    return {
      data: {
        id: `file-${Date.now()}`,
        name,
        locale: LocaleType.EN_US,
        styles: Object.fromEntries(
          [...used].map((n) => [lookId(n), toSpreadsheet(this.looks.look(n))]),
        ),
        sheetOrder: sheets.map(({ id }) => id as string),
        sheets: Object.fromEntries(sheets.map((sheet) => [String(sheet.id), sheet])),
        resources: [{ name: NAMES, data: JSON.stringify(this.names.given()) }],
        custom: propertiesIn(parts),
      },
      hidden: HIDDEN.filter(([path]) => [...parts.keys()].some((key) => path.test(key))).map(
        ([, kind]) => kind,
      ),
      kept,
      warnings: settingsWarnings(readRecord(settingsIn(parts))),
    };
  }

  private sheetData(entry: SheetEntry, id: string, kept: string[]): Partial<IWorksheetData> {
    const page = this.sheet(entry.name);
    const cellData: Record<number, Record<number, ICellData>> = {};
    for (const [row, column] of page.cells.cells()) {
      const shown = page.at(row, column);
      if (shown.kept) kept.push(placeText({ sheet: entry.name, row, column }));
      (cellData[row] ??= {})[column] = shown.data;
    }
    const { columns, rows, merges, frozen, grid } = page.view;
    const panes = frozen.rows > 0 || frozen.columns > 0;
    return {
      id,
      name: entry.name,
      hidden: entry.state === 'visible' ? BooleanNumber.FALSE : BooleanNumber.TRUE,
      rowCount: Math.min(MOST_ROWS, Math.max(200, page.cells.rowCount + 50)),
      columnCount: Math.min(MOST_COLUMNS, Math.max(26, page.cells.columnCount + 5)),
      showGridlines: grid ? BooleanNumber.TRUE : BooleanNumber.FALSE,
      cellData,
      columnData: shownSizes(columns, (size) => ({ w: widthInPixels(size) })),
      rowData: shownSizes(rows, (size) => ({ h: Math.round(size * PIXELS_A_POINT) })),
      mergeData: [...merges],
      ...(panes && {
        freeze: {
          xSplit: frozen.columns,
          ySplit: frozen.rows,
          startRow: frozen.rows,
          startColumn: frozen.columns,
        },
      }),
    };
  }

  /** A sheet as the page shows it. */
  sheet(name: string): PageSheet {
    const cells = this.book.sheet(name) as SheetXml;
    return new PageSheet(name, cells, (formula, row, column) =>
      this.shown(formula, { sheet: name, row, column }),
    );
  }

  /** A formula as the page calculates it; undefined where it cannot. */
  private shown(stored: string, place: CellPlace): string | undefined {
    if (stored === '' || beyondExcel(stored) !== undefined) return undefined;
    const plain = withoutTables(formulaOnScreen(stored), this.book.tables, place);
    if (!scopesAreWhole(plain)) return undefined;
    const named = this.names.inFormula(plain, place.sheet);
    if (named === undefined || beyondExcel(named) !== undefined) return undefined;
    const bare = named.replace(/"(?:[^"]|"")*"/g, '""');
    if (/\[|!\w*!|#REF!|'[^']*![^']*'!/.test(bare) || /[\w'\]]:(?:'|[\p{L}_])[^!(),]*!/u.test(bare))
      return undefined;
    // Where two blocks meet is beyond the spreadsheet once rows have moved.
    if (/\d +\$?[A-Z]{1,3}\$?\d/.test(bare)) return undefined;
    for (const [, name = ''] of bare.matchAll(/(?<![\p{L}\d_.])([\p{L}_][\p{L}\d_.]*)\s*\(/gu))
      if (!this.knows(name.toUpperCase()) && !callsUs(`${name}()`)) return undefined;
    return this.readsTooMuch(named, place) ? undefined : named;
  }

  /** The spreadsheet reads cell by cell what a formula names, filled or not; of whole rows and columns it reads those that are there. */
  private readsTooMuch(formula: string, place: CellPlace): boolean {
    const cells = referencesIn(formula)
      .filter((reference) => !WHOLE.test(reference))
      .flatMap((reference) => this.book.locate(reference, place))
      .reduce((sum, { rows, columns }) => sum + rows * columns, 0);
    return cells > MOST_READ;
  }
}

const lookId = (n: number): string => `look-${n}`;

/** What the page shows in a cell. */
export interface ShownCell {
  readonly data: ICellData;
  /** The file has a formula there that cannot be calculated here. */
  readonly kept: boolean;
  /** The formula as the file holds it, where there is one. */
  readonly stored: FormulaCell | undefined;
}

export class PageSheet {
  readonly view: SheetView;
  private readonly formulas: ReadonlyMap<
    number,
    { readonly cell: FormulaCell; readonly f: string | undefined }
  >;
  private readonly filled: ReadonlySet<number>;

  constructor(
    readonly name: string,
    readonly cells: SheetXml,
    shown: (formula: string, row: number, column: number) => string | undefined,
  ) {
    this.view = viewOf(cells.xml, cells.rowTags());
    const formulas = cells.formulas().map((cell) => {
      const f = fillsFixedBlock(cell) ? undefined : shown(cell.formula, cell.row, cell.column);
      // A column of a table is a block, too, once its cells stand in its place.
      return { cell, f: f !== undefined && picksOne(cell.array, f) ? undefined : f };
    });
    this.formulas = new Map(formulas.map((one) => [keyOf(one.cell.row, one.cell.column), one]));
    this.filled = new Set(
      formulas.flatMap(({ cell, f }) => (f === undefined ? [] : filledBy(cell))),
    );
  }

  at(row: number, column: number): ShownCell {
    const key = keyOf(row, column);
    const { cell: stored, f } = this.formulas.get(key) ?? {};
    const look = this.cells.look(row, column);
    const data: ICellData = { s: lookId(look ?? 0) };
    if (f !== undefined)
      return { data: { ...data, f, ...plain(this.value(row, column)) }, kept: false, stored };
    const spilled = !stored && this.filled.has(key);
    const value = spilled ? {} : plain(this.value(row, column));
    return { data: { ...data, ...value }, kept: stored !== undefined, stored };
  }

  private value(row: number, column: number): ReadValue {
    try {
      return this.cells.value(row, column);
    } catch (error) {
      if (error instanceof Unreadable) throw new Error(error.message, { cause: error });
      throw error;
    }
  }
}

const keyOf = (row: number, column: number): number => row * MOST_COLUMNS + column;

/** An array formula of old: its block is what somebody chose, and in the spreadsheet it would be what the result needs. */
const fillsFixedBlock = ({ array, dynamic }: FormulaCell): boolean =>
  !dynamic && array !== undefined && /^([A-Z]+\d+):(?!\1$)/.test(array);

/** A block outside of all calls: Excel takes the one cell of it that lies in the formula's row or column, the spreadsheet all. */
const picksOne = (array: string | undefined, formula: string): boolean => {
  if (array !== undefined || !formula.includes(':')) return false;
  let outside = formula.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'/g, '');
  for (let before = ''; before !== outside;)
    [before, outside] = [outside, outside.replace(/\([^()]*\)/g, '')];
  return /[A-Z\d]:\$?[A-Z\d]/.test(outside);
};

/** The cells that a formula fills besides its own. */
function filledBy({ row, column, array }: FormulaCell): number[] {
  const range = array === undefined ? undefined : rangeOf(array);
  if (
    !range ||
    (range.endRow - range.startRow + 1) * (range.endColumn - range.startColumn + 1) > MOST_CELLS
  )
    return [];
  const found: number[] = [];
  for (let r = range.startRow; r <= range.endRow; r += 1)
    for (let c = range.startColumn; c <= range.endColumn; c += 1)
      if (r !== row || c !== column) found.push(keyOf(r, c));
  return found;
}

/** A value of the file as the spreadsheet holds it; text stays text. */
function plain(value: ReadValue): Pick<ICellData, 'v' | 't'> {
  if (value === null) return {};
  if (isErrorValue(value)) return { v: value.error, t: CellValueType.STRING };
  if (typeof value === 'number') return { v: value, t: CellValueType.NUMBER };
  if (typeof value === 'boolean') return { v: value ? 1 : 0, t: CellValueType.BOOLEAN };
  return { v: value, t: textType(value) };
}

/** Excel's points and character widths in pixels of the screen. */
const PIXELS_A_POINT = 4 / 3;
const widthInPixels = (characters: number): number => Math.round(characters * 7 + 5);
export const widthInCharacters = (pixels: number): number =>
  Math.max(0, Math.round(((pixels - 5) / 7) * 100) / 100);
export const heightInPoints = (pixels: number): number => Math.round(pixels * 75) / 100;

function shownSizes<T extends object>(
  sizes: SheetView['rows'],
  shown: (size: number) => T,
): Record<number, T & { hd?: 1 }> {
  return Object.fromEntries(
    [...sizes].map(([n, { size, hidden }]) => [
      n,
      { ...(size !== undefined && shown(size)), ...(hidden && { hd: BooleanNumber.TRUE }) },
    ]),
  ) as Record<number, T & { hd?: 1 }>;
}
