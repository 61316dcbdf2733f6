/** DEFICIENCY.PAYOFF, .INTEREST, .PERDIEM and .COMPARE: the debt to the day, alone or beside the lender's figures. */
import {
  CHARGE_COLUMNS,
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
} from '../../calculation/payoff/payoffInput';
import { periodsOf, type RatesRead } from '../../calculation/input/rateInput';
import { readRows, type Source } from '../../calculation/input/fields';
import { compare, type StatedFigure } from '../../calculation/payoff/compare';
import { perDiemWords } from '../../calculation/line/line';
import {
  goodThrough,
  interestBetween,
  payoff,
  type DebtItem,
} from '../../calculation/payoff/payoff';
import type { Problem } from '../../calculation/input/problem';
import { rateOn, withDefaultRate } from '../../calculation/payoff/rates';
import { dollars, roundToCents } from '../../money/cents';
import { toWords } from '../../money/dates';
import { ORDINARY_INTEREST, perDiem, type RatePeriod } from '../../money/interest';
import { isCellError, valueError, type Cell, type CellError } from '../cells';
import { currentReader } from '../session';
import {
  blankAt,
  cellSource,
  dateCell,
  extentOf,
  Place,
  problemCell,
  problemRows,
  problemsInWords,
  RateArgument,
  tableOf,
  TermsReader,
  type CellRecord,
  type Matrices,
} from './arguments';

/** Parts of a debt as they are called in a heading. */
export const ITEM_LABELS: Readonly<Record<DebtItem, string>> = {
  principal: 'Principal',
  accrued_interest: 'Accrued interest',
  late_fees: 'Late fees',
  prepayment_premium: 'Prepayment premium',
  protective_advances: 'Protective advances',
  attorney_fees: 'Attorney fees',
  other_charges: 'Other charges',
  credits: 'Credits',
};
const ITEMS = Object.keys(ITEM_LABELS) as DebtItem[];

/** The arguments of a payoff, read once for all loans of a call. */
class PayoffArguments {
  readonly source: Source = cellSource();
  readonly settings = currentReader().settings;
  readonly rate: RateArgument;
  readonly terms: TermsReader<typeof PAYOFF_TERMS>;
  readonly charges: readonly CellRecord[] | CellError;
  private readonly options = new Map<PayoffTermValues, PayoffOptions>();

  constructor(readonly matrices: Matrices) {
    this.rate = new RateArgument(matrices, 'rate', this.source);
    this.terms = new TermsReader(matrices, PAYOFF_TERMS, this.source);
    this.charges = tableOf(matrices, 'charges', CHARGE_COLUMNS);
  }

  extent(tables: readonly string[] = []): { rows: number; columns: number } {
    const apart = ['terms', 'charges', ...tables, ...(this.rate.isTable ? ['rate'] : [])];
    return extentOf(this.matrices, apart, [this.terms.argument]);
  }

  at(row: number, column: number): Place {
    return new Place(this.matrices, this.source, row, column);
  }

  /** The rates of one loan; a single rate must be there. */
  rates(place: Place): RatePeriod[] {
    const read: RatesRead = this.rate.at(place);
    const [wrong] = read.problems;
    if (wrong) place.fail(problemCell(wrong));
    const periods = periodsOf(read);
    if (periods.length === 0) place.fail(valueError('rate is missing'));
    return periods;
  }

  termsAt(place: Place, row: number, column: number): PayoffTermValues | null {
    const values = this.terms.at(row, column);
    return isCellError(values) ? place.fail(values) : values;
  }

  /** The terms of one loan, or the first mistake in its arguments. */
  input(row: number, column: number): PayoffInput | CellError {
    const place = this.at(row, column);
    const core = {
      principal: place.amount('principal'),
      rates: this.rates(place),
      paidThrough: place.day('paid_through'),
      payoffDate: place.day('payoff_date'),
    };
    const values = this.termsAt(place, row, column);
    if (isCellError(this.charges)) place.fail(this.charges);
    if (place.error || values === null) return place.error ?? valueError('terms');
    return payoffInput(core, this.optionsOf(values));
  }

  /** The same terms are put together once. */
  private optionsOf(values: PayoffTermValues): PayoffOptions {
    const known = this.options.get(values);
    if (known) return known;
    const charges = isCellError(this.charges) ? [] : this.charges;
    const made = payoffOptions(values, charges, this.source, this.settings);
    this.options.set(values, made);
    return made;
  }
}

const LINES = ['Item', 'Line', 'Amount', 'How'] as const;

/** The lines of one payoff, a row a loan for several, or the payoff of the next days. */
export function payoffFunction(matrices: Matrices): Cell[][] {
  const all = new PayoffArguments(matrices);
  const { rows, columns } = all.extent();
  if (rows * columns > 1) return manyPayoffs(all, rows, columns);
  const input = all.input(0, 0);
  if (isCellError(input)) return [[input]];
  const place = all.at(0, 0);
  const days = place.number('good_through');
  if (place.error) return [[place.error]];
  if (days !== null && days > 0) return goodThroughTable(input, days);
  const made = payoff(input.terms);
  const problems = placed([...input.problems, ...made.problems], input);
  if (!made.ok) return [[problemCell(problems[0] as Problem)]];
  const { total, perDiem: daily, lines } = made.value;
  const on = toWords(input.terms.payoffDate);
  return [
    [...LINES],
    ...lines.map((line): Cell[] => [
      ITEM_LABELS[line.item],
      line.label,
      dollars(line.amount),
      line.words,
    ]),
    ['Total', 'Payoff', dollars(total), `On ${on}`],
    ['Per diem', 'Interest of the next day', dollars(daily), `From ${on} on`],
    ...problemRows(problems, LINES.length, 2, 3),
  ];
}

const placed = (problems: readonly Problem[], { rowsOf }: PayoffInput): Problem[] =>
  problems.map((found) => inGivenRows(found, rowsOf));

function goodThroughTable(input: PayoffInput, days: number): Cell[][] {
  const made = goodThrough(input.terms, days);
  if (!made.ok) return [[problemCell(placed(made.problems, input)[0] as Problem)]];
  return [
    ['Good through', 'Payoff', 'Per diem'],
    ...made.value.map((on): Cell[] => [dateCell(on.date), dollars(on.total), dollars(on.perDiem)]),
    ...problemRows(placed([...input.problems, ...made.problems], input), 3, 1, 2),
  ];
}

const MANY = ['Payoff', ...ITEMS.map((item) => ITEM_LABELS[item]), 'Per diem', 'Check'];
const NEEDED = ['principal', 'paid_through', 'payoff_date'];

function manyPayoffs(all: PayoffArguments, rows: number, columns: number): Cell[][] {
  if (isCellError(all.charges)) return [[all.charges]];
  if (all.charges.length > 0)
    return [[valueError('charges: a table of charges belongs to one loan; give one loan')]];
  const result: Cell[][] = [[...MANY]];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) result.push(onePayoff(all, r, c));
  return result;
}

function onePayoff(all: PayoffArguments, row: number, column: number): Cell[] {
  const filled = (cell: Cell): Cell[] => MANY.map(() => cell);
  if (blankAt(all.matrices, NEEDED, row, column)) return filled('');
  const input = all.input(row, column);
  if (isCellError(input)) return filled(input);
  const made = payoff(input.terms);
  const problems = placed([...input.problems, ...made.problems], input);
  if (!made.ok) return filled(problemCell(problems[0] as Problem));
  const { total, parts, perDiem: daily } = made.value;
  return [total, ...ITEMS.map((item) => parts[item]), daily]
    .map((cents): Cell => dollars(cents))
    .concat(problems.length === 0 ? '' : problemsInWords(problems));
}

/** One cell for each loan. */
function eachLoan(
  matrices: Matrices,
  needed: readonly string[],
  perLoan: (all: PayoffArguments, place: Place, row: number, column: number) => Cell,
): Cell[][] {
  const all = new PayoffArguments(matrices);
  const { rows, columns } = all.extent();
  const wide = Math.max(columns, all.terms.argument.columns);
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: wide }, (__, c): Cell => {
      if (rows * wide > 1 && blankAt(matrices, needed, r, c)) return '';
      const place = all.at(r, c);
      const cell = perLoan(all, place, r, c);
      return place.error ?? cell;
    }),
  );
}

type Interest = ReturnType<typeof interestBetween>;

/** Interest alone, between two days. */
export function interestFunction(matrices: Matrices): Cell[][] {
  return eachLoan(matrices, ['principal', 'from', 'to'], (all, place, row, column) => {
    const made = interestAt(all, place, row, column);
    if (made === null) return '';
    return made.ok ? dollars(made.value.total) : problemCell(made.problems[0] as Problem);
  });
}

/** The interest of one loan; null where an argument is wrong. */
function interestAt(
  all: PayoffArguments,
  place: Place,
  row: number,
  column: number,
): Interest | null {
  const principal = place.amount('principal');
  const note = all.rates(place);
  const from = place.day('from');
  const to = place.day('to');
  const values = all.termsAt(place, row, column);
  if (place.error || !values) return null;
  const rates = raised(note, values, place);
  const convention = conventionOf(values, all.settings);
  const rounding = values.rounding ?? all.settings.rounding;
  return interestBetween({ principal, rates, from, to, convention, rounding });
}

const INTEREST_LINES = ['Line', 'Amount', 'How'];

/** The interest of one loan in a line for each rate, for the pane. */
export function interestTable(matrices: Matrices): Cell[][] {
  const all = new PayoffArguments(matrices);
  const place = all.at(0, 0);
  const made = interestAt(all, place, 0, 0);
  if (place.error || made === null) return [[place.error ?? valueError('terms')]];
  if (!made.ok) return [[problemCell(made.problems[0] as Problem)]];
  const { lines, total, perDiem: daily } = made.value;
  return [
    [...INTEREST_LINES],
    ...lines.map(({ label, amount, words }): Cell[] => [label, dollars(amount), words]),
    ['Total', dollars(total), ''],
    ['Per diem', dollars(daily), 'Interest of one day at the end'],
  ];
}

function raised(rates: RatePeriod[], values: PayoffTermValues, place: Place): RatePeriod[] {
  const defaultRate = defaultRateOf(values);
  if (!defaultRate || !('message' in defaultRate)) return withDefaultRate(rates, defaultRate);
  place.fail(problemCell(defaultRate));
  return rates;
}

/** One day's interest: to the cent, or with `per_diem=exact` with all its decimals. */
export function perDiemFunction(matrices: Matrices): Cell[][] {
  return eachLoan(matrices, ['principal'], (all, place, row, column) => {
    const daily = perDiemAt(all, place, row, column);
    return daily === null || isCellError(daily) ? (daily ?? '') : daily.dollars;
  });
}

/** One day's interest of one loan with its arithmetic; null where an argument is wrong. */
function perDiemAt(
  all: PayoffArguments,
  place: Place,
  row: number,
  column: number,
): { readonly dollars: number; readonly words: string } | CellError | null {
  const principal = place.amount('principal');
  const note = all.rates(place);
  const date = place.dayOr('date');
  const values = all.termsAt(place, row, column);
  if (place.error || !values) return null;
  const rates = raised(note, values, place);
  const convention = { ...ORDINARY_INTEREST, ...conventionOf(values, all.settings) };
  const dated = rates.length > 1 || convention.dayCount === 'actual/actual';
  if (dated && date === null) return problemCell(askDate);
  const rate = rateOn(rates, date ?? 0);
  if (!rate) return problemCell(noRate);
  const daily = perDiem(principal, rate, convention, date ?? 0);
  const words = perDiemWords(principal, rate, convention.dayCount);
  if (values.per_diem === 'exact') return { dollars: daily.div(100).toNumber(), words };
  const cents = roundToCents(daily, values.rounding ?? all.settings.rounding);
  return { dollars: dollars(cents), words };
}

/** One day's interest of one loan with its arithmetic, for the pane. */
export function perDiemTable(matrices: Matrices): Cell[][] {
  const all = new PayoffArguments(matrices);
  const place = all.at(0, 0);
  const daily = perDiemAt(all, place, 0, 0);
  if (place.error || daily === null) return [[place.error ?? valueError('terms')]];
  if (isCellError(daily)) return [[daily]];
  return [[...INTEREST_LINES], ['Per diem', daily.dollars, daily.words]];
}

const askDate: Problem = {
  name: 'missing',
  field: 'date',
  row: null,
  message: 'give the day, because the rate or the length of the year turns on it',
};
const noRate: Problem = {
  name: 'rate_gap',
  field: 'rate',
  row: null,
  message: 'no rate is given for that day',
};

const STATED_COLUMNS = {
  item: { kind: ITEMS, words: ITEM_WORDS, also: ['line', 'what'], required: true },
  amount: {
    kind: 'signed',

    also: ['theirs', 'stated'],
    required: true,
  },
} as const;

const COMPARED = ['Item', 'Theirs', 'Ours', 'Difference', 'Why'];

/** The lender's figures against ours, line by line with the likely reason. */
export function compareFunction(matrices: Matrices): Cell[][] {
  const all = new PayoffArguments(matrices);
  const { rows, columns } = all.extent(['stated']);
  if (rows * columns > 1) return [[valueError('takes one loan at a time; give single cells')]];
  const stated = statedFigures(matrices, all.source);
  if (isCellError(stated)) return [[stated]];
  const input = all.input(0, 0);
  if (isCellError(input)) return [[input]];
  const made = compare(input.terms, stated.figures);
  const problems = [...stated.problems, ...placed([...input.problems, ...made.problems], input)];
  if (!made.ok) return [[problemCell(problems[0] as Problem)]];
  const { items, theirs, ours, difference } = made.value;
  return [
    [...COMPARED],
    ...items.map((one): Cell[] => [
      ITEM_LABELS[one.item],
      dollars(one.theirs),
      dollars(one.ours),
      dollars(one.difference),
      one.words,
    ]),
    ['Total', dollars(theirs), dollars(ours), dollars(difference), ''],
    ...problemRows(problems, COMPARED.length, 3, 4),
  ];
}

function statedFigures(
  matrices: Matrices,
  source: Source,
): { figures: StatedFigure[]; problems: Problem[] } | CellError {
  const records = tableOf(matrices, 'stated', STATED_COLUMNS);
  if (isCellError(records)) return records;
  const { rows, problems } = readRows(records, STATED_COLUMNS, source, 'stated');
  if (rows.length === 0 && problems.length === 0)
    return valueError('stated: give the figures of the lender, with the columns item and amount');
  return { figures: rows.map(({ item, amount }) => ({ item, amount })), problems };
}
