/** Pictures and charts of a file stay where their cells are. */
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { followParts } from '../../src/xlsx/follow';
import { Followed } from '../../src/xlsx/moves';
import { textPart } from '../../src/xlsx/package';
import { openParts } from '../../src/xlsx/zip';

/** One pixel. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

it('a picture stands two rows further down when two rows are put in above', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('House');
  sheet.getCell('A1').value = 1;
  const id = book.addImage({ base64: PICTURE, extension: 'png' });
  sheet.addImage(id, 'B2:C5');
  const parts = openParts(new Uint8Array(await book.xlsx.writeBuffer()));
  const before = new Map(parts);
  const row = () =>
    Number(/<xdr:row>(\d+)/.exec(textPart(parts, 'xl/drawings/drawing1.xml') ?? '')?.[1]);
  expect(row()).toBe(1);
  const move = { axis: 'rows', kind: 'insert', at: 0, count: 2, to: 0 } as const;
  followParts(parts, new Followed([{ was: 'House', moves: [move], name: 'House' }]));
  expect(row()).toBe(3);
  expect([...parts.keys()]).toEqual([...before.keys()]);
  expect(parts.get('xl/media/image1.png')).toBe(before.get('xl/media/image1.png'));
});
