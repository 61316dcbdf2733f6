/** Dates by which something must be done, counted from the events that a case names. */
import type { Rule } from '../../law/book';
import type { StartEvent } from '../../law/rule';
import type { Day } from '../../money/dates';
import { endOfPeriod, type PeriodUnit } from '../../money/period';
import type { Case } from './case';

/** One deadline of a rule that applies; the date is null where its start is not known. */
export interface Deadline {
  readonly rule: string;
  readonly citation: string;
  readonly title: string;
  readonly date: Day | null;
  /** The event it runs from. */
  readonly from: StartEvent;
  readonly amount: number;
  readonly unit: PeriodUnit;
  /** Binds the debtor instead of the lender. */
  readonly bindsDebtor: boolean;
  /** False where a missing fact may yet take the deadline away. */
  readonly certain: boolean;
}

const DATE_OF: Record<StartEvent, readonly string[]> = {
  sale: ['sale_date'],
  disposition: ['disposition_date', 'sale_date'],
  confirmation: ['confirmation_date'],
  recording: ['recording_date'],
  redemption_expiry: ['redemption_expiry_date'],
  maturity: ['maturity_date'],
  default: ['default_date'],
  repossession: ['repossession_date'],
  judgment: ['judgment_date'],
  order: [],
  notice: [],
};

/** The deadline that a rule sets in a case. */
export function deadlineOf({ dates }: Case, { data }: Rule, certain: boolean): Deadline | null {
  const { effect } = data;
  if (effect.kind !== 'deadline') return null;
  const start = DATE_OF[effect.start]
    .map((name) => dates.get(name))
    .find((day) => day !== undefined);
  return {
    rule: data.id,
    citation: data.citation,
    title: data.title,
    date: start === undefined ? null : endOfPeriod(start, effect.amount, effect.unit),
    from: effect.start,
    amount: effect.amount,
    unit: effect.unit,
    bindsDebtor: effect.binds === 'debtor',
    certain,
  };
}
