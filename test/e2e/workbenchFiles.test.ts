// Opening and saving .xlsx files in the workbench: a colleague's model with its numbers, formulas and settings.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { propertiesIn } from '../../src/xlsx/settingsPart';
import { setTextPart, targetsOf, textPart } from '../../src/xlsx/package';
import { closeParts, openParts } from '../../src/xlsx/zip';
import { workbookFile } from '../../src/xlsx/write';
import type { WorkbookModel } from '../../src/sheets/sheet';
import { Book } from '../../src/xlsx/book';
import { gallery } from '../sheets/gallery';
import { artifacts, openWorkbench, type OpenWorkbench } from './browser';

const models = resolve(import.meta.dirname, '../../assets/models');
const folder = mkdtempSync(join(tmpdir(), 'recourse-'));

/** The paths of the sheets of a file by their names. */
const sheetPaths = (parts: ReturnType<typeof openParts>) =>
  new Map(new Book(parts).sheets.map(({ name, path }) => [name, path]));

let bench: OpenWorkbench;

beforeAll(async () => {
  bench = await openWorkbench();
}, 120_000);

afterAll(() => bench.close());

const status = () => bench.page.locator('.files-status');
const button = (name: string) => bench.page.getByRole('button', { name, exact: true });
const value = (cell: string) => bench.page.evaluate((a1) => window.recourse.value(a1), cell);
const formula = (cell: string) => bench.page.evaluate((a1) => window.recourse.formula(a1), cell);

async function choose(path: string): Promise<void> {
  const waiting = bench.page.waitForEvent('filechooser');
  await button('Open an .xlsx workbook').click();
  await (await waiting).setFiles(path);
}

async function open(path: string): Promise<void> {
  await choose(path);
  await status().filter({ hasText: 'is open' }).waitFor();
}

/** Opens a file though the present one was changed. */
async function openInPlace(path: string): Promise<void> {
  await choose(path);
  await bench.page.getByRole('button', { name: 'Open in its place' }).click();
  await status().filter({ hasText: 'is open' }).waitFor();
}

async function save(): Promise<{ name: string; bytes: Uint8Array; book: ExcelJS.Workbook }> {
  const waiting = bench.page.waitForEvent('download');
  await button('Save as .xlsx').click();
  const download = await waiting;
  const bytes = new Uint8Array(readFileSync(await download.path()));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes.slice().buffer);
  return { name: download.suggestedFilename(), bytes, book };
}

describe('a file that is no workbook', () => {
  it.each([
    ['notes.xlsx', 'just words', 'no .xlsx workbook'],
    ['empty.xlsx', '', 'The file is empty'],
    ['broken.xlsx', 'PK\u0003\u0004 and nothing more', 'damaged'],
    ['old.xlsx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'of the old .xls kind'],
  ])('%s is refused with what to do, and nothing changes', async (name, content, why) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    await choose(path);
    await status().filter({ hasText: why }).waitFor();
    expect(await value('C10')).toBe(45_000);
  });
});

/** A workbook of 300,000 amounts, which takes the page seconds to read. */
async function largeWorkbook(): Promise<string> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Loans').getCell('A1').value = 1;
  const parts = openParts(new Uint8Array(await book.xlsx.writeBuffer()));
  const path = sheetPaths(parts).get('Loans') ?? '';
  const cells = '<c><v>300000.25</v></c>'.repeat(10);
  const rows = `<row>${cells}</row>`.repeat(30_000);
  const xml = textPart(parts, path) ?? '';
  setTextPart(
    parts,
    path,
    xml.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${rows}</sheetData>`),
  );
  const file = join(folder, 'large.xlsx');
  writeFileSync(file, closeParts(parts));
  return file;
}

describe('Stop', () => {
  it('while a large workbook opens leaves the former one, its formulas and its name', async () => {
    await choose(await largeWorkbook());
    await button('Stop').click();
    await status().filter({ hasText: 'No file was opened' }).waitFor();
    expect(await button('Stop').isVisible()).toBe(false);
    expect(await value('C10')).toBe(45_000);
    await bench.page.evaluate(() => window.recourse.setValue('C5', 301_000));
    expect(await value('C10')).toBe(46_000);
    await bench.page.evaluate(() => window.recourse.setValue('C5', 300_000));
    expect(await value('C10')).toBe(45_000);
    expect((await save()).name).toBe('Worked example.xlsx');
  });
});

describe('the comparison of five states', () => {
  it('opens with its numbers, its spilled formulas and its looks', async () => {
    await open(join(models, 'home-loan-five-states.xlsx'));
    expect(await formula('B13')).toMatch(/^=DEFICIENCY\.RANGE\(\$B\$6,/);
    expect(await formula('D13')).toMatch(/^=DEFICIENCY\.STATUS\(/);
    await expect.poll(() => value('D13')).toMatch(/^Barred by Cal\. Code Civ\. Proc\. § 580d/);
    expect(await value('B13')).toBe(0);
    const balance = Number(await value('B6'));
    expect(balance).toBeGreaterThan(0);
    expect(await bench.page.evaluate(() => window.recourse.text('B6'))).toContain(',');
    await bench.picture('workbench-opened');
  });

  it('calculates anew when an input changes, and the pane explains the opened cell', async () => {
    const before = Number(await value('B14'));
    const balance = Number(await value('B6'));
    await bench.page.evaluate((next) => window.recourse.setValue('B6', next), balance + 1_000);
    expect(Number(await value('B14'))).toBe(before + 1_000);
    await bench.page.evaluate(() => window.recourse.select('B13'));
    await bench.page.locator('#pane').getByText('Law of California').waitFor();
  });

  it('asks before it lets another file take the place of changes', async () => {
    await choose(join(models, 'judgment-ledger.xlsx'));
    const dialog = bench.page.getByRole('dialog');
    await dialog.getByText('are not saved').waitFor();
    await dialog.getByRole('button', { name: 'Keep this workbook' }).click();
    expect(await formula('B13')).toMatch(/^=DEFICIENCY/);
  });

  it('is saved with formulas that Excel knows as spilling, the numbers of now, and all its settings', async () => {
    const { name, bytes, book } = await save();
    expect(name).toBe('home-loan-five-states.xlsx');
    const sheet = book.getWorksheet('States');
    const cell = sheet?.getCell('B13').value as unknown as Record<string, unknown>;
    expect(cell).toMatchObject({ shareType: 'array', ref: 'B13:C17' });
    expect(cell['formula']).toMatch(/^_xldudf_DEFICIENCY_RANGE\(\$B\$6,/);
    expect(sheet?.getCell('B14').value).toBe(await value('B14'));
    const parts = openParts(bytes);
    expect(textPart(parts, 'xl/worksheets/sheet1.xml')).toContain('<c r="B13"');
    expect(textPart(parts, 'xl/worksheets/sheet1.xml')).toMatch(/<c r="B13"[^>]* cm="1"/);
    expect(textPart(parts, 'xl/metadata.xml')).toContain('fDynamic="1"');
    const original = propertiesIn(
      openParts(new Uint8Array(readFileSync(join(models, 'home-loan-five-states.xlsx')))),
    );
    expect(original['recourse']).toBeDefined();
    expect(propertiesIn(parts)).toEqual(original);
  });

  it('keeps looks, widths and conditional colours of the file', async () => {
    const { book } = await save();
    const original = new ExcelJS.Workbook();
    await original.xlsx.readFile(join(models, 'home-loan-five-states.xlsx'));
    const [was, is] = [original, book].map((one) => one.getWorksheet('States'));
    for (const cell of ['A1', 'B6', 'B13', 'C13'])
      expect(is?.getCell(cell).style).toEqual(was?.getCell(cell).style);
    expect(is?.getColumn(3).width).toBeCloseTo(was?.getColumn(3).width ?? 0, 0);
    const colours = (sheet: unknown) =>
      (sheet as { conditionalFormattings: unknown[] }).conditionalFormattings.length;
    expect(colours(is)).toBe(colours(was));
  });
});

describe('a model with names, dates and several sheets', () => {
  it('opens, says what is not shown, and round-trips through a save', async () => {
    await open(join(models, 'textbook-case.xlsx'));
    await status().filter({ hasText: 'charts are not shown here, but stay in the file' }).waitFor();
    const result = Number(await value('B5'));
    expect(result).toBe(32_000);
    const { book } = await save();
    const sheet = book.getWorksheet('Deficiency');
    expect(sheet?.getCell('B5').value).toMatchObject({ formula: 'C34', result: 32_000 });
    expect(book.definedNames.getRanges('Exhibit_deficiency').ranges).toEqual(['Deficiency!$C$34']);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['Deficiency', 'Waterfall']);
  });

  it('has dates that stay dates', async () => {
    await open(join(models, 'judgment-ledger.xlsx'));
    const original = new ExcelJS.Workbook();
    await original.xlsx.readFile(join(models, 'judgment-ledger.xlsx'));
    const { book } = await save();
    const [was, is] = [original, book].map((one) => one.getWorksheet('Judgment ledger'));
    let dates = 0;
    was?.eachRow((row) =>
      row.eachCell((cell) => {
        if (!(cell.value instanceof Date)) return;
        dates += 1;
        expect(is?.getCell(cell.address).value).toEqual(cell.value);
      }),
    );
    expect(dates).toBeGreaterThan(3);
  });
});

/** The table, colours, lists and printed area of a sheet as the file has them. */
function besideCells(book: ExcelJS.Workbook, bytes: Uint8Array, name: string) {
  const sheet = book.getWorksheet(name);
  const parts = openParts(bytes);
  const xml = textPart(parts, sheetPaths(parts).get(name) ?? '') ?? '';
  const targets = targetsOf(parts, sheetPaths(parts).get(name) ?? '').values();
  const table = [...targets].find((path) => /^xl\/tables\/.*\.xml$/.test(path));
  const tableXml = textPart(parts, table ?? '') ?? '';
  const heads = [...tableXml.matchAll(/<tableColumn\b[^>]*\sname="([^"]*)"/g)];
  return {
    table: /<table\b[^>]*\sref="([^"]*)"/.exec(tableXml)?.[1],
    heads: heads.map(([, head]) => head),
    coloured: [...xml.matchAll(/<conditionalFormatting sqref="([^"]*)"/g)].map(([, at]) => at),
    firstRule: /<cfRule\b.*?<formula>([^<]*)</s.exec(xml)?.[1],
    lists: [...xml.matchAll(/<dataValidation\b[^>]*sqref="([^"]*)"/g)].map(([, at]) => at).sort(),
    printed: sheet?.pageSetup.printArea,
    titles: sheet?.pageSetup.printTitlesRow,
    xml,
  };
}

describe('the portfolio', () => {
  const file = join(models, 'portfolio-500-loans.xlsx');
  const totals = () => bench.page.evaluate(() => window.recourse.values('G5:G9').flat());

  it('opens with its table as cells, so that its calls and totals are computed here', async () => {
    await open(file);
    // The dashboard is in front of it.
    await bench.page.evaluate(() => {
      const { host } = window.recourse.workbook;
      return host.select({ sheet: 'Portfolio', row: 12, column: 0 });
    });
    const original = new ExcelJS.Workbook();
    await original.xlsx.readFile(file);
    const stored = [5, 6, 7, 8, 9].map(
      (row) => original.getWorksheet('Portfolio')?.getCell(`G${row}`).result ?? null,
    );
    expect(stored[3]).toBeGreaterThan(1_000_000);
    await expect.poll(totals).toEqual(stored);
    expect(await formula('B13')).toMatch(/^=DEFICIENCY\.RANGE\(\$G\$13:\$G\$512,/);
  });

  it('is saved with its table, lists, colours and the formulas that name the table', async () => {
    const { book, bytes } = await save();
    const original = new ExcelJS.Workbook();
    await original.xlsx.readFile(file);
    const was = besideCells(original, new Uint8Array(readFileSync(file)), 'Portfolio');
    const is = besideCells(book, bytes, 'Portfolio');
    expect({ ...is, xml: '' }).toEqual({ ...was, xml: '' });
    expect(is.table).toBe('E12:Q512');
    expect(book.getWorksheet('Portfolio')?.getCell('B13').formula).toBe(
      original.getWorksheet('Portfolio')?.getCell('B13').formula,
    );
    expect(book.getWorksheet('Lists')?.state).toBe('hidden');
  });

  it('keeps them around its rows when two rows are put in above and three loans are taken out', async () => {
    await bench.page.evaluate(() => window.recourse.addRows(2, 3));
    await bench.page.evaluate(() => window.recourse.removeRows(20, 3));
    await bench.page.evaluate(() => window.recourse.settled());
    await bench.page.evaluate(() => window.recourse.setValue('L14', 'Way of sale'));
    const { book, bytes } = await save();
    const found = besideCells(book, bytes, 'Portfolio');
    expect(found.table).toBe('E14:Q511');
    expect(found.heads[7]).toBe('Way of sale');
    expect(book.getWorksheet('Portfolio')?.getCell('L14').value).toBe('Way of sale');
    expect(found.coloured).toContain('D15:D511');
    expect(found.firstRule).toBe('ISERROR($D15)');
    expect(found.lists).toContain('F15:F511');
    expect(found.printed?.replace(/\$/g, '')).toBe('A1:Q511');
    expect(found.titles).toBe('14:14');
    const call = book.getWorksheet('Portfolio')?.getCell('B15').formula ?? '';
    expect(call).toMatch(/^_xldudf_DEFICIENCY_RANGE\(\$G\$15:\$G\$511,/);
  });

  it('loses the frame of a table that can be none, not its cells', async () => {
    await bench.page.evaluate(() => window.recourse.setValue('L14', 'State'));
    const { book, bytes } = await save();
    expect(besideCells(book, bytes, 'Portfolio').table).toBeUndefined();
    expect(book.getWorksheet('Portfolio')?.getCell('L14').value).toBe('State');
  });
});

describe('charts of a file', () => {
  it('are in the saved file, with all their parts, over the cells of now', async () => {
    await bench.page.evaluate(() => window.recourse.setValue('A30', 'changed'));
    await openInPlace(join(models, 'textbook-case.xlsx'));
    await bench.page.evaluate(() => {
      const { host } = window.recourse.workbook;
      return host.select({ sheet: 'Waterfall', row: 0, column: 0 });
    });
    await bench.page.evaluate(() => window.recourse.addRows(1, 0));
    const { bytes } = await save();
    const parts = openParts(bytes);
    const sheet = sheetPaths(parts).get('Waterfall') ?? '';
    const [drawing] = [...targetsOf(parts, sheet).values()].filter((path) =>
      path.includes('drawing'),
    );
    const [chart] = [...targetsOf(parts, drawing ?? '').values()];
    const original = openParts(new Uint8Array(readFileSync(join(models, 'textbook-case.xlsx'))));
    expect(textPart(parts, sheet)?.match(/<drawing\b/g)).toHaveLength(1);
    const row = (xml: string | undefined) => Number(/<xdr:row>(\d+)/.exec(xml ?? '')?.[1]);
    const [was] = [...original.keys()].filter((path) => /drawings\/drawing\d/.test(path));
    expect(row(textPart(parts, drawing ?? ''))).toBe(row(textPart(original, was ?? '')) + 1);
    // The name of the sheet stays quoted as the file has it; its rows are one further down.
    expect(textPart(parts, chart ?? '')).toContain('<c:f>&apos;Waterfall&apos;!$B$7:$B$');
    expect(textPart(original, chart ?? '')).toContain('<c:f>&apos;Waterfall&apos;!$B$6:$B$');
    const types = textPart(parts, '[Content_Types].xml') ?? '';
    for (const path of [drawing, chart]) expect(types).toContain(`PartName="/${path}"`);
  });
});

describe('hostile and odd content', () => {
  it('stays text: formulas in texts, markup, control characters of names', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('A & B <i>');
    sheet.getCell('A1').value = '=1+1 is no formula';
    sheet.getCell('A2').value = '<img src=x onerror=alert(1)>';
    sheet.getCell('A3').value = { richText: [{ text: 'two ' }, { text: 'runs' }] };
    sheet.getCell('A4').value = { error: '#N/A' };
    sheet.getCell('A5').value = true;
    sheet.getCell('A6').value = { formula: 'CONCATENATE("_xldudf_DEFICIENCY(",A5)' };
    sheet.mergeCells('C1:D2');
    sheet.getCell('C1').value = 'merged';
    const path = join(folder, 'odd.xlsx');
    await book.xlsx.writeFile(path);
    await open(path);
    expect(await value('A1')).toBe('=1+1 is no formula');
    expect(await value('A3')).toBe('two runs');
    const saved = (await save()).book.getWorksheet('A & B <i>');
    expect(saved?.getCell('A1').value).toBe('=1+1 is no formula');
    expect(saved?.getCell('A2').value).toBe('<img src=x onerror=alert(1)>');
    expect(saved?.getCell('A5').value).toBe(true);
    expect(saved?.getCell('A6').formula).toBe('CONCATENATE("_xldudf_DEFICIENCY(",A5)');
    expect(saved?.getCell('C1').isMerged).toBe(true);
    expect(await bench.page.locator('img[src=x]').count()).toBe(0);
  });
});

describe('the example of the page', () => {
  it('is saved as a workbook that a colleague can use, settings included', async () => {
    await bench.page.reload();
    await bench.page.waitForFunction(() => typeof window.recourse?.value('C10') === 'number');
    await bench.page.evaluate(() =>
      window.recourse.workbook.keeper.save({
        ...window.recourse.workbook.keeper.settings,
        when_unknown: 'lower',
      }),
    );
    const { name, bytes, book } = await save();
    expect(name).toBe('Worked example.xlsx');
    const sheet = book.getWorksheet('Worked example');
    expect(sheet?.getCell('A1').font).toMatchObject({ bold: true, size: 15 });
    expect(sheet?.getCell('C5').numFmt).toBe('#,##0.00');
    expect(sheet?.getCell('C10').value).toMatchObject({
      formula: '_xldudf_DEFICIENCY(C5,C6,C7,C8,C9)',
      result: 45_000,
    });
    expect(propertiesIn(openParts(bytes))['recourse']).toMatchObject({ when_unknown: 'lower' });
  });
});

describe('a model that was inserted here', () => {
  it('is saved with all that the page does not show: chart, colours, lists, names and the printed page', async () => {
    const shown = gallery();
    const sheets = ['worksheet', 'portfolio', 'exhibit'].flatMap((kind) => {
      const [first, ...others] = shown.get(kind)?.sheets ?? [];
      return first ? [[first, ...others]] : [];
    });
    for (const list of sheets)
      await bench.page.evaluate(async (models) => {
        const { host } = window.recourse.workbook;
        await window.recourse.insertModel(host, models);
      }, list);
    const { book, bytes } = await save();
    const names = book.worksheets.map(({ name }) => name);
    expect(names).toEqual([
      'Worked example',
      'Worksheet',
      'Steps',
      'Lists',
      'Portfolio',
      'Errors',
      'Lists (2)',
      'Deficiency',
      'Waterfall',
    ]);
    expect(book.worksheets.filter(({ state }) => state === 'hidden')).toHaveLength(2);
    const portfolio = besideCells(book, bytes, 'Portfolio');
    expect(portfolio.table).toBe('E12:S16');
    expect(portfolio.lists).toContain('F13:F16');
    expect(portfolio.xml).toContain('&apos;Lists (2)&apos;!$A$2:$A$52');
    expect(portfolio.titles).toBe('12:12');
    expect(book.getWorksheet('Portfolio')?.getCell('B13').formula).toContain('Loans[Balance]');
    expect(book.definedNames.getRanges('Worksheet_deficiency').ranges).toEqual(['Worksheet!$B$5']);
    const made = new ExcelJS.Workbook();
    const portfolioFile = await workbookFile(shown.get('portfolio') as WorkbookModel);
    await made.xlsx.load(portfolioFile.slice().buffer);
    for (const cell of ['A1', 'A13', 'C13', 'D12', 'D13', 'G13', 'Q13', 'G8'])
      expect(book.getWorksheet('Portfolio')?.getCell(cell).style, cell).toEqual(
        made.getWorksheet('Portfolio')?.getCell(cell).style,
      );
    const exhibit = besideCells(book, bytes, 'Deficiency');
    expect(exhibit.coloured.length).toBeGreaterThan(0);
    expect(book.getWorksheet('Deficiency')?.headerFooter.oddHeader).toContain('Orion Tool');
    const parts = openParts(bytes);
    expect([...parts.keys()].filter((path) => path.startsWith('xl/charts/'))).toHaveLength(1);
    writeFileSync(artifacts('workbench-saved').replace('.png', '.xlsx'), bytes);
  });
});

it('asked nothing of any other machine and logged no error', () => {
  expect(bench.problems).toEqual([]);
  expect(bench.outside).toEqual([]);
});
