// Short ways to write days, rates and dollars in the tests of this folder.
import Decimal from 'decimal.js';
import { parseIso } from '../../src/money/dates';
import type { RatePeriod } from '../../src/money/interest';
import type { Outcome } from '../../src/calculation/input/problem';

export function day(iso: string): number {
  const read = parseIso(iso);
  if (!read.ok) throw new Error(read.message);
  return read.value;
}

export const pct = (rate: number | string): Decimal => new Decimal(rate);

export const usd = (dollars: number): number => Math.round(dollars * 100);

export const rate = (from: string, to: string | null, percent: number | string): RatePeriod => ({
  from: day(from),
  to: to === null ? null : day(to),
  ratePercent: pct(percent),
});

/** The value of an outcome that must not have failed. */
export function value<T>(result: Outcome<T>): T {
  if (!result.ok) throw new Error(result.problems.map((p) => p.message).join(' '));
  return result.value;
}

/** `name field row` of each problem. */
export const named = (result: Outcome<unknown>): string[] =>
  result.problems.map((p) => [p.name, p.field, p.row].filter((part) => part !== null).join(' '));
