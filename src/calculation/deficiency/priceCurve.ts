/** How the deficiency follows the sale price: straight pieces, the prices at which they bend or break, and the bids between which a choice matters. */
import { rangeOf } from '../../law/plan';
import { least, withAmount } from '../../law/amounts';
import type { Cents } from '../../money/cents';
import type { Case } from './case';

/** What may be recovered at a price; between two points it runs straight. */
export interface CurvePoint {
  readonly price: Cents;
  readonly low: Cents;
  readonly high: Cents;
}

/** Where the curve is looked at first; it is looked at closer wherever it does not run straight. */
const PIECES = 48;
const DOLLAR = 100;

/** The curve from a price of nothing to `top`, in cents: its ends, and every price at which it bends or breaks. */
export function priceCurve(item: Case, top: Cents): readonly CurvePoint[] {
  const at = (price: Cents): CurvePoint => {
    const { low, high } = rangeOf(
      item.setting.branches,
      withAmount(item.amounts, 'sale_price', price),
    );
    return { price, low, high };
  };
  const points = [at(0)];
  for (let n = 1; n <= PIECES; n += 1) {
    const from = points.at(-1) as CurvePoint;
    const to = at(Math.round((top * n) / PIECES));
    if (to.price > from.price) points.push(...bends(from, to, at), to);
  }
  return corners(points, at);
}

type At = (price: Cents) => CurvePoint;

/** Points between two others, close to each price at which the curve does not run straight. */
function bends(from: CurvePoint, to: CurvePoint, at: At): CurvePoint[] {
  const between = (part: number) => at(Math.floor(from.price + (to.price - from.price) * part));
  const middle = between(0.5);
  if (middle.price === from.price) return [];
  if ([middle, between(0.25), between(0.75)].every((one) => isStraight(from, one, to))) return [];
  return [...bends(from, middle, at), middle, ...bends(middle, to, at)];
}

/** Rounding to cents may bend a straight line by one. */
const ROUNDING = 1;

function isStraight(from: CurvePoint, one: CurvePoint, to: CurvePoint): boolean {
  const part = to.price === from.price ? 0 : (one.price - from.price) / (to.price - from.price);
  return (['low', 'high'] as const).every(
    (end) => Math.abs(from[end] + (to[end] - from[end]) * part - one[end]) <= ROUNDING,
  );
}

/** Leaves out what lies on a line, and moves a bend to the whole dollar where it stands there. */
function corners(points: readonly CurvePoint[], at: At): readonly CurvePoint[] {
  const kept: CurvePoint[] = [];
  points.forEach((point, n) => {
    const before = kept.at(-1);
    const after = points[n + 1];
    if (before && after && isStraight(before, point, after)) return;
    kept.push(point);
  });
  return kept.map((point, n) => {
    const [before, after] = [kept[n - 1], kept[n + 1]];
    const whole = at(Math.round(point.price / DOLLAR) * DOLLAR);
    if (!before || !after || whole.price <= before.price || whole.price >= after.price)
      return point;
    return isBend(before, whole, after, at) ? whole : point;
  });
}

/** Whether the curve runs straight from one point to the bend and from there to the next. */
const isBend = (before: CurvePoint, bend: CurvePoint, after: CurvePoint, at: At): boolean =>
  [
    [before, bend],
    [bend, after],
  ].every(([from, to]) => {
    const [one, other] = [from as CurvePoint, to as CurvePoint];
    return isStraight(one, at(Math.round((one.price + other.price) / 2)), other);
  });

/** The bids of the lender between which a dollar more or less makes a difference. */
export interface Bids {
  /** Up to here a higher bid costs nothing: what may be recovered stays as it is at a bid of nothing. */
  readonly lowest: Cents;
  /** From here on nothing is left to recover; null where no bid leaves anything. */
  readonly highest: Cents | null;
  /** All that is owed with what is ahead of it: what is bid beyond is paid in cash to others. */
  readonly owed: Cents;
  readonly curve: readonly CurvePoint[];
}

/** The bids of a case in which the lender buys. */
export function creditBids(item: Case): Bids {
  const { amounts } = item;
  const owed = least(amounts, 'debt') + least(amounts, 'costs') + least(amounts, 'prior_liens');
  const curve = priceCurve(item, owed);
  const [start] = curve;
  if (!start || start.high === 0) return { lowest: 0, highest: null, owed, curve };
  const moved = curve.findIndex(({ low, high }) => low !== start.low || high !== start.high);
  const lastAbove = curve.map(({ high }) => high > 0).lastIndexOf(true);
  return {
    lowest: moved < 0 ? owed : (curve[moved - 1]?.price ?? 0),
    highest: curve[lastAbove + 1]?.price ?? owed,
    owed,
    curve,
  };
}
