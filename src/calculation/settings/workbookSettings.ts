/** The settings of a workbook as the record names them, their choices in words, and what the calculation makes of them. */
import { amountNamed } from '../../law/amounts';
import { factNamed, profileNamed } from '../../law/book';
import { readFact, type FactValue } from '../../law/facts';
import { isBlank, parseAmount } from '../../money/cents';
import { parseIso } from '../../money/dates';
import { DAY_COUNTS, type DayCount } from '../../money/dayCount';
import { fail, ok, quoted, type Result } from '../../money/result';
import { NEW_WORKBOOK, type Settings } from './settings';

/** A fact or an amount as the record holds it: dates as ISO text, amounts in dollars. */
export type KeptValue = boolean | string | number;

/** What a workbook decides for all its rows. Keys are those of the record. */
export interface WorkbookSettings {
  /** Kind of loan whose everyday facts are assumed; null assumes nothing. */
  readonly profile: string | null;
  /** Facts over the profile's, the loan terms among them (`recourse`, `recourse_slice`, `carve_out`, `obligor`...). */
  readonly facts: Readonly<Record<string, KeptValue>>;
  /** Amounts of the loan terms: `recourse_cap`, `recourse_percent`, `carve_out_loss`, `guaranty_cap`... */
  readonly amounts: Readonly<Record<string, KeptValue>>;
  readonly fair_value_policy: Settings['fairValuePolicy'];
  readonly missing_fair_value: Settings['missingFairValue'];
  readonly when_unknown: Settings['whenUnknown'];
  readonly debtor_defences: Settings['debtorDefences'];
  /** `sale_date`, `today`, or a fixed day as ISO text. */
  readonly law_as_of: string;
  readonly last_days: Settings['lastDays'];
  readonly rounding: Settings['rounding'];
  readonly day_count: DayCount;
}

/** Settings with a single value each, in the order in which they are shown. */
export type SingleSetting = Exclude<keyof WorkbookSettings, 'facts' | 'amounts'>;

/** Amounts that people set for a whole workbook; others are kept and used too where a record names them. */
export const TERM_AMOUNTS = [
  'recourse_cap',
  'recourse_percent',
  'carve_out_loss',
  'guaranty_cap',
] as const;

/** Facts that are loan terms a whole workbook may share, in the order in which they are asked. */
export const TERM_FACTS = [
  'recourse',
  'recourse_slice',
  'carve_out',
  'carve_out_triggered',
  'obligor',
] as const;

/** Settings that a new workbook has. */
export const DEFAULTS: WorkbookSettings = {
  profile: NEW_WORKBOOK.profile,
  facts: {},
  amounts: {},
  fair_value_policy: NEW_WORKBOOK.fairValuePolicy,
  missing_fair_value: NEW_WORKBOOK.missingFairValue,
  when_unknown: NEW_WORKBOOK.whenUnknown,
  debtor_defences: NEW_WORKBOOK.debtorDefences,
  law_as_of: 'sale_date',
  last_days: NEW_WORKBOOK.lastDays,
  rounding: NEW_WORKBOOK.rounding,
  day_count: NEW_WORKBOOK.dayCount,
};

interface SettingWords {
  readonly label: string;
  /** Choices by value; a setting without them has its own reading. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** Labels and choices of the single settings, in the order in which they are shown. */
export const SETTING_WORDS: Readonly<Record<SingleSetting, SettingWords>> = {
  profile: { label: 'Kind of loan' },
  fair_value_policy: {
    label: 'Fair value',
    choices: {
      statute: 'Credited where the statute says so',
      always: 'Always credit the higher of price and value',
      never: 'Never credited',
    },
  },
  missing_fair_value: {
    label: 'When fair value is missing',
    choices: { unknown: 'Not known', sale_price: 'The same as the sale price' },
  },
  when_unknown: {
    label: 'When facts are unknown',
    choices: {
      upper: 'Show the most that may be recovered',
      lower: 'Show the least that may be recovered',
      error: 'Show an error',
    },
  },
  debtor_defences: {
    label: 'Defences that the debtor must raise',
    choices: { raised: 'Count as raised', not_raised: 'Count as not raised' },
  },
  law_as_of: { label: 'Law as of' },
  last_days: {
    label: 'Last day on a weekend or holiday',
    choices: { roll: 'Moves to the next business day', stay: 'Stays where it is' },
  },
  rounding: {
    label: 'Rounding of half a cent',
    choices: { half_up: 'Up, away from zero', half_even: 'To the even cent' },
  },
  day_count: {
    label: 'Day count',
    choices: Object.fromEntries(DAY_COUNTS.map((name) => [name, name])),
  },
};

export const SINGLE_SETTINGS = Object.keys(SETTING_WORDS) as readonly SingleSetting[];

/** Reads one setting out of a record or a form. */
export function readSetting(name: SingleSetting, value: unknown): Result<string | null> {
  if (name === 'profile' && (value === null || value === 'none')) return ok(null);
  if (typeof value !== 'string') return fail(`${quoted(JSON.stringify(value))} is not a choice`);
  if (name === 'profile')
    return profileNamed(value) ? ok(value) : fail(`there is no profile called ${quoted(value)}`);
  if (name === 'law_as_of') {
    if (value === 'sale_date' || value === 'today') return ok(value);
    const day = parseIso(value);
    return day.ok ? ok(value) : day;
  }
  const { choices = {} } = SETTING_WORDS[name];
  if (Object.hasOwn(choices, value)) return ok(value);
  return fail(`${quoted(value)} is none of ${Object.keys(choices).join(', ')}`);
}

/** Reads a fact of the workbook; the value stays as it is written. Null where it is blank. */
export function readKeptFact(name: string, value: unknown): Result<KeptValue | null> {
  const definition = factNamed(name);
  if (!definition) return fail(`there is no fact called ${quoted(name)}`);
  if (typeof value === 'object' && value !== null) return fail('is neither a text nor a number');
  if (definition.kind === 'date' && typeof value === 'number')
    return fail('a date is kept as text such as 2026-03-31');
  const read = readFact(definition, value);
  if (!read.ok) return read;
  if (read.value === null) return ok(null);
  return ok(definition.kind === 'date' ? (value as string).trim() : read.value);
}

/** Amounts that belong to a row and never to a workbook. */
const OF_A_ROW = new Set(['debt', 'sale_price', 'credit']);

/** Reads an amount of the workbook in dollars (a percentage in percent). Null where it is blank. */
export function readKeptAmount(name: string, value: unknown): Result<KeptValue | null> {
  if (!amountNamed(name) || OF_A_ROW.has(name))
    return fail(`there is no amount of a workbook called ${quoted(name)}`);
  if (isBlank(value)) return ok(null);
  const percent = name === 'recourse_percent';
  const text = percent && typeof value === 'string' ? value.trim().replace(/%$/, '') : value;
  const read = parseAmount(text);
  if (!read.ok) return read;
  if (read.value === null) return ok(null);
  if (read.value < 0) return fail(`${quoted(value)} is negative; give zero or more`);
  if (!percent) return ok(read.value / 100);
  if (read.value > 10000) return fail(`${quoted(value)} is more than 100 percent`);
  if (read.value > 0 && read.value <= 100 && !String(value).includes('%'))
    return fail(`${quoted(value)} could be a fraction; write 25 or "25%" for a quarter`);
  return ok(`${read.value / 100}%`);
}

/** The settings as the calculation takes them. A limit on recourse makes recourse limited. */
export function toCalculation(settings: WorkbookSettings): Omit<Settings, 'today'> {
  const { facts, amounts } = settings;
  const limited = ['recourse_cap', 'recourse_percent'].some((name) => name in amounts);
  const terms: Record<string, FactValue> =
    limited && !('recourse' in facts) ? { recourse: 'limited' } : {};
  return {
    profile: settings.profile,
    profileFacts: { ...facts, ...terms },
    profileAmounts: amounts,
    whenUnknown: settings.when_unknown,
    debtorDefences: settings.debtor_defences,
    fairValuePolicy: settings.fair_value_policy,
    missingFairValue: settings.missing_fair_value,
    lawAsOf: lawAsOf(settings.law_as_of),
    rounding: settings.rounding,
    lastDays: settings.last_days,
    dayCount: settings.day_count,
    dateSystem: 1900,
  };
}

function lawAsOf(value: string): Settings['lawAsOf'] {
  if (value === 'sale_date' || value === 'today') return value;
  const day = parseIso(value);
  return day.ok ? day.value : 'sale_date';
}
