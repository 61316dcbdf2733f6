/** What tables of one case share: its inputs as cells that one call reads, and what a changed case comes to. */
import type { CaseReader } from '../calculation/deficiency/case';
import { outcome } from '../calculation/deficiency/outcome';
import { isAmountName } from '../law/amounts';
import { factNamed } from '../law/book';
import { dollars, isBlank, parseAmount, type Cents } from '../money/cents';
import { toWords, type Day } from '../money/dates';
import { textOf } from '../money/result';
import { asArguments } from './arguments';
import { columnHeadings } from './layout';
import { text, type Scalar, type SheetRows } from './sheet';

export interface CaseTableTerms {
  readonly reader: CaseReader;
  readonly record: Readonly<Record<string, unknown>>;
  readonly title: string;
  readonly preparedOn: Day;
}

const ARGUMENTS = new Set(['balance', 'sale_price', 'costs', 'state', 'fair_value']);

/** Facts and further amounts of a record as the text that the functions take. */
function factsText(record: Readonly<Record<string, unknown>>): string {
  return Object.entries(record)
    .filter(
      ([name, value]) =>
        !ARGUMENTS.has(name) &&
        !isBlank(value) &&
        (factNamed(name) || isAmountName(name) || ['profile', 'when_unknown'].includes(name)),
    )
    .map(([name, value]) => `${name}=${textOf(value).replace(/[;\n]/g, ' ')}`)
    .join('; ');
}

export const centsOf = (value: unknown): Cents => {
  const read = parseAmount(value);
  return read.ok ? (read.value ?? 0) : 0;
};

export function amountAt(reader: CaseReader, record: Readonly<Record<string, unknown>>): Scalar {
  const read = reader.read(record);
  return read.ok ? dollars(outcome(read.value).deficiency) : { error: '#VALUE!' };
}

/** What may be left at least and at most. */
export function endsAt(reader: CaseReader, record: Readonly<Record<string, unknown>>): Scalar[] {
  const read = reader.read(record);
  if (!read.ok) return [{ error: '#VALUE!' }, { error: '#VALUE!' }];
  const { low, high } = outcome(read.value);
  return [dollars(low), dollars(high)];
}

/** Inputs that both tables share; returns the cells of the arguments. */
export function inputRows(
  rows: SheetRows,
  { reader, record: given }: CaseTableTerms,
  without: readonly string[],
): Readonly<Record<string, string>> {
  const record = asArguments(reader, given);
  const cells: Record<string, string> = {};
  const labels: Readonly<Record<string, string>> = {
    balance: 'Balance at the sale',
    costs: 'Costs',
    sale_price: 'Sale price',
    fair_value: 'Fair value',
    state: 'State',
  };
  columnHeadings(rows, 'Inputs', ['']);
  for (const [name, label] of Object.entries(labels)) {
    if (without.includes(name)) continue;
    cells[name] = `$B$${rows.next}`;
    const value = record[name];
    rows.add(
      text(label, 'label'),
      name === 'state'
        ? { value: isBlank(value) ? null : textOf(value), style: 'textInput' }
        : { value: isBlank(value) ? null : dollars(centsOf(value)), style: 'moneyInput' },
    );
  }
  cells['facts'] = `$B$${rows.next}`;
  rows.add(text('Facts', 'label'), text(factsText(record), 'factsInput'));
  rows.gap();
  return cells;
}

export function titleRows(
  rows: SheetRows,
  heading: string,
  { title, preparedOn }: CaseTableTerms,
): void {
  rows.add(text(heading, 'title'));
  rows.add(text(title, 'status'));
  rows.add(text(`Prepared ${toWords(preparedOn)}`, 'subtitle'));
  rows.gap();
}
