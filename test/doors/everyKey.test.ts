/**
 * Every key that is accepted matters somewhere, and is dropped nowhere: sent alone to cases in which it should matter,
 * it changes the answer, is refused, or is named. The keys are those of the declarations: a new one without a case fails.
 */
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { assess, findingsOf } from '../../src/calculation/deficiency/assess';
import { outcome } from '../../src/calculation/deficiency/outcome';
import type { FieldKind, Fields } from '../../src/calculation/input/fields';
import { RATE_COLUMNS } from '../../src/calculation/input/rateInput';
import { isAmountOr, isRows } from '../../src/calculation/operation/given';
import type { Operation, Parameter } from '../../src/calculation/operation/operation';
import { termsOf } from '../../src/calculation/operation/record';
import { OPERATIONS } from '../../src/calculation/operations';
import { NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { OperationAnswerer } from '../../src/cli/overTime';
import { FACTS, jurisdiction, STATES } from '../../src/law/book';
import { valuesOf } from '../../src/law/plan';
import { toIso } from '../../src/money/dates';
import { TODAY } from '../calculation/support';
import { readCases } from '../law/caseTable';

// The runner hears of each test before the next begins: all of them are busy without a pause.
beforeEach(() => turn());

type Record_ = Readonly<Record<string, unknown>>;

type Fate = 'changes' | 'named' | 'refused' | 'lost';

const reader = new CaseReader({ ...NOTHING_ASSUMED, today: TODAY });

/** Values as a person may write them for a kind of field; several, for one may say what holds already. */
function samplesOf(kind: FieldKind): readonly unknown[] {
  if (typeof kind === 'object') return 'rateOr' in kind ? ['7%', ...kind.rateOr] : kind;
  switch (kind) {
    case 'text':
      return ['First', 'Second', 'TX', 'something'];
    case 'amount':
    case 'signed':
      return [100, 1234.56, 150000];
    case 'date':
      return ['2023-10-01', '2024-02-01', '2024-03-05', '2024-09-01', '2025-06-01'];
    case 'rate':
      return ['1%', '7%'];
    case 'share':
      return ['40%', '75%'];
    case 'number':
      return [2, 30];
    case 'flag':
      return [true, false];
    case 'day_count':
      return ['actual/360', '30/360', 'actual/actual'];
  }
}

const LOAN = {
  principal: 250000,
  rate: '6.5%',
  paid_through: '2024-01-01',
  payoff_date: '2024-06-28',
};
/** The later first, so that its beginning may move. */
const RATES = [
  { from: '2024-03-01', rate: '7%' },
  { from: '2021-12-01', rate: '6%' },
];
const DAYS = { from: '2024-01-01', to: '2024-06-28' };
const DEFAULTED = { default_date: '2024-03-01', date: '2024-04-01' };
/** A day's interest on it is half a cent: 36.50 x 5% / 365. */
const HALF_A_CENT = { principal: 36.5, rate: '5%' };
const ADVANCE = { item: 'advances', amount: 1200, date: '2024-03-01', rate: 'note' };
const LATE = { late_fee_percent: '5%', payment: 2000, first_unpaid_date: '2024-01-15' };
const PRECOMPUTED = {
  rebate_method: 'actuarial',
  amount_financed: 12000,
  payment: 400,
  months: 36,
  months_remaining: 12,
};
const PAYOFFS: readonly Record_[] = [
  LOAN,
  { ...HALF_A_CENT, paid_through: '2024-01-01', payoff_date: '2024-01-02' },
  { ...LOAN, first_unpaid_date: '2024-01-15' },
  { ...LOAN, ...LATE },
  { ...LOAN, default_rate: '18%', default_date: '2024-03-01' },
  { ...LOAN, attorney_fee_percent: '15%' },
  { ...LOAN, attorney_fee_percent: '15%', attorney_fee_first: 1000, prepayment_premium: 500 },
  { ...LOAN, ...PRECOMPUTED },
  { ...LOAN, rate: undefined, rates: RATES, charges: [ADVANCE] },
  { ...LOAN, charges: [{ item: 'refund', amount: 900, months: 24, months_remaining: 8 }] },
  { ...LOAN, ...LATE, charges: [{ item: 'late_fees', amount: 50, date: '2024-03-01' }] },
];

const JUDGMENT = { amount: 45000, entered: '2023-01-15', as_of: '2025-01-15' };
const PAID = [{ date: '2024-02-01', amount: 5000 }];
const OLD = { amount: 45000, entered: '2015-01-15', as_of: '2025-01-15' };
const JUDGMENTS: readonly Record_[] = [
  { ...JUDGMENT, rates: [...RATES] },
  { ...OLD, state: 'MO', contract_rate: 'none', events: [{ date: '2020-02-01', amount: 5000 }] },
  { ...JUDGMENT, ...{ amount: 36.5, rate: '5%', entered: '2025-01-14' } },
  { ...JUDGMENT, state: 'CA', consumer_transaction: false, events: PAID },
  { ...JUDGMENT, rate: '9%', events: PAID },
  { ...JUDGMENT, rate: '9%', years: 10, events: [{ date: '2023-06-01', kind: 'renewal' }] },
  { ...JUDGMENT, rate: '9%', events: [{ date: '2023-06-01', amount: 300, kind: 'cost' }] },
  { ...JUDGMENT, rate: '9%', events: [{ date: '2023-06-01', kind: 'stay', until: '2023-09-01' }] },
  { ...JUDGMENT, state: 'KY', contract_rate: 'none' },
  { ...JUDGMENT, state: 'NV', contract_rate: 'none' },
  { ...JUDGMENT, state: 'VA', contract_rate: '8%', events: PAID },
  { ...JUDGMENT, state: 'OH', contract_rate: 'none', rates: RATES, events: PAID },
];

const CLAIMS = [
  { name: 'First', amount: 230000, enforcing: true, rank: 1 },
  { name: 'Second', amount: 40000, rank: 1 },
];
const SALE = [{ price: 245000, date: '2024-06-01' }];
const LATER = [
  { price: 100000, date: '2024-03-01' },
  { price: 100000, date: '2024-09-01' },
];
const [FIRST, SECOND] = CLAIMS;
const DISTRIBUTIONS: readonly Record_[] = ['article_9', 'judicial', 'contract'].flatMap((order) => [
  { sales: SALE, claims: CLAIMS, order },
  { sales: SALE, claims: [{ ...SECOND, rank: 2 }, FIRST], order },
  {
    sales: SALE,
    claims: [
      { ...SECOND, rank: 1 },
      { ...FIRST, rank: 2 },
    ],
    order,
  },
  {
    sales: LATER,
    claims: [
      { ...FIRST, from: '2024-03-01', rate: '6%' },
      { ...SECOND, share: '50%' },
    ],
    order,
    obligors: [{ name: 'A', share: '100%' }],
  },
]);

const TWO = [
  { name: 'First', balance: 120000, rank: 1 },
  { name: 'Second', balance: 90000, rank: 1 },
];
const SOLD = [
  { name: 'First', sale_price: 100000, costs: 2000, sale_date: '2024-03-01' },
  { name: 'Second', sale_price: 50000, sale_date: '2024-05-01', secures: 'Second' },
];
const PEOPLE = [{ name: 'First', obligor: 'borrower' }, { name: 'Second' }];
/** Several debts, sales and people, and each kind of event beside them. */
const JUDGED = { kind: 'judgment', date: '2024-08-01', until: '2026-08-01' };

/** Events in which each column of events has its say, with the state whose law lets it. */
const EVENTS: readonly (readonly [string, ...Record_[]])[] = [
  ['IL', { kind: 'fees', amount: 4000 }],
  ['IL', { kind: 'insurance', amount: 5000, date: '2024-09-01' }],
  ['IL', { kind: 'rents', amount: 5000, date: '2024-02-01' }],
  ['IL', { kind: 'interest', rate: '9%', date: '2024-06-01', until: '2024-12-01' }],
  ['IL', { kind: 'interest', days: 129, per_diem: 143 }],
  ['IL', { kind: 'interest_cut', days: 12, per_diem: 14 }],
  ['IL', { kind: 'interest_cut', share: '50%' }],
  ['IL', { kind: 'statutory_damages', finance_charge: 9000, tenth_of: 12000 }],
  ['WA', JUDGED],
  ['IL', { kind: 'renewal', date: '2026-02-01' }, { ...JUDGED, terms: 'years=10' }],
  ['MO', { kind: 'payment', amount: 3000, date: '2026-02-01' }, JUDGED],
  ['WA', { kind: 'fees', amount: 3000, date: '2025-02-01' }, JUDGED],
];

const WHOLE_CASES: readonly Record_[] = EVENTS.map(([state, first, ...more]) => ({
  debts: TWO.map((debt, n) => ({ ...debt, share: '50%', rate: '8%', from: `2023-1${n}-01` })),
  sales: SOLD,
  people: PEOPLE,
  events: [{ date: '2024-08-01', ...first }, ...more],
  state,
  collateral: 'real_property',
  method: 'judicial',
  deficiency_demanded_in_complaint: true,
}));

/** The cases of each operation, in which each of its keys should matter once. */
const CASES: Readonly<Record<string, readonly Record_[]>> = {
  payoff: PAYOFFS,
  compare: PAYOFFS.filter((_, at) => at !== 2).map((loan) => ({
    ...loan,
    stated: [
      { item: 'principal', amount: 250000 },
      { item: 'interest', amount: 8079.86 },
    ],
  })),
  perdiem: [
    { principal: 250000, rate: '6.5%', ...DEFAULTED },
    { principal: 250000, rates: RATES, date: '2024-03-05' },
    HALF_A_CENT,
    { principal: 250000, rate: '6.5%', default_rate: '18%', ...DEFAULTED },
    { principal: 250000, rate: '6.5%', day_count: 'actual/actual', date: '2023-06-01' },
  ],
  interest: [
    { principal: 250000, rate: '6.5%', ...DAYS, default_date: '2024-03-01' },
    { principal: 250000, rates: RATES, ...DAYS },
    { ...HALF_A_CENT, from: '2024-01-01', to: '2024-01-02' },
    { principal: 250000, rate: '6.5%', ...DAYS, default_rate: '18%', default_date: '2024-03-01' },
  ],
  proceeds: DISTRIBUTIONS,
  deadlines: [
    { state: 'CT', redemption_expiry_date: '2024-06-06', method: 'strict', as_of: '2024-06-10' },
    { state: 'NY', sale_date: '2025-03-03' },
  ],
  judgment: JUDGMENTS,
  ledger: JUDGMENTS,
  expected: [
    {
      owed: 45000,
      as_of: '2025-01-01',
      receipts: [{ date: '2026-01-01', amount: 10000 }],
      costs: [{ date: '2025-02-01', amount: 1500 }],
      discount_rate: '10%',
    },
    {
      owed: 45000,
      as_of: '2024-01-01',
      receipts: [{ date: '2026-01-01', amount: 10000.07 }],
      discount_rate: '10%',
      settlement: 4000,
      bankruptcy: '5%',
    },
  ],
  lgd: [
    {
      exposure: 300000,
      default_date: '2023-01-01',
      recoveries: [{ date: '2024-01-01', amount: 255000, leg: 'collateral' }],
      discount_rate: '8%',
    },
  ],
  explanation: [
    {
      obligation: 12500,
      obligation_date: '2024-03-01',
      proceeds: 8000,
      disposition_date: '2024-05-01',
      expenses: [{ type: 'retaking', amount: 350 }],
      credits: [{ type: 'rebate', amount: 275 }],
    },
    {
      obligation: 12500,
      obligation_date: '2024-03-01',
      proceeds: 8000,
      disposition_date: '2024-05-01',
      requested: '2024-06-01',
    },
  ],
  case: WHOLE_CASES,
  form1099: [
    {
      principal: 180000,
      debt: 180000,
      fair_value: 170000,
      transferred: '2024-01-03',
      liable: true,
      cancelled: 10000,
    },
  ],
};

/** Has a say only together with others that no case here has, each with the test that has them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'expected rounding': 'makes a difference at half a cent: see the tests of expected values',
  'explanation sent': 'is in time or late, which a problem tells',
  'compare charges.label': 'says a line of our payoff, of which a comparison shows the sums',
  'rates.to': 'tells a gap that is refused, or what the next row says',
  'rates.index': 'has its say for judgments whose rate follows an index',
};

/** Values that matter where those of the kind do not. */
const OWN_SAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  'form1099 debt': [181000],
};

interface Key {
  readonly name: string;
  readonly samples: readonly unknown[];
  /** The record with the key told. */
  readonly told: (record: Record_, value: unknown) => Record_;
}

const top = (name: string, samples: readonly unknown[]): Key => ({
  name,
  samples,
  told: (record, value) => ({ ...record, [name]: value }),
});

/** A column, told in the first row of its table; the table begins with it where there is none. */
const inTable = (parameter: string, column: string, samples: readonly unknown[]): Key => ({
  name: `${parameter}.${column}`,
  samples,
  told: (record, value) => {
    const table = record[parameter];
    const [first, ...rest] = Array.isArray(table) ? (table as Record_[]) : [{}];
    return { ...record, [parameter]: [{ ...first, [column]: value }, ...rest] };
  },
});

function keysOf(parameter: Parameter): Key[] {
  const { name, kind } = parameter;
  const columns = (fields: Fields, table = name) =>
    Object.entries(fields).map(([column, field]) => inTable(table, column, samplesOf(field.kind)));
  const terms = termsOf(parameter);
  if (terms) return Object.entries(terms).map(([term, field]) => top(term, samplesOf(field.kind)));
  if (kind === 'facts') return [];
  if (kind === 'state') return [top(name, ['TX', 'NY', 'KY'])];
  if (kind === 'rates') return [top(name, ['7%', '8%']), ...columns(RATE_COLUMNS, 'rates')];
  if (isRows(kind)) return columns(kind.rows);
  if (isAmountOr(kind)) return [top(name, [100, 5000]), ...columns(kind.amountOr)];
  return [top(name, samplesOf(kind as FieldKind))];
}

function factSamples(name: string, state = ''): readonly unknown[] {
  const kind = FACTS.find((fact) => fact.name === name)?.kind;
  const values = valuesOf(jurisdiction(state), name);
  if (kind !== 'date') return values;
  return ['2021-03-04', ...values.map((value) => toIso(value as number))];
}

interface Answered {
  readonly said: string;
  readonly notes: string;
  readonly refused: boolean;
}

function answered(operation: Operation, record: Record_): Answered {
  const answer = new OperationAnswerer(operation, reader).answer(record);
  const { unused, problems, ...rest } = answer as Record_;
  return {
    said: JSON.stringify(rest),
    notes: JSON.stringify([unused, problems]),
    refused: 'error' in answer,
  };
}

function fateOf(before: Answered, after: Answered): Fate {
  if (after.refused) return 'refused';
  if (after.said !== before.said) return 'changes';
  return after.notes !== before.notes ? 'named' : 'lost';
}

const takenBy = ({ parameters }: Operation): readonly Parameter[] =>
  parameters.filter(({ cellOnly }) => !cellOnly);

describe.each(OPERATIONS.map((operation) => [operation.line, operation] as const))(
  'a key of --%s',
  (line, operation) => {
    const cases = CASES[line] ?? [];
    const taken = takenBy(operation);
    /** What becomes of a key in case after case. */
    function* fates({ name, samples, told }: Key, before: readonly Answered[]): Generator<Fate> {
      for (const [at, one] of before.entries())
        for (const value of OWN_SAMPLES[`${line} ${name}`] ?? samples)
          yield fateOf(one, answered(operation, told(cases[at] ?? {}, value)));
    }
    /** Whether a key neither changes any answer nor is named in all of them; the first change settles it. */
    const isSilent = (key: Key, before: readonly Answered[]): boolean => {
      let named = true;
      for (const fate of fates(key, before)) {
        if (fate === 'changes') return false;
        named &&= fate === 'named';
      }
      return !named && !(key.name in ELSEWHERE || `${line} ${key.name}` in ELSEWHERE);
    };

    it('matters in one of its cases, or is named in all of them', () => {
      const before = cases.map((record) => answered(operation, record));
      expect(cases.filter((_, at) => before[at]?.refused)).toEqual([]);
      const silent = taken.flatMap(keysOf).filter((key) => isSilent(key, before));
      expect(silent.map(({ name }) => name)).toEqual([]);
    });
  },
);

describe('a fact of which no rule of the place asks', () => {
  const takingFacts = OPERATIONS.filter((one) => takenBy(one).some(({ kind }) => kind === 'facts'));

  it.each(takingFacts.map((one) => [one.line, one] as const))(
    'is named by --%s',
    (line, operation) => {
      const cases = CASES[line] ?? [];
      const taken = takenBy(operation);
      const record = cases.find(({ state }) => state !== undefined) ?? {};
      const before = answered(operation, record);
      const { asks } = jurisdiction(String(record['state']));
      const asked = (more: Record_): string => {
        const read = reader.read({ state: record['state'], balance: 1, sale_price: 0, ...more });
        if (!read.ok) return read.error.message;
        const { values } = read.value.setting.facts;
        return JSON.stringify([...asks.keys()].map((name) => values.get(name)));
      };
      const nothing = asked({});
      const terms = new Set(taken.flatMap(keysOf).map(({ name }) => name));
      const lost = FACTS.map(({ name }) => ({ name, value: factSamples(name)[0] }))
        // Exceptions of the rules for goods ask for it, which may yet apply.
        .filter(({ name }) => name !== 'notice_given')
        // All are named the same way: some of them stand for the others.
        .filter((_, at) => at % 6 === 0)
        .filter(({ name }) => !asks.has(name) && !(name in record) && !terms.has(name))
        // One that says another of which a rule asks has its say through that.
        .filter(({ name, value }) => asked({ [name]: value }) === nothing)
        .filter(
          ({ name, value }) =>
            fateOf(before, answered(operation, { ...record, [name]: value })) === 'lost',
        );
      expect(lost).toEqual([]);
    },
  );
});

describe('a fact of a case', () => {
  const MONEY = { balance: 300_000, sale_price: 255_000, costs: 9_000, sale_date: '2025-03-03' };
  const answerTo = (row: Record_): string => {
    const read = reader.read(row);
    if (!read.ok) return `${read.error.field}: ${read.error.message}`;
    const found = findingsOf(read.value).map(({ rule, result }) => `${rule.id} ${result}`);
    const { deadlines } = read.value.dates.size > 1 ? assess(read.value) : { deadlines: [] };
    const days = deadlines.map(({ rule, date }) => [rule, date]);
    return JSON.stringify([found, outcome(read.value), days]);
  };

  /** What a fact must stand beside to have its say, by the state of the case. */
  const HOME = { collateral: 'real_property', residential: true, dwelling_units: 1 };
  const BESIDE: Readonly<Record<string, readonly Record_[]>> = {
    MO: [
      { taxes: 5000 },
      { late_fees: 100 },
      { recourse: 'limited', recourse_percent: 25, recourse_slice: 'top' },
      { recourse: 'none', carve_out_loss: 9000, carve_out: 'loss' },
      { recourse: 'none', carve_out_loss: 9000, carve_out_triggered: true },
      { ...HOME, method: 'judicial', loan_programme: 'fha' },
      { ...HOME, loan_programme: 'usda_direct' },
      { ...HOME, failed_bank_claim: 'receiver' },
      { ...HOME, failed_bank_claim: 'buyer' },
      { collateral: 'motor_vehicle', title_loan: true },
      { collateral: 'motor_vehicle', sold_in_military_service: true },
    ],
    NC: [
      {
        ...HOME,
        rate_spread_or_nontraditional_loan: true,
        owner_occupied: true,
        origination_date: '2015-01-01',
      },
    ],
    MN: [
      { ...HOME, method: 'nonjudicial', property_abandoned: true },
      {
        collateral: 'motor_vehicle',
        consumer_transaction: true,
        goods_repossessed_or_surrendered: true,
        amount_financed: 1000,
        retail_installment_contract: false,
        purchase_money_security_interest: false,
      },
    ],
    FL: [
      {
        profile: 'home_equity',
        method: 'judicial',
        sale_price: 0,
        senior_sale_wiped_out_lien: true,
        purchaser: 'third_party',
        sale_date: '2024-06-03',
        timely_motion: false,
      },
    ],
    PA: [{ method: 'judicial', purchaser: 'lender', multi_county_collateral: true }],
  };

  /** Asked elsewhere: by judgments, by a rule that is off, by rules that nobody has read. */
  const CONFIRMS = /^confirmed_/;
  const ELSEWHERE_ASKED = new Set([
    'bank_or_captive_lender',
    'court',
    'guaranty_before_1993_act',
    // Of several sales, or of two states, in one case.
    'value_credited_by_sale',
    'law_of_land_governs',
  ]);

  const profiles = [undefined, 'home_loan', 'vehicle'];

  /** Worked out from other input or from settings, so not told. */
  const WORKED_OUT = new Set(['fair_value_policy', 'recourse_limit', 'guaranty_capped']);
  const plain = new Map<Record_, string>();
  const rows = new Map<string, Record_[]>();
  const rowsIn = (state: string): Record_[] => {
    const known = rows.get(state) ?? [
      ...profiles.map((profile) => ({ ...MONEY, state, profile })),
      ...(BESIDE[state] ?? []).map((more) => ({ ...MONEY, state, ...more })),
    ];
    rows.set(state, known);
    return known;
  };

  /** Told alone to cases of which little else is known, and to those of the states' own tables. */
  const matters = (name: string, tables: readonly Record_[]): boolean =>
    tables.some((row) => name in row && answerTo(row) !== answerTo({ ...row, [name]: null })) ||
    STATES.filter(({ code }) => code === 'MO' || jurisdiction(code).asks.has(name)).some(
      ({ code }) =>
        rowsIn(code).some((row) => {
          if (!plain.has(row)) plain.set(row, answerTo(row));
          return factSamples(name, code).some((value) => {
            const after = answerTo({ ...row, [name]: value });
            return !after.startsWith(`${name}:`) && after !== plain.get(row);
          });
        }),
    );

  const folder = path.join(import.meta.dirname, '../law/cases');
  const tables = STATES.flatMap(({ code }) =>
    readCases(path.join(folder, `${code}.yaml`)).map(({ given }): Record_ => ({
      state: code,
      ...given,
    })),
  );

  const told = FACTS.map(({ name }) => name).filter(
    (name) => !WORKED_OUT.has(name) && !ELSEWHERE_ASKED.has(name) && !CONFIRMS.test(name),
  );
  const chunks = Array.from({ length: 8 }, (_, n) => told.filter((_name, at) => at % 8 === n));

  it.each(chunks.map((names) => [names]))('matters in some case: %s', (names) => {
    expect(names.filter((name) => !matters(name, tables))).toEqual([]);
  });
});
