/** Puts the workbook's settings in force for the functions, and has cells calculated anew when they change. */
import { useSettings } from '../functions/session';
import type { DateSystem } from '../money/dates';
import type { WorkbookHost } from './host';
import { SettingsKeeper } from './settingsKeeper';
import { toCalculation } from '../calculation/settings/workbookSettings';

/** The open workbook, ready for the pane. */
export interface OpenWorkbook {
  readonly host: WorkbookHost;
  readonly keeper: SettingsKeeper;
}

/**
 * Opens the workbook. The functions use its settings from this moment on, so this is called before
 * the first of them: as soon as the settings can be read, without waiting for anything. The
 * workbook's calendar is only known later; where it is not the usual one, cells are calculated anew.
 */
export function openWorkbook(
  host: WorkbookHost,
  // Nobody waits for these answers; the cells can be calculated by hand.
  log: (error: unknown) => void = console.error,
): OpenWorkbook {
  const keeper = new SettingsKeeper(host.settings);
  let dateSystem: DateSystem = 1900;
  const wanted = () => ({ ...toCalculation(keeper.settings), dateSystem });
  let inForce = JSON.stringify(wanted());
  useSettings(wanted());
  const follow = () => {
    const next = JSON.stringify(wanted());
    if (next === inForce) return;
    inForce = next;
    useSettings(wanted());
    host.recalculate().catch(log);
  };
  keeper.onChange(follow);
  host
    .dateSystem()
    .then((found) => {
      dateSystem = found;
      follow();
    })
    .catch(log);
  return { host, keeper };
}
