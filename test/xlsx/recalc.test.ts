/** A workbook's DEFICIENCY cells are computed without Excel, and nothing else in the file changes. */
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { Book } from '../../src/xlsx/book';
import { recalculate } from '../../src/xlsx/recalc';
import { addMetadata } from '../../src/xlsx/spills';
import { addSettings, settingsIn } from '../../src/xlsx/settingsPart';
import { shifted } from '../../src/xlsx/sheetXml';
import { setTextPart, textPart } from '../../src/xlsx/package';
import { closeParts, openParts } from '../../src/xlsx/zip';
import { readSheets } from '../sheets/libreOffice';

type Fill = (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void;

async function bookWith(fill: Fill): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('Loans'), book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const computed = async (file: Uint8Array) => {
  const result = await recalculate(file);
  const sheets = readSheets(result.file);
  return { ...result, cell: (at: string, sheet = 'Loans') => sheets.get(sheet)?.get(at) };
};

const loan: Fill = (sheet) => {
  sheet.getCell('A1').value = 300000;
  sheet.getCell('B1').value = 255000;
  sheet.getCell('C1').value = 'MO';
};

describe('recalc', () => {
  it.each([
    'DEFICIENCY(A1,B1,0,C1)',
    '_xldudf_DEFICIENCY(A1,B1,0,C1)',
    '_xll.DEFICIENCY(A1,B1,,C1)',
    "_xldudf_DEFICIENCY_SHORTFALL(Loans!A1,'Loans'!$B$1)",
    'DEFICIENCY(A1,B1,0,C1)*1',
    'DEFICIENCY(A1-1000*0,B1+0,0,"missouri")',
  ])('computes %s: 300,000 less 255,000', async (formula) => {
    const file = await bookWith((sheet, book) => {
      loan(sheet, book);
      sheet.getCell('D1').value = { formula, result: 1 };
    });
    const { cell, left } = await computed(file);
    expect(left).toEqual([]);
    expect(cell('D1')).toBe(45000);
  });

  it('fills the block of a spilling formula and lets it grow with its table', async () => {
    const file = await bookWith((sheet) => {
      sheet.addTable({
        name: 'Loans',
        ref: 'A1',
        headerRow: true,
        columns: [{ name: 'Balance' }, { name: 'Price' }],
        rows: [
          [300000, 255000],
          [200000, 190000],
          [100000, 130000],
        ],
      });
      sheet.getCell('D2').value = {
        formula: 'DEFICIENCY(Loans[Balance],Loans[Price],0,"MO")',
        result: 7,
        shareType: 'array',
        ref: 'D2:D3',
      } as unknown as ExcelJS.CellFormulaValue;
      sheet.getCell('D3').value = 7;
    });
    const parts = openParts(file);
    const path = 'xl/worksheets/sheet1.xml';
    setTextPart(
      parts,
      path,
      (textPart(parts, path) ?? '').replace('<c r="D2"', '<c r="D2" cm="1"'),
    );
    addMetadata(parts);
    const { cell, file: after } = await computed(closeParts(parts));
    expect([cell('D2'), cell('D3'), cell('D4')]).toEqual([45000, 10000, 0]);
    expect(textPart(openParts(after), path)).toContain('ref="D2:D4"');
  });

  it('says #SPILL! rather than write over what stands in the way', async () => {
    const file = await bookWith((sheet) => {
      sheet.getCell('A1').value = 300000;
      sheet.getCell('A2').value = 200000;
      sheet.getCell('D1').value = {
        formula: 'DEFICIENCY(A1:A2,100000,0,"MO")',
        shareType: 'array',
        ref: 'D1:D1',
      } as unknown as ExcelJS.CellFormulaValue;
      sheet.getCell('D2').value = 'mine';
    });
    const parts = openParts(file);
    const path = 'xl/worksheets/sheet1.xml';
    setTextPart(
      parts,
      path,
      (textPart(parts, path) ?? '').replace('<c r="D1"', '<c r="D1" cm="1"'),
    );
    addMetadata(parts);
    const { cell } = await computed(closeParts(parts));
    expect([cell('D1'), cell('D2')]).toEqual(['#SPILL!', 'mine']);
  });

  it('computes what another DEFICIENCY cell reads first, in whatever order they stand', async () => {
    const file = await bookWith((sheet, book) => {
      loan(sheet, book);
      sheet.getCell('D1').value = { formula: 'DEFICIENCY(E1,20000,0,"MO")', result: 0 };
      sheet.getCell('E1').value = { formula: 'DEFICIENCY(A1,B1,0,C1)', result: 0 };
    });
    expect((await computed(file)).cell('D1')).toBe(25000);
  });

  it('leaves a formula that needs other functions as it was, and says so', async () => {
    const file = await bookWith((sheet, book) => {
      loan(sheet, book);
      sheet.getCell('D1').value = { formula: 'ROUND(DEFICIENCY(A1,B1,0,C1),-3)', result: 12 };
    });
    const { cell, left } = await computed(file);
    expect(cell('D1')).toBe(12);
    expect(left.map(({ where }) => where)).toEqual(['Loans!D1']);
  });

  it('gives a bad row its error and the others their figures', async () => {
    const file = await bookWith((sheet, book) => {
      loan(sheet, book);
      sheet.getCell('A2').value = 'lots';
      for (const row of [1, 2])
        sheet.getCell(`D${row}`).value = { formula: `DEFICIENCY(A${row},1000,0,"MO")`, result: 0 };
    });
    const { cell } = await computed(file);
    expect([cell('D1'), cell('D2')]).toEqual([299000, '#VALUE!']);
  });

  it('computes functions over time too: 250,000 at 6.5% over 365 days is 44.52 a day', async () => {
    const file = await bookWith((sheet) => {
      sheet.getCell('A1').value = {
        formula: '_xldudf_DEFICIENCY_PERDIEM(250000,"6.5%")',
        result: 0,
      };
    });
    expect((await computed(file)).cell('A1')).toBe(44.52);
  });

  it('uses the settings that the workbook carries', async () => {
    const file = await bookWith((sheet) => {
      sheet.getCell('A1').value = { formula: 'DEFICIENCY(300000,255000,0,"CA")', result: 9 };
    });
    const parts = openParts(file);
    addSettings(parts, { version: 1, profile: 'none', when_unknown: 'upper' });
    const open = await computed(closeParts(parts));
    const home = await computed(file);
    expect([home.cell('A1'), open.cell('A1')]).toEqual([0, 45000]);
    expect(settingsIn(openParts(open.file))).toEqual({
      version: 1,
      profile: 'none',
      when_unknown: 'upper',
    });
  });

  it('changes the cells it computes and no other character of the file', async () => {
    const file = await bookWith((sheet, book) => {
      loan(sheet, book);
      sheet.getCell('A5').value = 'kept <b>&amp;</b> "as is"';
      sheet.getCell('B5').value = { formula: 'SUM(D1:D9)', result: 3 };
      sheet.getCell('D1').value = { formula: 'DEFICIENCY(A1,B1,0,C1)', result: 0 };
      sheet.getCell('D1').numFmt = '#,##0.00';
      sheet.addConditionalFormatting({
        ref: 'D1',
        rules: [{ type: 'expression', priority: 1, formulae: ['D1>0'], style: {} }],
      });
      book.addWorksheet('Other').getCell('A1').value = 'untouched';
    });
    const before = openParts(file);
    setTextPart(before, 'customXml/item1.xml', '<mine/>');
    const after = openParts((await recalculate(closeParts(before))).file);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [path, data] of before)
      if (path !== 'xl/worksheets/sheet1.xml') expect(after.get(path), path).toEqual(data);
    const sheet = (parts: typeof after) => textPart(parts, 'xl/worksheets/sheet1.xml') ?? '';
    expect(
      sheet(after)
        .replace('<v>45000</v>', '<v>0</v>')
        .replace(/\sspans="[^"]*"/g, ''),
    ).toBe(sheet(before).replace(/\sspans="[^"]*"/g, ''));
  });

  it('reads shared formulas as they are in each cell', async () => {
    expect(shifted('DEFICIENCY(A2,$B2,B$1,"A2",\'A2\'!A2,T[A2])', 3, 1)).toBe(
      'DEFICIENCY(B5,$B5,C$1,"A2",\'A2\'!B5,T[A2])',
    );
    const file = await bookWith((sheet) => {
      for (const row of [1, 2, 3]) sheet.getCell(`A${row}`).value = 100000 * row;
      sheet.getCell('D1').value = { formula: 'DEFICIENCY(A1,50000,0,"MO")', result: 0 };
      for (const row of [2, 3]) sheet.getCell(`D${row}`).value = { sharedFormula: 'D1', result: 0 };
    });
    const { cell } = await computed(file);
    expect([cell('D1'), cell('D2'), cell('D3')]).toEqual([50000, 150000, 250000]);
  });

  it('names the plain formulas that read what it changed, directly or through others, and no more', async () => {
    const file = await bookWith((sheet, book) => {
      loan(sheet, book);
      sheet.getCell('D1').value = { formula: 'DEFICIENCY(A1,B1,0,C1)', result: 1 };
      sheet.getCell('D2').value = { formula: 'DEFICIENCY(A1,B1,0,C1)', result: 45000 };
      sheet.getCell('E1').value = { formula: 'SUM(D1:D9)*2', result: 0 };
      sheet.getCell('E2').value = { formula: 'IF(D2="D1",1,2)', result: 2 };
      sheet.getCell('E3').value = { formula: 'Total+1', result: 0 };
      book.definedNames.add('Loans!$E$1', 'Total');
      book.addWorksheet('Other one').getCell('A1').value = { formula: "Loans!E1+'Loans'!A1" };
    });
    const { stale, message } = await computed(file);
    expect([...stale].sort()).toEqual(["'Other one'!A1", 'Loans!E1', 'Loans!E3']);
    expect(message).toContain('3 plain formulas read changed cells');
  });

  it('counts dates from 1904 where the workbook does', async () => {
    const file = await bookWith((_, book) => {
      book.properties.date1904 = true;
    });
    expect(new Book(openParts(file)).dateSystem).toBe(1904);
  });
});
