/** Sharing an amount to the cent as native formulas: the parts always add up to the whole. */

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
