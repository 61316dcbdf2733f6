// The days of the year on which the law changes the rate of a running judgment, whatever days a table has.
import { describe, expect, it } from 'vitest';
import { judgmentInterest } from '../../src/law/judgment';
import { Exact } from '../../src/money/cents';
import { parseIso, toIso } from '../../src/money/dates';
import { amountsOf } from './support';

const day = (iso: string): number => {
  const read = parseIso(iso);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};

/** A published index by the days from which it stands. */
const index = (rows: readonly (readonly [from: string, percent: number])[]) =>
  rows.map(([from, percent], n) => {
    const next = rows[n + 1];
    const to = next ? day(next[0]) - 1 : null;
    return { from: day(from), to, indexPercent: new Exact(percent) };
  });

/** `2024-07-01..2024-12-31 10.5`, a line for each piece. */
function pieces(place: string, entered: string, published: ReturnType<typeof index>): string[] {
  const none = amountsOf({});
  const found = judgmentInterest({
    place,
    entered: day(entered),
    facts: new Map(),
    amounts: none,
    contractRate: 'none',
    published,
  });
  if (!found.ok) throw new Error(found.message);
  return found.rates.map(
    ({ from, to, ratePercent }) =>
      `${toIso(from)}..${to === null ? '' : toIso(to)} ${ratePercent.toString()}`,
  );
}

describe('an index that moves at any time', () => {
  // The prime rate: 8.5 % from 27 July 2023, 8 % from 19 September, 7.75 % from 8 November, 7.5 % from 19 December 2024.
  const prime = index([
    ['2023-07-27', 8.5],
    ['2024-09-19', 8],
    ['2024-11-08', 7.75],
    ['2024-12-19', 7.5],
    ['2025-12-11', 6.75],
  ]);

  it('counts in Nevada on 1 January and 1 July only (NRS 17.130(2): prime plus 2)', () => {
    expect(pieces('NV', '2024-08-05', prime)).toEqual([
      '2023-07-27..2024-12-31 10.5',
      '2025-01-01..2025-06-30 9.5',
      '2025-07-01..2025-12-31 9.5',
      '2026-01-01.. 8.75',
    ]);
  });

  // K.S.A. 16-204(e)(1): the discount rate of 1 July plus 4 points, changing every 1 July.
  it('counts in Kansas on 1 July only, also where it moves several times a year', () => {
    const discount = index([
      ['2023-07-01', 5.25],
      ['2024-03-01', 5.5],
      ['2024-09-19', 5],
      ['2024-12-19', 4.5],
    ]);
    expect(pieces('KS', '2024-04-10', discount)).toEqual([
      '2024-03-01..2024-06-30 9.5',
      '2024-07-01..2025-06-30 9.5',
      '2025-07-01.. 8.5',
    ]);
  });
});
