/** The Why tab: the assessment behind the selected cell, and what would change it. */
import {
  assess,
  type Assessment,
  type Assumption,
  type Finding,
} from '../../calculation/deficiency/assess';
import type { Case } from '../../calculation/deficiency/case';
import { consequencesOf, spansOf } from '../../calculation/deficiency/missing';
import type { Problem } from '../../calculation/input/problem';
import { cellAddress } from '../../formulas/address';
import type { CellPlace } from '../../formulas/place';
import { currentReader, settingsInUse } from '../../functions/session';
import { factNamed } from '../../law/book';
import type { RuleText } from '../../law/rule';
import { labelOf, lawWords, linkOf, valueInWords } from '../../law/words';
import { day, money, range } from '../format';
import { ruleCard } from '../law/ruleCard';
import { generalText, ruleTexts, type FactText } from '../law/texts';
import { strings } from '../strings';
import type { Pane, Screen, Trouble } from '../screen';
import { planAnswers, writeAnswers } from '../../workbook/answers';
import type { Explained, ExplainedOverTime } from '../../workbook/explain';
import { button, formulaText, link, message, section, tag } from '../ui/controls';
import { h, pin, refill, type Child } from '../ui/dom';
import type { Answers } from './answers';
import type { TableWork } from '../tape/tableWork';
import { firstSteps } from '../help/firstSteps';
import { datesList } from './dates';
import { debtBar } from './debtBar';
import { question } from './questions';
import { stepsOf } from '../../calculation/deficiency/steps';
import { stepsTable } from './steps';

interface WhereTo {
  readonly ok: boolean;
  readonly words: string;
}

/** Shows the case in hand; what the person answers is kept until another cell is selected. */
export class WhyScreen implements Screen {
  readonly element = h('div', { class: 'rc-screen' });
  private facts: Readonly<Record<string, FactText>> = {};
  private texts: {
    readonly code: string;
    readonly rules: Readonly<Record<string, RuleText>>;
  } | null = null;
  private goes: { readonly of: string; readonly found: WhereTo | null } | null = null;
  private answerOverTime: ((found: ExplainedOverTime) => Child[]) | null = null;
  private failed: string | null = null;
  private table: TableWork | null = null;
  private tableFailed = false;
  private tried = { of: '', place: h('div', {}) };
  /** What the case in hand came to. */
  private last: { readonly title: string; readonly words: string } | null = null;
  private readonly body = h('div', {});

  constructor(
    private readonly pane: Pane,
    private readonly answers: Answers,
  ) {
    this.element.append(this.body);
  }

  draw(): void {
    const { subject, trouble, overTime } = this.pane;
    if (overTime !== null) return refill(this.body, this.dated(overTime));
    if (trouble !== null) return refill(this.body, this.troubled(trouble));
    if (subject === null)
      return refill(this.body, h('p', { class: 'rc-quiet' }, strings.why.reading));
    const record = { ...subject.record, ...this.answers.values };
    const read = currentReader().read(record);
    if (!read.ok) return refill(this.body, this.header(subject), this.unreadable(read.error));
    this.fetchTexts(read.value.setting.place.code);
    const found = assess(read.value);
    this.last = { title: subject.title, words: range(found.low, found.high) };
    refill(
      this.body,
      this.header(subject),
      this.assessment(found, read.value, record),
      this.welcome(),
    );
  }

  /** What stands behind a function over time, by code that is loaded when it is first asked for. */
  private dated(found: ExplainedOverTime): Child[] {
    return [this.header(found), this.answerOverTime?.(found) ?? this.loadOverTime()];
  }

  private loadOverTime(): Child {
    if (this.failed !== null) {
      const again = () => {
        this.failed = null;
        this.draw();
      };
      return [
        message('error', strings.failed(this.failed)),
        button(strings.retry, again, { key: 'why.retry' }),
      ];
    }
    import('./overTime').then(
      ({ overTimeAnswer }) => {
        this.answerOverTime = overTimeAnswer;
        this.draw();
      },
      (error: unknown) => {
        this.failed = error instanceof Error ? error.message : String(error);
        this.draw();
      },
    );
    return h('p', { class: 'rc-quiet', role: 'status' }, strings.why.overTime.loading);
  }

  private fetchTexts(code: string): void {
    if (this.texts?.code === code) return;
    this.texts = { code, rules: {} };
    const keep = async () => {
      this.facts = (await generalText()).facts;
      const rules = await ruleTexts(code);
      if (this.texts?.code !== code) return;
      this.texts = { code, rules };
      this.draw();
    };
    keep().catch(() => (this.texts = null));
  }

  /** The first steps, until a person has read them. */
  private welcome(): HTMLElement | null {
    const { preferences } = this.pane;
    if (preferences === null || preferences.get('welcomed') !== undefined) return null;
    const understood = () => {
      preferences.set('welcomed', 'yes');
      this.draw();
    };
    return h(
      'section',
      { class: 'rc-ask rc-first', 'aria-label': strings.help.start },
      h('h3', {}, strings.help.start),
      firstSteps(),
      button(strings.help.understood, understood, { key: 'why.welcomed' }),
    );
  }

  /** What is wrong, what to do about it, and what the cell came to before. */
  private troubled({ title, formula, words, wrong }: Trouble): Child[] {
    const before = this.last?.title === title ? strings.why.lastResult(this.last.words) : null;
    return [
      this.header({ title, formula }),
      message('error', h('span', { dir: 'auto' }, words)),
      wrong
        ? button(strings.why.goToWrong(cellAddress(wrong)), () => void this.select(wrong), {
            key: 'why.wrong',
          })
        : null,
      before === null ? null : h('p', { class: 'rc-quiet rc-after' }, before),
    ];
  }

  private async select(cell: CellPlace): Promise<void> {
    const gone = await this.pane.host.select(cell);
    if (!gone.ok) this.pane.notices.failed(gone.message);
  }

  private header({ title, formula }: { title: string; formula: string | null }): Child[] {
    const { instead } = this.pane;
    return [
      h('h2', { class: 'rc-cell', dir: 'auto' }, title),
      formula ? formulaText(formula, strings.formula) : null,
      instead === null ? null : h('p', { class: 'rc-quiet', dir: 'auto' }, instead),
    ];
  }

  private unreadable(error: Problem): Child[] {
    return [
      message('error', h('span', { dir: 'auto' }, `${labelOf(error.field)}: ${error.message}`)),
      this.answered(error),
    ];
  }

  private assessment(
    found: Assessment,
    item: Case,
    record: Readonly<Record<string, unknown>>,
  ): Child[] {
    const texts = this.texts?.rules;
    const steps = stepsOf(item);
    return [
      this.answered(),
      headline(found, item),
      found.caution === null ? null : message('warning', found.caution),
      found.surplus > 0 ? h('p', {}, strings.why.surplus(money(found.surplus))) : null,
      debtBar(steps, found),
      this.reasons(found),
      this.missing(found, item),
      section('why.steps', strings.why.steps, true, stepsTable(steps, texts)),
      section('why.law', strings.why.findings, false, () => this.findings(found)),
      section('why.dates', strings.why.dates, found.deadlines.length > 0, () =>
        datesList(found, texts),
      ),
      section('why.assumed', `${strings.why.assumed} (${found.assumed.length})`, false, () =>
        this.assumed(found),
      ),
      unusedList(found),
      this.loans(),
      section('why.whatif', strings.why.whatIf, false, () => this.whatIf(record, item)),
    ];
  }

  /** By code that is loaded when it is first looked at; kept as it is, sliders moved and all, until the case is another one. */
  private whatIf(record: Readonly<Record<string, unknown>>, item: Case): HTMLElement {
    const of = JSON.stringify([this.pane.subject?.title, record, settingsInUse()]);
    if (of === this.tried.of) return this.tried.place;
    const place = pin(h('div', {}));
    this.tried = { of, place };
    const load = (): void =>
      void import('./whatIf').then(
        ({ whatIf }) => place.replaceChildren(whatIf(record, item)),
        () => place.replaceChildren(...notLoaded(strings.why.whatIf, 'why.whatif.retry', load)),
      );
    load();
    return place;
  }

  /** The other loans of the same formula, by code that is loaded when it is first wanted. */
  private loans(): Child {
    const explained = this.pane.subject?.explained;
    if (!explained || explained.rows < 2) return null;
    const title = strings.why.loans(explained.rows);
    this.table?.follow(explained);
    return section(
      'why.loans',
      title,
      true,
      this.table?.element ?? (this.tableFailed ? this.tableAgain(title) : this.loadTable()),
    );
  }

  private loadTable(): Child {
    import('../tape/tableWork').then(
      ({ TableWork }) => {
        this.table ??= new TableWork(this.pane);
        this.draw();
      },
      () => {
        this.tableFailed = true;
        this.draw();
      },
    );
    return h('p', { class: 'rc-quiet', role: 'status' }, strings.models.loading);
  }

  private tableAgain(title: string): Child {
    return notLoaded(title, 'why.loans.retry', () => {
      this.tableFailed = false;
      this.draw();
    });
  }

  private reasons({ reasons }: Assessment): HTMLElement | null {
    if (reasons.length === 0) return null;
    return h(
      'p',
      { class: 'rc-reasons' },
      `${strings.why.reasons}: `,
      reasons.map(({ rule, title, citation, known, certain, alternative }, at) => [
        at > 0 ? '; ' : '',
        `${title} (`,
        link(citation, linkOf(this.texts?.rules[rule]), strings.opensWindow),
        ')',
        certain && !alternative ? '' : `, ${strings.why.perhaps}`,
        known === 'recall' ? [' ', tag(strings.known.recall, 'recall')] : '',
      ]),
    );
  }

  private missing({ missing }: Assessment, item: Case): HTMLElement | null {
    if (missing.length === 0) return null;
    const ask = (name: string) => this.ask(name, undefined, leavesOf(item, name));
    const rest = missing.slice(3);
    return h(
      'section',
      { class: 'rc-ask', 'aria-label': strings.why.missing },
      h('h3', {}, strings.why.missing),
      h('p', { class: 'rc-quiet' }, strings.why.missingIntro),
      missing.slice(0, 3).map(ask),
      rest.length > 0
        ? section('why.more', strings.why.more(rest.length), false, () => rest.map(ask))
        : null,
    );
  }

  private ask(name: string, error?: Problem, leaves = ''): HTMLElement {
    return question(
      {
        name,
        value: this.answers.values[name],
        text: this.facts[name],
        error: error?.field === name ? error.message : undefined,
        leaves,
      },
      (value) => {
        this.answers.give(name, value);
        this.draw();
      },
    );
  }

  private answered(error?: Problem): HTMLElement | null {
    const { names, factNames } = this.answers;
    if (names.length === 0) return null;
    const explained = this.pane.subject?.explained ?? null;
    const goes = explained && !error ? this.whereTo(explained) : null;
    const write = button(strings.why.writeRow, () => void this.writeRow(), {
      appearance: 'primary',
      key: 'why.writerow',
      disabled: goes?.ok !== true,
    });
    return h(
      'section',
      { class: 'rc-ask rc-answered', 'aria-label': strings.why.answered },
      h('h3', {}, strings.why.answered),
      names.map((name) => this.ask(name, error)),
      h(
        'div',
        { class: 'rc-bar' },
        explained ? write : null,
        factNames.length > 0
          ? button(strings.why.writeWorkbook, () => void this.writeProfile(), {
              key: 'why.writeprofile',
              disabled: error !== undefined,
            })
          : null,
        button(strings.why.forgetAnswers, () => this.forget(), {
          appearance: 'subtle',
          key: 'why.forget',
        }),
      ),
      goes ? h('p', { class: 'rc-help', dir: 'auto' }, goes.words) : null,
    );
  }

  /** Where the answers would go, or why the row has no place for them; null until that is known. */
  private whereTo(explained: Explained): WhereTo | null {
    const of = JSON.stringify([explained.title, explained.formula, this.answers.values]);
    if (this.goes?.of === of) return this.goes.found;
    this.goes = { of, found: null };
    void planAnswers(this.pane.host, explained, this.answers.values).then((plan) => {
      if (this.goes?.of !== of) return;
      const words = plan.ok ? strings.why.goesTo(plan.value.places.join(', ')) : plan.message;
      this.goes = { of, found: { ok: plan.ok, words } };
      this.draw();
    });
    return null;
  }

  private forget(): void {
    this.answers.clear();
    this.draw();
  }

  private async writeRow(): Promise<void> {
    const explained = this.pane.subject?.explained;
    if (!explained) return;
    const written = await writeAnswers(this.pane.host, explained, this.answers.values);
    if (!written.ok) return this.pane.notices.failed(written.message);
    const words = this.answers.inWords();
    this.answers.clear();
    this.pane.notices.done(strings.why.wroteRow(words), written.value);
    this.pane.refresh();
  }

  private async writeProfile(): Promise<void> {
    const names = this.answers.factNames;
    const words = this.answers.inWords(names);
    const written = await this.pane.saveFacts(names, this.answers.values);
    if (!written.ok) return this.pane.notices.failed(written.message);
    for (const name of names) this.answers.give(name, undefined);
    this.pane.notices.done(strings.why.wroteWorkbook(words), written.value);
    this.pane.refresh();
  }

  private findings({ findings, reasons }: Assessment): Child[] {
    const deciding = new Set(reasons.map(({ rule }) => rule));
    const relevant = findings.filter(({ rule }) => !rule.off);
    const inGroup = (result: Finding['result']) =>
      relevant.filter((found) => found.result === result && !deciding.has(found.rule.id));
    const group = (key: string, title: string, open: boolean, list: readonly Finding[]) =>
      list.length === 0
        ? null
        : section(`why.law.${key}`, `${title} (${list.length})`, open, () =>
            list.map((finding) =>
              ruleCard(finding.rule, {
                finding,
                text: this.texts?.rules[finding.rule.id],
                place: 'why',
              }),
            ),
          );
    return [
      group(
        'deciding',
        strings.why.deciding,
        true,
        relevant.filter(({ rule }) => deciding.has(rule.id)),
      ),
      group('applies', strings.why.applies, false, inGroup('applies')),
      group('cannot', strings.why.cannotSay, false, inGroup('cannot be said')),
      group('not', strings.why.doesNot, false, inGroup('does not apply')),
    ];
  }

  private assumed({ assumed }: Assessment): Child {
    if (assumed.length === 0) return h('p', { class: 'rc-quiet' }, strings.why.assumedNone);
    return assumed.map((item) => {
      return section(
        `assumed.${item.name}`,
        [
          h('span', {}, `${labelOf(item.name)}: ${assumedValue(item)} `),
          h('span', { class: 'rc-quiet' }, strings.from[item.from]),
        ],
        false,
        () => this.ask(item.name),
      );
    });
  }
}

/** Says what could not be loaded, and offers to try again. */
const notLoaded = (what: string, key: string, again: () => void): readonly HTMLElement[] => [
  message('error', strings.why.partNotLoaded(what)),
  button(strings.retry, again, { key }),
];

/** What was given and changes nothing, each with the reason. */
function unusedList({ unused }: Assessment): Child {
  if (unused.length === 0) return null;
  return section(
    'why.unused',
    `${strings.why.unused} (${unused.length})`,
    false,
    unused.map(({ name, reason }) => h('p', {}, `${labelOf(name)}: ${reason}.`)),
  );
}

function assumedValue({ name, value, from }: Assumption): string {
  if (from === 'blank') return strings.why.sameAs(String(value).replace(/_/g, ' '));
  return factNamed(name)
    ? factNamed(name)?.kind === 'date'
      ? day(value as number)
      : valueInWords(name, value)
    : String(value);
}

/** `Yes: $45,000. No: $0.`, of a date `Before October 1, 2009: $45,000. After: $0.`: what each answer would leave. */
const leavesOf = (item: Case, name: string): string =>
  [
    ...consequencesOf(item, name).map(({ value, low, high }) => {
      const said = valueInWords(name, value);
      return `${said.charAt(0).toUpperCase()}${said.slice(1)}: ${range(low, high)}.`;
    }),
    ...spansOf(item, name).map(
      ({ from, before, low, high }) => `${spanInWords(from, before)}: ${range(low, high)}.`,
    ),
  ].join(' ');

function spanInWords(from: number | null, before: number | null): string {
  if (from === null) return before === null ? strings.why.anyDay : strings.why.before(day(before));
  return before === null
    ? strings.why.fromDay(day(from))
    : strings.why.fromTo(day(from), day(before));
}

function headline(found: Assessment, item: Case): Child[] {
  const { place, whenUnknown } = item.setting;
  const open = found.status === 'open';
  const till = {
    upper: strings.why.assumedPart,
    lower: strings.why.assumedLow,
    error: strings.why.assumedError,
  };
  return [
    h(
      'div',
      { class: 'rc-headline', 'data-status': found.status },
      h('span', { class: 'rc-quiet' }, open ? strings.why.between : strings.why.deficiency),
      h('strong', {}, range(found.low, found.high)),
      tag(strings.status[found.status], found.status),
    ),
    h(
      'p',
      { class: 'rc-quiet' },
      `${place.code === '' ? strings.why.stateNone : strings.why.lawOf(place.name)}, ${strings.why.asOf(day(found.lawAsOf))}, ${strings.why.data(lawWords())}. `,
      open ? till[whenUnknown] : strings.statusMeaning[found.status],
    ),
  ];
}
