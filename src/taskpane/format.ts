/** Writes amounts and days as the pane shows them. */
import { formatCents, type Cents } from '../money/cents';
import { toWords, type Day } from '../money/dates';

/** `$45,000` or `$45,000.50`. */
export const money = (cents: Cents): string =>
  cents < 0 ? `-$${formatCents(-cents)}` : `$${formatCents(cents)}`;

/** `+$7,000`, `-$255,000`: a step's change. */
export const change = (cents: Cents): string => (cents > 0 ? `+${money(cents)}` : money(cents));

/** One amount, or both ends where they differ. */
export const range = (low: Cents, high: Cents): string =>
  low === high ? money(high) : `${money(low)} – ${money(high)}`;

/** `March 15, 2024`. */
export const day = (value: Day): string => toWords(value);
