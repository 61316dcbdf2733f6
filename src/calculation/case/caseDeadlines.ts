/** What must be done by when, for each debt: from the sale that the statute names. */
import type { Day } from '../../money/dates';
import { assess } from '../deficiency/assess';
import type { Case } from '../deficiency/case';
import type { Deadline } from '../deficiency/deadlines';
import type { CaseRead } from './caseInput';
import type { DebtAnswer } from './law';

/** A deadline of one debt. */
export interface CaseDeadline {
  readonly debt: string;
  readonly deadline: Deadline;
  /** Which of several sales it runs from, in words; empty where there is one. */
  readonly from: string;
}

/** The deadlines of all debts, each once for all people. */
export function deadlinesOf(answers: readonly DebtAnswer[], { debts }: CaseRead): CaseDeadline[] {
  const found = new Map<string, CaseDeadline>();
  const dated = new Set<DebtAnswer>();
  for (const answer of answers) {
    if (dated.has(answer)) continue;
    dated.add(answer);
    const debt = debts[answer.debt]?.name ?? '';
    for (const item of answer.cases)
      for (const one of fromSales(item, answer))
        found.set(`${debt} ${one.deadline.rule} ${one.from}`, { debt, ...one });
  }
  return [...found.values()];
}

/** A period that runs from a sale runs from the first or from the last, as the statute says; from either where it does not. */
function fromSales(item: Case, { sharers }: DebtAnswer): Omit<CaseDeadline, 'debt'>[] {
  const days = sharers.flatMap(({ sale }) => sale.sold.date ?? []);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  if (days.length < 2 || first === last)
    return assess(item).deadlines.map((deadline) => ({ deadline, from: '' }));
  const onLast = assess(item).deadlines;
  const onFirst = new Map(
    assess(soldOn(item, first)).deadlines.map((deadline) => [deadline.rule, deadline]),
  );
  return onLast.flatMap((deadline) => {
    const early = onFirst.get(deadline.rule);
    if (early === undefined || early.date === deadline.date) return [{ deadline, from: '' }];
    const fromLast = { deadline, from: 'the last sale' };
    const fromFirst = { deadline: early, from: 'the first sale' };
    if (deadline.ofSeveral === 'last') return [fromLast];
    if (deadline.ofSeveral === 'first') return [fromFirst];
    const open = 'if the statute means it, which was not read';
    return [fromFirst, fromLast].map((one) => ({ ...one, from: `${one.from}, ${open}` }));
  });
}

const soldOn = (item: Case, day: Day): Case => {
  const dates = new Map(item.dates).set('sale_date', day);
  if (dates.has('disposition_date')) dates.set('disposition_date', day);
  return { ...item, dates };
};
