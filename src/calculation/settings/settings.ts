/** What a workbook or a file decides for all its cases. */
import type { Rounding } from '../../money/cents';
import type { DateSystem, Day } from '../../money/dates';
import type { DayCount } from '../../money/dayCount';
import type { FairValuePolicy } from '../../law/plan';

/** Which end of an open range is the answer, or whether there is none. */
export type WhenUnknown = 'upper' | 'lower' | 'error';

/** Settings of the calculation; every one has a default that changes nothing silently. */
export interface Settings {
  /** Kind of loan whose everyday facts are assumed; null assumes nothing. */
  readonly profile: string | null;
  /** The workbook's own facts over the profile's, by fact name, as they were typed. */
  readonly profileFacts: Readonly<Record<string, unknown>>;
  /** Amounts of the loan terms that hold for every row, such as recourse_cap; in dollars, as typed. */
  readonly profileAmounts: Readonly<Record<string, unknown>>;
  readonly whenUnknown: WhenUnknown;
  readonly debtorDefences: 'raised' | 'not_raised';
  readonly fairValuePolicy: FairValuePolicy;
  /** What a missing fair value means: not known, or no more than the price. */
  readonly missingFairValue: 'unknown' | 'sale_price';
  /** Which day's law is applied: that of the sale, of today, or of a fixed day. */
  readonly lawAsOf: 'sale_date' | 'today' | Day;
  readonly rounding: Rounding;
  /** Whether a last day on a weekend or federal holiday moves to the next business day. */
  readonly lastDays: 'roll' | 'stay';
  /** How days become a share of a year where a formula does not say. */
  readonly dayCount: DayCount;
  readonly dateSystem: DateSystem;
  /** Today, for cases that have no sale date. */
  readonly today: Day;
}

/** Nothing assumed: the settings of a file without a profile. */
export const NOTHING_ASSUMED: Omit<Settings, 'today'> = {
  profile: null,
  profileFacts: {},
  profileAmounts: {},
  whenUnknown: 'upper',
  debtorDefences: 'raised',
  fairValuePolicy: 'statute',
  missingFairValue: 'unknown',
  lawAsOf: 'sale_date',
  rounding: 'half_up',
  lastDays: 'roll',
  dayCount: 'actual/365',
  dateSystem: 1900,
};

/** A new workbook is about home loans until someone says otherwise. */
export const NEW_WORKBOOK: Omit<Settings, 'today'> = { ...NOTHING_ASSUMED, profile: 'home_loan' };
