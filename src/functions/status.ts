/** The status of an assessment in a line. */
import type { Assessment, Reason } from '../calculation/deficiency/assess';
import { labelsIn, wouldSettle } from '../law/words';
import { formatCents } from '../money/cents';

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

/** Reads of the assessment only what the status asks for: reasons and what is missing take time. */
function statusOf(assessment: Assessment): string {
  const reasons = (kind: 'bars' | 'others') =>
    assessment.reasons.filter(({ effect }) => (effect === 'bar') === (kind === 'bars'));
  switch (assessment.status) {
    case 'none':
      return assessment.surplus > 0
        ? `No shortfall: surplus of ${formatCents(assessment.surplus)}`
        : 'No shortfall';
    case 'barred':
      return `Barred by ${named(reasons('bars'))}`;
    case 'limited':
      return `Limited by ${named(reasons('others'))}`;
    case 'recoverable': {
      const others = reasons('others');
      return others.some(({ certain }) => certain)
        ? `Recoverable: ${named(others)}`
        : 'Recoverable';
    }
    case 'open':
      return `Open, ${formatCents(assessment.low)} to ${formatCents(assessment.high)}; ${wouldSettle(assessment.missing)}`;
  }
}
