/** What stands beside the number: which rules apply and why the others do not, what was assumed, asked, due and required. */
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../src/calculation/deficiency/assess';
import { AMOUNTS } from '../../../src/law/amounts';
import { assessed, readerWith } from '../support';
import { parseIso } from '../../../src/money/dates';

const day = (iso: string): number => {
  const read = parseIso(iso);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};

const house = { balance: 300_000, sale_price: 255_000 };

const shown = (record: Record<string, unknown>, settings = {}) =>
  assessed({ ...house, ...record }, readerWith(settings));

const arizona = () => shown({ state: 'AZ', profile: 'home_loan', sale_date: '2026-03-02' });
const guarantor = () =>
  shown({
    state: 'TX',
    profile: 'commercial_real_estate',
    obligor: 'guarantor',
    fair_value: 270_000,
  });
const bare = () =>
  shown(
    { state: 'TX', collateral: 'real_property', method: 'nonjudicial' },
    { debtorDefences: 'not_raised', fairValuePolicy: 'never' },
  );

const finding = (of: Assessment, id: string) => {
  const found = of.findings.find(({ rule }) => rule.id === id);
  if (!found) throw new Error(`${id} was not looked at`);
  return found;
};

describe('a rule', () => {
  it('that applies needs no reason: § 33-814(G) on a house of a single family on a quarter acre', () => {
    expect(finding(arizona(), 'AZ-ARS-33-814G')).toMatchObject({
      result: 'applies',
      unverified: false,
      outOfPlay: null,
      causes: [],
    });
  });

  it('that does not apply names each fact that it wants otherwise', () => {
    expect(finding(arizona(), 'AZ-ARS-33-727')).toMatchObject({
      result: 'does not apply',
      causes: [{ fact: 'method', wants: 'judicial', has: 'nonjudicial' }],
    });
    expect(finding(arizona(), 'AZ-ARS-44-5501').causes).toEqual([
      { fact: 'collateral', wants: ['motor_vehicle', 'consumer_goods'], has: 'real_property' },
    ]);
    expect(finding(arizona(), 'AZ-ARS-33-727-unserved').causes).toEqual([
      { fact: 'method', wants: 'judicial', has: 'nonjudicial' },
      { fact: 'personally_served_or_appeared', wants: false, has: true },
    ]);
  });

  it('rests on memory where its file says that nobody read it, and only there', () => {
    const flagged = new Set(
      arizona().findings.map(({ rule, unverified }) => `${rule.known} ${unverified}`),
    );
    expect(flagged).toContain('recall true');
    expect(flagged).toContain('statute false');
    expect(flagged).not.toContain('recall false');
    expect(flagged).not.toContain('statute true');
    expect(finding(arizona(), 'AZ-ARS-33-814D').causes).toEqual([
      { fact: 'timely_motion', wants: false, has: true },
    ]);
  });

  it('cannot be said where a fact is missing: whether a guarantor waived § 51.003', () => {
    expect(finding(guarantor(), 'TX-PROP-51.003-C')).toMatchObject({
      result: 'cannot be said',
      causes: [{ fact: 'guarantor_waived_value_credit', wants: true, has: null }],
    });
    // The rule on waivers itself asks for it once, not twice.
    expect(finding(guarantor(), 'TX-WAIVER-MOAYEDI').causes).toEqual([
      { fact: 'guarantor_waived_value_credit', wants: true, has: null },
    ]);
  });

  it('is out of play where the debtor did not raise it or the settings set it aside, and gives no other reason', () => {
    expect(finding(bare(), 'TX-PROP-51.003-C')).toMatchObject({
      result: 'does not apply',
      outOfPlay: 'not raised by the debtor',
      causes: [],
    });
    expect(finding(bare(), 'POLICY-HIGHER-OF-PRICE-AND-VALUE').outOfPlay).toMatch(/never credited/);
    expect(finding(bare(), 'TX-PROP-51.003-PRICE').outOfPlay).toBeNull();
  });
});

describe('what was assumed', () => {
  it('are the facts on which a rule turns, in the order in which people are asked, and no others', () => {
    expect(arizona().assumed).toEqual([
      { name: 'collateral', value: 'real_property', from: 'profile' },
      { name: 'residential', value: true, from: 'profile' },
      { name: 'dwelling_units', value: 1, from: 'profile' },
      { name: 'acres', value: 0.25, from: 'profile' },
      { name: 'builder_or_unfinished_home', value: false, from: 'presumed' },
      { name: 'obligor', value: 'borrower', from: 'profile' },
      { name: 'method', value: 'nonjudicial', from: 'profile' },
      { name: 'sale_valid', value: true, from: 'presumed' },
      { name: 'senior_sale_wiped_out_lien', value: false, from: 'presumed' },
      { name: 'timely_motion', value: true, from: 'presumed' },
      { name: 'suit_on_note_without_foreclosure', value: false, from: 'presumed' },
      { name: 'recourse', value: 'full', from: 'presumed' },
      { name: 'loan_programme', value: 'conventional', from: 'presumed' },
      { name: 'federal_holder', value: false, from: 'presumed' },
      { name: 'bankruptcy', value: 'none', from: 'presumed' },
      { name: 'sold_in_military_service', value: false, from: 'presumed' },
      { name: 'prior_liens', value: 0, from: 'blank' },
      { name: 'lien_priority', value: 1, from: 'profile' },
    ]);
  });

  it('leaves out what was told, and names the day of the law where no sale date was', () => {
    const names = guarantor().assumed.map(({ name }) => name);
    expect(names).not.toContain('obligor');
    expect(names).not.toContain('fair_value');
    expect(guarantor().assumed.at(-1)).toEqual({
      name: 'sale_date',
      value: day('2026-07-01'),
      from: 'presumed',
    });
    expect(bare().assumed.map(({ name }) => name)).toEqual([
      'reverse_mortgage',
      'sale_valid',
      'fair_value_requested',
      'recourse',
      'loan_programme',
      'bankruptcy',
      'sold_in_military_service',
      'sale_date',
    ]);
  });

  it('names items beside a balance where there are any, and not where they are nothing or were told', () => {
    const names = (record: Record<string, unknown>) =>
      shown({
        state: 'MO',
        profile: 'vehicle',
        balance: 9_000,
        sale_price: 4_000,
        ...record,
      }).assumed.map(({ name }) => name);
    expect(names({ late_fees: 50 })).toContain('items_in_balance');
    expect(names({ late_fees: 0 })).not.toContain('items_in_balance');
    expect(names({})).not.toContain('items_in_balance');
    expect(names({ late_fees: 50, items_in_balance: false })).not.toContain('items_in_balance');
    expect(names({ taxes: 50 })).toContain('taxes_paid_from_price');
    expect(names({ taxes: 50, taxes_paid_from_price: false })).not.toContain(
      'taxes_paid_from_price',
    );
  });

  // MCL 600.3280: land worth the debt is a full defence against a lender that bought, which the debtor must raise.
  it('lists what a rule rests on that the amounts bring into play, and not where they leave it out', () => {
    const names = (fair_value: number) =>
      shown({ state: 'MI', profile: 'home_loan', fair_value }).assumed.map(({ name }) => name);
    expect(names(300_000)).toEqual(
      expect.arrayContaining(['collateral', 'method', 'purchaser', 'fair_value_requested']),
    );
    expect(names(299_999.99)).not.toContain('fair_value_requested');
    const told = shown({
      ...{ state: 'MI', profile: 'home_loan', fair_value: 310_000 },
      ...{ purchaser: 'lender', fair_value_requested: true },
    });
    expect(told.status).toBe('barred');
    expect(told.assumed.map(({ name }) => name)).not.toContain('purchaser');
  });

  it('says of a blank amount that reads another what stands in', () => {
    // New York adds prior liens to the debt; none are told.
    const newYork = shown({ state: 'NY', profile: 'home_loan', fair_value: 270_000 });
    expect(newYork.assumed).toContainEqual({ name: 'prior_liens', value: 0, from: 'blank' });
    const told = shown({ state: 'NY', profile: 'home_loan', fair_value: 270_000, prior_liens: 1 });
    expect(told.assumed.map(({ name }) => name)).not.toContain('prior_liens');
  });
});

describe('amounts that were assumed', () => {
  const blanks = (record: Record<string, unknown>, settings = {}) =>
    shown(record, settings).assumed.filter(({ name }) =>
      AMOUNTS.some((amount) => amount.name === name),
    );

  it('stand for another: all costs of a car in Massachusetts are taken to be of its retaking', () => {
    // Mass. Gen. Laws c. 255B, § 20B(e)(1): the debt and the cost of retaking, less the value.
    const car = { state: 'MA', profile: 'vehicle', retail_installment_contract: true, costs: 900 };
    const assumed = { name: 'retaking_costs', value: 'costs', from: 'blank' };
    expect(blanks({ ...car, fair_value: 255_000 })).toContainEqual(assumed);
    expect(blanks({ ...car, fair_value: 255_000, retaking_costs: 500 })).not.toContainEqual(
      assumed,
    );
    expect(blanks({ state: 'MO', profile: 'home_loan' })).not.toContainEqual(assumed);
  });

  it('are a value no higher than the price where the settings say so and a rule reads it', () => {
    const price = { missingFairValue: 'sale_price' };
    const assumed = { name: 'fair_value', value: 'sale_price', from: 'blank' };
    expect(blanks({ state: 'FL', profile: 'home_loan' }, price)).toContainEqual(assumed);
    expect(blanks({ state: 'FL', profile: 'home_loan' })).not.toContainEqual(assumed);
    expect(blanks({ state: 'NY', profile: 'home_loan', fair_value: 1 }, price)).not.toContainEqual(
      assumed,
    );
  });

  it('come from the loan terms of the workbook where a rule reads them, and from nowhere else', () => {
    const terms = { profileAmounts: { recourse_cap: '20,000', waste_loss: 7 } };
    const limited = { state: 'MO', profile: 'home_loan', recourse: 'limited' };
    expect(blanks(limited, terms)).toEqual([
      { name: 'recourse_cap', value: 20_000, from: 'profile' },
    ]);
    expect(blanks({ ...limited, recourse_cap: 10_000 }, terms)).toEqual([]);
    expect(blanks({ ...limited, recourse: 'full' }, terms)).toEqual([]);
  });
});

describe('what is missing', () => {
  it('is the one fact that decides between 30,000 and 45,000', () => {
    expect([guarantor().low, guarantor().high]).toEqual([3_000_000, 4_500_000]);
    expect(guarantor().missing).toEqual(['guarantor_waived_value_credit']);
  });

  it('is asked in the order of what it decides: an appraisal decides more than a cap of unknown size', () => {
    const connecticut = shown({ state: 'CT', profile: 'home_loan' });
    expect(connecticut.missing).toEqual(['appraised_value']);
    const limited = shown({
      state: 'NV',
      profile: 'home_loan',
      fair_value: 270_000,
      recourse: 'limited',
      recourse_limit: 'amount',
    });
    expect(limited.missing).toContain('recourse_cap');
    expect(limited.missing).toContain('origination_date');
  });

  it('is nothing where the answer is known, and first of all the state where none is named', () => {
    expect(arizona().missing).toEqual([]);
    expect(shown({ fair_value: 255_000 }).missing[0]).toBe('state');
  });
});

describe('deadlines and requirements', () => {
  it('are those of rules that apply or may apply, with a date where the start is known', () => {
    const due = arizona().deadlines.find(({ rule }) => rule === 'AZ-ARS-33-814A-deadline');
    // 90 days from 2 March 2026.
    expect(due).toMatchObject({ date: day('2026-05-31'), certain: true, from: 'sale' });
    expect(bare().deadlines.map(({ rule, certain, date }) => [rule, certain, date])).toEqual([
      ['TX-PROP-51.003-A', true, null],
      ['TX-CPRC-16.035', true, null],
    ]);
    expect(arizona().deadlines.map(({ rule }) => rule)).not.toContain('AZ-ARS-12-1566-30D');
  });

  it('bind the debtor where the rule says so', () => {
    expect(guarantor().deadlines.some(({ bindsDebtor }) => bindsDebtor)).toBe(false);
    const within = shown({
      state: 'TX',
      profile: 'home_loan',
      obligor: 'guarantor',
      guarantor_judgment_before_sale: true,
    });
    expect(within.deadlines.find(({ rule }) => rule === 'TX-PROP-51.005')?.bindsDebtor).toBe(true);
  });

  it('are required only where the rule applies', () => {
    const home = { state: 'IL', profile: 'home_loan', method: 'judicial', purchaser: 'lender' };
    expect(shown(home).requirements.map(({ id }) => id)).toContain('IL-15-1508-CONF');
    expect(bare().requirements).toEqual([]);
  });

  it('are told apart from notes, which ask nothing of anybody', () => {
    expect(guarantor().requirements).toEqual([]);
    expect(guarantor().notes.map(({ id }) => id)).toEqual(['TX-FV-MARTIN']);
    const home = { state: 'IL', profile: 'home_loan', method: 'judicial', purchaser: 'lender' };
    expect(shown(home).requirements.map(({ id }) => id)).not.toContain('IL-CASE-JAFRY');
    expect(shown(home).notes.map(({ id }) => id)).toContain('IL-CASE-JAFRY');
  });
});

describe('reasons of an open case', () => {
  it('are those of both ends, each once, and none is certain where it decides', () => {
    expect(guarantor().reasons.map(({ rule, certain }) => [rule, certain])).toEqual([
      ['TX-WAIVER-MOAYEDI', false],
      ['TX-PROP-51.003-C', false],
    ]);
    expect(bare().reasons.map(({ rule, certain }) => [rule, certain])).toEqual([
      ['TX-PROP-51.003-PRICE', true],
      ['TX-CONST-16-50A6', false],
    ]);
  });

  it('begin with the end that the cell shows', () => {
    const lower = shown(
      { state: 'TX', profile: 'commercial_real_estate', obligor: 'guarantor', fair_value: 270_000 },
      { whenUnknown: 'lower' },
    );
    expect(lower.deficiency).toBe(3_000_000);
    expect(lower.reasons[0]?.rule).toBe('TX-PROP-51.003-C');
  });
});

describe('steps', () => {
  const lines = (of: ReturnType<typeof assessed>) =>
    of.steps.map(({ stage, label, amount, total, rule }) => [
      stage,
      label,
      amount / 100,
      total / 100,
      rule,
    ]);

  it('go from the debt to nothing where a bar stands: the value measured first, then the bar', () => {
    const value = shown({
      state: 'AZ',
      profile: 'home_loan',
      sale_date: '2026-03-02',
      fair_value: 270_000,
      costs: 7_000,
    });
    expect(
      lines(value).map(([stage, , amount, total, rule]) => [stage, amount, total, rule]),
    ).toEqual([
      ['Default and enforcement', 300_000, 300_000, null],
      ['Default and enforcement', 7_000, 307_000, null],
      ['Sale proceeds applied', -255_000, 52_000, null],
      ['Shortfall measured', -15_000, 37_000, 'AZ-ARS-33-814A-value'],
      ['Court action', -37_000, 0, 'AZ-ARS-33-814G'],
      ['Court action', 0, 0, null],
    ]);
  });

  it('measure from what the law counts: of 500 costs only the 300 of retaking in Massachusetts', () => {
    const car = shown({
      state: 'MA',
      profile: 'vehicle',
      balance: 5_000,
      sale_price: 500,
      fair_value: 800,
      costs: 500,
      retaking_costs: 300,
    });
    expect(lines(car)).toContainEqual([
      'Shortfall measured',
      'What the law adds to the debt',
      -200,
      4_800,
      'MA-255B-20B-FV',
    ]);
    expect(car.steps.find(({ amount }) => amount === -20_000)?.words).toMatch(/^measured from /);
  });

  it('end a surplus in a line of its own', () => {
    const surplus = shown({ state: 'MO', profile: 'home_loan', sale_price: 310_000 });
    expect(lines(surplus)).toContainEqual([
      'Shortfall measured',
      'Surplus, not a deficiency',
      10_000,
      0,
      null,
    ]);
    expect(surplus.steps.find(({ label }) => label.startsWith('Surplus'))?.words).toBe(
      '10,000 more than is owed; it belongs to others',
    );
  });

  it('cap what the loan terms cap', () => {
    const capped = shown({
      state: 'MO',
      profile: 'home_loan',
      recourse: 'limited',
      recourse_cap: 20_000,
    });
    const [cap, last] = capped.steps.slice(-2);
    expect(cap).toMatchObject({ amount: -2_500_000, total: 2_000_000, rule: 'TERMS-RECOURSE-CAP' });
    expect(cap?.words).toMatch(/^not more than /);
    expect(last).toMatchObject({ label: 'Deficiency', amount: 0, total: 2_000_000 });
  });

  it('name both bars where missing facts decide which of them holds', () => {
    const both = shown({
      state: 'NC',
      profile: 'home_loan',
      rate_spread_or_nontraditional_loan: true,
      growing_balance_or_modified_loan: true,
    });
    const bar = both.steps.at(-2);
    const titles = both.reasons.filter(({ effect }) => effect === 'bar').map(({ title }) => title);
    expect(titles).toHaveLength(2);
    expect(bar?.label).toBe(titles.join(', or '));
    expect(bar?.citation).toBe(
      'N.C. Gen. Stat. § 45-21.38A(d)(1) or N.C. Gen. Stat. § 45-21.38A(d)(2)',
    );
  });
});
