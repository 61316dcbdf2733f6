/** Workbooks that other programs wrote in their own way, and those that somebody wrote to do harm. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Book } from '../../src/xlsx/book';
import { setTextPart, textPart } from '../../src/xlsx/package';
import { recalculate } from '../../src/xlsx/recalc';
import { closeParts, openParts } from '../../src/xlsx/zip';

const folder = join(import.meta.dirname, '../data/xlsx');
const file = (name: string) => new Uint8Array(readFileSync(join(folder, `${name}.xlsx`)));

/** What stands in cells of a recalculated file, by the same book that recalc reads with. */
async function computed(name: string, cells: readonly (readonly [string, number, number])[]) {
  const result = await recalculate(file(name));
  const book = new Book(openParts(result.file));
  return cells.map(([sheet, row, column]) => book.sheet(sheet)?.value(row, column));
}

/** 100,000 and costs of 5,000 less a price of 60,000, as long as nobody gives the value that Texas would credit. */
const TEXAS = 45_000;

describe('a workbook written in another way is computed', () => {
  it.each([
    ['with prefixes of its own', 'recalc-1-prefixed-xml'],
    ['with backslashes in the names of its parts', 'recalc-2-backslash-names'],
    ['in UTF-16', 'recalc-3-utf16'],
    ['with single quotes', 'recalc-5-single-quotes'],
    ['with cells that do not say where they are', 'recalc-10-no-cell-refs'],
    ['with another prefix for relationships', 'page-24-other-rel-prefix'],
    ['with a sheet in a file of another name', 'page-44-numbers-sheet-name'],
  ])('%s', async (_, name) => {
    expect(await computed(`failing/${name}`, [['S', 0, 1]])).toEqual([TEXAS]);
  });

  it('with dates as text: 8 percent of 100,000 over the 181 days from 15 January to 15 July 2025', async () => {
    const interest = 3_967.12;
    const cells = [2, 3, 4].map((column) => ['S', 0, column] as const);
    expect(await computed('failing/recalc-6-iso-date-cells', cells)).toEqual([
      interest,
      interest,
      interest,
    ]);
  });

  it('with texts and formulas in CDATA', async () => {
    const [newMexico, texas] = await computed('failing/recalc-7-cdata', [
      ['S', 0, 1],
      ['S', 0, 2],
    ]);
    expect(newMexico).toMatch(/^Recoverable/);
    expect(texas).toMatch(/^Open, 0 to 45,000/);
  });

  it('with shared formulas over whole columns: the second cell reads the second column', async () => {
    const cells = [0, 1].flatMap((row) => [0, 1].map((column) => ['T', row, column] as const));
    expect(await computed('failing/recalc-9-shared-whole-columns', cells)).toEqual([
      999, 1_999, 999, 1_999,
    ]);
  });

  it.each([
    ['recalc-1-prefixed-xml', '<x:v>-7</x:v>', '<x:v>45000</x:v>'],
    ['recalc-3-utf16', '<v>-7</v>', '<v>45000</v>'],
    ['recalc-10-no-cell-refs', '<v>-7</v>', '<v>45000</v>'],
  ])('%s: and nothing else in it changes', async (name, was, is) => {
    const before = openParts(file(`failing/${name}`));
    const after = openParts((await recalculate(file(`failing/${name}`))).file);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const path of before.keys())
      if (path.includes('sheet1'))
        expect(textPart(after, path)).toBe(textPart(before, path)?.replace(was, is));
      else expect(after.get(path), path).toEqual(before.get(path));
  });
});

describe('known corruptions of our names', () => {
  it.each([
    '[1]!_xldudf_DEFICIENCY',
    'Recourse.xla!_xldudf_DEFICIENCY',
    "'C:\\x\\R.xlam'!_xldudf_DEFICIENCY",
  ])('%s is read as ours', async (name) => {
    const parts = openParts(file('failing/page-44-numbers-sheet-name'));
    const path = 'xl/worksheets/sheet.xml';
    const xml = textPart(parts, path) ?? '';
    setTextPart(parts, path, xml.replace('_xldudf_DEFICIENCY', name));
    const result = await recalculate(closeParts(parts));
    expect(new Book(openParts(result.file)).sheet('S')?.value(0, 1)).toBe(TEXAS);
    expect(textPart(openParts(result.file), path)).toContain(`${name}(`);
  });

  it.each([
    ['<f>DEFICIENCY</f>', 'a name in place of a call'],
    ['<is><t>=DEFICIENCY(A1,60000,5000,"TX")</t></is>', 'a formula that became text'],
  ])('%s is named, and a failure, where nothing was computed', async (inside) => {
    const parts = openParts(file('failing/page-44-numbers-sheet-name'));
    const path = 'xl/worksheets/sheet.xml';
    const xml = textPart(parts, path) ?? '';
    const type = inside.startsWith('<is>') ? ' t="inlineStr"' : '';
    setTextPart(
      parts,
      path,
      xml.replace(/<c r="B1"[^>]*>.*?<\/c>/, `<c r="B1"${type}>${inside}</c>`),
    );
    const { left, failed } = await recalculate(closeParts(parts));
    expect(failed).toBe(true);
    expect(left.map(({ where }) => where)).toEqual(['S!B1']);
  });

  it('a call under no name of ours is left, told, and a failure', async () => {
    const parts = openParts(file('failing/page-44-numbers-sheet-name'));
    const path = 'xl/worksheets/sheet.xml';
    const xml = textPart(parts, path) ?? '';
    setTextPart(parts, path, xml.replace('_xldudf_DEFICIENCY', 'DEFICIENCY.OF'));
    const { left, failed } = await recalculate(closeParts(parts));
    expect(failed).toBe(true);
    expect(left.map(({ where }) => where)).toEqual(['S!B1']);
  });
});

describe('a hostile workbook', () => {
  it.each([
    ['crc-flipped', 'sheet1.xml is damaged'],
    ['lyingsize', 'sheet1.xml is damaged'],
    ['rowbig', 'it has a row 1000000000'],
    ['redos-row-80000', 'the sheet Sheet1 is damaged'],
    ['redos-si-80000', 'the list of texts is damaged'],
  ])('%s is refused at once', async (name, why) => {
    const start = performance.now();
    await expect(recalculate(file(`hostile/${name}`))).rejects.toThrow(why);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it.each([
    ['arrayref', 'fills more cells'],
    ['arrayref2', 'fills more cells'],
    ['badentity', 'Sheet1!A1 cannot be read'],
    ['deepcall', 'longer than a formula can be'],
    ['nest400', '400 deep'],
    ['circular', 'goes round in a circle'],
  ])('%s: its formula is left with the reason, at once', async (name, why) => {
    const start = performance.now();
    const { computed: count, left, failed } = await recalculate(file(`hostile/${name}`));
    expect(count).toBe(0);
    expect(failed).toBe(true);
    expect(left.map((one) => one.why).join('\n')).toContain(why);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('every formula of a circle is left, and what hangs on it', async () => {
    const { left } = await recalculate(file('hostile/circular'));
    expect(left.map(({ where }) => where).sort()).toEqual(['Sheet1!A1', 'Sheet1!B1', 'Sheet1!C1']);
  });

  it('unpacks to no more than is allowed', () => {
    expect(() => openParts(file('hostile/circular'), 500)).toThrow('unpacks to more');
  });

  it('cut off anywhere is refused with a sentence', () => {
    const whole = file('hostile/circular');
    for (let length = 0; length < whole.length; length += 97)
      expect(() => openParts(whole.subarray(0, length))).toThrow(/^it /);
  });
});

describe('settings that cannot be used', () => {
  it.each([
    ['settings-damagedjson', 'damaged'],
    ['settings-badprofile', "no profile called 'spaceship'"],
    ['settings-badfact', "'teleport'"],
    ['settings-capneg', 'negative'],
    ['settings-newer', 'newer version'],
    ['settings-verstr', 'version'],
  ])('%s: told, and no number is made of what would be assumed', async (name, why) => {
    const { warnings, computed: count, failed } = await recalculate(file(`hostile/${name}`));
    expect(warnings.join('\n')).toContain(why);
    expect([count, failed]).toEqual([0, true]);
  });

  it('are told too where the user asks to compute without them', async () => {
    const options = { assumeDefaults: true };
    const result = await recalculate(file('hostile/settings-badprofile'), options);
    expect(result.warnings).toHaveLength(1);
    expect(result.computed).toBe(2);
  });
});

describe('what is no .xlsx workbook is named for what it is', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
  const wide = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]);
  it.each([
    ['an empty file', new Uint8Array(), 'empty'],
    ['words', bytes('just words'), 'no .xlsx workbook'],
    ['an old workbook', new Uint8Array([...old, 0, 0, 0]), 'old .xls kind'],
    ['a protected one', new Uint8Array([...old, 0, ...wide]), 'has a password'],
  ])('%s', async (_, content, why) => {
    await expect(recalculate(content)).rejects.toThrow(why);
  });

  it('a binary one', async () => {
    const parts = openParts(file('hostile/circular'));
    const types = textPart(parts, '[Content_Types].xml') ?? '';
    setTextPart(
      parts,
      '[Content_Types].xml',
      types
        .replace(/spreadsheetml\.sheet\.main\+xml/, 'spreadsheetml.sheet.binary.macroEnabled.main')
        .replace(
          /application\/vnd\.openxmlformats-officedocument\.(?=spreadsheetml\.sheet\.binary)/,
          'application/vnd.ms-excel.',
        ),
    );
    await expect(recalculate(closeParts(parts))).rejects.toThrow('binary workbook (.xlsb)');
  });
});
