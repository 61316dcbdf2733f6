// Says in the spreadsheet's own error tip why a cell shows #VALUE! or #N/A.
import { CellAlertManagerService } from '@univerjs/sheets-ui';
import type { ICellAlert } from '@univerjs/sheets-ui';
import type { Grid } from './grid';
import type { Injector } from './spreadsheet';

/** The spreadsheet's name for the tip that appears over a formula's error. */
const formulaErrorTip = 'SHEET_FORMULA_ALERT';

/** Replaces the general text of an error tip ("wrong type of argument") by the function's own message. */
export function explainErrorsOnHover(injector: Injector, grid: Grid): void {
  const tips = injector.get(CellAlertManagerService);
  const show = tips.showAlert.bind(tips);
  tips.showAlert = (tip: ICellAlert) => show(withMessage(tip, grid));
}

function withMessage(tip: ICellAlert, grid: Grid): ICellAlert {
  if (tip.key !== formulaErrorTip) return tip;
  const message = grid.messageAt(tip.location.row, tip.location.col);
  return message === undefined ? tip : { ...tip, message, width: 280, height: 96 };
}
