/** Where the tables of a sheet stand, for formulas that refer to them. */
import { parseReference } from '../formulas/address';
import type { TablePlace } from '../formulas/tables';
import type { SheetModel } from './sheet';

/** Where the tables of a model stand. */
export const tablesOf = ({ name: sheet, tables = [] }: SheetModel): TablePlace[] =>
  tables.flatMap(({ name, cells, columns }) => {
    const at = parseReference(cells);
    if (at?.kind !== 'cells') return [];
    const { row, column, rows } = at;
    return [{ name, sheet, row, column, rows: rows ?? 1, columns, headers: 1, totals: 0 }];
  });
