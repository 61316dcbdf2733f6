import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dollars,
  Exact,
  formatCents,
  MAX_CENTS,
  parseAmount,
  plainText,
  roundToCents,
} from '../../src/money/cents';

const cents = (value: unknown) => {
  const read = parseAmount(value);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};

describe('reading an amount', () => {
  it.each([
    [300000, 30000000],
    [0.1 + 0.2, 30],
    [1.005, 101],
    [-12.34, -1234],
    ['1234.5', 123450],
    ['$1,234.56', 123456],
    ['(1,234.56)', -123456],
    ['-$1,234.56', -123456],
    ['$-5', -500],
    ['($5)', -500],
    ['.5', 50],
    ['1.5e3', 150000],
    [' 7 ', 700],
    [' (7) ', -700],
    ['( 7 )', -700],
    ['5.', 500],
    [0, 0],
    ['\u22125', -500],
    ['70,368,744,177,663.99', 7036874417766399],
    [70368744177663.99, 7036874417766399],
  ])('takes %s as %i cents', (value, expected) => {
    expect(cents(value)).toBe(expected);
  });

  it.each([[null], [undefined], [''], ['   ']])('takes %j as blank', (value) => {
    expect(cents(value)).toBeNull();
  });

  it.each([
    NaN,
    Infinity,
    -Infinity,
    'abc',
    '12,34',
    '1.2.3',
    '--5',
    '(-5)',
    '$',
    '.',
    'x(5)',
    '(5)x',
    '=1+1',
    '1 000',
    true,
    {},
    [5],
    70368744177664,
    '70,368,744,177,664',
    '-70,368,744,177,664',
    1e300,
    '1e400',
  ])('refuses %s', (value) => {
    expect(parseAmount(value).ok).toBe(false);
  });

  it.each([
    ['1.234', "'1.234' may be 1.23 or 1,234: write 1.23 or 1234"],
    ['$255.000', "'$255.000' may be 255.00 or 255,000: write 255.00 or 255000"],
    ['(12.505)', "'(12.505)' may be 12.51 or 12,505: write 12.51 or 12505"],
  ])('refuses %s, which could be two amounts, with both', (text, message) => {
    expect(parseAmount(text)).toEqual({ ok: false, message });
  });

  it.each([
    ['0.125', 13],
    ['1234.567', 123457],
    ['.125', 13],
    ['1.2345', 123],
    ['1,234.567', 123457],
    ['1.234e3', 123400],
  ])('takes %s, which no thousands are written like, to the nearest cent', (text, expected) => {
    expect(cents(text)).toBe(expected);
  });

  it('reads plain digits as it reads the same digits written otherwise', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99999999999999 }), (amount) => {
        const text = (amount / 100).toFixed(2);
        expect(cents(text)).toBe(amount);
        expect(cents(` $${text}`)).toBe(amount);
      }),
    );
  });

  it('never gives minus zero', () => {
    for (const value of ['-0', '(0)', -0, '-0.001']) expect(Object.is(cents(value), 0)).toBe(true);
  });

  it.each([
    { toString: '' },
    { valueOf: 1, toString: null },
    [{ toString: 1 }],
    Object.create(null),
  ])('refuses an object that has no text of its own, as a line of JSON may give one', (value) => {
    expect(parseAmount(value).ok).toBe(false);
  });

  it('says what it was given', () => {
    expect(parseAmount('abc')).toEqual({ ok: false, message: "'abc' is not an amount" });
    expect(parseAmount(true)).toEqual({ ok: false, message: "'true' is not an amount" });
    expect(parseAmount(NaN)).toEqual({ ok: false, message: 'not a number' });
    const forty = 'x'.repeat(40);
    expect(parseAmount(forty)).toMatchObject({ message: `'${forty}' is not an amount` });
    expect(parseAmount(`${forty}y`)).toMatchObject({
      message: `'${'x'.repeat(37)}...' is not an amount`,
    });
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -7e15, max: 7e15 }), (amount) => {
        expect(cents(formatCents(amount))).toBe(amount);
        expect(cents(dollars(amount))).toBe(amount);
      }),
    );
  });
});

describe('rounding to the cent', () => {
  it.each([
    ['0.5', 'half_up', 1],
    ['1.5', 'half_up', 2],
    ['2.5', 'half_up', 3],
    ['-2.5', 'half_up', -3],
    ['0.5', 'half_even', 0],
    ['1.5', 'half_even', 2],
    ['2.5', 'half_even', 2],
    ['2.50000000000000000001', 'half_even', 3],
    ['2.4999999999999999999', 'half_up', 2],
  ] as const)('takes %s cents %s to %i', (value, rounding, expected) => {
    expect(roundToCents(new Exact(value), rounding)).toBe(expected);
  });

  it('writes amounts with commas, and cents only where there are any', () => {
    expect(formatCents(4500000)).toBe('45,000');
    expect(formatCents(-123456)).toBe('-1,234.56');
    expect(formatCents(5)).toBe('0.05');
    expect(formatCents(0)).toBe('0');
    expect(formatCents(99999)).toBe('999.99');
    expect(formatCents(100000)).toBe('1,000');
  });
});

describe('dollars as a program writes them', () => {
  it('are written as JavaScript writes the number, to the cent and beyond', () => {
    const amounts = [0, 0.01, 0.1, 0.29, 1.005, 40000.25, 1e13 + 0.01, 70368744177663.99, -3.5];
    for (const amount of [...amounts, -0, NaN, Infinity, 1e21, 0.30000000000000004])
      expect(plainText(amount)).toBe(String(amount));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_CENTS }), (cents) => {
        expect(plainText(cents / 100)).toBe(String(cents / 100));
      }),
    );
  });

  it('are read as they are written, in plain digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_CENTS }), (cents) => {
        expect(parseAmount(String(cents / 100))).toEqual({ ok: true, value: cents });
      }),
    );
    for (const text of ['.', '1.2.3', '12a', '1:5']) expect(parseAmount(text).ok).toBe(false);
    expect(cents('.5')).toBe(50);
    expect(cents('1.')).toBe(100);
    expect(cents('1234567890123.1')).toBe(123456789012310);
  });
});
