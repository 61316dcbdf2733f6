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
  let left = amount - sumOf(parts);
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

/** One round of sharing: what was shared out, what each could take, and what each got. */
export interface Round {
  readonly amount: Cents;
  readonly rooms: readonly Cents[];
  readonly parts: readonly Cents[];
}

/**
 * Splits an amount in proportion to weights where no part may exceed its limit; what one cannot take the others
 * share in a further round. What is above all limits together stays over.
 */
export function inProportionUpTo(
  amount: Cents,
  weights: readonly { toString(): string }[],
  limits: readonly Cents[],
): { readonly parts: Cents[]; readonly left: Cents; readonly rounds: readonly Round[] } {
  const parts = limits.map(() => 0);
  const rounds: Round[] = [];
  let left = amount;
  while (left > 0) {
    const rooms = limits.map((limit, n) => limit - (parts[n] ?? 0));
    const open = rooms.flatMap((room, n) => (room > 0 ? [n] : []));
    if (open.length === 0) break;
    const shares = inProportion(
      left,
      open.map((n) => weights[n] ?? 0),
    );
    const given = rooms.map((room, n) =>
      room > 0 ? Math.min(room, shares[open.indexOf(n)] ?? 0) : 0,
    );
    given.forEach((part, n) => (parts[n] = (parts[n] ?? 0) + part));
    rounds.push({ amount: left, rooms, parts: given });
    left -= sumOf(given);
  }
  return { parts, left, rounds };
}

const sumOf = (amounts: readonly Cents[]): Cents => amounts.reduce((sum, one) => sum + one, 0);

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
  /** The parts before any cap. */
  readonly whole: readonly Cents[];
  readonly left: Cents;
  readonly problems: readonly Problem[];
} {
  const total = shares.reduce((sum, share) => sum.plus(share.percent), new Exact(0));
  if (!total.eq(100) || shares.some((share) => share.percent.lt(0))) {
    const message = `The shares add up to ${total.toString()} %: they must be 0 or more and add up to 100 %.`;
    const problems = [problem('shares_not_whole', 'shares', message)];
    const none = shares.map(() => 0);
    return { parts: none, whole: none, left: amount, problems };
  }
  const whole = inProportion(
    amount,
    shares.map((share) => share.percent),
  );
  const parts = whole.map((part, index) => Math.min(part, shares[index]?.cap ?? part));
  return { parts, whole, left: amount - sumOf(parts), problems: [] };
}
