/** An .xlsx file as formulas see it: sheets, names and tables, and what a reference leads to. */
import { fail, ok, type Result } from '../money/result';
import { parseReference, type ParsedReference } from '../formulas/address';
import { evaluate } from '../formulas/expression';
import type { CellPlace, ReadBlock, ReadValue } from '../formulas/place';
import { blockOfTable, type TablePlace } from '../formulas/tables';
import { SheetXml, textIn } from './sheetXml';
import { attribute, setTextPart, tags, targetsOf, textPart, unescaped, type Parts } from './zip';

interface SheetEntry {
  readonly name: string;
  readonly path: string;
  cells: SheetXml | undefined;
}

type CellsReference = Extract<ParsedReference, { kind: 'cells' }>;
type TableReference = Extract<ParsedReference, { kind: 'table' }>;

/** Names do not nest deeper than this, unless they go round in a circle. */
const DEEPEST = 20;

export class Book {
  readonly dateSystem: 1900 | 1904;
  private readonly sheets: SheetEntry[] = [];
  private readonly names = new Map<string, string>();
  private readonly tables: TablePlace[] = [];
  private readonly strings: readonly string[];

  constructor(private readonly parts: Parts) {
    const main = this.mainPart();
    const xml = textPart(parts, main) ?? '';
    const properties = tags(xml, 'workbookPr')[0] ?? '';
    this.dateSystem = /^(?:1|true)$/.test(attribute(properties, 'date1904') ?? '') ? 1904 : 1900;
    const targets = targetsOf(parts, main);
    const strings = [...targets.values()].find((path) => /sharedStrings\d*\.xml$/i.test(path));
    this.strings = [
      ...(textPart(parts, strings ?? '') ?? '').matchAll(/<si\b[^>]*?(?:\/>|>.*?<\/si>)/gs),
    ].map(([item]) => textIn(item));
    for (const tag of tags(xml, 'sheet')) {
      const path = targets.get(attribute(tag, 'r:id') ?? '') ?? '';
      if (!/worksheets?\//.test(path) && !parts.has(path)) continue;
      this.sheets.push({ name: attribute(tag, 'name') ?? '', path, cells: undefined });
    }
    this.readNames(xml);
    for (const sheet of this.sheets) this.readTables(sheet);
  }

  private mainPart(): string {
    const root = tags(textPart(this.parts, '_rels/.rels') ?? '', 'Relationship');
    const main = root.find((tag) => /\/officeDocument$/.test(attribute(tag, 'Type') ?? ''));
    const path = (main && attribute(main, 'Target'))?.replace(/^\//, '') ?? 'xl/workbook.xml';
    if (!this.parts.has(path)) throw new Error('this is no Excel workbook (.xlsx)');
    return path;
  }

  private readNames(xml: string): void {
    for (const [, tag = '', text = ''] of xml.matchAll(
      /<definedName\b([^>]*)>([^<]*)<\/definedName>/g,
    )) {
      const local = attribute(tag, 'localSheetId');
      const sheet = local === undefined ? '' : (this.sheets[Number(local)]?.name ?? '');
      this.names.set(nameKey(sheet, attribute(tag, 'name') ?? ''), unescaped(text));
    }
  }

  private readTables({ name, path }: SheetEntry): void {
    for (const target of targetsOf(this.parts, path).values()) {
      if (!/\/tables\//.test(target)) continue;
      const xml = textPart(this.parts, target) ?? '';
      const [tag = ''] = tags(xml, 'table');
      const reference = parseReference(attribute(tag, 'ref') ?? '');
      if (reference?.kind !== 'cells') continue;
      const table: TablePlace = {
        name: attribute(tag, 'displayName') ?? attribute(tag, 'name') ?? '',
        sheet: name,
        row: reference.row,
        column: reference.column,
        rows: reference.rows ?? 0,
        columns: tags(xml, 'tableColumn').map((column) => attribute(column, 'name') ?? ''),
        headers: Number(attribute(tag, 'headerRowCount') ?? 1),
        totals: Number(attribute(tag, 'totalsRowCount') ?? 0),
      };
      this.tables.push(table);
    }
  }

  /** The sheets by name with their cells. */
  *eachSheet(): Iterable<readonly [string, SheetXml]> {
    for (const { name } of this.sheets) yield [name, this.sheet(name) as SheetXml];
  }

  sheet(name: string): SheetXml | undefined {
    const entry = this.sheets.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!entry) return undefined;
    return (entry.cells ??= new SheetXml(textPart(this.parts, entry.path) ?? '', this.strings));
  }

  /** Puts the changed sheets back among the parts. */
  save(changed: ReadonlySet<string>): void {
    for (const { name, path, cells } of this.sheets)
      if (cells && changed.has(name)) setTextPart(this.parts, path, cells.toXml());
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

  private async readName(
    sheet: string | null,
    name: string,
    from: CellPlace,
    depth: number,
  ): Promise<Result<ReadBlock>> {
    const text =
      this.names.get(nameKey(sheet ?? from.sheet, name)) ?? this.names.get(nameKey('', name));
    if (text === undefined || depth > DEEPEST) return fail(`there is no name ${name}`);
    const found = await evaluate(text, (inner) => this.read(inner, from, depth + 1));
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
    let rows = reference.rows ?? Math.max(1, sheet.rowCount - row);
    let columns = reference.columns ?? Math.max(1, sheet.columnCount - column);
    if (reference.spill) {
      const array = sheet
        .formulas()
        .find((cell) => cell.row === row && cell.column === column)?.array;
      const filled = array === undefined ? undefined : parseReference(array);
      if (filled?.kind === 'cells') [rows, columns] = [filled.rows ?? 1, filled.columns ?? 1];
    }
    return ok(blockIn(sheet, { sheet: name, row, column, rows, columns }));
  }

  private readTable(reference: TableReference, from: CellPlace, text: string): Result<ReadBlock> {
    const block = blockOfTable(reference, this.tables, from);
    if (block === 'no column') return fail(`the table has no such column: ${text}`);
    if (block === 'not in a row') return fail(`${text} is not in a row of the table`);
    const sheet = block === 'no table' ? undefined : this.sheet(block.sheet);
    return block === 'no table' || !sheet
      ? fail(`there is no table for ${text}`)
      : ok(blockIn(sheet, block));
  }
}

const nameKey = (sheet: string, name: string): string =>
  `${sheet.toLowerCase()}!${name.toLowerCase()}`;

function blockIn(sheet: SheetXml, block: ReadBlock['block']): ReadBlock {
  const values: ReadValue[][] = [];
  for (let r = 0; r < block.rows; r++) {
    const line: ReadValue[] = [];
    for (let c = 0; c < block.columns; c++) line.push(sheet.value(block.row + r, block.column + c));
    values.push(line);
  }
  return { block, values };
}
