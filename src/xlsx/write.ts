/** Writes workbook models as .xlsx files: exceljs for what it knows, then the parts it does not. */
import ExcelJS from 'exceljs';
import { lawWords } from '../law/words';
import { ROW_HEIGHT, rowHeight } from '../sheets/layout';
import { headerText } from '../sheets/headerText';
import { pageBreaks, printedCells } from '../sheets/pages';
import {
  cleanText,
  sheetReference,
  type CellModel,
  type Scalar,
  type SheetModel,
  type StyleName,
  type TableModel,
  type WorkbookModel,
} from '../sheets/sheet';
import { FONT, HIGHLIGHTS, STYLES, type Colour, type Look } from '../sheets/style';
import { addParts } from './parts';

/** A finished file, and what to say of it. */
export interface Made {
  readonly file: Uint8Array;
  readonly message: string;
  /** What was not as it should be, a sentence each. */
  readonly warnings?: readonly string[];
  /** Nothing was made of what was asked for. */
  readonly failed?: boolean;
}

/** The bytes of the workbook; the same model always gives the same bytes. */
export async function workbookFile(model: WorkbookModel): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.creator = 'Recourse for Excel';
  book.title = cleanText(model.title);
  book.created = book.modified = new Date(Date.UTC(2026, 0, 1));
  book.calcProperties = { fullCalcOnLoad: !usesAddIn(model) };
  for (const sheet of model.sheets) addSheet(book, sheet);
  // It is opened again at once for the other parts, so compressing it here would be in vain.
  const stored = { zip: { compression: 'STORE' } } as unknown as ExcelJS.XlsxWriteOptions;
  const bytes = await book.xlsx.writeBuffer(stored);
  return addParts(new Uint8Array(bytes), model);
}

/** A colleague without the add-in sees its stored values as long as nothing is recalculated on opening. */
const usesAddIn = ({ sheets }: WorkbookModel): boolean =>
  sheets.some(({ rows }) => rows.some((row) => row.some((cell) => cell?.spill)));

function addSheet(book: ExcelJS.Workbook, model: SheetModel): void {
  const sheet = book.addWorksheet(model.name, {
    state: model.hidden ? 'hidden' : 'visible',
    properties: { defaultRowHeight: ROW_HEIGHT },
  });
  model.widths.forEach((width, n) => (sheet.getColumn(n + 1).width = width));
  addCells(sheet, model);
  for (const [name, cell] of Object.entries(model.names ?? {}))
    book.definedNames.add(`${sheetReference(model.name)}!${cell}`, name);
  for (const row of pageBreaks(model)) sheet.getRow(row).addPageBreak();
  dress(sheet, model);
}

/** What a sheet has besides its cells and that exceljs can write: panes, colours, tables, the printed page. */
function dress(sheet: ExcelJS.Worksheet, model: SheetModel): void {
  sheet.views = [viewOf(model)];
  sheet.pageSetup = {
    ...sheet.pageSetup,
    paperSize: undefined,
    orientation: model.print.landscape ? 'landscape' : 'portrait',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: model.print.onePage ? 1 : 0,
    margins: { left: 0.5, right: 0.5, top: 0.8, bottom: 0.7, header: 0.35, footer: 0.35 },
    ...(model.print.titleRows && { printTitlesRow: model.print.titleRows }),
    // What is hidden is not printed either.
    ...(!model.hidden && { printArea: withFixedRows(printedCells(model)) }),
  };
  sheet.headerFooter = {
    ...sheet.headerFooter,
    oddHeader: `&L&"${FONT},Bold"&10 ${headerText(model.print.left)}&R&10 ${headerText(model.print.right)}`,
    oddFooter: `&L&9Recourse for Excel  |  ${headerText(lawWords())}&R&9Page &P of &N`,
  };
  addLooks(sheet, model);
  for (const table of model.tables ?? []) addTable(sheet, table);
}

/** exceljs fixes the columns of an area that it is given and leaves the rows as they are. */
const withFixedRows = (area: string): string => area.replace(/\$?([A-Z]+)\$?(\d+)/g, '$1$$$2');

function viewOf({ frozen }: SheetModel): Partial<ExcelJS.WorksheetView> {
  const plain = { showGridLines: false };
  if (!frozen || (frozen.rows === 0 && frozen.columns === 0)) return { state: 'normal', ...plain };
  return { state: 'frozen', xSplit: frozen.columns, ySplit: frozen.rows, ...plain };
}

function addCells(sheet: ExcelJS.Worksheet, { rows, widths }: SheetModel): void {
  rows.forEach((cells, r) => {
    if (cells.length === 0) return;
    const row = sheet.getRow(r + 1);
    const height = rowHeight(cells, widths);
    if (height !== undefined) row.height = height;
    cells.forEach((cell, c) => {
      if (cell) addCell(row.getCell(c + 1), cell);
    });
  });
}

function addCell(target: ExcelJS.Cell, { value, formula, style, spill }: CellModel): void {
  if (formula !== undefined) {
    const result = held(value) as ExcelJS.CellFormulaValue['result'];
    target.value = spill
      ? ({
          formula,
          result,
          shareType: 'array',
          ref: spillRange(target, spill),
        } as unknown as ExcelJS.CellFormulaValue)
      : { formula, result };
  } else if (value !== null) target.value = held(value);
  if (style) target.style = styleOf(style);
}

function spillRange(target: ExcelJS.Cell, spill: { rows: number; columns: number }): string {
  const last = target.worksheet.getCell(
    target.fullAddress.row + spill.rows - 1,
    target.fullAddress.col + spill.columns - 1,
  );
  return `${target.address}:${last.address}`;
}

/** Text with what a workbook would take for an escape of its own written out. */
function held(value: Scalar): string | number | boolean | ExcelJS.CellErrorValue | undefined {
  if (value === null) return undefined;
  if (typeof value === 'object') return value as ExcelJS.CellErrorValue;
  if (typeof value !== 'string') return value;
  return cleanText(value).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

const styles = new Map<StyleName, Partial<ExcelJS.Style>>();

/** How exceljs is told of a look of the house. */
export function styleOf(name: StyleName): Partial<ExcelJS.Style> {
  let style = styles.get(name);
  if (!style) styles.set(name, (style = drawn(STYLES[name])));
  return style;
}

const colourOf = (colour: Colour): Partial<ExcelJS.Color> => colour;

function drawn(look: Look): Partial<ExcelJS.Style> {
  const edge = (style: Look['top'] | Look['bottom']) =>
    style ? { style, color: { theme: 1 } as Partial<ExcelJS.Color> } : undefined;
  return {
    font: {
      name: FONT,
      family: 2,
      size: look.size ?? 10,
      bold: look.bold,
      italic: look.italic,
      color: colourOf(look.colour ?? { theme: 1 }),
    },
    alignment: {
      vertical: 'top',
      horizontal: look.align ?? (look.indent ? 'left' : undefined),
      wrapText: look.wrap,
      indent: look.indent,
    },
    ...(look.format && { numFmt: look.format }),
    ...(look.fill && {
      fill: { type: 'pattern', pattern: 'solid', fgColor: colourOf(look.fill) },
    }),
    ...((look.top || look.bottom) && {
      border: { top: edge(look.top), bottom: edge(look.bottom) },
    }),
  };
}

function addLooks(sheet: ExcelJS.Worksheet, { highlights, shadings }: SheetModel): void {
  let priority = 1;
  for (const { cells, formula, look } of highlights ?? []) {
    const { colour, bold } = HIGHLIGHTS[look];
    const font = { bold, ...(colour && { color: colourOf(colour) }) };
    sheet.addConditionalFormatting({
      ref: cells,
      rules: [{ type: 'expression', priority: priority++, formulae: [formula], style: { font } }],
    });
  }
  for (const { cells } of shadings ?? [])
    sheet.addConditionalFormatting({
      ref: cells,
      rules: [
        {
          type: 'colorScale',
          priority: priority++,
          cfvo: [{ type: 'min' }, { type: 'max' }],
          color: [{ argb: 'FFE8F1E4' }, { argb: 'FFF4B183' }],
        },
      ],
    });
}

/** A table over cells that stand already: exceljs would write them again, so it is given no rows. */
function addTable(sheet: ExcelJS.Worksheet, { name, cells, columns }: TableModel): void {
  const [first = 'A1'] = cells.split(':');
  const made = sheet.addTable({
    name,
    ref: first,
    headerRow: true,
    style: { theme: 'TableStyleLight1', showRowStripes: false },
    columns: columns.map((column) => ({ name: column, filterButton: true })),
    rows: [],
  }) as unknown as { table: { tableRef: string; autoFilterRef: string } };
  made.table.tableRef = made.table.autoFilterRef = cells;
}
