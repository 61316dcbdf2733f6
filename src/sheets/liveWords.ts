/** Words about figures as formulas, so that they follow the cells that they speak of. */
import { accrualSentence, type AccrualOperands } from '../calculation/line/line';
import type { InterestConvention } from '../money/interest';
import { inFormula } from './sheet';

/** An amount as `$1,234.50`, whole dollars without cents, from a cell or formula part. */
export const moneyWords = (amount: string): string =>
  `TEXT(${amount},IF(${amount}=INT(${amount}),"$#,##0","$#,##0.00"))`;

/** An amount as `1,234.50`, whole dollars without cents. */
export const amountWords = (amount: string): string =>
  `TEXT(${amount},IF(${amount}=INT(${amount}),"#,##0","#,##0.00"))`;

/** A day as `March 15, 2026`, from a cell or formula part. */
export const dayWords = (day: string): string => `TEXT(${day},"mmmm d, yyyy")`;

/** The sentence on an accrual, from the cells that hold what it speaks of; the rate in percent. */
export function accrualFormula(
  { principal, rate, days, first, last }: AccrualOperands<string>,
  convention: InterestConvention,
): string {
  const said: AccrualOperands<string> = {
    principal: moneyWords(principal),
    rate: `${rate}&"%"`,
    days: `${days}&IF(${days}=1," day"," days")`,
    first: dayWords(first),
    last: dayWords(last),
  };
  return accrualSentence(convention)
    .map((piece) => (typeof piece === 'string' ? inFormula(piece) : said[piece.of]))
    .join('&');
}
