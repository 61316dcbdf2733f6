/** Amounts, facts and conditions said in plain words. */
import { describe, expect, it } from 'vitest';
import { factNamed } from '../../src/law/book';
import { parseExpression } from '../../src/law/expression';
import { onlyAmounts } from '../../src/law/amounts';
import { inWords, matcherInWords, nameOf, valueInWords, withFigures } from '../../src/law/words';
import { dayFromYmd } from '../../src/money/dates';

describe('an amount in words', () => {
  it.each([
    ['100', '100'],
    ['debt', 'balance at the sale'],
    ['debt / costs', 'balance at the sale divided by costs'],
    ['costs * taxes', 'costs times unpaid property taxes'],
    ['(debt + costs) / taxes', '(balance at the sale plus costs) divided by unpaid property taxes'],
    ['debt - costs - taxes', 'balance at the sale less costs less unpaid property taxes'],
    ['debt + (costs - taxes)', 'balance at the sale plus costs less unpaid property taxes'],
    ['0.3333333333 * costs', '33.333333% of costs'],
    ['max(0, costs)', 'costs if positive'],
    ['max(costs, 0)', 'costs if positive'],
    ['min(0, costs)', 'the lower of 0 and costs'],
    ['max(1, costs)', 'the higher of 1 and costs'],
    ['max(0, costs, taxes)', 'the higher of 0, costs and unpaid property taxes'],
    ['min(costs, taxes)', 'the lower of costs and unpaid property taxes'],
  ])('%s is %s', (text, words) => {
    expect(inWords(parseExpression(text))).toBe(words);
  });

  it('with no name of its own is named by its letters', () => {
    expect(nameOf('odd_thing')).toBe('odd thing');
  });
});

describe('a fact in words', () => {
  const day = dayFromYmd(2015, 1, 1) as number;

  it('is yes or no, a date, the label of a choice, or what it is', () => {
    expect(valueInWords('agricultural', true)).toBe('yes');
    expect(valueInWords('agricultural', false)).toBe('no');
    expect(valueInWords('origination_date', day)).toBe('2015-01-01');
    expect(valueInWords('method', 'judicial')).not.toBe('judicial');
    expect(valueInWords('method', 'unheard_of')).toBe('unheard_of');
    expect(valueInWords('no_such_fact', 4)).toBe('4');
  });

  it('is wanted as a value, one of several, or between bounds', () => {
    expect(matcherInWords('agricultural', true)).toBe('yes');
    expect(matcherInWords('no_such_fact', ['a', 'b'])).toBe('a or b');
    expect(matcherInWords('units', { min: 2, max: 4 })).toBe('at least 2 and at most 4');
    expect(matcherInWords('units', { above: 2, below: 4 })).toBe('more than 2 and less than 4');
    expect(matcherInWords('origination_date', { from: day })).toBe('from 2015-01-01');
    expect(matcherInWords('origination_date', { to: day })).toBe('until 2015-01-01');
    const rows = [
      { low: 3600, high: 3600 },
      { from: day, low: 4000, high: 4000 },
      { from: day + 365, low: 4000, high: 5000 },
      { from: day + 730, low: 4000 },
    ];
    expect(matcherInWords('cash_price', { max: { by: 'origination_date', rows } })).toBe(
      'at most 3600 until 2014-12-31, 4000 from 2015-01-01, an unknown sum between 4000 and 5000 ' +
        'from 2016-01-01, an unknown sum of 4000 or more from 2016-12-31 ' +
        `(by ${factNamed('origination_date')?.label.toLowerCase() ?? ''})`,
    );
  });
});

describe('a text with figures', () => {
  const text = 'No first sale below {0.67 * fair_value}.';

  it('shows the dollars of the case: 67% of 500,000 are 335,000', () => {
    const amounts = onlyAmounts({ fair_value: 50_000_000 });
    expect(withFigures(text, amounts)).toBe('No first sale below $335,000.');
  });

  it('says it in words where no amount is known', () => {
    expect(withFigures(text)).toBe('No first sale below 67% of fair value.');
  });
});
