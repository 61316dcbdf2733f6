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
  readonly help: string;
  readonly blank: WhenBlank;
}

const amount = (
  name: string,
  label: string,
  help: string,
  blank: WhenBlank = 'unknown',
): AmountDefinition => ({ name, label, help, blank });

/** Every amount a rule may name, in the order of the columns of a file. */
export const AMOUNTS = [
  amount(
    'debt',
    'Balance at the sale',
    'Principal, accrued interest, fees and advances less credits, at the sale date.',
  ),
  amount('sale_price', 'Sale price', 'What the collateral brought; a credit bid counts.'),
  amount('costs', 'Costs', 'Allowed costs of enforcement and sale.', 'zero'),
  amount('fair_value', 'Fair value', 'Market value at the date the statute names.'),
  amount('appraised_value', 'Appraised value', 'Value found by the appraisal the law prescribes.'),
  amount('prior_liens', 'Prior liens', 'Senior liens that the sale left on the property.', 'zero'),
  amount('principal', 'Unpaid principal', 'Principal alone, without interest, fees or advances.'),
  amount(
    'complying_proceeds',
    'Proceeds of a complying sale',
    'What a sale that followed Article 9 would have brought.',
    { same: 'debt + costs', why: 'presumed until the creditor proves less' },
  ),
  amount(
    'arms_length_price',
    "Arm's-length price",
    'What a complying sale to an outsider would have brought.',
  ),
  amount('fair_price', 'Fair price', 'What a diligent foreclosure sale would have brought.'),
  amount('agreed_value', 'Agreed value', 'Value that a surrender agreement fixes as the credit.'),
  amount('guide_value', 'Price-guide value', 'Value shown by a recognised price guide.'),
  amount(
    'consideration_paid',
    'Price paid for the claim',
    'What the present creditor paid for a claim it bought, with interest and costs.',
  ),
  amount('sale_costs', 'Cost of the sale alone', "The officer's or trustee's cost of the sale.", {
    same: 'costs',
    why: 'all costs are taken to be costs of the sale',
  }),
  amount('retaking_costs', 'Cost of retaking', 'Cost of retaking, keeping and selling the goods.', {
    same: 'costs',
    why: 'all costs are taken to be costs of retaking and sale',
  }),
  amount(
    'holding_costs',
    'Holding and resale costs',
    'What the buyer at the sale will spend to hold and resell.',
    'zero',
  ),
  amount('taxes', 'Unpaid property taxes', 'Taxes and assessments ahead of the lien.', 'zero'),
  amount('waste_loss', 'Loss by waste', 'Fall in value that waste by the debtor caused.'),
  amount(
    'retained_money',
    'Money kept back',
    'Rents, insurance or awards that the debtor kept from the lender.',
    'zero',
  ),
  amount('damages', 'Damages', "Debtor's damages that are set off against the deficiency."),
  amount(
    'refund_credit',
    'Unearned charge refund',
    'Refund of unearned charges that a full prepayment would have earned.',
    'zero',
  ),
  amount(
    'unguaranteed_portion',
    'Part not guaranteed',
    'Part of the debt outside the guaranty or the recourse.',
  ),
  amount(
    'third_party_proceeds',
    'Proceeds of other collateral',
    'What other collateral sold to third parties brought.',
    'zero',
  ),
  amount('cash_price', 'Cash price', 'Cash price of the goods when they were bought.'),
  amount('amount_financed', 'Amount financed', 'Amount financed at the start of the contract.'),
  amount('recourse_cap', 'Recourse cap', 'Most that the loan terms let the lender recover.'),
  amount('recourse_percent', 'Recourse percent', 'Part of the debt with recourse, in percent.'),
  amount('carve_out_loss', 'Carve-out loss', 'Loss that a triggered carve-out makes recoverable.'),
  amount('guaranty_cap', 'Guaranty cap', 'Most that the guaranty lets the lender recover.'),
  amount('reserved_amount', 'Reserved balance', 'Part of the debt that a release keeps alive.'),
  amount('credit', 'Credit', 'What comes off the debt for the collateral; worked out, not asked.'),
] as const satisfies readonly AmountDefinition[];

/** Slot of each amount in an {@link AmountBounds} array. */
export const AMOUNT_SLOTS: ReadonlyMap<string, number> = new Map(
  AMOUNTS.map((definition, slot) => [definition.name, slot]),
);

export const amountNamed = (name: string): AmountDefinition | undefined =>
  AMOUNTS[AMOUNT_SLOTS.get(name) ?? -1];
