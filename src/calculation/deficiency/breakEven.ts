/** The lowest price at which nothing remains to be recovered. */
import { rangeOf } from '../../law/plan';
import { least, withAmount } from '../../law/amounts';
import type { Cents } from '../../money/cents';
import type { Case } from './case';

/**
 * The lowest sale price, in cents, at which the reported deficiency is nothing; null where no price
 * brings that about, because the credit does not depend on the price.
 */
export function breakEvenPrice(item: Case): Cents | null {
  const { amounts } = item;
  const owedAt = (price: Cents): Cents => deficiencyAt(item, price);
  let enough = least(amounts, 'debt') + least(amounts, 'costs') + least(amounts, 'prior_liens');
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
function deficiencyAt({ setting, amounts }: Case, price: Cents): Cents {
  const range = rangeOf(setting.branches, withAmount(amounts, 'sale_price', price));
  return setting.whenUnknown === 'lower' ? range.low : range.high;
}
