/** One sheet of an .xlsx file: reads its cells, and changes single cells while every other character stays. */
import {
  cellAddress,
  columnLetters,
  columnNumber,
  MOST_COLUMNS,
  MOST_ROWS,
} from '../formulas/address';
import { errorValue } from '../formulas/formulaText';
import type { ReadValue } from '../formulas/place';
import { parseIso, serialFromDay, type DateSystem } from '../money/dates';
import { sized, type LineSize } from './sheetView';
import {
  attribute,
  attributesOf,
  elements,
  elementText,
  escaped,
  Tags,
  Unreadable,
  withAttribute,
} from './xml';

/** A cell with a formula as the file holds it. */
export interface FormulaCell {
  readonly row: number;
  readonly column: number;
  /** Without its `=`, and for a shared formula as it is in this cell; empty for a data table. */
  readonly formula: string;
  /** The block that an array formula fills. */
  readonly array: string | undefined;
  /** The block may grow and shrink with the result. */
  readonly dynamic: boolean;
  /** The formula is one of several cells and stands with the first of them. */
  readonly shared: boolean;
}

/** What a cell is given; what is left out stays. */
export interface CellChange {
  readonly value: ReadValue;
  /** Without its `=`; null takes the formula away. */
  readonly formula?: string | null;
  /** The block that the formula fills, growing and shrinking with its result. */
  readonly spill?: string;
  /** The mark that says that the block grows and shrinks with the result; without it, it is an array formula of old. */
  readonly mark?: number | undefined;
  /** The number of its look among those of the workbook. */
  readonly look?: number;
}

/** A place in the source: where the tag begins, where the content begins and ends, where the end tag ends. */
interface Span {
  readonly start: number;
  readonly inner: number;
  readonly close: number;
  readonly end: number;
}

interface Cell extends Span {
  readonly column: number;
}

interface Row extends Span {
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** What a sheet's texts and dates refer to beyond its own part. */
export interface SheetContext {
  readonly name: string;
  readonly strings: readonly string[];
  readonly dateSystem: DateSystem;
  /** The marks of cells whose formulas spill. */
  readonly spilling: ReadonlySet<number>;
}

/** The cells of a sheet. Rows and columns count from 0. */
export class SheetXml {
  private readonly rows: Row[] = [];
  /** Places of cells by row and column, made for a row when it is first asked for. */
  private readonly places = new Map<number, Map<number, Cell>>();
  private readonly rowsAt = new Map<number, Row | Row[]>();
  private readonly changes = new Map<number, Map<number, string>>();
  private known: readonly FormulaCell[] | undefined;
  private data: Span | undefined;
  private prefix = '';
  rowCount = 0;
  columnCount = 0;

  constructor(
    readonly xml: string,
    private readonly context: SheetContext,
  ) {
    try {
      this.readPlaces();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      throw new Unreadable(`the sheet ${context.name} is damaged: ${error.message}`);
    }
  }

  private readPlaces(): void {
    const walk = new Tags(this.xml);
    while (walk.next()) {
      if (walk.kind === 'close' || walk.name !== 'sheetData' || walk.depth > 2) continue;
      const { start, end: inner, kind } = walk;
      this.prefix = walk.prefix;
      if (kind === 'open') this.readRows(walk);
      this.data ??= { start, inner, close: kind === 'open' ? walk.start : inner, end: walk.end };
    }
  }

  private readRows(walk: Tags): void {
    let next = 0;
    while (walk.next() && walk.kind !== 'close') {
      if (walk.name !== 'row') {
        walk.skip();
        continue;
      }
      const { start, end: inner, kind } = walk;
      const given = attribute(walk.text, 'r');
      const row = given === undefined ? next : placeNumber(given, MOST_ROWS, 'row');
      const cells = kind === 'open' ? this.readCells(walk) : [];
      this.keepRow({
        row,
        start,
        inner,
        close: kind === 'open' ? walk.start : inner,
        end: walk.end,
        cells,
      });
      next = row + 1;
    }
  }

  private readCells(walk: Tags): Cell[] {
    const cells: Cell[] = [];
    let next = 0;
    while (walk.next() && walk.kind !== 'close') {
      if (walk.name !== 'c') {
        walk.skip();
        continue;
      }
      const { start, end: inner, kind } = walk;
      const letters = /\sr\s*=\s*["']\$?([A-Z]+)/.exec(walk.text)?.[1];
      const column = letters === undefined ? next : columnNumber(letters);
      if (column >= MOST_COLUMNS) throw new Unreadable(`it has a column ${String(letters)}`);
      walk.skip();
      cells.push({
        column,
        start,
        inner,
        close: kind === 'open' ? walk.start : inner,
        end: walk.end,
      });
      this.columnCount = Math.max(this.columnCount, column + 1);
      next = column + 1;
    }
    return cells;
  }

  private keepRow(row: Row): void {
    this.rows.push(row);
    this.rowCount = Math.max(this.rowCount, row.row + 1);
    const known = this.rowsAt.get(row.row);
    if (known === undefined) this.rowsAt.set(row.row, row);
    else this.rowsAt.set(row.row, [...(Array.isArray(known) ? known : [known]), row]);
  }

  private place(row: number, column: number): Cell | undefined {
    const at = this.rowsAt.get(row);
    if (at === undefined) return undefined;
    // Nearly all rows are whole and in order: a look at the right place is enough.
    if (!Array.isArray(at)) {
      const guess = at.cells[column - (at.cells[0]?.column ?? 0)];
      if (guess?.column === column) return guess;
    }
    let line = this.places.get(row);
    if (!line) {
      const rows = Array.isArray(at) ? at : [at];
      line = new Map(
        rows.flatMap(({ cells }) => cells.map((cell) => [cell.column, cell] as const)),
      );
      this.places.set(row, line);
    }
    return line.get(column);
  }

  /** The XML of a cell as it stands now. */
  private source(row: number, column: number): string | undefined {
    const changed = this.changes.get(row)?.get(column);
    if (changed !== undefined) return changed === '' ? undefined : changed;
    const cell = this.place(row, column);
    return cell && this.xml.slice(cell.start, cell.end);
  }

  /** A cell's value; one that cannot be read throws and names the cell. */
  value(row: number, column: number): ReadValue {
    const source = this.source(row, column);
    if (source === undefined) return null;
    try {
      return valueIn(source, this.context);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const where = `${this.context.name}!${cellAddress({ row, column })}`;
      throw new Unreadable(`${where} cannot be read: ${error.message}`);
    }
  }

  /** True where nothing stands in a cell, neither value nor formula. */
  isEmpty(row: number, column: number): boolean {
    const source = this.source(row, column);
    return source === undefined || !/<(?:\w+:)?(?:[vf]|is)[\s/>]/.test(source);
  }

  /** The number of a cell's look; undefined where it has none of its own. */
  look(row: number, column: number): number | undefined {
    const source = this.source(row, column);
    const look = source && attribute(tagOf(source), 's');
    return look === undefined || look === '' ? undefined : Number(look);
  }

  get cellCount(): number {
    return this.rows.reduce((sum, { cells }) => sum + cells.length, 0);
  }

  /** The places of all cells, row by row. */
  *cells(): Iterable<readonly [number, number]> {
    for (const { row, cells } of this.rows) for (const { column } of cells) yield [row, column];
  }

  /** The tags of the rows by their numbers. */
  *rowTags(): Iterable<readonly [number, string]> {
    for (const { row, start, inner } of this.rows) yield [row, this.xml.slice(start, inner)];
  }

  /** Every cell with a formula, from the top. */
  formulas(): readonly FormulaCell[] {
    return (this.known ??= this.readFormulas());
  }

  private readFormulas(): FormulaCell[] {
    const found: (Omit<FormulaCell, 'shared'> & { readonly group: string | undefined })[] = [];
    const shared = new Map<string, { row: number; column: number; formula: string }>();
    for (const [row, column] of this.cells()) {
      const source = this.source(row, column) ?? '';
      if (source.startsWith('<f>', source.indexOf('>') + 1)) {
        const formula = elementText(source, 'f') ?? '';
        found.push({ row, column, formula, array: undefined, dynamic: false, group: undefined });
        continue;
      }
      const [element] = /<(?:\w+:)?f[\s/>]/.test(source) ? elements(source, 'f') : [];
      if (!element) continue;
      const of = attributesOf(element.tag);
      const type = of.get('t');
      const formula = elementText(source, 'f') ?? '';
      const group = type === 'shared' ? of.get('si') : undefined;
      if (group !== undefined && formula !== '' && !shared.has(group))
        shared.set(group, { row, column, formula });
      const array = type === 'array' ? of.get('ref') : undefined;
      const mark = Number(attribute(tagOf(source), 'cm') ?? 0);
      const dynamic = array !== undefined && this.context.spilling.has(mark);
      found.push({ row, column, formula, array, dynamic, group });
    }
    return found.map(({ group, ...rest }) => {
      const cell = { ...rest, shared: group !== undefined };
      const first = group === undefined ? undefined : shared.get(group);
      if (!first || cell.formula !== '') return cell;
      const [down, right] = [cell.row - first.row, cell.column - first.column];
      return { ...cell, formula: shifted(first.formula, down, right) };
    });
  }

  /** Stores a value in a cell; its formula and its looks stay. */
  setValue(row: number, column: number, value: ReadValue): void {
    this.setCell(row, column, { value });
  }

  /** Stores a value, and a formula or a look where they are given. */
  setCell(row: number, column: number, { value, formula, spill, mark, look }: CellChange): void {
    if (formula !== undefined) this.known = undefined;
    const source = this.source(row, column) ?? this.emptyCell(row, column);
    let tag = tagOf(source);
    for (const name of ['t', 'vm', ...(formula === undefined ? [] : ['cm'])])
      tag = withAttribute(tag, name, undefined);
    if (mark !== undefined) tag = withAttribute(tag, 'cm', String(mark));
    if (look !== undefined) tag = withAttribute(tag, 's', String(look));
    const [type, stored] = storedForm(value);
    if (type !== '') tag = withAttribute(tag, 't', type);
    const p = this.prefix;
    const [old] = formula === undefined ? elements(source, 'f') : [];
    const kept = old ? source.slice(old.start, old.end) : '';
    const block = spill === undefined ? '' : ` t="array" ref="${spill}"`;
    const written = formula ? `<${p}f${block}>${escaped(formula)}</${p}f>` : kept;
    const body = `${written}${stored === null ? '' : `<${p}v>${stored}</${p}v>`}`;
    this.put(row, column, body === '' ? closed(tag) : `${opened(tag)}${body}</${p}c>`);
  }

  /** Gives a cell another look; its content stays. */
  setLook(row: number, column: number, look: number): void {
    const source = this.source(row, column) ?? this.emptyCell(row, column);
    const tag = tagOf(source);
    this.put(row, column, withAttribute(tag, 's', String(look)) + source.slice(tag.length));
  }

  private emptyCell(row: number, column: number): string {
    return `<${this.prefix}c r="${columnLetters(column)}${row + 1}"/>`;
  }

  /** The block that the array formula of a cell fills. */
  arrayOf(row: number, column: number): string | undefined {
    const [formula] = elements(this.source(row, column) ?? '', 'f');
    return formula && attribute(formula.tag, 't') === 'array'
      ? attribute(formula.tag, 'ref')
      : undefined;
  }

  /** The sheet's XML with other heights of rows. */
  withRowSizes(sizes: ReadonlyMap<number, LineSize>): string {
    const xml = this.toXml();
    const grown = new SheetXml(xml, this.context);
    for (const row of sizes.keys()) if (!grown.rowsAt.has(row)) grown.changes.set(row, new Map());
    const made = grown.changes.size > 0 ? new SheetXml(grown.toXml(), this.context) : grown;
    let [out, at] = ['', 0];
    for (const { row, start, inner } of made.rows) {
      const size = sizes.get(row);
      if (!size) continue;
      out +=
        made.xml.slice(at, start) + sized(made.xml.slice(start, inner), 'ht', 'customHeight', size);
      at = inner;
    }
    return out + made.xml.slice(at);
  }

  /** Gives a cell its formula anew, by itself; its value stays, and what else is said of the formula. */
  setFormula(row: number, column: number, formula: string): void {
    const source = this.source(row, column);
    const [old] = source === undefined ? [] : elements(source, 'f');
    if (source === undefined || !old) return;
    let { tag } = old;
    if (attribute(tag, 't') === 'shared')
      for (const name of ['t', 'si', 'ref']) tag = withAttribute(tag, name, undefined);
    const written = `${opened(tag)}${escaped(formula)}</${this.prefix}f>`;
    this.known = undefined;
    this.put(row, column, source.slice(0, old.start) + written + source.slice(old.end));
  }

  /** The sheet's XML with its cells at other places; cells without one are gone. */
  movedXml(
    place: (row: number, column: number) => { row: number; column: number } | undefined,
  ): string {
    const { data, xml, prefix: p } = this;
    if (!data) return xml;
    const rows = new Map<number, { tag: string; cells: Map<number, string> }>();
    const line = (row: number, tag: string) => {
      const known = rows.get(row) ?? { tag, cells: new Map<number, string>() };
      rows.set(row, known);
      return known;
    };
    for (const row of this.rows) {
      const to = place(row.row, 0) ?? place(row.row, MOST_COLUMNS - 1);
      if (!to) continue;
      const tag = withAttribute(
        withAttribute(opened(xml.slice(row.start, row.inner)), 'spans', undefined),
        'r',
        String(to.row + 1),
      );
      const { cells } = line(to.row, tag);
      for (const { column } of row.cells) {
        const at = place(row.row, column);
        const source = this.source(row.row, column);
        if (at && source !== undefined)
          cells.set(
            at.column,
            movedCell(source, at, (r, c) => place(r, c)),
          );
      }
    }
    const written = [...rows]
      .sort(([a], [b]) => a - b)
      .map(
        ([, { tag, cells }]) =>
          `${tag}${[...cells]
            .sort(([a], [b]) => a - b)
            .map(([, cell]) => cell)
            .join('')}</${p}row>`,
      );
    const head = xml.slice(0, data.start).replace(/<(?:\w+:)?dimension\b[^>]*\/>/, '');
    return `${head}<${p}sheetData>${written.join('')}</${p}sheetData>${xml.slice(data.end)}`;
  }

  /** Says which block an array formula fills from now on. */
  setArray(row: number, column: number, block: string): void {
    const source = this.source(row, column);
    const [formula] = source === undefined ? [] : elements(source, 'f');
    if (source === undefined || !formula) return;
    const { start, inner, tag } = formula;
    const next = withAttribute(tag, 'ref', block);
    this.known = undefined;
    this.put(row, column, source.slice(0, start) + next + source.slice(inner));
  }

  private put(row: number, column: number, source: string): void {
    const line = this.changes.get(row) ?? new Map<number, string>();
    this.changes.set(row, line);
    line.set(column, source);
    this.rowCount = Math.max(this.rowCount, row + 1);
    this.columnCount = Math.max(this.columnCount, column + 1);
  }

  /** The sheet's XML: what was not touched is what it was. */
  toXml(): string {
    const { data, xml } = this;
    if (this.changes.size === 0 || !data) return xml;
    const fresh = [...this.changes.keys()]
      .filter((row) => !this.rowsAt.has(row))
      .sort((a, b) => a - b);
    const written: string[] = [
      this.grownHead(xml.slice(0, data.start)),
      opened(xml.slice(data.start, data.inner)),
    ];
    let at = data.inner;
    const freshBefore = (row: number) => {
      while (fresh.length > 0 && (fresh[0] as number) < row)
        written.push(this.newRow(fresh.shift() as number));
    };
    for (const row of this.rows) {
      if (row.start < at || row.start >= data.end) continue;
      written.push(xml.slice(at, row.start));
      freshBefore(row.row);
      written.push(
        this.changes.has(row.row) ? this.changedRow(row) : xml.slice(row.start, row.end),
      );
      at = row.end;
    }
    freshBefore(Infinity);
    written.push(xml.slice(at, data.close), `</${this.prefix}sheetData>`, xml.slice(data.end));
    return written.join('');
  }

  private newRow(row: number): string {
    const cells = [...(this.changes.get(row) ?? [])].sort(([a], [b]) => a - b);
    const p = this.prefix;
    return `<${p}row r="${row + 1}">${cells.map(([, source]) => source).join('')}</${p}row>`;
  }

  private changedRow(row: Row): string {
    const { xml } = this;
    const changes = this.changes.get(row.row) ?? new Map<number, string>();
    const first = [this.rowsAt.get(row.row)].flat()[0] === row;
    const fresh = [...changes]
      .filter(([column]) => first && !this.place(row.row, column))
      .sort(([a], [b]) => a - b);
    const head = xml.slice(row.start, row.inner);
    const written = [opened(fresh.length > 0 ? withAttribute(head, 'spans', undefined) : head)];
    let at = row.inner;
    for (const cell of row.cells) {
      written.push(xml.slice(at, cell.start));
      while (fresh.length > 0 && (fresh[0] as [number, string])[0] < cell.column)
        written.push((fresh.shift() as [number, string])[1]);
      const own = this.place(row.row, cell.column) === cell;
      written.push((own ? changes.get(cell.column) : undefined) ?? xml.slice(cell.start, cell.end));
      at = cell.end;
    }
    for (const [, source] of fresh) written.push(source);
    written.push(xml.slice(at, row.close), `</${this.prefix}row>`);
    return written.join('');
  }

  /** What the sheet says of its extent, where cells were added beyond it. */
  private grownHead(head: string): string {
    return head.replace(
      /(<(?:\w+:)?dimension\s+ref\s*=\s*["'])([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?(?=["'])/,
      (all, before: string, left: string, top: string, right = left, bottom = top) => {
        const columns = [left, right as string].map(columnNumber);
        const rows = [Number(top), Number(bottom)];
        for (const [row, line] of this.changes) {
          rows.push(row + 1);
          columns.push(...line.keys());
        }
        const [up, down] = extent(rows);
        const [from, to] = extent(columns).map(columnLetters);
        const grown = `${before}${from}${up}:${to}${down}`;
        return grown.startsWith(all) ? all : grown;
      },
    );
  }
}

type PlaceOf = (row: number, column: number) => { row: number; column: number } | undefined;

/** A cell at its new place, and with it the block that its formula fills. */
function movedCell(source: string, at: { row: number; column: number }, place: PlaceOf): string {
  const tag = tagOf(source);
  let rest = source.slice(tag.length);
  const [formula] = elements(source, 'f');
  const block = formula && attribute(formula.tag, 'ref');
  if (formula && block !== undefined) {
    const next = withAttribute(formula.tag, 'ref', movedBlock(block, place));
    rest = source.slice(tag.length, formula.start) + next + source.slice(formula.inner);
  }
  return withAttribute(tag, 'r', cellAddress(at)) + rest;
}

function movedBlock(block: string, place: PlaceOf): string {
  return block.replace(/([A-Z]+)(\d+)/g, (all, letters: string, number: string) => {
    const [row, column] = [Number(number) - 1, columnNumber(letters)];
    const at = place(row, column);
    // A block to the end of the sheet goes to its end.
    return at && row < MOST_ROWS - 1 && column < MOST_COLUMNS - 1 ? cellAddress(at) : all;
  });
}

const extent = (numbers: readonly number[]): [number, number] => [
  numbers.reduce((a, b) => Math.min(a, b)),
  numbers.reduce((a, b) => Math.max(a, b)),
];

function placeNumber(text: string, most: number, what: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number - 1;
  throw new Unreadable(`it has a ${what} ${text.slice(0, 20)}, and a sheet ends at ${most}`);
}

/** The tag that a cell's XML begins with. */
function tagOf(source: string): string {
  const end = source.indexOf('>') + 1;
  const tag = source.slice(0, end);
  if (!/["'][^"'=]*[<>]/.test(tag) && !tag.includes('<!')) return tag;
  const walk = new Tags(source);
  walk.next();
  return walk.text;
}

const opened = (tag: string): string => tag.replace(/\s*\/>$/, '>');
const closed = (tag: string): string => tag.replace(/\s*\/?>$/, '/>');

function valueIn(source: string, { strings, dateSystem }: SheetContext): ReadValue {
  const type = attribute(tagOf(source), 't') ?? 'n';
  if (type === 'inlineStr') return richText(source);
  const stored = elementText(source, 'v');
  if (stored === undefined || (stored === '' && type === 'n')) return null;
  switch (type) {
    case 's':
      return sharedText(strings, stored);
    case 'b':
      return stored.trim() === '1' || stored.trim() === 'true';
    case 'e':
      return errorValue(stored);
    case 'str':
      return decoded(stored);
    case 'd':
      return serialOf(stored.trim(), dateSystem);
    default:
      return numberIn(stored);
  }
}

function sharedText(strings: readonly string[], stored: string): string {
  const text = strings[Number(stored)];
  if (text === undefined) throw new Unreadable(`it names the text ${stored}, which is not there`);
  return text;
}

function numberIn(stored: string): number {
  const number = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(number))
    throw new Unreadable(`"${stored.slice(0, 20)}" is no number`);
  return number;
}

const TIME = /^T?(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?Z?$/;
const LENGTH = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** The day that such dates count from where a workbook counts from 1900: they know no 29 February 1900. */
const FIRST = parseIso('1899-12-30');

/** The number of a date, a time or a length of time written as `2025-07-15T12:00:00`, `12:00:00` or `PT12H`. */
function serialOf(text: string, dateSystem: DateSystem): number {
  const time = TIME.exec(text);
  if (time) return partOfDay(time.slice(1));
  const length = LENGTH.exec(text);
  if (length) return Number(length[1] ?? 0) + partOfDay(length.slice(2));
  const day = parseIso(text);
  const serial = day.ok && dateSystem === 1904 ? serialFromDay(day.value, dateSystem) : day;
  if (!serial.ok) throw new Unreadable(serial.message);
  const from = dateSystem === 1900 && FIRST.ok ? FIRST.value : 0;
  const written = /T(\d{2}):?(\d{2}):?(\d{2}(?:\.\d+)?)?/.exec(text);
  return serial.value - from + partOfDay(written?.slice(1) ?? []);
}

const partOfDay = ([hours, minutes, seconds]: readonly (string | undefined)[]): number =>
  (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) / 86_400;

/** The type and the text of a stored value. */
function storedForm(value: ReadValue): readonly [string, string | null] {
  if (value === null) return ['', null];
  if (typeof value === 'number')
    return Number.isFinite(value) ? ['', String(value)] : ['e', '#NUM!'];
  if (typeof value === 'boolean') return ['b', value ? '1' : '0'];
  if (typeof value === 'object') return ['e', escaped(value.error)];
  return ['str', escaped(encoded(value))];
}

/** Characters that XML cannot hold, and what would be taken for their escapes, are written as escapes. */
const encoded = (text: string): string =>
  text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );

/** Escapes of characters that XML cannot hold. */
const decoded = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );

/** The text of a string item, its runs put together and its phonetic hints left out. */
export function richText(xml: string): string {
  let text = '';
  for (const walk = new Tags(xml); walk.next();) {
    if (walk.kind !== 'open') continue;
    if (walk.name === 'rPh') walk.skip();
    else if (walk.name === 't') {
      const from = walk.start;
      walk.skip();
      text += elementText(xml.slice(from, walk.end), 't') ?? '';
    }
  }
  return decoded(text);
}

const SHIFTING =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\]|(?<![\p{L}\p{N}_.$])(?:(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})|(\$?[A-Z]{1,3}):(\$?[A-Z]{1,3})|(\$?[1-9]\d{0,6}):(\$?[1-9]\d{0,6}))(?![\p{L}\p{N}_.(!])/gu;

/** A formula as it is some rows and columns away: references without $ move along. */
export function shifted(formula: string, down: number, right: number): string {
  const column = (letters: string) =>
    letters.startsWith('$')
      ? letters
      : columnLetters(wrapped(columnNumber(letters) + right, MOST_COLUMNS));
  const row = (number: string) =>
    number.startsWith('$') ? number : String(wrapped(Number(number) - 1 + down, MOST_ROWS) + 1);
  return formula.replace(SHIFTING, (text: string, ...groups: (string | undefined)[]) => {
    const [fixed = '', letters, held = '', number, left, last, top, bottom] = groups;
    if (letters !== undefined && number !== undefined)
      return column(fixed + letters) + row(held + number);
    if (left !== undefined && last !== undefined) return `${column(left)}:${column(last)}`;
    if (top !== undefined && bottom !== undefined) return `${row(top)}:${row(bottom)}`;
    return text;
  });
}

/** Beyond the edge of a sheet a shared formula goes on at the other edge. */
const wrapped = (place: number, most: number): number => ((place % most) + most) % most;
