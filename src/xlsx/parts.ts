/** Adds to a written workbook the parts that exceljs does not know: formulas that spill, settings, charts. */
import { addSettings, offerAddIn } from './settingsPart';
import { markSpilling } from './spills';
import { closeParts, openParts, Parts } from './zip';
import { address, type SheetModel, type WorkbookModel } from '../sheets/sheet';
import { addCharts } from './charts';
import { addValidations } from './validations';

/** The finished file. */
export function addParts(bytes: Uint8Array, model: WorkbookModel): Uint8Array {
  // Packed anew, so that they carry no time of day.
  const parts = new Parts(openParts(bytes));
  const spilling = new Map<string, string[]>();
  model.sheets.forEach((sheet, n) => {
    const path = `xl/worksheets/sheet${n + 1}.xml`;
    const cells = spillingCells(sheet);
    if (cells.length > 0) spilling.set(path, cells);
    addSheetParts(parts, path, n + 1, sheet);
  });
  markSpilling(parts, spilling);
  if (model.settings) addSettings(parts, model.settings);
  if (model.offer) offerAddIn(parts, model.offer);
  return closeParts(parts);
}

/** Lists and charts of one sheet. */
function addSheetParts(
  parts: Parts,
  path: string,
  number: number,
  { validations = [], charts = [] }: SheetModel,
): void {
  if (validations.length > 0) addValidations(parts, path, validations);
  if (charts.length > 0) addCharts(parts, path, number, charts);
}

const spillingCells = ({ rows }: SheetModel): string[] =>
  rows.flatMap((line, r) => line.flatMap((cell, c) => (cell?.spill ? [address(c, r)] : [])));
