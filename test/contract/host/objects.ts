/** The objects of Excel's interface that our code asks for, over the emulated workbook. */
import { blockAddress, blockOf, parseReference, sheetText } from '../../../src/formulas/address';
import type { Block } from '../../../src/formulas/place';
import { isProblem, type GridSheet, type GridTable, type GridWorkbook, type Value } from './grid';

/** What Excel refuses, with the code that it gives. */
export class ExcelRefusal extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** An object that is not there, where the method says `OrNullObject`. */
export const NOTHING = Symbol('no object');

/** An object of looks or of print: it takes whatever is set or called, and writes it down. */
function recorded(
  grid: GridWorkbook,
  where: string,
  path: string,
  known: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const call = (args: readonly unknown[]) => {
    const shown = args.map((arg) => (arg instanceof RangeObject ? arg.address : arg));
    grid.looks.push([where, path, shown]);
    return recorded(grid, where, path);
  };
  return new Proxy((() => undefined) as unknown as Record<string, unknown>, {
    has: () => true,
    get: (_, name) => {
      if (name === 'apply') return (_this: unknown, args: readonly unknown[]) => call(args);
      if (typeof name !== 'string' || name === 'items') return undefined;
      return known[name] ?? recorded(grid, where, `${path}.${name}`);
    },
    set: (_, name, value) => {
      grid.looks.push([where, `${path}.${String(name)}`, value]);
      return true;
    },
  });
}

export class WorkbookObject {
  readonly worksheets: WorksheetsObject;
  readonly tables: TablesObject;
  readonly names: NamesObject;

  constructor(readonly grid: GridWorkbook) {
    this.worksheets = new WorksheetsObject(grid);
    this.tables = new TablesObject(grid, () => grid.tables);
    this.names = new NamesObject(grid, '');
  }

  get customXmlParts() {
    const { xmlParts } = this.grid;
    const part = (at: number) => ({
      id: String(at),
      getXml: () => xmlParts[at],
      setXml: (xml: string) => void (xmlParts[at] = xml),
    });
    return {
      getByNamespace: (uri: string) => ({
        items: xmlParts.flatMap((xml, at) => (xml.includes(`"${uri}"`) ? [part(at)] : [])),
        getItem: (id: string) => part(Number(id)),
      }),
      add: (xml: string) => part(xmlParts.push(xml) - 1),
    };
  }

  /** Worksheet functions, of which our code asks for one: it counts in the workbook's calendar. */
  get functions() {
    const shift = this.grid.dateSystem === 1904 ? 24_107 : 25_569;
    return {
      date: (y: number, m: number, d: number) => ({
        value: Date.UTC(y, m - 1, d) / 86_400_000 + shift,
      }),
    };
  }

  getSelectedRange() {
    return new RangeObject(this.grid, this.grid.selected);
  }

  getActiveCell() {
    return new RangeObject(this.grid, blockOf(this.grid.selected));
  }
}

class WorksheetsObject {
  constructor(private readonly grid: GridWorkbook) {}

  get items() {
    return this.grid.sheets.map((sheet) => new WorksheetObject(this.grid, sheet));
  }

  getItem(key: string) {
    const sheet = this.grid.sheet(key);
    if (!sheet) throw new ExcelRefusal('ItemNotFound');
    return new WorksheetObject(this.grid, sheet);
  }

  getItemOrNullObject(key: string) {
    return this.grid.sheet(key) ? this.getItem(key) : NOTHING;
  }

  add(name: string) {
    if (this.grid.sheet(name)) throw new ExcelRefusal('ItemAlreadyExists');
    return new WorksheetObject(this.grid, this.grid.add(name));
  }

  // Registering events answers nothing: the test pushes them.
  _RegisterCalculatedEvent() {}
  _RegisterDataChangedEvent() {}
  _UnregisterCalculatedEvent() {}
  _UnregisterDataChangedEvent() {}
}

class WorksheetObject {
  readonly names: NamesObject;

  constructor(
    private readonly grid: GridWorkbook,
    private readonly sheet: GridSheet,
  ) {
    this.names = new NamesObject(grid, sheet.name);
  }

  get name() {
    return this.sheet.name;
  }

  get id() {
    return this.sheet.id;
  }

  get protection() {
    return { protected: this.sheet.protected };
  }

  set showGridlines(shown: boolean) {
    this.grid.looks.push([this.sheet.name, 'showGridlines', shown]);
  }

  set visibility(shown: string) {
    this.grid.looks.push([this.sheet.name, 'visibility', shown]);
  }

  get horizontalPageBreaks() {
    return recorded(this.grid, this.sheet.name, 'horizontalPageBreaks');
  }

  get tables() {
    return new TablesObject(this.grid, () =>
      this.grid.tables.filter(({ block }) => block.sheet === this.sheet.name),
    ).on(this.sheet.name);
  }

  get freezePanes() {
    return recorded(this.grid, this.sheet.name, 'freezePanes');
  }

  get charts() {
    return recorded(this.grid, this.sheet.name, 'charts');
  }

  get pageLayout() {
    return recorded(this.grid, this.sheet.name, 'pageLayout');
  }

  getCell(row: number, column: number) {
    return new RangeObject(this.grid, blockOf({ sheet: this.sheet.name, row, column }));
  }

  getRangeByIndexes(row: number, column: number, rows: number, columns: number) {
    return new RangeObject(this.grid, { sheet: this.sheet.name, row, column, rows, columns });
  }

  /** The client sends null for an address that is left out. */
  getRange(address?: string | null) {
    if (address === undefined || address === null)
      return new RangeObject(
        this.grid,
        blockOf({ sheet: this.sheet.name, row: 0, column: 0 }, 1_048_576, 16_384),
      );
    const parsed = parseReference(address);
    if (parsed?.kind !== 'cells') throw new ExcelRefusal('InvalidArgument');
    const place = { ...parsed, sheet: this.sheet.name };
    return new RangeObject(
      this.grid,
      blockOf(place, parsed.rows ?? 1_048_576, parsed.columns ?? 16_384),
    );
  }

  getUsedRangeOrNullObject() {
    const used = this.sheet.used();
    return used ? new RangeObject(this.grid, { ...used, sheet: this.sheet.name }) : NOTHING;
  }

  activate() {}

  calculate(markAllDirty: boolean) {
    if (markAllDirty) this.grid.calculated.push(this.sheet.name);
  }

  delete() {
    this.grid.sheets.splice(this.grid.sheets.indexOf(this.sheet), 1);
  }
}

class NamesObject {
  constructor(
    private readonly grid: GridWorkbook,
    private readonly sheet: string,
  ) {}

  getItemOrNullObject(name: string) {
    const target = this.grid.names.get(`${this.sheet}!${name.toLowerCase()}`);
    if (target === undefined) return NOTHING;
    return { getRangeOrNullObject: () => new RangeObject(this.grid, this.grid.block(target)) };
  }

  add(name: string, range: RangeObject) {
    this.grid.names.set(`${this.sheet}!${name.toLowerCase()}`, range.address);
    return recorded(this.grid, this.sheet, `names.${name}`);
  }
}

class TablesObject {
  private sheet = '';

  constructor(
    private readonly grid: GridWorkbook,
    private readonly all: () => readonly GridTable[],
  ) {}

  /** The tables of one sheet, which take new ones. */
  on(sheet: string): this {
    this.sheet = sheet;
    return this;
  }

  add(address: string) {
    const table = { name: 'Table1', block: this.grid.block(`${sheetText(this.sheet)}!${address}`) };
    this.grid.tables.push(table);
    return recorded(this.grid, this.sheet, 'table');
  }

  get items() {
    return this.all().map((table) => new TableObject(this.grid, table));
  }

  getItemOrNullObject(name: string) {
    return this.items.find((table) => table.name.toLowerCase() === name.toLowerCase()) ?? NOTHING;
  }

  getItem(name: string) {
    const table = this.getItemOrNullObject(name);
    if (table === NOTHING) throw new ExcelRefusal('ItemNotFound');
    return table;
  }
}

class TablePart {
  constructor(
    protected readonly grid: GridWorkbook,
    protected readonly block: Block,
  ) {}

  getRange() {
    return new RangeObject(this.grid, this.block);
  }

  getHeaderRowRange() {
    return new RangeObject(this.grid, { ...this.block, rows: 1 });
  }

  getDataBodyRange() {
    const { row, rows } = this.block;
    return new RangeObject(this.grid, { ...this.block, row: row + 1, rows: rows - 1 });
  }
}

class TableObject extends TablePart {
  readonly name: string;
  readonly id: string;

  constructor(grid: GridWorkbook, table: GridTable) {
    super(grid, table.block);
    this.name = table.name;
    this.id = table.name;
  }

  get columns() {
    return {
      getItemOrNullObject: (name: string) => {
        const header = this.getHeaderRowRange().values[0] ?? [];
        const at = header.findIndex((text) => String(text).toLowerCase() === name.toLowerCase());
        if (at < 0) return NOTHING;
        const block = { ...this.block, column: this.block.column + at, columns: 1 };
        return Object.assign(new TablePart(this.grid, block), { name: header[at] });
      },
    };
  }
}

/** Range objects are handed to the client by reference; here the reference is the address itself. */
export class RangeObject {
  constructor(
    private readonly grid: GridWorkbook,
    readonly block: Block,
  ) {}

  private get sheet(): GridSheet {
    const sheet = this.grid.sheet(this.block.sheet);
    if (!sheet) throw new ExcelRefusal('ItemNotFound');
    return sheet;
  }

  get worksheet() {
    return new WorksheetObject(this.grid, this.sheet);
  }

  get address() {
    return `${sheetText(this.block.sheet)}!${blockAddress(this.block)}`;
  }

  get rowIndex() {
    return this.block.row;
  }

  get columnIndex() {
    return this.block.column;
  }

  get rowCount() {
    return this.block.rows;
  }

  get columnCount() {
    return this.block.columns;
  }

  get values(): Value[][] {
    return this.each((row, column) => {
      const shown = this.sheet.at(row, column)?.shown ?? '';
      return isProblem(shown) ? shown.error : shown;
    });
  }

  get valueTypes(): string[][] {
    return this.each((row, column) => {
      const shown = this.sheet.at(row, column)?.shown;
      if (shown === undefined || shown === '') return 'Empty';
      if (isProblem(shown)) return 'Error';
      return { string: 'String', number: 'Double', boolean: 'Boolean' }[
        typeof shown as 'string' | 'number' | 'boolean'
      ];
    });
  }

  get text(): string[][] {
    const { values } = this;
    const { row: top, column: left } = this.block;
    return this.each((row, column) => {
      const value = values[row - top]?.[column - left] ?? '';
      const format = this.sheet.at(row, column)?.formatted;
      return typeof value === 'number' && format ? written(value, format) : String(value);
    });
  }

  /** A cell that a formula spilled to shows that formula, as Excel on the desktop does. */
  get formulas(): Value[][] {
    const { values } = this;
    return this.each((row, column) => {
      const cell = this.sheet.at(row, column);
      const anchor = cell?.anchor && this.sheet.at(cell.anchor.row, cell.anchor.column);
      const { row: top, column: left } = this.block;
      return cell?.formula ?? anchor?.formula ?? (values[row - top]?.[column - left] as Value);
    });
  }

  set formulas(entries: Value[][]) {
    this.refuseIfLocked();
    this.refuseOtherSize(entries);
    entries.forEach((line, r) =>
      line.forEach((entry, c) =>
        this.sheet.enter(this.block.row + r, this.block.column + c, entry),
      ),
    );
  }

  get rowHidden(): boolean | null {
    const { row, rows } = this.block;
    const hidden = [...this.sheet.hiddenRows].filter((at) => at >= row && at < row + rows).length;
    return hidden === 0 ? false : hidden === rows ? true : null;
  }

  get format() {
    return recorded(this.grid, this.address, 'format', { protection: { locked: true } });
  }

  get conditionalFormats() {
    return recorded(this.grid, this.address, 'conditionalFormats');
  }

  get dataValidation() {
    return recorded(this.grid, this.address, 'dataValidation');
  }

  get numberFormat(): string[][] {
    return this.each((row, column) => this.sheet.formats.get(`${row},${column}`) ?? 'General');
  }

  set numberFormat(pattern: unknown) {
    this.grid.looks.push([this.address, 'numberFormat', pattern]);
    if (!Array.isArray(pattern)) return;
    const rows = pattern as string[][];
    this.refuseOtherSize(rows);
    const { row: top, column: left } = this.block;
    this.each((row, column) =>
      this.sheet.formats.set(`${row},${column}`, rows[row - top]?.[column - left] ?? 'General'),
    );
  }

  /** A list of rows must have the size of the range; one value goes for all. */
  private refuseOtherSize(entries: readonly (readonly unknown[])[]): void {
    const fits =
      entries.length === this.block.rows &&
      entries.every((line) => line.length === this.block.columns);
    if (!fits) throw new ExcelRefusal('InvalidArgument');
  }

  getCell(row: number, column: number) {
    const place = { ...this.block, row: this.block.row + row, column: this.block.column + column };
    return new RangeObject(this.grid, blockOf(place));
  }

  getRow(row: number) {
    return new RangeObject(this.grid, { ...this.block, row: this.block.row + row, rows: 1 });
  }

  getSpillParentOrNullObject() {
    const anchor = this.sheet.at(this.block.row, this.block.column)?.anchor;
    return anchor
      ? new RangeObject(this.grid, blockOf({ sheet: this.block.sheet, ...anchor }))
      : NOTHING;
  }

  getSpillingToRangeOrNullObject() {
    const spill = this.sheet.at(this.block.row, this.block.column)?.spill;
    return spill ? new RangeObject(this.grid, { ...this.block, ...spill }) : NOTHING;
  }

  getMergedAreasOrNullObject() {
    const merged = this.sheet.merged.find((area) => overlap(area, this.block));
    return merged ? { address: blockAddress(merged) } : NOTHING;
  }

  getTables() {
    return new TablesObject(this.grid, () =>
      this.grid.tables.filter(({ block }) => overlap(block, this.block)),
    );
  }

  getIntersectionOrNullObject(other: RangeObject) {
    const block = intersection(this.block, other.block);
    return block ? new RangeObject(this.grid, block) : NOTHING;
  }

  getBoundingRect(other: RangeObject) {
    const [a, b] = [this.block, other.block];
    const row = Math.min(a.row, b.row);
    const column = Math.min(a.column, b.column);
    const rows = Math.max(a.row + a.rows, b.row + b.rows) - row;
    const columns = Math.max(a.column + a.columns, b.column + b.columns) - column;
    return new RangeObject(this.grid, { sheet: a.sheet, row, column, rows, columns });
  }

  getSurroundingRegion() {
    const used = this.sheet.used();
    return used ? new RangeObject(this.grid, { ...used, sheet: this.block.sheet }) : this;
  }

  /** Cells with a formula of their own, a run down a column each. */
  getSpecialCellsOrNullObject() {
    const { row, column, rows, columns, sheet } = this.block;
    const areas: Block[] = [];
    for (let c = column; c < column + columns; c += 1)
      for (let r = row; r < row + rows; r += 1) {
        if (this.sheet.at(r, c)?.formula === undefined) continue;
        const first = r;
        while (this.sheet.at(r + 1, c)?.formula !== undefined) r += 1;
        areas.push({ sheet, row: first, column: c, rows: r - first + 1, columns: 1 });
      }
    return areas.length === 0 ? NOTHING : new RangeAreasObject(this.grid, areas);
  }

  /** Of a whole sheet, only what is filled. */
  clear() {
    this.refuseIfLocked();
    if (this.block.rows === 1_048_576 && this.block.columns === 16_384) {
      const used = this.sheet.used();
      if (used) new RangeObject(this.grid, { ...used, sheet: this.block.sheet }).clear();
      return;
    }
    this.each((row, column) => this.sheet.enter(row, column, ''));
  }

  select() {
    this.grid.selected = this.block;
  }

  private refuseIfLocked(): void {
    if (this.sheet.protected) throw new ExcelRefusal('AccessDenied');
  }

  private each<T>(of: (row: number, column: number) => T): T[][] {
    const { row, column, rows, columns } = this.block;
    return Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, (__, c) => of(row + r, column + c)),
    );
  }
}

/** Several ranges of one sheet; the client keeps them by a reference as it does a range. */
export class RangeAreasObject {
  readonly isNullObject = false;

  get address(): string {
    return this.blocks.map(blockAddress).join(',');
  }

  constructor(
    private readonly grid: GridWorkbook,
    private readonly blocks: readonly Block[],
  ) {}

  get reference(): string {
    return `areas ${JSON.stringify(this.blocks)}`;
  }

  get areas() {
    return { items: this.blocks.map((block) => new RangeObject(this.grid, block)) };
  }
}

/** A number as its format shows it. */
function written(value: number, format: string): string {
  if (format === 'yyyy-mm-dd')
    return new Date((value - 25_569) * 86_400_000).toISOString().slice(0, 10);
  return format.endsWith('%')
    ? `${(value * 100).toFixed(2)}%`
    : value.toLocaleString('en-US', { minimumFractionDigits: 2 });
}

function intersection(a: Block, b: Block): Block | undefined {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  if (a.sheet !== b.sheet || rows < 1 || columns < 1) return undefined;
  return { sheet: a.sheet, row, column, rows, columns };
}

const overlap = (a: Block, b: Block): boolean => intersection(a, b) !== undefined;
