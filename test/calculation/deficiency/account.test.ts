/** What was owed and what came in before any law: items beside a balance, rebates, other collateral, taxes out of the price. */
import { describe, expect, it } from 'vitest';
import { STAGES } from '../../../src/calculation/deficiency/way';
import { assessed, mistakeIn } from '../support';

const house = { balance: 300_000, sale_price: 255_000, state: 'MO', profile: 'home_loan' };
const dollarsOf = (record: Record<string, unknown>) => {
  const { shortfall, surplus, low, high } = assessed(record);
  return { shortfall: shortfall / 100, surplus: surplus / 100, low: low / 100, high: high / 100 };
};
const account = (record: Record<string, unknown>) =>
  assessed(record)
    .steps.filter(({ stage }) => stage === STAGES[0] || stage === STAGES[1])
    .map(({ label, amount, total }) => [label, amount / 100, total / 100]);

describe('items listed beside a balance', () => {
  const taxi = { balance: 2938.92, credits: 84.4, sale_price: 1525, costs: 17, state: 'DC' };

  it('are added and rebates taken off in an accounting after a repossession: 2,938.92 + 17 - 84.40 - 1,525', () => {
    const found = assessed({ ...taxi, profile: 'vehicle' });
    expect(found.shortfall).toBe(134_652);
    expect(account({ ...taxi, profile: 'vehicle' })).toEqual([
      ['Balance as stated', 2938.92, 2938.92],
      ['Credits', -84.4, 2854.52],
      ['Costs', 17, 2871.52],
      ['Sale price', -1525, 1346.52],
    ]);
    expect(found.assumed).toContainEqual({
      name: 'items_in_balance',
      value: false,
      from: 'profile',
    });
  });

  it('only explain a balance that holds them: 2,938.92 + 17 - 1,525', () => {
    const found = assessed({ ...taxi, profile: 'vehicle', items_in_balance: true });
    expect(found.shortfall).toBe(143_092);
    expect(found.unused).toEqual([{ name: 'credits', reason: 'it is in the balance already' }]);
  });

  it('are an error with both sums where nobody says whether they are in it', () => {
    const mistake = mistakeIn({ ...house, late_fees: 5_000, credits: 1_000 });
    expect(mistake.field).toBe('items_in_balance');
    expect(mistake.message).toMatch(/300,000 if .* late_fees, credits .* 304,000 if not/);
    expect(dollarsOf({ ...house, late_fees: 0 }).shortfall).toBe(45_000);
  });

  it('must add up to it once the principal is among them', () => {
    const parts = { principal: 280_000, accrued_interest: 21_000, credits: 1_000 };
    expect(dollarsOf({ ...house, ...parts }).shortfall).toBe(45_000);
    expect(account({ ...house, ...parts, balance: undefined })[0]).toEqual([
      'Principal',
      280_000,
      280_000,
    ]);
    const mistake = mistakeIn({ ...house, principal: 900_000 });
    expect(mistake.field).toBe('balance');
    expect(mistake.message).toMatch(/300,000.*900,000/);
  });

  it('may not take off more than was owed', () => {
    const mistake = mistakeIn({ ...taxi, profile: 'vehicle', credits: 3_000 });
    expect(mistake).toMatchObject({ field: 'credits' });
  });
});

describe('what else came in on the debt', () => {
  it('comes off it where no statute speaks: other collateral brought 20,000, 300,000 - 20,000 - 255,000', () => {
    expect(dollarsOf({ ...house, third_party_proceeds: 20_000 }).high).toBe(25_000);
  });

  it('is a rebate of unearned charges too: 15,000 - 600 + 500 - 9,000 on a car in Missouri', () => {
    const car = { state: 'MO', profile: 'vehicle', balance: 15_000, sale_price: 9_000, costs: 500 };
    expect(dollarsOf({ ...car, refund_credit: 600 }).shortfall).toBe(5_900);
  });

  it('is left to the statute that credits it: N.Y. Pers. Prop. Law § 422 gives 1,000 / 4,000 of a rebate of 200', () => {
    const goods = {
      ...{ state: 'NY', profile: 'vehicle', collateral: 'consumer_goods', method: 'private_sale' },
      ...{ purchaser: 'third_party', retail_installment_contract: true, obligor: 'borrower' },
      ...{ balance: 4_000, sale_price: 1_000, refund_credit: 200, consumer_transaction: true },
    };
    expect(dollarsOf(goods).shortfall).toBe(3_000);
    expect(dollarsOf(goods).high).toBe(2_950);
  });

  it('may not be more than the debt', () => {
    expect(mistakeIn({ ...house, third_party_proceeds: 400_000 }).field).toBe(
      'third_party_proceeds',
    );
  });
});

describe('taxes', () => {
  it('that the officer paid leave less of the price: 300,000 - (255,000 - 4,000)', () => {
    const paid = { ...house, taxes: 4_000, taxes_paid_from_price: true };
    expect(dollarsOf(paid).high).toBe(49_000);
    expect(account(paid).slice(2)).toEqual([
      ['Sale price', -255_000, 45_000],
      ['Taxes paid out of the price', 4_000, 49_000],
    ]);
  });

  it('that stay on the land change nothing, and that is said', () => {
    const { unused, high, assumed } = assessed({ ...house, taxes: 4_000 });
    expect(high).toBe(4_500_000);
    expect(unused).toEqual([
      { name: 'taxes', reason: expect.stringMatching(/^no rule of Missouri reads it/) as string },
    ]);
    expect(assumed.map(({ name }) => name)).toContain('taxes_paid_from_price');
  });
});

describe('costs of one kind', () => {
  it('are among the costs, or an error names both', () => {
    const car = {
      state: 'MA',
      profile: 'vehicle',
      balance: 5_000,
      sale_price: 800,
      fair_value: 800,
    };
    expect(mistakeIn({ ...car, retaking_costs: 300 }).message).toMatch(
      /300 is more than the costs of 0/,
    );
    expect(mistakeIn({ ...car, costs: 200, sale_costs: 300 })).toMatchObject({
      field: 'sale_costs',
    });
    expect(assessed({ ...car, costs: 300, retaking_costs: 300 }).shortfall).toBe(450_000);
  });
});

describe('liens ahead of a second lien', () => {
  const second = { balance: 100_000, sale_price: 20_000, fair_value: 350_000 };

  it.each(['FL', 'NY', 'AZ', 'CA', 'TX'])(
    'are not known until told in %s: the value may cover the debt or nothing',
    (state) => {
      const profile = state === 'TX' ? 'commercial_real_estate' : 'home_equity';
      const method = state === 'TX' ? 'nonjudicial' : 'judicial';
      const junior = { ...second, state, method, profile, lien_priority: 2 };
      const found = assessed(junior);
      expect([found.low, found.high]).toEqual([0, 8_000_000]);
      expect(found.missing).toContain('prior_liens');
      // 350,000 - 300,000 ahead = 50,000 of value for a debt of 100,000.
      const told = assessed({ ...junior, prior_liens: 300_000 });
      expect([told.low, told.high]).toEqual([5_000_000, 5_000_000]);
    },
  );

  it('are none ahead of a first lien, which is said', () => {
    const first = assessed({ ...second, state: 'NY', profile: 'home_loan' });
    expect(first.high).toBe(0);
    expect(first.assumed).toContainEqual({ name: 'prior_liens', value: 0, from: 'blank' });
  });
});
