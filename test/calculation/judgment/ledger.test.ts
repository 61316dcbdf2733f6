// The judgment over time against published examples and statutes; wrong examples are named and corrected.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  judgmentLines,
  ledger,
  PRINCIPAL_FIRST,
  type Compounding,
  type JudgmentEvent,
  type JudgmentTerms,
  type Ledger,
} from '../../../src/calculation/judgment/ledger';
import { sumLines } from '../../../src/calculation/line/line';
import { ratesForJudgment } from '../../../src/calculation/payoff/rates';
import { addMonths } from '../../../src/money/dates';
import { PER_DIEMS } from '../../../src/money/interest';
import { runs } from '../../runs';
import { day, named, rate, usd, value } from '../days';

const entered = day('2020-01-01');
const judgment = (changes: Partial<JudgmentTerms> = {}): JudgmentTerms => ({
  entered,
  amount: usd(10000),
  rates: [rate('2000-01-01', null, 10)],
  compounding: 'simple',
  ...changes,
});
const payment = (date: number, dollars: number): JudgmentEvent => ({
  kind: 'payment',
  date,
  amount: usd(dollars),
});
const on = (terms: JudgmentTerms, asOf: number, events: JudgmentEvent[] = []): Ledger =>
  value(ledger(terms, events, asOf));

describe('published examples', () => {
  // California Department of Consumer Affairs, Small Claims guide: "$1.37 a day", payments after 145 and 215 days.
  it('agrees to the cent with California’s small-claims guide, whose per diem is rounded', () => {
    const terms = judgment({ amount: usd(5000), convention: { perDiem: 'rounded' } });
    const result = on(terms, entered + 360, [
      payment(entered + 145, 400),
      payment(entered + 360, 1700),
    ]);
    const paid = result.rows.filter((row) => row.kind === 'payment');
    expect(paid.map((row) => row.interest)).toEqual([usd(198.65), usd(281.65)]);
    expect(paid.map((row) => row.toPrincipal)).toEqual([usd(201.35), usd(1418.35)]);
    expect(paid.map((row) => row.principal)).toEqual([usd(4798.65), usd(3380.3)]);
    expect(result.perDiem).toBe(usd(0.93));
  });

  // dhollanderlaw.com, "Post-judgment interest": $8,395.85 becomes $8,385.85 half way, so its $8,130.35 is ten dollars short.
  it('corrects a law firm’s example that drops ten dollars of principal', () => {
    const terms = judgment({ convention: { perDiem: 'truncated' } });
    const result = on(terms, entered + 360, [
      payment(entered + 145, 2000),
      payment(entered + 360, 750),
    ]);
    const paid = result.rows.filter((row) => row.kind === 'payment');
    expect(paid.map((row) => row.toInterest)).toEqual([usd(395.85), usd(494.5)]);
    expect(paid.map((row) => row.principal)).toEqual([usd(8395.85), usd(8140.35)]);
  });

  // 28 U.S.C. 1961(b): daily to payment, compounded yearly. By hand: 500,000 x 4.8 % = 24,000 for the first year;
  // 524,000 x 4.8 % x 211 / 365 = 14,539.92 from 3 June to 31 December 2025.
  it('compounds a federal judgment on the anniversary of its entry', () => {
    const terms = judgment({
      entered: day('2024-06-03'),
      amount: usd(500000),
      rates: [rate('2024-06-03', null, 4.8)],
      compounding: 'yearly',
    });
    const result = on(terms, day('2025-12-31'));
    expect(result.balance).toBe(usd(500000 + 24000 + 14539.92));
    expect(result.principal).toBe(usd(524000));
    expect(result.rows.map((row) => row.kind)).toEqual(['judgment', 'compounding', 'as_of']);
  });
});

describe('a question about a Missouri judgment', () => {
  // devforum.freeadvice.com, "Would my math be correct": takes both payments from principal alone and comes to 5,698.08.
  // RSMo 408.040: payments go to costs, then interest, then the balance. By hand: 315 days on 5,000 at 9 % = 388.36;
  // 500 - 110 - 388.36 = 1.64; 10 days on 4,998.36 = 12.32; 190 days on 4,510.68 = 211.32.
  it('applies payments to costs, interest and then principal, and comes to 4,722.00', () => {
    const start = day('2016-03-01');
    const terms = judgment({
      entered: start,
      amount: usd(5000),
      rates: [rate('2016-01-01', null, 9)],
    });
    const result = on(terms, day('2017-07-29'), [
      { kind: 'cost', date: start, amount: usd(110), bearsInterest: false },
      payment(day('2017-01-10'), 500),
      payment(day('2017-01-20'), 500),
    ]);
    const paid = result.rows.filter((row) => row.kind === 'payment');
    expect(paid.map((row) => [row.toCosts, row.toInterest, row.toPrincipal])).toEqual([
      [usd(110), usd(388.36), usd(1.64)],
      [0, usd(12.32), usd(487.68)],
    ]);
    expect(result.balance).toBe(usd(4722));
  });
});

describe('a textbook of 1877', () => {
  // "Illustrative example" of the United States Rule: a note of $600 of 20 June 1874 at 6 %; paid $110.20, $24, $125.25
  // and $113.20; balance $302.00 on 21 January 1877, in months of 30 days. The excerpt lost the day of the $24, which is
  // less than the interest due; under the rule the day makes no difference, so 2 October 1875 stands in.
  it('comes to its $302.00 through principals of 500, 400 and 300', () => {
    const terms = judgment({
      entered: day('1874-06-20'),
      amount: usd(600),
      rates: [rate('1874-01-01', null, 6)],
      convention: { dayCount: '30/360' },
    });
    const result = on(terms, day('1877-01-21'), [
      payment(day('1874-10-02'), 110.2),
      payment(day('1875-10-02'), 24),
      payment(day('1876-05-23'), 125.25),
      payment(day('1876-12-11'), 113.2),
    ]);
    const paid = result.rows.filter((row) => row.kind === 'payment');
    expect(paid.map((row) => row.principal)).toEqual([500, 500, 400, 300].map(usd));
    expect(result.balance).toBe(usd(302));
  });
});

describe('the law of the states', () => {
  it('compounds on the anniversary in Kentucky: 10,000 at 12 % is 12,544 after two common years', () => {
    const terms = judgment({
      entered: day('2015-01-15'),
      rates: [rate('2000-01-01', null, 12)],
      compounding: 'yearly',
    });
    // KRS 360.040 before 29 June 2017. By hand: 10,000 -> 11,200 -> (366 days, 2016) 11,200 x 12 % x 366/365 = 1,347.68.
    expect(on(terms, day('2016-01-15')).balance).toBe(usd(11200));
    expect(on(terms, day('2017-01-15')).balance).toBe(usd(11200 + 1347.68));
    const actual = judgment({ ...terms, convention: { dayCount: '30/360' } });
    expect(on(actual, day('2017-01-15')).balance).toBe(usd(12544));
  });

  // Oklahoma Bar, rates of the Administrative Director of the Courts: 2008 9.25 %, 2009 5.25 %.
  it('compounds each January 1 in Oklahoma at the new year’s rate', () => {
    const terms = judgment({
      entered: day('2008-07-01'),
      rates: [rate('2008-01-01', '2008-12-31', 9.25), rate('2009-01-01', '2012-12-31', 5.25)],
      compounding: 'calendar_year',
    });
    const result = on(terms, day('2009-12-31'));
    // By hand: 10,000 x 9.25 % x 183/365 = 463.77; 10,463.77 x 5.25 % = 549.35.
    expect(result.rows.filter((row) => row.interest > 0).map((row) => row.interest)).toEqual([
      usd(463.77),
      usd(549.35),
    ]);
    expect(result.balance).toBe(usd(11013.12));
  });

  it('runs from the complaint in Michigan, before the judgment is entered', () => {
    const terms = judgment({ interestFrom: day('2019-01-01'), compounding: 'yearly' });
    const result = on(terms, day('2021-01-01'));
    // By hand: 365 days to 2020 = 1,000; then 366 days of 2020 on 11,000 at 10 % = 1,103.01.
    expect(result.balance).toBe(usd(12103.01));
  });

  it('pays principal first in New Jersey, which costs the creditor interest', () => {
    const events = [payment(entered + 365, 1000)];
    const usual = on(judgment(), entered + 730, events);
    const jersey = on(judgment({ order: PRINCIPAL_FIRST }), entered + 730, events);
    // By hand: interest 1,000 in the first 365 days; the payment pays either that or principal.
    expect([usual.principal, usual.interest]).toEqual([usd(10000), usd(1000)]);
    expect([jersey.principal, jersey.interest]).toEqual([usd(9000), usd(1000 + 900)]);
  });

  // Story v. Livingston, 38 U.S. 359, 371: interest is never added to form a new principal.
  it('carries unpaid interest without interest when a payment is too small for it', () => {
    const result = on(judgment(), entered + 730, [payment(entered + 365, 400)]);
    expect(result.principal).toBe(usd(10000));
    expect(result.interest).toBe(usd(600 + 1000));
  });

  it('fixes an indexed rate at entry, or lets it float with the table', () => {
    const table = [rate('2023-01-01', '2023-12-31', 7), rate('2024-01-01', '2024-12-31', 8)];
    const start = day('2023-07-01');
    const fixed = judgment({
      entered: start,
      rates: ratesForJudgment(table, start, 'fixed_at_entry'),
    });
    const floating = judgment({
      entered: start,
      rates: ratesForJudgment(table, start, 'floating'),
    });
    // By hand: 183 days at 7 % = 350.96; 366 days at 7 % = 701.92 or at 8 % = 802.19.
    expect(on(fixed, day('2024-12-31')).accrued).toBe(usd(1052.88));
    expect(on(floating, day('2024-12-31')).accrued).toBe(usd(350.96 + 802.19));
    expect(on(floating, day('2024-12-31')).rows.map((row) => row.kind)).toEqual([
      'judgment',
      'rate',
      'as_of',
    ]);
  });

  it('asks for a rate that the table lacks and never guesses', () => {
    const table = [rate('2023-01-01', '2023-12-31', 7)];
    const start = day('2023-07-01');
    const result = ledger(judgment({ entered: start, rates: table }), [], day('2024-06-30'));
    expect(result.ok).toBe(false);
    expect(named(result)).toEqual(['rate_gap rates']);
    expect(result.problems[0]?.message).toMatch(/2024-01-01 to 2024-06-30/);
    const none = ledger(
      judgment({
        entered: day('2022-01-01'),
        rates: ratesForJudgment(table, day('2022-01-01'), 'fixed_at_entry'),
      }),
      [],
      day('2022-06-30'),
    );
    expect(none.ok).toBe(false);
  });
});

describe('an anniversary on which nothing compounds', () => {
  it('loses no days: 366 of 2020 and 365 of 2021 belong to the next row', () => {
    const terms = judgment({ rates: [rate('2000-01-01', null, 0)], compounding: 'yearly' });
    const { rows } = on(terms, day('2022-01-01'));
    expect(rows.map(({ kind, days }) => [kind, days])).toEqual([
      ['judgment', 0],
      ['as_of', 731],
    ]);
  });
});

describe('costs, renewals and expiry', () => {
  it('adds costs with or without interest, and pays costs first', () => {
    const result = on(judgment(), entered + 365, [
      { kind: 'cost', date: entered, amount: usd(100), bearsInterest: false, label: 'Sheriff' },
      { kind: 'cost', date: entered, amount: usd(1000), bearsInterest: true },
      payment(entered + 365, 150),
    ]);
    expect(result.accrued).toBe(usd(1100));
    expect(result.costs).toBe(0);
    expect(result.balance).toBe(usd(11000 + 1100 + 100 - 150));
  });

  it('adds interest to the principal when a California judgment is renewed', () => {
    const life = { years: 10, renewals: [{}] };
    const result = on(judgment({ life }), entered + 730, [
      { kind: 'renewal', date: entered + 365, addsInterest: true },
    ]);
    expect(result.principal).toBe(usd(11000));
    expect(result.interest).toBe(usd(1100));
    expect(result.expires).toBe(day('2030-12-31'));
  });

  it('stops at expiry, and names a renewal or a payment that came too late', () => {
    const life = { years: 5, renewals: [{}] };
    const events: JudgmentEvent[] = [
      { kind: 'renewal', date: day('2025-06-01'), addsInterest: true },
      payment(day('2026-01-01'), 100),
    ];
    const result = ledger(judgment({ life }), events, day('2030-01-01'));
    expect(named(result)).toEqual(['renewal_too_late events 1', 'after_expiry events 2']);
    const carried = value(result);
    // Five years from 1 January 2020 hold 1,827 days.
    expect(carried.accrued).toBe(Math.round((usd(1000) * 1827) / 365));
    expect([carried.enforceable, carried.perDiem]).toEqual([false, 0]);
    expect(carried.expires).toBe(day('2025-01-01'));
  });

  it('needs no rates for the years after expiry', () => {
    const life = { years: 5, renewals: [] };
    const rates = [rate('2020-01-01', '2025-01-01', 5)];
    expect(ledger(judgment({ life, rates }), [], day('2030-01-01')).ok).toBe(true);
  });

  it('counts dormancy from the last execution, and a renewal from the old expiry where the state says so', () => {
    const life = {
      years: 10,
      renewals: [{ fromEnd: true }],
      dormantAfter: 5,
    } as const;
    const result = on(judgment({ life }), day('2024-01-01'), [
      { kind: 'execution', date: day('2022-03-01') },
      { kind: 'renewal', date: day('2023-03-01'), addsInterest: false },
    ]);
    expect(result.expires).toBe(day('2040-01-01'));
    expect(result.dormantFrom).toBe(day('2028-03-01'));
  });

  it('refuses a renewal that the state does not know and one too many', () => {
    const renewals: JudgmentEvent[] = [
      { kind: 'renewal', date: day('2021-01-01'), addsInterest: true },
      { kind: 'renewal', date: day('2022-01-01'), addsInterest: true },
    ];
    const never = ledger(
      judgment({ life: { years: 10, renewals: [] } }),
      renewals,
      day('2023-01-01'),
    );
    expect(named(never)).toEqual(['not_allowed events 1', 'not_allowed events 2']);
    const once = ledger(
      judgment({ life: { years: 10, renewals: [{ number: 1 }] } }),
      renewals,
      day('2023-01-01'),
    );
    expect(named(once)).toEqual(['not_allowed events 2']);
    expect(value(once).principal).toBe(Math.round(usd(10000) + (usd(1000) * 366) / 365));
  });
});

describe('bad input', () => {
  it('names a payment above the balance with its row and says what is left over', () => {
    const result = ledger(judgment(), [payment(entered + 365, 12000)], entered + 730);
    expect(named(result)).toEqual(['payment_above_balance events 1']);
    const paid = value(result);
    expect([paid.balance, paid.overpaid, paid.satisfied]).toEqual([0, usd(1000), entered + 365]);
    expect(result.problems[0]?.message).toMatch(/\$1,000 is left over/);
  });

  it('leaves out an event before the judgment and a negative payment, and keeps the rest', () => {
    const events = [
      payment(entered - 1, 10),
      payment(entered + 1, -5),
      payment(entered + 365, 1000),
    ];
    const result = ledger(judgment(), events, entered + 365);
    expect(named(result)).toEqual(['dates_out_of_order events 1', 'not_an_amount events 2']);
    expect(value(result).balance).toBe(usd(10000));
    expect(value(result).rows.find((row) => row.kind === 'payment')?.row).toBe(3);
  });

  it('names an event without a date', () => {
    const result = ledger(judgment(), [payment(NaN, 5)], entered + 1);
    expect(named(result)).toEqual(['missing events 1']);
    expect(named(ledger(judgment(), [], NaN))).toContain('missing as_of');
  });

  it('refuses a day before the judgment, rates out of range and overlapping rates', () => {
    expect(named(ledger(judgment(), [], entered - 1))).toContain('dates_out_of_order as_of');
    expect(
      named(ledger(judgment({ rates: [rate('2019-01-01', null, 1200)] }), [], entered + 9)),
    ).toEqual(['rate_out_of_range rates 1']);
    expect(
      named(
        ledger(
          judgment({ rates: [rate('2019-01-01', null, 5), rate('2020-02-01', null, 6)] }),
          [],
          entered + 99,
        ),
      ),
    ).toEqual(['rate_overlap rates 2']);
  });
});

describe('interest from before the judgment that bears none', () => {
  it('is owed, is paid as interest, and never compounds', () => {
    const terms = judgment({ openingInterest: usd(500), compounding: 'yearly' });
    const result = on(terms, entered + 366);
    // By hand: 366 days of 2020 on 10,000 = 1,002.74 (compounded on 1 January 2021).
    expect(result.principal).toBe(usd(11002.74));
    expect(result.interest).toBe(usd(500));
  });
});

/** The same judgment reckoned one day at a time in plain numbers: slow, and written without the ledger's code. */
function dayByDay(terms: JudgmentTerms, events: JudgmentEvent[], asOf: number): number {
  const owed = { costs: 0, interest: 0, principal: terms.amount };
  const rateOf = (d: number): number =>
    Number(terms.rates.find((r) => r.from <= d && (r.to ?? Infinity) >= d)?.ratePercent ?? 0);
  for (let d = terms.entered; d <= asOf; d += 1) {
    if (d > terms.entered) owed.interest += (owed.principal * rateOf(d)) / 36500;
    const today = events.filter((e) => e.date === d);
    for (const e of today) {
      if (e.kind === 'cost') owed[e.bearsInterest ? 'principal' : 'costs'] += e.amount;
    }
    for (const e of today) {
      if (e.kind !== 'payment') continue;
      let left = e.amount;
      for (const bucket of terms.order ?? (['costs', 'interest', 'principal'] as const)) {
        const part = Math.min(left, owed[bucket]);
        owed[bucket] -= part;
        left -= part;
      }
    }
    const date = new Date(d * 86400000);
    const anniversary = date.getUTCMonth() === 0 && date.getUTCDate() === 1 && d > terms.entered;
    const newYearsEve = date.getUTCMonth() === 11 && date.getUTCDate() === 31;
    const joins =
      (terms.compounding === 'yearly' && anniversary) ||
      (terms.compounding === 'calendar_year' && newYearsEve);
    if (joins) {
      owed.principal += owed.interest;
      owed.interest = 0;
    }
  }
  return owed.costs + owed.interest + owed.principal;
}

describe('properties', () => {
  const events = fc.array(
    fc.record({
      days: fc.integer({ min: 0, max: 7300 }),
      amount: fc.integer({ min: 0, max: usd(3000) }),
      kind: fc.constantFrom<'payment' | 'cost'>('payment', 'cost'),
      bearsInterest: fc.boolean(),
    }),
    { maxLength: 40 },
  );
  const compounding = fc.constantFrom<Compounding>('simple', 'yearly', 'calendar_year');
  const order = fc.constantFrom(undefined, PRINCIPAL_FIRST);
  const convention = fc.record({
    dayCount: fc.constantFrom('actual/365', 'actual/360', '30/360', 'actual/actual'),
    counted: fc.constantFrom('first', 'last', 'both', 'neither'),
    perDiem: fc.constantFrom(...PER_DIEMS),
  });
  const rates = [rate('2000-01-01', '2024-12-31', 7.25), rate('2025-01-01', null, 9.5)];
  const made = (
    list: { days: number; amount: number; kind: 'payment' | 'cost'; bearsInterest: boolean }[],
  ): JudgmentEvent[] =>
    list.map((e) => ({
      kind: e.kind,
      date: entered + e.days,
      amount: e.amount,
      bearsInterest: e.bearsInterest,
    }));

  it('conserves money to the cent: what was owed and added is what was paid and is still owed', () => {
    fc.assert(
      fc.property(events, compounding, order, convention, (list, comp, ord, conv) => {
        const terms = judgment({
          rates,
          compounding: comp,
          order: ord,
          convention: conv,
        });
        const result = on(terms, entered + 7300, made(list));
        const into = terms.amount + result.accrued + result.costsAdded;
        const rows = result.rows.reduce(
          (sum, row) => sum + row.interest - row.paid + row.overpaid,
          0,
        );
        expect(result.balance).toBe(into - result.paid + result.overpaid);
        expect(result.balance).toBe(terms.amount + result.costsAdded + rows);
        expect(sumLines(judgmentLines(terms, result))).toBe(result.balance);
        expect(result.balance).toBe(result.principal + result.interest + result.costs);
        for (const row of result.rows) {
          expect(row.paid).toBe(row.toCosts + row.toInterest + row.toPrincipal + row.overpaid);
          expect(row.balance).toBe(row.principal + row.interestDue + row.costs);
          expect(
            Math.min(row.principal, row.interestDue, row.costs, row.interest),
          ).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('a payment never increases the balance, on its day or later', () => {
    fc.assert(
      fc.property(
        events,
        compounding,
        fc.integer({ min: 0, max: 7300 }),
        fc.integer({ min: 0, max: usd(20000) }),
        (list, comp, at, amount) => {
          const terms = judgment({ rates, compounding: comp });
          const without = on(terms, entered + 7300, made(list));
          const more: JudgmentEvent = { kind: 'payment', date: entered + at, amount };
          const withIt = on(terms, entered + 7300, [...made(list), more]);
          // A payment adds a row, and from then on each row may round its cent the other way; in twenty years of
          // compounding at a tenth a cent becomes less than seven.
          const cents = withIt.rows.length * 7;
          expect(withIt.balance).toBeLessThanOrEqual(without.balance + cents);
          for (const row of withIt.rows)
            expect(row.toPrincipal + row.toInterest + row.toCosts).toBeLessThanOrEqual(row.paid);
        },
      ),
    );
  });

  it('simple interest in one span equals the span cut in two, but for the cent of a row', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 3000 }), (a, b) => {
        const whole = on(judgment({ rates }), entered + a + b);
        const cut = on(judgment({ rates }), entered + a + b, [payment(entered + a, 0)]);
        return Math.abs(whole.balance - cut.balance) <= 1;
      }),
    );
  });

  it('agrees with a day-by-day reckoning, but for the half cent of each row', () => {
    fc.assert(
      fc.property(events, compounding, order, (list, comp, ord) => {
        const terms = judgment({ rates, compounding: comp, order: ord });
        const result = on(terms, entered + 7300, made(list));
        const slack = 1 + result.rows.length * 3;
        expect(Math.abs(result.balance - dayByDay(terms, made(list), entered + 7300))).toBeLessThan(
          slack,
        );
      }),
      runs(40),
    );
  });

  it('twenty years of monthly payments keep 240 payment rows in order', () => {
    const monthly = Array.from({ length: 240 }, (_, n) => payment(addMonths(entered, n + 1), 75));
    const result = on(judgment({ rates }), addMonths(entered, 240), monthly);
    const dates = result.rows.map((row) => row.date);
    expect(result.rows.filter((row) => row.kind === 'payment')).toHaveLength(240);
    expect([...dates].sort((x, y) => x - y)).toEqual(dates);
  });
});

it('leaves a zero judgment at zero', () => {
  expect(on(judgment({ amount: 0, rates: [] }), entered + 100).balance).toBe(0);
});
