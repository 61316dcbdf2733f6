/** Nothing that is given is lost: every key an answer accepts changes it or is named as unused. */
import { expect, it } from 'vitest';
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
