/** Every fact that a law may ask for, to be set for the whole workbook. */
import { FACTS } from '../../law/book';
import type { FactDefinition } from '../../law/facts';
import {
  DEFAULTS,
  readKeptFact,
  type KeptValue,
  type WorkbookSettings,
} from '../../calculation/settings/workbookSettings';
import { differences, factInWords } from '../../workbook/settingsWords';
import { strings } from '../strings';
import { section, selectField, textField } from '../ui/controls';
import { h, refill } from '../ui/dom';

const words = strings.settings;
type Group = keyof typeof words.groups;

/** Set elsewhere on the screen, worked out, or part of a row. */
const ELSEWHERE = new Set([
  'recourse',
  'recourse_limit',
  'recourse_slice',
  'carve_out',
  'carve_out_triggered',
  'guaranty_capped',
  'fair_value_policy',
  'obligor',
]);

const SHOWN = FACTS.filter(({ name }) => !ELSEWHERE.has(name));

/** Stands in the screen for the fields, which are drawn apart. */
const LIST = { 'data-key': 'facts.list', 'data-keep': 'fields' };

/** The list, filled when it is opened: two hundred fields are not drawn unasked. */
export class FactsForm {
  private query = '';
  private readonly wrong = new Map<string, { readonly typed: string; readonly why: string }>();

  constructor(
    private readonly screen: HTMLElement,
    private readonly save: (next: WorkbookSettings, said: string) => void,
  ) {}

  /** The section as it stands under these settings. */
  section(settings: WorkbookSettings): HTMLElement {
    const count = Object.keys(settings.facts).filter((name) => !ELSEWHERE.has(name)).length;
    const search = textField(
      { label: words.factSearch, key: 'facts.search', type: 'search', value: this.query },
      () => undefined,
      (query) => {
        this.query = query;
        this.fill(settings);
      },
    );
    return h(
      'details',
      {
        class: 'rc-details',
        'data-key': 'settings.facts',
        ontoggle: () => this.fill(settings),
      },
      h('summary', { 'data-key': 'settings.facts.summary' }, words.facts(count)),
      h(
        'div',
        { class: 'rc-details-body' },
        h('p', { class: 'rc-quiet' }, words.factsHelp),
        search,
        h('div', LIST),
      ),
    );
  }

  /** Draws the fields anew where the section is open. */
  drawFields(settings: WorkbookSettings): void {
    if (this.screen.querySelector<HTMLDetailsElement>('[data-key="settings.facts"]')?.open)
      this.fill(settings);
  }

  private fill(settings: WorkbookSettings): void {
    const list = this.screen.querySelector<HTMLElement>(`[data-key="${LIST['data-key']}"]`);
    if (!list) return;
    const query = this.query.trim().toLowerCase();
    const usual = usualWords(settings);
    const found = SHOWN.filter(({ name, label }) =>
      `${label} ${name}`.toLowerCase().includes(query),
    );
    const field = (fact: FactDefinition) =>
      this.field(fact, settings, usual.get(fact.name) ?? strings.unknown);
    if (found.length === 0) return refill(list, h('p', { class: 'rc-quiet' }, words.noFact));
    refill(
      list,
      (Object.keys(words.groups) as Group[]).flatMap((group) => {
        const here = found.filter((fact) => fact.group === group);
        if (here.length === 0) return [];
        const open = query !== '' || here.some(({ name }) => name in settings.facts);
        return [
          section(
            `facts.${group}${query === '' ? '' : '.found'}`,
            `${words.groups[group]} (${here.length})`,
            open,
            () => here.map(field),
          ),
        ];
      }),
    );
  }

  private field(fact: FactDefinition, settings: WorkbookSettings, usual: string): HTMLElement {
    const { name, label, kind } = fact;
    const kept = settings.facts[name];
    const set = (typed: string) => {
      const read = readKeptFact(name, typed);
      this.wrong.delete(name);
      if (!read.ok) {
        this.wrong.set(name, { typed, why: read.message });
        return this.fill(settings);
      }
      const { [name]: _, ...others } = settings.facts;
      const facts = read.value === null ? others : { ...others, [name]: read.value };
      this.save(
        { ...settings, facts },
        words.saved(
          label,
          read.value === null ? words.asUsual(usual) : factInWords(name, read.value),
        ),
      );
    };
    const base = {
      label,
      key: `facts.${name}`,
      value: this.wrong.get(name)?.typed ?? (kept === undefined ? '' : String(kept)),
      error: this.wrong.get(name)?.why,
    };
    if (kind === 'date') return textField({ ...base, type: 'date' }, set);
    if (kind === 'number') return textField({ ...base, numeric: true, placeholder: usual }, set);
    return selectField(
      { ...base, choices: [{ value: '', label: words.asUsual(usual) }, ...choicesOf(fact)] },
      set,
    );
  }
}

const choicesOf = ({ kind, choices }: FactDefinition): { value: string; label: string }[] =>
  kind === 'flag'
    ? [
        { value: 'true', label: strings.yes },
        { value: 'false', label: strings.no },
      ]
    : Object.entries(choices ?? {}).map(([value, label]) => ({ value, label }));

/** What each fact is without a value of the workbook: asked of the list of differences. */
function usualWords({ profile }: WorkbookSettings): ReadonlyMap<string, string> {
  const some = Object.fromEntries(
    SHOWN.map(({ name, kind }): [string, KeptValue] => [name, kind === 'flag' ? true : '']),
  );
  return new Map(
    differences({ ...DEFAULTS, profile, facts: some }).map(({ field, usual }) => [
      field.replace(/^facts\./, ''),
      usual,
    ]),
  );
}
