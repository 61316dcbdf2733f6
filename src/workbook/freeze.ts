/** Replaces our formulas by their values for a colleague without the add-in, and brings the formulas back exactly. */
import { fail, ok, type Result } from '../money/result';
import { placeText } from '../formulas/address';
import { isErrorValue, looksLikeError, type Block, type ReadValue } from '../formulas/place';
import {
  GENERAL,
  SETTINGS_KEY,
  type Change,
  type Formats,
  type FoundFormula,
  type Progress,
  type Undoable,
  type WorkbookHost,
} from './host';
import { obstacle, remarksOn, whyNotWritable, type Obstacle, type Plan } from './plan';

/** Where the frozen formulas are kept in the workbook. */
export const FROZEN_KEY = `${SETTINGS_KEY}.frozen`;

/** A formula that was replaced by its values. */
export interface Frozen extends Block {
  readonly formula: string;
  /** What the values were, in short, to see whether they still stand there. */
  readonly sum: string;
  /** Runs of cells, counted within the block, that got the format which their numbers had brought along. */
  readonly formatted?: readonly Run[];
}

/** Cells below each other. */
interface Run {
  readonly column: number;
  readonly row: number;
  readonly rows: number;
}

/** A plan with what will be kept or given up in the record of frozen formulas. */
export interface FreezePlan extends Plan {
  readonly records: readonly Frozen[];
}

/** Values that are not there yet, or never were. */
const NO_RESULT: Readonly<Record<string, string>> = {
  '#BUSY!': 'It is still being calculated.',
  '#GETTING_DATA': 'It is still being calculated.',
  '#NAME?': 'The add-in did not calculate it: use Repair first.',
  '#SPILL!': 'It has no room to spill: its values are not on the sheet.',
  '#CALC!': 'The sheet could not calculate it.',
  '#CONNECT!': 'The add-in did not calculate it: use Repair first.',
};

/** Says which formulas will become values; all of the workbook's, or those on some sheets. Writes nothing. */
export async function planFreeze(
  host: WorkbookHost,
  sheets?: readonly string[],
  progress?: Progress,
): Promise<FreezePlan> {
  const found = (await host.findFormulas(progress)).filter(
    ({ sheet }) => sheets === undefined || sheets.includes(sheet),
  );
  const conditions = await host.inspect(found);
  const draft = newDraft();
  const able = found.filter((formula, i) => {
    const condition = conditions[i] as (typeof conditions)[number];
    const why = whyNoResult(formula) ?? whyNotWritable(condition);
    if (why !== undefined) draft.obstacles.push(obstacle(formula, why));
    return why === undefined;
  });
  const values = await host.readBlocks(able);
  const formats = await host.broughtFormats(able);
  for (const [i, formula] of able.entries())
    freezeOne(formula, values[i] ?? [], formats[i] ?? [], draft);
  return { ...draft, remarks: remarksOn(conditions) };
}

interface Draft {
  readonly changes: Change[];
  readonly places: string[];
  readonly obstacles: Obstacle[];
  readonly records: Frozen[];
}

const newDraft = (): Draft => ({ changes: [], places: [], obstacles: [], records: [] });

const whyNoResult = ({ value }: FoundFormula): string | undefined =>
  isErrorValue(value) ? NO_RESULT[value.error] : undefined;

function freezeOne(
  { sheet, row, column, rows, columns, formula }: FoundFormula,
  values: readonly (readonly ReadValue[])[],
  formats: Formats,
  draft: Draft,
): void {
  const block = { sheet, row, column, rows, columns };
  const formatted = runsIn(formats);
  const set = formatted.length > 0;
  draft.changes.push({ kind: 'cells', at: block, cells: values, ...(set && { formats }) });
  draft.places.push(placeText(block));
  draft.records.push({ ...block, formula, sum: sumOf(values), ...(set && { formatted }) });
}

function runsIn(formats: Formats): Run[] {
  const runs: Run[] = [];
  for (let column = 0; column < (formats[0]?.length ?? 0); column += 1)
    for (let row = 0; row < formats.length; row += 1) {
      if (formats[row]?.[column] == null) continue;
      const first = row;
      while (formats[row + 1]?.[column] != null) row += 1;
      runs.push({ column, row: first, rows: row - first + 1 });
    }
  return runs;
}

/** Carries out a freeze: the formulas go into the record first, so that nothing is lost halfway. */
export async function freeze(host: WorkbookHost, plan: FreezePlan): Promise<Result<Undoable>> {
  const before = frozenIn(host);
  const replaced = new Set(plan.records.map(placeText));
  const kept = before.filter((frozen) => !replaced.has(placeText(frozen)));
  return withRecord(host, plan, before, [...kept, ...plan.records]);
}

/** Saves the record, writes, and puts the record back where the writing fails or is undone. */
async function withRecord(
  host: WorkbookHost,
  plan: FreezePlan,
  before: readonly Frozen[],
  after: readonly Frozen[],
): Promise<Result<Undoable>> {
  if (plan.changes.length === 0) return fail('There is nothing to do.');
  const saved = await keep(host, after);
  if (!saved.ok) return saved;
  const written = await host.write(plan.changes);
  if (!written.ok) {
    await keep(host, before);
    return written;
  }
  return ok({
    undo: async () => {
      const undone = await written.value.undo();
      return undone.ok ? keep(host, before) : undone;
    },
  });
}

const keep = (host: WorkbookHost, records: readonly Frozen[]): Promise<Result<void>> =>
  host.settings.save({ [FROZEN_KEY]: records.length > 0 ? records : undefined });

/** The frozen formulas of the workbook; entries that cannot be read are left out. */
export function frozenIn(host: WorkbookHost): readonly Frozen[] {
  const kept = host.settings.get(FROZEN_KEY);
  return Array.isArray(kept) ? kept.filter(isFrozen) : [];
}

function isFrozen(entry: unknown): entry is Frozen {
  if (typeof entry !== 'object' || entry === null) return false;
  const { sheet, row, column, rows, columns, formula, sum, formatted } = entry as Record<
    string,
    unknown
  >;
  const counts = [row, column, rows, columns].every(
    (count) => typeof count === 'number' && Number.isSafeInteger(count) && count >= 0,
  );
  const texts = [sheet, formula, sum].every((text) => typeof text === 'string');
  const runs = formatted === undefined || (Array.isArray(formatted) && formatted.every(isRun));
  return counts && texts && runs && (formula as string).startsWith('=');
}

const isRun = (entry: unknown): entry is Run =>
  typeof entry === 'object' &&
  entry !== null &&
  ['column', 'row', 'rows'].every((key) =>
    Number.isSafeInteger((entry as Record<string, unknown>)[key]),
  );

/** Says which formulas will come back. A cell whose values were changed or moved is left as it is. */
export async function planThaw(host: WorkbookHost): Promise<FreezePlan> {
  const records = frozenIn(host);
  const conditions = await host.inspect(records);
  const values = await host.readBlocks(records);
  const draft = newDraft();
  for (const [i, frozen] of records.entries()) {
    const condition = conditions[i] as (typeof conditions)[number];
    const why = whyNotWritable(condition) ?? whyChanged(frozen, values[i] ?? []);
    if (why !== undefined) draft.obstacles.push(obstacle(frozen, why));
    else {
      draft.changes.push(...thawing(frozen));
      draft.places.push(placeText(frozen));
      draft.records.push(frozen);
    }
  }
  return { ...draft, remarks: remarksOn(conditions) };
}

function whyChanged(frozen: Frozen, values: readonly (readonly ReadValue[])[]): string | undefined {
  if (sumOf(values) === frozen.sum) return undefined;
  return `Its values were changed or moved since; the formula was ${frozen.formula}`;
}

/** The block is emptied first, so that the formula has room to spill. */
function thawing(frozen: Frozen): readonly Change[] {
  const { rows, columns, formula, formatted = [] } = frozen;
  const at = { sheet: frozen.sheet, row: frozen.row, column: frozen.column };
  const empty = Array.from({ length: rows }, () => Array.from({ length: columns }, () => null));
  const formats: (string | null)[][] = empty.map((cells) => [...cells]);
  for (const run of formatted)
    for (const cells of formats.slice(run.row, run.row + run.rows)) cells[run.column] = GENERAL;
  return [
    { kind: 'cells', at, cells: empty, ...(formatted.length > 0 && { formats }) },
    { kind: 'formula', at, formula },
  ];
}

/** Carries out a thaw; formulas that could not come back stay in the record. */
export async function thaw(host: WorkbookHost, plan: FreezePlan): Promise<Result<Undoable>> {
  const before = frozenIn(host);
  const back = new Set(plan.records.map(placeText));
  return withRecord(
    host,
    plan,
    before,
    before.filter((frozen) => !back.has(placeText(frozen))),
  );
}

/**
 * Values in short: equal for what a sheet keeps equal, whatever kind of empty a blank is. An error is equal to
 * its code as text, for not every error can be written into a cell as one.
 */
function sumOf(values: readonly (readonly ReadValue[])[]): string {
  let hash = 2166136261;
  let count = 0;
  for (const row of values)
    for (const value of row) {
      count += 1;
      for (const char of `${wordOf(value)}\u0001`) {
        hash ^= char.codePointAt(0) as number;
        hash = Math.imul(hash, 16777619);
      }
    }
  return `${count}:${(hash >>> 0).toString(36)}`;
}

function wordOf(value: ReadValue): string {
  if (value === null || value === '') return '';
  if (isErrorValue(value)) return value.error;
  if (typeof value === 'string' && looksLikeError(value)) return value;
  if (typeof value === 'number') return `n${Number(value.toPrecision(15))}`;
  return `${typeof value === 'boolean' ? 'b' : 't'}${value}`;
}
