/** Builds the terms of a payoff from what people type: a rate, dates, named terms and a table of charges. */
import { Exact, type Rounding } from '../../money/cents';
import { toWords, type Day } from '../../money/dates';
import { COUNTED_DAYS, type DayCount } from '../../money/dayCount';
import { PER_DIEMS, type InterestConvention, type RatePeriod } from '../../money/interest';
import type { AttorneyFees } from './attorneyFees';
import type { LateFeeSchedule, PayoffTerms } from './payoff';
import { problem, type Problem } from '../input/problem';
import type { DefaultRate } from './rates';
import type { PrepaidCharge } from './rebate';
import { readRows, type Row, type Source, type Values } from '../input/fields';
import { DOLLARS, LABEL } from '../operation/columns';

/** How interest is counted; every function that reckons interest takes these. */
export const CONVENTION_TERMS = {
  day_count: { help: 'actual/365, actual/360, 30/360, 30E/360, actual/actual', kind: 'day_count' },
  counted: { help: 'Which end days bear interest: first, last, both, neither', kind: COUNTED_DAYS },
  per_diem: {
    help: "One day's interest: exact, rounded or cut off at the cent, or rounded to three decimals",
    kind: PER_DIEMS,
  },
  rounding: { help: 'How half a cent is rounded', kind: ['half_up', 'half_even'] },
} as const;

/** Everything a payoff may take besides principal, rate and dates. */
export const PAYOFF_TERMS = {
  ...CONVENTION_TERMS,
  default_rate: { help: "Rate from the default on, in place of the note's", kind: 'rate' },
  default_margin: { help: 'Points added to the rate from the default on', kind: 'rate' },
  default_date: { help: 'First day of the default rate', kind: 'date' },
  accelerated_date: { help: 'Day the debt was called; late fees stop there', kind: 'date' },
  late_fees: { help: 'Late fees already charged', kind: 'amount' },
  late_fee: { help: 'Late fee for each payment missed', kind: 'amount' },
  late_fee_percent: { help: 'Late fee as percent of each payment missed', kind: 'rate' },
  payment: { help: 'Monthly payment', kind: 'amount' },
  first_unpaid_date: { help: 'Due day of the first payment missed', kind: 'date' },
  grace_days: { help: 'Days of grace before a late fee', kind: 'number' },
  protective_advances: { help: 'Advances without interest; with it: see charges', kind: 'amount' },
  attorney_fees: { help: 'Attorney fees as charged', kind: 'amount' },
  attorney_fee_percent: { help: 'Attorney fees as percent', kind: 'rate' },
  attorney_fee_of: {
    help: 'What the percentage is taken of',
    kind: ['principal', 'principal_and_interest', 'debt'],
  },
  attorney_fee_first: { help: 'The percentage counts up to this amount', kind: 'amount' },
  attorney_fee_rest_percent: { help: 'Percent of what is above that amount', kind: 'rate' },
  attorney_fee_cap: { help: 'Most that attorney fees may be', kind: 'amount' },
  prepayment_premium: { help: 'Premium for early payment', kind: 'amount' },
  prepayment_allowed: { help: 'Whether the premium may be charged', kind: 'flag' },
  other_charges: { help: 'Other charges', kind: 'amount' },
  escrow: { help: 'Escrow account: above zero credited, below zero owed', kind: 'signed' },
  unapplied: { help: 'Funds received and not applied', kind: 'amount' },
  reserves: { help: 'Reserves the lender holds', kind: 'amount' },
  credits: { help: 'Other credits', kind: 'amount' },
  rebate_method: {
    help: 'Rebate of unearned interest on a precomputed loan',
    kind: ['actuarial', 'rule_of_78', 'straight_line'],
  },
  amount_financed: { help: 'Amount financed of a precomputed loan', kind: 'amount' },
  months: { help: 'Payments agreed', kind: 'number' },
  months_remaining: { help: 'Whole months not yet elapsed', kind: 'number' },
  contract_rate: { help: 'Contract rate of a precomputed loan, for the rebate', kind: 'rate' },
} as const;

/** Everyday words for the parts of a debt. */
export const ITEM_WORDS: Readonly<Record<string, string>> = {
  interest: 'accrued_interest',
  unpaid_principal: 'principal',
  principal_balance: 'principal',
  late_charge: 'late_fees',
  late_charges: 'late_fees',
  advance: 'protective_advances',
  advances: 'protective_advances',
  legal_fees: 'attorney_fees',
  prepayment_penalty: 'prepayment_premium',
  fee: 'other_charges',
  fees: 'other_charges',
  other: 'other_charges',
};

/** What a row of the table of charges may be. */
export const CHARGE_ITEMS = [
  'late_fees',
  'protective_advances',
  'attorney_fees',
  'prepayment_premium',
  'other_charges',
  'credits',
  'refund',
] as const;

/** A table of charges and credits, a row each. */
export const CHARGE_COLUMNS = {
  item: {
    help: 'What it is',
    kind: CHARGE_ITEMS,
    words: ITEM_WORDS,
    also: ['kind', 'type'],
    required: true,
  },
  amount: DOLLARS,
  date: { help: 'Day charged or paid', kind: 'date' },
  rate: {
    help: 'Interest of an advance: note, none, or a rate; blank is none',
    kind: { rateOr: ['note', 'none'] },
  },
  label: LABEL,
  months: { help: 'Refund: months paid for', kind: 'number' },
  months_remaining: { help: 'Refund: months left', kind: 'number' },
  method: { help: 'Refund: how it is reckoned', kind: ['rule_of_78', 'straight_line'] },
} as const;

export type PayoffTermValues = Values<typeof PAYOFF_TERMS>;
type Charges = readonly Row<typeof CHARGE_COLUMNS>[];

/** Where a workbook's own conventions come from. */
export interface Conventions {
  readonly dayCount: DayCount;
  readonly rounding: Rounding;
}

/** Terms ready for {@link payoff}, and the rows that each of its lists came from. */
export interface PayoffInput {
  readonly terms: PayoffTerms;
  readonly rowsOf: Readonly<Record<string, readonly number[]>>;
  readonly problems: readonly Problem[];
}

/** The convention that terms name, the workbook's day count where they name none. */
export function conventionOf(
  { day_count, counted, per_diem }: Values<typeof CONVENTION_TERMS>,
  workbook: Conventions,
): Partial<InterestConvention> {
  return {
    dayCount: day_count ?? workbook.dayCount,
    ...(counted && { counted }),
    ...(per_diem && { perDiem: per_diem }),
  };
}

/** The default rate that terms name; null where they name none. */
export function defaultRateOf(values: PayoffTermValues): DefaultRate | Problem | null {
  const { default_rate: instead, default_margin: added, default_date: from } = values;
  const ratePercent = instead ?? added;
  if (!ratePercent) return null;
  if (instead && added)
    return problem('duplicate', 'terms', 'give default_rate or default_margin, not both');
  if (from === undefined)
    return problem(
      'missing',
      'terms',
      'default_date is missing: the default rate needs its first day',
    );
  return { from, ratePercent, kind: instead ? 'instead' : 'added' };
}

/** The parts that a payoff always has. */
export interface PayoffCore {
  readonly principal: number;
  readonly rates: readonly RatePeriod[];
  readonly paidThrough: Day;
  readonly payoffDate: Day;
}

/** What a payoff takes besides its core; the same for all loans with the same terms. */
export interface PayoffOptions {
  readonly terms: Omit<PayoffTerms, keyof PayoffCore>;
  readonly rowsOf: Readonly<Record<string, readonly number[]>>;
  readonly problems: readonly Problem[];
}

/** Puts a payoff together; one spread and named parts, because thousands of loans pass here. */
export const payoffInput = (core: PayoffCore, options: PayoffOptions): PayoffInput => ({
  terms: {
    ...options.terms,
    principal: core.principal,
    rates: core.rates,
    paidThrough: core.paidThrough,
    payoffDate: core.payoffDate,
  },
  rowsOf: options.rowsOf,
  problems: options.problems,
});

/** Reads terms and charges; what cannot be used, or has no say, is named and left out. */
export function payoffOptions(
  values: PayoffTermValues,
  charges: readonly Readonly<Record<string, unknown>>[],
  source: Source,
  workbook: Conventions,
  payoffDate: Day | null = null,
): PayoffOptions {
  const read = readRows(charges, CHARGE_COLUMNS, source, 'charges');
  const problems = [...read.problems];
  const rows = read.rows.filter((row) => {
    const late = lateRow(row, payoffDate);
    if (late) problems.push(late);
    return late === null;
  });
  const defaultRate = defaultRateOf(values);
  if (defaultRate && 'message' in defaultRate) problems.push(defaultRate);
  const of = (item: (typeof CHARGE_ITEMS)[number]): Charges =>
    rows.filter((row) => row.item === item);
  const lists = listsOf(values, of);
  const terms: PayoffOptions['terms'] = {
    defaultRate: defaultRate && 'message' in defaultRate ? null : defaultRate,
    accelerated: values.accelerated_date ?? null,
    convention: conventionOf(values, workbook),
    rounding: values.rounding ?? workbook.rounding,
    ...lists.terms,
    lateFeeSchedule: scheduleOf(values, problems),
    attorneyFees: attorneyFees(values, of('attorney_fees'), problems),
    prepayment: premiumOf(values, of('prepayment_premium')),
    escrow: values.escrow ?? 0,
    unapplied: values.unapplied ?? 0,
    reserves: values.reserves ?? 0,
    rebate: rebateOf(values, problems),
    refunds: refundsOf(of('refund'), problems),
  };
  problems.push(...unusedTerms(values, rows), ...rows.flatMap(unusedColumns));
  return { terms, rowsOf: lists.rowsOf, problems };
}

/** A row that is dated after the payoff; late fees and advances are looked at again with each day of a table. */
function lateRow({ item, date, row }: Charges[number], payoffDate: Day | null): Problem | null {
  if (date === undefined || payoffDate === null || date <= payoffDate) return null;
  if (item === 'late_fees' || item === 'protective_advances') return null;
  const message = `${toWords(date)} is after the payoff on ${toWords(payoffDate)}: the row is left out.`;
  return problem('dates_out_of_order', 'charges', message, row);
}

/** Terms that were given and have no say, each with what would give it one. */
function unusedTerms(values: PayoffTermValues, rows: Charges): Problem[] {
  const has = (...items: Charges[number]['item'][]) =>
    rows.some(({ item }) => items.includes(item));
  const { late_fee, late_fee_percent, rebate_method, attorney_fee_percent } = values;
  const scheduled = late_fee !== undefined || late_fee_percent !== undefined;
  const fees =
    attorney_fee_percent !== undefined ||
    values.attorney_fees !== undefined ||
    has('attorney_fees');
  const premium = values.prepayment_premium !== undefined || has('prepayment_premium');
  const raised = values.default_rate !== undefined || values.default_margin !== undefined;
  const needs: readonly (readonly [keyof PayoffTermValues, boolean, string])[] = [
    ['default_date', raised, 'default_rate or default_margin'],
    ['accelerated_date', scheduled || has('late_fees'), 'late fees with their days'],
    ['first_unpaid_date', scheduled, 'late_fee or late_fee_percent'],
    ['grace_days', scheduled, 'late_fee or late_fee_percent'],
    [
      'payment',
      late_fee_percent !== undefined || rebate_method !== undefined,
      'late_fee_percent or rebate_method',
    ],
    ['attorney_fee_of', attorney_fee_percent !== undefined, 'attorney_fee_percent'],
    ['attorney_fee_first', attorney_fee_percent !== undefined, 'attorney_fee_percent'],
    [
      'attorney_fee_rest_percent',
      attorney_fee_percent !== undefined && values.attorney_fee_first !== undefined,
      'attorney_fee_percent and attorney_fee_first',
    ],
    ['attorney_fee_cap', fees, 'attorney fees'],
    ['prepayment_allowed', premium, 'prepayment_premium'],
    ['amount_financed', rebate_method !== undefined, 'rebate_method'],
    ['months', rebate_method !== undefined, 'rebate_method'],
    ['months_remaining', rebate_method !== undefined, 'rebate_method'],
    ['contract_rate', rebate_method === 'actuarial', 'rebate_method=actuarial'],
  ];
  const both =
    late_fee !== undefined && late_fee_percent !== undefined
      ? [problem('unused', 'late_fee', 'has no say beside late_fee_percent')]
      : [];
  return needs
    .flatMap(([name, met, what]) =>
      values[name] === undefined || met
        ? []
        : [problem('unused', name, `has no say without ${what}`)],
    )
    .concat(both);
}

/** Columns of a charge that have no say for what it is. */
function unusedColumns(charge: Charges[number]): Problem[] {
  const { item, row } = charge;
  const only = (name: keyof typeof CHARGE_COLUMNS, ...items: readonly string[]) =>
    charge[name] === undefined || items.includes(item)
      ? []
      : [problem('unused', 'charges', `${name} has no say for ${item}`, row)];
  return [
    ...only('rate', 'protective_advances'),
    ...only('months', 'refund'),
    ...only('months_remaining', 'refund'),
    ...only('method', 'refund'),
    ...only('label', 'late_fees', 'protective_advances', 'other_charges', 'credits', 'refund'),
  ];
}

type Lists = Pick<PayoffTerms, 'lateFees' | 'advances' | 'otherCharges' | 'credits'>;

/** Amounts told as terms come first in their lists, then the rows of the table. */
function listsOf(
  values: PayoffTermValues,
  of: (item: (typeof CHARGE_ITEMS)[number]) => Charges,
): { terms: Lists; rowsOf: Record<string, number[]> } {
  const rowsOf: Record<string, number[]> = {};
  const list = <T>(
    field: string,
    item: 'late_fees' | 'protective_advances' | 'other_charges' | 'credits',
    make: (row: {
      amount: number;
      date?: Day;
      label?: string;
      rate?: Charges[number]['rate'];
    }) => T,
  ): T[] => {
    const told = values[item];
    const rows = of(item);
    rowsOf[field] = [...(told === undefined ? [] : [0]), ...rows.map(({ row }) => row)];
    return [...(told === undefined ? [] : [make({ amount: told })]), ...rows.map(make)];
  };
  const terms: Lists = {
    lateFees: list('late_fees', 'late_fees', ({ amount, date, label }) => ({
      amount,
      date: date ?? null,
      ...(label && { label }),
    })),
    advances: list('advances', 'protective_advances', ({ amount, date, label, rate }) => ({
      amount,
      date: date ?? null,
      interest: rate ?? 'none',
      ...(label && { label }),
    })),
    otherCharges: list('other_charges', 'other_charges', ({ amount, label }) => ({
      amount,
      label: label ?? 'Other charges',
    })),
    credits: list('credits', 'credits', ({ amount, label }) => ({
      amount,
      label: label ?? 'Credit',
    })),
  };
  return { terms, rowsOf };
}

function attorneyFees(
  values: PayoffTermValues,
  rows: Charges,
  problems: Problem[],
): AttorneyFees | null {
  const percent = values.attorney_fee_percent;
  const cap = values.attorney_fee_cap ?? null;
  const charged = rows.reduce((sum, row) => sum + row.amount, values.attorney_fees ?? 0);
  const told = rows.length > 0 || values.attorney_fees !== undefined;
  if (!percent) return told ? { kind: 'amount', amount: charged, cap } : null;
  if (told)
    problems.push(
      problem(
        'duplicate',
        'terms',
        'attorney fees: give an amount or attorney_fee_percent, not both',
      ),
    );
  const of = values.attorney_fee_of ?? 'principal_and_interest';
  const first = values.attorney_fee_first;
  if (first === undefined) return { kind: 'percent', percent, of, cap };
  const tiers = [
    { upTo: first, percent },
    { upTo: null, percent: values.attorney_fee_rest_percent ?? new Exact(0) },
  ];
  return { kind: 'tiers', tiers, of, cap };
}

function scheduleOf(values: PayoffTermValues, problems: Problem[]): LateFeeSchedule | null {
  const { late_fee: amount, late_fee_percent: percent, first_unpaid_date: firstUnpaid } = values;
  if (amount === undefined && !percent) return null;
  if (firstUnpaid === undefined) {
    const message = 'first_unpaid_date is missing: late fees count from the first payment missed';
    problems.push(problem('missing', 'terms', message));
    return null;
  }
  if (percent && values.payment === undefined) {
    problems.push(
      problem('missing', 'terms', 'payment is missing: late_fee_percent is taken of it'),
    );
    return null;
  }
  return {
    firstUnpaid,
    graceDays: values.grace_days ?? 0,
    payment: values.payment ?? 0,
    fee: percent ? { percent } : { amount: amount ?? 0 },
  };
}

function premiumOf(values: PayoffTermValues, rows: Charges): PayoffTerms['prepayment'] {
  const amount = rows.reduce((sum, row) => sum + row.amount, values.prepayment_premium ?? 0);
  return amount === 0 ? null : { amount, allowed: values.prepayment_allowed ?? true };
}

function rebateOf(values: PayoffTermValues, problems: Problem[]): PayoffTerms['rebate'] {
  const { rebate_method: method, amount_financed: amountFinanced, payment, months } = values;
  if (!method) return null;
  const monthsRemaining = values.months_remaining;
  if (
    amountFinanced === undefined ||
    payment === undefined ||
    months === undefined ||
    monthsRemaining === undefined
  ) {
    const message =
      'a rebate needs amount_financed, payment, months and months_remaining; one of them is missing';
    problems.push(problem('missing', 'terms', message));
    return null;
  }
  const ratePercent = values.contract_rate ?? null;
  return { loan: { amountFinanced, payment, months, monthsRemaining, ratePercent }, method };
}

function refundsOf(rows: Charges, problems: Problem[]): PrepaidCharge[] {
  return rows.flatMap(({ amount, label, months, months_remaining, method, row }) => {
    const left = months_remaining;
    if (months === undefined || left === undefined || months < 1 || left > months) {
      const message = 'a refund needs months and months_remaining, of which the second is no more';
      problems.push(problem('missing', 'charges', message, row));
      return [];
    }
    return [
      {
        label: label ?? 'prepaid charge',
        amount,
        months,
        monthsRemaining: left,
        method: method ?? 'straight_line',
      },
    ];
  });
}

/** Says a problem of a list in the rows of the table that it came from. */
export function inGivenRows(found: Problem, rowsOf: PayoffInput['rowsOf']): Problem {
  const given = found.row === null ? undefined : rowsOf[found.field]?.[found.row - 1];
  if (given === undefined) return found;
  if (given === 0) return { ...found, field: 'terms', row: null };
  return { ...found, field: 'charges', row: given };
}
