/** The assessment as steps under the four stages people know; their amounts add up to the result. */
import { inWords, nameOf } from '../../law/words';
import type { Rule } from '../../law/book';
import { least } from '../../law/amounts';
import { formatCents, type Cents } from '../../money/cents';
import type { Case } from './case';
import type { Outcome } from './outcome';
import type { Bar, Trace } from './trace';

export const STAGES = [
  'Default and enforcement',
  'Sale proceeds applied',
  'Shortfall measured',
  'Court action',
] as const;

export type Stage = (typeof STAGES)[number];

/** One line of the way from the debt to the deficiency. */
export interface Step {
  readonly stage: Stage;
  readonly label: string;
  /** What the step adds (or takes away, negative), in cents. */
  readonly amount: Cents;
  /** What stands after the step, in cents. */
  readonly total: Cents;
  /** Where the amount comes from, in words. */
  readonly words: string;
  /** The rule behind the step; null for arithmetic alone. */
  readonly rule: string | null;
  readonly citation: string | null;
}

class Lines {
  readonly steps: Step[] = [];
  total: Cents = 0;

  add(
    stage: Stage,
    label: string,
    amount: Cents,
    words: string,
    rule?: Rule,
    citation = rule?.data.citation,
  ): void {
    this.total += amount;
    this.steps.push({
      stage,
      label,
      amount: amount + 0,
      total: this.total + 0,
      words,
      rule: rule?.data.id ?? null,
      citation: citation ?? null,
    });
  }
}

/** Lists the steps along one end of the range. */
export function stepsOf(
  { amounts, account }: Case,
  way: Trace,
  { low, high, deficiency }: Outcome,
): Step[] {
  const [enforcement, proceeds, shortfall, court] = STAGES;
  const lines = new Lines();
  const debt = least(amounts, 'debt');
  const costs = least(amounts, 'costs');
  const price = least(amounts, 'sale_price');
  if (account.debt.length === 0)
    lines.add(enforcement, 'Balance at the sale', debt, 'total debt at the sale date');
  for (const { label, cents } of account.debt)
    lines.add(enforcement, label, cents, cents < 0 ? 'comes off the debt' : 'part of the debt');
  lines.add(enforcement, 'Costs', costs, 'allowed costs of enforcement and sale');
  if (account.price.length === 0)
    lines.add(proceeds, 'Sale price', -price, 'proceeds come off the debt and costs');
  for (const { label, cents } of account.price)
    lines.add(
      proceeds,
      label,
      cents,
      cents < 0 ? 'proceeds come off the debt and costs' : 'paid before the debt',
    );
  measureLines(lines, way, debt + costs, price);
  if (lines.total < 0)
    lines.add(shortfall, 'Surplus, not a deficiency', -lines.total, surplusWords(lines.total));
  for (const { rule, to } of way.caps) {
    const cap = rule.cap ? inWords(rule.cap.source) : '';
    lines.add(court, rule.data.title, to - lines.total, `not more than ${cap}`, rule);
  }
  barLine(lines, way.bars);
  if (low === high) lines.add(court, 'Deficiency', 0, 'what may be recovered');
  else
    lines.add(
      court,
      deficiency === low ? 'Deficiency at least' : 'Deficiency at most',
      0,
      `open: ${formatCents(low)} to ${formatCents(high)}`,
    );
  return lines.steps;

  function measureLines(into: Lines, trace: Trace, plainBase: Cents, plainCredit: Cents): void {
    const rule = trace.measure?.rule;
    if (!rule) return;
    if (trace.base !== plainBase)
      into.add(
        shortfall,
        'What the law adds to the debt',
        trace.base - plainBase,
        `measured from ${rule.base ? inWords(rule.base.source) : ''}`,
        rule,
      );
    const credit = Math.min(trace.credit, Math.max(trace.base, plainCredit));
    const words = `credit: ${rule.credit ? inWords(rule.credit.source) : nameOf('sale_price')}`;
    into.add(shortfall, rule.data.title, plainCredit - credit, words, rule);
  }
}

/** One bar that holds is enough; where missing facts decide which of several does, all are named. */
function barLine(lines: Lines, bars: readonly Bar[]): void {
  const sure = bars.find(({ certain }) => certain);
  const first = sure ?? bars[0];
  if (!first) return;
  const named = sure ? [sure] : bars;
  const label = named.map(({ rule }) => rule.data.title).join(', or ');
  const citation = named.map(({ rule }) => rule.data.citation).join(' or ');
  lines.add(STAGES[3], label, -lines.total, 'nothing may be recovered', first.rule, citation);
}

const surplusWords = (total: Cents): string =>
  `${formatCents(-total)} more than is owed; it belongs to others`;
