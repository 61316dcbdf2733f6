/** The payoff of a loan as a sheet: each accrual with its days and rate, fees and credits, the total and the per diem. */
import {
  goodThrough,
  payoff,
  type Advance,
  type DebtItem,
  type PayoffTerms,
} from '../calculation/payoff/payoff';
import { rateOn, withDefaultRate } from '../calculation/payoff/rates';
import type { Line } from '../calculation/line/line';
import type { Problem } from '../calculation/input/problem';
import { dollars, type Cents, type Rounding } from '../money/cents';
import { toWords, type Day } from '../money/dates';
import {
  accrue,
  bearingDays,
  ORDINARY_INTEREST,
  type Accrual,
  type InterestConvention,
  type RatePeriod,
} from '../money/interest';
import { interestFormula, leapDays, rounded, thirtyDays, yearLength } from './interestFormula';
import { single, type Asked, type MadeSheet, type SheetDeclaration } from './declaration';
import { checkCell, checkLooks, columnHeadings, signatureRows } from './layout';
import { accrualNow, accrualWords, dayWords } from './liveWords';
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
import { payoffIn } from './timeInputs';

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
  make: (json, paper) => single(payoffSheet({ ...paper, terms: payoffIn(json) })),
};

export interface PayoffSheetTerms {
  readonly terms: PayoffTerms;
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
  const lines = new PayoffRows(rows, terms, made.value.lines);
  const total = lines.write(made.value.total, made.value.perDiem);
  lines.goodThrough(total.total);
  problemRows(rows, made.problems);
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
  for (const { message, row, field } of problems)
    rows.add(text(row ? `${field}, row ${row}: ${message}` : message, 'aside'));
}

/** Something that bears interest, with its accruals to come. */
interface Bearing {
  readonly cell: string;
  readonly from: string;
  readonly accruals: Accrual[];
  /** The cell of the last accrual's rate, empty where nothing accrued, and that accrual's last day. */
  lastRate: string;
  last: Day;
  readonly ratesUsed: readonly RatePeriod[];
}

class PayoffRows {
  private readonly convention: InterestConvention;
  private readonly rounding: Rounding;
  private readonly rates: readonly RatePeriod[];
  private readonly paidThrough: string;
  readonly payoffDate: string;
  private readonly accrualRows: number[] = [];
  private readonly advanceDates: string[] = [];
  /** First days that bear interest, each within the period of its rate. */
  private readonly beginnings: string[] = [];
  private readonly bearing: Bearing[] = [];
  private readonly cells = new Map<DebtItem, string[]>();

  constructor(
    private readonly rows: SheetRows,
    private readonly terms: PayoffTerms,
    private readonly lines: readonly Line<DebtItem>[],
  ) {
    this.convention = { ...ORDINARY_INTEREST, ...terms.convention };
    this.rounding = terms.rounding ?? 'half_up';
    this.rates = withDefaultRate(terms.rates, terms.defaultRate);
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

  write(total: Cents, perDiem: Cents): { total: string; perDiem: string } {
    const { rows } = this;
    columnHeadings(rows, 'The debt', HEADS, 6);
    const first = rows.next;
    const advances = this.usedAdvances();
    for (const line of this.lines) this.line(line, advances);
    const last = rows.next - 1;
    const totalRow = rows.add(
      text('Payoff', 'totalLabel'),
      ...Array.from({ length: 5 }, () => text('', 'totalLabel')),
      formula(`ROUND(SUM(G${first}:G${last}),2)`, dollars(total), 'total'),
    );
    const daily = rows.add(
      text('Interest for each further day', 'label'),
      ...Array.from({ length: 5 }, () => null),
      formula(this.perDiem(), dollars(perDiem)),
      text('on the day after the payoff date', 'note'),
    );
    return { total: `G${totalRow}`, perDiem: `G${daily}` };
  }

  /** Holds while the dates lead to the periods, the rates and the fees that are shown. */
  test(): string {
    const { payoffDate: date, paidThrough, rates, terms } = this;
    const tests = [
      `${paidThrough}<=${date}`,
      ...this.accrualRows.map((row) => `E${row}>=D${row}-1`),
      ...this.advanceDates.map((cell) => `${cell}<=${date}`),
      ...this.beginnings,
    ];
    const used = [rates, ...this.bearing.map(({ ratesUsed }) => ratesUsed)].flat();
    const changes = used.flatMap(({ from, to }) => [
      ...(from > terms.payoffDate ? [from - 1] : []),
      ...(to !== null && to >= terms.payoffDate ? [to] : []),
    ]);
    if (changes.length > 0) tests.push(`${date}<=${serial(Math.min(...changes))}`);
    const counted = (terms.lateFees ?? []).some((fee) => fee.date !== null) || terms.rebate;
    if (counted)
      tests.push(
        `${date}=${serial(terms.payoffDate)}`,
        `${paidThrough}=${serial(terms.paidThrough)}`,
      );
    return `AND(${tests.join(',')})`;
  }

  /** Advances in the order of their lines. */
  private usedAdvances(): Advance[] {
    const shown = this.lines.filter((line) => line.words.startsWith('Paid by the lender'));
    const rest = [...(this.terms.advances ?? [])];
    return shown.flatMap(({ amount, label }) => {
      const n = rest.findIndex(
        (one) => one.amount === amount && (one.label ?? 'Protective advance') === label,
      );
      return n < 0 ? [] : rest.splice(n, 1);
    });
  }

  private line(line: Line<DebtItem>, advances: Advance[]): void {
    const { principal, payoffDate, paidThrough } = this.terms;
    const { convention, rates } = this;
    if (line.item === 'principal') {
      const cell = this.plain(line);
      const accruals = accrue(principal, rates, paidThrough, payoffDate, convention);
      this.bears(cell, this.paidThrough, accruals, rates);
    } else if (line.words.startsWith('Paid by the lender')) {
      const advance = advances.shift();
      const date = advance?.date ?? null;
      const cell = this.plain(line, date);
      if (date !== null) this.advanceDates.push(`D${this.rows.next - 1}`);
      if (!advance || advance.interest === 'none' || date === null) return;
      const own =
        advance.interest === 'note'
          ? rates
          : [{ from: date, to: null, ratePercent: advance.interest }];
      const from = `D${this.rows.next - 1}`;
      this.bears(cell, from, accrue(advance.amount, own, date, payoffDate, convention), own);
    } else if (line.item === 'accrued_interest' || line.label.startsWith('Interest on '))
      this.interest(line);
    else if (line.item === 'attorney_fees') this.fees(line);
    else this.plain(line);
  }

  private bears(
    cell: string,
    from: string,
    accruals: Accrual[],
    ratesUsed: readonly RatePeriod[],
  ): void {
    this.bearing.push({ cell, from, accruals: [...accruals], lastRate: '', last: 0, ratesUsed });
  }

  private note(item: DebtItem, cell: string): string {
    this.cells.set(item, [...(this.cells.get(item) ?? []), cell]);
    return cell;
  }

  private plain({ label, amount, words, item }: Line<DebtItem>, date: Day | null = null): string {
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
    return this.note(item, `G${row}`);
  }

  private interest({ label, amount, item }: Line<DebtItem>): void {
    const bearing = [...this.bearing].reverse().find(({ accruals }) => accruals.length > 0);
    const accrual = bearing?.accruals.shift();
    if (!bearing || !accrual) return;
    const { convention, rows } = this;
    const row = rows.next;
    const { dayCount } = convention;
    const isLast = bearing.accruals.length === 0;
    const isFirst = bearing.lastRate === '';
    const thirty = dayCount === '30/360' || dayCount === '30E/360';
    const start = this.startOf(accrual, bearing.from, isFirst, thirty);
    const end = isLast
      ? formula(this.lastDay(thirty), serial(accrual.last), 'date')
      : dated(accrual.last);
    const days = thirty ? this.thirty(row, isLast, dayCount) : `E${row}-D${row}+1`;
    const leap =
      dayCount === 'actual/actual'
        ? `(${leapDays(`D${row}`, `E${row}`, [accrual.first, accrual.last])})`
        : undefined;
    const written = interestFormula(
      { principal: `B${row}`, rate: `C${row}`, days: `F${row}`, leap },
      convention,
      this.rounding,
    );
    rows.add(
      text(label.replace(/ at [\d.]+%$/, ''), 'label'),
      formula(bearing.cell, dollars(this.valueAt(bearing.cell))),
      { value: accrual.ratePercent.toNumber(), style: 'percentInput' },
      start,
      end,
      formula(days, accrual.days, 'count'),
      formula(written, dollars(amount + 0)),
      formula(
        accrualWords(
          {
            principal: `B${row}`,
            rate: `C${row}`,
            days: `F${row}`,
            first: `D${row}`,
            last: `E${row}`,
          },
          dayCount,
        ),
        accrualNow(
          this.valueAt(bearing.cell),
          accrual.ratePercent.toNumber(),
          accrual.days,
          [accrual.first, accrual.last],
          dayCount,
        ),
        'note',
      ),
    );
    this.accrualRows.push(row);
    const period = bearing.ratesUsed.find(
      ({ from, to }) => from <= accrual.first && (to === null || to >= accrual.first),
    );
    // With months of 30 days the cell holds the day before the first that counts.
    if (isFirst && period)
      this.beginnings.push(`D${row}>=${serial(thirty ? period.from - 1 : period.from)}`);
    bearing.lastRate = `C${row}`;
    bearing.last = accrual.last;
    this.note(item, `G${row}`);
  }

  private valueAt(cell: string): Cents {
    const row = this.rows.rows[Number(cell.slice(1)) - 1];
    return Math.round(Number(row?.[6]?.value ?? 0) * 100);
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

  private fees(line: Line<DebtItem>): void {
    const { attorneyFees: fees } = this.terms;
    if (!fees || fees.kind === 'amount') {
      this.plain(line);
      return;
    }
    const row = this.rows.next;
    const wanted: readonly DebtItem[] | null =
      fees.of === 'principal'
        ? ['principal']
        : fees.of === 'principal_and_interest'
          ? ['principal', 'accrued_interest']
          : null;
    const cells = [...this.cells].flatMap(([item, found]) =>
      wanted === null || wanted.includes(item) ? found : [],
    );
    const base = `MAX(0,SUM(${cells.join(',')}))`;
    const share =
      fees.kind === 'percent'
        ? `B${row}*C${row}/100`
        : fees.tiers
            .map(({ upTo, percent }, n) => {
              const below = fees.tiers[n - 1]?.upTo ?? 0;
              const top = upTo === null ? `B${row}` : `MIN(B${row},${dollars(upTo)})`;
              return `MAX(0,${top}-${dollars(below)})*${percent.toString()}/100`;
            })
            .join('+');
    const uncapped = rounded(share, this.rounding);
    const cap = fees.cap ?? null;
    const before = cells.reduce((sum, cell) => sum + this.valueAt(cell), 0);
    this.rows.add(
      text(line.label, 'label'),
      formula(base, dollars(Math.max(0, before))),
      fees.kind === 'percent' ? { value: fees.percent.toNumber(), style: 'percentInput' } : null,
      null,
      null,
      null,
      formula(cap === null ? uncapped : `MIN(${uncapped},${dollars(cap)})`, dollars(line.amount)),
      text(line.words, 'note'),
    );
    this.note('attorney_fees', `G${row}`);
  }

  /**
   * The payoff on later days: the last accruals run on and all else stays. Left out where more than
   * that would change, such as a fee reckoned on the debt or a rate that ends.
   */
  goodThrough(total: string): void {
    const { rows, terms, bearing } = this;
    const days = NEXT_DAYS.filter((n) => this.runsOn(n));
    const made = goodThrough(terms, NEXT_DAYS.at(-1) ?? 0);
    if (days.length === 0 || !made.ok || bearing.length === 0) return;
    rows.gap();
    columnHeadings(rows, 'Good through', ['', '', '', 'Day', '', 'Amount', 'How'], 6);
    for (const n of days) {
      const found = made.value.find(({ date }) => date === terms.payoffDate + n);
      if (!found) return;
      const more = bearing.map((one) => this.further(one, `(E${rows.next}-${this.payoffDate})`));
      const label = n === 1 ? '1 day later' : `${n} days later`;
      rows.add(
        text(label, 'label'),
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
    const { terms, rates } = this;
    const later = payoff({ ...terms, payoffDate: terms.payoffDate + days });
    if (!later.ok || later.value.lines.length !== this.lines.length) return false;
    const same = later.value.lines.every(
      ({ item, label, amount }, n) =>
        item === 'accrued_interest' ||
        label.startsWith('Interest on ') ||
        amount === this.lines[n]?.amount,
    );
    const sameRate = this.bearing.every(
      ({ lastRate, last, ratesUsed }) =>
        lastRate !== '' &&
        rateOn(ratesUsed ?? rates, last) === rateOn(ratesUsed ?? rates, last + days),
    );
    return same && sameRate;
  }

  /** What one accrual grows by in so many further days: the longer accrual less the one shown. */
  private further({ lastRate, last }: Bearing, days: string): string {
    const { convention } = this;
    const row = lastRate.slice(1);
    const { dayCount, counted } = convention;
    const end = `(E${row}+${days})`;
    const thirty = dayCount === '30/360' || dayCount === '30E/360';
    const span = thirty ? thirtyDays(`D${row}`, end, dayCount) : `F${row}+${days}`;
    const shift = !thirty ? '' : counted === 'both' ? '+1' : counted === 'neither' ? '-1' : '';
    const first = Math.round(Number(this.rows.rows[Number(row) - 1]?.[3]?.value ?? 0)) - 25569;
    const leap =
      dayCount === 'actual/actual' ? `(${leapDays(`D${row}`, end, [first, last])})` : undefined;
    const longer = interestFormula(
      { principal: `B${row}`, rate: `C${row}`, days: `(${span}${shift})`, leap },
      convention,
      this.rounding,
    );
    return `${longer}-G${row}`;
  }

  /** One day's interest after the payoff: amounts at one rate together, rounded as the convention says. */
  private perDiem(): string {
    const { perDiem, dayCount } = this.convention;
    const next = this.terms.payoffDate + 1;
    const groups = new Map<unknown, { cells: string[]; rate: string }>();
    for (const { cell, ratesUsed, lastRate } of this.bearing) {
      const rate = rateOn(ratesUsed, next) ?? rateOn(ratesUsed, this.terms.payoffDate);
      if (rate === null) continue;
      const group = groups.get(rate) ?? { cells: [], rate: this.rateText(lastRate, rate) };
      group.cells.push(cell);
      groups.set(rate, group);
    }
    if (groups.size === 0) return '0';
    const year = `${dayCount === 'actual/actual' ? `(337+DAY(EOMONTH(DATE(YEAR(${this.payoffDate}+1),2,1),0)))` : yearLength(dayCount)}`;
    const parts = [...groups.values()].map(({ cells, rate }) => {
      const sum = cells.length === 1 ? cells[0] : `(${cells.join('+')})`;
      const daily = `${sum}*${rate}/100/${year}`;
      if (perDiem === 'exact') return daily;
      return `${perDiem === 'rounded' ? 'ROUND' : 'ROUNDDOWN'}(ROUND(${daily},10),2)`;
    });
    return rounded(parts.join('+'), this.rounding);
  }

  /** The cell of the last rate where it still holds the day after, otherwise the new rate itself. */
  private rateText(lastRate: string, rate: { toString(): string; toNumber(): number }): string {
    const row = this.rows.rows[Number(lastRate.slice(1)) - 1];
    return lastRate !== '' && row?.[2]?.value === rate.toNumber() ? lastRate : rate.toString();
  }
}

/** Days after the payoff date for which a payoff is stated too. */
const NEXT_DAYS = [1, 2, 3, 4, 5, 6, 7, 14, 21, 30];

const dated = (day: Day) => ({ value: serial(day), style: 'dateInput' as const });
