/** Which rate bears on which day: a default rate from a date, an indexed rate fixed at entry, and their checks. */
import type { Day } from '../../money/dates';
import { checkRates, type Percent, type RatePeriod } from '../../money/interest';
import { problem, type Problem } from '../input/problem';

/** A row of a table of rates as people keep it: the day from which a rate holds, until the next row's day. */
export interface RateRow {
  readonly from: Day;
  readonly ratePercent: Percent;
}

/**
 * Rate periods from a table of first days, in the order of the rows; each rate holds until the day before the next
 * later one, the last until `until` or further notice. Two rows with one day overlap and are named by {@link rateProblems}.
 */
export function ratesFromRows(rows: readonly RateRow[], until: Day | null = null): RatePeriod[] {
  const starts = [...rows.map((row) => row.from)].sort((a, b) => a - b);
  return rows.map(({ from, ratePercent }) => {
    const next = starts.find((day) => day > from);
    return { from, to: next === undefined ? until : next - 1, ratePercent };
  });
}

/** The rate that a loan bears from its default: in place of the note's rate, or added to it. */
export interface DefaultRate {
  readonly from: Day;
  readonly ratePercent: Percent;
  readonly kind: 'instead' | 'added';
}

/** The note's rates with the default rate from its date on. */
export function withDefaultRate(
  rates: readonly RatePeriod[],
  defaultRate: DefaultRate | null | undefined,
): readonly RatePeriod[] {
  if (!defaultRate) return rates;
  const { from, ratePercent, kind } = defaultRate;
  const result: RatePeriod[] = [];
  for (const rate of rates) {
    if (rate.from < from) {
      const to = rate.to === null ? from - 1 : Math.min(rate.to, from - 1);
      result.push({ from: rate.from, to, ratePercent: rate.ratePercent });
    }
    if (rate.to !== null && rate.to < from) continue;
    const raised = kind === 'added' ? rate.ratePercent.plus(ratePercent) : ratePercent;
    result.push({ from: Math.max(rate.from, from), to: rate.to, ratePercent: raised });
  }
  return result;
}

/** How an indexed rate bears on a judgment: fixed at entry for its life, or changing with the table. */
export type RateFollowing = 'fixed_at_entry' | 'floating';

/**
 * The rates of one judgment from a table of published rates. Fixed at entry: the rate in force on the day of entry
 * for the whole life. Days that the table does not cover stay uncovered: {@link rateProblems} then asks for the rate.
 */
export function ratesForJudgment(
  table: readonly RatePeriod[],
  entered: Day,
  following: RateFollowing,
): RatePeriod[] {
  if (following === 'floating') return [...table];
  const atEntry = table.filter((r) => r.from <= entered && (r.to === null || r.to >= entered));
  return atEntry.map((rate) => ({ from: entered, to: null, ratePercent: rate.ratePercent }));
}

/** The rate in force on a day, or null where the list has none. */
export function rateOn(rates: readonly RatePeriod[], day: Day): Percent | null {
  const found = rates.find((rate) => rate.from <= day && (rate.to === null || rate.to >= day));
  return found ? found.ratePercent : null;
}

/** The errors of a list of rates that must cover a period, with field and row. */
export function rateProblems(
  rates: readonly RatePeriod[],
  from: Day,
  to: Day,
  field = 'rates',
): Problem[] {
  return checkRates(rates, from, to).map((found) =>
    problem(found.name, field, found.message, found.row === 0 ? null : found.row),
  );
}
