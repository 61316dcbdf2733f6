/** Rows of a name or a day with an amount, handed over as `Second Bank 60,000; Taxes 4,500`. */
import type { Asked } from '../../sheets/declaration';
import { strings } from '../strings';
import { h } from '../ui/dom';
import { formRows, isEmptyRow, type FormRow } from '../ui/formRows';

/** The rows in the words that the calculation reads; what is half told is no amount or no day, and is asked about. */
export const rowsInWords = (rows: readonly FormRow[]): string =>
  rows
    .filter((row) => !isEmptyRow(row))
    .map(({ first = '', amount = '' }) => [first.replace(/;/g, ','), amount.replace(/\s+/g, '')])
    .map((parts) => parts.map((part) => part.trim() || '?').join(' '))
    .join('; ');

export function rowsField(
  { name, label, row: { label: head, type } = { label: '', type: 'text' } }: Asked,
  rows: readonly FormRow[],
  change: (rows: readonly FormRow[]) => void,
): HTMLElement {
  const columns = [
    { name: 'first', label: head, kind: type },
    { name: 'amount', label: strings.models.amount, kind: 'amount' },
  ] as const;
  return h(
    'fieldset',
    { class: 'rc-field rc-rows' },
    h('legend', {}, strings.insert.optionalField(label)),
    formRows({ key: `models.${name}`, columns, rows }, change),
  );
}
