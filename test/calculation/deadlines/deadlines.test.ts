/** The deadlines of a state on a day: which, until when, for whom; and what is wrong with the question. */
import { describe, expect, it } from 'vitest';
import { DEADLINES } from '../../../src/calculation/deadlines/deadlinesOperation';
import { day, named, value } from '../days';
import { ran, readerWith } from '../support';

type Told = Readonly<Record<string, unknown>>;

const asked = (record: Told, reader = readerWith()) => ran(DEADLINES, record, reader);

/** The rows by the ids of their rules, each with its columns by their keys. */
function listed(record: Told, reader = readerWith()): Readonly<Record<string, Told>> {
  const [table] = DEADLINES.tables;
  const rows = table?.rows(value(asked(record, reader))) ?? [];
  const told = rows.map(({ values }) =>
    Object.fromEntries(table?.columns.map(({ id }, n) => [id, values[n]]) ?? []),
  );
  return Object.fromEntries(told.map((row) => [String(row['rule']), row]));
}

describe('the last day', () => {
  // Conn. Gen. Stat. § 49-14(a): thirty days from the end of redemption; the thirtieth, 6 July 2024, is a Saturday.
  const connecticut = {
    state: 'CT',
    collateral: 'real_property',
    method: 'strict',
    redemption_expiry_date: '2024-06-06',
  };
  const due = (record: Told, reader = readerWith()) =>
    listed(record, reader)['CT-49-14a-30D']?.['due'];

  it('moves on from a weekend unless the call or the setting says that it does not', () => {
    expect(due(connecticut)).toBe(day('2024-07-08'));
    expect(due({ ...connecticut, roll: 'no' })).toBe(day('2024-07-06'));
    const stays = readerWith({ lastDays: 'stay' });
    expect(due(connecticut, stays)).toBe(day('2024-07-06'));
    expect(due({ ...connecticut, roll: 'yes' }, stays)).toBe(day('2024-07-08'));
  });

  it('is counted from the day that is asked about', () => {
    const row = listed({ ...connecticut, as_of: '2024-06-28' })['CT-49-14a-30D'];
    expect([row?.['days_left'], row?.['status']]).toEqual([10, 'open']);
  });
});

describe('who is bound', () => {
  it('the debtor who would have the value found, the lender who would sue: Tex. Prop. Code §§ 51.003, 51.004', () => {
    const binds = (method: string, rule: string) =>
      listed({ state: 'TX', sale_date: '2025-03-03', collateral: 'real_property', method })[rule]?.[
        'binds'
      ];
    expect(binds('nonjudicial', 'TX-PROP-51.003-A')).toBe('lender');
    expect(binds('judicial', 'TX-PROP-51.004-B')).toBe('debtor');
  });
});

describe('a rule', () => {
  it('that does not apply sets no deadline; one of which that cannot be said sets one if it applies', () => {
    const strict = 'CT-49-14a-30D';
    expect(
      listed({ state: 'CT', method: 'strict', collateral: 'real_property' })[strict]?.['status'],
    ).not.toMatch(/if it applies/);
    expect(listed({ state: 'CT' })[strict]?.['status']).toMatch(/if it applies/);
    expect(
      listed({ state: 'CT', method: 'private_sale', collateral: 'motor_vehicle' }),
    ).not.toHaveProperty(strict);
  });
});

describe('amounts', () => {
  const house = { state: 'CT', collateral: 'real_property', method: 'strict' };
  const rules = (record: Told) => Object.keys(listed({ ...house, ...record }));

  it('need not be told, and may be: the balance, its parts, the price', () => {
    const plain = rules({});
    expect(plain).toContain('CT-49-14a-30D');
    for (const amounts of [
      { balance: 300_000 },
      { principal: 280_000, accrued_interest: 20_000 },
      { balance: 300_000, principal: 280_000, accrued_interest: 20_000 },
      { sale_price: 255_000, costs: 5_000 },
    ])
      expect(rules(amounts)).toEqual(plain);
  });

  // In Connecticut and Vermont nothing is sold in the usual foreclosure; a sale shows that the court ordered one.
  it('or a day of a sale tell that a usual foreclosure without one was none', () => {
    const strict = (record: Told) =>
      'CT-49-14a-30D' in listed({ state: 'CT', profile: 'home_loan', ...record });
    expect(strict({})).toBe(true);
    expect(strict({ sale_price: 255_000 })).toBe(false);
    expect(strict({ sale_date: '2025-03-03' })).toBe(false);
    expect(strict({ disposition_date: '2025-03-03' })).toBe(false);
  });
});

describe('a question that cannot be answered', () => {
  const wrong = (record: Told) => {
    const found = asked(record);
    return [found.ok, ...named(found)];
  };

  it('names the state or the fact that there is not, and the value that cannot be read', () => {
    expect(wrong({ state: 'ZZ' })).toEqual([false, 'missing state']);
    expect(wrong({ state: 'CT', bananas: 3 })).toEqual([false, 'missing facts']);
    expect(wrong({ state: 'CT', sale_date: '2024-02-30' })).toEqual([
      false,
      'not_an_amount sale_date',
    ]);
  });
});
