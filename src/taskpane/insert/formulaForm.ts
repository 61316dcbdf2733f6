/** The form that fills one call: labelled fields, values or cells, and where the formula goes. */
import type { Parameter } from '../../calculation/operation/operation';
import { declarations } from '../../functions/declarations';
import { PROFILES } from '../../law/book';
import { placeText } from '../../formulas/address';
import { buildFormula, isReference } from '../../formulas/formulaText';
import type { Block, CellPlace } from '../../formulas/place';
import { planInsert, planInsertDown } from '../../workbook/insert';
import { carryOut, type Plan } from '../../workbook/plan';
import type { Pane } from '../screen';
import { strings } from '../strings';
import { button, formulaText, message, radioField, selectField } from '../ui/controls';
import { h, pin, refill } from '../ui/dom';
import { kindField } from '../ui/kindField';
import {
  argumentText,
  factsWithProfile,
  parametersOf,
  referenceTo,
  rowOfBlock,
} from './argumentText';
import { planWarnings } from './planView';
import { Target } from './target';

const words = strings.insert;

export class FormulaForm {
  readonly element = h('div', {});
  private id = 'DEFICIENCY';
  private profile = '';
  private way: 'spill' | 'down' = 'spill';
  private readonly typed = new Map<string, string>();
  private readonly target: Target;
  private readonly preview = pin(formulaText('', strings.formula));
  private readonly problems = pin(h('div', { 'aria-live': 'polite' }));

  constructor(private readonly pane: Pane) {
    this.target = new Target(pane, () => this.draw());
  }

  draw(): void {
    const choices = declarations.map(({ id, summary }) => ({
      value: id,
      label: `${id}: ${summary}`,
    }));
    refill(
      this.element,
      h('p', { class: 'rc-quiet' }, words.formHelp),
      selectField(
        { label: words.function, key: 'form.function', value: this.id, choices },
        (id) => {
          this.id = id;
          this.draw();
        },
      ),
      parametersOf(this.id).map((parameter) => this.parameter(parameter)),
      parametersOf(this.id).some(({ name }) => name === 'facts') ? this.profileField() : null,
      this.hasRange() ? this.wayField() : null,
      this.target.element('form'),
      this.preview,
      this.problems,
      button(words.check, () => void this.insert(), { appearance: 'primary', key: 'form.insert' }),
    );
    this.problems.replaceChildren();
    this.showPreview();
    if (!this.target.place) void this.pane.host.selection().then((at) => this.adopt(at));
  }

  /** The first selection is the target until another is chosen. */
  private adopt(at: CellPlace | null): void {
    if (!at || this.target.place) return;
    this.target.place = { sheet: at.sheet, row: at.row, column: at.column };
    this.draw();
  }

  private parameter({ name, kind, description, optional }: Parameter): HTMLElement {
    const label = name.replace(/_/g, ' ').replace(/^./, (letter) => letter.toUpperCase());
    const change = (text: string) => {
      this.typed.set(name, text);
      this.draw();
    };
    return h(
      'div',
      { class: 'rc-take' },
      kindField(
        kind,
        {
          label: optional ? words.optionalField(label) : label,
          help: description,
          key: `form.${name}`,
          value: this.typed.get(name) ?? '',
        },
        change,
        (text) => {
          this.typed.set(name, text);
          this.showPreview();
        },
      ),
      button(words.take, () => void this.take(name), {
        name: words.takeName(label),
        key: `form.take.${name}`,
      }),
    );
  }

  private async take(name: string): Promise<void> {
    const selection = await this.pane.host.selection();
    if (!selection) return this.pane.notices.failed(strings.noCell);
    this.typed.set(name, referenceTo(selection.block, this.target.place?.sheet));
    this.draw();
  }

  private profileField(): HTMLElement {
    const choices = [
      { value: '', label: words.asWorkbook },
      ...PROFILES.map(({ name, label }) => ({ value: name, label })),
      { value: 'none', label: strings.settings.noProfile },
    ];
    return selectField(
      { label: words.profile, key: 'form.profile', value: this.profile, choices },
      (profile) => {
        this.profile = profile;
        this.draw();
      },
    );
  }

  private wayField(): HTMLElement {
    const choices = [
      { value: 'spill', label: words.spill },
      { value: 'down', label: words.down },
    ];
    return radioField({ label: words.way, key: 'form.way', value: this.way, choices }, (way) => {
      this.way = way === 'down' ? 'down' : 'spill';
      this.draw();
    });
  }

  private hasRange(): boolean {
    return [...this.typed.values()].some((text) => /[:[#]/.test(text) && isReference(text.trim()));
  }

  private textOf(name: string): string {
    const typed = this.typed.get(name) ?? '';
    return name === 'facts' ? (factsWithProfile(typed, this.profile) ?? typed) : typed;
  }

  private arguments(): string[] {
    return parametersOf(this.id).map(({ name, kind }) => argumentText(kind, this.textOf(name)));
  }

  private showPreview(): void {
    this.preview.textContent = buildFormula(this.id, this.arguments());
  }

  private mistake(): string | null {
    const missing = parametersOf(this.id).find(
      ({ name, optional }) => !optional && this.textOf(name).trim() === '',
    );
    if (missing) return words.need(missing.name);
    if (factsWithProfile(this.typed.get('facts') ?? '', this.profile) === undefined)
      return words.profileAndRange;
    return this.target.place ? null : words.noTarget;
  }

  private async insert(): Promise<void> {
    const mistake = this.mistake();
    const at = this.target.place;
    if (mistake !== null || !at) return refill(this.problems, message('error', mistake));
    const plan = await this.plan(at);
    refill(this.problems, planWarnings(plan, words.cannot));
    if (plan.changes.length === 0) return;
    const done = await carryOut(this.pane.host, plan);
    if (!done.ok) return this.pane.notices.failed(done.message);
    this.pane.notices.done(words.inserted(placeText(at)), done.value);
    this.pane.refresh();
  }

  private async plan(at: CellPlace): Promise<Plan> {
    const args = this.arguments();
    const blocks = await Promise.all(args.map((text) => this.blockOf(text, at)));
    const rows = Math.max(1, ...blocks.map((block) => block?.rows ?? 1));
    if (this.way === 'down' && rows > 1) {
      const formulaFor = (row: number) =>
        buildFormula(
          this.id,
          args.map((text, i) => {
            const block = blocks[i];
            return block && block.rows > 1 && block.columns === 1
              ? rowOfBlock(block, row, at.sheet)
              : text;
          }),
        );
      return planInsertDown(this.pane.host, { ...at, rows, columns: 1 }, formulaFor);
    }
    return planInsert(this.pane.host, {
      at,
      formula: buildFormula(this.id, args),
      rows,
      columns: 1,
    });
  }

  private async blockOf(text: string, at: CellPlace): Promise<Block | null> {
    if (!isReference(text)) return null;
    const read = await this.pane.host.read(text, at);
    return read.ok ? read.value.block : null;
  }
}
