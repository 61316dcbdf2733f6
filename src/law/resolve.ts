/** Fills in what a case leaves out: what follows from its facts, the profile, and presumptions. */
import { factNamed, FACTS, IMPLICATIONS, profileNamed, type Jurisdiction } from './book';
import type { FactValue, Facts } from './facts';
import { isForeclosure } from './plan';

/** Where a fact came from: the case, an inference from it, the profile, or a presumption. */
export type Origin = 'given' | 'inferred' | 'profile' | 'presumed';

/** The profile in force and the workbook's own changes to it. */
export interface Assumptions {
  /** Name of a profile, or null when nothing is assumed. */
  readonly profile: string | null;
  /** Facts that the workbook sets over the profile's. */
  readonly facts?: Facts;
  /** Whether defences that a debtor must raise count as raised. */
  readonly debtorDefences: 'raised' | 'not_raised';
  /** The case names a price, so the collateral was sold. */
  readonly sold: boolean;
}

/** Every fact that is known of a case, with where each came from. */
export interface ResolvedFacts {
  readonly values: Facts;
  readonly origins: ReadonlyMap<string, Origin>;
}

/** Puts together what is told, what follows, what the profile supplies and what is presumed. */
export function resolveFacts(
  place: Jurisdiction,
  given: Facts,
  assumptions: Assumptions,
): ResolvedFacts {
  const values = new Map<string, FactValue>(given);
  const origins = new Map<string, Origin>([...given.keys()].map((name) => [name, 'given']));
  const add = (name: string, value: FactValue, origin: Origin) => {
    if (values.has(name)) return;
    values.set(name, value);
    origins.set(name, origin);
  };
  infer(values, (name, value) => add(name, value, 'inferred'));
  const profile = assumptions.profile === null ? undefined : profileNamed(assumptions.profile);
  if (profile && suits(profile.facts, values)) {
    for (const [name, value] of assumptions.facts ?? []) add(name, value, 'profile');
    infer(values, (name, value) => add(name, value, 'inferred'));
    const isFarm = (values.get('agricultural') ?? profile.facts['agricultural']) === true;
    for (const [name, value] of Object.entries(profile.facts))
      add(
        name,
        value === 'usual' ? usualMethod(place, assumptions.sold, isFarm) : value,
        'profile',
      );
  }
  for (const fact of FACTS) {
    if (!isSupplied(place, fact)) continue;
    if (fact.name === 'sale_valid' && !hasMethod(place, values)) continue;
    const presumed = presumption(fact, assumptions);
    if (presumed !== undefined) add(fact.name, presumed, 'presumed');
    else if (fact.ordinary !== undefined && profile) add(fact.name, fact.ordinary, 'profile');
  }
  // Without a state every fact is supplied, and nothing may follow from what no rule asked for.
  if (place.code !== '') infer(values, (name, value) => add(name, value, 'inferred'));
  return { values, origins };
}

/** Only what the place asks for is supplied. */
const isSupplied = ({ code, asks }: Jurisdiction, fact: (typeof FACTS)[number]): boolean =>
  code === '' || asks.has(fact.name) || fact.everywhere === true;

/** The state's usual method, or its usual kind of sale where a price shows that there was one. */
export function usualMethod(place: Jurisdiction, sold: boolean, farm = false): string {
  const { methods } = place;
  const usual = (farm ? place.farmMethod : undefined) ?? place.usualMethod;
  if (!sold || usual !== 'strict') return usual;
  return methods.find((method) => method !== 'strict') ?? usual;
}

/** Whether the state has the kind of foreclosure that the case names; one it lacks is not presumed valid. */
function hasMethod(place: Jurisdiction, values: Facts): boolean {
  const method = values.get('method');
  return !isForeclosure(method) || place.methods.includes(String(method));
}

/** Facts that say which profile, which kind of sale and which method there is. */
const DIRECTING = new Set(['collateral', 'agricultural', 'method']);

const PREMISES = new Set(IMPLICATIONS.flatMap((rule) => Object.keys(rule.if)));

/** Whether a rule of the place asks for a fact, or something else may follow from it. */
export const hasSay = ({ asks }: Jurisdiction, name: string): boolean =>
  asks.has(name) || PREMISES.has(name) || DIRECTING.has(name);

const CONCLUSIONS = new Set(IMPLICATIONS.flatMap((rule) => Object.keys(rule.then)));

/**
 * What a fact is when it is told otherwise or not at all, where nothing else changes with it; null where
 * something else may, so that all facts must be resolved anew.
 */
export function resolvedAlone(
  place: Jurisdiction,
  { values }: ResolvedFacts,
  assumptions: Assumptions,
  name: string,
  told: FactValue | undefined,
): { readonly value: FactValue | undefined } | null {
  if (PREMISES.has(name) || DIRECTING.has(name)) return null;
  if (told !== undefined) return { value: told };
  if (CONCLUSIONS.has(name) || name === 'sale_valid') return null;
  const profile = assumptions.profile === null ? undefined : profileNamed(assumptions.profile);
  const own = profile && suits(profile.facts, values) ? profile.facts[name] : undefined;
  if (own === 'usual') return null;
  const changed =
    profile && suits(profile.facts, values) ? assumptions.facts?.get(name) : undefined;
  const fact = factNamed(name);
  const supplied = fact && isSupplied(place, fact) ? presumption(fact, assumptions) : undefined;
  const ordinary = fact && isSupplied(place, fact) && profile ? fact.ordinary : undefined;
  return { value: changed ?? own ?? supplied ?? ordinary };
}

/** A profile speaks of one kind of collateral; it says nothing of a row with another kind. */
const suits = (profile: Readonly<Record<string, FactValue>>, values: Facts): boolean =>
  !values.has('collateral') || values.get('collateral') === profile['collateral'];

/** Whether the profile speaks of the collateral that was told. */
export function fits({ told, assumptions }: { told: Facts; assumptions: Assumptions }): boolean {
  const profile = assumptions.profile === null ? undefined : profileNamed(assumptions.profile);
  return !profile || suits(profile.facts, told);
}

function presumption(
  fact: (typeof FACTS)[number],
  { debtorDefences }: Assumptions,
): FactValue | undefined {
  if (fact.raisedByDebtor && debtorDefences === 'not_raised')
    return typeof fact.presumed === 'boolean' ? !fact.presumed : undefined;
  return fact.presumed;
}

function infer(values: Facts, add: (name: string, value: FactValue) => void): void {
  for (const rule of IMPLICATIONS) {
    const holds = Object.entries(rule.if).every(([name, value]) => values.get(name) === value);
    if (holds) for (const [name, value] of Object.entries(rule.then)) add(name, value);
  }
}
