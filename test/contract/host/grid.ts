/** The workbook of the emulated host: sheets of cells with formulas, values and spills, tables, names and locks. */
import { blockOf, parseReference } from '../../../src/formulas/address';
import type { Block } from '../../../src/formulas/place';

export type Value = string | number | boolean;

/** An error that a cell shows, with the message that Excel would put beside it. */
export interface CellProblem {
  readonly error: string;
  readonly message?: string;
}

/** A number that carries a format of its own, whatever the cell's is. */
export interface FormattedNumber {
  readonly number: number;
  readonly format: string;
}

export type Shown = Value | CellProblem;

/** What a custom function gives a cell. */
export type Result = Shown | FormattedNumber;

export interface GridCell {
  /** A formula with its `=`, or undefined for a plain value. */
  formula?: string;
  shown: Shown;
  /** The format of the number itself, as a custom function gave it. */
  formatted?: string | undefined;
  /** The cell whose formula spilled here. */
  anchor?: { readonly row: number; readonly column: number };
  /** Rows and columns that the formula here fills. */
  spill?: { readonly rows: number; readonly columns: number };
}

export interface GridTable {
  readonly name: string;
  /** Header and rows. */
  readonly block: Block;
}

export const isProblem = (shown: Result): shown is CellProblem =>
  typeof shown === 'object' && 'error' in shown;

const cellOf = (result: Result): Pick<GridCell, 'shown' | 'formatted'> =>
  typeof result === 'object' && 'number' in result
    ? { shown: result.number, formatted: result.format }
    : { shown: result };

export class GridSheet {
  readonly cells = new Map<string, GridCell>();
  readonly merged: Block[] = [];
  readonly hiddenRows = new Set<number>();
  /** Number formats of cells that are not General. */
  readonly formats = new Map<string, string>();
  protected = false;

  constructor(
    public name: string,
    readonly id: string,
  ) {}

  at(row: number, column: number): GridCell | undefined {
    return this.cells.get(`${row},${column}`);
  }

  /** What the cell holds, as Excel types it: texts, numbers, formulas; '' empties it. */
  enter(row: number, column: number, entry: Value): void {
    this.forgetSpill(row, column);
    if (entry === '') return void this.cells.delete(`${row},${column}`);
    this.cells.set(`${row},${column}`, cellFrom(entry));
  }

  /** Puts the result of a formula into its cell and the cells it spills to. */
  spillFrom(row: number, column: number, values: readonly (readonly Result[])[]): void {
    const cell = this.at(row, column);
    if (!cell) return;
    this.clearSpill(row, column);
    const columns = values[0]?.length ?? 1;
    if (this.isBlocked(row, column, values.length, columns)) {
      cell.shown = { error: '#SPILL!' };
      return;
    }
    Object.assign(cell, { formatted: undefined }, cellOf(values[0]?.[0] ?? ''));
    if (values.length * columns === 1) return;
    cell.spill = { rows: values.length, columns };
    values.forEach((line, down) =>
      line.forEach((shown, right) => {
        if (down + right > 0)
          this.cells.set(`${row + down},${column + right}`, {
            ...cellOf(shown),
            anchor: { row, column },
          });
      }),
    );
  }

  used(): Omit<Block, 'sheet'> | undefined {
    const places = [...this.cells.keys()].map((key) => key.split(',').map(Number));
    if (places.length === 0) return undefined;
    const rows = places.map(([row = 0]) => row);
    const columns = places.map(([, column = 0]) => column);
    const [row, column] = [Math.min(...rows), Math.min(...columns)];
    return {
      row,
      column,
      rows: Math.max(...rows) - row + 1,
      columns: Math.max(...columns) - column + 1,
    };
  }

  private isBlocked(row: number, column: number, rows: number, columns: number): boolean {
    for (let r = row; r < row + rows; r += 1)
      for (let c = column; c < column + columns; c += 1)
        if ((r !== row || c !== column) && this.at(r, c)) return true;
    return false;
  }

  private clearSpill(row: number, column: number): void {
    const cell = this.at(row, column);
    if (!cell?.spill) return;
    for (let r = row; r < row + cell.spill.rows; r += 1)
      for (let c = column; c < column + cell.spill.columns; c += 1)
        if (r !== row || c !== column) this.cells.delete(`${r},${c}`);
    delete cell.spill;
  }

  /** Typing into an anchor takes its spill away; typing into a spill blocks it. */
  private forgetSpill(row: number, column: number): void {
    const anchor = this.at(row, column)?.anchor;
    const from = anchor ?? { row, column };
    this.clearSpill(from.row, from.column);
    const blocked = anchor && this.at(anchor.row, anchor.column);
    if (blocked) blocked.shown = { error: '#SPILL!' };
  }
}

/** As Excel reads what is typed: an apostrophe makes text, an error code an error. */
function cellFrom(entry: Value): GridCell {
  if (typeof entry !== 'string') return { shown: entry };
  if (entry.startsWith("'")) return { shown: entry.slice(1) };
  if (entry.startsWith('=')) return { formula: entry, shown: 0 };
  // These can be typed; other errors only come of formulas.
  if (/^#(?:N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!)$/.test(entry))
    return { shown: { error: entry } };
  if (/^(?:true|false)$/i.test(entry)) return { shown: entry.toLowerCase() === 'true' };
  return { shown: entry !== '' && !Number.isNaN(Number(entry)) ? Number(entry) : entry };
}

/** The workbook with its selection, and the settings that are saved in it. */
export class GridWorkbook {
  readonly sheets: GridSheet[] = [];
  readonly tables: GridTable[] = [];
  readonly names = new Map<string, string>();
  selected: Block;
  dateSystem: 1900 | 1904 = 1900;
  /** Settings as Office keeps them: each value as JSON. */
  readonly settings = new Map<string, string>();
  /** How the add-in runs: whether its pane is shown, and whether it starts with the workbook. */
  readonly runtime = new Map<string, string>();
  /** Texts of the custom XML parts. */
  readonly xmlParts: string[] = [];
  /** Sheets that were asked to calculate everything, in order. */
  readonly calculated: string[] = [];
  /** What was set that shows only in how a sheet looks or prints: where, what, and the value. */
  readonly looks: (readonly [where: string, what: string, value: unknown])[] = [];
  private lastId = 0;

  constructor(firstSheet = 'Sheet1') {
    this.add(firstSheet);
    this.selected = blockOf({ sheet: firstSheet, row: 0, column: 0 });
  }

  add(name: string): GridSheet {
    const sheet = new GridSheet(name, `{${(this.lastId += 1)}}`);
    this.sheets.push(sheet);
    return sheet;
  }

  sheet(nameOrId: string): GridSheet | undefined {
    const key = nameOrId.toLowerCase();
    return this.sheets.find(({ name, id }) => name.toLowerCase() === key || id === nameOrId);
  }

  /** Enters a block of values and formulas from a cell on, for the set-up of a test. */
  fill(reference: string, entries: readonly (readonly Value[])[]): void {
    const { sheet, row, column } = this.block(reference);
    entries.forEach((line, r) =>
      line.forEach((entry, c) => this.sheet(sheet)?.enter(row + r, column + c, entry)),
    );
  }

  /** What the cells of a reference show; errors by their code. */
  shown(reference: string): Value[][] {
    return this.map(reference, (cell) =>
      cell === undefined ? '' : isProblem(cell.shown) ? cell.shown.error : cell.shown,
    );
  }

  formulas(reference: string): Value[][] {
    return this.map(reference, (cell) => cell?.formula ?? '');
  }

  message(reference: string): string | undefined {
    const { sheet, row, column } = this.block(reference);
    const shown = this.sheet(sheet)?.at(row, column)?.shown;
    return shown !== undefined && isProblem(shown) ? shown.message : undefined;
  }

  select(reference: string): void {
    this.selected = this.block(reference);
  }

  block(reference: string): Block {
    const parsed = parseReference(reference);
    if (parsed?.kind !== 'cells') throw new Error(`${reference} is no address`);
    const sheet = parsed.sheet ?? this.sheets[0]?.name ?? '';
    return blockOf({ ...parsed, sheet }, parsed.rows ?? 1, parsed.columns ?? 1);
  }

  private map<T>(reference: string, of: (cell: GridCell | undefined) => T): T[][] {
    const { sheet, row, column, rows, columns } = this.block(reference);
    return Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, (__, c) => of(this.sheet(sheet)?.at(row + r, column + c))),
    );
  }
}
