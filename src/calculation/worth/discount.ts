/** Present values: cash flows discounted by days over 365 at a yearly effective rate, as Excel's XNPV does. */
import Decimal from 'decimal.js';
import type { Day } from '../../money/dates';
import type { Percent } from '../../money/interest';

/** Thirty digits are more than enough for powers, and much faster than the exact arithmetic of interest. */
const Precise = Decimal.clone({ precision: 30, rounding: Decimal.ROUND_HALF_UP });

/** What one dollar on a day is worth on another: (1 + rate) to the power of minus days over 365. */
export function discountFactor(ratePercent: Percent, from: Day, to: Day): Decimal {
  if (ratePercent.isZero() || from === to) return new Precise(1);
  const growth = new Precise(ratePercent.toString()).div(100).plus(1);
  return growth.pow(new Precise(from - to).div(365));
}

/** A number in the precision of present values. */
export function precise(value: Decimal.Value): Decimal {
  return new Precise(value.toString());
}

/** What is left after yearly hazards: (1 - hazard) to the power of days over 365. */
export function survival(yearlyPercent: Percent, from: Day, to: Day): Decimal {
  if (to <= from || yearlyPercent.isZero()) return new Precise(1);
  const stays = new Precise(1).minus(new Precise(yearlyPercent.toString()).div(100));
  return stays.isZero() ? new Precise(0) : stays.pow(new Precise(to - from).div(365));
}
