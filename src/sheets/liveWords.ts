/** Words about figures as formulas, so that they follow the cells that they speak of. */
import { dollars, type Cents } from '../money/cents';
import type { DayCount } from '../money/dayCount';
import { toWords, type Day } from '../money/dates';
import { inFormula } from './sheet';

/** The cells of one accrual of interest. */
export interface AccrualPlaces {
  readonly principal: string;
  /** Percent a year. */
  readonly rate: string;
  readonly days: string;
  readonly first: string;
  readonly last: string;
}

/** An amount as `$1,234.50`, from a cell or formula part. */
export const moneyWords = (amount: string): string => `TEXT(${amount},"$#,##0.00")`;

/** A day as `March 15, 2026`, from a cell or formula part. */
export const dayWords = (day: string): string => `TEXT(${day},"mmmm d, yyyy")`;

/** `$1,234.50`, as {@link moneyWords} gives it. */
export const moneyNow = (cents: Cents): string =>
  `$${dollars(cents).toLocaleString('en-US', { minimumFractionDigits: 2 })}`;

/** `$86,450.17 x 7.25% x 60 days, actual/365: November 2, 2025 through December 31, 2025`. */
export const accrualWords = (at: AccrualPlaces, dayCount: DayCount): string =>
  [
    moneyWords(at.principal),
    '" x "',
    at.rate,
    '"% x "',
    at.days,
    `IF(${at.days}=1," day"," days")`,
    inFormula(`, ${dayCount}: `),
    dayWords(at.first),
    '" through "',
    dayWords(at.last),
  ].join('&');

/** The same as it stands now. */
export const accrualNow = (
  principal: Cents,
  ratePercent: number,
  days: number,
  [first, last]: readonly [Day, Day],
  dayCount: DayCount,
): string =>
  `${moneyNow(principal)} x ${ratePercent}% x ${days} ${days === 1 ? 'day' : 'days'}, ${dayCount}: ${toWords(first)} through ${toWords(last)}`;
