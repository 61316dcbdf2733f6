/** The explanation of a surplus or deficiency that UCC 9-616(c) asks for, in its order, and whether it is in time. */
import type { Cents } from '../../money/cents';
import { toWords, type Day } from '../../money/dates';
import { money, sumLines, type Line } from '../line/line';
import {
  amountProblem,
  outcome,
  problem,
  refused,
  type Outcome,
  type Problem,
} from '../input/problem';

/** A kind of expense or credit and its amount. */
export interface TypedAmount {
  readonly type: string;
  readonly amount: Cents;
}

/** What an explanation is made of. */
export interface ExplanationTerms {
  /** All obligations secured by the interest that was enforced, on a day. */
  readonly obligation: Cents;
  readonly obligationDate: Day;
  /** Whether that amount already reflects a rebate of unearned interest or credit service charge. */
  readonly rebateReflected: boolean;
  /** When the secured party took possession after default; null when it never did, or did before. */
  readonly possessionAfterDefault?: Day | null;
  readonly disposition: Day;
  readonly proceeds: Cents;
  readonly expenses: readonly TypedAmount[];
  readonly credits: readonly TypedAmount[];
  /** Day of the debtor's request, and the day the explanation was or will be sent. */
  readonly requested?: Day | null;
  readonly sent?: Day | null;
}

/** The items of 9-616(c), numbered as the statute does. */
export type ExplanationItem =
  | 'obligation'
  | 'proceeds'
  | 'after_proceeds'
  | 'expenses'
  | 'credits'
  | 'result';

/** One line of the explanation; `total` marks the lines that are sums and add nothing. */
export interface ExplanationLine extends Line<ExplanationItem> {
  readonly paragraph: '(1)' | '(2)' | '(3)' | '(4)' | '(5)' | '(6)';
  readonly total: boolean;
}

export interface Explanation {
  readonly lines: readonly ExplanationLine[];
  readonly deficiency: Cents;
  readonly surplus: Cents;
  /** The last day to answer a request (9-616(b)): fourteen days after it came. */
  readonly answerBy: Day | null;
}

/** How old the figure of the obligation may be (9-616(c)(1)). */
const LONGEST_DAYS_BEFORE = 35;
/** How long the answer to a request may take (9-616(b)(1)(B), (b)(2)). */
const DAYS_TO_ANSWER = 14;

/** Writes the explanation. Its end equals that of 9-615: obligation, less proceeds, plus expenses, less credits. */
export function explanation(terms: ExplanationTerms): Outcome<Explanation> {
  const fatal = [
    amountProblem(terms.obligation, 'obligation'),
    amountProblem(terms.proceeds, 'proceeds'),
    ...terms.expenses.map((e, n) => amountProblem(e.amount, 'expenses', n + 1)),
    ...terms.credits.map((c, n) => amountProblem(c.amount, 'credits', n + 1)),
  ].filter((p) => p !== null);
  if (fatal.length > 0) return refused(...fatal);
  const charged = linesInOrder(terms);
  const balance = sumLines(charged.filter((line) => !line.total));
  const result: ExplanationLine = {
    paragraph: '(6)',
    item: 'result',
    label: balance >= 0 ? 'Deficiency' : 'Surplus',
    amount: balance,
    words: balance >= 0 ? 'Still owed by the obligor' : 'To be paid to the debtor',
    total: true,
  };
  return outcome(
    {
      lines: [...charged, result],
      deficiency: Math.max(0, balance),
      surplus: Math.max(0, 0 - balance),
      answerBy: terms.requested ? terms.requested + DAYS_TO_ANSWER : null,
    },
    timeProblems(terms),
  );
}

function linesInOrder(terms: ExplanationTerms): ExplanationLine[] {
  const rebate = terms.rebateReflected
    ? ', after a rebate of unearned interest or credit service charge'
    : '';
  const line = (
    paragraph: ExplanationLine['paragraph'],
    item: ExplanationItem,
    label: string,
    amount: Cents,
    words: string,
    total = false,
  ): ExplanationLine => ({ paragraph, item, label, amount, words, total });
  const none = (list: readonly TypedAmount[]): boolean => list.length === 0;
  return [
    line(
      '(1)',
      'obligation',
      'Amount owed',
      terms.obligation,
      `On ${toWords(terms.obligationDate)}${rebate}`,
    ),
    line(
      '(2)',
      'proceeds',
      'Proceeds of disposition',
      0 - terms.proceeds,
      toWords(terms.disposition),
    ),
    line(
      '(3)',
      'after_proceeds',
      'Owed after proceeds',
      terms.obligation - terms.proceeds,
      `${money(terms.obligation)} less ${money(terms.proceeds)}`,
      true,
    ),
    ...terms.expenses.map((e) => line('(4)', 'expenses', `Expenses: ${e.type}`, e.amount, 'Added')),
    ...(none(terms.expenses) ? [line('(4)', 'expenses', 'Expenses', 0, 'None known')] : []),
    ...terms.credits.map((c) =>
      line('(5)', 'credits', `Credits: ${c.type}`, 0 - c.amount, 'Taken off'),
    ),
    ...(none(terms.credits) ? [line('(5)', 'credits', 'Credits', 0, 'None known')] : []),
  ];
}

function timeProblems(terms: ExplanationTerms): Problem[] {
  const found: Problem[] = [];
  const possession = terms.possessionAfterDefault ?? null;
  const event = possession ?? terms.disposition;
  const name = possession === null ? 'disposition' : 'taking of possession';
  if (possession !== null && possession > terms.disposition) {
    const message = `Possession was taken on ${toWords(possession)}, after the disposition: check both dates.`;
    found.push(problem('dates_out_of_order', 'possession', message));
  }
  if (event - terms.obligationDate > LONGEST_DAYS_BEFORE) {
    const message = `The amount owed is of ${toWords(terms.obligationDate)}, more than ${LONGEST_DAYS_BEFORE} days before the ${name} (UCC 9-616(c)(1)).`;
    found.push(problem('dates_out_of_order', 'obligation_date', message));
  }
  const late = terms.requested && terms.sent && terms.sent > terms.requested + DAYS_TO_ANSWER;
  if (late) {
    const message = `Sent later than ${DAYS_TO_ANSWER} days after the request (UCC 9-616(b)).`;
    found.push(problem('dates_out_of_order', 'sent', message));
  }
  return found;
}
