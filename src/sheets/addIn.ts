/** Formulas that call the add-in's functions, as a workbook's file names them. */
import {
  formula,
  type CellModel,
  type Scalar,
  type SheetModel,
  type StyleName,
  type WorkbookModel,
} from './sheet';

/** `_xldudf_DEFICIENCY_STATUS(A1,B1)`: the name under which Excel stores a function of an add-in. */
export const call = (id: string, args: readonly string[]): string =>
  `_xldudf_${id.replace(/\./g, '_')}(${args.join(',')})`;

/** The cells of one call that spills: its formula in the first, and in each what it gives now. */
export function spilled(
  written: string,
  values: readonly (readonly Scalar[])[],
  style: StyleName,
): CellModel[][] {
  return values.map((row, r) =>
    row.map((value, c) =>
      r === 0 && c === 0
        ? {
            ...formula(written, value, style),
            spill: { rows: values.length, columns: row.length },
          }
        : { value, style },
    ),
  );
}

/** Whether a call of the add-in stands in any of these sheets. */
export const callsAddIn = (sheets: readonly SheetModel[]): boolean =>
  sheets.some(({ rows }) => rows.some((row) => row.some((cell) => cell?.spill)));

/** The workbook with figures where it calls the add-in; formulas of its own stay. */
export const withoutCalls = (model: WorkbookModel): WorkbookModel => ({
  title: model.title,
  sheets: model.sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row) =>
      row.map((cell) => (cell?.spill ? { value: cell.value, style: cell.style } : cell)),
    ),
  })),
});
