/** What the law leaves of each debt against each person, after all sales of its collateral. */
import {
  least,
  most,
  sharedCreditIn,
  withAmount,
  withSharedCredit,
  type AmountName,
  type Amounts,
  type CreditOf,
  type SharedCredit,
} from '../../law/amounts';
import { factNamed } from '../../law/book';
import { now } from '../../law/condition';
import { capUnder, measure, type Branch, type Credited, type Range } from '../../law/plan';
import { FALSE, TRUE } from '../../law/tri';
import type { Credits } from './credits';
import { dollars, isBlank, type Cents } from '../../money/cents';
import type { Case } from '../deficiency/case';
import { outcome, type Outcome } from '../deficiency/outcome';
import type { Read } from '../input/problem';
import type { Context, NamedValues } from '../operation/operation';
import { inProportion } from '../proceeds/allocate';
import { BY_LAND, ELSEWHERE, placeOf, type Place } from './place';
import { sharedOut, type Applied, type AppliedSale, type Part } from './apply';
import { type CaseRead, type Debt, type Person, type Sale } from './caseInput';

/** What falls on one debt of one sale. */
export interface SaleShare {
  readonly sale: Sale;
  readonly amounts: ReadonlyMap<string, Cents>;
}

/** One debt against one person. */
export interface DebtAnswer extends Outcome {
  readonly debt: number;
  /** A case for each way in which the sales differ in their facts; mostly one. */
  readonly cases: readonly Case[];
  /** Facts in which the sales differ, so that the law was asked for each and the answer lies between. */
  readonly differing: readonly string[];
  /** Whose law measures land in another state, in words; empty where it lies in the state whose law is asked. */
  readonly place: string;
  /** The record that the law was asked with. */
  readonly sharers: readonly SaleShare[];
}

/** Values of what was sold: each debt has of them what those before it leave. */
export const VALUES: ReadonlySet<string> = new Set([
  'fair_value',
  'appraised_value',
  'complying_proceeds',
  'arms_length_price',
  'fair_price',
  'agreed_value',
  'guide_value',
]);

/** What stands between a value and the debts. */
const AHEAD = ['prior_liens', 'taxes', 'holding_costs'] as const;

/** What falls on each debt of each sale that secures it, in the order of the sales. */
export function sharesByDebt(
  { sales, debts }: CaseRead,
  applied: Applied,
): readonly (readonly SaleShare[])[] {
  const securing: AppliedSale[][] = debts.map(() => []);
  for (const one of applied.sales) for (const { debt } of one.parts) securing[debt]?.push(one);
  return securing.map((of, debt) => {
    // The surplus of one sale is no credit beside others.
    const alone = of.length === 1 && of[0]?.parts.length === 1;
    return of.map((one) => {
      const sale = sales[one.at] as Sale;
      const place = one.parts.findIndex((part) => part.debt === debt);
      return { sale, amounts: shareOf(sale, one, place, debts, alone) };
    });
  });
}

function shareOf(
  sale: Sale,
  applied: AppliedSale,
  place: number,
  debts: readonly Debt[],
  alone: boolean,
): ReadonlyMap<string, Cents> {
  const { parts } = applied;
  const amounts = new Map(sale.amounts);
  const lost = Math.min(sale.sold.price, sale.liensPaid);
  amounts.set('sale_price', sale.sold.price - lost);
  if (alone) return amounts;
  const first = Math.max(
    0,
    parts.findIndex(({ owed }) => owed > 0),
  );
  const own = parts[place] as Part;
  const taxes = applied.ahead - lost;
  const onFirst = (amount: Cents): Cents => (place === first ? amount : 0);
  for (const [name, amount] of sale.amounts)
    if (name === 'costs') amounts.set(name, own.costs);
    else if (name === 'sale_costs' || name === 'retaking_costs')
      amounts.set(
        name,
        inProportion(
          amount,
          parts.map(({ costs }) => costs),
        )[place] ?? 0,
      );
    else if (VALUES.has(name)) {
      const ahead = AHEAD.reduce((sum, one) => sum + (sale.amounts.get(one) ?? 0), 0);
      const rooms = parts.map(({ owed }, n) => owed + (n === first ? ahead : 0));
      amounts.set(name, valueShares(amount, parts, rooms, debts)[place] ?? 0);
    } else amounts.set(name, onFirst(amount));
  amounts.set('sale_price', own.paid + onFirst(taxes));
  return amounts;
}

/** A value by the order in which the sale pays the debts; what is beyond them falls on the last. */
function valueShares(
  value: Cents,
  parts: readonly Part[],
  rooms: readonly Cents[],
  debts: readonly Debt[],
): Cents[] {
  const shares = parts.map(() => 0);
  let left = value;
  for (let n = 0; n < parts.length;) {
    const rankOf = (at: number) => debts[parts[at]?.debt ?? -1]?.owing.rank;
    let end = n + 1;
    while (end < parts.length && rankOf(end) === rankOf(n)) end += 1;
    const fixed = parts.slice(n, end).map(({ debt }) => debts[debt]?.owing.share ?? null);
    const shared = sharedOut(left, rooms.slice(n, end), fixed);
    shared.parts.forEach((part, k) => (shares[n + k] = part));
    left = shared.left;
    n = end;
  }
  const last = shares.length - 1;
  shares[last] = (shares[last] ?? 0) + left;
  return shares;
}

/** Facts of a sale that are no dates: those in which sales differ ask the law anew. */
const factsOf = ({ facts }: Sale): NamedValues =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => factNamed(name)?.kind !== 'date'));

const datesOf = ({ facts }: Sale): NamedValues =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => factNamed(name)?.kind === 'date'));

/** Asks the law what is left of a debt against a person. */
export function answerDebt(
  at: number,
  person: Person,
  { debts, settings }: CaseRead,
  applied: Applied,
  shares: readonly SaleShare[],
  credits: Credits,
  { reader }: Context,
): Read<DebtAnswer> {
  const debt = debts[at] as Debt;
  const { interest = 0, charged = 0, received = 0 } = applied.debts[at] ?? {};
  const moved = interest !== 0 || charged !== 0 || received !== 0;
  const sets = new Map<string, NamedValues>();
  const places = shares.map(({ sale }) => placeOf(sale, debt, person, settings));
  for (const [n, { sale }] of shares.entries())
    for (const place of places[n]?.asked ?? []) {
      const facts = { ...factsOf(sale), ...place };
      sets.set(JSON.stringify(facts), facts);
    }
  if (sets.size === 0) sets.set('', {});
  const dates = Object.fromEntries(shares.flatMap(({ sale }) => Object.entries(datesOf(sale))));
  const own = moved ? retold(debt, debt.balance + interest + charged - received) : debt.told;
  const cases: Case[] = [];
  for (const facts of sets.values()) {
    const record = { ...several(shares), ...settings, ...own, ...dates, ...facts, ...person.told };
    const read = reader.read({ ...record, ...inDollars(summed(shares)) });
    if (!read.ok) return read;
    const item = read.value;
    const shared = credits.of(at, creditTold(item));
    if (!shared.ok) return shared;
    cases.push(shared.value === null ? item : withShared(item, shares, shared.value));
  }
  return {
    ok: true,
    value: {
      debt: at,
      cases,
      sharers: shares,
      ...between(cases),
      differing: differing(sets, shares, places),
      place: [...new Set(places.map(({ words }) => words))].filter(Boolean).join('; '),
    },
  };
}

/** The fact by which a person says what the law that was read does not. */
export const BY_SALE = 'value_credited_by_sale';

function creditTold(item: Case): CreditOf | undefined {
  const told = item.setting.facts.values.get(BY_SALE);
  return told === undefined ? undefined : told === true ? 'each' : 'together';
}

/** Whether the answer is open because the law does not say of which sales the value is credited. */
export function turnsOnSales(item: Case): boolean {
  const shared = sharedCreditIn(item.amounts);
  if (!shared || creditTold(item) !== undefined) return false;
  const as = (of: CreditOf): string => {
    const amounts = withSharedCredit(item.amounts, (formula, said, side) =>
      shared(formula, said ?? of, side),
    );
    const { low, high } = outcome({ ...item, amounts });
    return `${low} ${high}`;
  };
  return as('each') !== as('together');
}

/** What nobody told of one of several sales is not known of all. */
function withShared(item: Case, shares: readonly SaleShare[], shared: SharedCredit): Case {
  let { amounts } = item;
  for (const name of VALUES)
    if (item.given.has(name) && shares.some((one) => !one.amounts.has(name)))
      amounts = withAmount(amounts, name, least(amounts, name), Infinity);
  return { ...item, amounts: withSharedCredit(amounts, shared) };
}

/** That several parcels secure a debt, or several goods, is seen from its sales. */
const several = (shares: readonly SaleShare[]): NamedValues =>
  shares.length > 1 ? { several_parcels_or_instruments: true } : {};

/** A debt whose balance is no longer what was told; what is paid off of the principal is none any more. */
function retold({ facts, principal }: Debt, balance: Cents): NamedValues {
  const own = principal === null ? {} : { principal: dollars(Math.min(principal, balance)) };
  return { ...facts, ...own, balance: dollars(balance) };
}

const inDollars = (amounts: ReadonlyMap<string, Cents>): NamedValues =>
  Object.fromEntries([...amounts].map(([name, cents]) => [name, dollars(cents)]));

function summed(shares: readonly SaleShare[]): ReadonlyMap<string, Cents> {
  const sum = new Map<string, Cents>([['sale_price', 0]]);
  for (const { amounts } of shares)
    for (const [name, cents] of amounts) sum.set(name, (sum.get(name) ?? 0) + cents);
  return sum;
}

/** The least and the most over the ways in which the sales differ. */
function between(cases: readonly Case[]): Outcome {
  const [first, ...others] = cases.map(outcome) as [Outcome, ...Outcome[]];
  if (others.length === 0) return first;
  const all = [first, ...others];
  const low = Math.min(...all.map((one) => one.low));
  const high = Math.max(...all.map((one) => one.high));
  if (low === high && all.every(({ status }) => status === first.status)) return first;
  const lower = cases[0]?.setting.whenUnknown === 'lower';
  const status = low < high ? 'open' : first.status;
  return { low, high, deficiency: lower ? low : high, status };
}

/** In what the sales differ; where two laws are asked of the same land, that is what is open. */
function differing(
  sets: ReadonlyMap<string, NamedValues>,
  shares: readonly SaleShare[],
  places: readonly Place[],
): string[] {
  if (sets.size < 2) return [];
  const all = [...sets.values()];
  const names = new Set(all.flatMap((facts) => Object.keys(facts)));
  const found = [...names].filter(
    (name) => new Set(all.map((facts) => String(facts[name]))).size > 1,
  );
  if (!places.some(({ open }) => open)) return found;
  const lands = new Set(shares.map(({ sale }) => sale.facts['state']));
  const own = new Set([ELSEWHERE, ...(lands.size === 1 ? ['state'] : [])]);
  return [...found.filter((name) => !own.has(name)), BY_LAND];
}

/** Limits that one person agreed on for all debts together. */
const LIMITS = ['guaranty_cap', 'recourse_cap', 'carve_out_loss'] as const;

/** Facts that say how recourse is limited: without the limit they say nothing. */
export const ABOUT_LIMITS: ReadonlySet<string> = new Set(['recourse_limit', 'recourse_slice']);

const PERCENT = 'recourse_percent';

/** A person without what was agreed at most, so that people who differ in nothing else have the same answers. */
export function withoutLimits(person: Person): Person {
  const names = [...LIMITS, PERCENT].filter((name) => !isBlank(person.told[name]));
  const recourse = names.includes(PERCENT) || names.includes('recourse_cap');
  const told = Object.entries(person.told).filter(
    ([name, value]) =>
      !names.includes(name) &&
      !(recourse && (ABOUT_LIMITS.has(name) || (name === 'recourse' && value === 'limited'))),
  );
  return { ...person, told: Object.fromEntries(told) };
}

/** The most that a person owes on several debts together, where a limit is for all of them. */
export function limitOf(answers: readonly DebtAnswer[]): Range {
  const cases = answers.flatMap((one) => one.cases);
  return leastOf(
    LIMITS.map((name) =>
      cases.flatMap(({ setting, amounts, given }) =>
        given.has(name) ? setting.branches.map((branch) => limitIn(branch, amounts, name)) : [],
      ),
    ),
  );
}

/** The most that a person owes on several debts together who answers for a percentage of them. */
export const sliceOfAll = (limits: readonly DebtAnswer[], answers: readonly DebtAnswer[]): Range =>
  leastOf(
    limits.map(({ cases }) =>
      cases.flatMap((item) => (item.given.has(PERCENT) ? sliceOf(item, answers) : [])),
    ),
  );

/** Of limits the lowest; each may be one of several, as facts that are missing fall. */
function leastOf(limits: readonly (readonly Range[])[]): Range {
  let [low, high] = [Infinity, Infinity];
  for (const ways of limits) {
    if (ways.length === 0) continue;
    low = Math.min(low, ...ways.map((one) => one.low));
    high = Math.min(high, Math.max(...ways.map((one) => one.high)));
  }
  return { low, high };
}

/** What the law credits on a debt, up to what is owed on it: a surplus is the owner's and lowers no other debt. */
function creditedOn({ cases }: DebtAnswer): Credited {
  const all = cases.flatMap(({ setting, amounts }) => {
    const owed = least(amounts, 'debt') + least(amounts, 'costs');
    return setting.branches.map((branch) => {
      const { creditLow, creditHigh } = measure(branch, amounts);
      return [Math.min(owed, creditLow), Math.min(owed, creditHigh)] as const;
    });
  });
  return {
    creditLow: Math.min(...all.map(([low]) => low)),
    creditHigh: Math.max(...all.map(([, high]) => high)),
  };
}

/** A percentage of all debts together: a slice from the top burns off with what the law credits on any of them. */
function sliceOf(item: Case, answers: readonly DebtAnswer[]): Range[] {
  const sum = (of: (answer: DebtAnswer) => Cents) =>
    answers.reduce((total, answer) => total + of(answer), 0);
  const owed = (name: 'debt' | 'costs') =>
    sum(({ cases: [first] }) => (first ? least(first.amounts, name) : 0));
  const amounts = withAmount(
    withAmount(item.amounts, 'debt', owed('debt')),
    'costs',
    owed('costs'),
  );
  const credited = {
    creditLow: sum((answer) => creditedOn(answer).creditLow),
    creditHigh: sum((answer) => creditedOn(answer).creditHigh),
  };
  return item.setting.branches.map(({ caps }) => {
    let [low, high] = [Infinity, Infinity];
    for (const { rule, applies } of caps) {
      const state = now(applies, amounts);
      if (state === FALSE || !rule.reads.includes(PERCENT)) continue;
      const slice = capUnder(rule, amounts, credited);
      low = Math.min(low, Math.max(0, slice.low));
      if (state === TRUE) high = Math.min(high, Math.max(0, slice.high));
    }
    return { low, high };
  });
}

function limitIn({ caps }: Branch, amounts: Amounts, name: AmountName): Range {
  let [low, high] = [Infinity, Infinity];
  for (const { rule, applies } of caps) {
    const state = now(applies, amounts);
    if (state === FALSE || !rule.reads.includes(name) || rule.reads.length > 1) continue;
    low = Math.min(low, least(amounts, name));
    if (state === TRUE) high = Math.min(high, most(amounts, name));
  }
  return { low, high };
}
