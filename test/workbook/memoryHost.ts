/** A workbook in memory whose formulas are single calls of our functions: for plans and explanations without a browser. */
import { callFunction } from '../../src/functions/all';
import { isCellError } from '../../src/functions/cells';
import { fail, ok, type Result } from '../../src/money/result';
import { blockOf, cellAddress, parseReference } from '../../src/formulas/address';
import type { SheetModel } from '../../src/sheets/sheet';
import { Followed, Moves } from '../../src/xlsx/moves';
import { evaluate } from '../../src/formulas/expression';
import { errorValue, findCalls } from '../../src/formulas/formulaText';
import {
  isErrorValue,
  type Block,
  type CellPlace,
  type ReadBlock,
  type ReadValue,
} from '../../src/formulas/place';
import {
  isFormulaEntry,
  type BlockCondition,
  type Change,
  type Entry,
  type Formats,
  type FoundFormula,
  type Selection,
  type TableInfo,
  type Undoable,
  type WorkbookHost,
} from '../../src/workbook/host';
import { SharedFile } from './memoryStore';

export const SHEET = 'Loans';

/** One sheet; protected, merged and table areas are set by the test. */
export class MemoryHost implements WorkbookHost {
  readonly kind = 'workbench';
  takesFormats = false;
  readonly takesDownloads = true;
  /** The formats that numbers of every block brought along. */
  brought: Formats = [];
  /** All changes that were written. */
  readonly written: Change[] = [];
  readonly settings = new SharedFile().open();
  /** What was entered: formulas and values, by address. */
  readonly entries = new Map<string, Entry>();
  /** What formulas show, by address. */
  readonly shown = new Map<string, ReadValue>();
  readonly spills = new Map<string, Block>();
  /** Sheets that were made from models. */
  models: SheetModel[] = [];
  condition: Partial<BlockCondition> = {};
  selected: CellPlace = { sheet: SHEET, row: 0, column: 0 };

  constructor(rows: readonly (readonly (string | number | boolean | null)[])[] = []) {
    rows.forEach((cells, row) =>
      cells.forEach((cell, column) => {
        const isFormula = typeof cell === 'string' && cell.startsWith('=');
        this.enter(cellAddress({ row, column }), isFormula ? { formula: cell } : cell);
      }),
    );
  }

  enter(address: string, entry: Entry): void {
    if (entry === null) this.entries.delete(address);
    else this.entries.set(address, entry);
  }

  /** Works out every formula that is a call of ours and nothing else. */
  async calculate(): Promise<this> {
    this.shown.clear();
    this.spills.clear();
    for (const [address, entry] of this.entries) {
      if (entry === null || !isFormulaEntry(entry)) continue;
      const at = this.block(address);
      const [call] = findCalls(entry.formula);
      if (!call) continue;
      const args = await Promise.all(
        call.args.map(async ({ text }) => {
          const found = await evaluate(text, (reference) => this.read(reference, at));
          return found.ok && text !== '' ? found.value.values : null;
        }),
      );
      this.spill(
        at,
        callFunction(call.id, args).map((row) => row.map(fromCell)),
      );
    }
    return this;
  }

  private spill(at: Block, values: ReadValue[][]): void {
    const block = { ...at, rows: values.length, columns: values[0]?.length ?? 1 };
    this.spills.set(cellAddress(at), block);
    values.forEach((row, r) =>
      row.forEach((value, c) =>
        this.shown.set(cellAddress({ row: at.row + r, column: at.column + c }), value),
      ),
    );
  }

  /** What stands at a column and right of it moves, and references follow. */
  private insertColumn(before: number): void {
    const moves = new Moves();
    const range = { startRow: 0, endRow: 999, startColumn: before, endColumn: before };
    moves.note('sheet.mutation.insert-col', { subUnitId: SHEET, range });
    const followed = new Followed([
      { was: SHEET, name: SHEET, moves: moves.within(SHEET, 1000, 100) },
    ]);
    const entries = [...this.entries];
    this.entries.clear();
    for (const [address, entry] of entries) {
      const { row, column } = this.block(address);
      const at = cellAddress({ row, column: column < before ? column : column + 1 });
      const isFormula = entry !== null && isFormulaEntry(entry);
      const formula = isFormula ? followed.formula(SHEET, entry.formula) : '';
      this.enter(at, isFormula ? { formula } : entry);
    }
  }

  valueAt(place: { row: number; column: number }): ReadValue {
    const address = cellAddress(place);
    const entry = this.entries.get(address);
    if (entry !== undefined && entry !== null && !isFormulaEntry(entry)) return entry;
    const shown = this.shown.get(address);
    return shown === undefined ? null : isErrorValue(shown) ? errorValue(shown.error) : shown;
  }

  block(reference: string): Block {
    const parsed = parseReference(reference);
    if (parsed?.kind !== 'cells') throw new Error(`${reference} is no address`);
    return blockOf({ ...parsed, sheet: SHEET }, parsed.rows ?? 20, parsed.columns ?? 20);
  }

  async select(block: CellPlace) {
    this.selected = block;
    return ok(undefined);
  }

  async selection(): Promise<Selection> {
    const place = this.selected;
    const own = this.entries.get(cellAddress(place));
    const inside = [...this.spills.values()].find(
      (block) =>
        place.row >= block.row &&
        place.row < block.row + block.rows &&
        place.column >= block.column &&
        place.column < block.column + block.columns,
    );
    const anchor = own === undefined && inside ? inside : place;
    const entry = this.entries.get(cellAddress(anchor));
    return {
      ...place,
      block: blockOf(place),
      address: cellAddress(place),
      formula:
        entry !== undefined && entry !== null && isFormulaEntry(entry) ? entry.formula : null,
      anchor: { sheet: SHEET, row: anchor.row, column: anchor.column },
      down: place.row - anchor.row,
      right: place.column - anchor.column,
      value: this.valueAt(place),
      text: '',
    };
  }

  onSelection() {
    return () => undefined;
  }

  async read(reference: string, _from: CellPlace): Promise<Result<ReadBlock>> {
    const parsed = parseReference(reference);
    if (parsed?.kind !== 'cells' || (parsed.sheet !== null && parsed.sheet !== SHEET))
      return fail(`${reference} is no range of this workbook.`);
    const block = this.block(reference);
    return ok({ block, values: this.valuesIn(block) });
  }

  async readBlocks(blocks: readonly Block[]) {
    return blocks.map((block) => (block.sheet === SHEET ? this.valuesIn(block) : []));
  }

  async broughtFormats(blocks: readonly Block[]) {
    return blocks.map(() => this.brought);
  }

  private valuesIn({ row, column, rows, columns }: Block): ReadValue[][] {
    return Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, (__, c) =>
        this.valueAt({ row: row + r, column: column + c }),
      ),
    );
  }

  async findFormulas(): Promise<FoundFormula[]> {
    return [...this.entries].flatMap(([address, entry]): FoundFormula[] => {
      if (entry === null || !isFormulaEntry(entry) || findCalls(entry.formula).length === 0)
        return [];
      const { row, column } = this.block(address);
      const { rows, columns } = this.spills.get(address) ?? { rows: 1, columns: 1 };
      const place = { sheet: SHEET, row, column };
      const value = this.valueAt(place);
      return [{ ...place, address, formula: entry.formula, value, text: '', rows, columns }];
    });
  }

  async recalculate() {
    await this.calculate();
  }

  async inspect(blocks: readonly Block[]): Promise<BlockCondition[]> {
    return blocks.map((block) => {
      const entry = this.entries.get(cellAddress(block));
      return {
        block,
        missing: block.sheet !== SHEET,
        protected: false,
        merged: false,
        table: null,
        hiddenRows: false,
        occupied: [],
        formula:
          entry !== undefined && entry !== null && isFormulaEntry(entry) ? entry.formula : null,
        ...this.condition,
      };
    });
  }

  async tables(): Promise<TableInfo[]> {
    return [];
  }

  async dateSystem() {
    return 1900 as const;
  }

  async sheets() {
    return [SHEET, ...this.models.map(({ name }) => name)];
  }

  async write(changes: readonly Change[]): Promise<Result<Undoable>> {
    const before = new Map(this.entries);
    const models = [...this.models];
    this.written.push(...changes);
    for (const change of changes) {
      if (change.kind === 'sheet') continue;
      if (change.kind === 'model') {
        this.models.push(change.model);
        continue;
      }
      if (change.kind === 'column') {
        this.insertColumn(change.before);
        continue;
      }
      const cells = change.kind === 'formula' ? [[{ formula: change.formula }]] : change.cells;
      cells.forEach((row, r) =>
        row.forEach((entry, c) =>
          this.enter(cellAddress({ row: change.at.row + r, column: change.at.column + c }), entry),
        ),
      );
    }
    await this.calculate();
    return ok({
      undo: async () => {
        this.models = models;
        this.entries.clear();
        for (const [address, entry] of before) this.entries.set(address, entry);
        await this.calculate();
        return ok(undefined);
      },
    });
  }
}

const fromCell = (cell: unknown): ReadValue =>
  isCellError(cell) ? errorValue(cell.error) : (cell as ReadValue);
