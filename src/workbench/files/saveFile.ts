/** Saves the spreadsheet of the workbench as an .xlsx file, over the file that was opened where there is one. */
import {
  CellValueType,
  type ICellData,
  type IRange,
  type IStyleData,
  type IWorkbookData,
  type IWorksheetData,
  type Nullable,
} from '@univerjs/core';
import ExcelJS from 'exceljs';
import { address } from '../../models/sheet';
import { markSpilling } from '../../models/file/spills';
import { addProperties } from '../../models/file/settingsPart';
import { closeParts, openParts } from '../../models/file/zip';
import { formulaInFile, formulaOnScreen } from './formulas';
import { Looks, NAMES, sheetId, widthInCharacters } from './readFile';
import { toFile } from './styles';

/** What the formulas of a sheet fill besides their own cells. */
export interface SheetSpills {
  /** The block that a formula fills, by row and column of the formula. */
  readonly ranges: { readonly [row: number]: { readonly [column: number]: IRange } };
  readonly values: {
    readonly [row: number]: Nullable<{ readonly [column: number]: Nullable<ICellData> }>;
  };
}

/** The spreadsheet as it stands. */
export interface Snapshot {
  readonly data: IWorkbookData;
  readonly spills: { readonly [sheet: string]: SheetSpills | undefined };
  /** The file that was opened; what the spreadsheet does not show is taken from it. */
  readonly opened: Uint8Array | null;
}

/** The bytes of the file. */
export async function saveFile({ data, spills, opened }: Snapshot): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  if (opened) await book.xlsx.load(opened.slice().buffer);
  const looks = new Looks();
  for (const sheet of book.worksheets)
    sheet.eachRow({ includeEmpty: false }, (row) =>
      row.eachCell({ includeEmpty: true }, (cell) => void looks.idOf(cell.style)),
    );
  const kept = new Map(book.worksheets.map((sheet) => [sheetId(sheet), sheet]));
  for (const [id, sheet] of kept) if (!data.sheets[id]) book.removeWorksheet(sheet.id);
  const spilling = new Map<string, string[]>();
  data.sheetOrder.forEach((id, order) => {
    const source = data.sheets[id];
    if (!source) return;
    const sheet = kept.get(id) ?? book.addWorksheet(freeName(book, source.name ?? 'Sheet'));
    const anchors = new SheetWriter(sheet, source, data, spills[id], looks).write();
    (sheet as { orderNo?: number }).orderNo = order;
    if (anchors.length > 0) spilling.set(`xl/worksheets/sheet${sheet.id}.xml`, anchors);
  });
  writeNames(book, data);
  book.properties.date1904 = false;
  // The numbers are those on screen; Excel calculates what it can by itself when somebody asks.
  book.calcProperties = { fullCalcOnLoad: false };
  const parts = openParts(new Uint8Array(await book.xlsx.writeBuffer()));
  markSpilling(parts, spilling);
  addProperties(parts, data.custom ?? {});
  return closeParts(parts);
}

function freeName(book: ExcelJS.Workbook, wanted: string): string {
  let name = wanted.slice(0, 31);
  for (let n = 2; book.getWorksheet(name); n += 1) name = `${wanted.slice(0, 26)} (${n})`;
  return name;
}

/** Size of a row or a column on screen, in pixels, and whether it is hidden. */
interface Size {
  readonly w?: number;
  readonly h?: number;
  readonly hd?: number;
}

/** Writes one sheet over what the file had there. */
class SheetWriter {
  private readonly anchors: string[] = [];
  private readonly cells: NonNullable<IWorksheetData['cellData']>;

  constructor(
    private readonly sheet: ExcelJS.Worksheet,
    private readonly source: Partial<IWorksheetData>,
    private readonly book: IWorkbookData,
    private readonly spills: SheetSpills | undefined,
    private readonly looks: Looks,
  ) {
    this.cells = source.cellData ?? {};
  }

  /** Gives back the cells whose formulas spill. */
  write(): string[] {
    const { sheet, source } = this;
    if (source.name && sheet.name !== source.name) sheet.name = source.name;
    this.empty();
    for (const [row, columns] of Object.entries(this.cells))
      for (const [column, cell] of Object.entries(columns as Record<string, Nullable<ICellData>>))
        if (cell) this.put(Number(row), Number(column), cell);
    this.writeSpills();
    this.writeSizes();
    return this.anchors;
  }

  /** Takes out values that are no longer there, and merges, which are made anew. */
  private empty(): void {
    const merges = (this.sheet.model as unknown as { merges?: readonly string[] }).merges ?? [];
    for (const range of merges) this.sheet.unMergeCells(range);
    this.sheet.eachRow((row) => row.eachCell((cell) => void (cell.value = null)));
  }

  private put(row: number, column: number, cell: ICellData): void {
    const target = this.sheet.getCell(row + 1, column + 1);
    const style = this.styleOf(cell);
    if (style) target.style = style;
    const value = valueOf(cell);
    if (!cell.f) return void (value !== undefined && (target.value = value));
    const formula = formulaInFile(cell.f);
    const result = (
      typeof value === 'string' && ERROR.test(value) ? { error: value } : value
    ) as never;
    const range = this.spills?.ranges[row]?.[column];
    if (!range) return void (target.value = { formula, result } as ExcelJS.CellFormulaValue);
    const last = address(range.endColumn, range.endRow);
    this.anchors.push(target.address);
    target.value = {
      formula,
      result,
      shareType: 'array',
      ref: `${target.address}:${last}`,
    } as unknown as ExcelJS.CellFormulaValue;
  }

  /** Values that formulas spilled, for readers who calculate nothing. */
  private writeSpills(): void {
    const { ranges = {}, values = {} } = this.spills ?? {};
    for (const [anchorRow, columns] of Object.entries(ranges))
      for (const [anchorColumn, range] of Object.entries(columns as Record<string, IRange>))
        for (let row = range.startRow; row <= range.endRow; row += 1)
          for (let column = range.startColumn; column <= range.endColumn; column += 1) {
            if (row === Number(anchorRow) && column === Number(anchorColumn)) continue;
            const value = valueOf(values[row]?.[column] ?? {});
            if (value !== undefined) this.sheet.getCell(row + 1, column + 1).value = value;
          }
  }

  /** A look that nobody changed is the file's own; others are translated. */
  private styleOf({ s }: ICellData): Partial<ExcelJS.Style> | undefined {
    if (s === null || s === undefined) return undefined;
    const own = typeof s === 'string' ? this.looks.styleOf(s) : undefined;
    if (own) return own;
    const look = typeof s === 'string' ? (this.book.styles[s] as IStyleData | undefined) : s;
    const base = this.source.defaultStyle;
    return look && toFile({ ...(typeof base === 'object' ? base : {}), ...look });
  }

  private writeSizes(): void {
    for (const [column, size] of Object.entries(
      (this.source.columnData ?? {}) as Record<string, Size>,
    )) {
      const target = this.sheet.getColumn(Number(column) + 1);
      if (size.w) target.width = widthInCharacters(size.w);
      if (size.hd !== undefined) target.hidden = Boolean(size.hd);
    }
    for (const [row, size] of Object.entries((this.source.rowData ?? {}) as Record<string, Size>)) {
      const target = this.sheet.getRow(Number(row) + 1);
      if (size.h) target.height = Math.round(size.h * 75) / 100;
      if (size.hd !== undefined) target.hidden = Boolean(size.hd);
    }
    for (const { startRow, startColumn, endRow, endColumn } of this.source.mergeData ?? [])
      this.sheet.mergeCells(startRow + 1, startColumn + 1, endRow + 1, endColumn + 1);
  }
}

const ERROR = /^#(?:N\/A|NUM!|VALUE!|REF!|DIV\/0!|NAME\?|NULL!|SPILL!|CALC!)$/;

function valueOf(cell: ICellData): string | number | boolean | undefined {
  const value = cell.v ?? cell.p?.body?.dataStream.replace(/\r\n$/, '');
  if (value === null || value === undefined || value === '') return undefined;
  if (cell.t === CellValueType.BOOLEAN) return value === true || Number(value) === 1;
  return value;
}

function writeNames(book: ExcelJS.Workbook, { resources = [] }: IWorkbookData): void {
  const stored = resources.find(({ name }) => name === NAMES)?.data;
  if (!stored) return;
  const names = JSON.parse(stored) as Record<string, { name: string; formulaOrRefString: string }>;
  const model = book.definedNames.model.filter(({ name }) => name.startsWith('_xlnm.'));
  for (const { name, formulaOrRefString } of Object.values(names))
    model.push({ name, ranges: [formulaOnScreen(formulaOrRefString.replace(/^=/, '')).slice(1)] });
  book.definedNames.model = model;
}
