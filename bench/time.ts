/** How fast the time calculations are, as ratios against a naive loop of the same size, so that machines compare. */
import Decimal from 'decimal.js';
import { caseOf } from '../src/calculation/case/caseResult';
import { CaseReader } from '../src/calculation/deficiency/case';
import { NOTHING_ASSUMED } from '../src/calculation/settings/settings';
import { callFunction } from '../src/functions/all';
import { processorMs, report } from './measure';
import { ledger, type JudgmentEvent, type JudgmentTerms } from '../src/calculation/judgment/ledger';
import { payoff, type PayoffTerms } from '../src/calculation/payoff/payoff';
import { addMonths, dayFromYmd } from '../src/money/dates';
import type { RatePeriod } from '../src/money/interest';

/** One measurement: milliseconds of ours, of a naive day-by-day loop in plain numbers, and the limit that it keeps to. */
export interface Measured {
  readonly name: string;
  readonly ms: number;
  readonly naiveMs: number;
  readonly ratio: number;
  readonly limitMs: number;
  readonly within: boolean;
}

const START = dayFromYmd(2004, 1, 15) ?? 0;
const YEARS = 20;
const LOANS = 10_000;

/** Milliseconds of processor time, the median of several runs after some to warm up: others may use the machine. */
function median(run: () => unknown, runs: number): number {
  for (let n = 0; n < Math.min(runs, 5); n += 1) run();
  const times: number[] = [];
  for (let n = 0; n < runs; n += 1) {
    times.push(processorMs(run));
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(runs / 2)] ?? 0;
}

function measured(
  name: string,
  ours: () => unknown,
  naive: () => unknown,
  runs: number,
  limitMs: number,
): Measured {
  const ms = median(ours, runs);
  const naiveMs = median(naive, runs);
  return { name, ms, naiveMs, ratio: ms / Math.max(naiveMs, 1e-3), limitMs, within: ms < limitMs };
}

function quarterlyRates(): RatePeriod[] {
  return Array.from({ length: YEARS * 4 + 1 }, (_, n) => ({
    from: addMonths(dayFromYmd(2004, 1, 1) ?? 0, 3 * n),
    to: addMonths(dayFromYmd(2004, 1, 1) ?? 0, 3 * (n + 1)) - 1,
    ratePercent: new Decimal(5).plus(n % 4),
  }));
}

function monthlyPayments(): JudgmentEvent[] {
  return Array.from({ length: YEARS * 12 }, (_, n) => ({
    kind: 'payment',
    date: addMonths(START, n + 1),
    amount: 50_000,
  }));
}

function judgment(rates: readonly RatePeriod[]): JudgmentTerms {
  return { entered: START, amount: 10_000_000, rates, compounding: 'yearly' };
}

/** The same ledger day by day in plain floating-point numbers, as a spreadsheet without a formula for it would. */
function naiveLedger(): number {
  let principal = 100_000;
  let interest = 0;
  let due = 1;
  const end = addMonths(START, YEARS * 12);
  for (let day = START + 1; day <= end; day += 1) {
    interest += (principal * 0.06) / 365;
    if (day < addMonths(START, due)) continue;
    const toInterest = Math.min(interest, 500);
    interest -= toInterest;
    principal -= 500 - toInterest;
    due += 1;
  }
  return principal + interest;
}

function loans(): PayoffTerms[] {
  return Array.from({ length: LOANS }, (_, n) => ({
    principal: 10_000_000 + n * 137,
    rates: [{ from: 0, to: null, ratePercent: new Decimal(4).plus((n % 50) / 10) }],
    paidThrough: START + (n % 365),
    payoffDate: START + 400 + (n % 90),
    lateFees: [{ date: START + 300, amount: 6_000 }],
    advances: [{ date: START + 390, amount: 150_000, interest: 'note' }],
    attorneyFees: { kind: 'percent', percent: new Decimal(10), of: 'principal_and_interest' },
  }));
}

function naivePayoffs(): number {
  let sum = 0;
  for (let n = 0; n < LOANS; n += 1) {
    const principal = 100_000 + n * 1.37;
    let interest = 0;
    for (let day = START + (n % 365); day < START + 400 + (n % 90); day += 1) {
      interest += (principal * (0.04 + (n % 50) / 1000)) / 365;
    }
    sum += (principal + interest) * 1.1 + 60 + 1500;
  }
  return sum;
}

/** A case of 200 debts, 500 sales and 20 people, in tables as a worksheet hands them over. */
function wholeCase(): Parameters<typeof caseOf>[0] {
  return {
    debts: Array.from({ length: 200 }, (_, n) => ({
      name: `Note ${n}`,
      balance: 100_000 + n * 1_000,
      rank: 1 + (n % 3),
    })),
    sales: Array.from({ length: 500 }, (_, n) => ({
      name: `Lot ${n}`,
      sale_price: 30_000 + n * 10,
      costs: 500,
      fair_value: 35_000,
      sale_date: `2025-0${1 + (n % 9)}-1${n % 10}`,
      secures: n % 5 === 0 ? `Note ${n % 200}, Note ${(n + 1) % 200}` : `Note ${n % 200}`,
    })),
    people: Array.from({ length: 20 }, (_, n) => ({
      name: `Person ${n}`,
      obligor: n === 0 ? 'borrower' : 'guarantor',
      ...(n > 3 && { guaranty_cap: 10_000 * n }),
    })),
    events: [],
    settings: { state: 'AZ', profile: 'commercial_real_estate' },
  };
}

const reader = new CaseReader({ ...NOTHING_ASSUMED, today: START });
const context = { reader, source: { dateSystem: 1900, fromCell: false } } as const;

/** The same sums in plain numbers: each price off each debt that it touches, for each person. */
function naiveCase(): number {
  let sum = 0;
  for (let person = 0; person < 20; person += 1) {
    const owed = Array.from({ length: 200 }, (_, n) => 100_000 + n * 1_000);
    for (let sale = 0; sale < 500; sale += 1) {
      const at = sale % 200;
      owed[at] = Math.max(0, (owed[at] ?? 0) + 500 - Math.max(30_000 + sale * 10, 35_000));
    }
    sum += owed.reduce((total, one) => total + one, 0);
  }
  return sum;
}

/** A ledger of twenty years under 5 ms, ten thousand payoffs under 200 ms. */
export function benchTime(): Measured[] {
  const payments = monthlyPayments();
  const end = addMonths(START, YEARS * 12);
  const fixed = judgment([{ from: START, to: null, ratePercent: new Decimal(6) }]);
  const floating = judgment(quarterlyRates());
  const many = loans();
  const cells = loansInCells();
  const whole = wholeCase();
  return [
    measured(
      'ledger of 20 years, monthly payments, one rate',
      () => ledger(fixed, payments, end),
      naiveLedger,
      51,
      5,
    ),
    measured(
      'ledger of 20 years, monthly payments, rates by quarter',
      () => ledger(floating, payments, end),
      naiveLedger,
      51,
      5,
    ),
    measured(
      'case of 200 debts, 500 sales and 20 people',
      () => caseOf(whole, 'people', context),
      naiveCase,
      9,
      50,
    ),
    measured(
      'payoff of 10,000 loans',
      () => many.map((terms) => payoff(terms)),
      naivePayoffs,
      9,
      200,
    ),
    measured(
      'payoff of 10,000 loans in one spilled call',
      () => callFunction('DEFICIENCY.PAYOFF', cells),
      naivePayoffs,
      9,
      200,
    ),
  ];
}

/** The same loans as a sheet holds them: columns of cells, the terms as a text a row. */
function loansInCells(): unknown[][][] {
  const rows = Array.from({ length: LOANS }, (_, n) => n);
  const serial = START + 25569;
  return [
    rows.map((n) => [100_000 + n * 1.37]),
    rows.map((n) => [(4 + (n % 50) / 10) / 100]),
    rows.map((n) => [serial + (n % 365)]),
    rows.map((n) => [serial + 400 + (n % 90)]),
    rows.map(() => ['late_fees=60; protective_advances=1500; attorney_fee_percent=10%']),
  ];
}

/** Reports the measurements beside the others. */
export function reportTime(): void {
  for (const { name, ratio, ms, naiveMs, limitMs } of benchTime())
    report(
      `${name} / a naive loop`,
      ratio,
      `aim ${limitMs} ms`,
      `${ms.toFixed(1)} ms against ${naiveMs.toFixed(2)} ms`,
    );
}
