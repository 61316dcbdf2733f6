/** The spreadsheet of the page without a browser: what opens, calculates, changes and saves there, and nothing that draws. */
import { LocaleType, LogLevel, Univer, type ICellData } from '@univerjs/core';
import { FUniver } from '@univerjs/core/facade';
import {
  FormulaDataModel,
  IFunctionService,
  UniverFormulaEnginePlugin,
} from '@univerjs/engine-formula';
import '@univerjs/engine-formula/facade';
import { UniverSheetsPlugin } from '@univerjs/sheets';
import '@univerjs/sheets/facade';
import {
  FormulaCalculationSessionService,
  UniverSheetsFormulaPlugin,
} from '@univerjs/sheets-formula';
import '@univerjs/sheets-formula/facade';
import { keepLooks } from '../../src/page/files/looksStay';
import { readFile, type ReadFile } from '../../src/page/files/readFile';
import { saveFile, type SavedFile } from '../../src/page/files/saveFile';
import { snapshotOf } from '../../src/page/files/snapshot';
import { CellMessages } from '../../src/page/messages';
import { registerFunctions } from '../../src/page/registerFunctions';
import { Moves } from '../../src/xlsx/moves';

/** A calculation begins this long after a change, in milliseconds; one that lasts longer than that is given up. */
const BEGINS = 150;
const LONGEST = 60_000;

export class Page {
  readonly api: FUniver;
  private readonly formulas: FormulaDataModel;
  private readonly functions: IFunctionService;
  private readonly moves = new Moves();
  private readonly calculation: FormulaCalculationSessionService;
  private calculates = false;
  private shown = 0;
  private opened: Uint8Array | null = null;

  constructor() {
    const univer = new Univer({
      locale: LocaleType.EN_US,
      locales: { [LocaleType.EN_US]: {} },
      logLevel: LogLevel.SILENT,
    });
    univer.registerPlugin(UniverFormulaEnginePlugin);
    univer.registerPlugin(UniverSheetsPlugin);
    univer.registerPlugin(UniverSheetsFormulaPlugin);
    this.api = FUniver.newAPI(univer);
    const injector = univer.__getInjector();
    this.api.createWorkbook({});
    this.formulas = injector.get(FormulaDataModel);
    this.functions = injector.get(IFunctionService);
    this.calculation = injector.get(FormulaCalculationSessionService);
    keepLooks(this.api, injector);
    registerFunctions(this.api, injector, new CellMessages());
    this.api.addEvent(this.api.Event.CommandExecuted, ({ id, params }) =>
      this.moves.note(id, params),
    );
  }

  readonly knows = (name: string): boolean => this.functions.hasExecutor(name);

  /** Reads a file; a sentence where it is refused. */
  read(bytes: Uint8Array): ReadFile | string {
    const read = readFile(bytes, 'tried', this.knows);
    return read.ok ? read.value : read.message;
  }

  /** Shows what was read, and calculates it. */
  async show(bytes: Uint8Array, { data }: ReadFile): Promise<void> {
    const before = this.api.getActiveWorkbook()?.getId();
    // The spreadsheet takes it over and changes it.
    this.api.createWorkbook({ ...structuredClone(data), id: `tried-${(this.shown += 1)}` });
    if (before !== undefined) this.api.disposeUnit(before);
    this.calculates = Object.values(data.sheets ?? {}).some(({ cellData = {} }) =>
      Object.values(cellData).some((line) =>
        Object.values(line as Record<string, ICellData>).some((cell) => cell.f),
      ),
    );
    this.api.getFormula().executeCalculation();
    await this.calculated();
    this.opened = bytes;
    this.moves.clear();
  }

  /** Waits for the last change to be calculated, where there is a formula at all. */
  async calculated(): Promise<void> {
    if (!this.calculates) return;
    return this.calculation.waitForLatestApplied(LONGEST, BEGINS);
  }

  sheet(id: string) {
    const sheet = this.api.getActiveWorkbook()?.getSheetBySheetId(id);
    if (!sheet) throw new Error(`the page has no sheet ${id}`);
    return sheet;
  }

  async save(): Promise<SavedFile> {
    await this.calculated();
    const { opened, moves, knows } = this;
    const shown = snapshotOf(this.api, this.formulas, { opened, models: new Map() });
    return saveFile({ ...shown, moves, knows });
  }
}
