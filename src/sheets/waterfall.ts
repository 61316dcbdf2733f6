/** The debt bar as a native chart: floating columns from the balance to what may be recovered. */
import type { Day } from '../money/dates';
import { toWords } from '../money/dates';
import { columnHeadings } from './layout';
import { formula, sheetReference, SheetRows, text, type SheetModel } from './sheet';

/** A step of an exhibit by its cells: the amount in B, the running total in C of its row. */
export interface PlacedStep {
  readonly label: string;
  readonly row: number;
  readonly amount: number;
  readonly total: number;
}

/** The sheet whose cells follow the exhibit's steps and feed the chart. */
export function waterfall(
  exhibit: SheetModel,
  steps: readonly PlacedStep[],
  /** The result at the other end, while the case is open. */
  other: PlacedStep | undefined,
  title: string,
  preparedOn: Day,
): SheetModel {
  const from = sheetReference(exhibit.name);
  const rows = new SheetRows();
  rows.add(text('From the debt to the deficiency', 'title'));
  rows.add(text(title, 'status'));
  const follows = 'every figure follows the exhibit';
  const open = other
    ? `Open: the steps lead to one end, the last line is the other; ${follows}`
    : '';
  rows.add(text(open || `E${follows.slice(1)}`, 'subtitle'));
  rows.gap();
  columnHeadings(rows, 'Step', ['Stands on', 'Owed', 'Taken off', 'Added'], 4);
  const first = rows.next;
  const shown = other ? [...steps, other] : steps;
  shown.forEach(({ label, row, amount, total }, n) => {
    const [b, c] = [`${from}!B${row}`, `${from}!C${row}`];
    const before = n === 0 ? 0 : total - amount;
    const ground = Math.max(0, Math.min(total, before));
    const sum = n === 0 || n >= steps.length - 1;
    const figure = (written: string, value: number) => formula(written, value);
    rows.add(
      text(label, 'label'),
      sum ? figure('0', 0) : figure(`MAX(0,MIN(${c},${c}-${b}))`, ground),
      sum ? figure(`MAX(0,${c})`, Math.max(0, total)) : figure('0', 0),
      sum
        ? figure('0', 0)
        : figure(
            `MAX(0,MIN(-${b},MAX(0,${c}-${b})))`,
            Math.max(0, Math.min(-amount, Math.max(0, before))),
          ),
      sum
        ? figure('0', 0)
        : figure(`IF(${c}<0,0,MAX(0,${b}))`, total < 0 ? 0 : Math.max(0, amount)),
    );
  });
  const last = rows.next - 1;
  const sheet = sheetReference('Waterfall');
  const series = (
    column: string,
    look: 'first' | 'second' | 'third' | 'fourth',
    hidden = false,
  ) => ({
    name: `${sheet}!$${column}$${first - 1}`,
    categories: `${sheet}!$A$${first}:$A$${last}`,
    values: `${sheet}!$${column}$${first}:$${column}$${last}`,
    look,
    hidden,
  });
  return {
    name: 'Waterfall',
    widths: [44, 16, 16, 16, 16],
    rows: rows.rows,
    charts: [
      {
        kind: 'stackedColumns',
        title: 'From the debt to the deficiency',
        horizontal: '',
        vertical: 'Dollars',
        from: [0, last + 1],
        to: [5, last + 20],
        series: [
          series('B', 'first', true),
          series('C', 'first'),
          series('D', 'third'),
          series('E', 'second'),
        ],
      },
    ],
    print: {
      landscape: true,
      onePage: true,
      left: title,
      right: `Prepared ${toWords(preparedOn)}`,
    },
  };
}
