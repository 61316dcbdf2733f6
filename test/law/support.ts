/** Shorthand for tests of the law: amounts in dollars. */
import { onlyAmounts, withAmount, type Amounts } from '../../src/law/amounts';

/** An amount, or the least and the most that it may be. */
export type Dollars = number | readonly [least: number, most: number];

/** Amounts in dollars; what is not named is nothing. */
export function amountsOf(values: Readonly<Record<string, Dollars>>): Amounts {
  const cents = (dollars: number) => Math.round(dollars * 100);
  return Object.entries(values).reduce((amounts, [name, value]) => {
    const [least, most] = typeof value === 'number' ? [value, value] : value;
    return withAmount(amounts, name, cents(least), cents(most));
  }, onlyAmounts({}));
}
