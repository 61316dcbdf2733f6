/** Where the money of a portfolio is: what is certain, open and barred, in which states, by which law, and what is due. */
import { columnLetters } from '../formulas/address';
import {
  KIND_WORDS,
  LOAN_KINDS,
  resultsOf,
  type LoanKind,
  type LoanResult,
} from '../calculation/portfolio/results';
import { worklistOf } from '../calculation/portfolio/worklist';
import { lawWords } from '../law/words';
import { dollars } from '../money/cents';
import { ok } from '../money/result';
import { toWords } from '../money/dates';
import { calendarSheet, type PlacedCalendar } from './calendar';
import type { Paper, SheetDeclaration } from './declaration';
import { checkLooks, columnHeadings } from './layout';
import { HEADER_ROW, portfolio, settingWords, type PortfolioTerms } from './portfolio';
import { resultsSheet, type PlacedResults } from './results';
import {
  formula,
  inFormula,
  sheetReference,
  SheetRows,
  text,
  type ChartModel,
  type SheetModel,
} from './sheet';
import { worklistSheet } from './worklist';

export const DASHBOARD: SheetDeclaration = {
  name: 'dashboard',
  title: 'Portfolio with dashboard',
  about:
    'What is certain, open and barred, where and by which law; the questions that decide most; what is due; and the table of all loans.',
  reads: 'loans',
  input: 'as portfolio: the table with its dashboard, worklist, calendar and frozen figures',
  quotesLaw: true,
  make: (json, paper) => ok(dashboard(json['loans'] as PortfolioTerms['records'], paper)),
};

/** What the sheets of a dashboard are made from. */
interface Terms extends Paper {
  readonly results: readonly LoanResult[];
  readonly placed: PlacedResults;
  readonly calendar: PlacedCalendar;
  /** The cells of the live table that hold what may be left at most. */
  readonly live: string;
}

/** The dashboard with its sheets, then those of the portfolio itself. */
function dashboard(records: PortfolioTerms['records'], paper: Paper): SheetModel[] {
  const { reader, title, preparedOn, textOf, unread } = paper;
  const results = resultsOf(records, reader, unread);
  const placed = resultsSheet(results, title, preparedOn);
  const calendar = calendarSheet(results, title, preparedOn);
  const questions = worklistOf(results);
  const table = portfolio({ ...paper, records });
  const live = liveCells(table[0] as SheetModel);
  return [
    dashboardSheet({ ...paper, results, placed, calendar, live }),
    worklistSheet({ questions, results, placed, title, preparedOn, textOf }),
    calendar.sheet,
    placed.sheet,
    ...table,
  ];
}

function liveCells({ name, rows }: SheetModel): string {
  const heads = rows[HEADER_ROW - 1] ?? [];
  const column = columnLetters(heads.findIndex((cell) => cell?.value === 'At most'));
  return `${sheetReference(name)}!$${column}$${HEADER_ROW + 1}:$${column}$${Math.max(HEADER_ROW + 1, rows.length)}`;
}

function dashboardSheet(terms: Terms): SheetModel {
  const { reader, title, preparedOn } = terms;
  const rows = new SheetRows();
  rows.add(text('Where the money is', 'title'));
  rows.add(text(title, 'status'));
  rows.add(text(`Prepared ${toWords(preparedOn)}. ${lawWords()}.`, 'subtitle'));
  rows.add(text(settingWords(reader.settings), 'aside'));
  const check = rows.add(text('Check', 'label'), checkFormula(terms));
  rows.gap();
  kindRows(rows, terms);
  rows.gap();
  const states = groupRows(rows, terms, 'By state', 'state', ({ state }) => state);
  rows.gap();
  groupRows(rows, terms, 'By kind of loan', 'about', ({ about }) => about);
  rows.gap();
  groupRows(rows, terms, 'By the law that decides', 'law', ({ law }) => law.slice(0, 250));
  rows.gap();
  topRows(rows, terms);
  rows.gap();
  const aging = agingRows(rows, terms);
  return {
    name: 'Dashboard',
    widths: [44, 11, 17, 17, 17, 17, 3],
    rows: rows.rows,
    highlights: checkLooks(`B${check}`),
    charts: [
      chartOf('By state', states, 'CDE', 'State', 6),
      ...(aging === null ? [] : [chartOf('What is due', aging, 'B', 'Days left', 17)]),
    ],
    frozen: { rows: 5, columns: 0 },
    print: { landscape: true, left: title, right: `Prepared ${toWords(preparedOn)}` },
  };
}

/** The frozen figures are those of the live table, as long as nobody changed it. */
function checkFormula({ placed, live, results }: Terms) {
  const frozen = placed.range('high');
  const same = 'In order: the table gives the same figures as on the day of this paper';
  const other = 'Check: the table gives other figures now; have this dashboard made anew';
  const none = 'Figures of the day of this paper: the functions of the table do not answer here';
  const answers = results.some(({ kind }) => kind !== 'error');
  return formula(
    `IF(SUMPRODUCT(--ISNUMBER(${live}))=0,${inFormula(none)},IF(ROUND(SUMIF(${live},">0")-SUM(${frozen}),2)=0,${inFormula(same)},${inFormula(other)}))`,
    answers ? same : none,
    'check',
  );
}

const sumOf = (loans: readonly LoanResult[], of: (loan: LoanResult) => number): number =>
  dollars(loans.reduce((sum, loan) => sum + of(loan), 0));

/** Loans and dollars by what may be recovered. */
function kindRows(rows: SheetRows, { results, placed }: Terms): void {
  columnHeadings(
    rows,
    'What may be recovered',
    ['Loans', 'Balance', 'Shortfall', 'At least', 'At most'],
    5,
  );
  const first = rows.next;
  for (const kind of LOAN_KINDS) {
    const loans = results.filter((loan) => loan.kind === kind);
    const label = `$A${rows.next}`;
    const money = (column: 'balance' | 'shortfall' | 'low' | 'high') =>
      formula(
        `SUMIF(${placed.range('kind')},${label},${placed.range(column)})`,
        sumOf(loans, (loan) => loan[column]),
      );
    rows.add(
      text(KIND_WORDS[kind], 'plain'),
      formula(`COUNTIF(${placed.range('kind')},${label})`, loans.length, 'count'),
      money('balance'),
      money('shortfall'),
      money('low'),
      money('high'),
    );
  }
  totalRow(rows, first, 'All loans');
}

function totalRow(rows: SheetRows, first: number, label: string): void {
  const last = rows.next - 1;
  const cells = rows.rows.slice(first - 1, last);
  rows.add(
    text(label, 'subtotalLabel'),
    ...['B', 'C', 'D', 'E', 'F'].map((column, n) =>
      formula(
        `SUM(${column}${first}:${column}${last})`,
        Math.round(cells.reduce((sum, row) => sum + Number(row[n + 1]?.value ?? 0), 0) * 100) / 100,
        n === 0 ? 'subtotalCount' : 'subtotal',
      ),
    ),
  );
}

/** Rows of a chart's figures. */
interface Block {
  readonly head: number;
  readonly first: number;
  readonly last: number;
}

/** What is certain, open and barred by a column of the results, the largest first. */
function groupRows(
  rows: SheetRows,
  { results, placed }: Terms,
  heading: string,
  column: 'state' | 'about' | 'law',
  nameOf: (loan: LoanResult) => string,
): Block {
  const groups = new Map<string, LoanResult[]>();
  for (const loan of results) {
    const name = nameOf(loan);
    if (loan.kind === 'error' || name === '') continue;
    groups.set(name, [...(groups.get(name) ?? []), loan]);
  }
  const ranked = [...groups].sort(
    ([, a], [, b]) =>
      sumOf(b, ({ high }) => high) - sumOf(a, ({ high }) => high) || b.length - a.length,
  );
  const head = columnHeadings(
    rows,
    heading,
    ['Loans', 'Certain', 'Open, at most', 'Barred', 'Open, at least'],
    5,
  );
  const first = rows.next;
  for (const [name, loans] of ranked) {
    const label = `$A${rows.next}`;
    const money = (kind: LoanKind, of: 'low' | 'high' | 'shortfall') =>
      formula(
        `SUMIFS(${placed.range(of)},${placed.range(column)},${label},${placed.range('kind')},"${KIND_WORDS[kind]}")`,
        sumOf(
          loans.filter((loan) => loan.kind === kind),
          (loan) => loan[of],
        ),
      );
    rows.add(
      text(name, 'plain'),
      formula(
        `COUNTIFS(${placed.range(column)},${label},${placed.range('kind')},"<>${KIND_WORDS.error}")`,
        loans.length,
        'count',
      ),
      money('certain', 'high'),
      money('open', 'high'),
      money('barred', 'shortfall'),
      money('open', 'low'),
    );
  }
  if (ranked.length === 0) rows.add(text('No loan', 'aside'));
  return { head, first, last: rows.next - 1 };
}

const TOP = 20;

/** The loans with the most to recover. */
function topRows(rows: SheetRows, { results, placed }: Terms): void {
  const top = results
    .filter(({ high }) => high > 0)
    .sort((a, b) => b.high - a.high)
    .slice(0, TOP);
  rows.add(
    text(`The ${top.length} largest`, 'columnHead'),
    text('State', 'columnHeadIndented'),
    text('Result', 'columnHeadIndented'),
    ...['At least', 'At most', 'Balance'].map((head) => text(head, 'columnHeadRight')),
  );
  for (const loan of top)
    rows.add(
      formula(placed.cell('loan', loan), loan.id, 'plain'),
      formula(placed.cell('state', loan), loan.state, 'indented'),
      formula(placed.cell('kind', loan), KIND_WORDS[loan.kind], 'indented'),
      formula(placed.cell('low', loan), dollars(loan.low)),
      formula(placed.cell('high', loan), dollars(loan.high)),
      formula(placed.cell('balance', loan), dollars(loan.balance)),
    );
}

/** Days left, from the first to the last that counts. */
const AGES: readonly (readonly [string, number | null, number | null])[] = [
  ['Past', null, -1],
  ['Today to 30 days', 0, 30],
  ['31 to 90 days', 31, 90],
  ['91 to 365 days', 91, 365],
  ['Later', 366, null],
];

/** How many deadlines end when; null where none has a day. */
function agingRows(rows: SheetRows, { calendar }: Terms): Block | null {
  const { left, daysLeft } = calendar;
  if (left === null) return null;
  const head = columnHeadings(rows, 'Deadlines by days left', ['Deadlines'], 1);
  const first = rows.next;
  for (const [label, from, to] of AGES) {
    const tests = [
      ...(from === null ? [] : [`${left},">=${from}"`]),
      ...(to === null ? [] : [`${left},"<=${to}"`]),
    ];
    const count = daysLeft.filter(
      (days) => days >= (from ?? -Infinity) && days <= (to ?? Infinity),
    );
    rows.add(text(label, 'plain'), formula(`COUNTIFS(${tests.join(',')})`, count.length, 'count'));
  }
  return { head, first, last: rows.next - 1 };
}

const LOOKS = ['third', 'second', 'fifth'] as const;
/** More columns than these cannot be told apart. */
const MOST_BARS = 15;

function chartOf(
  title: string,
  { head, first, last }: Block,
  columns: string,
  horizontal: string,
  row: number,
): ChartModel {
  const sheet = sheetReference('Dashboard');
  const end = Math.min(last, first + MOST_BARS - 1);
  return {
    kind: 'stackedColumns',
    title,
    horizontal,
    vertical: columns.length > 1 ? 'Dollars' : 'Deadlines',
    from: [7, row - 1],
    to: [15, row + 10],
    series: [...columns].map((column, n) => ({
      name: `${sheet}!$${column}$${head}`,
      categories: `${sheet}!$A$${first}:$A$${end}`,
      values: `${sheet}!$${column}$${first}:$${column}$${end}`,
      look: columns.length > 1 ? (LOOKS[n] ?? 'first') : 'first',
    })),
  };
}
