// What the page asks of the sheet on screen: which formula is behind a cell, and why the cell shows an error.
import { FormulaDataModel } from '@univerjs/engine-formula';
import type { CellMessages } from './messages';
import type { Injector, SpreadsheetApi } from './spreadsheet';

/** A formula and the cell that holds it, counted from 0. */
export interface PlacedFormula {
  readonly row: number;
  readonly column: number;
  readonly formula: string;
}

/** The active sheet, read through the spreadsheet's own interface. */
export class Grid {
  private readonly formulas: FormulaDataModel;

  constructor(
    readonly api: SpreadsheetApi,
    injector: Injector,
    private readonly messages: CellMessages,
  ) {
    this.formulas = injector.get(FormulaDataModel);
  }

  /** The sheet on screen. */
  get sheet() {
    const sheet = this.api.getActiveWorkbook()?.getActiveSheet();
    if (!sheet) throw new Error('the workbench has no sheet');
    return sheet;
  }

  /** The formula whose result a cell shows: its own, or the one that spilled into it. */
  formulaBehind(row: number, column: number): PlacedFormula | undefined {
    const own = this.sheet.getRange(row, column).getFormula();
    if (own) return { row, column, formula: own };
    const origin = this.spillOrigin(row, column);
    return origin && { ...origin, formula: this.sheet.getRange(origin.row, origin.column).getFormula() };
  }

  /** Why a cell shows an error, where one of our functions said so. */
  messageAt(row: number, column: number): string | undefined {
    const origin = this.formulaBehind(row, column);
    if (!origin || !isErrorValue(this.sheet.getRange(row, column).getValue())) return undefined;
    const id = this.sheet.getSheetId();
    return this.messages.find(id, origin.row, origin.column, row - origin.row, column - origin.column);
  }

  private spillOrigin(row: number, column: number): { row: number; column: number } | undefined {
    const workbook = this.api.getActiveWorkbook()?.getId() ?? '';
    const spills = this.formulas.getArrayFormulaRange()[workbook]?.[this.sheet.getSheetId()] ?? {};
    for (const [originRow, columns] of Object.entries(spills)) {
      for (const [originColumn, range] of Object.entries(columns ?? {})) {
        const inRows = range && row >= range.startRow && row <= range.endRow;
        if (inRows && column >= range.startColumn && column <= range.endColumn) {
          return { row: Number(originRow), column: Number(originColumn) };
        }
      }
    }
    return undefined;
  }
}

/** Whether a cell's value is an error as Excel writes it. */
export const isErrorValue = (value: unknown): value is string =>
  typeof value === 'string' && /^#[A-Z/]+[!?]?$/.test(value);
