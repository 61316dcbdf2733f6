/** What every loan of a portfolio came to on the day of the paper, as plain figures: the copy that needs no add-in. */
import { columnLetters } from '../formulas/address';
import { firstQuestion, KIND_WORDS, type LoanResult } from '../calculation/portfolio/results';
import { dollars } from '../money/cents';
import { toWords, type Day } from '../money/dates';
import {
  address,
  formula,
  serial,
  sheetReference,
  SheetRows,
  text,
  type CellModel,
  type SheetModel,
  type StyleName,
} from './sheet';

const NAME = 'Results';
const HEADER_ROW = 5;
/** What fits a criterion of SUMIFS. */
const LONGEST = 250;

interface Column {
  readonly head: string;
  readonly width: number;
  readonly cell: (loan: LoanResult, row: number) => CellModel | null;
}

const words = (value: string, style: StyleName = 'indented'): CellModel =>
  text(value.slice(0, LONGEST), style);

const figure = (loan: LoanResult, cents: number): CellModel | null =>
  loan.kind === 'error' ? null : { value: dollars(cents), style: 'money' };

const COLUMNS = {
  loan: { head: 'Loan', width: 16, cell: ({ id }) => words(id, 'plain') },
  kind: { head: 'Result', width: 14, cell: ({ kind }) => words(KIND_WORDS[kind]) },
  low: { head: 'At least', width: 15, cell: (loan) => figure(loan, loan.low) },
  high: { head: 'At most', width: 15, cell: (loan) => figure(loan, loan.high) },
  open: {
    head: 'Open',
    width: 15,
    cell: (loan, row) =>
      loan.kind === 'error'
        ? null
        : formula(`ROUND(D${row}-C${row},2)`, dollars(loan.high - loan.low)),
  },
  state: { head: 'State', width: 8, cell: ({ state }) => words(state) },
  about: { head: 'Kind of loan', width: 24, cell: ({ about }) => words(about) },
  balance: { head: 'Balance', width: 15, cell: (loan) => figure(loan, loan.balance) },
  shortfall: { head: 'Shortfall', width: 15, cell: (loan) => figure(loan, loan.shortfall) },
  law: { head: 'Decided by', width: 44, cell: ({ law }) => words(law) },
  question: {
    head: 'First question',
    width: 34,
    cell: (loan) => words(firstQuestion(loan)),
  },
  due: {
    head: 'Next due',
    width: 14,
    cell: ({ due }) => (due.length === 0 ? null : date(Math.min(...due.map(({ day }) => day)))),
  },
  problem: {
    head: 'What to do',
    width: 60,
    cell: ({ problem }) => (problem === null ? null : words(problem)),
  },
} satisfies Readonly<Record<string, Column>>;

export type ResultColumn = keyof typeof COLUMNS;

const date = (day: Day): CellModel => ({ value: serial(day), style: 'date' });

/** Where the figures of the loans stand, for formulas of other sheets. */
export interface PlacedResults {
  readonly sheet: SheetModel;
  /** All cells of a column. */
  readonly range: (column: ResultColumn) => string;
  /** The cell of a loan. */
  readonly cell: (column: ResultColumn, loan: LoanResult) => string;
}

export function resultsSheet(
  results: readonly LoanResult[],
  title: string,
  preparedOn: Day,
): PlacedResults {
  const names = Object.keys(COLUMNS) as ResultColumn[];
  const columns: readonly Column[] = Object.values(COLUMNS);
  const rows = new SheetRows();
  rows.add(text('What each loan comes to', 'title'));
  rows.add(text(title, 'status'));
  rows.add(
    text(
      `Figures of ${toWords(preparedOn)}, frozen: they need no add-in and follow nothing. The table itself is on the sheet Portfolio.`,
      'subtitle',
    ),
  );
  rows.gap();
  rows.add(...columns.map(({ head, cell }) => text(head, headStyle(cell))));
  for (const loan of results) rows.add(...columns.map(({ cell }) => cell(loan, rows.next)));
  const [first, last] = [HEADER_ROW + 1, HEADER_ROW + Math.max(1, results.length)];
  const letter = (column: ResultColumn) => columnLetters(names.indexOf(column));
  const kinds = `B${first}:B${last}`;
  const is = (kind: keyof typeof KIND_WORDS) => `$B${first}="${KIND_WORDS[kind]}"`;
  return {
    sheet: {
      name: NAME,
      widths: columns.map(({ width }) => width),
      rows: rows.rows,
      tables: [
        {
          name: 'LoanResults',
          cells: `A${HEADER_ROW}:${address(columns.length - 1, last - 1)}`,
          columns: columns.map(({ head }) => head),
        },
      ],
      highlights: [
        { cells: kinds, formula: is('certain'), look: 'good' },
        { cells: kinds, formula: is('open'), look: 'caution' },
        { cells: kinds, formula: is('barred'), look: 'bad' },
        { cells: kinds, formula: is('error'), look: 'bad' },
        { cells: kinds, formula: is('none'), look: 'quiet' },
      ],
      frozen: { rows: HEADER_ROW, columns: 2 },
      print: {
        landscape: true,
        left: title,
        right: `Prepared ${toWords(preparedOn)}`,
        titleRows: `${HEADER_ROW}:${HEADER_ROW}`,
      },
    },
    range: (column) =>
      `${sheetReference(NAME)}!$${letter(column)}$${first}:$${letter(column)}$${last}`,
    cell: (column, { at }) => `${sheetReference(NAME)}!$${letter(column)}$${first + at}`,
  };
}

const AMOUNTS: ReadonlySet<unknown> = new Set(
  [COLUMNS.low, COLUMNS.high, COLUMNS.open, COLUMNS.balance, COLUMNS.shortfall, COLUMNS.due].map(
    ({ cell }) => cell,
  ),
);

const headStyle = (cell: unknown): StyleName =>
  AMOUNTS.has(cell)
    ? 'columnHeadRight'
    : cell === COLUMNS.loan.cell
      ? 'columnHead'
      : 'columnHeadIndented';
