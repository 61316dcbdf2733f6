/** How the numbers of a column are shown, where the spreadsheet lets a function say so. */
import type { ColumnKind } from '../calculation/operation/operation';

const FORMATS: Readonly<Partial<Record<string, string>>> = {
  amount: '#,##0.00',
  date: 'yyyy-mm-dd',
  rate: '0.00%',
  part: '0.00%',
};

/** The number formats of the columns of a result. */
export const formatsOf = (kinds: readonly ColumnKind[]): (string | undefined)[] =>
  kinds.map((kind) => (typeof kind === 'string' ? FORMATS[kind] : undefined));
