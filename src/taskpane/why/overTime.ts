/** What the Why tab shows of a function over time: the tables that the function itself lays out, one below the other. */
import { isCellError, type Cell } from '../../functions/cells';
import { FORMATS } from '../../functions/formats';
import { settingsInUse } from '../../functions/session';
import { viewOf, type View, type ViewName, type ViewTable } from '../../functions/time/view';
import { centsOfDollars } from '../../money/cents';
import { readDate } from '../../money/dates';
import type { ExplainedOverTime } from '../../workbook/explain';
import { day, money } from '../format';
import { strings } from '../strings';
import { message, section } from '../ui/controls';
import { h, type Child } from '../ui/dom';

const words = strings.why.overTime;

/** The tables behind the selected cell, with what is wrong above them. */
export function overTimeAnswer({ id, matrices, place }: ExplainedOverTime): Child[] {
  const view = viewOf(id, matrices, place);
  return [
    view.row === null ? null : h('p', { class: 'rc-quiet' }, words.row(view.row)),
    problems(view),
    view.tables.map((table, n) => tableSection(table, n === 0)),
  ];
}

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
  const title = words.tables[table.name];
  const shown = h(
    'div',
    { class: 'rc-scroll', role: 'region', tabindex: 0, 'aria-label': title },
    tableOf(table, title),
  );
  if (first) return [h('h3', {}, title), shown];
  return section(`why.time.${table.name}`, title, OPEN.has(table.name), shown);
}

const OPEN: ReadonlySet<ViewName> = new Set(['today', 'claims', 'obligors']);

/** Columns of their own; what the others say stands below the name of the line. */
const AMOUNTS: readonly string[] = [
  'Amount',
  'Share',
  'Payoff',
  'Per diem',
  'Theirs',
  'Ours',
  'Difference',
  'Owed',
  'Paid',
  'Left owing',
  'Expected',
  'Present value',
  'Due',
];
const LEDGER: readonly string[] = ['Interest', 'Paid', 'Balance'];
/** What a line is called: the first of these that the table has. */
const NAMES: readonly string[] = ['Line', 'What', 'Claim', 'Obligor', 'Item', 'Good through'];
/** Said without its heading, because the words say what they are. */
const PLAIN: ReadonlySet<string> = new Set(['How', 'Why', 'Note', 'Law']);
/** Lines that sum up the others. */
const TOTALS: ReadonlySet<string> = new Set([
  'Total',
  'Payoff',
  'Balance',
  'Deficiency',
  'Surplus',
  'Left owing',
  'Loss given default',
]);

/** Where the parts of a row stand. */
interface Columns {
  readonly header: readonly string[];
  readonly name: number;
  readonly amounts: readonly number[];
  readonly notes: readonly number[];
}

function columnsOf({ name: of, cells }: ViewTable): Columns {
  const header = (cells[0] ?? []).map(String);
  const name = header.indexOf(NAMES.find((one) => header.includes(one)) ?? '');
  const wanted = of === 'ledger' ? LEDGER : AMOUNTS;
  const places = header.map((_, n) => n).filter((n) => n !== name);
  const amounts = places.filter((n) => wanted.includes(header[n] ?? ''));
  const notes = places.filter((n) => !amounts.includes(n) && !ASIDE.has(header[n] ?? ''));
  return { header, name, amounts, notes };
}

/** Said before the name of the line, as the heading of those below, by the name alone, or in `How`. */
const ASIDE: ReadonlySet<string> = new Set([
  'Date',
  'Form',
  'Box',
  'Item',
  'Runs from',
  'Start',
  'Ends',
]);

function tableOf(table: ViewTable, title: string): HTMLElement {
  const columns = columnsOf(table);
  const [, ...rows] = table.cells;
  return h(
    'table',
    { class: columns.amounts.length > 2 ? 'rc-table rc-steps rc-wide' : 'rc-table rc-steps' },
    h('caption', { class: 'rc-hidden' }, title),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, columns.header[columns.name] ?? ''),
        columns.amounts.map((n) =>
          h('th', { scope: 'col', class: 'rc-number' }, columns.header[n] ?? ''),
        ),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((row, n) => [group(row, columns), line(row, columns, table.current === n + 1)]),
    ),
  );
}

/** The name of a form stands above its boxes. */
function group(row: readonly Cell[], { header, amounts }: Columns): Child {
  const form = row[header.indexOf('Form')];
  if (typeof form !== 'string' || form === '') return null;
  const wide = amounts.length + 1;
  return h('tr', {}, h('th', { scope: 'colgroup', colspan: wide, class: 'rc-stage' }, form));
}

function line(row: readonly Cell[], columns: Columns, current: boolean): HTMLElement {
  const { header, name, amounts, notes } = columns;
  const said = (heading: string): string => inWords(row[header.indexOf(heading)] ?? '', heading);
  const label = inWords(row[name] ?? '', header[name] ?? '');
  const before = [said('Date'), said('Box')].filter((text) => text !== '');
  return h(
    'tr',
    {
      class: TOTALS.has(label) ? 'rc-total' : undefined,
      'aria-current': current ? 'true' : undefined,
    },
    h(
      'th',
      { scope: 'row' },
      h('span', { dir: 'auto' }, [...before, label].join(': ')),
      notes.map((n) => note(row[n] ?? '', header[n] ?? '')),
    ),
    amounts.map((n) =>
      h('td', { class: 'rc-number' }, inWords(row[n] ?? '', header[n] ?? '') || blankOf(header[n])),
    ),
  );
}

const blankOf = (heading: string | undefined): string => (heading === 'Due' ? words.noDate : '');

/** A figure of nothing is left out; a law is said in the look of a citation. */
function note(cell: Cell, heading: string): Child {
  const text = inWords(cell, heading);
  if (text === '' || cell === 0) return null;
  return h(
    'span',
    { class: heading === 'Law' ? 'rc-citation' : 'rc-help', dir: 'auto' },
    PLAIN.has(heading) ? text : `${heading}: ${text}`,
  );
}

const COUNTS: ReadonlySet<string> = new Set(['Days', 'Days left']);

/** A cell as people read it: what its number is follows from its heading. */
function inWords(cell: Cell, heading: string): string {
  if (isCellError(cell)) return cell.message;
  if (typeof cell !== 'number') return String(cell);
  if (COUNTS.has(heading)) return String(cell);
  const format = FORMATS[heading];
  if (format === '0.00%') return `${Number((cell * 100).toFixed(4))}%`;
  if (format !== undefined) return dateInWords(cell);
  const cents = centsOfDollars(cell);
  return cents === null || cents / 100 !== cell ? `$${cell}` : money(cents);
}

function dateInWords(serial: number): string {
  const read = readDate(serial, settingsInUse().dateSystem);
  return read.ok && read.value !== null ? day(read.value) : String(serial);
}
