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
import { addSheetParts } from '../../xlsx/parts';
import { addProperties } from '../../xlsx/settingsPart';
import { markSpilling } from '../../xlsx/spills';
import { dress, styleOf as styleInFile } from '../../xlsx/write';
import { textPart } from '../../xlsx/package';
import { closeParts, openParts, Parts } from '../../xlsx/zip';
import { ROW_HEIGHT } from '../../sheets/layout';
import { pageBreaks } from '../../sheets/pages';
import { address, type SheetModel, type StyleName } from '../../sheets/sheet';
import { STYLES } from '../../sheets/style';
import { cellAddress } from '../../formulas/address';
import { withoutTables, type TablePlace } from '../../formulas/tables';
import { tablesOf } from '../../sheets/tablePlaces';
import { styleOf as lookOnPage } from '../../workbook/univer/model';
import { keepDrawings, sheetPaths, type SheetPair } from './drawings';
import { followSheet, takeNewerLists } from './follow';
import { formulaInFile, formulaOnScreen } from './formulas';
import { followedModel } from './modelNow';
import { Followed, type Moves, type SheetHistory } from './moves';
import { Looks, NAMES, sheetId, widthInCharacters } from './readFile';
import { toFile } from './styles';
import { keepTables, tablesIn, type TextAt } from './tables';

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
  /** Models that were inserted, by their sheets; what the spreadsheet does not show is taken from them. */
  readonly models: ReadonlyMap<string, SheetModel>;
  /** What people did to rows and columns since. */
  readonly moves: Moves;
}

/** The bytes of the file. */
export const saveFile = (snapshot: Snapshot): Promise<Uint8Array> =>
  new FileWriter(snapshot).write();

/** Formulas that name tables, by their cells, and the tables that can still be named. */
interface TableFormulas {
  readonly formulas: ReadonlyMap<string, string>;
  readonly tables: readonly TablePlace[];
}

/** A sheet of the file with what has to be added to its part once exceljs has written it. */
interface Placed {
  readonly path: string;
  readonly number: number;
  readonly anchors: readonly string[];
  readonly model: SheetModel | undefined;
}

class FileWriter {
  private readonly book = new ExcelJS.Workbook();
  private readonly looks = new Looks();
  private original: Parts = new Parts();

  constructor(private readonly snapshot: Snapshot) {}

  async write(): Promise<Uint8Array> {
    const { book, snapshot } = this;
    const { data, opened } = snapshot;
    if (opened) {
      this.original = openParts(opened);
      await book.xlsx.load(opened.slice().buffer);
    }
    for (const sheet of book.worksheets)
      sheet.eachRow({ includeEmpty: false }, (row) =>
        row.eachCell({ includeEmpty: true }, (cell) => void this.looks.idOf(cell.style)),
      );
    const ofFile = new Followed(book.worksheets.map((sheet) => this.history(sheet)));
    const kept = this.followFile(ofFile);
    const placed = this.writeSheets(kept, this.modelsNow());
    writeNames(book, data);
    book.properties.date1904 = false;
    // The numbers are those on screen; Excel calculates what it can by itself when somebody asks.
    book.calcProperties = { fullCalcOnLoad: false };
    const parts = openParts(new Uint8Array(await book.xlsx.writeBuffer()));
    keepDrawings(parts, this.original, kept.pairs, ofFile);
    for (const { path, number, model } of placed)
      if (model) addSheetParts(parts, path, number, model);
    markSpilling(
      parts,
      new Map(placed.flatMap(({ path, anchors }) => (anchors.length > 0 ? [[path, anchors]] : []))),
    );
    addProperties(parts, data.custom ?? {});
    return closeParts(parts);
  }

  private history(sheet: ExcelJS.Worksheet): SheetHistory {
    const id = sheetId(sheet);
    const { data, moves } = this.snapshot;
    return {
      was: sheet.name,
      moves: moves.within(id, sheet.rowCount, sheet.columnCount),
      name: data.sheets[id]?.name ?? null,
    };
  }

  /** Moves what the file has beside its cells to where they are now, and takes out sheets that are gone. */
  private followFile(followed: Followed): {
    readonly sheets: ReadonlyMap<string, ExcelJS.Worksheet>;
    readonly pairs: readonly SheetPair[];
    readonly named: TableFormulas;
  } {
    const { book, original } = this;
    const { data } = this.snapshot;
    const paths = sheetPaths(original);
    const sheets = new Map<string, ExcelJS.Worksheet>();
    const pairs: SheetPair[] = [];
    const formulas = new Map<string, string>();
    for (const sheet of [...book.worksheets]) {
      const id = sheetId(sheet);
      const source = data.sheets[id];
      const from = paths.get(sheet.name) ?? '';
      if (!source) {
        book.removeWorksheet(sheet.id);
        continue;
      }
      sheets.set(id, sheet);
      pairs.push({ was: sheet.name, from, to: pathOf(sheet) });
      takeNewerLists(sheet, textPart(original, from) ?? '');
      followSheet(sheet, sheet.name, followed);
      keepTables(sheet, sheet.name, followed, textIn(source));
      if (followed.still(sheet.name)) namesOfTables(sheet, id, formulas);
    }
    const still = tablesIn(book).filter(({ sheet }) => followed.still(sheet));
    return { sheets, pairs, named: { formulas, tables: still } };
  }

  /** Inserted models as they are now, by their sheets. */
  private modelsNow(): ReadonlyMap<string, SheetModel> {
    const { data, models, moves } = this.snapshot;
    const histories = [...models].map(([id, model]) => ({
      was: model.name,
      moves: moves.within(id, model.rows.length, widthOf(model)),
      name: data.sheets[id]?.name ?? null,
    }));
    const followed = new Followed(histories);
    const taken = new Set(tablesIn(this.book).map(({ name }) => name.toLowerCase()));
    return new Map(
      [...models].flatMap(([id, model]) => {
        const source = data.sheets[id];
        return source ? [[id, followedModel(model, followed, textIn(source), taken)]] : [];
      }),
    );
  }

  private writeSheets(
    kept: ReturnType<FileWriter['followFile']>,
    models: ReadonlyMap<string, SheetModel>,
  ): Placed[] {
    const { snapshot } = this;
    const { data, spills } = snapshot;
    return data.sheetOrder.flatMap((id, order) => {
      const source = data.sheets[id];
      if (!source) return [];
      const model = models.get(id);
      const sheet = kept.sheets.get(id) ?? this.newSheet(source, model);
      const named = model ? namesOfModel(model, snapshot.models.get(id)) : kept.named;
      const anchors = new SheetWriter({
        sheet,
        id,
        was: model?.name ?? sheet.name,
        source,
        book: data,
        spills: spills[id],
        looks: this.looks,
        named,
      }).write();
      if (model) this.dressModel(sheet, id, model);
      if (!source.hidden) sheet.state = 'visible';
      else if (sheet.state === 'visible') sheet.state = 'hidden';
      (sheet as { orderNo?: number }).orderNo = order;
      return [{ path: pathOf(sheet), number: sheet.id, anchors, model }];
    });
  }

  private newSheet(
    { name = 'Sheet' }: Partial<IWorksheetData>,
    model: SheetModel | undefined,
  ): ExcelJS.Worksheet {
    const look = model ? { properties: { defaultRowHeight: ROW_HEIGHT } } : {};
    return this.book.addWorksheet(freeName(this.book, name), look);
  }

  private dressModel(sheet: ExcelJS.Worksheet, id: string, model: SheetModel): void {
    dress(sheet, model);
    const made = this.snapshot.models.get(id);
    const same =
      this.snapshot.moves.within(id, made?.rows.length ?? 0, widthOf(model)).length === 0;
    if (made && same) for (const row of pageBreaks(made)) sheet.getRow(row).addPageBreak();
  }
}

const widthOf = ({ rows, widths }: SheetModel): number =>
  Math.max(widths.length, ...rows.map((cells) => cells.length));

const pathOf = (sheet: ExcelJS.Worksheet): string => `xl/worksheets/sheet${sheet.id}.xml`;

const textIn =
  (source: Partial<IWorksheetData>): TextAt =>
  (row, column) =>
    String(valueOf(source.cellData?.[row]?.[column] ?? {}) ?? '');

/** Formulas of a sheet that name tables, before the sheet is written anew. */
function namesOfTables(sheet: ExcelJS.Worksheet, id: string, into: Map<string, string>): void {
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      if (cell.formula?.includes('[')) into.set(`${id}!${cell.address}`, cell.formula);
    }),
  );
}

/** The same of a model; its tables keep their names unless another table has one. */
function namesOfModel(now: SheetModel, made: SheetModel | undefined): TableFormulas {
  const formulas = new Map<string, string>();
  const same = new Set(now.tables?.map(({ name }) => name));
  if (made && JSON.stringify(now.tables) === JSON.stringify(made.tables))
    made.rows.forEach((cells, row) =>
      cells.forEach((cell, column) => {
        if (cell?.formula?.includes('['))
          formulas.set(`*!${cellAddress({ row, column })}`, cell.formula);
      }),
    );
  return { formulas, tables: tablesOf(now).filter(({ name }) => same.has(name)) };
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

/** What one sheet is written from. */
interface SheetParts {
  readonly sheet: ExcelJS.Worksheet;
  readonly id: string;
  /** Its name when its formulas were read. */
  readonly was: string;
  readonly source: Partial<IWorksheetData>;
  readonly book: IWorkbookData;
  readonly spills: SheetSpills | undefined;
  readonly looks: Looks;
  readonly named: TableFormulas;
}

/** Writes one sheet over what the file had there. */
class SheetWriter {
  private readonly anchors: string[] = [];
  private readonly cells: NonNullable<IWorksheetData['cellData']>;

  private readonly sheet: ExcelJS.Worksheet;
  private readonly source: Partial<IWorksheetData>;
  private readonly book: IWorkbookData;
  private readonly spills: SheetSpills | undefined;
  private readonly looks: Looks;

  constructor(private readonly parts: SheetParts) {
    ({
      sheet: this.sheet,
      source: this.source,
      book: this.book,
      spills: this.spills,
      looks: this.looks,
    } = parts);
    this.cells = parts.source.cellData ?? {};
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
    const formula = this.byTables(row, column, cell.f) ?? formulaInFile(cell.f);
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

  /** The formula with its tables, where the one on screen is still the same without them. */
  private byTables(row: number, column: number, shown: string): string | undefined {
    const { id, was, named } = this.parts;
    const at = cellAddress({ row, column });
    const stored = named.formulas.get(`${id}!${at}`) ?? named.formulas.get(`*!${at}`);
    if (stored === undefined) return undefined;
    const place = { sheet: was, row, column };
    return withoutTables(formulaOnScreen(stored), named.tables, place) === shown
      ? formulaInFile(stored)
      : undefined;
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
    const ours = look && houseStyles().get(lookKey(look));
    if (ours) return styleInFile(ours);
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

/** The looks of the house by what they are on the page: in a file they have the colours of its theme. */
let house: ReadonlyMap<string, StyleName> | undefined;
const houseStyles = (): ReadonlyMap<string, StyleName> =>
  (house ??= new Map(
    (Object.keys(STYLES) as StyleName[]).map((name) => [lookKey(lookOnPage(STYLES[name])), name]),
  ));

/** One text for one look, in whatever order its parts come. */
const lookKey = (look: unknown): string =>
  JSON.stringify(look, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

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
