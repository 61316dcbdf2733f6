/** What happened besides the sales: money that came in, what was added, interest after the sale, and what is set off. */
import { Exact, roundToCents, type Cents } from '../../money/cents';
import { toWords, type Day } from '../../money/dates';
import type { DayCount } from '../../money/dayCount';
import { PER_DIEMS, type PerDiemRounding, type Percent } from '../../money/interest';
import { plainName, readRows, type Fields, type Row } from '../input/fields';
import { problem, type Problem } from '../input/problem';
import { money, percentWords } from '../line/line';
import { LABEL } from '../operation/columns';
import type { Context, NamedValues } from '../operation/operation';

/** Money that came in on the debt and that no sale brought. */
const RECEIPTS = {
  payment: 'Payment',
  rents: 'Rents',
  receiver: "Receiver's money",
  insurance: 'Insurance money',
  mortgage_insurance: 'Mortgage insurance money',
  redemption: 'Redemption money',
  rebate: 'Rebate of unearned charges',
  escrow: 'Escrow balance',
  deposit: 'Deposit that a buyer forfeited',
  credit: 'Credit',
} as const;

/** What is added to the debt. */
const CHARGES = {
  advance: 'Advance of the lender',
  costs: 'Costs',
  fees: 'Attorney fees',
  charge: 'Charge',
} as const;

/** What the debtor has against the lender. */
const SET_OFFS = {
  statutory_damages: 'Statutory damages',
  damages: 'Damages',
  penalty: 'Penalty',
} as const;

const INTEREST = { interest: 'Interest', interest_cut: 'Interest cut by the court' } as const;

/** What may happen to a judgment; a tender stops interest before one too. */
const ACTS = {
  tender: 'Tender',
  renewal: 'Renewal',
  execution: 'Execution',
  garnishment: 'Garnishment',
  docket_entry: 'Docket entry',
  acknowledgment: 'Acknowledgment',
  stay: 'Stay',
  bankruptcy: 'Bankruptcy',
} as const;

/** What happened, in words. */
export const EVENT_LABELS = {
  ...RECEIPTS,
  ...CHARGES,
  ...INTEREST,
  ...SET_OFFS,
  judgment: 'Judgment',
  ...ACTS,
};

type Kind = keyof typeof EVENT_LABELS;

const KINDS = Object.keys(EVENT_LABELS) as readonly Kind[];

/** What happened. */
export const EVENT_COLUMNS = {
  kind: {
    help: 'What it is',
    kind: KINDS,
    also: ['event', 'item', 'type'],
    words: {
      rent: 'rents',
      advances: 'advance',
      attorney_fees: 'fees',
      cost: 'costs',
      other: 'charge',
      other_charges: 'charge',
      credits: 'credit',
    },
    required: true,
  },
  amount: { help: 'Dollars', kind: 'amount' },
  date: {
    help: 'Day; of interest the day from which it runs, of a judgment its entry',
    kind: 'date',
    also: ['from'],
  },
  until: {
    help: 'Last day of interest, a stay or a tender; day to which a judgment is carried, today where blank',
    kind: 'date',
    also: ['to', 'as_of'],
  },
  rate: {
    help: 'Interest: yearly rate on what is owed; judgment: the rate that it states',
    kind: 'rate',
  },
  days: { help: 'Interest: number of days, with per_diem', kind: 'number' },
  per_diem: { help: 'Interest: dollars a day, with all their decimals', kind: 'number' },
  day_count: { help: "Interest: day count; the workbook's where blank", kind: 'day_count' },
  daily: {
    help: 'Interest: what a day bears is exact (where blank), rounded or cut off at the cent, or rounded to three decimals',
    kind: PER_DIEMS,
  },
  share: { help: 'Interest cut: part of the interest that is taken off', kind: 'share' },
  finance_charge: {
    help: 'Statutory damages: credit service charge or time-price difference',
    kind: 'amount',
  },
  tenth_of: {
    help: 'Statutory damages: principal, or cash price, of which a tenth is added',
    kind: 'amount',
    also: ['principal', 'cash_price'],
  },
  debts: { help: 'Debts that it is about, with commas; all where blank', kind: 'text' },
  people: { help: 'People that it is about, with commas; all where blank', kind: 'text' },
  credited: { help: 'Whether insurance or redemption money comes off the debt', kind: 'flag' },
  state: {
    help: 'Judgment: state whose court gave it; that of the case where blank',
    kind: 'text',
  },
  contract_rate: {
    help: 'Judgment: rate of the note, where the law lets it govern; that of the debts where blank',
    kind: { rateOr: ['none'] },
  },
  bears_interest: {
    help: 'Whether costs or fees after a judgment bear interest, or the interest in a judgment, or it does during a stay or tender',
    kind: 'flag',
  },
  of_record: { help: 'Whether a payment on a judgment was entered on the record', kind: 'flag' },
  adds_interest: { help: 'Whether a renewal joins interest to principal', kind: 'flag' },
  terms: {
    help: 'Judgment: terms such as "court=federal; payments=principal_first; per_diem=three_decimals"',
    kind: 'text',
  },
  label: LABEL,
} as const satisfies Fields;

type EventRow = Row<typeof EVENT_COLUMNS>;

/** An event, with what it comes to where that does not turn on what is owed. */
export interface CaseEvent {
  readonly row: number;
  readonly kind: Kind;
  readonly sort: 'receipt' | 'charge' | 'interest' | 'cut' | 'set_off' | 'judgment' | 'act';
  readonly label: string;
  readonly date: Day | null;
  readonly until: Day | null;
  readonly debts: readonly number[];
  readonly people: readonly string[] | null;
  readonly amount: Cents;
  /** What a judgment says that is owed. */
  readonly stated: Cents | null;
  /** The row as it was told. */
  readonly told: EventRow;
  /** Interest that runs on what is owed. */
  readonly runs: {
    readonly from: Day;
    readonly until: Day;
    readonly rate: Percent;
    readonly dayCount: DayCount | null;
    readonly perDiem: PerDiemRounding;
  } | null;
  /** A part of the interest that is taken off. */
  readonly share: Percent | null;
  /** Mortgage insurance or redemption money of which nobody says whether it comes off. */
  readonly open: boolean;
  readonly words: string;
}

export interface EventsRead {
  readonly events: readonly CaseEvent[];
  readonly problems: readonly Problem[];
}

/** Reads the events; a wrong row is left out and named. */
export function readEvents(
  given: readonly NamedValues[],
  names: { readonly debts: readonly string[]; readonly people: readonly string[] },
  { source }: Context,
): EventsRead {
  const { rows, problems } = readRows(given, EVENT_COLUMNS, source, 'events');
  const events: CaseEvent[] = [];
  const entries = rows.flatMap(({ kind, date }) => (kind === 'judgment' ? (date ?? []) : []));
  const judged = Math.min(...entries);
  for (const row of rows) {
    const read = eventOf(row, names);
    if ('message' in read) problems.push(read);
    else events.push(read);
    if (!('message' in read)) problems.push(...unusedColumns(row, judged));
  }
  return { events, problems };
}

function eventOf(
  row: EventRow,
  names: { readonly debts: readonly string[]; readonly people: readonly string[] },
): CaseEvent | Problem {
  const { kind, date = null } = row;
  const wrong = (message: string, name: Problem['name'] = 'missing') =>
    problem(name, 'events', message, row.row);
  const debts = listed(row.debts, names.debts);
  if (typeof debts === 'string') return wrong(`names ${debts}, which is no debt here`);
  const people = listed(row.people, names.people);
  if (typeof people === 'string') return wrong(`names ${people}, which is nobody here`);
  const sort = sortOf(kind);
  const made = amountOf(row, sort);
  if ('ask' in made) return wrong(made.ask);
  if (row.until !== undefined && date !== null && row.until < date)
    return wrong(`until is before ${toWords(date)}`, 'dates_out_of_order');
  if ((sort === 'judgment' || sort === 'act') && date === null)
    return wrong('date is missing: on which day was it?');
  return {
    row: row.row,
    kind,
    sort,
    label: row.label ?? EVENT_LABELS[kind],
    date,
    until: row.until ?? null,
    stated: sort === 'judgment' ? (row.amount ?? null) : null,
    told: row,
    debts: debts ?? names.debts.map((_, at) => at),
    people: people?.map((at) => names.people[at] ?? '') ?? null,
    open: kind !== 'insurance' && mayCome(kind) && row.credited === undefined,
    ...made,
    amount: row.credited === false && mayCome(kind) ? 0 : made.amount,
    words:
      row.credited === false && mayCome(kind)
        ? `${money(made.amount)} does not come off the debt`
        : [made.words, date === null || made.runs ? '' : toWords(date)].filter(Boolean).join(', '),
  };
}

/**
 * Money that may go to the lender and not come off the debt: an insurer may stand in the lender's shoes for it, and who
 * redeems pays the buyer the price of the sale again.
 */
const mayCome = (kind: Kind): boolean =>
  kind === 'insurance' || kind === 'mortgage_insurance' || kind === 'redemption';

function sortOf(kind: Kind): CaseEvent['sort'] {
  if (kind in RECEIPTS) return 'receipt';
  if (kind in CHARGES) return 'charge';
  if (kind in SET_OFFS) return 'set_off';
  if (kind in ACTS) return 'act';
  if (kind === 'judgment' || kind === 'interest') return kind;
  return 'cut';
}

type Reckoned = Pick<CaseEvent, 'amount' | 'runs' | 'share' | 'words'>;

const NOTHING_RUNS = { runs: null, share: null } as const;

/** What an event comes to, or what must be told for it. */
function amountOf(row: EventRow, sort: CaseEvent['sort']): Reckoned | { readonly ask: string } {
  const { amount, finance_charge: finance, tenth_of: of, days, per_diem: daily } = row;
  if (sort === 'act' || sort === 'judgment') return { amount: 0, ...NOTHING_RUNS, words: '' };
  if (amount !== undefined) return { amount, ...NOTHING_RUNS, words: 'as told' };
  if (row.kind === 'statutory_damages') {
    if (finance === undefined || of === undefined)
      return {
        ask: 'give amount, or finance_charge and the principal or cash price of which a tenth is added',
      };
    const tenth = roundToCents(new Exact(of).div(10));
    const words = `finance charge of ${money(finance)} + 10% of ${money(of)}`;
    return { amount: finance + tenth, ...NOTHING_RUNS, words };
  }
  if (sort !== 'interest' && sort !== 'cut') return { ask: 'amount is missing' };
  if (days !== undefined && daily !== undefined) {
    if (days < 0 || daily < 0 || days > 36525 || daily > 1e9)
      return { ask: 'days and per_diem: give numbers of 0 or more' };
    const words = `${days} days at $${daily}`;
    return {
      amount: roundToCents(new Exact(daily).times(days).times(100)),
      ...NOTHING_RUNS,
      words,
    };
  }
  if (sort === 'cut') {
    if (row.share === undefined) return { ask: 'give amount, share, or days with per_diem' };
    return {
      amount: 0,
      runs: null,
      share: row.share,
      words: `${percentWords(row.share)} of the interest`,
    };
  }
  const { date, until, rate } = row;
  if (date === undefined || until === undefined || rate === undefined)
    return { ask: 'give amount, days with per_diem, or rate with date and until' };
  const words = `${percentWords(rate)} from ${toWords(date)} to ${toWords(until)}`;
  return {
    amount: 0,
    runs: {
      from: date,
      until,
      rate,
      dayCount: row.day_count ?? null,
      perDiem: row.daily ?? 'exact',
    },
    share: null,
    words,
  };
}

/** The places of listed names; null where none are listed, the name that is not there where one is wrong. */
function listed(
  text: string | undefined,
  all: readonly string[],
): readonly number[] | string | null {
  if (text === undefined) return null;
  const places: number[] = [];
  for (const name of text.split(',').filter((part) => part.trim() !== '')) {
    const at = all.findIndex((one) => plainName(one) === plainName(name));
    if (at < 0) return name.trim();
    places.push(at);
  }
  return places;
}

/** Columns without a say in what the event is. */
function unusedColumns(row: EventRow, judged: Day): Problem[] {
  const { kind, amount } = row;
  const sort = sortOf(kind);
  const whole = amount !== undefined;
  const byDay = !whole && row.days !== undefined && row.per_diem !== undefined;
  const interest = sort === 'interest' && !whole && !byDay;
  const reckoned = (sort === 'interest' || sort === 'cut') && !whole;
  const statutory = kind === 'statutory_damages' && !whole;
  const judgment = sort === 'judgment';
  const later = (row.date ?? 0) > judged;
  const stops = kind === 'tender' || kind === 'stay' || kind === 'bankruptcy';
  const only: readonly (readonly [keyof typeof EVENT_COLUMNS, boolean])[] = [
    ['amount', sort !== 'act'],
    ['until', interest || judgment || stops],
    ['rate', interest || judgment],
    ['day_count', interest],
    ['daily', interest],
    ['state', judgment],
    ['contract_rate', judgment],
    ['terms', judgment],
    ['bears_interest', judgment || stops || (sort === 'charge' && later)],
    ['of_record', sort === 'receipt' && later],
    ['adds_interest', kind === 'renewal'],
    ['days', reckoned && byDay],
    ['per_diem', reckoned && byDay],
    ['share', sort === 'cut' && !whole && !byDay],
    ['finance_charge', statutory],
    ['tenth_of', statutory],
    ['credited', mayCome(kind)],
    ['debts', sort !== 'set_off'],
  ];
  return only.flatMap(([name, met]) =>
    row[name] === undefined || met
      ? []
      : [problem('unused', 'events', `${name} has no say for ${kind} told so`, row.row)],
  );
}
