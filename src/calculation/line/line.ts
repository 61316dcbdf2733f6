/** Lines of an account: an amount with its name and its arithmetic in words; the amounts of a list add up. */
import type Decimal from 'decimal.js';
import { formatCents, type Cents, type Rounding } from '../../money/cents';
import { toWords } from '../../money/dates';
import type { DayCount } from '../../money/dayCount';
import type { Accrual, InterestConvention } from '../../money/interest';

/** One line: what it is (`item`, stable, for programs), its name, its amount and how it came about. */
export interface Line<Item extends string = string> {
  readonly item: Item;
  readonly label: string;
  readonly amount: Cents;
  readonly words: string;
}

/** Sum of the amounts. */
export function sumLines(lines: readonly Line[]): Cents {
  return lines.reduce((sum, line) => sum + line.amount, 0);
}

/** An amount of money in words: `$1,234.56`. */
export function money(cents: Cents): string {
  return cents < 0 ? `-$${formatCents(-cents)}` : `$${formatCents(cents)}`;
}

/** A percentage in words: `6.5%`. */
export function percentWords(percent: Decimal): string {
  const shown = percent.decimalPlaces() > 8 ? percent.toDecimalPlaces(8) : percent;
  return `${shown.toString()}%`;
}

const YEAR_WORDS: Record<DayCount, string> = {
  'actual/365': '365',
  'actual/360': '360',
  '30/360': '360 (months of 30 days)',
  '30E/360': '360 (months of 30 days)',
  'actual/actual': 'the days of each calendar year',
};

/** The arithmetic of one day's interest: `$250,000 x 6.5% / 365`. */
export const perDiemWords = (principal: Cents, rate: Decimal, dayCount: DayCount): string =>
  `${money(principal)} x ${percentWords(rate)} / ${YEAR_WORDS[dayCount]}`;

/** The arithmetic of one accrual: `$100,000 x 6.5% x 31 / 365, January 1, 2024 through January 31, 2024`. */
export function accrualWords(
  principal: Cents,
  accrual: Accrual,
  convention: InterestConvention,
): string {
  const days = `${accrual.days} ${accrual.days === 1 ? 'day' : 'days'}`;
  const span = `${toWords(accrual.first)} through ${toWords(accrual.last)}`;
  const rate = percentWords(accrual.ratePercent);
  if (convention.perDiem !== 'exact') {
    const how = convention.perDiem === 'rounded' ? 'rounded' : 'cut off at the cent';
    return `${days} at the per diem, ${how}, of ${perDiemWords(principal, accrual.ratePercent, convention.dayCount)}: ${span}`;
  }
  return `${money(principal)} x ${rate} x ${days} / ${YEAR_WORDS[convention.dayCount]}: ${span}`;
}

/** One line for each accrual, rounded to the cent where it is shown. */
export function accrualLines<Item extends string>(
  item: Item,
  label: string,
  principal: Cents,
  accruals: readonly Accrual[],
  convention: InterestConvention,
  rounding: Rounding,
): Line<Item>[] {
  return accruals.map((accrual) => ({
    item,
    label: `${label} at ${percentWords(accrual.ratePercent)}`,
    amount: accrual.cents(rounding),
    words: accrualWords(principal, accrual, convention),
  }));
}
