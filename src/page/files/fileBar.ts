/** The buttons that open and save files, with what they ask and what they say. */
import type { FormulaDataModel } from '@univerjs/engine-formula';
import type { IWorkbookData } from '@univerjs/core';
import type { WorkbenchHost } from '../../workbook/univer/host';
import { h, handOver, type Attributes } from '../../taskpane/ui/dom';
import type { SpreadsheetApi } from '../spreadsheet';
import { Moves } from '../../xlsx/moves';
import type { ReadFile } from './readFile';
import { snapshotOf } from './snapshot';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const XLSM = 'application/vnd.ms-excel.sheet.macroEnabled.12';

const words = {
  open: 'Open…',
  openName: 'Open an .xlsx workbook',
  save: 'Save as .xlsx',
  bar: 'Files',
  opening: (name: string) => `Opening ${name}…`,
  opened: (name: string, { hidden, kept, warnings }: Omit<ReadFile, 'data'>) =>
    [
      `${name} is open.`,
      ...warnings.map((warning) => `Mind: ${warning}.`),
      hidden.length > 0 && `Its ${listed(hidden)} are not shown here, but stay in the file.`,
      kept.length > 0 &&
        `${kept.length === 1 ? 'A formula' : `${kept.length} formulas`} cannot be calculated here and stay${kept.length === 1 ? 's' : ''} in the file behind the value shown: ${few(kept)}.`,
    ]
      .filter(Boolean)
      .join(' '),
  saving: 'Saving…',
  saved: (name: string, uncomputed: readonly string[]) =>
    uncomputed.length === 0
      ? `${name} was handed to your downloads.`
      : `${name} was handed to your downloads. What hangs on your changes and cannot be calculated here has no value until Excel opens the file: ${few(uncomputed)}.`,
  notSaved: 'Nothing was saved.',
  losing: (lost: readonly string[]) =>
    `The saved file will not be right in this: ${lost.join('; ')}. Save it all the same?`,
  saveAnyway: 'Save it',
  back: 'Do not save',
  stop: 'Stop',
  failed: (why: string) => `Not done: ${why}`,
  ask: 'Changes to the present workbook are not saved. Open the other file in its place?',
  replace: 'Open in its place',
  keep: 'Keep this workbook',
};

/** Cells named in a message. */
const few = (cells: readonly string[]): string =>
  cells.slice(0, 5).join(', ') + (cells.length > 5 ? ` and ${cells.length - 5} more` : '');

const listed = (items: readonly string[]): string =>
  items.length < 2
    ? (items[0] ?? '')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1] ?? ''}`;

/** Commands that change what a file would hold; others move the selection, and results of formulas are no change. */
const changes = (id: string, options: unknown): boolean =>
  id.startsWith('sheet.mutation.') &&
  !(options as { fromFormula?: boolean } | undefined)?.fromFormula;

/** A file is open when its formulas are calculated; it is not waited for longer than this. */
const LONGEST_WAIT = 10_000;

/** The open file and whether it was changed since. */
export class FileBar {
  private opened: Uint8Array | null = null;
  private name = 'Worked example';
  private ending: 'xlsx' | 'xlsm' = 'xlsx';
  private changed = false;
  private busy = false;
  private readonly moves = new Moves();
  private readonly status = h('p', { class: 'files-status', role: 'status' });
  private readonly stop = button(words.stop, () => undefined, { hidden: true });
  private readonly chooser = h('input', {
    type: 'file',
    accept: `.xlsx,.xlsm,${XLSX},${XLSM}`,
    hidden: true,
  });

  constructor(
    private readonly api: SpreadsheetApi,
    private readonly formulas: FormulaDataModel,
    private readonly host: WorkbenchHost,
    /** Whether the spreadsheet calculates a function. */
    private readonly knows: (name: string) => boolean,
  ) {
    api.addEvent(api.Event.CommandExecuted, ({ id, params, options }) => {
      this.moves.note(id, params);
      if (!this.busy && changes(id, options)) this.changed = true;
    });
    host.settings.onChange(() => {
      if (!this.busy) this.changed = true;
    });
    window.addEventListener('beforeunload', (event) => {
      if (this.changed && this.opened) event.preventDefault();
    });
    this.chooser.addEventListener('change', () => {
      const [file] = this.chooser.files ?? [];
      this.chooser.value = '';
      if (file) void this.open(file);
    });
  }

  /** Puts the buttons into the header of the page. */
  mount(header: HTMLElement): void {
    const open = () => this.chooser.click();
    header.append(
      h(
        'div',
        { class: 'files', role: 'group', 'aria-label': words.bar },
        this.status,
        this.stop,
        this.chooser,
        button(words.open, open, { 'aria-label': words.openName }),
        button(words.save, () => void this.save()),
      ),
    );
  }

  /** Saves as the button does, unless something is under way. */
  saveNow(): void {
    if (!this.busy) void this.save();
  }

  /** Opens a file in place of the present workbook; asks first where changes would be lost. */
  private async open(file: File): Promise<void> {
    if (this.changed && !(await this.agreed(words.ask, words.keep, words.replace))) return;
    await this.during(words.opening(file.name), async () => {
      const { readFile } = await import(/* webpackChunkName: "workbench.files" */ './files');
      const bytes = new Uint8Array(await file.arrayBuffer());
      const read = readFile(bytes, file.name.replace(/\.xls[xm]$/i, ''), this.knows);
      if (!read.ok) throw new Error(read.message);
      const { data } = read.value;
      this.show(data);
      await this.stoppable(this.calculated(LONGEST_WAIT));
      this.opened = bytes;
      this.moves.clear();
      this.name = data.name ?? 'Workbook';
      this.ending = /\.xlsm$/i.test(file.name) ? 'xlsm' : 'xlsx';
      return words.opened(file.name, read.value);
    });
  }

  private show(data: Partial<IWorkbookData>): void {
    const before = this.api.getActiveWorkbook()?.getId();
    this.api.createWorkbook(data);
    if (before !== undefined) this.api.disposeUnit(before);
    this.host.workbookChanged();
    this.api.getFormula().executeCalculation();
  }

  /** Hands the workbook to the browser's downloads. */
  private async save(): Promise<void> {
    const name = `${this.name}.${this.ending}`;
    await this.during(words.saving, async () => {
      const { saveFile } = await import(/* webpackChunkName: "workbench.files" */ './files');
      if (!(await this.stoppable(this.calculated()))) return words.notSaved;
      const { opened, moves, knows, formulas } = this;
      const { models } = this.host;
      const shown = snapshotOf(this.api, formulas, { opened, moves, models, knows });
      const { bytes, uncomputed, lost } = await saveFile(shown);
      const agreed =
        lost.length === 0 || (await this.agreed(words.losing(lost), words.back, words.saveAnyway));
      if (!agreed) return words.notSaved;
      handOver(name, bytes.slice(), this.ending === 'xlsm' ? XLSM : XLSX);
      return words.saved(name, uncomputed);
    });
  }

  /** Waits until what was changed last is calculated, or as long as is said. */
  private calculated(longest?: number): Promise<unknown> {
    const applied = this.api.getFormula().onCalculationResultApplied(longest);
    return longest === undefined ? applied : applied.catch(() => undefined);
  }

  /** Waits for something that a person may stop; whether it came to its end. */
  private async stoppable(work: Promise<unknown>): Promise<boolean> {
    const stopped = new Promise<false>((resolve) => {
      this.stop.onclick = () => {
        this.api.getFormula().stopCalculation();
        resolve(false);
      };
    });
    this.stop.hidden = false;
    try {
      return await Promise.race([work.then(() => true), stopped]);
    } finally {
      this.stop.hidden = true;
    }
  }

  /** Does something long; says so, and says how it ended. */
  private async during(start: string, work: () => Promise<string>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.say(start);
    try {
      this.say(await work());
      this.changed = false;
    } catch (error) {
      this.say(words.failed(error instanceof Error ? error.message : String(error)), true);
    } finally {
      this.busy = false;
    }
  }

  private say(text: string, wrong = false): void {
    this.status.textContent = text;
    this.status.classList.toggle('wrong', wrong);
  }

  /** Asks a question; the first answer is no. */
  private agreed(question: string, no: string, yes: string): Promise<boolean> {
    const dialog = h(
      'dialog',
      { class: 'files-ask', 'aria-labelledby': 'files-question' },
      h('p', { id: 'files-question' }, question),
      h(
        'div',
        { class: 'files-answers' },
        button(no, () => dialog.close('no'), { autofocus: true }),
        button(yes, () => dialog.close('yes')),
      ),
    );
    document.body.append(dialog);
    return new Promise((resolve) => {
      dialog.addEventListener('close', () => {
        dialog.remove();
        resolve(dialog.returnValue === 'yes');
      });
      dialog.showModal();
    });
  }
}

const button = (text: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement =>
  h('button', { type: 'button', onclick: act, ...attributes }, text);
