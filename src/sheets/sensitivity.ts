/** The deficiency at other prices and other fair values: one call, shaded and charted. */
import { columnLetters } from '../formulas/address';
import { dollars, type Cents } from '../money/cents';
import { toWords } from '../money/dates';
import { call, spilled } from './addIn';
import { amountAt, centsOf, inputRows, titleRows, type CaseTableTerms } from './caseTable';
import { forCase, type SheetDeclaration } from './declaration';
import {
  formula,
  sheetReference,
  SheetRows,
  text,
  type CellModel,
  type ChartModel,
  type SheetModel,
} from './sheet';

export const SENSITIVITY: SheetDeclaration = {
  name: 'sensitivity',
  title: 'Sensitivity to price and value',
  about: 'The deficiency at other prices and values, shaded and charted.',
  reads: 'case',
  input: 'case.json: the deficiency at other prices and values',
  make: (record, paper) => forCase(record, paper, () => [sensitivity({ ...paper, record })]),
};

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
      const column = columnLetters(n + 1);
      return {
        name: `${sheet}!$${column}$${head}`,
        categories: `${sheet}!$A$${first}:$A$${last}`,
        values: `${sheet}!$${column}$${first}:$${column}$${last}`,
        look: LOOKS[n] ?? 'first',
      };
    }),
  };
}
