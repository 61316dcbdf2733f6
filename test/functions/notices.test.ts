// The notice of UCC 9-616(c) and forms 1099-A and 1099-C in cells: the statute's order, decided cases, the Service's examples.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { NEW_WORKBOOK } from '../../src/calculation/settings/settings';
import { callFunction } from '../../src/functions/all';
import { isCellError, type Cell } from '../../src/functions/cells';
import { useSettings } from '../../src/functions/session';

const call = (id: string, ...args: unknown[]): Cell[][] => callFunction(`DEFICIENCY.${id}`, args);

const message = (cells: Cell[][], row = 0, column = 0): string => {
  const cell = cells[row]?.[column];
  return isCellError(cell) ? `${cell.error} ${cell.message}` : `no error: ${String(cell)}`;
};

/** The amounts of the lines of a kind, in order. */
const amounts = (cells: Cell[][]): Cell[] => cells.slice(1).map((row) => row[2] as Cell);
const rowOf = (cells: Cell[][], text: string): Cell[] | undefined =>
  cells.find((row) => row.includes(text));

beforeEach(() => useSettings(NEW_WORKBOOK));

describe('DEFICIENCY.EXPLANATION', () => {
  const expenses = [
    ['Type', 'Amount'],
    ['retaking', 350],
    ['attorney fees', 400],
  ];
  const notice = (...rest: unknown[]): Cell[][] =>
    call('EXPLANATION', 12500, '2024-03-01', 8000, '2024-05-01', ...rest);

  it('states the six items of the statute in its order, from tables of cells', () => {
    const credits = [
      ['type', 'amount'],
      ['refund of service contract', 275],
    ];
    // 12,500 - 8,000 = 4,500; + 350 + 400 - 275 = 4,975.
    const cells = notice(expenses, credits, 'possession_date=2024-03-20');
    expect(cells.map((row) => row.slice(0, 3))).toEqual([
      ['Law', 'Line', 'Amount'],
      ['9-616(c)(1)', 'Amount owed', 12500],
      ['9-616(c)(2)', 'Proceeds of disposition', -8000],
      ['9-616(c)(3)', 'Owed after proceeds', 4500],
      ['9-616(c)(4)', 'Expenses: retaking', 350],
      ['9-616(c)(4)', 'Expenses: attorney fees', 400],
      ['9-616(c)(5)', 'Credits: refund of service contract', -275],
      ['9-616(c)(6)', 'Deficiency', 4975],
    ]);
  });

  // First Fidelity Acceptance v. Hutchins, 315 N.J. Super. 201 (1998): a deficiency of 6,488.18.
  it('comes to the deficiency of First Fidelity v. Hutchins', () => {
    const cells = call(
      'EXPLANATION',
      6492.65,
      '1997-01-02',
      500,
      '1997-01-20',
      'type=repossession, amount=510; type=storage, amount=50; type=auction, amount=510; type=attorney fees, amount=635.33',
      'type=physical damage insurance, amount=1209.80',
    );
    expect(rowOf(cells, 'Deficiency')?.[2]).toBe(6488.18);
  });

  it('says that a rebate is reflected, and by when a request must be answered', () => {
    const cells = notice(null, null, 'rebate_reflected=yes; requested=2024-06-01');
    expect(cells[1]?.[3]).toMatch(/after a rebate of unearned interest/);
    expect(rowOf(cells, 'Answer by')?.[3]).toMatch(/^June 15, 2024/);
  });

  it('asks for the types that the statute wants, and still counts the amount', () => {
    const cells = notice(750, null, 'possession_date=2024-03-20');
    expect(rowOf(cells, 'Deficiency')?.[2]).toBe(5250);
    const last = cells.length - 1;
    expect(cells[last]?.[0]).toBe('Check expenses: missing');
    expect(message(cells, last, 2)).toMatch(/^#N\/A expenses: .*types.*9-616\(c\)\(4\)/);
    const table = notice([
      ['type', 'amount'],
      ['', 350],
      ['storage', 400],
    ]);
    expect(rowOf(table, 'Check expenses, row 1: missing')).toBeDefined();
  });

  it('warns of a figure older than 35 days before possession', () => {
    const cells = notice(expenses, null, 'possession_date=2024-04-06');
    expect(rowOf(cells, 'Check obligation_date: dates out of order')?.[3]).toMatch(/35 days/);
  });

  it('states no deficiency where an amount cannot be read: it would be wrong', () => {
    const cells = notice([
      ['type', 'amount'],
      ['retaking', 'a lot'],
      ['storage', 50],
    ]);
    expect(cells).toHaveLength(1);
    expect(message(cells)).toMatch(/^#VALUE! expenses, row 1: /);
    expect(message(call('EXPLANATION', 12500, '', 8000, '2024-05-01'))).toMatch(/obligation_date/);
    expect(message(call('EXPLANATION', [[1], [2]], '2024-03-01', 1, '2024-03-02'))).toMatch(
      /one loan at a time/,
    );
  });

  it('totals the same as the order of application of 9-615, for whatever amounts', () => {
    const cents = (max: number) => fc.integer({ min: 1, max }).map((n) => n / 100);
    const some = fc.array(cents(2_000_000), { minLength: 1, maxLength: 4 });
    const rows = (list: readonly number[]) => [
      ['type', 'amount'],
      ...list.map((amount, n) => [`type ${n}`, amount]),
    ];
    const sum = (list: readonly number[]) =>
      list.reduce((total, amount) => total + Math.round(amount * 100), 0);
    fc.assert(
      fc.property(
        cents(9_000_000),
        cents(9_000_000),
        some,
        cents(100),
        (owed, price, costs, credit) => {
          fc.pre(owed > credit);
          const written = call(
            'EXPLANATION',
            owed,
            '2024-05-01',
            price,
            '2024-05-01',
            rows(costs),
            rows([credit]),
          );
          const claim = (Math.round(owed * 100) - Math.round(credit * 100)) / 100;
          const applied = call(
            'PROCEEDS',
            [
              ['price', 'expenses'],
              [price, sum(costs) / 100],
            ],
            [
              ['name', 'amount', 'enforcing'],
              ['Secured party', claim, 'yes'],
            ],
            'article_9',
            null,
            'claims',
          );
          const owing = [
            ...applied.filter(([name]) => name === 'Secured party' || name === 'Expenses'),
          ];
          const deficiency = owing.reduce(
            (total, row) => total + Math.round(Number(row[4]) * 100),
            0,
          );
          const surplus = Math.round(Number(rowOf(applied, 'Surplus')?.[3]) * 100);
          const stated = Math.round(Number(amounts(written).at(-1)) * 100);
          expect(stated).toBe(deficiency - surplus);
          expect(Math.min(deficiency, surplus)).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});

// The Service's example (Publications 544 and 4681): 180,000 owed, worth 170,000, adjusted basis 175,000.
describe('DEFICIENCY.FORM1099', () => {
  const home = (liable: unknown, ...rest: unknown[]): Cell[][] =>
    call('FORM1099', 180000, 180000, 170000, '2024-06-03', liable, ...rest);
  const box = (cells: Cell[][], form: string, name: string): Cell[] | undefined => {
    const from = cells.findIndex(([first]) => first === form);
    return cells.slice(from).find((row) => row[1] === name);
  };

  it('of a borrower who was not liable: a gain of 5,000, no income, no 1099-C', () => {
    const cells = home('no', null, 'adjusted_basis=175000');
    expect(box(cells, '1099-A', 'Box 2')?.[3]).toBe(180000);
    expect(box(cells, '1099-A', 'Box 5')?.[4]).toMatch(/^Not checked/);
    expect(rowOf(cells, '1099-C')?.slice(2)).toEqual(['Not needed', '', 'Nothing is cancelled']);
    expect(rowOf(cells, 'Gain or loss')?.[3]).toBe(5000);
    expect(rowOf(cells, 'Ordinary income')).toBeUndefined();
  });

  it('of a borrower who was liable: income of 10,000 when that is cancelled, and a loss of 5,000', () => {
    const cells = home(true, 10000, 'cancelled_on=2024-11-20; adjusted_basis=175000');
    expect(box(cells, '1099-C', 'Box 1')?.[4]).toBe('November 20, 2024');
    expect(box(cells, '1099-C', 'Box 2')?.[3]).toBe(10000);
    expect(box(cells, '1099-C', 'Box 7')?.[3]).toBe(170000);
    expect(rowOf(cells, 'Ordinary income')?.[3]).toBe(10000);
    expect(rowOf(cells, 'Gain or loss')?.[3]).toBe(-5000);
  });

  // Instructions for forms 1099-A and 1099-C, coordination: in the same calendar year one form is enough.
  it('needs no 1099-A beside a 1099-C of the same year, but does where the debt is cancelled later', () => {
    expect(rowOf(home('yes', 10000, 'cancelled_on=2024-12-31'), 'Not needed')?.[4]).toMatch(
      /1099-C alone/,
    );
    expect(rowOf(home('yes', 10000, 'cancelled_on=2025-01-02'), 'Not needed')).toBeUndefined();
    expect(rowOf(home('yes', 599.99), 'Not needed')).toBeUndefined();
  });

  it('gives a row a loan for several, and spoils only the row that is wrong', () => {
    const cells = call(
      'FORM1099',
      [[180000], [180000], [null], [180000]],
      [[180000], [180000], [null], [180000]],
      170000,
      '2024-06-03',
      [['no'], ['yes'], [null], [0]],
      [[null], [10000], [null], [null]],
    );
    expect(cells[0]?.slice(5, 9)).toEqual([
      '1099-C box 2',
      '1099-C box 3',
      'Income',
      'Amount realized',
    ]);
    expect(cells[1]?.slice(5, 11)).toEqual(['', '', 0, 180000, '', '1099-A']);
    expect(cells[2]?.slice(5, 11)).toEqual([10000, 0, 10000, 170000, '', '1099-C']);
    expect(cells[3]?.every((cell) => cell === '')).toBe(true);
    expect(message(cells, 4, 8)).toMatch(/^#VALUE! liable/);
  });

  it('does not take a blank cell for a property worth nothing, nor for an answer', () => {
    expect(message(call('FORM1099', 180000, 180000, 0, '2024-06-03', 'yes'))).toMatch(/fair_value/);
    expect(message(home(null))).toMatch(/liable is missing: write yes or no/);
  });

  it('refuses to cancel more than the property left unpaid', () => {
    expect(message(home('yes', 10001))).toMatch(/^#VALUE! cancelled: .*\$10,000 unpaid/);
    expect(message(home('yes', 100, 'cancelled_interest=101'))).toMatch(/^#VALUE! terms: /);
  });
});
