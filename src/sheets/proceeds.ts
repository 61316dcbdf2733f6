/** The proceeds of one or several sales as a sheet: who is paid what, in the order of application, in formulas. */
import {
  proceedsOf,
  type Proceeds,
  type ProceedsGiven,
} from '../calculation/proceeds/proceedsInput';
import { factOf, type Case } from '../calculation/deficiency/case';
import type { Source } from '../calculation/input/fields';
import type { Round } from '../calculation/proceeds/allocate';
import type {
  AppliedSale,
  ApplicationOrder,
  Claim,
  ClaimResult,
  Distribution,
  Earned,
  SaleOfCollateral,
  Turn,
  Turned,
} from '../calculation/proceeds/proceeds';
import { dollars, type Cents } from '../money/cents';
import { toWords, type Day } from '../money/dates';
import { ORDINARY_INTEREST } from '../money/interest';
import { exactInterest } from './interestFormula';
import { single, type MadeSheet, type SheetDeclaration } from './declaration';
import { checkCell, checkLooks, columnHeadings, signatureRows } from './layout';
import { obligorRows } from './obligors';
import { problemRows } from './payoff';
import { shareToTheCent } from './shareFormula';
import {
  fixed,
  formula,
  serial,
  sheetName,
  SheetRows,
  text,
  type CellModel,
  type SheetModel,
} from './sheet';
import { listed, proceedsIn, type Json } from './timeInputs';

export const PROCEEDS: SheetDeclaration = {
  name: 'proceeds',
  title: 'Application of proceeds',
  about: 'Who is paid what out of the sale, in order.',
  reads: 'terms',
  input: 'proceeds.json: `sales` and `claims`: who is paid what, in order',
  asks: [
    { name: 'sale_price', label: 'Sale price', type: 'amount', from: 'sale_price', needed: true },
    { name: 'costs', label: 'Expenses of the sale', type: 'amount', from: 'costs' },
    { name: 'claimant', label: 'Whose claim is enforced', type: 'text' },
    { name: 'balance', label: 'Owed on that claim', type: 'amount', from: 'balance', needed: true },
    {
      name: 'others',
      label: 'Other claims (out of land taxes are paid first)',
      type: 'rows',
      row: { label: 'Claim', type: 'text' },
    },
  ],
  fromPane: oneSale,
  make: (json, paper) => single(proceedsSheet({ ...paper, ...proceedsIn(json) })),
};

/** Liens of the public go before a mortgage on land. */
const TAXES = /\btax(?:es)?\b|\bassessments?\b/i;

/**
 * One sale, the claim enforced, and the claims behind it as `name amount` a line. Article 9 is about
 * goods: out of land its taxes are paid first, then the liens in their rank.
 */
function oneSale(
  { sale_price: price, costs: expenses, claimant, balance, others }: Json,
  item?: Case,
): Json {
  const land = item !== undefined && factOf(item, 'collateral') === 'real_property';
  const behind = listed(others).map(({ words, amount }) => ({ name: words, amount }));
  const first = land ? behind.filter(({ name }) => TAXES.test(name)) : [];
  const enforced = { name: claimant ?? 'Lender', amount: balance, enforcing: true };
  const rest = behind.filter((claim) => !first.includes(claim));
  const claims = land
    ? [...first.map((claim) => ({ ...claim, joined: true })), enforced, ...rest]
    : [enforced, ...rest.map((claim) => ({ ...claim, demanded: true }))];
  return {
    ...(land && { order: 'judicial' }),
    sales: [{ label: 'Sale', price, ...(expenses !== undefined && { expenses }) }],
    claims: claims.map((claim, n) => ({ ...claim, rank: n + 1 })),
  };
}

export interface ProceedsSheetTerms {
  readonly given: ProceedsGiven;
  readonly source: Source;
  readonly title: string;
  readonly preparedOn: Day;
  readonly sheet?: string;
}

const WIDTHS = [34, 17, 15, 17, 17, 17, 17, 52];

const ORDER_WORDS: Readonly<Record<ApplicationOrder, string>> = {
  article_9:
    'Order of UCC 9-615: expenses, the obligation secured, subordinate interests that demanded it, surplus to the debtor',
  judicial:
    'Order of a judicial sale or a sale of land: expenses of sale, liens in their rank, the rest to the owner',
  contract: 'Order of the contract: the claims as they are listed',
};

export const SALES_IN_ORDER = 'In order: the sales follow one another as when this was made';
export const OTHER_ORDER =
  'Check: dates or shares changed in a way that this does not follow; have it made anew';

/** Makes the sheet; without a distribution there is none, and the problems say why. */
function proceedsSheet(terms: ProceedsSheetTerms): MadeSheet {
  const { given, source, title, preparedOn } = terms;
  const made = proceedsOf(given, source);
  if (!made.ok) return made;
  const rows = new SheetRows();
  rows.add(text('Application of proceeds', 'title'));
  rows.add(text(title, 'status'));
  rows.add(text(`${ORDER_WORDS[given.order]}  |  prepared ${toWords(preparedOn)}`, 'subtitle'));
  rows.gap();
  const head = rows.next;
  for (let n = 0; n < 6; n++) rows.gap();
  const written = new ProceedsRows(rows, given.order, made.value);
  const results = written.write();
  problemRows(rows, made.problems);
  signatureRows(rows);
  headFigures(made.value.distribution, results).forEach(
    (cells, n) => (rows.rows[head - 1 + n] = cells),
  );
  const check = `B${head + 4}`;
  const sheet: SheetModel = {
    name: sheetName(terms.sheet ?? 'Proceeds'),
    widths: WIDTHS,
    rows: rows.rows,
    names: {
      Proceeds_received: fixed(results.received),
      Proceeds_surplus: fixed(results.surplus),
      Proceeds_unpaid: fixed(results.unpaid),
      Proceeds_check: fixed(check),
    },
    highlights: checkLooks(check),
    frozen: { rows: 3, columns: 0 },
    print: { landscape: true, left: title, right: `Prepared ${toWords(preparedOn)}` },
  };
  return { ok: true, sheet };
}

/** Where the results stand. */
interface Results {
  readonly received: string;
  readonly expenses: string;
  readonly surplus: string;
  readonly unpaid: string;
  /** True while the sheet's structure still fits its dates and all that came in was paid out. */
  readonly test: string;
}

function headFigures(
  { received, expenses, surplus, claims }: Distribution,
  results: Results,
): (CellModel | null)[][] {
  const unpaid = claims.reduce((sum, claim) => sum + claim.unpaid, 0);
  const row = (label: string, cell: string, cents: Cents): (CellModel | null)[] => [
    text(label, 'label'),
    formula(cell, dollars(cents + 0)),
  ];
  return [
    row('Received for the collateral', results.received, received),
    row('Paid for expenses', results.expenses, expenses),
    row('Surplus to the owner', results.surplus, surplus),
    [
      text('Left owing on all claims', 'totalLabel'),
      formula(results.unpaid, dollars(unpaid + 0), 'total'),
    ],
    [text('Check', 'label'), checkCell(results.test, SALES_IN_ORDER, OTHER_ORDER)],
  ];
}

/** A claim as the sheet carries it from sale to sale, by its cells. */
interface Carried {
  readonly result: ClaimResult;
  /** The row of the claim among the claims: its amount, its rate, the day of the amount, its share. */
  readonly row: number;
  /** What bears interest, and interest that is not paid yet; null where it earned none so far. */
  bearing: string;
  interest: string | null;
  /** The day to which interest is reckoned. */
  reckoned: string;
  readonly paid: string[];
  readonly earned: string[];
}

interface PlacedSale extends AppliedSale {
  readonly row: number;
}

class ProceedsRows {
  private readonly claims = new Map<Claim, Carried>();
  private readonly sales: PlacedSale[] = [];
  private readonly expenseCells: string[] = [];
  private readonly surplusCells: string[] = [];
  private readonly made: Distribution;
  /** What is left of the price of the sale in hand. */
  private left = '';

  constructor(
    private readonly rows: SheetRows,
    private readonly order: ApplicationOrder,
    private readonly proceeds: Proceeds,
  ) {
    this.made = proceeds.distribution;
  }

  write(): Results {
    const prices = this.saleRows();
    this.claimRows();
    for (const placed of this.sales) this.saleBlock(placed);
    const { unpaid, owing } = this.summary();
    const received = this.total('Received', `ROUND(SUM(${prices}),2)`, this.made.received);
    const expenses = this.total('Expenses', sumOf(this.expenseCells), this.made.expenses);
    const surplus = this.total('Surplus to the owner', sumOf(this.surplusCells), this.made.surplus);
    this.rows.gap();
    const test = this.test(prices, this.obligors(owing));
    return { received, expenses, surplus, unpaid, test };
  }

  /** What the claims enforced leave owing, by obligor; gives the test that the shares stay whole. */
  private obligors(owing: readonly string[]): string | null {
    const { obligors, unpaid } = this.proceeds;
    if (obligors.length === 0) return null;
    const cells = owing.length === 0 ? '0' : `ROUND(${owing.join('+')},2)`;
    return obligorRows(this.rows, { unpaid: { text: cells, cents: unpaid }, obligors });
  }

  private total(label: string, written: string, cents: Cents): string {
    const row = this.rows.add(
      text(label, 'subtotalLabel'),
      formula(written, dollars(cents + 0), 'subtotal'),
    );
    return `B${row}`;
  }

  /** All that came in was paid out, and dates keep the order in which the sales were applied. */
  private test(prices: string, shared: string | null): string {
    const claims = [...this.claims.values()];
    const out = [...this.expenseCells, ...this.surplusCells, ...claims.flatMap(({ paid }) => paid)];
    const tests = [`ROUND(SUM(${prices})-SUM(${out.join(',') || '0'}),2)=0`];
    const dated = this.sales.filter(({ sale }) => sale.date);
    const [first] = dated;
    dated.slice(1).forEach(({ row }, n) => tests.push(`D${dated[n]?.row}<=D${row}`));
    for (const { result, row } of claims) {
      const from = result.claim.accrues?.from;
      if (from === undefined || !first) continue;
      const before = from <= (first.sale.date ?? 0);
      tests.push(before ? `D${row}<=D${first.row}` : `D${row}=${serial(from)}`);
    }
    if (shared !== null) tests.push(shared);
    return `AND(${tests.join(',')})`;
  }

  private saleRows(): string {
    const { rows } = this;
    columnHeadings(rows, 'Collateral sold', ['Price', 'Expenses', 'Date', '', '', '', 'Note'], 3);
    const first = rows.next;
    for (const applied of this.made.sales) {
      const { sale } = applied;
      const words = [
        sale.secures ? `secures ${sale.secures.join(', ')}` : '',
        sale.creditBidBy ? `credit bid by ${sale.creditBidBy}` : '',
      ].filter(Boolean);
      const row = rows.add(
        text(sale.label, 'label'),
        input(sale.price),
        input(sale.expenses ?? 0),
        sale.date ? { value: serial(sale.date), style: 'dateInput' } : null,
        null,
        null,
        null,
        text(words.join('; '), 'note'),
      );
      this.sales.push({ ...applied, row });
    }
    const last = rows.next - 1;
    rows.gap();
    return `B${first}:B${last}`;
  }

  private claimRows(): void {
    const { rows } = this;
    columnHeadings(rows, 'Claims', ['Owed', 'Rate', 'Owed on', 'Share', '', '', 'Place'], 4);
    for (const result of this.made.claims) {
      const { claim } = result;
      const { accrues, sharePercent } = claim;
      const row = rows.add(
        text(claim.name, 'label'),
        input(claim.amount),
        accrues
          ? { value: accrues.rates[0]?.ratePercent.toNumber() ?? 0, style: 'percentInput' }
          : null,
        accrues ? { value: serial(accrues.from), style: 'dateInput' } : null,
        sharePercent ? { value: sharePercent.toNumber(), style: 'percentInput' } : null,
        null,
        null,
        text(this.placeWords(result), 'note'),
      );
      const cells = { bearing: `B${row}`, interest: null, reckoned: `D${row}` };
      this.claims.set(claim, { result, row, ...cells, paid: [], earned: [] });
    }
    rows.gap();
  }

  private carried = (claim: Claim): Carried => this.claims.get(claim) as Carried;

  private placeWords({ claim, passedOver }: ClaimResult): string {
    if (passedOver !== null) return `Gets nothing. ${passedOver}`;
    const rank = this.order === 'contract' ? 'as listed' : `rank ${claim.rank}`;
    return claim.enforcing ? `${rank}; the claim enforced` : rank;
  }

  /** One sale: expenses first, then each rank out of what the ones before it left. */
  private saleBlock(placed: PlacedSale): void {
    const { rows } = this;
    const { sale, earned, turns, surplus } = placed;
    const heads = ['Owed', 'Of it interest', 'Basis', 'Paid', 'Left of the price', 'Owed after'];
    const name = sale.date ? `${sale.label}, ${toWords(sale.date)}` : sale.label;
    columnHeadings(rows, name, [...heads, 'How'], 6);
    this.expenseRow(placed);
    for (const one of earned) this.earn(one, `D${placed.row}`);
    for (const turn of turns) {
      const [first] = turn.claims;
      if (first && turn.claims.length === 1) this.alone(sale, first, turn.left);
      else this.together(turn);
    }
    const row = rows.add(
      text('Surplus to the owner', 'totalLabel'),
      ...Array.from({ length: 3 }, () => text('', 'totalPlain')),
      formula(this.left, dollars(surplus + 0), 'total'),
    );
    this.surplusCells.push(`E${row}`);
    rows.gap();
  }

  private expenseRow({ sale, expenses: paid, row: of }: PlacedSale): void {
    const due = sale.expenses ?? 0;
    const row = this.rows.next;
    this.rows.add(
      text('Expenses', 'label'),
      formula(`C${of}`, dollars(due)),
      null,
      null,
      formula(`MIN(B${of},C${of})`, dollars(paid)),
      formula(`ROUND(B${of}-E${row},2)`, dollars(sale.price - paid)),
      formula(`ROUND(B${row}-E${row},2)`, dollars(due - paid)),
      text('retaking, holding, preparing and selling come first', 'note'),
    );
    this.expenseCells.push(`E${row}`);
    this.left = `F${row}`;
  }

  /** Interest from one sale to the next, on what still bears it. */
  private earn({ claim, on, days, interest }: Earned, date: string): void {
    const one = this.carried(claim);
    const convention = { ...ORDINARY_INTEREST, ...claim.accrues?.convention };
    const row = this.rows.next;
    const cells = { principal: one.bearing, rate: `C${one.row}`, days: `D${row}` };
    this.rows.add(
      text(`Interest on ${claim.name}`, 'label'),
      formula(one.bearing, dollars(on)),
      formula(`ROUND(${exactInterest(cells, convention)},2)`, dollars(interest)),
      formula(`${date}-${one.reckoned}`, days, 'days'),
      null,
      null,
      null,
      text('for the days since it was last reckoned, at the rate above', 'note'),
    );
    one.interest = one.interest === null ? `C${row}` : `ROUND(${one.interest}+C${row},2)`;
    one.earned.push(`C${row}`);
    one.reckoned = date;
  }

  /** A claim that is paid before any other has its turn. */
  private alone(sale: SaleOfCollateral, turned: Turned, left: Cents): void {
    const { claim, owed, paid } = turned;
    const one = this.carried(claim);
    const row = this.rows.next;
    const bid = sale.creditBidBy === claim.name;
    this.rows.add(
      ...this.owedCells(turned),
      null,
      formula(`MIN(${this.left},B${row})`, dollars(paid)),
      formula(`ROUND(${this.left}-E${row},2)`, dollars(left)),
      formula(`ROUND(B${row}-E${row},2)`, dollars(owed - paid)),
      text(bid ? 'set off by its own credit bid' : this.placeWords(one.result), 'note'),
    );
    this.pay(one, row);
    this.left = `F${row}`;
  }

  private owedCells({ claim, owed, interest }: Turned): CellModel[] {
    const one = this.carried(claim);
    return [
      text(claim.name, 'label'),
      formula(
        one.interest === null ? one.bearing : `ROUND(${one.bearing}+${one.interest},2)`,
        dollars(owed),
      ),
      formula(one.interest ?? '0', dollars(interest)),
    ];
  }

  /** Interest is paid before what bears it. */
  private pay(one: Carried, row: number): void {
    one.paid.push(`E${row}`);
    if (one.interest === null) one.bearing = `G${row}`;
    else {
      one.interest = `MAX(0,ROUND(C${row}-E${row},2))`;
      one.bearing = `ROUND(G${row}-${one.interest},2)`;
    }
  }

  /**
   * Claims of one rank share to the cent: each part is cut, and the cents left go to those who lost
   * most by it. With fixed shares, what one cannot take the others share in a further round.
   */
  private together(turn: Turn): void {
    const { rows } = this;
    const { claims, fixed, rounds, left } = turn;
    const first = rows.next;
    for (const turned of claims) {
      const words = `${this.placeWords(this.carried(turned.claim).result)}; shares with the others of its rank`;
      rows.add(...this.owedCells(turned), null, null, null, null, text(words, 'note'));
    }
    const over: Round = {
      amount: left,
      rooms: claims.map(({ owed, paid }) => owed - paid),
      parts: claims.map(() => 0),
    };
    const given: string[][] = claims.map(() => []);
    for (let n = 0; n < (fixed ? claims.length : 1); n++)
      this.round(turn, rounds[n] ?? over, first, given);
    claims.forEach(({ claim, owed, paid }, n) => {
      const row = first + n;
      const cells = [...(rows.rows[row - 1] ?? [])];
      const parts = given[n] ?? [];
      cells[4] = formula(
        parts.length === 1 ? (parts[0] ?? '0') : `ROUND(${parts.join('+')},2)`,
        dollars(paid),
      );
      cells[6] = formula(`ROUND(B${row}-E${row},2)`, dollars(owed - paid));
      rows.rows[row - 1] = cells;
      this.pay(this.carried(claim), row);
    });
  }

  private round(
    { claims, fixed }: Turn,
    { amount, rooms, parts }: Round,
    own: number,
    given: readonly string[][],
  ): void {
    const { rows, left } = this;
    const weights = claims.map(({ claim, owed }, n) =>
      (rooms[n] ?? 0) <= 0 ? 0 : fixed ? (claim.sharePercent?.toNumber() ?? 0) : owed,
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const first = rows.next;
    const last = first + claims.length - 1;
    const column = (letter: string) => `${letter}$${first}:${letter}$${last}`;
    const by = fixed ? 'C' : 'B';
    claims.forEach(({ claim }, n) => {
      const row = rows.next;
      const taken = given[n] ?? [];
      const weight = weights[n] ?? 0;
      const whole = shareToTheCent({ column: 'D', first, last }, row, left);
      const room = taken.length === 0 ? `B${own + n}` : `ROUND(B${own + n}-${taken.join('-')},2)`;
      rows.add(
        text(`${taken.length === 0 ? 'Share' : 'Further share'} of ${claim.name}`, 'label'),
        formula(room, dollars(rooms[n] ?? 0)),
        fixed ? formula(`IF(B${row}>0,E${this.carried(claim).row},0)`, weight, 'percent') : null,
        formula(
          `IF(SUM(${column(by)})=0,0,ROUND(${left}*100,0)*${by}${row}/SUM(${column(by)}))`,
          total === 0 ? 0 : (amount * weight) / total,
          'centShare',
        ),
        formula(`IF(B${row}<=0,0,MIN(B${row},${whole}))`, dollars(parts[n] ?? 0)),
        row === last
          ? formula(
              `ROUND(${left}-SUM(E${first}:E${last}),2)`,
              dollars(parts.reduce((rest, part) => rest - part, amount)),
            )
          : null,
        null,
        text(fixed ? 'by fixed shares' : 'in proportion to what is owed', 'note'),
      );
      taken.push(`E${row}`);
    });
    this.left = `F${last}`;
  }

  /** What each claim was paid over all sales and what is still owed on it. */
  private summary(): { readonly unpaid: string; readonly owing: readonly string[] } {
    const { rows } = this;
    const { claims } = this.made;
    const owing: string[] = [];
    const heads = ['Owed', 'Interest added', '', 'Paid', '', 'Left owing', 'Why'];
    columnHeadings(rows, 'By claim', heads, 6);
    const first = rows.next;
    for (const { claim, amount, interestAdded, paid, unpaid, passedOver } of claims) {
      const one = this.carried(claim);
      const row = rows.next;
      rows.add(
        text(claim.name, 'label'),
        formula(`B${one.row}`, dollars(amount)),
        formula(sumOf(one.earned), dollars(interestAdded)),
        null,
        formula(sumOf(one.paid), dollars(paid)),
        null,
        formula(`ROUND(B${row}+C${row}-E${row},2)`, dollars(unpaid)),
        text(passedOver ?? '', 'note'),
      );
      if (this.order === 'contract' || claim.enforcing) owing.push(`G${row}`);
    }
    const last = rows.next - 1;
    const sum = (column: string, of: (claim: ClaimResult) => Cents) =>
      formula(
        `ROUND(SUM(${column}${first}:${column}${last}),2)`,
        dollars(claims.reduce((total, claim) => total + of(claim), 0)),
        'total',
      );
    const row = rows.add(
      text('All claims', 'totalLabel'),
      sum('B', ({ amount }) => amount),
      sum('C', ({ interestAdded }) => interestAdded),
      text('', 'totalPlain'),
      sum('E', ({ paid }) => paid),
      text('', 'totalPlain'),
      sum('G', ({ unpaid }) => unpaid),
    );
    rows.gap();
    return { unpaid: `G${row}`, owing };
  }
}

const input = (cents: Cents): CellModel => ({ value: dollars(cents), style: 'moneyInput' });

const sumOf = (cells: readonly string[]): string =>
  cells.length === 0 ? '0' : `ROUND(SUM(${cells.join(',')}),2)`;
