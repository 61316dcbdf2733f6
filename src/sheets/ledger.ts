/** A judgment's ledger as a sheet: interest, payments in the order of law, and the balance, row by row in formulas. */
import {
  ledger,
  type Bucket,
  type JudgmentEvent,
  type JudgmentTerms,
  type Ledger,
  type LedgerRow,
} from '../calculation/judgment/ledger';
import type { Case } from '../calculation/deficiency/case';
import { outcome } from '../calculation/deficiency/outcome';
import { accrualWords, money } from '../calculation/line/line';
import { dollars, formatCents } from '../money/cents';
import { toWords, type Day } from '../money/dates';
import type { Accrual } from '../money/interest';
import {
  exactInterest,
  interestFormula,
  isThirty,
  leapDays,
  rounded,
  thirtyDays,
} from './interestFormula';
import { single, type MadeSheet, type SheetDeclaration } from './declaration';
import { checkCell, checkLooks, signatureRows } from './layout';
import { accrualFormula, dayWords, moneyWords } from './liveWords';
import type { Problem } from '../calculation/input/problem';
import { problemRows } from './payoff';
import {
  fixed,
  formula,
  inFormula,
  serial,
  sheetName,
  SheetRows,
  text,
  type CellModel,
  type SheetModel,
} from './sheet';
import { judgmentIn, listed, Refusal } from './timeInputs';

export const LEDGER: SheetDeclaration = {
  name: 'ledger',
  title: 'Judgment ledger',
  about: 'Interest and payments on a judgment for the deficiency, row by row.',
  reads: 'terms',
  input: 'judgment.json: a judgment carried to a day',
  asks: [
    { name: 'amount', label: 'Amount of the judgment, if not the deficiency', type: 'amount' },
    { name: 'entered', label: 'Judgment entered', type: 'date', needed: true },
    { name: 'as_of', label: 'As of', type: 'date' },
    { name: 'contract_rate', label: 'Rate of the note in percent, or none', type: 'text' },
    { name: 'rate', label: 'Rate that the judgment itself names, in percent', type: 'text' },
    {
      name: 'payments',
      label: 'Payments',
      type: 'rows',
      row: { label: 'Day', type: 'date' },
    },
  ],
  fromPane: ({ payments, ...told }, item) => {
    const { place, profile } = item.setting;
    return {
      ...(told['amount'] === undefined && { amount: deficiencyOf(item) }),
      ...(place.code && { state: place.code }),
      // The kind of loan decides how long its judgment lives.
      ...(profile && { profile }),
      ...told,
      events: listed(payments).map(({ words, amount }) => ({
        kind: 'payment',
        date: words,
        amount,
      })),
    };
  },
  make: (json, paper) => single(ledgerSheet({ ...paper, ...judgmentIn(json, paper) })),
};

/** The deficiency of a case as the amount of a judgment; while the case is open nobody can say it. */
function deficiencyOf(item: Case): number {
  const { status, low, high, deficiency } = outcome(item);
  if (status !== 'open') return dollars(deficiency);
  throw new Refusal(
    `amount: the deficiency of this case is open, ${formatCents(low)} to ${formatCents(high)}; type the amount of the judgment`,
  );
}

export interface LedgerSheetTerms {
  readonly terms: JudgmentTerms;
  readonly events: readonly JudgmentEvent[];
  readonly asOf: Day;
  readonly title: string;
  readonly preparedOn: Day;
  /** Which interest the judgment bears and by which law, in words. */
  readonly basis?: string;
  /** What of the input has no say, or is to be checked. */
  readonly notes?: readonly Problem[];
  readonly sheet?: string;
}

const WIDTHS = [13, 24, 7, 9, 14, 14, 13, 13, 14, 15, 14, 13, 15, 44];
const HEADS = [
  'Event',
  'Days',
  'Rate',
  'Interest',
  'Paid or added',
  'To costs',
  'To interest',
  'To principal',
  'Principal',
  'Interest due',
  'Costs due',
  'Balance',
  'How',
];

export const LEDGER_IN_ORDER = 'In order: the dates and payments fit the rows below';
export const LEDGER_OTHER =
  'Check: the dates or payments lead to other rows than those below; have this made anew';

/** Makes the sheet; without a ledger there is none, and the problems say why. */
export function ledgerSheet(given: LedgerSheetTerms): MadeSheet {
  const { terms, events, asOf, title, preparedOn, basis, notes = [] } = given;
  const made = ledger(terms, events, asOf);
  if (!made.ok) return made;
  const rows = new SheetRows();
  rows.add(text('Judgment ledger', 'title'));
  rows.add(text(title, 'status'));
  const subtitle = rows.add();
  rows.gap();
  const head = rows.next;
  for (let n = 0; n < 5; n++) rows.gap();
  if (basis) rows.add(text(basis, 'aside'));
  const dates = lifeWords(made.value);
  if (dates) rows.add(text(dates, 'aside'));
  rows.gap();
  const [event = '', ...others] = HEADS;
  rows.add(
    text('Date', 'columnHeadRight'),
    text(event, 'columnHeadIndented'),
    ...others.map((head, n) =>
      text(head, n === others.length - 1 ? 'columnHeadIndented' : 'columnHeadRight'),
    ),
  );
  const headerRow = rows.next - 1;
  const first = rows.next;
  const written = new LedgerRows(rows, terms, made.value);
  written.write();
  const last = rows.next - 1;
  problemRows(rows, [...made.problems, ...notes]);
  signatureRows(rows);
  const figures = headFigures(made.value, first, last);
  figures.push([
    text('Check', 'plain'),
    null,
    checkCell(written.test(first), LEDGER_IN_ORDER, LEDGER_OTHER),
  ]);
  const prepared = `  |  prepared ${toWords(preparedOn)}`;
  const now = `As of ${toWords(asOf)}${prepared}`;
  const asOfWords = `"As of "&${dayWords(`A${last}`)}&${inFormula(prepared)}`;
  rows.rows[subtitle - 1] = [formula(asOfWords, now, 'subtitle')];
  const check = `C${head + figures.length - 1}`;
  figures.forEach((cells, n) => (rows.rows[head - 1 + n] = cells));
  const sheet: SheetModel = {
    name: sheetName(given.sheet ?? 'Judgment ledger'),
    widths: WIDTHS,
    rows: rows.rows,
    names: {
      Judgment_balance: fixed(`M${last}`),
      Judgment_principal: fixed(`J${last}`),
      Judgment_check: fixed(check),
    },
    highlights: checkLooks(check),
    frozen: { rows: headerRow, columns: 2 },
    print: {
      landscape: true,
      left: title,
      right: `Prepared ${toWords(preparedOn)}`,
      titleRows: `${headerRow}:${headerRow}`,
    },
  };
  return { ok: true, sheet };
}

function headFigures(result: Ledger, first: number, last: number): (CellModel | null)[][] {
  const cell = (written: string, cents: number, style: 'money' | 'total') =>
    formula(written, dollars(cents + 0), style);
  const row = (label: string, value: CellModel): (CellModel | null)[] => [
    text(label, value.style === 'total' ? 'totalPlain' : 'plain'),
    value.style === 'total' ? text('', 'totalPlain') : null,
    value.style === 'total' ? text('', 'totalPlain') : null,
    value.style === 'total' ? text('', 'totalPlain') : null,
    value,
  ];
  return [
    row('Balance', cell(`M${last}`, result.balance, 'total')),
    row('Interest accrued', cell(`SUM(E${first}:E${last})`, result.accrued, 'money')),
    row(
      'Payments applied',
      cell(`SUM(G${first}:I${last})`, result.paid - result.overpaid, 'money'),
    ),
  ];
}

function lifeWords({ expires, dormantFrom, satisfied, enforceable }: Ledger): string {
  const words: string[] = [];
  if (satisfied !== null) words.push(`Satisfied ${toWords(satisfied)}.`);
  if (expires !== null)
    words.push(`${enforceable ? 'Expires' : 'Expired'} ${toWords(expires)} unless renewed.`);
  if (dormantFrom !== null) words.push(`Dormant from ${toWords(dormantFrom)} without execution.`);
  return words.join(' ');
}

class LedgerRows {
  private readonly rateCells = new Map<string, string>();
  /** The cell or number of the day to which interest is reckoned, and the day itself. */
  private reckoned: { readonly text: string; readonly day: Day };

  constructor(
    private readonly rows: SheetRows,
    private readonly terms: JudgmentTerms,
    private readonly result: Ledger,
  ) {
    this.reckoned = dayNumber(result.rows[0]?.from ?? terms.entered);
  }

  write(): void {
    this.result.rows.forEach((row, n) => this.row(row, this.result.rows[n - 1]));
  }

  /** Holds while the dates follow one another, no payment is more than is owed, and no anniversary moves. */
  test(first: number): string {
    const { rows, expires } = this.result;
    const tests = rows.flatMap(({ moves, overpaid }, n) => {
      const r = first + n;
      return [
        ...(n > 0 ? [`A${r}>=A${r - 1}`] : []),
        ...(moves.kind === 'pays' ? [`ROUND(F${r}-SUM(G${r}:I${r}),2)=${dollars(overpaid)}`] : []),
      ];
    });
    const yearly = rows.some(({ kind }) => kind === 'compounding' || kind === 'renewal');
    if (yearly || expires !== null) tests.push(`A${first}=${serial(rows[0]?.date ?? 0)}`);
    return tests.length === 0 ? 'TRUE' : `AND(${tests.join(',')})`;
  }

  /** How a row comes about, in words that follow its cells. */
  private words(row: LedgerRow, isFirst: boolean, r: number, principal: string): CellModel {
    const { convention, expires } = this.result;
    const parts: { readonly text: string; readonly now: string }[] = [];
    const { accruals, on } = row;
    const [only] = accruals;
    if (only && accruals.length === 1 && row.interest > 0) {
      const to = Math.min(row.date, expires ?? row.date);
      // Which of the two end days counts is the convention's.
      const shifted = (cell: string, days: number) =>
        days === 0 ? cell : `${cell}${days > 0 ? '+' : ''}${days}`;
      const cells = {
        principal,
        rate: `D${r}`,
        days: `C${r}`,
        first: shifted(this.reckoned.text, only.first - this.reckoned.day),
        last: shifted(this.endOf(r, row), only.last - to),
      };
      parts.push({
        text: accrualFormula(cells, convention),
        now: accrualWords(on, only, convention),
      });
    }
    const rest = this.moreWords(row, isFirst, r);
    if (rest) parts.push(rest);
    const now = parts.map((part) => part.now).join('; ');
    if (parts.length === 0) return text(accruals.length > 1 ? 'interest at each rate' : '', 'note');
    return formula(parts.map((part) => part.text).join('&"; "&'), now, 'note');
  }

  private moreWords(
    { moves, happened, ...row }: LedgerRow,
    isFirst: boolean,
    r: number,
  ): { readonly text: string; readonly now: string } | null {
    const plain = (said: string) => (said === '' ? null : { text: inFormula(said), now: said });
    if (isFirst) return plain(happened);
    switch (moves.kind) {
      case 'pays':
        return {
          text: `${moneyWords(`G${r}`)}&" to costs, "&${moneyWords(`H${r}`)}&" to interest, "&${moneyWords(`I${r}`)}&" to principal"`,
          now: `${money(row.toCosts)} to costs, ${money(row.toInterest)} to interest, ${money(row.toPrincipal)} to principal`,
        };
      case 'adds':
        return plain(moves.to === 'principal' ? 'costs that bear interest' : 'costs');
      case 'joins':
        return {
          text: `${moneyWords(`J${r}-J${r - 1}`)}&" of interest joins the principal"`,
          now: happened,
        };
      case 'nothing':
        return plain(happened);
    }
  }

  private row(row: LedgerRow, before: LedgerRow | undefined): void {
    const { rows } = this;
    const r = rows.next;
    const accrues = row.days > 0;
    const principal = before ? `J${r - 1}` : `F${r}`;
    const pieces = row.accruals;
    const days = accrues ? this.days(r, row, principal, pieces) : null;
    const money = (written: string, cents: number) => formula(written, dollars(cents + 0));
    const cells: (CellModel | null)[] = [
      { value: serial(row.date), style: 'dateInput' },
      row.kind === 'as_of'
        ? formula(`"Balance on "&${dayWords(`A${r}`)}`, row.label, 'text')
        : text(row.label),
      days === null ? null : formula(days, row.days, 'count'),
      accrues ? this.rate(row, r) : null,
      money(accrues ? this.interest(row, r, principal, pieces) : '0', row.interest),
      this.moved(row, !before),
      ...this.allocated(row, r).map(([written, cents]) => money(written, cents)),
      ...this.balances(row, !before, r).map(([written, cents]) => money(written, cents)),
      money(`ROUND(J${r}+K${r}+L${r},2)`, row.balance),
      this.words(row, !before, r, principal),
    ];
    rows.add(...cells);
    if (row.to === row.from && (before || row.to !== row.date)) return;
    this.reckoned = row.to === row.date ? { text: `A${r}`, day: row.to } : dayNumber(row.to);
  }

  private days(r: number, row: LedgerRow, principal: string, pieces: readonly Accrual[]): string {
    const end = this.endOf(r, row);
    const days = isThirty(this.result.convention.dayCount)
      ? this.pieceDays(end, pieces).join('+')
      : `${end}-${this.reckoned.text}`;
    return `IF(${principal}=0,0,${days})`;
  }

  private endOf(r: number, { date }: LedgerRow): string {
    const { expires } = this.result;
    return expires !== null && date > expires ? String(serial(expires)) : `A${r}`;
  }

  /** With months of 30 days a change of rate may divide the days of a row. */
  private pieceDays(end: string, pieces: readonly Accrual[]): string[] {
    const { dayCount } = this.result.convention;
    if (!isThirty(dayCount)) return [];
    return pieces.map(({ first, last }, n) =>
      thirtyDays(
        n === 0 ? this.reckoned.text : String(serial(first)),
        n === pieces.length - 1 ? end : String(serial(last)),
        dayCount,
      ),
    );
  }

  private rate(row: LedgerRow, r: number): CellModel {
    const value = row.ratePercent?.toNumber() ?? 0;
    const known = this.rateCells.get(String(value));
    if (known) return formula(known, value, 'percent');
    this.rateCells.set(String(value), `D${r}`);
    return { value, style: 'percentInput' };
  }

  private interest(
    row: LedgerRow,
    r: number,
    principal: string,
    pieces: readonly Accrual[],
  ): string {
    const { convention, rounding } = this.result;
    if (pieces.length > 1) {
      const days = this.pieceDays(this.endOf(r, row), pieces);
      const parts = pieces.map(({ ratePercent }, n) => {
        const rate = n === pieces.length - 1 ? `D${r}` : ratePercent.toString();
        return exactInterest({ principal, rate, days: `(${days[n] ?? '0'})` }, convention);
      });
      return rounded(parts.join('+'), rounding);
    }
    const { text: from, day } = this.reckoned;
    const [start, end] =
      convention.counted === 'first' ? [from, `(A${r}-1)`] : [`(${from}+1)`, `A${r}`];
    const leap =
      convention.dayCount === 'actual/actual'
        ? `(${leapDays(start, end, [day + 1, row.date])})`
        : undefined;
    return interestFormula({ principal, rate: `D${r}`, days: `C${r}`, leap }, convention, rounding);
  }

  /** A payment, a cost, or the judgment itself: what people type. */
  private moved({ moves, paid }: LedgerRow, isFirst: boolean): CellModel | null {
    const input = (cents: number): CellModel => ({ value: dollars(cents), style: 'moneyInput' });
    if (isFirst) return input(this.terms.amount);
    if (moves.kind === 'pays') return input(paid);
    return moves.kind === 'adds' ? input(moves.amount) : null;
  }

  /** To costs, to interest, to principal: each bucket takes what the ones before it left. */
  private allocated(row: LedgerRow, r: number): [string, number][] {
    const columns: Record<Bucket, string> = { costs: 'G', interest: 'H', principal: 'I' };
    const due: Record<Bucket, string> = {
      costs: `L${r - 1}`,
      interest: `K${r - 1}+E${r}`,
      principal: `J${r - 1}`,
    };
    const formulas: Record<Bucket, string> = { costs: '0', interest: '0', principal: '0' };
    if (row.moves.kind === 'pays') {
      let left = `F${r}`;
      for (const bucket of this.result.order) {
        formulas[bucket] = `ROUND(MIN(${left},${due[bucket]}),2)`;
        left += `-${columns[bucket]}${r}`;
      }
    }
    return [
      [formulas.costs, row.toCosts],
      [formulas.interest, row.toInterest],
      [formulas.principal, row.toPrincipal],
    ];
  }

  private balances(row: LedgerRow, isFirst: boolean, r: number): [string, number][] {
    const { moves, principal, interestDue, costs } = row;
    if (isFirst) {
      // Interest from before the judgment may compound before it is entered.
      const joins = moves.kind === 'joins';
      const opening = dollars(this.terms.openingInterest ?? 0);
      return [
        [joins ? `ROUND(F${r}+E${r},2)` : `F${r}`, principal],
        [joins ? String(opening) : `${opening}+E${r}`, interestDue],
        ['0', costs],
      ];
    }
    const before = r - 1;
    const taken = { principal: `-I${r}`, interest: `-H${r}`, costs: `-G${r}` };
    if (moves.kind === 'adds') taken[moves.to] = `+F${r}`;
    if (moves.kind === 'joins') {
      const kept = moves.kept === 0 ? '' : `-${dollars(moves.kept)}`;
      const joining = `(K${before}+E${r}${kept})`;
      taken.principal = `+${joining}`;
      taken.interest = `-${joining}`;
    }
    return [
      [`ROUND(J${before}${taken.principal},2)`, principal],
      [`ROUND(K${before}+E${r}${taken.interest},2)`, interestDue],
      [`ROUND(L${before}${taken.costs},2)`, costs],
    ];
  }
}

/** A day that no cell holds. */
const dayNumber = (day: Day) => ({ text: String(serial(day)), day });
