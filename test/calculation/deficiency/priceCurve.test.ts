/** What a higher or lower price would leave, by hand: where the line bends, and which bids make a difference. */
import { describe, expect, it } from 'vitest';
import { creditBids, priceCurve } from '../../../src/calculation/deficiency/priceCurve';
import { caseOf, readerWith } from '../support';

const upper = readerWith({ whenUnknown: 'upper' });
const house = { balance: 300_000, sale_price: 255_000, profile: 'home_loan' };
const caseWith = (record: Record<string, unknown>) => caseOf({ ...house, ...record }, upper);

const curve = (record: Record<string, unknown>, top: number) =>
  priceCurve(caseWith(record), top * 100).map(({ price, low, high }) => [
    price / 100,
    low / 100,
    high / 100,
  ]);

describe('the deficiency over the price', () => {
  it('falls a dollar for each dollar where the price alone counts, until debt and costs are paid', () => {
    expect(curve({ state: 'MO', costs: 7_000 }, 400_000)).toEqual([
      [0, 307_000, 307_000],
      [307_000, 0, 0],
      [400_000, 0, 0],
    ]);
  });

  it('stands still below a fair value that is credited in its place', () => {
    expect(curve({ state: 'TX', fair_value: 270_000 }, 350_000)).toEqual([
      [0, 30_000, 30_000],
      [270_000, 30_000, 30_000],
      [300_000, 0, 0],
      [350_000, 0, 0],
    ]);
  });

  it('has two ends where a confirmation is open: Georgia, nothing or the shortfall', () => {
    const open = curve({ state: 'GA', true_value_confirmed: undefined }, 300_000);
    expect(open[0]).toEqual([0, 0, 300_000]);
    expect(open.at(-1)).toEqual([300_000, 0, 0]);
  });
});

describe('a credit bid', () => {
  const bids = (record: Record<string, unknown>) => {
    const { lowest, highest, owed } = creditBids(caseWith(record));
    return [lowest, highest, owed].map((cents) => (cents === null ? null : cents / 100));
  };

  it('takes from the claim from the first dollar where the price counts, up to debt and costs', () => {
    expect(bids({ state: 'MO', costs: 7_000 })).toEqual([0, 307_000, 307_000]);
  });

  it('costs nothing up to the value that is credited anyway', () => {
    expect(bids({ state: 'TX', fair_value: 270_000 })).toEqual([270_000, 300_000, 300_000]);
  });

  it('has no claim to save where the law bars it', () => {
    expect(bids({ state: 'CA' })).toEqual([0, null, 300_000]);
  });
});
