// One end of a range followed to its rules, and what would narrow it, under a law made up for the test.
import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/calculation/deficiency/case';
import { missingFrom } from '../../../src/calculation/deficiency/missing';
import { outcome } from '../../../src/calculation/deficiency/outcome';
import { stepsAlong } from '../../../src/calculation/deficiency/steps';
import { trace, type Side } from '../../../src/calculation/deficiency/trace';
import { compileRules, type Jurisdiction } from '../../../src/law/book';
import type { FactValue } from '../../../src/law/facts';
import { branches, type PlanSettings } from '../../../src/law/plan';
import type { RuleData } from '../../../src/law/rule';
import { least, most, type Amounts } from '../../../src/law/amounts';
import { amountsOf as inDollars, type Dollars } from '../../law/support';
import { caseOf } from '../support';

const plan: PlanSettings = { asOf: 100, debtorDefences: 'raised', fairValuePolicy: 'statute' };

const rule = (id: string, effect: RuleData['effect'], when: RuleData['when'] = {}): RuleData => ({
  id,
  citation: `Code § ${id}`,
  title: `Rule ${id}`,
  effect,
  when,
  known: 'statute',
});
const bar = (id: string, when: RuleData['when'] = {}) => rule(id, { kind: 'bar' }, when);
const credit = (id: string, formula: string, when: RuleData['when'] = {}, base?: string) =>
  rule(id, { kind: 'credit', credit: formula, ...(base ? { base } : {}) }, when);
const cap = (id: string, formula: string, when: RuleData['when'] = {}) =>
  rule(id, { kind: 'cap', cap: formula }, when);

/** Debt 300,000, costs 7,000, price 255,000: 52,000 short. */
const amountsOf = (more: Record<string, Dollars> = {}): Amounts =>
  inDollars({ debt: 300_000, costs: 7_000, sale_price: 255_000, fair_value: 270_000, ...more });

const anyCase = caseOf({ balance: 1, sale_price: 1 });

function caseUnder(
  rules: RuleData[],
  amounts: Amounts = amountsOf(),
  told: Record<string, FactValue> = {},
): Case {
  const compiled = compileRules(rules);
  const place: Jurisdiction = {
    code: 'ZZ',
    name: 'Nowhere',
    methods: ['judicial'],
    usualMethod: 'judicial',
    rules: compiled,
    asks: new Map(),
  };
  const values = new Map(Object.entries(told));
  const facts = { values, origins: new Map() };
  const setting = { ...anyCase.setting, place, plan, facts };
  return {
    ...anyCase,
    amounts,
    setting: { ...setting, branches: branches(place, values, plan) },
  };
}

/** Base, credit, rules of the measure and the caps with what they leave, and the bars, in dollars. */
function followed(side: Side, rules: RuleData[], amounts = amountsOf(), told = {}) {
  const { setting } = caseUnder(rules, amounts, told);
  const way = trace(setting.branches, amounts, side);
  return {
    base: way.base / 100,
    credit: way.credit / 100,
    measure: way.measure?.rule.data.id ?? null,
    caps: way.caps.map(({ rule: { data }, to }) => [data.id, to / 100]),
    bars: way.bars.map(({ rule: { data }, certain }) => [data.id, certain]),
  };
}

const farm = { agricultural: true };
const home = { owner_occupied: true };

describe('where no rule measures', () => {
  it('the price comes off debt and costs', () => {
    for (const side of ['low', 'high'] as const)
      expect(followed(side, [])).toEqual({
        base: 307_000,
        credit: 255_000,
        measure: null,
        caps: [],
        bars: [],
      });
  });
});

describe('a measure', () => {
  const value = credit('value', 'max(sale_price, fair_value)');
  const perhaps = credit('perhaps', 'max(sale_price, fair_value)', farm);

  it('that applies counts at both ends, and the higher credit of two', () => {
    const more = credit('more', '280000');
    for (const side of ['low', 'high'] as const) {
      expect(followed(side, [value])).toMatchObject({ credit: 270_000, measure: 'value' });
      expect(followed(side, [value, more])).toMatchObject({ credit: 280_000, measure: 'more' });
      expect(followed(side, [more, value])).toMatchObject({ credit: 280_000, measure: 'more' });
    }
  });

  it('that may apply counts at the lower end alone', () => {
    expect(followed('low', [perhaps])).toMatchObject({ credit: 270_000, measure: 'perhaps' });
    expect(followed('high', [perhaps])).toMatchObject({ credit: 255_000, measure: null });
  });

  it('that may apply stands behind one that does, unless it credits more at the lower end', () => {
    const less = credit('less', '260000');
    expect(followed('high', [perhaps, less])).toMatchObject({ credit: 260_000, measure: 'less' });
    expect(followed('low', [perhaps, less])).toMatchObject({ credit: 270_000, measure: 'perhaps' });
    const most = credit('most', '290000');
    expect(followed('low', [perhaps, most])).toMatchObject({ credit: 290_000, measure: 'most' });
  });

  it('that may add to the debt does so at the upper end alone', () => {
    const added = credit('added', 'sale_price', farm, 'debt + costs + prior_liens');
    const liens = amountsOf({ prior_liens: 20_000 });
    // 327,000 less 255,000 is more than 307,000 less 255,000.
    expect(followed('high', [added], liens)).toMatchObject({ base: 327_000, measure: 'added' });
    expect(followed('low', [added], liens)).toMatchObject({ base: 307_000, measure: null });
  });

  it('takes the end of an amount that is not known which leads to its own end', () => {
    const unknown = amountsOf({ fair_value: [200_000, 280_000], prior_liens: [0, 10_000] });
    const wide = credit('wide', 'max(sale_price, fair_value)', {}, 'debt + costs + prior_liens');
    expect(followed('low', [wide], unknown)).toMatchObject({ base: 307_000, credit: 280_000 });
    expect(followed('high', [wide], unknown)).toMatchObject({ base: 317_000, credit: 255_000 });
  });

  it('whose amount is not of its kind is passed over', () => {
    const small = credit('small', '280000', { debt: { max: 100_000 } });
    expect(followed('low', [small])).toMatchObject({ credit: 255_000, measure: null });
    expect(followed('high', [small])).toMatchObject({ credit: 255_000, measure: null });
  });
});

describe('a cap', () => {
  it('that may apply counts at the lower end alone, and only where it lowers', () => {
    const maybe = cap('maybe', '10000', farm);
    expect(followed('low', [maybe]).caps).toEqual([['maybe', 10_000]]);
    expect(followed('high', [maybe]).caps).toEqual([]);
    expect(
      followed('high', [cap('a', '30000'), cap('b', '20000'), cap('c', '25000')]).caps,
    ).toEqual([
      ['a', 30_000],
      ['b', 20_000],
    ]);
    expect(followed('high', [cap('same', '52000')]).caps).toEqual([]);
  });

  it('reads the credit of its own way: nothing above the 270,000 that came off 300,000', () => {
    const rules = [credit('value', 'fair_value'), cap('rest', 'debt - credit')];
    expect(followed('high', rules).caps).toEqual([['rest', 30_000]]);
  });

  it('below nothing is nothing', () => {
    expect(followed('high', [cap('none', 'sale_price - debt')]).caps).toEqual([['none', 0]]);
  });
});

describe('a bar', () => {
  const small = { debt: { max: 100_000 } };

  it('that may apply counts at the lower end alone; one for smaller debts counts nowhere', () => {
    const rules = [bar('maybe', farm), bar('small', small)];
    expect(followed('low', rules).bars).toEqual([['maybe', false]]);
    expect(followed('high', rules).bars).toEqual([]);
    expect(followed('high', [bar('sure')]).bars).toEqual([['sure', true]]);
  });

  const lastBar = (rules: RuleData[]) => {
    const item = caseUnder(rules);
    const way = trace(item.setting.branches, item.amounts, 'low');
    const lines = stepsAlong(item, way, 'low', outcome(item));
    return lines.find(({ words }) => words === 'nothing may be recovered');
  };

  it('that is certain is the line of the steps, wherever it stands among those that are not', () => {
    expect(lastBar([bar('maybe', farm), bar('sure')])).toMatchObject({
      label: 'Rule sure',
      rule: 'sure',
      citation: 'Code § sure',
      amount: -5_200_000,
      total: 0,
    });
  });

  it('shares the line with the others where none is certain', () => {
    expect(lastBar([bar('one', farm), bar('two', home)])).toMatchObject({
      label: 'Rule one, or Rule two',
      rule: 'one',
      citation: 'Code § one or Code § two',
    });
    expect(lastBar([])).toBeUndefined();
  });
});

describe('the way of several', () => {
  it('is the first that leads to the end asked for', () => {
    // A farm is barred; elsewhere the value comes off: 37,000.
    const rules = [bar('farm', farm), credit('other', 'fair_value', { agricultural: false })];
    expect(followed('low', rules)).toMatchObject({ bars: [['farm', true]], measure: null });
    expect(followed('high', rules)).toMatchObject({ bars: [], measure: 'other' });
    const same = [credit('yes', '260000', farm), credit('no', '260000', { agricultural: false })];
    const first = followed('high', same).measure;
    expect(followed('low', same).measure).toBe(first);
  });
});

describe('what is missing', () => {
  const value = credit('value', 'fair_value', farm);

  it('begins with what narrows most', () => {
    // From 10,000 to 52,000. Farm or not leaves 10,000 to 37,000 or all: 15,000 gained.
    // Home or not leaves 10,000 alone or 37,000 to 52,000: 42,000 and 27,000 gained.
    expect(missingFrom(caseUnder([value, cap('cap', '10000', home)]))).toEqual([
      'owner_occupied',
      'agricultural',
    ]);
    // From 37,000 to 52,000. Farm or not leaves 37,000 alone or 51,000 to 52,000: 15,000 and 14,000
    // gained. Home or not leaves 37,000 to 51,000 or all: 1,000 gained.
    expect(missingFrom(caseUnder([value, cap('cap', '51000', home)]))).toEqual([
      'agricultural',
      'owner_occupied',
    ]);
  });

  it('leaves out facts of rules that the amounts rule out', () => {
    const small = bar('small', { debt: { max: 100_000 }, owner_occupied: true });
    expect(missingFrom(caseUnder([value, small]))).toEqual(['agricultural']);
  });

  it('names an amount on which a rule turns, and none that is told', () => {
    const modest = bar('modest', { cash_price: { max: 2_000 } });
    const open = amountsOf({ cash_price: [0, 5_000] });
    expect(missingFrom(caseUnder([modest], open))).toEqual(['cash_price']);
    expect(missingFrom(caseUnder([modest], amountsOf({ cash_price: 2_500 })))).toEqual([]);
  });

  it('names all that are open where none alone narrows anything, and no amount that is told', () => {
    // Barred where both or neither hold: knowing one leaves it open as before.
    const either = {
      any: [
        { agricultural: true, owner_occupied: true },
        { agricultural: false, owner_occupied: false },
      ],
    };
    const item = caseUnder([bar('either', either), credit('sure', 'max(sale_price, fair_value)')]);
    expect(missingFrom(item)).toEqual(['agricultural', 'owner_occupied']);
    expect(missingFrom(caseUnder([bar('either', either), cap('rest', 'debt - credit')]))).toEqual([
      'agricultural',
      'owner_occupied',
    ]);
  });

  it('leaves the amounts as they were', () => {
    const open = amountsOf({ fair_value: [0, Infinity] });
    const item = caseUnder([credit('sure', 'max(sale_price, fair_value)')], open);
    expect(missingFrom(item)).toEqual(['fair_value']);
    expect([least(open, 'fair_value'), most(open, 'fair_value')]).toEqual([0, Infinity]);
  });
});
