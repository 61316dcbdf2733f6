/** Nothing that is given is lost: every key an answer accepts changes it or is named as unused. */
import { describe, expect, it } from 'vitest';
import { assess, type Assessment } from '../../../src/calculation/deficiency/assess';
import { DEBT_ITEMS } from '../../../src/calculation/input/debtItems';
import { INPUT_AMOUNTS } from '../../../src/calculation/input/caseAmounts';
import { FACTS, jurisdiction } from '../../../src/law/book';
import { valuesOf } from '../../../src/law/plan';
import { assessed, readerWith } from '../support';

const reader = readerWith();

/** All that an answer says, but for what it names as unused. */
const said = ({ unused: _, findings, ...rest }: Assessment): string =>
  JSON.stringify([rest, findings.map(({ rule, result }) => [rule.id, result])]);

type Row = Record<string, unknown>;

const MONEY = { balance: 300_000, sale_price: 255_000, costs: 9_000 };
const CASES: readonly Row[] = [
  { ...MONEY, state: 'WA', profile: 'home_loan' },
  { ...MONEY, state: 'MD', profile: 'vehicle' },
];

/** What happens to a case when one more thing is told. */
function told(
  before: Row,
  name: string,
  value: unknown,
): 'changes' | 'unused' | 'refused' | 'lost' {
  const row = { ...before, [name]: value };
  const read = reader.read(row);
  if (!read.ok) return 'refused';
  const after = assess(read.value);
  if (after.unused.some((one) => one.name === name)) return 'unused';
  return said(after) === said(assessed(before)) ? 'lost' : 'changes';
}

const samplesOf = (name: string): readonly unknown[] => {
  if (name === 'recourse_percent') return [25];
  const fact = FACTS.find((one) => one.name === name);
  if (!fact) return [5_000];
  if (fact.kind === 'date') return ['2021-03-04'];
  return valuesOf(jurisdiction(''), name);
};

const KEYS = [...INPUT_AMOUNTS, ...DEBT_ITEMS, ...FACTS.map(({ name }) => name)].filter(
  (name) => name !== 'sale_price' && name !== 'costs' && name !== 'fair_value_policy',
);

it.each(CASES)(
  'a key beside $state $profile changes the answer, is refused, or is named as unused',
  (one) => {
    const lost = KEYS.filter((name) => {
      const fates = samplesOf(name).map((value) => told(one, name, value));
      // What the profile or a presumption says already may be told again without a difference.
      return (
        !fates.some((fate) => fate === 'changes' || fate === 'refused') && fates.includes('lost')
      );
    });
    expect(lost).toEqual([]);
  },
  120_000,
);

it('is said for what stands beside a profile that is about other collateral', () => {
  const { unused } = assessed({
    ...MONEY,
    state: 'MO',
    profile: 'home_loan',
    collateral: 'motor_vehicle',
  });
  expect(unused[0]).toMatchObject({ name: 'profile' });
});

it('is not said of a fact that decides together with one that is missing: the year of a North Carolina loan', () => {
  const loan = {
    ...{ ...MONEY, state: 'NC', profile: 'home_loan' },
    ...{ rate_spread_or_nontraditional_loan: true, growing_balance_or_modified_loan: true },
  };
  expect(assessed(loan).unused).toEqual([]);
});

it('gives the rule that would read an amount', () => {
  const { unused } = assessed({
    ...MONEY,
    state: 'MO',
    profile: 'home_loan',
    recourse: 'full',
    recourse_cap: 1_000,
  });
  expect(unused).toEqual([
    {
      name: 'recourse_cap',
      reason: 'loan terms (recourse limited to an amount) reads it, and does not apply here',
    },
  ]);
});

const unused = (record: Row): string[] =>
  assessed({ balance: 300_000, sale_price: 255_000, ...record }).unused.map(({ name }) => name);
const why = (record: Row, name: string): string | undefined =>
  assessed({ balance: 300_000, sale_price: 255_000, ...record }).unused.find(
    (one) => one.name === name,
  )?.reason;

describe('a fact that decides beside an amount', () => {
  // N.C. Gen. Stat. § 45-21.36: worth the debt, or sold substantially below what it was worth: either opens the credit.
  const carolina = {
    ...{ state: 'NC', collateral: 'real_property', method: 'nonjudicial', purchaser: 'lender' },
    ...{ obligor: 'borrower', purchased_at_senior_sale: false, fair_value_requested: true },
    ...{ prior_liens: 0, price_substantially_below_value: true },
  };

  it('has a say while the value is below the debt, or not known, and none where it covers it', () => {
    expect(unused({ ...carolina, fair_value: 299_999.99 })).toEqual([]);
    expect(unused(carolina)).toEqual([]);
    expect(unused({ ...carolina, fair_value: 300_000 })).toEqual([
      'price_substantially_below_value',
    ]);
    expect(why({ ...carolina, fair_value: 300_000 }, 'price_substantially_below_value')).toBe(
      'whatever it is, no rule of North Carolina is answered otherwise here',
    );
  });

  it('takes the say from others where it closes the door: asking for a credit that nothing opens', () => {
    const closed = { ...carolina, price_substantially_below_value: false };
    expect(unused({ ...closed, fair_value: 270_000 })).toEqual(['fair_value_requested']);
    expect(unused(closed)).toEqual([]);
  });
});

describe('an amount', () => {
  // W. Va. Code § 46A-2-119a: the signed value counts only where the price leaves something owing.
  const car = {
    ...{ balance: 10_000, state: 'WV', collateral: 'motor_vehicle', consumer_transaction: true },
    ...{ agreed_value: 7_000, agreed_value_signed: true },
  };

  it('that a rule reads has a say where the rule may apply', () => {
    expect(unused({ ...car, sale_price: 9_999.99 })).toEqual([]);
    expect(unused({ ...car, sale_price: 10_000 })).toEqual(['agreed_value']);
    expect(why({ ...car, sale_price: 10_000 }, 'agreed_value')).toBe(
      'W. Va. Code § 46A-2-119a reads it, and does not apply here',
    );
  });

  // KRS 426.530: the debtor may redeem after a sale below two thirds of the appraised value.
  it('on which it turns whether a rule applies has a say, though no credit reads it', () => {
    const home = { profile: 'home_loan', appraised_value: 270_000 };
    expect(unused({ ...home, state: 'KY' })).toEqual([]);
    expect(unused({ ...home, state: 'MO' })).toEqual(['appraised_value']);
  });
});

describe('what says how the account is read', () => {
  const home = { state: 'MO', profile: 'home_loan' };

  it('has a say only beside what it speaks of: items beside a balance, taxes, liens nobody told', () => {
    const items = { items_in_balance: true };
    expect(unused({ ...home, ...items, late_fees: 500 })).toEqual(['late_fees']);
    expect(why({ ...home, ...items, late_fees: 500 }, 'late_fees')).toBe(
      'it is in the balance already',
    );
    expect(unused({ ...home, ...items, late_fees: 0 })).toEqual(['items_in_balance', 'late_fees']);
    expect(why({ ...home, ...items, late_fees: 0 }, 'late_fees')).toBe('it is nothing');
    expect(unused({ ...home, ...items, principal: 280_000, late_fees: 20_000 })).toContain(
      'items_in_balance',
    );
    expect(
      unused({ ...home, ...items, balance: undefined, principal: 300_000, late_fees: 500 }),
    ).toEqual(['items_in_balance']);
    const taxes = { taxes_paid_from_price: true };
    expect(unused({ ...home, ...taxes, taxes: 10 })).toEqual([]);
    expect(unused({ ...home, ...taxes, taxes: 0 })).toEqual(['taxes_paid_from_price', 'taxes']);
    expect(unused({ ...home, ...taxes })).toEqual(['taxes_paid_from_price']);
    expect(why({ ...home, taxes: 10 }, 'taxes')).toBe(
      'no rule of Missouri reads it; taxes_paid_from_price=yes takes it out of the price',
    );
    const second = { state: 'NY', profile: 'home_loan', lien_priority: 2 };
    expect(unused(second)).toEqual([]);
    expect(unused({ ...second, prior_liens: 5 })).toEqual(['lien_priority']);
    expect(unused({ ...home, lien_priority: 2 })).toEqual(['lien_priority']);
  });
});

describe('a date', () => {
  // Conn. Gen. Stat. § 49-14(a): thirty days from the end of redemption, after a strict foreclosure.
  const strict = {
    ...{ state: 'CT', collateral: 'real_property', method: 'strict' },
    redemption_expiry_date: '2024-06-06',
  };

  it('from which a period runs has a say where the period applies or may apply', () => {
    expect(unused(strict)).toEqual([]);
    expect(unused({ ...strict, method: undefined })).toEqual([]);
    expect(why({ ...strict, method: 'judicial' }, 'redemption_expiry_date')).toBe(
      'a period of Connecticut runs from it, and does not apply here',
    );
    expect(why({ ...strict, maturity_date: '2024-06-06' }, 'redemption_expiry_date')).toBe(
      undefined,
    );
  });

  it('that no rule asks for and from which nothing runs is said to be such', () => {
    expect(
      why({ state: 'MO', profile: 'vehicle', recording_date: '2024-06-06' }, 'recording_date'),
    ).toBe('no rule of Missouri asks for it');
  });
});
