/** One sheet of an .xlsx file: reads its cells, and changes single cells while every other character stays. */
import { columnLetters, columnNumber } from '../formulas/address';
import { errorValue } from '../formulas/formulaText';
import type { ReadValue } from '../formulas/place';
import { attribute, escaped, unescaped } from './zip';

/** A cell with a formula as the file holds it. */
export interface FormulaCell {
  readonly row: number;
  readonly column: number;
  /** Without its `=`, and for a shared formula as it is in this cell. */
  readonly formula: string;
  /** The block that an array formula fills. */
  readonly array: string | undefined;
  /** The block may grow and shrink with the result. */
  readonly dynamic: boolean;
}

interface Cell {
  /** The tag's attributes as they stand. */
  readonly attributes: string;
  readonly body: string;
}

interface Row {
  readonly attributes: string;
  readonly cells: Map<number, Cell>;
  changed: boolean;
  /** Has cells that it had not before, so that what it says of its width may be wrong. */
  grown: boolean;
  readonly source: string;
}

const ROW = /<row\b([^>]*?)(?:\/>|>(.*?)<\/row>)/gs;
const CELL = /<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs;

/** The cells of a sheet. Rows and columns count from 0. */
export class SheetXml {
  private readonly before: string;
  private readonly after: string;
  private readonly rows = new Map<number, Row>();
  rowCount = 0;
  columnCount = 0;

  constructor(
    xml: string,
    private readonly strings: readonly string[],
  ) {
    const data = /<sheetData\b[^>]*?(?:\/>|>(.*?)<\/sheetData>)/s.exec(xml);
    const start = data ? data.index : xml.length;
    this.before = xml.slice(0, start);
    this.after = data ? xml.slice(start + data[0].length) : '';
    let next = 0;
    for (const [source, attributes = '', body = ''] of (data?.[1] ?? '').matchAll(ROW)) {
      const row = Number(attribute(attributes, 'r') ?? next + 1) - 1;
      this.rows.set(row, {
        attributes,
        cells: this.cellsOf(body),
        changed: false,
        grown: false,
        source,
      });
      this.rowCount = Math.max(this.rowCount, row + 1);
      next = row + 1;
    }
  }

  private cellsOf(body: string): Map<number, Cell> {
    const cells = new Map<number, Cell>();
    let next = 0;
    for (const [, attributes = '', inside = ''] of body.matchAll(CELL)) {
      const letters = /^[A-Z]+/.exec(attribute(attributes, 'r') ?? '')?.[0];
      const column = letters === undefined ? next : columnNumber(letters);
      cells.set(column, { attributes, body: inside });
      this.columnCount = Math.max(this.columnCount, column + 1);
      next = column + 1;
    }
    return cells;
  }

  value(row: number, column: number): ReadValue {
    const cell = this.rows.get(row)?.cells.get(column);
    if (!cell) return null;
    const type = attribute(cell.attributes, 't') ?? 'n';
    if (type === 'inlineStr') return textIn(cell.body);
    const stored = /<v\b[^>]*>([^<]*)<\/v>/.exec(cell.body)?.[1];
    if (stored === undefined || (stored === '' && type === 'n')) return null;
    switch (type) {
      case 's':
        return this.strings[Number(stored)] ?? null;
      case 'b':
        return stored === '1';
      case 'e':
        return errorValue(stored);
      case 'str':
        return decoded(unescaped(stored));
      default:
        return Number(stored);
    }
  }

  /** True where nothing stands in a cell, neither value nor formula. */
  isEmpty(row: number, column: number): boolean {
    const cell = this.rows.get(row)?.cells.get(column);
    return !cell || !/<[vf]\b|<is\b/.test(cell.body);
  }

  /** Every cell with a formula, from the top. */
  formulas(): FormulaCell[] {
    const found: FormulaCell[] = [];
    const shared = new Map<string, { row: number; column: number; formula: string }>();
    for (const [row, { cells }] of this.rows)
      for (const [column, { body, attributes }] of cells) {
        const match = /<f\b([^>]*?)(?:\/>|>([^<]*)<\/f>)/.exec(body);
        if (!match) continue;
        const [, tag = '', text = ''] = match;
        const type = attribute(tag, 't');
        let formula = unescaped(text);
        const group = attribute(tag, 'si');
        if (type === 'shared' && group !== undefined) {
          const first = shared.get(group);
          if (formula !== '') shared.set(group, { row, column, formula });
          else if (first) formula = shifted(first.formula, row - first.row, column - first.column);
        }
        found.push({
          row,
          column,
          formula,
          array: type === 'array' ? attribute(tag, 'ref') : undefined,
          dynamic: attribute(attributes, 'cm') !== undefined,
        });
      }
    return found;
  }

  /** Stores a value in a cell; its formula and its looks stay. */
  setValue(row: number, column: number, value: ReadValue): void {
    const line = this.rowAt(row);
    line.grown ||= !line.cells.has(column);
    const cell = line.cells.get(column) ?? {
      attributes: ` r="${columnLetters(column)}${row + 1}"`,
      body: '',
    };
    const formula = /<f\b[^>]*?(?:\/>|>[^<]*<\/f>)/.exec(cell.body)?.[0] ?? '';
    const kept = cell.attributes.replace(/\s(?:t|vm)="[^"]*"/g, '');
    const [type, stored] = storedForm(value);
    line.cells.set(column, {
      attributes: type === '' ? kept : `${kept} t="${type}"`,
      body: `${formula}${stored === null ? '' : `<v>${stored}</v>`}`,
    });
    line.changed = true;
  }

  /** Says which block an array formula fills from now on. */
  setArray(row: number, column: number, block: string): void {
    const line = this.rowAt(row);
    const cell = line.cells.get(column);
    if (!cell) return;
    const body = cell.body.replace(/(<f\b[^>]*?\sref=")[^"]*"/, `$1${block}"`);
    line.cells.set(column, { ...cell, body });
    line.changed = true;
  }

  private rowAt(row: number): Row {
    const known = this.rows.get(row);
    if (known) return known;
    const made: Row = {
      attributes: ` r="${row + 1}"`,
      cells: new Map(),
      changed: true,
      grown: true,
      source: '',
    };
    this.rows.set(row, made);
    this.rowCount = Math.max(this.rowCount, row + 1);
    return made;
  }

  /** The sheet's XML: rows that were not touched are what they were. */
  toXml(): string {
    const rows = [...this.rows].sort(([a], [b]) => a - b);
    const written = rows.map(([, row]) => (row.changed ? rowXml(row) : row.source));
    return `${this.before}<sheetData>${written.join('')}</sheetData>${this.after}`;
  }
}

function rowXml({ attributes, cells, grown }: Row): string {
  const written = [...cells]
    .sort(([a], [b]) => a - b)
    .map(([, { attributes: tag, body }]) => (body === '' ? `<c${tag}/>` : `<c${tag}>${body}</c>`));
  const tag = grown ? attributes.replace(/\sspans="[^"]*"/, '') : attributes;
  return `<row${tag}>${written.join('')}</row>`;
}

/** The type and the text of a stored value. */
function storedForm(value: ReadValue): readonly [string, string | null] {
  if (value === null) return ['', null];
  if (typeof value === 'number')
    return Number.isFinite(value) ? ['', String(value)] : ['e', '#NUM!'];
  if (typeof value === 'boolean') return ['b', value ? '1' : '0'];
  if (typeof value === 'object') return ['e', escaped(value.error)];
  return ['str', escaped(value.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'))];
}

/** Escapes of characters that XML cannot hold. */
const decoded = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );

/** The text of a string item, its runs put together and its phonetic hints left out. */
export const textIn = (xml: string): string =>
  decoded(
    unescaped(
      [...xml.replace(/<rPh\b.*?<\/rPh>/gs, '').matchAll(/<t\b[^>]*>([^<]*)<\/t>/g)]
        .map(([, text]) => text)
        .join(''),
    ),
  );

const SHIFTING =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\]|(?<![\p{L}\p{N}_.$])(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})(?![\p{L}\p{N}_.(])/gu;

/** A formula as it is some rows and columns away: references without $ move along. */
export function shifted(formula: string, down: number, right: number): string {
  return formula.replace(
    SHIFTING,
    (text: string, fixedColumn?: string, letters?: string, fixedRow?: string, number?: string) => {
      if (letters === undefined || number === undefined) return text;
      const column = fixedColumn ? letters : columnLetters(columnNumber(letters) + right);
      const row = fixedRow ? number : String(Number(number) + down);
      return `${fixedColumn ?? ''}${column}${fixedRow ?? ''}${row}`;
    },
  );
}
