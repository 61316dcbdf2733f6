/** What would settle an open answer, what each answer would leave, and what each assumption carries. */
import { describe, expect, it } from 'vitest';
import {
  consequencesOf,
  leftOpenBy,
  missingFrom,
  refusalOfOpen,
} from '../../../src/calculation/deficiency/missing';
import { weighed } from '../../../src/calculation/deficiency/weights';
import { assess } from '../../../src/calculation/deficiency/assess';
import { caseOf, readerWith } from '../support';

/** 40,000 are owed after the sale; how much of it depends on what recourse of 75 per cent means. */
const limited = {
  ...{ balance: 100_000, sale_price: 60_000, state: 'MO' },
  ...{ profile: 'commercial_real_estate', recourse_percent: 75 },
};

describe('recourse for 75 per cent that may be the last, the top or a share', () => {
  it('asks which slice, which settles it', () => {
    expect(missingFrom(caseOf(limited))).toEqual(['recourse_slice']);
    expect(leftOpenBy(caseOf(limited), 'recourse_slice')).toBe(0);
  });

  it('leaves 40,000 as the last 75,000, 15,000 as the top ones and 30,000 as a share', () => {
    const left = Object.fromEntries(
      consequencesOf(caseOf(limited), 'recourse_slice').map(({ value, low, high }) => [
        value,
        [low / 100, high / 100],
      ]),
    );
    expect(left).toEqual({
      last: [40_000, 40_000],
      top: [15_000, 15_000],
      shared: [30_000, 30_000],
    });
  });

  it('is refused where no open answer is wanted, with what would settle it', () => {
    expect(refusalOfOpen(caseOf({ ...limited, when_unknown: 'error' }))).toEqual({
      name: 'missing',
      field: 'recourse_slice',
      row: null,
      message: expect.stringMatching(/^cannot say; would settle it: .*slice/i) as string,
    });
    expect(refusalOfOpen(caseOf(limited))).toBeUndefined();
    const told = { ...limited, recourse_slice: 'top', when_unknown: 'error' };
    expect(refusalOfOpen(caseOf(told))).toBeUndefined();
  });

  it('is as open after a number or a name of which nobody asks', () => {
    expect(leftOpenBy(caseOf(limited), 'maturity_date')).toBe(2_500_000);
    expect(leftOpenBy(caseOf(limited), 'appraised_value')).toBe(2_500_000);
    expect(consequencesOf(caseOf(limited), 'acres')).toEqual([]);
    expect(consequencesOf(caseOf(limited), 'no_such_fact')).toEqual([]);
  });
});

describe('an answer that is not open', () => {
  it('asks for nothing, unless no state was told', () => {
    expect(missingFrom(caseOf({ ...limited, recourse_slice: 'top' }))).toEqual([]);
    const paid = { balance: 100, sale_price: 200 };
    expect(missingFrom(caseOf({ ...paid, state: 'MO' }))).toEqual([]);
    expect(missingFrom(caseOf(paid))[0]).toBe('state');
  });
});

// N.Y. RPAPL § 1371: the higher of price and value is credited; the value decides between 0 and 45,000.
describe('a value that nobody told', () => {
  const newYork = {
    ...{ balance: 300_000, sale_price: 255_000, state: 'NY', profile: 'home_loan' },
    prior_liens: 0,
  };

  it('is asked for first and settles the answer, whatever it is', () => {
    expect(missingFrom(caseOf(newYork))[0]).toBe('fair_value');
    expect(leftOpenBy(caseOf(newYork), 'fair_value')).toBe(0);
    expect(missingFrom(caseOf({ ...newYork, fair_value: 270_000 }))).toEqual([]);
  });
});

describe('what an assumption carries', () => {
  const house = { balance: 300_000, sale_price: 255_000, state: 'MO', profile: 'home_loan' };
  const carried = () => {
    const item = caseOf(house);
    return weighed(item, assess(item).assumed, readerWith());
  };

  it('is what the answer would lose without recourse: all 45,000', () => {
    expect(carried().find(({ assumption }) => assumption.name === 'recourse')).toMatchObject({
      carries: 4_500_000,
      otherwise: { value: 'none', low: 0, high: 0 },
    });
  });

  it('is nothing for a day and for what changes nothing, and the heaviest come first', () => {
    const all = carried();
    expect(all).toHaveLength(assess(caseOf(house)).assumed.length);
    expect(all.find(({ assumption }) => assumption.name === 'sale_date')).toMatchObject({
      carries: 0,
      otherwise: null,
    });
    const dollars = all.map(({ carries }) => carries);
    expect(dollars).toEqual([...dollars].sort((a, b) => b - a));
    // A claim in chapter 11 on property that nobody valued may be the whole debt (11 U.S.C. § 506(a)): 255,000 more.
    expect(all[0]).toMatchObject({
      assumption: { name: 'bankruptcy' },
      otherwise: { value: 'chapter_11', low: 0, high: 30_000_000 },
      carries: 25_500_000,
    });
  });

  it('weighs a yes against a no, and a no against a yes: a valid sale, one in military service', () => {
    const against = Object.fromEntries(
      carried().map(({ assumption: { name, value }, otherwise }) => [
        name,
        [value, otherwise?.value ?? null],
      ]),
    );
    for (const [was, other] of Object.values(against))
      if (typeof was === 'boolean' && other !== null) expect(other).toBe(!was);
    expect(against).toMatchObject({
      sale_valid: [true, false],
      sold_in_military_service: [false, true],
    });
  });
});
