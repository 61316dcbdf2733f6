/** Every state has its own place on the map, and the arrow keys reach all of them. */
import { describe, expect, it } from 'vitest';
import { STATES } from '../../src/law/book';
import { neighbour, TILES, type Direction } from '../../src/taskpane/law/tiles';

const DIRECTIONS: readonly Direction[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];

describe('the map', () => {
  it('has a tile of its own for each of the 51 jurisdictions', () => {
    expect(TILES.map(({ code }) => code).sort()).toEqual(STATES.map(({ code }) => code).sort());
    expect(new Set(TILES.map(({ row, column }) => `${row},${column}`)).size).toBe(51);
  });

  it('leads by arrow keys from California to everywhere', () => {
    const reached = new Set(['CA']);
    const open = ['CA'];
    while (open.length > 0) {
      const code = open.pop() as string;
      for (const direction of DIRECTIONS) {
        const next = neighbour(code, direction);
        if (next === undefined || reached.has(next)) continue;
        reached.add(next);
        open.push(next);
      }
    }
    expect(reached.size).toBe(51);
  });

  it('moves the way the key points', () => {
    expect(neighbour('CO', 'ArrowRight')).toBe('NE');
    expect(neighbour('CO', 'ArrowUp')).toBe('WY');
    expect(neighbour('TX', 'ArrowRight')).toBe('LA');
    expect(neighbour('ME', 'ArrowRight')).toBeUndefined();
  });
});
