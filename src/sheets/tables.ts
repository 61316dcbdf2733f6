/** Models of one call each: the deficiency by price and fair value, and by state. */
import { assess } from '../calculation/deficiency/assess';
import type { CaseReader } from '../calculation/deficiency/case';
import { outcome } from '../calculation/deficiency/outcome';
import { statusText } from '../functions/tables';
import { isAmountName } from '../law/amounts';
import { factNamed, STATES } from '../law/book';
import { dollars, isBlank, parseAmount, type Cents } from '../money/cents';
import { toWords, type Day } from '../money/dates';
import { textOf } from '../money/result';
import { call, spilled } from './addIn';
import { asArguments } from './arguments';
import { columnHeadings } from './layout';
import {
  columnName,
  formula,
  inFormula,
  sheetReference,
  SheetRows,
  text,
  type CellModel,
  type ChartModel,
  type Scalar,
  type SheetModel,
} from './sheet';

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

const centsOf = (value: unknown): Cents => {
  const read = parseAmount(value);
  return read.ok ? (read.value ?? 0) : 0;
};

function amountAt(reader: CaseReader, record: Readonly<Record<string, unknown>>): Scalar {
  const read = reader.read(record);
  return read.ok ? dollars(outcome(read.value).deficiency) : { error: '#VALUE!' };
}

/** Inputs that both tables share; returns the cells of the arguments. */
function inputRows(
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

function titleRows(rows: SheetRows, heading: string, { title, preparedOn }: CaseTableTerms): void {
  rows.add(text(heading, 'title'));
  rows.add(text(title, 'status'));
  rows.add(text(`Prepared ${toWords(preparedOn)}`, 'subtitle'));
  rows.gap();
}

const STEPS = [-0.3, -0.25, -0.2, -0.15, -0.1, -0.05, 0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3];
const VALUE_STEPS = [-0.2, -0.1, 0, 0.1, 0.2];
const LOOKS = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

/** The deficiency at other prices (down) and other fair values (across): one call, shaded and charted. */
export function sensitivity(terms: CaseTableTerms): SheetModel {
  const { reader, record } = terms;
  const rows = new SheetRows();
  titleRows(rows, 'Sensitivity of the deficiency', terms);
  const cells = inputRows(rows, terms, []);
  const price = centsOf(record['sale_price']);
  const value = centsOf(record['fair_value']) || price;
  const at = (cents: Cents, step: number) => Math.round((cents * (1 + step)) / 100) * 100;
  const head = rows.next;
  const first = head + 1;
  const last = head + STEPS.length;
  const scaled = (cell: string, cents: Cents, step: number, otherwise: string) =>
    formula(
      `ROUND(IF(N(${cell})=0,${otherwise},${cell})*${1 + step},0)`,
      dollars(at(cents, step)),
      'moneyHead',
    );
  rows.add(
    text('Sale price below, fair value across', 'columnHead'),
    ...VALUE_STEPS.map((step) =>
      scaled(cells['fair_value'] as string, value, step, cells['sale_price'] as string),
    ),
  );
  const grid = STEPS.map((down) =>
    VALUE_STEPS.map((across) =>
      amountAt(reader, {
        ...record,
        sale_price: dollars(at(price, down)),
        fair_value: dollars(at(value, across)),
      }),
    ),
  );
  const written = call('DEFICIENCY', [
    cells['balance'] as string,
    `$A$${first}:$A$${last}`,
    cells['costs'] as string,
    cells['state'] as string,
    `$B$${head}:$F$${head}`,
    cells['facts'] as string,
  ]);
  const made = spilled(written, grid, 'money');
  STEPS.forEach((step, n) => {
    rows.add(scaled(cells['sale_price'] as string, price, step, '0'), ...(made[n] as CellModel[]));
  });
  return {
    name: 'Sensitivity',
    widths: [36, 17, 17, 17, 17, 17],
    rows: rows.rows,
    shadings: [{ cells: `B${first}:F${last}` }],
    charts: [sensitivityChart(head, first, last)],
    print: {
      landscape: true,
      onePage: true,
      left: terms.title,
      right: `Prepared ${toWords(terms.preparedOn)}`,
    },
  };
}

function sensitivityChart(head: number, first: number, last: number): ChartModel {
  const sheet = sheetReference('Sensitivity');
  return {
    kind: 'lines',
    title: 'Deficiency by sale price, a line for each fair value',
    horizontal: 'Sale price',
    vertical: 'Deficiency',
    from: [0, last + 1],
    to: [6, last + 22],
    series: VALUE_STEPS.map((_, n) => {
      const column = columnName(n + 1);
      return {
        name: `${sheet}!$${column}$${head}`,
        categories: `${sheet}!$A$${first}:$A$${last}`,
        values: `${sheet}!$${column}$${first}:$${column}$${last}`,
        look: LOOKS[n] ?? 'first',
      };
    }),
  };
}

/** The same loan in several states: one call for the amounts, one for the status and the law. */
export function stateComparison(
  terms: CaseTableTerms,
  states: readonly string[] = STATES.map(({ code }) => code),
): SheetModel {
  const { reader, record } = terms;
  const rows = new SheetRows();
  titleRows(rows, 'The same loan by state', terms);
  const cells = inputRows(rows, terms, ['state']);
  columnHeadings(rows, 'State', ['Deficiency', 'Status and law'], 1);
  const first = rows.next;
  const last = first + states.length - 1;
  const args = [
    cells['balance'] as string,
    cells['sale_price'] as string,
    cells['costs'] as string,
    `$A$${first}:$A$${last}`,
    cells['fair_value'] as string,
    cells['facts'] as string,
  ];
  const amounts = states.map((state) => [amountAt(reader, { ...record, state })]);
  const words = states.map((state): Scalar[] => {
    const read = reader.read({ ...record, state });
    return [read.ok ? statusText(assess(read.value)) : { error: '#VALUE!' }];
  });
  const amountCells = spilled(call('DEFICIENCY', args), amounts, 'money');
  const wordCells = spilled(call('DEFICIENCY.STATUS', args), words, 'text');
  states.forEach((state, n) => {
    rows.add(text(state, 'textInput'), amountCells[n]?.[0] ?? null, wordCells[n]?.[0] ?? null);
  });
  const status = `C${first}:C${last}`;
  const starts = (word: string) => `LEFT($C${first},${word.length})=${inFormula(word)}`;
  return {
    name: 'States',
    widths: [24, 18, 110],
    rows: rows.rows,
    highlights: [
      { cells: status, formula: starts('Barred'), look: 'bad' },
      { cells: status, formula: starts('Limited'), look: 'caution' },
      { cells: status, formula: starts('Open'), look: 'caution' },
      { cells: status, formula: starts('Recoverable'), look: 'good' },
    ],
    frozen: { rows: first - 1, columns: 1 },
    print: { landscape: true, left: terms.title, right: `Prepared ${toWords(terms.preparedOn)}` },
  };
}
