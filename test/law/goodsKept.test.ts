/** Goods that the lender keeps instead of selling: UCC §§ 9-620 and 9-622, whatever the state. */
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/calculation/deficiency/assess';
import { caseOf } from '../calculation/support';

/** 30,000 owed, goods taken at 20,000. */
const kept = (facts: Record<string, unknown>, state = 'IL') => {
  const found = assess(
    caseOf({ state, balance: 30_000, sale_price: 20_000, method: 'strict', ...facts }),
  );
  return { low: found.low / 100, high: found.high / 100, status: found.status, found };
};

describe('goods kept by the lender', () => {
  it('pay the whole debt of a consumer: 9-620(g) allows nothing less', () => {
    for (const state of ['IL', 'TX', 'LA', 'CA'])
      expect(kept({ profile: 'vehicle' }, state)).toMatchObject({ high: 0, status: 'barred' });
    expect(kept({ profile: 'vehicle' }).found.reasons[0]?.citation).toContain('9-620(g)');
  });

  it('pay the whole debt of a business that agreed to full satisfaction, 9-622(a)(1)', () => {
    expect(kept({ profile: 'equipment', deficiency_release: 'released' })).toMatchObject({
      high: 0,
      status: 'barred',
    });
  });

  it('leave a business what the signed terms reserve: 4,000 of the 10,000 left', () => {
    expect(
      kept({ profile: 'equipment', deficiency_release: 'partial', reserved_amount: 4_000 }),
    ).toMatchObject({ low: 4_000, high: 4_000, status: 'limited' });
  });

  it('leave it open, and ask, where nobody said what a business agreed to', () => {
    const { low, high, found } = kept({ profile: 'equipment' });
    expect([low, high]).toEqual([0, 10_000]);
    expect(found.missing).toContain('deficiency_release');
  });

  it('are nothing that a sale of the goods has to answer for', () => {
    expect(kept({ profile: 'equipment', method: 'private_sale' })).toMatchObject({ low: 10_000 });
  });
});
