/** Keeps the settings in the workbook: loads them, saves changes over what others saved meanwhile, and takes them back. */
import { fail, ok, type Result } from '../money/result';
import { SETTINGS_KEY, type SettingsStore, type Stop, type Undoable } from './host';
import {
  applyChanges,
  changesBetween,
  overridden,
  readRecord,
  withoutDamage,
  type RawRecord,
  type ReadRecord,
} from '../calculation/settings/record';
import { DEFAULTS, type WorkbookSettings } from '../calculation/settings/workbookSettings';

/** Where damaged records are kept, the latest last. */
export const SET_ASIDE_KEY = `${SETTINGS_KEY}.set_aside`;

/** How many damaged records are kept. */
const MOST_SET_ASIDE = 5;

/** A save that was made. */
export interface Saved extends Undoable {
  /** Fields in which another person's save of another value was replaced. */
  readonly overridden: readonly string[];
}

/** Why a save was not made. `newer`: the record is of a newer program and nobody agreed yet. */
export type SaveRefused = {
  readonly ok: false;
  readonly message: string;
  readonly newer?: boolean;
};

/** The settings of the open workbook. */
export class SettingsKeeper {
  private loaded: ReadRecord;
  private readonly listeners = new Set<(record: ReadRecord) => void>();

  constructor(private readonly store: SettingsStore) {
    this.loaded = readRecord(store.get(SETTINGS_KEY));
    store.onChange(() => this.load());
  }

  /** The record as it was last read or saved. */
  get record(): ReadRecord {
    return this.loaded;
  }

  get settings(): WorkbookSettings {
    return this.loaded.settings;
  }

  /** Calls back after every change, ours or another person's. */
  onChange(listener: (record: ReadRecord) => void): Stop {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /**
   * Saves settings that were made out of `from` (the present ones when left out). Fields that were
   * not changed keep what another person saved in them meanwhile. A record of a newer program is
   * only changed with `overNewer`.
   */
  async save(
    next: WorkbookSettings,
    { from = this.settings, overNewer = false } = {},
  ): Promise<{ readonly ok: true; readonly value: Saved } | SaveRefused> {
    await this.store.refresh();
    const present = readRecord(this.store.get(SETTINGS_KEY));
    if (present.newer && !overNewer) return { ok: false, newer: true, message: NEWER };
    const changes = changesBetween(from, next);
    const lost = overridden(from, next, present.settings);
    const saved = await this.put(applyChanges(withoutDamage(present), changes), present);
    if (!saved.ok) return saved;
    const after = this.settings;
    return ok({
      overridden: lost,
      undo: async () => {
        const back = await this.save(present.settings, { from: after, overNewer: true });
        return back.ok ? ok(undefined) : fail(back.message);
      },
    });
  }

  /** Takes all settings of another record, with what it holds beyond them. */
  async replace(record: ReadRecord, options: { overNewer?: boolean } = {}) {
    const saved = await this.save(record.settings, options);
    if (!saved.ok) return saved;
    const more = await this.put({ ...extras(record), ...this.loaded.raw }, this.loaded);
    return more.ok ? saved : more;
  }

  /** Gives back the settings of a new workbook. */
  reset(options: { overNewer?: boolean } = {}) {
    return this.save(DEFAULTS, options);
  }

  private async put(raw: RawRecord, present: ReadRecord): Promise<Result<void>> {
    const damaged = present.problems.filter((problem) => problem.damaged);
    const aside = damaged.length > 0 ? { [SET_ASIDE_KEY]: this.asideWith(damaged) } : {};
    return this.store.save({ [SETTINGS_KEY]: raw, ...aside });
  }

  private asideWith(problems: ReadRecord['problems']): unknown[] {
    const earlier = this.store.get(SET_ASIDE_KEY);
    const kept: unknown[] = Array.isArray(earlier) ? earlier : [];
    const why = problems.map(({ field, message }) => `${field}: ${message}`);
    const entry = { at: new Date().toISOString(), why, record: this.store.get(SETTINGS_KEY) };
    return [...kept, entry].slice(-MOST_SET_ASIDE);
  }

  private load(): void {
    this.loaded = readRecord(this.store.get(SETTINGS_KEY));
    for (const listener of this.listeners) listener(this.loaded);
  }
}

const NEWER =
  'These settings were saved by a newer version of Recourse. Saving keeps what this version does not know, but may not be what the newer one expects.';

/** What a record holds that this program does not know. */
function extras({ raw, problems }: ReadRecord): RawRecord {
  const damaged = new Set(problems.filter((p) => p.damaged).map((p) => p.field));
  return Object.fromEntries(
    Object.entries(raw).filter(([key]) => !(key in DEFAULTS) && !damaged.has(key)),
  );
}
