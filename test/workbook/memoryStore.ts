/** A settings store in memory, with a second person who can save into it. */
import { ok } from '../../src/money/result';
import type { SettingsStore } from '../../src/workbook/host';

/** The workbook as it lies on the server: what each person sees after a refresh. */
export class SharedFile {
  saved: Record<string, unknown> = {};

  constructor(saved: Record<string, unknown> = {}) {
    this.saved = structuredClone(saved);
  }

  /** A person's own view of the file. */
  open(): SettingsStore {
    let seen = structuredClone(this.saved);
    const listeners = new Set<() => void>();
    return {
      get: (key) => seen[key],
      save: async (values) => {
        Object.assign(seen, values);
        // Like Office: JSON only, and what is undefined is gone.
        seen = JSON.parse(JSON.stringify(seen)) as Record<string, unknown>;
        this.saved = structuredClone(seen);
        for (const listener of listeners) listener();
        return ok(undefined);
      },
      refresh: async () => {
        seen = structuredClone(this.saved);
        return ok(undefined);
      },
      onChange: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    };
  }
}
