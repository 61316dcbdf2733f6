/** Chooses a model for the selected cell's case, shows what it will write, and inserts it as new sheets. */
import type { Asked, SheetDeclaration } from '../../sheets/declaration';
import type { Sample } from '../../sheets/samples';
import { planModel } from '../../workbook/models';
import type { Plan } from '../../workbook/plan';
import { fail, type Result } from '../../money/result';
import type { Pane } from '../screen';
import { strings } from '../strings';
import { button, message, selectField, textField } from '../ui/controls';
import { h, refill, type Child } from '../ui/dom';
import { kindField } from '../ui/kindField';
import type { FormRow } from '../ui/formRows';
import { NewSheets } from './newSheets';
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
  private readonly sheets: NewSheets;
  private turn = 0;
  private shownOf = '';

  constructor(private readonly pane: Pane) {
    this.sheets = new NewSheets(pane, 'models');
  }

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
      this.sheets.preview,
      this.sheets.made,
      samples(this.pane, builder.SAMPLES),
    );
  }

  private sheetIn({ SHEETS }: Builder): SheetDeclaration {
    const wanted = this.chosen ?? this.pane.preferences?.get('model') ?? 'exhibit';
    return SHEETS.find(({ name }) => name === wanted) ?? (SHEETS[0] as SheetDeclaration);
  }

  private readonly rows = new Map<string, readonly FormRow[]>();

  /** With another case in hand, what was typed and shown for the last one is gone. */
  follow(): void {
    void this.sheets.forgetGone();
    const of = JSON.stringify([this.pane.subject?.title, this.pane.subject?.record]);
    if (of === this.shownOf) return;
    this.shownOf = of;
    this.typed.clear();
    this.rows.clear();
    this.changed();
  }

  /** What was shown belongs to other choices now. */
  private changed(): void {
    this.turn += 1;
    this.sheets.clear();
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
    const turn = (this.turn += 1);
    this.sheets.making();
    const found = await this.build();
    if (turn === this.turn) this.sheets.offer(found);
  }

  private async build(): Promise<Result<Plan>> {
    const { subject } = this.pane;
    if (!subject) return fail(words.noCase);
    const builder = (this.builder ??= await import('./build'));
    const sheet = this.sheetIn(builder);
    const asked = sheet.asks ?? [];
    const missing = asked.find(
      (field) => field.needed && this.valueOf(field, builder).trim() === '',
    );
    if (missing) return fail(strings.insert.need(missing.label));
    const fields = Object.fromEntries(
      asked.map((field) => [field.name, this.valueOf(field, builder)]),
    );
    const title = this.title.trim() || subject.title;
    const built = await builder.buildModel({ sheet, title, fields }, subject);
    return built.ok ? planModel(this.pane.host, built.value) : built;
  }

  forget(): void {
    this.sheets.forget();
  }
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
