/** The versioned record of a workbook's settings: read from any JSON, changed field by field, never losing what it does not know. */
import { fail, ok, type Result } from '../../money/result';
import {
  DEFAULTS,
  readKeptAmount,
  readKeptFact,
  readSetting,
  SINGLE_SETTINGS,
  type KeptValue,
  type SingleSetting,
  type WorkbookSettings,
} from './workbookSettings';

/** The version that this program writes. */
const RECORD_VERSION = 1;

/** A record as JSON; keys that this program does not know stay where they are. */
export type RawRecord = Readonly<Record<string, unknown>>;

/** Something in a record that could not be used, and why. */
export interface RecordProblem {
  /** Where it stands: `when_unknown`, `facts.method`, or `record` for all of it. */
  readonly field: string;
  readonly message: string;
  /** The value was damaged and is set aside; otherwise it is only unknown here, and stays. */
  readonly damaged: boolean;
}

/** A record as it was read: settings that can be used, whatever was in it. */
export interface ReadRecord {
  readonly settings: WorkbookSettings;
  readonly raw: RawRecord;
  readonly version: number;
  /** Written by a newer program: it is not overwritten before someone agrees. */
  readonly newer: boolean;
  readonly problems: readonly RecordProblem[];
}

/** A field given a value, or taken away where the value is undefined. */
export interface FieldChange {
  /** `['rounding']`, `['facts', 'method']`. */
  readonly path: readonly [string] | readonly ['facts' | 'amounts', string];
  readonly value: unknown;
}

const isObject = (value: unknown): value is RawRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a record; what is damaged or unknown is told and replaced by the default. */
export function readRecord(json: unknown): ReadRecord {
  if (json === undefined || json === null) return emptyRecord([]);
  if (!isObject(json))
    return emptyRecord([{ field: 'record', message: 'is not a record', damaged: true }]);
  const problems: RecordProblem[] = [];
  const version = versionOf(json, problems);
  const newer = version > RECORD_VERSION;
  const report = (field: string, message: string, damaged: boolean) =>
    problems.push({ field, message, damaged: damaged && !newer });
  const single: Partial<Record<SingleSetting, string | null>> = {};
  for (const name of SINGLE_SETTINGS) {
    if (!Object.hasOwn(json, name)) continue;
    const read = readSetting(name, json[name]);
    if (read.ok) single[name] = read.value;
    else report(name, read.message, true);
  }
  const settings = {
    ...DEFAULTS,
    ...single,
    facts: readValues(json, 'facts', readKeptFact, report),
    amounts: readValues(json, 'amounts', readKeptAmount, report),
  } as WorkbookSettings;
  return { settings, raw: json, version, newer, problems };
}

const emptyRecord = (problems: readonly RecordProblem[]): ReadRecord => ({
  settings: DEFAULTS,
  raw: {},
  version: RECORD_VERSION,
  newer: false,
  problems,
});

function versionOf(json: RawRecord, problems: RecordProblem[]): number {
  const { version } = json;
  if (version === undefined) return RECORD_VERSION;
  if (typeof version === 'number' && Number.isSafeInteger(version) && version >= 1) return version;
  problems.push({ field: 'version', message: 'is not a version', damaged: true });
  return RECORD_VERSION;
}

function readValues(
  json: RawRecord,
  group: 'facts' | 'amounts',
  read: (name: string, value: unknown) => Result<KeptValue | null>,
  report: (field: string, message: string, damaged: boolean) => void,
): Record<string, KeptValue> {
  const values = Object.hasOwn(json, group) ? json[group] : {};
  if (!isObject(values)) {
    report(group, 'is not a list of values by name', true);
    return {};
  }
  const good: [string, KeptValue][] = [];
  for (const [name, value] of Object.entries(values)) {
    const known = read(name, null).ok;
    const found = read(name, value);
    if (!found.ok) report(`${group}.${name}`, found.message, known);
    else if (found.value !== null) good.push([name, found.value]);
  }
  return Object.fromEntries(good);
}

/** What leads from one set of settings to another, field by field. */
export function changesBetween(
  before: WorkbookSettings,
  after: WorkbookSettings,
): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  for (const name of SINGLE_SETTINGS)
    if (before[name] !== after[name]) changes.push({ path: [name], value: after[name] });
  for (const group of ['facts', 'amounts'] as const) {
    const names = new Set([...Object.keys(before[group]), ...Object.keys(after[group])]);
    for (const name of names) {
      const value = own(after[group], name);
      if (own(before[group], name) !== value) changes.push({ path: [group, name], value });
    }
  }
  return changes;
}

const own = (values: RawRecord, name: string): unknown =>
  Object.hasOwn(values, name) ? values[name] : undefined;

/**
 * Applies changes to a record as it stands now, so that what another person saved meanwhile in
 * other fields stays. A damaged group is begun anew.
 */
export function applyChanges(raw: RawRecord, changes: readonly FieldChange[]): RawRecord {
  let next = new Map(Object.entries(raw));
  for (const { path, value } of changes) {
    const [group, name] = path;
    if (name === undefined) next = assigned(next, group, value);
    else {
      const values = next.get(group);
      const inner = new Map(Object.entries(isObject(values) ? values : {}));
      next.set(group, Object.fromEntries(assigned(inner, name, value)));
    }
  }
  if (!readRecord(Object.fromEntries(next)).newer) next.set('version', RECORD_VERSION);
  return Object.fromEntries(next);
}

function assigned(values: Map<string, unknown>, name: string, value: unknown) {
  if (value === undefined) values.delete(name);
  else values.set(name, value);
  return values;
}

/** Fields that two people changed to different values: the later save wins, and says so. */
export function overridden(
  base: WorkbookSettings,
  mine: WorkbookSettings,
  theirs: WorkbookSettings,
): readonly string[] {
  const key = ({ path }: FieldChange) => path.join('.');
  const ours = new Map(changesBetween(base, mine).map((change) => [key(change), change.value]));
  return changesBetween(base, theirs)
    .filter((change) => ours.has(key(change)) && ours.get(key(change)) !== change.value)
    .map(key);
}

/** The record without its damaged values, for the next save; they are kept aside by the keeper. */
export function withoutDamage({ raw, problems }: ReadRecord): RawRecord {
  const damaged = problems.filter((problem) => problem.damaged && problem.field !== 'record');
  return applyChanges(
    raw,
    damaged.map(({ field }) => {
      const dot = field.indexOf('.');
      const path =
        dot < 0
          ? ([field] as const)
          : ([field.slice(0, dot) as 'facts', field.slice(dot + 1)] as const);
      return { path, value: undefined };
    }),
  );
}

const PRODUCT = 'Recourse for Excel';

/** The record as the text of a file. */
export const exportText = ({ raw }: ReadRecord): string =>
  `${JSON.stringify({ product: PRODUCT, settings: raw }, null, 2)}\n`;

/** Reads the text of an exported file. */
export function importText(text: string): Result<ReadRecord> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail('This file is not an export of settings: it is no JSON.');
  }
  const settings = isObject(json) && json['product'] === PRODUCT ? json['settings'] : undefined;
  if (!isObject(settings)) return fail(`This file is not an export of settings of ${PRODUCT}.`);
  return ok(readRecord(settings));
}
