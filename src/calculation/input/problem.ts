/** Named errors of whatever is read or calculated: what is wrong, in which field and row, and what to do. */
import { shortened } from '../../money/result';

/** The stable name of an error, for programs; the message is for people. */
export type ProblemName =
  | 'missing'
  /** An argument that must be given was left blank. */
  | 'blank'
  | 'not_an_amount'
  | 'rate_out_of_range'
  | 'rate_gap'
  | 'rate_overlap'
  | 'dates_out_of_order'
  | 'sale_before_default'
  | 'payment_above_balance'
  | 'after_expiry'
  | 'renewal_too_late'
  | 'renewal_too_early'
  | 'dormant'
  | 'not_read'
  /** Names nothing that exists: a state, a profile, a fact. */
  | 'unknown_name'
  | 'warning'
  | 'percentage_out_of_range'
  | 'shares_not_whole'
  | 'duplicate'
  | 'not_allowed'
  /** Given, and without a say in the answer. */
  | 'unused';

/** One error; `row` counts from 1 in the list named by `field`, null where the field is a single value. */
export interface Problem {
  readonly name: ProblemName;
  readonly field: string;
  readonly row: number | null;
  readonly message: string;
}

/** Something read, or the mistake in it. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Problem };

export const success = <T>(value: T): Read<T> => ({ ok: true, value });

export const failure = (
  field: string,
  message: string,
  name: ProblemName = 'not_read',
  row: number | null = null,
): Read<never> => ({ ok: false, error: problem(name, field, message, row) });

/**
 * A result with the errors of single rows beside it, which it leaves out, or only errors when nothing can be said.
 */
export type Outcome<T> = Made<T> | { readonly ok: false; readonly problems: readonly Problem[] };

/** A result, perhaps with rows left out. */
export interface Made<T> {
  readonly ok: true;
  readonly value: T;
  readonly problems: readonly Problem[];
}

/** Makes an error; leave out `row` for a field that is no list. */
export function problem(
  name: ProblemName,
  field: string,
  message: string,
  row: number | null = null,
): Problem {
  // The names of all fields are shorter; one that a user made up may be of any length.
  return { name, field: shortened(field, 60), row, message };
}

/** A result; `problems` are the rows that it leaves out. */
export function outcome<T>(value: T, problems: readonly Problem[] = []): Made<T> {
  return { ok: true, value, problems };
}

/** No result, and why. */
export function refused(...problems: readonly Problem[]): Outcome<never> {
  return { ok: false, problems };
}

/** An error when an amount is not a whole, non-negative number of cents. */
export function amountProblem(
  amount: number,
  field: string,
  row: number | null = null,
): Problem | null {
  if (Number.isSafeInteger(amount) && amount >= 0) return null;
  const shown = Number.isFinite(amount)
    ? `${amount / 100} is negative or too fine`
    : 'not a number';
  return problem('not_an_amount', field, `${field}: ${shown}; write an amount of 0 or more.`, row);
}

/** An error when a day is no whole number of days, as where a date was not given. */
export function dayProblem(day: number, field: string, row: number | null = null): Problem | null {
  if (Number.isSafeInteger(day)) return null;
  return problem('missing', field, `${field}: give the date, such as 2024-03-15.`, row);
}

/** An error when a percentage lies outside 0 to 100. */
export function percentageProblem(
  percent: { toNumber(): number },
  field: string,
  row: number | null = null,
): Problem | null {
  const value = percent.toNumber();
  if (value >= 0 && value <= 100) return null;
  const message = `${field}: ${value} % is outside 0 to 100 %.`;
  return problem('percentage_out_of_range', field, message, row);
}
