/** Amount expressions between a least and a greatest value, to the cent; every figure is worked out by hand. */
import { describe, expect, it } from 'vitest';
import { compileComparison, compileExpression } from '../../src/law/bounds';
import { parseComparison, parseExpression } from '../../src/law/expression';
import { FALSE, TRUE, UNKNOWN } from '../../src/law/tri';
import type { Rounding } from '../../src/money/cents';
import { amountsOf as amounts, type Dollars } from './support';

type Known = Readonly<Record<string, Dollars>>;

/** What an expression gives, least and most, in dollars. */
function range(text: string, known: Known, rounding: Rounding | 'none' = 'half_up') {
  const compiled = compileExpression(parseExpression(text), rounding);
  const given = amounts(known);
  return [compiled.low(given) / 100, compiled.high(given) / 100];
}

describe('sums and choices', () => {
  it('take the far end of what is subtracted', () => {
    const known = { debt: [100, 110], sale_price: [60, 70], costs: 5 } as const;
    expect(range('debt + costs - sale_price', known)).toEqual([35, 55]);
  });

  it('choose among two and among three', () => {
    const known = { sale_price: 255_000, fair_value: [200_000, 270_000], debt: 300_000 } as const;
    expect(range('max(sale_price, fair_value)', known)).toEqual([255_000, 270_000]);
    expect(range('min(sale_price, fair_value)', known)).toEqual([200_000, 255_000]);
    expect(range('min(fair_value, sale_price, debt)', known)).toEqual([200_000, 255_000]);
    expect(range('max(fair_value, sale_price, debt)', known)).toEqual([300_000, 300_000]);
  });
});

describe('halves of an amount', () => {
  it('are rounded to the cent once, half a cent up, and away from zero below it', () => {
    expect(range('0.5 * sale_price', { sale_price: 0.01 })).toEqual([0.01, 0.01]);
    expect(range('0.5 * sale_price', { sale_price: 100.03 })).toEqual([50.02, 50.02]);
    expect(range('costs - 0.5 * sale_price', { sale_price: 0.01 })).toEqual([-0.01, -0.01]);
    expect(range('costs - 0.5 * sale_price', { sale_price: 0.05, costs: 0.01 })).toEqual([
      -0.02, -0.02,
    ]);
  });

  it('go to the even cent where the workbook says so: half of 1 cent is 0, of 3 cents 2', () => {
    expect(range('0.5 * sale_price', { sale_price: 0.01 }, 'half_even')).toEqual([0, 0]);
    expect(range('0.5 * sale_price', { sale_price: 0.03 }, 'half_even')).toEqual([0.02, 0.02]);
  });

  it('keep their fraction of a cent in a comparison', () => {
    expect(range('0.5 * sale_price', { sale_price: 0.01 }, 'none')).toEqual([0.005, 0.005]);
  });

  it('follow the range of what they halve: 255,000 and half of 0 to 20,000 more', () => {
    const known = { sale_price: 255_000, appraised_value: [240_000, 275_000] } as const;
    expect(range('sale_price + 0.5 * max(0, appraised_value - sale_price)', known)).toEqual([
      255_000, 265_000,
    ]);
  });
});

describe('other products', () => {
  it('are exact decimals: a tenth of 0.35 is 3.5 cents, rounded up', () => {
    expect(range('0.1 * sale_price', { sale_price: 0.35 })).toEqual([0.04, 0.04]);
    expect(range('0.1 * sale_price', { sale_price: 0.25 }, 'half_even')).toEqual([0.02, 0.02]);
    expect(range('0.5 * sale_price - 0.1 * debt', { sale_price: 1, debt: 0.35 })).toEqual([
      0.47, 0.47,
    ]);
  });

  it('choose and add before they round: two thirds of a cent each make one and a third', () => {
    const known = { sale_price: 0.02, debt: 0.02 };
    expect(range('sale_price / 3 + debt / 3', known)).toEqual([0.01, 0.01]);
    expect(range('max(sale_price / 3, debt / 4)', { sale_price: 1, debt: 2 })).toEqual([0.5, 0.5]);
    expect(range('min(sale_price / 3, debt / 4)', { sale_price: 1, debt: 2 })).toEqual([
      0.33, 0.33,
    ]);
  });

  it('of two ranges take the corners: 10 to 20 % of 1,000 to 2,000', () => {
    const known = { recourse_percent: [0.1, 0.2], debt: [1_000, 2_000] } as const;
    expect(range('recourse_percent * debt', known)).toEqual([100, 400]);
  });

  it('of a factor below zero turn the ends round: -0.3 times 10 to 20', () => {
    expect(range('(0 - 0.3) * debt', { debt: [10, 20] })).toEqual([-6, -3]);
  });

  it('of nothing and an unknown amount are nothing', () => {
    expect(range('0.3 * costs * fair_value', { fair_value: [0, Infinity] })).toEqual([0, 0]);
  });

  it('choose in ranges too: the higher of 30 to 60 and 50, the lower likewise, plus and less 1', () => {
    const known = { debt: [100, 200], sale_price: 50, costs: 1 } as const;
    expect(range('max(0.3 * debt, sale_price) + costs', known)).toEqual([51, 61]);
    expect(range('min(0.3 * debt, sale_price) - costs', known)).toEqual([29, 49]);
  });
});

describe('a share of an amount', () => {
  it('divides: 300 of 400 dollars, times 100', () => {
    expect(range('100 * sale_price / debt', { sale_price: 300, debt: 400 })).toEqual([75, 75]);
  });

  it('takes the corners of ranges: 100 to 200 by 4 to 5', () => {
    expect(range('debt / costs', { debt: [100, 200], costs: [4, 5] })).toEqual([20, 50]);
  });

  it('of what may be nothing may be anything', () => {
    expect(range('debt / costs', { debt: 100, costs: [0, 5] })).toEqual([-Infinity, Infinity]);
    expect(range('max(debt / costs, 1)', { debt: 100 })).toEqual([1, Infinity]);
  });

  it('by an amount without end comes to nothing at the least', () => {
    expect(range('debt / costs', { debt: 100, costs: [4, Infinity] })).toEqual([0, 25]);
    expect(range('debt / costs', { debt: 0, costs: [4, 5] })).toEqual([0, 0]);
  });
});

describe('a comparison', () => {
  const holds = (text: string, known: Known) =>
    compileComparison(parseComparison(text))(amounts(known));

  it.each([
    ['sale_price < fair_value', 99, TRUE],
    ['sale_price < fair_value', 100, FALSE],
    ['sale_price <= fair_value', 100, TRUE],
    ['sale_price <= fair_value', 100.01, FALSE],
    ['sale_price > fair_value', 100.01, TRUE],
    ['sale_price > fair_value', 100, FALSE],
    ['sale_price >= fair_value', 100, TRUE],
    ['sale_price >= fair_value', 99.99, FALSE],
  ])('%s at %d against 100 is answered', (text, sale_price, expected) => {
    expect(holds(text, { sale_price, fair_value: 100 })).toBe(expected);
  });

  it('cannot be said where the ranges overlap, and can where they only touch', () => {
    const known = { sale_price: 100, fair_value: [90, 110] } as const;
    expect(holds('sale_price < fair_value', known)).toBe(UNKNOWN);
    expect(holds('sale_price <= fair_value', known)).toBe(UNKNOWN);
    expect(holds('sale_price > fair_value', { ...known, fair_value: [100, 110] })).toBe(FALSE);
    expect(holds('sale_price <= fair_value', { ...known, fair_value: [100, 110] })).toBe(TRUE);
    expect(holds('sale_price < fair_value', { ...known, fair_value: [100, 110] })).toBe(UNKNOWN);
  });

  it('sees half a cent: 0.50 is not below half of 1.00, and is below half of 1.01', () => {
    expect(holds('sale_price < 0.5 * fair_value', { sale_price: 0.5, fair_value: 1 })).toBe(FALSE);
    expect(holds('sale_price < 0.5 * fair_value', { sale_price: 0.5, fair_value: 1.01 })).toBe(
      TRUE,
    );
  });
});

it('a name that is no amount is a mistake in the law file, and is named', () => {
  expect(() => compileExpression(parseExpression('sale_price + nonsense'))).toThrow("'nonsense'");
});
