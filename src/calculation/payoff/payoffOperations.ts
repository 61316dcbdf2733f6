/** DEFICIENCY.PAYOFF, .PERDIEM, .INTEREST and .COMPARE: the debt to the day, alone or beside the lender's figures. */
import { dollars, roundToCents, type Cents } from '../../money/cents';
import { toWords, type Day } from '../../money/dates';
import { ORDINARY_INTEREST, perDiem, type RatePeriod } from '../../money/interest';
import { DEBT_ITEMS, ITEM_LABELS, type DebtItem } from '../input/debtItems';
import { readRows } from '../input/fields';
import { outcome, problem, refused, type Outcome, type Problem } from '../input/problem';
import { periodsOf, type RatesRead } from '../input/rateInput';
import { perDiemWords, type Line } from '../line/line';
import { LINE } from '../operation/columns';
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
} from '../operation/operation';
import { compare, type ComparisonResult } from './compare';
import { goodThrough, interestBetween, payoff, type GoodThrough, type Payoff } from './payoff';
import {
  CHARGE_COLUMNS,
  CONVENTION_TERMS,
  conventionOf,
  defaultRateOf,
  inGivenRows,
  ITEM_WORDS,
  PAYOFF_TERMS,
  payoffInput,
  payoffOptions,
  type PayoffInput,
  type PayoffOptions,
  type PayoffTermValues,
} from './payoffInput';
import { rateOn, withDefaultRate } from './rates';

const PRINCIPAL = required('principal', 'amount', 'Unpaid principal.');
const RATE = required(
  'rate',
  'rates',
  'Yearly rate such as 6.5%, or a table with the columns from and rate.',
);
const PAID_THROUGH = required('paid_through', 'date', 'Last day through which interest is paid.');
const PAYOFF_DATE = required('payoff_date', 'date', 'Day of the payoff or sale.');
const TERMS = optional(
  'terms',
  { terms: PAYOFF_TERMS },
  'Terms such as "day_count=actual/360; default_rate=18%; default_date=2024-03-01; late_fees=450".',
);
const CHARGES = optional(
  'charges',
  { rows: CHARGE_COLUMNS },
  'Table of fees, advances and credits with the columns item, amount, date, rate, label.',
);
const INTEREST_TERMS = optional(
  'terms',
  { terms: PAYOFF_TERMS },
  'How interest is counted, such as "day_count=30/360; counted=both; per_diem=rounded".',
);

/** Names of the calculation as the arguments are called. */
const FIELDS: Readonly<Record<string, string>> = {
  rates: 'rate',
  late_fee_payment: 'terms',
  late_fees: 'terms',
  attorney_fees: 'terms',
  attorney_fee_cap: 'terms',
  default_rate: 'terms',
  default_date: 'terms',
  accelerated: 'terms',
  rebate_method: 'terms',
  days: 'good_through',
};

/** A payoff's arguments, read. */
export type PayoffGiven = Given<
  readonly [
    typeof PRINCIPAL,
    typeof RATE,
    typeof PAID_THROUGH,
    typeof PAYOFF_DATE,
    typeof TERMS,
    typeof CHARGES,
  ]
>;

/** The same terms without charges are put together once, because thousands of loans pass here. */
const alike = new WeakMap<
  PayoffTermValues,
  { readonly context: Context; readonly options: PayoffOptions }
>();

function optionsOf(
  { terms, charges, payoff_date: day }: PayoffGiven,
  context: Context,
): PayoffOptions {
  const { source, reader } = context;
  const make = () => payoffOptions(terms, charges, source, reader.settings, day);
  if (charges.length > 0) return make();
  const known = alike.get(terms);
  if (known?.context === context) return known.options;
  const options = make();
  alike.set(terms, { context, options });
  return options;
}

/** Rows of rates that give a payoff no rate, and indexes, to which no law adds a margin here. */
const rateNotes = ({ rows, problems }: RatesRead): Problem[] => [
  ...problems,
  ...rows.flatMap(({ rate, index, row }) =>
    rate === undefined
      ? [problem('missing', 'rate', 'has no rate: the row is left out', row)]
      : index === undefined
        ? []
        : [problem('unused', 'rate', 'index has no say in a payoff', row)],
  ),
];

/** The terms of a payoff as given; what of it cannot be used, or has no say, is named. */
export function payoffTermsOf(given: PayoffGiven, context: Context): PayoffInput {
  const input = termsOf(given, context);
  const notes = rateNotes(given.rate);
  return notes.length === 0 ? input : { ...input, problems: [...notes, ...input.problems] };
}

const termsOf = (given: PayoffGiven, context: Context): PayoffInput =>
  payoffInput(
    {
      principal: given.principal,
      rates: periodsOf(given.rate),
      paidThrough: given.paid_through,
      payoffDate: given.payoff_date,
    },
    optionsOf(given, context),
  );

/** An outcome with the problems of its input, in the rows that were given. */
function placed<T>(made: Outcome<T>, input: PayoffInput): Outcome<T> {
  const problems = [...input.problems, ...made.problems].map((found) =>
    found.field === 'charges' ? found : inGivenRows(found, input.rowsOf),
  );
  return made.ok ? outcome(made.value, problems) : refused(...problems);
}

interface PaidOff {
  readonly on: Day;
  readonly payoff: Payoff;
  /** How many days of a good-through table were asked for. */
  readonly asked: number;
  readonly days: () => readonly GoodThrough[];
}

/** How many days a payoff is shown ahead where nobody asked. */
const DAYS_AHEAD = 10;

const lineColumns = [
  column<Line<DebtItem>>(ITEM_LABELS, 'item', 'Item', ({ item }) => item, { at: 'aside' }),
  LINE.label,
  LINE.amount,
  LINE.words,
];

const totals = ({ on, payoff: { total, perDiem: daily } }: PaidOff) => [
  sum('Total', 'Payoff', total, `On ${toWords(on)}`),
  ['Per diem', 'Interest of the next day', daily, `From ${toWords(on)} on`],
];

export const PAYOFF = operation({
  id: 'DEFICIENCY.PAYOFF',
  line: 'payoff',
  summary: 'The debt on a day, a line for each item with its arithmetic; a row a loan for several.',
  parameters: [
    PRINCIPAL,
    RATE,
    PAID_THROUGH,
    PAYOFF_DATE,
    TERMS,
    CHARGES,
    optional(
      'good_through',
      'number',
      'Number of days after the payoff date: lists the payoff of each.',
      { ofOne: true },
    ),
  ],
  example:
    '=DEFICIENCY.PAYOFF(250000,"6.5%","2024-01-01","2024-06-28","late_fees=450; attorney_fee_percent=5%")',
  spill: 'rows',
  run: (given, context): Outcome<PaidOff> => {
    const input = payoffTermsOf(given, context);
    const asked = given.good_through ?? 0;
    const ahead = asked > 0 ? goodThrough(input.terms, asked) : outcome<readonly GoodThrough[]>([]);
    const made = payoff(input.terms);
    const whole: Outcome<PaidOff> = !made.ok
      ? made
      : !ahead.ok
        ? ahead
        : outcome(
            {
              on: given.payoff_date,
              payoff: made.value,
              asked,
              days: () => (asked > 0 ? ahead.value : shownAhead(input)),
            },
            [...made.problems, ...ahead.problems],
          );
    return placed(whole, input);
  },
  figures: [
    column<PaidOff>('amount', 'total', 'Payoff', ({ payoff: { total } }) => total),
    ...DEBT_ITEMS.map((item) =>
      column<PaidOff>('amount', item, ITEM_LABELS[item], ({ payoff: { parts } }) => parts[item], {
        group: 'parts',
      }),
    ),
    column<PaidOff>('amount', 'per_diem', 'Per diem', ({ payoff: { perDiem: daily } }) => daily),
  ],
  tables: [
    table<PaidOff, Line<DebtItem>>({
      id: 'lines',
      columns: lineColumns,
      rows: ({ payoff: { lines } }) => lines,
      closing: totals,
    }),
    table<PaidOff, GoodThrough>({
      id: 'good_through',
      title: 'Good through',
      columns: [
        column('date', 'date', 'Good through', ({ date }) => date, { at: 'name' }),
        column('amount', 'total', 'Payoff', ({ total }) => total),
        column('amount', 'per_diem', 'Per diem', ({ perDiem: daily }) => daily),
      ],
      rows: ({ days }) => days(),
      inLine: ({ asked }) => asked > 0,
    }),
  ],
  shown: ({ asked }) => (asked > 0 ? 'good_through' : 'lines'),
  fields: FIELDS,
});

function shownAhead({ terms }: PayoffInput): readonly GoodThrough[] {
  const made = goodThrough(terms, DAYS_AHEAD);
  return made.ok ? made.value : [];
}

interface InterestFound {
  readonly lines: readonly Line[];
  readonly total: Cents;
  readonly perDiem: Cents;
}

export const INTEREST = operation({
  id: 'DEFICIENCY.INTEREST',
  line: 'interest',
  summary: 'Simple interest between two days, at one rate or at rates that change.',
  parameters: [
    PRINCIPAL,
    RATE,
    required(
      'from',
      'date',
      'Day before the first that bears interest, as the last day paid through.',
    ),
    required('to', 'date', 'Last day that bears interest.'),
    INTEREST_TERMS,
  ],
  example: '=DEFICIENCY.INTEREST(250000,"6.5%","2024-01-01","2024-06-28","actual/360")',
  spill: 'cells',
  run: ({ principal, rate, from, to, terms }, { reader: { settings } }): Outcome<InterestFound> => {
    const rates = raised(periodsOf(rate), terms);
    if ('message' in rates) return refused(rates);
    const convention = conventionOf(terms, settings);
    const rounding = terms.rounding ?? settings.rounding;
    const made = interestBetween({ principal, rates, from, to, convention, rounding });
    return made.ok
      ? outcome(made.value, [...unusedInInterest(terms, rate), ...made.problems])
      : made;
  },
  figures: [
    column<InterestFound>('amount', 'total', 'Interest', ({ total }) => total),
    column<InterestFound>('amount', 'per_diem', null, ({ perDiem: daily }) => daily),
  ],
  tables: [
    table<InterestFound, Line>({
      id: 'lines',
      columns: [LINE.label, LINE.amount, LINE.words],
      rows: ({ lines }) => lines,
      closing: ({ total, perDiem: daily }) => [
        sum('Total', total, ''),
        ['Per diem', daily, 'Interest of one day at the end'],
      ],
    }),
  ],
  fields: FIELDS,
});

/** Terms of a payoff that interest alone turns on. */
const OF_INTEREST = new Set<string>([
  ...Object.keys(CONVENTION_TERMS),
  'default_rate',
  'default_margin',
  'default_date',
]);

/** What was given and has no say in interest alone. */
function unusedInInterest(
  terms: PayoffTermValues,
  rates: RatesRead,
  without: readonly string[] = [],
): Problem[] {
  const given = Object.keys(terms);
  const raises = terms.default_rate !== undefined || terms.default_margin !== undefined;
  const unused = given.filter((name) => !OF_INTEREST.has(name) || without.includes(name));
  return [
    ...rateNotes(rates),
    ...unused.map((name) => problem('unused', name, 'has no say in interest alone')),
    ...(terms.default_date !== undefined && !raises
      ? [problem('unused', 'default_date', 'has no say without default_rate or default_margin')]
      : []),
  ];
}

function raised(
  rates: readonly RatePeriod[],
  terms: PayoffTermValues,
): readonly RatePeriod[] | Problem {
  const defaultRate = defaultRateOf(terms);
  return defaultRate && 'message' in defaultRate
    ? defaultRate
    : withDefaultRate(rates, defaultRate);
}

interface Daily {
  /** To the cent, or with the decimals that `per_diem` asks for. */
  readonly dollars: number;
  readonly words: string;
}

export const PERDIEM = operation({
  id: 'DEFICIENCY.PERDIEM',
  line: 'perdiem',
  summary: 'Interest of one day.',
  parameters: [
    PRINCIPAL,
    RATE,
    optional('date', 'date', 'The day, where the rate or the length of the year turns on it.'),
    INTEREST_TERMS,
  ],
  example: '=DEFICIENCY.PERDIEM(250000,"6.5%")',
  spill: 'cells',
  run: ({ principal, rate: given, date, terms }, { reader: { settings } }): Outcome<Daily> => {
    const rates = raised(periodsOf(given), terms);
    if ('message' in rates) return refused(rates);
    const convention = { ...ORDINARY_INTEREST, ...conventionOf(terms, settings) };
    const turnsOnDay = rates.length > 1 || convention.dayCount === 'actual/actual';
    if (turnsOnDay && date === null)
      return refused(
        problem(
          'missing',
          'date',
          'give the day, because the rate or the length of the year turns on it',
        ),
      );
    const rate = rateOn(rates, date ?? 0);
    if (!rate) return refused(problem('rate_gap', 'rate', 'no rate is given for that day'));
    const daily = perDiem(principal, rate, convention, date ?? 0);
    const words = perDiemWords(principal, rate, convention.dayCount);
    const exact = terms.per_diem === 'exact' || terms.per_diem === 'three_decimals';
    const unused = [
      ...unusedInInterest(terms, given, exact ? ['counted', 'rounding'] : ['counted']),
      ...(date !== null && !turnsOnDay && given.single !== null
        ? [problem('unused', 'date', 'has no say: every day bears the same')]
        : []),
    ];
    if (exact) return outcome({ dollars: daily.div(100).toNumber(), words }, unused);
    const rounding = terms.rounding ?? settings.rounding;
    return outcome({ dollars: dollars(roundToCents(daily, rounding)), words }, unused);
  },
  figures: [column<Daily>('exact', 'per_diem', 'Per diem', (daily) => daily.dollars)],
  tables: [
    table<Daily, Daily>({
      id: 'lines',
      columns: [
        column('text', 'label', 'Line', () => 'Per diem', { at: 'name' }),
        column('exact', 'amount', 'Amount', (daily) => daily.dollars),
        column('words', 'words', 'How', ({ words }) => words),
      ],
      rows: (daily) => [daily],
    }),
  ],
  fields: FIELDS,
});

/** The figures of a lender's statement. */
const STATED_COLUMNS = {
  item: {
    help: 'What it is',
    kind: DEBT_ITEMS,
    words: ITEM_WORDS,
    also: ['line', 'what'],
    required: true,
  },
  amount: {
    help: 'Dollars, as they state it',
    kind: 'signed',
    also: ['theirs', 'stated'],
    required: true,
  },
} as const;

/** The lender's figures, read. */
export const statedOf = (stated: readonly NamedValues[], { source }: Context) =>
  readRows(stated, STATED_COLUMNS, source, 'stated');

interface Compared {
  readonly result: ComparisonResult;
  readonly ours: PaidOff;
}

export const COMPARE = operation({
  id: 'DEFICIENCY.COMPARE',
  line: 'compare',
  summary: "The lender's figures against ours, line by line with the likely reason.",
  parameters: [
    required(
      'stated',
      { rows: STATED_COLUMNS },
      "Table of the lender's figures with the columns item and amount.",
    ),
    PRINCIPAL,
    RATE,
    PAID_THROUGH,
    PAYOFF_DATE,
    TERMS,
    CHARGES,
  ],
  example:
    '=DEFICIENCY.COMPARE("item=principal, amount=250000; item=interest, amount=8079.86",250000,"6.5%","2024-01-01","2024-06-28")',
  run: (given, context): Outcome<Compared> => {
    const { rows, problems } = statedOf(given.stated, context);
    if (rows.length === 0 && problems.length === 0) {
      const message = 'give the figures of the lender, with the columns item and amount';
      return refused(problem('blank', 'stated', message));
    }
    const input = payoffTermsOf(given, context);
    const ours = payoff(input.terms);
    const made = compare(input.terms, rows);
    if (!made.ok || !ours.ok) return placed(made.ok ? refused(...ours.problems) : made, input);
    const paid: PaidOff = { on: given.payoff_date, payoff: ours.value, asked: 0, days: () => [] };
    const found = placed(outcome({ result: made.value, ours: paid }, made.problems), input);
    return found.ok ? outcome(found.value, [...problems, ...found.problems]) : found;
  },
  figures: [
    column<Compared>('amount', 'theirs', null, ({ result: { theirs } }) => theirs),
    column<Compared>('amount', 'ours', null, ({ result: { ours } }) => ours),
    column<Compared>('amount', 'difference', null, ({ result: { difference } }) => difference),
  ],
  tables: [
    table<Compared, ComparisonResult['items'][number]>({
      id: 'items',
      columns: [
        column(ITEM_LABELS, 'item', 'Item', ({ item }) => item, { at: 'name' }),
        column('amount', 'theirs', 'Theirs', ({ theirs }) => theirs),
        column('amount', 'ours', 'Ours', ({ ours }) => ours),
        column('amount', 'difference', 'Difference', ({ difference }) => difference),
        column('words', 'words', 'Why', ({ words }) => words),
      ],
      rows: ({ result: { items } }) => items,
      closing: ({ result: { theirs, ours, difference } }) => [
        sum('Total', theirs, ours, difference, ''),
      ],
    }),
    table<Compared, Line<DebtItem>>({
      id: 'ours',
      title: 'Our payoff',
      columns: lineColumns,
      rows: ({ ours }) => ours.payoff.lines,
      closing: ({ ours }) => totals(ours),
      inLine: () => false,
    }),
  ],
  fields: FIELDS,
});
