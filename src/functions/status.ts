/** The status of an assessment in a line. */
import type { Assessment, Reason } from '../calculation/deficiency/assess';
import { labelsIn, wouldSettle } from '../law/words';
import { formatCents } from '../money/cents';

/** A cell has room for this many citations; the rules are listed elsewhere. */
const MOST_CITED = 2;

const cited = ({ citation, known }: Reason): string =>
  known === 'recall' ? `${citation} (unverified)` : citation;

/** The reasons that hold whatever is missing; where it takes one of several to be true, all of them. */
function named(reasons: readonly Reason[]): string {
  const sure = reasons.filter(({ certain, alternative }) => certain && !alternative);
  const wanted = sure.length > 0 ? sure : reasons;
  const [first] = wanted;
  if (first && wanted.length === 1) return cited(first);
  const listed = wanted
    .slice(0, MOST_CITED)
    .map(cited)
    .join(sure.length > 0 ? '; ' : ' or ');
  const more = wanted.length - MOST_CITED;
  return more > 0 ? `${listed}; and ${more} more (DEFICIENCY.RULES lists them)` : listed;
}

/** `Barred by Cal. Code Civ. Proc. § 580d(a)`: the status and the law behind it, and what was given without a say. */
export function statusText(assessment: Assessment): string {
  const { unused } = assessment;
  return unused.length === 0
    ? statusOf(assessment)
    : `${statusOf(assessment)}. Not used: ${labelsIn(unused.map(({ name }) => name))}`;
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
