/** Reads rates: one rate, or a table of rates by date. */
import type { Day } from '../../money/dates';
import { constantRate, type Percent, type RatePeriod } from '../../money/interest';
import type { PublishedRate } from '../../law/judgment';
import { problem, type Problem } from './problem';
import { readRows, readValue, type Row, type Source } from './fields';

/** A table of rates. */
export const RATE_COLUMNS = {
  from: { help: 'First day of the rate', kind: 'date', also: ['date', 'start'], required: true },
  to: { help: 'Last day; until the next row where blank', kind: 'date', also: ['until', 'end'] },
  rate: { help: 'Yearly rate', kind: 'rate' },
  index: { help: 'Published index, to which the law adds its margin', kind: 'rate' },
} as const;

export type RateRows = readonly Row<typeof RATE_COLUMNS>[];

/** What was read: a rate for every day, or rows by date. */
export interface RatesRead {
  readonly single: Percent | null;
  readonly rows: RateRows;
  readonly problems: readonly Problem[];
}

/** Reads one rate or a list of records. */
export function readRates(given: unknown, source: Source, where: string): RatesRead {
  if (Array.isArray(given)) {
    const records = given as readonly Record<string, unknown>[];
    return { single: null, ...readRows(records, RATE_COLUMNS, source, where) };
  }
  const read = readValue('rate', given, source);
  if (!read.ok)
    return {
      single: null,
      rows: [],
      problems: [problem('rate_out_of_range', where, `${where}: ${read.message}`)],
    };
  return { single: read.value as Percent | null, rows: [], problems: [] };
}

/** The last day of a row: its own, or the day before the next row's first. */
export function untilOf(rows: RateRows, { from, to }: RateRows[number]): Day | null {
  if (to !== undefined) return to;
  const later = rows.map((row) => row.from).filter((day) => day > from);
  return later.length === 0 ? null : Math.min(...later) - 1;
}

/** The periods of a table or of one rate, in the order of the rows. */
export function periodsOf({ single, rows }: RatesRead): RatePeriod[] {
  if (single) return [...constantRate(single)];
  return rows.flatMap((row) =>
    row.rate ? [{ from: row.from, to: untilOf(rows, row), ratePercent: row.rate }] : [],
  );
}

/** The rows as published rates of judgments. */
export const publishedOf = ({ rows }: RatesRead): PublishedRate[] =>
  rows.map((row) => ({
    from: row.from,
    to: untilOf(rows, row),
    ratePercent: row.rate ?? null,
    indexPercent: row.index ?? null,
  }));
