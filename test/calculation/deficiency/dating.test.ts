// Deadlines from their events: month ends, leap days, weekends and holidays, and what is left of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deadlines,
  periodEnd,
  type Deadline,
  type DeadlineRule,
  type PeriodUnit,
} from '../../../src/calculation/deficiency/dating';
import { toIso } from '../../../src/money/dates';
import { day, named, value } from '../days';

const rule = (
  amount: number,
  unit: PeriodUnit,
  start = 'sale',
  changes: Partial<DeadlineRule> = {},
): DeadlineRule => ({
  rule: `${start}-${amount}-${unit}`,
  citation: 'Test § 1',
  amount,
  unit,
  start,
  text: 'deficiency barred',
  ...changes,
});
const one = (r: DeadlineRule, start: string, settings = {}): Deadline => {
  const [first] = value(deadlines([r], { [r.start]: day(start) }, settings));
  if (!first) throw new Error('no deadline');
  return first;
};

describe('counting a period', () => {
  it.each([
    // Cal. Code Civ. Proc. 726(b): three months from the sale.
    ['2024-11-30', 3, 'months', '2025-02-28'],
    ['2023-11-30', 3, 'months', '2024-02-29'],
    // A.R.S. 33-814(A): ninety days from the sale.
    ['2024-01-15', 90, 'days', '2024-04-14'],
    // O.C.G.A. 44-14-161: thirty days.
    ['2024-02-06', 30, 'days', '2024-03-07'],
    ['2023-02-06', 30, 'days', '2023-03-08'],
    // NRS 40.455(1): six months.
    ['2024-08-31', 6, 'months', '2025-02-28'],
    // Four years of a leap day, and one year of it.
    ['2024-02-29', 4, 'years', '2028-02-29'],
    ['2024-02-29', 1, 'years', '2025-02-28'],
    ['2024-07-01', 1.5, 'years', '2026-01-01'],
    ['2024-07-01', 2, 'weeks', '2024-07-15'],
    // Friday 3 July 2026 is Independence Day observed, so the fifth business day after 29 June is 7 July.
    ['2026-06-29', 5, 'business_days', '2026-07-07'],
  ] as const)('from %s, %s %s end on %s', (start, amount, unit, end) => {
    expect(toIso(periodEnd(day(start), amount, unit))).toBe(end);
  });
});

describe('weekends and holidays', () => {
  // 90 days from 15 January 2024 end on Sunday 14 April.
  it('shows both dates and takes the business day when the setting says so', () => {
    const rolled = one(rule(90, 'days'), '2024-01-15');
    expect([toIso(rolled.ends ?? 0), toIso(rolled.date ?? 0)]).toEqual([
      '2024-04-14',
      '2024-04-15',
    ]);
    expect(rolled.words).toBe(
      '90 days from sale on January 15, 2024: April 14, 2024, a Sunday; moves to April 15, 2024',
    );
    const kept = one(rule(90, 'days'), '2024-01-15', { roll: false });
    expect([toIso(kept.rolled ?? 0), toIso(kept.date ?? 0)]).toEqual(['2024-04-15', '2024-04-14']);
    expect(kept.words).toMatch(/would move to April 15, 2024/);
  });

  it('names the holiday', () => {
    expect(one(rule(1, 'years'), '2023-07-04').words).toMatch(
      /July 4, 2024, Independence Day; moves to July 5, 2024/,
    );
  });
});

describe('days left', () => {
  it('counts from the day asked, and says what has passed', () => {
    const at = (asOf: string): Deadline => one(rule(30, 'days'), '2024-02-06', { asOf: day(asOf) });
    expect([at('2024-03-01').daysLeft, at('2024-03-01').status]).toEqual([6, 'open']);
    expect([at('2024-03-07').daysLeft, at('2024-03-07').status]).toEqual([0, 'today']);
    expect([at('2024-03-08').daysLeft, at('2024-03-08').status]).toEqual([-1, 'passed']);
    expect(one(rule(30, 'days'), '2024-02-06').status).toBe('undated');
  });
});

describe('a list of deadlines', () => {
  it('comes earliest first, with unknown starts last', () => {
    const rules = [
      rule(6, 'years', 'maturity'),
      rule(1, 'years', 'confirmation'),
      rule(90, 'days'),
      rule(10, 'days', 'repossession'),
    ];
    const list = value(deadlines(rules, { sale: day('2024-05-01'), maturity: day('2020-01-01') }));
    expect(list.map((d) => [d.start, d.date === null ? null : toIso(d.date)])).toEqual([
      ['sale', '2024-07-30'],
      ['maturity', '2026-01-02'],
      ['confirmation', null],
      ['repossession', null],
    ]);
    expect(list.at(-1)?.status).toBe('start_unknown');
    expect(list.at(-1)?.words).toMatch(/not known/);
  });

  it('orders those of one day, and those of none, by the names of their rules', () => {
    const list = (dates: Record<string, number>) =>
      value(
        deadlines(
          ['b', 'c', 'a', 'b'].map((id) => rule(30, 'days', 'sale', { rule: id })),
          dates,
        ),
      ).map((d) => d.rule);
    expect(list({ sale: day('2024-05-01') })).toEqual(['a', 'b', 'b', 'c']);
    expect(list({})).toEqual(['a', 'b', 'b', 'c']);
  });

  it('says one of a unit in the singular, words of a name apart, and the day where nothing moves', () => {
    const words = (r: DeadlineRule, start: string) => one(r, start).words;
    // 3 July 2024 was a Wednesday; 4 July is a holiday.
    expect(words(rule(1, 'days'), '2024-07-02')).toBe(
      '1 day from sale on July 2, 2024: July 3, 2024',
    );
    expect(words(rule(1, 'business_days', 'redemption_expiry'), '2024-07-03')).toBe(
      '1 business day from redemption expiry on July 3, 2024: July 5, 2024',
    );
    expect(words(rule(2, 'weeks'), '2024-07-02')).toMatch(/^2 weeks from sale/);
    const unknown = value(deadlines([rule(2, 'weeks')], {}))[0];
    expect(unknown).toMatchObject({ startDate: null, ends: null, rolled: null, daysLeft: null });
    expect(unknown?.words).toBe('2 weeks from sale: the date of that event is not known');
  });

  it('keeps who is bound and how it is known', () => {
    const [d] = value(
      deadlines([rule(30, 'days', 'sale', { binds: 'debtor', known: 'recall' })], {}),
    );
    expect([d?.binds, d?.known]).toEqual(['debtor', 'recall']);
  });

  it('names dates out of order and periods that are none, and keeps the rest', () => {
    const result = deadlines([rule(-1, 'days'), rule(1.5, 'months'), rule(30, 'days')], {
      default: day('2024-06-01'),
      sale: day('2024-05-01'),
      confirmation: day('2024-04-01'),
    });
    expect(named(result)).toEqual([
      'sale_before_default sale_date',
      'dates_out_of_order confirmation_date',
      'not_an_amount rules 1',
      'not_an_amount rules 2',
    ]);
    expect(value(result)).toHaveLength(1);
  });
});

describe('events out of order', () => {
  it('are named with both dates; those of one day are in order', () => {
    const messages = (dates: Record<string, string>) =>
      deadlines(
        [],
        Object.fromEntries(Object.entries(dates).map(([name, iso]) => [name, day(iso)])),
      ).problems.map(({ name, field, message }) => [name, field, message]);
    expect(messages({ sale: '2024-05-02', redemption_expiry: '2024-05-01' })).toEqual([
      [
        'dates_out_of_order',
        'redemption_expiry_date',
        'The redemption expiry on 2024-05-01 is before the sale on 2024-05-02: check both dates.',
      ],
    ]);
    expect(messages({ default: '2024-05-02', repossession: '2024-05-01' })[0]?.[0]).toBe(
      'dates_out_of_order',
    );
    expect(messages({ notice: '2024-05-02', sale: '2024-05-01' })[0]?.[0]).toBe(
      'dates_out_of_order',
    );
    expect(messages({ sale: '2024-05-01', recording: '2024-05-01' })).toEqual([]);
    expect(messages({ recording: '2024-05-01' })).toEqual([]);
  });
});

describe('properties', () => {
  const unit = fc.constantFrom<PeriodUnit>('days', 'weeks', 'months', 'years', 'business_days');
  const start = fc.integer({ min: day('1971-01-01'), max: day('2090-01-01') });

  it('a deadline never precedes its start, never shrinks with the period, and rolls less than a week', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 60 }), unit, (from, amount, u) => {
        const [d] = value(deadlines([rule(amount, u)], { sale: from }));
        const ends = d?.ends ?? -1;
        expect(ends).toBeGreaterThanOrEqual(from);
        expect(d?.rolled ?? -1).toBeGreaterThanOrEqual(ends);
        expect((d?.rolled ?? 0) - ends).toBeLessThan(5);
        expect(periodEnd(from, amount + 1, u)).toBeGreaterThan(ends);
      }),
    );
  });

  it('a later start never makes an earlier deadline', () => {
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 60 }), unit, (from, amount, u) => {
        expect(periodEnd(from + 1, amount, u)).toBeGreaterThanOrEqual(periodEnd(from, amount, u));
      }),
    );
  });
});
