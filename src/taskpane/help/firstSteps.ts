/** The first steps in a workbook, on the Help tab and for whoever opens the pane for the first time. */
import { strings } from '../strings';
import { h } from '../ui/dom';

export const firstSteps = (): HTMLElement =>
  h(
    'ol',
    { class: 'rc-ordered' },
    strings.help.startSteps.map((step) => h('li', {}, step)),
  );
