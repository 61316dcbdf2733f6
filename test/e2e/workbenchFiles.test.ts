// Opening and saving .xlsx files in the workbench: a colleague's model with its numbers, formulas and settings.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { propertiesIn } from '../../src/models/file/settingsPart';
import { openParts, textPart } from '../../src/models/file/zip';
import { openWorkbench, type OpenWorkbench } from './browser';

const models = resolve(import.meta.dirname, '../../assets/models');
const folder = mkdtempSync(join(tmpdir(), 'recourse-'));

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
    [
      'old.xlsx',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
      'has a password or is of the old .xls kind',
    ],
  ])('%s is refused with what to do, and nothing changes', async (name, content, why) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    await choose(path);
    await status().filter({ hasText: why }).waitFor();
    expect(await value('C10')).toBe(45_000);
  });
});

describe('the comparison of five states', () => {
  it('opens with its numbers, its spilled formulas and its looks', async () => {
    await open(join(models, 'home-loan-five-states.xlsx'));
    expect(await formula('B13')).toMatch(/^=DEFICIENCY\(\$B\$6,/);
    expect(await formula('C13')).toMatch(/^=DEFICIENCY\.STATUS\(/);
    await expect.poll(() => value('C13')).toMatch(/^Barred by Cal\. Code Civ\. Proc\. § 580d/);
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
    expect(cell).toMatchObject({ shareType: 'array', ref: 'B13:B17' });
    expect(cell['formula']).toMatch(/^_xldudf_DEFICIENCY\(\$B\$6,/);
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
    await status().filter({ hasText: 'charts are not shown here' }).waitFor();
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

  it('asked nothing of any other machine and logged no error', () => {
    expect(bench.problems).toEqual([]);
    expect(bench.outside).toEqual([]);
  });
});
