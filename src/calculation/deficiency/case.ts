/** Reads one case from named values: amounts, facts, place; every mistake names its field. */
import { AmountsDraft, isAmountName, type Amounts } from '../../law/amounts';
import {
  factNamed,
  FACTS,
  jurisdiction,
  profileNamed,
  PROFILES,
  stateCode,
  type Jurisdiction,
} from '../../law/book';
import { readFact, type FactDefinition, type FactValue } from '../../law/facts';
import { branches, type FairValuePolicy, type PlanSettings } from '../../law/plan';
import {
  hasSay,
  resolveFacts,
  type Assumptions,
  type Origin,
  type ResolvedFacts,
} from '../../law/resolve';
import { isBlank, type Cents } from '../../money/cents';
import { readDate, type Day } from '../../money/dates';
import { ok, quoted, type Result } from '../../money/result';
import {
  ACCOUNTED,
  fillBlanks,
  PLAIN_ACCOUNT,
  readAmountNamed,
  settleAccount,
  tooMuch,
  type Account,
} from '../input/caseAmounts';
import { failure, success, type Read } from '../input/problem';
import { DEBT_ITEMS, isDebtItem } from '../input/debtItems';
import { readingOf, unknownField, unknownState, type Reading } from '../input/fieldNames';
import { rulesAsking } from './ruleReads';
import { amountsRead, type Setting } from './setting';
import type { Settings, WhenUnknown } from '../settings/settings';

export { INPUT_AMOUNTS } from '../input/caseAmounts';
export type { Setting } from './setting';

/** A case ready to be assessed. */
export interface Case {
  readonly setting: Setting;
  readonly amounts: Amounts;
  /** What was given, as it was given. */
  readonly record: Readonly<Record<string, unknown>>;
  /** Amounts that were given, in cents by name (`balance` for the debt). */
  readonly given: ReadonlyMap<string, Cents>;
  /** The lines that make up the debt and the price where each is more than one amount. */
  readonly account: Account;
  /** Amounts that were left blank and stand for something, by name. */
  readonly blank: ReadonlySet<string>;
  /** Amounts that the workbook's loan terms supplied, in cents. */
  readonly fromTerms: ReadonlyMap<string, Cents>;
  /** The law of this day is applied; a setting may be shared with days on which the same law held. */
  readonly asOf: Day;
  /** Dates that were given, by fact name. */
  readonly dates: ReadonlyMap<string, Day>;
  /** Numbers that were given as facts, by name. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** A fact's value in this case; what is remembered of the facts may stem from a row much like it. */
export const factOf = ({ setting, dates, numbers }: Case, name: string): FactValue | undefined =>
  dates.get(name) ?? numbers.get(name) ?? setting.facts.values.get(name);

/** At most about this much is remembered of facts told before, so that memory stays constant. */
const MOST_REMEMBERED = 8000;

/**
 * A way through the facts told so far: the next fact's name, then its value as typed. Walking it
 * costs less than writing the facts out as one key.
 */
interface FactsTold {
  readonly next: Map<string, Map<string | number | boolean, FactsTold>>;
  readonly settings: Map<string | number, Read<Setting>>;
}

const factsTold = (): FactsTold => ({ next: new Map(), settings: new Map() });

/** Facts that the account asks for, whatever the rules do. */
const OF_ACCOUNT = new Set(FACTS.filter((fact) => fact.everywhere).map(({ name }) => name));

/** Whether a fact may matter in a place; without a place any may. */
const mayMatter = (place: Jurisdiction, name: string): boolean =>
  place.code === '' ||
  hasSay(place, name) ||
  OF_ACCOUNT.has(name) ||
  rulesAsking(place, name).length > 0;

/** Reads cases under one set of settings, remembering what the same facts led to before. */
export class CaseReader {
  private remembered = factsTold();
  private rememberedCount = 0;
  /** Values of facts that were read before, by name and as typed. */
  private readonly values = new Map<string, Map<unknown, Result<FactValue | null>>>();
  private readonly days = new Map<string, Day>();
  private readonly readings = new Map<string, Reading | undefined>();
  private readonly profileFacts: Read<ReadonlyMap<string, FactValue>>;
  private readonly profileAmounts: Read<ReadonlyMap<string, Cents>>;

  constructor(readonly settings: Settings) {
    this.profileFacts = this.readProfileFacts();
    this.profileAmounts = readTerms(settings.profileAmounts);
  }

  /** Reads a record of named values as a program or a worksheet hands them over. */
  read(record: Readonly<Record<string, unknown>>): Read<Case> {
    const draft = new AmountsDraft();
    let accounted = false;
    let dates: Map<string, Day> | undefined;
    let numbers: Map<string, number> | undefined;
    if (this.rememberedCount > MOST_REMEMBERED) {
      this.remembered = factsTold();
      this.values.clear();
      this.rememberedCount = 0;
    }
    let told = this.remembered;
    const place = readPlace(record['state']);
    const given = new Map<string, Cents>();
    for (const name in record) {
      const value = record[name];
      if (value === null || value === undefined || value === '') continue;
      const reading = this.readingOf(name);
      switch (reading) {
        case 'amount': {
          const cents = readAmountNamed(name, value);
          if (!cents.ok) return cents;
          if (cents.value === null) break;
          given.set(name, cents.value);
          accounted ||= ACCOUNTED.has(name);
          if (name === 'balance') draft.set('debt', cents.value);
          else if (isAmountName(name)) draft.set(name, cents.value);
          break;
        }
        case 'date': {
          const day = this.readDay(value);
          if (!day.ok) return failure(name, day.message);
          if (day.value !== null) (dates ??= new Map()).set(name, day.value);
          break;
        }
        case 'number': {
          const number = readFact(factNamed(name) as FactDefinition, value);
          if (!number.ok) return failure(name, number.message);
          if (typeof number.value === 'number') (numbers ??= new Map()).set(name, number.value);
          break;
        }
        case 'fact':
        case 'state':
        case 'profile':
        case 'whenUnknown':
          if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
            return failure(name, 'give a text, a number, or true or false');
          if (reading === 'fact' && place.ok && !mayMatter(place.value, name)) {
            const read = this.readValue(name, value);
            if (!read.ok) return failure(name, read.message);
          } else told = this.follow(told, name, value);
          break;
        case 'label':
          break;
        case undefined:
          return failure(name, unknownField(name), 'unknown_name');
      }
    }
    if (!given.has('balance') && !DEBT_ITEMS.some((name) => given.has(name)))
      return failure('balance', 'is missing: give the balance, or principal and its additions');
    if (!given.has('sale_price'))
      return failure('sale_price', 'is missing: give what the sale brought');
    const sold = draft.least('sale_price') > 0;
    if (!place.ok) return place;
    const setting = this.setting(
      told,
      record,
      place.value,
      given,
      sold,
      dates ?? NO_DATES,
      numbers ?? NO_DATES,
    );
    if (!setting.ok) return setting;
    const fromTerms = this.fillTerms(draft, given);
    if (!fromTerms.ok) return fromTerms;
    const fact = (name: string) => numbers?.get(name) ?? setting.value.facts.values.get(name);
    const ruleReads = (name: string) => amountsRead(setting.value).has(name);
    const account = accounted
      ? settleAccount(draft, { given, fact, ruleReads })
      : success(PLAIN_ACCOUNT);
    if (!account.ok) return account;
    const excess = tooMuch(draft);
    if (excess) return { ok: false, error: excess };
    const blank = fillBlanks(draft, given, this.settings, Number(fact('lien_priority') ?? 1) > 1);
    return success({
      setting: setting.value,
      amounts: draft.done(),
      record,
      given,
      account: account.value,
      blank,
      fromTerms: fromTerms.value,
      asOf: this.asOf(dates ?? NO_DATES),
      dates: dates ?? NO_DATES,
      numbers: numbers ?? NO_DATES,
    });
  }

  /** Amounts of the workbook's terms stand where the row gives none. */
  private fillTerms(
    draft: AmountsDraft,
    given: Map<string, Cents>,
  ): Read<ReadonlyMap<string, Cents>> {
    if (!this.profileAmounts.ok || this.profileAmounts.value.size === 0) return this.profileAmounts;
    const used = new Map<string, Cents>();
    for (const [name, cents] of this.profileAmounts.value) {
      if (given.has(name)) continue;
      draft.set(name, cents);
      used.set(name, cents);
      given.set(name, cents);
    }
    return success(used);
  }

  private readingOf(name: string): Reading | undefined {
    const known = this.readings.get(name);
    if (known !== undefined) return known;
    const reading = readingOf(name);
    if (reading !== undefined) this.readings.set(name, reading);
    return reading;
  }

  private setting(
    told: FactsTold,
    record: Readonly<Record<string, unknown>>,
    place: Jurisdiction,
    given: Names,
    sold: boolean,
    dates: ReadonlyMap<string, Day>,
    numbers: ReadonlyMap<string, number>,
  ): Read<Setting> {
    const limits = limitsOf(given) + (sold ? 8 : 0);
    const asOf = this.asOf(dates);
    const { asks } = place;
    const standing = limits + 16 * bucket(asOf, asks.get('sale_date'));
    let others = '';
    for (const [name, day] of dates)
      if (asks.has(name) && !(name === 'sale_date' && day === asOf))
        others += `;${name}${bucket(day, asks.get(name))}`;
    // Where no rule asks for a number, the account may, or another fact may follow from it.
    for (const [name, number] of numbers)
      if (asks.has(name)) others += `;${name}${bucket(number, asks.get(name))}`;
      else if (mayMatter(place, name)) others += `;${name}=${number}`;
    const key = others === '' ? standing : standing + others;
    const known = told.settings.get(key);
    if (known) return known;
    const made = this.makeSetting(record, place, limits, asOf, dates);
    told.settings.set(key, made);
    this.rememberedCount++;
    return made;
  }

  /** Reads the value of a fact; the same was mostly read before. */
  private readValue(name: string, value: unknown): Result<FactValue | null> {
    const values = this.values.get(name) ?? new Map<unknown, Result<FactValue | null>>();
    this.values.set(name, values);
    let read = values.get(value);
    if (!read) {
      read = readFact(factNamed(name) as FactDefinition, value, this.settings.dateSystem);
      values.set(value, read);
      this.rememberedCount++;
    }
    return read;
  }

  /** Every fact that a record tells, whether or not a rule of the place asks for it. */
  factsIn(record: Readonly<Record<string, unknown>>): Read<ReadonlyMap<string, FactValue>> {
    return readFacts(record, this.settings);
  }

  private follow(told: FactsTold, name: string, value: string | number | boolean): FactsTold {
    let values = told.next.get(name);
    if (!values) told.next.set(name, (values = new Map<string | number | boolean, FactsTold>()));
    let next = values.get(value);
    if (!next) {
      values.set(value, (next = factsTold()));
      this.rememberedCount++;
    }
    return next;
  }

  /** Reads a date; the same text was mostly read before. */
  private readDay(value: unknown): Result<Day | null> {
    const known = typeof value === 'string' ? this.days.get(value) : undefined;
    if (known !== undefined) return ok(known);
    const read = readDate(value, this.settings.dateSystem);
    if (read.ok && read.value !== null && typeof value === 'string') {
      if (this.days.size >= MOST_REMEMBERED) this.days.clear();
      this.days.set(value, read.value);
    }
    return read;
  }

  private asOf(dates: ReadonlyMap<string, Day>): Day {
    const { lawAsOf, today } = this.settings;
    if (typeof lawAsOf === 'number') return lawAsOf;
    return lawAsOf === 'today' ? today : (dates.get('sale_date') ?? today);
  }

  private makeSetting(
    record: Readonly<Record<string, unknown>>,
    place: Jurisdiction,
    limits: number,
    asOf: Day,
    dates: ReadonlyMap<string, Day>,
  ): Read<Setting> {
    if (!this.profileFacts.ok) return this.profileFacts;
    if (!this.profileAmounts.ok) return this.profileAmounts;
    const profile = readProfile(record['profile'], this.settings.profile);
    if (!profile.ok) return profile;
    const whenUnknown = readWhenUnknown(record['when_unknown'], this.settings.whenUnknown);
    if (!whenUnknown.ok) return whenUnknown;
    const told = this.factsIn(record);
    if (!told.ok) return told;
    const asked = [...told.value].filter(([name]) => mayMatter(place, name));
    const days = [...dates].filter(([name]) => mayMatter(place, name));
    const facts = new Map<string, FactValue>([...asked, ...days]);
    const own = this.ownFacts(profile.value, record, facts);
    for (const [name, value] of own) facts.set(name, value);
    if (!facts.has('sale_date')) facts.set('sale_date', asOf);
    addLimits(facts, limits, limitsOf(this.profileAmounts.value));
    const { debtorDefences } = this.settings;
    if (!facts.has('fair_value_policy'))
      facts.set('fair_value_policy', this.settings.fairValuePolicy);
    const fairValuePolicy = facts.get('fair_value_policy') as FairValuePolicy;
    const assumptions: Assumptions = {
      profile: profile.value,
      facts: this.changesTo(profile.value, this.profileFacts.value),
      debtorDefences,
      sold: (limits & 8) !== 0,
    };
    const resolved = resolveFacts(place, facts, assumptions);
    const plan: PlanSettings = { asOf, debtorDefences, fairValuePolicy };
    return success({
      place,
      facts: withOrigin(resolved, own, 'profile'),
      plan,
      whenUnknown: whenUnknown.value,
      lastDays: this.settings.lastDays,
      profile: profile.value,
      told: facts,
      assumptions,
      branches: branches(place, resolved.values, plan),
    });
  }

  /** The workbook's own facts where it has no profile for them to stand over, and the row does not say otherwise. */
  private ownFacts(
    profile: string | null,
    record: Readonly<Record<string, unknown>>,
    told: ReadonlyMap<string, FactValue>,
  ): ReadonlyMap<string, FactValue> {
    if (profile !== null || !isBlank(record['profile']) || !this.profileFacts.ok) return NO_FACTS;
    const own = this.profileFacts.value;
    const other = own.has('collateral') && told.has('collateral');
    if (other && own.get('collateral') !== told.get('collateral')) return NO_FACTS;
    return new Map([...own].filter(([name]) => !told.has(name)));
  }

  /** The workbook's facts change its own profile; a row that names another has that one's facts first. */
  private changesTo(profile: string | null, own: ReadonlyMap<string, FactValue>) {
    const stated = profile === null ? undefined : profileNamed(profile)?.facts;
    if (!stated || profile === this.settings.profile) return own;
    return new Map([...own].filter(([name]) => !Object.hasOwn(stated, name)));
  }

  private readProfileFacts(): Read<ReadonlyMap<string, FactValue>> {
    return readFacts(this.settings.profileFacts, this.settings, true);
  }
}

const NO_DATES: ReadonlyMap<string, Day> = new Map();
const NO_FACTS: ReadonlyMap<string, FactValue> = new Map();

function withOrigin(
  resolved: ResolvedFacts,
  names: ReadonlyMap<string, FactValue>,
  origin: Origin,
): ResolvedFacts {
  if (names.size === 0) return resolved;
  const origins = new Map(resolved.origins);
  for (const name of names.keys()) origins.set(name, origin);
  return { values: resolved.values, origins };
}

/** Which of the stretches between thresholds a day or a number lies in. */
function bucket(day: number, thresholds: readonly number[] | undefined): number {
  let place = 0;
  if (thresholds)
    for (const threshold of thresholds) place += day > threshold ? 2 : day === threshold ? 1 : 0;
  return place;
}

/** Reads amounts that hold for every row; what a sale brought and what was owed are of a row alone. */
function readTerms(amounts: Readonly<Record<string, unknown>>): Read<ReadonlyMap<string, Cents>> {
  const terms = new Map<string, Cents>();
  for (const [name, value] of Object.entries(amounts)) {
    if (
      name === 'sale_price' ||
      readingOf(name) !== 'amount' ||
      !isAmountName(name) ||
      isDebtItem(name)
    )
      return failure(
        name,
        `${quoted(name)} is no amount that a workbook can set for all its rows`,
        'unknown_name',
      );
    const read = readAmountNamed(name, value);
    if (!read.ok) return read;
    if (read.value !== null) terms.set(name, read.value);
  }
  return success(terms);
}

const places = new Map<string, Read<Jurisdiction>>();

/** Reads a state by its name or code; the ways of writing those are few. */
function readPlace(value: unknown): Read<Jurisdiction> {
  if (typeof value !== 'string') return placeNamed(value);
  let read = places.get(value);
  if (!read) {
    read = placeNamed(value);
    if (read.ok && places.size < MOST_REMEMBERED) places.set(value, read);
  }
  return read;
}

function placeNamed(value: unknown): Read<Jurisdiction> {
  if (isBlank(value)) return success(jurisdiction(''));
  const code = typeof value === 'string' ? stateCode(value) : undefined;
  if (code === undefined) return failure('state', unknownState(value), 'unknown_name');
  return success(jurisdiction(code));
}

function readProfile(value: unknown, otherwise: string | null): Read<string | null> {
  if (isBlank(value)) return success(otherwise);
  const name = String(value)
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  if (name === 'none') return success(null);
  if (profileNamed(name)) return success(name);
  const names = PROFILES.map((profile) => profile.name).join(', ');
  return failure(
    'profile',
    `no such profile: ${quoted(value)}; use one of ${names}, none`,
    'unknown_name',
  );
}

function readWhenUnknown(value: unknown, otherwise: WhenUnknown): Read<WhenUnknown> {
  if (isBlank(value)) return success(otherwise);
  const word = String(value).trim().toLowerCase();
  if (word === 'upper' || word === 'lower' || word === 'error') return success(word);
  return failure('when_unknown', `${quoted(value)} is none of upper, lower, error`);
}

function readFacts(
  record: Readonly<Record<string, unknown>>,
  settings: Settings,
  strict = false,
): Read<ReadonlyMap<string, FactValue>> {
  const facts = new Map<string, FactValue>();
  for (const [name, value] of Object.entries(record)) {
    const definition = factNamed(name);
    if (!definition) {
      if (strict) return failure(name, unknownField(name), 'unknown_name');
      continue;
    }
    if (definition.kind === 'date' && !strict) continue;
    const read = readFact(definition, value, settings.dateSystem);
    if (!read.ok) return failure(name, read.message);
    if (read.value !== null) facts.set(name, read.value);
  }
  return success(facts);
}

interface Names {
  has(name: string): boolean;
}

/** Which limits are given: 1 a recourse cap, 2 a recourse percent, 4 a guaranty cap. */
const limitsOf = (given: Names): number =>
  (given.has('recourse_cap') ? 1 : 0) +
  (given.has('recourse_percent') ? 2 : 0) +
  (given.has('guaranty_cap') ? 4 : 0);

/**
 * How recourse and a guaranty are limited follows from which limits are given; those of the
 * workbook's terms count where the row gives none of its own.
 */
function addLimits(facts: Map<string, FactValue>, limits: number, ofTerms: number): void {
  if ((limits & 3) !== 0 && !facts.has('recourse')) facts.set('recourse', 'limited');
  const kinds = (limits & 3) !== 0 ? limits : ofTerms;
  if (!facts.has('recourse_limit'))
    facts.set(
      'recourse_limit',
      (kinds & 2) === 0 ? 'amount' : (kinds & 1) === 0 ? 'percent' : 'both',
    );
  if (!facts.has('guaranty_capped')) facts.set('guaranty_capped', ((limits | ofTerms) & 4) !== 0);
}
