/** Which rules apply, how unknown facts are split, and the range that is left: with a state made up for it. */
import { describe, expect, it } from 'vitest';
import { compileRules, type Jurisdiction, type Rule } from '../../src/law/book';
import {
  applies,
  branches,
  branchOf,
  isForeclosure,
  notInPlay,
  rangeOf,
  rangeOfBranch,
  unknownFacts,
  valuesOf,
  type PlanSettings,
} from '../../src/law/plan';
import type { RuleData } from '../../src/law/rule';
import type { FactValue } from '../../src/law/facts';
import { FALSE, TRUE, UNKNOWN } from '../../src/law/tri';
import { amountsOf as inDollars } from './support';

const settings: PlanSettings = { asOf: 100, debtorDefences: 'raised', fairValuePolicy: 'statute' };

const ruleData = (id: string, changes: Partial<RuleData>): RuleData => ({
  id,
  citation: `Code § ${id}`,
  title: id,
  effect: { kind: 'bar' },
  when: {},
  known: 'statute',
  ...changes,
});

const one = (data: RuleData) => compileRules([data])[0] as Rule;

function place(...data: RuleData[]): Jurisdiction {
  const rules = compileRules(data);
  return {
    code: 'ZZ',
    name: 'Nowhere',
    methods: ['judicial', 'strict'],
    usualMethod: 'strict',
    rules,
    asks: new Map(),
  };
}

const factsOf = (facts: Record<string, FactValue> = {}) => new Map(Object.entries(facts));

/** Amounts in dollars; a fair value that is left out is not known. */
const amountsOf = (values: Record<string, number>) =>
  inDollars({ fair_value: [0, Infinity], ...values });

const owed = { debt: 300000, costs: 7000, sale_price: 255000 };

/** The range in dollars under rules, facts and amounts. */
function range(
  rules: RuleData[],
  facts: Record<string, FactValue> = {},
  amounts: Record<string, number> = owed,
) {
  const { low, high } = rangeOfBranch(
    branchOf(place(...rules), factsOf(facts), settings),
    amountsOf(amounts),
  );
  return [low / 100, high / 100];
}

const guarantor = { obligor: 'guarantor' };
const bar = ruleData('bar', { when: guarantor });
const fairValue = ruleData('value', {
  effect: { kind: 'credit', credit: 'max(sale_price, fair_value)' },
});
const cap = ruleData('cap', { effect: { kind: 'cap', cap: '10000' } });

describe('a rule', () => {
  const reason = (changes: Partial<RuleData>, other: Partial<PlanSettings> = {}) =>
    notInPlay(one(ruleData('r', changes)), { ...settings, ...other });

  it('is in force from its first day to its last', () => {
    expect(reason({ from: 100, to: 100 })).toBeUndefined();
    expect(reason({ from: 101 })).toMatch(/not yet/);
    expect(reason({ to: 99 })).toMatch(/no longer/);
    expect(reason({ off: true })).toMatch(/switched off/);
  });

  it('that the debtor must raise is out where no defence is raised, if it changes the amount', () => {
    const notRaised = { debtorDefences: 'not_raised' } as const;
    expect(reason({ raisedBy: 'debtor' })).toBeUndefined();
    expect(reason({ raisedBy: 'debtor' }, notRaised)).toMatch(/not raised/);
    expect(reason({ raisedBy: 'court' }, notRaised)).toBeUndefined();
    expect(
      reason({ raisedBy: 'debtor', effect: { kind: 'requirement' } }, notRaised),
    ).toBeUndefined();
  });

  it('that credits fair value is out where the settings never credit it', () => {
    const never = { fairValuePolicy: 'never' } as const;
    expect(reason({ effect: fairValue.effect }, never)).toMatch(/set aside/);
    expect(reason({ effect: { kind: 'cap', cap: 'debt - fair_value' } }, never)).toMatch(
      /set aside/,
    );
    expect(reason({ effect: { kind: 'credit', credit: 'sale_price' } }, never)).toBeUndefined();
    expect(reason({ effect: cap.effect }, never)).toBeUndefined();
    expect(reason({}, never)).toBeUndefined();
    expect(reason({ effect: fairValue.effect })).toBeUndefined();
  });

  it('yields to another that applies, and to none that does not', () => {
    const yielding = ruleData('general', { yieldsTo: ['missing', 'bar'] });
    const law = place(yielding, bar);
    const general = law.rules[0] as (typeof law.rules)[number];
    const state = (facts: Record<string, FactValue>) => applies(general, factsOf(facts), settings);
    expect(state({ obligor: 'guarantor' })).toBe(FALSE);
    expect(state({ obligor: 'borrower' })).toBe(TRUE);
    expect(state({})).toBe(UNKNOWN);
  });

  it('that a guarantor may waive is lost by a guarantor who did', () => {
    const law = place(ruleData('credit', { yieldsTo: ['TERMS-GUARANTOR-WAIVER'] }));
    const rule = law.rules[0] as (typeof law.rules)[number];
    const state = (facts: Record<string, FactValue>) => applies(rule, factsOf(facts), settings);
    const waived = { guarantor_waived_value_credit: true };
    expect(state({ obligor: 'guarantor', ...waived })).toBe(FALSE);
    expect(state({ obligor: 'guarantor', guarantor_waived_value_credit: false })).toBe(TRUE);
    expect(state({ obligor: 'borrower', ...waived })).toBe(TRUE);
    expect(state({ obligor: 'guarantor' })).toBe(UNKNOWN);
    expect(state(waived)).toBe(UNKNOWN);
    expect([...unknownFacts(rule, factsOf())].sort()).toEqual([
      'guarantor_waived_value_credit',
      'obligor',
    ]);
    expect([...unknownFacts(rule, factsOf({ obligor: 'guarantor' }))]).toEqual([
      'guarantor_waived_value_credit',
    ]);
  });

  it('asks the facts of its condition and of what displaces it', () => {
    const law = place(
      ruleData('general', { when: { method: 'judicial' }, yieldsTo: ['bar', 'missing'] }),
      bar,
    );
    const general = law.rules[0] as (typeof law.rules)[number];
    expect([...unknownFacts(general, factsOf())].sort()).toEqual(['method', 'obligor']);
    expect([...unknownFacts(general, factsOf({ method: 'strict' }))]).toEqual(['obligor']);
  });
});

describe('the range of one way', () => {
  it('is debt and costs less the price where no rule speaks', () => {
    expect(range([])).toEqual([52000, 52000]);
    expect(range([], {}, { ...owed, sale_price: 400000 })).toEqual([0, 0]);
  });

  it('is nothing where a bar applies, and reaches down to nothing where one may', () => {
    expect(range([bar], { obligor: 'guarantor' })).toEqual([0, 0]);
    expect(range([bar], { obligor: 'borrower' })).toEqual([52000, 52000]);
    expect(range([bar])).toEqual([0, 52000]);
  });

  it('credits the value where known, and anything from the price up where not', () => {
    expect(range([fairValue], {}, { ...owed, fair_value: 270000 })).toEqual([37000, 37000]);
    expect(range([fairValue], {}, { ...owed, fair_value: 200000 })).toEqual([52000, 52000]);
    expect(range([fairValue])).toEqual([0, 52000]);
  });

  it('of two credits that apply takes the higher; one that may apply lowers the low end alone', () => {
    const of = (credit: string, when = {}) =>
      ruleData(credit, { effect: { kind: 'credit', credit }, when });
    expect(range([of('260000'), of('280000')])).toEqual([27000, 27000]);
    expect(range([of('280000'), of('260000')])).toEqual([27000, 27000]);
    expect(range([of('260000'), of('280000', guarantor)])).toEqual([27000, 47000]);
    expect(range([of('280000', guarantor)])).toEqual([27000, 52000]);
    expect(range([of('240000', guarantor)])).toEqual([52000, 67000]);
  });

  it('measures from what the law names, such as the debt with prior liens', () => {
    const newYork = ruleData('ny', {
      effect: { kind: 'credit', credit: 'sale_price', base: 'debt + prior_liens + costs' },
    });
    expect(range([newYork], {}, { ...owed, prior_liens: 20000 })).toEqual([72000, 72000]);
  });

  it('stops at the lowest cap, at nothing below, and perhaps at a cap that may apply', () => {
    const of = (text: string, when = {}) =>
      ruleData(`cap ${text}`, { effect: { kind: 'cap', cap: text }, when });
    expect(range([of('10000'), of('20000')])).toEqual([10000, 10000]);
    expect(range([of('90000')])).toEqual([52000, 52000]);
    expect(range([of('costs - 9000')])).toEqual([0, 0]);
    expect(range([of('10000', guarantor)])).toEqual([10000, 52000]);
  });

  it('lets a cap read what was credited', () => {
    const overCredit = ruleData('cap', { effect: { kind: 'cap', cap: '290000 - credit' } });
    expect(range([overCredit])).toEqual([35000, 35000]);
    expect(range([fairValue, overCredit], {}, { ...owed, fair_value: 270000 })).toEqual([
      20000, 20000,
    ]);
    const perhaps = ruleData('v', {
      effect: { kind: 'credit', credit: '270000' },
      when: guarantor,
    });
    expect(range([perhaps, overCredit])).toEqual([20000, 35000]);
    const lower = ruleData('v', { effect: { kind: 'credit', credit: '240000' }, when: guarantor });
    expect(range([lower, overCredit])).toEqual([35000, 50000]);
  });
});

describe('unknown facts on which two rules hang', () => {
  const forGuarantor = ruleData('g', { when: { obligor: 'guarantor' } });
  const capForOthers = ruleData('o', {
    effect: { kind: 'cap', cap: '10000' },
    when: { not: { obligor: 'guarantor' } },
  });

  it('are split, so that rules which exclude each other are never counted together', () => {
    const law = place(forGuarantor, capForOthers);
    const ways = branches(law, factsOf(), settings);
    expect(ways.map((way) => way.facts.get('obligor')).sort()).toEqual(
      valuesOf(law, 'obligor').sort(),
    );
    const { low, high } = rangeOf(ways, amountsOf(owed));
    expect([low, high]).toEqual([0, 1000000]);
  });

  it('are left alone where one rule asks, or the fact is known', () => {
    expect(branches(place(forGuarantor), factsOf(), settings)).toHaveLength(1);
    const law = place(forGuarantor, capForOthers);
    expect(branches(law, factsOf({ obligor: 'borrower' }), settings)).toHaveLength(1);
  });

  it('are split no further than the ways that are told apart', () => {
    const law = place(forGuarantor, capForOthers);
    expect(branches(law, factsOf(), settings, 1)).toHaveLength(1);
    expect(branches(law, factsOf(), settings, 2).length).toBeGreaterThan(1);
  });

  it('start with the fact that most rules share', () => {
    const law = place(
      ruleData('a', { when: { agricultural: true, obligor: 'guarantor' } }),
      ruleData('b', { when: { agricultural: false, obligor: 'guarantor' } }),
      ruleData('c', { when: { obligor: 'borrower' } }),
    );
    const ways = branches(law, factsOf(), settings, 2);
    expect(ways.every((way) => way.facts.has('obligor') && !way.facts.has('agricultural'))).toBe(
      true,
    );
  });

  it('leave nothing where there is no way at all', () => {
    expect(rangeOf([], amountsOf(owed))).toEqual({ low: 0, high: 0 });
  });
});

describe('the answers that a fact can have', () => {
  it('are yes and no, the choices, or the numbers around a threshold and a day either side of a date', () => {
    const law: Jurisdiction = {
      ...place(),
      asks: new Map([
        ['lien_priority', [4]],
        ['origination_date', [50]],
      ]),
    };
    expect(valuesOf(law, 'agricultural')).toEqual([true, false]);
    expect(valuesOf(law, 'lien_priority')).toEqual([0, 1, 2, 3.9999, 4, 4.0001]);
    expect(valuesOf(law, 'origination_date')).toEqual([49, 50]);
    expect(valuesOf({ ...law, asks: new Map([['lien_priority', [0]]]) }, 'lien_priority')).toEqual([
      0, 0.0001, 1, 2,
    ]);
    expect(valuesOf(place(), 'origination_date')).toEqual([]);
  });

  it('leave out kinds of foreclosure that the state lacks', () => {
    const methods = valuesOf(place(), 'method');
    expect(methods).toContain('judicial');
    expect(methods).toContain('short_sale');
    expect(methods).not.toContain('nonjudicial');
    expect(['judicial', 'nonjudicial', 'strict'].every(isForeclosure)).toBe(true);
    expect(isForeclosure('short_sale')).toBe(false);
    expect(isForeclosure(undefined)).toBe(false);
  });
});
