/** The proceeds of one or several sales as a sheet: who is paid what, in the order of application, in formulas. */
import {
  proceedsOf,
  proceedsTerms,
  type Proceeds,
  type ProceedsGiven,
} from '../calculation/proceeds/proceedsInput';
import type { Source } from '../calculation/input/fields';
import { inProportion } from '../calculation/proceeds/allocate';
import {
  goodSales,
  ranks,
  whyPassedOver,
  type ApplicationOrder,
  type Claim,
  type Distribution,
  type SaleOfCollateral,
} from '../calculation/proceeds/proceeds';
import { problem } from '../calculation/input/problem';
import { dollars, type Cents } from '../money/cents';
import { toWords, type Day } from '../money/dates';
import { accrue, ORDINARY_INTEREST, totalInterestInCents } from '../money/interest';
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
      label: 'Claims behind it, such as Second Bank 60,000; Taxes 4,500',
      type: 'text',
    },
  ],
  fromPane: oneSale,
  make: (json, paper) => single(proceedsSheet({ ...paper, ...proceedsIn(json) })),
};

/** One sale, the claim enforced, and the claims behind it as `name amount` a line. */
function oneSale({ sale_price: price, costs: expenses, claimant, balance, others }: Json): Json {
  const behind = listed(others).map(({ words, amount }) => ({
    name: words,
    amount,
    demanded: true,
  }));
  return {
    sales: [{ label: 'Sale', price, ...(expenses !== undefined && { expenses }) }],
    claims: [{ name: claimant ?? 'Lender', amount: balance, enforcing: true }, ...behind],
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
    'Order of a judicial sale: expenses of sale, liens in their rank, the rest to the owner',
  contract: 'Order of the contract: the claims as they are listed',
};

export const SALES_IN_ORDER = 'In order: the sales follow one another as when this was made';
export const OTHER_ORDER =
  'Check: dates or shares changed in a way that this does not follow; have it made anew';

/** Makes the sheet; without a distribution there is none, and the problems say why. */
export function proceedsSheet(terms: ProceedsSheetTerms): MadeSheet {
  const { given, source, title, preparedOn } = terms;
  const made = proceedsOf(given, source);
  if (!made.ok) return made;
  const read = proceedsTerms(given, source);
  if (!read) return { ok: false, problems: [problem('missing', 'claims', 'nothing to show')] };
  const { good } = goodSales(read.sales, read.claims);
  const rows = new SheetRows();
  rows.add(text('Application of proceeds', 'title'));
  rows.add(text(title, 'status'));
  rows.add(text(`${ORDER_WORDS[given.order]}  |  prepared ${toWords(preparedOn)}`, 'subtitle'));
  rows.gap();
  const head = rows.next;
  for (let n = 0; n < 6; n++) rows.gap();
  const written = new ProceedsRows(rows, given.order, { ...read, sales: good }, made.value);
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

/** A claim as the sheet carries it from sale to sale: cells, with what they hold. */
interface Carried {
  readonly claim: Claim;
  readonly amountCell: string;
  readonly rateCell: string;
  /** What bears interest, and interest that is not paid yet. */
  bearing: Figure;
  interest: Figure;
  reckoned: { cell: string; day: Day } | null;
  /** Cells of payments and of interest added, with their sums, for the summary. */
  readonly paid: string[];
  paidCents: Cents;
  readonly accrued: string[];
  added: Cents;
}

/** A formula part and what it gives. */
interface Figure {
  readonly text: string;
  readonly cents: Cents;
}

interface PlacedSale {
  readonly sale: SaleOfCollateral;
  readonly price: string;
  readonly expenses: string;
  readonly date: string;
}

type ProceedsTerms = NonNullable<ReturnType<typeof proceedsTerms>>;

class ProceedsRows {
  private readonly claims: Carried[] = [];
  private readonly sales: PlacedSale[] = [];
  private readonly expenseCells: string[] = [];
  private readonly surplusCells: string[] = [];

  private readonly given: readonly SaleOfCollateral[];
  private readonly claimsGiven: readonly Claim[];
  private readonly made: Distribution;

  constructor(
    private readonly rows: SheetRows,
    private readonly order: ApplicationOrder,
    private readonly terms: ProceedsTerms,
    private readonly proceeds: Proceeds,
  ) {
    this.given = terms.sales;
    this.claimsGiven = terms.claims;
    this.made = proceeds.distribution;
  }

  write(): Results {
    const prices = this.saleRows();
    this.claimRows();
    for (const placed of this.sales) this.saleBlock(placed);
    const { unpaid, owing } = this.summary();
    const sum = (cells: readonly string[]) =>
      cells.length === 0 ? '0' : `ROUND(SUM(${cells.join(',')}),2)`;
    const received = this.total('Received', `ROUND(SUM(${prices}),2)`, this.made.received);
    const expenses = this.total('Expenses', sum(this.expenseCells), this.made.expenses);
    const surplus = this.total('Surplus to the owner', sum(this.surplusCells), this.made.surplus);
    this.rows.gap();
    const test = this.test(prices, this.obligors(owing));
    return { received, expenses, surplus, unpaid, test };
  }

  /** What the claims enforced leave owing, by obligor; gives the test that the shares stay whole. */
  private obligors(owing: readonly string[]): string | null {
    const { obligors, unpaid } = this.proceeds;
    if (obligors.length === 0) return null;
    const cells = owing.length === 0 ? '0' : `ROUND(${owing.join('+')},2)`;
    return obligorRows(this.rows, {
      unpaid: { text: cells, cents: unpaid },
      shares: this.terms.shares,
      obligors,
    });
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
    const out = [
      ...this.expenseCells,
      ...this.surplusCells,
      ...this.claims.flatMap(({ paid }) => paid),
    ];
    const tests = [`ROUND(SUM(${prices})-SUM(${out.join(',') || '0'}),2)=0`];
    const dated = this.sales.filter(({ sale }) => sale.date);
    dated.slice(1).forEach(({ date }, n) => tests.push(`${dated[n]?.date ?? '0'}<=${date}`));
    for (const { claim, rateCell } of this.claims)
      if (claim.accrues && dated[0]) {
        const from = rateCell.replace(/^[A-Z]+/, 'D');
        const before = claim.accrues.from <= (dated[0].sale.date ?? 0);
        tests.push(before ? `${from}<=${dated[0].date}` : `${from}=${serial(claim.accrues.from)}`);
      }
    if (shared !== null) tests.push(shared);
    return `AND(${tests.join(',')})`;
  }

  private saleRows(): string {
    const { rows } = this;
    columnHeadings(rows, 'Collateral sold', ['Price', 'Expenses', 'Date', '', '', '', 'Note'], 3);
    const first = rows.next;
    for (const sale of this.given) {
      const row = rows.next;
      const words = [
        sale.secures ? `secures ${sale.secures.join(', ')}` : '',
        sale.creditBidBy ? `credit bid by ${sale.creditBidBy}` : '',
      ].filter(Boolean);
      rows.add(
        text(sale.label, 'label'),
        input(sale.price),
        input(sale.expenses ?? 0),
        sale.date ? { value: serial(sale.date), style: 'dateInput' } : null,
        null,
        null,
        null,
        text(words.join('; '), 'note'),
      );
      this.sales.push({ sale, price: `B${row}`, expenses: `C${row}`, date: `D${row}` });
    }
    const last = rows.next - 1;
    rows.gap();
    return `B${first}:B${last}`;
  }

  private claimRows(): void {
    const { rows } = this;
    columnHeadings(rows, 'Claims', ['Owed', 'Rate', 'Owed on', 'Share', '', '', 'Place'], 4);
    for (const claim of this.claimsGiven) {
      const row = rows.next;
      const { accrues, sharePercent } = claim;
      rows.add(
        text(claim.name, 'label'),
        input(claim.amount),
        accrues
          ? { value: accrues.rates[0]?.ratePercent.toNumber() ?? 0, style: 'percentInput' }
          : null,
        accrues ? { value: serial(accrues.from), style: 'dateInput' } : null,
        sharePercent ? { value: sharePercent.toNumber(), style: 'percentInput' } : null,
        null,
        null,
        text(this.placeWords(claim), 'note'),
      );
      this.claims.push({
        claim,
        amountCell: `B${row}`,
        rateCell: `C${row}`,
        bearing: { text: `B${row}`, cents: claim.amount },
        interest: { text: '0', cents: 0 },
        reckoned: accrues ? { cell: `D${row}`, day: accrues.from } : null,
        paid: [],
        paidCents: 0,
        accrued: [],
        added: 0,
      });
    }
    rows.gap();
  }

  private placeWords(claim: Claim): string {
    const passed = whyPassedOver(claim, this.order, this.claimsGiven);
    if (passed !== null) return `Gets nothing. ${passed}`;
    const rank = this.order === 'contract' ? 'as listed' : `rank ${claim.rank}`;
    return claim.enforcing ? `${rank}; the claim enforced` : rank;
  }

  /** One sale: expenses first, then each rank out of what the ones before it left. */
  private saleBlock({ sale, price, expenses, date }: PlacedSale): void {
    const { rows } = this;
    const heads = ['Owed', 'Of it interest', 'Basis', 'Paid', 'Left of the price', 'Owed after'];
    const name = sale.date ? `${sale.label}, ${toWords(sale.date)}` : sale.label;
    columnHeadings(rows, name, [...heads, 'How'], 6);
    let left = this.expenseRow(sale, price, expenses);
    if (sale.date) for (const one of this.claims) this.accrue(one, date, sale.date);
    const entitled = this.claims.filter(
      ({ claim }) =>
        (!sale.secures || sale.secures.includes(claim.name)) &&
        whyPassedOver(claim, this.order, this.claimsGiven) === null,
    );
    for (const group of ranks(entitled, this.order))
      left =
        group.length === 1
          ? this.alone(sale, group[0] as Carried, left)
          : this.together(group, left);
    const surplus = rows.add(
      text('Surplus to the owner', 'totalLabel'),
      ...Array.from({ length: 3 }, () => text('', 'totalPlain')),
      formula(left.text, dollars(left.cents + 0), 'total'),
    );
    this.surplusCells.push(`E${surplus}`);
    rows.gap();
  }

  private expenseRow(sale: SaleOfCollateral, price: string, expenses: string): Figure {
    const due = sale.expenses ?? 0;
    const paid = Math.min(sale.price, due);
    const row = this.rows.next;
    this.rows.add(
      text('Expenses', 'label'),
      formula(expenses, dollars(due)),
      null,
      null,
      formula(`MIN(${price},${expenses})`, dollars(paid)),
      formula(`ROUND(${price}-E${row},2)`, dollars(sale.price - paid)),
      formula(`ROUND(B${row}-E${row},2)`, dollars(due - paid)),
      text('retaking, holding, preparing and selling come first', 'note'),
    );
    this.expenseCells.push(`E${row}`);
    return { text: `F${row}`, cents: sale.price - paid };
  }

  /** Interest from one sale to the next, on what still bears it. */
  private accrue(one: Carried, dateCell: string, date: Day): void {
    const { reckoned, claim, bearing } = one;
    if (reckoned === null || !claim.accrues || date <= reckoned.day) return;
    const convention = { ...ORDINARY_INTEREST, ...claim.accrues.convention };
    const { rates } = claim.accrues;
    const accruals = accrue(bearing.cents, rates, reckoned.day, date, convention);
    const cents = totalInterestInCents(accruals);
    const row = this.rows.next;
    const cells = { principal: bearing.text, rate: one.rateCell, days: `D${row}` };
    this.rows.add(
      text(`Interest on ${claim.name}`, 'label'),
      formula(bearing.text, dollars(bearing.cents)),
      formula(`ROUND(${exactInterest(cells, convention)},2)`, dollars(cents)),
      formula(`${dateCell}-${reckoned.cell}`, date - reckoned.day, 'days'),
      null,
      null,
      null,
      text('for the days since it was last reckoned, at the rate above', 'note'),
    );
    one.interest = {
      text: one.interest.text === '0' ? `C${row}` : `ROUND(${one.interest.text}+C${row},2)`,
      cents: one.interest.cents + cents,
    };
    one.accrued.push(`C${row}`);
    one.added += cents;
    one.reckoned = { cell: dateCell, day: date };
  }

  /** A claim that is paid before any other has its turn. */
  private alone(sale: SaleOfCollateral, one: Carried, left: Figure): Figure {
    const owed = one.bearing.cents + one.interest.cents;
    const row = this.rows.next;
    const paid = Math.min(left.cents, owed);
    const bid = sale.creditBidBy === one.claim.name;
    this.rows.add(
      ...this.owedCells(one),
      null,
      formula(`MIN(${left.text},B${row})`, dollars(paid)),
      formula(`ROUND(${left.text}-E${row},2)`, dollars(left.cents - paid)),
      formula(`ROUND(B${row}-E${row},2)`, dollars(owed - paid)),
      text(bid ? 'set off by its own credit bid' : this.placeWords(one.claim), 'note'),
    );
    this.pay(one, row, [`E${row}`], paid);
    return { text: `F${row}`, cents: left.cents - paid };
  }

  private owedCells(one: Carried): CellModel[] {
    const { bearing, interest, claim } = one;
    return [
      text(claim.name, 'label'),
      formula(
        interest.text === '0' ? bearing.text : `ROUND(${bearing.text}+${interest.text},2)`,
        dollars(bearing.cents + interest.cents),
      ),
      formula(interest.text, dollars(interest.cents)),
    ];
  }

  /** Interest is paid before what bears it. */
  private pay(one: Carried, row: number, paidCells: readonly string[], cents: Cents): void {
    const [cell = '0'] = paidCells;
    one.paid.push(cell);
    one.paidCents += cents;
    const { bearing, interest } = one;
    const toInterest = Math.min(interest.cents, cents);
    if (interest.text === '0') {
      one.bearing = { text: `G${row}`, cents: bearing.cents - cents };
      return;
    }
    one.interest = {
      text: `MAX(0,ROUND(C${row}-${cell},2))`,
      cents: interest.cents - toInterest,
    };
    one.bearing = {
      text: `ROUND(G${row}-${one.interest.text},2)`,
      cents: bearing.cents - (cents - toInterest),
    };
  }

  /**
   * Claims of one rank share to the cent: each part is cut, and the cents left go to those who lost
   * most by it. With fixed shares, what one cannot take the others share in a further round.
   */
  private together(group: readonly Carried[], left: Figure): Figure {
    const { rows } = this;
    const fixedShares = group.every(({ claim }) => claim.sharePercent);
    const owed = group.map(({ bearing, interest }) => bearing.cents + interest.cents);
    const first = rows.next;
    group.forEach((one) =>
      rows.add(
        ...this.owedCells(one),
        null,
        null,
        null,
        null,
        text(`${this.placeWords(one.claim)}; shares with the others of its rank`, 'note'),
      ),
    );
    const ownRows = group.map((_, n) => first + n);
    const rounds = fixedShares ? group.length : 1;
    let parts: Cents[] = owed.map(() => 0);
    let rest = left;
    const paidCells: string[][] = group.map(() => []);
    for (let round = 0; round < rounds; round++) {
      const made = this.round(group, fixedShares, ownRows, paidCells, parts, rest, round);
      parts = made.parts;
      rest = made.left;
    }
    group.forEach((one, n) => {
      const row = ownRows[n] as number;
      const paid = parts[n] ?? 0;
      const cells = [...(rows.rows[row - 1] ?? [])];
      const sum = paidCells[n] ?? [];
      cells[4] = formula(
        sum.length === 1 ? (sum[0] ?? '0') : `ROUND(${sum.join('+')},2)`,
        dollars(paid),
      );
      cells[6] = formula(`ROUND(B${row}-E${row},2)`, dollars((owed[n] ?? 0) - paid));
      rows.rows[row - 1] = cells;
      this.pay(one, row, [`E${row}`], paid);
    });
    return rest;
  }

  private round(
    group: readonly Carried[],
    fixedShares: boolean,
    ownRows: readonly number[],
    paidCells: readonly string[][],
    before: readonly Cents[],
    left: Figure,
    round: number,
  ): { parts: Cents[]; left: Figure } {
    const { rows } = this;
    const owed = group.map(({ bearing, interest }) => bearing.cents + interest.cents);
    const room = owed.map((limit, n) => limit - (before[n] ?? 0));
    const weights = group.map(({ claim }, n) =>
      (room[n] ?? 0) <= 0
        ? 0
        : fixedShares
          ? (claim.sharePercent?.toNumber() ?? 0)
          : (owed[n] ?? 0),
    );
    const open = room.flatMap((one, n) => (one > 0 ? [n] : []));
    const shares =
      open.length === 0
        ? []
        : inProportion(
            left.cents,
            open.map((n) => weights[n] ?? 0),
          );
    const given = room.map((most, n) => Math.min(most, shares[open.indexOf(n)] ?? 0));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const first = rows.next;
    const last = first + group.length - 1;
    const column = (letter: string) => `${letter}$${first}:${letter}$${last}`;
    const by = fixedShares ? 'C' : 'B';
    group.forEach((one, n) => {
      const row = rows.next;
      const own = ownRows[n] as number;
      const taken = paidCells[n] ?? [];
      const whole = shareToTheCent({ column: 'D', first, last }, row, left.text);
      const roomText = taken.length === 0 ? `B${own}` : `ROUND(B${own}-${taken.join('-')},2)`;
      const share = one.rateCell.replace(/^[A-Z]+/, 'E');
      const exact = total === 0 ? 0 : (left.cents * (weights[n] ?? 0)) / total;
      rows.add(
        text(
          round === 0 ? `Share of ${one.claim.name}` : `Further share of ${one.claim.name}`,
          'label',
        ),
        formula(roomText, dollars(room[n] ?? 0)),
        fixedShares ? formula(`IF(B${row}>0,${share},0)`, weights[n] ?? 0, 'percent') : null,
        formula(
          `IF(SUM(${column(by)})=0,0,ROUND(${left.text}*100,0)*${by}${row}/SUM(${column(by)}))`,
          exact,
          'centShare',
        ),
        formula(`IF(B${row}<=0,0,MIN(B${row},${whole}))`, dollars(given[n] ?? 0)),
        n === group.length - 1
          ? formula(
              `ROUND(${left.text}-SUM(E${first}:E${last}),2)`,
              dollars(left.cents - given.reduce((sum, one) => sum + one, 0)),
            )
          : null,
        null,
        text(fixedShares ? 'by fixed shares' : 'in proportion to what is owed', 'note'),
      );
      (paidCells[n] as string[]).push(`E${row}`);
    });
    return {
      parts: before.map((part, n) => part + (given[n] ?? 0)),
      left: {
        text: `F${last}`,
        cents: left.cents - given.reduce((sum, one) => sum + one, 0),
      },
    };
  }

  /** What each claim was paid over all sales and what is still owed on it. */
  private summary(): { readonly unpaid: string; readonly owing: readonly string[] } {
    const { rows } = this;
    const owing: string[] = [];
    columnHeadings(
      rows,
      'By claim',
      ['Owed', 'Interest added', '', 'Paid', '', 'Left owing', 'Why'],
      6,
    );
    const first = rows.next;
    for (const one of this.claims) {
      const row = rows.next;
      const sum = (cells: readonly string[]) =>
        cells.length === 0 ? '0' : `ROUND(SUM(${cells.join(',')}),2)`;
      rows.add(
        text(one.claim.name, 'label'),
        formula(one.amountCell, dollars(one.claim.amount)),
        formula(sum(one.accrued), dollars(one.added)),
        null,
        formula(sum(one.paid), dollars(one.paidCents)),
        null,
        formula(
          `ROUND(B${row}+C${row}-E${row},2)`,
          dollars(one.claim.amount + one.added - one.paidCents),
        ),
        text(whyPassedOver(one.claim, this.order, this.claimsGiven) ?? '', 'note'),
      );
      if (this.order === 'contract' || one.claim.enforcing) owing.push(`G${row}`);
    }
    const last = rows.next - 1;
    const sums = ['B', 'C', '', 'E', '', 'G'].map((column, n) => {
      if (column === '') return text('', 'totalPlain');
      const total = rows.rows
        .slice(first - 1, last)
        .reduce((sum, cells) => sum + Math.round(Number(cells[n + 1]?.value ?? 0) * 100), 0);
      return formula(`ROUND(SUM(${column}${first}:${column}${last}),2)`, dollars(total), 'total');
    });
    const row = rows.add(text('All claims', 'totalLabel'), ...sums);
    rows.gap();
    return { unpaid: `G${row}`, owing };
  }
}

const input = (cents: Cents): CellModel => ({ value: dollars(cents), style: 'moneyInput' });
