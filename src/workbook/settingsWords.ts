/** Says settings in words: what each is, how it differs from the defaults, and the rows of the sheet for auditors. */
import { amountNamed } from '../law/amounts';
import { factNamed, profileNamed } from '../law/book';
import type { FactValue } from '../law/facts';
import { valueInWords } from '../law/words';
import { formatCents, parseAmount } from '../money/cents';
import { parseIso, toWords } from '../money/dates';
import type { CellValue } from '../formulas/place';
import type { ReadRecord } from '../calculation/settings/record';
import {
  DEFAULTS,
  SETTING_WORDS,
  SINGLE_SETTINGS,
  type KeptValue,
  type SingleSetting,
  type WorkbookSettings,
} from '../calculation/settings/workbookSettings';

/** A setting that is not what a new workbook has. */
export interface Difference {
  /** `rounding`, `facts.method`, `amounts.recourse_cap`. */
  readonly field: string;
  readonly label: string;
  readonly now: string;
  /** What it would be without the change. */
  readonly usual: string;
}

/** A single setting's value as people say it. */
export function settingInWords(name: SingleSetting, value: string | null): string {
  if (name === 'profile')
    return value === null ? 'Nothing assumed' : (profileNamed(value)?.label ?? value);
  if (name === 'law_as_of') return lawAsOfInWords(value ?? '');
  return SETTING_WORDS[name].choices?.[value ?? ''] ?? String(value);
}

function lawAsOfInWords(value: string): string {
  if (value === 'sale_date') return 'The sale date';
  if (value === 'today') return 'Today';
  const day = parseIso(value);
  return day.ok ? toWords(day.value) : value;
}

/** A kept fact's value as people say it. */
export function factInWords(name: string, value: KeptValue): string {
  return factNamed(name)?.kind === 'date' ? String(value) : valueInWords(name, value);
}

/** A kept amount as people write it: `20,000`, `25%`. */
export function amountInWords(value: KeptValue): string {
  if (typeof value === 'string' && value.endsWith('%')) return value;
  const read = parseAmount(value);
  return read.ok && read.value !== null ? formatCents(read.value) : String(value);
}

/** What a fact would be without the workbook's own value: the profile's, the everyday one, or not known. */
function usualFact(name: string, profile: string | null): string {
  const definition = factNamed(name);
  const of = profile === null ? undefined : profileNamed(profile);
  const value: FactValue | undefined =
    of?.facts[name] ?? definition?.presumed ?? (of ? definition?.ordinary : undefined);
  if (value === undefined) return 'Not known';
  return value === 'usual' ? "The state's usual one" : valueInWords(name, value);
}

/** Everything that is not as in a new workbook, in the order in which settings are shown. */
export function differences(settings: WorkbookSettings): readonly Difference[] {
  const { facts, amounts } = settings;
  return [
    ...SINGLE_SETTINGS.filter((name) => settings[name] !== DEFAULTS[name]).map((name) => ({
      field: name,
      label: SETTING_WORDS[name].label,
      now: settingInWords(name, settings[name]),
      usual: settingInWords(name, DEFAULTS[name]),
    })),
    ...Object.entries(facts).map(([name, value]) => ({
      field: `facts.${name}`,
      label: factNamed(name)?.label ?? name,
      now: factInWords(name, value),
      usual: usualFact(name, settings.profile),
    })),
    ...Object.entries(amounts).map(([name, value]) => ({
      field: `amounts.${name}`,
      label: amountNamed(name)?.label ?? name,
      now: amountInWords(value),
      usual: 'Not given',
    })),
  ];
}

/** Name of the sheet that the settings are written to. */
export const SETTINGS_SHEET = 'Recourse settings';

/** Rows for the sheet: plain values, no formula among them, and all that the record holds. */
export function settingsRows(record: ReadRecord): readonly (readonly CellValue[])[] {
  const { settings, problems } = record;
  const changed = new Map(differences(settings).map((found) => [found.field, found]));
  const row = (field: string, label: string, now: string, usual: string): CellValue[] => [
    label,
    now,
    changed.has(field) ? usual : '',
    field,
  ];
  const own = [...changed.values()].filter(({ field }) => field.includes('.'));
  return rectangular([
    [SETTINGS_SHEET],
    ['What the DEFICIENCY functions of this workbook assume where a row does not say.'],
    [],
    ['Setting', 'Value', 'Instead of', 'Key'],
    ...SINGLE_SETTINGS.map((name) =>
      row(
        name,
        SETTING_WORDS[name].label,
        settingInWords(name, settings[name]),
        settingInWords(name, DEFAULTS[name]),
      ),
    ),
    ...own.map(({ field, label, now, usual }) => row(field, label, now, usual)),
    ...(problems.length > 0 ? [[], ['Could not be used', 'Why', '', 'Key']] : []),
    ...problems.map(({ field, message }) => [fieldLabel(field), message, '', field]),
  ]);
}

/** What people call a field of the record: `profile`, `facts.method`, `amounts.recourse_cap`. */
export function fieldLabel(field: string): string {
  const [, group, name] = /^(facts|amounts)\.(.*)$/s.exec(field) ?? [];
  if (group === 'facts') return factNamed(name ?? '')?.label ?? field;
  if (group === 'amounts') return amountNamed(name ?? '')?.label ?? field;
  const single = SINGLE_SETTINGS.find((setting) => setting === field);
  return single === undefined ? field : SETTING_WORDS[single].label;
}

function rectangular(rows: readonly (readonly CellValue[])[]): CellValue[][] {
  const width = Math.max(...rows.map((cells) => cells.length));
  return rows.map((cells) => [
    ...cells,
    ...Array.from({ length: width - cells.length }, () => null),
  ]);
}
