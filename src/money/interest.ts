/** Simple interest to the day: exact per diem, rates that change inside the period, and reading of rates. */
import Decimal from 'decimal.js';
import { Exact, isBlank, roundToCents, type Cents, type Rounding } from './cents';
import { dayFromYmd, toIso, ymd, type Day } from './dates';
import { daysInYear, yearShare, type CountedDays, type DayCount, type YearShare } from './dayCount';
import { oncePer } from './once';
import { fail, ok, quoted, textOf, type Result } from './result';

/** A yearly rate in percent: 6.5 is six and a half percent. */
export type Percent = Decimal;

/** A rate and the days that bear it, both ends included; `to` null: until further notice. */
export interface RatePeriod {
  readonly from: Day;
  readonly to: Day | null;
  readonly ratePercent: Percent;
}

/**
 * Whether one day's interest is kept exact, rounded to the cent, cut off at the cent, or rounded to a tenth of a cent
 * before it is multiplied.
 */
export const PER_DIEMS = ['exact', 'rounded', 'truncated', 'three_decimals'] as const;
export type PerDiemRounding = (typeof PER_DIEMS)[number];

/** How a contract or a court counts interest. */
export interface InterestConvention {
  readonly dayCount: DayCount;
  readonly counted: CountedDays;
  readonly perDiem: PerDiemRounding;
}

/** Calendar days over 365, the day of payment counted and the first day not, nothing rounded before the end. */
export const ORDINARY_INTEREST: InterestConvention = {
  dayCount: 'actual/365',
  counted: 'last',
  perDiem: 'exact',
};

/** Interest over days at one rate: the first and last day that bear it, and their number. */
export interface Accrual {
  readonly first: Day;
  readonly last: Day;
  readonly days: number;
  readonly ratePercent: Percent;
  /** Exact cents. */
  readonly interest: Decimal;
  /** Whole cents, rounded once. */
  cents(rounding?: Rounding): Cents;
}

/** The highest yearly rate taken for meant; above it a percent sign or a decimal point went astray. */
const MAX_RATE_PERCENT = 100;

/** What is wrong with a list of rate periods; `row` counts from 1 in the order given, 0 for the list as a whole. */
export interface RateProblem {
  readonly name: 'rate_out_of_range' | 'dates_out_of_order' | 'rate_overlap' | 'rate_gap';
  readonly row: number;
  readonly message: string;
}

/** One rate for every day. */
export function constantRate(ratePercent: Percent, from: Day = -1e7): readonly RatePeriod[] {
  return [{ from, to: null, ratePercent }];
}

/**
 * One day's interest in exact cents, rounded or cut to the cent where the convention says so.
 * `on` matters only for actual/actual, where a leap year has shorter days.
 */
export function perDiem(
  principal: Cents,
  ratePercent: Percent,
  convention: InterestConvention,
  on: Day,
): Decimal {
  const yearly = new Exact(principal).times(ratePercent);
  const daily = yearly.div(100 * daysInYear(convention.dayCount, on));
  return roundPerDiem(daily, convention.perDiem);
}

function roundPerDiem(daily: Decimal, rounding: PerDiemRounding): Decimal {
  if (rounding === 'exact') return daily;
  const mode = rounding === 'truncated' ? Decimal.ROUND_DOWN : Decimal.ROUND_HALF_UP;
  return daily.toDecimalPlaces(rounding === 'three_decimals' ? 1 : 0, mode);
}

/** Simple interest at one rate from one day to another, in exact cents. */
export function simpleInterest(
  principal: Cents,
  ratePercent: Percent,
  from: Day,
  to: Day,
  convention: InterestConvention = ORDINARY_INTEREST,
): Decimal {
  const pieces = accrue(principal, constantRate(ratePercent, from - 1), from, to, convention);
  return pieces.reduce((sum, piece) => sum.plus(piece.interest), new Exact(0));
}

/**
 * Simple interest from one day to another at rates that may change in between: one accrual for each rate.
 * A day bears the rate that is in force on it. The rates must cover the days (see {@link checkRates}); days that
 * they leave out bear nothing. With 30/360 a change of rate divides the period at the day of the change.
 */
export function accrue(
  principal: Cents,
  rates: readonly RatePeriod[],
  from: Day,
  to: Day,
  convention: InterestConvention = ORDINARY_INTEREST,
): Accrual[] {
  const thirty = convention.dayCount === '30/360' || convention.dayCount === '30E/360';
  return thirty
    ? accrueThirty(principal, rates, from, to, convention)
    : accrueActual(principal, rates, from, to, convention);
}

function accrueActual(
  principal: Cents,
  rates: readonly RatePeriod[],
  from: Day,
  to: Day,
  convention: InterestConvention,
): Accrual[] {
  const { counted, dayCount } = convention;
  const days = bearingDays(from, to, counted);
  const [start, end] = [days.first, days.last + 1];
  const accruals: Accrual[] = [];
  for (const rate of rates) {
    const first = Math.max(start, rate.from);
    const past = Math.min(end, rate.to === null ? end : rate.to + 1);
    if (past <= first) continue;
    const share = yearShare(first, past, dayCount);
    const { ratePercent } = rate;
    accruals.push(
      convention.perDiem === 'exact'
        ? new ExactAccrual(first, past - 1, ratePercent, principal, share)
        : roundedAccrual(
            { first, last: past - 1, ratePercent },
            share.days,
            byPerDiem(principal, ratePercent, first, past, convention),
          ),
    );
  }
  return accruals;
}

function accrueThirty(
  principal: Cents,
  rates: readonly RatePeriod[],
  from: Day,
  to: Day,
  convention: InterestConvention,
): Accrual[] {
  const accruals: Accrual[] = [];
  for (const rate of rates) {
    const first = Math.max(from, rate.from);
    const past = Math.min(to, rate.to === null ? to : rate.to + 1);
    if (past < first || (past === first && past !== to)) continue;
    const share = yearShare(
      first,
      past,
      convention.dayCount,
      ends(convention.counted, rate, past, to),
    );
    if (share.days === 0) continue;
    const { ratePercent } = rate;
    accruals.push(
      convention.perDiem === 'exact'
        ? new ExactAccrual(first, past, ratePercent, principal, share)
        : roundedAccrual(
            { first, last: past, ratePercent },
            share.days,
            perDiem(principal, ratePercent, convention, first).times(share.days),
          ),
    );
  }
  return accruals;
}

/** Of a divided 30/360 period only the last part gains or loses the day that `both` and `neither` speak of. */
function ends(counted: CountedDays, rate: RatePeriod, past: Day, to: Day): CountedDays {
  if (past !== to) return 'first';
  return counted === 'both' && rate.to !== null && rate.to < to ? 'first' : counted;
}

type Span = Pick<Accrual, 'first' | 'last' | 'ratePercent'>;

/** Exact cents are worked out only where someone asks for them: whole cents are reckoned faster. */
class ExactAccrual implements Accrual {
  readonly days: number;

  constructor(
    readonly first: Day,
    readonly last: Day,
    readonly ratePercent: Percent,
    private readonly principal: Cents,
    private readonly share: YearShare,
  ) {
    this.days = share.days;
  }

  get interest(): Decimal {
    const { numerator, denominator } = this.share;
    return percentOf(this.principal, this.ratePercent, numerator, denominator);
  }

  cents(rounding?: Rounding): Cents {
    const { numerator, denominator } = this.share;
    return percentOfInCents(this.principal, this.ratePercent, numerator, denominator, rounding);
  }
}

function roundedAccrual(span: Span, days: number, interest: Decimal): Accrual {
  return { ...span, days, interest, cents: (rounding) => roundToCents(interest, rounding) };
}

/** A percentage of an amount, times a fraction of whole numbers, in exact cents. */
export function percentOf(
  amount: Cents,
  percent: Percent,
  numerator = 1,
  denominator = 1,
): Decimal {
  return new Exact(amount)
    .times(percent)
    .times(numerator)
    .div(100 * denominator);
}

/** Like {@link percentOf}, rounded once to whole cents; in plain whole numbers where they hold it exactly. */
export function percentOfInCents(
  amount: Cents,
  percent: Percent,
  numerator = 1,
  denominator = 1,
  rounding: Rounding = 'half_up',
): Cents {
  const scaled = scaledPercent(percent);
  const above = amount * scaled.units * numerator;
  const below = 100 * denominator * scaled.scale;
  const exact =
    scaled.scale > 0 && amount >= 0 && above <= Number.MAX_SAFE_INTEGER / 2 && below < 1e15;
  if (!exact) return roundToCents(percentOf(amount, percent, numerator, denominator), rounding);
  const rest = above % below;
  const whole = (above - rest) / below;
  if (2 * rest === below && rounding === 'half_even') return whole + (whole % 2);
  return 2 * rest >= below ? whole + 1 : whole;
}

interface ScaledPercent {
  readonly units: number;
  /** A power of ten; 0 where the percentage has more than six decimals or is out of range. */
  readonly scale: number;
}

/** A percentage as whole units of a power of ten: 6.5 is 65 of 10. */
const scaledPercent = oncePer((percent: Percent): ScaledPercent => {
  const places = percent.decimalPlaces();
  const value = percent.toNumber();
  const usable = places <= 6 && value >= 0 && value <= 1000;
  const scale = usable ? 10 ** places : 0;
  return { units: Math.round(value * scale), scale };
});

function byPerDiem(
  principal: Cents,
  ratePercent: Percent,
  first: Day,
  past: Day,
  convention: InterestConvention,
): Decimal {
  if (convention.dayCount !== 'actual/actual') {
    return perDiem(principal, ratePercent, convention, first).times(past - first);
  }
  let sum = new Exact(0);
  for (let day = first; day < past;) {
    const newYear = dayFromYmd(ymd(day).y + 1, 1, 1) ?? past;
    const next = Math.min(newYear, past);
    sum = sum.plus(perDiem(principal, ratePercent, convention, day).times(next - day));
    day = next;
  }
  return sum;
}

/** Sums accruals to whole cents, rounded once. */
export function totalInterestInCents(
  accruals: readonly Accrual[],
  rounding: Rounding = 'half_up',
): Cents {
  const [only] = accruals;
  if (!only) return 0;
  return accruals.length === 1
    ? only.cents(rounding)
    : roundToCents(totalInterest(accruals), rounding);
}

/** Sums accruals to exact cents. */
export function totalInterest(accruals: readonly Accrual[]): Decimal {
  return accruals.reduce((sum, piece) => sum.plus(piece.interest), new Exact(0));
}

/**
 * Checks that rates lie between 0 and 100 percent, that their periods are in order and do not overlap, and that
 * they cover every day from `from` to `to`. A missing rate is asked for, never guessed.
 */
export function checkRates(rates: readonly RatePeriod[], from: Day, to: Day): RateProblem[] {
  const problems: RateProblem[] = [];
  rates.forEach((rate, index) => {
    const problem = checkRate(rate, index + 1);
    if (problem) problems.push(problem);
  });
  const [only] = rates;
  if (problems.length > 0) return problems;
  if (rates.length === 1 && only && only.from <= from && (only.to ?? to) >= to) return problems;
  const ordered = rates
    .map((rate, index) => ({ ...rate, row: index + 1 }))
    .sort((a, b) => a.from - b.from);
  let covered = from;
  for (const rate of ordered) {
    const before = ordered[ordered.indexOf(rate) - 1];
    if (before && (before.to === null || before.to >= rate.from)) {
      problems.push(overlap(rate.row, before.row, rate.from));
    }
    if (rate.from > covered && covered <= to) {
      problems.push(gap(covered, Math.min(rate.from - 1, to), rate.row));
    }
    covered = Math.max(covered, rate.to === null ? Infinity : rate.to + 1);
  }
  if (covered <= to) problems.push(gap(covered, to, 0));
  return problems;
}

function checkRate(rate: RatePeriod, row: number): RateProblem | null {
  const message = outOfRange(rate.ratePercent);
  if (message !== null) return { name: 'rate_out_of_range', row, message };
  if (rate.to === null || rate.to >= rate.from) return null;
  return {
    name: 'dates_out_of_order',
    row,
    message: `The rate ends on ${toIso(rate.to)}, before it starts on ${toIso(rate.from)}.`,
  };
}

/** What is wrong with a rate by itself; null where nothing is. */
const outOfRange = oncePer((ratePercent: Percent): string | null => {
  const shown = `${ratePercent.toString()} %`;
  if (!ratePercent.isFinite() || ratePercent.lt(0)) return `A rate of ${shown} is below zero.`;
  return ratePercent.gt(MAX_RATE_PERCENT)
    ? `A rate of ${shown} a year is above ${MAX_RATE_PERCENT} %: write 12 or 12% for twelve percent.`
    : null;
});

function overlap(row: number, other: number, from: Day): RateProblem {
  const message = `From ${toIso(from)} rows ${other} and ${row} both give a rate: end one before the other starts.`;
  return { name: 'rate_overlap', row, message };
}

function gap(from: Day, to: Day, row: number): RateProblem {
  const message = `No rate is given for ${toIso(from)} to ${toIso(to)}: add the rate for those days.`;
  return { name: 'rate_gap', row, message };
}

/**
 * Reads a yearly rate: `6.5`, `6.5%`, or, from a cell, a number below 1 as a percent-formatted cell passes it (0.065 is
 * 6.5 %). Elsewhere, and in text without its sign, a rate below 1 may mean either and is refused: `0.09%` is clear.
 * Blank gives null; below 0 or above 100 is refused.
 */
export function readRate(value: unknown, fromCell = true): Result<Percent | null> {
  if (isBlank(value)) return ok(null);
  const text = textOf(value).trim();
  const parts = /^([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d{1,2})?)\s*(%?)$/i.exec(text);
  if (!parts || (typeof value !== 'number' && typeof value !== 'string')) {
    return fail(`${quoted(value)} is not a rate: write 6.5 or 6.5%.`);
  }
  const written = new Exact(parts[1] ?? '0');
  const small = parts[2] === '' && written.abs().lt(1) && !written.isZero();
  if (small && !(fromCell && typeof value === 'number')) {
    const larger = written.times(100).toString();
    return fail(`${quoted(value)} may mean ${text}% or ${larger}%: write it with its % sign.`);
  }
  const percent = small ? written.times(100) : written;
  const problem = outOfRange(percent);
  return problem === null ? ok(percent) : fail(problem);
}

/** The first and last day that bear interest between two days; the last is before the first when none does. */
export function bearingDays(
  from: Day,
  to: Day,
  counted: CountedDays,
): { readonly first: Day; readonly last: Day } {
  const first = counted === 'first' || counted === 'both' ? from : from + 1;
  const last = counted === 'last' || counted === 'both' ? to : to - 1;
  return { first, last };
}
