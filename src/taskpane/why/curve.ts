/** The deficiency over the price as a drawing with its table, and the bids between which a dollar makes a difference. */
import type { Case } from '../../calculation/deficiency/case';
import { assess } from '../../calculation/deficiency/assess';
import { creditBids, priceCurve, type CurvePoint } from '../../calculation/deficiency/priceCurve';
import { currentReader } from '../../functions/session';
import { linkOf } from '../../law/words';
import type { RuleText } from '../../law/rule';
import type { Cents } from '../../money/cents';
import { money, range } from '../format';
import { strings } from '../strings';
import { link } from '../ui/controls';
import { h, type Child } from '../ui/dom';
import { words } from './curveWords';

const WIDE = 320;
const HIGH = 150;
/** Room for the words below and above the lines. */
const EDGE = { left: 6, right: 6, top: 16, bottom: 18 };

/** The drawing of a case up to a price, a mark at the price in hand, and the same as a table. */
export function curveOf(item: Case, top: Cents, price: Cents): HTMLElement {
  const points = priceCurve(item, top);
  const said = sentence(points);
  return h(
    'figure',
    { class: 'rc-curve' },
    h('div', { role: 'img', 'aria-label': said }, drawing(points, top, price) as unknown as Node),
    h(
      'details',
      { class: 'rc-details' },
      h('summary', {}, words.table),
      h('div', { class: 'rc-details-body' }, tableOf(points)),
    ),
  );
}

/** `At $0: $30,000. At $270,000: $30,000. From $300,000: nothing.` */
function sentence(points: readonly CurvePoint[]): string {
  return words.name(
    points.map(({ price, low, high }) => words.at(money(price), range(low, high))).join(' '),
  );
}

const svg = (name: string, attributes: Readonly<Record<string, string | number>>, text = '') => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.textContent = text;
  return element;
};

function drawing(points: readonly CurvePoint[], top: Cents, price: Cents): SVGElement {
  const most = Math.max(1, ...points.map(({ high }) => high));
  const x = (cents: Cents) =>
    round(EDGE.left + (cents / Math.max(1, top)) * (WIDE - EDGE.left - EDGE.right));
  const y = (cents: Cents) =>
    round(HIGH - EDGE.bottom - (cents / most) * (HIGH - EDGE.top - EDGE.bottom));
  const line = (end: 'low' | 'high') =>
    points.map((point) => `${x(point.price)},${y(point[end])}`).join(' ');
  const below = [...points].reverse().map((point) => `${x(point.price)},${y(point.low)}`);
  const ground = HIGH - EDGE.bottom;
  const even = points.find(({ high }, n) => n > 0 && high === 0);
  const open = points.some(({ low, high }) => low !== high);
  const root = svg('svg', { viewBox: `0 0 ${WIDE} ${HIGH}`, class: 'rc-curve-drawing' });
  root.append(
    svg('line', { class: 'rc-axis', x1: EDGE.left, x2: WIDE - EDGE.right, y1: ground, y2: ground }),
    ...(open
      ? [svg('polygon', { class: 'rc-between', points: `${line('high')} ${below.join(' ')}` })]
      : []),
    ...(open ? [svg('polyline', { class: 'rc-least', points: line('low') })] : []),
    svg('polyline', { class: 'rc-most', points: line('high') }),
    ...points
      .slice(1, -1)
      .map((point) =>
        svg('circle', { class: 'rc-bend', cx: x(point.price), cy: y(point.high), r: 3 }),
      ),
    svg('line', { class: 'rc-now', x1: x(price), x2: x(price), y1: EDGE.top, y2: ground }),
    svg('text', { x: EDGE.left, y: 11 }, money(most)),
    svg('text', { x: EDGE.left, y: HIGH - 5 }, money(0)),
    svg('text', { x: WIDE - EDGE.right, y: HIGH - 5, 'text-anchor': 'end' }, money(top)),
  );
  if (even && x(even.price) > 60 && x(even.price) < WIDE - 90)
    root.append(
      svg('text', { x: x(even.price), y: HIGH - 5, 'text-anchor': 'middle' }, money(even.price)),
    );
  return root;
}

const round = (value: number): number => Math.round(value * 10) / 10;

const tableOf = (points: readonly CurvePoint[]): HTMLElement =>
  h(
    'table',
    { class: 'rc-table' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        [strings.why.price, strings.why.result].map((head) =>
          h('th', { scope: 'col', class: 'rc-number' }, head),
        ),
      ),
    ),
    h(
      'tbody',
      {},
      points.map(({ price, low, high }) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row', class: 'rc-number' }, money(price)),
          h('td', { class: 'rc-number' }, range(low, high)),
        ),
      ),
    ),
  );

/** Rules that speak of the price at which the lender buys. */
const ON_THE_PRICE = new Set(['appraisal', 'fair-value', 'confirmation', 'measure']);

/** The highest and the lowest bid that makes sense where the lender buys, and what the law says of the price. */
export function bidsOf(
  record: Readonly<Record<string, unknown>>,
  texts: Readonly<Record<string, RuleText>>,
): Child[] {
  const read = currentReader().read({ ...record, purchaser: 'lender' });
  if (!read.ok)
    return [h('p', { class: 'rc-error' }, `${read.error.field}: ${read.error.message}`)];
  const { lowest, highest, owed, curve } = creditBids(read.value);
  const claim = curve[0];
  const { requirements, notes, reasons } = assess(read.value);
  const rules = [...requirements, ...notes].filter(({ id }) =>
    ON_THE_PRICE.has(texts[id]?.topic ?? ''),
  );
  const line = (head: string, amount: string, why: string) =>
    h('li', {}, h('strong', {}, `${head}: ${amount}`), ' ', why);
  return [
    h('h4', {}, words.bids),
    h('p', { class: 'rc-quiet' }, words.bidsHelp),
    h(
      'ul',
      { class: 'rc-plain' },
      highest === null || !claim
        ? line(words.highest, money(owed), words.noClaim)
        : [
            line(
              words.lowest,
              money(lowest),
              lowest === 0 ? words.fromFirst : words.upTo(range(claim.low, claim.high)),
            ),
            line(
              words.highest,
              money(highest),
              highest < owed ? words.before(money(owed)) : words.beyond,
            ),
          ],
    ),
    h(
      'ul',
      { class: 'rc-bullets' },
      rules.map(({ id, title, citation }) =>
        h('li', {}, `${title} (`, link(citation, linkOf(texts[id]), strings.opensWindow), ')'),
      ),
    ),
    reasons.length === 0
      ? null
      : h('p', { class: 'rc-help' }, words.by(reasons.map(({ citation }) => citation).join('; '))),
  ];
}
