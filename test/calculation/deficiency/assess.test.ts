import { describe, expect, it } from 'vitest';
import { assessed, caseOf, mistakeIn, readerWith } from '../support';
import { breakEvenPrice } from '../../../src/calculation/deficiency/breakEven';

const house = { balance: 300000, sale_price: 255000, profile: 'home_loan' };

describe('the textbook case', () => {
  it('leaves 45,000 where the whole shortfall may be recovered', () => {
    const found = assessed({ ...house, state: 'MO' });
    expect(found).toMatchObject({
      deficiency: 4500000,
      low: 4500000,
      high: 4500000,
      shortfall: 4500000,
    });
    expect(found.status).toBe('recoverable');
  });

  it('leaves the same when 262,000 came in and 7,000 were spent', () => {
    const found = assessed({ ...house, sale_price: 262000, costs: 7000, state: 'MO' });
    expect(found.deficiency).toBe(4500000);
  });

  it('leaves nothing on a non-recourse loan, and says that the terms bar it', () => {
    const found = assessed({ ...house, state: 'MO', recourse: 'none' });
    expect(found).toMatchObject({ deficiency: 0, status: 'barred' });
    expect(found.reasons[0]).toMatchObject({ rule: 'TERMS-NONRECOURSE', effect: 'bar' });
  });

  it('leaves a surplus of 10,000 when the house brought 310,000', () => {
    const found = assessed({ ...house, sale_price: 310000, state: 'MO' });
    expect(found).toMatchObject({ deficiency: 0, surplus: 1000000, shortfall: 0, status: 'none' });
  });

  it('cannot say what may be recovered without a state', () => {
    const found = assessed(house);
    expect(found).toMatchObject({ low: 0, high: 4500000, status: 'open', missing: ['state'] });
  });

  it('builds the balance from its parts less credits', () => {
    const parts = {
      principal: 280000,
      accrued_interest: 15000,
      late_fees: 1000,
      attorney_fees: 5000,
    };
    const found = assessed({
      ...parts,
      credits: 1000,
      sale_price: 255000,
      profile: 'home_loan',
      state: 'MO',
    });
    expect(found.deficiency).toBe(4500000);
  });
});

describe('steps', () => {
  const names = [
    'Default and enforcement',
    'Sale proceeds applied',
    'Shortfall measured',
    'Court action',
  ];

  it('stand under the four stages, in order, and add up to the deficiency', () => {
    const found = assessed({ ...house, costs: 7000, state: 'MO' });
    const order = found.steps.map((step) => names.indexOf(step.stage));
    expect(order).toEqual([...order].sort());
    expect(found.steps.reduce((sum, step) => sum + step.amount, 0)).toBe(5200000);
    expect(found.steps.at(-1)).toMatchObject({ label: 'Deficiency', total: 5200000 });
  });

  it('show the bar as the step that takes everything away', () => {
    const found = assessed({ ...house, state: 'CA' });
    const bar = found.steps.find((step) => step.rule === 'CA-CCP-580d');
    expect(bar).toMatchObject({ stage: 'Court action', amount: -4500000, total: 0 });
  });

  it('lead to nothing at the lower end while nobody says which state', () => {
    const lower = readerWith({ whenUnknown: 'lower' });
    const { steps } = assessed(house, lower);
    expect(steps.slice(-2).map(({ label, amount, total }) => [label, amount, total])).toEqual([
      ['No state was told', -4500000, 0],
      ['Deficiency at least', 0, 0],
    ]);
  });
});

describe('recourse under the loan terms', () => {
  const loan = {
    balance: 100000,
    sale_price: 60000,
    costs: 0,
    profile: 'commercial_real_estate',
    state: 'MO',
  };
  const owed = (terms: Record<string, unknown>) => assessed({ ...loan, ...terms }).deficiency / 100;

  it('stops at an agreed amount', () => {
    expect(owed({ recourse: 'limited', recourse_cap: 15000 })).toBe(15000);
    expect(owed({ recourse_cap: 15000 })).toBe(15000);
    expect(owed({ recourse_cap: 90000 })).toBe(40000);
  });

  it('covers the last dollars of a percentage until the whole debt is paid', () => {
    expect(owed({ recourse_percent: 25, recourse_slice: 'last' })).toBe(25000);
    expect(owed({ recourse_percent: '25%', recourse_slice: 'last', sale_price: 90000 })).toBe(
      10000,
    );
  });

  it('burns a top slice off with the first proceeds', () => {
    expect(owed({ recourse_percent: 25, recourse_slice: 'top' })).toBe(0);
    expect(owed({ recourse_percent: 75, recourse_slice: 'top' })).toBe(15000);
  });

  it('shares what is left in proportion', () => {
    expect(owed({ recourse_percent: 25, recourse_slice: 'shared' })).toBe(10000);
  });

  it('leaves a percentage open between its readings until someone says which slice', () => {
    const found = assessed({ ...loan, recourse_percent: 75 });
    expect(found).toMatchObject({ low: 1500000, high: 4000000, status: 'open' });
    expect(found.missing).toEqual(['recourse_slice']);
  });

  it('takes the lower of an amount and a percentage', () => {
    const terms = { recourse_cap: 20000, recourse_percent: 25, recourse_slice: 'last' };
    expect(owed(terms)).toBe(20000);
  });

  it('limits a triggered carve-out for losses to the loss', () => {
    const terms = { recourse: 'none', carve_out: 'loss', carve_out_loss: 12000 };
    expect(owed(terms)).toBe(0);
    expect(owed({ ...terms, carve_out_triggered: true })).toBe(12000);
  });

  it('makes the loan full recourse when such a carve-out is triggered', () => {
    expect(owed({ recourse: 'none', carve_out: 'full', carve_out_triggered: true })).toBe(40000);
  });

  it('stops a guaranty at its limit', () => {
    expect(owed({ obligor: 'guarantor', guaranty_cap: 10000 })).toBe(10000);
  });

  it('follows the papers of a deed in lieu or short sale', () => {
    const short = { method: 'short_sale' };
    expect(owed({ ...short, deficiency_release: 'released' })).toBe(0);
    expect(owed({ ...short, deficiency_release: 'reserved' })).toBe(40000);
    expect(owed({ ...short, deficiency_release: 'partial', reserved_amount: 5000 })).toBe(5000);
    expect(assessed({ ...loan, ...short }).missing).toContain('deficiency_release');
  });
});

describe('settings', () => {
  it('answer an open case with the lower end when asked to', () => {
    const open = { ...house, state: 'MO', method: 'short_sale' };
    expect(assessed(open).deficiency).toBe(4500000);
    expect(assessed({ ...open, when_unknown: 'lower' }).deficiency).toBe(0);
  });

  it('credit the higher of price and value everywhere when the policy says so', () => {
    const always = readerWith({ fairValuePolicy: 'always' });
    expect(assessed({ ...house, fair_value: 280000, state: 'MO' }, always).deficiency).toBe(
      2000000,
    );
    expect(assessed({ ...house, fair_value: 280000, state: 'MO' }).deficiency).toBe(4500000);
  });

  it('let a row name another profile than the workbook, or none', () => {
    const homes = readerWith({ profile: 'home_loan' });
    expect(assessed({ ...house, profile: undefined, state: 'CA' }, homes).status).toBe('barred');
    expect(assessed({ ...house, profile: 'none', state: 'CA' }, homes).status).toBe('open');
  });

  it("let the workbook's own facts stand over the profile's, and the row's over both", () => {
    const judicial = readerWith({ profile: 'home_loan', profileFacts: { method: 'judicial' } });
    const row = { balance: 300000, sale_price: 255000, state: 'MO' };
    const method = (found: ReturnType<typeof caseOf>) => found.setting.facts.values.get('method');
    expect(method(caseOf(row, judicial))).toBe('judicial');
    expect(method(caseOf({ ...row, method: 'nonjudicial' }, judicial))).toBe('nonjudicial');
  });

  it('list what was assumed, and nothing that was told', () => {
    const found = assessed({ ...house, state: 'CA', method: 'nonjudicial' });
    const names = found.assumed.map((item) => item.name);
    expect(names).toContain('obligor');
    expect(names).not.toContain('method');
    expect(found.assumed.find((item) => item.name === 'sale_date')?.from).toBe('presumed');
  });
});

describe('break-even', () => {
  it('is the debt and costs where the price counts', () => {
    expect(breakEvenPrice(caseOf({ ...house, costs: 7000, state: 'MO' }))).toBe(30700000);
  });

  it('is nothing where the law bars the deficiency', () => {
    expect(breakEvenPrice(caseOf({ ...house, state: 'CA' }))).toBe(0);
  });

  it('is nothing where the value credited covers the debt', () => {
    const always = readerWith({ fairValuePolicy: 'always' });
    expect(breakEvenPrice(caseOf({ ...house, state: 'MO', fair_value: 300000 }, always))).toBe(0);
    expect(breakEvenPrice(caseOf({ ...house, state: 'MO', fair_value: 299999 }, always))).toBe(
      30000000,
    );
  });
});

describe('a mistake', () => {
  it.each([
    [{ sale_price: 1 }, 'balance', /is missing/],
    [{ balance: 1 }, 'sale_price', /is missing/],
    [{ ...house, costs: 'abc' }, 'costs', /'abc' is not an amount/],
    [{ ...house, costs: -1 }, 'costs', /negative/],
    [{ ...house, balance: NaN }, 'balance', /not a number/],
    [{ ...house, balance: 1e300 }, 'balance', /70 trillion/],
    [{ ...house, state: 'XX' }, 'state', /no such state: XX; use a code such as TX/],
    [
      { ...house, state: 'Ilinois' },
      'state',
      /no such state: Ilinois; did you mean Illinois \(IL\)\?/,
    ],
    [{ ...house, state: 'New  Yrok' }, 'state', /did you mean New York \(NY\)\?/],
    [{ ...house, profile: 'castle' }, 'profile', /no such profile/],
    [{ ...house, methd: 'judicial' }, 'methd', /did you mean method\?/],
    [{ ...house, zzzzzzzz: 1 }, 'zzzzzzzz', /DEFICIENCY.FACTS lists them/],
    [{ ...house, method: 'auction' }, 'method', /none of judicial/],
    [{ ...house, owner_occupied: 'perhaps' }, 'owner_occupied', /neither yes nor no/],
    [{ ...house, sale_date: '2025-02-30' }, 'sale_date', /./],
    [{ ...house, when_unknown: 'middle' }, 'when_unknown', /none of upper/],
    [{ ...house, recourse_percent: 0.25 }, 'recourse_percent', /write 25 or "25%"/],
    [{ ...house, recourse_percent: 250 }, 'recourse_percent', /between 0 and 100/],
    [
      { ...house, principal: 1000, late_fees: 5 },
      'balance',
      /is 300,000, but its parts .* add up to 1,005/,
    ],
    [{ accrued_interest: 5, sale_price: 1 }, 'principal', /is missing/],
    [{ principal: 5, credits: 6, sale_price: 1 }, 'credits', /more than all that is owed/],
    [{ ...house, __proto__: null, toString: 'x' }, 'toString', /no fact or amount/],
    [{ ...house, credit: 5 }, 'credit', /no fact or amount/],
    [{ ...house, debt: 5 }, 'debt', /no fact or amount/],
    [{ ...house, method: { a: 1 } }, 'method', /./],
  ])('in %j is named with its field', (record, field, message) => {
    const mistake = mistakeIn(record);
    expect(mistake.field).toBe(field);
    expect(mistake.message).toMatch(message);
  });

  it("in the workbook's profile is named too", () => {
    const reader = readerWith({ profileFacts: { methd: 'judicial' } });
    expect(mistakeIn({ ...house, state: 'MO' }, reader).field).toBe('methd');
  });
});

describe('cases read one after another', () => {
  it('do not share an answer when only a date on which a rule turns differs', () => {
    const reader = readerWith();
    const loan = { balance: 9e5, sale_price: 7e5, state: 'OH', profile: 'commercial_real_estate' };
    const deadlines = (maturity_date = '2010-07-01') =>
      assessed({ ...loan, maturity_date }, reader).deadlines.map((d) => d.rule);
    expect(deadlines()).not.toContain('OH-2305.06-OLD');
    expect(deadlines('2018-07-01')).toContain('OH-2305.06-OLD');
    expect(deadlines('2022-07-01')).not.toContain('OH-2305.06-OLD');
  });
});

describe('amounts at the edge of what cents hold', () => {
  it('are refused where they can no longer be added up exactly', () => {
    const most = 70_368_744_177_663.99;
    expect(mistakeIn({ balance: most, sale_price: 0, costs: 0.01 }).field).toBe('balance');
    expect(assessed({ balance: most, sale_price: 0 }).high).toBe(7_036_874_417_766_399);
  });
});

describe('blank amounts', () => {
  it('that a rule reads as nothing are listed under what was assumed', () => {
    const loan = { ...house, state: 'NY', fair_value: 260000 };
    const names = (record: Record<string, unknown>) =>
      assessed(record).assumed.map((item) => item.name);
    expect(names(loan)).toContain('prior_liens');
    expect(names({ ...loan, prior_liens: 0 })).not.toContain('prior_liens');
  });
});
