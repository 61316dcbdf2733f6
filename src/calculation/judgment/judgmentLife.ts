/** How long a judgment lives: its end, sleep for want of execution, revival, renewals in time, too early and too late. */
import type { JudgmentAct, JudgmentLifeData, JudgmentRenewalData } from '../../law/judgmentData';
import { addMonths, toWords, type Day } from '../../money/dates';
import { problem, type Problem, type ProblemName } from '../input/problem';

/** What the life of a judgment is reckoned from: a state's law, or terms of one's own. */
export type JudgmentLifeTerms = Omit<
  JudgmentLifeData,
  'when' | 'from' | 'to' | 'rule' | 'assumes' | 'citation' | 'known'
>;

/** Something that the life may turn on, with its row in the list of events; a stay has a last day, or none yet. */
export type LifeEvent =
  | { readonly kind: JudgmentAct | 'renewal'; readonly date: Day; readonly row: number }
  | { readonly kind: 'stay'; readonly date: Day; readonly until: Day; readonly row: number };

/** Days without interest, both included; `to` null: on and on. */
export interface Silence {
  readonly from: Day;
  readonly to: Day | null;
}

/** The life of a judgment; null where its terms set no such limit. */
export interface JudgmentLife {
  /** The last day of its life. */
  readonly expires: Day | null;
  /** After this day it is presumed paid; interest runs on. */
  readonly presumedPaid: Day | null;
  /** It sleeps after this day. */
  readonly dormantFrom: Day | null;
  /** Until this day it can be revived. */
  readonly revivableUntil: Day | null;
  readonly silences: readonly Silence[];
  /** Rows of the renewals that counted, and of those by which interest joined the principal. */
  readonly renewedBy: readonly number[];
  readonly capitalisedBy: readonly number[];
  readonly problems: readonly Problem[];
}

const ENDLESS: JudgmentLife = {
  expires: null,
  presumedPaid: null,
  dormantFrom: null,
  revivableUntil: null,
  silences: [],
  renewedBy: [],
  capitalisedBy: [],
  problems: [],
};

/** Follows a judgment through what happened to it; renewals at the wrong time do not count, and their time is named. */
export function judgmentLife(
  entered: Day,
  terms: JudgmentLifeTerms | null | undefined,
  events: readonly LifeEvent[],
): JudgmentLife {
  if (!terms) return ENDLESS;
  const life = new Life(entered, terms);
  for (const event of [...events].sort((a, b) => a.date - b.date)) life.take(event);
  return life.result();
}

/** Years may be given in halves or quarters. */
const yearsLater = (day: Day, years: number): Day => addMonths(day, Math.round(years * 12));

const KEEPS_AWAKE: readonly JudgmentAct[] = ['execution'];

class Life {
  /** The end of its years, and the day after which it sleeps; Infinity where there is none. */
  private ends: Day;
  private sleeps: Day;
  private last: Day;
  private readonly renewals: { row: number; date: Day }[] = [];
  private readonly capitalised: number[] = [];
  private readonly silences: Silence[] = [];
  private readonly problems: Problem[] = [];

  constructor(
    private readonly entered: Day,
    private readonly terms: JudgmentLifeTerms,
  ) {
    const { years, dormantAfter } = terms;
    this.ends = years === null ? Infinity : yearsLater(entered, years);
    this.sleeps = dormantAfter === undefined ? Infinity : yearsLater(entered, dormantAfter);
    this.last = this.outer();
  }

  take(event: LifeEvent): void {
    if (event.kind === 'stay') this.stay(event);
    else if (event.kind === 'renewal') this.renew(event);
    else this.act(event.kind, event.date, event.row);
    this.last = this.outer();
  }

  result(): JudgmentLife {
    const { terms, last, sleeps } = this;
    const end = last === Infinity ? null : last;
    const dormantFrom = sleeps < (terms.presumed ? Infinity : last) ? sleeps : null;
    const silent = dormantFrom !== null && terms.sleepsWithoutInterest;
    return {
      expires: terms.presumed ? null : end,
      presumedPaid: terms.presumed ? end : null,
      dormantFrom,
      revivableUntil: dormantFrom === null || terms.wakesByLeave ? null : end,
      silences: silent ? [...this.silences, { from: dormantFrom + 1, to: null }] : this.silences,
      renewedBy: this.renewals.map(({ row }) => row),
      capitalisedBy: this.capitalised,
      problems: this.problems,
    };
  }

  /** The last day of all: of its years, of the time to revive it, and never past what the law allows at most. */
  private outer(): Day {
    const { reviveWithin, reviveWithinOfEntry, most } = this.terms;
    const revivable =
      reviveWithin !== undefined && this.sleeps < Infinity
        ? yearsLater(this.sleeps, reviveWithin)
        : reviveWithinOfEntry !== undefined
          ? Math.max(this.sleeps, yearsLater(this.entered, reviveWithinOfEntry))
          : Infinity;
    const longest = most === undefined ? Infinity : yearsLater(this.entered, most);
    return Math.min(this.ends, revivable, longest);
  }

  /** Time that is not counted is added to both clocks. */
  private stay({ date, until, row }: Extract<LifeEvent, { kind: 'stay' }>): void {
    const days = until - date;
    if (days <= 0 || date > this.last) return;
    if (this.terms.tolled) {
      this.ends += days;
      this.sleeps += days;
      return;
    }
    const message = `Whether the ${days} days of the stay from ${toWords(date)} come on top of the judgment's years was not read for this law: they are counted like others.`;
    this.problems.push(problem('not_read', 'events', message, row));
  }

  private act(kind: JudgmentAct, date: Day, row: number): void {
    const { terms } = this;
    const restarts = terms.restartedBy?.includes(kind) ?? false;
    const awakens = (terms.keptAwakeBy ?? KEEPS_AWAKE).includes(kind);
    if (date > this.last || !(restarts || awakens)) return;
    if (date > this.sleeps && !terms.wakesByLeave) {
      const message = `The ${kind.replace('_', ' ')} of ${toWords(date)} came while the judgment slept, since ${toWords(this.sleeps)}: it has to be revived first.`;
      this.problems.push(problem('dormant', 'events', message, row));
      return;
    }
    if (restarts && terms.years !== null)
      this.ends = Math.max(this.ends, yearsLater(date, terms.years));
    if (awakens && terms.dormantAfter !== undefined)
      this.sleeps = Math.max(this.sleeps, yearsLater(date, terms.dormantAfter));
  }

  private renew({ date, row }: LifeEvent): void {
    const { terms, sleeps } = this;
    const by = (terms.renewals ?? [{}]).find(
      ({ from = -Infinity, to = Infinity }) => date >= from && date <= to,
    );
    const fault = this.fault(date, by);
    if (fault) {
      this.problems.push(problem(fault[0], 'events', fault[1], row));
      return;
    }
    if (!by || by.lienOnly) return;
    this.renewals.push({ row, date });
    if (by.addsInterest) this.capitalised.push(row);
    if (date > sleeps && terms.sleepsWithoutInterest)
      this.silences.push({ from: sleeps + 1, to: date });
    const given = by.years ?? terms.years;
    const ends = this.ends < Infinity && !terms.presumed;
    const start = by.fromEnd ? Math.max(date, ends ? this.ends : sleeps) : date;
    if (this.ends < Infinity && given !== null)
      this.ends = Math.max(this.ends, yearsLater(ends ? start : date, given));
    if (terms.dormantAfter !== undefined)
      this.sleeps = yearsLater(ends ? date : start, terms.dormantAfter);
  }

  private fault(
    date: Day,
    by: JudgmentRenewalData | undefined,
  ): readonly [ProblemName, string] | null {
    const said = `The renewal on ${toWords(date)}`;
    if (!by) return ['not_allowed', `${said} is without effect: this judgment is not renewed.`];
    if (by.lienOnly)
      return ['not_allowed', `${said} keeps the lien; the judgment's own years stay as they are.`];
    const end = Math.min(this.ends, this.last);
    const from = this.earliest(by);
    const good =
      from > this.entered ? `from ${toWords(from)} to ${toWords(end)}` : `until ${toWords(end)}`;
    if (date > end)
      return [
        'renewal_too_late',
        `${said} came after the judgment expired on ${toWords(end)}; it would have been good ${good}.`,
      ];
    const most = by.number ?? null;
    if (most !== null && this.renewals.length >= most)
      return [
        'not_allowed',
        `${said} is without effect: the judgment may be renewed ${most === 1 ? 'once' : `${most} times`} only.`,
      ];
    if (date < from)
      return ['renewal_too_early', `${said} came too early; it would have been good ${good}.`];
    return null;
  }

  /** The first day on which a renewal is good. */
  private earliest({ lastDays, gapYears }: JudgmentRenewalData): Day {
    const clock = this.ends < Infinity ? this.ends : this.sleeps;
    const window = lastDays === undefined ? -Infinity : clock - lastDays;
    const before = this.renewals.at(-1);
    const gap = gapYears === undefined || !before ? -Infinity : yearsLater(before.date, gapYears);
    return Math.max(window, gap);
  }
}
