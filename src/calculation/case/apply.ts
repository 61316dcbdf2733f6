/** Puts what several sales brought to several debts: in the order of their days and of the debts, down to the surplus. */
import type { Cents } from '../../money/cents';
import type { Day } from '../../money/dates';
import {
  accrue,
  constantRate,
  ORDINARY_INTEREST,
  totalInterestInCents,
  type InterestConvention,
  type Percent,
} from '../../money/interest';
import { inProportion, inProportionUpTo } from '../proceeds/allocate';

/** A debt before any sale. */
export interface Owing {
  readonly name: string;
  readonly amount: Cents;
  /** Interest to the day of a sale and beyond; null where none is told. */
  readonly accrues: {
    readonly from: Day;
    readonly rate: Percent;
    /** The part of the amount that bears it. */
    readonly on: Cents;
    readonly convention: Partial<InterestConvention>;
  } | null;
  /** Its place where a sale pays several, 1 first. */
  readonly rank: number;
  /** A fixed share among those of its rank; in proportion to what is owed where there is none. */
  readonly share: Percent | null;
}

/** One sale: what it brought, and what comes out of that before any debt. */
export interface Sold {
  readonly name: string;
  readonly date: Day | null;
  readonly price: Cents;
  /** Taxes and liens paid out of the price. */
  readonly ahead: Cents;
  readonly costs: Cents;
  /** The debts that it secures, by their places. */
  readonly secures: readonly number[];
}

/** What a debt had from a sale: its costs, and the part of the price, which may pay them first. */
export interface Part {
  readonly debt: number;
  /** Owed on it when its turn came, its costs among it. */
  readonly owed: Cents;
  readonly costs: Cents;
  readonly interest: Cents;
  readonly paid: Cents;
}

/** Money that came in, or a charge, on a day up to the last sale of the debts that it is about. */
export interface Movement {
  readonly label: string;
  readonly sort: 'receipt' | 'charge';
  readonly date: Day;
  readonly amount: Cents;
  readonly debts: readonly number[];
}

/** What a movement did to a debt. */
export interface MovedPart {
  readonly debt: number;
  /** Owed on it with its interest, before the movement. */
  readonly owed: Cents;
  readonly interest: Cents;
  readonly amount: Cents;
}

/** A movement with what it did to each of its debts, and what was beyond them. */
export interface AppliedMovement {
  readonly movement: Movement;
  readonly parts: readonly MovedPart[];
  readonly beyond: Cents;
}

export interface AppliedSale {
  readonly sale: Sold;
  /** The place of the sale in the list that was given. */
  readonly at: number;
  readonly ahead: Cents;
  /** Every debt that it secures, in the order in which it pays them. */
  readonly parts: readonly Part[];
  readonly surplus: Cents;
}

/** A debt after the sales. */
export interface Owed {
  readonly interest: Cents;
  readonly costs: Cents;
  /** What movements added, and what they took off. */
  readonly charged: Cents;
  readonly received: Cents;
  readonly paid: Cents;
  readonly unpaid: Cents;
  /** What still bears interest, and the day to which it is reckoned. */
  readonly bearing: Cents;
  readonly reckoned: Day | null;
}

export interface Applied {
  /** Sales and movements in the order of their days. */
  readonly steps: readonly (AppliedSale | AppliedMovement)[];
  readonly sales: readonly AppliedSale[];
  readonly movements: readonly AppliedMovement[];
  readonly debts: readonly Owed[];
}

interface Running {
  readonly owing: Owing;
  costs: Cents;
  interest: Cents;
  bearing: Cents;
  addedCosts: Cents;
  addedInterest: Cents;
  charged: Cents;
  received: Cents;
  paid: Cents;
  reckoned: Day | null;
}

/** Interest on what bears it, from one day to another. */
export function interestOf(
  accrues: NonNullable<Owing['accrues']>,
  on: Cents,
  from: Day,
  to: Day,
): Cents {
  if (to <= from || on <= 0) return 0;
  const convention = { ...ORDINARY_INTEREST, ...accrues.convention };
  return totalInterestInCents(accrue(on, constantRate(accrues.rate), from, to, convention));
}

/** Applies sales and movements in the order of their days, those without one first. */
export function applySales(
  debts: readonly Owing[],
  sales: readonly Sold[],
  movements: readonly Movement[] = [],
): Applied {
  const running = debts.map((owing): Running => {
    const bearing = owing.accrues?.on ?? owing.amount;
    const interest = owing.amount - bearing;
    const nothing = { costs: 0, addedCosts: 0, addedInterest: 0, charged: 0, received: 0, paid: 0 };
    return { owing, interest, bearing, ...nothing, reckoned: owing.accrues?.from ?? null };
  });
  const steps = inOrder(sales, movements).map((step) =>
    'sale' in step ? applySale(step.sale, step.at, running) : applyMovement(step, running),
  );
  return {
    steps,
    sales: steps.filter((step): step is AppliedSale => 'sale' in step),
    movements: steps.filter((step): step is AppliedMovement => 'movement' in step),
    debts: running.map((one) => ({
      interest: one.addedInterest,
      costs: one.addedCosts,
      charged: one.charged,
      received: one.received,
      paid: one.paid,
      unpaid: unpaidOf(one),
      bearing: one.bearing,
      reckoned: one.reckoned,
    })),
  };
}

/** What was paid or charged on the day of a sale counts before it. */
function inOrder(sales: readonly Sold[], movements: readonly Movement[]) {
  const steps = [...movements, ...sales.map((sale, at) => ({ sale, at, date: sale.date }))];
  const day = ({ date }: { readonly date: Day | null }): number => date ?? -Infinity;
  return steps.sort((a, b) => day(a) - day(b) || Number('sale' in a) - Number('sale' in b));
}

function applyMovement(movement: Movement, running: readonly Running[]): AppliedMovement {
  const { sort, date, amount, debts } = movement;
  const groups = ranked(debts, running);
  const before = new Map(
    groups.flat().map(({ debt, one }) => {
      const interest = accrueTo(one, date);
      return [debt, { owed: unpaidOf(one), interest }];
    }),
  );
  const partOf = (debt: number, part: Cents): MovedPart => ({
    debt,
    owed: 0,
    interest: 0,
    ...before.get(debt),
    amount: part,
  });
  if (sort === 'charge') {
    const charged = new Map<number, Cents>();
    for (const { debt, one, amount: part } of onFirst(amount, groups)) {
      // A charge joins what bears no interest.
      one.interest += part;
      one.charged += part;
      charged.set(debt, part);
    }
    const parts = groups.flat().map(({ debt }) => partOf(debt, charged.get(debt) ?? 0));
    return { movement, parts, beyond: 0 };
  }
  let left = amount;
  const parts = groups.flatMap((group) => {
    const shared = shareOut(left, group);
    left = shared.left;
    return group.map(({ debt, one }, n) => {
      const part = shared.parts[n] ?? 0;
      pay(one, part);
      one.received += part;
      return partOf(debt, part);
    });
  });
  return { movement, parts, beyond: left };
}

const unpaidOf = ({ costs, interest, bearing }: Running): Cents => costs + interest + bearing;

function applySale(sale: Sold, at: number, running: readonly Running[]): AppliedSale {
  const { date, price } = sale;
  const ahead = Math.min(price, sale.ahead);
  const groups = ranked(sale.secures, running);
  const before = new Map(
    groups.flat().map(({ debt, one }) => {
      const interest = date === null ? 0 : accrueTo(one, date);
      return [debt, { interest, costs: 0 }];
    }),
  );
  chargeCosts(sale.costs, groups, before);
  let left = price - ahead;
  const parts = groups.flatMap((group) => {
    const owed = group.map(({ one }) => unpaidOf(one));
    const shared = shareOut(left, group);
    left = shared.left;
    return group.map(({ debt, one }, n): Part => {
      const paid = shared.parts[n] ?? 0;
      pay(one, paid);
      one.paid += paid;
      return { debt, owed: owed[n] ?? 0, costs: 0, interest: 0, ...before.get(debt), paid };
    });
  });
  return { sale, at, ahead, parts, surplus: left };
}

interface Placed {
  readonly debt: number;
  readonly one: Running;
}

/** The debts of a sale in groups that are paid together, the first rank first. */
function ranked(secures: readonly number[], running: readonly Running[]): Placed[][] {
  const groups = new Map<number, Placed[]>();
  for (const debt of secures) {
    const one = running[debt] as Running;
    const group = groups.get(one.owing.rank) ?? [];
    group.push({ debt, one });
    groups.set(one.owing.rank, group);
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, group]) => group);
}

function accrueTo(one: Running, date: Day): Cents {
  const { accrues } = one.owing;
  if (accrues === null || one.reckoned === null) return 0;
  const interest = interestOf(accrues, one.bearing, one.reckoned, date);
  one.interest += interest;
  one.addedInterest += interest;
  one.reckoned = Math.max(one.reckoned, date);
  return interest;
}

/**
 * Shares an amount out among debts of one rank: by fixed shares where all have one, else by what is owed; none takes
 * more than is owed on it.
 */
export function sharedOut(
  amount: Cents,
  owed: readonly Cents[],
  shares: readonly (Percent | null)[],
): { readonly parts: readonly Cents[]; readonly left: Cents } {
  const all = owed.reduce((sum, one) => sum + one, 0);
  if (amount >= all) return { parts: owed, left: amount - all };
  if (owed.length === 1) return { parts: [Math.max(0, amount)], left: 0 };
  const fixed = shares.every((share) => share !== null);
  const weights = fixed ? shares.map((share) => share ?? 0) : owed;
  return inProportionUpTo(Math.max(0, amount), weights, owed);
}

const shareOut = (amount: Cents, group: readonly Placed[]) =>
  sharedOut(
    amount,
    group.map(({ one }) => unpaidOf(one)),
    group.map(({ one }) => one.owing.share),
  );

/** An amount on the debts that are paid first and that still owe, in proportion to what they owe. */
function onFirst(amount: Cents, groups: readonly (readonly Placed[])[]) {
  const owes = (group: readonly Placed[]) => group.some(({ one }) => unpaidOf(one) > 0);
  const group = groups.find(owes) ?? groups[0] ?? [];
  const weights = group.map(({ one }) => unpaidOf(one));
  const shares = group.length === 1 ? [amount] : inProportion(amount, weights);
  return group.map((placed, n) => ({ ...placed, amount: shares[n] ?? 0 }));
}

/** The costs of a sale come first, so they fall on the debts that it pays first. */
function chargeCosts(
  costs: Cents,
  groups: readonly (readonly Placed[])[],
  before: Map<number, { interest: Cents; costs: Cents }>,
): void {
  if (costs === 0) return;
  for (const { debt, one, amount } of onFirst(costs, groups)) {
    one.costs += amount;
    one.addedCosts += amount;
    before.set(debt, { interest: 0, ...before.get(debt), costs: amount });
  }
}

/** Costs are paid first, then interest and charges, then what bears interest. */
function pay(one: Running, amount: Cents): void {
  const toCosts = Math.min(one.costs, amount);
  const toInterest = Math.min(one.interest, amount - toCosts);
  one.costs -= toCosts;
  one.interest -= toInterest;
  one.bearing -= amount - toCosts - toInterest;
}
