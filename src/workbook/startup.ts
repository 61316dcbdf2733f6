/** Puts the workbook's settings in force for the functions, and has cells calculated anew when they change. */
import { useSettings } from '../functions/session';
import type { WorkbookHost } from './host';
import { SettingsKeeper } from './settingsKeeper';
import { toCalculation } from './settings';
import type { ReadRecord } from './settingsRecord';

/** The open workbook, ready for the pane. */
export interface OpenWorkbook {
  readonly host: WorkbookHost;
  readonly keeper: SettingsKeeper;
}

/**
 * Opens the workbook. The functions use its settings from this moment on, so this is called before
 * the first of them: as soon as the settings can be read, without waiting for anything.
 */
export function openWorkbook(host: WorkbookHost): OpenWorkbook {
  const keeper = new SettingsKeeper(host.settings);
  let inForce = JSON.stringify(toCalculation(keeper.settings));
  useSettings(toCalculation(keeper.settings));
  keeper.onChange(({ settings }: ReadRecord) => {
    const next = toCalculation(settings);
    const text = JSON.stringify(next);
    if (text === inForce) return;
    inForce = text;
    useSettings(next);
    void host.recalculate();
  });
  return { host, keeper };
}
