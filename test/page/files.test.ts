/** A colleague's file that is opened, changed in one cell and saved: all else in it is what it was, part by part. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICellData, IWorkbookData } from '@univerjs/core';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { withoutTables } from '../../src/formulas/tables';
import { formulaInFile } from '../../src/page/files/formulas';
import { readFile } from '../../src/page/files/readFile';
import { saveFile, type Snapshot } from '../../src/page/files/saveFile';
import { scopesAreWhole } from '../../src/page/scopes';
import type { SheetModel } from '../../src/sheets/sheet';
import { STYLES } from '../../src/sheets/style';
import { tablesOf } from '../../src/sheets/tablePlaces';
import { styleOf } from '../../src/workbook/univer/model';
import { Book } from '../../src/xlsx/book';
import { Followed, Moves } from '../../src/xlsx/moves';
import { setTextPart, textPart } from '../../src/xlsx/package';
import { workbookFile } from '../../src/xlsx/write';
import { closeParts, openParts } from '../../src/xlsx/zip';
import { gallery } from '../sheets/gallery';

const folder = join(import.meta.dirname, '../data/xlsx/failing');
const file = (name: string) => new Uint8Array(readFileSync(join(folder, `${name}.xlsx`)));

/** Functions that the spreadsheet of the page has, as far as these files use them. */
const KNOWN = new Set(
  'SUM IF YEAR DATE SQRT LN MOD AVERAGE ROUND ROWS COUNTA MAX AGGREGATE LET LAMBDA'.split(' '),
);

interface Opened {
  readonly data: IWorkbookData;
  readonly kept: readonly string[];
  readonly moves: Moves;
  readonly cell: (sheet: number, row: number, column: number) => ICellData;
  readonly save: () => ReturnType<typeof saveFile>;
}

const open = (name: string): Opened => openBytes(file(name));

function openBytes(bytes: Uint8Array): Opened {
  const read = readFile(bytes, 'opened', (one) => KNOWN.has(one));
  if (!read.ok) throw new Error(read.message);
  const data = structuredClone(read.value.data) as IWorkbookData;
  const moves = new Moves();
  const snapshot: Snapshot = {
    data,
    spills: {},
    opened: bytes,
    models: new Map(),
    moves,
    knows: (one) => KNOWN.has(one),
  };
  const cell = (sheet: number, row: number, column: number) => {
    const cells = data.sheets[data.sheetOrder[sheet] as string]?.cellData as Record<
      number,
      Record<number, ICellData>
    >;
    return ((cells[row] ??= {})[column] ??= {});
  };
  return { data, kept: read.value.kept, moves, cell, save: () => saveFile(snapshot) };
}

/** The cells of the first sheet in XML, by address; what is between them and around them under no address. */
function cellsOf(xml: string): Map<string, string> {
  const cells = new Map<string, string>();
  const rest = xml
    .replace(/<(?:\w+:)?dimension[^>]*>/, '')
    .replace(/<((?:\w+:)?)c\b([^>]*?)(?:\/>|>.*?<\/\1c>)/gs, (cell, _, tag: string) => {
      cells.set(/\sr="([A-Z]+\d+)"/.exec(tag)?.[1] ?? `cell ${cells.size}`, cell);
      return '';
    })
    .replace(/<((?:\w+:)?)row\b[^>]*>\s*<\/\1row>/g, '');
  return cells.set('', rest);
}

const files = readdirSync(folder)
  .filter((name) => name.endsWith('.xlsx'))
  .map((name) => name.slice(0, -5))
  .filter((name) => name !== 'page-13-date1904');

describe('opened and saved without a change', () => {
  it.each(files)('%s is the same file, part by part', async (name) => {
    const before = openParts(file(name));
    const after = openParts((await open(name).save()).bytes);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [path, data] of before) expect(after.get(path), path).toEqual(data);
  });
});

describe('one cell changed', () => {
  it('in a block of 25 million cells: their sum is left for Excel, and named', async () => {
    const opened = open('page-27-name-over-big-range');
    expect(opened.kept).toEqual(['S!B1']);
    Object.assign(opened.cell(0, 299, 7), { v: 77, t: 2 });
    expect((await opened.save()).uncomputed).toEqual(['S!B1']);
  });

  it.each(files.filter((name) => name !== 'page-27-name-over-big-range'))(
    '%s: that cell is in the file, and nothing else is another',
    async (name) => {
      const opened = open(name);
      Object.assign(opened.cell(0, 299, 7), { v: 77, t: 2, f: undefined });
      const before = openParts(file(name));
      const after = openParts((await opened.save()).bytes);
      const book = new Book(after);
      const first = book.sheets[0];
      expect(book.sheet(first?.name ?? '')?.value(299, 7)).toBe(77);
      expect([...after.keys()]).toEqual([...before.keys()]);
      for (const [path, data] of before)
        if (path !== first?.path) expect(after.get(path), path).toEqual(data);
      const [was, is] = [before, after].map((parts) =>
        cellsOf(textPart(parts, first?.path ?? '') ?? ''),
      );
      for (const [address, cell] of was ?? []) expect(is?.get(address), address).toBe(cell);
      expect([...(is?.keys() ?? [])].filter((address) => !was?.has(address))).toEqual(['H300']);
    },
  );
});

describe('what the page cannot calculate', () => {
  it('shows the value of the file and keeps the formula', async () => {
    const opened = open('page-31-external-link');
    expect(opened.kept).toEqual(['S!A1']);
    expect(opened.cell(0, 0, 0)).toMatchObject({ v: 1234 });
    expect(opened.cell(0, 0, 0).f).toBeUndefined();
    expect(opened.cell(0, 0, 1)).toMatchObject({ f: '=A1+100', v: 1334 });
  });

  it.each([
    ['page-41-three-d-formulas', 7],
    ['page-10-data-table', 1],
  ])('%s has %d such cells', (name, count) => {
    expect(open(name).kept).toHaveLength(count);
  });

  it('has no old value where it hangs on a changed cell, and is named', async () => {
    const opened = open('page-41-three-d-formulas');
    Object.assign(opened.cell(0, 0, 0), { v: 12 });
    const { bytes, uncomputed } = await opened.save();
    expect(uncomputed).toEqual(['Sheet1!A3', 'Sheet1!B3', 'Sheet1!H3', 'Sheet1!I3']);
    const parts = openParts(bytes);
    const xml = textPart(parts, 'xl/worksheets/sheet1.xml') ?? '';
    expect(xml).toContain('<c r="A3"><f>SUM(Sheet1:Sheet3!A1)</f></c>');
    expect(xml).toContain('<c r="C3"><f>COUNTA(Sheet1:Sheet3!C1)</f><v>1</v></c>');
    expect(textPart(parts, 'xl/workbook.xml')).toContain('fullCalcOnLoad="1"');
  });
});

describe('names', () => {
  it('stay in formulas that come back from the spreadsheet without the name of their own sheet', async () => {
    const opened = open('page-32-named-formulas');
    Object.assign(opened.cell(0, 2, 1), { f: '=($B$1*2)' });
    const xml = textPart(openParts((await opened.save()).bytes), 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('<f>Twice</f>');
  });

  it('that are numbers or sums stand in formulas as what they mean', () => {
    const opened = open('page-32-named-formulas');
    expect(opened.cell(0, 1, 1)).toMatchObject({ f: '=Balance*(0.05)', v: 5000 });
    expect(opened.cell(0, 2, 1)).toMatchObject({ f: '=(Loan!$B$1*2)' });
  });

  it('of a sheet mean its own cells', () => {
    const opened = open('page-33-local-names');
    expect([opened.cell(0, 0, 1).f, opened.cell(1, 0, 1).f]).toEqual(['=A!$A$1', '=B!$A$1']);
  });
});

describe('values', () => {
  it('under merged cells, dates as text, texts before rich text are read', () => {
    expect(open('page-45-value-under-merge').cell(0, 0, 1).v).toBe(7);
    const dates = open('page-01-iso-dates');
    expect([dates.cell(0, 0, 0).v, dates.cell(0, 0, 1).v]).toEqual([39944, 39944.5]);
    expect(open('page-11-richtext-after-plain').cell(0, 0, 0).v).toBe('Beforemid');
  });

  it('a formula that hangs on a change has what the page calculated', async () => {
    const opened = open('page-31-external-link');
    Object.assign(opened.cell(0, 0, 0), { v: 2000 });
    Object.assign(opened.cell(0, 0, 1), { v: 2100 });
    const parts = openParts((await opened.save()).bytes);
    const xml = textPart(parts, 'xl/worksheets/sheet1.xml') ?? '';
    expect(xml).toContain('<c r="A1"><v>2000</v></c><c r="B1"><f>A1+100</f><v>2100</v></c>');
  });
});

/** Two rows put in above the first sheet's first row, as the spreadsheet does it. */
function putInTwoRows(opened: Opened): void {
  const [id = ''] = opened.data.sheetOrder;
  const range = { startRow: 0, endRow: 1, startColumn: 0, endColumn: 25 };
  opened.moves.note('sheet.mutation.insert-row', { subUnitId: id, range });
  const move = { axis: 'rows', kind: 'insert', at: 0, count: 2, to: 0 } as const;
  const was = opened.data.sheets[id]?.name ?? '';
  const followed = new Followed([{ was, moves: [move], name: was }]);
  for (const { name = '', cellData } of Object.values(opened.data.sheets))
    for (const cells of Object.values(cellData as Record<number, Record<number, ICellData>>))
      for (const cell of Object.values(cells)) if (cell.f) cell.f = followed.formula(name, cell.f);
  const sheet = opened.data.sheets[id] as {
    cellData: Record<number, unknown>;
    mergeData?: { startRow: number; endRow: number }[];
  };
  sheet.mergeData?.forEach((one) => {
    one.startRow += 2;
    one.endRow += 2;
  });
  sheet.cellData = Object.fromEntries(
    Object.entries(sheet.cellData).map(([row, cells]) => [Number(row) + 2, cells]),
  );
}

describe('two rows put in above', () => {
  const saved = async (name: string) => {
    const opened = open(name);
    putInTwoRows(opened);
    return openParts((await opened.save()).bytes);
  };

  it('comments, their frames and their cells go down together', async () => {
    const parts = await saved('page-08-comments-two-sheets');
    expect(textPart(parts, 'xl/worksheets/sheet1.xml')).toContain('<row r="3"><c r="A3"><v>5</v>');
    expect(textPart(parts, 'xl/comments1.xml')).toContain('<comment ref="A3"');
    expect(textPart(parts, 'xl/drawings/vmlDrawing1.vml')).toContain('<x:Row>2</x:Row>');
    expect(textPart(parts, 'xl/comments2.xml')).toContain('<comment ref="A1"');
  });

  it('a filter goes down with its criteria, and its hidden row', async () => {
    const parts = await saved('page-17-autofilter');
    const xml = textPart(parts, 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('<autoFilter ref="A3:A5"><filterColumn colId="0">');
    expect(xml).toMatch(/<row r="5" hidden="1">/);
    expect(textPart(parts, 'xl/workbook.xml')).toContain('>S!$A$3:$A$5</definedName>');
  });

  it('lists that Excel keeps apart, array formulas and what is said of a formula follow', async () => {
    const name = 'page-20-default-font';
    const parts = openParts(file(name));
    const path = 'xl/worksheets/sheet1.xml';
    const list = (cells: string) =>
      `<extLst><ext><x14:dataValidations xmlns:x14="x" xmlns:xm="y" count="1"><x14:dataValidation><x14:formula1><xm:f>S!$A$${cells}</xm:f></x14:formula1></x14:dataValidation></x14:dataValidations></ext></extLst>`;
    const xml = textPart(parts, path) ?? '';
    const added = xml
      .replace(
        '</row>',
        '<c r="J1"><f t="array" ref="J1">A1</f></c><c r="K1"><f ca="1">A1</f></c></row>',
      )
      .replace('</worksheet>', `${list('1')}</worksheet>`);
    setTextPart(parts, path, added);
    const opened = openBytes(closeParts(parts));
    putInTwoRows(opened);
    const after = textPart(openParts((await opened.save()).bytes), path) ?? '';
    expect(after).toContain(list('3'));
    expect(after).toContain('<c r="J3"><f t="array" ref="J3">A3</f></c>');
    expect(after).toContain('<c r="K3"><f ca="1">A3</f></c>');
  });

  it('names, printed pages and formulas of other sheets follow', async () => {
    const parts = await saved('page-07-apostrophe');
    const book = textPart(parts, 'xl/workbook.xml') ?? '';
    expect(book).toContain('&apos;D&apos;&apos;Alsace&apos;!$A$3</definedName>');
    expect(book).toContain('&apos;D&apos;&apos;Alsace&apos;!$A$3:$B$7</definedName>');
    expect(book).toContain('&apos;D&apos;&apos;Alsace&apos;!$3:$3</definedName>');
    expect(new Book(parts).sheet('T')?.formulas()[0]?.formula).toBe("'D''Alsace'!A3");
  });

  it('links, lists over whole columns, merged cells and colours go down', async () => {
    const links = textPart(
      await saved('page-03-formula-with-hyperlink'),
      'xl/worksheets/sheet1.xml',
    );
    expect(links).toContain('<hyperlink ref="A3" r:id="rId1"/>');
    expect(links).toContain(`<hyperlink ref="B3" location="'T'!A5" display="jump"/>`);
    const merged = textPart(await saved('page-45-value-under-merge'), 'xl/worksheets/sheet1.xml');
    expect(merged).toContain('<mergeCell ref="A3:B3"/>');
    const coloured = textPart(
      await saved('page-09-conditional-formats'),
      'xl/worksheets/sheet1.xml',
    );
    expect(coloured).toContain('<conditionalFormatting sqref="G3:G12">');
    expect(coloured).toContain('<formula>ISERROR(G3)</formula>');
  });

  it('a table goes down whole; where a heading is gone its frame goes and its formulas name the cells', async () => {
    const parts = await saved('page-05-table');
    expect(textPart(parts, 'xl/tables/table1.xml')).toContain('ref="A3:B6"');
    expect(textPart(parts, 'xl/worksheets/sheet1.xml')).toContain('<f>SUM(Loans[Balance])</f>');
    const opened = open('page-05-table');
    Object.assign(opened.cell(0, 0, 1), { v: 'Loan' });
    const without = openParts((await opened.save()).bytes);
    expect(without.has('xl/tables/table1.xml')).toBe(false);
    const xml = textPart(without, 'xl/worksheets/sheet1.xml') ?? '';
    expect(xml).not.toContain('tablePart');
    expect(xml).toContain('<f>SUM($B$2:$B$4)</f>');
  });
});

describe('what hangs on what the page cannot calculate', () => {
  it('has no value either when that has none', async () => {
    const parts = openParts(file('page-41-three-d-formulas'));
    const path = 'xl/worksheets/sheet1.xml';
    const xml = textPart(parts, path) ?? '';
    const after = '<row r="9"><c r="A9"><f>A3+1</f><v>2</v></c></row></sheetData>';
    setTextPart(parts, path, xml.replace('</sheetData>', after));
    const opened = openBytes(closeParts(parts));
    Object.assign(opened.cell(0, 0, 0), { v: 12 });
    const { bytes, uncomputed } = await opened.save();
    expect(uncomputed).toContain('Sheet1!A9');
    expect(textPart(openParts(bytes), path)).toContain('<c r="A9"><f>A3+1</f></c>');
  });
});

describe('what people do to a sheet', () => {
  it('a bold cell has the look of the cell it was, in bold', async () => {
    const opened = open('page-20-default-font');
    opened.cell(0, 0, 1).s = { ff: 'Arial', fs: 8, bl: 1, vt: 3 };
    const parts = openParts((await opened.save()).bytes);
    const styles = textPart(parts, 'xl/styles.xml') ?? '';
    expect(styles).toMatch(/<font><b\/><sz val="8"\/>.*<name val="Arial"\/><\/font><\/fonts>/);
    const look = new Book(parts).sheet('S')?.look(0, 1) ?? 0;
    expect(styles.match(/<cellXfs.*<\/cellXfs>/s)?.[0].match(/<xf\b/g)).toHaveLength(look + 1);
  });

  it('a sheet that is added, one that is renamed and one that is taken out', async () => {
    const opened = open('page-41-three-d-formulas');
    const [first = '', second = '', third = ''] = opened.data.sheetOrder;
    const { sheets } = opened.data;
    delete sheets[third];
    Object.assign(sheets[second] as object, { name: 'Rates' });
    sheets['mine'] = { id: 'mine', name: 'Mine & yours', cellData: { 0: { 0: { v: 'x', t: 1 } } } };
    opened.data.sheetOrder = ['mine', first, second];
    const book = new Book(openParts((await opened.save()).bytes));
    expect(book.sheets.map(({ name }) => name)).toEqual(['Mine & yours', 'Sheet1', 'Rates']);
    expect(book.sheet('Mine & yours')?.value(0, 0)).toBe('x');
    expect(book.sheet('Rates')?.value(0, 0)).toBe(22);
  });
});

it('a workbook that counts from 1904 is refused with the reason, for its dates would be wrong here', () => {
  const read = readFile(file('page-13-date1904'), 'x');
  expect(read.ok ? '' : read.message).toContain('1904');
});

describe('a hostile workbook', () => {
  const hostile = join(folder, '../hostile');
  const opened = (name: string) => readFile(new Uint8Array(readFileSync(join(hostile, name))), 'x');

  it.each(readdirSync(hostile))('%s is opened or refused with a reason', (name) => {
    const read = opened(name);
    if (!read.ok) expect(read.message).toMatch(/\w+ \w+/);
  });

  it.each(readdirSync(hostile).filter((name) => name.startsWith('settings-')))(
    '%s says when it is opened what of its settings is not used',
    (name) => {
      const read = opened(name);
      expect(read.ok && read.value.warnings.join()).toMatch(/settings? .*(not used|damaged)/);
    },
  );
});

describe('a model that was inserted', () => {
  const portfolio = gallery().get('portfolio')?.sheets ?? [];
  const shown = (opened: Uint8Array | null, data: IWorkbookData, models: Snapshot['models']) =>
    saveFile({ data, spills: {}, opened, models, moves: new Moves(), knows: () => true });

  /** The sheets of the model as the page has them when it inserted them. */
  function inserted(into: IWorkbookData): Map<string, SheetModel> {
    const models = new Map<string, SheetModel>();
    portfolio.forEach((model, n) => {
      const id = `model-${n}`;
      const cellData = model.rows.map((line, row) =>
        Object.fromEntries(
          line.map((cell, column) => {
            const place = { sheet: model.name, row, column };
            const f = cell?.formula && withoutTables(`=${cell.formula}`, tablesOf(model), place);
            const s = cell?.style && styleOf(STYLES[cell.style]);
            return [column, { ...(s && { s }), ...(f ? { f } : { v: cell?.value as string }) }];
          }),
        ),
      );
      into.sheets[id] = { id, name: model.name, cellData: { ...cellData } };
      if (model.hidden) Object.assign(into.sheets[id] as object, { hidden: 1 });
      into.sheetOrder.push(id);
      models.set(id, model);
    });
    return models;
  }

  it('has its table, lists, colours and looks of the house in a file that somebody else wrote', async () => {
    const bytes = file('page-20-default-font');
    const { data } = open('page-20-default-font');
    const models = inserted(data);
    const { bytes: after } = await shown(bytes, data, models);
    const parts = openParts(after);
    const book = new Book(parts);
    expect(book.sheets.map(({ name }) => name)).toEqual([
      'S',
      ...portfolio.map(({ name }) => name),
    ]);
    expect(book.tables.map(({ name }) => name)).toContain('Loans');
    const path = book.sheets[1]?.path ?? '';
    const xml = textPart(parts, path) ?? '';
    expect(xml).toContain('<dataValidations');
    expect(xml).toContain('<conditionalFormatting');
    expect(parts.get('xl/worksheets/sheet1.xml')).toEqual(
      openParts(bytes).get('xl/worksheets/sheet1.xml'),
    );
    const read = new ExcelJS.Workbook();
    await read.xlsx.load(after.slice().buffer);
    const made = new ExcelJS.Workbook();
    const alone = await workbookFile({ title: '', sheets: portfolio });
    await made.xlsx.load(alone.slice().buffer);
    for (const cell of ['A1', 'A13', 'C13', 'C8'])
      expect(read.getWorksheet('Portfolio')?.getCell(cell).style, cell).toEqual(
        made.getWorksheet('Portfolio')?.getCell(cell).style,
      );
  });

  it('is a workbook by itself where none was opened', async () => {
    const data = { sheets: {}, sheetOrder: [], styles: {} } as unknown as IWorkbookData;
    const models = inserted(data);
    const book = new Book(openParts((await shown(null, data, models)).bytes));
    expect(book.sheets.map(({ name }) => name)).toEqual(portfolio.map(({ name }) => name));
    expect(book.sheets.at(-1)?.state).toBe('hidden');
  });
});

describe('names that LET and LAMBDA give', () => {
  it.each([
    ['=LET(x,A1,y,x+1,x*y)', '_xlfn.LET(_xlpm.x,A1,_xlpm.y,_xlpm.x+1,_xlpm.x*_xlpm.y)'],
    [
      '=LET(f,LAMBDA(n,n&"n, f("),f(A1))',
      '_xlfn.LET(_xlpm.f,_xlfn.LAMBDA(_xlpm.n,_xlpm.n&"n, f("),_xlpm.f(A1))',
    ],
    [
      "=LET(rate,'A,rate'!B2,SUM(rate,Other!rate))",
      "_xlfn.LET(_xlpm.rate,'A,rate'!B2,SUM(_xlpm.rate,Other!rate))",
    ],
    ['=LET(a,2,SUM(A:A)*a)', '_xlfn.LET(_xlpm.a,2,SUM(A:A)*_xlpm.a)'],
    [
      '=BYROW(A1:B2,lambda(row,SUM(row)))+row',
      '_xlfn.BYROW(A1:B2,_xlfn.LAMBDA(_xlpm.row,SUM(_xlpm.row)))+row',
    ],
  ])('%s is stored with the marks that Excel reads', (typed, stored) => {
    expect(formulaInFile(typed)).toBe(stored);
  });

  it.each([
    '=LAMBDA(1,2)',
    '=LAMBDA()',
    '=LET(x,1)',
    '=LET(A1,2,A1)',
    '=LAMBDA(x,x',
    '=SUM(LAMBDA(x,))',
  ])('%s has not the form that they need', (formula) => {
    expect(scopesAreWhole(formula)).toBe(false);
  });

  it('leaves a formula without that form in the file, and the others are calculated', () => {
    const { kept } = open('page-52-marks-and-lambdas');
    // What the mark of D1 says is another thing than that it spills.
    expect(kept).toEqual(['Loans!C1', 'Loans!D1']);
  });
});

it('a formula that reads a whole column of its table keeps its one cell', () => {
  expect(open('page-51-whole-column-of-a-table').kept).toEqual(['Loans!D2']);
});
