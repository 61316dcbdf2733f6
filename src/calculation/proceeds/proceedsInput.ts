/** Builds sales, claims and obligors from tables, for the distribution of proceeds. */
import { Exact, type Cents } from '../../money/cents';
import { constantRate } from '../../money/interest';
import { byPercentages, type Share } from './allocate';
import {
  distribute,
  type ApplicationOrder,
  type Claim,
  type Distribution,
  type SaleOfCollateral,
} from './proceeds';
import { outcome, problem, refused, type Outcome, type Problem } from '../input/problem';
import { readRows, readValue, type Row, type Source } from '../input/fields';

export const ORDERS: readonly ApplicationOrder[] = ['article_9', 'judicial', 'contract'];

/** What was sold. */
export const SALE_COLUMNS = {
  price: {
    help: 'Price',
    kind: 'amount',
    also: ['amount', 'proceeds', 'sale_price'],
    required: true,
  },
  label: {
    help: 'What was sold',
    kind: 'text',
    also: ['sale', 'collateral', 'parcel', 'goods', 'what'],
  },
  date: { help: 'Day of the sale', kind: 'date', also: ['sale_date'] },
  expenses: { help: 'Expenses of this sale', kind: 'amount', also: ['costs'] },
  credit_bid_by: { help: 'Claim whose holder bid it in', kind: 'text', also: ['credit_bid'] },
  secures: { help: 'Claims that it secures, with commas; all where blank', kind: 'text' },
} as const;

/** Who is owed what out of the proceeds. */
export const CLAIM_COLUMNS = {
  name: {
    help: 'Name of the claim',
    kind: 'text',
    also: ['claim', 'claimant', 'lien'],
    required: true,
  },
  amount: { help: 'Owed', kind: 'amount', also: ['owed', 'balance'], required: true },
  rank: { help: 'Place in the order; as listed where blank', kind: 'number', also: ['priority'] },
  enforcing: { help: 'Whether its lien is being enforced', kind: 'flag', also: ['foreclosing'] },
  demanded: { help: 'Article 9: it demanded payment before distribution', kind: 'flag' },
  joined: { help: 'Judicial: a senior lien that joined', kind: 'flag' },
  share: { help: 'Fixed share among claims of one rank', kind: 'share' },
  from: { help: 'Day of the amount, where it bears interest', kind: 'date', also: ['amount_date'] },
  rate: { help: 'Yearly interest between sales', kind: 'rate' },
} as const;

/** Who owes what is left, by fixed percentages. */
export const OBLIGOR_COLUMNS = {
  name: { help: 'Name', kind: 'text', also: ['obligor', 'guarantor'], required: true },
  share: { help: 'Share of what is left', kind: 'share', also: ['percent'], required: true },
  cap: { help: 'Most that this one owes', kind: 'amount' },
} as const;

type Records = readonly Readonly<Record<string, unknown>>[];

/** Proceeds as given: one price or a table of sales; claims; perhaps obligors. */
export interface ProceedsGiven {
  readonly sales: unknown;
  readonly claims: Records;
  readonly order: ApplicationOrder;
  readonly obligors: Records;
}

/** What one obligor owes of the claims being enforced. */
export interface ObligorShare extends Share {
  readonly share: string;
  /** Its part before any cap. */
  readonly whole: Cents;
  readonly owes: Cents;
}

export interface Proceeds {
  readonly distribution: Distribution;
  /** Left owing on the claims being enforced (all claims where the contract orders them). */
  readonly unpaid: Cents;
  readonly obligors: readonly ObligorShare[];
  /** Left owing that no obligor bears, because of caps. */
  readonly borneByNobody: Cents;
}

/** Distributes what came in, and divides what is left owing among the obligors. */
export function proceedsOf(given: ProceedsGiven, source: Source): Outcome<Proceeds> {
  const sales = salesOf(given.sales, source);
  const claims = readRows(given.claims, CLAIM_COLUMNS, source, 'claims');
  const fatal = claims.rows.length === 0 ? [missingClaims(claims.problems)] : claims.problems;
  const noSale = sales.rows.length === 0 ? sales.problems : [];
  if (fatal.length > 0 || noSale.length > 0) return refused(...fatal, ...noSale);
  const made = distribute(sales.rows.map(sale), claims.rows.map(claimOf), given.order);
  const rowsOf = { sales: sales.rows.map((r) => r.row), claims: claims.rows.map((r) => r.row) };
  const placed = made.problems.map((found) => inRows(found, rowsOf));
  if (!made.ok) return refused(...placed);
  const shares = readRows(given.obligors, OBLIGOR_COLUMNS, source, 'obligors');
  const owing = new Set(
    claims.rows
      .filter((c) => given.order === 'contract' || enforces(c, claims.rows))
      .map((c) => c.name),
  );
  const unpaid = made.value.claims
    .filter((claim) => owing.has(claim.name))
    .reduce((sum, claim) => sum + claim.unpaid, 0);
  const divided = divide(unpaid, shares.rows);
  const problems = [
    ...sales.problems,
    ...placed,
    ...shares.problems,
    ...divided.problems,
    ...claims.rows.flatMap((row) => unusedOf(row, given.order)),
  ];
  const { obligors, borneByNobody } = divided;
  return outcome({ distribution: made.value, unpaid, obligors, borneByNobody }, problems);
}

/** Columns of a claim that have no say in an order of application. */
function unusedOf(claim: Row<typeof CLAIM_COLUMNS>, order: ApplicationOrder): Problem[] {
  const only: readonly (readonly [keyof typeof CLAIM_COLUMNS, boolean, string])[] = [
    ['demanded', order === 'article_9', 'outside article_9'],
    ['joined', order === 'judicial', 'outside a judicial sale'],
    ['rank', order !== 'contract', 'where the contract orders the claims as listed'],
    ['from', claim.rate !== undefined, 'without a rate'],
    ['rate', claim.from !== undefined, 'without from'],
  ];
  return only.flatMap(([name, met, where]) =>
    claim[name] === undefined || met
      ? []
      : [problem('unused', 'claims', `${name} has no say ${where}`, claim.row)],
  );
}

const missingClaims = (problems: readonly Problem[]): Problem =>
  problems[0] ?? problem('missing', 'claims', 'give at least one claim with its name and amount');

function salesOf(
  given: unknown,
  source: Source,
): { rows: Row<typeof SALE_COLUMNS>[]; problems: Problem[] } {
  if (Array.isArray(given)) return readRows(given as Records, SALE_COLUMNS, source, 'sales');
  const read = readValue('amount', given, source);
  if (!read.ok) return { rows: [], problems: [problem('not_an_amount', 'sales', read.message)] };
  if (read.value === null)
    return { rows: [], problems: [problem('missing', 'sales', 'give what the sale brought')] };
  return readRows([{ price: given }], SALE_COLUMNS, source, 'sales');
}

function sale(row: Row<typeof SALE_COLUMNS>, index: number): SaleOfCollateral {
  const secures = row.secures
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return {
    label: row.label ?? (index === 0 ? 'Sale' : `Sale ${index + 1}`),
    date: row.date ?? null,
    price: row.price,
    expenses: row.expenses ?? 0,
    creditBidBy: row.credit_bid_by ?? null,
    ...(secures && { secures }),
  };
}

/** A claim that stands alone is the one enforced; among several someone must say which. */
const enforces = (
  claim: Row<typeof CLAIM_COLUMNS>,
  all: readonly Row<typeof CLAIM_COLUMNS>[],
): boolean => claim.enforcing ?? all.length === 1;

function claimOf(
  row: Row<typeof CLAIM_COLUMNS>,
  index: number,
  all: readonly Row<typeof CLAIM_COLUMNS>[],
): Claim {
  const { from, rate } = row;
  return {
    name: row.name,
    amount: row.amount,
    rank: row.rank ?? index + 1,
    enforcing: enforces(row, all),
    demanded: row.demanded ?? false,
    joined: row.joined ?? false,
    sharePercent: row.share ?? null,
    accrues: from !== undefined && rate ? { from, rates: constantRate(rate) } : null,
  };
}

function divide(
  unpaid: Cents,
  rows: readonly Row<typeof OBLIGOR_COLUMNS>[],
): { obligors: ObligorShare[]; borneByNobody: Cents; problems: readonly Problem[] } {
  const none = { obligors: [], borneByNobody: 0 };
  if (rows.length === 0) return { ...none, problems: [] };
  const shares = rows.map(({ name, share, cap }) => ({ name, percent: share, cap: cap ?? null }));
  const total = shares.reduce((sum, { percent }) => sum.plus(percent), new Exact(0));
  const { parts, whole, left, problems } = byPercentages(unpaid, shares);
  if (!total.eq(100)) return { ...none, problems };
  const obligors = shares.map((share, n) => ({
    ...share,
    share: `${share.percent.toString()}%`,
    whole: whole[n] ?? 0,
    owes: parts[n] ?? 0,
  }));
  return { obligors, borneByNobody: left, problems };
}

function inRows(found: Problem, rowsOf: Readonly<Record<string, readonly number[]>>): Problem {
  if (found.row === null) return found;
  return { ...found, row: rowsOf[found.field]?.[found.row - 1] ?? found.row };
}
