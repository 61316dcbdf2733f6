// Expected value, settlement floor and loss given default against Excel's own example, published examples and hand arithmetic.
import { XNPV } from '@formulajs/formulajs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discountFactor, survival } from '../../../src/calculation/worth/discount';
import { expectedValue, type PursuitTerms } from '../../../src/calculation/worth/expected';
import { sumLines } from '../../../src/calculation/line/line';
import { lossGivenDefault, type LossTerms } from '../../../src/calculation/worth/lossGivenDefault';
import { ymd } from '../../../src/money/dates';
import { runs } from '../../runs';
import { day, named, pct, usd, value } from '../days';

const asOf = day('2024-01-01');
const pursuit = (changes: Partial<PursuitTerms> = {}): PursuitTerms => ({
  asOf,
  owed: usd(50000),
  receipts: [{ date: asOf + 365, amount: usd(11000) }],
  discountPercent: pct(10),
  ...changes,
});

describe('present value', () => {
  // Microsoft's XNPV page: 9 %, -10,000 on 1 January 2008, then 2,750, 4,250, 3,250 and 2,750: $2,086.65.
  it('agrees with Microsoft’s XNPV example', () => {
    const result = value(
      expectedValue({
        asOf: day('2008-01-01'),
        owed: usd(20000),
        receipts: [
          { date: day('2008-03-01'), amount: usd(2750) },
          { date: day('2008-10-30'), amount: usd(4250) },
          { date: day('2009-02-15'), amount: usd(3250) },
          { date: day('2009-04-01'), amount: usd(2750) },
        ],
        costs: [{ date: day('2008-01-01'), amount: usd(10000) }],
        discountPercent: pct(9),
      }),
    );
    expect(result.pursue).toBe(usd(2086.65));
  });

  it('agrees with Formula.js XNPV on any flows', () => {
    const flow = fc.record({
      after: fc.integer({ min: 1, max: 4000 }),
      amount: fc.integer({ min: 1, max: usd(90000) }),
    });
    const date = (d: number): Date => new Date(ymd(d).y, ymd(d).m - 1, ymd(d).d);
    fc.assert(
      fc.property(
        fc.array(flow, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        (flows, percent) => {
          const ours = value(
            expectedValue(
              pursuit({
                owed: usd(10_000_000),
                receipts: flows.map((f) => ({ date: asOf + f.after, amount: f.amount })),
                discountPercent: pct(percent),
              }),
            ),
          ).pursue;
          const theirs = Number(
            XNPV(
              percent / 100,
              [0, ...flows.map((f) => f.amount)],
              [date(asOf), ...flows.map((f) => date(asOf + f.after))],
            ),
          );
          // Formula.js counts local days by division of milliseconds: a cent of slack.
          expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1 + theirs * 1e-9);
        },
      ),
      runs(50),
    );
  });

  it('discounts a year to 1/1.1 and keeps today whole', () => {
    expect(discountFactor(pct(10), asOf, asOf + 365).toNumber()).toBeCloseTo(1 / 1.1, 15);
    expect(discountFactor(pct(10), asOf, asOf).toNumber()).toBe(1);
    expect(survival(pct(5), asOf, asOf + 730).toNumber()).toBeCloseTo(0.9025, 15);
  });
});

describe('what a deficiency is worth', () => {
  it('takes off chance, bankruptcy, fee, costs and time, and the lines add up', () => {
    // By hand: 11,000 x 80 % = 8,800; solvent 95 % + 5 % x 20 % = 96 %: 8,448; less a third: 5,632 exactly at 33.3333...;
    // at 25 %: 6,336; / 1.1 = 5,760; less 500 today: 5,260.
    const result = value(
      expectedValue(
        pursuit({
          receipts: [{ date: asOf + 365, amount: usd(11000), probabilityPercent: pct(80) }],
          bankruptcy: { yearlyPercent: pct(5), receivedPercent: pct(20) },
          feePercent: pct(25),
          costs: [{ date: asOf, amount: usd(500), label: 'Filing' }],
        }),
      ),
    );
    expect(result.lines.map((line) => line.amount)).toEqual([
      usd(11000),
      -usd(2200),
      -usd(352),
      -usd(2112),
      -usd(500),
      -usd(576),
    ]);
    expect(result.pursue).toBe(usd(5260));
    expect(sumLines(result.lines)).toBe(result.pursue);
  });

  it('sets the floor of a settlement: what is worth as much as pursuing, on its day and after the fee', () => {
    expect(value(expectedValue(pursuit())).settlementFloor).toBe(usd(10000));
    // By hand: 10,000 today are 11,000 in a year; with 20 % to the collector 11,000 x 0.8 / 1.1 = 8,000 = 10,000 x 0.8.
    const later = { date: asOf + 365, amount: usd(9000) };
    expect(value(expectedValue(pursuit({ settlement: later }))).settlementFloor).toBe(usd(11000));
    expect(value(expectedValue(pursuit({ feePercent: pct(20) }))).settlementFloor).toBe(usd(10000));
  });

  it('compares pursuing, settling and stopping', () => {
    const offer = (dollars: number): PursuitTerms =>
      pursuit({ settlement: { date: asOf, amount: usd(dollars) } });
    expect(value(expectedValue(offer(9999))).best).toBe('pursue');
    expect(value(expectedValue(offer(10000))).best).toBe('settle');
    const hopeless = pursuit({ costs: [{ date: asOf, amount: usd(20000) }] });
    expect(value(expectedValue(hopeless))).toMatchObject({
      best: 'stop',
      pursue: -usd(10000),
      stop: 0,
      settlementFloor: 0,
    });
  });

  it('names receipts above what is owed, dates before today and odd percentages, with the row', () => {
    const result = expectedValue(
      pursuit({
        owed: usd(100),
        receipts: [
          { date: asOf - 1, amount: usd(5) },
          { date: asOf, amount: usd(80) },
          { date: asOf, amount: usd(80) },
          { date: asOf, amount: usd(1), probabilityPercent: pct(101) },
        ],
        costs: [{ date: asOf, amount: -1 }],
      }),
    );
    expect(named(result)).toEqual([
      'dates_out_of_order receipts 1',
      'payment_above_balance receipts 3',
      'percentage_out_of_range receipts 4',
      'not_an_amount costs 1',
    ]);
    expect(value(result).pursue).toBe(usd(100));
    expect(named(expectedValue(pursuit({ discountPercent: pct(1200) })))).toEqual([
      'percentage_out_of_range discount_rate',
    ]);
  });

  it('is never worth more than what is owed', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            after: fc.integer({ min: 0, max: 3650 }),
            amount: fc.integer({ min: 0, max: usd(30000) }),
          }),
          { maxLength: 10 },
        ),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 60 }),
        (list, chance, percent) => {
          const receipts = list.map((r) => ({
            date: asOf + r.after,
            amount: r.amount,
            probabilityPercent: pct(chance),
          }));
          const result = value(expectedValue(pursuit({ receipts, discountPercent: pct(percent) })));
          expect(result.pursue).toBeLessThanOrEqual(usd(50000));
          expect(sumLines(result.lines)).toBe(result.pursue);
        },
      ),
      runs(50),
    );
  });
});

describe('loss given default', () => {
  const loss = (changes: Partial<LossTerms>): LossTerms => ({
    exposure: usd(500000),
    defaulted: asOf,
    flows: [],
    discountPercent: pct(0),
    ...changes,
  });

  // "SAS for Finance": 500,000 owed, collateral of 200,000: LGD 300,000 or 60 %.
  it('agrees with a textbook: 60 % of 500,000', () => {
    const result = value(
      lossGivenDefault(loss({ flows: [{ leg: 'collateral', date: asOf, amount: usd(200000) }] })),
    );
    expect([result.loss, result.lossPercent.toString()]).toEqual([usd(300000), '60']);
  });

  // An example that circulates (medium.com, 31 January 2020): 300,000 owed, condo sold for 240,000: its 20 % is right,
  // its "net loss of $120,000 ($600,000 - $480,000)" is not: 60,000.
  it('corrects a circulating example: the loss is 60,000, 20 % of 300,000', () => {
    const result = value(
      lossGivenDefault(
        loss({
          exposure: usd(300000),
          flows: [{ leg: 'collateral', date: asOf, amount: usd(240000) }],
        }),
      ),
    );
    expect([result.loss, result.lossPercent.toString()]).toEqual([usd(60000), '20']);
  });

  it('adds the deficiency as a leg, takes off costs, and discounts each to the default', () => {
    // By hand: 220,000/1.1 = 200,000; 121,000/1.21 = 100,000; cost 11,000/1.1 = 10,000.
    const result = value(
      lossGivenDefault(
        loss({
          discountPercent: pct(10),
          flows: [
            { leg: 'collateral', date: asOf + 365, amount: usd(220000) },
            { leg: 'deficiency', date: asOf + 730, amount: usd(121000) },
            { leg: 'cost', date: asOf + 365, amount: usd(11000) },
          ],
        }),
      ),
    );
    expect(result.lines.map((line) => line.amount)).toEqual([
      usd(500000),
      -usd(200000),
      -usd(100000),
      usd(10000),
    ]);
    expect([
      result.loss,
      result.lossPercent.toString(),
      result.recoveredPercent.toString(),
    ]).toEqual([usd(210000), '42', '58']);
  });

  it('names an exposure of nothing and receipts before the default', () => {
    expect(named(lossGivenDefault(loss({ exposure: 0 })))).toEqual(['missing exposure']);
    const early = lossGivenDefault(loss({ flows: [{ leg: 'other', date: asOf - 1, amount: 5 }] }));
    expect(named(early)).toEqual(['dates_out_of_order flows 1']);
    expect(value(early).lossPercent.toString()).toBe('100');
  });
});
