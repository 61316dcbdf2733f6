/** Reads what references in formulas lead to, in Excel. */
import { formatShown, takesFormats } from '../../functions/formats';
import { fail, ok, type Result } from '../../money/result';
import { blockOf, parseReference, type ParsedReference } from '../../formulas/address';
import {
  looksLikeError,
  type Block,
  type CellPlace,
  type ReadBlock,
  type ReadValue,
} from '../../formulas/place';
import { GENERAL, type Formats } from '../host';
import {
  attempt,
  blockFrom,
  inTurn,
  knows,
  loadPlace,
  MOST_CELLS,
  rangeOf,
  readParts,
  valueFrom,
} from './excel';

/** Reads a reference as a formula in the cell `from` means it. */
export function readReference(reference: string, from: CellPlace): Promise<Result<ReadBlock>> {
  const parsed = parseReference(reference);
  if (!parsed) return Promise.resolve(fail(`${reference} is no reference that can be read here.`));
  return attempt(async (context) => {
    const block = await blockFor(context, parsed, from, reference);
    if (!block.ok) return block;
    return ok({ block: block.value, values: await valuesIn(context, block.value) });
  });
}

/** Reads the values of a block, in as many requests as its size asks for. */
export async function valuesIn(
  context: Excel.RequestContext,
  block: Block,
): Promise<readonly (readonly ReadValue[])[]> {
  return readParts(block, (part) => sliceValues(context, part));
}

async function sliceValues(context: Excel.RequestContext, block: Block): Promise<ReadValue[][]> {
  const range = rangeOf(context, block);
  range.load('values');
  await context.sync();
  const values = range.values as unknown[][];
  if (!values.some((row) => row.some(looksLikeError)))
    return values.map((row) => row.map((value) => valueFrom(value)));
  range.load('valueTypes');
  await context.sync();
  const types = range.valueTypes as string[][];
  return values.map((row, r) => row.map((value, c) => valueFrom(value, types[r]?.[c])));
}

/** Reads several small blocks in one request; a sheet that is gone gives no rows. */
export async function readBlocks(
  blocks: readonly Block[],
): Promise<readonly (readonly (readonly ReadValue[])[])[]> {
  return Excel.run(async (context) => {
    const sheets = context.workbook.worksheets;
    sheets.load('items/name');
    await context.sync();
    const names = new Set(sheets.items.map(({ name }) => name.toLowerCase()));
    return inTurn(batches(blocks), async (batch) => {
      const there = batch.map((block) => names.has(block.sheet.toLowerCase()));
      if (batch.length === 1 && there[0]) return [await valuesIn(context, batch[0] as Block)];
      const ranges = batch.map((block, i) => (there[i] ? rangeOf(context, block) : undefined));
      for (const range of ranges) range?.load('values, valueTypes');
      await context.sync();
      return ranges.map((range) =>
        range
          ? range.values.map((row, r) =>
              row.map((value: unknown, c) => valueFrom(value, range.valueTypes[r]?.[c])),
            )
          : [],
      );
    }).then((parts) => parts.flat());
  });
}

/** The formats that numbers brought along from a function into cells whose own format is General. */
export async function broughtFormats(blocks: readonly Block[]): Promise<readonly Formats[]> {
  if (!takesFormats()) return blocks.map(() => []);
  return Excel.run((context) =>
    inTurn(blocks, (block) => readParts(block, (part) => sliceFormats(context, part))),
  );
}

async function sliceFormats(
  context: Excel.RequestContext,
  block: Block,
): Promise<(string | null)[][]> {
  const range = rangeOf(context, block);
  range.load('numberFormat, text, values');
  await context.sync();
  return range.values.map((row, r) =>
    row.map((value: unknown, c) =>
      typeof value === 'number' && range.numberFormat[r]?.[c] === GENERAL
        ? formatShown(value, range.text[r]?.[c] ?? '')
        : null,
    ),
  );
}

/** Blocks that are read together: as many as stay below what one answer may hold. */
function batches(blocks: readonly Block[]): Block[][] {
  const result: Block[][] = [];
  let cells = Infinity;
  for (const block of blocks) {
    const size = block.rows * block.columns;
    if (cells + size > MOST_CELLS / 2 || (result.at(-1)?.length ?? 0) >= 500) {
      result.push([]);
      cells = 0;
    }
    result.at(-1)?.push(block);
    cells += size;
  }
  return result;
}

type Cells = Extract<ParsedReference, { kind: 'cells' }>;
type Named = Extract<ParsedReference, { kind: 'name' }>;
type InTable = Extract<ParsedReference, { kind: 'table' }>;

async function blockFor(
  context: Excel.RequestContext,
  parsed: ParsedReference,
  from: CellPlace,
  text: string,
): Promise<Result<Block>> {
  if (parsed.kind === 'cells') return cellsBlock(context, parsed, from);
  return parsed.kind === 'name'
    ? nameBlock(context, parsed, from, text)
    : tableBlock(context, parsed, from, text);
}

async function cellsBlock(
  context: Excel.RequestContext,
  parsed: Cells,
  from: CellPlace,
): Promise<Result<Block>> {
  const name = parsed.sheet ?? from.sheet;
  const sheet = context.workbook.worksheets.getItemOrNullObject(name);
  sheet.load('name');
  await context.sync();
  if (sheet.isNullObject) return fail(`There is no sheet called ${name}.`);
  const place = { sheet: sheet.name, row: parsed.row, column: parsed.column };
  if (parsed.spill) return spillBlock(context, place);
  if (parsed.rows !== null && parsed.columns !== null)
    return ok(blockOf(place, parsed.rows, parsed.columns));
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load('rowIndex, columnIndex, rowCount, columnCount');
  await context.sync();
  const lastRow = used.isNullObject ? 0 : used.rowIndex + used.rowCount;
  const lastColumn = used.isNullObject ? 0 : used.columnIndex + used.columnCount;
  const rows = parsed.rows ?? Math.max(1, lastRow - place.row);
  const columns = parsed.columns ?? Math.max(1, lastColumn - place.column);
  return ok(blockOf(place, rows, columns));
}

async function spillBlock(context: Excel.RequestContext, at: CellPlace): Promise<Result<Block>> {
  if (!knows('1.12')) return fail('This Excel cannot say what spills from a cell.');
  const spill = rangeOf(context, blockOf(at)).getSpillingToRangeOrNullObject();
  spill.load('rowCount, columnCount');
  await context.sync();
  return ok(spill.isNullObject ? blockOf(at) : blockOf(at, spill.rowCount, spill.columnCount));
}

async function nameBlock(
  context: Excel.RequestContext,
  { sheet, name }: Named,
  from: CellPlace,
  text: string,
): Promise<Result<Block>> {
  const { worksheets, names, tables } = context.workbook;
  const local = worksheets
    .getItem(sheet ?? from.sheet)
    .names.getItemOrNullObject(name)
    .getRangeOrNullObject();
  const global = names.getItemOrNullObject(name).getRangeOrNullObject();
  loadPlace(local);
  loadPlace(global);
  const table = tables.getItemOrNullObject(name);
  table.load('name');
  await context.sync();
  const found = [local, global].find((range) => !range.isNullObject);
  if (found) return ok(blockFrom(found));
  if (table.isNullObject) return fail(`${text} is no range of this workbook.`);
  return tableBlock(
    context,
    { kind: 'table', table: name, part: 'data', columns: null },
    from,
    text,
  );
}

async function tableBlock(
  context: Excel.RequestContext,
  parsed: InTable,
  from: CellPlace,
  text: string,
): Promise<Result<Block>> {
  const table =
    parsed.table === null
      ? await tableAround(context, from)
      : context.workbook.tables.getItemOrNullObject(parsed.table);
  if (!table) return fail(`${text} is only understood inside a table.`);
  table.load('name');
  const columns = (parsed.columns ?? []).map((name) => table.columns.getItemOrNullObject(name));
  for (const column of columns) column.load('name');
  await context.sync();
  if (table.isNullObject) return fail(`There is no table for ${text}.`);
  if (columns.some((column) => column.isNullObject))
    return fail(`The table has no such column: ${text}.`);
  const whole = partOf(table, parsed.part);
  const [first, last] = columns;
  const range =
    first && last ? partOf(first, parsed.part).getBoundingRect(partOf(last, parsed.part)) : whole;
  const wanted =
    parsed.part === 'row' ? range.getIntersectionOrNullObject(rowOf(context, from)) : range;
  loadPlace(wanted);
  await context.sync();
  if (wanted.isNullObject) return fail(`${text} has nothing in this row.`);
  return ok(blockFrom(wanted));
}

const rowOf = (context: Excel.RequestContext, { sheet, row }: CellPlace): Excel.Range =>
  context.workbook.worksheets.getItem(sheet).getRange(`${row + 1}:${row + 1}`);

async function tableAround(
  context: Excel.RequestContext,
  from: CellPlace,
): Promise<Excel.Table | undefined> {
  if (!knows('1.9')) return undefined;
  const { items } = await loadedTables(context, rangeOf(context, blockOf(from)));
  return items[0];
}

async function loadedTables(
  context: Excel.RequestContext,
  range: Excel.Range,
): Promise<Excel.TableScopedCollection> {
  const tables = range.getTables(false);
  tables.load('items/name');
  await context.sync();
  return tables;
}

function partOf(of: Excel.Table | Excel.TableColumn, part: InTable['part']): Excel.Range {
  if (part === 'headers') return of.getHeaderRowRange();
  if (part === 'totals') return of.getTotalRowRange();
  return part === 'all' ? of.getRange() : of.getDataBodyRange();
}
