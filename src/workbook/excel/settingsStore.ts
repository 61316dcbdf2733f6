/** Values saved with the workbook by Office. */
import { fail, ok, type Result } from '../../money/result';
import type { SettingsStore, Stop } from '../host';

/** `Office.context.document.settings`; ready as soon as Office is. */
export class OfficeSettings implements SettingsStore {
  private readonly listeners = new Set<() => void>();

  constructor() {
    // Only raised while several people edit one workbook; where it is not known, nothing is missed.
    Office.context.document.settings.addHandlerAsync?.(Office.EventType.SettingsChanged, () => {
      void this.refresh().then((taken) => {
        if (taken.ok) this.tell();
      });
    });
  }

  get(key: string): unknown {
    const value: unknown = Office.context.document.settings.get(key);
    return value ?? undefined;
  }

  async save(values: Readonly<Record<string, unknown>>): Promise<Result<void>> {
    const { settings } = Office.context.document;
    for (const [key, value] of Object.entries(values)) {
      if (value === undefined) settings.remove(key);
      else settings.set(key, JSON.parse(JSON.stringify(value)));
    }
    const saved = await answered((done) => settings.saveAsync(done));
    if (saved.ok) this.tell();
    return saved;
  }

  refresh(): Promise<Result<void>> {
    const { settings } = Office.context.document;
    if (typeof settings.refreshAsync !== 'function') return Promise.resolve(ok(undefined));
    return answered((done) => settings.refreshAsync(done));
  }

  onChange(listener: () => void): Stop {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
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
