/** The Law tab: the map of outcomes, search, the page of a state, and the comparison. */
import { jurisdiction, PROFILES } from '../../law/book';
import type { RuleText } from '../../law/rule';
import { settingsInUse } from '../../functions/session';
import { parseAmount } from '../../money/cents';
import { money } from '../format';
import { strings } from '../strings';
import type { Pane, Screen } from '../screen';
import { button, section, selectField, textField } from '../ui/controls';
import { h, pin, refill, type Child } from '../ui/dom';
import { comparePage, MOST_COMPARED } from './compare';
import { TEXTBOOK, type MapCase } from './mapCase';
import { search } from './search';
import { statePage } from './statePage';
import { generalText, stateText, type StateText } from './texts';
import { tileMap } from './tileMap';

const AMOUNTS = [
  ['balance', strings.law.balance],
  ['sale_price', strings.law.price],
  ['fair_value', strings.law.value],
] as const;

/** Shows the law; the view is kept while other tabs are open. */
export class LawScreen implements Screen {
  readonly element = h('div', { class: 'rc-screen' });
  private values: MapCase = TEXTBOOK;
  /** What was typed and is no amount, until it is mended. */
  private wrong: Readonly<Record<string, string>> = {};
  private view: { kind: 'map' } | { kind: 'compare' } | { kind: 'state'; code: string } = {
    kind: 'map',
  };
  private compared: readonly string[] = [];
  private query = '';
  private readonly texts = new Map<string, StateText | null>();
  private everywhere: Readonly<Record<string, RuleText>> = {};
  private readonly body = h('div', {});
  private readonly results = pin(h('div', { 'aria-live': 'polite' }));

  constructor(private readonly pane: Pane) {
    this.element.append(this.body);
  }

  draw(): void {
    if (this.view.kind === 'state') refill(this.body, this.state(this.view.code));
    else if (this.view.kind === 'compare') refill(this.body, this.comparison());
    else refill(this.body, this.overview());
  }

  /** Opens the page of a state. */
  openState(code: string): void {
    this.show({ kind: 'state', code });
    if (!this.texts.get(code)) void this.load(code);
  }

  private show(view: LawScreen['view']): void {
    this.view = view;
    this.draw();
    this.element.scrollTop = 0;
    this.body.querySelector<HTMLElement>('[data-key="law.title"]')?.focus();
  }

  private async load(code: string): Promise<void> {
    this.texts.delete(code);
    this.draw();
    this.texts.set(code, await stateText(code).catch(() => null));
    const general = await generalText().catch(() => null);
    if (general) this.everywhere = general.terms;
    this.draw();
  }

  private state(code: string): Child[] {
    return statePage({
      code,
      values: this.values,
      text: this.texts.get(code),
      everywhere: this.everywhere,
      compared: this.compared.includes(code),
      back: () => this.show({ kind: 'map' }),
      toggleCompared: () => this.toggle(code),
      retry: () => void this.load(code),
    });
  }

  private comparison(): Child[] {
    return comparePage({
      codes: this.compared,
      values: this.values,
      back: () => this.show({ kind: 'map' }),
      open: (code) => this.openState(code),
      add: (code) => this.toggle(code),
      remove: (code) => this.toggle(code),
    });
  }

  private toggle(code: string): void {
    if (this.compared.includes(code))
      this.compared = this.compared.filter((other) => other !== code);
    else if (this.compared.length < MOST_COMPARED) this.compared = [...this.compared, code];
    else return this.pane.notices.failed(strings.law.compareFull);
    this.draw();
  }

  private overview(): Child[] {
    this.drawResults();
    return [
      h('h2', { class: 'rc-title', tabindex: -1, 'data-key': 'law.title' }, strings.law.title),
      textField(
        {
          label: strings.law.search,
          key: 'law.search',
          value: this.query,
          type: 'search',
          placeholder: strings.law.searchHint,
        },
        () => undefined,
        (text) => {
          this.query = text;
          this.drawResults();
        },
      ),
      this.results,
      this.caseForm(),
      tileMap(this.values, (code) => this.openState(code)),
      h(
        'div',
        { class: 'rc-bar' },
        button(
          strings.law.compareCount(this.compared.length),
          () => this.show({ kind: 'compare' }),
          { key: 'law.tocompare' },
        ),
      ),
    ];
  }

  private drawResults(): void {
    const query = this.query.trim();
    if (query.length < 2) return this.results.replaceChildren();
    const { states, rules } = search(query);
    const count = states.length + rules.length;
    const open = (code: string, ...label: Child[]) =>
      h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            class: 'rc-plainbutton',
            dir: 'auto',
            onclick: () => this.openState(code),
          },
          label,
        ),
      );
    this.results.replaceChildren(
      h('p', { class: 'rc-quiet' }, count === 0 ? strings.law.none : strings.law.found(count)),
      h(
        'ul',
        { class: 'rc-results' },
        states.map(({ code, name }) => open(code, name)),
        rules.map(({ code, rule }) =>
          open(
            code,
            h('strong', {}, `${jurisdiction(code).name}: `),
            `${rule.title} `,
            h('span', { class: 'rc-quiet' }, rule.citation),
          ),
        ),
      ),
    );
  }

  private caseForm(): HTMLElement {
    const amount = (name: string) => this.values[name];
    const said = (name: string) => {
      const read = parseAmount(amount(name) ?? '');
      return read.ok && read.value !== null ? money(read.value) : strings.law.valueUnknown;
    };
    const chosen: unknown = this.values['profile'] ?? settingsInUse().profile ?? 'none';
    const profile = String(chosen);
    return section(
      'law.case',
      [
        `${strings.law.case}: `,
        h(
          'span',
          { class: 'rc-quiet' },
          `${strings.law.caseLine(said('balance'), said('sale_price'), said('fair_value'))} · ${profileLabel(profile)}`,
        ),
      ],
      false,
      AMOUNTS.map(([name, label]) =>
        textField(
          {
            label,
            key: `law.${name}`,
            value: this.wrong[name] ?? shownAmount(amount(name)),
            numeric: true,
            error: name in this.wrong ? strings.law.notAmount : undefined,
          },
          (text) => this.setAmount(name, text),
        ),
      ),
      selectField(
        {
          label: strings.law.profile,
          key: 'law.profile',
          value: profile,
          choices: [
            ...PROFILES.map(({ name, label }) => ({ value: name, label })),
            { value: 'none', label: strings.law.noProfile },
          ],
        },
        (value) => this.use({ ...this.values, profile: value }),
      ),
      this.pane.subject
        ? button(strings.law.useCell, () => this.useSubject(), { key: 'law.usecell' })
        : null,
    );
  }

  private setAmount(name: string, text: string): void {
    const read = parseAmount(text);
    const good = read.ok && (read.value === null || read.value >= 0);
    const { [name]: _, ...others } = this.wrong;
    this.wrong = good ? others : { ...others, [name]: text };
    if (good) this.values = { ...this.values, [name]: text };
    this.draw();
  }

  private use(values: MapCase): void {
    this.values = values;
    this.draw();
  }

  private useSubject(): void {
    const { record } = this.pane.subject ?? { record: TEXTBOOK };
    this.use(Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'state')));
  }
}

const profileLabel = (name: string): string =>
  PROFILES.find((profile) => profile.name === name)?.label ?? strings.law.noProfile;

const shownAmount = (value: unknown): string => (value === undefined ? '' : String(value));
