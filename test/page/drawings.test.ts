/** Pictures and charts of a file are carried over whole, and only once. */
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { relationshipsOf, textPart } from '../../src/xlsx/package';
import { closeParts, openParts } from '../../src/xlsx/zip';
import { keepDrawings, sheetPaths } from '../../src/page/files/drawings';
import { Followed } from '../../src/page/files/moves';

/** One pixel. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function fileWithPicture(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('House');
  sheet.getCell('A1').value = 1;
  const id = book.addImage({ base64: PICTURE, extension: 'png' });
  sheet.addImage(id, 'B2:C5');
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe('a picture', () => {
  it('is in the saved file once, two rows further down, with no part that nobody names', async () => {
    const file = await fileWithPicture();
    const original = openParts(file);
    const again = new ExcelJS.Workbook();
    await again.xlsx.load(file.slice().buffer);
    const parts = openParts(new Uint8Array(await again.xlsx.writeBuffer()));
    const path = sheetPaths(parts).get('House') ?? '';
    const move = { axis: 'rows', kind: 'insert', at: 0, count: 2, to: 0 } as const;
    keepDrawings(
      parts,
      original,
      [{ was: 'House', from: sheetPaths(original).get('House') ?? '', to: path }],
      new Followed([{ was: 'House', moves: [move], name: 'House' }]),
    );
    expect(textPart(parts, path)?.match(/<drawing\b/g)).toHaveLength(1);
    expect(textPart(parts, relationshipsOf(path))?.match(/relationships\/drawing"/g)).toHaveLength(
      1,
    );
    expect([...parts.keys()].filter((key) => /drawings\/[^/]+\.xml$/.test(key))).toHaveLength(1);
    const saved = new ExcelJS.Workbook();
    await saved.xlsx.load(closeParts(parts).slice().buffer);
    const images = saved.getWorksheet('House')?.getImages();
    expect(images).toHaveLength(1);
    expect(images?.[0]?.range.tl.nativeRow).toBe(3);
    const types = textPart(parts, '[Content_Types].xml') ?? '';
    for (const [, part = ''] of types.matchAll(/PartName="\/([^"]+)"/g))
      expect(parts.has(part), part).toBe(true);
  });
});
