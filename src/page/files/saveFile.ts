/** Saves the spreadsheet of the workbench as an .xlsx file: over the file that was opened, in which all stays but what was changed. */
import type { ICellData, IRange, IWorkbookData, IWorksheetData, Nullable } from '@univerjs/core';
import { cellAddress, MOST_COLUMNS, MOST_ROWS, placeText } from '../../formulas/address';
import { callsUs, errorValue } from '../../formulas/formulaText';
import { isErrorValue, type CellPlace, type ReadValue } from '../../formulas/place';
import type { SheetModel, StyleName } from '../../sheets/sheet';
import { STYLES } from '../../sheets/style';
import { styleOf as lookOnPage } from '../../workbook/univer/model';
import { BooleanNumber, CellValueType } from '../../workbook/univer/words';
import { Book } from '../../xlsx/book';
import { followParts } from '../../xlsx/follow';
import type { CellLook } from '../../xlsx/looks';
import { Followed, nameIn, type Moves } from '../../xlsx/moves';
import { openWorkbook } from '../../xlsx/open';
import { setTextPart, textPart } from '../../xlsx/package';
import { addProperties } from '../../xlsx/settingsPart';
import {
  addSheet,
  arrangeSheets,
  calculateOnOpening,
  dropCalculationOrder,
  emptyWorkbook,
  EMPTY_SHEET,
  setName,
} from '../../xlsx/sheets';
import type { SheetXml } from '../../xlsx/sheetXml';
import { rangeOf, withColumns, withMerges, type LineSize } from '../../xlsx/sheetView';
import { spillingMark } from '../../xlsx/spills';
import { ChangedCells, Readings, type Reading } from '../../xlsx/stale';
import { changeTable, tableChanges } from '../../xlsx/tableParts';
import { attributesOf, tags } from '../../xlsx/xml';
import { closeParts, type Parts } from '../../xlsx/zip';
import { scopesAreWhole } from '../scopes';
import { formulaInFile, outsideTexts, ShownNames } from './formulas';
import {
  heightInPoints,
  NAMES,
  PageBook,
  sheetId,
  widthInCharacters,
  type Knows,
  type PageSheet,
} from './readFile';
import { toFile, toSpreadsheet } from './styles';

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
  /** The file that was opened; all that nobody changed is taken from it. */
  readonly opened: Uint8Array | null;
  /** Models that were inserted, by their sheets; what the spreadsheet does not show is taken from them. */
  readonly models: ReadonlyMap<string, SheetModel>;
  /** What people did to rows and columns since. */
  readonly moves: Moves;
  /** Whether the spreadsheet calculates a function. */
  readonly knows: Knows;
}

/** The file, and what somebody should know before it is saved. */
export interface SavedFile {
  readonly bytes: Uint8Array;
  /** Cells that hang on a change and cannot be calculated here: Excel calculates them when it opens the file. */
  readonly uncomputed: readonly string[];
  /** What does not survive the changes, by name. */
  readonly lost: readonly string[];
}

export const saveFile = (snapshot: Snapshot): Promise<SavedFile> =>
  new FileWriter(snapshot).write();

class FileWriter {
  private readonly parts: Parts;
  /** The parts of the sheets, by their identities in the spreadsheet. */
  private readonly paths = new Map<string, string>();
  private readonly changed = new ChangedCells();
  private readonly touched = new Set<string>();
  private readonly unmoved = new Map<string, string>();
  /** What the spreadsheet made of formulas where rows or columns moved, by sheet; null where somebody wrote one. */
  private readonly rewritten = new Map<string, ReadonlyMap<string, string | null>>();
  /** The names that the page had of the file. */
  private readonly names: Record<string, object>;
  /** Calls of ours that the spreadsheet computed from other cells than they name. */
  private readonly garbled: CellPlace[] = [];
  private formulasChanged = false;

  constructor(private readonly snapshot: Snapshot) {
    const { opened } = snapshot;
    this.parts = opened ? openWorkbook(opened) : emptyWorkbook();
    this.names = givenNames(this.parts);
  }

  async write(): Promise<SavedFile> {
    const { parts, snapshot } = this;
    const lost = this.followFile();
    await this.addNewSheets();
    this.arrange();
    const page = new PageBook(parts, snapshot.knows);
    const sheets = this.sheetsOf(page);
    const tables = tableChanges(parts, page.book, (name) => {
      const sheet = sheets.find((one) => one.page.name === name);
      const text = (cell: ICellData | undefined) => String(valueOf(cell) ?? '');
      return (
        sheet && [
          (row, column) => text(sheet.page.at(row, column).data),
          (row, column) => text(sheet.source.cellData?.[row]?.[column]),
        ]
      );
    });
    const named = new Set(tables.map(({ name }) => name.toLowerCase()));
    for (const sheet of sheets) this.writeCells(page, sheet, named);
    const uncomputed = this.writeAffected(page, sheets);
    page.looks.save();
    page.book.save(this.touched);
    for (const sheet of sheets) this.writeView(sheet);
    for (const table of tables) changeTable(parts, page.book, table);
    this.writeNames();
    if (this.formulasChanged) dropCalculationOrder(parts);
    if (uncomputed.length > 0) calculateOnOpening(parts);
    addProperties(parts, snapshot.data.custom ?? {});
    return { bytes: closeParts(parts), uncomputed, lost };
  }

  /** Moves what the file says of places to where they are now, and takes out sheets that are gone. */
  private followFile(): string[] {
    const { parts } = this;
    const { data, moves } = this.snapshot;
    const book = new Book(parts);
    const { sheets } = book;
    const lost: string[] = [];
    const histories = sheets.flatMap(({ name, path, kind }, n) => {
      if (kind !== 'worksheet') return [];
      const id = sheetId(n);
      if (data.sheets[id]) this.paths.set(id, path);
      const cells = moves.any(id) ? book.sheet(name) : undefined;
      if (cells) {
        this.rewritten.set(id, moves.rewritten(id));
        const grown = [moves.grown(id, 'rows'), moves.grown(id, 'columns')] as const;
        if (data.sheets[id] && losesItsEnd(cells, ...grown))
          lost.push(`the last cells of ${name}, which have no room any more`);
      }
      const moved = moves.within(id, cells?.rowCount ?? 0, cells?.columnCount ?? 0);
      return { was: name, moves: moved, name: data.sheets[id]?.name ?? null };
    });
    const followed = new Followed(histories);
    if (histories.some((one) => one.moves.length > 0)) this.noteUnmoved(followed);
    lost.push(...lostPivots(parts, followed));
    followParts(parts, followed);
    if (histories.some((one) => one.moves.length > 0)) this.formulasChanged = true;
    const kept = sheets.flatMap(({ path, kind, name, state }, n) => {
      const source = data.sheets[sheetId(n)];
      if (kind !== 'worksheet') return { path, name, hidden: state !== 'visible' };
      return source
        ? { path, name: source.name ?? name, hidden: source.hidden === BooleanNumber.TRUE }
        : [];
    });
    if (sheets.length > 0) arrangeSheets(parts, kept);
    return lost;
  }

  /** Where rows or columns are taken out, the spreadsheet leaves what lies beyond its grid as it was: formulas by their new places. */
  private noteUnmoved(followed: Followed): void {
    const page = new PageBook(this.parts.copy(), this.snapshot.knows);
    for (const { name, path, kind } of page.book.sheets) {
      if (kind !== 'worksheet') continue;
      const sheet = page.sheet(name);
      for (const { row, column } of sheet.cells.formulas()) {
        const { f } = sheet.at(row, column).data;
        const [down, right] = [followed.row(name, row), followed.column(name, column)];
        if (f && down !== undefined && right !== undefined)
          this.unmoved.set(`${path} ${down} ${right}`, f);
      }
    }
  }

  /**
   * Whether a formula that nobody touched is another one in the spreadsheet than in the file, which followed rows and
   * columns: the spreadsheet leaves some formulas as they were, and garbles others.
   */
  private isGarbled({ id, path, page, source }: Sheet, row: number, column: number): boolean {
    const { f } = source.cellData?.[row]?.[column] ?? {};
    const was = page.at(row, column).data.f;
    if (!f || !was || sameFormula(was, f, page.name)) return false;
    const rewritten = this.rewritten.get(id)?.get(`${row} ${column}`);
    if (rewritten !== undefined) return rewritten === f;
    const before = this.unmoved.get(`${path} ${row} ${column}`);
    return before !== undefined && sameFormula(before, f, page.name);
  }

  /** Sheets of inserted models with all that the page does not show of them, and sheets that people added. */
  private async addNewSheets(): Promise<void> {
    const { data, models, moves } = this.snapshot;
    const inserted = [...models].filter(([id]) => data.sheets[id]);
    // What writes sheets of the product is loaded for them alone.
    const carry = inserted.length > 0 ? await import('../../xlsx/carry') : undefined;
    const made = inserted.map(([, model]) => model);
    const paths = (await carry?.addModels(this.parts, made)) ?? [];
    inserted.forEach(([id], n) => this.paths.set(id, paths[n] as string));
    const histories = inserted.map(([id, model]) => ({
      was: model.name,
      moves: moves.within(id, model.rows.length, widthOf(model)),
      name: data.sheets[id]?.name ?? null,
    }));
    followParts(this.parts, new Followed(histories));
    for (const id of data.sheetOrder)
      if (!this.paths.has(id) && data.sheets[id])
        this.paths.set(id, addSheet(this.parts, data.sheets[id].name ?? 'Sheet', EMPTY_SHEET));
  }

  private arrange(): void {
    const { data } = this.snapshot;
    const wanted = data.sheetOrder.flatMap((id) => {
      const [path, source] = [this.paths.get(id), data.sheets[id]];
      return path && source
        ? { path, name: source.name ?? 'Sheet', hidden: source.hidden === BooleanNumber.TRUE }
        : [];
    });
    new Book(this.parts).sheets.forEach(({ path, name, kind, state }, n) => {
      if (kind === 'other') wanted.splice(n, 0, { path, name, hidden: state !== 'visible' });
    });
    arrangeSheets(this.parts, wanted);
  }

  private sheetsOf(page: PageBook): Sheet[] {
    const { data, spills, models } = this.snapshot;
    return page.book.sheets.flatMap(({ name, path, kind }) => {
      const id = [...this.paths].find(([, one]) => one === path)?.[0];
      const source = id === undefined ? undefined : data.sheets[id];
      if (kind !== 'worksheet' || id === undefined || !source) return [];
      return {
        id,
        path,
        source,
        page: page.sheet(name),
        spills: spills[id],
        model: models.get(id),
      };
    });
  }

  /** Writes the cells that people changed, and what our functions give now. */
  private writeCells(page: PageBook, sheet: Sheet, tables: ReadonlySet<string>): void {
    const { source, page: before } = sheet;
    const house = houseLooks(page, sheet);
    let apart = false;
    for (const [row, column] of placesOf(sheet)) {
      const was = before.at(row, column);
      const now = source.cellData?.[row]?.[column] ?? {};
      const byTable = was.stored !== undefined && namesTable(was.stored.formula, tables);
      const garbled = this.isGarbled(sheet, row, column);
      const content = byTable || (!garbled && !sameContent(was.data, now, sheet, row, column));
      const look = this.lookOf(page, sheet, house, now, before.cells.look(row, column));
      if (content && was.stored?.shared && !apart) {
        for (const one of before.cells.formulas())
          if (one.shared) before.cells.setFormula(one.row, one.column, one.formula);
        apart = true;
      }
      if (content) this.writeContent(sheet, row, column, now, look);
      else if (now.f && callsUs(now.f)) {
        if (garbled) this.garbled.push({ sheet: before.name, row, column });
        else this.writeResult(sheet, row, column, now);
      }
      if (!content && look !== undefined) {
        before.cells.setLook(row, column, look);
        this.touched.add(before.name);
      }
    }
  }

  private writeContent(
    sheet: Sheet,
    row: number,
    column: number,
    now: ICellData,
    look: number | undefined,
  ): void {
    const { cells, name } = sheet.page;
    const stored = sheet.page.at(row, column).stored;
    if (stored || now.f) this.formulasChanged = true;
    this.touched.add(name);
    this.changed.add(name, row, column);
    for (const [r, c] of blockOf(stored?.array))
      if (r !== row || c !== column) cells.setValue(r, c, null);
    // Excel would offer to repair a file with a formula that it cannot read: it is kept as the text that was typed.
    const text = now.f && !scopesAreWhole(now.f) ? now.f : undefined;
    const range = now.f ? filledNow(sheet, row, column) : undefined;
    const mark = range && spillingMark(this.parts);
    cells.setCell(row, column, {
      value: text ?? resultOf(now),
      formula: now.f && text === undefined ? formulaInFile(now.f) : null,
      ...(range && { spill: textOf(range), mark }),
      ...(look !== undefined && { look }),
    });
    if (range) this.writeSpilled(sheet, row, column, range);
  }

  /** What a formula gives now, in its own cell and in those that it fills. */
  private writeResult(sheet: Sheet, row: number, column: number, now: ICellData): void {
    const { cells, name } = sheet.page;
    this.put(sheet, row, column, resultOf(now));
    const array = cells.arrayOf(row, column);
    const range = filledNow(sheet, row, column);
    if (array === undefined || !range) return;
    if (array !== textOf(range)) {
      for (const [r, c] of blockOf(array)) if (!inside(range, r, c)) this.put(sheet, r, c, null);
      cells.setArray(row, column, textOf(range));
      this.touched.add(name);
    }
    this.writeSpilled(sheet, row, column, range);
  }

  private writeSpilled(sheet: Sheet, row: number, column: number, range: IRange): void {
    for (let r = range.startRow; r <= range.endRow; r += 1)
      for (let c = range.startColumn; c <= range.endColumn; c += 1)
        if (r !== row || c !== column)
          this.put(sheet, r, c, resultOf({ ...sheet.spills?.values[r]?.[c], f: '=' }));
  }

  private put(
    { page: { cells, name } }: Sheet,
    row: number,
    column: number,
    value: ReadValue,
  ): void {
    if (sameValue(cells.value(row, column), value)) return;
    cells.setValue(row, column, value);
    this.touched.add(name);
    this.changed.add(name, row, column);
  }

  /**
   * Gives formulas that hang on a change what they give now. Those that cannot be calculated here lose their old
   * value, and so does what hangs on them: the spreadsheet calculated it with that value.
   */
  private writeAffected(page: PageBook, sheets: readonly Sheet[]): string[] {
    const sheetOf = (one: CellPlace) => sheets.find(({ page: { name } }) => name === one.sheet);
    const readings = new Readings(page.book);
    const affected = readings.stale(this.changed).plain;
    const unknown = new ChangedCells();
    const without = new Set<string>();
    for (const one of this.garbled) {
      without.add(placeText(one));
      unknown.add(one.sheet, one.row, one.column);
      const sheet = sheetOf(one);
      if (sheet) this.put(sheet, one.row, one.column, null);
    }
    for (const one of affected) {
      const sheet = sheetOf(one);
      if (!sheet || this.isKnown(sheet, one)) continue;
      const stored = sheet.page.at(one.row, one.column).stored;
      if (stored?.formula === '' && !sheet.source.cellData?.[one.row]?.[one.column]?.f) continue;
      without.add(placeText(one));
      unknown.add(one.sheet, one.row, one.column);
      for (const [r, c] of blockOf(stored?.array)) unknown.add(one.sheet, r, c);
    }
    const { plain, ours } = readings.stale(unknown);
    const uncomputed = new Set(without);
    for (const one of [...plain, ...ours]) uncomputed.add(placeText(one));
    for (const one of [...affected, ...ours]) {
      const sheet = sheetOf(one);
      const now = sheet?.source.cellData?.[one.row]?.[one.column];
      if (sheet && uncomputed.has(placeText(one))) this.put(sheet, one.row, one.column, null);
      else if (sheet && now?.f) this.writeResult(sheet, one.row, one.column, now);
    }
    return [...uncomputed];
  }

  /** Whether the spreadsheet knows what a formula gives. */
  private isKnown(sheet: Sheet, { row, column }: Reading): boolean {
    const now = sheet.source.cellData?.[row]?.[column];
    if (!now?.f || this.isGarbled(sheet, row, column)) return false;
    const was = sheet.page.at(row, column);
    // Excel takes one cell of a block where the formula is none that may fill several.
    const fills = sheet.spills?.ranges[row]?.[column] !== undefined || now.v === '#SPILL!';
    if (fills && was.stored && was.stored.array === undefined) return false;
    if (fillsTexts(sheet, row, column)) return false;
    const value = resultOf(now);
    const wasWrong = typeof was.data.v === 'string' && ERROR.test(was.data.v);
    return !isErrorValue(value) || wasWrong || COMPUTED.test(value.error);
  }

  /** The number of a cell's look where it is another one than before. */
  private lookOf(
    page: PageBook,
    sheet: Sheet,
    house: ReadonlyMap<string, number>,
    now: ICellData,
    was: number | undefined,
  ): number | undefined {
    const { s } = now;
    const { data } = this.snapshot;
    if (s === null || s === undefined) return was === undefined || was === 0 ? undefined : 0;
    const own = typeof s === 'string' ? /^look-(\d+)$/.exec(s)?.[1] : undefined;
    if (own !== undefined && this.snapshot.opened) {
      // Looks that are alike on the page are one there, and several in a file.
      const shown = (n: number) => toSpreadsheet(page.looks.look(n));
      const same = Number(own) === (was ?? 0) || sameLook(shown(Number(own)), shown(was ?? 0));
      return same ? undefined : Number(own);
    }
    const style = typeof s === 'string' ? data.styles[s] : s;
    if (!style) return undefined;
    const known = house.get(lookKey(style));
    if (known !== undefined) return known === (was ?? 0) ? undefined : known;
    const base = sheet.source.defaultStyle;
    const look = toFile({ ...(typeof base === 'object' ? base : {}), ...style });
    const before = page.looks.look(was ?? 0);
    const shown = toFile(toSpreadsheet(before));
    const wanted = Object.fromEntries(
      PARTS.map((part) => [part, sameLook(look[part], shown[part]) ? before[part] : look[part]]),
    ) as CellLook;
    const next = PARTS.every((part) => wanted[part] === before[part])
      ? (was ?? 0)
      : page.looks.add(wanted, was ?? 0);
    return next === (was ?? 0) ? undefined : next;
  }

  /** Widths, heights and merged cells that people changed. */
  private writeView({ path, page, source, model }: Sheet): void {
    const { parts } = this;
    const xml = textPart(parts, path) ?? '';
    const columns = changedSizes(
      source.columnData as Sizes,
      page.view.columns,
      'w',
      widthInCharacters,
    );
    const rows = changedSizes(source.rowData as Sizes, page.view.rows, 'h', heightInPoints);
    let next = xml;
    if (rows.size > 0 && !model) next = page.cells.withRowSizes(rows);
    next = withColumns(next, columns);
    const merges = source.mergeData ?? [];
    const key = (
      list: readonly { startRow: number; startColumn: number; endRow: number; endColumn: number }[],
    ) =>
      list
        .filter((one) => one.startRow < one.endRow || one.startColumn < one.endColumn)
        .map((one) => [one.startRow, one.startColumn, one.endRow, one.endColumn].join())
        .sort()
        .join(';');
    if (key(merges) !== key(page.view.merges)) next = withMerges(next, merges);
    if (next !== xml) setTextPart(parts, path, next);
  }

  /** Names of ranges that people added, changed or took out. */
  private writeNames(): void {
    const { data } = this.snapshot;
    const stored = (data.resources ?? []).find(({ name }) => name === NAMES)?.data;
    if (!stored) return;
    const list = (text: string) =>
      new Map(
        Object.values(
          JSON.parse(text) as Record<string, { name: string; formulaOrRefString: string }>,
        ).map(({ name, formulaOrRefString }) => [name, formulaOrRefString.replace(/^=/, '')]),
      );
    const before = list(JSON.stringify(givenNames(this.parts)));
    const original = list(JSON.stringify(this.names));
    const now = list(stored);
    for (const [name, text] of now) {
      const known = [before.get(name), original.get(name)];
      if (!known.some((one) => one !== undefined && plainName(one) === plainName(text)))
        setName(this.parts, name, null, text);
    }
    for (const name of before.keys()) if (!now.has(name)) setName(this.parts, name, null, null);
  }
}

const givenNames = (parts: Parts): Record<string, object> =>
  new ShownNames(new Book(parts).names).given();

/** A sheet in the spreadsheet and in the file. */
interface Sheet {
  readonly id: string;
  readonly path: string;
  readonly source: Partial<IWorksheetData>;
  readonly page: PageSheet;
  readonly spills: SheetSpills | undefined;
  readonly model: SheetModel | undefined;
}

type Sizes = Readonly<Record<string, { w?: number; h?: number; hd?: number }>> | undefined;

function changedSizes(
  now: Sizes,
  before: ReadonlyMap<number, LineSize>,
  name: 'w' | 'h',
  inFile: (pixels: number) => number,
): Map<number, LineSize> {
  const changed = new Map<number, LineSize>();
  for (const [key, one] of Object.entries(now ?? {})) {
    if (Number(key) >= (name === 'h' ? MOST_ROWS : MOST_COLUMNS)) continue;
    const was = before.get(Number(key)) ?? {};
    const pixels = one[name];
    const size = pixels === undefined ? was.size : inFile(pixels);
    const hidden = one.hd === 1;
    // Pixels are coarser than points and characters: less than one of them is no change.
    const resized =
      size !== undefined && (was.size === undefined || Math.abs(size - was.size) > 0.5);
    if (!resized && hidden === (was.hidden ?? false)) continue;
    changed.set(Number(key), { ...(resized && { size }), ...(hidden && { hidden }) });
  }
  return changed;
}

const PARTS = ['font', 'fill', 'numFmt', 'alignment', 'border'] as const;

const widthOf = ({ rows, widths }: SheetModel): number =>
  Math.max(widths.length, ...rows.map((cells) => cells.length));

/** Every cell that the file or the spreadsheet has, up to the end of a sheet. */
function* placesOf({ page, source }: Sheet): Iterable<readonly [number, number]> {
  const { cellData = {} } = source;
  for (const [row, columns] of Object.entries(cellData))
    for (const [column, cell] of Object.entries(columns as Record<string, Nullable<ICellData>>))
      if (cell && Number(row) < MOST_ROWS && Number(column) < MOST_COLUMNS)
        yield [Number(row), Number(column)];
  for (const [row, column] of page.cells.cells()) if (!cellData[row]?.[column]) yield [row, column];
}

/** Whether a cell holds what it held: its formula, or its value where it has none and no formula fills it. */
function sameContent(
  was: ICellData,
  now: ICellData,
  { spills, model, page: { name } }: Sheet,
  row: number,
  column: number,
): boolean {
  if (!sameFormula(was.f ?? '', now.f ?? '', name)) return false;
  if (now.f) return true;
  const value = valueOf(now);
  // What a formula fills is no content of the cell itself.
  if (value === undefined && (model || spills?.values[row]?.[column])) return true;
  return sameValue(value ?? null, valueOf(was) ?? null);
}

/** The spreadsheet leaves out the name of a formula's own sheet where rows or columns moved. */
const sameFormula = (one: string, other: string, sheet: string): boolean =>
  one === other || withoutSheet(one, sheet) === withoutSheet(other, sheet);

const withoutSheet = (formula: string, sheet: string): string =>
  outsideTexts(formula, (part) =>
    part
      .replace(/(?<![\p{L}\d_.:'])([\p{L}_][\p{L}\d_.]*|'(?:[^']|'')+')!/gu, (prefix) =>
        nameIn(prefix).toLowerCase() === sheet.toLowerCase() ? '' : prefix,
      )
      .replace(/ /g, '')
      .replace(ONE_CELL, '$1'),
  );

/** A block of one cell is that cell to the spreadsheet. */
const ONE_CELL = /(\$?[A-Z]+\$?\d+):\1(?![\w$])/g;

/** What a name stands for, as the spreadsheet writes it too. */
const plainName = (text: string): string => text.replace(/'/g, '').replace(ONE_CELL, '$1');

const sameValue = (one: ReadValue, other: ReadValue): boolean =>
  one === other || JSON.stringify(one ?? '') === JSON.stringify(other ?? '');

function namesTable(formula: string, tables: ReadonlySet<string>): boolean {
  if (tables.size === 0 || !formula.includes('[')) return false;
  return [...formula.matchAll(/([\p{L}_\\][\p{L}\d_.\\]*)?\[/gu)].some(
    ([, name]) => name === undefined || tables.has(name.toLowerCase()),
  );
}

/** The looks of the house by what they are on the page: in a file they have the colours of its theme. */
function houseLooks({ book }: PageBook, { model, page }: Sheet): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const cells = model && book.sheet(page.name);
  const known = new Map<string, StyleName>(
    model ? (Object.keys(STYLES) as StyleName[]).map((name) => [name, name]) : [],
  );
  if (!cells) return found;
  const styles = new Set(model.rows.flatMap((line) => line.flatMap((cell) => cell?.style ?? [])));
  for (const style of styles)
    if (known.has(style)) {
      const look = lookAt(model, style, cells);
      if (look !== undefined) found.set(lookKey(lookOnPage(STYLES[style])), look);
    }
  return found;
}

function lookAt(
  model: SheetModel,
  style: StyleName,
  cells: { look(row: number, column: number): number | undefined },
): number | undefined {
  for (const [r, line] of model.rows.entries())
    for (const [c, cell] of line.entries()) if (cell?.style === style) return cells.look(r, c);
  return undefined;
}

/** One text for one look, in whatever order its parts come. */
const lookKey = (look: unknown): string =>
  JSON.stringify(look, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

const sameLook = (one: unknown, other: unknown): boolean => lookKey(one) === lookKey(other);

const ERROR = /^#(?:N\/A|NUM!|VALUE!|REF!|DIV\/0!|NAME\?|NULL!|SPILL!|CALC!)$/;

/** Errors that a calculation gives; #NAME? and #REF! are what a page says that knows no better. */
const COMPUTED = /^#(?:N\/A|NUM!|VALUE!|DIV\/0!|SPILL!)$/;

function valueOf(cell: Nullable<ICellData>): string | number | boolean | undefined {
  const value = cell?.v ?? cell?.p?.body?.dataStream.replace(/\r\n$/, '');
  if (!cell || value === null || value === undefined || value === '') return undefined;
  if (cell.t === CellValueType.BOOLEAN) return value === true || Number(value) === 1;
  return value;
}

/** A value as the file holds it: errors as errors where a formula left them. */
function resultOf(cell: ICellData): ReadValue {
  const value = valueOf(cell);
  if (value === undefined) return cell.f && cell.v === '' ? '' : null;
  return cell.f && typeof value === 'string' && ERROR.test(value) ? errorValue(value) : value;
}

/** The block that a formula fills now: its own cell alone where something is in its way, though the spreadsheet keeps the block that it wants. */
function filledNow({ source, spills }: Sheet, row: number, column: number): IRange | undefined {
  const wanted = spills?.ranges[row]?.[column];
  return wanted && source.cellData?.[row]?.[column]?.v === '#SPILL!'
    ? { startRow: row, endRow: row, startColumn: column, endColumn: column }
    : wanted;
}

function textOf({ startRow, startColumn, endRow, endColumn }: IRange): string {
  const [first, last] = [
    cellAddress({ row: startRow, column: startColumn }),
    cellAddress({ row: endRow, column: endColumn }),
  ];
  return first === last ? first : `${first}:${last}`;
}

const inside = (range: IRange, row: number, column: number): boolean =>
  row >= range.startRow &&
  row <= range.endRow &&
  column >= range.startColumn &&
  column <= range.endColumn;

/** Blocks beyond this are nobody's work, and no cell of them is looked at. */
const MOST_FILLED = 1_000_000;

const sizeOf = ({ startRow, endRow, startColumn, endColumn }: IRange): number =>
  (endRow - startRow + 1) * (endColumn - startColumn + 1);

function* blockOf(array: string | undefined): Iterable<readonly [number, number]> {
  const range = array === undefined ? undefined : rangeOf(array);
  if (!range || sizeOf(range) > MOST_FILLED) return;
  for (let r = range.startRow; r <= range.endRow; r += 1)
    for (let c = range.startColumn; c <= range.endColumn; c += 1) yield [r, c];
}

/** Whether a formula fills cells that hold an empty text: to Excel they are in its way, to the spreadsheet not. */
function fillsTexts({ page, source, spills }: Sheet, row: number, column: number): boolean {
  const range = spills?.ranges[row]?.[column];
  if (!range) return false;
  for (const [r, c] of blockOf(textOf(range)))
    if (source.cellData?.[r]?.[c]?.v === '' && page.cells.value(r, c) === '') return true;
  return false;
}

/** Whether cells that hold something stood where rows or columns that were put in pushed them over the end of the sheet. */
function losesItsEnd(cells: SheetXml, rows: number, columns: number): boolean {
  if (cells.rowCount + rows <= MOST_ROWS && cells.columnCount + columns <= MOST_COLUMNS)
    return false;
  for (const [r, c] of cells.cells())
    if ((r >= MOST_ROWS - rows || c >= MOST_COLUMNS - columns) && !cells.isEmpty(r, c)) return true;
  return false;
}

/** Pivot tables whose source has other rows or columns than when they were made. */
function lostPivots(parts: Parts, followed: Followed): string[] {
  return [...parts.keys()].flatMap((path) => {
    if (!/pivotCacheDefinition\d*\.xml$/i.test(path)) return [];
    const [tag] = tags(textPart(parts, path) ?? '', 'worksheetSource');
    const of = attributesOf(tag ?? '');
    const sheet = of.get('sheet');
    return sheet === undefined || followed.still(sheet)
      ? []
      : [`the pivot table over ${sheet}!${of.get('ref') ?? ''}, whose rows or columns moved`];
  });
}
