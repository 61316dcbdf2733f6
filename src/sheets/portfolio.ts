/** A portfolio of loans: a table with lists to choose from, one call for all deficiencies, totals and errors. */
import { columnLetters } from '../formulas/address';
import { assess } from '../calculation/deficiency/assess';
import type { CaseReader } from '../calculation/deficiency/case';
import { loanId } from '../calculation/portfolio/results';
import { outcome } from '../calculation/deficiency/outcome';
import { statusText } from '../functions/status';
import { factNamed, PROFILES, STATES_BY_NAME } from '../law/book';
import { dollars, isBlank, parseAmount } from '../money/cents';
import { readingOf } from '../calculation/input/fieldNames';
import { isRemark } from '../calculation/input/fields';
import { readDate, toWords, type Day } from '../money/dates';
import { ok, textOf } from '../money/result';
import { call, spilled } from './addIn';
import { asArguments } from './arguments';
import type { SheetDeclaration } from './declaration';
import {
  cleanText,
  formula,
  inFormula,
  serial,
  SheetRows,
  text,
  type CellModel,
  type Scalar,
  type SheetModel,
  type StyleName,
  type Validation,
} from './sheet';

export const PORTFOLIO: SheetDeclaration = {
  name: 'portfolio',
  title: 'Portfolio table',
  about: 'All rows that the selected formula answers, as a table with one call for all.',
  reads: 'loans',
  input:
    'cases.jsonl, cases.csv or a tape (.xlsx, .csv, .tsv): a table of loans with one call for all',
  make: (json, paper) =>
    ok(portfolio({ ...paper, records: json['loans'] as PortfolioTerms['records'] })),
};

export interface PortfolioTerms {
  readonly reader: CaseReader;
  /** Records as `assess` reads them, a loan each. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** What was wrong with records that could not be read, by their place; these are empty rows. */
  readonly unread?: ReadonlyMap<number, string>;
  readonly title: string;
  readonly preparedOn: Day;
}

interface Column {
  readonly name: string;
  readonly head: string;
  readonly width: number;
  readonly style: StyleName;
}

const amountColumn = (name: string, head: string): Column => ({
  name,
  head,
  width: 15,
  style: 'moneyInput',
});
const factColumn = (name: string, head: string, width = 15): Column => ({
  name,
  head,
  width,
  style: 'textInput',
});

/** Facts stand together, with the names of facts as heads, so that one range hands them over. */
const FACT_COLUMNS: readonly Column[] = [
  factColumn('profile', 'Profile', 22),
  factColumn('method', 'Method', 14),
  factColumn('loan_purpose', 'Loan purpose', 16),
  factColumn('lien_priority', 'Lien priority', 11),
  factColumn('owner_occupied', 'Owner occupied', 12),
  factColumn('purchaser', 'Purchaser', 13),
  { name: 'sale_date', head: 'Sale date', width: 13, style: 'dateInput' },
];

const ID_COLUMN = factColumn('id', 'Loan', 14);
const FIRST_COLUMNS: readonly Column[] = [
  ID_COLUMN,
  factColumn('state', 'State', 8),
  amountColumn('balance', 'Balance'),
  amountColumn('costs', 'Costs'),
  amountColumn('sale_price', 'Sale price'),
  amountColumn('fair_value', 'Fair value'),
];

/** The columns of a table, and which of them its call reads as facts. */
interface Columns {
  readonly all: readonly Column[];
  readonly facts: readonly Column[];
}

/** The usual columns, and one for whatever else a loan says: nothing that decides it is left out. */
function columnsFor(records: readonly Readonly<Record<string, unknown>>[]): Columns {
  const usual = [...FIRST_COLUMNS, ...FACT_COLUMNS];
  const heads = new Set(usual.map(({ head }) => head.toLowerCase()));
  const names = new Set(usual.map(({ name }) => name));
  const further: Column[] = [];
  for (const record of records)
    for (const [name, value] of Object.entries(record)) {
      if (names.has(name) || isRemark(name) || isBlank(value)) continue;
      names.add(name);
      further.push(furtherColumn(name, heads));
    }
  const facts = [...FACT_COLUMNS, ...further];
  return { all: [...FIRST_COLUMNS, ...facts], facts };
}

function furtherColumn(name: string, heads: Set<string>): Column {
  const words = cleanText(name).replace(/\s+/g, ' ').trim() || 'Unnamed';
  const plain = readingOf(name) ? words.replace(/_/g, ' ') : words;
  const said = `${plain.slice(0, 1).toUpperCase()}${plain.slice(1, 200)}`;
  let head = said;
  for (let n = 2; heads.has(head.toLowerCase()); n++) head = `${said} (${n})`;
  heads.add(head.toLowerCase());
  const reading = readingOf(name);
  if (reading === 'amount') return amountColumn(name, head);
  return reading === 'date'
    ? { name, head, width: 13, style: 'dateInput' }
    : factColumn(name, head, 16);
}

/** In front of the table, which no formula that fills several rows may enter: the names again, and the results beside them. */
const RESULTS: readonly Column[] = [
  { name: 'loan', head: 'Results by loan', width: 16, style: 'plain' },
  { name: 'low', head: 'At least', width: 16, style: 'money' },
  { name: 'high', head: 'At most', width: 16, style: 'money' },
  { name: 'status', head: 'Status and law', width: 70, style: 'indented' },
];
const [LOW, HIGH, STATUS] = ['B', 'C', 'D'] as const;

/** The letters of a column of the table. */
const lettersOf = (n: number): string => columnLetters(RESULTS.length + n);

/** The row of the table's headings. */
export const HEADER_ROW = 12;
/** Totals reach beyond the last loan, so that a longer table is still added up. */
const SPARE_ROWS = 5000;

/** The sheets of a portfolio: the table with its results, errors in words, and the lists. */
export function portfolio(given: PortfolioTerms): SheetModel[] {
  const { reader } = given;
  const results = given.records.map((record, n) => {
    const message = given.unread?.get(n);
    const result = resultOf(reader, record);
    return message === undefined ? result : { ...NO_RESULT, ...inError(result), message };
  });
  const terms = {
    ...given,
    records: given.records.map((record) => asArguments(reader, record)),
  };
  const columns = columnsFor(terms.records);
  const errors = results.flatMap((result, n): LoanError[] =>
    result.message === null
      ? []
      : [
          {
            row: HEADER_ROW + 1 + n,
            loan: loanId(given.records[n] ?? {}, n),
            message: result.message,
          },
        ],
  );
  const lists = listsSheet(columns.all);
  const sheets = [portfolioSheet(terms, columns, results, lists.validations), lists.sheet];
  if (errors.length > 0) sheets.splice(1, 0, errorsSheet(terms, errors));
  return sheets;
}

interface Result {
  readonly low: Scalar;
  readonly high: Scalar;
  readonly status: Scalar;
  readonly message: string | null;
}

const NO_RESULT: Result = { low: null, high: null, status: null, message: null };

/** What the functions show for a row that has a mistake of its own. */
const inError = (result: Result): Partial<Result> => (isError(result.low) ? result : {});

function resultOf(reader: CaseReader, record: Readonly<Record<string, unknown>>): Result {
  const read = reader.read(record);
  if (!read.ok) {
    const { name, field, message } = read.error;
    if (isBlank(record['balance']) && isBlank(record['sale_price']) && field === 'balance')
      return { low: null, high: null, status: null, message: `${field}: ${message}` };
    const error = { error: name === 'unknown_name' ? '#N/A' : '#VALUE!' };
    return { low: error, high: error, status: error, message: `${field}: ${message}` };
  }
  const { low, high } = outcome(read.value);
  return {
    low: dollars(low),
    high: dollars(high),
    status: statusText(assess(read.value)),
    message: null,
  };
}

function portfolioSheet(
  terms: PortfolioTerms,
  columns: Columns,
  results: readonly Result[],
  validations: readonly Validation[],
): SheetModel {
  const { records, title, preparedOn } = terms;
  const rows = new SheetRows();
  const last = HEADER_ROW + Math.max(1, records.length);
  headRows(rows, terms, results);
  rows.add(
    ...RESULTS.map(({ head, style }) => text(head, RESULT_HEADS[style])),
    ...columns.all.map(({ head, style }) =>
      text(head, style === 'textInput' ? 'columnHeadWrapped' : 'columnHeadRight'),
    ),
  );
  const names = spilled(
    'Loans[Loan]&""',
    records.map((record) => [String(cellOf(ID_COLUMN, record)?.value ?? '')]),
    'plain',
  );
  const ends = spilled(
    formulaFor('DEFICIENCY.RANGE', columns.facts),
    results.map(({ low, high }) => [low, high]),
    'money',
  );
  const statuses = spilled(
    formulaFor('DEFICIENCY.STATUS', columns.facts),
    results.map(({ status }) => [status]),
    'indented',
  );
  records.forEach((record, n) => {
    rows.add(
      ...(names[n] ?? []),
      ...(ends[n] ?? []),
      ...(statuses[n] ?? []),
      ...columns.all.map((column) => cellOf(column, record)),
    );
  });
  const first = HEADER_ROW + 1;
  const cells = `${STATUS}${first}:${STATUS}${last}`;
  const starts = (words: string) => `LEFT($${STATUS}${first},${words.length})="${words}"`;
  return {
    name: 'Portfolio',
    widths: [...RESULTS, ...columns.all].map(({ width }) => width),
    rows: rows.rows,
    validations: validations.map((one) => ({
      ...one,
      cells: one.cells.replace(/\?/g, String(last)).replace(/!/g, String(first)),
    })),
    tables: [
      {
        name: 'Loans',
        cells: `${lettersOf(0)}${HEADER_ROW}:${lettersOf(columns.all.length - 1)}${last}`,
        columns: columns.all.map(({ head }) => head),
      },
    ],
    highlights: [
      { cells, formula: `ISERROR($${STATUS}${first})`, look: 'bad' },
      { cells, formula: starts('Barred'), look: 'bad' },
      { cells, formula: starts('Limited'), look: 'caution' },
      { cells, formula: starts('Open'), look: 'caution' },
      { cells, formula: starts('Recoverable'), look: 'good' },
      { cells, formula: starts('No shortfall'), look: 'quiet' },
    ],
    frozen: { rows: HEADER_ROW, columns: 1 },
    print: {
      landscape: true,
      left: title,
      right: `Prepared ${toWords(preparedOn)}`,
      titleRows: `${HEADER_ROW}:${HEADER_ROW}`,
    },
  };
}

const RESULT_HEADS: Readonly<Partial<Record<StyleName, StyleName>>> = {
  plain: 'columnHead',
  money: 'columnHeadRight',
  indented: 'columnHeadIndented',
};

/** Signs that mean something between the brackets of a table's reference. */
const inBrackets = (head: string): string => head.replace(/['[\]#@]/g, "'$&");

function formulaFor(id: string, facts: readonly Column[]): string {
  const column = (head: string) => `Loans[${head}]`;
  const [first = '', last = ''] = [facts[0], facts.at(-1)].map((one) =>
    inBrackets(one?.head ?? ''),
  );
  return call(id, [
    column('Balance'),
    column('Sale price'),
    column('Costs'),
    column('State'),
    column('Fair value'),
    `Loans[[#All],[${first}]:[${last}]]`,
  ]);
}

/** Kinds of outcome by how their status begins. */
const KINDS: readonly { readonly label: string; readonly begins: readonly string[] }[] = [
  { label: 'Certain', begins: ['Recoverable', 'Limited'] },
  { label: 'Open', begins: ['Open'] },
  { label: 'Barred', begins: ['Barred'] },
  { label: 'No shortfall', begins: ['No shortfall'] },
];

/** What is certain, open, barred and nothing, in loans and in dollars; formulas over the whole table. */
function headRows(
  rows: SheetRows,
  { title, preparedOn, records, reader }: PortfolioTerms,
  results: readonly Result[],
): void {
  const first = HEADER_ROW + 1;
  const end = HEADER_ROW + records.length + SPARE_ROWS;
  const range = (letters: string) => `$${letters}$${first}:$${letters}$${end}`;
  const [balance, costs, price] = [2, 3, 4].map((n) => range(lettersOf(n))) as [
    string,
    string,
    string,
  ];
  const [low, high, status] = [range(LOW), range(HIGH), range(STATUS)];
  rows.add(text('Portfolio of deficiencies', 'title'));
  rows.add(text(title, 'status'));
  rows.add(text(`Prepared ${toWords(preparedOn)}`, 'subtitle'));
  const heads = ['At least', 'At most', '', 'Loans', '', 'Balance', 'Shortfall'];
  rows.add(text('', 'columnHead'), ...heads.map((head) => text(head, 'columnHeadRight')));
  const told = (record: Readonly<Record<string, unknown>>, name: string): number => {
    const read = parseAmount(record[name]);
    return read.ok ? (read.value ?? 0) : 0;
  };
  for (const { label, begins } of KINDS) {
    const of = (column: string) =>
      begins.map((word) => `SUMIF(${status},"${word}*",${column})`).join('+');
    const there = results.flatMap((result, n) =>
      begins.some((word) => startsWith(result.status, word))
        ? [{ ...result, record: records[n] ?? {} }]
        : [],
    );
    const sum = (cents: (one: (typeof there)[number]) => number) =>
      dollars(there.reduce((total, one) => total + cents(one), 0));
    const shortfall = sum(
      ({ record }) => told(record, 'balance') + told(record, 'costs') - told(record, 'sale_price'),
    );
    rows.add(
      text(label, 'plain'),
      formula(
        `ROUND(${of(low)},2)`,
        sum(({ low: cents }) => centsIn(cents)),
      ),
      formula(
        `ROUND(${of(high)},2)`,
        sum(({ high: cents }) => centsIn(cents)),
      ),
      null,
      formula(
        begins.map((word) => `COUNTIF(${status},"${word}*")`).join('+'),
        there.length,
        'count',
      ),
      null,
      formula(
        of(balance),
        sum(({ record }) => told(record, 'balance')),
      ),
      label === 'No shortfall'
        ? null
        : formula(
            `ROUND(${of(balance)}+${of(costs)}-${begins.map((word) => `SUMIF(${status},"${word}*",${price})`).join('-')},2)`,
            shortfall,
          ),
    );
  }
  const errors = results.filter(({ low: d }) => isError(d)).length;
  rows.add(
    text('Not assessed', 'plain'),
    null,
    null,
    null,
    formula(`SUMPRODUCT(--ISERROR(${low}))`, errors, 'count'),
  );
  const [from, to] = [rows.next - KINDS.length - 1, rows.next - 1];
  const kinds = rows.rows.slice(from - 1, to);
  rows.add(
    text('All loans', 'subtotalLabel'),
    ...['B', 'C', 'D', 'E', 'F', 'G', 'H'].map((column, n) =>
      heads[n] === ''
        ? text('', 'subtotalLabel')
        : formula(
            `SUM(${column}${from}:${column}${to})`,
            kinds.reduce(
              (sum, cells) => Math.round((sum + Number(cells[n + 1]?.value ?? 0)) * 100) / 100,
              0,
            ),
            heads[n] === 'Loans' ? 'subtotalCount' : 'subtotal',
          ),
    ),
  );
  const typing =
    'Blue cells are yours to type; one formula in the first row of each result gives it for all loans.';
  rows.add(text(`${settingWords(reader.settings)} ${typing}`, 'aside'));
}

const SHOWN = { upper: 'the most', lower: 'the least', error: 'no number' } as const;

/** The settings under which the loans were assessed. */
export function settingWords({ profile, whenUnknown }: CaseReader['settings']): string {
  const kind = PROFILES.find(({ name }) => name === profile)?.label;
  const assumed = kind
    ? `${kind} is assumed where a loan has no profile`
    : 'nothing is assumed where a loan has no profile';
  return `In force: ${assumed}; an open loan counts from its least to its most (DEFICIENCY shows ${SHOWN[whenUnknown]}).`;
}

const centsIn = (value: Scalar): number =>
  typeof value === 'number' ? Math.round(value * 100) : 0;

const isError = (value: Scalar): boolean => typeof value === 'object' && value !== null;

const startsWith = (value: Scalar, words: string): boolean =>
  typeof value === 'string' && value.startsWith(words);

function cellOf(
  { name, style }: Column,
  record: Readonly<Record<string, unknown>>,
): CellModel | null {
  const value = record[name] ?? (name === 'id' ? record['loan_id'] : undefined);
  if (isBlank(value)) return { value: null, style };
  if (style === 'moneyInput') {
    const read = parseAmount(value);
    return { value: read.ok && read.value !== null ? dollars(read.value) : textOf(value), style };
  }
  if (style === 'dateInput') {
    const read = readDate(value);
    return { value: read.ok && read.value !== null ? serial(read.value) : textOf(value), style };
  }
  if (typeof value === 'number') return { value, style };
  return { value: typeof value === 'boolean' ? (value ? 'yes' : 'no') : textOf(value), style };
}

interface LoanError {
  readonly row: number;
  readonly loan: string;
  readonly message: string;
}

function errorsSheet(
  { title, preparedOn }: PortfolioTerms,
  errors: readonly LoanError[],
): SheetModel {
  const rows = new SheetRows();
  rows.add(text('Loans that could not be assessed', 'title'));
  rows.add(text(title, 'status'));
  rows.gap();
  rows.add(
    text('Loan', 'columnHead'),
    text('Row', 'columnHeadRight'),
    text('What to do', 'columnHeadIndented'),
  );
  for (const { row, loan, message } of errors)
    rows.add(
      formula(`HYPERLINK("#'Portfolio'!A${row}",${inFormula(loan)})`, loan, 'plain'),
      { value: row, style: 'count' },
      text(message, 'text'),
    );
  return {
    name: 'Errors',
    widths: [20, 10, 100],
    rows: rows.rows,
    print: { landscape: false, left: title, right: `Prepared ${toWords(preparedOn)}` },
  };
}

/** The lists that cells choose from, out of the table of facts. */
function listsSheet(columns: readonly Column[]): { sheet: SheetModel; validations: Validation[] } {
  const lists = columns.flatMap(({ name, head }, n) => {
    const values = listOf(name);
    return values.length === 0 ? [] : [{ head, values, column: lettersOf(n) }];
  });
  const longest = Math.max(...lists.map(({ values }) => values.length));
  const rows = new SheetRows();
  rows.add(...lists.map(({ head }) => text(head, 'columnHead')));
  for (let n = 0; n < longest; n++)
    rows.add(...lists.map(({ values }) => text(values[n] ?? '', 'plain')));
  const validations = lists.map(({ values, column }, n): Validation => {
    const letter = columnLetters(n);
    return {
      cells: `${column}!:${column}?`,
      rule: { kind: 'range', source: `Lists!$${letter}$2:$${letter}$${values.length + 1}` },
    };
  });
  columns.forEach(({ style }, n) => {
    const column = lettersOf(n);
    if (style === 'moneyInput')
      validations.push({ cells: `${column}!:${column}?`, rule: { kind: 'amount' } });
    if (style === 'dateInput')
      validations.push({ cells: `${column}!:${column}?`, rule: { kind: 'date' } });
  });
  return {
    sheet: {
      name: 'Lists',
      hidden: true,
      widths: lists.map(() => 24),
      rows: rows.rows,
      print: { landscape: true, left: 'Lists', right: '' },
    },
    validations,
  };
}

function listOf(name: string): readonly string[] {
  if (name === 'state') return STATES_BY_NAME.map(({ code }) => code);
  if (name === 'profile') return [...PROFILES.map((profile) => profile.name), 'none'];
  const fact = factNamed(name);
  if (fact?.kind === 'flag') return ['yes', 'no'];
  return fact?.kind === 'choice' ? Object.keys(fact.choices ?? {}) : [];
}
