/** What a case leaves out: what follows from its facts, what its profile says, and what is presumed. */
import { describe, expect, it } from 'vitest';
import { jurisdiction } from '../../src/law/book';
import type { FactValue } from '../../src/law/facts';
import { resolveFacts, usualMethod, type Assumptions } from '../../src/law/resolve';

type Told = Record<string, FactValue>;

const factsOf = (facts: Told) => new Map(Object.entries(facts));

const settings: Assumptions = { profile: 'home_loan', debtorDefences: 'raised', sold: true };

const resolve = (code: string, told: Told, changes: Partial<Assumptions> = {}) =>
  resolveFacts(jurisdiction(code), factsOf(told), { ...settings, ...changes });

/** `value (origin)` of one fact, or `unknown`. */
function known(fact: string, ...given: Parameters<typeof resolve>): string {
  const { values, origins } = resolve(...given);
  return values.has(fact)
    ? `${String(values.get(fact))} (${String(origins.get(fact))})`
    : 'unknown';
}

describe('the usual method', () => {
  const law = {
    ...jurisdiction('CT'),
    methods: ['strict', 'judicial'],
    usualMethod: 'strict',
  };

  it('is a sale where a price shows that there was one: Connecticut has strict foreclosure', () => {
    expect(usualMethod(law, false)).toBe('strict');
    expect(usualMethod(law, true)).toBe('judicial');
    expect(usualMethod({ ...law, methods: ['strict'] }, true)).toBe('strict');
  });

  it('is another for farms where the state says so', () => {
    const farm = { ...law, usualMethod: 'nonjudicial', farmMethod: 'judicial' };
    expect(usualMethod(farm, true)).toBe('nonjudicial');
    expect(usualMethod(farm, true, true)).toBe('judicial');
    expect(usualMethod({ ...law, usualMethod: 'nonjudicial' }, true, true)).toBe('nonjudicial');
  });

  it('of a farm in Idaho is in court, whether the profile or the row calls it a farm', () => {
    expect(known('method', 'ID', {})).toBe('nonjudicial (profile)');
    expect(known('method', 'ID', {}, { profile: 'farm' })).toBe('judicial (profile)');
    expect(known('method', 'ID', { agricultural: true })).toBe('judicial (profile)');
    expect(known('method', 'ID', { agricultural: false }, { profile: 'farm' })).toBe(
      'nonjudicial (profile)',
    );
  });
});

describe('facts that are not told', () => {
  it('come from the profile, and those told stand', () => {
    expect(known('obligor', 'CA', { obligor: 'guarantor' })).toBe('guarantor (given)');
    expect(known('method', 'CA', {})).toBe('nonjudicial (profile)');
  });

  it('come from no profile where none is in force or it speaks of other collateral', () => {
    expect(known('method', 'CA', {}, { profile: null })).toBe('unknown');
    expect(known('method', 'CA', { collateral: 'motor_vehicle' })).toBe('unknown');
    expect(known('method', 'CA', { collateral: 'real_property' })).toBe('nonjudicial (profile)');
  });

  it('come from the workbook before the profile', () => {
    const facts = factsOf({ method: 'judicial' });
    expect(known('method', 'CA', {}, { facts })).toBe('judicial (profile)');
  });

  it("are ordinary where a profile is in force and a rule of the state asks: a dealer's contract in Texas", () => {
    expect(
      known(
        'retail_installment_contract',
        'TX',
        { collateral: 'motor_vehicle' },
        { profile: 'vehicle' },
      ),
    ).toBe('true (profile)');
    expect(known('retail_installment_contract', 'TX', {}, { profile: null })).toBe('unknown');
  });

  it('are presumed untrue, with a profile or without, where only an unusual story makes them true', () => {
    expect(known('reverse_mortgage', 'TX', {})).toBe('false (presumed)');
    expect(known('reverse_mortgage', 'TX', {}, { profile: null })).toBe('false (presumed)');
    expect(known('reverse_mortgage', 'TX', { reverse_mortgage: true })).toBe('true (given)');
    expect(known('twelve_month_redemption', 'VA', {})).toBe('unknown');
  });

  it('are none but facts of the table and those told', () => {
    const { values, origins } = resolve('TX', { note: 'x' });
    expect([...values.keys()].filter((name) => !/^[a-z][a-z_0-9]+$/.test(name))).toEqual([]);
    expect([...origins.keys()].sort()).toEqual([...values.keys()].sort());
  });
});

describe('what follows from other facts', () => {
  it('stands before what the profile says: a home its owner lives in is residential', () => {
    const commercial = { profile: 'commercial_real_estate' };
    expect(known('residential', 'CA', {}, commercial)).toBe('false (profile)');
    expect(known('residential', 'CA', { owner_occupied: true }, commercial)).toBe(
      'true (inferred)',
    );
  });

  it('is told by the row before the workbook has its say', () => {
    const facts = factsOf({ residential: false });
    expect(known('residential', 'CA', { owner_occupied: true }, { facts })).toBe('true (inferred)');
  });

  it('is told by the workbook before the profile has: nobody’s home has an owner living in it', () => {
    const facts = factsOf({ residential: false });
    expect(known('owner_occupied', 'CA', {})).toBe('true (profile)');
    expect(known('owner_occupied', 'CA', {}, { facts })).toBe('false (inferred)');
    expect(known('dwelling_units', 'CA', {}, { facts })).toBe('0 (inferred)');
  });

  it('needs no profile: who sells and lends is the seller', () => {
    const none = { profile: null };
    expect(known('lender_type', 'NC', { loan_purpose: 'seller_financed' }, none)).toBe(
      'seller (inferred)',
    );
    expect(known('lender_type', 'NC', { loan_purpose: 'refinance' }, none)).toBe('unknown');
  });

  it('follows from the ordinary too: who deeds a home to the lender is released (735 ILCS 5/15-1401)', () => {
    expect(known('deficiency_release', 'IL', { method: 'deed_in_lieu' })).toBe(
      'released (inferred)',
    );
    const agreed = { method: 'deed_in_lieu', agreed_to_remain_liable: true };
    expect(known('deficiency_release', 'IL', agreed)).toBe('unknown');
  });
});

describe('what is presumed', () => {
  it('is that the creditor did as it must, where a rule of the state asks: confirmation in Kansas', () => {
    expect(known('sale_confirmed', 'KS', {})).toBe('true (presumed)');
    expect(known('sale_confirmed', 'KS', {}, { profile: null })).toBe('true (presumed)');
    expect(known('sale_confirmed', 'KS', { sale_confirmed: false })).toBe('false (given)');
    expect(known('sale_confirmed', 'TX', {})).toBe('unknown');
  });

  it('is that the debtor raises a defence, or that none is raised: fair value in Texas', () => {
    expect(known('fair_value_requested', 'TX', {})).toBe('true (presumed)');
    const notRaised = { debtorDefences: 'not_raised' } as const;
    expect(known('fair_value_requested', 'TX', {}, notRaised)).toBe('false (presumed)');
    expect(known('fair_value_requested', 'TX', { fair_value_requested: true }, notRaised)).toBe(
      'true (given)',
    );
  });

  it('of the creditor stays so where no defence is raised', () => {
    const notRaised = { debtorDefences: 'not_raised' } as const;
    expect(known('sale_confirmed', 'KS', {}, notRaised)).toBe('true (presumed)');
  });

  it('is a valid sale, but not one of a kind that the state lacks: Florida sells in court alone', () => {
    expect(known('sale_valid', 'FL', { method: 'judicial' })).toBe('true (presumed)');
    expect(known('sale_valid', 'FL', { method: 'nonjudicial' })).toBe('unknown');
    expect(known('sale_valid', 'TX', { method: 'nonjudicial' })).toBe('true (presumed)');
    expect(known('sale_valid', 'FL', { method: 'short_sale' })).toBe('true (presumed)');
    expect(known('sale_valid', 'FL', {}, { profile: null })).toBe('true (presumed)');
  });
});
