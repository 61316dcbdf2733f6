// Simple interest against published examples, recomputed by hand; some of those examples are wrong and say so here.
import Decimal from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundToCents, type Rounding } from '../../src/money/cents';
import { parseIso } from '../../src/money/dates';
import type { DayCount } from '../../src/money/dayCount';
import {
  accrue,
  bearingDays,
  checkRates,
  ORDINARY_INTEREST,
  perDiem,
  percentOf,
  percentOfInCents,
  readRate,
  simpleInterest,
  totalInterest,
  totalInterestInCents,
  type InterestConvention,
  type RatePeriod,
} from '../../src/money/interest';
import { runs } from '../runs';

const day = (iso: string): number => {
  const read = parseIso(iso);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};
const pct = (rate: number | string): Decimal => new Decimal(rate);
const by = (changes: Partial<InterestConvention>): InterestConvention => ({
  ...ORDINARY_INTEREST,
  ...changes,
});
const cents = (
  principal: number,
  rate: number,
  from: string,
  to: string,
  changes: Partial<InterestConvention> = {},
): number => roundToCents(simpleInterest(principal, pct(rate), day(from), day(to), by(changes)));
const rate = (from: string, to: string | null, percent: number): RatePeriod => ({
  from: day(from),
  to: to === null ? null : day(to),
  ratePercent: pct(percent),
});

describe('published examples of simple interest', () => {
  // roadwarriors.ca, "Calculations": 13 days before judgment, then 14 April to 5 June, both counted: 53 days.
  it('agrees with a court clerk’s guide: 2,000 at 3 % for 13 days, then 2,002.14 for 53 days', () => {
    expect(cents(200000, 3, '2012-04-01', '2012-04-13', { counted: 'both' })).toBe(214);
    expect(cents(200214, 3, '2012-04-14', '2012-06-05', { counted: 'both' })).toBe(872);
  });

  // California Department of Consumer Affairs' small-claims text: $5,000 at 10 %, $1.37 a day.
  it('agrees with California’s small-claims guide when the per diem is rounded to $1.37', () => {
    const guide = by({ perDiem: 'rounded' });
    expect(perDiem(500000, pct(10), guide, 0).toNumber()).toBe(137);
    expect(roundToCents(simpleInterest(500000, pct(10), 0, 72, guide))).toBe(9864);
    expect(roundToCents(simpleInterest(500000, pct(10), 0, 145, guide))).toBe(19865);
    expect(roundToCents(simpleInterest(500000, pct(10), 0, 145))).toBe(19863);
  });

  // dhollanderlaw.com: "$10,000 ... daily interest rate of $2.73": 1,000/365 is 2.7397, so 2.73 is cut off, not rounded.
  it('agrees with a law firm’s $395.85 for 145 days only when the per diem is cut off', () => {
    const firm = by({ perDiem: 'truncated' });
    expect(perDiem(1000000, pct(10), firm, 0).toNumber()).toBe(273);
    expect(roundToCents(simpleInterest(1000000, pct(10), 0, 145, firm))).toBe(39585);
    expect(roundToCents(simpleInterest(1000000, pct(10), 0, 145))).toBe(39726);
  });

  // rhol.com, "Calculating Accrued Judgment Interest": 29 months at 18.75 = 543.75 for 15 February 1998 to 18 July 2000.
  it('finds the 3 days that a landlord guide’s whole months drop', () => {
    expect(cents(250000, 9, '1998-02-15', '2000-07-15', { dayCount: '30/360' })).toBe(54375);
    // By hand: 873 days of 30/360 at 0.625 a day = 545.63; 884 actual days at 225/365 = 544.93.
    expect(cents(250000, 9, '1998-02-15', '2000-07-18', { dayCount: '30/360' })).toBe(54563);
    expect(cents(250000, 9, '1998-02-15', '2000-07-18')).toBe(54493);
  });

  // giveadamndoc.com: "$200,000 x 0.0137 x 16 = $4,448": neither the percentage nor the product is right.
  it('corrects a mortgage guide: 16 days on 200,000 at 5 % are $438.36, not $4,448', () => {
    expect(cents(20000000, 5, '2024-03-15', '2024-03-31')).toBe(43836);
  });

  // iowacourts.gov, "Interest Calculation": 2,000 at 6 % for 280 days, "$.329 x 280 days = $92.05": the result is exact,
  // the product shown is 92.12.
  it('agrees with Iowa’s courts on $92.05, which their rounded $.329 a day does not give', () => {
    expect(roundToCents(simpleInterest(200000, pct(6), 0, 280))).toBe(9205);
  });

  // avvo.com, a Washington lawyer: 22 May to 1 August 2007 "= 69 days ... $22.68". It is 71 days, $23.34.
  it('corrects a lawyer’s count of days: 71, not 69', () => {
    expect(roundToCents(simpleInterest(100000, pct(12), 0, 69))).toBe(2268);
    expect(cents(100000, 12, '2007-05-22', '2007-08-01')).toBe(2334);
  });

  // fhaloanplus.com: 3 % of 100,000 for 16 days, both ends counted: $131.51 (its "$8.22 X 16" would be 131.52).
  it('agrees with an FHA example of interest from settlement to the end of the month', () => {
    expect(cents(10000000, 3, '2024-06-15', '2024-06-30', { counted: 'both' })).toBe(13151);
    expect(
      cents(10000000, 3, '2024-06-15', '2024-06-30', { counted: 'both', perDiem: 'rounded' }),
    ).toBe(13152);
  });

  // reviewforloans.com: 7 % of $10,000 over 360 days: $1.94 a day.
  it('agrees with a per diem over a 360-day year', () => {
    const exact = perDiem(1000000, pct(7), by({ dayCount: 'actual/360' }), 0);
    expect(roundToCents(exact)).toBe(194);
    expect(
      perDiem(1000000, pct(7), by({ dayCount: 'actual/360', perDiem: 'truncated' }), 0).toNumber(),
    ).toBe(194);
  });
});

describe('one day’s interest', () => {
  it('keeps the fractions of a cent unless the convention rounds it', () => {
    expect(perDiem(1000000, pct(10), ORDINARY_INTEREST, 0).toFixed(6)).toBe('273.972603');
  });
});

describe('months of 30 days', () => {
  // By hand: 100,000 at 12 %, 30 January to 1 March: 31 days of 30/360, 1,033.33.
  it('follow the European rules where the contract names them', () => {
    expect(cents(10000000, 12, '2023-01-30', '2023-03-01', { dayCount: '30E/360' })).toBe(103333);
  });

  // By hand: 10,000 at 10 %: 277.777... cents a day; 30 days are 83.33, of rounded days 83.40.
  it('round the day where the convention does', () => {
    const month = ['2024-01-01', '2024-02-01'] as const;
    expect(cents(1000000, 10, ...month, { dayCount: '30/360' })).toBe(8333);
    expect(cents(1000000, 10, ...month, { dayCount: '30/360', perDiem: 'rounded' })).toBe(8340);
  });

  it('pass over rates that ended before', () => {
    const rates = [rate('2020-01-01', '2020-12-31', 6), rate('2021-01-01', null, 12)];
    const pieces = accrue(
      10000000,
      rates,
      day('2024-01-01'),
      day('2024-02-01'),
      by({ dayCount: '30/360' }),
    );
    expect(pieces.map((piece) => [piece.days, piece.cents()])).toEqual([[30, 100000]]);
  });

  it('gain the day of both ends in the last part alone, also where the rate ends on the last day', () => {
    const both = by({ dayCount: '30/360', counted: 'both' });
    const over = (rates: RatePeriod[]) =>
      accrue(10000000, rates, day('2024-01-01'), day('2024-03-01'), both).map((p) => p.days);
    expect(over([rate('2023-01-01', '2024-01-31', 6), rate('2024-02-01', null, 12)])).toEqual([
      30, 31,
    ]);
    expect(over([rate('2023-01-01', '2024-03-01', 6)])).toEqual([61]);
  });
});

describe('the days that bear interest', () => {
  it('lie between the ends, with the first, the last, both or neither', () => {
    expect(bearingDays(10, 20, 'first')).toEqual({ first: 10, last: 19 });
    expect(bearingDays(10, 20, 'last')).toEqual({ first: 11, last: 20 });
    expect(bearingDays(10, 20, 'both')).toEqual({ first: 10, last: 20 });
    expect(bearingDays(10, 20, 'neither')).toEqual({ first: 11, last: 19 });
  });
});

describe('changes of rate', () => {
  // By hand: 100,000.00; 31 days of January at 6 % = 509.589041..., 29 days of February at 8 % = 635.616438...
  it('lets each day bear its own rate', () => {
    const rates = [rate('2023-01-01', '2024-01-31', 6), rate('2024-02-01', null, 8)];
    const pieces = accrue(10000000, rates, day('2023-12-31'), day('2024-02-29'));
    expect(pieces.map((piece) => piece.days)).toEqual([31, 29]);
    expect(pieces.map((piece) => roundToCents(piece.interest))).toEqual([50959, 63562]);
    expect(roundToCents(totalInterest(pieces))).toBe(114521);
    expect(pieces.map((piece) => piece.cents())).toEqual([50959, 63562]);
    expect(pieces.map(({ first, last }) => [first, last])).toEqual([
      [day('2024-01-01'), day('2024-01-31')],
      [day('2024-02-01'), day('2024-02-29')],
    ]);
  });

  // By hand: 36.50 at 1 % is 0.1 cents a day: 4 days and 4 days are 0.4 and 0.4 cents, 1 cent together.
  it('round their sum once, not each part', () => {
    const rates = [rate('2023-01-01', '2023-01-05', 1), rate('2023-01-06', null, 1)];
    const pieces = accrue(3650, rates, day('2023-01-01'), day('2023-01-09'));
    expect(pieces.map((piece) => piece.cents())).toEqual([0, 0]);
    expect(totalInterestInCents(pieces)).toBe(1);
    expect(totalInterestInCents(pieces.slice(0, 1))).toBe(0);
    expect(totalInterestInCents([])).toBe(0);
  });

  it('give whole cents of a rounded per diem', () => {
    const guide = by({ perDiem: 'rounded' });
    const [piece] = accrue(
      500000,
      [rate('2023-01-01', null, 10)],
      day('2024-01-01'),
      day('2024-01-02'),
      guide,
    );
    expect(piece?.cents()).toBe(137);
  });

  it('divides a 30/360 period at the day of the change', () => {
    const rates = [rate('2023-01-01', '2024-01-31', 6), rate('2024-02-01', null, 12)];
    const pieces = accrue(
      10000000,
      rates,
      day('2024-01-01'),
      day('2024-03-01'),
      by({ dayCount: '30/360' }),
    );
    expect(pieces.map((piece) => roundToCents(piece.interest))).toEqual([50000, 100000]);
  });

  it('counts both ends of a 30/360 period once when the rate changes on the last day', () => {
    const rates = [rate('2023-01-01', '2024-02-29', 6), rate('2024-03-01', null, 12)];
    const both = by({ dayCount: '30/360', counted: 'both' });
    const pieces = accrue(10000000, rates, day('2024-02-01'), day('2024-03-01'), both);
    expect(pieces.map((piece) => piece.days)).toEqual([30, 1]);
    const neither = by({ dayCount: '30/360', counted: 'neither' });
    expect(
      accrue(10000000, rates, day('2024-02-01'), day('2024-03-01'), neither).map((p) => p.days),
    ).toEqual([29]);
  });

  it('counts no days when a period is a single day and one end counts', () => {
    const rates = [rate('2023-01-01', null, 6)];
    for (const dayCount of ['actual/365', '30/360'] as const) {
      expect(accrue(100, rates, day('2024-01-01'), day('2024-01-01'), by({ dayCount }))).toEqual(
        [],
      );
    }
    expect(
      accrue(100, rates, day('2024-01-01'), day('2024-01-01'), by({ counted: 'both' })),
    ).toHaveLength(1);
  });
});

describe('actual/actual per diem', () => {
  it('is smaller in a leap year, and is rounded year by year', () => {
    const actual = by({ dayCount: 'actual/actual', perDiem: 'rounded' });
    // By hand: 10,000 at 10 %: 1,000/365 = 2.74 and 1,000/366 = 2.73.
    expect(
      roundToCents(simpleInterest(1000000, pct(10), day('2023-12-21'), day('2024-01-10'), actual)),
    ).toBe(274 * 10 + 273 * 10);
  });
});

describe('checking rates', () => {
  const names = (rates: RatePeriod[], from: string, to: string): string[] =>
    checkRates(rates, day(from), day(to)).map((problem) => `${problem.row} ${problem.name}`);

  it('names a gap, an overlap, a period that ends before it starts, and a rate out of range, with the row', () => {
    const ok = [rate('2023-01-01', '2023-12-31', 5), rate('2024-01-01', null, 6)];
    expect(names(ok, '2023-06-01', '2030-01-01')).toEqual([]);
    expect(names(ok, '2022-06-01', '2030-01-01')).toEqual(['1 rate_gap']);
    expect(
      names(
        [rate('2023-01-01', '2023-06-30', 5), rate('2023-08-01', null, 6)],
        '2023-01-01',
        '2024-01-01',
      ),
    ).toEqual(['2 rate_gap']);
    expect(
      names(
        [rate('2024-01-01', null, 6), rate('2023-01-01', '2024-01-31', 5)],
        '2023-02-01',
        '2025-01-01',
      ),
    ).toEqual(['1 rate_overlap']);
    expect(names([rate('2023-01-01', '2023-12-31', 5)], '2023-06-01', '2024-06-01')).toEqual([
      '0 rate_gap',
    ]);
    expect(names([], '2023-06-01', '2024-06-01')).toEqual(['0 rate_gap']);
    expect(names([rate('2023-01-01', null, 1200)], '2023-06-01', '2024-06-01')).toEqual([
      '1 rate_out_of_range',
    ]);
    expect(names([rate('2023-01-01', null, -3)], '2023-06-01', '2024-06-01')).toEqual([
      '1 rate_out_of_range',
    ]);
    expect(names([rate('2023-02-01', '2023-01-01', 3)], '2023-06-01', '2024-06-01')).toEqual([
      '1 dates_out_of_order',
    ]);
  });

  it('asks about every day of the period and about no other', () => {
    const year = rate('2023-01-01', '2023-12-31', 5);
    expect(names([year], '2023-01-01', '2023-12-31')).toEqual([]);
    expect(names([year], '2023-01-01', '2024-01-01')).toEqual(['0 rate_gap']);
    expect(names([year], '2022-12-31', '2023-12-31')).toEqual(['1 rate_gap']);
    const later = rate('2025-01-01', null, 6);
    expect(names([year, later], '2023-02-01', '2023-12-31')).toEqual([]);
    expect(names([year, later], '2023-02-01', '2024-01-01')).toEqual(['2 rate_gap']);
    expect(names([rate('2023-05-01', '2023-05-01', 5)], '2023-05-01', '2023-05-01')).toEqual([]);
  });

  it('finds two rates for one day, also where the first has no end', () => {
    const open = rate('2023-01-01', null, 5);
    expect(names([open, rate('2024-01-01', null, 6)], '2023-02-01', '2025-01-01')).toEqual([
      '2 rate_overlap',
    ]);
    const until = rate('2023-01-01', '2023-07-01', 5);
    expect(names([until, rate('2023-07-01', null, 6)], '2023-02-01', '2025-01-01')).toEqual([
      '2 rate_overlap',
    ]);
    expect(names([until, rate('2023-07-02', null, 6)], '2023-02-01', '2025-01-01')).toEqual([]);
  });

  it('says which days between two rates lack one', () => {
    const rates = [rate('2023-01-01', '2023-06-30', 5), rate('2023-08-01', null, 6)];
    const said = (to: string) => checkRates(rates, day('2023-01-01'), day(to))[0]?.message;
    expect(said('2024-01-01')).toMatch(/for 2023-07-01 to 2023-07-31:/);
    expect(said('2023-07-10')).toMatch(/for 2023-07-01 to 2023-07-10:/);
  });

  it('says which days lack a rate', () => {
    const [problem] = checkRates(
      [rate('2023-01-01', '2023-12-31', 5)],
      day('2023-06-01'),
      day('2024-06-01'),
    );
    expect(problem?.message).toBe(
      'No rate is given for 2024-01-01 to 2024-06-01: add the rate for those days.',
    );
  });
});

describe('reading a rate', () => {
  it.each([
    [6.5, '6.5'],
    ['6.5%', '6.5'],
    ['6.5 %', '6.5'],
    [0.065, '6.5'],
    ['0.09%', '0.09'],
    [0.0009, '0.09'],
    [12, '12'],
    [0, '0'],
    [1, '1'],
    [' 6.5 ', '6.5'],
    ['.55%', '0.55'],
    ['1e1', '10'],
    ['1e+1', '10'],
    ['2.5e01', '25'],
    ['150e-1%', '15'],
  ])('reads %s as %s percent', (written, expected) => {
    const read = readRate(written);
    expect(read.ok && read.value?.toString()).toBe(expected);
  });

  it('refuses a rate below 1 that may mean two things: in text, and in numbers that come from no cell', () => {
    const asked = { ok: false, message: "'0.18' may mean 0.18% or 18%: write it with its % sign." };
    expect(readRate('0.18')).toEqual(asked);
    expect(readRate(0.18, false)).toEqual(asked);
    expect(readRate('0.18%', false)).toMatchObject({ ok: true });
    expect(readRate('0')).toMatchObject({ ok: true });
  });

  it('refuses 1200, -3, words and booleans, and takes blanks', () => {
    expect(readRate(1200)).toMatchObject({ ok: false, message: expect.stringMatching(/write 12/) });
    expect(readRate(-3)).toMatchObject({ ok: false, message: expect.stringMatching(/below zero/) });
    expect(readRate('prime').ok).toBe(false);
    for (const written of [true, [6.5], 'x6.5', '6.5x', '.x5', '1e1000'])
      expect(readRate(written).ok).toBe(false);
    expect(readRate(NaN).ok).toBe(false);
    expect(readRate('')).toEqual({ ok: true, value: null });
  });
});

describe('properties', () => {
  const principal = fc.integer({ min: 0, max: 1_000_000_000_00 });
  const percent = fc.integer({ min: 0, max: 10000 }).map((n) => pct(n).div(100));
  const dayCount = fc.constantFrom<DayCount>('actual/365', 'actual/360', 'actual/actual');
  const dates = fc
    .tuple(
      fc.integer({ min: 0, max: 30000 }),
      fc.integer({ min: 0, max: 9000 }),
      fc.integer({ min: 0, max: 9000 }),
    )
    .map(([a, b, c]) => [a, a + b, a + b + c] as const);

  it('interest over a split period is the interest over the whole, to the last digit', () => {
    fc.assert(
      fc.property(principal, percent, dayCount, dates, (amount, r, dc, [a, b, c]) => {
        const convention = by({ dayCount: dc });
        const whole = simpleInterest(amount, r, a, c, convention);
        const parts = simpleInterest(amount, r, a, b, convention).plus(
          simpleInterest(amount, r, b, c, convention),
        );
        return whole.minus(parts).abs().lt('1e-30');
      }),
    );
  });

  it('interest grows with the principal, the rate and the days, and a change to the same rate changes nothing', () => {
    fc.assert(
      fc.property(principal, percent, dayCount, dates, (amount, r, dc, [a, b, c]) => {
        const convention = by({ dayCount: dc });
        const one = simpleInterest(amount, r, a, b, convention);
        const split = [
          { from: a - 1, to: b, ratePercent: r },
          { from: b + 1, to: null, ratePercent: r },
        ];
        const longer = totalInterest(accrue(amount, split, a, c, convention));
        return (
          longer.gte(one) &&
          simpleInterest(amount + 1, r, a, b, convention).gte(one) &&
          simpleInterest(amount, r.plus(1), a, b, convention).gte(one) &&
          longer
            .minus(simpleInterest(amount, r, a, c, convention))
            .abs()
            .lt('1e-30')
        );
      }),
    );
  });
});

describe('whole cents', () => {
  it('are the exact cents rounded once, for any amount, rate and fraction', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90_000_000_000_000_00 }),
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 20000 }),
        fc.constantFrom(1, 360, 365, 133590),
        fc.constantFrom<Rounding>('half_up', 'half_even'),
        (amount, units, places, numerator, denominator, rounding) => {
          const percent = pct(units).div(10 ** places);
          const exact = percentOf(amount, percent, numerator, denominator);
          expect(percentOfInCents(amount, percent, numerator, denominator, rounding)).toBe(
            roundToCents(exact, rounding),
          );
        },
      ),
      runs(2000),
    );
  });

  it('round half a cent up, or to the even cent', () => {
    expect(percentOfInCents(50, pct(1))).toBe(1);
    expect(percentOfInCents(50, pct(1), 1, 1, 'half_even')).toBe(0);
    expect(percentOfInCents(150, pct(1), 1, 1, 'half_even')).toBe(2);
    expect(percentOfInCents(-50, pct(1))).toBe(-1);
    expect(percentOfInCents(50, pct(-1))).toBe(-1);
    // By hand: 909,090,909,092,409 cents at 1.1 % are 10,000,000,000,016.499 cents.
    expect(percentOfInCents(909090909092409, pct('1.1'))).toBe(10000000000016);
  });
});
