// One judgment with everything in it, row by row; each figure is worked out in the comment beside it.
import { describe, expect, it } from 'vitest';
import {
  judgmentLines,
  ledger,
  type JudgmentEvent,
  type JudgmentTerms,
} from '../../../src/calculation/judgment/ledger';
import { day, named, rate, usd, value } from '../days';

const terms: JudgmentTerms = {
  entered: day('2023-01-01'),
  amount: usd(10_000),
  openingInterest: usd(100),
  compounding: 'simple',
  rates: [rate('2023-01-01', '2023-12-31', 10), rate('2024-01-01', null, 7.3)],
  life: {
    years: 5,
    renewals: [{}],
    dormantAfter: 2,
  },
};

const events: readonly JudgmentEvent[] = [
  { kind: 'cost', date: day('2023-04-11'), amount: usd(50), bearsInterest: false, label: 'Levy' },
  { kind: 'payment', date: day('2023-07-20'), amount: usd(500) },
  { kind: 'execution', date: day('2024-01-10') },
  { kind: 'cost', date: day('2024-01-10'), amount: usd(1_000), bearsInterest: true },
  { kind: 'renewal', date: day('2025-01-01'), addsInterest: true },
  { kind: 'payment', date: day('2026-01-01'), amount: usd(20_000), label: 'Garnishment' },
];

const made = () => ledger(terms, events, day('2026-03-01'));
const result = () => value(made());

describe('a judgment with everything in it', () => {
  it('has a row for each event, change of rate and end, charges before payments on the same day', () => {
    expect(result().rows.map(({ kind, label, row }) => [kind, label, row])).toEqual([
      ['judgment', 'Judgment entered', null],
      ['cost', 'Levy', 1],
      ['payment', 'Payment', 2],
      ['rate', 'Change of rate', null],
      ['cost', 'Costs', 4],
      ['execution', 'Execution', 3],
      ['renewal', 'Renewal', 5],
      ['payment', 'Garnishment', 6],
      ['as_of', 'Balance on March 1, 2026', null],
    ]);
  });

  it('bears interest from row to row', () => {
    expect(
      result().rows.map(({ days, ratePercent, interest }) => [
        days,
        ratePercent?.toNumber() ?? null,
        interest / 100,
      ]),
    ).toEqual([
      [0, null, 0],
      [100, 10, 273.97], // 10,000 x 10 % x 100 / 365 = 273.973
      [100, 10, 273.97],
      [164, 10, 449.32], // 449.315
      [10, 7.3, 20], // 10,000 x 7.3 % / 365 is 2.00 a day
      [0, null, 0],
      [357, 7.3, 785.4], // 11,000: 2.20 a day
      [365, 7.3, 901.74], // 12,352.66 x 7.3 % = 901.744
      [0, null, 0],
    ]);
  });

  it('takes payments to costs, interest and principal', () => {
    expect(
      result()
        .rows.filter(({ kind }) => kind === 'payment')
        .map(({ paid, toCosts, toInterest, toPrincipal, overpaid }) =>
          [paid, toCosts, toInterest, toPrincipal, overpaid].map((cents) => cents / 100),
        ),
    ).toEqual([
      [500, 50, 450, 0, 0],
      [20_000, 0, 1_001.74, 12_352.66, 6_645.6], // 13,354.40 was owed
    ]);
    expect(
      result()
        .rows.filter(({ kind }) => kind !== 'payment')
        .every(({ paid }) => paid === 0),
    ).toBe(true);
  });

  it('owes after each row principal, interest and costs', () => {
    expect(
      result().rows.map(({ principal, interestDue, costs, balance }) =>
        [principal, interestDue, costs, balance].map((cents) => cents / 100),
      ),
    ).toEqual([
      [10_000, 100, 0, 10_100],
      [10_000, 373.97, 50, 10_423.97],
      [10_000, 197.94, 0, 10_197.94], // 373.97 + 273.97 - 450
      [10_000, 647.26, 0, 10_647.26],
      [11_000, 667.26, 0, 11_667.26],
      [11_000, 667.26, 0, 11_667.26],
      [12_352.66, 100, 0, 12_452.66], // 667.26 + 785.40 less the 100 that never joins the principal
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
  });

  it('says each row in words', () => {
    expect(result().rows.map(({ words }) => words)).toEqual([
      'with $100 of interest that bears none',
      '$10,000 x 10% x 100 days / 365: January 2, 2023 through April 11, 2023; $50 of costs',
      '$10,000 x 10% x 100 days / 365: April 12, 2023 through July 20, 2023; $500: $50 to costs, $450 to interest',
      '$10,000 x 10% x 164 days / 365: July 21, 2023 through December 31, 2023; then 7.3%',
      '$10,000 x 7.3% x 10 days / 365: January 1, 2024 through January 10, 2024; $1,000 of costs, bearing interest',
      '',
      '$11,000 x 7.3% x 357 days / 365: January 11, 2024 through January 1, 2025; $1,352.66 of interest joins the principal',
      '$12,352.66 x 7.3% x 365 days / 365: January 2, 2025 through January 1, 2026; $20,000: $1,001.74 to interest, $12,352.66 to principal, $6,645.60 too much',
      '',
    ]);
  });

  it('ends in totals that agree with its rows', () => {
    expect(result()).toMatchObject({
      asOf: day('2026-03-01'),
      principal: 0,
      interest: 0,
      costs: 0,
      balance: 0,
      accrued: usd(2_704.4), // 273.97 + 273.97 + 449.32 + 20 + 785.40 + 901.74
      paid: usd(20_500),
      overpaid: usd(6_645.6),
      costsAdded: usd(1_050),
      perDiem: 0,
      satisfied: day('2026-01-01'),
      expires: day('2030-01-01'), // five years from the renewal
      dormantFrom: day('2027-01-01'),
      enforceable: true,
    });
    expect(named(made())).toEqual(['payment_above_balance events 6']);
    expect(made().problems[0]?.message).toContain(
      'more than the $13,354.40 owed: $6,645.60 is left over',
    );
  });

  it('is five lines that add up to its balance', () => {
    expect(
      judgmentLines(terms, result()).map(({ label, amount }) => [label, amount / 100]),
    ).toEqual([
      ['Judgment', 10_000],
      ['Interest before judgment', 100],
      ['Interest after judgment', 2_704.4],
      ['Costs after judgment', 1_050],
      ['Payments', -13_854.4],
    ]);
    const plain = { ...terms, openingInterest: 0 };
    const bare = value(ledger(plain, [], day('2023-01-01')));
    expect(judgmentLines(plain, bare).map(({ label, amount }) => [label, amount])).toEqual([
      ['Judgment', usd(10_000)],
      ['Interest after judgment', 0],
    ]);
  });
});

describe('the day asked for', () => {
  const on = (asOf: string, changes: Partial<JudgmentTerms> = {}, list = events) =>
    value(ledger({ ...terms, ...changes }, list, day(asOf)));

  it('leaves out what comes after it, and takes in what is of that day', () => {
    expect(on('2023-07-19').rows.map(({ kind }) => kind)).toEqual(['judgment', 'cost', 'as_of']);
    expect(on('2023-07-20').rows.map(({ kind }) => kind)).toEqual([
      'judgment',
      'cost',
      'payment',
      'as_of',
    ]);
  });

  it('tells the interest of the next day: 2.74 at 10 %, 2.00 at 7.3 % from 1 January on', () => {
    expect(on('2023-12-30').perDiem).toBe(274);
    expect(on('2023-12-31').perDiem).toBe(200);
  });

  it('of expiry ends interest and force; the day itself still counts', () => {
    const short = { life: { ...terms.life, years: 1, renewals: [] } as JudgmentTerms['life'] };
    const last = on('2024-01-01', short, []);
    expect(last).toMatchObject({ enforceable: true, expires: day('2024-01-01') });
    expect(last.rows.map(({ kind }) => kind)).toContain('expiry');
    const after = on('2024-06-01', short, []);
    expect(after).toMatchObject({ enforceable: false, perDiem: 0, balance: last.balance });
    expect(after.rows.at(-1)).toMatchObject({ days: 0, interest: 0 });
    // A year at 10 % of 365 days, and one day at 7.3 %: 1,000 - 2.74 + 2.00 with the first day left out.
    expect(last.accrued).toBe(usd(997.26 + 2 + 0));
  });

  it('a payment after expiry is named; a renewal that came too late is of no effect', () => {
    const short = { life: { ...terms.life, years: 1 } as JudgmentTerms['life'] };
    const late = ledger(
      { ...terms, ...short },
      [
        { kind: 'payment', date: day('2024-02-01'), amount: usd(10) },
        { kind: 'renewal', date: day('2024-03-01'), addsInterest: true },
      ],
      day('2024-06-01'),
    );
    expect(named(late)).toContain('after_expiry events 1');
    expect(value(late).rows.find(({ kind }) => kind === 'renewal')?.words).toBe('Without effect');
  });
});

describe('compounding', () => {
  const compound = (changes: Partial<JudgmentTerms>, asOf: string, list: JudgmentEvent[] = []) =>
    value(
      ledger(
        { ...terms, openingInterest: 0, rates: [rate('2000-01-01', null, 10)], ...changes },
        list,
        day(asOf),
      ),
    );

  it('on each anniversary from the day that interest began, not before one year', () => {
    const yearly = compound({ compounding: 'yearly' }, '2025-01-01');
    expect(yearly.rows.map(({ kind, principal }) => [kind, principal / 100])).toEqual([
      ['judgment', 10_000],
      ['compounding', 11_000],
      ['compounding', 12_103.01], // 11,000 x 10 % x 366 / 365 = 1,103.01
      ['as_of', 12_103.01],
    ]);
    expect(compound({ compounding: 'yearly' }, '2023-12-31').principal).toBe(usd(10_000));
  });

  it('each 31 December where the calendar year decides', () => {
    const calendar = compound({ compounding: 'calendar_year' }, '2024-06-30');
    expect(calendar.rows.map(({ kind, date }) => [kind, date])).toEqual([
      ['judgment', day('2023-01-01')],
      ['compounding', day('2023-12-31')],
      ['as_of', day('2024-06-30')],
    ]);
    // 364 days on 10,000: 997.26; then 182 days on 10,997.26: 548.36.
    expect(calendar.balance).toBe(usd(10_000 + 997.26 + 548.36));
  });

  it('of nothing leaves no row', () => {
    const paid = compound({ compounding: 'yearly' }, '2025-01-01', [
      { kind: 'payment', date: day('2023-01-01'), amount: usd(10_000) },
    ]);
    expect(paid.rows.map(({ kind }) => kind)).toEqual(['judgment', 'payment', 'as_of']);
    expect(paid.satisfied).toBe(day('2023-01-01'));
  });

  it('follows interest that began before the judgment', () => {
    const early = compound(
      { compounding: 'yearly', interestFrom: day('2022-07-01') },
      '2023-07-01',
    );
    expect(early.rows.map(({ kind, date }) => [kind, date])).toEqual([
      ['judgment', day('2023-01-01')],
      ['compounding', day('2023-07-01')],
      ['as_of', day('2023-07-01')],
    ]);
    expect(early.principal).toBe(usd(11_000));
  });
});

describe('days counted', () => {
  const counted = (how: 'first' | 'last' | 'both' | 'neither') =>
    value(
      ledger(
        { ...terms, openingInterest: 0, convention: { counted: how } },
        [{ kind: 'payment', date: day('2023-06-30'), amount: usd(1) }],
        day('2023-12-31'),
      ),
    );

  it('are one end of the span, both, or neither: 364, 365 and 363 days of 2.74', () => {
    const days = (how: Parameters<typeof counted>[0]) =>
      counted(how).rows.reduce((sum, row) => sum + row.days, 0);
    expect([days('first'), days('last'), days('both'), days('neither')]).toEqual([
      364, 364, 365, 363,
    ]);
  });

  it('with both ends are rounded once, as in a payoff: 999.99 at 10% for 226 days is 61.917, so 61.92', () => {
    const at = { ...terms, entered: day('2019-12-31'), amount: 99_999, openingInterest: 0 };
    const rates = [rate('2019-01-01', null, 10)];
    const both = { ...at, rates, interestFrom: null, convention: { counted: 'both' as const } };
    expect(value(ledger(both, [], day('2020-08-12'))).accrued).toBe(6_192);
  });
});

describe('costs and payments', () => {
  const at = (list: JudgmentEvent[]) =>
    value(
      ledger(
        { ...terms, openingInterest: 0, rates: [rate('2000-01-01', null, 0)] },
        list,
        day('2023-06-30'),
      ),
    );
  const pay = (date: string, dollars: number): JudgmentEvent => ({
    kind: 'payment',
    date: day(date),
    amount: usd(dollars),
  });

  it('after satisfaction make it owing again, and a cost of nothing does not', () => {
    const cost = (dollars: number): JudgmentEvent => ({
      kind: 'cost',
      date: day('2023-03-01'),
      amount: usd(dollars),
      bearsInterest: false,
    });
    expect(at([pay('2023-02-01', 10_000), cost(5)])).toMatchObject({
      satisfied: null,
      balance: 500,
    });
    expect(at([pay('2023-02-01', 10_000), cost(0)]).satisfied).toBe(day('2023-02-01'));
  });

  it('of what is no longer owed satisfy nothing again and say that it was too much', () => {
    const twice = at([pay('2023-02-01', 10_000), pay('2023-03-01', 5)]);
    expect(twice.satisfied).toBe(day('2023-02-01'));
    expect(twice.rows[2]?.words).toBe('$5: $5 too much');
    expect(at([pay('2023-02-01', 0)]).rows[1]?.words).toMatch(/; \$0: nothing was paid$/);
  });

  it('go to buckets that an order forgets, after those that it names', () => {
    const interestOnly = value(
      ledger({ ...terms, order: ['interest'] }, [pay('2023-04-11', 10_400)], day('2023-04-11')),
    );
    expect(interestOnly.rows[1]).toMatchObject({
      toInterest: usd(373.97),
      toPrincipal: usd(10_000),
      overpaid: usd(26.03),
    });
  });
});
