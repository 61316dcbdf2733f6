/** Cases of every family of rules, made up but always the same. */
import path from 'node:path';
import { assess } from '../../src/calculation/deficiency/assess';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { FACTS, jurisdiction, PROFILES, STATES } from '../../src/law/book';
import { decides, valuesOf } from '../../src/law/plan';
import type { RuleData } from '../../src/law/rule';
import { toIso } from '../../src/money/dates';
import { readCases } from '../law/caseTable';

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

const PER_STATE = 1;

/** A case of every state, with every kind of loan among them. */
export function generatedCases(): Generated[] {
  return STATES.flatMap(({ code }, s) =>
    Array.from({ length: PER_STATE }, (_, n) => oneCase(code, s * PER_STATE + n + 1)),
  );
}

const CASE_TABLES = path.join(import.meta.dirname, '../law/cases');

/** What sorts a rule by: its amounts, and whether they alone can bring it into play. */
const familyOf = ({ effect, when }: RuleData): string =>
  JSON.stringify([
    effect.kind,
    ...(effect.kind === 'credit' ? [effect.credit, effect.base] : []),
    ...(effect.kind === 'cap' ? [effect.cap] : []),
    ...(/"holds":("[^"]*"|\[[^\]]*\])/.exec(JSON.stringify(when)) ?? []).slice(1),
  ]);

/** Families of the rules that change an amount, as far as the tables of cases reach them. */
export function allFamilies(): Set<string> {
  const families = new Set<string>();
  for (const { code } of STATES)
    for (const rule of jurisdiction(code).rules)
      if (decides(rule) && !rule.data.off) families.add(familyOf(rule.data));
  return families;
}

const LOAN = {
  state: 'MO',
  profile: 'commercial_real_estate',
  balance: 1_000_000.01,
  costs: 20_000,
  sale_price: 600_000,
};

/** What loan and settlement papers do, whatever the state; no state's table speaks of it. */
const TERMS: readonly Readonly<Record<string, unknown>>[] = [
  {
    ...LOAN,
    recourse: 'none',
    carve_out: 'loss',
    carve_out_triggered: true,
    carve_out_loss: 75_000,
  },
  { ...LOAN, recourse: 'limited', recourse_cap: 100_000 },
  { ...LOAN, bankruptcy: 'chapter_11', fair_value: 700_000 },
  ...['last', 'top', 'shared'].map((recourse_slice) => ({
    ...LOAN,
    recourse: 'limited',
    recourse_percent: 62.5,
    recourse_slice,
  })),
  // The holder of a consumer contract takes the buyer's claims against the seller with it.
  {
    ...LOAN,
    profile: 'vehicle',
    balance: 20_000,
    costs: 500,
    sale_price: 12_000,
    buyer_claims: 3_000,
  },
  { ...LOAN, method: 'short_sale', deficiency_release: 'partial', reserved_amount: 50_000 },
];

/** A case from the states' tables for each family of rules, and the families that no table reaches. */
export function familyCases(): { cases: Generated[]; unreached: string[] } {
  const open = allFamilies();
  const cases: Generated[] = [];
  const reader = new CaseReader({ ...NOTHING_ASSUMED, today: 20635 });
  const tables = STATES.map(({ code }) => ({
    code,
    records: readCases(path.join(CASE_TABLES, `${code}.yaml`)).map(({ given }) => ({
      state: code,
      ...given,
    })),
  }));
  for (const { code, records } of [...tables, { code: 'terms', records: TERMS }])
    records.forEach((record, n) => {
      const read = reader.read(record);
      if (!read.ok) return;
      const reached = assess(read.value).findings.filter(
        ({ rule, result }) => result === 'applies' && open.has(familyOf(rule)),
      );
      if (reached.length === 0) return;
      for (const { rule } of reached) open.delete(familyOf(rule));
      cases.push({
        name: `${code} table ${n}`,
        record,
        whenUnknown: 'upper',
        seed: 5000 + cases.length,
      });
    });
  return { cases, unreached: [...open] };
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
  return { name: `${code} ${seed}`, record: inOrder(record), whenUnknown, seed };
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
  return inOrder(changed);
}

/** An account that adds up: parts make the balance, costs hold their kinds, and no more comes in than was owed. */
function inOrder(record: Record<string, unknown>): Record<string, unknown> {
  const cents = (name: string) => Math.round(Number(record[name] ?? 0) * 100);
  const rest = cents('balance') - cents('principal');
  if (record['principal'] === undefined) return within(record, cents);
  if (rest < 0) {
    delete record['principal'];
    delete record['accrued_interest'];
  } else record['accrued_interest'] = rest / 100;
  return within(record, cents);
}

function within(record: Record<string, unknown>, cents: (name: string) => number) {
  for (const name of ['sale_costs', 'retaking_costs'])
    if (record[name] !== undefined) record[name] = Math.min(cents(name), cents('costs')) / 100;
  if (record['refund_credit'] !== undefined)
    record['refund_credit'] = Math.min(cents('refund_credit'), cents('balance')) / 100;
  return record;
}

const BASIC = new Set(['balance', 'sale_price']);
