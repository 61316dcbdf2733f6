/** The amounts that rules speak of: their names, what a blank stands for, and what is known of them in a case. */
import type { Cents } from '../money/cents';

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
  amount('buyer_claims', "Buyer's claims against the seller", 'zero'),
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

/** The name of an amount that rules speak of. */
export type AmountName = (typeof AMOUNTS)[number]['name'];

const byName: ReadonlyMap<string, number> = new Map(
  AMOUNTS.map((definition, slot) => [definition.name, slot]),
);

export const amountNamed = (name: string): AmountDefinition | undefined =>
  AMOUNTS[byName.get(name) ?? -1];

/** True for a name that an amount has. */
export const isAmountName = (name: string): boolean => byName.has(name);

/** The place of an amount; an unknown name is a mistake in a law file. */
function placeOf(name: string): number {
  const place = byName.get(name);
  if (place === undefined) throw new Error(`no amount is called '${name}'`);
  return place;
}

declare const opaque: unique symbol;

/** What is known of every amount of a case: its least and its greatest value, in cents. Never written to. */
export interface Amounts {
  readonly [opaque]: 'amounts';
}

/** Two rows of plain numbers: nothing reads faster, and a million cases are mostly this. */
interface Held {
  readonly low: number[];
  readonly high: number[];
  /** What falls on this debt of the credit of several sales, or of a sale that pays several debts. */
  readonly shared?: SharedCredit;
}

const held = (amounts: Amounts): Held => amounts as unknown as Held;

/** A reader of one amount's least or greatest value, for what is worked out again and again. */
export type AmountReader = (amounts: Amounts) => Cents;

export function leastReader(name: string): AmountReader {
  const place = placeOf(name);
  return (amounts) => held(amounts).low[place] as Cents;
}

export function mostReader(name: string): AmountReader {
  const place = placeOf(name);
  return (amounts) => held(amounts).high[place] as Cents;
}

/** The least that an amount may be. */
export const least = (amounts: Amounts, name: AmountName): Cents =>
  held(amounts).low[placeOf(name)] as Cents;

/** The most that an amount may be; infinite where nobody knows. */
export const most = (amounts: Amounts, name: AmountName): Cents =>
  held(amounts).high[placeOf(name)] as Cents;

/** The amount where it is known, else null. */
export function known(amounts: Amounts, name: string): Cents | null {
  const place = placeOf(name);
  const { low, high } = held(amounts);
  return low[place] === high[place] ? (low[place] as Cents) : null;
}

/** The same amounts but for one, which lies between `low` and `high`. */
export function withAmount(amounts: Amounts, name: string, low: Cents, high: Cents = low): Amounts {
  const place = placeOf(name);
  const changed: Held = { low: held(amounts).low.slice(), high: held(amounts).high.slice() };
  changed.low[place] = low;
  changed.high[place] = high;
  return changed as unknown as Amounts;
}

/** Whether a credit of several sales is that of each, or of all together. */
export type CreditOf = 'each' | 'together';

/**
 * What falls on one debt of what a formula credits for several sales, or for a sale that pays several debts. Where the
 * law does not say of which, the least or the most that it can be.
 */
export type SharedCredit = (
  formula: AmountReader,
  of: CreditOf | undefined,
  side: 'low' | 'high',
) => Cents;

/** The amounts of a debt whose credit is shared. */
export const withSharedCredit = (amounts: Amounts, shared: SharedCredit): Amounts =>
  ({ ...held(amounts), shared }) as Held as unknown as Amounts;

/** How the credit of these amounts is shared, where it is. */
export const sharedCreditIn = (amounts: Amounts): SharedCredit | undefined => held(amounts).shared;

/** A row that holds doubles from the start copies fastest. */
function row(valueOf: (blank: WhenBlank) => number): number[] {
  const made = AMOUNTS.map(() => 0.5);
  AMOUNTS.forEach(({ blank }, place) => (made[place] = valueOf(blank)));
  return made;
}

const BLANK_LOW = row(() => 0);
const BLANK_HIGH = row((blank) => (blank === 'zero' ? 0 : Infinity));

/** Amounts in the making: blank but for what has been set. */
export class AmountsDraft {
  private readonly low = BLANK_LOW.slice();
  private readonly high = BLANK_HIGH.slice();

  set(name: string, low: Cents, high: Cents = low): void {
    const place = placeOf(name);
    this.low[place] = low;
    this.high[place] = high;
  }

  least(name: AmountName): Cents {
    return this.low[placeOf(name)] as Cents;
  }

  /** The amounts; the draft is done with. */
  done(): Amounts {
    return { low: this.low, high: this.high } as Held as unknown as Amounts;
  }
}

/** Amounts of which only these are more than nothing. */
export function onlyAmounts(values: Partial<Record<AmountName, Cents>>): Amounts {
  const draft = new AmountsDraft();
  for (const { name } of AMOUNTS) draft.set(name, values[name] ?? 0);
  return draft.done();
}
