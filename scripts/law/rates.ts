/** Published rates: the tables of src/law/rates, and what a state's law makes of one day by day. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { KnownRate } from '../../src/law/judgmentData';
import { addMonths, dayFromYmd, parseIso, ymd } from '../../src/money/dates';

/** A table as its file states it: values by the day from which they held, or week by week. */
export interface RateTableSource {
  title: string;
  known: string;
  known_to: string;
  note: string;
  sources: string[];
  values?: Record<string, number>;
  weeks_from?: string;
  weeks?: number[];
}

/** A published rate and what the law makes of it. */
export interface IndexSource {
  index?: string;
  margin_points?: number;
  floor_percent?: number;
  ceiling_percent?: number;
  /** The table in src/law/rates that the index is. */
  table?: string;
  fixed_on?: string[];
  read_on?: string;
  read_day_of_month_before?: number;
  step_percent?: number;
}

export type RateTables = ReadonlyMap<string, RateTableSource>;

export const dayOf = (iso: string): number => {
  const read = parseIso(iso);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};

/** The tables by the name of their file. */
export function readRateTables(folder: string): RateTables {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return new Map(
    files.map((file) => [
      file.replace('.yaml', ''),
      parse(readFileSync(path.join(folder, file), 'utf8')) as RateTableSource,
    ]),
  );
}

/** The rates that an entry's law makes of its table, for the days on which they hold, and the last day known. */
export function ratesByTable(
  entry: IndexSource,
  table: RateTableSource,
): { rates: KnownRate[]; knownTo: number } {
  const knownTo = dayOf(table.known_to);
  const steps = Object.entries(table.values ?? {}).map(
    ([iso, value]) => [dayOf(iso), value] as const,
  );
  const first = steps[0]?.[0] ?? knownTo;
  const valueOn = (day: number) => steps.filter(([from]) => from <= day).at(-1)?.[1] as number;
  const starts = startDays(entry, first, knownTo) ?? steps.map(([day]) => day);
  const fixed = entry.fixed_on !== undefined || entry.read_day_of_month_before !== undefined;
  const rates: KnownRate[] = [];
  starts.forEach((from, n) => {
    const next = starts[n + 1];
    const read = readingDay(entry, from);
    if (read < first || read > knownTo || (fixed && next === undefined)) return;
    const percent = asLawHasIt(entry, valueOn(read));
    const to = next === undefined ? knownTo : next - 1;
    const before = rates.at(-1);
    if (before?.[2] === percent && before[1] === from - 1)
      rates[rates.length - 1] = [before[0], to, percent];
    else rates.push([from, to, percent]);
  });
  return { rates, knownTo: rates.at(-1)?.[1] ?? knownTo };
}

/** The days on which the law sets the figure anew, one past the last that can be known; none named: null. */
function startDays(entry: IndexSource, first: number, last: number): number[] | null {
  const { fixed_on, read_day_of_month_before: monthly } = entry;
  if (!fixed_on && !monthly) return null;
  const days: number[] = [];
  for (let year = ymd(first).y; year <= ymd(last).y + 1; year += 1) {
    const onDays =
      fixed_on ?? Array.from({ length: 12 }, (_, m) => `${String(m + 1).padStart(2, '0')}-01`);
    for (const monthDay of onDays) days.push(dayOf(`${year}-${monthDay}`));
  }
  const until = days.findIndex((day) => day > last);
  return days.slice(0, monthly ? until + 2 : until + 1);
}

/** The day on which the table is read for a figure that holds from a day on. */
function readingDay(entry: IndexSource, from: number): number {
  const { y } = ymd(from);
  if (entry.read_day_of_month_before) {
    const before = ymd(addMonths(from, -1));
    return dayFromYmd(before.y, before.m, entry.read_day_of_month_before) as number;
  }
  if (!entry.read_on) return from;
  const [month, day] = entry.read_on.split('-').map(Number) as [number, number];
  const same = dayFromYmd(y, month, day) as number;
  return same <= from ? same : (dayFromYmd(y - 1, month, day) as number);
}

/** Margin, rounding upwards to a step, floor and ceiling. */
function asLawHasIt(entry: IndexSource, value: number): number {
  const { margin_points = 0, step_percent: step, floor_percent, ceiling_percent } = entry;
  const sum = Number((value + margin_points).toFixed(6));
  const stepped = step ? Math.ceil(Number((sum / step).toFixed(6))) * step : sum;
  const raised = Math.max(stepped, floor_percent ?? -Infinity);
  return Number(Math.min(raised, ceiling_percent ?? Infinity).toFixed(6));
}

/** The first day and then the values in hundredths, for a table of weeks. */
export const weeksOf = ({ weeks_from, weeks }: RateTableSource): number[] => [
  dayOf(weeks_from ?? ''),
  ...(weeks ?? []).map((value) => Math.round(value * 100)),
];
