/** How long a judgment lives: expiry, renewals in time and too late, and dormancy for want of execution. */
import { addMonths, toWords, type Day } from '../../money/dates';
import { problem, type Problem } from '../input/problem';

/** A state's terms for the life of a judgment. */
export interface JudgmentLifeTerms {
  readonly years: number;
  readonly renewable: boolean;
  /** Years that a renewal adds; as many as the first life when absent. */
  readonly renewalYears?: number | null;
  /** Whether a renewal counts from its own date or from the date that the judgment would have expired. */
  readonly renewalCountsFrom?: 'renewal' | 'expiry';
  readonly maxRenewals?: number | null;
  /** Years after entry past which no renewal carries it. */
  readonly mostYears?: number | null;
  /** Years without execution after which the judgment sleeps until revived. */
  readonly dormantAfterYears?: number | null;
}

/** A renewal or an execution with its row in the list of events. */
export interface LifeEvent {
  readonly kind: 'renewal' | 'execution';
  readonly date: Day;
  readonly row: number;
}

/** When a judgment expires and since or from when it is dormant; null where the terms set no such limit. */
export interface JudgmentLife {
  readonly expires: Day | null;
  readonly dormantFrom: Day | null;
  /** Rows of the renewals that counted. */
  readonly renewedBy: readonly number[];
  readonly problems: readonly Problem[];
}

/** Follows a judgment through its renewals and executions; renewals that came too late do not count. */
export function judgmentLife(
  entered: Day,
  terms: JudgmentLifeTerms | null | undefined,
  events: readonly LifeEvent[],
): JudgmentLife {
  if (!terms) return { expires: null, dormantFrom: null, renewedBy: [], problems: [] };
  let expires = yearsLater(entered, terms.years);
  let active = entered;
  const renewedBy: number[] = [];
  const problems: Problem[] = [];
  for (const event of [...events].sort((a, b) => a.date - b.date)) {
    const late = event.date > expires;
    const fault =
      event.kind === 'renewal' ? renewalFault(event, expires, renewedBy.length, terms) : null;
    if (fault) problems.push(fault);
    if (late || fault) continue;
    active = event.date;
    if (event.kind === 'execution') continue;
    const start = terms.renewalCountsFrom === 'expiry' ? expires : event.date;
    const longest = terms.mostYears ? yearsLater(entered, terms.mostYears) : Infinity;
    const renewed = yearsLater(start, terms.renewalYears ?? terms.years);
    expires = Math.max(expires, Math.min(longest, renewed));
    renewedBy.push(event.row);
  }
  const sleep = terms.dormantAfterYears ?? null;
  const dormantFrom = sleep === null ? null : yearsLater(active, sleep);
  return { expires, dormantFrom, renewedBy, problems };
}

/** Years may be given in halves or quarters. */
function yearsLater(day: Day, years: number): Day {
  return addMonths(day, Math.round(years * 12));
}

function renewalFault(
  event: LifeEvent,
  expires: Day,
  renewals: number,
  terms: JudgmentLifeTerms,
): Problem | null {
  if (!terms.renewable) {
    return problem('not_allowed', 'events', 'A judgment of this state is not renewed.', event.row);
  }
  if (event.date > expires) {
    const message = `The renewal on ${toWords(event.date)} came after the judgment expired on ${toWords(expires)}.`;
    return problem('renewal_too_late', 'events', message, event.row);
  }
  const most = terms.maxRenewals ?? null;
  if (most !== null && renewals >= most) {
    const message = `The judgment may be renewed ${most === 1 ? 'once' : `${most} times`} only.`;
    return problem('not_allowed', 'events', message, event.row);
  }
  return null;
}
