/** Makes a sheet of the workbench's spreadsheet out of a model; charts and lists are for Excel. */
import type { IBorderData, ICellData, IStyleData } from '@univerjs/core';
import type { FUniver } from '@univerjs/core/facade';
import { ROW_HEIGHT, rowHeight } from '../../sheets/layout';
import { address, sheetReference, type CellModel, type SheetModel } from '../../sheets/sheet';
import { FONT, STYLES, type Colour, type Look } from '../../sheets/style';
import type { CellPlace } from '../../formulas/place';
import { withoutTables } from '../../formulas/tables';
import { tablesOf } from '../../sheets/tablePlaces';
import {
  BooleanNumber,
  BorderStyleTypes,
  CellValueType,
  HorizontalAlign,
  textType,
  VerticalAlign,
  WrapStrategy,
} from './words';

type Workbook = NonNullable<ReturnType<FUniver['getActiveWorkbook']>>;

/** Room for people to go on below and beside a model. */
const SPARE = 40;

const PIXELS_A_POINT = 4 / 3;

/** A sheet that was added, and what takes it away. */
export interface AddedModel {
  readonly id: string;
  readonly undo: () => void;
}

/** Adds the sheet with the names of its cells. */
export function addModel(workbook: Workbook, model: SheetModel): AddedModel {
  const active = workbook.getActiveSheet();
  const columns = Math.max(model.widths.length, ...model.rows.map((cells) => cells.length));
  const spilled = cellsOfSpills(model);
  const cellData = Object.fromEntries(
    model.rows.map((cells, r) => [
      r,
      Object.fromEntries(
        cells.map((cell, c) => [
          c,
          cell
            ? cellOf(
                cell,
                { sheet: model.name, row: r, column: c },
                spilled.has(address(c, r)),
                model,
              )
            : {},
        ]),
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
  const names = addNames(workbook, model);
  const undo = () => {
    for (const name of names) workbook.deleteDefinedName(name);
    workbook.deleteSheet(sheet);
  };
  return { id: sheet.getSheetId(), undo };
}

/** Names of a workbook are unlike each other; a model's is numbered where it is taken. */
function addNames(workbook: Workbook, { name: sheet, names = {} }: SheetModel): string[] {
  return Object.entries(names).map(([wanted, cell]) => {
    let name = wanted;
    for (let n = 2; workbook.getDefinedName(name); n += 1) name = `${wanted}_${n}`;
    workbook.insertDefinedName(name, `${sheetReference(sheet)}!${cell}`);
    return name;
  });
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

function cellOf(cell: CellModel, place: CellPlace, spilled: boolean, model: SheetModel): ICellData {
  const { value, formula, style } = cell;
  const drawn = style ? { s: styleOf(STYLES[style]) } : {};
  if (spilled) return drawn;
  if (formula !== undefined)
    return { ...drawn, f: withoutTables(`=${formula}`, tablesOf(model), place) };
  if (value === null) return drawn;
  if (typeof value === 'object') return { ...drawn, v: value.error, t: CellValueType.STRING };
  if (typeof value === 'boolean') return { ...drawn, v: value ? 1 : 0, t: CellValueType.BOOLEAN };
  const t = typeof value === 'number' ? CellValueType.NUMBER : textType(value);
  return { ...drawn, v: value, t };
}

/** The look of a cell on the page. */
export function styleOf(look: Look): IStyleData {
  const edges: IBorderData | undefined =
    look.top || look.bottom
      ? { ...(look.top && { t: lineOf(look.top) }), ...(look.bottom && { b: lineOf(look.bottom) }) }
      : undefined;
  const across =
    look.align === 'right'
      ? HorizontalAlign.RIGHT
      : look.align === 'center'
        ? HorizontalAlign.CENTER
        : look.indent
          ? HorizontalAlign.LEFT
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
