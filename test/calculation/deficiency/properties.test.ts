/** What must hold for every case, whatever the state, the facts and the amounts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, CaseReader } from '../../../src/calculation/deficiency/case';
import { assess } from '../../../src/calculation/deficiency/assess';
import { outcome } from '../../../src/calculation/deficiency/outcome';
import { FACTS, jurisdiction, PROFILES, STATES } from '../../../src/law/book';
import { valuesOf } from '../../../src/law/plan';
import { toIso } from '../../../src/money/dates';
import { runs } from '../../runs';
import { assessed, caseOf, readerWith } from '../support';

const states = STATES.map(({ code }) => code);
const state = fc.constantFrom(...states);
const dollars = fc.integer({ min: 0, max: 50_000_000 }).map((cents) => cents / 100);
const profile = fc.constantFrom('none', ...PROFILES.map(({ name }) => name));

const amounts = fc.record(
  {
    balance: dollars,
    sale_price: dollars,
    costs: dollars,
    fair_value: dollars,
    appraised_value: dollars,
    prior_liens: dollars,
    cash_price: dollars,
    amount_financed: dollars,
  },
  { requiredKeys: ['balance', 'sale_price'] },
);

/** A value that a fact can have in a state, as a file would write it. */
function factValue(code: string, name: string, pick: number): unknown {
  const values = valuesOf(jurisdiction(code), name);
  const value = values[pick % Math.max(1, values.length)];
  const kind = FACTS.find((fact) => fact.name === name)?.kind;
  return kind === 'date' && typeof value === 'number' ? toIso(value) : value;
}

/** Worked out from other input or from settings, so not told as facts. */
const WORKED_OUT = new Set(['recourse_limit', 'guaranty_capped', 'fair_value_policy', 'sale_date']);

const asked = (code: string): string[] =>
  [...jurisdiction(code).asks.keys()].filter((name) => !WORKED_OUT.has(name));

/** A case with a random selection of the facts its state asks for. */
const anyCase = fc
  .tuple(state, profile, amounts, fc.array(fc.tuple(fc.nat(500), fc.nat(20)), { maxLength: 8 }))
  .map(([code, name, money, picks]) => {
    const names = asked(code);
    const facts = Object.fromEntries(
      picks.flatMap(([which, pick]) => {
        const fact = names[which % names.length];
        const value = fact === undefined ? undefined : factValue(code, fact, pick);
        return value === undefined ? [] : [[fact, value]];
      }),
    );
    return { state: code, profile: name, ...money, ...facts } as Record<string, unknown>;
  });

const RUNS = runs(800);

/** A case whose amounts cannot be written to. */
function frozen(item: Case): Case {
  for (const row of Object.values(item.amounts)) Object.freeze(row);
  Object.freeze(item.amounts);
  return item;
}

describe('the amounts of a case', () => {
  it('are never written to, whatever is worked out from them', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom('top', 'shared', 'last'), (record, slice) => {
        const terms = { recourse: 'limited', recourse_percent: 25, recourse_slice: slice };
        const whole = assess(caseOf({ ...record, ...terms }));
        expect(assess(frozen(caseOf({ ...record, ...terms })))).toEqual(whole);
      }),
      runs(60),
    );
  });
});

describe('every case', () => {
  it('has 0 <= low <= high, and an open status exactly where they differ', () => {
    fc.assert(
      fc.property(anyCase, (record) => {
        const { low, high, status, deficiency } = outcome(caseOf(record));
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeGreaterThanOrEqual(low);
        expect(Number.isSafeInteger(low) && Number.isSafeInteger(high)).toBe(true);
        expect(status === 'open').toBe(low < high);
        expect(deficiency).toBe(high);
      }),
      RUNS,
    );
  });

  it('never recovers more than was owed, debt and costs, whatever stands ahead of the lien', () => {
    fc.assert(
      fc.property(anyCase, (record) => {
        const owed = Number(record['balance']) + Number(record['costs'] ?? 0);
        expect(outcome(caseOf(record)).high).toBeLessThanOrEqual(Math.round(owed * 100));
      }),
      RUNS,
    );
  });

  it('never has a surplus beside a deficiency', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom('upper', 'lower'), (record, when_unknown) => {
        const { surplus, high } = assess(caseOf({ ...record, when_unknown }));
        expect(surplus > 0 && high > 0).toBe(false);
      }),
      runs(250),
    );
  });

  it('lies within the range that stands while the state is not told', () => {
    fc.assert(
      fc.property(anyCase, ({ state: told, ...record }) => {
        const there = outcome(caseOf({ ...record, state: told }));
        const anywhere = outcome(caseOf(record));
        expect(anywhere.low).toBeLessThanOrEqual(there.low);
        expect(anywhere.high).toBeGreaterThanOrEqual(there.high);
      }),
      RUNS,
    );
  });

  it('never owes less where the debtor raised nothing', () => {
    const silent = readerWith({ debtorDefences: 'not_raised' });
    fc.assert(
      fc.property(anyCase, (record) => {
        const raised = outcome(caseOf(record)).high;
        expect(outcome(caseOf(record, silent)).high).toBeGreaterThanOrEqual(raised);
      }),
      RUNS,
    );
  });

  it('rests on certain rules alone once it is settled', () => {
    fc.assert(
      fc.property(anyCase, (record) => {
        const { status, reasons } = assess(caseOf(record));
        if (status !== 'open') expect(reasons.every(({ certain }) => certain)).toBe(true);
      }),
      runs(200),
    );
  });

  it('stays between low and high however the unknown facts fall', () => {
    const picks = fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(anyCase, picks, (record, choices) => {
        const open = caseOf(record);
        const { low, high } = outcome(open);
        const completed: Record<string, unknown> = { ...record };
        asked(open.setting.place.code).forEach((name, i) => {
          if (open.setting.facts.values.has(name)) return;
          const value = factValue(open.setting.place.code, name, choices[i % 60] as number);
          if (value !== undefined) completed[name] = value;
        });
        for (const [i, name] of ['fair_value', 'appraised_value', 'cash_price'].entries())
          completed[name] ??= (choices[i] as number) * 400;
        const closed = outcome(caseOf(completed));
        expect(closed.low).toBeGreaterThanOrEqual(low);
        expect(closed.high).toBeLessThanOrEqual(high);
      }),
      runs(1500),
    );
  });

  it('has steps that add up to the reported deficiency, each with its running total', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom('upper', 'lower'), (record, when_unknown) => {
        const found = assessed({ ...record, when_unknown });
        let total = 0;
        for (const step of found.steps) {
          total += step.amount;
          expect(step.total).toBe(total);
        }
        expect(total).toBe(found.deficiency);
      }),
      runs(250),
    );
  });

  it('names what is missing exactly where the answer is open', () => {
    fc.assert(
      fc.property(anyCase, (record) => {
        const found = assess(caseOf(record));
        expect(found.missing.length > 0).toBe(found.status === 'open');
      }),
      runs(300),
    );
  });

  it('explains a barred case by a bar, and gives a citation with every reason', () => {
    fc.assert(
      fc.property(anyCase, (record) => {
        const found = assess(caseOf(record));
        const bars = found.reasons.filter(({ effect }) => effect === 'bar');
        // Where no bar is sure, one of at least two holds however the missing facts fall.
        if (found.status === 'barred' && !bars.some(({ certain }) => certain))
          expect(bars.length).toBeGreaterThan(1);
        for (const reason of found.reasons) expect(reason.citation).not.toBe('');
      }),
      runs(500),
    );
  });
});

describe('any input at all', () => {
  const junk = fc.oneof(
    fc.anything(),
    fc.constantFrom('', ' ', 'abc', '=1+1', '<b>', -1, NaN, 1e308, '2025-02-30', true, null),
  );
  const keys = fc.constantFrom(
    'balance',
    'sale_price',
    'costs',
    'state',
    'fair_value',
    'profile',
    'method',
    'sale_date',
    'when_unknown',
    'dwelling_units',
    'recourse',
    'recourse_percent',
    'principal',
    '__proto__',
    'x',
  );

  it('gives an assessment or a mistake with a field', () => {
    const reader: CaseReader = readerWith();
    fc.assert(
      fc.property(fc.dictionary(keys, junk), (record) => {
        const read = reader.read(record);
        if (read.ok) expect(assess(read.value).low).toBeGreaterThanOrEqual(0);
        else expect(read.error.message.length).toBeGreaterThan(3);
      }),
      runs(1500),
    );
  });
});
