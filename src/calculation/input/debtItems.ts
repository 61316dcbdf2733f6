/** What a debt is made of, in the order in which it is listed. */

/** The parts as people call them. */
export const ITEM_LABELS = {
  principal: 'Principal',
  accrued_interest: 'Accrued interest',
  late_fees: 'Late fees',
  prepayment_premium: 'Prepayment premium',
  protective_advances: 'Protective advances',
  attorney_fees: 'Attorney fees',
  other_charges: 'Other charges',
  credits: 'Credits',
} as const;

/** One part of a balance; credits come off, everything else adds. */
export type DebtItem = keyof typeof ITEM_LABELS;

export const DEBT_ITEMS = Object.keys(ITEM_LABELS) as readonly DebtItem[];

export const isDebtItem = (name: string): name is DebtItem => Object.hasOwn(ITEM_LABELS, name);

/** A line of the account before any law: what was owed, and what came in on it. */
export interface AccountLine {
  /** The name of the input that it comes from. */
  readonly name: string;
  readonly label: string;
  /** What it adds to what is owed; what comes off is negative. */
  readonly cents: number;
}

export const debtLine = (name: DebtItem, cents: number): AccountLine => ({
  name,
  label: ITEM_LABELS[name],
  cents: name === 'credits' ? -cents : cents,
});
