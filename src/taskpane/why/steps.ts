/** The steps from the balance to the deficiency, under the four stages that people know. */
import type { Step } from '../../calculation/deficiency/steps';
import { STAGES } from '../../calculation/deficiency/way';
import type { RuleText } from '../../law/rule';
import { linkOf } from '../../law/words';
import { change, money } from '../format';
import { strings } from '../strings';
import { link } from '../ui/controls';
import { h } from '../ui/dom';

type Texts = Readonly<Record<string, RuleText>>;

/** A table with a group of rows a stage. */
export function stepsTable(steps: readonly Step[], texts: Texts | undefined): HTMLElement {
  const words = strings.why.stepColumns;
  return h(
    'table',
    { class: 'rc-table rc-steps' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, words.step),
        h('th', { scope: 'col', class: 'rc-number' }, words.amount),
        h('th', { scope: 'col', class: 'rc-number' }, words.total),
      ),
    ),
    STAGES.map((stage) => {
      const lines = steps.filter((step) => step.stage === stage);
      if (lines.length === 0) return null;
      return h(
        'tbody',
        {},
        h('tr', {}, h('th', { scope: 'rowgroup', colspan: 3, class: 'rc-stage' }, stage)),
        lines.map((step) => line(step, step === steps.at(-1), texts)),
      );
    }),
  );
}

const line = (step: Step, last: boolean, texts: Texts | undefined): HTMLElement =>
  h(
    'tr',
    { class: last ? 'rc-total' : undefined },
    h(
      'th',
      { scope: 'row' },
      step.label,
      h('span', { class: 'rc-help' }, step.words),
      step.citation
        ? h(
            'span',
            { class: 'rc-citation' },
            link(step.citation, linkOf(texts?.[step.rule ?? '']), strings.opensWindow),
          )
        : null,
    ),
    h('td', { class: 'rc-number' }, last ? '' : change(step.amount)),
    h('td', { class: 'rc-number' }, money(step.total)),
  );
