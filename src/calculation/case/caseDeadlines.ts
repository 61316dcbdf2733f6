/** What must be done by when, for each debt: from the sale that the statute names. */
import { assess } from '../deficiency/assess';
import type { Deadline } from '../deficiency/deadlines';
import type { CaseRead } from './caseInput';
import type { DebtAnswer } from './law';

/** A deadline of one debt. */
export interface CaseDeadline {
  readonly debt: string;
  readonly deadline: Deadline;
  /** Which of several sales it runs from, in words. */
  readonly from: string;
}

/** The deadlines of all debts, each once for all people. */
export function deadlinesOf(answers: readonly DebtAnswer[], { debts }: CaseRead): CaseDeadline[] {
  const found = new Map<string, CaseDeadline>();
  for (const { debt: at, cases } of answers) {
    const debt = debts[at]?.name ?? '';
    for (const item of cases)
      for (const deadline of assess(item).deadlines) {
        const key = `${debt} ${deadline.rule}`;
        if (!found.has(key)) found.set(key, { debt, deadline, from: '' });
      }
  }
  return [...found.values()];
}
