/** What the add-in asks of a workbook, whether Excel holds it or the spreadsheet of the workbench page. */
import type { SheetModel } from '../sheets/sheet';
import type { Block, CellPlace, ReadBlock, ReadValue } from '../formulas/place';
import type { DateSystem } from '../money/dates';
import type { Result } from '../money/result';

/** Ends a listener. */
export type Stop = () => void;

/**
 * Values that are saved with the workbook, by key. Only JSON goes in.
 * In Excel: `Office.context.document.settings`.
 */
export interface SettingsStore {
  /** What is kept under a key; undefined where nothing is. Ready before the first function call. */
  get(key: string): unknown;
  /** Puts values under their keys (undefined takes a key away) and has the workbook keep them. */
  save(values: Readonly<Record<string, unknown>>): Promise<Result<void>>;
  /** Takes in what another person editing the same workbook has saved meanwhile. */
  refresh(): Promise<Result<void>>;
  /** Calls back after another person's save, once it was taken in, and after each `save` of ours. */
  onChange(listener: () => void): Stop;
}

/** The selected cell (the upper left one of a selected range), and the formula behind it. */
export interface Selection extends CellPlace {
  /** As people write it, without the sheet: `C16`, or `C16:D20` where more than a cell is selected. */
  readonly address: string;
  /** All that is selected. */
  readonly block: Block;
  /** The formula behind the cell with its `=`: its own, or that of the anchor which spills into it. */
  readonly formula: string | null;
  /** The cell that holds `formula`; the selected cell itself where it does not lie inside a spill. */
  readonly anchor: CellPlace;
  /** How far the cell lies below its anchor; 0 for the anchor itself. */
  readonly down: number;
  /** How far the cell lies to the right of its anchor. */
  readonly right: number;
  readonly value: ReadValue;
  /** What the cell shows, with its number format. */
  readonly text: string;
}

/** A cell that holds a formula with one of our functions in it. */
export interface FoundFormula extends CellPlace {
  /** `C14`, without the sheet. */
  readonly address: string;
  /** With its `=`. */
  readonly formula: string;
  readonly value: ReadValue;
  readonly text: string;
  /** Rows and columns that the formula fills; 1 and 1 where it does not spill. */
  readonly rows: number;
  readonly columns: number;
}

/** What stands in the way of writing to a block, or will happen to what is written there. */
export interface BlockCondition {
  readonly block: Block;
  /** No sheet of this name; nothing else can be said. */
  readonly missing: boolean;
  /** The sheet is protected and at least one cell of the block is locked: it cannot be written. */
  readonly protected: boolean;
  /** Some cell is part of a merged one: a formula cannot spill there. */
  readonly merged: boolean;
  /** The table that the block lies in or touches: a formula cannot spill inside one. */
  readonly table: string | null;
  /** Some rows are hidden, by a filter or by hand: they are written all the same. */
  readonly hiddenRows: boolean;
  /** Addresses of at most ten cells that are not empty, apart from the upper left one and its spill. */
  readonly occupied: readonly string[];
  /** The upper left cell's own formula, with its `=`; null where it has none. */
  readonly formula: string | null;
}

/** A table of the workbook, or a block with a header row that could be one. */
export interface TableInfo {
  /** The name by which formulas refer to it; null for a block that is not a table. */
  readonly name: string | null;
  /** Header and rows, without a row of totals. */
  readonly block: Block;
  readonly columns: readonly string[];
}

/** Told again and again which part of a long search is done, up to 1. */
export type Progress = (part: number) => void;

/** What is written into a cell: a string is text and never becomes a formula; an error is that error. */
export type Entry = ReadValue | { readonly formula: string };

/** Number formats by row and column. A cell with a format of its own keeps it; `General` takes one away, null leaves it. */
export type Formats = readonly (readonly (string | null)[])[];

export const GENERAL = 'General';

/** Something to write. */
export type Change =
  /** A formula into one cell; it spills from there as if it had been typed, over cells that get these formats. */
  | {
      readonly kind: 'formula';
      readonly at: CellPlace;
      readonly formula: string;
      readonly formats?: Formats;
    }
  /** Values and formulas over a block, hidden rows included. */
  | {
      readonly kind: 'cells';
      readonly at: CellPlace;
      readonly cells: readonly (readonly Entry[])[];
      readonly formats?: Formats;
    }
  /** A whole sheet: made when it does not exist, otherwise its contents are replaced. */
  | {
      readonly kind: 'sheet';
      readonly sheet: string;
      readonly cells: readonly (readonly Entry[])[];
    }
  /** An empty column before another; what stands there and right of it moves, and references follow. */
  | { readonly kind: 'column'; readonly sheet: string; readonly before: number }
  /** A new sheet as a model describes it, beside the others; fails where its name is taken. */
  | { readonly kind: 'model'; readonly model: SheetModel };

/** Something that was done and can be taken back once. */
export interface Undoable {
  /** Puts back what stood there before: formulas as formulas, values as values, empty as empty. */
  undo(): Promise<Result<void>>;
}

/** The workbook behind the pane and the functions. Failures that a person can mend are values. */
export interface WorkbookHost {
  readonly kind: 'excel' | 'workbench';
  readonly settings: SettingsStore;
  /** Whether numbers bring the format that a function gives them into cells that have none. */
  readonly takesFormats: boolean;
  /** Whether a file that the page hands over arrives anywhere. */
  readonly takesDownloads: boolean;
  /** Whether the add-in starts with this workbook, its pane closed; absent where that cannot be chosen. */
  readonly startup?: {
    get(): Promise<boolean>;
    set(on: boolean): Promise<Result<void>>;
  };

  /** Calls back when another workbook took the place of this one; absent where each has a page of its own. */
  onOpened?(listener: () => void): Stop;

  /** Opens a file as a new workbook; absent where a download does. */
  openCopy?(file: Uint8Array): Promise<Result<void>>;

  /** The current selection; null while something other than cells is selected, such as a chart. */
  selection(): Promise<Selection | null>;
  /** Calls back with each new selection, and when the selected cell's value or formula changed. */
  onSelection(listener: (selection: Selection | null) => void): Stop;
  /** Selects a cell or a block and brings it into view. */
  select(block: CellPlace | Block): Promise<Result<void>>;

  /**
   * Reads what a reference in a formula leads to: `A1`, `$B$2:B10`, `Sheet1!A:A`, `'My sheet'!A1#`,
   * a named range, `Loans[Balance]`, `[@Balance]`.
   * @param from the cell that holds the formula: a reference without a sheet is on its sheet, and
   *   `[@Column]` is of its row
   */
  read(reference: string, from: CellPlace): Promise<Result<ReadBlock>>;
  /** Reads blocks in one go; an empty list of rows where the sheet is gone. */
  readBlocks(blocks: readonly Block[]): Promise<readonly (readonly (readonly ReadValue[])[])[]>;

  /** The formats that numbers brought into cells that have none of their own; null elsewhere. */
  broughtFormats(blocks: readonly Block[]): Promise<readonly Formats[]>;

  /** All cells of the workbook with one of our functions in their formula, sheet by sheet. */
  findFormulas(progress?: Progress): Promise<readonly FoundFormula[]>;
  /** Calculates these sheets anew, every formula on them; without names, each sheet that uses our functions. */
  recalculate(sheets?: readonly string[]): Promise<void>;

  /** What would stand in the way of writing to each block. */
  inspect(blocks: readonly Block[]): Promise<readonly BlockCondition[]>;
  /** The tables of the workbook and, last, the block of filled cells around the selection. */
  tables(): Promise<readonly TableInfo[]>;
  /** The workbook's calendar: numbers of dates count from 1900, or from 1904 in some made on a Mac. */
  dateSystem(): Promise<DateSystem>;
  /** The names of the sheets, in their order; hidden ones too. */
  sheets(): Promise<readonly string[]>;

  /** Writes everything in order, or nothing and says why not. */
  write(changes: readonly Change[]): Promise<Result<Undoable>>;
}

export const isFormulaEntry = (entry: Entry): entry is { readonly formula: string } =>
  typeof entry === 'object' && entry !== null && 'formula' in entry;

/** The key of the settings record in the workbook. */
export const SETTINGS_KEY = 'recourse';
