/** Shares of an amount as native formulas: percentages by tier, and parts to the cent that add up to the whole. */
import type { ShareTerm } from '../calculation/line/line';
import { dollars } from '../money/cents';
import { rounded } from './interestFormula';

/** What a share comes to: `base` is the cell of the figures together, `percent` that of a single percentage. */
export function shareFormula(
  { tiers, cap, rounding }: ShareTerm,
  base: string,
  percent?: string,
): string {
  const parts = tiers.map((tier, n) => {
    if (percent !== undefined) return `${base}*${percent}/100`;
    const below = dollars(tiers[n - 1]?.upTo ?? 0);
    const top = tier.upTo === null ? base : `MIN(${base},${dollars(tier.upTo)})`;
    return `MAX(0,${top}-${below})*${tier.percent.toString()}/100`;
  });
  const uncapped = rounded(parts.join('+'), rounding);
  return cap === null ? uncapped : `MIN(${uncapped},${dollars(cap)})`;
}

/** Exact shares in cents below each other. */
export interface ExactShares {
  readonly column: string;
  readonly first: number;
  readonly last: number;
}

/**
 * The share of one row in dollars: each share is cut to the cent, and the cents left over go to those
 * who lost most by it, earlier rows first. `amount` is what is shared out, in dollars.
 */
export function shareToTheCent(
  { column, first, last }: ExactShares,
  row: number,
  amount: string,
): string {
  const all = `${column}$${first}:${column}$${last}`;
  const own = `${column}${row}`;
  const loss = (cells: string) => `ROUND(${cells}-INT(ROUND(${cells},6)),6)`;
  const earlier =
    row === first
      ? '0'
      : `SUMPRODUCT(--(${loss(`${column}$${first}:${column}${row - 1}`)}=${loss(own)}))`;
  const rank = `SUMPRODUCT(--(${loss(all)}>${loss(own)}))+${earlier}`;
  const spare = `ROUND(${amount}*100,0)-SUMPRODUCT(INT(ROUND(${all},6)))`;
  return `(INT(ROUND(${own},6))+IF(${rank}<${spare},1,0))/100`;
}
