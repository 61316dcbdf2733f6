/** What must be filed by when: periods of the rules that apply, counted from their events, with days left. */
import {
  federalHoliday,
  isBusinessDay,
  rollToBusinessDay,
  toIso,
  toWords,
  weekday,
  type Day,
} from '../../money/dates';
import { endOfPeriod, type PeriodUnit as CalendarUnit } from '../../money/period';
import { outcome, problem, type Made, type Problem } from '../input/problem';

/** Units in which rules count; business days leave out weekends and federal holidays. */
export type PeriodUnit = CalendarUnit | 'business_days';

/** A period as a rule states it. */
export interface DeadlineRule {
  readonly rule: string;
  readonly citation: string;
  readonly amount: number;
  readonly unit: PeriodUnit;
  /** The event that starts it, as a key of the dates: `sale`, `confirmation`, `maturity`, ... */
  readonly start: string;
  /** What is lost when it passes. */
  readonly text: string;
  readonly binds?: 'creditor' | 'debtor';
  readonly known?: string;
  /** The end with the time left out that the law leaves out, null while it lasts, and the law that does. */
  readonly extend?: (start: Day, end: Day) => { ends: Day | null; by: readonly string[] };
  /** What to bear in mind of a period from one day to another; empty where there is nothing. */
  readonly note?: (start: Day, end: Day) => string;
}

/** The dates of a case by event; absent or null: not known. */
export type EventDates = Readonly<Record<string, Day | null | undefined>>;

/** How deadlines are shown. */
export interface DeadlineSettings {
  /** The day from which days left are counted; none: no count. */
  readonly asOf?: Day | null;
  /** Whether a last day on a weekend or federal holiday moves to the next business day. */
  readonly roll?: boolean;
}

export type DeadlineStatus = 'open' | 'today' | 'passed' | 'start_unknown' | 'undated';

/** One deadline: the day that the period ends, the day it moves to, and the day that counts under the setting. */
export interface Deadline {
  readonly rule: string;
  readonly citation: string;
  readonly start: string;
  readonly startDate: Day | null;
  readonly ends: Day | null;
  readonly rolled: Day | null;
  readonly date: Day | null;
  readonly daysLeft: number | null;
  readonly status: DeadlineStatus;
  readonly binds: 'creditor' | 'debtor';
  readonly text: string;
  readonly words: string;
  readonly known: string | null;
}

/** The last day of a period, business days among its units; see {@link endOfPeriod}. */
export const periodEnd = (start: Day, amount: number, unit: PeriodUnit): Day =>
  unit === 'business_days' ? addBusinessDays(start, amount) : endOfPeriod(start, amount, unit);

function addBusinessDays(start: Day, amount: number): Day {
  let day = start;
  for (let left = amount; left > 0;) {
    day += 1;
    if (isBusinessDay(day)) left -= 1;
  }
  return day;
}

/** All deadlines, the earliest first, those without a date last. Wrong rows are left out and named. */
export function deadlines(
  rules: readonly DeadlineRule[],
  dates: EventDates,
  settings: DeadlineSettings = {},
): Made<readonly Deadline[]> {
  const problems: Problem[] = [...orderOfEvents(dates)];
  const list: Deadline[] = [];
  rules.forEach((rule, index) => {
    // A year and a half is eighteen months.
    const units = rule.unit === 'years' ? rule.amount * 12 : rule.amount;
    if (Number.isInteger(units) && units >= 0) list.push(dated(rule, dates, settings));
    else {
      const message = `${rule.citation}: a period of ${rule.amount} ${rule.unit} is no whole number of 0 or more.`;
      problems.push(problem('not_an_amount', 'rules', message, index + 1));
    }
  });
  list.sort((a, b) => (a.date ?? Infinity) - (b.date ?? Infinity) || compare(a.rule, b.rule));
  return outcome(list, problems);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function dated(rule: DeadlineRule, dates: EventDates, settings: DeadlineSettings): Deadline {
  const startDate = dates[rule.start] ?? null;
  const plain = startDate === null ? null : periodEnd(startDate, rule.amount, rule.unit);
  const { ends, by } =
    startDate === null || plain === null || !rule.extend
      ? { ends: plain, by: [] }
      : rule.extend(startDate, plain);
  const rolled = ends === null ? null : rollToBusinessDay(ends);
  const date = settings.roll === false ? ends : rolled;
  const asOf = settings.asOf ?? null;
  const daysLeft = date === null || asOf === null ? null : date - asOf;
  return {
    rule: rule.rule,
    citation: rule.citation,
    start: rule.start,
    startDate,
    ends,
    rolled,
    date,
    daysLeft,
    status: startDate !== null && date === null ? 'undated' : statusOf(date, daysLeft),
    binds: rule.binds ?? 'creditor',
    text: rule.text,
    words: [
      deadlineWords(rule, startDate, { plain, ends, rolled, by }, settings.roll !== false),
      startDate === null || plain === null ? '' : (rule.note?.(startDate, plain) ?? ''),
    ]
      .filter((text) => text !== '')
      .join('; '),
    known: rule.known ?? null,
  };
}

function statusOf(date: Day | null, daysLeft: number | null): DeadlineStatus {
  if (date === null) return 'start_unknown';
  if (daysLeft === null) return 'undated';
  if (daysLeft === 0) return 'today';
  return daysLeft > 0 ? 'open' : 'passed';
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The day that the period ends by itself, with time left out, and moved to a business day. */
interface Ends {
  readonly plain: Day | null;
  readonly ends: Day | null;
  readonly rolled: Day | null;
  readonly by: readonly string[];
}

function deadlineWords(
  rule: DeadlineRule,
  start: Day | null,
  { plain, ends, rolled, by }: Ends,
  roll: boolean,
): string {
  const unit = rule.unit.replace('_', ' ');
  const period = `${rule.amount} ${rule.amount === 1 ? unit.replace(/s$/, '') : unit}`;
  const event = rule.start.replace(/[_-]/g, ' ');
  if (start === null || plain === null)
    return `${period} from ${event}: the date of that event is not known`;
  const first = `${period} from ${event} on ${toWords(start)}: ${toWords(plain)}`;
  if (ends === null) return `${first}; held open by ${by.join(' and ')}, without an end so far`;
  const counted = by.length > 0 ? `${first}; ${toWords(ends)} by ${by.join(' and ')}` : first;
  if (rolled === null || rolled === ends) return counted;
  const why = federalHoliday(ends) ?? `a ${WEEKDAYS[weekday(ends)] ?? ''}`;
  const then = roll
    ? `moves to ${toWords(rolled)}`
    : `would move to ${toWords(rolled)} where the rules of court allow it`;
  return `${counted}, ${why}; ${then}`;
}

/** Pairs of events of which the first cannot come after the second. */
const ORDER: readonly (readonly [string, string])[] = [
  ['default', 'sale'],
  ['default', 'repossession'],
  ['repossession', 'disposition'],
  ['sale', 'confirmation'],
  ['sale', 'recording'],
  ['sale', 'redemption_expiry'],
  ['notice', 'sale'],
];

function orderOfEvents(dates: EventDates): Problem[] {
  return ORDER.flatMap(([first, second]) => {
    const a = dates[first] ?? null;
    const b = dates[second] ?? null;
    if (a === null || b === null || a <= b) return [];
    const name =
      first === 'default' && second === 'sale' ? 'sale_before_default' : 'dates_out_of_order';
    const [one, two] = [first, second].map((event) => event.replace(/_/g, ' '));
    const message = `The ${two} on ${toIso(b)} is before the ${one} on ${toIso(a)}: check both dates.`;
    return [problem(name, `${second}_date`, message)];
  });
}
