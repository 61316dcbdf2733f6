/** Shows a plan before anything is written: what happens, what cannot, what to know; then does it. */
import type { Plan } from '../../workbook/plan';
import { strings } from '../strings';
import { message } from '../ui/controls';
import { h, type Child } from '../ui/dom';

const words = strings.insert;

/** More are counted only. */
export const MOST_LISTED = 12;

/** A list that says how many were left out. */
export function shortList(items: readonly string[]): HTMLElement {
  const rest = items.length - MOST_LISTED;
  return h(
    'ul',
    { class: 'rc-plain', dir: 'auto' },
    items.slice(0, MOST_LISTED).map((item) => h('li', {}, item)),
    rest > 0 ? h('li', { class: 'rc-quiet' }, words.more(rest)) : null,
  );
}

/** What stands in the way and what to know beforehand. */
export function planWarnings({ obstacles, remarks }: Plan, title: string): Child[] {
  return [
    obstacles.length > 0
      ? message(
          'warning',
          h('p', {}, title),
          shortList(obstacles.map(({ where, why }) => words.rowError(where, why))),
        )
      : null,
    remarks.map((remark) => h('p', { class: 'rc-quiet', dir: 'auto' }, remark)),
  ];
}
