/** Whatever cell is selected, the case that it belongs to is found: its own, the one that reads it, the last, the first. */
import { beforeAll, describe, expect, it } from 'vitest';
import { NEW_WORKBOOK } from '../../src/calculation/settings/settings';
import '../../src/functions/second';
import { useSettings } from '../../src/functions/session';
import { Follower } from '../../src/workbook/follow';
import { MemoryHost, SHEET } from './memoryHost';

beforeAll(() => useSettings(NEW_WORKBOOK));

/** Two loans with a status and an amount that answer both, a line about one of them, and a cell of nobody. */
const tape = () =>
  new MemoryHost([
    ['Balance', 'Price', 'State', 'Status', 'Deficiency', 'Value'],
    [
      300_000,
      255_000,
      'IL',
      '=DEFICIENCY.STATUS(A2:A3,B2:B3,0,C2:C3)',
      '=DEFICIENCY(A2:A3,B2:B3,0,C2:C3)',
      1,
    ],
    [200_000, 150_000, 'IL', null, null, 270_000],
    ['Alone', null, 'nobody', null, '=DEFICIENCY(A2,B2,0,"TX",F3)'],
  ]).calculate();

async function looking(host: MemoryHost) {
  const follower = new Follower(host);
  return async (row: number, column: number) => {
    await host.select({ sheet: SHEET, row, column });
    const found = await follower.follow(await host.selection());
    if (found?.explanation.kind !== 'case') return found?.explanation ?? null;
    const { title, record } = found.explanation;
    return { way: found.way, title, balance: record['balance'] };
  };
}

describe('a cell of nobody', () => {
  it('leads to the first amount of the workbook, and later to what was looked at last', async () => {
    const look = await looking(await tape());
    expect(await look(3, 2)).toEqual({ way: 'first', title: 'Loans!E2', balance: 300_000 });
    expect(await look(2, 4)).toEqual({ way: 'own', title: 'Loans!E3', balance: 200_000 });
    expect(await look(3, 2)).toEqual({ way: 'kept', title: 'Loans!E3', balance: 200_000 });
  });

  it('leads nowhere in a workbook without our formulas, and where the last one was taken away', async () => {
    expect(await (await looking(new MemoryHost([[1]])))(0, 0)).toBeNull();
    const host = await new MemoryHost([
      ['=DEFICIENCY(300000,255000,0,"IL")', 'nobody'],
    ]).calculate();
    const look = await looking(host);
    expect(await look(0, 0)).toMatchObject({ way: 'own' });
    host.enter('A1', null);
    expect(await look(0, 1)).toBeNull();
  });
});

describe('an input', () => {
  it('leads to the row of the formula that reads it', async () => {
    const look = await looking(await tape());
    expect(await look(2, 1)).toEqual({ way: 'reads', title: 'Loans!E3', balance: 200_000 });
  });

  it('no longer leads to a formula that meanwhile reads other cells', async () => {
    const host = await tape();
    const look = await looking(host);
    expect(await look(2, 0)).toMatchObject({ way: 'reads', title: 'Loans!E3' });
    expect(await look(3, 4)).toMatchObject({ way: 'own', title: 'Loans!E4' });
    host.enter('D2', null);
    host.enter('E2', '=DEFICIENCY(A2,B2,0,C2)');
    expect(await look(2, 0)).toMatchObject({ way: 'kept', title: 'Loans!E4' });
  });

  it('stays with the formula in hand where several read it', async () => {
    const look = await looking(await tape());
    expect(await look(3, 4)).toMatchObject({ way: 'own', title: 'Loans!E4' });
    expect(await look(1, 1)).toEqual({ way: 'reads', title: 'Loans!E4', balance: 300_000 });
    expect(await look(2, 5)).toEqual({ way: 'reads', title: 'Loans!E4', balance: 300_000 });
  });

  it('of a table of facts with a header leads to the row below its header', async () => {
    const host = await new MemoryHost([
      ['method', 'loan_purpose', null],
      ['judicial', 'refinance', '=DEFICIENCY(D2:D3,0,0,"IL",,A1:B3)', 100_000],
      ['judicial', 'purchase', null, 200_000],
    ]).calculate();
    const look = await looking(host);
    expect(await look(2, 1)).toEqual({ way: 'reads', title: 'Loans!C3', balance: 200_000 });
  });
});

describe('an input that cannot be read', () => {
  it('leads to the mistake, with the cell that is wrong', async () => {
    const host = await tape();
    const look = await looking(host);
    await look(2, 4);
    host.enter('C3', 'Ilinois');
    const found = await look(2, 2);
    expect(found).toMatchObject({ kind: 'problem', wrong: { row: 2, column: 2 } });
    expect(found).toHaveProperty('message', expect.stringContaining('Illinois'));
  });
});
