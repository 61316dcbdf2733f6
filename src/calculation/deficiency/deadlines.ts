/** Dates by which something must be done, counted from the events that a case names. */
import type { Rule } from '../../law/book';
import type { RuleData, StartEvent } from '../../law/rule';
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
  /** Rules that leave time out of it or hold it open. */
  readonly extendedBy: readonly RuleData[];
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
export function deadlineOf(item: Case, { data }: Rule, certain: boolean): Deadline | null {
  const { effect } = data;
  if (effect.kind !== 'deadline') return null;
  const start = DATE_OF[effect.start]
    .map((name) => item.dates.get(name))
    .find((day) => day !== undefined);
  const { ends, by } =
    start === undefined
      ? { ends: null, by: [] }
      : extended(item, start, endOfPeriod(start, effect.amount, effect.unit));
  return {
    rule: data.id,
    citation: data.citation,
    title: data.title,
    date: ends,
    from: effect.start,
    amount: effect.amount,
    unit: effect.unit,
    bindsDebtor: effect.binds === 'debtor',
    certain,
    extendedBy: by,
  };
}

/** The end of a period with the time left out that the law leaves out, and by which rules; null while that time lasts. */
export function extended(
  { dates, setting }: Case,
  start: Day,
  end: Day,
): { readonly ends: Day | null; readonly by: readonly RuleData[] } {
  let ends = end;
  const by: RuleData[] = [];
  for (const { data } of setting.place.rules) {
    const from = data.clock && dates.get(data.clock.from);
    if (data.clock === undefined || from === undefined || from > ends) continue;
    const to = dates.get(data.clock.to);
    if (to === undefined) return { ends: null, by: [...by, data] };
    const { days } = data.clock;
    const later = days === undefined ? ends + Math.max(0, to - Math.max(from, start)) : to + days;
    if (later <= ends) continue;
    ends = later;
    by.push(data);
  }
  return { ends, by };
}
