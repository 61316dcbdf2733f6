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

/** Which of our formats a number is shown with, if it is not shown plain: the number's own, for its cell has none. */
export function formatShown(value: number, text: string): string | null {
  if (text.replace(',', '.') === String(value)) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return FORMATS['date'] ?? null;
  if (text.endsWith('%')) return FORMATS['rate'] ?? null;
  return /\d[.,]\d{2}$/.test(text) ? (FORMATS['amount'] ?? null) : null;
}

/** Functions may return data types, formatted numbers among them, from this set on. */
export const takesFormats = (): boolean =>
  typeof Office !== 'undefined' &&
  Office.context?.requirements?.isSetSupported('CustomFunctionsRuntime', '1.4') === true;
