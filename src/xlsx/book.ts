/** An .xlsx file as formulas see it: sheets, names and tables, and what a reference leads to. */
import { fail, ok, type Result } from '../money/result';
import { MOST_COLUMNS, MOST_ROWS, parseReference, type ParsedReference } from '../formulas/address';
import { evaluate } from '../formulas/expression';
import type { Block, CellPlace, ReadBlock, ReadValue } from '../formulas/place';
import { blockOfTable, type TablePlace } from '../formulas/tables';
import { contentTypeOf, relatedPart, relationships, setTextPart, textPart } from './package';
import { richText, SheetXml } from './sheetXml';
import { referencesIn } from './references';
import { spillingMarks } from './spills';
import { attributesOf, elements, relationshipIn, tags, textIn, Unreadable } from './xml';
import type { Parts } from './zip';

/** A sheet by its name and its part. Sheets of other kinds hold a chart and no cells. */
export interface SheetEntry {
  readonly name: string;
  readonly path: string;
  readonly kind: 'worksheet' | 'other';
  readonly state: 'visible' | 'hidden' | 'veryHidden';
}

/** A name of a workbook: what it stands for, and the sheet it belongs to where it is of one sheet only. */
export interface DefinedName {
  readonly name: string;
  readonly sheet: string | null;
  readonly text: string;
}

type CellsReference = Extract<ParsedReference, { kind: 'cells' }>;
type TableReference = Extract<ParsedReference, { kind: 'table' }>;

/** Names do not nest deeper than this, unless they go round in a circle. */
const DEEPEST = 20;

/** How many cells one reference may read, and all references of a workbook together. */
const MOST_OF_ONE = 3_000_000;
const MOST_OF_ALL = 60_000_000;

export class Book {
  readonly dateSystem: 1900 | 1904;
  readonly path: string;
  readonly sheets: readonly SheetEntry[];
  readonly names: readonly DefinedName[];
  readonly tables: readonly TablePlace[];
  private texts: readonly string[] | undefined;
  private readonly cells = new Map<string, SheetXml>();
  private readonly known = new Map<string, string>();
  private cellsRead = 0;
  private readonly spilling: ReadonlySet<number>;

  constructor(private readonly parts: Parts) {
    this.path = mainPart(parts);
    const xml = textPart(parts, this.path) ?? '';
    const date1904 = attributesOf(tags(xml, 'workbookPr')[0] ?? '').get('date1904');
    this.dateSystem = /^(?:1|true|on)$/.test(date1904 ?? '') ? 1904 : 1900;
    this.sheets = sheetsIn(parts, this.path, xml);
    this.spilling = spillingMarks(parts);
    this.names = namesIn(xml, this.sheets);
    for (const { sheet, name, text } of this.names)
      this.known.set(nameKey(sheet ?? '', name), text);
    this.tables = this.sheets.flatMap((sheet) => tablesOf(parts, sheet));
  }

  /** The texts that cells of all sheets share. */
  get strings(): readonly string[] {
    return (this.texts ??= stringsIn(this.parts, this.path));
  }

  /** The sheets by name with their cells. */
  *eachSheet(): Iterable<readonly [string, SheetXml]> {
    for (const { name, kind } of this.sheets)
      if (kind === 'worksheet') yield [name, this.sheet(name) as SheetXml];
  }

  sheet(name: string): SheetXml | undefined {
    const lower = name.toLowerCase();
    const entry = this.sheets.find((one) => one.name.toLowerCase() === lower);
    if (!entry || entry.kind !== 'worksheet') return undefined;
    let cells = this.cells.get(entry.name);
    if (!cells) {
      const { strings, dateSystem, spilling } = this;
      cells = new SheetXml(textPart(this.parts, entry.path) ?? '', {
        name: entry.name,
        strings,
        dateSystem,
        spilling,
      });
      this.cells.set(entry.name, cells);
    }
    return cells;
  }

  /** Puts the changed sheets back among the parts. */
  save(changed: Iterable<string>): void {
    const names = new Set([...changed].map((name) => name.toLowerCase()));
    for (const { name, path } of this.sheets) {
      const cells = this.cells.get(name);
      if (cells && names.has(name.toLowerCase())) setTextPart(this.parts, path, cells.toXml());
    }
  }

  /** What a reference in a formula of a cell leads to. */
  async read(reference: string, from: CellPlace, depth = 0): Promise<Result<ReadBlock>> {
    const parsed = parseReference(reference);
    if (!parsed) return fail(`${reference} is no reference within this workbook`);
    if (parsed.kind === 'name') return this.readName(parsed.sheet, parsed.name, from, depth);
    return parsed.kind === 'cells'
      ? this.readCells(parsed, from)
      : this.readTable(parsed, from, reference);
  }

  /** The blocks that a reference leads to, without their values; a name may lead to several. */
  locate(reference: string, from: CellPlace, depth = 0): readonly Block[] {
    const parsed = parseReference(reference);
    if (!parsed || depth > DEEPEST) return [];
    if (parsed.kind === 'name') {
      const key = nameKey(parsed.sheet ?? from.sheet, parsed.name);
      const text = this.known.get(key) ?? this.known.get(nameKey('', parsed.name)) ?? '';
      return referencesIn(text).flatMap((inner) => this.locate(inner, from, depth + 1));
    }
    if (parsed.kind === 'table') {
      const block = blockOfTable(parsed, this.tables, from);
      return typeof block === 'string' ? [] : [block];
    }
    const { row, column, rows, columns, spill } = parsed;
    return this.sheetsNamed(parsed.sheet ?? from.sheet).map((sheet) => ({
      sheet,
      row,
      column,
      rows: spill ? MOST_ROWS : (rows ?? MOST_ROWS),
      columns: spill ? MOST_COLUMNS : (columns ?? MOST_COLUMNS),
    }));
  }

  /** A sheet, or all from one to another: `Sheet1:Sheet3`. */
  private sheetsNamed(name: string): readonly string[] {
    const at = (one: string) =>
      this.sheets.findIndex((sheet) => sheet.name.toLowerCase() === one.toLowerCase());
    if (at(name) >= 0) return [name];
    const [first, last] = name.split(':').map(at);
    if (first === undefined || last === undefined || first < 0 || last < 0) return [];
    return this.sheets
      .slice(Math.min(first, last), Math.max(first, last) + 1)
      .map((sheet) => sheet.name);
  }

  private async readName(
    sheet: string | null,
    name: string,
    from: CellPlace,
    depth: number,
  ): Promise<Result<ReadBlock>> {
    const text =
      this.known.get(nameKey(sheet ?? from.sheet, name)) ?? this.known.get(nameKey('', name));
    if (text === undefined || depth > DEEPEST) return fail(`there is no name ${name}`);
    const read = (inner: string) => this.read(inner, from, depth + 1);
    const found = await evaluate(text, read, this.dateSystem);
    if (!found.ok) return found;
    const { values, block } = found.value;
    const rows = values.length;
    return ok({ values, block: block ?? { ...from, rows, columns: values[0]?.length ?? 1 } });
  }

  private readCells(reference: CellsReference, from: CellPlace): Result<ReadBlock> {
    const name = reference.sheet ?? from.sheet;
    const sheet = this.sheet(name);
    if (!sheet) return fail(`there is no sheet ${name}`);
    const { row, column } = reference;
    const within = (count: number | null, first: number, most: number, used: number) =>
      count === null || first + count === most ? Math.max(1, used - first) : count;
    let rows = within(reference.rows, row, MOST_ROWS, sheet.rowCount);
    let columns = within(reference.columns, column, MOST_COLUMNS, sheet.columnCount);
    if (reference.spill) {
      const array = sheet
        .formulas()
        .find((cell) => cell.row === row && cell.column === column)?.array;
      const filled = array === undefined ? undefined : parseReference(array);
      if (filled?.kind === 'cells') [rows, columns] = [filled.rows ?? 1, filled.columns ?? 1];
    }
    return this.blockIn(sheet, { sheet: name, row, column, rows, columns });
  }

  private readTable(reference: TableReference, from: CellPlace, text: string): Result<ReadBlock> {
    const block = blockOfTable(reference, this.tables, from);
    if (block === 'no column') return fail(`the table has no such column: ${text}`);
    if (block === 'not in a row') return fail(`${text} is not in a row of the table`);
    const sheet = block === 'no table' ? undefined : this.sheet(block.sheet);
    return block === 'no table' || !sheet
      ? fail(`there is no table for ${text}`)
      : this.blockIn(sheet, block);
  }

  private blockIn(sheet: SheetXml, block: ReadBlock['block']): Result<ReadBlock> {
    const size = block.rows * block.columns;
    this.cellsRead += Math.min(size, MOST_OF_ONE);
    if (size > MOST_OF_ONE || this.cellsRead > MOST_OF_ALL)
      return fail('reads more cells than can be read here; name only those that are filled');
    try {
      return ok({ block, values: valuesIn(sheet, block) });
    } catch (error) {
      if (error instanceof Unreadable) return fail(error.message);
      throw error;
    }
  }
}

/** The part that lists the sheets; a file without one, or of another kind, throws and says what it is. */
function mainPart(parts: Parts): string {
  const path = relatedPart(parts, '', 'officeDocument') ?? 'xl/workbook.xml';
  const type = parts.has(path) ? (contentTypeOf(parts, path) ?? '') : '';
  if (/sheet\.binary/.test(type) || path.endsWith('.bin'))
    throw new Error('this is a binary workbook (.xlsb): save it in Excel as .xlsx');
  if (!parts.has(path) || /word|presentation/.test(type))
    throw new Error('this is no Excel workbook (.xlsx)');
  return path;
}

function stringsIn(parts: Parts, path: string): string[] {
  const part = relatedPart(parts, path, 'sharedStrings');
  const xml = (part !== undefined && textPart(parts, part)) || '';
  try {
    return [...elements(xml, 'si')].map(({ start, end }) => richText(xml.slice(start, end)));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new Unreadable(`the list of texts is damaged: ${error.message}`);
  }
}

function sheetsIn(parts: Parts, path: string, xml: string): SheetEntry[] {
  const targets = new Map(relationships(parts, path).map((one) => [one.id, one]));
  return [...elements(xml, 'sheet')].flatMap(({ tag }) => {
    const of = attributesOf(tag);
    const related = targets.get(relationshipIn(tag) ?? '');
    if (!related || !parts.has(related.target)) return [];
    const state = of.get('state');
    return {
      name: of.get('name') ?? '',
      path: related.target,
      kind: related.kind === 'worksheet' ? ('worksheet' as const) : ('other' as const),
      state: state === 'hidden' || state === 'veryHidden' ? state : ('visible' as const),
    };
  });
}

function namesIn(xml: string, sheets: readonly SheetEntry[]): DefinedName[] {
  return [...elements(xml, 'definedName')].map(({ tag, inner, close }) => {
    const of = attributesOf(tag);
    const local = of.get('localSheetId');
    return {
      name: of.get('name') ?? '',
      sheet: local === undefined ? null : (sheets[Number(local)]?.name ?? ''),
      text: textIn(xml.slice(inner, close)),
    };
  });
}

function tablesOf(parts: Parts, { name, path }: SheetEntry): TablePlace[] {
  return relationships(parts, path)
    .filter(({ kind }) => kind === 'table')
    .flatMap(({ target }) => tableIn(textPart(parts, target) ?? '', name) ?? []);
}

function tableIn(xml: string, sheet: string): TablePlace | undefined {
  const of = attributesOf(tags(xml, 'table')[0] ?? '');
  const reference = parseReference(of.get('ref') ?? '');
  if (reference?.kind !== 'cells') return undefined;
  return {
    name: of.get('displayName') ?? of.get('name') ?? '',
    sheet,
    row: reference.row,
    column: reference.column,
    rows: reference.rows ?? 0,
    columns: tags(xml, 'tableColumn').map((column) => attributesOf(column).get('name') ?? ''),
    headers: Number(of.get('headerRowCount') ?? 1),
    totals: Number(of.get('totalsRowCount') ?? 0),
  };
}

const nameKey = (sheet: string, name: string): string =>
  `${sheet.toLowerCase()}!${name.toLowerCase()}`;

function valuesIn(sheet: SheetXml, block: ReadBlock['block']): ReadValue[][] {
  const values: ReadValue[][] = [];
  for (let r = 0; r < block.rows; r++) {
    const line: ReadValue[] = [];
    for (let c = 0; c < block.columns; c++) line.push(sheet.value(block.row + r, block.column + c));
    values.push(line);
  }
  return values;
}
