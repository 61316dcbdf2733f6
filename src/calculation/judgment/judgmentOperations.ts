/** DEFICIENCY.JUDGMENT and .LEDGER: a judgment carried to a day, in a few lines or event by event. */
import type { Known } from '../../law/rule';
import { addMonths, toWords } from '../../money/dates';
import type { Percent } from '../../money/interest';
import { factNamed } from '../../law/book';
import { dollars, isBlank } from '../../money/cents';
import { suspendedWords } from '../deficiency/deadlines';
import { readRows, type Row } from '../input/fields';
import { outcome, problem, refused, type Outcome, type Problem } from '../input/problem';
import type { Line } from '../line/line';
import { LINE_COLUMNS } from '../operation/columns';
import {
  column,
  operation,
  optional,
  required,
  sum,
  table,
  type Context,
  type Given,
  type NamedValues,
  type Value,
} from '../operation/operation';
import {
  AMOUNT_NAMES,
  amountsAsked,
  EVENT_COLUMNS,
  factsWithoutSay,
  inGivenRowsOfJudgment,
  JUDGMENT_TERMS,
  judgmentInput,
  type JudgmentGiven,
  type JudgmentInput,
} from './judgmentInput';
import { judgmentLines, ledger, type Ledger, type LedgerRow } from './ledger';

const PARAMETERS = [
  required('amount', 'amount', 'Amount of the judgment that bears interest.'),
  required('entered', 'date', 'Day of entry.'),
  required('as_of', 'date', 'Day to which the judgment is carried.'),
  optional(
    'state',
    'state',
    'State whose law of interest and life applies: a code such as TX, or a name.',
  ),
  optional(
    'contract_rate',
    { rateOr: ['none', 'no'] },
    'Rate of the note, used where the law lets it govern; or none.',
    { zeroIsBlank: true },
  ),
  optional(
    'rates',
    'rates',
    'Rate the judgment states; or published rates: a table with the columns from and rate, or index.',
    { zeroIsBlank: true },
  ),
  optional(
    'events',
    { rows: EVENT_COLUMNS },
    'Table of payments, costs, renewals and executions with the columns date, amount, kind.',
  ),
  optional(
    'facts',
    'facts',
    'Facts of the loan: a text such as "method=judicial", a two-column list, or a table with a header.',
  ),
  optional(
    'terms',
    { terms: JUDGMENT_TERMS },
    'Terms such as "compounding=yearly; interest_from=2023-05-01; court=federal".',
  ),
] as const;

/** A judgment carried to its day. */
export interface Carried {
  readonly input: JudgmentInput;
  readonly on: Ledger;
  /** Whether the terms ask for the per diem with more decimals than those of a cent. */
  readonly fine: boolean;
  /** The same judgment as of today; null where it cannot be carried so far. */
  readonly today: () => Carried | null;
}

/** A judgment's arguments, read. */
export type JudgmentArguments = Given<typeof PARAMETERS>;

/** The judgment as given; what is missing is asked for, and what has no say is named. */
export function judgmentOf(
  given: JudgmentArguments,
  { reader, source }: Context,
): Outcome<JudgmentInput> {
  const { contract_rate: contract, state, facts, ...rest } = given;
  const told: NamedValues = state === null ? facts : { ...facts, state };
  const far = farTerms(given);
  if (far) return refused(far);
  const contractRate = typeof contract === 'string' ? 'none' : contract;
  const judgment: JudgmentGiven = { ...rest, contractRate, facts: told };
  const made = judgmentInput(judgment, source, reader);
  if (!made.ok) return made;
  const idle = factsWithoutSay(judgment, reader).map((name) =>
    problem('unused', name, 'no law of this judgment asks for it'),
  );
  return outcome(made.value, [
    ...made.problems,
    ...unusedIn(given, made.value, source, amountsAsked(judgment)),
    ...idle,
  ]);
}

/** Carries one judgment to its day. */
function run(given: JudgmentArguments, context: Context): Outcome<Carried> {
  const made = judgmentOf(given, context);
  if (!made.ok) return made;
  const input = made.value;
  const result = ledger(input.terms, input.events, given.as_of);
  const placed = result.problems.map((found) => inGivenRowsOfJudgment(found, input));
  if (!result.ok) return refused(...placed);
  const { reader } = context;
  const fine = ['exact', 'three_decimals'].includes(given.terms.per_diem ?? '');
  const today = (): Carried | null => {
    const now = ledger(input.terms, input.events, reader.settings.today);
    return now.ok ? { input, on: now.value, fine, today } : null;
  };
  return outcome({ input, on: result.value, fine, today }, [...made.problems, ...placed]);
}

/** No judgment lives so long, and no interest before one runs so long, that it is not a slip. */
const MOST_YEARS = 100;

function farTerms({ entered, as_of: asOf, terms }: JudgmentArguments): Problem | null {
  const { years, interest_from: from } = terms;
  if (years !== undefined && (years === 0 || years > MOST_YEARS))
    return problem(
      'not_allowed',
      'terms',
      `years: ${years} is no life of a judgment; give up to ${MOST_YEARS}`,
    );
  if (from !== undefined && (from < addMonths(entered, -12 * MOST_YEARS) || from > asOf))
    return problem(
      'dates_out_of_order',
      'terms',
      `interest_from: ${toWords(from)} lies ${from > asOf ? 'after the day asked for' : `more than ${MOST_YEARS} years before the judgment`}; check it`,
    );
  return null;
}

/** What was given and has no say, each with the reason. */
function unusedIn(
  { facts, contract_rate: contract, rates, terms, events, as_of: asOf, state }: JudgmentArguments,
  input: JudgmentInput,
  source: Context['source'],
  asked: ReadonlySet<string>,
): Problem[] {
  const unused = (field: string, reason: string, row: number | null = null): Problem =>
    problem('unused', field, reason, row);
  const { rows } = readRows(events, EVENT_COLUMNS, source, 'events');
  const has = (kind: string) => rows.some((row) => row.kind === kind);
  const { restartedBy = [], keptAwakeBy = [] } = input.terms.life ?? {};
  const lawless = state === null && terms.court !== 'federal';
  const turnsOnRecord = [...restartedBy, ...keptAwakeBy].includes('payment_of_record');
  const amounts = Object.keys(facts).filter(
    (name) =>
      AMOUNT_NAMES.has(name) && !asked.has(name) && !factNamed(name) && !isBlank(facts[name]),
  );
  const needs: readonly (readonly [keyof typeof terms, boolean, string])[] = [
    ['renewal_years', has('renewal'), 'a renewal among the events'],
    ['renewal_counts_from', has('renewal'), 'a renewal among the events'],
    ['renewal_adds_interest', has('renewal'), 'a renewal among the events'],
    ['costs_bear_interest', has('cost'), 'a cost among the events'],
  ];
  return [
    ...amounts.map((name) => unused(name, 'has no say in a judgment')),
    ...(lawless
      ? Object.keys(facts)
          .filter((name) => factNamed(name) !== undefined && name !== 'judgment_date')
          .map((name) => unused(name, 'has no say without a state'))
      : []),
    ...('judgment_date' in facts && !isBlank(facts['judgment_date'])
      ? [unused('judgment_date', 'has no say beside entered')]
      : []),
    ...(contract !== null && (rates.single !== null || (lawless && rates.rows.length > 0))
      ? [unused('contract_rate', 'has no say beside the rate that the judgment states')]
      : []),
    ...(lawless
      ? rates.rows
          .filter(({ index }) => index !== undefined)
          .map(({ row }) => unused('rates', 'index has no say without a state', row))
      : []),
    ...needs.flatMap(([name, met, what]) =>
      terms[name] === undefined || met ? [] : [unused(name, `has no say without ${what}`)],
    ),
    ...rows.flatMap((row) => [
      ...(row.date > asOf
        ? [unused('events', `${toWords(row.date)} is after the day asked for`, row.row)]
        : []),
      ...columnsUnused(row).map((name) =>
        unused('events', `${name} has no say for ${row.kind ?? 'payment'}`, row.row),
      ),
      ...(row.of_record !== undefined && !turnsOnRecord
        ? [unused('events', 'of_record has no say: no life turns on it here', row.row)]
        : []),
    ]),
  ].filter(({ row, field }) => field !== 'events' || row === null || input.rowsOf.includes(row));
}

/** What may hold interest and years up from a day to another. */
const STOPS: ReadonlySet<string> = new Set(['stay', 'bankruptcy', 'tender']);

/** Columns of an event that have no say for what it is. */
const columnsUnused = (row: Row<typeof EVENT_COLUMNS>): string[] => {
  const { kind = 'payment' } = row;
  const only: readonly (readonly [keyof typeof EVENT_COLUMNS, boolean])[] = [
    ['amount', kind !== 'renewal' && kind !== 'execution'],
    ['bears_interest', kind === 'cost' || kind === 'fees' || STOPS.has(kind)],
    ['adds_interest', kind === 'renewal'],
    ['until', STOPS.has(kind)],
  ];
  return only.flatMap(([name, met]) => (row[name] === undefined || met ? [] : [name]));
};

const law = (citation: string | null, known: Known | null): string =>
  citation === null ? '' : `${citation}${known === 'recall' ? ' (unverified)' : ''}`;

interface JudgmentRow extends Line {
  readonly law: string;
}

const rowsOf = ({ input: { terms, basis }, on }: Carried): JudgmentRow[] =>
  judgmentLines(terms, on).map((line) =>
    line.item === 'interest'
      ? { ...line, words: `${line.words}; ${basis.words}`, law: law(basis.citation, basis.known) }
      : { ...line, words: line.words, law: '' },
  );

/** Interest of the next day in dollars: to the cent, or with the decimals that the terms ask for. */
export const daily = ({ on, fine }: Carried): number =>
  fine ? on.perDiemExact.div(100).toNumber() : dollars(on.perDiem);

/** Balance, interest of a day, and how long the judgment lives. */
const summary = (carried: Carried): ReturnType<typeof sum>[] => {
  const { on } = carried;
  const row = (...values: Value[]) => ({ values: ['', ...values], total: false });
  return [
    sum('', 'Balance', on.balance, `On ${toWords(on.asOf)}`, ''),
    row(
      'Per diem',
      on.perDiem,
      `Interest of the next day${carried.fine ? `: $${daily(carried)}` : ''}`,
      '',
    ),
    ...lifeRows(carried).map(([label, words, source]) => row(label, null, words, source)),
  ];
};

/** What was taken as given about the life, and the orders across which its years run. */
function moreOfLife({ on, input: { basis, terms } }: Carried): string {
  const end = on.expires ?? on.presumedPaid ?? on.dormantFrom;
  const across = end === null ? '' : suspendedWords(basis.suspended, terms.entered, end);
  const open =
    across === '' ? '' : `${across}; whether the years of a judgment are among them was not read`;
  return [basis.lifeWords, open].filter((text) => text !== '').join('; ');
}

function lifeRows(carried: Carried): [string, string, string][] {
  const {
    on,
    input: { basis },
  } = carried;
  const source = law(basis.lifeCitation, basis.lifeKnown);
  const rows: [string, string, string][] = [];
  const { satisfied, expires, presumedPaid, dormantFrom } = on;
  if (satisfied !== null) rows.push(['Paid in full', toWords(satisfied), '']);
  if (expires !== null)
    rows.push(['Expires', `${toWords(expires)}${on.enforceable ? '' : ': expired'}`, source]);
  if (presumedPaid !== null)
    rows.push(['Presumed paid', `${toWords(presumedPaid)}, unless disproved`, source]);
  if (dormantFrom !== null) rows.push(['Dormant', dormantWords(on), source]);
  const more = moreOfLife(carried);
  if (more !== '' && rows[0]) rows[0][1] = `${rows[0][1]}; ${more}`;
  return rows;
}

function dormantWords({ dormantFrom, revivableUntil, life }: Ledger): string {
  const from = `From ${toWords(dormantFrom ?? 0)}${life === 'alive' ? ' unless kept awake' : ''}`;
  return revivableUntil === null
    ? from
    : `${from}; can be revived until ${toWords(revivableUntil)}`;
}

const lineColumns = [...LINE_COLUMNS, column<JudgmentRow>('law', 'law', 'Law', (row) => row.law)];

/** A row of the ledger; the first says where the rate comes from. */
interface Told extends LedgerRow {
  readonly source: readonly string[];
}

const ledgerRows = ({ on, input: { basis } }: Carried): Told[] =>
  on.rows.map((row, n) => ({
    ...row,
    source: n === 0 ? [basis.words, law(basis.citation, basis.known)] : [],
  }));

const note = { at: 'note' } as const;

const TABLES = [
  table<Carried, JudgmentRow>({
    id: 'lines',
    title: 'The judgment',
    columns: lineColumns,
    rows: rowsOf,
    closing: summary,
  }),
  table<Carried, JudgmentRow>({
    id: 'today',
    title: 'Today',
    open: true,
    columns: lineColumns,
    rows: () => [],
    closing: ({ today }) => {
      const now = today();
      return now ? summary(now) : [];
    },
    inLine: () => false,
  }),
  table<Carried, Told>({
    id: 'ledger',
    title: 'Event by event',
    columns: [
      column('date', 'date', 'Date', ({ date }) => date, { at: 'before' }),
      column('text', 'kind', null, ({ kind }) => kind),
      column('text', 'label', 'What', ({ label }) => label, { at: 'name' }),
      column('count', 'days', 'Days', ({ days }) => days),
      column('rate', 'rate_percent', 'Rate', ({ ratePercent }) => ratePercent),
      column('amount', 'interest', 'Interest', ({ interest }) => interest),
      column('amount', 'paid', 'Paid', ({ paid }) => paid),
      column('amount', 'to_costs', 'To costs', ({ toCosts }) => toCosts, note),
      column('amount', 'to_interest', 'To interest', ({ toInterest }) => toInterest, note),
      column('amount', 'to_principal', 'To principal', ({ toPrincipal }) => toPrincipal, note),
      column('amount', 'principal', 'Principal', ({ principal }) => principal, note),
      column('amount', 'interest_due', 'Interest due', ({ interestDue }) => interestDue, note),
      column('amount', 'costs', 'Costs', ({ costs }) => costs, note),
      column('amount', 'balance', 'Balance', ({ balance }) => balance),
      column('words', 'words', 'How', ({ words, source }) =>
        [words, ...source].filter((text) => text !== '').join('; '),
      ),
    ],
    rows: ledgerRows,
  }),
];

const lastRate = ({ on: { rows } }: Carried): Percent | null =>
  rows[rows.length - 1]?.ratePercent ?? null;

const inLine = (kind: 'amount' | 'date' | 'flag' | 'text', id: string, of: (on: Ledger) => Value) =>
  column<Carried>(kind, id, null, ({ on }) => of(on));
const cellOnly = { cellOnly: true } as const;
const basis = { group: 'interest_by' } as const;
const life = { group: 'life_by' } as const;

const FIGURES = [
  column<Carried>('amount', 'balance', 'Balance', ({ on }) => on.balance),
  column<Carried>('amount', 'judgment', 'Judgment', ({ input }) => input.terms.amount, cellOnly),
  inLine('amount', 'principal', ({ principal }) => principal),
  inLine('amount', 'interest', ({ interest }) => interest),
  inLine('amount', 'costs', ({ costs }) => costs),
  column<Carried>('amount', 'accrued', 'Interest', ({ on }) => on.accrued),
  inLine('amount', 'paid', ({ paid }) => paid),
  inLine('amount', 'overpaid', ({ overpaid }) => overpaid),
  column<Carried>('amount', 'per_diem', 'Per diem', ({ on }) => on.perDiem),
  column<Carried>('rate', 'rate', 'Rate', lastRate, cellOnly),
  inLine('date', 'as_of', ({ asOf }) => asOf),
  inLine('date', 'satisfied', ({ satisfied }) => satisfied),
  column<Carried>('date', 'expires', 'Expires', ({ on }) => on.expires),
  inLine('date', 'presumed_paid', ({ presumedPaid }) => presumedPaid),
  inLine('date', 'dormant_from', ({ dormantFrom }) => dormantFrom),
  inLine('date', 'revivable_until', ({ revivableUntil }) => revivableUntil),
  inLine('text', 'life', ({ life }) => life),
  inLine('flag', 'enforceable', ({ enforceable }) => enforceable),
  column<Carried>('words', 'words', 'How', ({ input }) => input.basis.words, basis),
  column<Carried>('law', 'citation', null, ({ input }) => input.basis.citation, basis),
  column<Carried>('text', 'known', null, ({ input }) => input.basis.known, basis),
  column<Carried>('date', 'known_to', null, ({ input }) => input.basis.knownTo, basis),
  column<Carried>('words', 'words', null, (carried) => moreOfLife(carried), life),
  column<Carried>('law', 'citation', null, ({ input }) => input.basis.lifeCitation, life),
  column<Carried>('text', 'known', null, ({ input }) => input.basis.lifeKnown, life),
  column<Carried>(
    'law',
    'law',
    'Law',
    ({ input }) => law(input.basis.citation, input.basis.known),
    cellOnly,
  ),
];

const SHARED = {
  of: 'judgment',
  parameters: PARAMETERS,
  run,
  figures: FIGURES,
  tables: TABLES,
} as const;

export const JUDGMENT = operation({
  ...SHARED,
  id: 'DEFICIENCY.JUDGMENT',
  line: 'judgment',
  summary: 'A judgment carried to a day with interest, costs and payments; a row each for several.',
  example: '=DEFICIENCY.JUDGMENT(45000,"2023-01-15","2025-01-15","CA")',
  spill: 'rows',
});

export const LEDGER = operation({
  ...SHARED,
  id: 'DEFICIENCY.LEDGER',
  line: 'ledger',
  summary: 'A judgment event by event: interest, what each payment went to, and the balance.',
  example:
    '=DEFICIENCY.LEDGER(45000,"2023-01-15","2025-01-15","CA",,,"date=2023-07-01, amount=5000; date=2024-07-01, amount=5000")',
  shown: () => 'ledger',
});
