// Proceeds told row by row: in what order claims are paid, in which words, and what interest goes first.
import { describe, expect, it } from 'vitest';
import {
  distribute,
  proceedsLines,
  type ApplicationOrder,
  type Claim,
  type SaleOfCollateral,
} from '../../../src/calculation/proceeds/proceeds';
import { day, named, pct, rate, usd, value } from '../days';

const claim = (name: string, dollars: number, rank: number, more: Partial<Claim> = {}): Claim => ({
  name,
  amount: usd(dollars),
  rank,
  ...more,
});
const sale = (dollars: number, more: Partial<SaleOfCollateral> = {}): SaleOfCollateral => ({
  label: 'Sale',
  price: usd(dollars),
  ...more,
});
const made = (sales: SaleOfCollateral[], claims: Claim[], order: ApplicationOrder = 'judicial') =>
  value(distribute(sales, claims, order));
/** Who got how many dollars, in the order of payment. */
const payouts = (...given: Parameters<typeof made>) =>
  made(...given).payouts.map(({ to, amount }) => [to, amount / 100]);
const words = (...given: Parameters<typeof made>) => made(...given).payouts.map((p) => p.words);

const bank = claim('Bank', 10_000, 1, { enforcing: true });

describe('the order of payment', () => {
  it('is that of the ranks, however the claims are listed, but that of the list by contract', () => {
    const listed = [claim('Third', 3_000, 3), claim('Second', 2_000, 2), bank];
    expect(payouts([sale(14_000)], listed)).toEqual([
      ['Bank', 10_000],
      ['Second', 2_000],
      ['Third', 2_000],
    ]);
    expect(payouts([sale(14_000)], listed, 'contract')).toEqual([
      ['Third', 3_000],
      ['Second', 2_000],
      ['Bank', 9_000],
    ]);
  });

  it('begins at the first of the liens that are enforced', () => {
    const two = [
      claim('Senior', 1_000, 1),
      claim('Second', 2_000, 2, { enforcing: true }),
      claim('Third', 3_000, 3, { enforcing: true }),
    ];
    expect(payouts([sale(9_000)], two)).toEqual([
      ['Second', 2_000],
      ['Third', 3_000],
      ['Owner', 4_000],
    ]);
    // A lien of the same rank that is not enforced shares with the one that is, demand or no demand.
    const level = [claim('Beside', 1_000, 1), claim('Bank', 1_000, 1, { enforcing: true })];
    for (const order of ['judicial', 'article_9'] as const)
      expect(payouts([sale(1_000)], level, order)).toEqual([
        ['Beside', 500],
        ['Bank', 500],
      ]);
  });

  it('pays beside the first of those enforced, though another stands behind it', () => {
    const three = [
      claim('Beside', 1_000, 2),
      claim('Second', 1_000, 2, { enforcing: true }),
      claim('Third', 1_000, 3, { enforcing: true }),
    ];
    expect(payouts([sale(2_000)], three)).toEqual([
      ['Beside', 1_000],
      ['Second', 1_000],
    ]);
  });

  it('pays no senior interest under Article 9, even one that joined', () => {
    const joined = [claim('Senior', 1_000, 1, { joined: true }), { ...bank, rank: 2 }];
    expect(payouts([sale(500)], joined, 'article_9')).toEqual([['Bank', 500]]);
    expect(payouts([sale(500)], joined, 'judicial')).toEqual([['Senior', 500]]);
    expect(made([sale(500)], joined, 'article_9').claims[0]?.passedOver).toMatch(/ranks ahead/);
  });

  it('divides by fixed shares only where all of a rank have one', () => {
    const other = claim('Other', 30_000, 1, { sharePercent: pct(50) });
    // 10,000 and 30,000 owed: a quarter and three quarters of 8,000.
    expect(payouts([sale(8_000)], [bank, other])).toEqual([
      ['Bank', 2_000],
      ['Other', 6_000],
    ]);
    const halves = [{ ...bank, sharePercent: pct(50) }, other];
    expect(payouts([sale(8_000)], halves)).toEqual([
      ['Bank', 4_000],
      ['Other', 4_000],
    ]);
  });

  it('takes sales of one day, or of no day, in the order of their rows, those without a day first', () => {
    const sales = [
      sale(100, { label: 'May', date: day('2024-05-01') }),
      sale(200, { label: 'A' }),
      sale(300, { label: 'B' }),
      sale(400, { label: 'March', date: day('2024-03-01') }),
    ];
    expect(made(sales, [bank]).payouts.map((p) => p.sale)).toEqual(['A', 'B', 'March', 'May']);
  });
});

describe('the words of a payout', () => {
  const date = day('2024-05-01');

  it('say at which rank, with whom and when', () => {
    expect(words([sale(11_000, { date, expenses: usd(500) })], [bank])).toEqual([
      'Expenses of retaking, holding, preparing and selling come first',
      'Bank paid at rank 1 on May 1, 2024',
      'Surplus after every claim that the sale pays',
    ]);
    const level = [bank, claim('Other', 10_000, 1)];
    expect(words([sale(2_000)], level)).toEqual([
      'Bank paid at rank 1, in proportion to what is owed',
      'Other paid at rank 1, in proportion to what is owed',
    ]);
    const fixed = level.map((one) => ({ ...one, sharePercent: pct(50) }));
    expect(words([sale(2_000)], fixed)[0]).toBe('Bank paid at rank 1, by fixed shares');
    expect(words([sale(2_000)], [bank], 'contract')).toEqual([
      'Bank paid in the order of the contract',
    ]);
  });

  it('call a credit bid a setting off, and the rest what was paid', () => {
    const below = claim('Second', 2_000, 2);
    expect(words([sale(11_000, { creditBidBy: 'Bank' })], [bank, below])).toEqual([
      'Bank set off by its own credit bid at rank 1',
      'Second paid at rank 2',
    ]);
  });
});

describe('a credit bid', () => {
  it('is no cash as far as the bidder sets it off, and cash as far as it pays others', () => {
    const below = claim('Second', 2_000, 2);
    const bid = sale(11_500, { creditBidBy: 'Bank', expenses: usd(500) });
    const { cash, received, fullCreditBids } = made([bid], [bank, below]);
    // 500 of expenses and 1,000 to the second are paid in cash.
    expect([received, cash, fullCreditBids]).toEqual([usd(11_500), usd(1_500), ['Bank']]);
  });

  it('of one claim says nothing of another, and a claim of nothing was not satisfied by it', () => {
    const below = claim('Second', 2_000, 2);
    const second = made([sale(11_000, { creditBidBy: 'Second' })], [bank, below]);
    expect([second.cash, second.fullCreditBids]).toEqual([usd(10_000), []]);
    const nothing = claim('Nothing', 0, 2);
    const none = made([sale(11_000, { creditBidBy: 'Nothing' })], [bank, nothing]);
    expect([none.cash, none.fullCreditBids]).toEqual([usd(11_000), []]);
  });

  it('by somebody who is no claimant is named and left out', () => {
    const found = distribute([sale(5, { creditBidBy: 'Nobody' }), sale(3)], [bank], 'judicial');
    expect(named(found)).toEqual(['missing sales 1']);
    expect(value(found).received).toBe(usd(3));
  });

  it('is told in the line of the proceeds', () => {
    const line = (...sales: SaleOfCollateral[]) => proceedsLines(made(sales, [bank]))[0];
    expect(line(sale(4_000))).toMatchObject({ amount: usd(4_000), words: 'In cash' });
    expect(line(sale(4_000, { creditBidBy: 'Bank' }), sale(1_000))?.words).toBe(
      '$1,000 in cash, the rest by credit bid',
    );
  });
});

describe('interest between sales', () => {
  const from = day('2024-01-01');
  const accruing = {
    ...bank,
    accrues: { from, rates: [rate('2024-01-01', '2024-03-01', 7.3)] },
    parts: [
      { label: 'Fees', amount: usd(1_000) },
      { label: 'Principal', amount: usd(9_000) },
    ],
  };

  it('is paid before the parts of the claim, and stays owed where the price does not reach it', () => {
    // 10,000 at 7.3 % is 2.00 a day: 60.00 in thirty days.
    const paid = (dollars: number) =>
      made([sale(dollars, { date: day('2024-01-31') })], [accruing]).claims[0];
    expect(paid(1_160)).toMatchObject({ interestAdded: usd(60), unpaid: usd(8_900) });
    expect(paid(1_160)?.parts.map((part) => part.paid)).toEqual([usd(1_000), usd(100)]);
    expect(paid(40)?.parts.map((part) => part.paid)).toEqual([0, 0]);
    expect(paid(40)).toMatchObject({ paid: usd(40), unpaid: usd(10_020) });
  });

  it('needs no rate before its first day, nor where nothing was sold after it', () => {
    const sold = (iso: string) =>
      distribute([sale(100, { date: day(iso) })], [accruing], 'judicial');
    for (const early of ['2023-06-01', '2024-01-01']) {
      expect(named(sold(early))).toEqual([]);
      expect(value(sold(early)).claims[0]).toMatchObject({ interestAdded: 0, unpaid: usd(9_900) });
    }
    expect(named(sold('2024-03-02'))).toEqual(['rate_gap claims 1']);
    expect(named(distribute([sale(100)], [accruing], 'judicial'))).toEqual([]);
  });

  it('runs once between two sales of one day', () => {
    const date = day('2024-01-31');
    expect(made([sale(10, { date }), sale(20, { date })], [accruing]).claims[0]).toMatchObject({
      interestAdded: usd(60),
      unpaid: usd(10_030),
    });
  });
});

it('names a claim that is no amount, and pays nobody', () => {
  const found = distribute([sale(7)], [bank, claim('Second', -1, 2)], 'judicial');
  expect([found.ok, ...named(found)]).toEqual([false, 'not_an_amount claims 2']);
});

it('names a sale whose price or expenses are no amounts, and leaves it out', () => {
  const found = distribute([sale(100, { expenses: -1 }), sale(7)], [bank], 'judicial');
  expect(named(found)).toEqual(['not_an_amount sales 1']);
  expect(value(found).received).toBe(usd(7));
});
