/** The steps of an assessment: what changes an amount on its way, under the four stages people know. */
import { formatCents, type Cents } from '../../money/cents';
import { wayTaken } from './assess';
import type { Case } from './case';
import { outcome, type Outcome } from './outcome';
import type { Side, Trace } from './trace';
import { wayFigures, type Stage, type WayFigure } from './way';

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

/** What is told only where it changes something. */
const QUIET: ReadonlySet<string> = new Set(['added', 'floor', 'cap', 'nowhere']);

/** The steps to the answer of a case. */
export function stepsOf(item: Case): Step[] {
  const found = outcome(item);
  const { way, side } = wayTaken(item, found);
  return stepsAlong(item, way, side, found);
}

/** Lists the steps along one end of the range; their amounts add up to the result. */
export function stepsAlong(item: Case, way: Trace, side: Side, found: Outcome): Step[] {
  const figures = wayFigures(item, way, side);
  const bar = figures.find((figure) => figure.item === 'bar');
  return figures.flatMap((figure) => {
    const { stage, amount, total } = figure;
    if (total === null || (amount === 0 && QUIET.has(figure.item))) return [];
    if (figure.item === 'bar' && figure !== bar) return [];
    const told = { ...toldOf(figure), ...saidOtherwise(figure, way, side, found) };
    return [{ stage, amount, total: total + 0, ...told }];
  });
}

type Told = Pick<Step, 'label' | 'words' | 'rule' | 'citation'>;

const toldOf = ({ label, words, rule }: WayFigure): Told => ({
  label,
  words,
  rule: rule?.data.id ?? null,
  citation: rule?.data.citation ?? null,
});

function saidOtherwise(
  { item, amount, rule }: WayFigure,
  { bars }: Trace,
  side: Side,
  { low, high }: Outcome,
): Partial<Told> {
  if (item === 'floor')
    return {
      label: 'Surplus, not a deficiency',
      words: `${formatCents(amount)} more than is owed; it belongs to others`,
    };
  if (item === 'result' && low !== high)
    return {
      label: side === 'low' ? 'Deficiency at least' : 'Deficiency at most',
      words: `open: ${formatCents(low)} to ${formatCents(high)}`,
    };
  if (item !== 'bar' || !rule) return {};
  // One bar that holds is enough; where missing facts decide which of several does, all are named.
  const sure = bars.filter(({ certain }) => certain).slice(0, 1);
  const named = (sure.length > 0 ? sure : bars).map((one) => one.rule.data);
  return {
    label: named.map(({ title }) => title).join(', or '),
    words: 'nothing may be recovered',
    rule: named[0]?.id ?? null,
    citation: named.map(({ citation }) => citation).join(' or '),
  };
}
