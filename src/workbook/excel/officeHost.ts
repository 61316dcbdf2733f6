/** The workbook in Excel, through Office.js. */
import { takesFormats } from '../../functions/formats';
import type { DateSystem } from '../../money/dates';
import { fail, ok, type Result } from '../../money/result';
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
  excelFailure,
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
import { writeChanges, type Helpers } from './write';

/** The number of 1 January 2000 where dates count from 1904; 36526 where they count from 1900. */
const FIRST_OF_2000_FROM_1904 = 35_064;

/** Opens the workbook that this add-in runs in. Office must be ready. */
export const officeHost = (helpers: Helpers): WorkbookHost => new OfficeHost(helpers);

class OfficeHost implements WorkbookHost {
  readonly kind = 'excel';
  readonly settings: OfficeSettings;
  readonly takesFormats = takesFormats();
  readonly startup = {
    get: async () => (await Office.addin.getStartupBehavior()) === Office.StartupBehavior.load,
    set: async (on: boolean): Promise<Result<void>> => {
      const { load, none } = Office.StartupBehavior;
      try {
        await Office.addin.setStartupBehavior(on ? load : none);
        return ok(undefined);
      } catch (error) {
        return fail(error instanceof Error ? error.message : String(error));
      }
    },
  };

  constructor(private readonly helpers: Helpers) {
    this.settings = new OfficeSettings(helpers.log);
  }

  /** The selection that was read last: it stands where Excel cannot say just now. */
  private last: Selection | null = null;

  /** Excel for Mac lets downloads go nowhere. */
  get takesDownloads(): boolean {
    return Office.context.platform !== Office.PlatformType.Mac;
  }

  async selection(): Promise<Selection | null> {
    try {
      this.last = await Excel.run(PATIENTLY, selectionIn);
    } catch (error) {
      if (!(error instanceof OfficeExtension.Error)) throw error;
      if (NO_CELLS.has(error.code)) this.last = null;
    }
    return this.last;
  }

  /** Downloads do nothing in Excel for Mac; a new workbook is opened everywhere. */
  async openCopy(file: Uint8Array): Promise<Result<void>> {
    let bytes = '';
    for (const byte of file) bytes += String.fromCharCode(byte);
    try {
      await Excel.createWorkbook(btoa(bytes));
      return ok(undefined);
    } catch (error) {
      return excelFailure(error);
    }
  }

  onSelection(listener: (selection: Selection | null) => void): Stop {
    let stopped = false;
    const tell = oneAtATime(async () => {
      if (stopped) return;
      const selection = await this.selection();
      if (!stopped) listener(selection);
    });
    const removers = listen(tell);
    // What was selected before Excel took the listeners in was told to nobody.
    void removers.then(tell, () => undefined);
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
    return retried((context) => findFormulas(context, progress));
  }

  async recalculate(sheets?: readonly string[]): Promise<void> {
    await retried(async (context) => {
      for (const name of sheets ?? (await sheetsThatUseUs(context)))
        context.workbook.worksheets.getItem(name).calculate(true);
      await context.sync();
    });
  }

  async inspect(blocks: readonly Block[]): Promise<readonly BlockCondition[]> {
    return blocks.length === 0
      ? []
      : Excel.run(PATIENTLY, (context) => inspectBlocks(context, blocks));
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
    return writeChanges(changes, this.helpers);
  }
}

/** What Excel says where a chart or a shape is selected. */
const NO_CELLS = new Set(['InvalidSelection', 'ItemNotFound']);

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

/** How often Excel is asked again for what it refused, and after how many milliseconds. */
const TRIES = 5;
const PAUSE = 1000;

/** Does what must not fail for good: a cell may be edited just now, a dialog be open, a sheet be gone since it was listed. */
async function retried<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1)
    try {
      return await Excel.run(PATIENTLY, work);
    } catch (error) {
      if (!(error instanceof OfficeExtension.Error) || tried === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
}

/** Calls back on every event after which the selected cell may be another, or show something else. */
async function listen(tell: () => void): Promise<Stop> {
  const handler = () => {
    tell();
    return Promise.resolve();
  };
  const added = await retried(async (context) => {
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
