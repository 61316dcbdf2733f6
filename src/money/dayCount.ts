/** Day counts: what share of a year lies between two days, exactly, by the convention that a contract names. */
import { isLeapYear, toIso, ymd, dayFromYmd, type Day } from './dates';
import { fail, ok, quoted, type Result } from './result';

/**
 * How days become a share of a year.
 * - `actual/365`: calendar days over 365, also in leap years (the default of this program)
 * - `actual/360`: calendar days over 360 (banker's year)
 * - `30/360`: months of 30 days, US rules with the end of February (NASD; Excel's YEARFRAC basis 0)
 * - `30E/360`: months of 30 days, European rules (Eurobond; YEARFRAC basis 4)
 * - `actual/actual`: days in a leap year over 366, other days over 365 (ISDA; not YEARFRAC basis 1)
 */
export type DayCount = 'actual/365' | 'actual/360' | '30/360' | '30E/360' | 'actual/actual';

export const DAY_COUNTS: readonly DayCount[] = [
  'actual/365',
  'actual/360',
  '30/360',
  '30E/360',
  'actual/actual',
];

/** Which of the two end days bears interest: the first, the last, both, or neither. */
export type CountedDays = 'first' | 'last' | 'both' | 'neither';

export const COUNTED_DAYS: readonly CountedDays[] = ['first', 'last', 'both', 'neither'];

/** An exact share of a year, `numerator / denominator`, and the days that it counts. */
export interface YearShare {
  readonly days: number;
  readonly numerator: number;
  readonly denominator: number;
}

/** 365 times 366: a year share by calendar years over one whole number. */
const CALENDAR_YEARS = 133590;

/**
 * The share of a year from one day to a later one.
 * A period that ends before it starts is a bug of the caller and throws.
 */
export function yearShare(
  from: Day,
  to: Day,
  dayCount: DayCount,
  counted: CountedDays = 'first',
): YearShare {
  if (to < from) throw new RangeError(`period ends before it starts: ${toIso(from)} ${toIso(to)}`);
  if (dayCount === '30/360' || dayCount === '30E/360') {
    const months30 = dayCount === '30/360' ? days360Us(from, to) : days360European(from, to);
    const days = Math.max(0, months30 + EXTRA_DAY[counted]);
    return { days, numerator: days, denominator: 360 };
  }
  const start = counted === 'first' || counted === 'both' ? from : from + 1;
  const end = counted === 'last' || counted === 'both' ? to + 1 : to;
  const days = Math.max(0, end - start);
  if (dayCount === 'actual/actual') return byCalendarYear(start, start + days);
  return { days, numerator: days, denominator: dayCount === 'actual/360' ? 360 : 365 };
}

const EXTRA_DAY: Record<CountedDays, number> = { first: 0, last: 0, both: 1, neither: -1 };

/**
 * Days between two dates in months of 30 days by the US rules as Excel applies them: if both dates end February,
 * the second becomes the 30th; a second date on the 31st becomes the 30th when the first is the 30th or 31st as
 * written; then a first date on the 31st or at the end of February becomes the 30th.
 * Source: D. Mahugh and D. Wheeler on the OASIS office-formula list, June and July 2008.
 */
function days360Us(from: Day, to: Day): number {
  const a = ymd(from);
  const b = ymd(to);
  const startsAtEndOfFebruary = isEndOfFebruary(a);
  let second = startsAtEndOfFebruary && isEndOfFebruary(b) ? 30 : b.d;
  if (second === 31 && a.d >= 30) second = 30;
  const first = startsAtEndOfFebruary ? 30 : Math.min(a.d, 30);
  return (b.y - a.y) * 360 + (b.m - a.m) * 30 + (second - first);
}

function isEndOfFebruary({ y, m, d }: { y: number; m: number; d: number }): boolean {
  return m === 2 && d === (isLeapYear(y) ? 29 : 28);
}

/** Days between two dates in months of 30 days by the European rules: a 31st becomes the 30th. */
function days360European(from: Day, to: Day): number {
  const a = ymd(from);
  const b = ymd(to);
  return (b.y - a.y) * 360 + (b.m - a.m) * 30 + (Math.min(b.d, 30) - Math.min(a.d, 30));
}

function byCalendarYear(start: Day, end: Day): YearShare {
  let leapDays = 0;
  let day = start;
  while (day < end) {
    const { y } = ymd(day);
    const newYear = dayFromYmd(y + 1, 1, 1) ?? end;
    const last = Math.min(newYear, end);
    if (isLeapYear(y)) leapDays += last - day;
    day = last;
  }
  const days = end - start;
  const numerator = (days - leapDays) * 366 + leapDays * 365;
  return { days, numerator, denominator: CALENDAR_YEARS };
}

/** Days in the year that one day's interest is a share of: 360, 365, or 366 in a leap year by calendar years. */
export function daysInYear(dayCount: DayCount, on: Day): number {
  if (dayCount === 'actual/365') return 365;
  if (dayCount !== 'actual/actual') return 360;
  return isLeapYear(ymd(on).y) ? 366 : 365;
}

const SPELLINGS: Readonly<Record<string, DayCount>> = {
  'actual/365': 'actual/365',
  'act/365': 'actual/365',
  'a/365': 'actual/365',
  'actual/360': 'actual/360',
  'act/360': 'actual/360',
  'a/360': 'actual/360',
  '30/360': '30/360',
  '30/360us': '30/360',
  '30u/360': '30/360',
  '30e/360': '30E/360',
  'actual/actual': 'actual/actual',
  'act/act': 'actual/actual',
};

/** Reads the name of a day count (`actual/365`, `Act/360`, `30/360`, ...); blank gives null. */
export function readDayCount(value: unknown): Result<DayCount | null> {
  if (value === null || value === undefined || value === '' || value === 0) return ok(null);
  const found =
    typeof value === 'string' ? SPELLINGS[value.toLowerCase().replace(/\s+/g, '')] : undefined;
  if (found) return ok(found);
  return fail(`${quoted(value)} is not a day count: write one of ${DAY_COUNTS.join(', ')}.`);
}
