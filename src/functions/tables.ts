/** Lays out an assessment as cells: the status in a line, the steps, the rules. */
import type { Assessment, Finding, Reason } from '../calculation/deficiency/assess';
import { KNOWN_WORDS, labelsIn, lawWords, wouldSettle } from '../law/words';
import { dollars, formatCents } from '../money/cents';
import type { Cell } from './cells';

/** A cell has room for this many citations; the rules are listed elsewhere. */
const MOST_CITED = 2;

const mark = (reason: Reason): string => (reason.known === 'recall' ? ' (unverified)' : '');

/** The reasons that hold whatever is missing; where it takes one of several to be true, all of them. */
function named(reasons: readonly Reason[]): string {
  const sure = reasons.filter(({ certain, alternative }) => certain && !alternative);
  const wanted = sure.length > 0 ? sure : reasons;
  const shown = wanted.slice(0, MOST_CITED).map((reason) => reason.citation + mark(reason));
  const more = wanted.length - shown.length;
  const listed = shown.join(sure.length > 0 ? '; ' : ' or ');
  return listed + (more > 0 ? `; and ${more} more (DEFICIENCY.RULES lists them)` : '');
}

/** `Barred by Cal. Code Civ. Proc. § 580d(a)`: the status and the law behind it, and what was given without a say. */
export function statusText(assessment: Assessment): string {
  const unused = assessment.unused.map(({ name }) => name);
  return statusOf(assessment) + (unused.length > 0 ? `. Not used: ${labelsIn(unused)}` : '');
}

function statusOf(assessment: Assessment): string {
  const { status, reasons, missing } = assessment;
  const bars = reasons.filter(({ effect }) => effect === 'bar');
  const others = reasons.filter(({ effect }) => effect !== 'bar');
  switch (status) {
    case 'none':
      return assessment.surplus > 0
        ? `No shortfall: surplus of ${formatCents(assessment.surplus)}`
        : 'No shortfall';
    case 'barred':
      return `Barred by ${named(bars)}`;
    case 'limited':
      return `Limited by ${named(others)}`;
    case 'recoverable':
      return others.some(({ certain }) => certain)
        ? `Recoverable: ${named(others)}`
        : 'Recoverable';
    case 'open':
      return `Open, ${formatCents(assessment.low)} to ${formatCents(assessment.high)}; ${wouldSettle(missing)}`;
  }
}

/** A header row and a row a step; the amounts add up to the last line. */
export function stepsTable({ steps }: Assessment): Cell[][] {
  return [
    ['Stage', 'Step', 'Amount', 'Total', 'How', 'Law'],
    ...steps.map((step): Cell[] => [
      step.stage,
      step.label,
      dollars(step.amount),
      dollars(step.total),
      step.words,
      step.citation ?? '',
    ]),
  ];
}

/** A header row, a row for each rule that applies or may apply, and to what day the law behind them was read. */
export function rulesTable({ findings, caution }: Assessment): Cell[][] {
  const shown = findings.filter(({ result }) => result !== 'does not apply');
  return [
    ['Citation', 'What it does', 'Kind', 'Applies', 'How it is known', 'Rule'],
    ...shown.map(({ rule, result }: Finding): Cell[] => [
      rule.citation,
      rule.title,
      rule.effect.kind,
      result === 'applies' ? 'yes' : 'cannot be said',
      KNOWN_WORDS[rule.known] ?? rule.known,
      rule.id,
    ]),
    ['', [`${lawWords()}.`, caution ?? ''].join(' ').trim(), '', '', '', ''],
  ];
}
