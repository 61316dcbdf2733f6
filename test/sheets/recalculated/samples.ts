/** The files that models become: valid, the same each time, safe against what people type, and fast. */
import ExcelJS from 'exceljs';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleWorkbooks, staleSamples } from '../../../scripts/models';
import { workbookOf } from '../../../src/cli/workbook/commands';
import { recalculate } from '../../../src/xlsx/recalc';
import { settingsIn } from '../../../src/xlsx/settingsPart';
import { tapeIn } from '../../../src/xlsx/tape';
import { workbookFile } from '../../../src/xlsx/write';
import { textPart } from '../../../src/xlsx/package';
import { closeParts, openParts } from '../../../src/xlsx/zip';
import { withoutCalls } from '../../../src/sheets/addIn';
import { cleanText, inFormula, sheetName, type WorkbookModel } from '../../../src/sheets/sheet';
import { TODAY } from '../../calculation/support';
import { gallery } from '../gallery';
import { pictured, readSheets, recalculated } from '../libreOffice';

const ARTEFACTS = path.join(import.meta.dirname, '../../../test-artifacts/models');

/** True for XML in which every tag is closed in order. */
function wellFormed(xml: string): boolean {
  const open: string[] = [];
  const tags = xml.replace(/<\?.*?\?>|<!--.*?-->/gs, '');
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/.test(tags)) return false;
  for (const [tag, slash = '', name = '', , end = ''] of tags.matchAll(
    /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>/g,
  )) {
    if (tag === '') return false;
    if (slash) {
      if (open.pop() !== name) return false;
    } else if (!end) open.push(name);
  }
  return open.length === 0;
}

describe('the sample workbooks', () => {
  const files = new Map<string, Uint8Array>();
  const plain = recalculated(async () => {
    const made = new Map<string, Uint8Array>();
    for (const [file, model] of sampleWorkbooks())
      made.set(file.replace('.xlsx', ''), await workbookFile(withoutCalls(model)));
    return made;
  });

  beforeAll(async () => {
    for (const [file, model] of sampleWorkbooks())
      files.set(file.replace('.xlsx', ''), await workbookFile(model));
  });

  it('are what the code makes now: if not, run scripts/models.ts', async () => {
    expect(await staleSamples()).toEqual([]);
  });

  it('print their charts with their cells', async () => {
    for (const [name, { sheets }] of gallery()) {
      const book = new ExcelJS.Workbook();
      const file = await workbookFile(gallery().get(name) as WorkbookModel);
      await book.xlsx.load(file as unknown as ExcelJS.Buffer);
      for (const { name: sheet, hidden, charts = [] } of sheets) {
        const area = book.getWorksheet(sheet)?.pageSetup.printArea;
        const last = /:[A-Z]+(\d+)$/.exec(area ?? '')?.[1];
        expect(area === undefined, `${name} ${sheet}`).toBe(Boolean(hidden));
        for (const { to } of charts) expect(Number(last)).toBeGreaterThanOrEqual(to[1]);
      }
    }
  });

  it('consist of well-formed parts, each with its type', () => {
    for (const [name, file] of files) {
      const parts = openParts(file);
      const types = textPart(parts, '[Content_Types].xml') ?? '';
      for (const part of parts.keys()) {
        expect(wellFormed(textPart(parts, part) ?? ''), `${name} ${part}`).toBe(true);
        if (part.endsWith('.rels') || part === '[Content_Types].xml') continue;
        const known = types.includes(`PartName="/${part}"`) || /Extension="xml"/.test(types);
        expect(known, `${name} ${part} has no type`).toBe(true);
      }
      for (const [, part] of types.matchAll(/PartName="\/([^"]+)"/g))
        expect(parts.has(part as string), `${name} lacks ${part}`).toBe(true);
    }
  });

  it('open in exceljs', async () => {
    for (const file of files.values()) {
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(file as unknown as ExcelJS.Buffer);
      expect(book.worksheets.length).toBeGreaterThan(0);
    }
  });

  it('show no error in LibreOffice once the calls of the add-in are figures', async () => {
    for (const [name, sheets] of await plain())
      for (const [sheet, cells] of sheets)
        for (const [at, value] of cells) {
          const meant = name === 'portfolio-500-loans' && /^[BCD]\d+$/.test(at);
          if (!meant) expect(String(value), `${name} ${sheet}!${at}`).not.toMatch(/^#/);
        }
  }, 120_000);

  it('print to pages as every kind of model does, which are kept to be looked at', async () => {
    // Every sample is of one of these kinds.
    const kinds = new Map<string, Uint8Array>();
    for (const [name, model] of gallery()) kinds.set(name, await workbookFile(withoutCalls(model)));
    rmSync(ARTEFACTS, { recursive: true, force: true });
    await pictured(kinds, ARTEFACTS);
    const pages = readdirSync(ARTEFACTS);
    for (const name of kinds.keys())
      expect(
        pages.filter((page) => page.startsWith(`${name}-`)).length,
        `pages of ${name}`,
      ).toBeGreaterThan(0);
  }, 120_000);

  it.each(['portfolio-500-loans', 'home-loan-five-states'])(
    'stores in %s what the add-in computes from its formulas and settings',
    async (name) => {
      const file = files.get(name) as Uint8Array;
      const result = await recalculate(file);
      expect(result.left).toEqual([]);
      expect(result.computed).toBe(2);
      expect(readSheets(result.file)).toEqual(readSheets(file));
      expect(settingsIn(openParts(file))).toEqual({ version: 1, profile: 'none' });
    },
  );

  it('can be read as a tape again: the results beside the names hide no loan number', () => {
    const tape = tapeIn(files.get('portfolio-500-loans') as Uint8Array, {}, 100_000_000);
    const ids = tape.ok ? tape.value.loans.map(({ id }) => id) : [];
    expect([ids.length, ids[0], ids[499]]).toEqual([500, 'L-0001', 'L-0500']);
  });

  it('give one deficiency in the letter and in the exhibit beside it', () => {
    const sheets = readSheets(files.get('vehicle-repossession') as Uint8Array);
    // 21,840.12 + 486.30 + 75 - 388.20 + 1,290 - 14,600
    expect(sheets.get('Deficiency')?.get('B5')).toBe(8703.22);
    const letter = [...(sheets.get('Explanation') ?? new Map<string, unknown>()).values()];
    expect(letter).toContain(8703.22);
  });

  it('keep the settings in a part of their own, and offer no add-in to those who have none', () => {
    const parts = openParts(files.get('portfolio-500-loans') as Uint8Array);
    expect([...parts.keys()].filter((path) => /webextension|taskpane/i.test(path))).toEqual([]);
    expect(textPart(parts, 'customXml/item1.xml')).toContain('<recourse xmlns="urn:recourse">');
    expect(textPart(parts, 'xl/_rels/workbook.xml.rels')).toContain('"../customXml/item1.xml"');
  });

  it('name the add-in as the manifest does, and the catalogue, where one is offered', async () => {
    const manifest = readFileSync(path.join(import.meta.dirname, '../../../manifest.xml'), 'utf8');
    const id = /<Id>(.*)<\/Id>/.exec(manifest)?.[1] ?? '';
    const part = 'xl/webextensions/webextension1.xml';
    const model = sampleWorkbooks().get('portfolio-500-loans.xlsx') as WorkbookModel;
    const file = await workbookFile({ ...model, offer: 'admin' });
    const extension = textPart(openParts(file), part);
    expect(extension).toContain(`<we:reference id="${id}"`);
    expect(extension).toContain('store="EXCatalog" storeType="EXCatalog"');
    expect(settingsIn(openParts(file))).toEqual({ version: 1, profile: 'none' });
  });
});

const HOSTILE = [
  '=HYPERLINK("http://example.com","pay")',
  '+1+1',
  '@SUM(A1)',
  "-2+3+cmd|' /C calc'!A0",
  '<script>alert(1)</script> & "quotes"',
  'bell\u0007 null\u0000 half \ud800',
  '_x0041_ stays',
  '\u202Ereversed \u05E9\u05DC\u05D5\u05DD \u{1F3E0}',
  'x'.repeat(40000),
];

describe('what people type', () => {
  it('stays text in every model', async () => {
    const records = HOSTILE.map((id) => ({
      id,
      balance: 300000,
      sale_price: 255000,
      state: 'MO',
    }));
    const file = await workbookFile(
      workbookOf('portfolio', { loans: records }, HOSTILE.join(' '), TODAY),
    );
    const sheet = textPart(openParts(file), 'xl/worksheets/sheet1.xml') ?? '';
    expect(wellFormed(sheet)).toBe(true);
    expect(sheet.match(/<f[ >]/g)?.length).toBe(3 + 25);
    const cells = readSheets(file).get('Portfolio');
    expect(cells?.get('A13')).toBe(HOSTILE[0]);
    expect(cells?.get('A17')).toBe(HOSTILE[4]);
    expect(cells?.get('A18')).toBe('bell null half ');
    expect(cells?.get('A19')).toBe('_x0041_ stays');
    expect(String(cells?.get('A21')).length).toBe(32767);
  });

  const formulasIn = (models: ReadonlyMap<string, WorkbookModel>) =>
    new Map(
      [...models].map(([name, { sheets }]) => [
        name,
        sheets.flatMap(({ rows }) => rows.flat()).filter((cell) => cell?.formula !== undefined)
          .length,
      ]),
    );

  it.each(HOSTILE.map((text) => [text.slice(0, 30), text]))(
    'stays text in every kind of model: %s',
    async (_, text) => {
      const models = gallery(text);
      expect(formulasIn(models)).toEqual(formulasIn(gallery()));
      for (const [name, model] of models) {
        const parts = openParts(await workbookFile(model));
        for (const part of parts.keys())
          expect(wellFormed(textPart(parts, part) ?? ''), `${name} ${part}`).toBe(true);
        const sheets = readSheets(closeParts(parts));
        const [first] = sheets.values();
        const shown = cleanText(text).slice(0, 200);
        const texts = [...(first?.values() ?? [])].map(String);
        expect(
          texts.some((one) => one.includes(shown)),
          name,
        ).toBe(true);
      }
    },
  );

  it('stays text in the title and the page header of an exhibit', async () => {
    for (const title of HOSTILE) {
      const made = workbookOf(
        'exhibit',
        { balance: 300000, sale_price: 255000, state: 'MO' },
        title,
        TODAY,
      );
      const parts = openParts(await workbookFile(made));
      for (const part of parts.keys())
        expect(wellFormed(textPart(parts, part) ?? ''), `${title.slice(0, 30)} ${part}`).toBe(true);
      const header = /<oddHeader>(.*?)<\/oddHeader>/s.exec(
        textPart(parts, 'xl/worksheets/sheet1.xml') ?? '',
      )?.[1];
      expect((header ?? '').length).toBeLessThan(300);
    }
  });

  it('is written into formulas in strings that Excel takes, 255 characters at most', () => {
    expect(inFormula('say "no"')).toBe('"say ""no"""');
    expect(inFormula('')).toBe('""');
    expect(inFormula('x'.repeat(255))).toBe(`"${'x'.repeat(255)}"`);
    expect(inFormula('x'.repeat(300))).toBe(`("${'x'.repeat(255)}"&"${'x'.repeat(45)}")`);
  });

  it('makes names that a sheet can have', () => {
    expect(sheetName("'A/B [draft]: *?\\'")).toBe('A-B -draft-- ---');
    expect(sheetName('', ['sheet'])).toBe('Sheet (2)');
    expect(sheetName('x'.repeat(50), ['X'.repeat(31)])).toBe(`${'x'.repeat(27)} (2)`);
  });
});
