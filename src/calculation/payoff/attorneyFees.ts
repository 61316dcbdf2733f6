/** Attorney fees on a debt: an amount, a percentage, or percentages by tier, and a cap. */
import type { Cents, Rounding } from '../../money/cents';
import type { Percent } from '../../money/interest';
import { money, Reckoned, TOLD, type Figure, type ShareTerm, type Tier } from '../line/line';
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

/** Attorney fees as the note, a statute or a court fixes them. */
export type AttorneyFees = { readonly cap?: Cents | null } & (
  | { readonly kind: 'amount'; readonly amount: Cents }
  | { readonly kind: 'percent'; readonly percent: Percent; readonly of: FeeBase }
  | { readonly kind: 'tiers'; readonly tiers: readonly Tier[]; readonly of: FeeBase }
);

/**
 * Fees where a Georgia note promises reasonable fees without a percentage: 15 % of the first $500 of principal and
 * interest and 10 % of the rest (O.C.G.A. 13-1-11(a)(2)); shown here as the pattern for tiers.
 */
export function tiersOf(first: Cents, firstPercent: Percent, restPercent: Percent): Tier[] {
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

/** The figure of attorney fees, with its arithmetic and the effect of the cap; `bases` are the figures that a percentage is taken of. */
export function attorneyFeeLine(
  fees: AttorneyFees,
  bases: Readonly<Record<FeeBase, ShareTerm['of']>>,
  rounding: Rounding,
): Outcome<Figure<'attorney_fees'>> {
  const faults = feeProblems(fees);
  if (faults.length > 0) return refused(...faults);
  const line = { item: 'attorney_fees', label: 'Attorney fees' } as const;
  const cap = fees.cap ?? null;
  if (fees.kind === 'amount') {
    const { amount } = fees;
    return outcome(
      cap !== null && amount > cap
        ? {
            ...line,
            amount: cap,
            words: `As charged = ${money(amount)}, capped at ${money(cap)}`,
            term: TOLD,
          }
        : { ...line, amount, words: 'As charged', term: TOLD },
    );
  }
  const term: ShareTerm = {
    kind: 'share',
    of: bases[fees.of],
    named: BASE_WORDS[fees.of],
    tiers: fees.kind === 'percent' ? [{ upTo: null, percent: fees.percent }] : fees.tiers,
    cap,
    rounding,
  };
  return outcome(new Reckoned(line.item, line.label, term));
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
