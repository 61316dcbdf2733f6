/** The payoff of a loan as a sheet: each accrual with its days and rate, fees and credits, the total and the per diem. */
import {
  goodThrough,
  nextRate,
  payoff,
  type DebtItem,
  type Payoff,
  type PayoffTerms,
} from '../calculation/payoff/payoff';
import { rateOn } from '../calculation/payoff/rates';
import { shareBase, type AccrualTerm, type Figure, type ShareTerm } from '../calculation/line/line';
import type { Problem } from '../calculation/input/problem';
import { dollars, type Rounding } from '../money/cents';
import { toWords, type Day } from '../money/dates';
import {
  bearingDays,
  ORDINARY_INTEREST,
  type Accrual,
  type InterestConvention,
  type Percent,
} from '../money/interest';
import { dailyFormula, interestFormula, isThirty, leapDays, thirtyDays } from './interestFormula';
import { single, type Asked, type MadeSheet, type SheetDeclaration } from './declaration';
import { checkCell, checkLooks, columnHeadings, signatureRows } from './layout';
import { accrualFormula, dayWords } from './liveWords';
import { shareFormula } from './shareFormula';
import {
  fixed,
  formula,
  inFormula,
  serial,
  sheetName,
  SheetRows,
  text,
  type SheetModel,
} from './sheet';
import { payoffIn, problemWords } from './timeInputs';

/** What a payoff is reckoned from, as the pane asks it. */
export const PAYOFF_ASKS: readonly Asked[] = [
  { name: 'principal', label: 'Principal', type: 'amount', from: 'balance', needed: true },
  { name: 'rate', label: 'Yearly rate in percent', type: 'text', needed: true },
  { name: 'paid_through', label: 'Interest paid through', type: 'date', needed: true },
  { name: 'payoff_date', label: 'Payoff date', type: 'date', needed: true },
];

export const PAYOFF: SheetDeclaration = {
  name: 'payoff',
  title: 'Payoff statement',
  about: 'Each accrual to the day, the total, the per diem, and the next days.',
  reads: 'terms',
  input: 'payoff.json: the debt to the day with every accrual',
  asks: PAYOFF_ASKS,
  make: (json, paper) => single(payoffSheet({ ...paper, ...payoffIn(json, paper) })),
};

export interface PayoffSheetTerms {
  readonly terms: PayoffTerms;
  /** What of the input has no say. */
  readonly notes?: readonly Problem[];
  readonly title: string;
  readonly preparedOn: Day;
  readonly sheet?: string;
}

const WIDTHS = [34, 16, 9, 13, 13, 8, 16, 52];
const HEADS = ['On', 'Rate', 'From', 'Through', 'Days', 'Amount', 'How'];

export const DATES_IN_ORDER = 'In order: the dates stay within the periods shown below';
export const OTHER_DATES =
  'Check: the dates lead to other periods or fees than those shown; have this made anew';

/** Makes the sheet; without a payoff there is none, and the problems say why. */
export function payoffSheet(given: PayoffSheetTerms): MadeSheet {
  const made = payoff(given.terms);
  if (!made.ok) return made;
  const rows = new SheetRows();
  const { terms, title, preparedOn } = given;
  rows.add(text('Payoff statement', 'title'));
  rows.add(text(title, 'status'));
  const subtitle = rows.add();
  rows.gap();
  const head = rows.add();
  rows.add();
  rows.add();
  rows.gap();
  const lines = new PayoffRows(rows, terms, made.value);
  const total = lines.write();
  lines.goodThrough(total.total);
  problemRows(rows, [...made.problems, ...(given.notes ?? [])]);
  signatureRows(rows);
  rows.rows[head - 1] = [
    text('Payoff', 'totalLabel'),
    formula(total.total, dollars(made.value.total), 'total'),
  ];
  rows.rows[head] = [
    text('Interest for each further day', 'label'),
    formula(total.perDiem, dollars(made.value.perDiem)),
  ];
  const check = `B${head + 2}`;
  rows.rows[head + 1] = [
    text('Check', 'label'),
    checkCell(lines.test(), DATES_IN_ORDER, OTHER_DATES),
  ];
  const prepared = `  |  prepared ${toWords(preparedOn)}`;
  rows.rows[subtitle - 1] = [
    formula(
      `"Good on "&${dayWords(lines.payoffDate)}&${inFormula(prepared)}`,
      `Good on ${toWords(terms.payoffDate)}${prepared}`,
      'subtitle',
    ),
  ];
  const sheet: SheetModel = {
    name: sheetName(given.sheet ?? 'Payoff'),
    widths: WIDTHS,
    rows: rows.rows,
    names: {
      Payoff_total: fixed(total.total),
      Payoff_per_diem: fixed(total.perDiem),
      Payoff_check: fixed(check),
    },
    highlights: checkLooks(check),
    frozen: { rows: 3, columns: 0 },
    print: { landscape: true, left: title, right: `Prepared ${toWords(preparedOn)}` },
  };
  return { ok: true, sheet };
}

/** What was left out and why. */
export function problemRows(rows: SheetRows, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  rows.gap();
  columnHeadings(rows, 'Left out or to be checked', []);
  for (const found of problems)
    rows.add(
      text(found.row || found.name === 'unused' ? problemWords(found) : found.message, 'aside'),
    );
}

/** Where a figure of the payoff stands, and the accruals on it so far. */
interface Placed {
  readonly cell: string;
  /** The cell of the day from which it bears interest. */
  readonly from: string;
  readonly accruals: { readonly row: number; readonly accrual: Accrual }[];
}

class PayoffRows {
  private readonly convention: InterestConvention;
  private readonly rounding: Rounding;
  private readonly paidThrough: string;
  readonly payoffDate: string;
  private readonly placed = new Map<unknown, Placed>();
  /** What must hold so that the rows still fit their dates. */
  private readonly tests: string[] = [];

  constructor(
    private readonly rows: SheetRows,
    private readonly terms: PayoffTerms,
    private readonly made: Payoff,
  ) {
    this.convention = { ...ORDINARY_INTEREST, ...terms.convention };
    this.rounding = terms.rounding ?? 'half_up';
    columnHeadings(rows, 'Dates', []);
    this.paidThrough = `B${rows.next}`;
    rows.add(text('Interest paid through', 'label'), dated(terms.paidThrough));
    this.payoffDate = `B${rows.next}`;
    rows.add(text('Payoff date', 'label'), dated(terms.payoffDate));
    const { dayCount, counted, perDiem } = this.convention;
    rows.add(
      text('Counting of days', 'label'),
      text(`${dayCount}, ${counted} day counted, per diem ${perDiem}`, 'plain'),
    );
    rows.gap();
  }

  write(): { total: string; perDiem: string } {
    const { rows, made } = this;
    columnHeadings(rows, 'The debt', HEADS, 6);
    const first = rows.next;
    for (const figure of made.lines) this.figure(figure);
    const last = rows.next - 1;
    const totalRow = rows.add(
      text('Payoff', 'totalLabel'),
      ...Array.from({ length: 5 }, () => text('', 'totalLabel')),
      formula(`ROUND(SUM(G${first}:G${last}),2)`, dollars(made.total), 'total'),
    );
    const daily = rows.add(
      text('Interest for each further day', 'label'),
      ...Array.from({ length: 5 }, () => null),
      formula(this.perDiem(), dollars(made.perDiem)),
      text('on the day after the payoff date', 'note'),
    );
    return { total: `G${totalRow}`, perDiem: `G${daily}` };
  }

  /** Holds while the dates lead to the periods, the rates and the fees that are shown. */
  test(): string {
    const { payoffDate: date, paidThrough, terms } = this;
    const tests = [`${paidThrough}<=${date}`, ...this.tests];
    const changes = this.made.bearing
      .flatMap(({ rates }) => rates)
      .flatMap(({ from, to }) => [
        ...(from > terms.payoffDate ? [from - 1] : []),
        ...(to !== null && to >= terms.payoffDate ? [to] : []),
      ]);
    if (changes.length > 0) tests.push(`${date}<=${serial(Math.min(...changes))}`);
    const counted = (terms.lateFees ?? []).some((fee) => fee.date !== null) || terms.rebate;
    // What bears interest but has no day yet that does has no row that another day could fill.
    const barren = this.made.bearing.some(
      ({ on, rates }) => rates.length > 0 && this.accrualsOn(on).length === 0,
    );
    if (counted || barren) tests.push(`${date}=${serial(terms.payoffDate)}`);
    if (counted) tests.push(`${paidThrough}=${serial(terms.paidThrough)}`);
    return `AND(${tests.join(',')})`;
  }

  private figure(figure: Figure<DebtItem>): void {
    const { term } = figure;
    if (term.kind === 'accrual') this.accrual(figure, term);
    else if (term.kind === 'share') this.share(figure, term);
    else this.told(figure, term.date);
  }

  private place(figure: Figure<DebtItem>, row: number, from = this.paidThrough): void {
    this.placed.set(figure, { cell: `G${row}`, from, accruals: [] });
  }

  private accrualsOn = (figure: unknown): Placed['accruals'] =>
    this.placed.get(figure)?.accruals ?? [];

  private told(figure: Figure<DebtItem>, date: Day | null): void {
    const { label, amount, words } = figure;
    const row = this.rows.add(
      text(label, 'label'),
      null,
      null,
      date === null ? null : dated(date),
      null,
      null,
      { value: dollars(amount + 0), style: 'moneyInput' },
      text(words, 'note'),
    );
    if (date !== null) this.tests.push(`D${row}<=${this.payoffDate}`);
    this.place(figure, row, date === null ? undefined : `D${row}`);
  }

  private accrual(figure: Figure<DebtItem>, term: AccrualTerm): void {
    const { rows, convention } = this;
    const { accrual, on } = term;
    const base = this.placed.get(on);
    if (!base) return;
    const row = rows.next;
    const { dayCount } = convention;
    const isFirst = base.accruals.length === 0;
    const isLast = this.lastOn(on) === accrual;
    const thirty = isThirty(dayCount);
    const days = thirty ? this.thirty(row, isLast, dayCount) : `E${row}-D${row}+1`;
    const leap =
      dayCount === 'actual/actual'
        ? `(${leapDays(`D${row}`, `E${row}`, [accrual.first, accrual.last])})`
        : undefined;
    const cells = { principal: `B${row}`, rate: `C${row}`, days: `F${row}` };
    rows.add(
      text(term.named, 'label'),
      formula(base.cell, dollars(on.amount)),
      { value: accrual.ratePercent.toNumber(), style: 'percentInput' },
      this.startOf(accrual, base.from, isFirst, thirty),
      isLast ? formula(this.lastDay(thirty), serial(accrual.last), 'date') : dated(accrual.last),
      formula(days, accrual.days, 'count'),
      formula(
        interestFormula({ ...cells, leap }, convention, this.rounding),
        dollars(figure.amount + 0),
      ),
      formula(
        accrualFormula({ ...cells, first: `D${row}`, last: `E${row}` }, convention),
        figure.words,
        'note',
      ),
    );
    this.tests.push(`E${row}>=D${row}-1`);
    const rates = this.made.bearing.find((one) => one.on === on)?.rates ?? [];
    const period = rates.find(
      ({ from, to }) => from <= accrual.first && (to === null || to >= accrual.first),
    );
    // With months of 30 days the cell holds the day before the first that counts.
    if (isFirst && period)
      this.tests.push(`D${row}>=${serial(thirty ? period.from - 1 : period.from)}`);
    base.accruals.push({ row, accrual });
    this.place(figure, row);
  }

  /** The last accrual on a figure, which runs on to the payoff date. */
  private lastOn(on: unknown): Accrual | undefined {
    const terms = this.made.lines.flatMap(({ term }) =>
      term.kind === 'accrual' && term.on === on ? [term] : [],
    );
    return terms.at(-1)?.accrual;
  }

  private startOf(accrual: Accrual, from: string, isFirst: boolean, thirty: boolean) {
    if (!isFirst) return dated(accrual.first);
    const { first } = bearingDays(0, 0, this.convention.counted);
    const shift = thirty || first === 0 ? '' : `+${first}`;
    return formula(`${from}${shift}`, serial(accrual.first), 'date');
  }

  private lastDay(thirty: boolean): string {
    const { last } = bearingDays(0, 0, this.convention.counted);
    return thirty || last === 0 ? this.payoffDate : `${this.payoffDate}${last}`;
  }

  private thirty(row: number, isLast: boolean, dayCount: '30/360' | '30E/360'): string {
    const days = thirtyDays(`D${row}`, `E${row}`, dayCount);
    if (!isLast) return days;
    const { counted } = this.convention;
    return counted === 'both' ? `${days}+1` : counted === 'neither' ? `MAX(0,${days}-1)` : days;
  }

  /** Percentages of figures above: what they are together, the percentage, and what it comes to. */
  private share(figure: Figure<DebtItem>, term: ShareTerm): void {
    const { rows } = this;
    const row = rows.next;
    const [only] = term.tiers;
    const percent = term.tiers.length === 1 ? only?.percent : undefined;
    const cells = term.of.map((part) => this.placed.get(part)?.cell ?? '0');
    rows.add(
      text(figure.label, 'label'),
      formula(`MAX(0,SUM(${cells.join(',')}))`, dollars(shareBase(term))),
      percent ? { value: percent.toNumber(), style: 'percentInput' } : null,
      null,
      null,
      null,
      formula(shareFormula(term, `B${row}`, percent && `C${row}`), dollars(figure.amount)),
      text(figure.words, 'note'),
    );
    this.place(figure, row);
  }

  /**
   * The payoff on later days: the last accruals run on and all else stays. Left out where more than
   * that would change, such as a fee reckoned on the debt or a rate that ends.
   */
  goodThrough(total: string): void {
    const { rows, terms, made } = this;
    const running = made.bearing.flatMap(({ on }) => this.accrualsOn(on).at(-1) ?? []);
    const bearing = made.bearing.filter(({ rates }) => rates.length > 0);
    const days = NEXT_DAYS.filter((n) => this.runsOn(n));
    const later = goodThrough(terms, NEXT_DAYS.at(-1) ?? 0);
    if (days.length === 0 || !later.ok || running.length < bearing.length) return;
    rows.gap();
    columnHeadings(rows, 'Good through', ['', '', '', 'Day', '', 'Amount', 'How'], 6);
    for (const n of days) {
      const found = later.value.find(({ date }) => date === terms.payoffDate + n);
      if (!found) return;
      const more = running.map((one) => this.further(one, `(E${rows.next}-${this.payoffDate})`));
      rows.add(
        text(n === 1 ? '1 day later' : `${n} days later`, 'label'),
        null,
        null,
        null,
        formula(`${this.payoffDate}+${n}`, serial(found.date), 'date'),
        null,
        formula(`ROUND(${[total, ...more].join('+')},2)`, dollars(found.total)),
        n === days[0] ? text('the payoff with interest to that day', 'note') : null,
      );
    }
  }

  /** Whether nothing but the days of the last accruals would differ so many days later. */
  private runsOn(days: number): boolean {
    const { terms, made } = this;
    const later = payoff({ ...terms, payoffDate: terms.payoffDate + days });
    if (!later.ok || later.value.lines.length !== made.lines.length) return false;
    const same = later.value.lines.every(
      ({ term, amount }, n) => term.kind === 'accrual' || amount === made.lines[n]?.amount,
    );
    return (
      same &&
      made.bearing.every(({ on, rates }) => {
        const last = this.accrualsOn(on).at(-1)?.accrual.last;
        return last === undefined || rateOn(rates, last) === rateOn(rates, last + days);
      })
    );
  }

  /** What one accrual grows by in so many further days: the longer accrual less the one shown. */
  private further({ row, accrual }: Placed['accruals'][number], days: string): string {
    const { convention } = this;
    const { dayCount, counted } = convention;
    const end = `(E${row}+${days})`;
    const thirty = isThirty(dayCount);
    const span = thirty ? thirtyDays(`D${row}`, end, dayCount) : `F${row}+${days}`;
    const shift = !thirty ? '' : counted === 'both' ? '+1' : counted === 'neither' ? '-1' : '';
    const leap =
      dayCount === 'actual/actual'
        ? `(${leapDays(`D${row}`, end, [accrual.first, accrual.last])})`
        : undefined;
    const longer = interestFormula(
      { principal: `B${row}`, rate: `C${row}`, days: `(${span}${shift})`, leap },
      convention,
      this.rounding,
    );
    return `${longer}-G${row}`;
  }

  /** One day's interest after the payoff: amounts at one rate together, rounded as the convention says. */
  private perDiem(): string {
    const groups = new Map<Percent, { cells: string[]; rate: string }>();
    for (const one of this.made.bearing) {
      const rate = nextRate(one, this.terms.payoffDate);
      if (rate === null) continue;
      const group = groups.get(rate) ?? { cells: [], rate: this.rateText(one.on, rate) };
      group.cells.push(this.placed.get(one.on)?.cell ?? '0');
      groups.set(rate, group);
    }
    if (groups.size === 0) return '0';
    return dailyFormula([...groups.values()], this.payoffDate, this.convention, this.rounding);
  }

  /** The cell of the last rate where it still holds the day after, otherwise the new rate itself. */
  private rateText(on: unknown, rate: Percent): string {
    const last = this.accrualsOn(on).at(-1);
    return last?.accrual.ratePercent.eq(rate) ? `C${last.row}` : rate.toString();
  }
}

/** Days after the payoff date for which a payoff is stated too. */
const NEXT_DAYS = [1, 2, 3, 4, 5, 6, 7, 14, 21, 30];

const dated = (day: Day) => ({ value: serial(day), style: 'dateInput' as const });
