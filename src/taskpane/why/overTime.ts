/** What the Why tab shows of an operation: the tables that it declares, one below the other. */
import { operationNamed } from '../../calculation/operations';
import type { ColumnKind, Value } from '../../calculation/operation/operation';
import { viewOf, type View, type ViewTable } from '../../functions/view';
import type { ExplainedOverTime } from '../../workbook/explain';
import { day, money } from '../format';
import { strings } from '../strings';
import { message, section } from '../ui/controls';
import { h, type Child } from '../ui/dom';

const words = strings.why.overTime;

/** The tables behind the selected cell, with what is wrong above them. */
export function overTimeAnswer({ id, matrices, place }: ExplainedOverTime): Child[] {
  const operation = operationNamed(id);
  if (!operation) return [];
  const view = viewOf(operation, matrices, place);
  return [
    view.row === null ? null : h('p', { class: 'rc-quiet' }, words.row(view.row)),
    problems(view),
    viewTables(view.tables),
  ];
}

/** The tables of an answer: the first in sight, the others to be opened. */
export const viewTables = (tables: readonly ViewTable[]): Child =>
  tables.map((table, n) => tableSection(table, n === 0));

function problems({ tables, problems: found }: View): Child {
  if (found.length === 0) return null;
  return message(
    tables.length === 0 ? 'error' : 'warning',
    h(
      'ul',
      { class: 'rc-bullets', dir: 'auto' },
      found.map((text) => h('li', {}, text)),
    ),
  );
}

function tableSection(table: ViewTable, first: boolean): Child {
  const { id, title, open } = table;
  const shown = h(
    'div',
    { class: 'rc-scroll', role: 'region', tabindex: 0, 'aria-label': title },
    tableOf(table),
  );
  if (first) return [h('h3', {}, title), shown];
  return section(`why.time.${id}`, title, open, shown);
}

type Column = ViewTable['columns'][number];

/** The columns of a place with their values in a row. */
const placed = ({ columns }: ViewTable, at: Column['at'], values: readonly Value[] = []) =>
  columns.flatMap((column, n) => (column.at === at ? [{ column, value: values[n] ?? null }] : []));

function tableOf(table: ViewTable): HTMLElement {
  const { title, rows, current } = table;
  const figures = placed(table, 'figure');
  const [name] = placed(table, 'name');
  return h(
    'table',
    { class: figures.length > 2 ? 'rc-table rc-steps rc-wide' : 'rc-table rc-steps' },
    h('caption', { class: 'rc-hidden' }, title),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, name?.column.heading ?? ''),
        figures.map(({ column }) =>
          h('th', { scope: 'col', class: 'rc-number' }, column.heading ?? ''),
        ),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((row, n) => [
        group(table, row.values, rows[n - 1]?.values),
        line(table, row, current === n),
      ]),
    ),
  );
}

/** The name of a form stands above its boxes, that of a person above the lines of this one. */
function group(
  table: ViewTable,
  values: readonly Value[],
  before: readonly Value[] | undefined,
): Child {
  const [form] = placed(table, 'group', values);
  const text = form ? inWords(form.value, form.column.kind) : '';
  if (text === '' || (before && placed(table, 'group', before)[0]?.value === form?.value))
    return null;
  const wide = placed(table, 'figure').length + 1;
  return h('tr', {}, h('th', { scope: 'colgroup', colspan: wide, class: 'rc-stage' }, text));
}

function line(table: ViewTable, { values, total }: ViewTable['rows'][number], current: boolean) {
  const said = (at: Column['at']): string[] =>
    placed(table, at, values)
      .map(({ column, value }) => inWords(value, column.kind))
      .filter((text) => text !== '');
  return h(
    'tr',
    { class: total ? 'rc-total' : undefined, 'aria-current': current ? 'true' : undefined },
    h(
      'th',
      { scope: 'row' },
      h('span', { dir: 'auto' }, [...said('before'), ...said('name')].join(': ')),
      placed(table, 'note', values).map(note),
    ),
    placed(table, 'figure', values).map(({ column, value }) =>
      h('td', { class: 'rc-number' }, inWords(value, column.kind) || blankOf(column)),
    ),
  );
}

const blankOf = ({ kind }: Column): string => (kind === 'date' ? words.noDate : '');

/** A figure of nothing is left out; a law is said in the look of a citation, and words say what they are. */
function note({ column: { kind, heading }, value }: { column: Column; value: Value }): Child {
  const text = inWords(value, kind);
  if (text === '' || value === 0) return null;
  return h(
    'span',
    { class: kind === 'law' ? 'rc-citation' : 'rc-help', dir: 'auto' },
    kind === 'words' || kind === 'law' ? text : `${heading ?? ''}: ${text}`,
  );
}

/** A value as people read it. */
function inWords(value: Value, kind: ColumnKind): string {
  if (value === null) return '';
  if (typeof value === 'object') return `${value.toDecimalPlaces(4).toString()}%`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof kind === 'object') return kind[String(value)] ?? String(value);
  if (typeof value !== 'number') return value;
  if (kind === 'amount') return money(value);
  if (kind === 'exact') return `$${value}`;
  if (kind === 'date') return day(value);
  return kind === 'part' ? `${Number((value * 100).toFixed(4))}%` : String(value);
}
