/** Finished models put into Excel as new sheets: the real client's requests, refused where Excel would refuse them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { address, type SheetModel } from '../../src/sheets/sheet';
import { exhibit } from '../../src/sheets/exhibit';
import { portfolio } from '../../src/sheets/portfolio';
import { sensitivity } from '../../src/sheets/sensitivity';
import { caseOf, readerWith } from '../calculation/support';
import { gallery } from '../sheets/gallery';
import { closeWorkbooks, ExcelHost } from './host/excelHost';
import { GridWorkbook } from './host/grid';

let excel: ExcelHost;
let grid: GridWorkbook;

beforeAll(async () => {
  grid = new GridWorkbook('Loans');
  excel = await ExcelHost.open(grid);
  await excel.addin.addScriptTag({ url: '/test.js' });
}, 120_000);

afterAll(closeWorkbooks);

beforeEach(() => {
  grid = new GridWorkbook('Loans');
  excel.grid = grid;
});

const preparedOn = 20_500;
const record = {
  state: 'FL',
  profile: 'home_loan',
  balance: 300_000,
  sale_price: 255_000,
  fair_value: 270_000,
};

const insert = (sheets: readonly SheetModel[]) =>
  excel.addin.evaluate(async (models) => {
    const host = window.parts.officeHost();
    const plan = await window.parts.planModel(host, models);
    if (!plan.ok) return { made: plan.message, places: [] };
    const done = await window.parts.carryOut(host, plan.value);
    if (done.ok)
      (window as unknown as { undo: () => Promise<unknown> }).undo = () => done.value.undo();
    return { made: done.ok ? 'done' : done.message, places: plan.value.places };
  }, sheets as SheetModel[]);
const undo = () =>
  excel.addin.evaluate(() => (window as unknown as { undo: () => Promise<unknown> }).undo());
const names = () => grid.sheets.map(({ name }) => name);
const asked = (what: RegExp) => grid.looks.filter(([, path]) => what.test(path));

describe('an exhibit', () => {
  const sheets = () => [
    exhibit({
      item: caseOf(record),
      title: 'Smith & "Co" <b>',
      preparedOn,
      textOf: () => '',
    }),
  ];

  it('is made as new sheets with plain formulas, texts as texts, names, looks and the printed page', async () => {
    const made = await insert(sheets());
    expect(made.made).toBe('done');
    expect(names()).toEqual(['Loans', ...made.places]);
    const [place = ''] = made.places;
    const formulas = grid.formulas(`'${place}'!A1:E60`).flat().filter(Boolean);
    expect(formulas.some((formula) => /^=MAX\(/.test(String(formula)))).toBe(true);
    expect(formulas.join('')).not.toContain('_xldudf');
    expect(grid.shown(`'${place}'!A1:E4`).flat().join(' ')).toContain('Smith & "Co" <b>');
    expect([...grid.names.keys()].some((name) => name.endsWith('exhibit_deficiency'))).toBe(true);
    expect(asked(/^numberFormat$/i).length).toBeGreaterThan(3);
    expect(asked(/^pageLayout\.setPrintArea$/i).length).toBe(made.places.length);
    expect(asked(/defaultForAllPages\.leftHeader$/i)[0]?.[2]).toContain('Smith');
  });

  it('takes another name where one is taken, and goes away again when undone', async () => {
    await insert(sheets());
    const first = names();
    const again = await insert(sheets());
    expect(again.places.every((place) => !first.includes(place))).toBe(true);
    await undo();
    expect(names()).toEqual(first);
  });

  it('is not made in a workbook that counts from 1904', async () => {
    grid.dateSystem = 1904;
    const made = await insert(sheets());
    expect(made.made).toContain('counts dates from 1904');
    expect(names()).toEqual(['Loans']);
  });
});

describe('a portfolio', () => {
  it('is a table with lists to choose from and one call for all rows, under the name people type', async () => {
    const sheets = portfolio({
      records: [record, { ...record, state: 'CA' }],
      reader: readerWith({ profile: 'home_loan' }),
      title: 'Two loans',
      preparedOn,
    });
    const made = await insert(sheets);
    expect(made.made).toBe('done');
    const [place = ''] = made.places;
    const formulas = grid.formulas(`'${place}'!A1:P20`).flat().filter(Boolean);
    expect(formulas.some((formula) => /^=DEFICIENCY\.RANGE\(/.test(String(formula)))).toBe(true);
    expect(formulas.some((formula) => /^=DEFICIENCY\.STATUS\(/.test(String(formula)))).toBe(true);
    expect(grid.tables).toHaveLength(1);
    expect(asked(/^dataValidation\.rule$/i).length).toBeGreaterThan(1);
    expect(asked(/^conditionalFormats\.add$/i).length).toBeGreaterThan(0);
    expect(asked(/^freezePanes\./i).length).toBeGreaterThan(0);
  });
});

describe('a sensitivity table', () => {
  it('is shaded from low to high, and has its chart', async () => {
    const made = await insert([
      sensitivity({
        record,
        reader: readerWith({ profile: 'home_loan' }),
        title: 'Prices',
        preparedOn,
      }),
    ]);
    expect(made.made).toBe('done');
    expect(asked(/colorScale\.criteria$/i)).toHaveLength(1);
    expect(asked(/^charts\.add$/i)).toHaveLength(1);
  });
});

describe('every kind of model', () => {
  it.each([...gallery('=1+1 <b>')].map(([name, model]) => ({ name, model })))(
    '$name goes in with all its formulas and its texts as texts',
    async ({ model }) => {
      const made = await insert(model.sheets);
      expect(made).toEqual({ made: 'done', places: model.sheets.map(({ name }) => name) });
      for (const sheet of model.sheets) {
        const width = Math.max(...sheet.rows.map((cells) => cells.length), 1);
        const block = `'${sheet.name}'!A1:${address(width - 1, sheet.rows.length - 1)}`;
        const found = grid.formulas(block).flat();
        const written = found.filter((cell) => typeof cell === 'string' && cell.startsWith('='));
        const meant = sheet.rows.flat().filter((cell) => cell?.formula !== undefined);
        expect(written).toHaveLength(meant.length);
      }
      const hidden = model.sheets.filter((sheet) => sheet.hidden).length;
      expect(asked(/^visibility$/)).toHaveLength(hidden);
    },
  );
});

it('asked nothing of any other machine, and nothing went wrong', () => {
  expect(excel.outside).toEqual([]);
  expect(excel.problems).toEqual([]);
});
