/** Values saved with the workbook: by Office under the add-in's identity, and in a part of the workbook that any of ours reads. */
import { fail, ok, type Result } from '../../money/result';
import { KEPT_NAMESPACE, keptIn, keptXml, newerOf, type Kept } from '../../xlsx/keptRecord';
import { FROZEN_KEY } from '../freeze';
import { SETTINGS_KEY, type SettingsStore, type Stop } from '../host';
import { SET_ASIDE_KEY } from '../settingsKeeper';
import { attempt, knows, oneAtATime, PATIENTLY } from './excel';

const KEYS = [SETTINGS_KEY, FROZEN_KEY, SET_ASIDE_KEY];

/** Beside the values in Office's settings: when they were saved. */
const SAVED_KEY = `${SETTINGS_KEY}.saved`;

/**
 * `Office.context.document.settings`, ready as soon as Office is, and a custom XML part, which is read a moment
 * later: settings that were saved by the add-in under another identity, or from another way of installing it, are
 * taken from there. Of the two the newer holds; reading writes nothing.
 */
export class OfficeSettings implements SettingsStore {
  private readonly listeners = new Set<() => void>();
  private part: Kept | undefined;

  /** @param log told what goes wrong where nobody waits for it */
  constructor(log: (error: unknown) => void) {
    const follow = oneAtATime(() => this.follow());
    // Only raised while several people edit one workbook; where it is not known, nothing is missed.
    Office.context.document.settings.addHandlerAsync?.(Office.EventType.SettingsChanged, follow);
    followRemoteChanges(follow, log);
    void this.telling(() => this.readPart());
  }

  get(key: string): unknown {
    return this.kept.values[key];
  }

  async save(values: Readonly<Record<string, unknown>>): Promise<Result<void>> {
    const next = { ...this.kept.values, ...values };
    const saved = new Date().toISOString();
    const { settings } = Office.context.document;
    for (const [key, value] of Object.entries({ ...next, [SAVED_KEY]: saved })) {
      if (value === undefined) settings.remove(key);
      else settings.set(key, JSON.parse(JSON.stringify(value)));
    }
    const done = await answered((callback) => settings.saveAsync(callback));
    if (!done.ok) return done;
    await this.writePart({ values: next, saved });
    this.tell();
    return done;
  }

  async refresh(): Promise<Result<void>> {
    const { settings } = Office.context.document;
    const taken =
      typeof settings.refreshAsync === 'function'
        ? await answered((done) => settings.refreshAsync(done))
        : ok(undefined);
    await this.readPart();
    return taken;
  }

  onChange(listener: () => void): Stop {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** The newer of what Office keeps and of the part. */
  private get kept(): Kept {
    const { settings } = Office.context.document;
    const values: Record<string, unknown> = {};
    for (const key of KEYS) {
      const value: unknown = settings.get(key);
      if (value) values[key] = value;
    }
    return newerOf({ values, saved: String(settings.get(SAVED_KEY) ?? '') }, this.part);
  }

  private async follow(): Promise<void> {
    await this.telling(() => this.refresh());
  }

  /** Does something, and tells where other values are in force afterwards. */
  private async telling(work: () => Promise<unknown>): Promise<void> {
    const before = JSON.stringify(this.kept.values);
    await work();
    if (JSON.stringify(this.kept.values) !== before) this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private async readPart(): Promise<void> {
    if (!knows('1.5')) return;
    const found = await attempt(async (context) => {
      const parts = context.workbook.customXmlParts.getByNamespace(KEPT_NAMESPACE);
      parts.load('items/id');
      await context.sync();
      const texts = parts.items.map((part) => part.getXml());
      await context.sync();
      return ok(texts.map(({ value }) => value));
    });
    // Where it cannot be read now, what was read before holds.
    if (!found.ok) return;
    this.part = found.value
      .map(keptIn)
      .reduce<Kept | undefined>((a, b) => (b && (!a || b.saved > a.saved) ? b : a), undefined);
  }

  /** A workbook that cannot take a part keeps its settings with Office alone. */
  private async writePart(kept: Kept): Promise<void> {
    if (!knows('1.5')) return;
    const xml = keptXml(kept);
    const written = await attempt(async (context) => {
      const { customXmlParts } = context.workbook;
      const parts = customXmlParts.getByNamespace(KEPT_NAMESPACE);
      parts.load('items/id');
      await context.sync();
      const { items } = parts;
      if (items[0]) items[0].setXml(xml);
      else customXmlParts.add(xml);
      await context.sync();
      return ok(undefined);
    });
    if (written.ok) this.part = kept;
  }
}

/** Desktop Excel tells of no settings that another person saved; a change of theirs in a cell says that they were here. */
function followRemoteChanges(follow: () => void, log: (error: unknown) => void): void {
  if (!knows('1.9')) return;
  Excel.run(PATIENTLY, async (context) => {
    context.workbook.worksheets.onChanged.add(async ({ source }) => {
      if (source === 'Remote') follow();
      return Promise.resolve();
    });
    await context.sync();
  }).catch(log);
}

/** One of Office's older calls, which answer by a callback. */
function answered(
  call: (done: (result: Office.AsyncResult<unknown>) => void) => void,
): Promise<Result<void>> {
  return new Promise((resolve) =>
    call((result) => {
      const failed = result.status === Office.AsyncResultStatus.Failed;
      resolve(
        failed ? fail(`The workbook did not keep it: ${result.error.message}`) : ok(undefined),
      );
    }),
  );
}
