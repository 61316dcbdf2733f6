/** The workbook in Excel, through Office.js. */
import { takesFormats } from '../../functions/formats';
import type { DateSystem } from '../../money/dates';
import { ok, type Result } from '../../money/result';
import { blockAddress, blockOf } from '../../formulas/address';
import type { Block, CellPlace, ReadBlock } from '../../formulas/place';
import type {
  BlockCondition,
  Change,
  FoundFormula,
  Progress,
  Selection,
  Stop,
  TableInfo,
  Undoable,
  WorkbookHost,
} from '../host';
import {
  attempt,
  blockFrom,
  knows,
  loadPlace,
  oneAtATime,
  PATIENTLY,
  rangeOf,
  valueFrom,
} from './excel';
import { findFormulas, sheetsThatUseUs } from './find';
import { findTables, inspectBlocks } from './inspect';
import { broughtFormats, readBlocks, readReference } from './read';
import { OfficeSettings } from './settingsStore';
import { writeChanges } from './write';

/** The number of 1 January 2000 where dates count from 1904; 36526 where they count from 1900. */
const FIRST_OF_2000_FROM_1904 = 35_064;

/** Opens the workbook that this add-in runs in. Office must be ready. */
export const officeHost = (): WorkbookHost => new OfficeHost();

class OfficeHost implements WorkbookHost {
  readonly kind = 'excel';
  readonly settings = new OfficeSettings();
  readonly takesFormats = takesFormats();

  async selection(): Promise<Selection | null> {
    const found = await attempt(async (context) => ok(await selectionIn(context)));
    return found.ok ? found.value : null;
  }

  onSelection(listener: (selection: Selection | null) => void): Stop {
    let stopped = false;
    const tell = oneAtATime(async () => {
      if (stopped) return;
      const selection = await this.selection();
      if (!stopped) listener(selection);
    });
    const removers = listen(tell);
    return () => {
      stopped = true;
      void removers.then((stop) => stop());
    };
  }

  select(block: CellPlace | Block): Promise<Result<void>> {
    const { rows = 1, columns = 1 } = block as Partial<Block>;
    return attempt(async (context) => {
      context.workbook.worksheets.getItem(block.sheet).activate();
      rangeOf(context, blockOf(block, rows, columns)).select();
      await context.sync();
      return ok(undefined);
    });
  }

  read(reference: string, from: CellPlace): Promise<Result<ReadBlock>> {
    return readReference(reference, from);
  }

  readBlocks(blocks: readonly Block[]) {
    return readBlocks(blocks);
  }

  broughtFormats(blocks: readonly Block[]) {
    return broughtFormats(blocks);
  }

  findFormulas(progress?: Progress): Promise<readonly FoundFormula[]> {
    return Excel.run(PATIENTLY, (context) => findFormulas(context, progress));
  }

  async recalculate(sheets?: readonly string[]): Promise<void> {
    await Excel.run(PATIENTLY, async (context) => {
      for (const name of sheets ?? (await sheetsThatUseUs(context)))
        context.workbook.worksheets.getItem(name).calculate(true);
      await context.sync();
    });
  }

  async inspect(blocks: readonly Block[]): Promise<readonly BlockCondition[]> {
    return blocks.length === 0 ? [] : Excel.run((context) => inspectBlocks(context, blocks));
  }

  tables(): Promise<readonly TableInfo[]> {
    return Excel.run(findTables);
  }

  /** Excel does not say, but its DATE function counts in the workbook's calendar. */
  dateSystem(): Promise<DateSystem> {
    return Excel.run(PATIENTLY, async (context) => {
      const counted = context.workbook.functions.date(2000, 1, 1);
      counted.load('value');
      await context.sync();
      return counted.value === FIRST_OF_2000_FROM_1904 ? 1904 : 1900;
    });
  }

  async sheets(): Promise<readonly string[]> {
    return Excel.run(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load('items/name');
      await context.sync();
      return worksheets.items.map(({ name }) => name);
    });
  }

  write(changes: readonly Change[]): Promise<Result<Undoable>> {
    return writeChanges(changes);
  }
}

async function selectionIn(context: Excel.RequestContext): Promise<Selection> {
  const range = context.workbook.getSelectedRange();
  loadPlace(range);
  const cell = range.getCell(0, 0);
  cell.load('formulas, values, valueTypes, text');
  const parent = knows('1.12') ? cell.getSpillParentOrNullObject() : undefined;
  parent?.load('rowIndex, columnIndex, formulas');
  await context.sync();
  const block = blockFrom(range);
  const place = { sheet: block.sheet, row: block.row, column: block.column };
  const spilled = parent !== undefined && !parent.isNullObject;
  const anchor = spilled
    ? { sheet: block.sheet, row: parent.rowIndex, column: parent.columnIndex }
    : place;
  const formula: unknown = spilled ? parent.formulas[0]?.[0] : cell.formulas[0]?.[0];
  const value: unknown = cell.values[0]?.[0];
  const isFormula = typeof formula === 'string' && formula.startsWith('=') && formula !== value;
  return {
    ...place,
    block,
    address: blockAddress(block),
    formula: isFormula ? formula : null,
    anchor,
    down: place.row - anchor.row,
    right: place.column - anchor.column,
    value: valueFrom(value, cell.valueTypes[0]?.[0]),
    text: cell.text[0]?.[0] ?? '',
  };
}

/** Calls back on every event after which the selected cell may be another, or show something else. */
async function listen(tell: () => void): Promise<Stop> {
  const handler = () => {
    tell();
    return Promise.resolve();
  };
  const added = await Excel.run(async (context) => {
    const { workbook } = context;
    const results: OfficeExtension.EventHandlerResult<never>[] = [
      workbook.onSelectionChanged.add(handler),
    ];
    if (knows('1.8')) results.push(workbook.worksheets.onCalculated.add(handler));
    if (knows('1.9')) results.push(workbook.worksheets.onChanged.add(handler));
    await context.sync();
    return results;
  });
  return () => {
    for (const result of added) {
      result.remove();
      void result.context.sync();
    }
  };
}
