/** The day that counts as today where this machine is. */
import { dayFromYmd, type Day } from '../money/dates';

export function today(): Day {
  const now = new Date();
  return dayFromYmd(now.getFullYear(), now.getMonth() + 1, now.getDate()) as Day;
}
