/** Where a period of law ends. */
import { addMonths, type Day } from './dates';

export type PeriodUnit = 'days' | 'weeks' | 'months' | 'years';

/**
 * The last day of a period. The day of the event is not counted; months and years end on the day
 * with the same number, or on the last day of a shorter month (29 February plus a year is 28 February).
 */
export function endOfPeriod(start: Day, amount: number, unit: PeriodUnit): Day {
  switch (unit) {
    case 'days':
      return start + amount;
    case 'weeks':
      return start + 7 * amount;
    case 'months':
      return addMonths(start, amount);
    case 'years':
      return addMonths(start, amount * 12);
  }
}
