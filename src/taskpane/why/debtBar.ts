/** The debt as a bar: what the sale brought, what the law credits, what may be recovered, what is lost. */
import type { Assessment } from '../../calculation/deficiency/assess';
import type { Step } from '../../calculation/deficiency/steps';
import { STAGES } from '../../calculation/deficiency/way';
import type { Cents } from '../../money/cents';
import { money } from '../format';
import { strings } from '../strings';
import { h } from '../ui/dom';

export type Part = keyof typeof strings.why.parts;

export interface Segment {
  readonly part: Part;
  readonly amount: Cents;
}

type Shown = Pick<Assessment, 'low' | 'high' | 'surplus' | 'deficiency'>;

/**
 * The parts of the debt in the order of the bar, from the steps that lead to the result; without the
 * surplus they add up to all that is owed.
 */
export function segmentsOf(
  steps: readonly Step[],
  { low, high, surplus, deficiency }: Shown,
): Segment[] {
  const [, proceedsStage, shortfallStage, courtStage] = STAGES;
  const takenIn = (stage: string): Cents =>
    steps.reduce(
      (sum, step) => (step.stage === stage && step.amount < 0 ? sum - step.amount : sum),
      0,
    );
  const open = high - low;
  const shownHigh = deficiency === high;
  const lostInAll = takenIn(courtStage);
  const lost = shownHigh ? lostInAll : Math.max(0, lostInAll - open);
  const credit = takenIn(shortfallStage) - (shownHigh ? 0 : Math.max(0, open - lostInAll));
  const all: Segment[] = [
    { part: 'proceeds', amount: takenIn(proceedsStage) - surplus },
    { part: 'credit', amount: Math.max(0, credit) },
    { part: 'recover', amount: low },
    { part: 'perhaps', amount: open },
    { part: 'lost', amount: lost },
    { part: 'surplus', amount: surplus },
  ];
  return all.filter(({ amount }) => amount > 0);
}

/** The bar with its key; the key says everything that the picture shows. */
export function debtBar(steps: readonly Step[], assessment: Shown): HTMLElement {
  const segments = segmentsOf(steps, assessment);
  const words = segments.map(({ part, amount }) => `${strings.why.parts[part]} ${money(amount)}`);
  return h(
    'figure',
    { class: 'rc-debt' },
    h(
      'div',
      { class: 'rc-debtbar', role: 'img', 'aria-label': strings.why.barName(words.join(', ')) },
      segments.map(({ part, amount }) => {
        const piece = h('span', { 'data-part': part });
        piece.style.flexGrow = String(amount / 100);
        return piece;
      }),
    ),
    h(
      'figcaption',
      {},
      h(
        'dl',
        { class: 'rc-key' },
        segments.map(({ part, amount }) =>
          h(
            'div',
            {},
            h(
              'dt',
              {},
              h('span', { class: 'rc-swatch', 'data-part': part, 'aria-hidden': 'true' }),
              strings.why.parts[part],
            ),
            h('dd', {}, money(amount)),
          ),
        ),
      ),
    ),
  );
}
