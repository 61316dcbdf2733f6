// Which rate bears on which day: tables as people keep them, default rates, and rates fixed at entry.
import { describe, expect, it } from 'vitest';
import {
  rateOn,
  rateProblems,
  ratesForJudgment,
  ratesFromRows,
  withDefaultRate,
} from '../../../src/calculation/payoff/rates';
import { toIso } from '../../../src/money/dates';
import type { RatePeriod } from '../../../src/money/interest';
import { day, pct, rate } from '../days';

const shown = (rates: readonly RatePeriod[]): string[] =>
  rates.map(
    (r) => `${toIso(r.from)} ${r.to === null ? '' : toIso(r.to)} ${r.ratePercent.toString()}`,
  );

describe('a table of first days', () => {
  const row = (
    from: string,
    percent: number,
  ): { from: number; ratePercent: ReturnType<typeof pct> } => ({
    from: day(from),
    ratePercent: pct(percent),
  });

  it('runs each rate until the day before the next, in the order of the rows', () => {
    const rates = ratesFromRows([row('2024-01-01', 8), row('2023-01-01', 7)], day('2024-12-31'));
    expect(shown(rates)).toEqual(['2024-01-01 2024-12-31 8', '2023-01-01 2023-12-31 7']);
    expect(rateProblems(rates, day('2023-01-01'), day('2024-12-31'))).toEqual([]);
  });

  it('names two rows with one day', () => {
    const rates = ratesFromRows([row('2023-01-01', 7), row('2023-01-01', 8)]);
    const [problem] = rateProblems(rates, day('2023-01-01'), day('2023-12-31'));
    expect([problem?.name, problem?.row]).toEqual(['rate_overlap', 2]);
  });
});

describe('a default rate', () => {
  const note = [rate('2020-01-01', '2023-12-31', 5), rate('2024-01-01', null, 6)];

  it('replaces the note’s rates from its day, or is added to each', () => {
    const from = day('2023-07-01');
    expect(shown(withDefaultRate(note, { from, ratePercent: pct(18), kind: 'instead' }))).toEqual([
      '2020-01-01 2023-06-30 5',
      '2023-07-01 2023-12-31 18',
      '2024-01-01  18',
    ]);
    expect(shown(withDefaultRate(note, { from, ratePercent: pct(4), kind: 'added' }))).toEqual([
      '2020-01-01 2023-06-30 5',
      '2023-07-01 2023-12-31 9',
      '2024-01-01  10',
    ]);
  });

  it('changes nothing when there is none, and only later periods when it starts with one', () => {
    expect(shown(withDefaultRate(note, null))).toEqual(shown(note));
    const atChange = { from: day('2024-01-01'), ratePercent: pct(18), kind: 'instead' as const };
    expect(shown(withDefaultRate(note, atChange))).toEqual([
      '2020-01-01 2023-12-31 5',
      '2024-01-01  18',
    ]);
  });
});

describe('the rate on a day', () => {
  const table = [rate('2023-01-01', '2023-12-31', 7), rate('2024-01-01', '2024-12-31', 8)];

  it('is the one in force, the first and last day included, or none', () => {
    const on = (iso: string): string | null => rateOn(table, day(iso))?.toString() ?? null;
    expect([
      on('2022-12-31'),
      on('2023-01-01'),
      on('2023-12-31'),
      on('2024-01-01'),
      on('2025-01-01'),
    ]).toEqual([null, '7', '7', '8', null]);
  });

  it('fixed at entry holds for life, and is none where the table is silent', () => {
    expect(shown(ratesForJudgment(table, day('2023-12-31'), 'fixed_at_entry'))).toEqual([
      '2023-12-31  7',
    ]);
    expect(ratesForJudgment(table, day('2025-02-01'), 'fixed_at_entry')).toEqual([]);
    expect(ratesForJudgment(table, day('2025-02-01'), 'floating')).toEqual(table);
  });
});
