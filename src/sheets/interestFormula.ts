/** Interest over days as native formulas, by each day count and each way of rounding the per diem. */
import type { Rounding } from '../money/cents';
import { isLeapYear, ymd, type Day } from '../money/dates';
import type { DayCount } from '../money/dayCount';
import type { InterestConvention, PerDiemRounding } from '../money/interest';

/** An amount of money rounded to the cent, half up as everywhere, or half to the even cent. */
export function rounded(amount: string, rounding: Rounding): string {
  if (rounding === 'half_up') return `ROUND(${amount},2)`;
  const whole = `ROUNDDOWN(ROUND(${amount},8),2)`;
  const tie = `ROUND(ABS(${amount}-${whole}),8)=0.005`;
  return `IF(AND(${tie},ISEVEN(ROUND(${whole}*100,0))),${whole},ROUND(${amount},2))`;
}

/** Days between two dates in months of 30 days, by the rules that {@link DayCount} names. */
export function thirtyDays(from: string, to: string, dayCount: '30/360' | '30E/360'): string {
  const months = `(YEAR(${to})-YEAR(${from}))*360+(MONTH(${to})-MONTH(${from}))*30`;
  if (dayCount === '30E/360') return `${months}+MIN(DAY(${to}),30)-MIN(DAY(${from}),30)`;
  const endsFebruary = (cell: string) => `AND(MONTH(${cell})=2,DAY(${cell}+1)=1)`;
  const first = `IF(${endsFebruary(from)},30,MIN(DAY(${from}),30))`;
  const second =
    `IF(AND(${endsFebruary(from)},${endsFebruary(to)}),30,` +
    `IF(AND(DAY(${to})=31,DAY(${from})>=30),30,DAY(${to})))`;
  return `${months}+${second}-${first}`;
}

/** Years on either side of a period in which a changed date may still fall. */
const SPARE_YEARS = 4;

/** Leap years around two days. */
function leapYears(first: Day, last: Day): number[] {
  const years: number[] = [];
  for (let y = ymd(first).y - SPARE_YEARS; y <= ymd(last).y + SPARE_YEARS; y++)
    if (isLeapYear(y)) years.push(y);
  return years;
}

/** Days of a period that lie in leap years; both ends bear interest. */
export function leapDays(first: string, last: string, days: readonly [Day, Day]): string {
  return leapYears(...days)
    .map((y) => `MAX(0,MIN(${last},DATE(${y},12,31))-MAX(${first},DATE(${y},1,1))+1)`)
    .join('+');
}

/** What one accrual is worked out from: cells or numbers. */
export interface AccrualCells {
  readonly principal: string;
  /** Percent a year. */
  readonly rate: string;
  readonly days: string;
  /** Of the days, those in leap years; for actual/actual only. */
  readonly leap?: string;
}

/** Interest of one accrual, rounded once. */
export const interestFormula = (
  cells: AccrualCells,
  convention: InterestConvention,
  rounding: Rounding,
): string => rounded(exactInterest(cells, convention), rounding);

/** Interest of one accrual with its fractions of a cent. */
export function exactInterest(
  { principal, rate, days, leap }: AccrualCells,
  { dayCount, perDiem }: InterestConvention,
): string {
  const yearly = `${principal}*${rate}/100`;
  const over = (year: number, count: string): string => {
    if (perDiem === 'exact') return `${yearly}*${count}/${year}`;
    return `${dailyRounded(`${yearly}/${year}`, perDiem)}*${count}`;
  };
  return dayCount === 'actual/actual' && leap !== undefined
    ? `${over(366, leap)}+${over(365, `(${days}-${leap})`)}`
    : over(yearLength(dayCount), days);
}

/** One day's interest, rounded or cut off as the convention says. */
const dailyRounded = (daily: string, perDiem: PerDiemRounding): string =>
  `${perDiem === 'truncated' ? 'ROUNDDOWN' : 'ROUND'}(ROUND(${daily},10),${perDiem === 'three_decimals' ? 3 : 2})`;

export const isThirty = (dayCount: DayCount): dayCount is '30/360' | '30E/360' =>
  dayCount === '30/360' || dayCount === '30E/360';

/** Interest for the day after a date, on amounts that bear it at one rate each; rounded once. */
export function dailyFormula(
  groups: readonly { readonly cells: readonly string[]; readonly rate: string }[],
  date: string,
  { dayCount, perDiem }: InterestConvention,
  rounding: Rounding,
): string {
  const year =
    dayCount === 'actual/actual'
      ? `(337+DAY(EOMONTH(DATE(YEAR(${date}+1),2,1),0)))`
      : yearLength(dayCount);
  const parts = groups.map(({ cells, rate }) => {
    const sum = cells.length === 1 ? (cells[0] as string) : `(${cells.join('+')})`;
    const daily = `${sum}*${rate}/100/${year}`;
    return perDiem === 'exact' ? daily : dailyRounded(daily, perDiem);
  });
  return rounded(parts.join('+'), rounding);
}

/** Days by which interest for one day is a share of a year; a year by the calendar is 365 or 366. */
const yearLength = (dayCount: DayCount): number =>
  dayCount === 'actual/365' || dayCount === 'actual/actual' ? 365 : 360;
