import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileComparison, compileExpression } from '../../src/law/bounds';
import {
  ExpressionError,
  multiplies,
  namesIn,
  parseComparison,
  parseExpression,
} from '../../src/law/expression';
import { FALSE, TRUE, UNKNOWN } from '../../src/law/tri';
import { inWords } from '../../src/law/words';
import { amountsOf as amounts } from './support';

const bounds = (text: string, values: Record<string, number | [number, number]>) => {
  const expression = compileExpression(parseExpression(text));
  const given = amounts(values);
  return [expression.low(given) / 100, expression.high(given) / 100];
};

describe('an amount expression', () => {
  it('credits the higher of price and value', () => {
    expect(
      bounds('max(sale_price, fair_value)', { sale_price: 255000, fair_value: 270000 }),
    ).toEqual([270000, 270000]);
  });

  it("works out Connecticut's half of the gap between appraisal and price", () => {
    const text = 'sale_price + 0.5 * max(0, appraised_value - sale_price)';
    expect(bounds(text, { sale_price: 255000, appraised_value: 275000 })).toEqual([265000, 265000]);
    expect(bounds(text, { sale_price: 280000, appraised_value: 275000 })).toEqual([280000, 280000]);
  });

  it('rounds half a cent once, up', () => {
    const text = 'sale_price + 0.5 * max(0, appraised_value - sale_price)';
    expect(bounds(text, { sale_price: 100, appraised_value: 100.01 })).toEqual([100.01, 100.01]);
  });

  it("works out New York's sum with prior liens", () => {
    const text = 'debt + prior_liens + costs - max(sale_price, fair_value)';
    const given = {
      debt: 300000,
      prior_liens: 20000,
      costs: 5000,
      sale_price: 255000,
      fair_value: 0,
    };
    expect(bounds(text, given)).toEqual([70000, 70000]);
  });

  it('takes a fraction of an amount exactly, and of a ratio of amounts', () => {
    expect(bounds('2 / 3 * appraised_value', { appraised_value: 100 })).toEqual([66.67, 66.67]);
    const shared = 'refund_credit * sale_price / debt';
    expect(bounds(shared, { refund_credit: 900, sale_price: 1000, debt: 3000 })).toEqual([
      300, 300,
    ]);
  });

  it('gives the range that an unknown value leaves', () => {
    const open = { debt: 300, sale_price: 255, fair_value: [0, Infinity] as [number, number] };
    expect(bounds('max(sale_price, fair_value)', open)).toEqual([255, Infinity]);
    expect(bounds('debt - max(sale_price, fair_value)', open)).toEqual([-Infinity, 45]);
    expect(bounds('0.5 * fair_value', open)).toEqual([0, Infinity]);
  });

  it('cannot say what is divided by an amount that may be nothing', () => {
    expect(bounds('sale_price / debt', { sale_price: 1, debt: 0 })).toEqual([-Infinity, Infinity]);
  });

  it('keeps every possible value between its bounds', () => {
    const texts = [
      'max(sale_price, fair_value - prior_liens)',
      'sale_price + 0.5 * max(0, appraised_value - sale_price)',
      'min(debt - max(sale_price, fair_value), waste_loss + retained_money)',
      '(fair_value - prior_liens - costs) + max(0, sale_price - prior_liens - costs - fair_value)',
    ];
    const names = [...new Set(texts.flatMap((text) => namesIn(parseExpression(text))))];
    const range = fc.tuple(fc.nat(1e6), fc.nat(1e6), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.tuple(...names.map(() => range)),
        (text, ranges) => {
          const wide: Record<string, [number, number]> = {};
          const exact: Record<string, number> = {};
          ranges.forEach(([a, b, part], i) => {
            const [least, most] = [Math.min(a, b), Math.max(a, b)];
            wide[names[i] as string] = [least, most];
            exact[names[i] as string] = Math.round(least + (most - least) * part);
          });
          const [least = 0, most = 0] = bounds(text, wide);
          const [value = 0] = bounds(text, exact);
          expect(value).toBeGreaterThanOrEqual(least);
          expect(value).toBeLessThanOrEqual(most);
        },
      ),
    );
  });

  it.each(['', 'max(', 'max()', 'debt +', '1 2', 'sqrt(debt)', 'debt $ costs', '(debt', 'debt)'])(
    'refuses %j as a mistake in a law file',
    (text) => {
      expect(() => parseExpression(text)).toThrow(ExpressionError);
    },
  );

  it('knows which amounts it reads and whether it multiplies', () => {
    const expression = parseExpression('max(debt + costs, 0.5 * debt)');
    expect(namesIn(expression)).toEqual(['debt', 'costs']);
    expect(multiplies(expression)).toBe(true);
    expect(multiplies(parseExpression('debt - max(costs, taxes)'))).toBe(false);
  });

  it('subtracts from the left', () => {
    expect(bounds('debt - costs - taxes', { debt: 10, costs: 3, taxes: 2 })).toEqual([5, 5]);
    expect(bounds('debt - (costs - taxes)', { debt: 10, costs: 3, taxes: 2 })).toEqual([9, 9]);
  });
});

describe('a comparison', () => {
  const answer = (text: string, values: Record<string, number | [number, number]>) =>
    compileComparison(parseComparison(text))(amounts(values));

  it.each([
    ['sale_price < 0.5 * fair_value', 49.99, TRUE],
    ['sale_price < 0.5 * fair_value', 50, FALSE],
    ['sale_price <= 0.5 * fair_value', 50, TRUE],
    ['sale_price > 0.5 * fair_value', 50, FALSE],
    ['sale_price >= 0.5 * fair_value', 50, TRUE],
  ] as const)('%s at a price of %d and a value of 100', (text, price, expected) => {
    expect(answer(text, { sale_price: price, fair_value: 100 })).toBe(expected);
  });

  it('is exact where half the value is half a cent', () => {
    expect(answer('sale_price < 0.5 * fair_value', { sale_price: 50, fair_value: 100.01 })).toBe(
      TRUE,
    );
  });

  it('cannot be said where the value is not known', () => {
    const open = { sale_price: 50, fair_value: [0, Infinity] as [number, number] };
    expect(answer('sale_price < fair_value', open)).toBe(UNKNOWN);
    expect(answer('sale_price >= fair_value', open)).toBe(UNKNOWN);
  });
});

describe('an expression in words', () => {
  it.each([
    ['max(sale_price, fair_value)', 'the higher of sale price and fair value'],
    [
      'max(sale_price, fair_value - prior_liens)',
      'the higher of sale price and fair value less prior liens',
    ],
    [
      'sale_price + 0.5 * max(0, appraised_value - sale_price)',
      'sale price plus 50% of (appraised value less sale price) if positive',
    ],
    [
      'debt + costs - (taxes + damages)',
      'balance at the sale plus costs less (unpaid property taxes plus damages)',
    ],
  ])('says %s', (text, expected) => {
    expect(inWords(parseExpression(text))).toBe(expected);
  });
});
