/** A judgment carried to a day: interest, payments in the order of law, costs, renewals, compounding and expiry. */
import type Decimal from 'decimal.js';
import { Exact, roundToCents, type Cents, type Rounding } from '../../money/cents';
import { addYears, dayFromYmd, toWords, ymd, type Day } from '../../money/dates';
import {
  accrue,
  bearingDays,
  ORDINARY_INTEREST,
  perDiem,
  totalInterestInCents,
  type Accrual,
  type InterestConvention,
  type Percent,
  type RatePeriod,
} from '../../money/interest';
import {
  judgmentLife,
  type JudgmentLife,
  type JudgmentLifeTerms,
  type LifeEvent,
  type Silence,
} from './judgmentLife';
import { accrualWords, money, percentWords, type Line } from '../line/line';
import {
  amountProblem,
  dayProblem,
  outcome,
  problem,
  refused,
  type Outcome,
  type Problem,
} from '../input/problem';
import { rateOn, rateProblems } from '../payoff/rates';

/**
 * When unpaid interest joins the principal.
 * - `simple`: never
 * - `yearly`: on each anniversary of the day that interest began (Kentucky; 28 U.S.C. 1961(b); Michigan from filing)
 * - `calendar_year`: on each 31 December, to bear interest from 1 January
 */
export type Compounding = 'simple' | 'yearly' | 'calendar_year';

/** What a payment may go to. */
export type Bucket = 'costs' | 'interest' | 'principal';

/**
 * The United States Rule: a payment pays the interest due, and only what is left over reduces the principal; unpaid
 * interest is carried without bearing interest (Story v. Livingston, 38 U.S. 359 (1839)). Costs come before both.
 */
export const UNITED_STATES_RULE: readonly Bucket[] = ['costs', 'interest', 'principal'];

/** Principal before interest, where a state says so (New Jersey). */
export const PRINCIPAL_FIRST: readonly Bucket[] = ['costs', 'principal', 'interest'];

/** What happened to a judgment on a day. */
export type JudgmentEvent =
  | {
      readonly kind: 'payment';
      readonly date: Day;
      readonly amount: Cents;
      readonly label?: string;
      /** It was entered on the record of the judgment (Missouri). */
      readonly ofRecord?: boolean;
    }
  | {
      readonly kind: 'cost';
      readonly date: Day;
      readonly amount: Cents;
      readonly label?: string;
      /** Costs that bear interest join the principal. */
      readonly bearsInterest: boolean;
    }
  | {
      readonly kind: 'renewal';
      readonly date: Day;
      readonly label?: string;
      /** Whether the interest due joins the principal; null: as the law says (California). */
      readonly addsInterest: boolean | null;
    }
  | {
      readonly kind: 'execution' | 'garnishment' | 'docket_entry' | 'acknowledgment';
      readonly date: Day;
      readonly label?: string;
    }
  /** A stay holds up execution, and interest where it says so; a tender stops interest. `until` null: still. */
  | {
      readonly kind: 'stay' | 'tender';
      readonly date: Day;
      readonly until: Day | null;
      readonly stopsInterest: boolean;
      readonly label?: string;
    };

/** A judgment and how it bears interest. */
export interface JudgmentTerms {
  readonly entered: Day;
  /** The part that bears interest from the start. */
  readonly amount: Cents;
  /** Interest before judgment that itself bears none (as where only the principal does). */
  readonly openingInterest?: Cents;
  /** When interest begins, if not on entry (Michigan: the complaint). */
  readonly interestFrom?: Day | null;
  readonly rates: readonly RatePeriod[];
  /** The rate after the first renewal that counts on or after a day (California, 1 January 2023). */
  readonly renewed?: { readonly from: Day; readonly ratePercent: Percent } | null;
  readonly compounding: Compounding;
  readonly convention?: Partial<InterestConvention>;
  readonly rounding?: Rounding;
  readonly order?: readonly Bucket[];
  readonly life?: JudgmentLifeTerms | null;
}

export type LedgerRowKind =
  | 'judgment'
  | JudgmentEvent['kind']
  | 'rate'
  | 'compounding'
  | 'expiry'
  | 'as_of';

/** What a row does to what is owed, interest apart. */
export type Movement =
  | { readonly kind: 'nothing' | 'pays' }
  | { readonly kind: 'adds'; readonly to: 'costs' | 'principal'; readonly amount: Cents }
  /** The interest due joins the principal, all but what never bears any. */
  | { readonly kind: 'joins'; readonly amount: Cents; readonly kept: Cents };

/** One row: interest since the row before, what the event did, and what is owed after it. */
export interface LedgerRow {
  readonly date: Day;
  readonly kind: LedgerRowKind;
  readonly label: string;
  /** What bears the interest of the row, and the days from which and to which it is reckoned. */
  readonly on: Cents;
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly ratePercent: Percent | null;
  readonly interest: Cents;
  readonly paid: Cents;
  readonly toCosts: Cents;
  readonly toInterest: Cents;
  readonly toPrincipal: Cents;
  readonly overpaid: Cents;
  readonly principal: Cents;
  readonly interestDue: Cents;
  readonly costs: Cents;
  readonly balance: Cents;
  readonly words: string;
  /** The interest of the row by its parts, and what else happened in words. */
  readonly accruals: readonly Accrual[];
  readonly happened: string;
  readonly moves: Movement;
  /** The row of the event in the list that was given, from 1; null for rows that the ledger adds. */
  readonly row: number | null;
}

/** A judgment on a day, and how it came there. */
export interface Ledger {
  readonly rows: readonly LedgerRow[];
  readonly asOf: Day;
  readonly principal: Cents;
  readonly interest: Cents;
  readonly costs: Cents;
  readonly balance: Cents;
  readonly accrued: Cents;
  readonly paid: Cents;
  readonly overpaid: Cents;
  readonly costsAdded: Cents;
  /** Interest of the next day, to the cent. */
  readonly perDiem: Cents;
  /** The same in cents with their fractions, as the convention rounds it. */
  readonly perDiemExact: Decimal;
  readonly satisfied: Day | null;
  readonly expires: Day | null;
  /** After this day it is presumed paid, which can be disproved. */
  readonly presumedPaid: Day | null;
  readonly dormantFrom: Day | null;
  /** Until this day it can be revived from its sleep. */
  readonly revivableUntil: Day | null;
  /** Dormant: no execution until it is revived, or leave is given. */
  readonly life: 'alive' | 'dormant' | 'expired';
  /** True while execution may issue. */
  readonly enforceable: boolean;
  /** The rates as they bore, with days that bear none. */
  readonly rates: readonly RatePeriod[];
  /** How it was reckoned: days between rows count one end of each span. */
  readonly convention: InterestConvention;
  readonly rounding: Rounding;
  readonly order: readonly Bucket[];
}

interface Step {
  readonly date: Day;
  readonly kind: LedgerRowKind;
  readonly event: JudgmentEvent | null;
  readonly row: number | null;
}

interface State {
  readonly terms: JudgmentTerms;
  readonly convention: InterestConvention;
  readonly rounding: Rounding;
  readonly order: readonly Bucket[];
  readonly life: JudgmentLife;
  readonly problems: Problem[];
  readonly rows: LedgerRow[];
  /** Interest is reckoned up to this day. */
  reckoned: Day;
  principal: Cents;
  interest: Cents;
  /** The part of the interest that bears none and never compounds: interest from before the judgment. */
  barren: Cents;
  costs: Cents;
  accrued: Cents;
  paid: Cents;
  overpaid: Cents;
  costsAdded: Cents;
  satisfied: Day | null;
}

/**
 * Carries a judgment to a day. Events after that day are left out; wrong events are left out and named with their
 * row. Rates must cover every day that bears interest, or nothing is said but which days lack one.
 */
export function ledger(
  terms: JudgmentTerms,
  events: readonly JudgmentEvent[],
  asOf: Day,
): Outcome<Ledger> {
  const fatal = termProblems(terms, asOf);
  if (fatal.length > 0) return refused(...fatal);
  const { good, problems } = goodEvents(terms, events);
  const before = good.filter(({ event }) => event.date <= asOf);
  const life = judgmentLife(terms.entered, terms.life, lifeEvents(before, asOf));
  problems.push(...life.problems);
  const end = Math.min(asOf, life.expires ?? asOf);
  const bearing = { ...terms, rates: ratesAsTheyBear(terms, life, before) };
  const gaps = rateGaps(bearing, end);
  if (gaps.length > 0) return refused(...gaps);
  const state = openState(bearing, life, problems);
  for (const step of timeline(bearing, before, life, end, asOf)) take(step, state);
  return outcome(closed(state, asOf), problems);
}

function termProblems(terms: JudgmentTerms, asOf: Day): Problem[] {
  const found = [
    amountProblem(terms.amount, 'amount'),
    amountProblem(terms.openingInterest ?? 0, 'opening_interest'),
    dayProblem(terms.entered, 'entered'),
    dayProblem(asOf, 'as_of'),
  ].filter((p) => p !== null);
  if (asOf < terms.entered) {
    const message = `The day asked for, ${toWords(asOf)}, is before the judgment of ${toWords(terms.entered)}.`;
    found.push(problem('dates_out_of_order', 'as_of', message));
  }
  return found;
}

function rateGaps(terms: JudgmentTerms, end: Day): Problem[] {
  const start = terms.interestFrom ?? terms.entered;
  const { first, last } = bearingDays(start, end, conventionOf(terms).counted);
  const until = terms.amount === 0 ? first - 1 : last;
  return rateProblems(terms.rates, first, Math.max(until, first - 1));
}

function conventionOf(terms: JudgmentTerms): InterestConvention {
  return { ...ORDINARY_INTEREST, ...terms.convention };
}

interface NumberedEvent {
  readonly event: JudgmentEvent;
  readonly row: number;
}

function goodEvents(
  terms: JudgmentTerms,
  events: readonly JudgmentEvent[],
): { good: NumberedEvent[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const good: NumberedEvent[] = [];
  events.forEach((event, index) => {
    const row = index + 1;
    const bad =
      dayProblem(event.date, 'events', row) ??
      ('amount' in event ? amountProblem(event.amount, 'events', row) : null);
    const early = bad ? null : tooEarly(terms, event);
    if (bad) problems.push(bad);
    else if (early) problems.push(problem('dates_out_of_order', 'events', early, row));
    else good.push({ event, row });
  });
  return { good, problems };
}

/** Parts of a judgment may bear from days of their own before its entry, once its first part does; nothing else may. */
function tooEarly({ entered, interestFrom }: JudgmentTerms, event: JudgmentEvent): string {
  if (event.date >= entered) return '';
  const left = `${toWords(event.date)} is before the judgment of ${toWords(entered)}: the row is left out.`;
  if (event.kind !== 'cost') return left;
  if (event.date >= (interestFrom ?? entered)) return '';
  return `${left} Give the part that bears from the earliest day as the amount, with that day as interest_from, and the later parts as rows.`;
}

function lifeEvents(events: readonly NumberedEvent[], asOf: Day): LifeEvent[] {
  return events.flatMap(({ event, row }): LifeEvent[] => {
    const { kind, date } = event;
    switch (kind) {
      case 'cost':
      case 'tender':
        return [];
      case 'stay':
        return [{ kind, date, until: Math.min(event.until ?? asOf, asOf), row }];
      case 'payment':
        return event.ofRecord
          ? [
              { kind, date, row },
              { kind: 'payment_of_record', date, row },
            ]
          : [{ kind, date, row }];
      default:
        return [{ kind, date, row }];
    }
  });
}

/** The rates with another after a renewal, and none while the judgment sleeps or interest is stopped. */
function ratesAsTheyBear(
  { rates, renewed }: JudgmentTerms,
  life: JudgmentLife,
  events: readonly NumberedEvent[],
): readonly RatePeriod[] {
  let bearing = rates;
  const renewal = events.find(
    ({ event, row }) => renewed && event.date >= renewed.from && life.renewedBy.includes(row),
  );
  if (renewed && renewal)
    bearing = overlaid(bearing, { from: renewal.event.date + 1, to: null }, renewed.ratePercent);
  const stopped = events.flatMap(({ event }): Silence[] =>
    'stopsInterest' in event && event.stopsInterest
      ? [{ from: event.date + 1, to: event.until }]
      : [],
  );
  for (const silence of [...life.silences, ...stopped])
    bearing = overlaid(bearing, silence, new Exact(0));
  return bearing;
}

/** Rates with one of them in place of the others on some days. */
function overlaid(
  rates: readonly RatePeriod[],
  { from, to }: Silence,
  ratePercent: Percent,
): RatePeriod[] {
  const last = to ?? Infinity;
  const kept = rates.flatMap((rate) => {
    const end = rate.to ?? Infinity;
    if (end < from || rate.from > last) return [rate];
    return [
      ...(rate.from < from ? [{ ...rate, to: from - 1 }] : []),
      ...(end > last ? [{ ...rate, from: last + 1 }] : []),
    ];
  });
  return [...kept, { from, to, ratePercent }].sort((a, b) => a.from - b.from);
}

/**
 * Interest between rows counts one end of each span, so that no day is counted twice: `both` counts the first day
 * of all once more, `neither` leaves it out.
 */
function openState(terms: JudgmentTerms, life: JudgmentLife, problems: Problem[]): State {
  const convention = conventionOf(terms);
  const { counted } = convention;
  const start = terms.interestFrom ?? terms.entered;
  const shift = counted === 'both' ? -1 : counted === 'neither' ? 1 : 0;
  const oneEnd = counted === 'both' || counted === 'last' ? 'last' : 'first';
  return {
    terms,
    convention: { ...convention, counted: oneEnd },
    rounding: terms.rounding ?? 'half_up',
    order: wholeOrder(terms.order ?? UNITED_STATES_RULE),
    life,
    problems,
    rows: [],
    reckoned: start + shift,
    principal: terms.amount,
    interest: terms.openingInterest ?? 0,
    barren: terms.openingInterest ?? 0,
    costs: 0,
    accrued: 0,
    paid: 0,
    overpaid: 0,
    costsAdded: 0,
    satisfied: null,
  };
}

/** An order that names every bucket once, so that no payment is lost. */
function wholeOrder(order: readonly Bucket[]): readonly Bucket[] {
  return [...new Set([...order, ...UNITED_STATES_RULE])];
}

/** On one day a judgment is charged before it is paid, and paid before its interest is compounded. */
const RANK: Record<LedgerRowKind, number> = {
  judgment: 0,
  rate: 1,
  cost: 2,
  stay: 3,
  execution: 3,
  garnishment: 3,
  docket_entry: 3,
  acknowledgment: 3,
  tender: 4,
  payment: 4,
  renewal: 5,
  compounding: 6,
  expiry: 7,
  as_of: 8,
};

function timeline(
  terms: JudgmentTerms,
  events: readonly NumberedEvent[],
  life: JudgmentLife,
  end: Day,
  asOf: Day,
): Step[] {
  const plain = (kind: LedgerRowKind, date: Day): Step => ({ kind, date, event: null, row: null });
  const steps: Step[] = [plain('judgment', terms.entered)];
  for (const day of compoundingDays(terms, end)) steps.push(plain('compounding', day));
  for (const day of rateChangeDays(terms, end)) steps.push(plain('rate', day));
  for (const { event, row } of events)
    steps.push({ kind: event.kind, date: event.date, event, row });
  if (life.expires !== null && life.expires <= asOf) steps.push(plain('expiry', life.expires));
  steps.push(plain('as_of', asOf));
  return steps.sort((a, b) => a.date - b.date || RANK[a.kind] - RANK[b.kind]);
}

function compoundingDays(terms: JudgmentTerms, end: Day): Day[] {
  if (terms.compounding === 'simple') return [];
  const start = terms.interestFrom ?? terms.entered;
  const days: Day[] = [];
  for (let n = 1; ; n += 1) {
    const day =
      terms.compounding === 'yearly'
        ? addYears(start, n)
        : (dayFromYmd(ymd(start).y + n - 1, 12, 31) ?? end + 1);
    if (day > end) return days;
    if (day > start) days.push(day);
  }
}

/** The last day reckoned at an old rate: a new rate bears from its first day on. */
function rateChangeDays(terms: JudgmentTerms, end: Day): Day[] {
  const { counted } = conventionOf(terms);
  const back = counted === 'last' || counted === 'both' ? 1 : 0;
  const start = terms.interestFrom ?? terms.entered;
  const days = terms.rates.map((rate) => rate.from - back);
  return [...new Set(days)].filter((day) => day > start && day > terms.entered && day < end);
}

function take(step: Step, state: State): void {
  const { principal: on, reckoned: from, terms } = state;
  // On entry only interest from before it has a row; a first day counted once more is rounded with those after it.
  const entry = step.kind === 'judgment' && (terms.interestFrom ?? terms.entered) >= terms.entered;
  const accruals = entry ? [] : accrueTo(step.date, state);
  const interest = totalInterestInCents(accruals, state.rounding);
  if (step.kind === 'compounding' && interest === 0 && state.interest === state.barren) {
    // Nothing joins the principal: the days belong to the next row.
    state.reckoned = from;
    return;
  }
  state.interest += interest;
  state.accrued += interest;
  const done = effect(step, state);
  const words = [...accruals.map((a) => accrualWords(on, a, state.convention)), done.words];
  state.rows.push({
    date: step.date,
    kind: step.kind,
    label: done.label,
    on,
    from,
    to: state.reckoned,
    days: accruals.reduce((sum, a) => sum + a.days, 0),
    ratePercent: accruals[accruals.length - 1]?.ratePercent ?? null,
    interest,
    ...(done.payment ?? NO_PAYMENT),
    principal: state.principal,
    interestDue: state.interest,
    costs: state.costs,
    balance: owed(state),
    words: words.filter((text) => text !== '').join('; '),
    accruals,
    happened: done.words,
    moves: done.moves ?? NO_MOVE,
    row: step.row,
  });
}

function owed(state: State): Cents {
  return state.principal + state.interest + state.costs;
}

function accrueTo(date: Day, state: State): Accrual[] {
  const end = Math.min(date, state.life.expires ?? date);
  if (end <= state.reckoned) return [];
  const from = state.reckoned;
  state.reckoned = end;
  if (state.principal === 0) return [];
  return accrue(state.principal, state.terms.rates, from, end, state.convention);
}

interface Payment {
  readonly paid: Cents;
  readonly toCosts: Cents;
  readonly toInterest: Cents;
  readonly toPrincipal: Cents;
  readonly overpaid: Cents;
}

const NO_PAYMENT: Payment = { paid: 0, toCosts: 0, toInterest: 0, toPrincipal: 0, overpaid: 0 };

const NO_MOVE: Movement = { kind: 'nothing' };

interface Effect {
  readonly label: string;
  readonly words: string;
  readonly payment?: Payment;
  readonly moves?: Movement;
}

function effect(step: Step, state: State): Effect {
  const { event } = step;
  if (event === null) return ownEffect(step, state);
  const expired = state.life.expires !== null && event.date > state.life.expires;
  if (expired && event.kind !== 'renewal')
    state.problems.push(afterExpiry(event.date, step.row, state));
  switch (event.kind) {
    case 'payment':
      return pay(event.amount, event.label ?? 'Payment', step, state);
    case 'cost':
      return addCost(event.amount, event.bearsInterest, event.label ?? 'Costs', state);
    case 'renewal':
      return renew(event.label ?? 'Renewal', event.addsInterest, step, state);
    case 'stay':
    case 'tender':
      return { label: event.label ?? EVENT_LABELS[event.kind], words: untilWords(event) };
    default:
      return { label: event.label ?? EVENT_LABELS[event.kind], words: '' };
  }
}

const EVENT_LABELS = {
  execution: 'Execution',
  garnishment: 'Garnishment',
  docket_entry: 'Docket entry',
  acknowledgment: 'Acknowledgment',
  stay: 'Stay',
  tender: 'Tender',
} as const;

function untilWords({
  until,
  stopsInterest,
}: Extract<JudgmentEvent, { kind: 'stay' | 'tender' }>): string {
  const end = until === null ? '' : `until ${toWords(until)}`;
  return [end, stopsInterest ? 'no interest meanwhile' : ''].filter(Boolean).join(', ');
}

function afterExpiry(date: Day, row: number | null, state: State): Problem {
  const expired = toWords(state.life.expires ?? date);
  const message = `${toWords(date)} is after the judgment expired on ${expired}: check the dates and the renewals.`;
  return problem('after_expiry', 'events', message, row);
}

function ownEffect(step: Step, state: State): Effect {
  switch (step.kind) {
    case 'compounding':
      return { label: 'Interest compounds', ...capitalise(state) };
    case 'rate': {
      const { rates } = state.terms;
      const next = rateOn(rates, step.date + 1) ?? rateOn(rates, step.date);
      if (next?.isZero()) return { label: 'Interest stops', words: '' };
      return { label: 'Change of rate', words: next ? `then ${percentWords(next)}` : '' };
    }
    case 'expiry':
      return { label: 'Judgment expires', words: 'No interest after this day' };
    case 'judgment': {
      const opening = state.terms.openingInterest ?? 0;
      const words = opening > 0 ? `with ${money(opening)} of interest that bears none` : '';
      return { label: 'Judgment entered', words };
    }
    default:
      return { label: `Balance on ${toWords(step.date)}`, words: '' };
  }
}

function capitalise(state: State): Omit<Effect, 'label'> {
  const kept = state.barren;
  const amount = state.interest - kept;
  if (amount === 0) return { words: '' };
  state.principal += amount;
  state.interest = kept;
  const words = `${money(amount)} of interest joins the principal`;
  return { words, moves: { kind: 'joins', amount, kept } };
}

function renew(label: string, addsInterest: boolean | null, step: Step, state: State): Effect {
  const counted = state.terms.life ? state.life.renewedBy.includes(step.row ?? 0) : true;
  if (!counted) return { label, words: 'Without effect' };
  const adds = addsInterest ?? state.life.capitalisedBy.includes(step.row ?? 0);
  return adds ? { label, ...capitalise(state) } : { label, words: '' };
}

function addCost(amount: Cents, bearsInterest: boolean, label: string, state: State): Effect {
  state.costsAdded += amount;
  if (amount > 0) state.satisfied = null;
  const to = bearsInterest ? 'principal' : 'costs';
  state[to] += amount;
  const words = `${money(amount)} of costs${bearsInterest ? ', bearing interest' : ''}`;
  return { label, words, moves: { kind: 'adds', to, amount } };
}

function pay(amount: Cents, label: string, step: Step, state: State): Effect {
  const before = owed(state);
  const to: Record<Bucket, Cents> = { costs: 0, interest: 0, principal: 0 };
  let left = amount;
  for (const bucket of state.order) {
    to[bucket] = Math.min(left, state[bucket]);
    state[bucket] -= to[bucket];
    left -= to[bucket];
  }
  state.barren = Math.min(state.barren, state.interest);
  state.paid += amount;
  state.overpaid += left;
  if (left > 0) state.problems.push(overpayment(amount, before, step));
  if (owed(state) === 0 && before > 0) state.satisfied = step.date;
  const parts = state.order.filter((b) => to[b] > 0).map((b) => `${money(to[b])} to ${b}`);
  if (left > 0) parts.push(`${money(left)} too much`);
  return {
    label,
    words: `${money(amount)}: ${parts.join(', ') || 'nothing was paid'}`,
    moves: { kind: 'pays' },
    payment: {
      paid: amount,
      toCosts: to.costs,
      toInterest: to.interest,
      toPrincipal: to.principal,
      overpaid: left,
    },
  };
}

function overpayment(amount: Cents, before: Cents, step: Step): Problem {
  const message = `The payment of ${money(amount)} on ${toWords(step.date)} is more than the ${money(before)} owed: ${money(amount - before)} is left over.`;
  return problem('payment_above_balance', 'events', message, step.row);
}

function closed(state: State, asOf: Day): Ledger {
  const { expires, presumedPaid, dormantFrom, revivableUntil } = state.life;
  const expired = expires !== null && asOf > expires;
  const dormant = dormantFrom !== null && asOf > dormantFrom;
  const daily = expired ? new Exact(0) : nextDay(state, asOf);
  return {
    rows: state.rows,
    asOf,
    principal: state.principal,
    interest: state.interest,
    costs: state.costs,
    balance: owed(state),
    accrued: state.accrued,
    paid: state.paid,
    overpaid: state.overpaid,
    costsAdded: state.costsAdded,
    perDiem: roundToCents(daily, state.rounding),
    perDiemExact: daily,
    satisfied: state.satisfied,
    expires,
    presumedPaid,
    dormantFrom,
    revivableUntil,
    life: expired ? 'expired' : dormant ? 'dormant' : 'alive',
    enforceable: !expired && !dormant,
    rates: state.terms.rates,
    convention: state.convention,
    rounding: state.rounding,
    order: state.order,
  };
}

function nextDay(state: State, asOf: Day): Decimal {
  const { rates } = state.terms;
  const rate = rateOn(rates, asOf + 1) ?? rateOn(rates, asOf);
  return rate ? perDiem(state.principal, rate, state.convention, asOf + 1) : new Exact(0);
}

/** The figures of a judgment on a day. */
export type JudgmentItem = 'judgment' | 'interest_before' | 'interest' | 'costs' | 'payments';

/** The ledger in five lines that add up to its balance. */
export function judgmentLines(terms: JudgmentTerms, result: Ledger): Line<JudgmentItem>[] {
  const line = (
    item: JudgmentItem,
    label: string,
    amount: Cents,
    words: string,
  ): Line<JudgmentItem> => ({
    item,
    label,
    amount,
    words,
  });
  const how = {
    simple: 'simple',
    yearly: 'compounded yearly',
    calendar_year: 'compounded each January 1',
  };
  const applied = result.paid - result.overpaid;
  const lines = [
    line('judgment', 'Judgment', terms.amount, `Entered ${toWords(terms.entered)}`),
    line(
      'interest_before',
      'Interest before judgment',
      terms.openingInterest ?? 0,
      'Bears no interest',
    ),
    line(
      'interest',
      'Interest after judgment',
      result.accrued,
      `To ${toWords(result.asOf)}, ${how[terms.compounding]}`,
    ),
    line('costs', 'Costs after judgment', result.costsAdded, 'As added'),
    line('payments', 'Payments', 0 - applied, 'As applied'),
  ];
  return lines.filter((l) => l.amount !== 0 || l.item === 'judgment' || l.item === 'interest');
}
