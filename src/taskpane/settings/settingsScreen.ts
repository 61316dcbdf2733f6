/** The Settings tab: what the workbook assumes for all its rows, and what differs from a new one. */
import { PROFILES } from '../../law/book';
import type { Undoable } from '../../workbook/host';
import {
  DEFAULTS,
  choosing,
  SETTING_WORDS,
  type SingleSetting,
  type WorkbookSettings,
} from '../../calculation/settings/workbookSettings';
import { exportText, importText } from '../../calculation/settings/record';
import {
  differences,
  fieldLabel,
  settingInWords,
  SETTINGS_SHEET,
  settingsRows,
  type Difference,
} from '../../workbook/settingsWords';
import type { Pane, Screen } from '../screen';
import { strings } from '../strings';
import { button, message, radioField, selectField, textField } from '../ui/controls';
import { h, handOver, refill, toClipboard, type Child } from '../ui/dom';
import { FactsForm } from './factsForm';
import { termsForm } from './termsForm';

const words = strings.settings;

/** Shows and changes the settings; each change is saved at once and can be undone. */
export class SettingsScreen implements Screen {
  readonly element = h('div', { class: 'rc-screen' });
  private readonly facts: FactsForm;
  /** Someone agreed to change a record of a newer version. */
  private overNewer = false;

  constructor(private readonly pane: Pane) {
    this.facts = new FactsForm(this.element, (next, said) => void this.save(next, said));
  }

  draw(): void {
    const { record, settings } = this.pane.settings;
    refill(
      this.element,
      h('h2', { class: 'rc-title' }, words.title),
      this.warnings(record),
      this.differing(settings),
      h('h3', { class: 'rc-part' }, words.loan),
      this.profile(settings),
      termsForm(settings, (next, said) => void this.save(next, said)),
      this.facts.section(settings),
      h('h3', { class: 'rc-part' }, words.reading),
      choosing('reading').map((name) => this.choice(name)),
      this.lawAsOf(settings),
      h('h3', { class: 'rc-part' }, words.arithmetic),
      choosing('arithmetic').map((name) => this.menu(name)),
      h('h3', { class: 'rc-part' }, words.file),
      this.files(),
    );
    this.facts.drawFields(settings);
  }

  private warnings({ newer, problems }: Pane['settings']['record']): Child[] {
    const list = h(
      'ul',
      { class: 'rc-plain', dir: 'auto' },
      problems.map(({ field, message: text }) =>
        h('li', {}, words.problem(fieldLabel(field), text)),
      ),
    );
    const damaged = problems.some((problem) => problem.damaged);
    return [
      newer && !this.overNewer
        ? message(
            'warning',
            h('p', {}, words.newer),
            button(words.agree, () => this.agree(), { key: 'settings.agree' }),
          )
        : null,
      problems.length > 0
        ? message('warning', h('p', {}, damaged ? words.damaged : words.unknownParts), list)
        : null,
    ];
  }

  private agree(): void {
    this.overNewer = true;
    this.draw();
  }

  private differing(settings: WorkbookSettings): HTMLElement {
    const found = differences(settings);
    if (found.length === 0) return h('p', { class: 'rc-quiet rc-differences' }, words.same);
    return h(
      'section',
      { class: 'rc-ask rc-differences', 'aria-label': words.different(found.length) },
      h('h3', {}, words.different(found.length)),
      h(
        'ul',
        { class: 'rc-plain' },
        found.map((item) =>
          h(
            'li',
            { class: 'rc-difference', dir: 'auto' },
            h(
              'span',
              {},
              `${item.label}: `,
              h('strong', {}, item.now),
              ' ',
              h('span', { class: 'rc-quiet' }, words.insteadOf(item.usual)),
            ),
            button(words.takeBack, () => void this.takeBack(item), {
              name: words.takeBackName(item.label),
              appearance: 'subtle',
              key: `settings.back.${item.field}`,
            }),
          ),
        ),
      ),
    );
  }

  private takeBack({ field, label, usual }: Difference): Promise<void> {
    const { settings } = this.pane.settings;
    const [group, name] = field.split('.') as [keyof WorkbookSettings, string?];
    const without = (values: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
    const next =
      name === undefined
        ? { ...settings, [group]: DEFAULTS[group] }
        : { ...settings, [group]: without(settings[group as 'facts' | 'amounts']) };
    return this.save(next, words.saved(label, usual));
  }

  private profile({ profile }: WorkbookSettings): HTMLElement {
    const choices = [
      ...PROFILES.map(({ name, label }) => ({ value: name, label })),
      { value: 'none', label: words.noProfile },
    ];
    return selectField(
      {
        label: SETTING_WORDS.profile.label,
        help: words.profileHelp,
        key: 'settings.profile',
        value: profile ?? 'none',
        choices,
      },
      (value) => void this.set('profile', value === 'none' ? null : value),
    );
  }

  private choicesOf(name: SingleSetting): { value: string; label: string }[] {
    return Object.entries(SETTING_WORDS[name].choices ?? {}).map(([value, label]) => ({
      value,
      label,
    }));
  }

  private choice(name: SingleSetting): HTMLElement {
    const { settings } = this.pane.settings;
    return radioField(
      {
        label: SETTING_WORDS[name].label,
        key: `settings.${name}`,
        value: String(settings[name]),
        choices: this.choicesOf(name),
      },
      (value) => void this.set(name, value),
    );
  }

  private menu(name: SingleSetting): HTMLElement {
    const { settings } = this.pane.settings;
    return selectField(
      {
        label: SETTING_WORDS[name].label,
        key: `settings.${name}`,
        value: String(settings[name]),
        choices: this.choicesOf(name),
      },
      (value) => void this.set(name, value),
    );
  }

  private lawAsOf({ law_as_of: value }: WorkbookSettings): Child[] {
    const fixed = value !== 'sale_date' && value !== 'today';
    const choices = [
      { value: 'sale_date', label: words.saleDate },
      { value: 'today', label: words.today },
      { value: 'fixed', label: words.fixed },
    ];
    return [
      radioField(
        {
          label: SETTING_WORDS.law_as_of.label,
          key: 'settings.law_as_of',
          value: fixed ? 'fixed' : value,
          choices,
        },
        (chosen) =>
          void this.set(
            'law_as_of',
            chosen === 'fixed' ? new Date().toISOString().slice(0, 10) : chosen,
          ),
      ),
      fixed
        ? textField(
            { label: words.fixedDay, key: 'settings.fixed_day', type: 'date', value },
            (day) => day !== '' && void this.set('law_as_of', day),
          )
        : null,
    ];
  }

  private set(name: SingleSetting, value: string | null): Promise<void> {
    const next = { ...this.pane.settings.settings, [name]: value };
    return this.save(next, words.saved(SETTING_WORDS[name].label, settingInWords(name, value)));
  }

  private async save(next: WorkbookSettings, said: string | null): Promise<void> {
    if (said === null) return this.draw();
    const saved = await this.pane.settings.save(next, { overNewer: this.overNewer });
    this.tell(saved, said);
  }

  private tell(saved: Awaited<ReturnType<Pane['settings']['save']>>, said: string): void {
    if (!saved.ok) this.pane.notices.failed(saved.message);
    else {
      const lost = saved.value.overridden.map(fieldLabel).join(', ');
      this.pane.notices.done(lost === '' ? said : `${said} ${words.overridden(lost)}`, saved.value);
    }
    this.draw();
  }

  private files(): Child[] {
    const chooser = h('input', {
      type: 'file',
      accept: '.json,application/json',
      hidden: true,
      'data-key': 'settings.file',
      onchange: ({ currentTarget }) => void this.import(currentTarget as HTMLInputElement),
    });
    return [
      h('p', { class: 'rc-quiet' }, words.fileHelp),
      h(
        'div',
        { class: 'rc-bar' },
        button(words.sheet, () => void this.writeSheet(), { key: 'settings.sheet' }),
        this.pane.host.takesDownloads &&
          button(words.export, () => this.export(), { key: 'settings.export' }),
        button(words.copy, () => void this.copy(), { key: 'settings.copy' }),
        button(
          words.import,
          () => this.element.querySelector<HTMLInputElement>('[type=file]')?.click(),
          { key: 'settings.import' },
        ),
        button(words.reset, () => void this.reset(), { key: 'settings.reset' }),
        chooser,
      ),
    ];
  }

  private async reset(): Promise<void> {
    this.tell(await this.pane.settings.reset({ overNewer: this.overNewer }), words.resetDone);
  }

  private export(): void {
    const text = exportText(this.pane.settings.record);
    handOver('recourse-settings.json', text, 'application/json');
    this.pane.notices.done(words.exported);
  }

  private async copy(): Promise<void> {
    const done = await toClipboard(exportText(this.pane.settings.record));
    if (done) this.pane.notices.done(words.copied);
    else this.pane.notices.failed(strings.notCopied);
  }

  private async import(chooser: HTMLInputElement): Promise<void> {
    const file = chooser.files?.[0];
    if (!file) return;
    const read = importText(await file.text());
    if (!read.ok) return this.pane.notices.failed(read.message);
    const saved = await this.pane.settings.replace(read.value, { overNewer: this.overNewer });
    this.tell(saved, words.imported(read.value.problems.length));
  }

  private async writeSheet(): Promise<void> {
    const cells = settingsRows(this.pane.settings.record);
    const written = await this.pane.host.write([{ kind: 'sheet', sheet: SETTINGS_SHEET, cells }]);
    if (!written.ok) return this.pane.notices.failed(written.message);
    this.pane.notices.done(words.sheetDone(SETTINGS_SHEET), written.value satisfies Undoable);
  }
}
