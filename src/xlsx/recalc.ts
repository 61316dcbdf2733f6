/** Computes the DEFICIENCY cells of a workbook and stores their values; all else in the file stays. */
import { callFunction } from '../functions/all';
import { useSettings } from '../functions/session';
import { fail, ok, type Result } from '../money/result';
import { blockAddress, blockOf, parseReference, placeText } from '../formulas/address';
import { evaluate, type Values } from '../formulas/expression';
import {
  beyondExcel,
  callsUs,
  constantText,
  errorValue,
  findCalls,
  withoutOrigins,
  type FunctionCall,
} from '../formulas/formulaText';
import {
  isErrorValue,
  type Block,
  type CellPlace,
  type ReadBlock,
  type ReadValue,
} from '../formulas/place';
import { toCalculation } from '../calculation/settings/workbookSettings';
import { readRecord } from '../calculation/settings/record';
import { Book } from './book';
import type { Made } from './write';
import { settingsIn, settingsWarnings } from './settingsPart';
import type { FormulaCell, SheetXml } from './sheetXml';
import { ChangedCells, Readings, type Stale } from './stale';
import { Unreadable } from './xml';
import { closeParts } from './zip';
import { openWorkbook } from './open';

/** A cell that was left as it is, and why. */
export interface Left {
  readonly where: string;
  readonly why: string;
}

export interface Recalculated extends Made {
  readonly computed: number;
  /** What of the workbook's settings could not be used. */
  readonly warnings: readonly string[];
  readonly failed: boolean;
  readonly left: readonly Left[];
  /** Cells with plain formulas that read what was computed: a spreadsheet has yet to recalculate them. */
  readonly stale: readonly string[];
  /** Cells of ours that read those: they are to be computed again after that. */
  readonly early: readonly string[];
}

export interface RecalcOptions {
  /** Computes with the settings of a new workbook in place of those that could not be used. */
  readonly assumeDefaults?: boolean;
}

/**
 * Recalculates a workbook by the settings that it carries, or those of a new workbook. Settings that
 * cannot be used are told, and nothing is computed from what is assumed in their place unless the
 * options say so.
 */
export async function recalculate(
  input: Uint8Array,
  { assumeDefaults = false }: RecalcOptions = {},
): Promise<Recalculated> {
  const parts = openWorkbook(input);
  const book = new Book(parts);
  const record = readRecord(settingsIn(parts));
  const warnings = settingsWarnings(record);
  useSettings({ ...toCalculation(record.settings), dateSystem: book.dateSystem });
  const run = new Recalculation(book);
  if (warnings.length > 0 && !assumeDefaults) run.leaveAll(UNUSABLE);
  else await run.all();
  if (run.computed === 0 && run.left.length === 0) run.nameWords();
  const stale = new Readings(book).stale(run.altered);
  book.save(run.changed);
  return {
    file: closeParts(parts),
    message: run.message() + staleWords(stale),
    computed: run.computed,
    left: run.left,
    stale: stale.plain.map(placeText),
    early: stale.ours.map(placeText),
    warnings,
    failed: run.computed === 0 && run.left.length > 0,
  };
}

const UNUSABLE =
  'the settings of the workbook cannot be used as they are (--assume-defaults computes without them)';

/** Cells named in a message. */
const MOST_NAMED = 20;

function staleWords({ plain, ours }: Stale): string {
  if (plain.length === 0) return '';
  const [formulas, read] = plain.length === 1 ? ['formula', 'reads'] : ['formulas', 'read'];
  const after =
    ours.length === 0
      ? ''
      : `\n${ours.length} of the computed cells hang on those: recalculate in a spreadsheet and run recalc again for ${named(ours)}`;
  return `\n${plain.length} plain ${formulas} ${read} changed cells and will be right once a spreadsheet recalculates (F9): ${named(plain)}${after}`;
}

function named(cells: readonly CellPlace[]): string {
  const more = cells.length > MOST_NAMED ? ` and ${cells.length - MOST_NAMED} more` : '';
  return cells.slice(0, MOST_NAMED).map(placeText).join(', ') + more;
}

interface Pending extends FormulaCell {
  readonly sheet: string;
}

/** What a formula of ours fills before it is computed: its block, or its own cell. */
function blockFilled(cell: Pending): Block {
  const array = cell.array === undefined ? undefined : parseReference(cell.array);
  const { rows, columns } = array?.kind === 'cells' ? array : { rows: 1, columns: 1 };
  return blockOf(cell, rows ?? 1, columns ?? 1);
}

/** Formulas still to compute, so that what another one reads comes first. */
class PendingCells {
  private readonly rows = new Map<string, Map<number, Pending[]>>();
  private readonly blocks = new Map<string, Set<Pending>>();

  add(cell: Pending): void {
    const key = cell.sheet.toLowerCase();
    const rows = this.rows.get(key) ?? new Map<number, Pending[]>();
    this.rows.set(key, rows);
    rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
    if (cell.array !== undefined)
      this.blocks.set(key, (this.blocks.get(key) ?? new Set()).add(cell));
  }

  take(cell: Pending): void {
    const key = cell.sheet.toLowerCase();
    const rows = this.rows.get(key);
    const rest = (rows?.get(cell.row) ?? []).filter(({ column }) => column !== cell.column);
    if (rest.length > 0) rows?.set(cell.row, rest);
    else rows?.delete(cell.row);
    this.blocks.get(key)?.delete(cell);
  }

  /** One that fills a cell of a block. */
  within(block: Block): Pending | undefined {
    const key = block.sheet.toLowerCase();
    const rows = this.rows.get(key);
    if (!rows || rows.size === 0) return undefined;
    const meets = (cell: Pending) => overlaps(blockFilled(cell), block);
    if (rows.size < block.rows)
      for (const cells of rows.values()) {
        const found = cells.find(meets);
        if (found) return found;
      }
    else
      for (let row = block.row; row < block.row + block.rows; row += 1) {
        const found = rows.get(row)?.find(meets);
        if (found) return found;
      }
    return [...(this.blocks.get(key) ?? [])].find(meets);
  }

  next(): Pending | undefined {
    for (const rows of this.rows.values()) for (const [cell] of rows.values()) return cell;
    return undefined;
  }
}

const overlaps = (a: Block, b: Block): boolean =>
  a.sheet.toLowerCase() === b.sheet.toLowerCase() &&
  a.row < b.row + b.rows &&
  b.row < a.row + a.rows &&
  a.column < b.column + b.columns &&
  b.column < a.column + a.columns;

/** Formulas that may call one of our functions, under whatever name a workbook has it. */
const MEANS_US = /DEFICIENCY[\w.]*\s*\(/i;

/** A text that was meant as a formula of ours. */
const TYPED = /^\s*[=+@'][^"]*DEFICIENCY[\w.]*\s*\(/i;

/** Formulas of ours that read each other in a chain, and cells that formulas fill. */
const LONGEST_CHAIN = 500;
const MOST_FILLED = 500_000;

/** Why a formula is not computed at all. */
const refusal = (formula: string): string | undefined =>
  beyondExcel(formula) ??
  (callsUs(formula) ? undefined : 'calls no function of this add-in by a name that it has');

class Recalculation {
  readonly changed = new Set<string>();
  /** Cells that hold another value than before. */
  readonly altered = new ChangedCells();
  readonly left: Left[] = [];
  computed = 0;
  private readonly pending = new PendingCells();
  /** Formulas that are being computed: to meet one of them again is to go round in a circle. */
  private readonly begun: Pending[] = [];
  /** Cells of ours whose stored value cannot be relied on. */
  private readonly unsure = new ChangedCells();
  private filled = 0;

  constructor(private readonly book: Book) {
    for (const [sheet, cells] of book.eachSheet())
      for (const cell of cells.formulas()) {
        if (!MEANS_US.test(cell.formula)) continue;
        const formula = withoutOrigins(cell.formula);
        const why = refusal(formula);
        if (why === undefined) this.pending.add({ ...cell, formula, sheet });
        else this.leave({ ...cell, sheet }, why);
      }
    for (const { name, text } of book.names)
      if (MEANS_US.test(text))
        this.left.push({ where: `the name ${name}`, why: 'only formulas in cells are computed' });
  }

  private leave(cell: CellPlace, why: string): void {
    this.left.push({ where: placeText(cell), why });
    this.unsure.add(cell.sheet, cell.row, cell.column);
  }

  /** Names the cells that hold our word, where nothing was computed: their formulas may have become texts or names. */
  nameWords(): void {
    for (const [sheet, cells] of this.book.eachSheet()) {
      for (const { row, column, formula } of cells.formulas())
        if (/DEFICIENCY/.test(formula.replace(/"(?:[^"]|"")*"/g, '')))
          this.leave(
            { sheet, row, column },
            'names DEFICIENCY and calls no function of this add-in',
          );
      for (const [row, column] of cells.cells()) {
        const value = valueBefore(cells, row, column);
        if (typeof value === 'string' && TYPED.test(value))
          this.leave({ sheet, row, column }, 'holds its formula as text, which computes nothing');
      }
    }
  }

  /** Leaves every cell as it is. */
  leaveAll(why: string): void {
    for (let cell = this.pending.next(); cell; cell = this.pending.next()) {
      this.pending.take(cell);
      this.leave(cell, why);
    }
  }

  async all(): Promise<void> {
    for (let cell = this.pending.next(); cell; cell = this.pending.next()) await this.compute(cell);
  }

  private async compute(cell: Pending): Promise<void> {
    this.pending.take(cell);
    this.begun.push(cell);
    const found =
      this.begun.length > LONGEST_CHAIN
        ? fail('hangs on a longer chain of formulas than can be followed here')
        : await this.valueOf(cell.formula, cell);
    this.begun.pop();
    const stored = found.ok ? this.store(cell, found.value) : found;
    if (stored.ok) this.computed++;
    else this.leave(cell, stored.message);
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
    const read = (reference: string) => this.read(reference, from);
    const found = await evaluate(rest.trim(), read, this.book.dateSystem);
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
  private async read(reference: string, from: CellPlace): Promise<Result<ReadBlock>> {
    const found = await this.book.read(reference, from);
    if (!found.ok) return found;
    const { block } = found.value;
    const circle = this.begun.find((cell) => overlaps(blockFilled(cell), block));
    if (circle)
      return fail(`goes round in a circle: it hangs on ${placeText(circle)}, which hangs on it`);
    let met = false;
    for (let cell = this.pending.within(block); cell; cell = this.pending.within(block)) {
      await this.compute(cell);
      met = true;
    }
    if (this.unsure.meets(block)) return fail(`${reference} holds cells that were not computed`);
    return met ? this.book.read(reference, from) : found;
  }

  private store(cell: Pending, values: Values): Result<void> {
    const sheet = this.book.sheet(cell.sheet) as SheetXml;
    if (cell.array === undefined) {
      this.changed.add(cell.sheet);
      this.put(sheet, cell, 0, 0, values[0]?.[0] ?? null);
      return ok(undefined);
    }
    const before = blockFilled(cell);
    const size = cell.dynamic ? sizeOf(values) : before;
    const most = {
      rows: Math.max(size.rows, before.rows),
      columns: Math.max(size.columns, before.columns),
    };
    this.filled += Math.min(MOST_FILLED + 1, most.rows * most.columns);
    if (this.filled > MOST_FILLED) return fail('fills more cells than can be filled here');
    this.changed.add(cell.sheet);
    if (cell.dynamic && this.blocked(sheet, cell, before, size)) {
      for (const [r, c] of places(before)) this.put(sheet, cell, r, c, null);
      sheet.setArray(cell.row, cell.column, blockAddress({ ...cell, rows: 1, columns: 1 }));
      this.put(sheet, cell, 0, 0, errorValue('#SPILL!'));
      return ok(undefined);
    }
    for (const [r, c] of places(most)) {
      const inside = r < size.rows && c < size.columns;
      if (!inside && (r >= before.rows || c >= before.columns)) continue;
      const value = inside ? spilled(values, r, c) : null;
      this.put(sheet, cell, r, c, value);
    }
    sheet.setArray(cell.row, cell.column, blockAddress({ ...cell, ...size }));
    return ok(undefined);
  }

  private put(sheet: SheetXml, at: Pending, down: number, right: number, value: ReadValue): void {
    const [row, column] = [at.row + down, at.column + right];
    if (!sameValue(valueBefore(sheet, row, column), value)) this.altered.add(at.sheet, row, column);
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

/** What a cell held; one that could not be read held nothing that could be the same. */
function valueBefore(sheet: SheetXml, row: number, column: number): ReadValue | undefined {
  try {
    return sheet.value(row, column);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

const sameValue = (one: ReadValue | undefined, other: ReadValue): boolean =>
  one !== undefined &&
  (isErrorValue(one) && isErrorValue(other)
    ? one.error === other.error
    : one === other || (one ?? '') === (other ?? ''));

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
