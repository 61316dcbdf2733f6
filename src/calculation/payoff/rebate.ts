/** Rebates when a precomputed loan ends early: unearned interest by the actuarial method or Rule of 78, premiums. */
import Decimal from 'decimal.js';
import { Exact, roundToCents, type Cents, type Rounding } from '../../money/cents';
import type { Percent } from '../../money/interest';
import { money, percentWords, type Line } from '../line/line';
import {
  amountProblem,
  outcome,
  problem,
  refused,
  type Outcome,
  type Problem,
} from '../input/problem';

/** A loan of level payments whose finance charge was added in advance. */
export interface PrecomputedLoan {
  readonly amountFinanced: Cents;
  readonly payment: Cents;
  /** Number of monthly payments agreed. */
  readonly months: number;
  /** Whole months not yet elapsed when the loan ends. */
  readonly monthsRemaining: number;
  /** Yearly contract rate; found from the payments when absent. */
  readonly ratePercent?: Percent | null;
}

export type RebateMethod = 'actuarial' | 'rule_of_78' | 'straight_line';

/** Longest term, in months, for which 15 U.S.C. 1615(b) lets a consumer loan use the Rule of 78. */
const RULE_OF_78_LONGEST_TERM = 61;

/**
 * The share of a charge that is unearned with `remaining` of `months` periods left, by the Rule of 78 (sum of the
 * digits): remaining (remaining + 1) over months (months + 1).
 */
export function ruleOf78(charge: Cents, months: number, remaining: number): Decimal {
  return new Exact(charge).times(remaining * (remaining + 1)).div(months * (months + 1));
}

/** The share of a charge that is unearned in proportion to time. */
function straightLine(charge: Cents, months: number, remaining: number): Decimal {
  return new Exact(charge).times(remaining).div(months);
}

/**
 * Unearned interest by the actuarial method (constant yield): payments still to come, less what is owed after the
 * payments made when each first pays the month's interest (15 U.S.C. 1615(d)(1)).
 */
export function actuarialUnearned(loan: PrecomputedLoan): Decimal {
  const { amountFinanced, payment, months, monthsRemaining } = loan;
  // The last payment takes up what the rounding of the level payment left over.
  if (monthsRemaining === 0) return new Exact(0);
  const monthly = monthlyRate(loan);
  const elapsed = months - monthsRemaining;
  const growth = new Exact(1).plus(monthly).pow(elapsed);
  const paid = monthly.isZero()
    ? new Exact(payment).times(elapsed)
    : new Exact(payment).times(growth.minus(1)).div(monthly);
  const owed = new Exact(amountFinanced).times(growth).minus(paid);
  return new Exact(payment).times(monthsRemaining).minus(owed);
}

function monthlyRate(loan: PrecomputedLoan): Decimal {
  if (loan.ratePercent) return new Exact(loan.ratePercent).div(1200);
  return rateOfPayments(loan.amountFinanced, loan.payment, loan.months);
}

/** The monthly rate at which level payments repay an amount, by bisection to eighteen places. */
export function rateOfPayments(amount: Cents, payment: Cents, months: number): Decimal {
  let low = new Decimal(0);
  let high = new Decimal(1);
  for (let step = 0; step < 64; step += 1) {
    const middle = low.plus(high).div(2);
    const value = middle.isZero()
      ? new Decimal(payment).times(months)
      : new Decimal(1).minus(new Decimal(1).plus(middle).pow(-months)).times(payment).div(middle);
    if (value.gt(amount)) low = middle;
    else high = middle;
  }
  return new Exact(low.plus(high).div(2).toString());
}

/** The rebate of unearned interest as a credit line, with its arithmetic. */
export function interestRebate(
  loan: PrecomputedLoan,
  method: RebateMethod,
  rounding: Rounding = 'half_up',
): Outcome<Line<'credits'>> {
  const faults = loanProblems(loan);
  if (faults.length > 0) return refused(...faults);
  const charge = loan.payment * loan.months - loan.amountFinanced;
  const unearned =
    method === 'actuarial'
      ? actuarialUnearned(loan)
      : method === 'rule_of_78'
        ? ruleOf78(charge, loan.months, loan.monthsRemaining)
        : straightLine(charge, loan.months, loan.monthsRemaining);
  const words = rebateWords(loan, method, charge);
  const line: Line<'credits'> = {
    item: 'credits',
    label: 'Rebate of unearned interest',
    amount: 0 - roundToCents(unearned, rounding),
    words,
  };
  return outcome(line, method === 'rule_of_78' ? tooLongForRuleOf78(loan.months) : []);
}

function tooLongForRuleOf78(months: number): Problem[] {
  if (months <= RULE_OF_78_LONGEST_TERM) return [];
  const message = `A consumer loan of ${months} months may not use the Rule of 78 (15 U.S.C. 1615(b)): use the actuarial method.`;
  return [problem('not_allowed', 'rebate_method', message)];
}

function loanProblems(loan: PrecomputedLoan): Problem[] {
  const found = [
    amountProblem(loan.amountFinanced, 'amount_financed'),
    amountProblem(loan.payment, 'payment'),
  ].filter((p) => p !== null);
  const { months, monthsRemaining } = loan;
  if (!Number.isInteger(months) || months < 1) {
    found.push(problem('missing', 'months', 'Give the number of monthly payments, 1 or more.'));
  } else if (
    !Number.isInteger(monthsRemaining) ||
    monthsRemaining < 0 ||
    monthsRemaining > months
  ) {
    const message = `Months remaining must be a whole number from 0 to ${months}.`;
    found.push(problem('dates_out_of_order', 'months_remaining', message));
  } else if (loan.payment * months < loan.amountFinanced) {
    const message = `${months} payments of ${money(loan.payment)} do not repay ${money(loan.amountFinanced)}.`;
    found.push(problem('not_an_amount', 'payment', message));
  }
  return found;
}

function rebateWords(loan: PrecomputedLoan, method: RebateMethod, charge: Cents): string {
  const { months: n, monthsRemaining: k } = loan;
  if (method === 'rule_of_78') {
    return `Rule of 78: ${money(charge)} x ${k} x ${k + 1} / (${n} x ${n + 1})`;
  }
  if (method === 'straight_line') return `In proportion to time: ${money(charge)} x ${k} / ${n}`;
  const rate = percentWords(monthlyRate(loan).times(1200));
  const rest = `${k} payments of ${money(loan.payment)} less what is owed after ${n - k} payments`;
  return `Actuarial method: ${rest}, at ${rate} a year, a twelfth a month`;
}

/** A premium paid in advance (credit insurance, service contract) of which the rest of the term is refunded. */
export interface PrepaidCharge {
  readonly label: string;
  readonly amount: Cents;
  readonly months: number;
  readonly monthsRemaining: number;
  readonly method: 'rule_of_78' | 'straight_line';
}

/** The refund of a prepaid charge as a credit line. */
export function chargeRefund(
  charge: PrepaidCharge,
  rounding: Rounding = 'half_up',
): Line<'credits'> {
  const { amount, months: n, monthsRemaining: k, method } = charge;
  const refund = method === 'rule_of_78' ? ruleOf78(amount, n, k) : straightLine(amount, n, k);
  const words =
    method === 'rule_of_78'
      ? `Rule of 78: ${money(amount)} x ${k} x ${k + 1} / (${n} x ${n + 1})`
      : `In proportion to time: ${money(amount)} x ${k} / ${n}`;
  const label = `Refund: ${charge.label}`;
  return { item: 'credits', label, amount: 0 - roundToCents(refund, rounding), words };
}
