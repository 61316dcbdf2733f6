/** Up to four states side by side on the same case. */
import { assess, type Assessment } from '../../calculation/deficiency/assess';
import { jurisdiction, STATES } from '../../law/book';
import { labelOf, valueInWords } from '../../law/words';
import { money, range } from '../format';
import { strings } from '../strings';
import { button, message, selectField, tag } from '../ui/controls';
import { h, type Child } from '../ui/dom';
import { caseIn, type MapCase } from './mapCase';

export const MOST_COMPARED = 4;

export interface CompareOptions {
  readonly codes: readonly string[];
  readonly values: MapCase;
  readonly back: () => void;
  readonly open: (code: string) => void;
  readonly add: (code: string) => void;
  readonly remove: (code: string) => void;
}

type Column = { readonly code: string; readonly name: string } & (
  | { readonly found: Assessment; readonly problem?: undefined }
  | { readonly found?: undefined; readonly problem: string }
);

/** The comparison as a table whose first column stays in sight. */
export function comparePage({ codes, values, back, open, add, remove }: CompareOptions): Child[] {
  const columns = codes.map((code) => columnOf(code, values));
  const left = STATES.filter(({ code }) => !codes.includes(code)).map(({ code, name }) => ({
    value: code,
    label: name,
  }));
  return [
    h(
      'div',
      { class: 'rc-bar' },
      button(`‹ ${strings.law.back}`, back, { key: 'law.back', appearance: 'subtle' }),
    ),
    h('h2', { tabindex: -1, 'data-key': 'law.title' }, strings.law.compareTitle),
    codes.length < MOST_COMPARED
      ? selectField(
          {
            label: strings.law.addState,
            key: 'compare.add',
            value: '',
            choices: [{ value: '', label: strings.law.choose }, ...left],
          },
          (code) => code && add(code),
        )
      : h('p', { class: 'rc-quiet' }, strings.law.compareFull),
    columns.length === 0
      ? h('p', { class: 'rc-quiet' }, strings.law.compareEmpty)
      : table(columns, open, remove),
  ];
}

function columnOf(code: string, values: MapCase): Column {
  const { name } = jurisdiction(code);
  const read = caseIn(code, values);
  return read.ok
    ? { code, name, found: assess(read.value) }
    : { code, name, problem: `${read.error.field}: ${read.error.message}` };
}

function table(
  columns: readonly Column[],
  open: (code: string) => void,
  remove: (code: string) => void,
): HTMLElement {
  const words = strings.law.rows;
  const row = (title: string, cell: (found: Assessment, code: string) => Child): HTMLElement =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, title),
      columns.map(({ code, found, problem }) =>
        h('td', {}, found ? cell(found, code) : problem ? message('warning', problem) : null),
      ),
    );
  return h(
    'div',
    { class: 'rc-scroll', role: 'region', tabindex: 0, 'aria-label': strings.law.compareTitle },
    h(
      'table',
      { class: 'rc-table rc-compare' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('td', {}),
          columns.map(({ code, name }) =>
            h(
              'th',
              { scope: 'col' },
              h(
                'button',
                {
                  type: 'button',
                  class: 'rc-plainbutton',
                  title: strings.law.openState(name),
                  onclick: () => open(code),
                },
                name,
              ),
              button('×', () => remove(code), {
                name: strings.law.remove(name),
                appearance: 'transparent',
                key: `compare.remove.${code}`,
              }),
            ),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        row(words.status, ({ status }) => tag(strings.status[status], status)),
        row(words.deficiency, ({ low, high }) => h('strong', {}, range(low, high))),
        row(words.credit, ({ credit }) => money(credit)),
        row(words.reasons, ({ reasons }) =>
          listOf(reasons.map(({ citation, title }) => `${title} (${citation})`)),
        ),
        row(words.missing, ({ missing }) => listOf(missing.slice(0, 3).map(labelOf))),
        row(words.method, (_, code) => valueInWords('method', jurisdiction(code).usualMethod)),
        row(words.deadlines, ({ deadlines }) =>
          listOf(
            deadlines.map(
              ({ title, amount, unit, from }) =>
                `${title}: ${strings.why.dateOf(strings.period(amount, unit), strings.start[from])}`,
            ),
          ),
        ),
        row(words.redemption, ({ findings }) =>
          listOf(
            findings.flatMap(({ result, rule: { effect, title } }) =>
              result === 'applies' && effect.kind === 'redemption'
                ? [
                    effect.amount === null
                      ? title
                      : `${title}: ${strings.period(effect.amount, effect.unit)}`,
                  ]
                : [],
            ),
          ),
        ),
        row(words.unverified, ({ findings }) =>
          String(
            findings.filter(({ result, unverified }) => unverified && result === 'applies').length,
          ),
        ),
      ),
    ),
  );
}

const listOf = (items: readonly string[]): HTMLElement | string =>
  items.length === 0
    ? '–'
    : h(
        'ul',
        { class: 'rc-plain' },
        items.map((item) => h('li', {}, item)),
      );
