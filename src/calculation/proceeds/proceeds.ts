/** What came in for the collateral and who gets it, in the order of Article 9, of a judicial sale or of a contract. */
import type { Cents } from '../../money/cents';
import { toWords, type Day } from '../../money/dates';
import {
  accrue,
  ORDINARY_INTEREST,
  totalInterestInCents,
  type InterestConvention,
  type Percent,
  type RatePeriod,
} from '../../money/interest';
import { inProportionUpTo, type Round } from './allocate';
import { money, type Line } from '../line/line';
import {
  amountProblem,
  outcome,
  problem,
  refused,
  type Outcome,
  type Problem,
} from '../input/problem';
import { rateProblems } from '../payoff/rates';

/**
 * The order of application.
 * - `article_9`: expenses, the obligation secured, subordinate interests that demanded it, surplus to the debtor
 *   (UCC 9-615(a), (d)); liens ahead of the one enforced stay on the goods and get nothing
 * - `judicial`: expenses of sale, then the liens in their rank, the rest to the owner; liens ahead of the one
 *   foreclosed are paid only when they joined (`joined`), and otherwise stay on the land
 * - `contract`: the claims in the order in which they are listed, whatever their rank
 */
export type ApplicationOrder = 'article_9' | 'judicial' | 'contract';

/** One thing sold. */
export interface SaleOfCollateral {
  readonly label: string;
  readonly date?: Day | null;
  readonly price: Cents;
  /** Expenses of this sale, paid first out of its price. */
  readonly expenses?: Cents;
  /** A credit bid is set off against the bidder's own claim; only what exceeds it is paid in cash. */
  readonly creditBidBy?: string | null;
  /** Names of the claims that this collateral secures; all when absent. */
  readonly secures?: readonly string[];
}

/** A part of a claim, paid in the order given: the contract's order of interest, fees and principal. */
export interface ClaimPart {
  readonly label: string;
  readonly amount: Cents;
}

/** What someone is owed out of the proceeds. */
export interface Claim {
  readonly name: string;
  readonly amount: Cents;
  /** Place in the order, 1 first; claims of one rank share in proportion, or by `sharePercent` where all have it. */
  readonly rank: number;
  /** The claim whose lien is being enforced. */
  readonly enforcing?: boolean;
  /** Article 9: a subordinate interest is paid only if its demand arrived before distribution (9-615(a)(3)). */
  readonly demanded?: boolean;
  /** Judicial: a senior lien that joined or consented to be paid from the sale. */
  readonly joined?: boolean;
  readonly sharePercent?: Percent | null;
  readonly parts?: readonly ClaimPart[];
  /** Interest between sales on different dates; the amount is what is owed on `from`. */
  readonly accrues?: {
    readonly from: Day;
    readonly rates: readonly RatePeriod[];
    readonly convention?: Partial<InterestConvention>;
  } | null;
}

/** A claim when its turn comes: what is owed on it, how much of that is interest, and what it gets. */
export interface Turned {
  readonly claim: Claim;
  readonly owed: Cents;
  readonly interest: Cents;
  readonly paid: Cents;
}

/** Claims paid together out of what those before them left. */
export interface Turn {
  readonly claims: readonly Turned[];
  /** They share by fixed percentages, not by what is owed. */
  readonly fixed: boolean;
  readonly rounds: readonly Round[];
  /** What is left of the price after them. */
  readonly left: Cents;
}

/** Interest that a claim earned up to a sale. */
export interface Earned {
  readonly claim: Claim;
  readonly on: Cents;
  readonly days: number;
  readonly interest: Cents;
}

/** How the price of one sale was applied, step by step. */
export interface AppliedSale {
  readonly sale: SaleOfCollateral;
  readonly earned: readonly Earned[];
  /** Paid for expenses. */
  readonly expenses: Cents;
  readonly turns: readonly Turn[];
  readonly surplus: Cents;
}

/** Who got what out of one sale. */
export interface Payout {
  readonly sale: string;
  readonly to: string;
  readonly amount: Cents;
  readonly kind: 'expenses' | 'claim' | 'surplus';
  readonly words: string;
}

/** What a claim was paid over all sales, and what is still owed on it. */
export interface ClaimResult {
  readonly claim: Claim;
  readonly name: string;
  readonly amount: Cents;
  /** Interest that joined the claim between sales. */
  readonly interestAdded: Cents;
  readonly paid: Cents;
  readonly unpaid: Cents;
  /** Why a claim was passed over, or null. */
  readonly passedOver: string | null;
  readonly parts: readonly {
    readonly label: string;
    readonly amount: Cents;
    readonly paid: Cents;
    readonly unpaid: Cents;
  }[];
}

/** The distribution of all proceeds: the payouts add up to what came in. */
export interface Distribution {
  readonly sales: readonly AppliedSale[];
  readonly payouts: readonly Payout[];
  readonly claims: readonly ClaimResult[];
  readonly received: Cents;
  readonly cash: Cents;
  readonly expenses: Cents;
  readonly surplus: Cents;
  /** Expenses that a price did not cover; they stay part of the debt. */
  readonly expensesUnpaid: Cents;
  /** Claims satisfied by their holder's own credit bid: nothing is left to recover on them. */
  readonly fullCreditBids: readonly string[];
}

interface Running {
  readonly claim: Claim;
  paid: Cents;
  /** What bears interest, interest not yet paid, all interest added, and the day it is reckoned to. */
  bearing: Cents;
  interest: Cents;
  interestAdded: Cents;
  reckoned: Day | null;
}

/** Distributes the prices of one or several sales, in the order of their dates, over the claims on them. */
export function distribute(
  sales: readonly SaleOfCollateral[],
  claims: readonly Claim[],
  order: ApplicationOrder,
): Outcome<Distribution> {
  const fatal = [
    ...claimProblems(claims),
    ...enforcingProblems(claims, order),
    ...claimRateProblems(claims, sales),
  ];
  if (fatal.length > 0) return refused(...fatal);
  const { good, problems } = goodSales(sales, claims);
  const running: Running[] = claims.map((claim) => ({
    claim,
    paid: 0,
    bearing: claim.amount,
    interest: 0,
    interestAdded: 0,
    reckoned: claim.accrues?.from ?? null,
  }));
  const applied = good.map((sale) => applySale(sale, running, order));
  const payouts = applied.flatMap((one) => payoutsOf(one, order));
  const sum = <T>(of: readonly T[], each: (one: T) => Cents): Cents =>
    of.reduce((total, one) => total + each(one), 0);
  const bids = applied.flatMap(({ sale, turns }) =>
    turns.flatMap(({ claims: paid }) =>
      paid.filter(({ claim }) => claim.name === sale.creditBidBy),
    ),
  );
  const received = sum(good, ({ price }) => price);
  const expenses = sum(applied, (one) => one.expenses);
  const value: Distribution = {
    sales: applied,
    payouts,
    claims: running.map((r) => claimResult(r, order, claims)),
    received,
    cash: received - sum(bids, ({ paid }) => paid),
    expenses,
    surplus: sum(applied, ({ surplus }) => surplus),
    expensesUnpaid: sum(good, (sale) => sale.expenses ?? 0) - expenses,
    fullCreditBids: [
      ...new Set(
        bids.filter(({ owed, paid }) => owed > 0 && owed === paid).map(({ claim }) => claim.name),
      ),
    ],
  };
  return outcome(value, problems);
}

function unpaidOf(one: Running): Cents {
  return one.bearing + one.interest;
}

function accrueClaim(one: Running, date: Day): Earned[] {
  const { claim, reckoned, bearing } = one;
  const { accrues } = claim;
  if (!accrues || reckoned === null || date <= reckoned) return [];
  const convention = { ...ORDINARY_INTEREST, ...accrues.convention };
  const interest = totalInterestInCents(accrue(bearing, accrues.rates, reckoned, date, convention));
  one.interest += interest;
  one.interestAdded += interest;
  one.reckoned = date;
  return [{ claim, on: bearing, days: date - reckoned, interest }];
}

/** Interest is paid before what bears it. */
function payClaim(one: Running, amount: Cents): void {
  const toInterest = Math.min(one.interest, amount);
  one.interest -= toInterest;
  one.bearing -= amount - toInterest;
  one.paid += amount;
}

function claimProblems(claims: readonly Claim[]): Problem[] {
  const found: Problem[] = [];
  const names = new Set<string>();
  claims.forEach((claim, index) => {
    const row = index + 1;
    const bad = amountProblem(claim.amount, 'claims', row);
    if (bad) found.push(bad);
    if (names.has(claim.name)) {
      found.push(problem('duplicate', 'claims', `Two claims are named ${claim.name}.`, row));
    }
    names.add(claim.name);
    const parts = claim.parts?.reduce((sum, part) => sum + part.amount, 0) ?? claim.amount;
    if (parts !== claim.amount) {
      const message = `The parts of ${claim.name} add up to ${money(parts)}, not to ${money(claim.amount)}.`;
      found.push(problem('shares_not_whole', 'claims', message, row));
    }
  });
  return found;
}

function enforcingProblems(claims: readonly Claim[], order: ApplicationOrder): Problem[] {
  if (order === 'contract' || claims.some((claim) => claim.enforcing)) return [];
  const message = 'Say which claim is being enforced: the sale pays it and those behind it.';
  return [problem('missing', 'enforcing', message)];
}

function claimRateProblems(
  claims: readonly Claim[],
  sales: readonly SaleOfCollateral[],
): Problem[] {
  const last = Math.max(...sales.map((sale) => sale.date ?? -Infinity));
  return claims.flatMap(({ accrues }, index) =>
    accrues && last > accrues.from
      ? rateProblems(accrues.rates, accrues.from + 1, last, 'claims').map((found) => ({
          ...found,
          row: index + 1,
        }))
      : [],
  );
}

/** The sales that can be applied, in the order of their dates, and what is wrong with the others. */
function goodSales(
  sales: readonly SaleOfCollateral[],
  claims: readonly Claim[],
): { good: SaleOfCollateral[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const known = new Set(claims.map((claim) => claim.name));
  const good = sales.filter((sale, index) => {
    const row = index + 1;
    const bad =
      amountProblem(sale.price, 'sales', row) ?? amountProblem(sale.expenses ?? 0, 'sales', row);
    if (bad) problems.push(bad);
    const names = [...(sale.secures ?? []), ...(sale.creditBidBy ? [sale.creditBidBy] : [])];
    const unknown = names.find((name) => !known.has(name));
    if (unknown === undefined) return !bad;
    problems.push(
      problem('missing', 'sales', `${sale.label} names ${unknown}, which is no claim.`, row),
    );
    return false;
  });
  const dated = good.map((sale, index) => ({ sale, index }));
  dated.sort((a, b) => (a.sale.date ?? 0) - (b.sale.date ?? 0) || a.index - b.index);
  return { good: dated.map(({ sale }) => sale), problems };
}

function applySale(
  sale: SaleOfCollateral,
  running: readonly Running[],
  order: ApplicationOrder,
): AppliedSale {
  const { date, secures } = sale;
  const earned = date ? running.flatMap((one) => accrueClaim(one, date)) : [];
  const expenses = Math.min(sale.price, sale.expenses ?? 0);
  const claims = running.map(({ claim }) => claim);
  const entitled = running.filter(
    ({ claim }) =>
      (!secures || secures.includes(claim.name)) && whyPassedOver(claim, order, claims) === null,
  );
  let left = sale.price - expenses;
  const turns = ranks(entitled, order).map((group) => {
    const turn = takeTurn(group, left);
    left = turn.left;
    return turn;
  });
  return { sale, earned, expenses, turns, surplus: left };
}

function takeTurn(group: readonly Running[], price: Cents): Turn {
  const fixed = group.every(({ claim }) => claim.sharePercent);
  const limits = group.map(unpaidOf);
  const weights = fixed ? group.map(({ claim }) => claim.sharePercent ?? 0) : limits;
  const { parts, left, rounds } = inProportionUpTo(price, weights, limits);
  const claims = group.map((one, n): Turned => {
    const { claim, interest } = one;
    const paid = parts[n] ?? 0;
    payClaim(one, paid);
    return { claim, owed: limits[n] ?? 0, interest, paid };
  });
  return { claims, fixed, rounds, left };
}

const EXPENSES_FIRST = 'Expenses of retaking, holding, preparing and selling come first';

/** Who got something out of a sale. */
function payoutsOf(
  { sale, expenses, turns, surplus }: AppliedSale,
  order: ApplicationOrder,
): Payout[] {
  const pay = (to: string, amount: Cents, kind: Payout['kind'], words: string): Payout[] =>
    amount > 0 ? [{ sale: sale.label, to, amount, kind, words }] : [];
  return [
    ...pay('Expenses', expenses, 'expenses', EXPENSES_FIRST),
    ...turns.flatMap(({ claims }) =>
      claims.flatMap(({ claim, paid }) =>
        pay(claim.name, paid, 'claim', payoutWords(claim, sale, claims.length, order)),
      ),
    ),
    ...pay('Owner', surplus, 'surplus', 'Surplus after every claim that the sale pays'),
  ];
}

/** Groups of claims paid together: one after the other by contract, by rank otherwise. */
function ranks<T extends { readonly claim: Claim }>(
  entitled: readonly T[],
  order: ApplicationOrder,
): T[][] {
  if (order === 'contract') return entitled.map((one) => [one]);
  const groups = new Map<number, T[]>();
  for (const one of entitled) {
    const group = groups.get(one.claim.rank) ?? [];
    group.push(one);
    groups.set(one.claim.rank, group);
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, group]) => group);
}

/** Why the order of application gives a claim nothing; null where it is paid in its turn. */
function whyPassedOver(
  claim: Claim,
  order: ApplicationOrder,
  claims: readonly Claim[],
): string | null {
  if (order === 'contract' || claim.enforcing) return null;
  const enforced = Math.min(...claims.filter((c) => c.enforcing).map((c) => c.rank));
  if (claim.rank < enforced) {
    if (order === 'judicial' && claim.joined) return null;
    return 'Its lien ranks ahead of the one enforced and stays on the collateral';
  }
  if (order === 'article_9' && claim.rank > enforced && !claim.demanded) {
    return 'No demand by the holder before distribution (UCC 9-615(a)(3))';
  }
  return null;
}

function payoutWords(
  claim: Claim,
  sale: SaleOfCollateral,
  together: number,
  order: ApplicationOrder,
): string {
  const how = sale.creditBidBy === claim.name ? 'set off by its own credit bid' : 'paid';
  const date = sale.date ? ` on ${toWords(sale.date)}` : '';
  const place = order === 'contract' ? 'in the order of the contract' : `at rank ${claim.rank}`;
  const share =
    together > 1
      ? claim.sharePercent
        ? ', by fixed shares'
        : ', in proportion to what is owed'
      : '';
  return `${claim.name} ${how} ${place}${share}${date}`;
}

function claimResult(one: Running, order: ApplicationOrder, claims: readonly Claim[]): ClaimResult {
  const { claim, paid, interestAdded } = one;
  let left = Math.max(0, paid - (interestAdded - one.interest));
  const parts = (claim.parts ?? []).map(({ label, amount }) => {
    const part = Math.min(amount, left);
    left -= part;
    return { label, amount, paid: part, unpaid: amount - part };
  });
  return {
    claim,
    name: claim.name,
    amount: claim.amount,
    interestAdded,
    paid,
    unpaid: unpaidOf(one),
    passedOver: whyPassedOver(claim, order, claims),
    parts,
  };
}

/** The distribution as lines that add up to nothing left over: what came in, less what each received. */
export function proceedsLines(result: Distribution): Line<'received' | Payout['kind']>[] {
  return [
    {
      item: 'received',
      label: 'Proceeds',
      amount: result.received,
      words:
        result.cash === result.received
          ? 'In cash'
          : `${money(result.cash)} in cash, the rest by credit bid`,
    },
    ...result.payouts.map((payout) => ({
      item: payout.kind,
      label: `${payout.to}, from ${payout.sale}`,
      amount: -payout.amount,
      words: payout.words,
    })),
  ];
}
