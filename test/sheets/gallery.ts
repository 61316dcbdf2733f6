/** One model of every kind, as the command line makes it; its texts can be replaced by worse ones. */
import { workbookOf } from '../../src/cli/workbook/commands';
import { SHEETS } from '../../src/sheets/registry';
import type { WorkbookModel } from '../../src/sheets/sheet';
import { dayFromYmd } from '../../src/money/dates';

type Json = Readonly<Record<string, unknown>>;

export const PREPARED = dayFromYmd(2026, 7, 1) as number;

const HOME = {
  principal: 280000,
  accrued_interest: 15500,
  late_fees: 1200,
  costs: 7000,
  prior_liens: 20000,
  sale_price: 255000,
  fair_value: 295000,
  state: 'NY',
  profile: 'home_loan',
  sale_date: '2026-03-10',
};

const PAYOFF = {
  principal: 86450.17,
  rates: [
    { from: '2025-01-01', rate: 7.25 },
    { from: '2026-01-01', rate: 7.75 },
  ],
  paid_through: '2025-11-01',
  payoff_date: '2026-07-01',
  charges: [{ date: '2026-02-01', item: 'protective_advances', amount: 1200, label: 'Taxes' }],
};

/** An input for each sheet that is made out of an object of its own; a case is a home loan. */
export const INPUTS: Readonly<Record<string, Json>> = {
  states: { ...HOME, states: ['CA', 'FL', 'GA', 'NV', 'NY', 'TX'] },
  proceeds: {
    order: 'judicial',
    sales: [
      { label: 'Press line', price: 410000, expenses: 18250, date: '2026-02-10' },
      { label: 'Vehicles', price: 46000, expenses: 4100, date: '2026-03-02' },
    ],
    claims: [
      {
        name: 'First Bank',
        amount: 480000,
        rank: 1,
        enforcing: true,
        from: '2025-11-03',
        rate: 8.25,
      },
      { name: 'Second Capital', amount: 120000, rank: 2, demanded: true, joined: true },
      { name: 'County taxes', amount: 9000, rank: 2, demanded: true, joined: true },
    ],
    obligors: [
      { name: 'Orion Tool LLC', share: 66.67 },
      { name: 'J. Orion', share: 33.33, cap: 10000 },
    ],
  },
  case: {
    state: 'IL',
    profile: 'commercial_real_estate',
    debts: [
      { name: 'First note', balance: 480000, rank: 1, rate: '8.25%', from: '2025-11-03' },
      { name: 'Second note', balance: 120000, rank: 2 },
    ],
    sales: [
      { name: 'Mill', sale_price: 410000, costs: 18250, sale_date: '2026-02-10' },
      { name: 'Lots', sale_price: 96000, costs: 4100, sale_date: '2026-03-02' },
    ],
    people: [
      { name: 'Orion Tool LLC', obligor: 'borrower' },
      { name: 'J. Orion', obligor: 'guarantor', guaranty_cap: 50000 },
    ],
    events: [
      { kind: 'rents', amount: 5200, date: '2026-01-15' },
      { kind: 'interest', date: '2026-03-02', until: '2026-06-01', rate: '9%' },
      { kind: 'damages', amount: 1500 },
    ],
  },
  payoff: PAYOFF,
  compare: {
    ...PAYOFF,
    lender: [
      { item: 'principal', amount: 86450.17 },
      { item: 'accrued_interest', amount: 4400 },
      { item: 'late_fees', amount: 150 },
    ],
  },
  ledger: {
    amount: 86450.17,
    entered: '2022-05-16',
    as_of: '2026-07-01',
    rate: 9,
    events: [
      { date: '2022-09-01', kind: 'cost', amount: 412.5 },
      { date: '2022-11-15', kind: 'payment', amount: 2500 },
    ],
  },
  letter: {
    obligation: 22401.42,
    obligation_date: '2026-04-02',
    disposition_date: '2026-04-22',
    proceeds: 14600,
    expenses: [{ type: 'towing and storage', amount: 540 }],
    credits: [{ type: 'unearned service contract', amount: 388.2 }],
    to: 'Jordan Smith, 12 Elm Street',
    from: 'Example Credit Union',
    collateral_description: '2023 sedan',
  },
};

const LOANS: readonly Json[] = ['TX', 'FL', 'CA', 'TY'].map((state, n) => ({
  ...HOME,
  state,
  id: `L-${n}`,
}));

/** Where people write what they like. */
const FREE = new Set(['id', 'label', 'name', 'type', 'to', 'from', 'collateral_description']);
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function rewritten(value: unknown, text: string, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => rewritten(one, text, key));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, rewritten(inner, text, name)]),
    );
  return FREE.has(key) && typeof value === 'string' && !DAY.test(value)
    ? `${text} ${value}`
    : value;
}

/** Every kind of model by the name of its command; with a text, that text stands in all that is free. */
export function gallery(text?: string): ReadonlyMap<string, WorkbookModel> {
  const told = <T>(value: T): T => (text === undefined ? value : (rewritten(value, text) as T));
  const title = text === undefined ? 'Example Bank v. Orion Tool' : `${text} case`;
  return new Map(
    SHEETS.map(({ name, reads }) => {
      const json = reads === 'loans' ? { loans: LOANS } : (INPUTS[name] ?? HOME);
      return [name, workbookOf(name, told(json), title, PREPARED)];
    }),
  );
}
