/** The lender's itemised figures against ours, line by line, with the likely reason for each difference. */
import { DEBT_ITEMS } from '../input/debtItems';
import type { Cents } from '../../money/cents';
import { COUNTED_DAYS, DAY_COUNTS } from '../../money/dayCount';
import { ORDINARY_INTEREST, PER_DIEMS, type InterestConvention } from '../../money/interest';
import { money } from '../line/line';
import { payoff, type DebtItem, type PayoffTerms } from './payoff';
import { problem, outcome, type Outcome, type Problem } from '../input/problem';

/** A figure of the lender's statement; several of one item are added. */
export interface StatedFigure {
  readonly item: DebtItem;
  readonly amount: Cents;
}

/** One item on both sides; `difference` is theirs less ours. */
export interface Comparison {
  readonly item: DebtItem;
  readonly theirs: Cents;
  readonly ours: Cents;
  readonly difference: Cents;
  readonly words: string;
}

/** All items with a difference or a figure, and the totals. */
export interface ComparisonResult {
  readonly items: readonly Comparison[];
  readonly theirs: Cents;
  readonly ours: Cents;
  readonly difference: Cents;
}

/**
 * Compares a statement with our payoff of the same terms. Credits are stated as negative amounts or as positive ones;
 * both are taken for what comes off the debt.
 */
export function compare(
  terms: PayoffTerms,
  stated: readonly StatedFigure[],
): Outcome<ComparisonResult> {
  const ours = payoff(terms);
  if (!ours.ok) return ours;
  const problems: Problem[] = [...ours.problems];
  const theirs = addUp(stated, problems);
  const items = DEBT_ITEMS.map((item) =>
    comparison(item, theirs[item], ours.value.parts[item], terms),
  ).filter((c) => c.theirs !== 0 || c.ours !== 0);
  const total = DEBT_ITEMS.reduce((sum, item) => sum + theirs[item], 0);
  const value = {
    items,
    theirs: total,
    ours: ours.value.total,
    difference: total - ours.value.total,
  };
  return outcome(value, problems);
}

function addUp(stated: readonly StatedFigure[], problems: Problem[]): Record<DebtItem, Cents> {
  const sums = Object.fromEntries(DEBT_ITEMS.map((item) => [item, 0])) as Record<DebtItem, Cents>;
  stated.forEach(({ item, amount }, index) => {
    if (!Number.isSafeInteger(amount) || !DEBT_ITEMS.includes(item)) {
      const message = `Row ${index + 1} is no amount of a known item: it is left out.`;
      problems.push(problem('not_an_amount', 'stated', message, index + 1));
    } else sums[item] += item === 'credits' ? -Math.abs(amount) : amount;
  });
  return sums;
}

function comparison(item: DebtItem, theirs: Cents, ours: Cents, terms: PayoffTerms): Comparison {
  const difference = theirs - ours;
  return {
    item,
    theirs,
    ours,
    difference,
    words: difference === 0 ? 'Agrees' : reason(item, theirs, ours, terms),
  };
}

function reason(item: DebtItem, theirs: Cents, ours: Cents, terms: PayoffTerms): string {
  const size = money(Math.abs(theirs - ours));
  const plain = `${size} ${theirs > ours ? 'more' : 'less'} than ours`;
  const found =
    item === 'accrued_interest' ? interestReason(theirs, terms) : otherReason(item, theirs, terms);
  return found === null
    ? `${plain}: no reason found; ask for the arithmetic`
    : `${plain}: ${found}`;
}

/** Tries other conventions, one change at a time before two, until one gives the lender's figure to the cent. */
function interestReason(theirs: Cents, terms: PayoffTerms): string | null {
  const mine: InterestConvention = { ...ORDINARY_INTEREST, ...terms.convention };
  const gives = (changed: Partial<PayoffTerms>): boolean =>
    interestOf({ ...terms, ...changed }) === theirs;
  for (const { convention, words } of conventionsNear(mine)) {
    if (gives({ convention })) return words;
  }
  if (terms.defaultRate && gives({ defaultRate: null })) return 'the default rate is left out';
  for (let days = 1; days <= 3; days += 1) {
    for (const shift of [days, -days]) {
      const to = terms.payoffDate + shift;
      if (to >= terms.paidThrough && gives({ payoffDate: to })) return dayWords('to', shift);
      const from = terms.paidThrough + shift;
      if (from <= terms.payoffDate && gives({ paidThrough: from })) return dayWords('from', shift);
    }
  }
  return null;
}

function dayWords(end: 'to' | 'from', shift: number): string {
  const days = `${Math.abs(shift)} ${Math.abs(shift) === 1 ? 'day' : 'days'}`;
  return `interest runs ${end} ${days} ${shift > 0 ? 'later' : 'earlier'}`;
}

function interestOf(terms: PayoffTerms): Cents | null {
  const { principal, rates, paidThrough, payoffDate, defaultRate, convention, rounding } = terms;
  const result = payoff({
    principal,
    rates,
    paidThrough,
    payoffDate,
    defaultRate,
    convention,
    rounding,
  });
  return result.ok ? result.value.parts.accrued_interest : null;
}

interface NearConvention {
  readonly convention: InterestConvention;
  readonly words: string;
}

function conventionsNear(mine: InterestConvention): NearConvention[] {
  const all = DAY_COUNTS.flatMap((dayCount) =>
    PER_DIEMS.flatMap((perDiem) => COUNTED_DAYS.map((counted) => ({ dayCount, perDiem, counted }))),
  );
  const changes = (c: InterestConvention): string[] => {
    const words: string[] = [];
    if (c.dayCount !== mine.dayCount)
      words.push(`days are counted ${c.dayCount} instead of ${mine.dayCount}`);
    if (c.perDiem !== mine.perDiem)
      words.push(`the per diem is ${inWords(c.perDiem)} instead of ${inWords(mine.perDiem)}`);
    if (!sameDays(c, mine))
      words.push(`of the two end days they count ${c.counted}, we count ${mine.counted}`);
    return words;
  };
  return all
    .map((convention) => ({ convention, changed: changes(convention) }))
    .filter(({ changed }) => changed.length > 0)
    .sort((a, b) => a.changed.length - b.changed.length)
    .map(({ convention, changed }) => ({ convention, words: changed.join(', and ') }));
}

const inWords = (word: string): string => word.replace('_', ' ');

/** Counting the first or the last day comes to the same number of days. */
function sameDays(a: InterestConvention, b: InterestConvention): boolean {
  const number = { first: 0, last: 0, both: 1, neither: -1 };
  return number[a.counted] === number[b.counted];
}

function otherReason(item: DebtItem, theirs: Cents, terms: PayoffTerms): string | null {
  if (item === 'prepayment_premium' && terms.prepayment && !terms.prepayment.allowed) {
    return `the premium is not allowed${terms.prepayment.reason ? `: ${terms.prepayment.reason}` : ''}`;
  }
  if (item === 'late_fees' && terms.accelerated) {
    const all = payoff({ ...terms, accelerated: null });
    if (all.ok && all.value.parts.late_fees === theirs)
      return 'late fees after acceleration are not allowed';
  }
  if (item === 'protective_advances' && theirs === advancesAlone(terms))
    return 'interest on the advances is left out';
  if (item === 'attorney_fees' && terms.attorneyFees?.cap) {
    const uncapped = payoff({ ...terms, attorneyFees: { ...terms.attorneyFees, cap: null } });
    if (uncapped.ok && uncapped.value.parts.attorney_fees === theirs)
      return 'the cap on attorney fees is left out';
  }
  if (theirs === 0) return 'the item is left out';
  return item === 'credits' ? 'credits differ: compare them one by one' : null;
}

function advancesAlone(terms: PayoffTerms): Cents {
  const shortage = Math.max(0, 0 - (terms.escrow ?? 0));
  return (terms.advances ?? []).reduce((sum, advance) => sum + advance.amount, shortage);
}
