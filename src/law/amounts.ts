/** The amounts that rules speak of: their names, what they mean, and what a blank stands for. */

/** What a blank amount means: nothing, something that must be told, or another amount. */
export type WhenBlank =
  /** Nothing of the kind: 0 dollars. */
  | 'zero'
  /** Not known: from nothing to any size, until someone says. */
  | 'unknown'
  /** The same as another amount, or as an expression of others; listed under what was assumed. */
  | { readonly same: string; readonly why: string };

/** One amount of a case, in dollars to the cent. */
export interface AmountDefinition {
  readonly name: string;
  readonly label: string;
  readonly blank: WhenBlank;
}

const amount = (name: string, label: string, blank: WhenBlank = 'unknown'): AmountDefinition => ({
  name,
  label,
  blank,
});

/** Every amount a rule may name, in the order of the columns of a file. */
export const AMOUNTS = [
  amount('debt', 'Balance at the sale'),
  amount('sale_price', 'Sale price'),
  amount('costs', 'Costs', 'zero'),
  amount('fair_value', 'Fair value'),
  amount('appraised_value', 'Appraised value'),
  amount('prior_liens', 'Prior liens', 'zero'),
  amount('principal', 'Unpaid principal'),
  amount('complying_proceeds', 'Proceeds of a complying sale', {
    same: 'debt + costs',
    why: 'presumed until the creditor proves less',
  }),
  amount('arms_length_price', "Arm's-length price"),
  amount('fair_price', 'Fair price'),
  amount('agreed_value', 'Agreed value'),
  amount('guide_value', 'Price-guide value'),
  amount('consideration_paid', 'Price paid for the claim'),
  amount('sale_costs', 'Cost of the sale alone', {
    same: 'costs',
    why: 'all costs are taken to be costs of the sale',
  }),
  amount('retaking_costs', 'Cost of retaking', {
    same: 'costs',
    why: 'all costs are taken to be costs of retaking and sale',
  }),
  amount('holding_costs', 'Holding and resale costs', 'zero'),
  amount('taxes', 'Unpaid property taxes', 'zero'),
  amount('waste_loss', 'Loss by waste'),
  amount('retained_money', 'Money kept back', 'zero'),
  amount('damages', 'Damages'),
  amount('refund_credit', 'Unearned charge refund', 'zero'),
  amount('unguaranteed_portion', 'Part not guaranteed'),
  amount('third_party_proceeds', 'Proceeds of other collateral', 'zero'),
  amount('cash_price', 'Cash price'),
  amount('amount_financed', 'Amount financed'),
  amount('recourse_cap', 'Recourse cap'),
  amount('recourse_percent', 'Recourse percent'),
  amount('carve_out_loss', 'Carve-out loss'),
  amount('guaranty_cap', 'Guaranty cap'),
  amount('reserved_amount', 'Reserved balance'),
  amount('credit', 'Credit'),
] as const satisfies readonly AmountDefinition[];

/** Slot of each amount in an {@link AmountBounds} array. */
export const AMOUNT_SLOTS: ReadonlyMap<string, number> = new Map(
  AMOUNTS.map((definition, slot) => [definition.name, slot]),
);

export const amountNamed = (name: string): AmountDefinition | undefined =>
  AMOUNTS[AMOUNT_SLOTS.get(name) ?? -1];
