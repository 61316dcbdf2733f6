/** What formulas give leaves the looks of a file's cells alone: the spreadsheet would give them the formats of the cells that they read. */
import { ICommandService, type ICellData, type Nullable } from '@univerjs/core';
import { SetRangeValuesMutation, type ISetRangeValuesMutationParams } from '@univerjs/sheets';
import type { Injector, SpreadsheetApi } from '../spreadsheet';

/** Looks of a file are known by their names; what people typed since has none, and takes the format of its result. */
const OF_FILE = /^look-/;

export function keepLooks(api: SpreadsheetApi, injector: Injector): void {
  injector.get(ICommandService).beforeCommandExecuted(({ id, params }, options) => {
    if (id !== SetRangeValuesMutation.id || !options?.fromFormula) return;
    const { subUnitId, cellValue } = params as ISetRangeValuesMutationParams;
    const cells = api.getActiveWorkbook()?.getSheetBySheetId(subUnitId)?.getSheet().getCellMatrix();
    for (const [row, line] of Object.entries(cellValue ?? {}))
      for (const [column, cell] of Object.entries(
        (line ?? {}) as Record<string, Nullable<ICellData>>,
      ))
        if (cell?.s) {
          const look = cells?.getValue(Number(row), Number(column))?.s;
          if (typeof look === 'string' && OF_FILE.test(look)) delete cell.s;
        }
  });
}
