/** The settings of a workbook as the record names them, their choices in words, and what the calculation makes of them. */
import { amountNamed } from '../../law/amounts';
import { factNamed, profileNamed } from '../../law/book';
import { readFact, type FactValue } from '../../law/facts';
import { isBlank, parseAmount } from '../../money/cents';
import { parseIso } from '../../money/dates';
import { fail, ok, quoted, type Result } from '../../money/result';
import { CHOICES, NEW_WORKBOOK, type Choosing, type Settings } from './settings';

/** A fact or an amount as the record holds it: dates as ISO text, amounts in dollars. */
export type KeptValue = boolean | string | number;

type Underscored<S extends string> = S extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${Underscored<Rest>}`
  : S;

/** A choice as the record names it: `last_days` for `lastDays`. */
const underscored = <S extends string>(name: S) =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) as Underscored<S>;

const CHOOSING = Object.keys(CHOICES) as (keyof typeof CHOICES)[];

type KeptChoices = { readonly [K in keyof typeof CHOICES as Underscored<K>]: Settings[K] };

/** What a workbook decides for all its rows. Keys are those of the record. */
export interface WorkbookSettings extends KeptChoices {
  /** Kind of loan whose everyday facts are assumed; null assumes nothing. */
  readonly profile: string | null;
  /** Facts over the profile's, the loan terms among them (`recourse`, `recourse_slice`, `carve_out`, `obligor`...). */
  readonly facts: Readonly<Record<string, KeptValue>>;
  /** Amounts of the loan terms: `recourse_cap`, `recourse_percent`, `carve_out_loss`, `guaranty_cap`... */
  readonly amounts: Readonly<Record<string, KeptValue>>;
  /** `sale_date`, `today`, or a fixed day as ISO text. */
  readonly law_as_of: string;
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
  ...(Object.fromEntries(
    CHOOSING.map((name) => [underscored(name), NEW_WORKBOOK[name]]),
  ) as unknown as KeptChoices),
  profile: NEW_WORKBOOK.profile,
  facts: {},
  amounts: {},
  law_as_of: 'sale_date',
};

interface SettingWords {
  readonly label: string;
  /** Choices by value; a setting without them has its own reading. */
  readonly choices?: Readonly<Record<string, string>>;
}

const ofPart = (part: Choosing['part']) => CHOOSING.filter((name) => CHOICES[name].part === part);

/** The settings of one part that choose, by their names in the record. */
export const choosing = (part: Choosing['part']): readonly SingleSetting[] =>
  ofPart(part).map(underscored);

const wordsOf = (part: Choosing['part']) =>
  Object.fromEntries(ofPart(part).map((name) => [underscored(name), CHOICES[name]]));

/** Labels and choices of the single settings, in the order in which they are shown. */
export const SETTING_WORDS = {
  profile: { label: 'Kind of loan' },
  ...wordsOf('reading'),
  law_as_of: { label: 'Law as of' },
  ...wordsOf('arithmetic'),
} as unknown as Readonly<Record<SingleSetting, SettingWords>>;

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
    ...(Object.fromEntries(
      CHOOSING.map((name) => [name, settings[underscored(name)]]),
    ) as unknown as Pick<Settings, (typeof CHOOSING)[number]>),
    profile: settings.profile,
    profileFacts: { ...facts, ...terms },
    profileAmounts: amounts,
    lawAsOf: lawAsOf(settings.law_as_of),
    dateSystem: 1900,
  };
}

function lawAsOf(value: string): Settings['lawAsOf'] {
  if (value === 'sale_date' || value === 'today') return value;
  const day = parseIso(value);
  return day.ok ? day.value : 'sale_date';
}
