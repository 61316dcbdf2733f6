/** Conditions on facts and amounts, answered true, false or unknown. */
import { describe, expect, it } from 'vitest';
import { factsAsked, now, testOf } from '../../src/law/condition';
import { parseCondition, type ConditionData } from '../../src/law/conditionTree';
import type { FactValue } from '../../src/law/facts';
import { both, either, FALSE, not, TRUE, triOf, UNKNOWN } from '../../src/law/tri';
import { amountsOf, type Dollars } from './support';

/** The answer to a condition under facts and amounts in dollars. */
const holds = (
  data: ConditionData,
  facts: Record<string, FactValue> = {},
  amounts: Record<string, Dollars> = {},
) => now(testOf(parseCondition(data))(new Map(Object.entries(facts))), amountsOf(amounts));

describe('three-valued truth', () => {
  const all = [FALSE, TRUE, UNKNOWN] as const;

  it('follows the tables of Kleene', () => {
    expect(all.map((a) => all.map((b) => both(a, b)))).toEqual([
      [FALSE, FALSE, FALSE],
      [FALSE, TRUE, UNKNOWN],
      [FALSE, UNKNOWN, UNKNOWN],
    ]);
    expect(all.map((a) => all.map((b) => either(a, b)))).toEqual([
      [FALSE, TRUE, UNKNOWN],
      [TRUE, TRUE, TRUE],
      [UNKNOWN, TRUE, UNKNOWN],
    ]);
    expect(all.map(not)).toEqual([TRUE, FALSE, UNKNOWN]);
    expect([triOf(true), triOf(false)]).toEqual([TRUE, FALSE]);
  });
});

describe('a condition on a fact', () => {
  it('holds for the value, or for one of a list, and is unknown until told', () => {
    expect(holds({ obligor: 'guarantor' }, { obligor: 'guarantor' })).toBe(TRUE);
    expect(holds({ obligor: 'guarantor' }, { obligor: 'borrower' })).toBe(FALSE);
    expect(holds({ obligor: 'guarantor' })).toBe(UNKNOWN);
    const either = { method: ['judicial', 'strict'] };
    expect(holds(either, { method: 'strict' })).toBe(TRUE);
    expect(holds(either, { method: 'nonjudicial' })).toBe(FALSE);
    expect(holds({ agricultural: false }, { agricultural: false })).toBe(TRUE);
  });

  it.each([
    [{ min: 2, max: 4 }, [1, 2, 4, 5], [FALSE, TRUE, TRUE, FALSE]],
    [{ above: 2, below: 4 }, [2, 3, 4], [FALSE, TRUE, FALSE]],
    [{ from: 10, to: 20 }, [9, 10, 20, 21], [FALSE, TRUE, TRUE, FALSE]],
    [{ max: 4 }, [0, 4, 4.5], [TRUE, TRUE, FALSE]],
    [{ min: 4 }, [3.5, 4, 1e9], [FALSE, TRUE, TRUE]],
    [{ from: 10 }, [9, 10], [FALSE, TRUE]],
    [{ to: 10 }, [10, 11], [TRUE, FALSE]],
  ])('keeps to the bounds %j', (bounds, values, answers) => {
    expect(values.map((units) => holds({ units: bounds }, { units }))).toEqual(answers);
  });
});

describe('a condition on an amount', () => {
  const answers = (bounds: object, ranges: readonly Dollars[]) =>
    ranges.map((cash_price) => holds({ cash_price: bounds }, {}, { cash_price }));

  it('includes min and max, to the cent', () => {
    const bounds = { min: 1000, max: 2000 };
    expect(answers(bounds, [999.99, 1000, 2000, 2000.01])).toEqual([FALSE, TRUE, TRUE, FALSE]);
    const open: Dollars[] = [
      [0, 999.99],
      [0, 1000],
      [1000, 2000],
      [999.99, 2000],
      [1000, 2000.01],
      [2000, 3000],
      [2000.01, 3000],
    ];
    expect(answers(bounds, open)).toEqual([FALSE, UNKNOWN, TRUE, UNKNOWN, UNKNOWN, UNKNOWN, FALSE]);
  });

  it('leaves above and below out, to the cent', () => {
    const bounds = { above: 1000, below: 2000 };
    expect(answers(bounds, [1000, 1000.01, 1999.99, 2000])).toEqual([FALSE, TRUE, TRUE, FALSE]);
    const open: Dollars[] = [
      [0, 1000],
      [0, 1000.01],
      [1000, 1500],
      [1000.01, 1999.99],
      [1500, 2000],
      [1999.99, 3000],
      [2000, 3000],
    ];
    expect(answers(bounds, open)).toEqual([FALSE, UNKNOWN, UNKNOWN, TRUE, UNKNOWN, UNKNOWN, FALSE]);
  });

  it('compares amounts with each other, one comparison or several', () => {
    const low = { holds: 'sale_price < 0.5 * fair_value' };
    expect(holds(low, {}, { sale_price: 49, fair_value: 100 })).toBe(TRUE);
    expect(holds(low, {}, { sale_price: 50, fair_value: 100 })).toBe(FALSE);
    const two = { holds: ['sale_price < fair_value', 'debt > costs'] };
    expect(holds(two, {}, { sale_price: 1, fair_value: 2, debt: 3, costs: 3 })).toBe(FALSE);
    expect(holds(two, {}, { sale_price: 1, fair_value: 2, debt: 4, costs: 3 })).toBe(TRUE);
  });
});

describe('conditions together', () => {
  const both = { obligor: 'guarantor', method: 'judicial' };

  it('hold where all hold, and fail where one fails, whatever else is unknown', () => {
    expect(holds(both, { obligor: 'guarantor', method: 'judicial' })).toBe(TRUE);
    expect(holds(both, { obligor: 'guarantor' })).toBe(UNKNOWN);
    expect(holds(both, { method: 'judicial' })).toBe(UNKNOWN);
    expect(holds(both, { method: 'strict' })).toBe(FALSE);
    expect(holds(both, { obligor: 'borrower' })).toBe(FALSE);
    expect(holds({})).toBe(TRUE);
  });

  it('with any hold where one holds', () => {
    const any = { any: [{ obligor: 'guarantor' }, { method: 'judicial' }] };
    expect(holds(any, { obligor: 'guarantor' })).toBe(TRUE);
    expect(holds(any, { method: 'judicial' })).toBe(TRUE);
    expect(holds(any, { obligor: 'borrower' })).toBe(UNKNOWN);
    expect(holds(any, { method: 'strict' })).toBe(UNKNOWN);
    expect(holds(any, { obligor: 'borrower', method: 'strict' })).toBe(FALSE);
  });

  it('with not hold where none of the list holds', () => {
    expect(holds({ not: { obligor: 'guarantor' } }, { obligor: 'borrower' })).toBe(TRUE);
    expect(holds({ not: { obligor: 'guarantor' } })).toBe(UNKNOWN);
    const none = { not: [{ obligor: 'guarantor' }, { method: 'strict' }] };
    expect(holds(none, { obligor: 'borrower', method: 'judicial' })).toBe(TRUE);
    expect(holds(none, { method: 'strict' })).toBe(FALSE);
  });

  it('mix facts with amounts, in either order of what is known', () => {
    const cheap = { obligor: 'borrower', cash_price: { max: 2000 } };
    expect(holds(cheap, { obligor: 'borrower' }, { cash_price: 1500 })).toBe(TRUE);
    expect(holds(cheap, { obligor: 'borrower' }, { cash_price: 2500 })).toBe(FALSE);
    expect(holds(cheap, {}, { cash_price: 1500 })).toBe(UNKNOWN);
    expect(holds(cheap, {}, { cash_price: 2500 })).toBe(FALSE);
    const two = { cash_price: { max: 2000 }, amount_financed: { max: 2000 } };
    expect(holds(two, {}, { cash_price: 1500, amount_financed: 2500 })).toBe(FALSE);
    expect(holds(two, {}, { cash_price: 1500, amount_financed: 1500 })).toBe(TRUE);
    const anyOfTwo = {
      any: [{ cash_price: { max: 2000 } }, { amount_financed: { max: 2000 } }],
    };
    expect(holds(anyOfTwo, {}, { cash_price: 2500, amount_financed: 1500 })).toBe(TRUE);
    expect(holds(anyOfTwo, {}, { cash_price: 2500, amount_financed: 2500 })).toBe(FALSE);
    const notCheap = { not: { cash_price: { max: 2000 } } };
    expect(holds(notCheap, {}, { cash_price: 1500 })).toBe(FALSE);
    expect(holds(notCheap, {}, { cash_price: [1500, 2500] })).toBe(UNKNOWN);
    const anyKnown = { any: [{ obligor: 'borrower' }, { cash_price: { max: 2000 } }] };
    expect(holds(anyKnown, { obligor: 'borrower' }, { cash_price: 2500 })).toBe(TRUE);
    expect(holds(anyKnown, { obligor: 'guarantor' }, { cash_price: 1500 })).toBe(TRUE);
  });

  it('name every fact that they ask, however deep', () => {
    const condition = parseCondition({
      obligor: 'guarantor',
      cash_price: { max: 2000 },
      holds: 'debt > costs',
      any: [{ method: 'strict' }, { not: { agricultural: true } }],
    });
    const asked = factsAsked(condition).map(({ fact }) => fact);
    expect(asked.sort()).toEqual(['agricultural', 'method', 'obligor']);
  });
});

describe('a limit that changes with the years', () => {
  const day = (iso: string) => Date.parse(iso) / 86400000;
  const limit = {
    by: 'origination_date',
    rows: [
      { low: 5300, high: 5300 },
      { from: day('2014-07-01'), low: 5400, high: 5400 },
      { from: day('2026-07-01'), low: 5400, high: 6000 },
      { from: day('2028-07-01'), low: 5400 },
    ],
  };
  const within = (price: Dollars, facts: Record<string, FactValue> = {}) =>
    holds({ cash_price: { max: limit } }, facts, { cash_price: price });
  const on = (iso: string, more: Record<string, FactValue> = {}) => ({
    origination_date: day(iso),
    ...more,
  });

  it('is that of the day', () => {
    expect(within(5350, on('2014-06-30'))).toBe(FALSE);
    expect(within(5350, on('2014-07-01'))).toBe(TRUE);
    expect(within([5000, 5350], on('2014-06-30'))).toBe(UNKNOWN);
  });

  it('is open between the sums where nobody has seen the figure, and then asks', () => {
    expect(within(5400, on('2026-07-01'))).toBe(TRUE);
    expect(within(5401, on('2026-07-01'))).toBe(UNKNOWN);
    expect(within(6001, on('2026-07-01'))).toBe(FALSE);
    expect(within(90000, on('2028-07-01'))).toBe(UNKNOWN);
    const told = { cash_price_within_adjusted_limit: true };
    expect(within(5401, on('2026-07-01', told))).toBe(TRUE);
    expect(within(5401, on('2014-07-01', told))).toBe(FALSE);
  });

  it('needs no date for a sum that every row, or none, lets through', () => {
    expect(within(5300)).toBe(TRUE);
    expect(within(5350)).toBe(UNKNOWN);
    const known = { by: 'origination_date', rows: limit.rows.slice(0, 2) };
    expect(holds({ cash_price: { max: known } }, {}, { cash_price: 5401 })).toBe(FALSE);
  });

  it('asks for the adjusted limit only where its date leaves that open', () => {
    const condition = parseCondition({ cash_price: { max: limit } });
    const asked = (facts: Record<string, FactValue>) =>
      [
        ...new Set(factsAsked(condition, new Map(Object.entries(facts))).map(({ fact }) => fact)),
      ].sort();
    expect(asked(on('2015-01-01'))).toEqual(['origination_date']);
    expect(asked(on('2027-01-01'))).toEqual([
      'cash_price_within_adjusted_limit',
      'origination_date',
    ]);
    expect(asked({})).toEqual(['cash_price_within_adjusted_limit', 'origination_date']);
  });
});
