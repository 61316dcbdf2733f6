// Rebates against published examples: the Federal Reserve's loan, a regulator's slides and a servicer's manual.
import { describe, expect, it } from 'vitest';
import {
  actuarialUnearned,
  chargeRefund,
  interestRebate,
  rateOfPayments,
  ruleOf78,
  type PrecomputedLoan,
} from '../../../src/calculation/payoff/rebate';
import { roundToCents } from '../../../src/money/cents';
import { named, pct, usd, value } from '../days';

// federalreserve.gov, "Keys to Vehicle Leasing", constant yield example: 48 payments of 467.84, 9 %, full interest 3,656.32.
const federalReserve = (monthsRemaining: number): PrecomputedLoan => ({
  amountFinanced: usd(18800),
  payment: usd(467.84),
  months: 48,
  monthsRemaining,
  ratePercent: pct(9),
});

// "Prepayment, Rebates, Refunds" slides: 12 payments of 225.35, amount financed 2,000.00, finance charge 704.20.
const slides: PrecomputedLoan = {
  amountFinanced: usd(2000),
  payment: usd(225.35),
  months: 12,
  monthsRemaining: 6,
};

describe('actuarial method', () => {
  it('earns 141.00 in the first month and 138.55 in the second of the Federal Reserve’s loan', () => {
    const unearned = (left: number): number =>
      roundToCents(actuarialUnearned(federalReserve(left)));
    expect(unearned(48)).toBe(usd(3656.32));
    expect(unearned(48) - unearned(47)).toBe(usd(141));
    expect(unearned(47) - unearned(46)).toBe(usd(138.55));
    expect(unearned(0)).toBe(0);
  });

  it('leaves a payoff equal to the balance after the payments made', () => {
    // By hand after one payment: 47 x 467.84 - 3,515.32 = 18,473.16, the Federal Reserve's balance.
    expect(47 * usd(467.84) - roundToCents(actuarialUnearned(federalReserve(47)))).toBe(
      usd(18473.16),
    );
  });

  it('finds the rate from the payments when none is given', () => {
    const monthly = rateOfPayments(usd(18800), usd(467.84), 48);
    expect(monthly.times(1200).toNumber()).toBeCloseTo(9, 3);
    const withoutRate = { ...federalReserve(24), ratePercent: null };
    const difference = actuarialUnearned(withoutRate).minus(actuarialUnearned(federalReserve(24)));
    expect(difference.abs().toNumber()).toBeLessThan(5);
  });
});

describe('Rule of 78', () => {
  it('agrees with the slides: 26.923 % of 704.20 after six of twelve payments', () => {
    const line = value(interestRebate(slides, 'rule_of_78'));
    // By hand: 704.20 x 6 x 7 / (12 x 13) = 189.59.
    expect(line.amount).toBe(-usd(189.59));
    expect(line.words).toBe('Rule of 78: $704.20 x 6 x 7 / (12 x 13)');
  });

  it('agrees with easycalculation.com: 57.69 of 100 with nine of twelve months left', () => {
    expect(roundToCents(ruleOf78(usd(100), 12, 9))).toBe(usd(57.69));
  });

  // goldpointsystems.com, "Interest Rebate Methods": 134.62 - 96.15 "= 38.47"; exactly 500 x 6/78 = 38.46.
  it('corrects a servicer’s manual by a cent: the sixth month of 500 earns 38.46', () => {
    expect(roundToCents(ruleOf78(usd(500), 12, 6))).toBe(usd(134.62));
    expect(roundToCents(ruleOf78(usd(500), 12, 5))).toBe(usd(96.15));
    expect(roundToCents(ruleOf78(usd(500), 12, 6).minus(ruleOf78(usd(500), 12, 5)))).toBe(
      usd(38.46),
    );
  });

  it('favours the lender: it rebates less than the actuarial method', () => {
    const actuarial = value(interestRebate(federalReserve(24), 'actuarial')).amount;
    const byRule = value(interestRebate(federalReserve(24), 'rule_of_78')).amount;
    expect(byRule).toBeGreaterThan(actuarial);
  });

  it('is named as not allowed beyond 61 months (15 U.S.C. 1615(b))', () => {
    const long = { amountFinanced: usd(20000), payment: usd(400), months: 72, monthsRemaining: 30 };
    expect(named(interestRebate(long, 'rule_of_78'))).toEqual(['not_allowed rebate_method']);
    expect(named(interestRebate({ ...long, months: 61 }, 'rule_of_78'))).toEqual([]);
    expect(named(interestRebate(long, 'actuarial'))).toEqual([]);
  });
});

describe('refunds of premiums', () => {
  it('are in proportion to time or by the Rule of 78', () => {
    const charge = {
      label: 'credit life insurance',
      amount: usd(480),
      months: 48,
      monthsRemaining: 12,
    };
    expect(chargeRefund({ ...charge, method: 'straight_line' }).amount).toBe(-usd(120));
    // By hand: 480 x 12 x 13 / (48 x 49) = 31.84.
    expect(chargeRefund({ ...charge, method: 'rule_of_78' }).amount).toBe(-usd(31.84));
  });
});

describe('bad input', () => {
  it('names months that do not fit and payments that do not repay the loan', () => {
    expect(named(interestRebate({ ...slides, monthsRemaining: 13 }, 'actuarial'))).toEqual([
      'dates_out_of_order months_remaining',
    ]);
    expect(named(interestRebate({ ...slides, months: 0 }, 'actuarial'))).toEqual([
      'missing months',
    ]);
    expect(named(interestRebate({ ...slides, payment: usd(100) }, 'actuarial'))).toEqual([
      'not_an_amount payment',
    ]);
  });
});
