/** What the law leaves of each debt of a case, step by step in plain formulas that follow the exhibit of the case. */
import { assess } from '../calculation/deficiency/assess';
import type { Case } from '../calculation/deficiency/case';
import { outcome } from '../calculation/deficiency/outcome';
import type { DebtAnswer } from '../calculation/case/law';
import { known, sharedCreditIn } from '../law/amounts';
import { dollars, type Cents } from '../money/cents';
import { toWords } from '../money/dates';
import type { Paper } from './declaration';
import { branchRows, inputRows } from './exhibit';
import { endsOf, wayRows, waysOf } from './open';
import { formula, sheetReference, SheetRows, text, type SheetModel } from './sheet';

const SHEET = 'Law of the case';

/** Amounts of a debt as the exhibit of the case works them out: a formula there, and what it gives. */
export type Linked = ReadonlyMap<string, { readonly written: string; readonly cents: Cents }>;

/** The sheet, and cells of it for the exhibit. */
export class CaseLaw {
  private readonly rows = new SheetRows();
  private readonly written = new Map<Case, { low: string; high: string }>();
  /** Tests that the amounts keep within their branches of the law. */
  readonly tests: string[] = [];

  constructor(private readonly paper: Paper) {
    this.rows.add(text('The law of each debt', 'title'));
    this.rows.add(text(paper.title, 'status'));
    this.rows.add(text(`Prepared ${toWords(paper.preparedOn)}`, 'subtitle'));
    this.rows.gap();
  }

  /** The cell with what one end of an answer comes to; undefined where its formulas lie elsewhere. */
  cellOf(
    answer: DebtAnswer,
    side: 'low' | 'high',
    name: string,
    linked: Linked,
  ): string | undefined {
    const [item, ...others] = answer.cases;
    // Sales that share a credit, and sales that ask different laws, have no formula of one case.
    if (!item || others.length > 0 || sharedCreditIn(item.amounts)) return undefined;
    if (outcome(item)[side] !== answer[side]) return undefined;
    let cells = this.written.get(item);
    if (!cells) this.written.set(item, (cells = this.write(item, name, linked)));
    return `${sheetReference(SHEET)}!${cells[side]}`;
  }

  private write(item: Case, name: string, linked: Linked): { low: string; high: string } {
    const { rows, paper } = this;
    rows.add(text(name, 'heading'));
    const ways = waysOf(item, assess(item));
    const first = rows.next;
    const inputs = inputRows(rows, { ...paper, item }, ways);
    for (const [amount, { written, cents }] of linked)
      this.link(inputs.cellOf(amount, 'low'), first, item, amount, written, cents);
    rows.gap();
    const steps = wayRows(rows, item, ways, inputs);
    const within = branchRows(rows, { ...paper, item }, ways[0].way, inputs);
    this.tests.push(`${sheetReference(SHEET)}!${within}="yes"`);
    const ends = endsOf(ways, steps);
    const { deficiency } = steps[0];
    return ends ?? { low: deficiency, high: deficiency };
  }

  /** Puts a formula in the place of an amount that the exhibit of the case works out. */
  private link(
    cell: string,
    first: number,
    item: Case,
    amount: string,
    written: string,
    cents: Cents,
  ): void {
    const row = /^B(\d+)$/.exec(cell)?.[1];
    if (row === undefined || Number(row) < first || known(item.amounts, amount) !== cents) return;
    const cells = this.rows.rows[Number(row) - 1] ?? [];
    // What is built of lines is a formula of those.
    if (cells[1]?.formula !== undefined) return;
    this.rows.rows[Number(row) - 1] = [
      cells[0] ?? null,
      formula(written, dollars(cents + 0)),
      null,
      text('from the exhibit of the case', 'note'),
    ];
  }

  /** The sheet; undefined where nothing was written. */
  sheet(): SheetModel | undefined {
    if (this.written.size === 0) return undefined;
    const { title, preparedOn } = this.paper;
    return {
      name: SHEET,
      widths: [42, 17, 17, 48, 40],
      rows: this.rows.rows,
      frozen: { rows: 3, columns: 0 },
      print: { landscape: true, left: title, right: `Prepared ${toWords(preparedOn)}` },
    };
  }
}
