/** Figures for forms 1099-A and 1099-C after a foreclosure, and the borrower's worksheet of IRS Publication 4681. */
import type { Cents } from '../../money/cents';
import { dayFromYmd, ymd, type Day } from '../../money/dates';
import { money, type Line } from '../line/line';
import { amountProblem, outcome, problem, refused, type Outcome } from '../input/problem';

/** What happened to the property and to the debt. */
export interface TaxTerms {
  /** Unpaid principal on the original debt, without interest and costs (box 2 of 1099-A). */
  readonly principal: Cents;
  /** All debt immediately before the transfer. */
  readonly debt: Cents;
  /** Fair market value; for a foreclosure sale generally the gross bid (instructions to box 4). */
  readonly fairMarketValue: Cents;
  readonly personallyLiable: boolean;
  readonly transferred: Day;
  /** What the lender cancels of a deficiency, and how much of it is interest. */
  readonly cancelled?: Cents;
  readonly cancelledInterest?: Cents;
  readonly cancelledOn?: Day | null;
  /** Proceeds of the sale that the borrower received. */
  readonly proceedsToBorrower?: Cents;
  readonly adjustedBasis?: Cents | null;
}

/** A cancelled debt below this need not be reported (26 U.S.C. 6050P(b)). */
const LEAST_REPORTED: Cents = 60000;

/** Boxes of form 1099-A. */
export interface Form1099A {
  readonly box1: Day;
  readonly box2: Cents;
  readonly box4: Cents;
  readonly box5: boolean;
}

/** Boxes of form 1099-C; `required` is false below $600. */
export interface Form1099C {
  readonly box1: Day;
  readonly box2: Cents;
  readonly box3: Cents;
  readonly box5: boolean;
  readonly box7: Cents;
  readonly required: boolean;
}

/** The borrower's side: Table 1-1 of Publication 4681 by its line numbers. */
export interface BorrowerWorksheet {
  readonly lines: readonly Line<`line_${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`>[];
  readonly income: Cents;
  readonly amountRealized: Cents;
  /** Gain above zero, loss below; null without the adjusted basis. */
  readonly gain: Cents | null;
}

export interface TaxFigures {
  readonly form1099A: Form1099A;
  readonly form1099C: Form1099C | null;
  /** One form is enough: 1099-C is due and the debt is cancelled in the year of the transfer (instructions to 1099-A). */
  readonly form1099CAlone: boolean;
  readonly worksheet: BorrowerWorksheet;
}

/** Fills the figures. A cancelled amount above what the property left unpaid is an error (instructions to box 2). */
export function taxFigures(terms: TaxTerms): Outcome<TaxFigures> {
  const cancelled = terms.cancelled ?? 0;
  const fatal = [
    amountProblem(terms.principal, 'principal'),
    amountProblem(terms.debt, 'debt'),
    amountProblem(terms.fairMarketValue, 'fair_market_value'),
    amountProblem(cancelled, 'cancelled'),
    amountProblem(terms.cancelledInterest ?? 0, 'cancelled_interest'),
    amountProblem(terms.proceedsToBorrower ?? 0, 'proceeds_to_borrower'),
  ].filter((p) => p !== null);
  const unpaid = Math.max(0, terms.debt - terms.fairMarketValue);
  if (cancelled > unpaid) {
    const message = `${money(cancelled)} cannot be cancelled: the property left ${money(unpaid)} unpaid.`;
    fatal.push(problem('payment_above_balance', 'cancelled', message));
  }
  if ((terms.cancelledInterest ?? 0) > cancelled) {
    const message = 'Interest in box 3 is part of box 2 and cannot be above it.';
    fatal.push(problem('payment_above_balance', 'cancelled_interest', message));
  }
  if (fatal.length > 0) return refused(...fatal);
  const formC = form1099C(terms);
  return outcome({
    form1099A: form1099A(terms),
    form1099C: formC,
    form1099CAlone:
      formC !== null && formC.required && ymd(formC.box1).y === ymd(terms.transferred).y,
    worksheet: worksheet(terms),
  });
}

function form1099A(terms: TaxTerms): Form1099A {
  return {
    box1: terms.transferred,
    box2: terms.principal,
    box4: terms.fairMarketValue,
    box5: terms.personallyLiable,
  };
}

function form1099C(terms: TaxTerms): Form1099C | null {
  const cancelled = terms.cancelled ?? 0;
  if (cancelled === 0) return null;
  return {
    box1: terms.cancelledOn ?? terms.transferred,
    box2: cancelled,
    box3: terms.cancelledInterest ?? 0,
    box5: terms.personallyLiable,
    box7: terms.fairMarketValue,
    required: cancelled >= LEAST_REPORTED,
  };
}

/** The last day of discharges that 26 U.S.C. 108(a)(1)(E) reaches without an agreement made in writing by then. */
const LAST_OF_MAIN_HOMES = dayFromYmd(2025, 12, 31) as Day;

/** What may keep the cancelled debt out of income, as the day of the discharge has it. */
function exclusionWords({ cancelledOn, transferred }: TaxTerms): string {
  const law = '26 U.S.C. § 108(a)(1)';
  return (cancelledOn ?? transferred) <= LAST_OF_MAIN_HOMES
    ? `left out for the bankrupt, the insolvent, and debt of a main home (${law})`
    : `left out for the bankrupt and the insolvent; for debt of a main home only as agreed in writing before 2026 (${law}(E))`;
}

/**
 * Recourse: income is the debt that the borrower no longer owes above the value, and the property counts as sold for
 * the smaller of the two. Not personally liable: no income, and the property counts as sold for the whole debt.
 */
function worksheet(terms: TaxTerms): BorrowerWorksheet {
  const { debt, fairMarketValue: value, personallyLiable } = terms;
  const stillOwed = personallyLiable ? Math.max(0, debt - value) - (terms.cancelled ?? 0) : 0;
  const reduced = debt - stillOwed;
  const income = personallyLiable ? Math.max(0, reduced - value) : 0;
  const line4 = personallyLiable ? Math.min(reduced, value) : debt;
  const proceeds = terms.proceedsToBorrower ?? 0;
  const realized = line4 + proceeds;
  const basis = terms.adjustedBasis ?? null;
  const line = (
    n: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8,
    label: string,
    amount: Cents,
    words: string,
  ): BorrowerWorksheet['lines'][number] => ({ item: `line_${n}`, label, amount, words });
  const first = personallyLiable
    ? [
        line(
          1,
          'Debt no longer owed',
          reduced,
          `${money(debt)} less ${money(stillOwed)} still owed`,
        ),
        line(2, 'Fair market value', value, 'Of the property transferred'),
        line(
          3,
          'Ordinary income',
          income,
          `Line 1 less line 2, not below zero${income > 0 ? `; ${exclusionWords(terms)}` : ''}`,
        ),
      ]
    : [];
  const second = [
    line(
      4,
      'Debt satisfied',
      line4,
      personallyLiable ? 'Smaller of lines 1 and 2' : 'The whole debt: not personally liable',
    ),
    line(5, 'Proceeds received', proceeds, 'From the sale, by the borrower'),
    line(6, 'Amount realized', realized, 'Line 4 plus line 5'),
  ];
  const third =
    basis === null
      ? []
      : [
          line(7, 'Adjusted basis', basis, 'Of the property'),
          line(8, 'Gain or loss', realized - basis, 'Line 6 less line 7'),
        ];
  return {
    lines: [...first, ...second, ...third],
    income,
    amountRealized: realized,
    gain: basis === null ? null : realized - basis,
  };
}
