/** Makes a sheet of Excel out of a model: cells, looks, names, lists, colours, charts and the printed page. */
import { columnLetters } from '../../formulas/address';
import { lawWords } from '../../law/words';
import { headerText } from '../../sheets/headerText';
import { ROW_HEIGHT, rowHeight } from '../../sheets/layout';
import { pageBreaks, printedCells } from '../../sheets/pages';
import {
  address,
  type CellModel,
  type ChartModel,
  type SheetModel,
  type StyleName,
  type Validation,
} from '../../sheets/sheet';
import { FONT, HIGHLIGHTS, STYLES, type Colour, type Look } from '../../sheets/style';
import { asInstalled, bySum, knows, type Undo } from './excel';

/** Adds the sheet; what takes it away again is put to `done` as soon as there is one. */
export async function addModel(
  context: Excel.RequestContext,
  model: SheetModel,
  done: Undo[],
): Promise<void> {
  const added = context.workbook.worksheets.add(model.name);
  // Hidden at once: hiding a sheet later on takes people's undo away.
  if (model.hidden) added.visibility = 'Hidden';
  await context.sync();
  // By its name it is found again after each of the steps below.
  const sheet = context.workbook.worksheets.getItem(model.name);
  done.push(async (later) => {
    later.workbook.worksheets.getItem(model.name).delete();
    await later.sync();
  });
  const tables = await freeTableNames(context, model);
  writeLooks(sheet, model);
  await context.sync();
  await writeCells(context, sheet, model, tables);
  await writeRest(context, sheet, model);
}

/** Names of tables in a workbook are unlike each other; a model's is numbered where it is taken. */
async function freeTableNames(
  context: Excel.RequestContext,
  { tables = [] }: SheetModel,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  if (tables.length === 0) return names;
  const known = context.workbook.tables;
  known.load('items/name');
  await context.sync();
  const taken = new Set(known.items.map(({ name }) => name.toLowerCase()));
  for (const { name } of tables) {
    let free = name;
    for (let n = 2; taken.has(free.toLowerCase()); n += 1) free = `${name}_${n}`;
    taken.add(free.toLowerCase());
    names.set(name, free);
  }
  return names;
}

/** Plain cells first, then tables, then the formulas that call the add-in and refer to the tables. */
async function writeCells(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  model: SheetModel,
  tables: ReadonlyMap<string, string>,
): Promise<void> {
  const width = widthOf(model);
  const spilled = cellsOfSpills(model);
  const lines = model.rows.map((cells, r) =>
    Array.from({ length: width }, (_, c) =>
      spilled.has(address(c, r)) ? '' : written(cells[c] ?? null, tables),
    ),
  );
  for (const [from, to] of bySum(lines)) {
    sheet.getRangeByIndexes(from, 0, to - from, width).formulas = lines.slice(from, to);
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- requests have a limited size
    await context.sync();
  }
  for (const { name, cells } of model.tables ?? []) {
    const table = sheet.tables.add(cells, true);
    table.name = tables.get(name) ?? name;
    table.style = 'TableStyleLight1';
    table.showBandedRows = false;
  }
  await context.sync();
  model.rows.forEach((cells, r) =>
    cells.forEach((cell, c) => {
      if (cell?.spill) sheet.getCell(r, c).formulas = [[written(cell, tables)]];
    }),
  );
  await context.sync();
}

const widthOf = ({ rows, widths }: SheetModel): number =>
  Math.max(1, widths.length, ...rows.map((cells) => cells.length));

/** Addresses that a spilling formula fills, its own too. */
function cellsOfSpills({ rows }: SheetModel): ReadonlySet<string> {
  const found = new Set<string>();
  rows.forEach((cells, r) =>
    cells.forEach((cell, c) => {
      for (let down = 0; down < (cell?.spill?.rows ?? 0); down += 1)
        for (let right = 0; right < (cell?.spill?.columns ?? 0); right += 1)
          found.add(address(c + right, r + down));
    }),
  );
  return found;
}

/** Text that Excel would take for something else carries an apostrophe, which Excel does not show. */
const MAY_BE_MISREAD = /^['=+\-@#\s]|\d|^(?:true|false)$/i;

function written(
  cell: CellModel | null,
  tables: ReadonlyMap<string, string>,
): string | number | boolean {
  if (cell === null) return '';
  const { value, formula } = cell;
  if (formula !== undefined) {
    let text = asInstalled(formula);
    for (const [name, free] of tables) text = text.replaceAll(`${name}[`, `${free}[`);
    return `=${text}`;
  }
  if (value === null) return '';
  if (typeof value === 'object') return value.error;
  if (typeof value !== 'string') return value;
  return MAY_BE_MISREAD.test(value) ? `'${value}` : value;
}

/** One look after the other over the runs of cells that have it, before anything stands in them. */
function writeLooks(sheet: Excel.Worksheet, model: SheetModel): void {
  const all = sheet.getRange();
  all.format.font.name = FONT;
  all.format.font.size = 10;
  all.format.verticalAlignment = 'Top';
  sheet.getRange(`1:${Math.max(1, model.rows.length)}`).format.rowHeight = ROW_HEIGHT;
  if (knows('1.8')) sheet.showGridlines = false;
  model.widths.forEach((width, n) => {
    sheet.getRange(`${columnLetters(n)}:${columnLetters(n)}`).format.columnWidth = width * 5.3 + 4;
  });
  model.rows.forEach((cells, r) => {
    const height = rowHeight(cells, model.widths);
    if (height !== undefined) sheet.getRange(`${r + 1}:${r + 1}`).format.rowHeight = height;
  });
  for (const [style, runs] of runsOf(model))
    for (const run of runs) draw(sheet.getRange(run), STYLES[style]);
}

/** Columns of cells with one look below each other, as few ranges as that takes. */
function runsOf({ rows }: SheetModel): ReadonlyMap<StyleName, readonly string[]> {
  const found = new Map<StyleName, string[]>();
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  for (let c = 0; c < width; c += 1)
    for (let r = 0; r < rows.length; r += 1) {
      const style = rows[r]?.[c]?.style;
      if (style === undefined) continue;
      const first = r;
      while (rows[r + 1]?.[c]?.style === style) r += 1;
      found.set(style, [...(found.get(style) ?? []), `${address(c, first)}:${address(c, r)}`]);
    }
  return found;
}

function draw(range: Excel.Range, look: Look): void {
  const { format } = range;
  if (look.bold) format.font.bold = true;
  if (look.italic) format.font.italic = true;
  if (look.size) format.font.size = look.size;
  if (look.colour) format.font.color = colourOf(look.colour);
  if (look.fill) format.fill.color = colourOf(look.fill);
  // One value is taken for every cell; the types know lists of the range's own size only.
  if (look.format) range.numberFormat = look.format as unknown as string[][];
  if (look.wrap) format.wrapText = true;
  if (look.align === 'right') format.horizontalAlignment = 'Right';
  else if (look.align === 'center') format.horizontalAlignment = 'Center';
  else if (look.indent) format.horizontalAlignment = 'Left';
  if (look.indent && knows('1.9')) format.indentLevel = look.indent;
  if (look.top) edge(format, 'EdgeTop', look.top);
  if (look.bottom) edge(format, 'EdgeBottom', look.bottom);
}

function edge(
  format: Excel.RangeFormat,
  side: 'EdgeTop' | 'EdgeBottom',
  line: NonNullable<Look['top'] | Look['bottom']>,
): void {
  const border = format.borders.getItem(side);
  border.style = line === 'double' ? 'Double' : 'Continuous';
  if (line !== 'double')
    border.weight = line === 'hair' ? 'Hairline' : line === 'medium' ? 'Medium' : 'Thin';
}

/** Office.js takes no colours of the theme: what is quiet and what is a band get mid tones. */
function colourOf(colour: Colour): string {
  if ('argb' in colour) return `#${colour.argb.slice(2)}`;
  if (colour.theme === 0) return '#F0F0F0';
  return colour.tint ? '#595959' : '#000000';
}

/** What the sheet works without, in the order in which Excel came to know it. */
async function writeRest(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  model: SheetModel,
): Promise<void> {
  for (const [name, cell] of Object.entries(model.names ?? {}))
    sheet.names.add(name, sheet.getRange(cell.replace(/\$/g, '')));
  if (knows('1.6')) addHighlights(sheet, model);
  if (knows('1.8')) for (const one of model.validations ?? []) addValidation(sheet, one);
  if (knows('1.7')) {
    const { rows = 0, columns = 0 } = model.frozen ?? {};
    if (rows > 0 && columns > 0)
      sheet.freezePanes.freezeAt(sheet.getRangeByIndexes(0, 0, rows, columns));
    else if (rows > 0) sheet.freezePanes.freezeRows(rows);
    for (const chart of model.charts ?? []) addChart(context, sheet, chart);
  }
  if (knows('1.9')) setPage(sheet, model);
  await context.sync();
}

function addHighlights(sheet: Excel.Worksheet, { highlights, shadings }: SheetModel): void {
  for (const { cells, formula, look } of highlights ?? []) {
    const { custom } = sheet.getRange(cells).conditionalFormats.add('Custom');
    custom.rule.formula = `=${formula}`;
    const { colour, bold } = HIGHLIGHTS[look];
    if (colour) custom.format.font.color = colourOf(colour);
    if (bold) custom.format.font.bold = true;
  }
  for (const { cells } of shadings ?? [])
    sheet.getRange(cells).conditionalFormats.add('ColorScale').colorScale.criteria = {
      minimum: { type: 'LowestValue', color: '#E8F1E4' },
      maximum: { type: 'HighestValue', color: '#F4B183' },
    };
}

function addValidation(sheet: Excel.Worksheet, { cells, rule, prompt }: Validation): void {
  const { dataValidation } = sheet.getRange(cells);
  switch (rule.kind) {
    case 'list':
      dataValidation.rule = { list: { inCellDropDown: true, source: rule.values.join(',') } };
      break;
    case 'range':
      dataValidation.rule = { list: { inCellDropDown: true, source: `=${rule.source}` } };
      break;
    case 'amount':
      dataValidation.rule = { decimal: { formula1: 0, operator: 'GreaterThanOrEqualTo' } };
      break;
    case 'date':
      dataValidation.rule = { date: { formula1: '1900-01-01', operator: 'GreaterThan' } };
      break;
  }
  if (prompt)
    dataValidation.prompt = { message: prompt.slice(0, 255), showPrompt: true, title: '' };
}

const LOOKS = {
  first: '#2F6B4F',
  second: '#B26A00',
  third: '#7A8CA3',
  fourth: '#1F5FBF',
  fifth: '#8E5AA8',
} as const;

function addChart(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { kind, title, from, to, series, vertical, horizontal }: ChartModel,
): void {
  const type = kind === 'lines' ? 'Line' : 'ColumnStacked';
  const [firstSeries] = series;
  if (!firstSeries) return;
  const chart = sheet.charts.add(type, rangeAt(context, firstSeries.values), 'Columns');
  chart.series.getItemAt(0).delete();
  for (const one of series) {
    const added = chart.series.add();
    added.setValues(rangeAt(context, one.values));
    added.setXAxisValues(rangeAt(context, one.categories));
    if (one.hidden) added.format.fill.clear();
    else if (kind === 'lines') added.format.line.color = LOOKS[one.look];
    else added.format.fill.setSolidColor(LOOKS[one.look]);
  }
  chart.title.text = title;
  if (vertical) chart.axes.valueAxis.title.text = vertical;
  if (horizontal) chart.axes.categoryAxis.title.text = horizontal;
  chart.setPosition(
    `${columnLetters(from[0])}${from[1] + 1}`,
    `${columnLetters(Math.max(0, to[0] - 1))}${to[1]}`,
  );
}

function rangeAt(context: Excel.RequestContext, reference: string): Excel.Range {
  const at = reference.lastIndexOf('!');
  const sheet = reference.slice(0, at).replace(/^'|'$/g, '').replace(/''/g, "'");
  return context.workbook.worksheets
    .getItem(sheet)
    .getRange(reference.slice(at + 1).replace(/\$/g, ''));
}

function setPage(sheet: Excel.Worksheet, model: SheetModel): void {
  const { print } = model;
  const { pageLayout } = sheet;
  pageLayout.orientation = print.landscape ? 'Landscape' : 'Portrait';
  pageLayout.zoom = { horizontalFitToPages: 1, ...(print.onePage && { verticalFitToPages: 1 }) };
  if (!model.hidden) pageLayout.setPrintArea(printedCells(model));
  for (const row of pageBreaks(model)) sheet.horizontalPageBreaks.add(`A${row + 1}`);
  if (print.titleRows) pageLayout.setPrintTitleRows(`$${print.titleRows.replace(':', ':$')}`);
  const { defaultForAllPages } = pageLayout.headersFooters;
  defaultForAllPages.leftHeader = headerText(print.left);
  defaultForAllPages.rightHeader = headerText(print.right);
  defaultForAllPages.leftFooter = `Recourse for Excel  |  ${headerText(lawWords())}`;
  defaultForAllPages.rightFooter = 'Page &P of &N';
}
