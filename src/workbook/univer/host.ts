/** The workbook of the workbench page: the Univer spreadsheet behind the one interface. */
import { CommandType, ICommandService, IUndoRedoService } from '@univerjs/core';
import type { ICellData, IRange, Nullable, Univer } from '@univerjs/core';
import type { FUniver } from '@univerjs/core/facade';
import { FormulaDataModel } from '@univerjs/engine-formula';
import {
  SetRangeValuesMutation,
  SetSelectionsOperation,
  SetWorksheetActiveOperation,
} from '@univerjs/sheets';
import type { SheetModel } from '../../sheets/sheet';
import { fail, ok, type Result } from '../../money/result';
import {
  blockAddress,
  blockOf,
  cellAddress,
  parseReference,
  type ParsedReference,
} from '../../formulas/address';
import { callsUs, errorValue } from '../../formulas/formulaText';
import {
  isErrorValue,
  type Block,
  type CellPlace,
  type ReadBlock,
  type ReadValue,
} from '../../formulas/place';
import {
  GENERAL,
  isFormulaEntry,
  type BlockCondition,
  type Change,
  type Entry,
  type Formats,
  type FoundFormula,
  type Selection,
  type SettingsStore,
  type Stop,
  type TableInfo,
  type Undoable,
  type WorkbookHost,
} from '../host';
import type * as WorkbenchModel from './model';
import { CellValueType, textType } from './words';

type Injector = ReturnType<Univer['__getInjector']>;
type Sheet = NonNullable<
  ReturnType<NonNullable<ReturnType<FUniver['getActiveWorkbook']>>['getActiveSheet']>
>;

/** After these the selected cell is another one, or another value or formula stands in it. */
const CHANGES_SELECTION = new Set([
  SetSelectionsOperation.id,
  SetWorksheetActiveOperation.id,
  SetRangeValuesMutation.id,
]);

/** The error codes that a spreadsheet shows. */
const ERROR = /^#[A-Z0-9/]+[!?]?$/;

/** Opens the workbook that the spreadsheet of the page holds. */
export const workbenchHost = (api: FUniver, injector: Injector): WorkbenchHost =>
  new WorkbenchHost(api, injector);

export class WorkbenchHost implements WorkbookHost {
  readonly kind = 'workbench';
  readonly takesFormats = false;
  readonly takesDownloads = true;
  readonly settings: MetadataStore;
  /** Models that were inserted, by the identity of their sheets: what the spreadsheet does not show of them is kept here. */
  readonly models = new Map<string, SheetModel>();
  private readonly formulas: FormulaDataModel;
  private readonly undoing: IUndoRedoService;
  private readonly opened = new Set<() => void>();

  constructor(
    private readonly api: FUniver,
    injector: Injector,
  ) {
    this.formulas = injector.get(FormulaDataModel);
    this.undoing = injector.get(IUndoRedoService);
    this.settings = new MetadataStore(() => this.workbook, this.undoing);
    injector.get(ICommandService).registerCommand(this.settings.command);
  }

  private get workbook() {
    const workbook = this.api.getActiveWorkbook();
    if (!workbook) throw new Error('the workbench has no workbook');
    return workbook;
  }

  /** Says that another workbook is open now, with settings of its own. */
  workbookChanged(): void {
    this.settings.tell();
    for (const listener of this.opened) listener();
  }

  onOpened(listener: () => void): Stop {
    this.opened.add(listener);
    return () => void this.opened.delete(listener);
  }

  async selection(): Promise<Selection | null> {
    return this.selected();
  }

  private selected(): Selection {
    const sheet = this.workbook.getActiveSheet();
    const range = sheet.getSelection()?.getActiveRange();
    const place = {
      sheet: sheet.getSheetName(),
      row: range?.getRow() ?? 0,
      column: range?.getColumn() ?? 0,
    };
    const block = blockOf(place, range?.getHeight() ?? 1, range?.getWidth() ?? 1);
    const anchor = this.anchorOf(sheet, place);
    return {
      ...place,
      block,
      address: blockAddress(block),
      formula: formulaAt(sheet, anchor) ?? null,
      anchor,
      down: place.row - anchor.row,
      right: place.column - anchor.column,
      value: this.valueAt(sheet, place.row, place.column),
      text: sheet.getRange(place.row, place.column).getDisplayValue(),
    };
  }

  onSelection(listener: (selection: Selection | null) => void): Stop {
    const tell = () => listener(this.selected());
    const commands = this.api.addEvent(this.api.Event.CommandExecuted, ({ id }) => {
      if (CHANGES_SELECTION.has(id)) tell();
    });
    const results = this.api.getFormula().calculationResultApplied(tell);
    return () => {
      commands.dispose();
      results.dispose();
    };
  }

  async select(block: CellPlace | Block): Promise<Result<void>> {
    const sheet = this.sheetNamed(block.sheet);
    if (!sheet) return noSheet(block.sheet);
    const { rows = 1, columns = 1 } = block as Partial<Block>;
    sheet.activate();
    sheet.setActiveRange(sheet.getRange(block.row, block.column, rows, columns));
    sheet.scrollToCell(block.row, block.column);
    return ok(undefined);
  }

  async read(reference: string, from: CellPlace): Promise<Result<ReadBlock>> {
    const parsed = parseReference(reference);
    if (!parsed) return fail(`${reference} is no reference that can be read here.`);
    const block = this.blockFor(parsed, from, reference, 0);
    return block.ok ? ok({ block: block.value, values: this.valuesIn(block.value) }) : block;
  }

  async readBlocks(blocks: readonly Block[]) {
    return blocks.map((block) => (this.sheetNamed(block.sheet) ? this.valuesIn(block) : []));
  }

  /** Here a function's numbers bring no format. */
  async broughtFormats(blocks: readonly Block[]): Promise<readonly Formats[]> {
    return blocks.map(() => []);
  }

  async findFormulas(): Promise<readonly FoundFormula[]> {
    return this.workbook.getSheets().flatMap((sheet) => this.formulasOn(sheet));
  }

  async recalculate(): Promise<void> {
    this.api.getFormula().executeCalculation();
    await this.settled();
  }

  async inspect(blocks: readonly Block[]): Promise<readonly BlockCondition[]> {
    return blocks.map((block) => this.conditionOf(block));
  }

  async tables(): Promise<readonly TableInfo[]> {
    const sheet = this.workbook.getActiveSheet();
    const { row, column } = this.selected();
    const block = blockFrom(sheet.getSheetName(), this.regionAround(sheet, row, column));
    const [header = []] = this.valuesIn({ ...block, rows: 1 });
    if (block.rows < 2) return [];
    return [{ name: null, block, columns: header.map((cell) => textOf(cell)) }];
  }

  /** The block of filled cells around a cell: it grows while a filled cell touches it. */
  private regionAround(sheet: Sheet, row: number, column: number): IRange {
    const { endRow, endColumn } = sheet.getDataRange().getRange();
    const region = { startRow: row, endRow: row, startColumn: column, endColumn: column };
    const filled = (r: number, c: number) => this.valueAt(sheet, r, c) !== null;
    for (let grew = true; grew;) {
      const before = { ...region };
      for (let r = before.startRow - 1; r <= before.endRow + 1; r += 1)
        for (let c = before.startColumn - 1; c <= before.endColumn + 1; c += 1) {
          if (r < 0 || c < 0 || r > endRow || c > endColumn || !filled(r, c)) continue;
          region.startRow = Math.min(region.startRow, r);
          region.endRow = Math.max(region.endRow, r);
          region.startColumn = Math.min(region.startColumn, c);
          region.endColumn = Math.max(region.endColumn, c);
        }
      grew = JSON.stringify(before) !== JSON.stringify(region);
    }
    return region;
  }

  async dateSystem() {
    return 1900 as const;
  }

  async sheets(): Promise<readonly string[]> {
    return this.workbook.getSheets().map((sheet) => sheet.getSheetName());
  }

  async write(changes: readonly Change[]): Promise<Result<Undoable>> {
    const gone = changes
      .map((change) =>
        'at' in change ? change.at.sheet : change.kind === 'column' && change.sheet,
      )
      .find((sheet) => sheet !== false && !this.sheetNamed(sheet));
    if (gone) return noSheet(gone);
    const taken = changes.find(
      (change) => change.kind === 'model' && this.sheetNamed(change.model.name),
    );
    if (taken?.kind === 'model')
      return fail(`There is a sheet called ${taken.model.name} already.`);
    if (changes.some(({ kind }) => kind === 'model')) await this.readyForModels();
    // One step of the toolbar's undo, whatever it takes.
    const step = this.undoing.__tempBatchingUndoRedo(this.workbook.getId());
    const undone = changes.map((change) => this.apply(change)).reverse();
    step.dispose();
    await this.settled();
    return ok({
      undo: async () => {
        for (const undo of undone) undo();
        await this.settled();
        return ok(undefined);
      },
    });
  }

  /** What draws models is loaded when the first is inserted. */
  private addModel: typeof WorkbenchModel.addModel | undefined;

  private async readyForModels(): Promise<void> {
    ({ addModel: this.addModel } = await import('./model'));
  }

  private settled(): Promise<void> {
    return this.api.getFormula().onCalculationResultApplied();
  }

  private sheetNamed(name: string): Sheet | undefined {
    const lower = name.toLowerCase();
    return this.workbook.getSheets().find((sheet) => sheet.getSheetName().toLowerCase() === lower);
  }

  /** Does one change, and gives back what undoes it. */
  private apply(change: Change): () => void {
    if (change.kind === 'sheet') return this.applySheet(change.sheet, change.cells);
    if (change.kind === 'model') return this.applyModel(change.model);
    if (change.kind === 'column') {
      const sheet = this.sheetNamed(change.sheet) as Sheet;
      sheet.insertColumnBefore(change.before);
      return () => void sheet.deleteColumn(change.before);
    }
    const cells = change.kind === 'formula' ? [[{ formula: change.formula }]] : change.cells;
    const sheet = this.sheetNamed(change.at.sheet) as Sheet;
    const formatted = change.formats ? setFormats(sheet, change.at, change.formats) : nothing;
    const written = this.put(sheet, change.at, cells);
    return () => {
      written();
      formatted();
    };
  }

  private applyModel(model: SheetModel): () => void {
    const added = this.addModel?.(this.workbook, model);
    if (!added) return nothing;
    this.models.set(added.id, model);
    return added.undo;
  }

  private applySheet(name: string, cells: readonly (readonly Entry[])[]): () => void {
    const active = this.workbook.getActiveSheet();
    const known = this.sheetNamed(name);
    const sheet = known ?? this.workbook.insertSheet(name);
    if (!known) active.activate();
    const used = known ? sheet.getDataRange().getRange() : undefined;
    const at = { sheet: name, row: 0, column: 0 };
    const emptied = used ? this.put(sheet, at, emptyCells(blockFrom(name, used))) : () => undefined;
    const written = this.put(sheet, at, cells);
    return () => {
      written();
      emptied();
      if (!known) this.workbook.deleteSheet(sheet);
    };
  }

  private put(
    sheet: Sheet,
    at: { row: number; column: number },
    cells: readonly (readonly Entry[])[],
  ): () => void {
    const columns = cells[0]?.length ?? 0;
    if (cells.length === 0 || columns === 0) return () => undefined;
    makeRoom(sheet, at.row + cells.length, at.column + columns);
    const range = sheet.getRange(at.row, at.column, cells.length, columns);
    const before = this.entriesIn(sheet, range.getRange());
    range.setValues(cells.map((row) => row.map(cellOf)));
    return () => void range.setValues(before.map((row) => row.map(cellOf)));
  }

  private entriesIn(sheet: Sheet, range: IRange): Entry[][] {
    return each(range, (row, column) => {
      const formula = formulaAt(sheet, { row, column });
      return formula === undefined ? ownValue(sheet, row, column) : { formula };
    });
  }

  private conditionOf(block: Block): BlockCondition {
    const sheet = this.sheetNamed(block.sheet);
    const nothing = { block, protected: false, merged: false, table: null, hiddenRows: false };
    if (!sheet) return { ...nothing, missing: true, occupied: [], formula: null };
    const range = rangeOf(block);
    const occupied: string[] = [];
    let hiddenRows = false;
    for (let row = range.startRow; row <= range.endRow; row += 1) {
      if (!sheet.getSheet().getRowVisible(row)) hiddenRows = true;
      for (let column = range.startColumn; column <= range.endColumn; column += 1) {
        const first = row === block.row && column === block.column;
        const filled =
          formulaAt(sheet, { row, column }) !== undefined || ownValue(sheet, row, column) !== null;
        if (!first && filled && occupied.length < 10) occupied.push(cellAddress({ row, column }));
      }
    }
    return {
      ...nothing,
      missing: false,
      hiddenRows,
      occupied,
      merged: sheet.getMergedRanges().some((merged) => overlap(merged.getRange(), range)),
      formula: formulaAt(sheet, block) ?? null,
    };
  }

  private formulasOn(sheet: Sheet): FoundFormula[] {
    const name = sheet.getSheetName();
    const found: FoundFormula[] = [];
    sheet
      .getSheet()
      .getCellMatrix()
      .forValue((row, column) => {
        const formula = formulaAt(sheet, { row, column });
        if (formula === undefined || !callsUs(formula)) return;
        const spill = this.spills(sheet)[row]?.[column];
        found.push({
          sheet: name,
          row,
          column,
          address: cellAddress({ row, column }),
          formula,
          value: this.valueAt(sheet, row, column),
          text: sheet.getRange(row, column).getDisplayValue(),
          rows: spill ? spill.endRow - spill.startRow + 1 : 1,
          columns: spill ? spill.endColumn - spill.startColumn + 1 : 1,
        });
      });
    return found;
  }

  private blockFor(
    parsed: ParsedReference,
    from: CellPlace,
    text: string,
    depth: number,
  ): Result<Block> {
    if (parsed.kind === 'table') return fail('The workbench has no tables to refer to.');
    if (parsed.kind === 'name') return this.blockNamed(parsed.name, from, text, depth);
    const sheet = this.sheetNamed(parsed.sheet ?? from.sheet);
    if (!sheet) return noSheet(parsed.sheet ?? from.sheet);
    const place = { sheet: sheet.getSheetName(), row: parsed.row, column: parsed.column };
    if (parsed.spill) {
      const spill = this.spills(sheet)[parsed.row]?.[parsed.column];
      return ok(spill ? blockFrom(place.sheet, spill) : blockOf(place));
    }
    const { endRow, endColumn } = sheet.getDataRange().getRange();
    const rows = parsed.rows ?? Math.max(1, endRow + 1 - parsed.row);
    const columns = parsed.columns ?? Math.max(1, endColumn + 1 - parsed.column);
    return ok(blockOf(place, rows, columns));
  }

  private blockNamed(name: string, from: CellPlace, text: string, depth: number): Result<Block> {
    const defined = this.workbook.getDefinedName(name);
    const target = defined?.getFormulaOrRefString().replace(/^=/, '');
    const parsed = target === undefined ? undefined : parseReference(target);
    if (!parsed || depth > 5) return fail(`${text} is no range of this workbook.`);
    return this.blockFor(parsed, from, text, depth + 1);
  }

  private valuesIn(block: Block): ReadValue[][] {
    const sheet = this.sheetNamed(block.sheet) as Sheet;
    return each(rangeOf(block), (row, column) => this.valueAt(sheet, row, column));
  }

  /** The value of a cell, its own or spilled into it; an error as an error where a formula left it. */
  private valueAt(sheet: Sheet, row: number, column: number): ReadValue {
    const own = ownValue(sheet, row, column);
    if (own !== null) {
      const calculated = formulaAt(sheet, { row, column }) !== undefined;
      return calculated && typeof own === 'string' && ERROR.test(own) ? errorValue(own) : own;
    }
    const spilled = this.ofSheet(sheet, this.formulas.getArrayFormulaCellData());
    const value = valueOf(spilled?.[row]?.[column]);
    return typeof value === 'string' && ERROR.test(value) ? errorValue(value) : value;
  }

  private anchorOf(sheet: Sheet, { row, column, ...place }: CellPlace): CellPlace {
    if (formulaAt(sheet, { row, column }) !== undefined) return { ...place, row, column };
    for (const [anchorRow, columns] of Object.entries(this.spills(sheet)))
      for (const [anchorColumn, range] of Object.entries(columns))
        if (overlap(range, { startRow: row, endRow: row, startColumn: column, endColumn: column }))
          return { ...place, row: Number(anchorRow), column: Number(anchorColumn) };
    return { ...place, row, column };
  }

  private spills(sheet: Sheet): Record<number, Record<number, IRange>> {
    const ranges = this.ofSheet(sheet, this.formulas.getArrayFormulaRange());
    return ranges ?? {};
  }

  private ofSheet<T>(
    sheet: Sheet,
    byWorkbook: { [workbook: string]: Nullable<{ [sheet: string]: Nullable<T> }> },
  ): T | undefined {
    return byWorkbook[this.workbook.getId()]?.[sheet.getSheetId()] ?? undefined;
  }
}

/** Settings in the metadata of the workbook. Nobody else writes to the page's workbook. */
class MetadataStore implements SettingsStore {
  private readonly listeners = new Set<() => void>();

  /** Puts the record back with the toolbar's undo, and forward again. */
  readonly command = {
    id: 'recourse.mutation.keep-settings',
    type: CommandType.MUTATION,
    handler: (_: unknown, { kept }: { readonly kept: Record<string, unknown> }): boolean => {
      this.workbook().setCustomMetadata(kept);
      this.tell();
      return true;
    },
  };

  constructor(
    private readonly workbook: () => NonNullable<ReturnType<FUniver['getActiveWorkbook']>>,
    private readonly undoing: IUndoRedoService,
  ) {}

  get(key: string): unknown {
    return this.workbook().getCustomMetadata()?.[key];
  }

  async save(values: Readonly<Record<string, unknown>>): Promise<Result<void>> {
    const kept = JSON.parse(
      JSON.stringify({ ...this.workbook().getCustomMetadata(), ...values }),
    ) as Record<string, unknown>;
    const before = this.workbook().getCustomMetadata() ?? {};
    this.workbook().setCustomMetadata(kept);
    const to = (record: Record<string, unknown>) => [
      { id: this.command.id, params: { kept: record } },
    ];
    this.undoing.pushUndoRedo({
      unitID: this.workbook().getId(),
      undoMutations: to(before),
      redoMutations: to(kept),
    });
    this.tell();
    return ok(undefined);
  }

  async refresh(): Promise<Result<void>> {
    return ok(undefined);
  }

  onChange(listener: () => void): Stop {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const nothing = (): void => undefined;

const noSheet = (name: string): Result<never> => fail(`There is no sheet called ${name}.`);

function formulaAt(sheet: Sheet, { row, column }: { row: number; column: number }) {
  return sheet.getRange(row, column).getFormula() || undefined;
}

const ownValue = (sheet: Sheet, row: number, column: number): ReadValue =>
  valueOf(sheet.getSheet().getCellRaw(row, column));

function valueOf(cell: Nullable<ICellData>): ReadValue {
  if (!cell) return null;
  const value = cell.v ?? cell.p?.body?.dataStream.replace(/\r\n$/, '');
  if (value === null || value === undefined) return null;
  return cell.t === CellValueType.BOOLEAN ? Boolean(Number(value)) || value === true : value;
}

/** A cell of the spreadsheet for what is to be written. A text stays text whatever it looks like. */
function cellOf(entry: Entry): ICellData {
  const nothing: ICellData = { f: null, si: null, p: null, v: null, t: null };
  if (entry === null) return nothing;
  if (isFormulaEntry(entry)) return { ...nothing, f: entry.formula };
  if (isErrorValue(entry)) return { ...nothing, v: entry.error, t: CellValueType.STRING };
  if (typeof entry === 'string') return { ...nothing, v: entry, t: textType(entry) };
  if (typeof entry === 'number') return { ...nothing, v: entry, t: CellValueType.NUMBER };
  return { ...nothing, v: entry ? 1 : 0, t: CellValueType.BOOLEAN };
}

/** A range with the number formats that the preset adds to it. */
type Formatted = ReturnType<Sheet['getRange']> & {
  getNumberFormat(): string;
  setNumberFormat(pattern: string): unknown;
};

/** Gives cells without a number format one, and gives back what takes it away. */
function setFormats(sheet: Sheet, at: CellPlace, formats: Formats): () => void {
  makeRoom(sheet, at.row + formats.length, at.column + (formats[0]?.length ?? 0));
  const set: Formatted[] = [];
  formats.forEach((row, r) =>
    row.forEach((format, c) => {
      if (format === null) return;
      const cell = sheet.getRange(at.row + r, at.column + c) as Formatted;
      const own = cell.getNumberFormat();
      if (own !== '' && own !== GENERAL && format !== GENERAL) return;
      cell.setNumberFormat(format);
      set.push(cell);
    }),
  );
  return () => {
    for (const cell of set) cell.setNumberFormat('');
  };
}

const emptyCells = (block: Block): null[][] =>
  Array.from({ length: block.rows }, () => Array.from({ length: block.columns }, () => null));

function makeRoom(sheet: Sheet, rows: number, columns: number): void {
  const [haveRows, haveColumns] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  if (rows > haveRows) sheet.insertRowsAfter(haveRows - 1, rows - haveRows);
  if (columns > haveColumns) sheet.insertColumnsAfter(haveColumns - 1, columns - haveColumns);
}

const rangeOf = ({ row, column, rows, columns }: Block): IRange => ({
  startRow: row,
  endRow: row + rows - 1,
  startColumn: column,
  endColumn: column + columns - 1,
});

const blockFrom = (sheet: string, range: IRange): Block => ({
  sheet,
  row: range.startRow,
  column: range.startColumn,
  rows: range.endRow - range.startRow + 1,
  columns: range.endColumn - range.startColumn + 1,
});

const overlap = (a: IRange, b: IRange): boolean =>
  a.startRow <= b.endRow &&
  b.startRow <= a.endRow &&
  a.startColumn <= b.endColumn &&
  b.startColumn <= a.endColumn;

const each = <T>(range: IRange, of: (row: number, column: number) => T): T[][] =>
  Array.from({ length: range.endRow - range.startRow + 1 }, (_, down) =>
    Array.from({ length: range.endColumn - range.startColumn + 1 }, (__, right) =>
      of(range.startRow + down, range.startColumn + right),
    ),
  );

const textOf = (cell: ReadValue): string =>
  cell === null ? '' : isErrorValue(cell) ? cell.error : String(cell);
