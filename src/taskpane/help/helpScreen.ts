/** The Help tab: the first steps, every function with an example to insert, limits, and what stays private. */
import { declarations, type FunctionDeclaration } from '../../functions/declarations';
import { lawWords } from '../../law/words';
import { blockAddress } from '../../formulas/address';
import { formulaChange } from '../../workbook/insert';
import { supportLine } from '../about';
import type { Pane, Screen } from '../screen';
import { strings } from '../strings';
import { button, section } from '../ui/controls';
import { h, pin, refill, toClipboard } from '../ui/dom';
import { firstSteps } from './firstSteps';

const words = strings.help;

export class HelpScreen implements Screen {
  readonly element = h('div', { class: 'rc-screen' });

  constructor(private readonly pane: Pane) {}

  draw(): void {
    void this.drawStartup();
    refill(
      this.element,
      h('h2', {}, words.title),
      h('h3', { class: 'rc-part' }, words.start),
      firstSteps(),
      h('h3', { class: 'rc-part' }, words.functions),
      h('p', { class: 'rc-quiet' }, words.ranges),
      declarations.map((declaration) => this.functionHelp(declaration)),
      h('h3', { class: 'rc-part' }, words.limits),
      h('p', {}, `${lawWords()}.`),
      h(
        'ul',
        { class: 'rc-bullets' },
        words.limitList.map((limit) => h('li', {}, limit)),
      ),
      h('h3', { class: 'rc-part' }, words.privacy),
      h('p', {}, words.privacyText),
      h('h3', { class: 'rc-part' }, words.colleague),
      h('p', {}, words.colleagueText),
      h('h3', { class: 'rc-part' }, words.stuck),
      h('p', {}, words.stuckText),
      this.startup,
      h('h3', { class: 'rc-part' }, words.about),
      h('p', { class: 'rc-quiet', dir: 'auto' }, supportLine(this.pane.where)),
      button(words.copyLine, () => void this.copyLine(), { key: 'help.copy' }),
      h('h3', { class: 'rc-part' }, words.legal),
      h('p', {}, words.legalText),
    );
  }

  /** Whether the add-in starts with the workbook, where this Excel lets it. */
  private readonly startup = pin(h('div', {}));

  private async drawStartup(): Promise<void> {
    const { startup } = this.pane.host;
    if (!startup) return;
    const on = await startup.get();
    refill(
      this.startup,
      h('p', { class: 'rc-quiet' }, on ? words.startsWith : words.startWithHelp),
      button(on ? words.startNot : words.startWith, () => void this.start(!on), {
        key: 'help.startup',
      }),
    );
  }

  private async start(on: boolean): Promise<void> {
    const done = await this.pane.host.startup?.set(on);
    if (done && !done.ok) this.pane.notices.failed(done.message);
    await this.drawStartup();
  }

  private async copyLine(): Promise<void> {
    if (await toClipboard(supportLine(this.pane.where))) this.pane.notices.done(words.copied);
    else this.pane.notices.failed(strings.notCopied);
  }

  private functionHelp(declaration: FunctionDeclaration): HTMLElement {
    const { id, summary, parameters, example } = declaration;
    return section(`help.${id}`, h('code', {}, id), false, () => [
      h('p', {}, summary),
      h(
        'dl',
        { class: 'rc-parameters' },
        parameters.map(({ name, description, optional }) => [
          h(
            'dt',
            {},
            h('code', {}, name),
            optional ? h('span', { class: 'rc-help' }, ` ${words.optional}`) : null,
          ),
          h('dd', {}, description),
        ]),
      ),
      h('code', { class: 'rc-formula', 'data-whole': true }, example),
      button(words.insert, () => void this.insert(declaration), {
        name: words.insertName(id),
        key: `help.insert.${id}`,
      }),
    ]);
  }

  private async insert({ id, example }: FunctionDeclaration): Promise<void> {
    const at = await this.pane.host.selection();
    if (!at) return this.pane.notices.failed(strings.noCell);
    const written = await this.pane.host.write([await formulaChange(this.pane.host, at, example)]);
    if (!written.ok) return this.pane.notices.failed(written.message);
    const where = blockAddress({ row: at.row, column: at.column, rows: 1, columns: 1 });
    this.pane.notices.done(words.inserted(id, where), written.value);
    this.pane.refresh();
  }
}
