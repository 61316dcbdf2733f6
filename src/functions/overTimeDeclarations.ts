/** The functions over time: name, arguments, help and an example, each stated once. */
import { FACTS } from './caseDeclarations';
import { optional, required, type FunctionDeclaration } from './declare';

const PRINCIPAL = required('principal', 'Unpaid principal.');
const RATE = required(
  'rate',
  'Yearly rate such as 6.5%, or a table with the columns from and rate.',
);
const PAID_THROUGH = required('paid_through', 'Last day through which interest is paid.');
const PAYOFF_DATE = required('payoff_date', 'Day of the payoff or sale.');
const CHARGES = optional(
  'charges',
  'Table of fees, advances and credits with the columns item, amount, date, rate, label.',
);
const PAYOFF_TERMS = optional(
  'terms',
  'Terms such as "day_count=actual/360; default_rate=18%; default_date=2024-03-01; late_fees=450".',
);
const INTEREST_TERMS = optional(
  'terms',
  'How interest is counted, such as "day_count=30/360; counted=both; per_diem=rounded".',
);

const JUDGMENT = [
  required('amount', 'Amount of the judgment that bears interest.'),
  required('entered', 'Day of entry.'),
  required('as_of', 'Day to which the judgment is carried.'),
  optional('state', 'State whose law of interest and life applies: a code such as TX, or a name.'),
  optional('contract_rate', 'Rate of the note, used where the law lets it govern; or none.'),
  optional(
    'rates',
    'Rate the judgment states; or published rates: a table with the columns from and rate, or index.',
  ),
  optional(
    'events',
    'Table of payments, costs, renewals and executions with the columns date, amount, kind.',
  ),
  FACTS,
  optional('terms', 'Terms such as "compounding=yearly; interest_from=2023-05-01; court=federal".'),
] as const;

/** Those about payoffs, deadlines, judgments and worth, in the order in which they are listed. */
export const overTimeDeclarations: readonly FunctionDeclaration[] = [
  {
    id: 'DEFICIENCY.PAYOFF',
    summary:
      'The debt on a day, a line for each item with its arithmetic; a row a loan for several.',
    parameters: [
      PRINCIPAL,
      RATE,
      PAID_THROUGH,
      PAYOFF_DATE,
      PAYOFF_TERMS,
      CHARGES,
      optional('good_through', 'Number of days after the payoff date: lists the payoff of each.'),
    ],
    example:
      '=DEFICIENCY.PAYOFF(250000,"6.5%","2024-01-01","2024-06-28","late_fees=450; attorney_fee_percent=5%")',
  },
  {
    id: 'DEFICIENCY.PERDIEM',
    summary: 'Interest of one day.',
    parameters: [
      PRINCIPAL,
      RATE,
      optional('date', 'The day, where the rate or the length of the year turns on it.'),
      INTEREST_TERMS,
    ],
    example: '=DEFICIENCY.PERDIEM(250000,"6.5%")',
  },
  {
    id: 'DEFICIENCY.INTEREST',
    summary: 'Simple interest between two days, at one rate or at rates that change.',
    parameters: [
      PRINCIPAL,
      RATE,
      required('from', 'Day before the first that bears interest, as the last day paid through.'),
      required('to', 'Last day that bears interest.'),
      INTEREST_TERMS,
    ],
    example: '=DEFICIENCY.INTEREST(250000,"6.5%","2024-01-01","2024-06-28","actual/360")',
  },
  {
    id: 'DEFICIENCY.PROCEEDS',
    summary:
      'Applies what a sale brought to expenses and claims in their order, down to the surplus.',
    parameters: [
      required(
        'sales',
        'What the sale brought, or a table with price, label, date, expenses, credit_bid_by.',
      ),
      required(
        'claims',
        'Table of claims with the columns name, amount, rank, enforcing, demanded, joined.',
      ),
      required('order', 'Order of application: article_9, judicial or contract.'),
      optional('obligors', 'Table of who owes what is left: name, share, cap.'),
      optional('show', 'payouts, claims or obligors; payouts where blank.'),
    ],
    example:
      '=DEFICIENCY.PROCEEDS("price=255000, expenses=7000","name=First mortgage, amount=230000, enforcing=yes; name=Second mortgage, amount=40000","judicial")',
  },
  {
    id: 'DEFICIENCY.DEADLINES',
    summary: "Every deadline of a state's rules that apply, with its date, start and consequence.",
    parameters: [
      required('state', 'State whose law applies: a code such as TX, or a name.'),
      optional(
        'facts',
        'Facts and dates such as "sale_date=2025-03-03; confirmation_date=2025-04-10".',
      ),
      optional('as_of', 'Day from which the days left are counted.'),
      optional(
        'roll',
        'Whether a last day on a weekend or federal holiday moves on; yes where blank.',
      ),
    ],
    example: '=DEFICIENCY.DEADLINES("NY","sale_date=2025-03-03","2025-04-01")',
  },
  {
    id: 'DEFICIENCY.JUDGMENT',
    summary:
      'A judgment carried to a day with interest, costs and payments; a row each for several.',
    parameters: JUDGMENT,
    example: '=DEFICIENCY.JUDGMENT(45000,"2023-01-15","2025-01-15","CA")',
  },
  {
    id: 'DEFICIENCY.LEDGER',
    summary: 'A judgment event by event: interest, what each payment went to, and the balance.',
    parameters: JUDGMENT,
    example:
      '=DEFICIENCY.LEDGER(45000,"2023-01-15","2025-01-15","CA",,,"date=2023-07-01, amount=5000; date=2024-07-01, amount=5000")',
  },
  {
    id: 'DEFICIENCY.EXPECTED',
    summary: 'What pursuing a deficiency is worth against settling or walking away.',
    parameters: [
      required('owed', 'The most that can be collected: the deficiency or judgment.'),
      required('as_of', 'Day of the valuation.'),
      required('receipts', 'Table of planned receipts with the columns date, amount, probability.'),
      required('discount_rate', 'Yearly discount rate.'),
      optional('costs', 'Table of costs with the columns date and amount.'),
      optional('settlement', 'Settlement offered.'),
      optional('terms', 'Terms such as "fee=30%; bankruptcy=5%; bankruptcy_receives=10%".'),
      optional('show', 'lines or periods; lines where blank.'),
    ],
    example:
      '=DEFICIENCY.EXPECTED(45000,"2025-01-01","date=2026-01-01, amount=10000, probability=60%; date=2027-01-01, amount=10000, probability=40%","10%","date=2025-02-01, amount=1500",4000,"fee=25%")',
  },
  {
    id: 'DEFICIENCY.LGD',
    summary: 'Loss given default in dollars and percent, with the deficiency as a recovery.',
    parameters: [
      required('exposure', 'Owed at the default.'),
      required('default_date', 'Day of the default.'),
      required(
        'recoveries',
        'Table of what came back and what it cost: date, amount, leg (collateral, deficiency, cost ...).',
      ),
      required('discount_rate', 'Yearly discount rate.'),
    ],
    example:
      '=DEFICIENCY.LGD(300000,"2024-01-01","date=2024-09-01, amount=255000, leg=collateral; date=2024-09-01, amount=7000, leg=cost; date=2026-01-01, amount=20000, leg=deficiency","8%")',
  },
  {
    id: 'DEFICIENCY.COMPARE',
    summary: "The lender's figures against ours, line by line with the likely reason.",
    parameters: [
      required('stated', "Table of the lender's figures with the columns item and amount."),
      PRINCIPAL,
      RATE,
      PAID_THROUGH,
      PAYOFF_DATE,
      PAYOFF_TERMS,
      CHARGES,
    ],
    example:
      '=DEFICIENCY.COMPARE("item=principal, amount=250000; item=interest, amount=8079.86",250000,"6.5%","2024-01-01","2024-06-28")',
  },
  {
    id: 'DEFICIENCY.EXPLANATION',
    summary: 'The explanation of a deficiency or surplus in the order of UCC 9-616(c).',
    parameters: [
      required('obligation', 'All obligations that the collateral secures, on a day.'),
      required('obligation_date', 'The day of that amount.'),
      required('proceeds', 'What the disposition brought.'),
      required('disposition_date', 'Day of the disposition.'),
      optional('expenses', 'Table of expenses with the columns type and amount.'),
      optional('credits', 'Table of credits not yet reflected, with the columns type and amount.'),
      optional(
        'terms',
        'Terms such as "possession_date=2024-03-20; rebate_reflected=yes; requested=2024-06-01".',
      ),
    ],
    example:
      '=DEFICIENCY.EXPLANATION(12500,"2024-03-01",8000,"2024-05-01","type=retaking, amount=350; type=attorney fees, amount=400","type=refund of service contract, amount=275","possession_date=2024-03-20")',
  },
  {
    id: 'DEFICIENCY.FORM1099',
    summary: "Figures for forms 1099-A and 1099-C, and the borrower's worksheet; a row a loan.",
    parameters: [
      required('principal', 'Unpaid principal, without interest and costs.'),
      required('debt', 'All debt immediately before the transfer.'),
      required('fair_value', 'Fair market value; in a foreclosure sale generally the gross bid.'),
      required('transferred', 'Day the property was acquired or known to be abandoned.'),
      required('liable', 'Whether the borrower was personally liable: yes or no.'),
      optional('cancelled', 'What the lender cancels of the deficiency.'),
      optional('terms', 'Terms such as "cancelled_on=2024-11-20; adjusted_basis=175000".'),
    ],
    example:
      '=DEFICIENCY.FORM1099(180000,180000,170000,"2024-06-03","yes",10000,"cancelled_on=2024-11-20; adjusted_basis=175000")',
  },
];
