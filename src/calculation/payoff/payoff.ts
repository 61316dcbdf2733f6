/** The debt on a day: principal, interest, fees, advances and credits, a line each with its arithmetic in words. */
import type { DebtItem } from '../input/debtItems';
import type Decimal from 'decimal.js';
import { Exact, roundToCents, type Cents, type Rounding } from '../../money/cents';
import { addMonths, toWords, type Day } from '../../money/dates';
import { daysInYear } from '../../money/dayCount';
import {
  accrue,
  bearingDays,
  ORDINARY_INTEREST,
  perDiem,
  percentOfInCents,
  type InterestConvention,
  type Percent,
  type RatePeriod,
} from '../../money/interest';
import { attorneyFeeLine, type AttorneyFees } from './attorneyFees';
import { accrualLines, money, percentWords, sumLines, TOLD, type Figure } from '../line/line';
import {
  amountProblem,
  dayProblem,
  outcome,
  problem,
  refused,
  type Outcome,
  type Problem,
} from '../input/problem';
import { rateOn, rateProblems, withDefaultRate, type DefaultRate } from './rates';
import {
  chargeRefund,
  interestRebate,
  type PrecomputedLoan,
  type PrepaidCharge,
  type RebateMethod,
} from './rebate';

export type { DebtItem } from '../input/debtItems';

/** A charge made on a day; null where the day is not told, and then it bears no interest. */
export interface DatedAmount {
  readonly date: Day | null;
  readonly amount: Cents;
  readonly label?: string;
}

/** What the lender paid to protect the collateral; it bears the note's rates, its own rate, or no interest. */
export interface Advance extends DatedAmount {
  readonly interest: 'note' | 'none' | Percent;
}

/** Late fees by the note's terms: one for each monthly payment that is still unpaid after the days of grace. */
export interface LateFeeSchedule {
  readonly firstUnpaid: Day;
  readonly graceDays: number;
  readonly payment: Cents;
  /** Percent of the payment, or an amount for each. */
  readonly fee: { readonly percent: Percent } | { readonly amount: Cents };
}

/** A premium for early payment, and whether the law and the note allow it after default. */
export interface PrepaymentPremium {
  readonly amount: Cents;
  readonly allowed: boolean;
  readonly reason?: string;
}

/** Everything that a payoff is reckoned from; lists that are absent are empty. */
export interface PayoffTerms {
  readonly principal: Cents;
  readonly rates: readonly RatePeriod[];
  /** Interest is paid through this day. */
  readonly paidThrough: Day;
  readonly payoffDate: Day;
  readonly defaultRate?: DefaultRate | null;
  readonly accelerated?: Day | null;
  readonly convention?: Partial<InterestConvention>;
  readonly rounding?: Rounding;
  readonly lateFees?: readonly DatedAmount[];
  readonly lateFeeSchedule?: LateFeeSchedule | null;
  readonly advances?: readonly Advance[];
  readonly attorneyFees?: AttorneyFees | null;
  readonly prepayment?: PrepaymentPremium | null;
  readonly otherCharges?: readonly { readonly label: string; readonly amount: Cents }[];
  /** Escrow account: below zero the borrower owes the lender the shortage, above zero the lender credits it. */
  readonly escrow?: Cents;
  readonly unapplied?: Cents;
  readonly reserves?: Cents;
  readonly credits?: readonly { readonly label: string; readonly amount: Cents }[];
  readonly rebate?: { readonly loan: PrecomputedLoan; readonly method: RebateMethod } | null;
  readonly refunds?: readonly PrepaidCharge[];
}

/** A debt on a day. The lines add up to `total`; `parts` sums them by item; `perDiem` is the next day's interest. */
export interface Payoff {
  readonly lines: readonly Figure<DebtItem>[];
  readonly total: Cents;
  readonly parts: Readonly<Record<DebtItem, Cents>>;
  readonly perDiem: Cents;
  readonly perDiemExact: Decimal;
  /** What bears interest, and at which rates. */
  readonly bearing: readonly Bearing[];
}

/** A figure of the payoff that bears interest. */
export interface Bearing {
  readonly on: Figure<DebtItem>;
  readonly rates: readonly RatePeriod[];
}

interface Reckoning {
  readonly terms: PayoffTerms;
  readonly rates: readonly RatePeriod[];
  readonly convention: InterestConvention;
  readonly rounding: Rounding;
  readonly problems: Problem[];
  readonly bearing: Bearing[];
}

/**
 * Builds the debt to the day. Wrong dates or rates for the principal leave nothing to say; a wrong row of a list is
 * left out and named in `problems`.
 */
export function payoff(terms: PayoffTerms): Outcome<Payoff> {
  const fatal = fatalProblems(terms);
  if (fatal.length > 0) return refused(...fatal);
  const reckoning: Reckoning = {
    terms,
    rates: withDefaultRate(terms.rates, terms.defaultRate),
    convention: { ...ORDINARY_INTEREST, ...terms.convention },
    rounding: terms.rounding ?? 'half_up',
    problems: orderProblems(terms),
    bearing: [],
  };
  const lines = [
    ...principalLines(reckoning),
    ...lateFeeLines(reckoning),
    ...advanceLines(reckoning),
    ...chargeLines(reckoning),
  ];
  lines.push(...feeLines(reckoning, lines));
  lines.push(...creditLines(reckoning));
  const made = totalled(lines, reckoning);
  if (made.total < 0) {
    const message = `What comes off is ${money(-made.total)} more than the debt: check the credits and the funds held.`;
    reckoning.problems.push(problem('payment_above_balance', 'credits', message));
  }
  return outcome(made, reckoning.problems);
}

function fatalProblems(terms: PayoffTerms): Problem[] {
  const found = [
    amountProblem(terms.principal, 'principal'),
    dayProblem(terms.paidThrough, 'paid_through'),
    dayProblem(terms.payoffDate, 'payoff_date'),
  ].filter((p) => p !== null);
  if (found.length > 0) return found;
  if (terms.payoffDate < terms.paidThrough) {
    const message = `Interest is paid through ${toWords(terms.paidThrough)}, after the payoff on ${toWords(terms.payoffDate)}.`;
    found.push(problem('dates_out_of_order', 'paid_through', message));
    return found;
  }
  const counted = terms.convention?.counted ?? ORDINARY_INTEREST.counted;
  const { first, last } = bearingDays(terms.paidThrough, terms.payoffDate, counted);
  found.push(...rateProblems(terms.rates, first, last));
  if (found.length === 0 && terms.defaultRate) {
    const raised = withDefaultRate(terms.rates, terms.defaultRate);
    found.push(...rateProblems(raised, first, first - 1, 'default_rate'));
  }
  return found;
}

function orderProblems(terms: PayoffTerms): Problem[] {
  const found: Problem[] = [];
  const sale = toWords(terms.payoffDate);
  if (terms.defaultRate && terms.defaultRate.from > terms.payoffDate) {
    const message = `The default on ${toWords(terms.defaultRate.from)} is after the sale or payoff on ${sale}: check both dates.`;
    found.push(problem('sale_before_default', 'default_date', message));
  }
  if (terms.accelerated && terms.accelerated > terms.payoffDate) {
    const message = `The acceleration on ${toWords(terms.accelerated)} is after the sale or payoff on ${sale}: check both dates.`;
    found.push(problem('dates_out_of_order', 'accelerated', message));
  }
  return found;
}

function principalLines(reckoning: Reckoning): Figure<DebtItem>[] {
  const { terms, rates } = reckoning;
  const principal: Figure<DebtItem> = {
    item: 'principal',
    label: 'Principal',
    amount: terms.principal,
    words: `Unpaid principal; interest paid through ${toWords(terms.paidThrough)}`,
    term: TOLD,
  };
  const bears = { on: principal, rates };
  return [
    principal,
    ...interestOn(reckoning, bears, terms.paidThrough, 'accrued_interest', 'Interest'),
  ];
}

/** Interest on a figure up to the payoff, a line for each rate. */
function interestOn(
  { terms, convention, rounding, bearing }: Reckoning,
  bears: Bearing,
  from: Day,
  item: DebtItem,
  label: string,
): Figure<DebtItem>[] {
  const { on, rates } = bears;
  bearing.push(bears);
  const accruals = accrue(on.amount, rates, from, terms.payoffDate, convention);
  return accrualLines(item, label, on, accruals, convention, rounding);
}

function lateFeeLines(reckoning: Reckoning): Figure<DebtItem>[] {
  const { terms } = reckoning;
  const listed = goodRows(reckoning, terms.lateFees ?? [], 'late_fees').map((fee) =>
    untilAcceleration(fee.label ?? 'Late fee', fee.amount, fee.date, terms.accelerated ?? null),
  );
  return [...listed, ...scheduledLateFees(reckoning)];
}

function untilAcceleration(
  label: string,
  amount: Cents,
  date: Day | null,
  accelerated: Day | null,
): Figure<DebtItem> {
  const line = { item: 'late_fees', label, amount, term: TOLD } as const;
  if (date === null) return { ...line, words: 'As charged' };
  if (accelerated === null || date < accelerated) {
    return { ...line, words: `Charged ${toWords(date)}` };
  }
  const words = `${money(amount)} charged ${toWords(date)} is left out: the debt was accelerated ${toWords(accelerated)}`;
  return { ...line, amount: 0, words };
}

function scheduledLateFees({ terms, rounding, problems }: Reckoning): Figure<DebtItem>[] {
  const schedule = terms.lateFeeSchedule;
  if (!schedule) return [];
  const bad = amountProblem(schedule.payment, 'late_fee_payment');
  if (bad) {
    problems.push(bad);
    return [];
  }
  const each =
    'amount' in schedule.fee
      ? schedule.fee.amount
      : percentOfInCents(schedule.payment, schedule.fee.percent, 1, 1, rounding);
  const stop = Math.min(terms.accelerated ?? Infinity, terms.payoffDate + 1);
  let count = 0;
  while (addMonths(schedule.firstUnpaid, count) + schedule.graceDays + 1 <= stop) count += 1;
  if (count === 0) return [];
  const how =
    'amount' in schedule.fee
      ? `${money(each)} each`
      : `${percentWords(schedule.fee.percent)} of ${money(schedule.payment)} = ${money(each)} each`;
  const until = terms.accelerated
    ? `until acceleration on ${toWords(terms.accelerated)}`
    : 'until payoff';
  const words = `${count} payments more than ${schedule.graceDays} days late since ${toWords(schedule.firstUnpaid)}, ${until}: ${how}`;
  return [{ item: 'late_fees', label: 'Late fees', amount: each * count, words, term: TOLD }];
}

function advanceLines(reckoning: Reckoning): Figure<DebtItem>[] {
  const { terms } = reckoning;
  return goodRows(reckoning, terms.advances ?? [], 'advances').flatMap((advance) => {
    const { amount, date, interest, label = 'Protective advance' } = advance;
    const item = 'protective_advances';
    const words = date === null ? 'Paid by the lender' : `Paid by the lender ${toWords(date)}`;
    const line: Figure<DebtItem> = { item, label, amount, words, term: { kind: 'told', date } };
    if (date === null || interest === 'none') return [line];
    const bears = { on: line, rates: advanceRates(advance, reckoning) };
    return [line, ...interestOn(reckoning, bears, date, item, `Interest on ${label}`)];
  });
}

function advanceRates(advance: Advance, { rates }: Reckoning): readonly RatePeriod[] {
  if (advance.interest === 'none' || advance.date === null) return [];
  if (advance.interest === 'note') return rates;
  return [{ from: advance.date, to: null, ratePercent: advance.interest }];
}

/** Rows of dated amounts that can be used; the others are named. */
function goodRows<Row extends DatedAmount>(
  reckoning: Reckoning,
  rows: readonly Row[],
  field: string,
): Row[] {
  return rows.filter((row, index) => {
    const bad = rowProblem(row, reckoning, field, index + 1);
    if (bad) reckoning.problems.push(bad);
    return bad === null;
  });
}

function rowProblem(
  row: DatedAmount | Advance,
  { terms, rates, convention }: Reckoning,
  field: string,
  number: number,
): Problem | null {
  const bad = amountProblem(row.amount, field, number) ?? undatedProblem(row, field, number);
  if (bad) return bad;
  if (row.date === null) return null;
  if (row.date > terms.payoffDate) {
    const message = `${toWords(row.date)} is after the payoff on ${toWords(terms.payoffDate)}: the row is left out.`;
    return problem('dates_out_of_order', field, message, number);
  }
  if (!('interest' in row) || row.interest !== 'note' || row.date > terms.paidThrough) return null;
  const { first, last } = bearingDays(row.date, terms.payoffDate, convention.counted);
  const [gap] = rateProblems(rates, first, last, field);
  if (!gap) return null;
  return { ...gap, row: number, message: `${gap.message} The row is left out.` };
}

/** Interest needs a day to run from. */
function undatedProblem(row: DatedAmount | Advance, field: string, number: number): Problem | null {
  const bears = 'interest' in row && row.interest !== 'none';
  return row.date === null && !bears ? null : dayProblem(row.date ?? NaN, field, number);
}

function chargeLines({ terms, problems }: Reckoning): Figure<DebtItem>[] {
  const lines: Figure<DebtItem>[] = [];
  if (terms.escrow !== undefined && terms.escrow < 0) {
    const words = 'Taxes and insurance paid by the lender beyond the escrow account';
    lines.push({
      item: 'protective_advances',
      label: 'Escrow shortage',
      amount: -terms.escrow,
      words,
      term: TOLD,
    });
  }
  (terms.otherCharges ?? []).forEach(({ label, amount }, index) => {
    const bad = amountProblem(amount, 'other_charges', index + 1);
    if (bad) problems.push(bad);
    else lines.push({ item: 'other_charges', label, amount, words: 'As charged', term: TOLD });
  });
  if (terms.prepayment) lines.push(premiumLine(terms.prepayment));
  return lines;
}

function premiumLine({ amount, allowed, reason }: PrepaymentPremium): Figure<DebtItem> {
  const line = { item: 'prepayment_premium', label: 'Prepayment premium', term: TOLD } as const;
  const why = reason ? `: ${reason}` : '';
  if (allowed) return { ...line, amount, words: `Allowed${why}` };
  return { ...line, amount: 0, words: `${money(amount)} is left out, not allowed${why}` };
}

function feeLines(
  { terms, rounding, problems }: Reckoning,
  before: readonly Figure<DebtItem>[],
): Figure<DebtItem>[] {
  if (!terms.attorneyFees) return [];
  const of = (...items: DebtItem[]) => before.filter(({ item }) => items.includes(item));
  const bases = {
    principal: of('principal'),
    principal_and_interest: of('principal', 'accrued_interest'),
    debt: [...before],
  };
  const line = attorneyFeeLine(terms.attorneyFees, bases, rounding);
  problems.push(...line.problems);
  return line.ok ? [line.value] : [];
}

function creditLines({ terms, rounding, problems }: Reckoning): Figure<DebtItem>[] {
  const lines: Figure<DebtItem>[] = [];
  const credit = (label: string, amount: Cents, words: string): void => {
    if (amount > 0) lines.push({ item: 'credits', label, amount: -amount, words, term: TOLD });
  };
  credit('Escrow balance', terms.escrow ?? 0, 'Held for taxes and insurance');
  credit('Unapplied funds', terms.unapplied ?? 0, 'Received and not yet applied');
  credit('Reserves', terms.reserves ?? 0, 'Held by the lender');
  (terms.credits ?? []).forEach(({ label, amount }, index) => {
    const bad = amountProblem(amount, 'credits', index + 1);
    if (bad) problems.push(bad);
    else credit(label, amount, 'As credited');
  });
  if (terms.rebate) {
    const rebate = interestRebate(terms.rebate.loan, terms.rebate.method, rounding);
    problems.push(...rebate.problems);
    if (rebate.ok) lines.push({ ...rebate.value, term: TOLD });
  }
  for (const refund of terms.refunds ?? [])
    lines.push({ ...chargeRefund(refund, rounding), term: TOLD });
  return lines;
}

function totalled(lines: readonly Figure<DebtItem>[], reckoning: Reckoning): Payoff {
  const parts: Record<DebtItem, Cents> = {
    principal: 0,
    accrued_interest: 0,
    late_fees: 0,
    prepayment_premium: 0,
    protective_advances: 0,
    attorney_fees: 0,
    other_charges: 0,
    credits: 0,
  };
  for (const line of lines) parts[line.item] += line.amount;
  const next = bearingNextDay(reckoning);
  return {
    lines,
    total: sumLines(lines),
    parts,
    perDiem: nextDayInCents(next, reckoning),
    get perDiemExact() {
      return nextDayExact(next, reckoning);
    },
    bearing: reckoning.bearing,
  };
}

/** The rate of the day after the payoff; where none is told for it, that of the payoff. */
export const nextRate = ({ rates }: Bearing, payoffDate: Day): Percent | null =>
  rateOn(rates, payoffDate + 1) ?? rateOn(rates, payoffDate);

interface AtOneRate {
  readonly amount: Cents;
  readonly ratePercent: Percent;
}

/** What bears interest on the day after the payoff, amounts at one rate together. */
function bearingNextDay({ terms, bearing }: Reckoning): AtOneRate[] {
  const found: AtOneRate[] = [];
  for (const one of bearing) {
    const ratePercent = nextRate(one, terms.payoffDate);
    if (ratePercent === null) continue;
    const same = found.findIndex((other) => other.ratePercent === ratePercent);
    const amount = (found[same]?.amount ?? 0) + one.on.amount;
    if (same < 0) found.push({ amount, ratePercent });
    else found[same] = { amount, ratePercent };
  }
  return found;
}

function nextDayInCents(bearing: readonly AtOneRate[], reckoning: Reckoning): Cents {
  const { convention, rounding, terms } = reckoning;
  const [only] = bearing;
  if (only && bearing.length === 1 && convention.perDiem === 'exact') {
    const year = daysInYear(convention.dayCount, terms.payoffDate + 1);
    return percentOfInCents(only.amount, only.ratePercent, 1, year, rounding);
  }
  return roundToCents(nextDayExact(bearing, reckoning), rounding);
}

function nextDayExact(bearing: readonly AtOneRate[], { convention, terms }: Reckoning): Decimal {
  return bearing.reduce(
    (sum, { amount, ratePercent }) =>
      sum.plus(perDiem(amount, ratePercent, convention, terms.payoffDate + 1)),
    new Exact(0),
  );
}

/** One row of a good-through table. */
export interface GoodThrough {
  readonly date: Day;
  readonly total: Cents;
  /** Interest of the day after it. */
  readonly perDiem: Cents;
}

/** A good-through table is for the next weeks or months, not for years. */
const MOST_DAYS = 366;

/** The payoff on each of the next days, the payoff date first; a day whose rate is missing ends the table. */
export function goodThrough(terms: PayoffTerms, days: number): Outcome<readonly GoodThrough[]> {
  if (!Number.isInteger(days) || days < 0 || days > MOST_DAYS) {
    const message = `The table runs for a whole number of days from 0 to ${MOST_DAYS}.`;
    return refused(problem('not_allowed', 'days', message));
  }
  const rows: GoodThrough[] = [];
  for (let n = 0; n <= days; n += 1) {
    const date = terms.payoffDate + n;
    const result = payoff({ ...terms, payoffDate: date });
    if (!result.ok) return n === 0 ? result : outcome(rows, result.problems);
    const { total, perDiem: daily } = result.value;
    rows.push({ date, total, perDiem: daily });
  }
  return outcome(rows);
}

/** Interest alone, between two days. */
export interface InterestTerms {
  readonly principal: Cents;
  readonly rates: readonly RatePeriod[];
  /** The first day; whether it bears interest is the convention's `counted`. */
  readonly from: Day;
  readonly to: Day;
  readonly convention?: Partial<InterestConvention>;
  readonly rounding?: Rounding;
}

/** Interest between two days: a line for each rate, their sum, and the per diem at the end. */
export function interestBetween(terms: InterestTerms): Outcome<{
  readonly lines: readonly Figure<'accrued_interest'>[];
  readonly total: Cents;
  readonly perDiem: Cents;
}> {
  const bad = amountProblem(terms.principal, 'principal');
  if (bad) return refused(bad);
  if (terms.to < terms.from) {
    const message = `The interest ends on ${toWords(terms.to)}, before it starts on ${toWords(terms.from)}.`;
    return refused(problem('dates_out_of_order', 'to', message));
  }
  const convention = { ...ORDINARY_INTEREST, ...terms.convention };
  const rounding = terms.rounding ?? 'half_up';
  const { first, last } = bearingDays(terms.from, terms.to, convention.counted);
  const gaps = rateProblems(terms.rates, first, last);
  if (gaps.length > 0) return refused(...gaps);
  const accruals = accrue(terms.principal, terms.rates, terms.from, terms.to, convention);
  const lines = accrualLines(
    'accrued_interest',
    'Interest',
    { amount: terms.principal },
    accruals,
    convention,
    rounding,
  );
  const rate = rateOn(terms.rates, terms.to) ?? new Exact(0);
  const daily = roundToCents(perDiem(terms.principal, rate, convention, terms.to), rounding);
  return outcome({ lines, total: sumLines(lines), perDiem: daily });
}
