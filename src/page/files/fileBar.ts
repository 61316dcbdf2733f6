/** The buttons that open and save files, with what they ask and what they say. */
import type { FormulaDataModel } from '@univerjs/engine-formula';
import type { IWorkbookData } from '@univerjs/core';
import type { WorkbenchHost } from '../../workbook/univer/host';
import { h, handOver, type Attributes } from '../../taskpane/ui/dom';
import type { SpreadsheetApi } from '../spreadsheet';
import { Moves } from '../../xlsx/moves';
import type { Result } from '../../money/result';
import { apart } from './apart';
import type { ReadFile } from './readFile';
import type { SavedFile } from './saveFile';
import { snapshotOf } from './snapshot';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const XLSM = 'application/vnd.ms-excel.sheet.macroEnabled.12';

const words = {
  open: 'Open…',
  openName: 'Open an .xlsx workbook',
  save: 'Save as .xlsx',
  bar: 'Files',
  opening: (name: string) => `Reading ${name}…`,
  calculating: (name: string) => `Calculating ${name}…`,
  notOpened: 'No file was opened.',
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
    /** The functions that the spreadsheet calculates. */
    private readonly known: () => readonly string[],
  ) {
    api.addEvent(api.Event.CommandExecuted, ({ id, params, options }) => {
      this.moves.note(id, params);
      if (changes(id, options)) this.changed = true;
    });
    host.settings.onChange(() => (this.changed = true));
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
    await this.during(words.opening(file.name), async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const name = file.name.replace(/\.xls[xm]$/i, '');
      const { done, stop } = apart<Result<ReadFile>>({
        kind: 'read',
        bytes,
        name,
        known: this.known(),
      });
      const read = await this.stoppable(done, stop);
      if (!read) return words.notOpened;
      if (!read.ok) throw new Error(read.message);
      if (this.changed && !(await this.agreed(words.ask, words.keep, words.replace)))
        return words.notOpened;
      this.say(words.calculating(file.name));
      this.show(read.value.data);
      this.opened = bytes;
      this.moves.clear();
      this.name = name;
      this.ending = /\.xlsm$/i.test(file.name) ? 'xlsm' : 'xlsx';
      await this.stoppable(this.calculated(LONGEST_WAIT), this.stopCalculation);
      this.changed = false;
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
      if (
        !(await this.stoppable(
          this.calculated().then(() => true),
          this.stopCalculation,
        ))
      )
        return words.notSaved;
      const { opened, formulas } = this;
      const { models } = this.host;
      // What is changed from here on is not in the file.
      const before = this.changed;
      this.changed = false;
      let saved: SavedFile | undefined;
      try {
        saved = await this.written(snapshotOf(this.api, formulas, { opened, models }));
      } finally {
        if (!saved) this.changed ||= before;
      }
      if (!saved) return words.notSaved;
      handOver(name, saved.bytes.slice(), this.ending === 'xlsm' ? XLSM : XLSX);
      return words.saved(name, saved.uncomputed);
    });
  }

  /** The file of what is shown; undefined where somebody stopped it, or wants none that has lost something. */
  private async written(shown: ReturnType<typeof snapshotOf>): Promise<SavedFile | undefined> {
    const moves = this.moves.list();
    const { done, stop } = apart<SavedFile>({ kind: 'save', shown, moves, known: this.known() });
    const saved = await this.stoppable(done, stop);
    const lost = saved?.lost ?? [];
    return lost.length === 0 ||
      (await this.agreed(words.losing(lost), words.back, words.saveAnyway))
      ? saved
      : undefined;
  }

  /** Waits until what was changed last is calculated, or as long as is said. */
  private calculated(longest?: number): Promise<unknown> {
    const applied = this.api.getFormula().onCalculationResultApplied(longest);
    return longest === undefined ? applied : applied.catch(() => undefined);
  }

  private readonly stopCalculation = (): void => this.api.getFormula().stopCalculation();

  /** Waits for something that a person may stop; undefined where somebody did. */
  private async stoppable<T>(work: Promise<T>, stop: () => void): Promise<T | undefined> {
    const stopped = new Promise<undefined>((resolve) => {
      this.stop.onclick = () => {
        stop();
        resolve(undefined);
      };
    });
    this.stop.hidden = false;
    try {
      return await Promise.race([work, stopped]);
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
