/** Reads an .xlsx file into the spreadsheet of the workbench: values, formulas, formats, names and settings. */
import {
  BooleanNumber,
  CellValueType,
  LocaleType,
  type ICellData,
  type IRange,
  type IStyleData,
  type IWorkbookData,
  type IWorksheetData,
} from '@univerjs/core';
import ExcelJS from 'exceljs';
import { propertiesIn } from '../../xlsx/settingsPart';
import { openParts, type Parts } from '../../xlsx/zip';
import { fail, ok, type Result } from '../../money/result';
import { parseReference } from '../../formulas/address';
import { withoutTables, type TablePlace } from '../../formulas/tables';
import { formulaOnScreen } from './formulas';
import { toSpreadsheet } from './styles';
import { tablesIn } from './tables';

/** A file that was read, with what of it the spreadsheet does not show. */
export interface ReadFile {
  readonly data: Partial<IWorkbookData>;
  /** Kinds of content that are kept in the file and not shown, such as `charts`. */
  readonly hidden: readonly string[];
  /** Kinds of content that a file saved from here does not hold, such as `macros`. */
  readonly lost: readonly string[];
}

/** Larger files are for Excel, or for `npm run workbook -- recalc`. */
export const MOST_BYTES = 20_000_000;
const MOST_UNPACKED = 400_000_000;
const MOST_CELLS = 300_000;

/** Where the spreadsheet keeps names of ranges. */
export const NAMES = 'SHEET_DEFINED_NAME_PLUGIN';

/** Names the sheet of a file in the spreadsheet, so that it is found again when saving. */
export const sheetId = (sheet: ExcelJS.Worksheet): string => `file-${sheet.id}`;

/** Reads the file, or says why it cannot be read and what to do. */
export async function readFile(bytes: Uint8Array, name: string): Promise<Result<ReadFile>> {
  const wrong = refusal(bytes);
  if (wrong !== undefined) return fail(wrong);
  let parts: Parts;
  const book = new ExcelJS.Workbook();
  try {
    parts = openParts(bytes, MOST_UNPACKED);
    await book.xlsx.load(bytes.slice().buffer);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail(
      `The file is damaged and was not opened (${why}). Open it in Excel and save it anew.`,
    );
  }
  if (book.worksheets.length === 0) return fail('The file holds no worksheet.');
  const cells = book.worksheets.reduce((sum, s) => sum + s.actualRowCount * s.actualColumnCount, 0);
  if (cells > MOST_CELLS)
    return fail(
      'The file holds more cells than this page can show. Use Excel, or npm run workbook -- recalc.',
    );
  const data = workbookData(book, name, propertiesIn(parts));
  return ok({ data, hidden: kindsIn(parts, HIDDEN), lost: kindsIn(parts, LOST) });
}

/** Why bytes are no workbook that can be opened; undefined where they may be one. */
function refusal(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'The file is empty.';
  if (bytes.length > MOST_BYTES)
    return 'The file is larger than 20 MB. Use Excel, or npm run workbook -- recalc.';
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    return 'The file has a password or is of the old .xls kind. Save it in Excel as .xlsx without a password.';
  return bytes[0] === 0x50 && bytes[1] === 0x4b
    ? undefined
    : 'This is no .xlsx workbook. Choose a file that Excel saved as .xlsx.';
}

type Kinds = readonly (readonly [RegExp, string])[];

const HIDDEN: Kinds = [
  [/^xl\/charts\/chart/, 'charts'],
  [/^xl\/media\//, 'pictures'],
  [/^xl\/comments/, 'comments'],
];

const LOST: Kinds = [
  [/^xl\/pivotTables\//, 'pivot tables'],
  [/^xl\/slicers\//, 'slicers'],
  [/^xl\/threadedComments\//, 'threaded comments'],
  [/vbaProject/, 'macros'],
];

const kindsIn = (parts: Parts, kinds: Kinds): string[] =>
  kinds.filter(([path]) => [...parts.keys()].some((key) => path.test(key))).map(([, kind]) => kind);

/** Numbers the looks of a workbook in the order of its cells; the same file gives the same numbers. */
export class Looks {
  private readonly ids = new Map<string, string>();
  private readonly kept = new Map<string, Partial<ExcelJS.Style>>();

  idOf(style: Partial<ExcelJS.Style>): string {
    const key = JSON.stringify(style);
    let id = this.ids.get(key);
    if (id === undefined) {
      this.ids.set(key, (id = `file-${this.ids.size}`));
      this.kept.set(id, style);
    }
    return id;
  }

  styleOf(id: string): Partial<ExcelJS.Style> | undefined {
    return this.kept.get(id);
  }

  get styles(): Record<string, IStyleData> {
    return Object.fromEntries([...this.kept].map(([id, style]) => [id, toSpreadsheet(style)]));
  }
}

function workbookData(
  book: ExcelJS.Workbook,
  name: string,
  properties: Readonly<Record<string, unknown>>,
): Partial<IWorkbookData> {
  const looks = new Looks();
  const tables = tablesIn(book);
  const sheets = book.worksheets.map((sheet) => sheetData(sheet, looks, tables));
  return {
    id: `file-${Date.now()}`,
    name,
    locale: LocaleType.EN_US,
    styles: looks.styles,
    sheetOrder: sheets.map(({ id }) => id as string),
    sheets: Object.fromEntries<Partial<IWorksheetData>>(
      sheets.map((sheet) => [String(sheet.id), sheet]),
    ),
    resources: [{ name: NAMES, data: JSON.stringify(namesOf(book)) }],
    custom: { ...properties },
  };
}

/** Blocks that formulas spill into: what stands there is not the cells' own. */
type Spills = readonly IRange[];

function sheetData(
  sheet: ExcelJS.Worksheet,
  looks: Looks,
  tables: readonly TablePlace[],
): Partial<IWorksheetData> {
  const cellData: Record<number, Record<number, ICellData>> = {};
  const spills = spillsOf(sheet);
  sheet.eachRow({ includeEmpty: false }, (row, r) => {
    row.eachCell({ includeEmpty: true }, (cell, c) => {
      (cellData[r - 1] ??= {})[c - 1] = heldData(cell, spills, looks, tables);
    });
  });
  const view = sheet.views?.[0] as Partial<ExcelJS.WorksheetViewFrozen> | undefined;
  return {
    id: sheetId(sheet),
    name: sheet.name,
    hidden: sheet.state === 'visible' ? BooleanNumber.FALSE : BooleanNumber.TRUE,
    rowCount: Math.max(200, sheet.rowCount + 50),
    columnCount: Math.max(26, sheet.columnCount + 5),
    showGridlines:
      sheet.views?.[0]?.showGridLines === false ? BooleanNumber.FALSE : BooleanNumber.TRUE,
    cellData,
    rowData: rowsOf(sheet),
    columnData: columnsOf(sheet),
    mergeData: mergesOf(sheet),
    ...(view?.state === 'frozen' && {
      freeze: {
        xSplit: view.xSplit ?? 0,
        ySplit: view.ySplit ?? 0,
        startRow: view.ySplit ?? 0,
        startColumn: view.xSplit ?? 0,
      },
    }),
  };
}

/** A formula that fills a block, as exceljs tells of it. */
interface ArrayFormula {
  readonly formula: string;
  readonly ref?: string;
  readonly shareType?: string;
}

function spillsOf(sheet: ExcelJS.Worksheet): Spills {
  const found: IRange[] = [];
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      const { ref, shareType } = (cell.model as unknown as ArrayFormula) ?? {};
      const range = shareType === 'array' && ref ? rangeOf(ref) : undefined;
      if (range) found.push(range);
    }),
  );
  return found;
}

function heldData(
  cell: ExcelJS.Cell,
  spills: Spills,
  looks: Looks,
  tables: readonly TablePlace[],
): ICellData {
  const data: ICellData = { s: looks.idOf(cell.style) };
  if (cell.isMerged && cell.master.address !== cell.address) return data;
  const row = Number(cell.row) - 1;
  const column = Number(cell.col) - 1;
  if (cell.formula) {
    const place = { sheet: cell.worksheet.name, row, column };
    const f = withoutTables(formulaOnScreen(cell.formula), tables, place);
    return { ...data, f, ...plain(cell.result) };
  }
  const spilled = spills.some(
    ({ startRow, endRow, startColumn, endColumn }) =>
      row >= startRow && row <= endRow && column >= startColumn && column <= endColumn,
  );
  return spilled ? data : { ...data, ...plain(cell.value) };
}

/** A value of the file as the spreadsheet holds it; text stays text, and a date is Excel's number for it. */
function plain(value: unknown): Pick<ICellData, 'v' | 't'> {
  if (value === null || value === undefined) return {};
  if (typeof value === 'number') return { v: value, t: CellValueType.NUMBER };
  if (typeof value === 'boolean') return { v: value ? 1 : 0, t: CellValueType.BOOLEAN };
  if (value instanceof Date)
    return { v: value.getTime() / 86_400_000 + 25_569, t: CellValueType.NUMBER };
  if (typeof value === 'string') return { v: value, t: CellValueType.STRING };
  const { error, richText, text } = value as {
    error?: string;
    richText?: readonly { text: string }[];
    text?: unknown;
  };
  if (error !== undefined) return { v: error, t: CellValueType.STRING };
  if (richText) return { v: richText.map((run) => run.text).join(''), t: CellValueType.STRING };
  return text === undefined ? {} : plain(text);
}

/** Excel's points and character widths in pixels of the screen. */
const PIXELS_A_POINT = 4 / 3;
const widthInPixels = (characters: number): number => Math.round(characters * 7 + 5);
export const widthInCharacters = (pixels: number): number =>
  Math.max(0, Math.round(((pixels - 5) / 7) * 100) / 100);

function rowsOf(sheet: ExcelJS.Worksheet): IWorksheetData['rowData'] {
  const rows: Record<number, { h?: number; hd?: BooleanNumber }> = {};
  sheet.eachRow({ includeEmpty: false }, (row, r) => {
    if (row.height) rows[r - 1] = { h: Math.round(row.height * PIXELS_A_POINT) };
    if (row.hidden) rows[r - 1] = { ...rows[r - 1], hd: BooleanNumber.TRUE };
  });
  return rows;
}

function columnsOf(sheet: ExcelJS.Worksheet): IWorksheetData['columnData'] {
  const columns: Record<number, { w?: number; hd?: BooleanNumber }> = {};
  for (let c = 1; c <= sheet.columnCount; c += 1) {
    const { width, hidden } = sheet.getColumn(c);
    if (width) columns[c - 1] = { w: widthInPixels(width) };
    if (hidden) columns[c - 1] = { ...columns[c - 1], hd: BooleanNumber.TRUE };
  }
  return columns;
}

function mergesOf(sheet: ExcelJS.Worksheet): IRange[] {
  const merges = (sheet.model as unknown as { merges?: readonly string[] }).merges ?? [];
  return merges.flatMap((ref) => rangeOf(ref) ?? []);
}

function rangeOf(ref: string): IRange | undefined {
  const parsed = parseReference(ref);
  if (parsed?.kind !== 'cells') return undefined;
  const { row, column, rows, columns } = parsed;
  return {
    startRow: row,
    endRow: row + (rows ?? 1) - 1,
    startColumn: column,
    endColumn: column + (columns ?? 1) - 1,
  };
}

function namesOf(book: ExcelJS.Workbook): Record<string, object> {
  const names: Record<string, object> = {};
  for (const { name, ranges } of book.definedNames.model) {
    const [range] = ranges;
    if (range === undefined || ranges.length > 1 || name.startsWith('_xlnm.')) continue;
    const id = `name-${Object.keys(names).length}`;
    names[id] = { id, name, formulaOrRefString: range, localSheetId: 'AllDefaultWorkbook' };
  }
  return names;
}
