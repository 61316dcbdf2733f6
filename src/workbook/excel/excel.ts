/** What the parts of Excel's side share: requirement sets, errors in words, and blocks as ranges. */
import { fail, type Result } from '../../money/result';
import { blockAddress, blockOf } from '../../formulas/address';
import { errorValue, withNamespace } from '../../formulas/formulaText';
import { looksLikeError, type Block, type ReadValue } from '../../formulas/place';

/** What puts a part back as it was. */
export type Undo = (context: Excel.RequestContext) => Promise<void>;

/** Whether this Excel knows a set of its interface, such as 1.12 for spills. */
export const knows = (version: string): boolean =>
  Office.context.requirements.isSetSupported('ExcelApi', version);

/** Waits until a person has finished typing in a cell. */
export const PATIENTLY: Excel.RunOptions = { delayForCellEdit: true };

/** One step of Ctrl+Z for all that is done, where this Excel can. */
export const asOneStep = (): Excel.RunOptions => ({
  delayForCellEdit: true,
  ...(knows('1.20') && { mergeUndoGroup: true }),
});

/** The namespaced manifest opens the page with the namespace in its address. */
const isNamespaced = (): boolean =>
  typeof location !== 'undefined' && new URLSearchParams(location.search).has('namespace');

/** A formula as this install of the add-in knows our functions. */
export const asInstalled = (formula: string): string =>
  isNamespaced() ? withNamespace(formula) : formula;

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
    return await Excel.run(PATIENTLY, work);
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

/** What Excel says of a request or an answer of more than 5 MB. */
const TOO_MUCH = new Set(['RequestPayloadSizeLimitExceeded', 'ResponsePayloadSizeLimitExceeded']);

export const isTooMuch = (error: unknown): boolean =>
  error instanceof OfficeExtension.Error && TOO_MUCH.has(error.code);

/** Does something with a block; where that is more than Excel takes at once, with its halves, from top to bottom. */
export async function halved<T>(block: Block, work: (part: Block) => Promise<T[]>): Promise<T[]> {
  try {
    return await work(block);
  } catch (error) {
    if (!isTooMuch(error) || block.rows < 2) throw error;
  }
  const half = Math.ceil(block.rows / 2);
  const lower = { ...block, row: block.row + half, rows: block.rows - half };
  return [...(await halved({ ...block, rows: half }, work)), ...(await halved(lower, work))];
}

/** Reads a block part by part. */
export async function readParts<T>(
  block: Block,
  work: (part: Block) => Promise<T[]>,
): Promise<T[]> {
  const parts = await inTurn(slices(block), (part) => halved(part, work));
  return parts.flat();
}

/** Most characters written at once: well below 5 MB, whatever bytes they take. */
const MOST_WRITTEN = 1_000_000;

/** Parts of what is to be written, by the sum of their texts and the number of their cells: where each begins and ends. */
export function bySum(
  cells: readonly (readonly unknown[])[],
): readonly (readonly [number, number])[] {
  const parts: [number, number][] = [];
  let sum = Infinity;
  let count = 0;
  cells.forEach((row, r) => {
    const size = row.reduce<number>(
      (total, cell) => total + (typeof cell === 'string' ? cell.length : 8) + 4,
      0,
    );
    if (sum + size > MOST_WRITTEN || count + row.length > MOST_CELLS) {
      parts.push([r, r]);
      [sum, count] = [0, 0];
    }
    sum += size;
    count += row.length;
    (parts.at(-1) as [number, number])[1] = r + 1;
  });
  return parts;
}

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

/** A value as Excel gives it: an error by its type, an empty cell as null. */
export function valueFrom(value: unknown, type?: string): ReadValue {
  if (value === '' || value === null || value === undefined) return null;
  if (looksLikeError(value) && type === 'Error') return errorValue(value as string);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return errorValue('#VALUE!');
}

/** Runs work when called; calls that come meanwhile lead to one more run, not to many. */
export function oneAtATime(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    running = true;
    do {
      again = false;
      await work();
    } while (again);
    running = false;
  };
  return () => {
    again = true;
    if (!running) void run();
  };
}
