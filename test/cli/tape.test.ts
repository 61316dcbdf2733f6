// A seller's tape goes through the command line as it comes: text or workbook, by its headings, answered loan by loan.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as ExcelJS from 'exceljs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { ran } from '../process';

const root = path.resolve(import.meta.dirname, '../..');
const assess = path.join(root, 'scripts/assess.mjs');
const tape = path.join(root, 'test/data/tapes/seller.csv');
const folder = mkdtempSync(path.join(tmpdir(), 'tape-'));

async function answered(...args: string[]) {
  const { stdout, stderr } = await ran(process.execPath, [assess, ...args], {});
  return { rows: parse<Record<string, string>>(stdout, { columns: true }), stderr };
}

/** The same cells as a workbook, amounts as numbers, with a sheet before them that is no tape. */
async function asWorkbook(): Promise<string> {
  const { Workbook } = createRequire(import.meta.url)('exceljs') as typeof ExcelJS;
  const book = new Workbook();
  book.addWorksheet('Cover').addRow(['Maple Pool 2026-3']);
  const sheet = book.addWorksheet('Loan Tape');
  const rows = parse(readFileSync(tape, 'utf8'));
  for (const row of rows)
    sheet.addRow(
      row.map((cell) => {
        const plain = cell.replace(/[$,]/g, '');
        return /^[1-9]\d*(?:\.\d+)?$/.test(plain) ? Number(plain) : cell || null;
      }),
    );
  const file = path.join(folder, 'tape.xlsx');
  await book.xlsx.writeFile(file);
  return file;
}

// By hand: 300,000 + 8,250.50 + 1,200 + 900 + 149.50 + 6,500 - 255,000 = 62,000, barred after a
// trustee's sale in California; in Texas 255,000 + 4,000 less the value of 235,000 leaves 24,000;
// in Georgia 82,000 + 3,000 - 60,000 = 25,000 or nothing, as the sale was confirmed or not.
const EXPECTED = [
  { loan: '0001001', row: '5', shortfall: '62000', low: '0', high: '0', status: 'barred' },
  { loan: '0001002', row: '6', shortfall: '49000', low: '24000', high: '24000', status: 'limited' },
  { loan: '0001003', row: '7', shortfall: '25000', low: '0', high: '25000', status: 'open' },
];

const ASKED = ['--profile', 'home_loan', '--fields', 'shortfall,low,high,status'] as const;

describe("a seller's tape", () => {
  it('is answered loan by loan, with what is wrong under the number of the loan', async () => {
    const { rows, stderr } = await answered('--tape', tape, ...ASKED);
    expect(rows.slice(0, 3)).toMatchObject(EXPECTED);
    expect(rows.slice(3).map(({ error }) => error)).toEqual([
      'loan 0001004: state: no such state: Florda; did you mean Florida (FL)?',
      expect.stringContaining('loan 0001005: sale_price: is 0 and no day of a sale is told'),
      expect.stringContaining('loan 0001006: state: Prop State is blank'),
    ]);
    expect(stderr).toContain("Mailing State     not read: where the borrower's post goes");
    expect(stderr).toContain('1 open: 0 to 25,000');
    expect(stderr).toContain('row 11 was left out: a total');
  });

  it('is the same as a workbook', async () => {
    const { rows } = await answered('--tape', await asWorkbook(), ...ASKED);
    expect(rows).toHaveLength(6);
    expect(rows.slice(0, 3)).toMatchObject(EXPECTED);
  });

  it('is read the next time as it was corrected', async () => {
    const map = path.join(folder, 'columns.json');
    await answered('--tape', tape, '--map', map);
    const kept = JSON.parse(readFileSync(map, 'utf8')) as Record<string, string>;
    expect(kept).toMatchObject({
      'unpaid principal balance': 'principal',
      'bpo value': 'fair_value',
    });
    writeFileSync(map, JSON.stringify({ ...kept, 'bpo value': '' }));
    const { rows } = await answered('--tape', tape, '--map', map, ...ASKED);
    // Without a value nothing says what Texas would credit: from nothing to the shortfall.
    expect(rows[1]).toMatchObject({ low: '0', high: '49000', status: 'open' });
  });
});
