// Who gets what from the sale: Article 9, judicial sales, contracts, credit bids, parcels and shares.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byPercentages,
  inProportion,
  inProportionUpTo,
} from '../../../src/calculation/proceeds/allocate';
import { sumLines } from '../../../src/calculation/line/line';
import {
  distribute,
  proceedsLines,
  type Claim,
  type Distribution,
  type SaleOfCollateral,
} from '../../../src/calculation/proceeds/proceeds';
import { day, named, pct, rate, usd, value } from '../days';

const claim = (
  name: string,
  dollars: number,
  rank: number,
  changes: Partial<Claim> = {},
): Claim => ({
  name,
  amount: usd(dollars),
  rank,
  ...changes,
});
const sale = (dollars: number, changes: Partial<SaleOfCollateral> = {}): SaleOfCollateral => ({
  label: 'Sale',
  price: usd(dollars),
  ...changes,
});
const paid = (result: Distribution): Record<string, number> =>
  Object.fromEntries(result.claims.map((c) => [c.name, c.paid]));

describe('Article 9 (UCC 9-615)', () => {
  // First Fidelity Acceptance v. Hutchins, 315 N.J. Super. 201 (1998): the plaintiff's accounting.
  it('reproduces the accounting in First Fidelity v. Hutchins: 6,488.18 due after a 500.00 sale', () => {
    const expenses = usd(510 + 50 + 510 + 635.33);
    const debt = claim('First Fidelity', 6492.65, 1, { enforcing: true });
    const result = value(
      distribute(
        [sale(500, { expenses }), sale(1209.8, { label: 'Physical damage insurance' })],
        [debt],
        'article_9',
      ),
    );
    const owed = (result.claims[0]?.unpaid ?? 0) + result.expensesUnpaid;
    expect(owed).toBe(usd(6488.18));
  });

  const secured = claim('Bank', 20000, 1, { enforcing: true });

  it('pays expenses, the obligation, and subordinate interests that demanded it; the rest is surplus', () => {
    const result = value(
      distribute(
        [sale(30000, { expenses: usd(1500) })],
        [secured, claim('Second', 5000, 2, { demanded: true }), claim('Third', 4000, 3)],
        'article_9',
      ),
    );
    expect(paid(result)).toEqual({ Bank: usd(20000), Second: usd(5000), Third: 0 });
    expect(result.surplus).toBe(usd(3500));
    expect(result.claims[2]?.passedOver).toMatch(/9-615\(a\)\(3\)/);
  });

  it('pays nothing to a senior interest, which stays on the goods', () => {
    const result = value(
      distribute(
        [sale(30000)],
        [claim('Senior', 9000, 1), claim('Bank', 20000, 2, { enforcing: true })],
        'article_9',
      ),
    );
    expect(paid(result)).toEqual({ Senior: 0, Bank: usd(20000) });
    expect(result.surplus).toBe(usd(10000));
  });
});

describe('judicial sale', () => {
  // A bar-review example (thembeblog, "Real Property: Mortgages: Foreclosure"): 30,000, 15,000 and 10,000 owed.
  const banks = [
    claim('First Bank', 30000, 1, { enforcing: true }),
    claim('Second Bank', 15000, 2),
    claim('Third Bank', 10000, 3),
  ];

  it('pays in rank: of 50,000 the third mortgage gets 5,000', () => {
    const result = value(distribute([sale(50000)], banks, 'judicial'));
    expect(paid(result)).toEqual({
      'First Bank': usd(30000),
      'Second Bank': usd(15000),
      'Third Bank': usd(5000),
    });
    expect(result.claims[2]?.unpaid).toBe(usd(5000));
  });

  it('gives the owner the surplus of 5,000 from 60,000', () => {
    expect(value(distribute([sale(60000)], banks, 'judicial')).surplus).toBe(usd(5000));
  });

  it('pays a senior lien only when it joined', () => {
    const second = [claim('First', 30000, 1), claim('Second', 15000, 2, { enforcing: true })];
    const alone = value(distribute([sale(40000)], second, 'judicial'));
    expect(paid(alone)).toEqual({ First: 0, Second: usd(15000) });
    const joined = value(
      distribute(
        [sale(40000)],
        [claim('First', 30000, 1, { joined: true }), second[1] as Claim],
        'judicial',
      ),
    );
    expect(paid(joined)).toEqual({ First: usd(30000), Second: usd(10000) });
  });
});

describe('contract order and parts of a claim', () => {
  it('pays in the order listed, and within a claim in the order of its parts', () => {
    const loan = claim('Loan', 1000, 9, {
      parts: [
        { label: 'Advances', amount: usd(100) },
        { label: 'Interest', amount: usd(200) },
        { label: 'Principal', amount: usd(700) },
      ],
    });
    const result = value(distribute([sale(450)], [claim('Fees', 50, 99), loan], 'contract'));
    expect(result.claims[1]?.parts.map((part) => part.paid)).toEqual([
      usd(100),
      usd(200),
      usd(100),
    ]);
    expect(result.claims[1]?.parts.at(-1)?.unpaid).toBe(usd(600));
  });
});

describe('several sales', () => {
  it('applies them in the order of their dates, each to the claims that it secures', () => {
    const claims = [claim('Bank', 50000, 1, { enforcing: true }), claim('Seller', 20000, 2)];
    const result = value(
      distribute(
        [
          sale(40000, { label: 'Lot 2', date: day('2024-06-01') }),
          sale(15000, { label: 'Lot 1', date: day('2024-03-01'), secures: ['Bank'] }),
        ],
        claims,
        'judicial',
      ),
    );
    expect(result.payouts.map((p) => [p.sale, p.to, p.amount])).toEqual([
      ['Lot 1', 'Bank', usd(15000)],
      ['Lot 2', 'Bank', usd(35000)],
      ['Lot 2', 'Seller', usd(5000)],
    ]);
  });

  it('adds interest between the dates and pays it before what bears it', () => {
    const accrues = { from: day('2024-01-01'), rates: [rate('2024-01-01', null, 7.3)] };
    const bank = claim('Bank', 10000, 1, { enforcing: true, accrues });
    const sales = [
      sale(4000, { label: 'Truck', date: day('2024-01-31') }),
      sale(1000, { label: 'Loader', date: day('2024-03-01') }),
    ];
    // By hand: 10,000 x 7.3 % x 30/365 = 60; 4,000 leaves 6,060; 6,060 x 7.3 % x 30/365 = 36.36; 1,000 leaves 5,096.36.
    const result = value(distribute(sales, [bank], 'article_9')).claims[0];
    expect([result?.interestAdded, result?.paid, result?.unpaid]).toEqual([
      usd(96.36),
      usd(5000),
      usd(5096.36),
    ]);
    const gap = { from: day('2024-01-01'), rates: [rate('2024-01-01', '2024-02-15', 7.3)] };
    expect(named(distribute(sales, [{ ...bank, accrues: gap }], 'article_9'))).toEqual([
      'rate_gap claims 1',
    ]);
  });
});

describe('credit bids', () => {
  // Fireman's Fund Mortgage Corp. v. Allstate, 838 P.2d 790 (Alaska 1992): 75,486 bid on 93,996.56 of principal.
  it('sets off a partial credit bid and leaves the rest owed, as in Fireman’s Fund v. Allstate', () => {
    const lender = claim("Fireman's Fund", 93996.56, 1, { enforcing: true });
    const result = value(
      distribute([sale(75486, { creditBidBy: "Fireman's Fund" })], [lender], 'judicial'),
    );
    expect(result.claims[0]?.unpaid).toBe(usd(18510.56));
    expect([result.cash, result.fullCreditBids]).toEqual([0, []]);
  });

  it('flags a full credit bid, which leaves nothing to recover', () => {
    const lender = claim('Lender', 100000, 1, { enforcing: true });
    const bid = sale(102000, { expenses: usd(2000), creditBidBy: 'Lender' });
    const result = value(distribute([bid], [lender], 'judicial'));
    expect(result.fullCreditBids).toEqual(['Lender']);
    expect(result.cash).toBe(usd(2000));
  });

  it('takes in cash what a bidder offers above its own claim', () => {
    const lender = claim('Lender', 100000, 1, { enforcing: true });
    const result = value(
      distribute([sale(110000, { creditBidBy: 'Lender' })], [lender], 'judicial'),
    );
    expect([result.cash, result.surplus]).toEqual([usd(10000), usd(10000)]);
  });
});

describe('shares', () => {
  it('divides one rank in proportion to what is owed, or by fixed shares with the rest passed on', () => {
    const pari = [
      claim('A', 60000, 1, { enforcing: true }),
      claim('B', 30000, 1, { enforcing: true }),
    ];
    expect(paid(value(distribute([sale(30000)], pari, 'judicial')))).toEqual({
      A: usd(20000),
      B: usd(10000),
    });
    const fixed = pari.map((c) => ({ ...c, sharePercent: pct(50) }));
    expect(paid(value(distribute([sale(70000)], fixed, 'judicial')))).toEqual({
      A: usd(40000),
      B: usd(30000),
    });
  });

  it('divides a deficiency among obligors by percentages with caps', () => {
    const split = byPercentages(usd(100), [
      { name: 'Ann', percent: pct('33.333') },
      { name: 'Bob', percent: pct('33.333'), cap: usd(20) },
      { name: 'Cy', percent: pct('33.334') },
    ]);
    expect(split.parts).toEqual([3333, usd(20), 3334]);
    expect(split.left).toBe(usd(13.33));
    const wrong = byPercentages(usd(100), [{ name: 'Ann', percent: pct(50) }]);
    expect(wrong.problems.map((p) => p.name)).toEqual(['shares_not_whole']);
  });

  it('gives odd cents to those who lost most by rounding, earlier ones first', () => {
    expect(inProportion(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(inProportion(100, [1, 2, 4])).toEqual([14, 29, 57]);
    expect(inProportion(5, [0, 0])).toEqual([5, 0]);
  });
});

describe('bad input', () => {
  it('names unknown, doubled and unbalanced claims and wrong sales', () => {
    const bank = claim('Bank', 10, 1, { enforcing: true });
    expect(named(distribute([sale(1)], [bank, bank], 'judicial'))).toEqual(['duplicate claims 2']);
    expect(named(distribute([sale(1)], [claim('Bank', 10, 1)], 'judicial'))).toEqual([
      'missing enforcing',
    ]);
    const parts = [{ label: 'x', amount: usd(9) }];
    expect(named(distribute([sale(1)], [{ ...bank, parts }], 'judicial'))).toEqual([
      'shares_not_whole claims 1',
    ]);
    const result = distribute(
      [sale(-1), sale(5, { secures: ['Nobody'] }), sale(3)],
      [bank],
      'judicial',
    );
    expect(named(result)).toEqual(['not_an_amount sales 1', 'missing sales 2']);
    expect(value(result).received).toBe(usd(3));
  });
});

describe('properties', () => {
  const amount = fc.integer({ min: 0, max: usd(1_000_000) });
  const claims = fc
    .array(
      fc.record({
        amount,
        rank: fc.integer({ min: 1, max: 4 }),
        enforcing: fc.boolean(),
        demanded: fc.boolean(),
        joined: fc.boolean(),
        sharePercent: fc.option(fc.integer({ min: 0, max: 100 }).map(pct)),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((list) =>
      list.map((c, n) => ({ ...c, name: `C${n}`, enforcing: c.enforcing || n === 0 })),
    );
  const sales = fc.array(
    fc.record({
      price: amount,
      expenses: fc.integer({ min: 0, max: usd(20000) }),
      bid: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  );

  it('what each gets adds up to what came in, and nobody gets more than is owed', () => {
    fc.assert(
      fc.property(
        claims,
        sales,
        fc.constantFrom('article_9', 'judicial', 'contract'),
        (cs, ss, order) => {
          const made = ss.map(({ price, expenses, bid }, n) => ({
            label: `S${n}`,
            price,
            expenses,
            creditBidBy: bid ? 'C0' : null,
          }));
          const result = value(distribute(made, cs, order as 'judicial'));
          const out = result.payouts.reduce((sum, p) => sum + p.amount, 0);
          expect(out).toBe(result.received);
          expect(sumLines(proceedsLines(result))).toBe(0);
          for (const c of result.claims) {
            expect(c.paid + c.unpaid).toBe(c.amount);
            expect(c.unpaid).toBeGreaterThanOrEqual(0);
          }
          for (const name of result.fullCreditBids) {
            expect(result.claims.find((c) => c.name === name)?.unpaid).toBe(0);
          }
        },
      ),
    );
  });

  it('parts in proportion add up to the whole within their limits', () => {
    fc.assert(
      fc.property(
        amount,
        fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), amount), {
          minLength: 1,
          maxLength: 8,
        }),
        (whole, list) => {
          const { parts, left } = inProportionUpTo(
            whole,
            list.map(([w]) => w),
            list.map(([, l]) => l),
          );
          expect(parts.reduce((a, b) => a + b, left)).toBe(whole);
          parts.forEach((part, n) => expect(part).toBeLessThanOrEqual(list[n]?.[1] ?? 0));
        },
      ),
    );
  });
});
