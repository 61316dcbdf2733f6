/** Attorney fees on a debt: an amount, a percentage, or percentages by tier, and a cap. */
import { Exact, roundToCents, type Cents, type Rounding } from '../../money/cents';
import { percentOf, percentOfInCents, type Percent } from '../../money/interest';
import { money, percentWords, type Line } from '../line/line';
import {
  amountProblem,
  outcome,
  percentageProblem,
  refused,
  type Outcome,
  type Problem,
} from '../input/problem';

/** What a percentage of attorney fees is taken of; `debt` is everything before the fees. */
export type FeeBase = 'principal' | 'principal_and_interest' | 'debt';

/** A percentage of the base up to a limit; the last tier has none. */
export interface FeeTier {
  readonly upTo: Cents | null;
  readonly percent: Percent;
}

/** Attorney fees as the note, a statute or a court fixes them. */
export type AttorneyFees = { readonly cap?: Cents | null } & (
  | { readonly kind: 'amount'; readonly amount: Cents }
  | { readonly kind: 'percent'; readonly percent: Percent; readonly of: FeeBase }
  | { readonly kind: 'tiers'; readonly tiers: readonly FeeTier[]; readonly of: FeeBase }
);

/**
 * Fees where a Georgia note promises reasonable fees without a percentage: 15 % of the first $500 of principal and
 * interest and 10 % of the rest (O.C.G.A. 13-1-11(a)(2)); shown here as the pattern for tiers.
 */
export function tiersOf(first: Cents, firstPercent: Percent, restPercent: Percent): FeeTier[] {
  return [
    { upTo: first, percent: firstPercent },
    { upTo: null, percent: restPercent },
  ];
}

const BASE_WORDS: Record<FeeBase, string> = {
  principal: 'principal',
  principal_and_interest: 'principal and interest',
  debt: 'the debt before fees',
};

/** The line of attorney fees, with its arithmetic and the effect of the cap. */
export function attorneyFeeLine(
  fees: AttorneyFees,
  bases: Readonly<Record<FeeBase, Cents>>,
  rounding: Rounding,
): Outcome<Line<'attorney_fees'>> {
  const faults = feeProblems(fees);
  if (faults.length > 0) return refused(...faults);
  const [uncapped, words] = reckoned(fees, bases, rounding);
  const cap = fees.cap ?? null;
  const amount = cap === null ? uncapped : Math.min(uncapped, cap);
  const capped =
    cap !== null && uncapped > cap
      ? `${words} = ${money(uncapped)}, capped at ${money(cap)}`
      : words;
  return outcome({ item: 'attorney_fees', label: 'Attorney fees', amount, words: capped });
}

function feeProblems(fees: AttorneyFees): Problem[] {
  const percents =
    fees.kind === 'percent'
      ? [fees.percent]
      : fees.kind === 'tiers'
        ? fees.tiers.map((t) => t.percent)
        : [];
  return [
    fees.kind === 'amount' ? amountProblem(fees.amount, 'attorney_fees') : null,
    fees.cap ? amountProblem(fees.cap, 'attorney_fee_cap') : null,
    ...percents.map((percent) => percentageProblem(percent, 'attorney_fees')),
  ].filter((p) => p !== null);
}

function reckoned(
  fees: AttorneyFees,
  bases: Readonly<Record<FeeBase, Cents>>,
  rounding: Rounding,
): [Cents, string] {
  if (fees.kind === 'amount') return [fees.amount, 'As charged'];
  const base = Math.max(0, bases[fees.of]);
  if (fees.kind === 'percent') {
    const amount = percentOfInCents(base, fees.percent, 1, 1, rounding);
    return [amount, `${percentWords(fees.percent)} of ${BASE_WORDS[fees.of]}, ${money(base)}`];
  }
  return byTiers(fees.tiers, base, BASE_WORDS[fees.of], rounding);
}

function byTiers(
  tiers: readonly FeeTier[],
  base: Cents,
  baseWords: string,
  rounding: Rounding,
): [Cents, string] {
  let below = 0;
  let sum = new Exact(0);
  const words: string[] = [];
  for (const { upTo, percent } of tiers) {
    const top = upTo === null ? base : Math.min(base, upTo);
    if (top <= below) continue;
    sum = sum.plus(percentOf(top - below, percent));
    words.push(`${percentWords(percent)} of ${money(top - below)}`);
    below = top;
  }
  return [roundToCents(sum, rounding), `Of ${baseWords}, ${money(base)}: ${words.join(' + ')}`];
}
