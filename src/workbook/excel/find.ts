/** Finds the cells of a workbook that use our functions, in Excel. */
import { blockOf, cellAddress } from '../../formulas/address';
import { callsUs } from '../../formulas/formulaText';
import type { Block, CellPlace } from '../../formulas/place';
import type { FoundFormula, Progress } from '../host';
import { halved, inTurn, isTooMuch, knows, rangeOf, slices, valueFrom } from './excel';

/** A cell whose formula text names one of our functions. */
interface Candidate extends CellPlace {
  readonly formula: string;
}

/** All cells with our functions, each spill once; tells which part of the workbook has been looked through. */
export async function findFormulas(
  context: Excel.RequestContext,
  progress: Progress = () => undefined,
): Promise<FoundFormula[]> {
  const blocks = await formulaBlocks(context);
  const total = blocks.reduce((sum, block) => sum + block.rows * block.columns, 0);
  let seen = 0;
  const candidates = await inTurn(batched(blocks), async (batch) => {
    const found = await candidatesIn(context, batch);
    seen += batch.reduce((sum, block) => sum + block.rows * block.columns, 0);
    progress(seen / total);
    return found;
  });
  return bySheet(candidates.flat(), (some) => withSpills(context, some));
}

/** Names of the sheets that use our functions. */
export async function sheetsThatUseUs(context: Excel.RequestContext): Promise<string[]> {
  const blocks = await formulaBlocks(context);
  const found = await inTurn(batched(blocks), (batch) => candidatesIn(context, batch));
  return [...new Set(found.flat().map(({ sheet }) => sheet))];
}

async function bySheet(
  candidates: readonly Candidate[],
  work: (some: readonly Candidate[]) => Promise<FoundFormula[]>,
): Promise<FoundFormula[]> {
  const sheets = [...new Set(candidates.map(({ sheet }) => sheet))];
  const found = await inTurn(sheets, (name) =>
    work(candidates.filter(({ sheet }) => sheet === name)),
  );
  return found.flat();
}

/** Where formulas stand: Excel says so itself, and cells without one are not asked for. */
async function formulaBlocks(context: Excel.RequestContext): Promise<Block[]> {
  const used = await usedBlocks(context);
  if (!knows('1.9')) return used.flatMap((block) => slices(block));
  const looked = used.map((block) => {
    const special = rangeOf(context, block).getSpecialCellsOrNullObject('Formulas');
    special.load('address');
    return { block, special };
  });
  await context.sync();
  const there = looked.filter(({ special }) => !special.isNullObject);
  for (const { special } of there)
    special.areas.load('items/rowIndex, items/columnIndex, items/rowCount, items/columnCount');
  await context.sync();
  return there.flatMap(({ block: { sheet }, special }) =>
    special.areas.items.flatMap(({ rowIndex, columnIndex, rowCount, columnCount }) =>
      slices(blockOf({ sheet, row: rowIndex, column: columnIndex }, rowCount, columnCount)),
    ),
  );
}

async function usedBlocks(context: Excel.RequestContext): Promise<Block[]> {
  const sheets = context.workbook.worksheets;
  sheets.load('items/name');
  await context.sync();
  const used = sheets.items.map((sheet) => {
    const range = sheet.getUsedRangeOrNullObject(true);
    range.load('rowIndex, columnIndex, rowCount, columnCount');
    return { name: sheet.name, range };
  });
  await context.sync();
  return used.flatMap(({ name, range }) =>
    range.isNullObject
      ? []
      : [
          blockOf(
            { sheet: name, row: range.rowIndex, column: range.columnIndex },
            range.rowCount,
            range.columnCount,
          ),
        ],
  );
}

/** Cells read in one request: long formulas of so many stay below 5 MB. */
const MOST_TOGETHER = 10_000;

/** Blocks that are read together. */
function batched(blocks: readonly Block[]): Block[][] {
  const batches: Block[][] = [];
  let cells = Infinity;
  for (const block of blocks) {
    const size = block.rows * block.columns;
    if (cells + size > MOST_TOGETHER || (batches.at(-1)?.length ?? 0) >= BATCH) {
      batches.push([]);
      cells = 0;
    }
    batches.at(-1)?.push(block);
    cells += size;
  }
  return batches;
}

async function candidatesIn(
  context: Excel.RequestContext,
  batch: readonly Block[],
): Promise<Candidate[]> {
  const [only] = batch;
  if (batch.length === 1 && only)
    return halved(only, async (part) => (await formulasOf(context, [part])).flat());
  try {
    return (await formulasOf(context, batch)).flat();
  } catch (error) {
    if (!isTooMuch(error)) throw error;
    const found = await inTurn(batch, (block) => candidatesIn(context, [block]));
    return found.flat();
  }
}

async function formulasOf(
  context: Excel.RequestContext,
  blocks: readonly Block[],
): Promise<Candidate[][]> {
  const ranges = blocks.map((block) => rangeOf(context, block));
  for (const range of ranges) range.load('formulas');
  await context.sync();
  return blocks.map((block, n) =>
    ((ranges[n]?.formulas ?? []) as unknown[][]).flatMap((row, r) =>
      row.flatMap((formula, c): Candidate[] =>
        typeof formula === 'string' && formula.startsWith('=') && callsUs(formula)
          ? [{ sheet: block.sheet, row: block.row + r, column: block.column + c, formula }]
          : [],
      ),
    ),
  );
}

/** Cells looked at together. */
const BATCH = 250;

/**
 * Looks at each candidate's spill. A cell inside a spill shows its anchor's formula: the first cells
 * of equal formulas are looked at first, and what they fill is left out.
 */
async function withSpills(
  context: Excel.RequestContext,
  candidates: readonly Candidate[],
): Promise<FoundFormula[]> {
  const byPlace = new Map(candidates.map((item) => [cellAddress(item), item.formula]));
  const sameAs = (row: number, column: number, formula: string) =>
    row >= 0 && column >= 0 && byPlace.get(cellAddress({ row, column })) === formula;
  const isFirst = ({ row, column, formula }: Candidate) =>
    !sameAs(row - 1, column, formula) && !sameAs(row, column - 1, formula);
  const first = await lookAt(context, candidates.filter(isFirst));
  const rest = candidates.filter(
    (item) => !isFirst(item) && !first.some((spill) => covers(spill, item)),
  );
  const others = await lookAt(context, rest);
  return [...first, ...others].sort((a, b) => a.row - b.row || a.column - b.column);
}

const covers = (block: Block, { row, column }: CellPlace): boolean =>
  row >= block.row &&
  row < block.row + block.rows &&
  column >= block.column &&
  column < block.column + block.columns;

async function lookAt(
  context: Excel.RequestContext,
  candidates: readonly Candidate[],
): Promise<FoundFormula[]> {
  const batches = Array.from({ length: Math.ceil(candidates.length / BATCH) }, (_, i) =>
    candidates.slice(i * BATCH, (i + 1) * BATCH),
  );
  const found = await inTurn(batches, (batch) => lookAtBatch(context, batch));
  return found.flat();
}

async function lookAtBatch(
  context: Excel.RequestContext,
  batch: readonly Candidate[],
): Promise<FoundFormula[]> {
  const spills = knows('1.12');
  const looked = batch.map((item) => {
    const cell = rangeOf(context, blockOf(item));
    cell.load('values, valueTypes, text');
    const spill = spills ? cell.getSpillingToRangeOrNullObject() : undefined;
    spill?.load('rowCount, columnCount');
    const parent = spills ? cell.getSpillParentOrNullObject() : undefined;
    parent?.load('rowIndex, columnIndex');
    return { item, cell, spill, parent };
  });
  await context.sync();
  return looked.flatMap(({ item, cell, spill, parent }): FoundFormula[] => {
    const inside =
      parent !== undefined &&
      !parent.isNullObject &&
      (parent.rowIndex !== item.row || parent.columnIndex !== item.column);
    if (inside) return [];
    const fills = spill !== undefined && !spill.isNullObject;
    return [
      {
        ...item,
        address: cellAddress(item),
        value: valueFrom(cell.values[0]?.[0], cell.valueTypes[0]?.[0]),
        text: cell.text[0]?.[0] ?? '',
        rows: fills ? spill.rowCount : 1,
        columns: fills ? spill.columnCount : 1,
      },
    ];
  });
}
