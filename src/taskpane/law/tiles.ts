/** Where each state stands on the tile map: column and row, roughly as on the land. */

const ROWS = [
  'AK .. .. .. .. .. .. .. .. .. ME',
  '.. .. .. .. .. .. .. .. .. VT NH',
  'WA ID MT ND MN IL WI MI NY RI MA',
  'OR NV WY SD IA IN OH PA NJ CT ..',
  'CA UT CO NE MO KY WV VA MD DE ..',
  '.. AZ NM KS AR TN NC SC DC .. ..',
  '.. .. .. OK LA MS AL GA .. .. ..',
  'HI .. .. TX .. .. .. .. FL .. ..',
];

export interface Tile {
  readonly code: string;
  /** Both counted from 0. */
  readonly row: number;
  readonly column: number;
}

/** All tiles, row by row. */
export const TILES: readonly Tile[] = ROWS.flatMap((line, row) =>
  line.split(' ').flatMap((code, column) => (code === '..' ? [] : [{ code, row, column }])),
);

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** The nearest tile in a direction; undefined at the edge of the map. */
export function neighbour(code: string, direction: Direction): string | undefined {
  const from = TILES.find((tile) => tile.code === code);
  if (!from) return undefined;
  const along = (tile: Tile): number => {
    if (direction === 'ArrowLeft') return from.column - tile.column;
    if (direction === 'ArrowRight') return tile.column - from.column;
    return direction === 'ArrowUp' ? from.row - tile.row : tile.row - from.row;
  };
  const aside = (tile: Tile): number =>
    direction === 'ArrowLeft' || direction === 'ArrowRight'
      ? Math.abs(tile.row - from.row)
      : Math.abs(tile.column - from.column);
  const cost = (tile: Tile): number => along(tile) + 3 * aside(tile);
  return TILES.filter((tile) => along(tile) > 0 && aside(tile) <= along(tile) + 1).sort(
    (a, b) => cost(a) - cost(b),
  )[0]?.code;
}
