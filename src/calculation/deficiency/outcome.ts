/** The short answer to a case: amounts and status, without the reasons. */
import { leastReader, most, type AmountReader } from '../../law/amounts';
import { rangeOf } from '../../law/plan';
import { now } from '../../law/condition';
import { TRUE } from '../../law/tri';
import type { Cents } from '../../money/cents';
import type { SpeaksOf } from '../../law/rule';
import type { Case } from './case';

/**
 * `none`: the proceeds cover balance and costs. `barred`: there is a shortfall, but law or loan
 * terms bar it. `limited`: less than the shortfall may be recovered. `recoverable`: all of it.
 * `open`: facts are missing that would decide.
 */
export type Status = 'none' | 'barred' | 'limited' | 'recoverable' | 'open';

/** What may be recovered, in cents. */
export interface Outcome {
  readonly deficiency: Cents;
  readonly low: Cents;
  readonly high: Cents;
  readonly status: Status;
}

/** Balance + costs - price, before any law: negative where there is a surplus. */
export const plainShortfall = ({ amounts }: Case): Cents =>
  debt(amounts) + costs(amounts) - price(amounts);

const [debt, costs, price] = ['debt', 'costs', 'sale_price'].map(leastReader) as [
  AmountReader,
  AmountReader,
  AmountReader,
];

/** What a price beyond debt and costs leaves for others, as the rule that governs speaks of the price. */
export function surplusUnder({ amounts }: Case, speaksOf: SpeaksOf): Cents {
  if (speaksOf === 'value') return 0;
  const ahead = speaksOf === 'whole' ? most(amounts, 'prior_liens') : 0;
  return Math.max(0, Math.max(0, price(amounts) - ahead) - debt(amounts) - costs(amounts));
}

/** Assesses amount and status of a case. */
export function outcome(item: Case): Outcome {
  const { setting } = item;
  const shortfall = plainShortfall(item);
  const range = rangeOf(setting.branches, item.amounts);
  const { high } = range;
  const low = setting.place.code === '' ? 0 : range.low;
  const deficiency = setting.whenUnknown === 'lower' ? low : high;
  return { deficiency, low, high, status: statusOf(item, shortfall, low, high) };
}

function statusOf(item: Case, shortfall: Cents, low: Cents, high: Cents): Status {
  if (low < high) return 'open';
  if (high === 0) return shortfall <= 0 ? 'none' : isBarred(item) ? 'barred' : 'limited';
  return high < shortfall ? 'limited' : 'recoverable';
}

const isBarred = ({ setting, amounts }: Case): boolean =>
  setting.branches.every((branch) => branch.bars.some((bar) => now(bar.applies, amounts) === TRUE));
