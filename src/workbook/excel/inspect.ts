/** Says beforehand what stands in the way of writing, in Excel: protection, merged cells, tables, hidden rows. */
import { blockOf, cellAddress } from '../../formulas/address';
import type { Block } from '../../formulas/place';
import type { BlockCondition, TableInfo } from '../host';
import { blockFrom, inTurn, knows, loadPlace, MOST_CELLS, rangeOf } from './excel';

/** Most filled cells that are named. */
const MOST_NAMED = 10;

/** Blocks looked at together. */
const BATCH = 200;

export async function inspectBlocks(
  context: Excel.RequestContext,
  blocks: readonly Block[],
): Promise<BlockCondition[]> {
  const sheets = context.workbook.worksheets;
  sheets.load('items/name');
  await context.sync();
  const names = new Set(sheets.items.map(({ name }) => name.toLowerCase()));
  const batches = Array.from({ length: Math.ceil(blocks.length / BATCH) }, (_, i) =>
    blocks.slice(i * BATCH, (i + 1) * BATCH),
  );
  const found = await inTurn(batches, (batch) => inspectBatch(context, batch, names));
  return found.flat();
}

async function inspectBatch(
  context: Excel.RequestContext,
  batch: readonly Block[],
  names: ReadonlySet<string>,
): Promise<BlockCondition[]> {
  const looked = batch.map((block) =>
    names.has(block.sheet.toLowerCase()) ? look(context, block) : { block, missing: true as const },
  );
  await context.sync();
  return looked.map((one) => ('missing' in one ? missing(one.block) : conditionFrom(one)));
}

const missing = (block: Block): BlockCondition => ({
  block,
  missing: true,
  protected: false,
  merged: false,
  table: null,
  hiddenRows: false,
  occupied: [],
  formula: null,
});

type Looked = ReturnType<typeof look>;

function look(context: Excel.RequestContext, block: Block) {
  const { protection } = context.workbook.worksheets.getItem(block.sheet);
  protection.load('protected');
  const range = rangeOf(context, block);
  range.load('rowHidden');
  range.format.protection.load('locked');
  const merged = knows('1.13') ? range.getMergedAreasOrNullObject() : undefined;
  merged?.load('address');
  const tables = knows('1.9') ? range.getTables(false) : undefined;
  tables?.load('items/name');
  const corner = rangeOf(context, blockOf(block));
  corner.load('formulas');
  const spill = knows('1.12') ? corner.getSpillingToRangeOrNullObject() : undefined;
  spill?.load('rowCount, columnCount');
  const small = block.rows * block.columns <= MOST_CELLS;
  if (small && block.rows * block.columns > 1) range.load('formulas');
  return { block, protection, range, merged, tables, corner, spill, small };
}

function conditionFrom(looked: Looked): BlockCondition {
  const { block, protection, range, merged, tables, corner } = looked;
  const formula = corner.formulas[0]?.[0] as unknown;
  return {
    block,
    missing: false,
    // null where some cells are locked and others are not
    protected: protection.protected && (range.format.protection.locked as boolean | null) !== false,
    merged: merged !== undefined && !merged.isNullObject,
    table: tables?.items[0]?.name ?? null,
    hiddenRows: (range.rowHidden as boolean | null) !== false,
    occupied: occupiedIn(looked),
    formula: typeof formula === 'string' && formula.startsWith('=') ? formula : null,
  };
}

/** Filled cells apart from the corner and what it spills to. */
function occupiedIn({ block, range, spill, small }: Looked): string[] {
  if (!small || block.rows * block.columns === 1) return [];
  const fills = spill !== undefined && !spill.isNullObject;
  const [rows, columns] = fills ? [spill.rowCount, spill.columnCount] : [1, 1];
  const occupied: string[] = [];
  for (const [r, row] of (range.formulas as unknown[][]).entries())
    for (const [c, formula] of row.entries()) {
      if (formula === '' || (r < rows && c < columns)) continue;
      occupied.push(cellAddress({ row: block.row + r, column: block.column + c }));
      if (occupied.length === MOST_NAMED) return occupied;
    }
  return occupied;
}

/** Tables, and the filled cells around the selection. */
export async function findTables(context: Excel.RequestContext): Promise<TableInfo[]> {
  const { tables } = context.workbook;
  tables.load('items/name');
  const around = knows('1.7') ? context.workbook.getActiveCell().getSurroundingRegion() : undefined;
  if (around) loadPlace(around);
  await context.sync();
  const looked = tables.items.map((table) => {
    const header = table.getHeaderRowRange();
    const body = table.getDataBodyRange();
    header.load('values');
    loadPlace(header);
    body.load('rowCount');
    return { table, header, body };
  });
  const top = around?.getRow(0);
  top?.load('values');
  await context.sync();
  const found = looked.map(({ table, header, body }) => ({
    name: table.name,
    block: { ...blockFrom(header), rows: body.rowCount + 1 },
    columns: textsOf(header.values),
  }));
  if (!around || !top || around.rowCount < 2) return found;
  const region = { name: null, block: blockFrom(around), columns: textsOf(top.values) };
  const inTable = found.some(({ block }) => overlap(block, region.block));
  return inTable ? found : [...found, region];
}

const textsOf = (values: unknown[][]): string[] => (values[0] ?? []).map((value) => String(value));

const overlap = (a: Block, b: Block): boolean =>
  a.sheet === b.sheet &&
  a.row < b.row + b.rows &&
  b.row < a.row + a.rows &&
  a.column < b.column + b.columns &&
  b.column < a.column + a.columns;
