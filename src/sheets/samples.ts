/** The sample workbooks that come with the add-in: their files, their names, and the cases that they show. */
import { dayFromYmd, toIso } from '../money/dates';
import type { Json } from './timeInputs';

export interface Sample {
  /** Its file, without the ending. */
  readonly file: string;
  readonly label: string;
  /** The name of the case, at the top of each sheet. */
  readonly title: string;
  /** The sheets by the names of their declarations, with what each is made from. */
  readonly sheets: readonly (readonly [name: string, json: Json])[];
}

const TEXTBOOK = {
  balance: 300000,
  costs: 7000,
  sale_price: 255000,
  fair_value: 275000,
  state: 'NV',
  profile: 'commercial_real_estate',
  sale_date: '2026-03-10',
};

const HOME = {
  balance: 412500,
  costs: 9800,
  sale_price: 341000,
  fair_value: 365000,
  profile: 'home_loan',
  origination_date: '2019-05-14',
  sale_date: '2026-02-17',
};

const CAR = {
  principal: 21840.12,
  accrued_interest: 486.3,
  late_fees: 75,
  credits: 388.2,
  costs: 1290,
  sale_price: 14600,
  state: 'OH',
  profile: 'vehicle',
  amount_financed: 26500,
  cash_price: 27900,
  sale_date: '2026-04-22',
};

const CAR_LETTER = {
  obligation: 22401.42,
  obligation_date: '2026-04-02',
  rebate_reflected: true,
  possession_date: '2026-04-06',
  disposition_date: '2026-04-22',
  proceeds: 14600,
  expenses: [
    { type: 'towing and storage', amount: 540 },
    { type: 'preparation and auction', amount: 750 },
  ],
  credits: [{ type: 'unearned service contract', amount: 388.2 }],
  requested: '2026-05-04',
  sent: '2026-05-11',
  to: 'Jordan Smith, 12 Elm Street, Columbus, Ohio',
  from: 'Example Credit Union, P.O. Box 100, Columbus, Ohio, telephone 614-555-0100',
  collateral_description: '2023 sedan, vehicle identification number ending 4471',
};

const JUDGMENT = {
  amount: 86450.17,
  entered: '2022-05-16',
  as_of: '2026-07-01',
  rate: 9,
  events: [
    { date: '2022-09-01', kind: 'cost', amount: 412.5 },
    { date: '2022-11-15', kind: 'payment', amount: 2500 },
    { date: '2023-06-30', kind: 'payment', amount: 5000 },
    { date: '2024-02-12', kind: 'execution' },
    { date: '2024-02-28', kind: 'payment', amount: 18750.44 },
    { date: '2025-10-03', kind: 'payment', amount: 1200 },
  ],
};

/** Loans that differ in everything a portfolio differs in, two of them with a mistake. */
function loans(count: number): Record<string, unknown>[] {
  const states = ['TX', 'FL', 'CA', 'NV', 'NY', 'GA', 'OH', 'IL', 'AZ', 'PA'];
  const profiles = ['home_loan', 'investment_residential', 'commercial_real_estate', 'vehicle'];
  return Array.from({ length: count }, (_, n) => {
    const profile = profiles[(n * 7) % 4] as string;
    const size = profile === 'vehicle' ? 0.07 : profile === 'commercial_real_estate' ? 4 : 1;
    const amount = (least: number, step: number, turn: number) =>
      Math.round((least + ((n * turn) % 997) * step) * size * 100) / 100;
    return {
      id: `L-${String(n + 1).padStart(4, '0')}`,
      state: n === 41 ? 'TY' : states[(n * 3) % 10],
      balance: n === 137 ? 'not known' : amount(180000, 211.37, 31),
      costs: amount(2500, 7.25, 17),
      sale_price: amount(140000, 187.11, 57),
      ...(n % 4 !== 3 && { fair_value: amount(150000, 193.41, 57) }),
      profile,
      sale_date: toIso((dayFromYmd(2024, 1, 8) as number) + ((n * 13) % 700)),
    };
  });
}

/** Every sample. */
export const SAMPLES: readonly Sample[] = [
  {
    file: 'textbook-case',
    label: 'The textbook case',
    title: 'First Bank v. Example LLC',
    sheets: [['exhibit', TEXTBOOK]],
  },
  {
    file: 'home-loan-five-states',
    label: 'A home loan in five states',
    title: 'Home loan in five states',
    sheets: [['states', { ...HOME, states: ['CA', 'FL', 'NV', 'NY', 'TX'] }]],
  },
  {
    file: 'portfolio-500-loans',
    label: 'A portfolio of 500 loans',
    title: 'Sample portfolio',
    sheets: [['dashboard', { loans: loans(500) }]],
  },
  {
    file: 'vehicle-repossession',
    label: 'A repossession with its letter',
    title: 'Auto loan 4471, Smith',
    sheets: [
      ['letter', CAR_LETTER],
      ['exhibit', CAR],
    ],
  },
  {
    file: 'judgment-ledger',
    label: 'A judgment ledger',
    title: 'Judgment against Smith',
    sheets: [['ledger', JUDGMENT]],
  },
];
