/** What each amount is, in a sentence; the program loads these words apart from its names. */

export const AMOUNT_HELP: Readonly<Record<string, string>> = {
  debt: 'Principal, accrued interest, fees and advances less credits, at the sale date.',
  sale_price: 'What the collateral brought; a credit bid counts.',
  costs: 'Allowed costs of enforcement and sale.',
  fair_value: 'Market value at the date the statute names.',
  appraised_value: 'Value found by the appraisal the law prescribes.',
  prior_liens:
    'Senior liens that the sale left on the property; those paid out of the price belong in the costs.',
  principal: 'Principal alone, without interest, fees or advances.',
  complying_proceeds: 'What a sale that followed Article 9 would have brought.',
  arms_length_price: 'What a complying sale to an outsider would have brought.',
  fair_price: 'What a diligent foreclosure sale would have brought.',
  agreed_value: 'Value that a surrender agreement fixes as the credit.',
  guide_value: 'Value shown by a recognised price guide.',
  consideration_paid:
    'What the present creditor paid for a claim it bought, with interest and costs.',
  sale_costs: "The officer's or trustee's cost of the sale, as far as it is among the costs.",
  retaking_costs:
    'Cost of retaking, keeping and selling the goods, as far as it is among the costs.',
  holding_costs: 'What the buyer at the sale will spend to hold and resell.',
  taxes:
    'Unpaid taxes and assessments ahead of the lien; those paid out of the price belong in the costs, or say taxes_paid_from_price.',
  waste_loss: 'Fall in value that waste by the debtor caused.',
  retained_money: 'Rents, insurance or awards that the debtor kept from the lender.',
  damages: "Debtor's damages that are set off against the deficiency.",
  buyer_claims:
    'What the buyer of the goods can claim from the seller, set off against the balance.',
  refund_credit:
    'Rebate of unearned interest, insurance or other charges that a full prepayment would have earned.',
  unguaranteed_portion: 'Part of the debt outside the guaranty or the recourse.',
  third_party_proceeds:
    'What other collateral, or insurance money paid to the lender, brought in on this debt.',
  cash_price: 'Cash price of the goods when they were bought.',
  amount_financed: 'Amount financed at the start of the contract.',
  recourse_cap: 'Most that the loan terms let the lender recover.',
  recourse_percent: 'Part of the debt with recourse, in percent.',
  carve_out_loss: 'Loss that a triggered carve-out makes recoverable.',
  guaranty_cap: 'Most that the guaranty lets the lender recover.',
  reserved_amount: 'Part of the debt that a release keeps alive.',
  credit: 'What comes off the debt for the collateral; worked out, not asked.',
};
