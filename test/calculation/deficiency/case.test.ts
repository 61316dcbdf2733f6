/** How a row becomes a case: amounts, names, terms of the workbook, and the day whose law counts. */
import { describe, expect, it } from 'vitest';
import { factOf as valueIn } from '../../../src/calculation/deficiency/case';
import { least, most, type AmountName } from '../../../src/law/amounts';
import { dayFromYmd } from '../../../src/money/dates';
import { assessed, caseOf, mistakeIn, readerWith, TODAY } from '../support';

const house = { balance: 300000, sale_price: 255000, profile: 'home_loan', state: 'MO' };

/** The bounds of an amount in dollars. */
const boundsOf = (name: AmountName, { amounts }: ReturnType<typeof caseOf>) => [
  least(amounts, name) / 100,
  most(amounts, name) / 100,
];
const factOf = (name: string, item: ReturnType<typeof caseOf>) =>
  item.setting.facts.values.get(name);

describe('the balance', () => {
  const parts = {
    principal: 280000,
    accrued_interest: 15000,
    late_fees: 1000,
    prepayment_premium: 500,
    protective_advances: 2500,
    attorney_fees: 5000,
    other_charges: 250,
    credits: 1000,
  };
  const row = { sale_price: 1, state: 'MO' };

  it('is the sum of every part less credits', () => {
    expect(boundsOf('debt', caseOf({ ...row, ...parts }))).toEqual([303250, 303250]);
    expect(boundsOf('principal', caseOf({ ...row, ...parts }))).toEqual([280000, 280000]);
  });

  it('may be given with parts that add up to it, or with the principal alone', () => {
    expect(boundsOf('debt', caseOf({ ...row, ...parts, balance: 303250 }))[0]).toBe(303250);
    expect(mistakeIn({ ...row, ...parts, balance: 303250.01 }).message).toMatch(
      /is 303,250.01, but its parts .* add up to 303,250;/,
    );
    expect(boundsOf('debt', caseOf({ ...row, principal: 5, balance: 7 }))[0]).toBe(7);
    expect(mistakeIn({ ...row, principal: 8, balance: 7 }).field).toBe('balance');
    const within = { ...row, late_fees: 5, balance: 7, items_in_balance: true };
    expect(boundsOf('debt', caseOf(within))[0]).toBe(7);
    expect(boundsOf('debt', caseOf({ ...row, principal: 5, credits: 5 }))).toEqual([0, 0]);
    expect(boundsOf('debt', caseOf({ ...row, principal: 5 }))).toEqual([5, 5]);
  });

  it('is at least the principal where that is not told', () => {
    expect(boundsOf('principal', caseOf(house))).toEqual([0, 300000]);
  });
});

describe('a blank amount', () => {
  it('is nothing, unknown, or another amount, by its kind', () => {
    const item = caseOf({ ...house, costs: 7000 });
    expect(boundsOf('prior_liens', item)).toEqual([0, 0]);
    expect(boundsOf('fair_value', item)).toEqual([0, Infinity]);
    expect(boundsOf('complying_proceeds', item)).toEqual([307000, 307000]);
    expect(boundsOf('retaking_costs', item)).toEqual([7000, 7000]);
    expect([...item.blank].sort()).toEqual(['complying_proceeds', 'retaking_costs', 'sale_costs']);
    const told = caseOf({ ...house, costs: 7000, retaking_costs: 3000 });
    expect(boundsOf('retaking_costs', told)).toEqual([3000, 3000]);
    expect([...told.blank].sort()).toEqual(['complying_proceeds', 'sale_costs']);
  });

  it('of the fair value is the price where the settings say so', () => {
    const same = readerWith({ missingFairValue: 'sale_price' });
    expect(boundsOf('fair_value', caseOf(house, same))).toEqual([255000, 255000]);
    expect(caseOf(house, same).blank.has('fair_value')).toBe(true);
    const told = caseOf({ ...house, fair_value: 270000 }, same);
    expect(boundsOf('fair_value', told)).toEqual([270000, 270000]);
    expect(told.blank.has('fair_value')).toBe(false);
  });

  it('is the same blank as null, undefined, an empty text or spaces', () => {
    for (const costs of [null, undefined, '', '  '])
      expect(boundsOf('costs', caseOf({ ...house, costs }))).toEqual([0, 0]);
  });
});

describe('a percentage', () => {
  const percent = (recourse_percent: unknown) =>
    boundsOf('recourse_percent', caseOf({ ...house, recourse_percent }))[0];

  it('is read with or without its sign, from nothing to all', () => {
    expect([25, '25%', ' 25 % ', '0.5%', 0, 100, 1.5].map(percent)).toEqual([
      25, 25, 25, 0.5, 0, 100, 1.5,
    ]);
    expect(boundsOf('recourse_percent', caseOf(house))).toEqual([0, 100]);
  });

  it.each([
    [0.25, /could be a fraction/],
    [1, /could be a fraction/],
    [-1, /between 0 and 100/],
    [100.01, /between 0 and 100/],
    ['most', /'most' is not a percentage/],
  ])('of %s is refused', (recourse_percent, message) => {
    expect(mistakeIn({ ...house, recourse_percent }).message).toMatch(message);
  });
});

describe('names in a row', () => {
  it.each(['MO', 'mo', ' Missouri ', 'MISSOURI'])('take %s for Missouri', (state) => {
    expect(caseOf({ ...house, state }).setting.place.code).toBe('MO');
  });

  it('take a name of two words, however it is spaced, and a blank for no state', () => {
    expect(caseOf({ ...house, state: 'New  York' }).setting.place.code).toBe('NY');
    expect(caseOf({ ...house, state: '  ' }).setting.place.code).toBe('');
    expect(mistakeIn({ ...house, state: 5 })).toMatchObject({
      field: 'state',
      name: 'unknown_name',
    });
  });

  it('take a profile as people write it', () => {
    expect(caseOf({ ...house, profile: ' Commercial real-estate ' }).setting.profile).toBe(
      'commercial_real_estate',
    );
    expect(caseOf({ ...house, profile: 'None' }).setting.profile).toBeNull();
    expect(mistakeIn({ ...house, profile: 'castle' }).name).toBe('unknown_name');
  });

  it.each(['upper', ' Lower ', 'ERROR'])(
    'take %s for what to do when facts are unknown',
    (word) => {
      expect(caseOf({ ...house, when_unknown: word }).setting.whenUnknown).toBe(
        word.trim().toLowerCase(),
      );
    },
  );

  it('may identify the row without saying anything of the law', () => {
    const labels = {
      id: 7,
      loan_id: {},
      loan_number: 'A-1',
      reference: 'x',
      note: 'late',
      name: 'N',
    };
    expect(assessed({ ...house, ...labels }).deficiency).toBe(4500000);
  });

  it('that are misspelt are answered with the name that is meant', () => {
    const error = mistakeIn({ ...house, sale_prise: 5 });
    expect(error).toMatchObject({ field: 'sale_prise', name: 'unknown_name' });
    expect(error.message).toMatch(/did you mean sale_price\?/);
  });
});

describe('the day whose law counts', () => {
  const sold = { ...house, sale_date: '2015-06-30' };

  it('is the day of the sale, or today where that is not told', () => {
    expect(caseOf(sold).asOf).toBe(dayFromYmd(2015, 6, 30));
    expect(caseOf(house).asOf).toBe(TODAY);
    expect(assessed(sold).lawAsOf).toBe(dayFromYmd(2015, 6, 30));
    const presumed = assessed(house).assumed.find(({ name }) => name === 'sale_date');
    expect(presumed?.value).toBe(TODAY);
  });

  it('is today or a fixed day where the settings say so', () => {
    expect(caseOf(sold, readerWith({ lawAsOf: 'today' })).asOf).toBe(TODAY);
    expect(caseOf(sold, readerWith({ lawAsOf: 12345 })).asOf).toBe(12345);
  });
});

describe('terms of the workbook', () => {
  const terms = readerWith({
    profile: 'commercial_real_estate',
    profileAmounts: { recourse_cap: 15000, guaranty_cap: null },
  });
  const row = { balance: 100000, sale_price: 60000, state: 'MO' };

  it('hold for every row that has none of its own', () => {
    expect(assessed(row, terms).deficiency).toBe(4000000);
    const limited = readerWith({
      profile: 'commercial_real_estate',
      profileFacts: { recourse: 'limited' },
      profileAmounts: { recourse_cap: 15000 },
    });
    expect(assessed(row, limited).deficiency).toBe(1500000);
    expect(assessed({ ...row, recourse_cap: 20000 }, limited).deficiency).toBe(2000000);
    expect([...caseOf(row, limited).fromTerms]).toEqual([['recourse_cap', 1500000]]);
    expect([...caseOf({ ...row, recourse_cap: 20000 }, limited).fromTerms]).toEqual([]);
    expect(factOf('recourse_limit', caseOf(row, limited))).toBe('amount');
  });

  it('say how recourse and a guaranty are limited', () => {
    const limits = (given: object) => factOf('recourse_limit', caseOf({ ...row, ...given }));
    expect(limits({ recourse_cap: 5 })).toBe('amount');
    expect(limits({ recourse_percent: 50 })).toBe('percent');
    expect(limits({ recourse_cap: 5, recourse_percent: 50 })).toBe('both');
    expect(factOf('recourse', caseOf({ ...row, recourse_percent: 50 }))).toBe('limited');
    expect(factOf('recourse', caseOf({ ...row, recourse_cap: 5, recourse: 'full' }))).toBe('full');
    expect(factOf('guaranty_capped', caseOf({ ...row, guaranty_cap: 5 }))).toBe(true);
    expect(factOf('guaranty_capped', caseOf(row))).toBe(false);
    const capped = readerWith({ profileAmounts: { guaranty_cap: 5 } });
    expect(factOf('guaranty_capped', caseOf(row, capped))).toBe(true);
    const byPercent = readerWith({ profileAmounts: { recourse_percent: '50%' } });
    expect(factOf('recourse_limit', caseOf(row, byPercent))).toBe('percent');
    expect(factOf('recourse_limit', caseOf({ ...row, recourse_cap: 5 }, byPercent))).toBe('amount');
  });

  it.each([
    [{ sale_price: 5 }, 'sale_price'],
    [{ principal: 5 }, 'principal'],
    [{ balance: 5 }, 'balance'],
    [{ method: 'judicial' }, 'method'],
    [{ recourse_cap: 'abc' }, 'recourse_cap'],
  ])('of %j are refused', (profileAmounts, field) => {
    expect(mistakeIn(row, readerWith({ profileAmounts })).field).toBe(field);
  });
});

describe("the workbook's own facts", () => {
  const row = { balance: 300000, sale_price: 255000, state: 'MO' };

  it('hold without a profile, unless the row says otherwise or names a profile', () => {
    const own = readerWith({ profileFacts: { method: 'judicial' } });
    const item = caseOf(row, own);
    expect(factOf('method', item)).toBe('judicial');
    expect(item.setting.facts.origins.get('method')).toBe('profile');
    expect(factOf('method', caseOf({ ...row, method: 'strict' }, own))).toBe('strict');
    expect(factOf('method', caseOf({ ...row, profile: 'none' }, own))).toBeUndefined();
  });

  it('say nothing of a row about other collateral', () => {
    const own = readerWith({ profileFacts: { collateral: 'motor_vehicle', method: 'judicial' } });
    expect(factOf('method', caseOf({ ...row, collateral: 'motor_vehicle' }, own))).toBe('judicial');
    const land = { ...row, collateral: 'real_property' };
    expect(factOf('method', caseOf(land, own))).toBeUndefined();
  });

  it('may be dates', () => {
    const own = readerWith({ profileFacts: { origination_date: '2008-05-01' } });
    expect(factOf('origination_date', caseOf(row, own))).toBe(dayFromYmd(2008, 5, 1));
    expect(mistakeIn(row, readerWith({ profileFacts: { origination_date: 'soon' } })).field).toBe(
      'origination_date',
    );
  });
});

describe('many cases', () => {
  it('are each answered by their own facts, however many went before', () => {
    const reader = readerWith();
    for (let n = 0; n < 9000; n += 1)
      caseOf(
        { ...house, sale_price: n, loan_purpose: 'other', acres: n, property_use: null },
        reader,
      );
    expect(assessed({ ...house, recourse: 'none' }, reader).status).toBe('barred');
    expect(assessed(house, reader).status).toBe('recoverable');
  });
});

describe('a row that shares its remembered facts with another', () => {
  it('still shows its own numbers and dates', () => {
    const reader = readerWith();
    const loan = { balance: 100, sale_price: 50, state: 'MN', profile: 'farm' };
    const acres = (n: number) => valueIn(caseOf({ ...loan, acres: n }, reader), 'acres');
    expect([acres(100), acres(101)]).toEqual([100, 101]);
  });
});
