/** Builds a case of several sales, debts and people row by row, shows its answer as it is typed, and inserts its sheets. */
import { CASE } from '../../calculation/case/caseOperation';
import type { CaseResult } from '../../calculation/case/caseResult';
import type { Outcome, Problem } from '../../calculation/input/problem';
import { currentReader, today } from '../../functions/session';
import { tablesOf } from '../../functions/view';
import { FACTS, factNamed, PROFILES } from '../../law/book';
import { labelOf } from '../../law/words';
import { CASE_SHEET, CASE_TABLES, type TableLook } from '../../sheets/case';
import { makeSheets } from '../../sheets/declaration';
import { wholeCaseOf } from '../../sheets/timeInputs';
import { planModel } from '../../workbook/models';
import { NewSheets } from '../models/newSheets';
import type { Pane } from '../screen';
import { strings } from '../strings';
import { button, message, section, selectField, textField } from '../ui/controls';
import { h, pin, refill, type Child } from '../ui/dom';
import { formRows, type FormRow } from '../ui/formRows';
import { kindField } from '../ui/kindField';
import { viewTables } from '../why/overTime';
import {
  columnsOf,
  isNote,
  jsonOf,
  moreColumns,
  NOTHING_TYPED,
  notesOf,
  nothingTyped,
  settingKind,
  typedOf,
  wrongBesides,
  type TableName,
  type Typed,
} from './caseRows';
import { words } from './words';

/** Facts of the whole case that are always asked. */
const ALWAYS = ['state', 'profile'];

export class CaseForm {
  readonly element = pin(h('div', {}));
  private typed: Typed = NOTHING_TYPED;
  private title = '';
  /** Columns and facts that were asked for. */
  private readonly asked: Record<TableName | 'settings', string[]> = {
    debts: [],
    sales: [],
    people: [],
    events: [],
    settings: [],
  };
  private made: Outcome<CaseResult> = { ok: false, problems: [] };
  private readonly answer = pin(h('div', {}));
  /** What a screen reader says of the answer: the tables are too long for that. */
  private readonly said = pin(h('p', { role: 'status', class: 'rc-hidden' }));
  private readonly sheets: NewSheets;

  constructor(private readonly pane: Pane) {
    this.sheets = new NewSheets(pane, 'case');
  }

  draw(): void {
    this.reckon();
    const { subject } = this.pane;
    refill(
      this.element,
      h('p', { class: 'rc-quiet' }, words.help),
      subject && nothingTyped(this.typed)
        ? button(words.start(subject.title), () => this.start(subject.record), {
            key: 'case.start',
          })
        : null,
      CASE_TABLES.map((look) => this.table(look)),
      this.settings(),
      h('h3', { class: 'rc-part' }, words.answer),
      this.said,
      this.answer,
      textField(
        { label: words.title, help: words.titleHelp, key: 'case.title', value: this.title },
        (title) => {
          this.title = title;
          this.sheets.clear();
        },
      ),
      button(words.write, () => void this.look(), { appearance: 'primary', key: 'case.look' }),
      this.sheets.preview,
      this.sheets.made,
    );
  }

  /** Takes up the case of the selected cell. */
  private start(record: NonNullable<Pane['subject']>['record']): void {
    const read = currentReader().read(record);
    if (!read.ok) return this.pane.notices.failed(`${read.error.field}: ${read.error.message}`);
    this.use(typedOf(CASE_SHEET.fromPane?.({}, read.value) ?? {}));
  }

  private use(typed: Typed): void {
    this.typed = typed;
    this.sheets.clear();
    this.draw();
  }

  /** Works the case out anew and shows what it comes to; the fields stay as they are. */
  private reckon(): void {
    const reading = { reader: currentReader(), preparedOn: today() };
    this.made = wholeCaseOf(jsonOf(this.typed), reading);
    refill(this.answer, this.answerOf());
    const { made } = this;
    const said = made.ok
      ? made.value.people.map(({ person, low, high, owedTo }) =>
          words.owes(person.name, low, high, owedTo),
        )
      : [];
    if (this.said.textContent !== said.join('; ')) this.said.textContent = said.join('; ');
  }

  private answerOf(): Child {
    const { made } = this;
    if (nothingTyped(this.typed)) return h('p', { class: 'rc-quiet' }, words.empty);
    const besides = wrongBesides(made.problems).filter(
      ({ field }) => !this.settingNames().includes(field),
    );
    return [
      besides.length > 0
        ? message(
            besides.every(isNote) ? 'info' : 'error',
            h(
              'ul',
              { class: 'rc-bullets', dir: 'auto' },
              besides.map((found) => h('li', {}, wordsOf(found))),
            ),
          )
        : null,
      made.ok ? viewTables(tablesOf(CASE, made.value)) : null,
    ];
  }

  private table(look: TableLook): HTMLElement {
    const { name, heading } = look;
    const columns = columnsOf(look, this.typed, this.asked[name]);
    const rows = this.typed.tables[name];
    const withRows = (next: readonly FormRow[]): Typed => ({
      ...this.typed,
      tables: { ...this.typed.tables, [name]: next },
    });
    const needed = name === 'debts' || name === 'sales';
    const help = words.tableHelp[name];
    return section(
      `case.${name}`,
      needed ? heading : strings.insert.optionalField(heading),
      needed || rows.length > 0,
      help === '' ? null : h('p', { class: 'rc-help' }, help),
      formRows(
        {
          key: `case.${name}`,
          columns: columns.map((column) =>
            column.names ? { ...column, help: words.allOf } : column,
          ),
          rows,
          notes: notesOf(this.made.problems, look, columns),
          rowName: words.row[name],
        },
        (next) => this.use(withRows(next)),
        (next) => {
          this.typed = withRows(next);
          this.reckon();
        },
      ),
      selectField(
        {
          label: words.addColumn(heading),
          key: `case.${name}.add`,
          value: '',
          choices: [{ value: '', label: strings.law.choose }, ...moreColumns(look, columns)],
        },
        (column) => this.ask(name, column),
      ),
    );
  }

  private ask(of: TableName | 'settings', name: string): void {
    if (name === '') return;
    this.asked[of].push(name);
    this.draw();
  }

  /** Facts that would decide what is open, and are told of no row. */
  private deciding(): string[] {
    if (!this.made.ok) return [];
    const { tables } = this.typed;
    const inRows = new Set(Object.values(tables).flatMap((rows) => rows.flatMap(Object.keys)));
    const missing = this.made.value.people.flatMap((one) => one.missing);
    return [...new Set(missing)].filter((name) => factNamed(name) && !inRows.has(name));
  }

  private settingNames(): string[] {
    const { settings } = this.typed;
    return [
      ...new Set([
        ...ALWAYS,
        ...Object.keys(settings).filter((name) => settings[name] !== ''),
        ...this.asked.settings,
        ...this.deciding(),
      ]),
    ];
  }

  private settings(): HTMLElement {
    const names = this.settingNames();
    const open = new Set(this.deciding());
    const free = FACTS.filter(({ name }) => !names.includes(name)).map(({ name, label }) => ({
      value: name,
      label,
    }));
    return section(
      'case.settings',
      words.facts,
      true,
      h(
        'div',
        { class: 'rc-pairs' },
        names.map((name) => this.setting(name, open.has(name))),
      ),
      selectField(
        {
          label: words.addFact,
          key: 'case.settings.add',
          value: '',
          choices: [{ value: '', label: strings.law.choose }, ...free],
        },
        (name) => this.ask('settings', name),
      ),
    );
  }

  private setting(name: string, decides: boolean): HTMLElement {
    const { settings } = this.typed;
    const wrong = this.made.problems.find((found) => found.field === name && !isNote(found));
    const idle = this.made.problems.find((found) => found.field === name && isNote(found));
    const options = {
      label: name === 'profile' ? words.profile : name === 'state' ? words.state : labelOf(name),
      key: `case.settings.${name}`,
      value: settings[name] ?? '',
      error: wrong?.message,
      help: decides ? words.decides : idle?.message,
    };
    const change = (text: string) =>
      this.use({ ...this.typed, settings: { ...settings, [name]: text } });
    const { kind, choices } =
      name === 'profile' ? { kind: 'text' as const, choices: PROFILE_CHOICES } : settingKind(name);
    if (!choices) return kindField(kind, options, change);
    const unsaid = name === 'profile' ? strings.insert.asWorkbook : strings.law.choose;
    const all = [{ value: '', label: unsaid }, ...choices];
    return selectField({ ...options, choices: all }, change);
  }

  private async look(): Promise<void> {
    const typed = this.typed;
    this.sheets.making();
    const paper = {
      reader: currentReader(),
      title: this.title.trim() || words.unnamed,
      preparedOn: today(),
      textOf: () => '',
    };
    const made = makeSheets(CASE_SHEET, () => jsonOf(typed), paper);
    const plan = made.ok ? await planModel(this.pane.host, made.value) : made;
    if (typed === this.typed) this.sheets.offer(plan);
  }

  follow(): void {
    void this.sheets.forgetGone();
    this.draw();
  }

  /** What was made stands in a workbook that is not open any more; what was typed stays. */
  forget(): void {
    this.sheets.forget();
  }
}

const PROFILE_CHOICES = [
  ...PROFILES.map(({ name, label }) => ({ value: name, label })),
  { value: 'none', label: strings.settings.noProfile },
];

const wordsOf = ({ field, message: text }: Problem): string =>
  text.startsWith(field) ? text : `${field}: ${text}`;
