/** Writes changes into Excel's cells, and puts back what stood there. */
import { fail, ok, type Result } from '../../money/result';
import { blockOf } from '../../formulas/address';
import { isErrorValue, type Block, type CellPlace } from '../../formulas/place';
import {
  GENERAL,
  isFormulaEntry,
  type Change,
  type Entry,
  type Formats,
  type Undoable,
} from '../host';
import {
  asInstalled,
  asOneStep,
  blockFrom,
  bySum,
  excelFailure,
  halved,
  inTurn,
  knows,
  loadPlace,
  rangeOf,
  readParts,
  slices,
  valueFrom,
  type Undo,
} from './excel';

/** Most characters that a cell holds. */
const LONGEST_TEXT = 32_767;

/** A sheet of this name, empty: made where there is none, cleared where there is one. */
export type SheetAnew = (workbook: Excel.Workbook, name: string) => Promise<unknown>;

/** What the add-in's page brings along, out of a file of its own. */
export interface Helpers {
  /** Null where it could not be loaded. */
  sheetAnew(): Promise<SheetAnew | null>;
  readonly log: (error: unknown) => void;
}

const NOT_LOADED =
  'A part of the program could not be loaded: check the connection, then try again.';

type Cells = readonly (readonly Entry[])[];

/** Writes everything in order; where Excel refuses, what was written is put back. */
export async function writeChanges(
  changes: readonly Change[],
  helpers: Helpers,
): Promise<Result<Undoable>> {
  if (changes.some(hasLongText))
    return fail(`A cell holds at most ${LONGEST_TEXT.toLocaleString('en-US')} characters.`);
  const withSheet = changes.some(({ kind }) => kind === 'sheet');
  const sheetAnew = withSheet ? await helpers.sheetAnew() : null;
  if (withSheet && sheetAnew === null) return fail(NOT_LOADED);
  const done: Undo[] = [];
  try {
    await Excel.run(asOneStep(), (context) =>
      inTurn(changes, async (change) => {
        await apply(context, change, sheetAnew, done);
      }),
    );
  } catch (error) {
    await takeBack(done);
    return excelFailure(error);
  }
  return ok({ undo: () => takeBack(done) });
}

/** Puts back part after part, the latest first; one refusal does not hinder the others. */
function takeBack(done: Undo[]): Promise<Result<void>> {
  return Excel.run(asOneStep(), async (context) => {
    const results = await inTurn(done.splice(0).reverse(), async (undo) => {
      try {
        await undo(context);
        return ok(undefined);
      } catch (error) {
        return excelFailure(error);
      }
    });
    return results.find((result) => !result.ok) ?? ok(undefined);
  });
}

const hasLongText = (change: Change): boolean =>
  'cells' in change &&
  change.cells.some((row) =>
    row.some((entry) => typeof entry === 'string' && entry.length > LONGEST_TEXT),
  );

async function apply(
  context: Excel.RequestContext,
  change: Change,
  sheetAnew: SheetAnew | null,
  done: Undo[],
): Promise<void> {
  if (change.kind === 'sheet')
    return sheetAnew === null ? undefined : applySheet(context, change, sheetAnew, done);
  if (change.kind === 'model') {
    const { addModel } = await import('./model');
    return addModel(context, change.model, done);
  }
  if (change.kind === 'column') return insertColumn(context, change, done);
  const cells: Cells = change.kind === 'formula' ? [[{ formula: change.formula }]] : change.cells;
  await overwrite(context, blockFor(change.at, cells), cells, done);
  if (change.formats) await reformat(context, change.at, change.formats, done);
}

async function insertColumn(
  context: Excel.RequestContext,
  { sheet, before }: Extract<Change, { kind: 'column' }>,
  done: Undo[],
): Promise<void> {
  const column = (later: Excel.RequestContext) =>
    rangeOf(later, blockOf({ sheet, row: 0, column: before })).getEntireColumn();
  column(context).insert(Excel.InsertShiftDirection.right);
  await context.sync();
  done.push(async (later) => {
    column(later).delete(Excel.DeleteShiftDirection.left);
    await later.sync();
  });
}

/** Gives cells their number formats; those with a format of their own keep it, unless it is taken away. */
async function reformat(
  context: Excel.RequestContext,
  at: CellPlace,
  formats: Formats,
  done: Undo[],
): Promise<void> {
  const block = blockOf(at, formats.length, formats[0]?.length ?? 0);
  await inTurn(slices(block), async (part) => {
    const range = rangeOf(context, part);
    range.load('numberFormat');
    await context.sync();
    const before = range.numberFormat as string[][];
    const wanted = before.map((row, r) =>
      row.map((own, c) => {
        const format = formats[part.row - block.row + r]?.[c] ?? null;
        return format === null || (format !== GENERAL && own !== GENERAL) ? own : format;
      }),
    );
    done.push(async (later) => {
      rangeOf(later, part).numberFormat = before;
      await later.sync();
    });
    range.numberFormat = wanted;
    await context.sync();
  });
}

const blockFor = (at: { sheet: string; row: number; column: number }, cells: Cells): Block =>
  blockOf(at, cells.length, cells[0]?.length ?? 0);

async function overwrite(
  context: Excel.RequestContext,
  block: Block,
  cells: Cells,
  done: Undo[],
): Promise<void> {
  if (block.rows * block.columns === 0) return;
  const before = await snapshot(context, block);
  done.push((later) => put(later, block, before));
  await put(context, block, cells);
}

async function put(context: Excel.RequestContext, block: Block, cells: Cells): Promise<void> {
  const written = cells.map((row) => row.map(cellOf));
  await inTurn(bySum(written), ([from, to]) =>
    halved({ ...block, row: block.row + from, rows: to - from }, async (part) => {
      const first = part.row - block.row;
      rangeOf(context, part).formulas = written.slice(first, first + part.rows);
      await context.sync();
      return [];
    }),
  );
}

/** Text that Excel would take for something else carries an apostrophe, which Excel does not show. */
const MAY_BE_MISREAD = /^['=+\-@#\s]|\d|^(?:true|false)$/i;

function cellOf(entry: Entry): string | number | boolean {
  if (entry === null) return '';
  if (isFormulaEntry(entry)) return asInstalled(entry.formula);
  if (isErrorValue(entry)) return entry.error;
  if (typeof entry !== 'string') return entry;
  return MAY_BE_MISREAD.test(entry) ? `'${entry}` : entry;
}

/** What stands in a block: formulas as formulas, and nothing where a formula only spills to. */
async function snapshot(context: Excel.RequestContext, block: Block): Promise<Entry[][]> {
  const entries = await readParts(block, async (part) => {
    const range = rangeOf(context, part);
    range.load('formulas, values, valueTypes');
    await context.sync();
    return range.formulas.map((row, r) =>
      row.map((formula: unknown, c): Entry =>
        entryFrom(formula, range.values[r]?.[c], range.valueTypes[r]?.[c]),
      ),
    );
  });
  await dropSpilled(context, block, entries);
  return entries;
}

function entryFrom(formula: unknown, value: unknown, type: string | undefined): Entry {
  if (formula === '' || formula === null || formula === undefined) return null;
  const isFormula = typeof formula === 'string' && formula.startsWith('=') && formula !== value;
  return isFormula ? { formula } : valueFrom(value, type);
}

/** Takes out of a snapshot what formulas only spilled there: they will spill it again. */
async function dropSpilled(
  context: Excel.RequestContext,
  block: Block,
  entries: Entry[][],
): Promise<void> {
  if (!knows('1.12') || block.rows * block.columns === 1) return;
  const corners = entries.flatMap((row, r) =>
    row.flatMap((entry, c) => {
      if (entry === null || !isFormulaEntry(entry)) return [];
      const first = !same(entries[r - 1]?.[c], entry) && !same(row[c - 1], entry);
      return first ? [{ row: block.row + r, column: block.column + c }] : [];
    }),
  );
  const spills = corners.map((place) => {
    const cell = rangeOf(context, blockOf({ sheet: block.sheet, ...place }));
    const spill = cell.getSpillingToRangeOrNullObject();
    spill.load('rowCount, columnCount');
    return { ...place, spill };
  });
  await context.sync();
  for (const { row, column, spill } of spills) {
    if (spill.isNullObject) continue;
    for (let r = row; r < row + spill.rowCount; r += 1)
      for (let c = column; c < column + spill.columnCount; c += 1) {
        const line = entries[r - block.row];
        if (line && c - block.column < line.length && (r !== row || c !== column))
          line[c - block.column] = null;
      }
  }
}

const same = (one: Entry | undefined, other: { readonly formula: string }): boolean =>
  one !== undefined && one !== null && isFormulaEntry(one) && one.formula === other.formula;

async function applySheet(
  context: Excel.RequestContext,
  { sheet: name, cells }: Extract<Change, { kind: 'sheet' }>,
  sheetAnew: SheetAnew,
  done: Undo[],
): Promise<void> {
  const { workbook } = context;
  const known = workbook.worksheets.getItemOrNullObject(name);
  known.load('name');
  await context.sync();
  const block = blockFor({ sheet: name, row: 0, column: 0 }, cells);
  if (known.isNullObject)
    done.push(async (later) => {
      later.workbook.worksheets.getItemOrNullObject(name).delete();
      await later.sync();
    });
  else await keepSheet(context, name, block, done);
  await sheetAnew(workbook, name);
  await put(context, block, cells);
}

/** Remembers what stands on a sheet, formats of numbers and all, and what stands where it will be written. */
async function keepSheet(
  context: Excel.RequestContext,
  name: string,
  written: Block,
  done: Undo[],
): Promise<void> {
  const used = context.workbook.worksheets.getItem(name).getUsedRangeOrNullObject(true);
  loadPlace(used);
  await context.sync();
  const there = used.isNullObject ? written : blockFrom(used);
  const block = blockOf(
    { sheet: name, row: 0, column: 0 },
    Math.max(written.rows, there.row + there.rows),
    Math.max(written.columns, there.column + there.columns),
  );
  const before = await snapshot(context, block);
  const formats = await readParts(block, async (part) => {
    const range = rangeOf(context, part);
    range.load('numberFormat');
    await context.sync();
    return range.numberFormat as string[][];
  });
  done.push(async (later) => {
    await put(later, block, before);
    await inTurn(slices(block), async (part) => {
      const first = part.row - block.row;
      rangeOf(later, part).numberFormat = formats.slice(first, first + part.rows);
      await later.sync();
    });
  });
}
