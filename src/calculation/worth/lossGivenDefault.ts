/** Loss given default: the exposure less what comes back, discounted to the default, with the deficiency as a leg. */
import { roundToCents, type Cents, type Rounding } from '../../money/cents';
import { toWords, type Day } from '../../money/dates';
import type { Percent } from '../../money/interest';
import type Decimal from 'decimal.js';
import { discountFactor, precise } from './discount';
import { money, percentWords, sumLines, type Line } from '../line/line';
import {
  amountProblem,
  outcome,
  percentageProblem,
  problem,
  refused,
  type Outcome,
  type Problem,
} from '../input/problem';

/** Where money comes back from, or goes to. */
export type Leg = 'collateral' | 'deficiency' | 'guaranty' | 'insurance' | 'other' | 'cost';

/** One receipt or cost after the default. */
export interface RecoveryFlow {
  readonly leg: Leg;
  readonly date: Day;
  readonly amount: Cents;
  readonly label?: string;
}

export interface LossTerms {
  readonly exposure: Cents;
  readonly defaulted: Day;
  readonly flows: readonly RecoveryFlow[];
  readonly discountPercent: Percent;
  readonly rounding?: Rounding;
}

/** The loss in cents and as percent of the exposure; the lines add up to the loss. */
export interface Loss {
  readonly lines: readonly Line<'exposure' | Leg>[];
  readonly loss: Cents;
  /** Four decimals; above 100 when costs exceed what comes back, below 0 when more comes back than was owed. */
  readonly lossPercent: Decimal;
  readonly recovered: Cents;
  readonly recoveredPercent: Decimal;
}

const LEG_LABELS: Record<Leg, string> = {
  collateral: 'Sale of the collateral',
  deficiency: 'Collected on the deficiency',
  guaranty: 'Paid by a guarantor',
  insurance: 'Paid by insurance',
  other: 'Other receipts',
  cost: 'Costs',
};

/** Reckons the loss given default; wrong rows are left out and named. */
export function lossGivenDefault(terms: LossTerms): Outcome<Loss> {
  const fatal = [
    amountProblem(terms.exposure, 'exposure'),
    terms.exposure === 0
      ? problem('missing', 'exposure', 'Give the amount owed at the default, above 0.')
      : null,
    percentageProblem(terms.discountPercent, 'discount_rate'),
  ].filter((p) => p !== null);
  if (fatal.length > 0) return refused(...fatal);
  const problems: Problem[] = [];
  const lines: Line<'exposure' | Leg>[] = [
    {
      item: 'exposure',
      label: 'Owed at the default',
      amount: terms.exposure,
      words: toWords(terms.defaulted),
    },
    ...goodFlows(terms, problems).map((flow) => flowLine(flow, terms)),
  ];
  const loss = sumLines(lines);
  const percent = (amount: Cents): Decimal =>
    precise(amount).times(100).div(terms.exposure).toDecimalPlaces(4);
  const recovered = terms.exposure - loss;
  return outcome(
    { lines, loss, lossPercent: percent(loss), recovered, recoveredPercent: percent(recovered) },
    problems,
  );
}

function goodFlows(terms: LossTerms, problems: Problem[]): RecoveryFlow[] {
  return terms.flows.filter((flow, index) => {
    const early =
      flow.date < terms.defaulted
        ? problem(
            'dates_out_of_order',
            'flows',
            `${toWords(flow.date)} is before the default: the row is left out.`,
            index + 1,
          )
        : null;
    const bad = amountProblem(flow.amount, 'flows', index + 1) ?? early;
    if (bad) problems.push(bad);
    return !bad;
  });
}

function flowLine(flow: RecoveryFlow, terms: LossTerms): Line<Leg> {
  const factor = discountFactor(terms.discountPercent, terms.defaulted, flow.date);
  const present = roundToCents(precise(flow.amount).times(factor), terms.rounding ?? 'half_up');
  const rate = percentWords(precise(terms.discountPercent.toString()));
  return {
    item: flow.leg,
    label: flow.label ?? LEG_LABELS[flow.leg],
    amount: flow.leg === 'cost' ? present : 0 - present,
    words: `${money(flow.amount)} on ${toWords(flow.date)} x ${factor.toFixed(6)} at ${rate} a year`,
  };
}
