/** The two ends of an open answer: which way the steps, the reasons and the break-even price follow. */
import { describe, expect, it } from 'vitest';
import { breakEvenPrice } from '../../../src/calculation/deficiency/breakEven';
import { assessed, caseOf, readerWith } from '../support';

const house = { balance: 300_000, sale_price: 255_000, profile: 'home_loan' };
const lower = readerWith({ whenUnknown: 'lower' });
const upper = readerWith({ whenUnknown: 'upper' });

/** Each step's amount and total in dollars with its rule, from the measure on. */
const way = (record: Record<string, unknown>, reader = upper) =>
  assessed({ ...house, ...record }, reader)
    .steps.slice(3)
    .map(({ amount, total, rule }) => [amount / 100, total / 100, rule]);

describe('a value that may be credited (N.C. Gen. Stat. § 45-21.36)', () => {
  const carolina = { state: 'NC', fair_value: 270_000 };

  it('comes off at the lower end, and not at the upper', () => {
    expect(way(carolina, lower)).toEqual([
      [-15_000, 30_000, 'NC-45-21.36'],
      [0, 30_000, null],
    ]);
    expect(way(carolina)).toEqual([[0, 45_000, null]]);
  });

  it('comes off at both ends where the price is told to be far below it, and at neither where it is not', () => {
    const far = { ...carolina, price_substantially_below_value: true };
    const near = { ...carolina, price_substantially_below_value: false };
    for (const reader of [lower, upper]) {
      expect(assessed({ ...house, ...far }, reader).deficiency).toBe(3_000_000);
      expect(assessed({ ...house, ...near }, reader).deficiency).toBe(4_500_000);
    }
    expect(assessed({ ...house, ...far }).reasons[0]).toMatchObject({
      rule: 'NC-45-21.36',
      certain: true,
    });
  });
});

describe('a value that is not known', () => {
  it('may cover everything at the lower end: Florida without a fair value', () => {
    const florida = assessed({ ...house, state: 'FL' }, lower);
    expect([florida.low, florida.high]).toEqual([0, 4_500_000]);
    expect(florida.credit).toBe(30_000_000);
    expect(way({ state: 'FL' }, lower)).toEqual([
      [-45_000, 0, 'FL-CASE-FMV-CREDIT'],
      [0, 0, null],
    ]);
    expect(way({ state: 'FL' })).toEqual([
      [0, 45_000, 'FL-CASE-FMV-CREDIT'],
      [0, 45_000, null],
    ]);
  });

  it('below the price changes nothing', () => {
    expect(way({ state: 'FL', fair_value: 200_000 }, lower)).toEqual([
      [0, 45_000, 'FL-CASE-FMV-CREDIT'],
      [0, 45_000, null],
    ]);
  });
});

describe('a cap', () => {
  const capped = { state: 'MO', recourse: 'limited', recourse_limit: 'amount' };

  it('of unknown size may be nothing at the lower end and all at the upper', () => {
    const open = assessed({ ...house, ...capped }, lower);
    expect([open.low, open.high, open.status]).toEqual([0, 4_500_000, 'open']);
    expect(way(capped, lower)).toEqual([
      [0, 45_000, 'MO-CASE-FRICHTEL'],
      [-45_000, 0, 'TERMS-RECOURSE-CAP'],
      [0, 0, null],
    ]);
    expect(way(capped).map(([, , rule]) => rule)).not.toContain('TERMS-RECOURSE-CAP');
    expect(open.missing).toEqual(['recourse_cap']);
  });

  it('that equals or exceeds what is owed is no step', () => {
    for (const recourse_cap of [45_000, 50_000])
      expect(way({ ...capped, recourse_cap }).map(([, , rule]) => rule)).toEqual([
        'MO-CASE-FRICHTEL',
        null,
      ]);
    expect(assessed({ ...house, ...capped, recourse_cap: 44_999.99 }).status).toBe('limited');
  });

  it('of two, the lower stays: 20,000 by the guaranty and 10 % of 300,000 by the note', () => {
    const both = {
      state: 'MO',
      obligor: 'guarantor',
      guaranty_cap: 20_000,
      recourse_percent: '10%',
      recourse_slice: 'last',
    };
    expect(assessed({ ...house, ...both }).deficiency).toBe(2_000_000);
    expect(assessed({ ...house, ...both, guaranty_cap: 40_000 }).deficiency).toBe(3_000_000);
  });
});

describe('a bar that may stand', () => {
  it('ends the lower way and leaves the upper: Georgia unless somebody says that the sale was confirmed', () => {
    const georgia = { state: 'GA' };
    expect(way(georgia, lower).at(-2)).toEqual([-45_000, 0, 'GA-44-14-161-BAR']);
    expect(way(georgia).at(-1)).toEqual([0, 45_000, null]);
    const { reasons } = assessed({ ...house, ...georgia });
    expect(reasons.every(({ certain }) => !certain)).toBe(true);
  });
});

describe('what is asked first', () => {
  it('is what narrows most: 25,000 of a cap and all of a confirmation', () => {
    const asked = assessed({
      ...house,
      state: 'GA',
      obligor: 'guarantor',
      profile: 'commercial_real_estate',
    }).missing;
    expect(asked).toContain('true_value_confirmed');
    expect(asked).toContain('guarantor_waived_value_credit');
    const value = assessed({
      ...house,
      state: 'SC',
      recourse: 'limited',
      recourse_limit: 'amount',
      appraised_value: 290_000,
    }).missing;
    expect(value[0]).toBe('recourse_cap');
  });

  it('is no amount that is told', () => {
    const told = assessed({ ...house, state: 'NC', fair_value: 270_000 }).missing;
    expect(told).toEqual(['price_substantially_below_value']);
  });
});

describe('the break-even price', () => {
  const price = (record: Record<string, unknown>, reader = upper) =>
    breakEvenPrice(caseOf({ ...house, ...record }, reader));

  it('is the debt with costs where the price counts, and nothing where a bar stands', () => {
    expect(price({ state: 'MO', costs: 7_000 })).toBe(30_700_000);
    expect(price({ state: 'CA' })).toBe(0);
  });

  it('is nothing where the value already covers the debt', () => {
    expect(price({ state: 'FL', fair_value: 300_000 })).toBe(0);
    expect(price({ state: 'FL', fair_value: 299_999.99 })).toBe(30_000_000);
  });

  it('does not count liens that stay on the land: New York, 20,000 before the mortgage', () => {
    // A buyer who pays 300,000 subject to the lien has paid the whole debt.
    expect(price({ state: 'NY', prior_liens: 20_000, fair_value: 1 })).toBe(30_000_000);
  });

  it('follows the end that the cell shows', () => {
    expect(price({ state: 'FL' })).toBe(30_000_000);
    expect(price({ state: 'FL' }, lower)).toBe(0);
    // The first half of § 45-21.36: land worth the debt covers it, whatever it was sold for.
    expect(price({ state: 'NC', fair_value: 300_000 })).toBe(0);
  });

  // 11 U.S.C. §§ 506(a), 1111(b): a claim on property that is not sold is measured by its value alone.
  it('is none where no price counts: a chapter 11 claim of 300,000 on land worth 270,000', () => {
    const claim = { state: 'MO', bankruptcy: 'chapter_11' };
    expect(price({ ...claim, fair_value: 270_000 })).toBeNull();
    expect(price({ ...claim, fair_value: 300_000 })).toBe(0);
  });

  it('leaves the case as it was', () => {
    const item = caseOf({ ...house, state: 'NC', fair_value: 270_000 });
    const before = JSON.stringify(item.amounts);
    breakEvenPrice(item);
    expect(JSON.stringify(item.amounts)).toBe(before);
  });
});
