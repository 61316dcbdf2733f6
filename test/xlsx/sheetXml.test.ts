/** Values as a strict workbook writes them: the same workbook was saved by Excel in both ways. */
import { expect, it } from 'vitest';
import { SheetXml } from '../../src/xlsx/sheetXml';

const valueOf = (text: string) =>
  new SheetXml(
    `<worksheet><sheetData><row r="1"><c r="A1" t="d"><v>${text}</v></c></row></sheetData></worksheet>`,
    { name: 'S', strings: [], dateSystem: 1900, spilling: new Set() },
  ).value(0, 0);

it.each([
  ['a day', '2025-07-15', 45_853],
  ['noon of a day', '2025-07-15T12:00:00', 45_853.5],
  ['the first number, which such days know as another one', '1899-12-31', 1],
  ['a time of day', '18:00:00.0', 0.75],
  ['a length of time', 'PT36H0M0.000S', 1.5],
])('%s', (_, text, number) => {
  expect(valueOf(text)).toBe(number);
});
