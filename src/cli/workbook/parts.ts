/** Adds to a written workbook the parts that exceljs does not know: formulas that spill, settings, charts. */
import { addSettings } from '../../models/file/settingsPart';
import { markSpilling } from '../../models/file/spills';
import { closeParts, openParts } from '../../models/file/zip';
import { address, type SheetModel, type WorkbookModel } from '../../models/sheet';
import { addCharts } from './charts';
import { addValidations } from './validations';

/** The finished file. */
export function addParts(bytes: Uint8Array, model: WorkbookModel): Uint8Array {
  const parts = openParts(bytes);
  const spilling = new Map<string, string[]>();
  model.sheets.forEach((sheet, n) => {
    const path = `xl/worksheets/sheet${n + 1}.xml`;
    const cells = spillingCells(sheet);
    if (cells.length > 0) spilling.set(path, cells);
    if (sheet.validations?.length) addValidations(parts, path, sheet.validations);
    if (sheet.charts?.length) addCharts(parts, path, n + 1, sheet.charts);
  });
  markSpilling(parts, spilling);
  if (model.settings) addSettings(parts, model.settings);
  return closeParts(parts);
}

const spillingCells = ({ rows }: SheetModel): string[] =>
  rows.flatMap((line, r) => line.flatMap((cell, c) => (cell?.spill ? [address(c, r)] : [])));
