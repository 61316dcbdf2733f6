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

/** The parts as people call them. */
export const ITEM_LABELS: Readonly<Record<DebtItem, string>> = {
  principal: 'Principal',
  accrued_interest: 'Accrued interest',
  late_fees: 'Late fees',
  prepayment_premium: 'Prepayment premium',
  protective_advances: 'Protective advances',
  attorney_fees: 'Attorney fees',
  other_charges: 'Other charges',
  credits: 'Credits',
};
