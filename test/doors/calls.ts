/** Calls of every function over time in the shapes that people use, and lines that ask for the same. */

/** The name behind `DEFICIENCY.`, then the arguments as a worksheet hands them over. */
export type Call = readonly [string, ...unknown[]];

const loan = [250000, '6.5%', '2024-01-01', '2024-06-28'] as const;
const charges = [
  ['Item', 'Amount', 'Date', 'Rate', 'Label', 'Months', 'Months remaining'],
  ['advances', 1200, '2024-03-01', 'note', 'Taxes', null, null],
  ['late fee', 450, '2024-02-16', null, null, null, null],
  ['refund', 900, null, null, 'Service contract', 36, 12],
  ['credits', 300, null, null, 'Rebate', null, null],
  ['advances', 'x', null, null, null, null, null],
];
const rates = [
  ['From', 'Rate'],
  ['2023-12-01', '6%'],
  ['2024-04-01', '7%'],
];
const loans = [
  [[250000], [null], [100000], [5]],
  [['6.5%'], [null], ['6%'], ['6%']],
  [['2024-01-01'], [null], ['2024-01-01'], ['soon']],
  [['2024-06-28'], [null], ['2024-03-01'], ['2024-03-01']],
];
const claims = [
  ['Claim', 'Owed', 'Rank', 'Enforcing'],
  ['First mortgage', 230000, 1, 'yes'],
  ['Second mortgage', 40000, 2, 'no'],
];
const obligors = [
  ['Obligor', 'Share', 'Cap'],
  ['Borrower', '60%', null],
  ['Guarantor', '40%', 1000],
];
const judgment = [45000, '2023-01-15', '2025-01-15'] as const;
const payments = 'date=2023-07-01, amount=5000; date=2024-07-01, amount=5000';

export const CALLS: readonly Call[] = [
  ['PAYOFF', ...loan],
  ['PAYOFF', ...loan, 'late_fees=450; attorney_fee_percent=5%; escrow=-80; unapplied=100'],
  ['PAYOFF', 250000, rates, '2024-01-01', '2024-06-28', 'day_count=actual/360', charges],
  ['PAYOFF', ...loan, 'default_rate=18%; default_date=2024-03-01', null, 2],
  ['PAYOFF', ...loans],
  ['PAYOFF', ...loan, 'bananas=3'],
  ['PERDIEM', 250000, '6.5%'],
  ['PERDIEM', [[250000, 100000]], '6.5%', null, 'per_diem=exact'],
  ['INTEREST', ...loan, 'actual/360'],
  ['INTEREST', ...loans.slice(0, 2), ...loans.slice(2)],
  ['PROCEEDS', 255000, claims, 'judicial'],
  ['PROCEEDS', 'price=255000, expenses=7000', claims, 'judicial', obligors, 'obligors'],
  ['PROCEEDS', 'price=255000, expenses=7000', claims, 'judicial', obligors, 'claims'],
  ['PROCEEDS', 255000, claims, 'sideways'],
  ['DEADLINES', 'CT', 'redemption_expiry_date=2024-06-06; method=strict', '2024-06-10'],
  ['DEADLINES', 'CT', 'redemption_expiry_date=2024-06-06; method=strict', null, 'no'],
  ['DEADLINES', 'NY', 'sale_date=2025-03-03', '2025-04-01'],
  ['JUDGMENT', ...judgment, 'KY', 'none'],
  ['JUDGMENT', ...judgment, 'CA', null, null, payments],
  ['JUDGMENT', [[45000], [null], [10000]], [['2023-01-15'], [null], ['x']], '2025-01-15', 'CA'],
  ['JUDGMENT', ...judgment, 'NV', 'none'],
  ['LEDGER', ...judgment, 'CA', null, null, payments],
  ['LEDGER', ...judgment, null, null, '9%', `${payments}; date=2022-01-01, amount=1`],
  [
    'EXPECTED',
    45000,
    '2025-01-01',
    'date=2026-01-01, amount=10000, probability=60%; date=2027-01-01, amount=10000, probability=40%',
    '10%',
    'date=2025-02-01, amount=1500',
    4000,
    'fee=25%',
  ],
  [
    'EXPECTED',
    45000,
    '2025-01-01',
    'date=2026-01-01, amount=10000',
    '10%',
    null,
    null,
    null,
    'periods',
  ],
  [
    'LGD',
    300000,
    '2024-01-01',
    'date=2024-09-01, amount=255000, leg=collateral; date=2024-09-01, amount=7000, leg=cost; date=2026-01-01, amount=20000, leg=deficiency',
    '8%',
  ],
  ['COMPARE', 'item=principal, amount=250000; item=interest, amount=8079.86', ...loan],
  [
    'EXPLANATION',
    12500,
    '2024-03-01',
    8000,
    '2024-05-01',
    'type=retaking, amount=350; type=attorney fees, amount=400',
    'type=refund of service contract, amount=275',
    'possession_date=2024-03-20; requested=2024-06-01',
  ],
  ['EXPLANATION', 12500, '2024-03-01', 8000, '2024-05-01', 350],
  [
    'FORM1099',
    180000,
    180000,
    170000,
    '2024-06-03',
    'yes',
    10000,
    'cancelled_on=2024-11-20; adjusted_basis=175000',
  ],
  ['FORM1099', [[180000], [null], [5000]], [[180000], [null], [6000]], 170000, '2024-06-03', 'no'],
];

/** A line and the option that it goes with. */
export type Line = readonly ['payoff' | 'judgment' | 'explanation' | 'form1099', object];

const loanLine = {
  principal: 250000,
  rate: '6.5%',
  paid_through: '2024-01-01',
  payoff_date: '2024-06-28',
};
const judgmentLine = { amount: 45000, entered: '2023-01-15', as_of: '2025-01-15' };

export const LINES: readonly Line[] = [
  ['payoff', loanLine],
  ['payoff', { ...loanLine, id: 'A-1', late_fees: '450', good_through: 2 }],
  [
    'payoff',
    {
      ...loanLine,
      rate: undefined,
      rates: [
        { from: '2023-12-01', rate: 6 },
        { from: '2024-04-01', rate: 7 },
      ],
      day_count: 'actual/360',
      charges: [
        { item: 'advances', amount: 1200, date: '2024-03-01', rate: 'note', label: 'Taxes' },
        { item: 'advances', amount: 'x' },
      ],
    },
  ],
  ['payoff', { ...loanLine, rate: 0.065 }],
  ['payoff', { ...loanLine, payoff_date: '2023-06-28' }],
  ['judgment', { ...judgmentLine, state: 'KY', contract_rate: 'none' }],
  [
    'judgment',
    {
      ...judgmentLine,
      state: 'CA',
      events: [
        { date: '2023-07-01', amount: 5000 },
        { date: '2024-07-01', amount: 5000 },
      ],
    },
  ],
  ['judgment', { ...judgmentLine, state: 'NV', contract_rate: 'none' }],
  [
    'explanation',
    {
      obligation: 12500,
      obligation_date: '2024-03-01',
      proceeds: 8000,
      disposition_date: '2024-05-01',
      expenses: [
        { type: 'retaking', amount: 350 },
        { type: 'attorney fees', amount: 400 },
      ],
      credits: 275,
      possession_date: '2024-03-20',
      requested: '2024-06-01',
    },
  ],
  [
    'form1099',
    {
      principal: 180000,
      debt: 180000,
      fair_value: 170000,
      transferred: '2024-06-03',
      liable: true,
      cancelled: 10000,
      cancelled_on: '2024-11-20',
      adjusted_basis: 175000,
    },
  ],
];
