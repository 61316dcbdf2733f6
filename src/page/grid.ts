// What the page asks of the sheet on screen: a cell's value, the formula behind it, and why it shows an error.
import type { IRange, Nullable } from '@univerjs/core';
import { FormulaDataModel } from '@univerjs/engine-formula';
import { SetRangeValuesMutation } from '@univerjs/sheets';
import type { ISetRangeValuesMutationParams } from '@univerjs/sheets';
import type { CellMessages } from './messages';
import { SCOPE_FORM, scopesAreWhole } from './scopes';
import type { Injector, SpreadsheetApi } from './spreadsheet';

type Spills = { [row: string]: { [column: string]: IRange } };
type BySheet<T> = Nullable<{ [sheet: string]: Nullable<T> }>;

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
    api.addEvent(api.Event.CommandExecuted, ({ id, params }) => {
      if (id === SetRangeValuesMutation.id)
        this.forgetChanged(params as ISetRangeValuesMutationParams);
    });
  }

  /** The sheet on screen. */
  get sheet() {
    const sheet = this.api.getActiveWorkbook()?.getActiveSheet();
    if (!sheet) throw new Error('the workbench has no sheet');
    return sheet;
  }

  /** The value of a cell before any number format, its own or spilled into it; null when empty. */
  valueAt(row: number, column: number): string | number | boolean | null {
    const own = this.sheet.getRange(row, column).getRawValue();
    const spilled = this.ofSheet(this.formulas.getArrayFormulaCellData())?.[row]?.[column]?.v;
    return own ?? spilled ?? null;
  }

  /** The formula whose result a cell shows: its own, or the one that spilled into it. */
  formulaBehind(row: number, column: number): PlacedFormula | undefined {
    const own = this.sheet.getRange(row, column).getFormula();
    if (own) return { row, column, formula: own };
    const origin = this.spillOrigin(row, column);
    return (
      origin && { ...origin, formula: this.sheet.getRange(origin.row, origin.column).getFormula() }
    );
  }

  /** Why a cell shows an error, where one of our functions said so. */
  messageAt(row: number, column: number): string | undefined {
    const origin = this.formulaBehind(row, column);
    if (!origin) return undefined;
    const cell = { sheet: this.sheet.getSheetId(), row: origin.row, column: origin.column };
    if (!scopesAreWhole(origin.formula)) return SCOPE_FORM;
    const error = this.messages.find(cell, row - origin.row, column - origin.column);
    return error?.error === this.valueAt(row, column) ? error?.message : undefined;
  }

  private spillOrigin(row: number, column: number): { row: number; column: number } | undefined {
    const spills = (this.ofSheet(this.formulas.getArrayFormulaRange()) ?? {}) as Spills;
    for (const [originRow, columns] of Object.entries(spills)) {
      for (const [originColumn, range] of Object.entries(columns)) {
        const inRows = row >= range.startRow && row <= range.endRow;
        if (inRows && column >= range.startColumn && column <= range.endColumn) {
          return { row: Number(originRow), column: Number(originColumn) };
        }
      }
    }
    return undefined;
  }

  private forgetChanged({ subUnitId, cellValue }: ISetRangeValuesMutationParams): void {
    for (const [row, columns] of Object.entries(cellValue ?? {})) {
      for (const [column, cell] of Object.entries((columns ?? {}) as Record<string, unknown>)) {
        const changed = cell === null || 'f' in (cell as object);
        if (changed)
          this.messages.forget({ sheet: subUnitId, row: Number(row), column: Number(column) });
      }
    }
  }

  private ofSheet<T>(byWorkbook: { [workbook: string]: BySheet<T> }): T | undefined {
    const workbook = this.api.getActiveWorkbook()?.getId() ?? '';
    return byWorkbook[workbook]?.[this.sheet.getSheetId()] || undefined;
  }
}

/** Whether a cell's value is an error as Excel writes it. */
export const isErrorValue = (value: unknown): value is string =>
  typeof value === 'string' && /^#[A-Z0-9/]+[!?]?$/.test(value);
