/** Cells as Excel hands them over: data types, errors, blanks, whole columns. */
import { beforeEach, describe, expect, it } from 'vitest';
import { NEW_WORKBOOK } from '../../src/calculation/settings/settings';
import { callFunction } from '../../src/functions/all';
import { isCellError, type Cell } from '../../src/functions/cells';
import { useSettings } from '../../src/functions/session';

const call = (id: string, ...args: unknown[]): Cell[][] => callFunction(id, args);

const message = (cell: Cell | undefined): string =>
  isCellError(cell) ? `${cell.error} ${cell.message}` : `no error: ${String(cell)}`;

beforeEach(() => useSettings(NEW_WORKBOOK));

/** The objects by which Excel hands over what is more than a number or a text (Office.js, `Excel.CellValue`). */
const formatted = (basicValue: number, numberFormat = '$#,##0.00') => ({
  type: 'FormattedNumber',
  basicType: 'Double',
  basicValue,
  numberFormat,
});
const entity = (text: string, type = 'Entity') => ({
  type,
  basicType: 'Error',
  basicValue: '#VALUE!',
  text,
  properties: { Name: { type: 'String', basicValue: text } },
});
const error = (basicValue: string, errorType = 'NotAvailable') => ({
  type: 'Error',
  basicType: 'Error',
  basicValue,
  errorType,
});

describe('data types', () => {
  it('are read as the number or the text they show', () => {
    const texas = entity('Missouri', 'LinkedEntity');
    expect(call('DEFICIENCY', formatted(300), [[formatted(100)]], 0, [[texas]])).toEqual([[200]]);
    const bool = { type: 'Boolean', basicType: 'Boolean', basicValue: true };
    const text = { type: 'String', basicType: 'String', basicValue: 'recourse=none' };
    expect(call('DEFICIENCY', 300, 100, 0, 'MO', null, [[text]])).toEqual([[0]]);
    expect(call('DEFICIENCY', 300, 100, 0, 'MO', null, [['owner occupied', bool]])).toEqual([
      [200],
    ]);
  });

  it('that are empty are blank', () => {
    const empty = { type: 'Empty', basicType: 'Empty', basicValue: '' };
    expect(call('DEFICIENCY', [[300], [empty]], [[100], [empty]], 0, 'MO')).toEqual([[200], ['']]);
  });

  it('nested in an array of one are that one; a larger array is no value of one cell', () => {
    const array = (...row: unknown[]) => ({
      type: 'Array',
      basicType: 'Error',
      basicValue: '#VALUE!',
      elements: [row],
    });
    expect(call('DEFICIENCY', [[array(formatted(300))]], 100, 0, 'MO')).toEqual([[200]]);
    expect(message(call('DEFICIENCY', [[array(1, 2)]], 100, 0, 'MO')[0]?.[0])).toBe(
      '#VALUE! balance: this cell holds #VALUE!',
    );
  });

  it('of a picture or of another add-in without a text are no value', () => {
    const picture = { type: 'WebImage', basicType: 'Error', basicValue: '#VALUE!', address: 'x' };
    for (const odd of [picture, {}, { type: 'Function' }])
      expect(message(call('DEFICIENCY', [[odd]], 100, 0, 'MO')[0]?.[0])).toBe(
        '#VALUE! balance: this cell holds #VALUE!',
      );
  });

  it('take a formatted date of our own answer into the next function: 45,450 is 7 June 2024', () => {
    const plain = call('DEFICIENCY.INTEREST', 100_000, '10%', 45_450, 45_815, 'actual/365');
    const given = ['10%', formatted(45_450, 'yyyy-mm-dd'), formatted(45_815, 'yyyy-mm-dd')];
    expect(call('DEFICIENCY.INTEREST', 100_000, ...given, 'actual/365')).toEqual(plain);
    expect(plain[0]?.[0]).toBe(10_000);
  });
});

describe('errors that other formulas left in cells', () => {
  const balances = [[300], [error('#N/A')], [300], [300]];
  const prices = [[100], [100], [error('#DIV/0!', 'Div0')], [100]];

  it('spoil their own rows and say which cell it is', () => {
    const cells = call('DEFICIENCY', balances, prices, 0, [['MO'], ['MO'], ['MO'], ['MO']]);
    expect(cells[0]).toEqual([200]);
    expect(message(cells[1]?.[0])).toBe('#N/A balance: this cell holds #N/A');
    expect(message(cells[2]?.[0])).toBe('#VALUE! proceeds: this cell holds #DIV/0!');
    expect(cells[3]).toEqual([200]);
  });

  it.each(['DEFICIENCY.STATUS', 'DEFICIENCY.RANGE', 'DEFICIENCY.SHORTFALL'])('so in %s', (id) => {
    const cells = call(id, balances, prices, 0);
    expect(cells.map(([first]) => isCellError(first))).toEqual([false, true, true, false]);
  });

  it('stand in the state, a fact, a list and a text of facts', () => {
    const one = (...args: unknown[]) => message(call('DEFICIENCY', 300, 100, ...args)[0]?.[0]);
    expect(one(0, error('#N/A'))).toBe('#N/A state: this cell holds #N/A');
    const list = [
      ['method', error('#REF!', 'Ref')],
      ['recourse', 'full'],
    ];
    expect(one(0, 'MO', null, list)).toBe('#VALUE! facts: method: this cell holds #REF!');
    expect(one(0, 'MO', null, [[error('#N/A')]])).toBe('#N/A facts: this cell holds #N/A');
    const texts = [['recourse=none'], [error('#N/A')]];
    const cells = call('DEFICIENCY', [[300], [300]], 100, 0, 'MO', null, texts);
    expect(cells[0]).toEqual([0]);
    expect(message(cells[1]?.[0])).toBe('#N/A facts: this cell holds #N/A');
    expect(message(call('DEFICIENCY.FACTS', error('#N/A'))[0]?.[0])).toContain('holds #N/A');
  });

  it('spoil their own rows in functions over time', () => {
    const given = [[[100_000], [error('#N/A')], [100_000]], '10%', 45_450, 45_815, 'actual/365'];
    const cells = call('DEFICIENCY.INTEREST', ...given);
    expect(cells.map(([first]) => first)).toMatchObject([10_000, { error: '#N/A' }, 10_000]);
    expect(message(cells[1]?.[0])).toContain('this cell holds #N/A');
  });

  it('are the same where the client makes them objects of its own', () => {
    const own = { code: '#N/A', message: 'other' };
    expect(message(call('DEFICIENCY', [[own]], 100, 0, 'MO')[0]?.[0])).toContain('balance:');
  });
});

describe('a blank price', () => {
  it.each([null, '', undefined])('is missing, %s', (blank) => {
    for (const id of ['DEFICIENCY', 'DEFICIENCY.SURPLUS', 'DEFICIENCY.STATUS'])
      expect(message(call(id, 300, blank, 0)[0]?.[0])).toBe(
        '#VALUE! proceeds: is missing: give what the sale brought',
      );
  });

  it('is missing in its own row', () => {
    const cells = call('DEFICIENCY', [[300], [300]], [[100], ['']], 0, 'MO');
    expect(cells[0]).toEqual([200]);
    expect(message(cells[1]?.[0])).toContain('proceeds: is missing');
  });

  it('is another thing than a price of 0, which a sale may bring', () => {
    expect(call('DEFICIENCY', 300, 0, 0, 'MO')).toEqual([[300]]);
  });

  it('may be told among the facts', () => {
    expect(call('DEFICIENCY', 300, null, 0, 'MO', null, 'sale_price=100')).toEqual([[200]]);
  });
});

describe('blank cells that arrive as 0', () => {
  it('are a blank row where no state is told, and a debt of nothing where one is', () => {
    const states = [['MO'], [0], ['0'], [''], ['MO']];
    const cells = call(
      'DEFICIENCY',
      [[300], [0], [0], [0], [0]],
      [[100], [0], [0], [0], [0]],
      0,
      states,
    );
    expect(cells).toEqual([[200], [''], [''], [''], [0]]);
  });

  it.each([0, '0', '', null])('are no state: %s', (blank) => {
    expect(call('DEFICIENCY.STATUS', 300, 100, 0, blank)).toEqual(
      call('DEFICIENCY.STATUS', 300, 100, 0),
    );
    expect(call('DEFICIENCY.FACTS', blank)).toEqual(call('DEFICIENCY.FACTS'));
    expect(call('DEFICIENCY.JUDGMENT', 45_000, 44_941, 45_672, blank, null, '9%')).toEqual(
      call('DEFICIENCY.JUDGMENT', 45_000, 44_941, 45_672, null, null, '9%'),
    );
  });
});

describe('whole columns', () => {
  const ALL = 1_048_576;
  const column = (...cells: unknown[]): unknown[][] =>
    Array.from({ length: ALL }, (_, row) => [cells[row] ?? (row % 2 ? '' : 0)]);
  const loans = ['Balance', 300, 200, 0, 500];
  const prices = ['Price', 100, 50, 0, 100];
  const states = ['State', 'MO', 'MO', '', 'MO'];

  it('end with the last filled row, and take no longer for the blank ones', () => {
    const args = [column(...loans), column(...prices), null, column(...states)];
    const { user, system } = process.cpuUsage();
    for (const id of ['DEFICIENCY', 'DEFICIENCY.STATUS']) expect(call(id, ...args)).toHaveLength(5);
    const after = process.cpuUsage();
    const seconds = (after.user + after.system - user - system) / 1e6;
    expect(call('DEFICIENCY', ...args).slice(1)).toEqual([[200], [150], [''], [400]]);
    // 13 to 32 seconds before they were cut.
    expect(seconds).toBeLessThan(4);
  }, 30_000);

  it('of a list of payments are cut as well', () => {
    const events = Array.from({ length: ALL }, (_, row) =>
      row === 0 ? ['date', 'amount'] : row === 1 ? [45_108, 5_000] : [0, 0],
    );
    const given = [45_000, 44_941, 45_672, 'CA', null, null];
    const few = 'date=2023-07-01, amount=5000';
    expect(call('DEFICIENCY.JUDGMENT', ...given, events)).toEqual(
      call('DEFICIENCY.JUDGMENT', ...given, few),
    );
  }, 30_000);

  it('that are filled throughout are not answered, and say why', () => {
    const filled = Array.from({ length: ALL }, () => [300]);
    for (const id of ['DEFICIENCY', 'DEFICIENCY.PERDIEM'])
      expect(message(call(id, filled, 100, 0)[0]?.[0])).toContain('give a shorter range');
  }, 30_000);

  it('keep a row for each blank row of a shorter range, so that columns beside it line up', () => {
    const cells = call('DEFICIENCY', [[300], [''], ['']], [[100], [''], ['']], 0, 'MO');
    expect(cells).toEqual([[200], [''], ['']]);
  });
});
