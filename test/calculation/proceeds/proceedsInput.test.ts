/** Sales, claims and obligors from tables: each column in its place, each mistake in its row. */
import { describe, expect, it } from 'vitest';
import { proceedsOf, type ProceedsGiven } from '../../../src/calculation/proceeds/proceedsInput';
import { typed } from '../support';

const bank = { name: 'Bank', amount: 100_000 };

const distributed = (given: Partial<ProceedsGiven>) =>
  proceedsOf({ sales: 60_000, claims: [bank], order: 'article_9', obligors: [], ...given }, typed);

function made(given: Partial<ProceedsGiven>) {
  const found = distributed(given);
  if (!found.ok) throw new Error(found.problems.map(({ message }) => message).join('; '));
  return found;
}

const problems = (given: Partial<ProceedsGiven>) =>
  distributed(given).problems.map(({ name, field, row }) => [name, field, row]);

/** What each claim got and lacks, in dollars. */
const claims = (given: Partial<ProceedsGiven>) =>
  made(given).value.distribution.claims.map(({ name, paid, unpaid }) => [
    name,
    paid / 100,
    unpaid / 100,
  ]);

describe('one price and one claim', () => {
  it('need nothing else: the claim is the one enforced', () => {
    expect(claims({})).toEqual([['Bank', 60_000, 40_000]]);
    expect(made({}).value.unpaid).toBe(4_000_000);
    expect(made({}).value.obligors).toEqual([]);
    expect(made({}).value.borneByNobody).toBe(0);
    expect(distributed({}).problems).toEqual([]);
  });

  it('are asked for, or named where they cannot be read', () => {
    expect(problems({ sales: null })).toEqual([['missing', 'sales', null]]);
    expect(problems({ sales: 'abc' })).toEqual([['not_an_amount', 'sales', null]]);
    expect(problems({ claims: [] })).toEqual([['missing', 'claims', null]]);
    expect(problems({ claims: [{ name: 'Bank' }] })).toEqual([['missing', 'claims', 1]]);
    expect(distributed({ claims: [] }).ok).toBe(false);
    expect(distributed({ sales: null }).ok).toBe(false);
  });

  it('a wrong claim among good ones stops the distribution: somebody would be paid too much', () => {
    expect(problems({ claims: [bank, {}, { name: 'County', amount: 'x' }] })).toEqual([
      ['not_an_amount', 'claims', 3],
    ]);
    expect(distributed({ claims: [bank, { name: 'County', amount: 'x' }] }).ok).toBe(false);
  });
});

describe('several sales', () => {
  const sales = [
    { price: 30_000, expenses: 1_000 },
    {},
    { proceeds: 20_000, parcel: 'North lot', costs: 500, date: '2024-05-01' },
    { price: 5_000 },
  ];

  it('bring what they bring less their expenses, and are named by number where nobody named them', () => {
    // 55,000 less 1,500 is 53,500.
    const { value } = made({ sales });
    expect(claims({ sales })).toEqual([['Bank', 53_500, 46_500]]);
    const words = JSON.stringify(value.distribution);
    for (const label of ['"Sale"', '"North lot"', '"Sale 3"']) expect(words).toContain(label);
    expect(words).not.toContain('"Sale 2"');
  });

  it('of which one cannot be read are named by its row, and the others stand', () => {
    const wrong = [{ price: 30_000 }, { price: 'x' }];
    expect(problems({ sales: wrong })).toEqual([['not_an_amount', 'sales', 2]]);
    expect(claims({ sales: wrong })).toEqual([['Bank', 30_000, 70_000]]);
    expect(distributed({ sales: [{ price: 'x' }] }).ok).toBe(false);
  });

  it('pay only the claims that they secure', () => {
    const two = [bank, { name: 'Credit union', amount: 10_000, demanded: 'yes' }];
    const given = {
      claims: two.map((claim, n) => (n === 0 ? { ...claim, enforcing: 'yes' } : claim)),
      sales: [{ price: 120_000, secures: 'Bank, ' }],
    };
    expect(claims(given)).toEqual([
      ['Bank', 100_000, 0],
      ['Credit union', 0, 10_000],
    ]);
    expect(claims({ ...given, sales: [{ price: 120_000 }] })[1]).toEqual([
      'Credit union',
      10_000,
      0,
    ]);
  });
});

describe('several claims', () => {
  const two = (second: Record<string, unknown>, first: Record<string, unknown> = {}) => [
    { ...bank, enforcing: true, ...first },
    { name: 'Second', amount: 20_000, ...second },
  ];

  it('are paid by rank, the order of the rows where no rank is told', () => {
    const ranked = two({ rank: 1, demanded: true }, { rank: 2 });
    const swapped = claims({ claims: ranked, sales: 130_000 });
    expect(swapped).toContainEqual(['Bank', 100_000, 0]);
    expect(claims({ claims: two({ demanded: true }), sales: 110_000 })).toEqual([
      ['Bank', 100_000, 0],
      ['Second', 10_000, 10_000],
    ]);
  });

  it('below are paid under 9-615(a)(3) only on demand, and a judicial sale pays those joined', () => {
    expect(claims({ claims: two({}), sales: 110_000 })[1]).toEqual(['Second', 0, 20_000]);
    expect(claims({ claims: two({ demanded: 'yes' }), sales: 110_000 })[1]).toEqual([
      'Second',
      10_000,
      10_000,
    ]);
    const judicial = { sales: 110_000, order: 'judicial' } as const;
    expect(claims({ ...judicial, claims: two({ joined: 'yes' }) })[1]).toEqual([
      'Second',
      10_000,
      10_000,
    ]);
  });

  it('need somebody to say which is enforced', () => {
    const nobody = [bank, { name: 'Second', amount: 20_000 }];
    expect(distributed({ claims: nobody }).problems.length).toBeGreaterThan(0);
  });

  it('owing under a contract are all of them: 120,000 less 60,000', () => {
    expect(made({ claims: two({}), order: 'contract' }).value.unpaid).toBe(6_000_000);
    expect(made({ claims: two({}) }).value.unpaid).toBe(4_000_000);
  });

  it('grow at their rate from the day of their amount: 10 % of 20,000 for one year of 365 days', () => {
    const dated = two({ from: '2023-01-01', rate: '10%', demanded: true });
    const sales = [{ price: 130_000, date: '2024-01-01' }];
    expect(claims({ claims: dated, sales })[1]).toEqual(['Second', 22_000, 0]);
    const noRate = two({ from: '2023-01-01', demanded: true });
    expect(claims({ claims: noRate, sales })[1]).toEqual(['Second', 20_000, 0]);
  });
});

describe('a column of a claim', () => {
  const orders = ['article_9', 'judicial', 'contract'] as const;
  const unusedIn = (order: (typeof orders)[number], told: Record<string, unknown>) =>
    distributed({
      order,
      claims: [
        { name: 'County', amount: 1, enforcing: true },
        { ...bank, ...told },
      ],
    })
      .problems.filter(({ name }) => name === 'unused')
      .map(({ field, row, message }) => `${field} ${row}: ${message}`);

  it.each([
    [
      'a demand',
      { demanded: true },
      ['judicial', 'contract'],
      'demanded has no say outside article_9',
    ],
    [
      'to have joined',
      { joined: true },
      ['article_9', 'contract'],
      'joined has no say outside a judicial sale',
    ],
    [
      'a rank',
      { rank: 2 },
      ['contract'],
      'rank has no say where the contract orders the claims as listed',
    ],
    ['a day alone', { from: '2024-01-01' }, orders, 'from has no say without a rate'],
    ['a rate alone', { rate: '5%' }, orders, 'rate has no say without from'],
    ['a day and a rate', { from: '2024-01-01', rate: '5%' }, [], ''],
  ])('%s is named where it has no say, and only there', (_, told, without, words) => {
    for (const order of orders) {
      const named = (without as readonly string[]).includes(order) ? [`claims 2: ${words}`] : [];
      expect(unusedIn(order, told), order).toEqual(named);
    }
  });
});

describe('obligors', () => {
  const divided = (obligors: ProceedsGiven['obligors']) => {
    const { value } = made({ obligors });
    return {
      owe: value.obligors.map(({ name, share, owes }) => [name, share, owes / 100]),
      nobody: value.borneByNobody / 100,
    };
  };

  it('share the 40,000 that is left by their percentages', () => {
    expect(
      divided([
        { name: 'Ann', share: '60%' },
        { guarantor: 'Bob', percent: 0.4 },
      ]),
    ).toEqual({
      owe: [
        ['Ann', '60%', 24_000],
        ['Bob', '40%', 16_000],
      ],
      nobody: 0,
    });
  });

  it('owe no more than their caps; what is above is borne by nobody', () => {
    expect(
      divided([
        { name: 'Ann', share: '60%', cap: 20_000 },
        { name: 'Bob', share: '40%' },
      ]),
    ).toEqual({
      owe: [
        ['Ann', '60%', 20_000],
        ['Bob', '40%', 16_000],
      ],
      nobody: 4_000,
    });
  });

  it('whose shares make no whole divide nothing, and it is said', () => {
    const short = [
      { name: 'Ann', share: '60%' },
      { name: 'Bob', share: '30%' },
    ];
    expect(divided(short)).toEqual({ owe: [], nobody: 0 });
    expect(problems({ obligors: short })).toHaveLength(1);
    expect(problems({ obligors: [{ name: 'Ann' }] })).toEqual([['missing', 'obligors', 1]]);
  });
});

describe('a problem of the distribution', () => {
  const after = [{}, { price: 5, credit_bid_by: 'Nobody' }, {}, { price: 60_000 }];

  it('is said in the row of the table, empty rows counted', () => {
    expect(problems({ sales: after })).toEqual([['missing', 'sales', 2]]);
    expect(claims({ sales: after })).toEqual([['Bank', 60_000, 40_000]]);
    const twice = [{}, { ...bank, enforcing: true }, {}, bank];
    expect(problems({ claims: twice })).toEqual([['duplicate', 'claims', 4]]);
  });

  it('of no row keeps none', () => {
    expect(problems({ claims: [bank, { name: 'Second', amount: 1 }] })).toEqual([
      ['missing', 'enforcing', null],
    ]);
  });
});

describe('a claim', () => {
  const told = (more: Record<string, unknown>, given: Partial<ProceedsGiven> = {}) =>
    claims({
      claims: [
        { ...bank, rank: 2, enforcing: 'yes' },
        { name: 'Other', amount: 20_000, rank: 2, ...more },
      ],
      sales: 60_000,
      ...given,
    });

  it('ahead of the one enforced that did not join is passed over in a judicial sale', () => {
    const judicial = { order: 'judicial' } as const;
    expect(told({ rank: 1 }, judicial)[1]).toEqual(['Other', 0, 20_000]);
    expect(told({ rank: 1, joined: 'yes' }, judicial)[1]).toEqual(['Other', 20_000, 0]);
  });

  it('shares its rank in proportion, or by its percentage where each has one', () => {
    // 100,000 and 20,000 are five sixths and a sixth.
    expect(told({})[1]).toEqual(['Other', 10_000, 10_000]);
    const fixed = [
      { ...bank, rank: 1, enforcing: 'yes', share: '75%' },
      { name: 'Other', amount: 20_000, rank: 1, share: '25%' },
    ];
    expect(claims({ claims: fixed, sales: 60_000 })[1]).toEqual(['Other', 15_000, 5_000]);
  });

  it('with a rate and no day of its amount grows not', () => {
    const rated = [{ ...bank, rate: '10%' }];
    const sales = [{ price: 60_000, date: '2025-01-01' }];
    expect(claims({ claims: rated, sales })).toEqual([['Bank', 60_000, 40_000]]);
  });

  it('is found by its name among those that a sale secures, blanks around it or not', () => {
    const sales = [{ price: 60_000, secures: ' Nobody else , Bank ' }];
    expect(problems({ sales })).toEqual([['missing', 'sales', 1]]);
    expect(claims({ sales: [{ price: 60_000, secures: '  Bank  ' }] })).toEqual([
      ['Bank', 60_000, 40_000],
    ]);
  });
});

describe('the sales, claims and shares themselves', () => {
  it('go with what was made of them: a price is one sale, a claim alone the one enforced', () => {
    const { sales, claims } = made({ sales: 60_000, claims: [bank] }).value.distribution;
    expect(sales.map(({ sale }) => sale)).toEqual([
      { label: 'Sale', price: 6_000_000, expenses: 0, date: null, creditBidBy: null },
    ]);
    expect(claims.map(({ claim }) => claim)).toEqual([
      {
        name: 'Bank',
        amount: 10_000_000,
        rank: 1,
        enforcing: true,
        demanded: false,
        joined: false,
        sharePercent: null,
        accrues: null,
      },
    ]);
  });

  it('of the obligors keep their caps and what they would bear without: 60 % and 40 % of 40,000', () => {
    const { obligors } = made({
      obligors: [
        { name: 'A', share: 60, cap: 5_000 },
        { guarantor: 'B', percent: 40 },
      ],
    }).value;
    expect(obligors.map(({ name, cap, whole }) => [name, cap, whole])).toEqual([
      ['A', 500_000, 2_400_000],
      ['B', null, 1_600_000],
    ]);
  });
});
