// Lets the browser tests read and write cells without knowing the spreadsheet underneath.
import type { IRange } from '@univerjs/core';
import type { SheetModel } from '../sheets/sheet';
import type { WorkbookHost } from '../workbook/host';
import { planModel } from '../workbook/models';
import { carryOut } from '../workbook/plan';
import type { OpenWorkbook } from '../workbook/startup';
import type { Grid } from './grid';

/** What a test may do on the page, as window.recourse. */
export interface WorkbenchHook {
  /** Writes a formula and resolves when everything is calculated. */
  setFormula(cell: string, formula: string): Promise<void>;
  /** Writes a plain value and resolves when everything is calculated. */
  setValue(cell: string, value: string | number | boolean): Promise<void>;
  /** The value of a cell: what Excel would hold, not how it is formatted. */
  value(cell: string): unknown;
  /** The values of a range. */
  values(range: string): unknown[][];
  /** What the cell shows on screen. */
  text(cell: string): string;
  /** The number format of a cell; empty where it has none. */
  format(cell: string): string;
  /** The formula that a cell holds itself; empty where it holds none. */
  formula(cell: string): string;
  /** The message behind an error cell. */
  message(cell: string): string | undefined;
  /** Selects a cell, as a click would. */
  select(cell: string): void;
  /** The middle of a cell on the page, in pixels. */
  place(cell: string): { x: number; y: number };
  /** Makes the sheet longer by a number of rows, at its end or before a row counted from 0. */
  addRows(count: number, before?: number): void;
  /** Takes rows out, from one counted from 0. */
  removeRows(row: number, count: number): void;
  /** Inserts the sheets of a model as the pane does. */
  insertModel(host: WorkbookHost, sheets: readonly SheetModel[]): Promise<void>;
  /** Resolves when nothing is left to calculate. */
  settled(): Promise<void>;
  /** The workbook and its settings, as the pane has them. */
  readonly workbook: OpenWorkbook;
}

declare global {
  interface Window {
    recourse: WorkbenchHook;
  }
}

/** Puts the hook on the window. */
export function offerTestHook(grid: Grid, workbook: OpenWorkbook): void {
  const range = (a1: string) => grid.sheet.getRange(a1);
  const settled = () => grid.api.getFormula().onCalculationResultApplied();
  window.recourse = {
    setFormula: async (cell, formula) => {
      range(cell).setValue({ f: formula, v: null });
      // A busy machine begins to calculate later than the sheet waits for it.
      do await settled();
      while (grid.valueAt(range(cell).getRow(), range(cell).getColumn()) === null);
    },
    setValue: async (cell, value) => {
      range(cell).setValue(value);
      await settled();
    },
    value: (cell) => grid.valueAt(range(cell).getRow(), range(cell).getColumn()),
    values: (cells) => valuesIn(grid, range(cells).getRange()),
    text: (cell) => range(cell).getDisplayValue(),
    format: (cell) => (range(cell) as unknown as { getNumberFormat(): string }).getNumberFormat(),
    formula: (cell) => range(cell).getFormula(),
    message: (cell) => grid.messageAt(range(cell).getRow(), range(cell).getColumn()),
    select: (cell) => void grid.sheet.setActiveRange(range(cell)),
    place: (cell) => {
      const { x, y, width, height } = range(cell).getCellRect();
      const canvas = gridCanvas().getBoundingClientRect();
      return { x: canvas.x + x + width / 2, y: canvas.y + y + height / 2 };
    },
    addRows: (count, before) =>
      void (before === undefined
        ? grid.sheet.insertRowsAfter(grid.sheet.getMaxRows() - 1, count)
        : grid.sheet.insertRowsBefore(before, count)),
    removeRows: (row, count) => void grid.sheet.deleteRows(row, count),
    insertModel: async (host, sheets) => {
      const plan = await planModel(host, sheets);
      const done = plan.ok ? await carryOut(host, plan.value) : plan;
      if (!done.ok) throw new Error(done.message);
      await settled();
    },
    settled,
    workbook,
  };
}

function valuesIn(grid: Grid, { startRow, endRow, startColumn, endColumn }: IRange): unknown[][] {
  const across = Array.from({ length: endColumn - startColumn + 1 }, (_, at) => startColumn + at);
  const down = Array.from({ length: endRow - startRow + 1 }, (_, at) => startRow + at);
  return down.map((row) => across.map((column) => grid.valueAt(row, column)));
}

/** The drawing of the cells: the formula bar is a canvas too, but a lower one. */
function gridCanvas(): HTMLCanvasElement {
  const canvases = [...document.querySelectorAll<HTMLCanvasElement>('#spreadsheet canvas')];
  return canvases.reduce((a, b) => (b.clientHeight > a.clientHeight ? b : a));
}
