/** The lowest price at which nothing remains to be recovered, and negative equity. */
import { rangeOf, SLOTS } from '../../law/plan';
import { AMOUNT_SLOTS } from '../../law/amounts';
import type { Cents } from '../../money/cents';
import type { Case } from './case';

const slot = (name: string): number => AMOUNT_SLOTS.get(name) as number;

/**
 * The lowest sale price, in cents, at which the reported deficiency is nothing; null where no price
 * brings that about, because the credit does not depend on the price.
 */
export function breakEvenPrice(item: Case): Cents | null {
  const { low } = item.amounts;
  const owedAt = (price: Cents): Cents => deficiencyAt(item, price);
  const base =
    (low[SLOTS.debt] as number) +
    (low[SLOTS.costs] as number) +
    (low[slot('prior_liens')] as number);
  let enough = base;
  if (owedAt(enough) > 0) return null;
  let tooLow = -1;
  while (enough - tooLow > 1) {
    const middle = Math.floor((enough + tooLow) / 2);
    if (owedAt(middle) > 0) tooLow = middle;
    else enough = middle;
  }
  return enough;
}

/** The deficiency if the collateral had brought another price, in cents. */
export function deficiencyAt(item: Case, price: Cents): Cents {
  const low = item.amounts.low.slice();
  const high = item.amounts.high.slice();
  low[SLOTS.price] = high[SLOTS.price] = price;
  const range = rangeOf(item.setting.branches, { low, high });
  return item.setting.whenUnknown === 'lower' ? range.low : range.high;
}

/** By how much balance and prior liens exceed the fair value, in cents; null without a fair value. */
export function negativeEquity({ amounts: { low, high } }: Case): Cents | null {
  const value = low[slot('fair_value')] as number;
  if (value !== high[slot('fair_value')]) return null;
  const owed = (low[SLOTS.debt] as number) + (low[slot('prior_liens')] as number);
  return Math.max(0, owed - value);
}
