/** Makes a sheet of the workbench's spreadsheet out of a model; charts and lists are for Excel. */
import {
  BooleanNumber,
  BorderStyleTypes,
  CellValueType,
  HorizontalAlign,
  VerticalAlign,
  WrapStrategy,
  type IBorderData,
  type ICellData,
  type IStyleData,
} from '@univerjs/core';
import type { FUniver } from '@univerjs/core/facade';
import { ROW_HEIGHT, rowHeight } from '../models/layout';
import { address, type CellModel, type SheetModel, type TableModel } from '../models/sheet';
import { FONT, STYLES, type Colour, type Look } from '../models/style';

type Workbook = NonNullable<ReturnType<FUniver['getActiveWorkbook']>>;

/** Room for people to go on below and beside a model. */
const SPARE = 40;

const PIXELS_A_POINT = 4 / 3;

/** Adds the sheet and gives back what takes it away. */
export function addModel(workbook: Workbook, model: SheetModel): () => void {
  const active = workbook.getActiveSheet();
  const columns = Math.max(model.widths.length, ...model.rows.map((cells) => cells.length));
  const spilled = cellsOfSpills(model);
  const cellData = Object.fromEntries(
    model.rows.map((cells, r) => [
      r,
      Object.fromEntries(
        cells.map((cell, c) => [c, cell ? cellOf(cell, spilled.has(address(c, r)), model) : {}]),
      ),
    ]),
  );
  const sheet = workbook.insertSheet(model.name, {
    sheet: {
      rowCount: model.rows.length + SPARE,
      defaultRowHeight: Math.round(ROW_HEIGHT * PIXELS_A_POINT),
      columnCount: Math.max(26, columns),
      showGridlines: BooleanNumber.FALSE,
      hidden: model.hidden ? BooleanNumber.TRUE : BooleanNumber.FALSE,
      freeze: frozenPanes(model),
      cellData,
      columnData: Object.fromEntries(
        model.widths.map((width, n) => [n, { w: Math.round(width * 7 + 5) }]),
      ),
      rowData: Object.fromEntries(
        model.rows.flatMap((cells, r) => {
          const height = rowHeight(cells, model.widths);
          return height === undefined ? [] : [[r, { h: Math.round(height * PIXELS_A_POINT) }]];
        }),
      ),
    },
  });
  active.activate();
  return () => void workbook.deleteSheet(sheet);
}

/** Rows and columns that stay in sight, as the spreadsheet says it; -1 for none. */
const frozenPanes = ({ frozen: { rows, columns } = { rows: 0, columns: 0 } }: SheetModel) => ({
  xSplit: columns,
  ySplit: rows,
  startRow: rows > 0 ? rows : -1,
  startColumn: columns > 0 ? columns : -1,
});

/** Cells that a spilling formula of another cell fills. */
function cellsOfSpills({ rows }: SheetModel): ReadonlySet<string> {
  const found = new Set<string>();
  rows.forEach((cells, r) =>
    cells.forEach((cell, c) => {
      const { rows: down = 0, columns: right = 0 } = cell?.spill ?? {};
      for (let d = 0; d < down; d += 1)
        for (let a = 0; a < right; a += 1) if (d > 0 || a > 0) found.add(address(c + a, r + d));
    }),
  );
  return found;
}

function cellOf(cell: CellModel, spilled: boolean, model: SheetModel): ICellData {
  const { value, formula, style } = cell;
  const drawn = style ? { s: styleOf(STYLES[style]) } : {};
  if (spilled) return drawn;
  if (formula !== undefined)
    return { ...drawn, f: `=${withoutTables(formula, model.tables ?? [])}` };
  if (value === null) return drawn;
  if (typeof value === 'object') return { ...drawn, v: value.error, t: CellValueType.STRING };
  if (typeof value === 'boolean') return { ...drawn, v: value ? 1 : 0, t: CellValueType.BOOLEAN };
  const t = typeof value === 'number' ? CellValueType.NUMBER : CellValueType.STRING;
  return { ...drawn, v: value, t };
}

/** The spreadsheet has no tables, so a column of one is named by its cells. */
function withoutTables(formula: string, tables: readonly TableModel[]): string {
  let text = formula;
  for (const { name, cells, columns } of tables) {
    const [, letter = 'A', top = '1', , bottom = '1'] =
      /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(cells) ?? [];
    const column = (head: string): string =>
      address(columns.indexOf(head) + letter.charCodeAt(0) - 65, 0).replace(/\d+$/, '');
    text = text
      .replaceAll(
        new RegExp(`${name}\\[\\[#All\\],\\[([^\\]]*)\\]:\\[([^\\]]*)\\]\\]`, 'g'),
        (_, first: string, last: string) => `${column(first)}${top}:${column(last)}${bottom}`,
      )
      .replaceAll(
        new RegExp(`${name}\\[([^[\\]]*)\\]`, 'g'),
        (_, head: string) => `${column(head)}${Number(top) + 1}:${column(head)}${bottom}`,
      );
  }
  return text;
}

function styleOf(look: Look): IStyleData {
  const edges: IBorderData | undefined =
    look.top || look.bottom
      ? { ...(look.top && { t: lineOf(look.top) }), ...(look.bottom && { b: lineOf(look.bottom) }) }
      : undefined;
  const across =
    look.align === 'right'
      ? HorizontalAlign.RIGHT
      : look.align === 'center'
        ? HorizontalAlign.CENTER
        : undefined;
  return {
    ff: FONT,
    fs: look.size ?? 10,
    vt: VerticalAlign.TOP,
    ...(look.bold && { bl: BooleanNumber.TRUE }),
    ...(look.italic && { it: BooleanNumber.TRUE }),
    ...(look.colour && { cl: { rgb: colourOf(look.colour) } }),
    ...(look.fill && { bg: { rgb: colourOf(look.fill) } }),
    ...(look.format && { n: { pattern: look.format } }),
    ...(look.wrap && { tb: WrapStrategy.WRAP }),
    ...(across !== undefined && { ht: across }),
    ...(look.indent && { pd: { l: 2 + look.indent * 9, r: 2, t: 0, b: 0 } }),
    ...(edges && { bd: edges }),
  };
}

const LINES = {
  thin: BorderStyleTypes.THIN,
  hair: BorderStyleTypes.HAIR,
  medium: BorderStyleTypes.MEDIUM,
  double: BorderStyleTypes.DOUBLE,
} as const;

const lineOf = (line: keyof typeof LINES) => ({ s: LINES[line], cl: { rgb: '#000000' } });

function colourOf(colour: Colour): string {
  if ('argb' in colour) return `#${colour.argb.slice(2)}`;
  if (colour.theme === 0) return '#f0f0f0';
  return colour.tint ? '#595959' : '#000000';
}
