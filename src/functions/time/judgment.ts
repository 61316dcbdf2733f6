/** DEFICIENCY.JUDGMENT and .LEDGER: a judgment carried to a day, in five lines or event by event. */
import {
  EVENT_COLUMNS,
  inGivenRowsOfJudgment,
  judgmentInput,
  JUDGMENT_TERMS,
  type JudgmentBasis,
  type JudgmentInput,
} from '../../calculation/judgment/judgmentInput';
import { type Source } from '../../calculation/input/fields';
import {
  judgmentLines,
  ledger,
  type Ledger,
  type LedgerRow,
} from '../../calculation/judgment/ledger';
import type { Outcome, Problem } from '../../calculation/input/problem';
import type { Known } from '../../law/rule';
import { dollars, isBlank } from '../../money/cents';
import { toWords, type Day } from '../../money/dates';
import type { Percent } from '../../money/interest';
import { isCellError, matrixOf, valueError, type Cell, type CellError } from '../cells';
import { readFactsArgument, type FactsArgument } from '../factsArgument';
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

/** The calculation's `rates` are the argument `rates` here. */
const NAMES = { rates: 'rates' };

class JudgmentArguments {
  readonly source: Source = cellSource();
  readonly rates: RateArgument;
  readonly facts: FactsArgument;
  readonly terms: TermsReader<typeof JUDGMENT_TERMS>;
  readonly events: readonly CellRecord[] | CellError;

  constructor(readonly matrices: Matrices) {
    this.rates = new RateArgument(matrices, 'rates', this.source);
    this.facts = readFactsArgument(matrices.get('facts') ?? matrixOf(null));
    this.terms = new TermsReader(matrices, JUDGMENT_TERMS, this.source);
    this.events = tableOf(matrices, 'events', EVENT_COLUMNS);
  }

  extent(): { rows: number; columns: number } {
    const apart = ['facts', 'terms', 'events', ...(this.rates.isTable ? ['rates'] : [])];
    return extentOf(this.matrices, apart, [this.facts, this.terms.argument]);
  }

  /** One judgment with its law and the day asked for, or the first mistake in its arguments. */
  input(row: number, column: number): { made: Outcome<JudgmentInput>; asOf: Day } | CellError {
    const place = new Place(this.matrices, this.source, row, column);
    const amount = place.amount('amount');
    const entered = place.day('entered');
    const asOf = place.day('as_of');
    const state = place.raw('state');
    const contractRate = contractRateAt(place);
    const rates = this.rates.at(place, false);
    const facts = this.facts.at(row, column);
    const terms = this.terms.at(row, column);
    for (const read of [facts, terms, this.events]) if (isCellError(read)) place.fail(read);
    if (place.error) return place.error;
    if (isCellError(facts) || isCellError(terms) || isCellError(this.events)) return NOT_READ;
    const told = isBlank(state) || state === 0 ? facts : { ...facts, state };
    const given = { amount, entered, contractRate, rates, facts: told, terms, events: this.events };
    return { made: judgmentInput(given, this.source, currentReader()), asOf };
  }
}

const NOT_READ = valueError('the arguments cannot be read');

/** A rate, `none` for a note without one, or null where the cell is blank. */
function contractRateAt(place: Place): Percent | 'none' | null {
  const cell = place.raw('contract_rate');
  if (cell === 0) return null;
  if (typeof cell === 'string' && /^\s*(none|no)\s*$/i.test(cell)) return 'none';
  return place.value<Percent>('contract_rate', 'rate');
}

interface Carried {
  readonly input: JudgmentInput;
  readonly ledger: Ledger;
  readonly problems: readonly Problem[];
}

/** Carries one judgment to its day; what is missing is asked for. */
function carried(all: JudgmentArguments, row: number, column: number): Carried | CellError {
  const read = all.input(row, column);
  if (isCellError(read)) return read;
  const { made, asOf } = read;
  if (!made.ok) return problemCell(made.problems[0] as Problem, NAMES);
  const result = ledger(made.value.terms, made.value.events, asOf);
  const placed = result.problems.map((found) => inGivenRowsOfJudgment(found, made.value));
  if (!result.ok) return problemCell(placed[0] as Problem, NAMES);
  return { input: made.value, ledger: result.value, problems: [...made.problems, ...placed] };
}

const LINES = ['Line', 'Amount', 'How', 'Law'];

const law = (citation: string | null, known: Known | null): string =>
  citation === null ? '' : `${citation}${known === 'recall' ? ' (unverified)' : ''}`;

/** One judgment in lines that add up to its balance, or a row for each of several. */
export function judgmentFunction(matrices: Matrices): Cell[][] {
  const all = new JudgmentArguments(matrices);
  const { rows, columns } = all.extent();
  if (rows * columns > 1) return manyJudgments(all, rows, columns);
  const result = carried(all, 0, 0);
  if (isCellError(result)) return [[result]];
  const { input, ledger: on, problems } = result;
  const { basis, terms } = input;
  return [
    [...LINES],
    ...judgmentLines(terms, on).map((line): Cell[] => {
      const interest = line.item === 'interest';
      const words = interest ? `${line.words}; ${basis.words}` : line.words;
      return [
        line.label,
        dollars(line.amount),
        words,
        interest ? law(basis.citation, basis.known) : '',
      ];
    }),
    ['Balance', dollars(on.balance), `On ${toWords(on.asOf)}`, ''],
    ['Per diem', dollars(on.perDiem), 'Interest of the next day', ''],
    ...lifeRows(on, basis),
    ...problemRows(problems, LINES.length, 1, 2, NAMES),
  ];
}

function lifeRows(on: Ledger, basis: JudgmentBasis): Cell[][] {
  const source = law(basis.lifeCitation, basis.lifeKnown);
  const rows: Cell[][] = [];
  if (on.satisfied !== null) rows.push(['Paid in full', '', toWords(on.satisfied), '']);
  if (on.expires !== null)
    rows.push([
      'Expires',
      '',
      `${toWords(on.expires)}${on.enforceable ? '' : ': expired'}`,
      source,
    ]);
  if (on.presumedPaid !== null)
    rows.push(['Presumed paid', '', `${toWords(on.presumedPaid)}, unless disproved`, source]);
  if (on.dormantFrom !== null) rows.push(['Dormant', '', dormantWords(on), source]);
  if (basis.lifeWords !== '' && rows[0]) rows[0][2] = `${rows[0][2]}; ${basis.lifeWords}`;
  return rows;
}

function dormantWords({ dormantFrom, revivableUntil, life }: Ledger): string {
  const from = `From ${toWords(dormantFrom ?? 0)}${life === 'alive' ? ' unless kept awake' : ''}`;
  return revivableUntil === null
    ? from
    : `${from}; can be revived until ${toWords(revivableUntil)}`;
}

const MANY = [
  'Balance',
  'Judgment',
  'Interest',
  'Per diem',
  'Rate',
  'Expires',
  'How',
  'Law',
  'Check',
];

function manyJudgments(all: JudgmentArguments, rows: number, columns: number): Cell[][] {
  if (isCellError(all.events)) return [[all.events]];
  if (all.events.length > 0)
    return [[valueError('events: a table of events belongs to one judgment; give one judgment')]];
  const result: Cell[][] = [[...MANY]];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) result.push(oneJudgment(all, r, c));
  return result;
}

function oneJudgment(all: JudgmentArguments, row: number, column: number): Cell[] {
  const filled = (cell: Cell): Cell[] => MANY.map(() => cell);
  if (blankAt(all.matrices, ['amount', 'entered'], row, column)) return filled('');
  const result = carried(all, row, column);
  if (isCellError(result)) return filled(result);
  const { input, ledger: on, problems } = result;
  const rate = on.rows[on.rows.length - 1]?.ratePercent ?? null;
  return [
    dollars(on.balance),
    dollars(input.terms.amount),
    dollars(on.accrued),
    dollars(on.perDiem),
    rateCell(rate),
    dateCell(on.expires),
    input.basis.words,
    law(input.basis.citation, input.basis.known),
    problemsInWords(problems, NAMES),
  ];
}

/** A rate as a cell holds it: 0.09 is 9 %. */
export const rateCell = (rate: Percent | null): Cell =>
  rate === null ? '' : rate.div(100).toNumber();

const LEDGER_HEADER = [
  'Date',
  'What',
  'Days',
  'Rate',
  'Interest',
  'Paid',
  'To costs',
  'To interest',
  'To principal',
  'Principal',
  'Interest due',
  'Costs',
  'Balance',
  'How',
];

/** Every change of a judgment in a row: interest since the row before, what was paid and to what, what is owed. */
export function ledgerFunction(matrices: Matrices): Cell[][] {
  const all = new JudgmentArguments(matrices);
  const { rows, columns } = all.extent();
  if (rows * columns > 1) return [[valueError('takes one judgment at a time; give single cells')]];
  const result = carried(all, 0, 0);
  if (isCellError(result)) return [[result]];
  const { ledger: on, input, problems } = result;
  return [
    [...LEDGER_HEADER],
    ...on.rows.map((row, n) => ledgerRow(row, n === 0 ? input.basis : null)),
    ...problemRows(problems, LEDGER_HEADER.length, 12, 13, NAMES),
  ];
}

/** The first row says where the rate comes from. */
function ledgerRow(row: LedgerRow, basis: JudgmentBasis | null): Cell[] {
  const source = basis ? [basis.words, law(basis.citation, basis.known)] : [];
  return [
    dateCell(row.date),
    row.label,
    row.days,
    rateCell(row.ratePercent),
    ...[
      row.interest,
      row.paid,
      row.toCosts,
      row.toInterest,
      row.toPrincipal,
      row.principal,
      row.interestDue,
      row.costs,
      row.balance,
    ].map(dollars),
    [row.words, ...source].filter((text) => text !== '').join('; '),
  ];
}
