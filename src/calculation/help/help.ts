/** What each column and term means, in a few words: for the pane and the documentation; no calculation reads it. */
import type { RATE_COLUMNS } from '../input/rateInput';
import type { CONVENTION_TERMS, PAYOFF_TERMS, CHARGE_COLUMNS } from '../payoff/payoffInput';
import type { JUDGMENT_TERMS, EVENT_COLUMNS } from '../judgment/judgmentInput';
import type { SALE_COLUMNS, CLAIM_COLUMNS, OBLIGOR_COLUMNS } from '../proceeds/proceedsInput';
import type { TYPED_COLUMNS, EXPLANATION_TERMS, TAX_TERMS } from '../notices/noticeInput';
import type {
  RECEIPT_COLUMNS,
  COST_COLUMNS,
  PURSUIT_TERMS,
  RECOVERY_COLUMNS,
} from '../worth/valueInput';

/** A sentence for every name of a table. */
type Help<Table> = Readonly<Record<keyof Table, string>>;

export const RATE_HELP: Help<typeof RATE_COLUMNS> = {
  from: 'First day of the rate',
  to: 'Last day; until the next row where blank',
  rate: 'Yearly rate',
  index: 'Published index, to which the law adds its margin',
};

export const CONVENTION_HELP: Help<typeof CONVENTION_TERMS> = {
  day_count: 'actual/365, actual/360, 30/360, 30E/360, actual/actual',
  counted: 'Which end days bear interest: first, last, both, neither',
  per_diem: "One day's interest: exact, rounded or cut off at the cent",
  rounding: 'How half a cent is rounded',
};

export const PAYOFF_HELP: Help<typeof PAYOFF_TERMS> = {
  ...CONVENTION_HELP,
  default_rate: "Rate from the default on, in place of the note's",
  default_margin: 'Points added to the rate from the default on',
  default_date: 'First day of the default rate',
  accelerated_date: 'Day the debt was called; late fees stop there',
  late_fees: 'Late fees already charged',
  late_fee: 'Late fee for each payment missed',
  late_fee_percent: 'Late fee as percent of each payment missed',
  payment: 'Monthly payment',
  first_unpaid_date: 'Due day of the first payment missed',
  grace_days: 'Days of grace before a late fee',
  protective_advances: 'Advances without interest; with it: see charges',
  attorney_fees: 'Attorney fees as charged',
  attorney_fee_percent: 'Attorney fees as percent',
  attorney_fee_of: 'What the percentage is taken of',
  attorney_fee_first: 'The percentage counts up to this amount',
  attorney_fee_rest_percent: 'Percent of what is above that amount',
  attorney_fee_cap: 'Most that attorney fees may be',
  prepayment_premium: 'Premium for early payment',
  prepayment_allowed: 'Whether the premium may be charged',
  other_charges: 'Other charges',
  escrow: 'Escrow account: above zero credited, below zero owed',
  unapplied: 'Funds received and not applied',
  reserves: 'Reserves the lender holds',
  credits: 'Other credits',
  rebate_method: 'Rebate of unearned interest on a precomputed loan',
  amount_financed: 'Amount financed of a precomputed loan',
  months: 'Payments agreed',
  months_remaining: 'Whole months not yet elapsed',
  contract_rate: 'Contract rate of a precomputed loan, for the rebate',
};

export const CHARGE_HELP: Help<typeof CHARGE_COLUMNS> = {
  item: 'What it is',
  amount: 'Dollars',
  date: 'Day charged or paid',
  rate: 'Interest of an advance: note, none, or a rate; blank is none',
  label: 'Words for the line',
  months: 'Refund: months paid for',
  months_remaining: 'Refund: months left',
  method: 'Refund: how it is reckoned',
};

export const JUDGMENT_HELP: Help<typeof JUDGMENT_TERMS> = {
  ...CONVENTION_HELP,
  court:
    'state, federal, or the kind of state court: general, limited (county, district), small_claims',
  interest_from: 'Where interest begins on another day than entry',
  opening_interest: 'Interest in the judgment that itself bears none',
  compounding: "In place of the law's: simple, yearly from the start, or each 31 December",
  payments: 'What payments go to after costs; interest first is the United States Rule',
  costs_bear_interest: 'Whether later costs bear interest',
  renewal_adds_interest: 'Whether renewal joins the interest due to principal',
  years: "Life in years, in place of the law's",
  renewal_years: 'Years that a renewal gives',
  renewal_counts_from: 'Where a renewal begins to count',
  dormant_after_years: 'Years without execution until it sleeps',
};

export const EVENT_HELP: Help<typeof EVENT_COLUMNS> = {
  date: 'Day',
  amount: 'Dollars paid or charged',
  kind: 'payment (where blank), cost, renewal, execution, garnishment, docket_entry, acknowledgment, stay, tender',
  until: 'Last day of a stay or a tender',
  of_record: 'Whether a payment was entered on the record',
  bears_interest: 'Whether a cost bears interest, or a judgment during a stay',
  adds_interest: 'Whether a renewal joins interest to principal',
  label: 'Words for the line',
};

export const SALE_HELP: Help<typeof SALE_COLUMNS> = {
  price: 'Price',
  label: 'What was sold',
  date: 'Day of the sale',
  expenses: 'Expenses of this sale',
  credit_bid_by: 'Claim whose holder bid it in',
  secures: 'Claims that it secures, with commas; all where blank',
};

export const CLAIM_HELP: Help<typeof CLAIM_COLUMNS> = {
  name: 'Name of the claim',
  amount: 'Owed',
  rank: 'Place in the order; as listed where blank',
  enforcing: 'Whether its lien is being enforced',
  demanded: 'Article 9: it demanded payment before distribution',
  joined: 'Judicial: a senior lien that joined',
  share: 'Fixed share among claims of one rank',
  from: 'Day of the amount, where it bears interest',
  rate: 'Yearly interest between sales',
};

export const OBLIGOR_HELP: Help<typeof OBLIGOR_COLUMNS> = {
  name: 'Name',
  share: 'Share of what is left',
  cap: 'Most that this one owes',
};

export const RECEIPT_HELP: Help<typeof RECEIPT_COLUMNS> = {
  date: 'Day',
  amount: 'Dollars planned',
  probability: 'How likely; certain where blank',
  label: 'Words for the line',
};

export const COST_HELP: Help<typeof COST_COLUMNS> = {
  date: 'Day',
  amount: 'Dollars',
  label: 'Words for the line',
};

export const PURSUIT_HELP: Help<typeof PURSUIT_TERMS> = {
  fee: "Collector's share of what comes in",
  bankruptcy: 'Chance a year that the debtor goes bankrupt',
  bankruptcy_receives: 'Share of later receipts that still comes in then',
  settlement_date: 'Day the settlement would be paid; today where blank',
  stopping_cost: 'What stopping now costs',
  rounding: 'How half a cent is rounded',
};

export const RECOVERY_HELP: Help<typeof RECOVERY_COLUMNS> = {
  date: 'Day',
  amount: 'Dollars',
  leg: 'collateral, deficiency, guaranty, insurance, other or cost',
  label: 'Words for the line',
};

export const TYPED_HELP: Help<typeof TYPED_COLUMNS> = {
  type: 'What it is, such as retaking or attorney fees',
  amount: 'Dollars',
};

export const EXPLANATION_HELP: Help<typeof EXPLANATION_TERMS> = {
  possession_date: 'Day the goods were taken after default; blank where they never were',
  rebate_reflected: 'Whether the amount owed reflects a rebate of unearned interest',
  requested: "Day the debtor's request came",
  sent: 'Day the explanation is sent',
};

export const TAX_HELP: Help<typeof TAX_TERMS> = {
  cancelled_interest: 'Interest in the cancelled amount',
  cancelled_on: 'Day of the cancellation; the transfer where blank',
  proceeds_to_borrower: 'Sale proceeds that the borrower received',
  adjusted_basis: "The borrower's adjusted basis, for the gain or loss",
};
