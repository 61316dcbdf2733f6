/** The map of outcomes: a button a state, told apart by sign and word as well as by colour. */
import type { Status } from '../../calculation/deficiency/outcome';
import { outcome } from '../../calculation/deficiency/outcome';
import { STATES } from '../../law/book';
import { range } from '../format';
import { strings } from '../strings';
import { h } from '../ui/dom';
import { caseIn, type MapCase } from './mapCase';
import { neighbour, TILES, type Direction } from './tiles';

/** A sign for each outcome, for those who do not see the colours. */
const SIGN: Readonly<Record<Status, string>> = {
  recoverable: '●',
  limited: '◐',
  barred: '✕',
  open: '?',
  none: '○',
};

const ORDER: readonly Status[] = ['recoverable', 'limited', 'barred', 'open', 'none'];
const DIRECTIONS = new Set<string>(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);

const names = new Map(STATES.map(({ code, name }) => [code, name]));

/** The tile that the keyboard enters the map by. */
let entry = 'CA';

/** The map with its legend; null values mean that the case cannot be read. */
export function tileMap(values: MapCase, open: (code: string) => void): HTMLElement[] {
  const counts = new Map<Status, number>();
  const tiles = TILES.map(({ code, row, column }) => {
    const read = caseIn(code, values);
    const found = read.ok ? outcome(read.value) : null;
    const status = found?.status ?? 'open';
    counts.set(status, (counts.get(status) ?? 0) + 1);
    const amount = found ? range(found.low, found.high) : '';
    const tile = h(
      'button',
      {
        type: 'button',
        class: 'rc-tile',
        'data-status': status,
        'data-code': code,
        'data-key': `tile.${code}`,
        tabindex: code === entry ? 0 : -1,
        title: strings.law.tile(code, names.get(code) ?? code, strings.status[status], amount),
        'aria-label': strings.law.tile(
          code,
          names.get(code) ?? code,
          strings.status[status],
          amount,
        ),
        onclick: () => {
          entry = code;
          open(code);
        },
      },
      h('span', {}, code),
      h('span', { class: 'rc-sign', 'aria-hidden': 'true' }, SIGN[status]),
    );
    tile.style.gridArea = `${row + 1} / ${column + 1}`;
    return tile;
  });
  const map = h(
    'div',
    {
      class: 'rc-map',
      role: 'group',
      'aria-label': strings.law.map,
      onkeydown: (event) => move(event as KeyboardEvent),
    },
    tiles,
  );
  return [map, legend(counts)];
}

function move(event: KeyboardEvent): void {
  const tile = event.target;
  if (!DIRECTIONS.has(event.key) || !(tile instanceof HTMLElement)) return;
  const next = neighbour(tile.dataset['code'] ?? '', event.key as Direction);
  const map = tile.parentElement;
  const target = next && map?.querySelector<HTMLElement>(`[data-code="${next}"]`);
  event.preventDefault();
  if (!target || !next) return;
  entry = next;
  tile.tabIndex = -1;
  target.tabIndex = 0;
  target.focus();
}

const legend = (counts: ReadonlyMap<Status, number>): HTMLElement =>
  h(
    'ul',
    { class: 'rc-legend', 'aria-label': strings.law.legend },
    ORDER.filter((status) => counts.has(status)).map((status) =>
      h(
        'li',
        { title: strings.statusMeaning[status] },
        h(
          'span',
          { class: 'rc-swatch', 'data-status': status, 'aria-hidden': 'true' },
          SIGN[status],
        ),
        ` ${strings.status[status]} ${counts.get(status) ?? 0}`,
      ),
    ),
  );
