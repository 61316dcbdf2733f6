/** What a workbook or a file decides for all its cases. */
import type { DateSystem, Day } from '../../money/dates';
import { DAY_COUNTS, type DayCount } from '../../money/dayCount';

/** A setting that is one of a few: what it is called, its choices in words, and what holds where nobody chose. */
export interface Choosing {
  /** How the law is read, or how figures are reckoned. */
  readonly part: 'reading' | 'arithmetic';
  readonly label: string;
  readonly choices: Readonly<Record<string, string>>;
  readonly usual: string;
}

const DAY_COUNT_WORDS: Readonly<Record<DayCount, string>> = Object.fromEntries(
  DAY_COUNTS.map((name) => [name, name]),
) as Record<DayCount, string>;

/** Settings that choose, told here and nowhere else, in the order in which they are shown. */
export const CHOICES = {
  fairValuePolicy: {
    part: 'reading',
    label: 'Fair value',
    choices: {
      statute: 'Credited where the statute says so',
      always: 'Always credit the higher of price and value',
      never: 'Never credited',
    },
    usual: 'statute',
  },
  missingFairValue: {
    part: 'reading',
    label: 'When fair value is missing',
    choices: { unknown: 'Not known', sale_price: 'The same as the sale price' },
    usual: 'unknown',
  },
  whenUnknown: {
    part: 'reading',
    label: 'When facts are unknown',
    choices: {
      upper: 'Show the most that may be recovered',
      lower: 'Show the least that may be recovered',
      error: 'Show an error',
    },
    usual: 'upper',
  },
  debtorDefences: {
    part: 'reading',
    label: 'Defences that the debtor must raise',
    choices: { raised: 'Count as raised', not_raised: 'Count as not raised' },
    usual: 'raised',
  },
  lastDays: {
    part: 'arithmetic',
    label: 'Last day on a weekend or holiday',
    choices: { roll: 'Moves to the next business day', stay: 'Stays where it is' },
    usual: 'roll',
  },
  rounding: {
    part: 'arithmetic',
    label: 'Rounding of half a cent',
    choices: { half_up: 'Up, away from zero', half_even: 'To the even cent' },
    usual: 'half_up',
  },
  dayCount: {
    part: 'arithmetic',
    label: 'Day count',
    choices: DAY_COUNT_WORDS,
    usual: 'actual/365',
  },
} as const satisfies Readonly<Record<string, Choosing>>;

type Chosen = { readonly [K in keyof typeof CHOICES]: keyof (typeof CHOICES)[K]['choices'] };

/** Settings of the calculation; every one has a default that changes nothing silently. */
export interface Settings extends Chosen {
  /** Kind of loan whose everyday facts are assumed; null assumes nothing. */
  readonly profile: string | null;
  /** The workbook's own facts over the profile's, by fact name, as they were typed. */
  readonly profileFacts: Readonly<Record<string, unknown>>;
  /** Amounts of the loan terms that hold for every row, such as recourse_cap; in dollars, as typed. */
  readonly profileAmounts: Readonly<Record<string, unknown>>;
  /** Which day's law is applied: that of the sale, of today, or of a fixed day. */
  readonly lawAsOf: 'sale_date' | 'today' | Day;
  readonly dateSystem: DateSystem;
  /** Today, for cases that have no sale date. */
  readonly today: Day;
}

/** Which end of an open range is the answer, or whether there is none. */
export type WhenUnknown = Settings['whenUnknown'];

/** Nothing assumed: the settings of a file without a profile. */
export const NOTHING_ASSUMED: Omit<Settings, 'today'> = {
  ...(Object.fromEntries(
    Object.entries(CHOICES).map(([name, { usual }]) => [name, usual]),
  ) as unknown as Chosen),
  profile: null,
  profileFacts: {},
  profileAmounts: {},
  lawAsOf: 'sale_date',
  dateSystem: 1900,
};

/** A new workbook is about home loans until someone says otherwise. */
export const NEW_WORKBOOK: Omit<Settings, 'today'> = { ...NOTHING_ASSUMED, profile: 'home_loan' };
