/** All loans of the formula behind the selected cell: what is open in them, an answer for all that lack it, and the way to the next. */
import { idNameIn } from '../../calculation/input/fields';
import type { LoanResult } from '../../calculation/portfolio/results';
import type { Question } from '../../calculation/portfolio/worklist';
import { blockOf } from '../../formulas/address';
import type { FactValue } from '../../law/facts';
import { labelOf, valueInWords } from '../../law/words';
import { textOf } from '../../money/result';
import { carryAnswers, planShared } from '../../workbook/answers';
import { recordsOf, type Explained } from '../../workbook/explain';
import type { Pane } from '../screen';
import { button, message } from '../ui/controls';
import { h, pin, refill, type Child } from '../ui/dom';
import { LoanWork } from './loanWork';
import { words } from './words';

export class TableWork {
  readonly element = pin(h('div', { 'aria-live': 'polite' }));
  private explained: Explained | null = null;
  /** The loans were worked out for this. */
  private known: Explained | null = null;
  private readonly work = new LoanWork(() => this.show());
  private turn = 0;

  constructor(private readonly pane: Pane) {}

  /** Takes the formula in hand; loans that were looked at are read again where it or its cells changed. */
  follow(explained: Explained): void {
    const same = this.explained !== null && sameCall(this.explained, explained);
    this.explained = explained;
    if (!same) this.forget();
    else if (this.known !== null && !sameValues(this.known, explained)) void this.read();
    this.show();
  }

  private forget(): void {
    this.turn += 1;
    this.known = null;
    this.work.showAll();
  }

  private async read(): Promise<void> {
    const { explained } = this;
    if (!explained) return;
    const turn = (this.turn += 1);
    const names = await namesOf(this.pane, explained);
    const loans = recordsOf(explained).flatMap((record, row) =>
      record === undefined
        ? []
        : [{ at: row, record: { ...record, id: names[row] ?? `${row + 1}` } }],
    );
    if (!(await this.work.assess(loans, () => turn === this.turn))) return;
    this.known = explained;
    this.show();
  }

  private show(): void {
    const { explained, known, work } = this;
    if (explained === null) return;
    if (known === null) {
      const look = button(words.look(explained.rows), () => void this.read(), {
        key: 'table.look',
      });
      return refill(this.element, look);
    }
    const next = this.nextOpen();
    refill(
      this.element,
      work.bar(),
      next === undefined
        ? null
        : button(words.next(next.id), () => void this.go(next), { key: 'table.next' }),
      work.asked((question, value) => void this.answer(question, value)),
      this.errors(),
      work.table((loan) => void this.go(loan)),
    );
  }

  private errors(): Child {
    const wrong = this.work.results.filter(({ kind }) => kind === 'error');
    return wrong.length === 0 ? null : message('warning', words.errors(wrong.length));
  }

  /** The open loan that comes after the one in hand, and the first again after the last. */
  private nextOpen(): LoanResult | undefined {
    const open = this.work.results.filter(({ kind }) => kind === 'open');
    return open.find(({ at }) => at > (this.explained?.row ?? -1)) ?? open[0];
  }

  private async go({ at }: LoanResult): Promise<void> {
    if (!this.explained) return;
    const { anchor } = this.explained;
    const gone = await this.pane.host.select({ ...anchor, row: anchor.row + at });
    if (!gone.ok) return this.pane.notices.failed(gone.message);
    this.pane.refresh();
  }

  private async answer({ name, loans }: Question, value: FactValue): Promise<void> {
    const { explained, pane } = this;
    if (!explained) return;
    const plan = await planShared(pane.host, explained, loans, name, value);
    if (!plan.ok) return pane.notices.failed(plan.message);
    const done = await carryAnswers(pane.host, explained, plan.value);
    if (!done.ok) return pane.notices.failed(done.message);
    const said = words.answered(labelOf(name), valueInWords(name, value), loans.length);
    pane.notices.done(words.wrote(said, plan.value.places), done.value);
    pane.refresh();
  }
}

const sameCall = (one: Explained, other: Explained): boolean =>
  one.anchor.sheet === other.anchor.sheet &&
  one.anchor.row === other.anchor.row &&
  one.id === other.id &&
  one.rows === other.rows;

const sameValues = (one: Explained, other: Explained): boolean =>
  one === other ||
  JSON.stringify(one.sources.map(({ values }) => values)) ===
    JSON.stringify(other.sources.map(({ values }) => values));

/** The loans' own numbers, where the table of the balances has a column of them. */
async function namesOf(pane: Pane, { sources }: Explained): Promise<readonly string[]> {
  const rows = sources.find(({ name }) => name === 'balance')?.block;
  if (!rows) return [];
  const above = blockOf({ ...rows, row: Math.max(0, rows.row - 1), column: 0 }, 1, rows.column + 1);
  const [[heads = []] = []] = await pane.host.readBlocks([above]);
  const headings = heads.map((head) => textOf(head));
  const id = idNameIn(headings);
  if (id === undefined) return [];
  const column = blockOf({ ...rows, column: headings.indexOf(id) }, rows.rows, 1);
  const [values = []] = await pane.host.readBlocks([column]);
  return values.map(([value]) => textOf(value ?? '').trim());
}
