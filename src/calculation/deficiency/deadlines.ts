/** Dates by which something must be done, counted from the events that a case names. */
import type { Rule } from '../../law/book';
import type { RuleData, StartEvent, Suspension } from '../../law/rule';
import { toWords, type Day } from '../../money/dates';
import { endOfPeriod, type PeriodUnit } from '../../money/period';
import type { Case } from './case';
import { dated, type DeadlineRule, type EventDates } from './dating';

/** One deadline of a rule that applies; the days are null where its start is not known. */
export interface Deadline {
  readonly rule: string;
  readonly citation: string;
  readonly title: string;
  /** The day on which the period ends, as the law counts it. */
  readonly date: Day | null;
  /** The day that counts: the next business day after a weekend or federal holiday, where the setting says so. */
  readonly due: Day | null;
  /** How both days came about. */
  readonly words: string;
  /** The event it runs from. */
  readonly from: StartEvent;
  readonly amount: number;
  readonly unit: PeriodUnit;
  /** From which of several sales it runs, where the law says so. */
  readonly ofSeveral?: 'first' | 'last';
  /** Binds the debtor instead of the lender. */
  readonly bindsDebtor: boolean;
  /** False where a missing fact may yet take the deadline away. */
  readonly certain: boolean;
  /** Days that an order left out and that are not counted here, in words; empty where there are none. */
  readonly note: string;
  /** Rules that leave time out of it or hold it open. */
  readonly extendedBy: readonly RuleData[];
}

const EVENTS: readonly StartEvent[] = [
  'sale',
  'disposition',
  'confirmation',
  'recording',
  'redemption_expiry',
  'maturity',
  'default',
  'repossession',
  'judgment',
];

/** The events in words. */
export const EVENT_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  [...EVENTS, 'order', 'notice'].map((event) => [event, event.replace(/_/g, ' ')]),
);

/** The dates of a case by event. Goods that were sold on no day of their own were disposed of at the sale. */
export function eventDates({ dates }: Case): EventDates {
  const found: Record<string, Day | null> = {};
  for (const event of EVENTS) found[event] = dates.get(`${event}_date`) ?? null;
  found['disposition'] ??= found['sale'] ?? null;
  return found;
}

/** The facts that may hold the day of an event, the first that is told counting. */
export const datesOfEvent = (event: string): readonly string[] =>
  event === 'disposition' ? ['disposition_date', 'sale_date'] : [`${event}_date`];

/** The period that a rule sets in a case; undefined where it sets none. */
export function periodOf(item: Case, data: RuleData): DeadlineRule | undefined {
  const { effect } = data;
  if (effect.kind !== 'deadline') return undefined;
  return {
    rule: data.id,
    citation: data.citation,
    amount: effect.amount,
    unit: effect.unit,
    start: effect.start,
    text: data.title,
    binds: effect.binds ?? 'creditor',
    known: data.known,
    note: (start, end) => suspendedWords(item.setting.place.suspended, start, end),
    extend: (start, end) => {
      const { ends, by } = extended(item, start, end);
      return { ends, by: by.map(({ citation }) => citation) };
    },
  };
}

/** The days that an order of the state left out, where a period of months or years runs across them; not counted on. */
export function suspendedWords(
  suspended: readonly Suspension[] | undefined,
  start: Day,
  end: Day,
): string {
  return (suspended ?? [])
    .filter(({ from, to }) => start <= to && end >= from)
    .map(({ from, to, citation, known }) => {
      const days = to - Math.max(from, start);
      const unread = known === 'recall' ? ', which we have not read' : '';
      return `runs across ${toWords(from)} to ${toWords(to)}, which ${citation} left out of limitations${unread}: up to ${days} days more, not counted here`;
    })
    .join('; ');
}

/** The deadline that a rule sets in a case. */
export function deadlineOf(item: Case, rule: Rule, certain: boolean): Deadline | null {
  const period = periodOf(item, rule.data);
  const { effect } = rule.data;
  if (!period || effect.kind !== 'deadline') return null;
  const { startDate, ends, date, words } = dated(period, eventDates(item), {
    roll: item.setting.lastDays === 'roll',
  });
  return {
    rule: period.rule,
    citation: period.citation,
    title: period.text,
    date: ends,
    due: date,
    words,
    from: effect.start,
    amount: effect.amount,
    unit: effect.unit,
    ...(effect.ofSeveral && { ofSeveral: effect.ofSeveral }),
    bindsDebtor: effect.binds === 'debtor',
    certain,
    note:
      startDate === null
        ? ''
        : (period.note?.(startDate, endOfPeriod(startDate, effect.amount, effect.unit)) ?? ''),
    extendedBy:
      startDate === null
        ? []
        : extended(item, startDate, endOfPeriod(startDate, effect.amount, effect.unit)).by,
  };
}

/** The end of a period with the time left out that the law leaves out, and by which rules; null while that time lasts. */
function extended(
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
