/** A case of several sales, debts and people in plain formulas: each price down to the surplus, each person's account. */
import type { AppliedSale, Part } from '../calculation/case/apply';
import type { CaseResult, PersonResult } from '../calculation/case/caseResult';
import { dollars, type Cents } from '../money/cents';
import { toWords } from '../money/dates';
import type { Paper } from './declaration';
import { checkCell, checkLooks, columnHeadings, signatureRows } from './layout';
import { problemRows } from './payoff';
import { formula, serial, SheetRows, text, type CellModel, type SheetModel } from './sheet';
import type { WholeCaseIn } from './timeInputs';

const IN_ORDER = 'In order: what each sale brought went out again';
const OTHER = 'Check: what a sale brought is not what went out; have this made anew';

/** Makes the sheet. */
export function caseExhibit(
  { value, notes }: WholeCaseIn,
  { title, preparedOn }: Paper,
): SheetModel {
  const rows = new SheetRows();
  rows.add(text('Exhibit: several sales, debts and people', 'title'));
  rows.add(text(title, 'status'));
  rows.add(text(`Prepared ${toWords(preparedOn)}`, 'subtitle'));
  rows.gap();
  const check = `B${rows.next}`;
  const at = rows.add();
  rows.gap();
  const written = new CaseRows(rows, value);
  const test = written.write();
  problemRows(rows, notes);
  signatureRows(rows);
  rows.rows[at - 1] = [text('Check', 'label'), checkCell(test, IN_ORDER, OTHER)];
  return {
    name: 'Case exhibit',
    widths: [36, 17, 17, 17, 17, 17, 17, 17, 56],
    rows: rows.rows,
    highlights: checkLooks(check),
    frozen: { rows: 3, columns: 0 },
    print: { landscape: true, left: title, right: `Prepared ${toWords(preparedOn)}` },
  };
}

const input = (cents: Cents): CellModel => ({ value: dollars(cents), style: 'moneyInput' });
const shown = (written: string, cents: Cents): CellModel => formula(written, dollars(cents + 0));

class CaseRows {
  /** The cell that holds what is owed on a debt, and how much that is. */
  private readonly owed: { cell: string; cents: Cents }[] = [];
  private readonly tests: string[] = [];

  constructor(
    private readonly rows: SheetRows,
    private readonly made: CaseResult,
  ) {}

  /** Writes all; gives the test that what came in went out. */
  write(): string {
    this.debts();
    for (const applied of this.made.applied.sales) this.sale(applied);
    this.left();
    for (const person of this.made.people) this.person(person);
    return this.tests.length === 0 ? 'TRUE' : `AND(${this.tests.join(',')})`;
  }

  private debts(): void {
    const { rows, made } = this;
    columnHeadings(rows, 'Debts', ['Owed'], 1);
    for (const { name, owing } of made.read.debts) {
      const row = rows.add(text(name, 'label'), input(owing.amount));
      this.owed.push({ cell: `B${row}`, cents: owing.amount });
    }
    rows.gap();
  }

  /** One sale: what comes out first, then each debt in its order out of what those before it left. */
  private sale({ sale, ahead, parts, surplus }: AppliedSale): void {
    const { rows } = this;
    const name = sale.date === null ? sale.name : `${sale.name}, ${toWords(sale.date)}`;
    const heads = [
      'Owed before',
      'Interest, charges',
      'Costs',
      'Owed',
      'Paid',
      'Left of price',
      'Owed after',
    ];
    columnHeadings(rows, name, heads, 7);
    const price = rows.add(
      text('Price', 'label'),
      sale.date === null ? null : { value: serial(sale.date), style: 'dateInput' },
      null,
      null,
      null,
      null,
      input(sale.price),
    );
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
    for (const part of parts) left = this.part(part, left, paid);
    const row = rows.add(
      text('Surplus to the owner', 'totalLabel'),
      ...Array.from({ length: 4 }, () => text('', 'totalPlain')),
      formula(left.cell, dollars(surplus + 0), 'total'),
    );
    this.tests.push(`ROUND(G${price}-${[...paid, `F${row}`].join('-')},2)=0`);
    rows.gap();
  }

  /** A debt in its turn. One that shares with others of its rank has its share as a figure. */
  private part(part: Part, left: { cell: string; cents: Cents }, paid: string[]) {
    const { rows, made } = this;
    const { debt, costs, owed } = part;
    const before = this.owed[debt] ?? { cell: '0', cents: 0 };
    const name = made.read.debts[debt]?.name ?? '';
    const row = rows.next;
    const alone = part.paid === Math.min(left.cents, owed);
    const rest = left.cents - part.paid;
    rows.add(
      text(name, 'label'),
      shown(before.cell, before.cents),
      input(owed - costs - before.cents),
      input(costs),
      shown(`ROUND(B${row}+C${row}+D${row},2)`, owed),
      alone ? shown(`MIN(${left.cell},E${row})`, part.paid) : input(part.paid),
      shown(`ROUND(${left.cell}-F${row},2)`, rest),
      shown(`ROUND(E${row}-F${row},2)`, owed - part.paid),
      text(alone ? '' : 'shares with others of its rank', 'note'),
    );
    paid.push(`F${row}`);
    this.owed[debt] = { cell: `H${row}`, cents: owed - part.paid };
    return { cell: `G${row}`, cents: rest };
  }

  /** What is left of each debt; money that came in after the last sale comes off below. */
  private left(): void {
    const { rows, made } = this;
    columnHeadings(rows, 'Left owing before any law', ['Left owing'], 1);
    const first = rows.next;
    made.read.debts.forEach(({ name }, n) => {
      const before = this.owed[n] ?? { cell: '0', cents: 0 };
      const unpaid = made.applied.debts[n]?.unpaid ?? 0;
      const later = unpaid - before.cents;
      const row = rows.add(
        text(name, 'label'),
        shown(later === 0 ? before.cell : `ROUND(${before.cell}+C${rows.next},2)`, unpaid),
        ...(later === 0 ? [] : [input(later), text('charged less received besides', 'note')]),
      );
      this.owed[n] = { cell: `B${row}`, cents: unpaid };
    });
    const last = rows.next - 1;
    rows.add(
      text('All debts', 'totalLabel'),
      formula(`ROUND(SUM(B${first}:B${last}),2)`, dollars(made.unpaid + 0), 'total'),
    );
    rows.gap();
  }

  /** What one person owes: what is left of each debt, what the law makes of it, and what came after. */
  private person({
    person,
    answers,
    lines,
    low,
    high,
    owes,
    owedTo,
    words,
    citations,
  }: PersonResult): void {
    const { rows, made } = this;
    columnHeadings(rows, person.name, ['Amount', 'How'], 1);
    if (owes === null) {
      rows.add(text(words, 'note'));
      rows.gap();
      return;
    }
    const first = rows.next;
    const upper = low === high || owes === high;
    for (const { debt, low: least, high: most } of answers) {
      const left = this.owed[debt] ?? { cell: '0', cents: 0 };
      const owed = upper ? most : least;
      rows.add(
        text(made.read.debts[debt]?.name ?? '', 'label'),
        shown(left.cell, left.cents),
        text('left owing'),
      );
      if (owed !== left.cents)
        rows.add(
          text('What the law makes of it', 'label'),
          input(owed - left.cents),
          text(citations.join('; '), 'note'),
        );
    }
    for (const line of lines)
      if (line.debt === '' && line.amount !== 0)
        rows.add(text(line.label, 'label'), input(line.amount), text(line.words, 'note'));
    const last = rows.next - 1;
    const total = owes - (owedTo ?? 0);
    rows.add(
      text(total < 0 ? 'Is owed' : 'Owes', 'totalLabel'),
      formula(last < first ? '0' : `ROUND(SUM(B${first}:B${last}),2)`, dollars(total + 0), 'total'),
      text(words, 'note'),
    );
    rows.gap();
  }
}
