/** What the parts of Excel's side share: requirement sets, errors in words, and blocks as ranges. */
import { fail, type Result } from '../../money/result';
import { blockAddress, blockOf } from '../../formulas/address';
import { errorValue } from '../../formulas/formulaText';
import type { Block, ReadValue } from '../../formulas/place';

/** What puts a part back as it was. */
export type Undo = (context: Excel.RequestContext) => Promise<void>;

/** Whether this Excel knows a set of its interface, such as 1.12 for spills. */
export const knows = (version: string): boolean =>
  Office.context.requirements.isSetSupported('ExcelApi', version);

/** Most cells asked for at once: Excel on the web refuses answers of more than 5 MB. */
export const MOST_CELLS = 50_000;

const MESSAGES: Readonly<Record<string, string>> = {
  AccessDenied: 'The sheet is protected: unprotect it first.',
  InvalidOperationInCellEditMode: 'Finish typing in the cell first, then try again.',
  ItemNotFound: 'The sheet, table or name is not there any more.',
  InvalidReference: 'The reference leads nowhere.',
  InsertDeleteConflict: 'Excel is busy with rows or columns: try again.',
  RequestAborted: 'Excel broke off: try again.',
  ConflictWithSpill: 'Something stands in the way of the spill.',
  InvalidOperation: 'Excel cannot do this here.',
  MergedRangeConflict: 'There are merged cells: unmerge them first.',
  PartialArrayModification: 'Part of an array formula cannot be changed alone.',
};

/** An error of Excel in words. Anything else is a bug and goes on. */
export function excelFailure(error: unknown): Result<never> {
  if (!(error instanceof OfficeExtension.Error)) throw error;
  return fail(MESSAGES[error.code] ?? `Excel refused: ${error.message}`);
}

/** Does something in Excel; its refusals are failures in words. */
export async function attempt<T>(
  work: (context: Excel.RequestContext) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await Excel.run(work);
  } catch (error) {
    return excelFailure(error);
  }
}

/** The range of a block, its sheet being there. */
export const rangeOf = (context: Excel.RequestContext, block: Block): Excel.Range =>
  context.workbook.worksheets.getItem(block.sheet).getRange(blockAddress(block));

/** What says where a range is. */
export function loadPlace(range: Excel.Range): void {
  range.load('rowIndex, columnIndex, rowCount, columnCount');
  range.worksheet.load('name');
}

/** Where a range is, once loaded. */
export const blockFrom = (range: Excel.Range): Block =>
  blockOf(
    { sheet: range.worksheet.name, row: range.rowIndex, column: range.columnIndex },
    range.rowCount,
    range.columnCount,
  );

/** Blocks of at most so many cells that make up a block, from top to bottom. */
export function slices(block: Block, most = MOST_CELLS): readonly Block[] {
  const height = Math.max(1, Math.floor(most / block.columns));
  return Array.from({ length: Math.ceil(block.rows / height) }, (_, i) => ({
    ...block,
    row: block.row + i * height,
    rows: Math.min(height, block.rows - i * height),
  }));
}

/** Does one thing after the other and collects what comes of it. */
export async function inTurn<T, U>(
  items: readonly T[],
  work: (item: T) => Promise<U>,
): Promise<U[]> {
  const done: U[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}

const LOOKS_LIKE_ERROR = /^#[A-Z0-9_/]+[!?]?$/;

export const looksLikeError = (value: unknown): boolean =>
  typeof value === 'string' && LOOKS_LIKE_ERROR.test(value);

/** A value as Excel gives it: an error by its type, an empty cell as null. */
export function valueFrom(value: unknown, type?: string): ReadValue {
  if (value === '' || value === null || value === undefined) return null;
  if (looksLikeError(value) && type === 'Error') return errorValue(value as string);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return errorValue('#VALUE!');
}
