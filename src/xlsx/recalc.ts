/** Computes the DEFICIENCY cells of a workbook and stores their values; all else in the file stays. */
import { callFunction } from '../functions/all';
import { useSettings } from '../functions/session';
import { ok, type Result } from '../money/result';
import { blockAddress, parseReference, placeText } from '../formulas/address';
import { evaluate, type Values } from '../formulas/expression';
import {
  callsUs,
  constantText,
  errorValue,
  findCalls,
  type FunctionCall,
} from '../formulas/formulaText';
import { isErrorValue, type CellPlace, type ReadValue } from '../formulas/place';
import { toCalculation } from '../calculation/settings/workbookSettings';
import { readRecord } from '../calculation/settings/record';
import { Book } from './book';
import type { Made } from './write';
import { settingsIn } from './settingsPart';
import type { FormulaCell, SheetXml } from './sheetXml';
import { ChangedCells, staleFormulas } from './stale';
import { closeParts, openParts } from './zip';

/** A cell that was left as it is, and why. */
export interface Left {
  readonly where: string;
  readonly why: string;
}

export interface Recalculated extends Made {
  readonly computed: number;
  readonly left: readonly Left[];
  /** Cells with plain formulas that read what was computed: a spreadsheet has yet to recalculate them. */
  readonly stale: readonly string[];
}

/** Recalculates a workbook by the settings that it carries, or those of a new workbook. */
export async function recalculate(input: Uint8Array): Promise<Recalculated> {
  const parts = openParts(input);
  const book = new Book(parts);
  const record = readRecord(settingsIn(parts));
  useSettings({ ...toCalculation(record.settings), dateSystem: book.dateSystem });
  const run = new Recalculation(book);
  await run.all();
  const stale = await staleFormulas(book, run.altered);
  book.save(run.changed);
  return {
    file: closeParts(parts),
    message: run.message() + staleWords(stale),
    computed: run.computed,
    left: run.left,
    stale,
  };
}

/** Cells named in a message. */
const MOST_NAMED = 20;

function staleWords(stale: readonly string[]): string {
  if (stale.length === 0) return '';
  const named = stale.slice(0, MOST_NAMED).join(', ');
  const more = stale.length > MOST_NAMED ? ` and ${stale.length - MOST_NAMED} more` : '';
  const [formulas, read] = stale.length === 1 ? ['formula', 'reads'] : ['formulas', 'read'];
  return `\n${stale.length} plain ${formulas} ${read} changed cells and will be right once a spreadsheet recalculates (F9): ${named}${more}`;
}

interface Pending extends FormulaCell {
  readonly sheet: string;
}

class Recalculation {
  readonly changed = new Set<string>();
  /** Cells that hold another value than before. */
  readonly altered = new ChangedCells();
  readonly left: Left[] = [];
  computed = 0;
  /** Formulas still to compute, by sheet and row, so that what another one reads comes first. */
  private readonly pending = new Map<string, Map<number, Pending[]>>();

  constructor(private readonly book: Book) {
    for (const [sheet, cells] of book.eachSheet())
      for (const cell of cells.formulas()) {
        const formula = cell.formula.replace(/_xll\.(?=DEFICIENCY)/gi, '');
        if (callsUs(formula)) this.enqueue({ ...cell, formula, sheet });
      }
  }

  private enqueue(cell: Pending): void {
    const key = cell.sheet.toLowerCase();
    const rows = this.pending.get(key) ?? new Map<number, Pending[]>();
    this.pending.set(key, rows);
    rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  }

  async all(): Promise<void> {
    for (const rows of this.pending.values())
      for (const row of [...rows.keys()]) {
        for (let next = rows.get(row)?.[0]; next; next = rows.get(row)?.[0])
          await this.compute(next);
      }
  }

  private take({ sheet, row, column }: Pending): void {
    const rows = this.pending.get(sheet.toLowerCase());
    const rest = (rows?.get(row) ?? []).filter((cell) => cell.column !== column);
    if (rest.length > 0) rows?.set(row, rest);
    else rows?.delete(row);
  }

  private async compute(cell: Pending): Promise<void> {
    this.take(cell);
    const found = await this.valueOf(cell.formula, cell);
    if (!found.ok) {
      this.left.push({ where: placeText(cell), why: found.message });
      return;
    }
    this.store(cell, found.value);
    this.computed++;
  }

  /** Works a formula out: our functions here, arithmetic around them too, other functions not. */
  private async valueOf(text: string, from: CellPlace): Promise<Result<Values>> {
    const calls = outermost(findCalls(text));
    const [call] = calls;
    const plain = text.trim().replace(/^[+@]/, '');
    if (
      call &&
      plain.length === call.end - call.start &&
      plain === text.slice(call.start, call.end)
    )
      return this.called(call, from);
    let rest = '';
    let at = 0;
    for (const one of calls) {
      const value = await this.called(one, from);
      if (!value.ok) return value;
      rest += text.slice(at, one.start) + asConstant(value.value);
      at = one.end;
    }
    rest += text.slice(at);
    const found = await evaluate(rest.trim(), (reference) => this.read(reference, from));
    return found.ok ? ok(found.value.values) : found;
  }

  private async called(call: FunctionCall, from: CellPlace): Promise<Result<Values>> {
    const args: Values[] = [];
    for (const { text } of call.args) {
      const value = await this.valueOf(text, from);
      if (!value.ok) return value;
      args.push(value.value);
    }
    return ok(callFunction(call.id, args.map(asArgument)));
  }

  /** Reads a reference once every formula of ours that lies in it is computed. */
  private async read(reference: string, from: CellPlace) {
    const found = await this.book.read(reference, from);
    if (!found.ok) return found;
    const { block } = found.value;
    const rows = this.pending.get(block.sheet.toLowerCase());
    if (!rows || rows.size === 0) return found;
    let met = false;
    for (let row = block.row; row < block.row + block.rows; row++)
      for (const cell of rows.get(row) ?? [])
        if (cell.column >= block.column && cell.column < block.column + block.columns) {
          await this.compute(cell);
          met = true;
        }
    return met ? this.book.read(reference, from) : found;
  }

  private store(cell: Pending, values: Values): void {
    const sheet = this.book.sheet(cell.sheet) as SheetXml;
    this.changed.add(cell.sheet);
    const old = cell.array === undefined ? undefined : parseReference(cell.array);
    if (old?.kind !== 'cells') {
      this.put(sheet, cell, 0, 0, values[0]?.[0] ?? null);
      return;
    }
    const before = { rows: old.rows ?? 1, columns: old.columns ?? 1 };
    const size = cell.dynamic ? sizeOf(values) : before;
    if (cell.dynamic && this.blocked(sheet, cell, before, size)) {
      for (const [r, c] of places(before)) this.put(sheet, cell, r, c, null);
      sheet.setArray(cell.row, cell.column, blockAddress({ ...cell, rows: 1, columns: 1 }));
      this.put(sheet, cell, 0, 0, errorValue('#SPILL!'));
      return;
    }
    const most = {
      rows: Math.max(size.rows, before.rows),
      columns: Math.max(size.columns, before.columns),
    };
    for (const [r, c] of places(most)) {
      const inside = r < size.rows && c < size.columns;
      if (!inside && (r >= before.rows || c >= before.columns)) continue;
      const value = inside ? spilled(values, r, c) : null;
      this.put(sheet, cell, r, c, value);
    }
    sheet.setArray(cell.row, cell.column, blockAddress({ ...cell, ...size }));
  }

  private put(sheet: SheetXml, at: Pending, down: number, right: number, value: ReadValue): void {
    const [row, column] = [at.row + down, at.column + right];
    if (!sameValue(sheet.value(row, column), value)) this.altered.add(at.sheet, row, column);
    sheet.setValue(row, column, value);
  }

  private blocked(sheet: SheetXml, cell: Pending, before: Size, after: Size): boolean {
    for (const [r, c] of places(after)) {
      if (r < before.rows && c < before.columns) continue;
      if (!sheet.isEmpty(cell.row + r, cell.column + c)) return true;
    }
    return false;
  }

  message(): string {
    const parts = [`${this.computed} ${this.computed === 1 ? 'formula' : 'formulas'} computed`];
    if (this.left.length > 0) {
      parts.push(`${this.left.length} left as they were:`);
      for (const { where, why } of this.left.slice(0, 20)) parts.push(`\n  ${where}: ${why}`);
    }
    return parts.join(', ').replace(/, \n/g, '\n');
  }
}

const sameValue = (one: ReadValue, other: ReadValue): boolean =>
  isErrorValue(one) && isErrorValue(other)
    ? one.error === other.error
    : one === other || (one ?? '') === (other ?? '');

interface Size {
  readonly rows: number;
  readonly columns: number;
}

const sizeOf = (values: Values): Size => ({
  rows: Math.max(1, values.length),
  columns: Math.max(1, values[0]?.length ?? 1),
});

function* places({ rows, columns }: Size): Iterable<readonly [number, number]> {
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) yield [r, c];
}

/** A single row or column repeats over an old array formula; beyond a result there is nothing. */
function spilled(values: Values, row: number, column: number): ReadValue {
  const line = values[values.length === 1 ? 0 : row];
  const value = line?.[line.length === 1 ? 0 : column];
  return value === undefined ? errorValue('#N/A') : value;
}

function outermost(calls: readonly FunctionCall[]): FunctionCall[] {
  const found: FunctionCall[] = [];
  for (const call of calls)
    if (!found.some(({ start, end }) => call.start >= start && call.end <= end)) found.push(call);
  return found;
}

/** A result as a constant that stands in its place in a formula. */
function asConstant(values: Values): string {
  const texts = values.map((row) =>
    row.map((value) => (isErrorValue(value) ? value.error : constantText(value))),
  );
  const [only] = texts;
  if (texts.length === 1 && only?.length === 1) return only[0] as string;
  return `{${texts.map((row) => row.join(',')).join(';')}}`;
}

/** An argument as Excel passes it: one cell as itself, several as rows. */
function asArgument(values: Values): unknown {
  return values.length === 1 && values[0]?.length === 1 ? values[0][0] : values;
}
