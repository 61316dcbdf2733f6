/** The spreadsheet as it stands, for what saves it. */
import type { FormulaDataModel } from '@univerjs/engine-formula';
import type { SpreadsheetApi } from '../spreadsheet';
import type { Snapshot } from './saveFile';

/** The present workbook with what its formulas fill; `known` is what the page knows besides. */
export function snapshotOf(
  api: SpreadsheetApi,
  formulas: FormulaDataModel,
  known: Pick<Snapshot, 'opened' | 'models'>,
): Omit<Snapshot, 'moves' | 'knows'> {
  const workbook = api.getActiveWorkbook();
  if (!workbook) throw new Error('there is no workbook');
  const data = workbook.save();
  const id = workbook.getId();
  const ranges = formulas.getArrayFormulaRange()[id] ?? {};
  const values = formulas.getArrayFormulaCellData()[id] ?? {};
  const spills = Object.fromEntries(
    data.sheetOrder.map((sheet) => [
      sheet,
      { ranges: ranges[sheet] ?? {}, values: values[sheet] ?? {} },
    ]),
  ) as Snapshot['spills'];
  return { ...known, data, spills };
}
