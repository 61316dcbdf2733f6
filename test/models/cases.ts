/** Cases of every family of rules, made up but always the same. */
import { FACTS, jurisdiction, PROFILES, STATES } from '../../src/law/book';
import { valuesOf } from '../../src/law/plan';
import { toIso } from '../../src/money/dates';

/** A record with what it takes to change it again in the same way. */
export interface Generated {
  readonly name: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly whenUnknown: 'upper' | 'lower';
  readonly seed: number;
}

/** Numbers that look random and are the same in each run (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const WORKED_OUT = new Set(['recourse_limit', 'guaranty_capped', 'fair_value_policy', 'sale_date']);
const EXTRA = [
  'costs',
  'fair_value',
  'appraised_value',
  'prior_liens',
  'cash_price',
  'amount_financed',
  'principal',
  'complying_proceeds',
  'arms_length_price',
  'fair_price',
  'agreed_value',
  'guide_value',
  'consideration_paid',
  'sale_costs',
  'retaking_costs',
  'holding_costs',
  'taxes',
  'waste_loss',
  'damages',
  'refund_credit',
  'recourse_cap',
  'guaranty_cap',
];

const PER_STATE = 4;

/** A few cases of every state, with every kind of loan among them. */
export function generatedCases(): Generated[] {
  return STATES.flatMap(({ code }, s) =>
    Array.from({ length: PER_STATE }, (_, n) => oneCase(code, s * PER_STATE + n + 1)),
  );
}

function oneCase(code: string, seed: number): Generated {
  const next = numbers(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const small = next() < 0.2;
  const amount = () => Math.round(next() * (small ? 900_000 : 60_000_000)) / 100;
  const record: Record<string, unknown> = {
    state: code,
    profile: pick(['none', ...PROFILES.map(({ name }) => name)]),
    balance: amount(),
    sale_price: next() < 0.05 ? 0 : amount(),
  };
  for (const name of EXTRA)
    if (next() < (name.endsWith('_cap') ? 0.05 : 0.4)) record[name] = amount();
  if (record['balance'] !== undefined && Number(record['principal']) > Number(record['balance']))
    delete record['principal'];
  if (next() < 0.05) record['recourse_percent'] = 5 + Math.floor(next() * 90);
  if (next() < 0.5) record['sale_date'] = toIso(14000 + Math.floor(next() * 6500));
  const asked = [...jurisdiction(code).asks.keys()].filter((name) => !WORKED_OUT.has(name));
  for (let n = Math.floor(next() * 6); n > 0; n--) {
    const name = pick(asked);
    const value = pick(valuesOf(jurisdiction(code), name));
    if (value === undefined) continue;
    const date = FACTS.find((fact) => fact.name === name)?.kind === 'date';
    record[name] = date ? toIso(value as number) : value;
  }
  const whenUnknown = next() < 0.2 ? 'lower' : 'upper';
  return { name: `${code} ${seed}`, record, whenUnknown, seed };
}

/** The same case with every amount that was told moved up or down. */
export function otherAmounts(
  record: Readonly<Record<string, unknown>>,
  seed: number,
): Record<string, unknown> {
  const next = numbers(seed + 7919);
  const changed: Record<string, unknown> = { ...record };
  for (const name of Object.keys(record)) {
    const value = record[name];
    if (typeof value !== 'number' || !(EXTRA.includes(name) || BASIC.has(name))) continue;
    changed[name] = Math.round(value * (0.6 + next() * 0.9) * 100) / 100;
  }
  return changed;
}

const BASIC = new Set(['balance', 'sale_price']);
