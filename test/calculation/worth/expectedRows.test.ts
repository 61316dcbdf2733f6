// Pursuing row by row, in the order of the days, and the choice where two are worth the same.
import { describe, expect, it } from 'vitest';
import { expectedValue, type PursuitTerms } from '../../../src/calculation/worth/expected';
import { day, named, pct, usd, value } from '../days';

const asOf = day('2024-01-01');

/** Nothing is discounted: what comes in is worth what it is. */
const pursuit = (changes: Partial<PursuitTerms> = {}) =>
  expectedValue({
    asOf,
    owed: usd(1_000),
    receipts: [{ date: asOf, amount: usd(1_000) }],
    discountPercent: pct(0),
    ...changes,
  });
const made = (changes: Partial<PursuitTerms> = {}) => value(pursuit(changes));

describe('the rows', () => {
  it('stand in the order of their days, receipts and costs together, costs below nothing', () => {
    const { rows, lines } = made({
      receipts: [
        { date: asOf + 730, amount: usd(605) },
        { date: asOf, amount: usd(300), probabilityPercent: pct(50) },
      ],
      costs: [{ date: asOf + 365, amount: usd(110), label: 'Suit' }],
      discountPercent: pct(10),
    });
    // 605 / 1.21 = 500; 110 / 1.1 = 100; half of 300.
    expect(
      rows.map(({ label, row, planned, expected, presentValue }) => [
        label,
        row,
        planned / 100,
        expected / 100,
        presentValue / 100,
      ]),
    ).toEqual([
      ['Receipt', 2, 300, 150, 150],
      ['Suit', 1, -110, -110, -100],
      ['Receipt', 1, 605, 605, 500],
    ]);
    expect(lines.map(({ item, amount }) => [item, amount / 100])).toEqual([
      ['planned', 905],
      ['unlikely', -150],
      ['bankruptcy', 0],
      ['fees', 0],
      ['costs', -110],
      // 550 in all, of which 755 less 110 is 645 without time.
      ['time', -95],
    ]);
  });

  it('say what bankruptcy was reckoned with, or that none was', () => {
    const words = (changes: Partial<PursuitTerms>) =>
      made(changes).lines.find(({ item }) => item === 'bankruptcy')?.words;
    expect(words({})).toBe('Not considered');
    const bankruptcy = { yearlyPercent: pct(5), receivedPercent: pct(20) };
    expect(words({ bankruptcy })).toBe('5% a year; 20% of later receipts would still come in');
  });

  it('round half a cent as they are told', () => {
    const half = { receipts: [{ date: asOf, amount: 5, probabilityPercent: pct(50) }] };
    expect(made(half).pursue).toBe(3);
    expect(made({ ...half, rounding: 'half_even' }).pursue).toBe(2);
  });

  it('may reach what is owed to the cent, and no further', () => {
    const receipts = [400, 600].map((amount, n) => ({ date: asOf + n, amount: usd(amount) }));
    expect(named(pursuit({ receipts }))).toEqual([]);
    const above = pursuit({ receipts, owed: usd(999.99) });
    expect(named(above)).toEqual(['payment_above_balance receipts 2']);
    expect(value(above).pursue).toBe(usd(999.99));
  });
});

describe('the choice', () => {
  const best = (offer: number | null, stoppingCost = 0, fee = 0) => {
    const settlement = offer === null ? null : { date: asOf, amount: usd(offer) };
    const found = made({ settlement, stoppingCost: usd(stoppingCost), feePercent: pct(fee) });
    return [found.best, found.settlementFloor / 100];
  };

  it('is a settlement that is worth as much, on its own day as on any', () => {
    expect(best(1_000)).toEqual(['settle', 1_000]);
    expect(best(999.99)).toEqual(['pursue', 1_000]);
    expect(best(null)).toEqual(['pursue', 1_000]);
    expect(named(pursuit({ settlement: { date: asOf - 1, amount: 1 } }))).toEqual([
      'dates_out_of_order settlement',
    ]);
    expect(named(pursuit({ settlement: { date: asOf, amount: 1 } }))).toEqual([]);
  });

  it('is to stop where pursuing is worth no more, and no less than nothing is to be taken', () => {
    const none = { receipts: [], costs: [{ date: asOf, amount: usd(10) }] };
    const stopped = made({ ...none, stoppingCost: usd(10) });
    expect([stopped.pursue, stopped.stop, stopped.best]).toEqual([-usd(10), -usd(10), 'stop']);
    expect(stopped.settlementFloor).toBe(0);
    expect(made({ ...none, stoppingCost: usd(10.01) }).best).toBe('pursue');
    const settled = { ...none, settlement: { date: asOf, amount: 0 } };
    expect(made({ ...settled, stoppingCost: usd(1) }).best).toBe('settle');
    expect(made(settled).best).toBe('settle');
  });

  it('under a fee of all that comes in asks for nothing, for nothing would be kept', () => {
    expect(best(1_000, 5, 100)[1]).toBe(0);
    // Of 1,000 half is kept, of 1,000 offered too.
    expect(best(1_000, 0, 50)).toEqual(['settle', 1_000]);
  });
});
