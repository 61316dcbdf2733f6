/** The parts of the debt bar add up to what is owed, whatever the law does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/calculation/deficiency/assess';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { NEW_WORKBOOK } from '../../src/calculation/settings/settings';
import { STATES } from '../../src/law/book';
import { stepsOf } from '../../src/calculation/deficiency/steps';
import { segmentsOf } from '../../src/taskpane/why/debtBar';

const TODAY = 20_000;
const readers = (['upper', 'lower'] as const).map(
  (whenUnknown) => new CaseReader({ ...NEW_WORKBOOK, whenUnknown, today: TODAY }),
);

const partsOf = (record: Record<string, unknown>, reader = readers[0] as CaseReader) => {
  const read = reader.read(record);
  if (!read.ok) throw new Error(read.error.message);
  const found = assess(read.value);
  const steps = stepsOf(read.value);
  return {
    found,
    steps,
    parts: new Map(segmentsOf(steps, found).map(({ part, amount }) => [part, amount])),
  };
};

describe('the debt bar', () => {
  it('of a barred case shows what is lost: a trustee’s sale of a home in California', () => {
    const { parts } = partsOf({ state: 'CA', balance: 300000, sale_price: 255000 });
    expect(Object.fromEntries(parts)).toEqual({ proceeds: 255_000_00, lost: 45_000_00 });
  });

  it('shows the credit beyond the price where fair value counts: Texas, value 270,000', () => {
    const { parts } = partsOf({
      state: 'TX',
      balance: 300000,
      sale_price: 255000,
      fair_value: 270000,
    });
    expect(Object.fromEntries(parts)).toEqual({
      proceeds: 255_000_00,
      credit: 15_000_00,
      recover: 30_000_00,
    });
  });

  it('shows a surplus beside a debt that was paid in full', () => {
    const { parts } = partsOf({ state: 'IL', balance: 300000, sale_price: 310000 });
    expect(Object.fromEntries(parts)).toEqual({ proceeds: 300_000_00, surplus: 10_000_00 });
  });

  it('adds up to balance and costs, or to more where a law adds to the debt', () => {
    const cents = fc.integer({ min: 0, max: 900_000_00 });
    const code = fc.constantFrom(...STATES.map((state) => state.code));
    const value = fc.option(cents, { nil: undefined });
    fc.assert(
      fc.property(
        code,
        cents,
        cents,
        cents,
        value,
        fc.constantFrom(...readers),
        (state, debt, price, costs, fair, reader) => {
          const { found, steps, parts } = partsOf(
            {
              state,
              balance: debt / 100,
              sale_price: price / 100,
              costs: costs / 100,
              ...(fair === undefined ? {} : { fair_value: fair / 100 }),
            },
            reader,
          );
          const sum = [...parts].reduce(
            (all, [part, amount]) => (part === 'surplus' ? all : all + amount),
            0,
          );
          const added = steps
            .filter(({ amount, stage }) => amount > 0 && stage === 'Shortfall measured')
            .reduce((all, { amount }) => all + amount, 0);
          expect(sum).toBe(debt + costs + added - found.surplus);
          expect(parts.get('perhaps') ?? 0).toBe(found.high - found.low);
        },
      ),
      { numRuns: 300 },
    );
  });
});
