/** Rows of a name or a day with an amount, with room for one more; handed over as `Second Bank 60,000; Taxes 4,500`. */
import type { Asked } from '../../sheets/declaration';
import { strings } from '../strings';
import { button } from '../ui/controls';
import { h } from '../ui/dom';
import { kindField } from '../ui/kindField';

export interface Row {
  readonly first: string;
  readonly amount: string;
}

const isEmpty = ({ first, amount }: Row): boolean => first.trim() === '' && amount.trim() === '';

/** The rows in the words that the calculation reads; what is half told is no amount or no day, and is asked about. */
export const rowsInWords = (rows: readonly Row[]): string =>
  rows
    .filter((row) => !isEmpty(row))
    .map(({ first, amount }) => [first.replace(/;/g, ','), amount.replace(/\s+/g, '')])
    .map((parts) => parts.map((part) => part.trim() || '?').join(' '))
    .join('; ');

export function rowsField(
  { name, label, row: { label: head, type } = { label: '', type: 'text' } }: Asked,
  rows: readonly Row[],
  change: (rows: readonly Row[]) => void,
): HTMLElement {
  const shown = [...rows, { first: '', amount: '' }];
  const changed = (at: number, next: Partial<Row>) =>
    change(
      shown.map((row, n) => (n === at ? { ...row, ...next } : row)).filter((row) => !isEmpty(row)),
    );
  return h(
    'fieldset',
    { class: 'rc-field rc-rows' },
    h('legend', {}, strings.insert.optionalField(label)),
    shown.map((row, n) =>
      h(
        'div',
        { class: 'rc-row' },
        kindField(
          type,
          { label: `${head} ${n + 1}`, key: `models.${name}.${n}.first`, value: row.first },
          (first) => changed(n, { first }),
        ),
        kindField(
          'amount',
          {
            label: `${strings.models.amount} ${n + 1}`,
            key: `models.${name}.${n}.amount`,
            value: row.amount,
          },
          (amount) => changed(n, { amount }),
        ),
        n < rows.length
          ? button('×', () => change(rows.filter((_, other) => other !== n)), {
              key: `models.${name}.${n}.remove`,
              name: `${strings.insert.remove} ${n + 1}`,
            })
          : null,
      ),
    ),
  );
}
