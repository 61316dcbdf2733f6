/** Unpacks the rules of the whole country, which are stored property by property to compress best. */
import type { Effect, JurisdictionData, RuleData } from './rule';

/** A place as stored: how many rules it has, those on land first. */
export interface StoredPlace extends Omit<JurisdictionData, 'rules'> {
  readonly land: number;
  readonly goods: number;
}

/** One property of every rule, place after place; 0 where a rule does not have it. */
export type StoredRules = Readonly<Record<string, readonly unknown[]>>;

const GOODS = ['motor_vehicle', 'consumer_goods', 'business_goods'];

/** Every place with its rules. */
export function unpack(places: readonly StoredPlace[], stored: StoredRules): JurisdictionData[] {
  let next = 0;
  const take = (count: number, code: string, collateral: unknown): RuleData[] =>
    Array.from({ length: count }, () => ruleAt(stored, next++, code, collateral));
  return places.map(({ land, goods, ...place }) => ({
    ...place,
    rules: [...take(land, place.code, 'real_property'), ...take(goods, place.code, GOODS)],
  }));
}

function ruleAt(stored: StoredRules, at: number, code: string, collateral: unknown): RuleData {
  const rule: Record<string, unknown> = {};
  for (const name in stored) {
    const value = stored[name]?.[at];
    if (value !== 0) rule[name] = value;
  }
  return {
    ...(rule as unknown as RuleData),
    id: `${code}-${String(rule['id'])}`,
    title: (rule['title'] as string | undefined) ?? standIn(rule['effect'] as Effect),
    citation: (rule['citation'] as string | undefined) ?? '',
    yieldsTo: ((rule['yieldsTo'] as string[] | undefined) ?? []).map((id) =>
      /^(US|TERMS)-/.test(id) ? id : `${code}-${id}`,
    ),
    when: { collateral, ...(rule['when'] as object | undefined) },
  };
}

/** What a rule that changes no amount is about, where its own words are not loaded. */
export function standIn(effect: Effect): string {
  switch (effect.kind) {
    case 'deadline':
      return `${effect.amount} ${effect.unit} from ${effect.start.replace('_', ' ')}`;
    case 'redemption':
      return effect.amount === null
        ? 'Redemption'
        : `Redemption for ${effect.amount} ${effect.unit}`;
    case 'note':
      return 'How the law stands';
    default:
      return 'A duty or a point of procedure';
  }
}
