/** The debt over time: payoff, proceeds, deadlines, the judgment, what it is worth, notices and comparison. */
export { byPercentages, inProportion, inProportionUpTo, type Share } from './allocate';
export { tiersOf, type AttorneyFees, type FeeBase, type FeeTier } from './attorneyFees';
export { compare, type Comparison, type ComparisonResult, type StatedFigure } from './compare';
export {
  deadlines,
  periodEnd,
  type Deadline,
  type DeadlineRule,
  type DeadlineSettings,
  type DeadlineStatus,
  type EventDates,
  type PeriodUnit,
} from './deadlines';
export {
  expectedValue,
  type Choice,
  type Expected,
  type ExpectedRow,
  type PlannedCost,
  type PlannedReceipt,
  type PursuitTerms,
  type SettlementOffer,
} from './expected';
export {
  explanation,
  type Explanation,
  type ExplanationLine,
  type ExplanationTerms,
  type TypedAmount,
} from './explanation';
export { judgmentLife, type JudgmentLife, type JudgmentLifeTerms } from './judgmentLife';
export {
  judgmentLines,
  ledger,
  PRINCIPAL_FIRST,
  UNITED_STATES_RULE,
  type Bucket,
  type Compounding,
  type JudgmentEvent,
  type JudgmentTerms,
  type Ledger,
  type LedgerRow,
} from './ledger';
export { money, percentWords, sumLines, type Line } from './line';
export {
  lossGivenDefault,
  type Leg,
  type Loss,
  type LossTerms,
  type RecoveryFlow,
} from './lossGivenDefault';
export {
  goodThrough,
  interestBetween,
  payoff,
  type Advance,
  type DatedAmount,
  type DebtItem,
  type GoodThrough,
  type InterestTerms,
  type LateFeeSchedule,
  type Payoff,
  type PayoffTerms,
  type PrepaymentPremium,
} from './payoff';
export { type Outcome, type Problem, type ProblemName } from './problem';
export {
  distribute,
  proceedsLines,
  type ApplicationOrder,
  type Claim,
  type ClaimPart,
  type ClaimResult,
  type Distribution,
  type Payout,
  type SaleOfCollateral,
} from './proceeds';
export {
  rateOn,
  ratesForJudgment,
  ratesFromRows,
  withDefaultRate,
  type DefaultRate,
  type RateFollowing,
  type RateRow,
} from './rates';
export {
  chargeRefund,
  interestRebate,
  type PrecomputedLoan,
  type PrepaidCharge,
  type RebateMethod,
} from './rebate';
export {
  taxFigures,
  type BorrowerWorksheet,
  type Form1099A,
  type Form1099C,
  type TaxFigures,
  type TaxTerms,
} from './taxForms';
