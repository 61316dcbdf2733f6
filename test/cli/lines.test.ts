// Lines out of a stream, wherever its pieces are cut.
import { describe, expect, it } from 'vitest';
import { linesOf, type Line } from '../../src/cli/lines';

async function lines(pieces: readonly string[], longest?: number): Promise<Line[]> {
  async function* stream() {
    yield* pieces;
  }
  const found: Line[] = [];
  for await (const some of linesOf(stream(), longest)) found.push(...some);
  return found;
}

describe('lines of a stream', () => {
  it('are whole wherever the pieces are cut, and the last needs no end', async () => {
    expect(await lines(['ab', 'c\nd', '\n', '\nef'])).toEqual(['abc', 'd', '', 'ef']);
    expect(await lines(['a\n'])).toEqual(['a']);
    expect(await lines([])).toEqual([]);
  });

  it('say how long they were where they are too long, and the next is read', async () => {
    expect(await lines(['1234', '5678\n', '9\n'], 6)).toEqual([{ tooLong: 8 }, '9']);
    expect(await lines(['1234567'], 6)).toEqual([{ tooLong: 7 }]);
  });
});
