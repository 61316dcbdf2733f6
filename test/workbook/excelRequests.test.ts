/** How Excel is asked: patiently, in one step of undo, in pieces that it takes, and by either name of a function. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asOneStep, attempt, bySum, excelFailure, halved } from '../../src/workbook/excel/excel';
import { officeHost } from '../../src/workbook/excel/officeHost';

class Refusal extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** The newest requirement set of the Excel that is emulated, and what it was asked with. */
let newest = 20;
let asked: unknown[] = [];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('OfficeExtension', { Error: Refusal });
  vi.stubGlobal('Office', {
    EventType: {},
    context: {
      document: { settings: { get: () => undefined }, addHandlerAsync: () => undefined },
      requirements: {
        isSetSupported: (_: string, version: string) => Number(version.split('.')[1]) <= newest,
      },
    },
  });
});

afterEach(() => vi.unstubAllGlobals());

/** An Excel whose every request is answered in the same way. */
const excelThat = (answer: () => unknown) =>
  vi.stubGlobal('Excel', {
    run: (options: unknown) => {
      asked.push(options);
      return Promise.resolve().then(answer);
    },
  });

describe('an action', () => {
  it('is one step of Ctrl+Z where Excel can, and waits until a cell is typed in to its end', () => {
    newest = 20;
    expect(asOneStep()).toEqual({ delayForCellEdit: true, mergeUndoGroup: true });
    newest = 19;
    expect(asOneStep()).toEqual({ delayForCellEdit: true });
  });

  it('waits for the cell in every request, and says a refusal in words', async () => {
    excelThat(() => {
      throw new Refusal('InvalidOperationInCellEditMode');
    });
    expect(await attempt(() => Promise.reject(new Error('not reached')))).toMatchObject({
      message: 'Finish typing in the cell first, then try again.',
    });
    expect(asked).toEqual([{ delayForCellEdit: true }]);
  });

  it('does not take a bug for a refusal', () => {
    expect(() => excelFailure(new TypeError('bug'))).toThrow('bug');
  });
});

describe('a block that is too much for one request', () => {
  const block = { sheet: 'Loans', row: 10, column: 0, rows: 9, columns: 1 };

  it('is asked for in halves until Excel takes them, from top to bottom', async () => {
    const tried: number[] = [];
    const rows = await halved(block, ({ row, rows: count }) => {
      tried.push(count);
      if (count > 3) throw new Refusal('ResponsePayloadSizeLimitExceeded');
      return Promise.resolve(Array.from({ length: count }, (_, r) => row + r));
    });
    expect(rows).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18]);
    expect(tried).toEqual([9, 5, 3, 2, 4, 2, 2]);
  });

  it('is written in parts by the sum of its texts and the number of its cells, each row once', () => {
    const long = 'x'.repeat(600_000);
    expect(bySum([[long], [long], ['short'], ['short']])).toEqual([
      [0, 1],
      [1, 4],
    ]);
    const wide = Array.from({ length: 20_000 }, () => 1);
    expect(bySum([wide, wide, wide])).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });

  it('is refused where one row alone is too much, and for any other reason at once', async () => {
    const refusing = (code: string) =>
      halved(block, () => Promise.reject(new Refusal(code))).catch((error: Refusal) => error.code);
    expect(await refusing('RequestPayloadSizeLimitExceeded')).toBe(
      'RequestPayloadSizeLimitExceeded',
    );
    expect(await refusing('AccessDenied')).toBe('AccessDenied');
  });
});

describe('the selection', () => {
  const host = () => officeHost({ sheetAnew: () => Promise.resolve(null), log: () => undefined });

  it('is the last one while Excel cannot say, and none where no cells are selected', async () => {
    newest = 4;
    const excel = host();
    excelThat(() => ({ address: 'C2' }));
    expect(await excel.selection()).toEqual({ address: 'C2' });
    excelThat(() => {
      throw new Refusal('GeneralException');
    });
    expect(await excel.selection()).toEqual({ address: 'C2' });
    excelThat(() => {
      throw new Refusal('InvalidSelection');
    });
    expect(await excel.selection()).toBeNull();
  });
});

describe('a file on a Mac', () => {
  it('opens as a new workbook, for downloads do nothing there', async () => {
    newest = 4;
    const opened: string[] = [];
    vi.stubGlobal('Excel', {
      createWorkbook: (base64: string) => Promise.resolve(void opened.push(base64)),
      run: () => Promise.resolve(),
    });
    const host = officeHost({ sheetAnew: () => Promise.resolve(null), log: () => undefined });
    expect(await host.openCopy?.(new Uint8Array([80, 75, 3, 4]))).toMatchObject({ ok: true });
    expect(opened).toEqual(['UEsDBA==']);
  });
});

it('a sheet of ours is not touched where the part that clears it could not be loaded', async () => {
  newest = 4;
  excelThat(() => undefined);
  const host = officeHost({ sheetAnew: () => Promise.resolve(null), log: () => undefined });
  asked = [];
  expect(await host.write([{ kind: 'sheet', sheet: 'Recourse settings', cells: [['x']] }])).toEqual(
    {
      ok: false,
      message: 'A part of the program could not be loaded: check the connection, then try again.',
    },
  );
  expect(asked).toEqual([]);
});
