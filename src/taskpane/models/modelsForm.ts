/** Chooses a model for the selected cell's case, shows what it will write, and inserts it as new sheets. */
import type { Asked, SheetDeclaration } from '../../sheets/declaration';
import type { Sample } from '../../sheets/samples';
import type { SheetModel } from '../../sheets/sheet';
import type { Undoable } from '../../workbook/host';
import { planModel } from '../../workbook/models';
import { carryOut, type Plan } from '../../workbook/plan';
import type { Pane, Subject } from '../screen';
import { strings } from '../strings';
import { button, message, selectField, textField } from '../ui/controls';
import { h, pin, refill, type Child } from '../ui/dom';
import { kindField } from '../ui/kindField';
import type { Row } from './rowsField';
import type * as BuildModule from './build';

type Builder = typeof BuildModule;

const words = strings.models;

export class ModelsForm {
  readonly element = h('div', {});
  /** All that makes sheets, once it is loaded. */
  private builder: Builder | null = null;
  private chosen: string | undefined;
  private title = '';
  private readonly typed = new Map<string, string>();
  private readonly preview = pin(h('div', { role: 'status', 'aria-live': 'polite' }));
  private readonly made = pin(h('div', { 'aria-live': 'polite' }));
  /** The sheets that are offered for removal. */
  private places: readonly string[] = [];
  private turn = 0;
  private shownOf = '';

  constructor(private readonly pane: Pane) {}

  draw(): void {
    if (this.builder) return this.drawForm(this.builder);
    refill(this.element, h('p', { class: 'rc-quiet' }, words.loading));
    import('./build').then(
      (builder) => {
        this.builder = builder;
        this.draw();
      },
      () => refill(this.element, message('error', words.notLoaded)),
    );
  }

  private drawForm(builder: Builder): void {
    const { subject } = this.pane;
    const sheet = this.sheetIn(builder);
    refill(
      this.element,
      h('p', { class: 'rc-quiet' }, words.help),
      h('p', { dir: 'auto' }, subject ? words.caseOf(subject.title) : words.noCase),
      selectField(
        {
          label: words.kind,
          help: sheet.about,
          key: 'models.kind',
          value: sheet.name,
          choices: builder.SHEETS.map(({ name, title }) => ({ value: name, label: title })),
        },
        (value) => {
          this.chosen = value;
          this.pane.preferences?.set('model', value);
          this.changed();
        },
      ),
      textField(
        {
          label: words.title,
          help: words.titleHelp,
          key: 'models.title',
          value: this.title,
          placeholder: subject?.title ?? '',
        },
        (value) => {
          this.title = value;
          this.changed();
        },
      ),
      (sheet.asks ?? []).map((field) => this.field(field, builder)),
      button(words.look, () => void this.look(), {
        appearance: 'primary',
        key: 'models.look',
      }),
      this.preview,
      this.made,
      samples(this.pane, builder.SAMPLES),
    );
  }

  private sheetIn({ SHEETS }: Builder): SheetDeclaration {
    const wanted = this.chosen ?? this.pane.preferences?.get('model') ?? 'exhibit';
    return SHEETS.find(({ name }) => name === wanted) ?? (SHEETS[0] as SheetDeclaration);
  }

  private readonly rows = new Map<string, readonly Row[]>();

  /** With another case in hand, what was typed and shown for the last one is gone. */
  follow(): void {
    void this.forgetGone();
    const of = JSON.stringify([this.pane.subject?.title, this.pane.subject?.record]);
    if (of === this.shownOf) return;
    this.shownOf = of;
    this.typed.clear();
    this.rows.clear();
    this.changed();
  }

  /** Sheets that are no longer there, as after another file was opened, are not offered for removal. */
  private async forgetGone(): Promise<void> {
    if (this.places.length === 0) return;
    const there = await this.pane.host.sheets();
    if (this.places.every((name) => there.includes(name))) return;
    this.places = [];
    this.made.replaceChildren();
  }

  /** What was shown belongs to other choices now. */
  private changed(): void {
    this.turn += 1;
    this.preview.replaceChildren();
    this.draw();
  }

  private field(field: Asked, builder: Builder): HTMLElement {
    const { label } = field;
    if (field.type === 'rows')
      return builder.rowsField(field, this.rows.get(field.name) ?? [], (rows) => {
        this.rows.set(field.name, rows);
        this.typed.set(field.name, builder.rowsInWords(rows));
        this.changed();
      });
    return kindField(
      field.type,
      {
        label: field.needed ? label : strings.insert.optionalField(label),
        key: `models.${field.name}`,
        value: this.valueOf(field, builder),
      },
      (value) => {
        this.typed.set(field.name, value);
        if (field.kept) this.pane.preferences?.set(field.kept, value);
        this.changed();
      },
    );
  }

  private valueOf(field: Asked, { proposed }: Builder): string {
    const kept = field.kept && this.pane.preferences?.get(field.kept);
    return this.typed.get(field.name) ?? kept ?? proposed(field, this.pane.subject);
  }

  /** Builds the model and says what would be written; nothing is written yet. */
  private async look(): Promise<void> {
    const { subject } = this.pane;
    if (!subject) return refill(this.preview, message('error', words.noCase));
    const turn = (this.turn += 1);
    refill(this.preview, h('p', { class: 'rc-quiet' }, words.making));
    const found = await this.build(subject);
    if (turn !== this.turn) return;
    if (!found.ok)
      return refill(this.preview, message('error', h('span', { dir: 'auto' }, found.message)));
    const { plan, sheets } = found;
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
            key: 'models.insert',
          }),
          button(strings.cancel, () => this.preview.replaceChildren(), {
            appearance: 'subtle',
            key: 'models.cancel',
          }),
        ),
      ),
    );
  }

  private async build(
    subject: Subject,
  ): Promise<
    { ok: true; plan: Plan; sheets: readonly SheetModel[] } | { ok: false; message: string }
  > {
    const builder = (this.builder ??= await import('./build'));
    const sheet = this.sheetIn(builder);
    const asked = sheet.asks ?? [];
    const missing = asked.find(
      (field) => field.needed && this.valueOf(field, builder).trim() === '',
    );
    if (missing) return { ok: false, message: strings.insert.need(missing.label) };
    const fields = Object.fromEntries(
      asked.map((field) => [field.name, this.valueOf(field, builder)]),
    );
    const title = this.title.trim() || subject.title;
    const built = await builder.buildModel({ sheet, title, fields }, subject);
    if (!built.ok) return built;
    const plan = await planModel(this.pane.host, built.value);
    if (!plan.ok) return plan;
    const sheets = plan.value.changes.flatMap((change) =>
      change.kind === 'model' ? [change.model] : [],
    );
    return { ok: true, plan: plan.value, sheets };
  }

  private async insert(plan: Plan): Promise<void> {
    const [first = ''] = plan.places;
    const done = await carryOut(this.pane.host, plan);
    this.preview.replaceChildren();
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
        button(words.remove, () => this.confirmRemoval(places, undoable), { key: 'models.remove' }),
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
            key: 'models.removenow',
          }),
          button(words.keep, () => this.offerRemoval(places, undoable), {
            appearance: 'subtle',
            key: 'models.keep',
          }),
        ),
      ),
    );
  }

  /** What was made stands in a workbook that is not open any more. */
  forget(): void {
    this.places = [];
    this.made.replaceChildren();
    this.preview.replaceChildren();
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

/** Finished examples, on this add-in's own address: opened as new workbooks where the host can, else downloaded. */
const samples = (pane: Pane, all: readonly Sample[]): Child[] => [
  h('h3', { class: 'rc-part' }, words.samples),
  h('p', { class: 'rc-quiet' }, words.samplesHelp),
  h(
    'ul',
    { class: 'rc-bullets' },
    all.map(({ file, label }) =>
      h(
        'li',
        {},
        pane.host.openCopy
          ? button(label, () => void openSample(pane, address(file)), { key: `sample.${file}` })
          : h('a', { class: 'rc-link', href: address(file), download: `${file}.xlsx` }, label),
      ),
    ),
  ),
];

const address = (file: string): string => `assets/models/${file}.xlsx`;

async function openSample(pane: Pane, from: string): Promise<void> {
  const answer = await fetch(from).catch(() => null);
  if (!answer?.ok) return pane.notices.failed(words.notLoaded);
  const opened = await pane.host.openCopy?.(new Uint8Array(await answer.arrayBuffer()));
  if (opened && !opened.ok) pane.notices.failed(opened.message);
}
