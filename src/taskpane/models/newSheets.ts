/** Sheets that a form made: shown before anything is written, inserted beside the others, taken away again once a person has confirmed it. */
import type { Result } from '../../money/result';
import type { SheetModel } from '../../sheets/sheet';
import type { Undoable } from '../../workbook/host';
import { carryOut, type Plan } from '../../workbook/plan';
import type { Pane } from '../screen';
import { strings } from '../strings';
import { button, message } from '../ui/controls';
import { h, pin, refill } from '../ui/dom';

const words = strings.models;

export class NewSheets {
  readonly preview = pin(h('div', { role: 'status', 'aria-live': 'polite' }));
  readonly made = pin(h('div', { 'aria-live': 'polite' }));
  /** The sheets that are offered for removal. */
  private places: readonly string[] = [];

  /** @param key what the buttons of this form are found by */
  constructor(
    private readonly pane: Pane,
    private readonly key: string,
  ) {}

  making(): void {
    refill(this.preview, h('p', { class: 'rc-quiet' }, words.making));
  }

  /** Says what would be written, or why nothing can be; nothing is written yet. */
  offer(made: Result<Plan>): void {
    if (!made.ok)
      return refill(this.preview, message('error', h('span', { dir: 'auto' }, made.message)));
    const plan = made.value;
    const sheets = plan.changes.flatMap((change) =>
      change.kind === 'model' ? [change.model] : [],
    );
    refill(
      this.preview,
      h(
        'section',
        { class: 'rc-ask', 'aria-label': words.preview },
        h('h3', {}, words.preview),
        h(
          'ul',
          { class: 'rc-plain' },
          sheets.map((sheet) => h('li', { dir: 'auto' }, sheetWords(sheet))),
        ),
        this.pane.host.kind === 'workbench' && sheets.some(({ charts = [] }) => charts.length > 0)
          ? h('p', { class: 'rc-help' }, words.charts)
          : null,
        h('p', { class: 'rc-help' }, words.nothingOver),
        h(
          'div',
          { class: 'rc-bar' },
          button(words.insert, () => void this.insert(plan), {
            appearance: 'primary',
            key: `${this.key}.insert`,
          }),
          button(strings.cancel, () => this.clear(), {
            appearance: 'subtle',
            key: `${this.key}.cancel`,
          }),
        ),
      ),
    );
  }

  clear(): void {
    this.preview.replaceChildren();
  }

  private async insert(plan: Plan): Promise<void> {
    const [first = ''] = plan.places;
    const done = await carryOut(this.pane.host, plan);
    this.clear();
    if (!done.ok) return this.pane.notices.failed(done.message);
    this.pane.notices.done(words.inserted(plan.places));
    this.offerRemoval(plan.places, done.value);
    await this.pane.host.select({ sheet: first, row: 0, column: 0 });
  }

  /** People may type into the new sheets, so taking them away asks first. */
  private offerRemoval(places: readonly string[], undoable: Undoable): void {
    this.places = places;
    refill(
      this.made,
      h(
        'div',
        { class: 'rc-bar' },
        h('span', { dir: 'auto' }, words.inserted(places)),
        button(words.remove, () => this.confirmRemoval(places, undoable), {
          key: `${this.key}.remove`,
        }),
      ),
    );
  }

  private confirmRemoval(places: readonly string[], undoable: Undoable): void {
    refill(
      this.made,
      h(
        'section',
        { class: 'rc-ask', 'aria-label': words.remove },
        h('p', { dir: 'auto' }, words.confirmRemove(places)),
        h(
          'div',
          { class: 'rc-bar' },
          button(words.removeNow, () => void this.remove(undoable), {
            appearance: 'primary',
            key: `${this.key}.removenow`,
          }),
          button(words.keep, () => this.offerRemoval(places, undoable), {
            appearance: 'subtle',
            key: `${this.key}.keep`,
          }),
        ),
      ),
    );
  }

  /** Sheets that are no longer there, as after another file was opened, are not offered for removal. */
  async forgetGone(): Promise<void> {
    if (this.places.length === 0) return;
    const there = await this.pane.host.sheets();
    if (this.places.every((name) => there.includes(name))) return;
    this.places = [];
    this.made.replaceChildren();
  }

  /** What was made stands in a workbook that is not open any more. */
  forget(): void {
    this.places = [];
    this.made.replaceChildren();
    this.clear();
  }

  private async remove(undoable: Undoable): Promise<void> {
    this.made.replaceChildren();
    const undone = await undoable.undo();
    if (!undone.ok) this.pane.notices.failed(undone.message);
    else this.pane.notices.done(words.removed);
  }
}

function sheetWords({ name, rows }: SheetModel): string {
  const formulas = rows.flat().filter((cell) => cell?.formula !== undefined).length;
  return words.sheet(name, rows.length, formulas);
}
