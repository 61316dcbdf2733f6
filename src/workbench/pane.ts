// The pane beside the spreadsheet: what the selected cell says, and the functions that can be typed.
import {
  SetRangeValuesMutation,
  SetSelectionsOperation,
  SetWorksheetActiveOperation,
} from '@univerjs/sheets';
import { declarations } from '../functions/declarations';
import { isErrorValue } from './grid';
import type { Grid } from './grid';

/** After these the pane must show another cell, or the same cell changed. */
const changesSelection = new Set([
  SetSelectionsOperation.id,
  SetWorksheetActiveOperation.id,
  SetRangeValuesMutation.id,
]);

const part = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
};

/** Fills the pane and keeps it in step with the selection and with every calculation. */
export function showPane(grid: Grid): void {
  listFunctions(part('functions'));
  const show = () => showSelection(grid);
  grid.api.addEvent(grid.api.Event.CommandExecuted, ({ id }) => {
    if (changesSelection.has(id)) show();
  });
  grid.api.getFormula().calculationResultApplied(show);
  show();
}

function showSelection(grid: Grid): void {
  const range = grid.sheet.getSelection()?.getActiveRange();
  const row = range?.getRow() ?? 0;
  const column = range?.getColumn() ?? 0;
  const cell = grid.sheet.getRange(row, column);
  const behind = grid.formulaBehind(row, column);
  const spilled = behind && (behind.row !== row || behind.column !== column);
  const value = grid.valueAt(row, column);
  const problem = isErrorValue(value);

  part('cell-name').textContent = cell.getA1Notation();
  part('cell-value').textContent = cell.getDisplayValue() || 'Empty cell';
  part('cell-value').dataset['kind'] = problem
    ? 'error'
    : typeof value === 'number'
      ? 'amount'
      : 'text';
  part('cell-formula').textContent = behind?.formula ?? '';
  part('cell-formula').hidden = !behind;
  part('cell-note').textContent = problem
    ? (grid.messageAt(row, column) ?? 'The spreadsheet could not calculate this formula.')
    : spilled
      ? `Spilled from ${grid.sheet.getRange(behind.row, behind.column).getA1Notation()}`
      : '';
}

function listFunctions(list: HTMLElement): void {
  for (const { id, summary, example } of declarations) {
    const name = document.createElement('dt');
    name.textContent = id;
    name.title = example;
    const meaning = document.createElement('dd');
    meaning.textContent = summary;
    list.append(name, meaning);
  }
}
