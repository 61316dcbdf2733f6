/** A case of several sales, debts and people in plain formulas: each price down to the surplus, each person's account. */
import type { InterestTerm, PersonLine } from '../calculation/case/after';
import type { AppliedMovement, AppliedSale, MovedPart, Part } from '../calculation/case/apply';
import type { CaseResult, PersonResult } from '../calculation/case/caseResult';
import type { DebtAnswer } from '../calculation/case/law';
import { dollars, type Cents } from '../money/cents';
import { toWords, type Day } from '../money/dates';
import { ORDINARY_INTEREST, type InterestConvention, type Percent } from '../money/interest';
import { CaseLaw, type Linked } from './caseLaw';
import type { Paper } from './declaration';
import { exactInterest, isThirty, leapDays, rounded, thirtyDays } from './interestFormula';
import { checkCell, checkLooks, columnHeadings, signatureRows } from './layout';
import { problemRows } from './payoff';
import {
  formula,
  serial,
  sheetReference,
  SheetRows,
  text,
  type CellModel,
  type SheetModel,
} from './sheet';
import type { WholeCaseIn } from './timeInputs';

const EXHIBIT = 'Case exhibit';
const IN_ORDER = 'In order: what each sale brought went out again, and the law is the one shown';
const OTHER =
  'Check: what a sale brought is not what went out, or another law governs; have this made anew';

/** Makes the exhibit, and behind it the law of its debts where that changes something. */
export function caseExhibit({ value, notes }: WholeCaseIn, paper: Paper): readonly SheetModel[] {
  const { title, preparedOn } = paper;
  const law = new CaseLaw(paper);
  const rows = new SheetRows();
  rows.add(text('Exhibit: several sales, debts and people', 'title'));
  rows.add(text(title, 'status'));
  rows.add(text(`Prepared ${toWords(preparedOn)}`, 'subtitle'));
  rows.gap();
  const check = `B${rows.next}`;
  const at = rows.add();
  rows.gap();
  const written = new CaseRows(rows, value, law);
  const test = written.write();
  problemRows(rows, notes);
  signatureRows(rows);
  rows.rows[at - 1] = [text('Check', 'label'), checkCell(test, IN_ORDER, OTHER)];
  const behind = law.sheet();
  const exhibit = {
    name: EXHIBIT,
    widths: [36, 17, 17, 17, 17, 17, 17, 17, 17, 56],
    rows: rows.rows,
    highlights: checkLooks(check),
    frozen: { rows: 3, columns: 0 },
    print: { landscape: true, left: title, right: `Prepared ${toWords(preparedOn)}` },
  };
  return behind ? [exhibit, behind] : [exhibit];
}

const input = (cents: Cents): CellModel => ({ value: dollars(cents), style: 'moneyInput' });
const shown = (written: string, cents: Cents): CellModel => formula(written, dollars(cents + 0));

/** A cell and what it gives. */
interface Placed {
  readonly cell: string;
  readonly cents: Cents;
}

const NOWHERE: Placed = { cell: '0', cents: 0 };

/** A debt on its way through the sales. */
interface DebtCells {
  owed: Placed;
  /** What bears interest, and the day to which that is reckoned; null where none does. */
  bears: (Placed & { readonly rate: string; since: { cell: string; day: Day } }) | null;
  /** Cells that add to what the law takes for the balance. */
  readonly balance: string[];
  readonly costs: string[];
  /** What it had of the prices. */
  readonly paid: string[];
}

/** Interest on a figure from one day to another, as a formula. */
function interestBetween(
  principal: string,
  rate: string,
  from: { readonly cell: string; readonly day: Day },
  to: { readonly cell: string; readonly day: Day },
  convention: InterestConvention,
): string {
  const { dayCount } = convention;
  const span = isThirty(dayCount)
    ? thirtyDays(from.cell, to.cell, dayCount)
    : `${to.cell}-${from.cell}`;
  const leap =
    dayCount === 'actual/actual'
      ? `(${leapDays(`(${from.cell}+1)`, to.cell, [from.day + 1, to.day])})`
      : undefined;
  const days = `MAX(0,${span})`;
  return rounded(exactInterest({ principal, rate, days, leap }, convention), 'half_up');
}

const percent = (rate: Percent): CellModel => ({ value: rate.toNumber(), style: 'percentInput' });
const dated = (day: Day): CellModel => ({ value: serial(day), style: 'dateInput' });

class CaseRows {
  private readonly cells: DebtCells[] = [];
  private readonly tests: string[] = [];
  /** The cell of a sale's price, less the liens paid out of it. */
  private readonly prices = new Map<number, string>();

  constructor(
    private readonly rows: SheetRows,
    private readonly made: CaseResult,
    private readonly law: CaseLaw,
  ) {}

  /** Writes all; gives the test that what came in went out. */
  write(): string {
    this.debts();
    for (const step of this.made.applied.steps)
      if ('sale' in step) this.sale(step);
      else this.movement(step);
    this.left();
    for (const person of this.made.people) this.person(person);
    const tests = [...this.tests, ...this.law.tests];
    return tests.length === 0 ? 'TRUE' : `AND(${tests.join(',')})`;
  }

  private debtName(debt: number): string {
    return this.made.read.debts[debt]?.name ?? '';
  }

  private debts(): void {
    const { rows, made } = this;
    const bearing = made.read.debts.some(({ owing }) => owing.accrues !== null);
    const heads = bearing ? ['Owed', 'Bears interest', 'Rate', 'From'] : ['Owed'];
    columnHeadings(rows, 'Debts', heads, heads.length);
    for (const { name, owing } of made.read.debts) {
      const { accrues, amount } = owing;
      const row = rows.add(
        text(name, 'label'),
        input(amount),
        ...(accrues ? [input(accrues.on), percent(accrues.rate), dated(accrues.from)] : []),
      );
      this.cells.push({
        owed: { cell: `B${row}`, cents: amount },
        bears: accrues && {
          cell: `C${row}`,
          cents: accrues.on,
          rate: `D${row}`,
          since: { cell: `E${row}`, day: accrues.from },
        },
        balance: [`B${row}`],
        costs: [],
        paid: [],
      });
    }
    rows.gap();
  }

  /** Interest of a debt to the day of a step, as it stands in its row. */
  private interest(debt: number, cents: Cents, day: { cell: string; day: Day } | null): CellModel {
    const bears = this.cells[debt]?.bears;
    if (!bears || day === null) return input(cents);
    const { owing } = this.made.read.debts[debt] as CaseResult['read']['debts'][number];
    const convention = { ...ORDINARY_INTEREST, ...owing.accrues?.convention };
    return shown(interestBetween(bears.cell, bears.rate, bears.since, day, convention), cents);
  }

  /** What a debt owes after a step; of that, what bears interest. */
  private after(debt: number, row: number, owed: Cents, day: { cell: string; day: Day } | null) {
    const cells = this.cells[debt];
    if (!cells) return null;
    cells.owed = { cell: `H${row}`, cents: owed };
    const { bears } = cells;
    if (!bears) return null;
    const cents = Math.min(bears.cents, owed);
    const cell = shown(`MIN(${bears.cell},H${row})`, cents);
    const since = day !== null && day.day > bears.since.day ? day : bears.since;
    cells.bears = { ...bears, cell: `I${row}`, cents, since };
    return cell;
  }

  /** One sale: what comes out first, then each debt in its order out of what those before it left. */
  private sale({ sale, at, ahead, parts, surplus }: AppliedSale): void {
    const { rows } = this;
    const name = sale.date === null ? sale.name : `${sale.name}, ${toWords(sale.date)}`;
    this.headings(name, 'Costs');
    const price = rows.add(
      text('Price', 'label'),
      sale.date === null ? null : dated(sale.date),
      null,
      null,
      null,
      null,
      input(sale.price),
    );
    const day = sale.date === null ? null : { cell: `B${price}`, day: sale.date };
    let left = { cell: `G${price}`, cents: sale.price };
    const paid: string[] = [];
    if (sale.ahead > 0) {
      const row = rows.next;
      rows.add(
        text('Liens and taxes', 'label'),
        null,
        null,
        null,
        input(sale.ahead),
        shown(`MIN(${left.cell},E${row})`, ahead),
        shown(`ROUND(${left.cell}-F${row},2)`, left.cents - ahead),
      );
      paid.push(`F${row}`);
      left = { cell: `G${row}`, cents: left.cents - ahead };
    }
    this.prices.set(at, left.cell);
    for (const part of parts) {
      const row = rows.next;
      left = this.part(part, left, day);
      paid.push(`F${row}`);
      this.cells[part.debt]?.paid.push(`F${row}`);
      if (part.costs > 0) this.cells[part.debt]?.costs.push(`D${row}`);
    }
    const row = rows.add(
      text('Surplus to the owner', 'totalLabel'),
      ...Array.from({ length: 4 }, () => text('', 'totalPlain')),
      formula(left.cell, dollars(surplus + 0), 'total'),
    );
    this.tests.push(`ROUND(G${price}-${[...paid, `F${row}`].join('-')},2)=0`);
    rows.gap();
  }

  private headings(name: string, added: string): void {
    const heads = ['Owed before', 'Interest', added, 'Owed', 'Paid', 'Left', 'Owed after'];
    const bearing = this.cells.some(({ bears }) => bears !== null);
    columnHeadings(this.rows, name, bearing ? [...heads, 'Bears interest'] : heads, 8);
  }

  /** A debt in its turn. One that shares with others of its rank has its share as a figure. */
  private part(
    { debt, costs, interest, owed, paid }: Part,
    left: Placed,
    day: { cell: string; day: Day } | null,
  ): Placed {
    const { rows } = this;
    const before = this.cells[debt]?.owed ?? NOWHERE;
    const row = rows.next;
    const alone = paid === Math.min(left.cents, owed);
    const rest = left.cents - paid;
    const bears = this.interest(debt, interest, day);
    if (interest > 0) this.cells[debt]?.balance.push(`C${row}`);
    rows.add(
      text(this.debtName(debt), 'label'),
      shown(before.cell, before.cents),
      bears,
      input(costs),
      shown(`ROUND(B${row}+C${row}+D${row},2)`, owed),
      alone ? shown(`MIN(${left.cell},E${row})`, paid) : input(paid),
      shown(`ROUND(${left.cell}-F${row},2)`, rest),
      shown(`ROUND(E${row}-F${row},2)`, owed - paid),
      this.after(debt, row, owed - paid, day),
      text(alone ? '' : 'shares with others of its rank', 'note'),
    );
    return { cell: `G${row}`, cents: rest };
  }

  /** Money that came in before the last sale, or a charge: on each of its debts in their order. */
  private movement({ movement, parts, beyond }: AppliedMovement): void {
    const { rows } = this;
    const { label, date, amount, sort } = movement;
    this.headings(`${label}, ${toWords(date)}`, 'Charged');
    const came = rows.add(
      text(sort === 'receipt' ? 'Came in' : 'Charged', 'label'),
      dated(date),
      null,
      null,
      null,
      null,
      sort === 'receipt' ? input(amount) : null,
    );
    const day = { cell: `B${came}`, day: date };
    let left = { cell: `G${came}`, cents: sort === 'receipt' ? amount : 0 };
    for (const part of parts) left = this.moved(part, sort, left, day);
    if (beyond > 0)
      rows.add(
        text('More than was owed then', 'totalLabel'),
        ...Array.from({ length: 4 }, () => text('', 'totalPlain')),
        formula(left.cell, dollars(beyond), 'total'),
      );
    rows.gap();
  }

  private moved(
    { debt, owed, interest, amount }: MovedPart,
    sort: 'receipt' | 'charge',
    left: Placed,
    day: { cell: string; day: Day },
  ): Placed {
    const { rows } = this;
    const before = this.cells[debt]?.owed ?? NOWHERE;
    const row = rows.next;
    const charged = sort === 'charge' ? amount : 0;
    const paid = sort === 'receipt' ? amount : 0;
    const alone = paid === Math.min(left.cents, owed);
    const bears = this.interest(debt, interest, day);
    const { balance } = this.cells[debt] ?? {};
    if (interest > 0) balance?.push(`C${row}`);
    if (charged > 0) balance?.push(`D${row}`);
    if (paid > 0) balance?.push(`-F${row}`);
    rows.add(
      text(this.debtName(debt), 'label'),
      shown(before.cell, before.cents),
      bears,
      input(charged),
      shown(`ROUND(B${row}+C${row}+D${row},2)`, owed + charged),
      sort === 'charge' ? null : alone ? shown(`MIN(${left.cell},E${row})`, paid) : input(paid),
      sort === 'charge' ? null : shown(`ROUND(${left.cell}-F${row},2)`, left.cents - paid),
      shown(`ROUND(E${row}-F${row},2)`, owed + charged - paid),
      this.after(debt, row, owed + charged - paid, day),
      text(alone ? '' : 'shares with others of its rank', 'note'),
    );
    return { cell: `G${row}`, cents: left.cents - paid };
  }

  /** What is left of each debt before any law. */
  private left(): void {
    const { rows, made } = this;
    columnHeadings(rows, 'Left owing before any law', ['Left owing'], 1);
    const first = rows.next;
    this.cells.forEach((cells, n) => {
      const { cell, cents } = cells.owed;
      const row = rows.add(text(this.debtName(n), 'label'), shown(cell, cents));
      cells.owed = { cell: `B${row}`, cents };
    });
    const last = rows.next - 1;
    rows.add(
      text('All debts', 'totalLabel'),
      formula(`ROUND(SUM(B${first}:B${last}),2)`, dollars(made.unpaid + 0), 'total'),
    );
    rows.gap();
  }

  /** What the law takes for balance, costs and price of a debt, as the cells above work them out. */
  private linked({ debt, sharers }: DebtAnswer): Linked {
    const cells = this.cells[debt];
    const linked = new Map<string, { written: string; cents: Cents }>();
    if (!cells) return linked;
    const { owing, balance } = this.made.read.debts[debt] as CaseResult['read']['debts'][number];
    const { interest = 0, charged = 0, received = 0 } = this.made.applied.debts[debt] ?? {};
    const owed = balance + interest + charged - received;
    if (balance === owing.amount)
      linked.set('debt', { written: sumOf(cells.balance), cents: owed });
    const sum = (name: string) =>
      sharers.reduce((total, { amounts }) => total + (amounts.get(name) ?? 0), 0);
    if (cells.costs.length > 0)
      linked.set('costs', { written: sumOf(cells.costs), cents: sum('costs') });
    const price = sum('sale_price');
    const paid = this.made.applied.debts[debt]?.paid ?? 0;
    const [only, ...others] = this.made.applied.sales.filter(({ parts }) =>
      parts.some((part) => part.debt === debt),
    );
    // One sale that pays one debt is told whole, its surplus too.
    if (only && others.length === 0 && only.parts.length === 1) {
      const left = only.sale.price - only.ahead;
      linked.set('sale_price', {
        written: exhibitCell(this.prices.get(only.at) ?? '0'),
        cents: left,
      });
    } else if (price === paid)
      linked.set('sale_price', { written: sumOf(cells.paid), cents: price });
    return linked;
  }

  /** What one person owes: what is left of each debt, what the law makes of it, and what came after. */
  private person(result: PersonResult): void {
    const { person, answers, lines, low, high, owes, owedTo, words, citations } = result;
    const { rows } = this;
    const heads = ['Amount', 'On', 'Rate', 'From', 'Until'];
    columnHeadings(rows, person.name, [...heads, '', '', '', 'How'], 5);
    const how = (said: string) => [null, null, null, null, null, null, null, text(said, 'note')];
    if (owes === null) {
      rows.add(text(words, 'note'));
      rows.gap();
      return;
    }
    const first = rows.next;
    const upper = low === high || owes === high;
    for (const answer of answers) {
      const { debt, low: least, high: most } = answer;
      const left = this.cells[debt]?.owed ?? NOWHERE;
      const owed = upper ? most : least;
      const name = this.debtName(debt);
      rows.add(text(name, 'label'), shown(left.cell, left.cents), ...how('left owing'));
      if (owed === left.cents) continue;
      const side = upper ? 'high' : 'low';
      const cell = this.law.cellOf(answer, side, `${name}: ${person.name}`, this.linked(answer));
      const law = cell
        ? shown(`ROUND(${cell}-B${rows.next - 1},2)`, owed - left.cents)
        : input(owed - left.cents);
      rows.add(text('What the law makes of it', 'label'), law, ...how(citations.join('; ')));
    }
    // What bears interest is what stands above, as long as nothing was paid since.
    let bearing: string | null = `SUM(B${first}:B${rows.next - 1})`;
    for (const line of lines) {
      if (line.debt !== '' || line.amount === 0) continue;
      if (line.interest) this.interestLines(line, line.interest, answers.length === 1 && bearing);
      else rows.add(text(line.label, 'label'), input(line.amount), ...how(line.words));
      if (line.amount < 0) bearing = null;
    }
    const last = rows.next - 1;
    const total = owes - (owedTo ?? 0);
    rows.add(
      text(total < 0 ? 'Is owed' : 'Owes', 'totalLabel'),
      formula(last < first ? '0' : `ROUND(SUM(B${first}:B${last}),2)`, dollars(total + 0), 'total'),
      ...how(words),
    );
    rows.gap();
  }

  /** Interest after the sales, on each debt by itself. */
  private interestLines(
    { label, words }: PersonLine,
    { on, rate, from, until, convention }: InterestTerm,
    bearing: string | false | null,
  ): void {
    const { rows } = this;
    for (const { debt, amount, interest } of on) {
      const row = rows.next;
      const [start, end] = [`E${row}`, `F${row}`];
      const written = interestBetween(
        `C${row}`,
        `D${row}`,
        { cell: start, day: from },
        { cell: end, day: until },
        convention,
      );
      rows.add(
        text(on.length > 1 ? `${label}, ${this.debtName(debt)}` : label, 'label'),
        shown(written, interest),
        bearing ? shown(`ROUND(${bearing},2)`, amount) : input(amount),
        percent(rate),
        dated(from),
        dated(until),
        null,
        null,
        null,
        text(words, 'note'),
      );
    }
  }
}

const exhibitCell = (cell: string): string =>
  cell.startsWith('-')
    ? `-${sheetReference(EXHIBIT)}!${cell.slice(1)}`
    : `${sheetReference(EXHIBIT)}!${cell}`;

const sumOf = (cells: readonly string[]): string =>
  `ROUND(${cells.map((cell, n) => `${n > 0 && !cell.startsWith('-') ? '+' : ''}${exhibitCell(cell)}`).join('')},2)`;
