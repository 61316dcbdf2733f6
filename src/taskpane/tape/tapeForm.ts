/** Opens a seller's tape in the pane: how its columns are read, what its loans come to, and the sheets that are made of it. */
import { calendarFile } from '../../calculation/portfolio/ics';
import type { Question } from '../../calculation/portfolio/worklist';
import {
  mappingOf,
  tapeField,
  type Mapping,
  type TapeColumn,
} from '../../calculation/tape/columns';
import { TAPE_FIELDS } from '../../calculation/tape/headings';
import type { Tape, TapeLoan } from '../../calculation/tape/tape';
import { currentReader, today } from '../../functions/session';
import { INPUT_AMOUNTS } from '../../calculation/input/caseAmounts';
import { DEBT_ITEMS } from '../../calculation/input/debtItems';
import { FACTS, PROFILES } from '../../law/book';
import type { FactValue } from '../../law/facts';
import { labelOf, valueInWords } from '../../law/words';
import type { SheetModel } from '../../sheets/sheet';
import { planModel } from '../../workbook/models';
import { carryOut } from '../../workbook/plan';
import type { Pane } from '../screen';
import { button, message, section, selectField } from '../ui/controls';
import { h, handOver, pin, refill, type Child } from '../ui/dom';
import { LoanWork } from './loanWork';
import { words } from './words';

const MOST_BYTES = 20_000_000;
const MOST_UNPACKED = 400_000_000;
const MOST_LISTED = 8;

/** An answer that was given for all loans that lacked it. */
interface Given {
  readonly name: string;
  readonly value: FactValue;
  readonly loans: readonly number[];
}

export class TapeForm {
  readonly element = pin(h('div', {}));
  private readonly report = pin(h('div', { 'aria-live': 'polite' }));
  private bytes: Uint8Array | null = null;
  private name = '';
  private tape: Tape | null = null;
  private readonly work = new LoanWork(() => this.show());
  private given: readonly Given[] = [];
  private turn = 0;

  constructor(private readonly pane: Pane) {}

  draw(): void {
    refill(
      this.element,
      h('p', { class: 'rc-quiet' }, words.help),
      h(
        'div',
        {
          class: 'rc-field rc-drop',
          ondragover: (event) => event.preventDefault(),
          ondrop: (event) => this.dropped(event as DragEvent),
        },
        h('label', { for: 'field-tape.file' }, words.choose),
        h('input', {
          type: 'file',
          id: 'field-tape.file',
          class: 'rc-input',
          'data-key': 'tape.file',
          accept: '.xlsx,.xlsm,.csv,.tsv,.txt',
          onchange: ({ target }) => this.chosen((target as HTMLInputElement).files?.[0]),
        }),
        h('p', { class: 'rc-help' }, words.drop),
      ),
      this.report,
    );
  }

  private dropped(event: DragEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.chosen(event.dataTransfer?.files[0]);
  }

  private chosen(file: File | undefined): void {
    if (file) void this.open(file);
  }

  private async open(file: File): Promise<void> {
    if (file.size > MOST_BYTES) return this.fail(words.tooLarge);
    refill(this.report, h('p', { class: 'rc-quiet' }, words.reading(file.name)));
    this.bytes = new Uint8Array(await file.arrayBuffer());
    this.name = file.name;
    this.given = [];
    this.work.showAll();
    await this.read(this.kept());
  }

  private fail(text: string): void {
    refill(this.report, message('error', h('span', { dir: 'auto' }, text)));
  }

  /** How columns of earlier tapes were read. */
  private kept(): Mapping {
    try {
      const record: unknown = JSON.parse(this.pane.preferences?.get('tape') ?? '{}');
      return Object.fromEntries(
        Object.entries(record as Record<string, unknown>).flatMap(([key, name]) =>
          typeof name === 'string' && (name === '' || tapeField(name)) ? [[key, name]] : [],
        ),
      );
    } catch {
      return {};
    }
  }

  /** Reads the tape with what somebody said of its columns. */
  private async read(told: Mapping): Promise<void> {
    const turn = (this.turn += 1);
    const { tapeIn } = await import('../../xlsx/tape');
    if (turn !== this.turn || !this.bytes) return;
    const read = tapeIn(this.bytes, told, MOST_UNPACKED);
    if (!read.ok) return this.fail(read.message);
    this.tape = read.value;
    await this.assess(turn);
  }

  /** The loans as the tape tells them, with the answers that were given since. */
  private records(): readonly Readonly<Record<string, unknown>>[] {
    return (this.tape?.loans ?? []).map(({ record }, at) => {
      const more = this.given.filter(({ loans }) => loans.includes(at));
      return more.length === 0
        ? record
        : { ...record, ...Object.fromEntries(more.map(({ name, value }) => [name, value])) };
    });
  }

  private unread(): ReadonlyMap<number, string> {
    return new Map((this.tape?.loans ?? []).flatMap((loan, at) => refusalOf(loan, at)));
  }

  private async assess(turn = (this.turn += 1)): Promise<void> {
    const unread = this.unread();
    const loans = this.records().map((record, at) => ({ at, record, refusal: unread.get(at) }));
    if (await this.work.assess(loans, () => turn === this.turn)) this.show();
  }

  private show(): void {
    const { tape, work } = this;
    if (!tape) return;
    refill(
      this.report,
      h('h3', { dir: 'auto' }, words.loans(tape.loans.length, this.name)),
      h('p', { class: 'rc-quiet' }, words.setting(profileWords())),
      tape.notes.map((note) => message('warning', note)),
      work.bar(),
      work.map(),
      work.asked((question, value) => this.answer(question, value)),
      this.givenList(),
      work.table(),
      this.remarks(tape),
      section('tape.columns', words.columns, false, this.columns(tape.columns)),
      h(
        'div',
        { class: 'rc-bar' },
        button(words.make, () => void this.make(), { appearance: 'primary', key: 'tape.make' }),
        button(words.calendar, () => this.calendar(), { key: 'tape.calendar' }),
      ),
      this.preview,
    );
  }

  private readonly preview = pin(h('div', { role: 'status', 'aria-live': 'polite' }));

  private answer({ name, loans }: Question, value: FactValue): void {
    this.given = [...this.given, { name, value, loans }];
    void this.assess();
  }

  private givenList(): Child {
    if (this.given.length === 0) return null;
    return h(
      'ul',
      { class: 'rc-plain' },
      this.given.map((one) => {
        const label = labelOf(one.name);
        const said = words.answered(label, valueInWords(one.name, one.value), one.loans.length);
        return h(
          'li',
          { class: 'rc-bar' },
          h('span', {}, said),
          button(words.take, () => this.takeBack(one), {
            key: `tape.take.${one.name}`,
            name: words.takeName(said),
          }),
        );
      }),
    );
  }

  private takeBack(one: Given): void {
    this.given = this.given.filter((other) => other !== one);
    void this.assess();
  }

  /** Rows that are no loans, and what cells say that is not read as it stands. */
  private remarks({ leftOut, loans }: Tape): Child[] {
    const notes = loans.flatMap(({ id, notes: said }) => said.map((note) => `${id}: ${note}`));
    const list = (texts: readonly string[]) =>
      h(
        'ul',
        { class: 'rc-bullets' },
        texts.slice(0, MOST_LISTED).map((text) => h('li', { dir: 'auto' }, text)),
        texts.length > MOST_LISTED ? h('li', {}, words.more(texts.length - MOST_LISTED)) : null,
      );
    const rows = leftOut.map(({ line, why }) => words.row(line, why));
    const wrong = this.work.results.flatMap(({ id, problem }) =>
      problem === null ? [] : [`${id}: ${problem}`],
    );
    return [
      wrong.length === 0
        ? null
        : message('warning', h('p', {}, words.errors(wrong.length)), list(wrong)),
      rows.length === 0
        ? null
        : section('tape.left', words.leftOut(rows.length), false, list(rows)),
      notes.length === 0
        ? null
        : section('tape.notes', words.notes(notes.length), false, list(notes)),
    ];
  }

  private columns(columns: readonly TapeColumn[]): HTMLElement {
    return h(
      'div',
      {},
      h('p', { class: 'rc-help' }, words.columnsHelp),
      columns
        .filter(({ key }) => key !== '')
        .map(({ heading, field, key, note, at }) =>
          selectField(
            {
              label: heading,
              help: note ?? undefined,
              key: `tape.column.${at}`,
              value: field?.name ?? '',
              choices: [{ value: '', label: words.notRead }, ...FIELD_CHOICES],
            },
            (name) => this.map(key, name),
          ),
        ),
    );
  }

  /** Another reading of a column holds for this tape and the next. */
  private map(key: string, name: string): void {
    const next = { ...this.kept(), ...mappingOf(this.tape?.columns ?? []), [key]: name };
    this.pane.preferences?.set('tape', JSON.stringify(next));
    void this.read(next);
  }

  private async make(): Promise<void> {
    const turn = this.turn;
    const { buildPortfolio } = await import('../models/build');
    const built = buildPortfolio(
      this.records(),
      this.unread(),
      this.name.replace(/\.\w+$/, ''),
      this.work.questionOf,
    );
    if (turn !== this.turn) return;
    if (!built.ok) return refill(this.preview, message('error', built.message));
    const plan = await planModel(this.pane.host, built.value);
    if (!plan.ok) return refill(this.preview, message('error', plan.message));
    refill(
      this.preview,
      h(
        'section',
        { class: 'rc-ask', 'aria-label': words.preview },
        h('h3', {}, words.preview),
        h('p', { dir: 'auto' }, shownNames(built.value).join(', ')),
        h('p', { class: 'rc-help' }, words.nothingOver),
        button(words.insert, () => void this.insert(plan.value), {
          appearance: 'primary',
          key: 'tape.insert',
        }),
      ),
    );
  }

  private async insert(plan: Parameters<typeof carryOut>[1]): Promise<void> {
    const done = await carryOut(this.pane.host, plan);
    this.preview.replaceChildren();
    if (!done.ok) return this.pane.notices.failed(done.message);
    this.pane.notices.done(words.inserted(plan.places), done.value);
    await this.pane.host.select({ sheet: plan.places[0] ?? '', row: 0, column: 0 });
  }

  /** The plan of the sheets was for a workbook that is not open any more. */
  forget(): void {
    this.preview.replaceChildren();
  }

  private calendar(): void {
    const text = calendarFile(this.work.results, today());
    if (text === null) return this.pane.notices.failed(words.noCalendar);
    handOver(`${this.name.replace(/\.\w+$/, '')}.ics`, text, 'text/calendar');
  }
}

const refusalOf = ({ id, refusal }: TapeLoan, at: number): [number, string][] =>
  refusal ? [[at, `loan ${id}: ${refusal.field}: ${refusal.message}`]] : [];

const shownNames = (sheets: readonly SheetModel[]): string[] =>
  sheets.filter(({ hidden }) => !hidden).map(({ name }) => name);

/** The kind of loan that this workbook assumes. */
function profileWords(): string {
  const { profile } = currentReader().settings;
  return PROFILES.find(({ name }) => name === profile)?.label ?? words.nothing;
}

/** Everything that a column may tell: what tapes usually say, then every other input by its label. */
const FIELD_CHOICES = (() => {
  const usual = TAPE_FIELDS.map(({ name, label }) => ({ value: name, label }));
  const known = new Set(usual.map(({ value }) => value));
  const others = [...INPUT_AMOUNTS, ...DEBT_ITEMS, ...FACTS.map(({ name }) => name)]
    .filter((name, at, all) => !known.has(name) && all.indexOf(name) === at)
    .map((name) => ({ value: name, label: labelOf(name) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return [...usual, ...others];
})();
