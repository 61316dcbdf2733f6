/** Sharing an amount by percentages or in proportion, to the cent: the parts always add up to the whole. */
import { Exact, type Cents } from '../../money/cents';
import type { Percent } from '../../money/interest';
import { problem, type Problem } from '../input/problem';

/**
 * Splits an amount in proportion to weights. Each part is cut to the cent; the cents left over go to the parts that
 * lost most by it, earlier ones first. Parts add up to the amount; with no weight at all the first part takes it.
 */
export function inProportion(amount: Cents, weights: readonly { toString(): string }[]): Cents[] {
  const exact = weights.map((weight) => new Exact(weight.toString()));
  const total = exact.reduce((sum, weight) => sum.plus(weight), new Exact(0));
  if (total.isZero()) return weights.map((_, index) => (index === 0 ? amount : 0));
  const shares = exact.map((weight) => weight.times(amount).div(total));
  const parts = shares.map((share) => share.floor().toNumber());
  let left = amount - parts.reduce((sum, part) => sum + part, 0);
  const byLoss = shares
    .map((share, index) => ({ index, loss: share.minus(share.floor()) }))
    .sort((a, b) => b.loss.comparedTo(a.loss) || a.index - b.index);
  for (const { index } of byLoss) {
    if (left <= 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

/**
 * Splits an amount in proportion to weights where no part may exceed its limit; what one cannot take the others
 * share. What is above all limits together stays over.
 */
export function inProportionUpTo(
  amount: Cents,
  weights: readonly { toString(): string }[],
  limits: readonly Cents[],
): { readonly parts: Cents[]; readonly left: Cents } {
  const parts = limits.map(() => 0);
  let left = amount;
  let open = limits.map((limit, index) => ({ limit, index })).filter(({ limit }) => limit > 0);
  while (left > 0 && open.length > 0) {
    const round = inProportion(
      left,
      open.map(({ index }) => weights[index] ?? 0),
    );
    let given = 0;
    open.forEach(({ limit, index }, n) => {
      const room = limit - (parts[index] ?? 0);
      const part = Math.min(room, round[n] ?? 0);
      parts[index] = (parts[index] ?? 0) + part;
      given += part;
    });
    left -= given;
    open = open.filter(({ limit, index }) => (parts[index] ?? 0) < limit);
    if (given === 0) break;
  }
  return { parts, left };
}

/** What each of several persons owes or receives. */
export interface Share {
  readonly name: string;
  readonly percent: Percent;
  /** The most that this one owes or receives, as for a guarantor with a cap. */
  readonly cap?: Cents | null;
}

/** An amount divided by fixed percentages that must add up to 100; caps leave a rest that nobody bears. */
export function byPercentages(
  amount: Cents,
  shares: readonly Share[],
): {
  readonly parts: readonly Cents[];
  readonly left: Cents;
  readonly problems: readonly Problem[];
} {
  const total = shares.reduce((sum, share) => sum.plus(share.percent), new Exact(0));
  if (!total.eq(100) || shares.some((share) => share.percent.lt(0))) {
    const message = `The shares add up to ${total.toString()} %: they must be 0 or more and add up to 100 %.`;
    const problems = [problem('shares_not_whole', 'shares', message)];
    return { parts: shares.map(() => 0), left: amount, problems };
  }
  const whole = inProportion(
    amount,
    shares.map((share) => share.percent),
  );
  const parts = whole.map((part, index) => Math.min(part, shares[index]?.cap ?? part));
  const left = amount - parts.reduce((sum, part) => sum + part, 0);
  return { parts, left, problems: [] };
}
