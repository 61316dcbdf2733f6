/** Follows one end of the range to the rules that lead to it. */
import { least, type Amounts } from '../../law/amounts';
import type { Rule } from '../../law/book';
import type { SpeaksOf } from '../../law/rule';
import { now } from '../../law/condition';
import { capUnder, measure, rangeOfBranch, type Branch } from '../../law/plan';
import { FALSE, TRUE, UNKNOWN, type Tri } from '../../law/tri';
import type { Cents } from '../../money/cents';

export type Side = 'low' | 'high';

/** A rule that plays a part. */
export interface Part {
  readonly rule: Rule;
}

/** A bar, and whether it is certain. */
export interface Bar extends Part {
  readonly certain: boolean;
}

/** How the law leads from debt and costs to what may be recovered. */
export interface Trace {
  readonly branch: Branch;
  /** What the credit comes off: debt + costs unless the law widens it. */
  readonly base: Cents;
  /** What comes off for the collateral; infinite where an unknown value may cover everything. */
  readonly credit: Cents;
  /** The rule that says so; none where the price counts by general law. */
  readonly measure: Part | undefined;
  /** Caps that lowered the amount, each with what it lowered it to. */
  readonly caps: readonly (Part & { readonly to: Cents })[];
  /** Bars that apply, or on the low side may apply. */
  readonly bars: readonly Bar[];
}

/** Finds the branch at one end of the range and follows it. */
export function trace(branches: readonly Branch[], amounts: Amounts, side: Side): Trace {
  let best = branches[0] as Branch;
  if (branches.length === 1) return traceBranch(best, amounts, side);
  let end = side === 'low' ? Infinity : -Infinity;
  for (const branch of branches) {
    const found = rangeOfBranch(branch, amounts)[side];
    if (side === 'low' ? found >= end : found <= end) continue;
    best = branch;
    end = found;
  }
  return traceBranch(best, amounts, side);
}

function traceBranch(branch: Branch, amounts: Amounts, side: Side): Trace {
  const { base, credit, measure: governing } = measureOn(branch, amounts, side);
  const caps = branch.caps.length > 0 ? capsOn(branch, amounts, side, base - credit) : NONE;
  const bars: Bar[] = [];
  for (const { rule, applies } of branch.bars) {
    const state = now(applies, amounts);
    if (counts(state, side)) bars.push({ rule, certain: state === TRUE });
  }
  return { branch, base, credit, measure: governing, caps, bars };
}

const NONE: readonly never[] = [];

/** The caps that lower what stands before them, each with what it lowers it to. */
function capsOn(branch: Branch, amounts: Amounts, side: Side, before: Cents): Trace['caps'] {
  const credited = measure(branch, amounts);
  let result = Math.max(0, before);
  const caps: (Part & { to: Cents })[] = [];
  for (const { rule, applies } of branch.caps) {
    if (!counts(now(applies, amounts), side) || !rule.cap) continue;
    const to = Math.max(0, capUnder(rule, amounts, credited)[side]);
    if (to >= result) continue;
    result = to;
    caps.push({ rule, to });
  }
  return caps;
}

/** On the low side what may apply counts; on the high side only what does. */
const counts = (state: Tri, side: Side): boolean =>
  state === TRUE || (state === UNKNOWN && side === 'low');

/** What the price and the value stand for on this way. */
export function speaksOf({ measure: governing }: Pick<Trace, 'measure'>): SpeaksOf {
  const effect = governing?.rule.data.effect;
  return (effect?.kind === 'credit' ? effect.speaksOf : undefined) ?? 'equity';
}

interface Measure {
  readonly base: Cents;
  readonly credit: Cents;
  readonly measure: Part | undefined;
}

function measureOn(branch: Branch, amounts: Amounts, side: Side): Measure {
  const base = least(amounts, 'debt') + least(amounts, 'costs');
  const plain: Measure = { base, credit: least(amounts, 'sale_price'), measure: undefined };
  if (branch.measures.length === 0) return plain;
  const sure: Measure[] = [];
  const perhaps: Measure[] = [];
  for (const { rule, applies } of branch.measures) {
    const state = now(applies, amounts);
    if (state === FALSE || !rule.base || !rule.credit) continue;
    const found: Measure = {
      base: side === 'low' ? rule.base.low(amounts) : rule.base.high(amounts),
      credit: side === 'low' ? rule.credit.high(amounts) : rule.credit.low(amounts),
      measure: { rule },
    };
    (state === TRUE ? sure : perhaps).push(found);
  }
  const net = (item: Measure) => item.base - item.credit;
  const lowest = (items: readonly Measure[]) => items.reduce((a, b) => (net(b) < net(a) ? b : a));
  const most = (items: readonly Measure[]) => items.reduce((a, b) => (net(b) > net(a) ? b : a));
  if (side === 'low') return lowest(sure.length > 0 ? [...sure, ...perhaps] : [plain, ...perhaps]);
  return sure.length > 0 ? lowest(sure) : most([plain, ...perhaps]);
}
