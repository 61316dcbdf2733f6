/** What a debt is made of, in the order in which it is listed. */

export const DEBT_ITEMS = [
  'principal',
  'accrued_interest',
  'late_fees',
  'prepayment_premium',
  'protective_advances',
  'attorney_fees',
  'other_charges',
  'credits',
] as const;

/** One part of a balance; credits come off, everything else adds. */
export type DebtItem = (typeof DEBT_ITEMS)[number];
