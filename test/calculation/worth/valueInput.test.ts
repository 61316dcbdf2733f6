/** Receipts, costs and recoveries from tables: each column in its place, each mistake in its row. */
import { describe, expect, it } from 'vitest';
import { expectedOf, lossOf, type PursuitGiven } from '../../../src/calculation/worth/valueInput';
import { Exact } from '../../../src/money/cents';
import { parseIso } from '../../../src/money/dates';
import { typed } from '../support';

const day = (iso: string): number => {
  const read = parseIso(iso);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};

const pursuit = (given: Partial<PursuitGiven>) =>
  expectedOf(
    {
      owed: 4_500_000,
      asOf: day('2024-01-01'),
      receipts: [{ date: '2024-01-01', amount: 10_000 }],
      discountPercent: new Exact(0),
      costs: [],
      settlement: null,
      terms: {} as PursuitGiven['terms'],
      ...given,
    },
    typed,
    'half_up',
  );

function worth(given: Partial<PursuitGiven>) {
  const found = pursuit(given);
  if (!found.ok) throw new Error(found.problems.map(({ message }) => message).join('; '));
  return found.value;
}

const terms = (told: Partial<PursuitGiven['terms']>) =>
  worth({ terms: told as PursuitGiven['terms'] });

describe('the worth of pursuing', () => {
  it('is what comes in where nothing is taken off', () => {
    expect(worth({})).toMatchObject({ pursue: 1_000_000, settle: null, stop: 0, best: 'pursue' });
    expect(worth({}).rows).toHaveLength(1);
  });

  it('takes chances, labels and costs from the tables: half of 10,000, less 700', () => {
    const found = worth({
      receipts: [{ date: '2024-01-01', planned: 10_000, chance: '50%', what: 'Wages' }],
      costs: [
        { date: '2024-01-01', cost: 500, label: 'Sheriff' },
        { date: '2024-01-01', amount: 200 },
      ],
    });
    expect(found.pursue).toBe(430_000);
    expect(found.rows.map(({ label }) => label).slice(0, 2)).toEqual(['Wages', 'Sheriff']);
    expect(found.rows.map(({ label }) => label)[2]).not.toBe('');
  });

  it('takes the collector’s share and a stopping cost', () => {
    expect(terms({ fee: new Exact(25) }).pursue).toBe(750_000);
    expect(terms({ stopping_cost: 5_000 }).stop).toBe(-5_000);
  });

  it('takes a chance of bankruptcy, in which nothing comes unless told: 10 % over a year', () => {
    const receipts = [{ date: '2025-01-01', amount: 10_000 }];
    const after = (more: Partial<PursuitGiven['terms']>) =>
      worth({
        asOf: day('2024-01-01'),
        receipts,
        terms: { bankruptcy: new Exact(10), ...more } as PursuitGiven['terms'],
      }).pursue;
    // 366 days of 365.25 or 365: a little more than one year of survival at 90 %.
    expect(after({})).toBeGreaterThan(897_000);
    expect(after({})).toBeLessThanOrEqual(900_100);
    const half = after({ bankruptcy_receives: new Exact(50) });
    expect(half).toBeGreaterThan(948_000);
    expect(half).toBeLessThanOrEqual(950_100);
  });

  it('weighs an offer, paid at once unless it names its day', () => {
    const at = (date?: string) =>
      worth({
        settlement: 1_100_000,
        discountPercent: new Exact(10),
        terms: (date ? { settlement_date: day(date) } : {}) as PursuitGiven['terms'],
      });
    expect(at()).toMatchObject({ settle: 1_100_000, best: 'settle' });
    const later = at('2026-01-01').settle ?? 0;
    expect(later).toBeGreaterThan(900_000);
    expect(later).toBeLessThan(910_000);
  });

  it('names wrong rows by their place, before and after blank ones, and leaves them out', () => {
    const found = pursuit({
      receipts: [{}, { date: '2024-01-01', amount: 'x' }, { date: '2024-01-01', amount: 100 }],
      costs: [{ date: '2024-01-01' }, {}, { date: '2023-01-01', amount: 5 }],
    });
    expect(found.problems.map(({ field, row }) => [field, row])).toEqual(
      expect.arrayContaining([
        ['receipts', 2],
        ['costs', 1],
        ['costs', 3],
      ]),
    );
    expect(found.problems).toHaveLength(3);
  });
});

describe('the loss on a loan', () => {
  const loss = (recoveries: Record<string, unknown>[]) =>
    lossOf(
      {
        exposure: 10_000_000,
        defaulted: day('2024-01-01'),
        recoveries,
        discountPercent: new Exact(0),
      },
      typed,
      'half_up',
    );

  it('takes each leg: 100,000 less 60,000, 5,000 and 1,000, plus 2,000 of costs, is 36,000', () => {
    const found = loss([
      { date: '2024-06-01', amount: 60_000, leg: 'collateral', label: 'House' },
      { date: '2024-07-01', amount: 5_000, kind: 'Deficiency' },
      { date: '2024-07-02', amount: 1_000, source: 'guaranty' },
      { date: '2024-07-03', amount: 2_000, type: 'costs' },
    ]);
    expect(found.ok && found.value.loss).toBe(3_600_000);
    expect(found.ok && found.value.lossPercent.toNumber()).toBe(36);
    expect(JSON.stringify(found)).toContain('House');
  });

  it('names wrong rows in the table of recoveries', () => {
    const found = loss([
      {},
      { date: '2024-06-01', amount: 60_000, leg: 'nonsense' },
      {},
      { date: '2023-06-01', amount: 60_000, leg: 'other' },
    ]);
    expect(found.problems.map(({ field, row }) => [field, row])).toEqual([
      ['recoveries', 2],
      ['recoveries', 4],
    ]);
  });
});
