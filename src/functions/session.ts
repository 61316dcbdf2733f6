/** The settings that the functions of this workbook calculate with. */
import { CaseReader } from '../calculation/deficiency/case';
import { NEW_WORKBOOK, type Settings } from '../calculation/settings/settings';
import { dayFromYmd, type Day } from '../money/dates';

/** Today by the clock of this computer, as a whole day. */
export function today(): Day {
  const now = new Date();
  return dayFromYmd(now.getFullYear(), now.getMonth() + 1, now.getDate()) as Day;
}

let settings: Omit<Settings, 'today'> = NEW_WORKBOOK;
let reader: CaseReader | undefined;

/** Puts other settings in force for the next calculation. */
export function useSettings(next: Omit<Settings, 'today'>): void {
  settings = next;
  reader = undefined;
}

export const settingsInUse = (): Omit<Settings, 'today'> => settings;

/** The reader of cases for the settings in force and today's date. */
export function currentReader(): CaseReader {
  const day = today();
  if (!reader || reader.settings.today !== day)
    reader = new CaseReader({ ...settings, today: day });
  return reader;
}
