/** Finds the cells of a workbook that use our functions, in Excel. */
import { blockOf, cellAddress } from '../../formulas/address';
import { callsUs } from '../../formulas/formulaText';
import type { Block, CellPlace } from '../../formulas/place';
import type { FoundFormula } from '../host';
import { inTurn, knows, rangeOf, slices, valueFrom } from './excel';

/** A cell whose formula text names one of our functions. */
interface Candidate extends CellPlace {
  readonly formula: string;
}

/** All cells with our functions, each spill once. */
export async function findFormulas(context: Excel.RequestContext): Promise<FoundFormula[]> {
  const used = await usedBlocks(context);
  const found = await inTurn(used, async (block) => {
    const candidates = await candidatesIn(context, block);
    return withSpills(context, candidates);
  });
  return found.flat();
}

/** Names of the sheets that use our functions. */
export async function sheetsThatUseUs(context: Excel.RequestContext): Promise<string[]> {
  const used = await usedBlocks(context);
  const found = await inTurn(used, async (block) =>
    (await candidatesIn(context, block)).length > 0 ? [block.sheet] : [],
  );
  return found.flat();
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

async function candidatesIn(context: Excel.RequestContext, block: Block): Promise<Candidate[]> {
  const parts = await inTurn(slices(block), async (part) => {
    const range = rangeOf(context, part);
    range.load('formulas');
    await context.sync();
    return (range.formulas as unknown[][]).flatMap((row, r) =>
      row.flatMap((formula, c): Candidate[] =>
        typeof formula === 'string' && formula.startsWith('=') && callsUs(formula)
          ? [{ sheet: part.sheet, row: part.row + r, column: part.column + c, formula }]
          : [],
      ),
    );
  });
  return parts.flat();
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
