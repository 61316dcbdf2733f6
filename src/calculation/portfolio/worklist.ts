/** The unanswered facts of a portfolio, ranked by the dollars that their answers decide. */
import { valueInWords } from '../../law/words';
import type { FactValue } from '../../law/facts';
import type { Cents } from '../../money/cents';
import { consequencesOf, leftOpenBy } from '../deficiency/missing';
import type { LoanResult } from './results';

/** What one answer, given for all loans that lack it, would leave. */
export interface Answered {
  readonly value: FactValue;
  readonly words: string;
  readonly low: Cents;
  readonly high: Cents;
}

export interface Question {
  /** The fact or the amount. */
  readonly name: string;
  /** The loans that lack it, by their places. */
  readonly loans: readonly number[];
  readonly states: readonly string[];
  /** Dollars that are open on these loans. */
  readonly open: Cents;
  /** Of these, what is open no more whatever the answer is. */
  readonly decides: Cents;
  /** What each answer would leave, where it is one for yes or no or a choice. */
  readonly answers: readonly Answered[];
}

interface Draft {
  readonly loans: LoanResult[];
  decides: Cents;
}

/** Questions, those that decide most first. */
export function worklistOf(results: readonly LoanResult[]): Question[] {
  const drafts = new Map<string, Draft>();
  for (const loan of results)
    for (const name of loan.missing) {
      const draft = drafts.get(name) ?? { loans: [], decides: 0 };
      drafts.set(name, draft);
      draft.loans.push(loan);
      if (loan.item) draft.decides += loan.high - loan.low - leftOpenBy(loan.item, name);
    }
  return [...drafts]
    .map(([name, { loans, decides }]) => ({
      name,
      loans: loans.map(({ at }) => at),
      states: [...new Set(loans.map(({ state }) => state))].sort(),
      open: loans.reduce((sum, { low, high }) => sum + high - low, 0),
      decides,
      answers: answersOf(name, loans),
    }))
    .sort((a, b) => b.decides - a.decides || b.open - a.open || b.loans.length - a.loans.length);
}

/** The sums that each answer leaves; a loan whose law knows no such answer stays as it is. */
function answersOf(name: string, loans: readonly LoanResult[]): Answered[] {
  const each = loans.map((loan) => ({
    loan,
    ways: loan.item ? consequencesOf(loan.item, name) : [],
  }));
  const values = [...new Set(each.flatMap(({ ways }) => ways.map(({ value }) => value)))];
  return values.map((value) => {
    let [low, high] = [0, 0];
    for (const { loan, ways } of each) {
      const way = ways.find((one) => one.value === value) ?? loan;
      low += way.low;
      high += way.high;
    }
    return { value, words: valueInWords(name, value), low, high };
  });
}
