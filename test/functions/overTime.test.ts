// The functions over time in cells: hand arithmetic, published examples (wrong ones named), and bad input.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { NEW_WORKBOOK } from '../../src/calculation/settings/settings';
import { callFunction } from '../../src/functions/all';
import { isCellError, type Cell } from '../../src/functions/cells';
import { declarations } from '../../src/functions/declarations';
import { useSettings } from '../../src/functions/session';
import { formatsOf } from '../../src/functions/formats';
import { OPERATIONS } from '../../src/calculation/operations';
import { answerFunction } from '../../src/functions/call';
import { parseIso, serialFromDay } from '../../src/money/dates';

const call = (id: string, ...args: unknown[]): Cell[][] => callFunction(`DEFICIENCY.${id}`, args);

const message = (cells: Cell[][], row = 0, column = 0): string => {
  const cell = cells[row]?.[column];
  return isCellError(cell) ? `${cell.error} ${cell.message}` : `no error: ${String(cell)}`;
};

/** The column of a heading, under the heading. */
const column = (cells: Cell[][], heading: string): Cell[] => {
  const at = cells[0]?.indexOf(heading) ?? -1;
  if (at < 0) throw new Error(`no heading ${heading}`);
  return cells.slice(1).map((row) => row[at] as Cell);
};

/** The amount in the row of a line. */
const amountOf = (cells: Cell[][], line: string, heading = 'Amount'): Cell | undefined => {
  const at = cells.slice(1).findIndex((row) => row[0] === line || row[1] === line);
  return at < 0 ? undefined : column(cells, heading)[at];
};

const serial = (iso: string): number => {
  const day = parseIso(iso);
  const found = day.ok ? serialFromDay(day.value, 1900) : day;
  if (!found.ok) throw new Error(found.message);
  return found.value;
};

const BUSINESS = 'profile=commercial_real_estate';

beforeEach(() => useSettings(NEW_WORKBOOK));

describe('DEFICIENCY.INTEREST and .PERDIEM', () => {
  it('count 179 days from 1 January to 28 June 2024 over 365', () => {
    expect(call('INTEREST', 250000, '6.5%', '2024-01-01', '2024-06-28')).toEqual([[7969.18]]);
  });

  it('take the day count alone, or among terms', () => {
    const at360 = call('INTEREST', 250000, 0.065, '2024-01-01', '2024-06-28', 'actual/360');
    expect(at360).toEqual([[8079.86]]);
    const both = call('INTEREST', 36500, '10%', '2024-01-01', '2024-01-10', 'counted=both');
    expect(both).toEqual([[100]]);
  });

  it('take a rate as a cell holds it, as a number of percent, and as a text', () => {
    for (const rate of [0.065, 6.5, '6.5', '6.5%'])
      expect(call('PERDIEM', 250000, rate)).toEqual([[44.52]]);
  });

  it('keep all decimals of the per diem only where that is asked', () => {
    expect(call('PERDIEM', 250000, '6.5%', null, 'per_diem=exact')[0]?.[0]).toBeCloseTo(
      44.520548,
      6,
    );
    expect(call('PERDIEM', 250000, '6.5%', null, 'per_diem=truncated')).toEqual([[44.52]]);
    expect(call('PERDIEM', 100000, '6.5%')).toEqual([[17.81]]);
    expect(call('PERDIEM', 100000, '6.5%', null, 'per_diem=truncated')).toEqual([[17.8]]);
  });

  it('ask for the day where the year or the rate turns on it', () => {
    expect(message(call('PERDIEM', 100000, '6%', null, 'actual/actual'))).toMatch(/^#N\/A date: /);
    expect(call('PERDIEM', 100000, '6%', '2024-02-01', 'actual/actual')).toEqual([[16.39]]);
  });

  it('follow rates that change, from a table with a header', () => {
    const rates = [
      ['From', 'Rate'],
      ['2023-12-01', '6%'],
      [serial('2024-04-01'), 0.07],
    ];
    // 90 days at 6 % and 89 days at 7 %: 3,698.63 + 4,267.12.
    expect(call('INTEREST', 250000, rates, '2024-01-01', '2024-06-28')).toEqual([[7965.75]]);
    expect(call('PERDIEM', 250000, rates, '2024-04-01')).toEqual([[47.95]]);
  });

  it('raise the rate from a default on', () => {
    const terms = 'default_margin=4%; default_date=2024-04-01';
    // 90 days at 6 % and 89 at 10 %.
    expect(call('INTEREST', 250000, '6%', '2024-01-01', '2024-06-28', terms)).toEqual([[9794.52]]);
  });

  it('spill down a column, leave blank rows blank, and spoil only the row that is wrong', () => {
    const cells = call(
      'INTEREST',
      [[36500], [''], [36500], [36500]],
      [['10%'], [''], ['1200'], ['10%']],
      [['2024-01-01'], [''], ['2024-01-01'], ['2024-02-30']],
      [['2024-01-11'], [''], ['2024-01-11'], ['2024-03-11']],
    );
    expect(cells[0]).toEqual([100]);
    expect(cells[1]).toEqual(['']);
    expect(message(cells, 2)).toMatch(/^#VALUE! rate: .*above 100 %/);
    expect(message(cells, 3)).toMatch(/^#VALUE! from: .*February 2024 has 29 days/);
  });
});

describe('DEFICIENCY.PAYOFF', () => {
  const terms = 'late_fees=450; attorney_fee_percent=5%; escrow=1200';

  it('lists lines that add up to the payoff', () => {
    const cells = call('PAYOFF', 250000, '6.5%', '2024-01-01', '2024-06-28', terms);
    const total = amountOf(cells, 'Payoff');
    const lines = cells.slice(
      1,
      cells.findIndex((row) => row[0] === 'Total'),
    );
    // 5 % of 257,969.18 is 12,898.46; 257,969.18 + 450 + 12,898.46 - 1,200.
    expect(total).toBe(270117.64);
    expect(lines.reduce((sum, row) => sum + Math.round(Number(row[2]) * 100), 0)).toBe(27011764);
    expect(amountOf(cells, 'Per diem')).toBe(44.52);
  });

  it('takes charges from a table: an advance with the note’s interest, a refund, a late fee too late', () => {
    const charges = [
      ['Item', 'Date', 'Amount', 'Rate', 'Label', 'Months', 'Months remaining'],
      ['protective advance', '2024-03-01', 1500, 'note', 'Property tax', '', ''],
      ['late fees', '2024-05-16', 90, '', '', '', ''],
      ['refund', '', 600, '', 'credit insurance', 60, 15],
      ['', '', '', '', '', '', ''],
    ];
    const late = 'accelerated_date=2024-05-01';
    const cells = call('PAYOFF', 250000, '6.5%', '2024-01-01', '2024-06-28', late, charges);
    expect(amountOf(cells, 'Property tax')).toBe(1500);
    // 119 days from 2 March to 28 June.
    expect(amountOf(cells, 'Interest on Property tax at 6.5%')).toBe(31.79);
    expect(amountOf(cells, 'Late fee')).toBe(0);
    // 600 x 15 / 60.
    expect(amountOf(cells, 'Refund: credit insurance')).toBe(-150);
    expect(amountOf(cells, 'Payoff')).toBe(259350.97);
  });

  it('names a wrong row of the charges and lets the rest stand', () => {
    const charges = [
      ['item', 'amount', 'date'],
      ['late fees', 50, '2024-02-16'],
      ['late fees', -50, '2024-03-16'],
      ['late fees', 50, '2024-09-16'],
      ['gifts', 50, '2024-03-16'],
    ];
    const cells = call('PAYOFF', 1000, '6%', '2024-01-01', '2024-06-28', null, charges);
    const wrong = cells.filter((row) => String(row[0]).startsWith('Check'));
    expect(wrong.map((row) => row[0])).toEqual([
      'Check charges, row 2: not an amount',
      'Check charges, row 4: not an amount',
      'Check charges, row 3: dates out of order',
    ]);
    expect(wrong.every((row) => isCellError(row[2]))).toBe(true);
    expect(amountOf(cells, 'Late fee')).toBe(50);
  });

  it('names a default after the sale, and a premium that is not allowed', () => {
    const bad =
      'default_rate=18%; default_date=2024-08-01; prepayment_premium=5000; prepayment_allowed=no';
    const cells = call('PAYOFF', 1000, '6%', '2024-01-01', '2024-06-28', bad);
    expect(cells.some((row) => row[0] === 'Check terms: sale before default')).toBe(true);
    expect(amountOf(cells, 'Prepayment premium')).toBe(0);
  });

  it('refuses dates out of order, rates of 1200 and -3 %, gaps and overlaps in a table, by name', () => {
    expect(message(call('PAYOFF', 1, '6%', '2024-06-28', '2024-01-01'))).toMatch(/paid_through: /);
    expect(message(call('PAYOFF', 1, 1200, '2024-01-01', '2024-06-28'))).toMatch(/^#VALUE! rate: /);
    expect(message(call('PAYOFF', 1, '-3%', '2024-01-01', '2024-06-28'))).toMatch(/below zero/);
    const table = (...rows: unknown[][]) => [['from', 'to', 'rate'], ...rows];
    const gap = table(['2024-01-01', '2024-03-31', '6%'], ['2024-05-01', '2024-12-31', '7%']);
    expect(message(call('PAYOFF', 1, gap, '2024-01-01', '2024-06-28'))).toMatch(
      /^#N\/A rate, row 2: No rate is given for 2024-04-01 to 2024-04-30/,
    );
    const overlap = table(['2024-01-01', '2024-05-31', '6%'], ['2024-05-01', '2024-12-31', '7%']);
    expect(message(call('PAYOFF', 1, overlap, '2024-01-01', '2024-06-28'))).toMatch(
      /^#VALUE! rate, row 2: From 2024-05-01 rows 1 and 2 both give a rate/,
    );
  });

  it('shows the payoff of the next days', () => {
    const cells = call('PAYOFF', 36500, '10%', '2024-01-01', '2024-01-11', null, null, 2);
    expect(cells).toEqual([
      ['Good through', 'Payoff', 'Per diem'],
      [serial('2024-01-11'), 36600, 10],
      [serial('2024-01-12'), 36610, 10],
      [serial('2024-01-13'), 36620, 10],
    ]);
  });

  it('gives a row a loan for several, with the parts that an assessment takes', () => {
    const cells = call(
      'PAYOFF',
      [[36500], [''], [36500], [36500]],
      [['10%'], [''], ['10%'], ['10%']],
      [['2024-01-01'], [''], ['2024-01-01'], ['2024-01-01']],
      [['2024-01-11'], [''], ['2023-01-11'], ['2024-01-11']],
      [['late_fees=25'], [''], [''], ['default_rate=18%']],
    );
    expect(column(cells, 'Payoff').slice(0, 2)).toEqual([36625, '']);
    expect(column(cells, 'Accrued interest')[0]).toBe(100);
    expect(column(cells, 'Late fees')[0]).toBe(25);
    expect(message(cells, 3)).toMatch(/^#VALUE! paid_through: /);
    expect(column(cells, 'Payoff')[3]).toBe(36600);
    expect(column(cells, 'Check')[3]).toMatch(/default_date is missing/);
  });

  it('takes terms as a table with a row a loan', () => {
    const told = [
      ['Day count', 'Late fees'],
      ['actual/360', 10],
      ['', 20],
    ];
    const cells = call('PAYOFF', [[36000], [36500]], '10%', '2024-01-01', '2024-01-11', told);
    expect(column(cells, 'Payoff')).toEqual([36110, 36620]);
  });

  it('answers for ten thousand loans in one call', () => {
    const rows = Array.from({ length: 10000 }, (_, n) => n);
    const principal = rows.map((n) => [100000 + n]);
    const rate = rows.map((n) => [0.04 + (n % 40) / 1000]);
    const through = rows.map((n) => [serial('2024-01-01') + (n % 28)]);
    const due = rows.map((n) => [serial('2024-06-28') + (n % 30)]);
    const terms_ = rows.map((n) => [`late_fees=${n % 50}; attorney_fee_percent=5%`]);
    const cells = call('PAYOFF', principal, rate, through, due, terms_);
    expect(cells).toHaveLength(10001);
    expect(column(cells, 'Check').every((cell) => cell === '')).toBe(true);
  });
});

describe('DEFICIENCY.COMPARE', () => {
  it('finds a lender that counts 360 days, and a cap left out', () => {
    const stated = [
      ['Item', 'Amount'],
      ['Principal', 250000],
      ['Interest', 8079.86],
      ['Attorney fees', 12898.46],
    ];
    const cells = call(
      'COMPARE',
      stated,
      250000,
      '6.5%',
      '2024-01-01',
      '2024-06-28',
      'attorney_fee_percent=5%; attorney_fee_cap=5000',
    );
    const why = column(cells, 'Why');
    expect(why[1]).toMatch(/actual\/360 instead of actual\/365/);
    expect(why[2]).toMatch(/cap on attorney fees is left out/);
    expect(amountOf(cells, 'Total', 'Difference')).toBe(8009.14);
  });
});

describe('DEFICIENCY.PROCEEDS', () => {
  const claims = [
    ['Name', 'Amount', 'Rank', 'Enforcing', 'Demanded'],
    ['Bank', 230000, 1, 'yes', ''],
    ['Second', 40000, 2, '', 'no'],
  ];

  it('pays expenses, the first lien, the second, and adds up to what came in', () => {
    const cells = call('PROCEEDS', 'price=255000, expenses=7000', claims, 'judicial');
    expect(amountOf(cells, 'Second, from Sale')).toBe(-18000);
    const flows = column(cells, 'Amount').slice(0, 4) as number[];
    expect(flows.reduce((sum, amount) => sum + amount, 0)).toBe(0);
    const left = call(
      'PROCEEDS',
      'price=255000, expenses=7000',
      claims,
      'judicial',
      null,
      'claims',
    );
    expect(column(left, 'Left owing').slice(0, 2)).toEqual([0, 22000]);
  });

  it('pays a subordinate interest under Article 9 only on its demand (9-615(a)(3))', () => {
    const cells = call('PROCEEDS', 255000, claims, 'article 9', null, 'claims');
    expect(amountOf(cells, 'Second', 'Note')).toMatch(/9-615\(a\)\(3\)/);
    expect(amountOf(cells, 'Surplus', 'Paid')).toBe(25000);
  });

  it('flags a full credit bid, which wipes out the deficiency', () => {
    const sale = 'price=230000, credit_bid_by=Bank';
    const cells = call('PROCEEDS', sale, claims, 'judicial');
    expect(amountOf(cells, 'Full credit bid', 'How')).toMatch(/nothing is left to recover/);
  });

  it('divides what is left owing by fixed shares, and says what caps leave', () => {
    const obligors = [
      ['Obligor', 'Share', 'Cap'],
      ['Ann', '60%', ''],
      ['Bob', 0.4, 5000],
    ];
    const cells = call('PROCEEDS', 200000, claims, 'judicial', obligors, 'obligors');
    expect(amountOf(cells, 'Ann')).toBe(18000);
    expect(amountOf(cells, 'Bob')).toBe(5000);
    expect(amountOf(cells, 'Nobody')).toBe(7000);
    expect(amountOf(cells, 'Left owing')).toBe(30000);
  });

  it('asks which claim is enforced, and for the order', () => {
    const unknown = claims.map((row) => row.slice(0, 3));
    expect(message(call('PROCEEDS', 1, unknown, 'judicial'))).toMatch(
      /which claim is being enforced/,
    );
    expect(message(call('PROCEEDS', 1, claims, ''))).toMatch(/^#VALUE! order is missing/);
    expect(message(call('PROCEEDS', 1, claims, 'usual'))).toMatch(/'usual' is none of article_9/);
  });
});

describe('DEFICIENCY.DEADLINES', () => {
  it('count from the day the goods were taken (O.C.G.A. 10-1-36: ten days to post the letter)', () => {
    const facts =
      'profile=vehicle; retail_installment_contract=yes; default_date=2024-04-01; repossession_date=2024-06-03';
    const cells = call('DEADLINES', 'GA', facts, '2024-06-10');
    const at = cells.findIndex((row) => row.includes('O.C.G.A. § 10-1-36(a)'));
    expect(cells[at]?.[0]).toBe(serial('2024-06-13'));
    expect(cells[at]?.[2]).toMatch(/^The buyer owes no deficiency\./);
    expect(cells[at]?.[3]).toBe('repossession');
    expect(cells[at]?.[6]).toBe(3);
  });

  it('question goods taken before the default', () => {
    const facts = 'profile=vehicle; default_date=2024-07-01; repossession_date=2024-06-03';
    const cells = call('DEADLINES', 'GA', facts, '2024-06-10');
    expect(cells.at(-1)?.[0]).toMatch(/^Check repossession_date: dates out of order/);
  });

  it('counts New York’s ninety days to a Sunday and on to Monday (RPAPL 1371)', () => {
    const cells = call('DEADLINES', 'NY', 'sale_date=2025-03-03', '2025-04-01');
    expect(column(cells, 'Due')[0]).toBe(serial('2025-06-02'));
    expect(column(cells, 'Ends')[0]).toBe(serial('2025-06-01'));
    expect(column(cells, 'Days left')[0]).toBe(62);
    expect(column(cells, 'Law')[0]).toContain('1371');
    expect(String(column(cells, 'If missed')[0]).length).toBeGreaterThan(20);
  });

  it('leaves the day where it is when told so, and says what the court may allow', () => {
    const cells = call('DEADLINES', 'NY', 'sale_date=2025-03-03', '2025-04-01', false);
    expect(column(cells, 'Due')[0]).toBe(serial('2025-06-01'));
    expect(column(cells, 'How')[0]).toMatch(/would move to June 2, 2025/);
  });

  it('names starts that are not known, and events out of order', () => {
    const cells = call('DEADLINES', 'NY', 'sale_date=2025-03-03; default_date=2025-04-01');
    expect(column(cells, 'Status')).toContain('start not known');
    expect(cells.some((row) => row[0] === 'Check sale_date: sale before default')).toBe(true);
  });

  it('needs a state, one loan, and facts that exist', () => {
    expect(message(call('DEADLINES', ''))).toMatch(/^#VALUE! state is missing/);
    expect(message(call('DEADLINES', 'ZZ'))).toMatch(/^#N\/A no such state/);
    expect(message(call('DEADLINES', 'NY', 'sail_date=2025-01-01'))).toMatch(
      /did you mean sale_date/,
    );
  });

  it('keeps a deadline that hangs on the size of a debt nobody told', () => {
    for (const state of ['NY', 'CA', 'TX', 'FL', 'OH'])
      expect(call('DEADLINES', state, 'sale_date=2025-03-03').length).toBeGreaterThan(0);
  });
});

describe('DEFICIENCY.JUDGMENT', () => {
  it('bears 10 per cent in California: 25,000 is 27,500 after a year, 6.85 a day', () => {
    // tools.gera.services, "Legal interest judgment rate reference": the example agrees.
    const cells = call(
      'JUDGMENT',
      25000,
      '2022-03-01',
      '2023-03-01',
      'CA',
      null,
      null,
      null,
      BUSINESS,
    );
    expect(amountOf(cells, 'Balance')).toBe(27500);
    expect(amountOf(cells, 'Per diem')).toBe(6.85);
  });

  it('corrects a web page whose 0.14 per cent for 28 days on 100,000 is ten times too much', () => {
    // freesmartcalculator.com, "Post Judgment Interest Calculator", says $107.40.
    const cells = call(
      'JUDGMENT',
      100000,
      '2021-02-01',
      '2021-03-01',
      null,
      null,
      '0.14%',
      null,
      null,
      'court=federal; years=20',
    );
    expect(amountOf(cells, 'Interest after judgment')).toBe(10.74);
  });

  it('compounds yearly in Kentucky: 2,700 and then 6 per cent of 47,700 for 366 days', () => {
    const cells = call('JUDGMENT', 45000, '2023-01-15', '2025-01-15', 'KY', 'none');
    expect(amountOf(cells, 'Interest after judgment')).toBe(5569.84);
    expect(amountOf(cells, 'Interest after judgment', 'Law')).toBe('KRS 360.040');
    expect(amountOf(cells, 'Expires', 'How')).toBe('January 15, 2038');
  });

  it('asks for the contract’s rate where it governs, and uses it', () => {
    expect(message(call('JUDGMENT', 45000, '2023-01-15', '2025-01-15', 'KY'))).toMatch(
      /^#N\/A contract_rate: .*KRS 360\.040/,
    );
    const cells = call('JUDGMENT', 36500, '2023-01-15', '2024-01-15', 'AZ', 0.08);
    expect(amountOf(cells, 'Interest after judgment')).toBe(2920);
  });

  it('asks for an indexed rate that is not known, at entry and later', () => {
    expect(message(call('JUDGMENT', 45000, '2027-03-01', '2027-09-01', 'NV', 'none'))).toMatch(
      /^#N\/A rates: .*March 1, 2027.*known to December 31, 2026.*NRS 17\.130/,
    );
    expect(message(call('JUDGMENT', 45000, '2024-03-01', '2027-09-01', 'NV', 'none'))).toMatch(
      /^#N\/A rates: No rate is given for 2027-01-01 to 2027-09-01.*known to December 31, 2026/,
    );
  });

  it('follows the published rates that the user adds', () => {
    const published = [
      ['from', 'index'],
      ['2024-01-01', 0.085],
      ['2024-07-01', 0.08],
    ];
    const cells = call('JUDGMENT', 36500, '2024-06-20', '2024-07-10', 'NV', 'none', published);
    // 10 days at 10.5 % and 10 at 10 %.
    expect(amountOf(cells, 'Interest after judgment')).toBe(205);
  });

  it('takes the rate that the judgment states before the law', () => {
    const cells = call('JUDGMENT', 36500, '2023-01-15', '2024-01-15', 'KY', null, '8%');
    expect(amountOf(cells, 'Interest after judgment')).toBe(2920);
    expect(amountOf(cells, 'Interest after judgment', 'How')).toMatch(/8% as given/);
  });

  it('names the assumed fact on which the rate turns', () => {
    const cells = call('JUDGMENT', 45000, '2023-01-15', '2025-01-15', 'NY');
    expect(amountOf(cells, 'Interest after judgment', 'How')).toMatch(
      /assumes consumer_transaction=yes/,
    );
    const told = call(
      'JUDGMENT',
      45000,
      '2023-01-15',
      '2025-01-15',
      'NY',
      null,
      null,
      null,
      'consumer_transaction=no',
    );
    expect(amountOf(told, 'Interest after judgment', 'How')).not.toMatch(/assumes/);
  });

  it('gives a row each for several, with the law beside it', () => {
    const cells = call(
      'JUDGMENT',
      [[36500], [36500], ['']],
      '2022-03-01',
      '2023-03-01',
      [['CA'], ['XX'], ['']],
      null,
      null,
      null,
      BUSINESS,
    );
    expect(column(cells, 'Balance')[0]).toBe(40150);
    expect(column(cells, 'Rate')[0]).toBe(0.1);
    expect(column(cells, 'Expires')[0]).toBe(serial('2032-03-01'));
    expect(message(cells, 2)).toMatch(/^#N\/A no such state: XX/);
  });

  it('needs a state or a rate', () => {
    expect(message(call('JUDGMENT', 1000, '2023-01-15', '2024-01-15'))).toMatch(/^#N\/A state: /);
  });
});

describe('DEFICIENCY.LEDGER', () => {
  const entered = ['2023-01-15', '2025-01-15', 'CA', null, null] as const;

  it('applies payments by the United States Rule', () => {
    const events = [
      ['Date', 'Amount', 'Note'],
      ['2023-07-01', 5000, 'cheque 17'],
      ['2024-07-01', 5000, ''],
    ];
    const cells = call('LEDGER', 45000, ...entered, events);
    // 5 % of 45,000 for 167 days is 1,029.45; of 41,029.45 for 366 days 2,057.09.
    expect(column(cells, 'To interest').slice(1, 3)).toEqual([1029.45, 2057.09]);
    expect(column(cells, 'Principal').slice(1, 3)).toEqual([41029.45, 38086.54]);
    expect(column(cells, 'Date')[1]).toBe(serial('2023-07-01'));
    expect(column(cells, 'Rate')[1]).toBe(0.05);
  });

  it('says in the row what is wrong: too early, too much, too late', () => {
    const events = [
      ['date', 'amount', 'kind'],
      ['2022-07-01', 100, ''],
      ['2023-07-01', 90000, ''],
      ['2024-07-01', '', 'cost'],
      ['2024-08-01', 50, 'gift'],
    ];
    const cells = call('LEDGER', 45000, ...entered, events);
    const wrong = cells.filter((row) => String(row[0]).startsWith('Check')).map((row) => row[0]);
    expect(wrong).toEqual([
      'Check events, row 4: not an amount',
      'Check events, row 3: missing',
      'Check events, row 1: dates out of order',
      'Check events, row 2: payment above balance',
    ]);
    const balances = column(cells, 'Balance').filter((cell) => typeof cell === 'number');
    expect(Math.min(...balances)).toBe(0);
  });

  it('takes principal first, costs that bear interest, and interest from the complaint', () => {
    const terms = 'payments=principal_first; costs_bear_interest=yes; interest_from=2022-10-17';
    const events = 'date=2023-01-25, amount=6500; date=2023-02-04, amount=300, kind=cost';
    const cells = call(
      'LEDGER',
      36500,
      '2023-01-15',
      '2023-02-14',
      null,
      null,
      '10%',
      events,
      null,
      terms,
    );
    // 100 days from the complaint to the payment at 10 a day; then 30,000 for 10 days, 30,300 for 10 days.
    expect(column(cells, 'Interest')).toEqual([900, 100, 82.19, 83.01]);
    expect(column(cells, 'Balance').at(-1)).toBe(31465.2);
  });

  it('ends with the life of the judgment, and counts no renewal that came too late', () => {
    const late = 'date=2034-01-01, kind=renewal';
    const cells = call(
      'LEDGER',
      1000,
      '2023-01-15',
      '2035-01-15',
      'CA',
      null,
      null,
      late,
      BUSINESS,
    );
    expect(cells.some((row) => row[0] === 'Check events, row 1: renewal too late')).toBe(true);
    expect(column(cells, 'What')).toContain('Judgment expires');
    // Ten years at 10 % with three leap days, simple: 3,653 days.
    expect(amountOf(cells, 'Judgment expires', 'Balance')).toBe(2000.82);
  });

  it('takes one judgment', () => {
    expect(message(call('LEDGER', [[1], [2]], '2023-01-15', '2024-01-15', 'CA'))).toMatch(
      /one judgment/,
    );
  });
});

describe('DEFICIENCY.EXPECTED and .LGD', () => {
  const receipts = [
    ['Date', 'Amount', 'Probability'],
    ['2026-01-01', 10000, 0.6],
    ['2027-01-01', 10000, '40%'],
  ];

  it('values receipts by chance, fee and time, less costs', () => {
    const costs = 'date=2025-02-01, amount=1500';
    const cells = call('EXPECTED', 45000, '2025-01-01', receipts, '10%', costs, 4000, 'fee=25%');
    // 4,500 / 1.1 + 3,000 / 1.21 - 1,500 / 1.1^(31/365) = 4,090.91 + 2,479.34 - 1,487.91.
    expect(amountOf(cells, 'Worth of pursuing')).toBe(5082.34);
    expect(amountOf(cells, 'Worth of the settlement')).toBe(3000);
    // 5,082.341 / 0.75, rounded up.
    expect(amountOf(cells, 'Settlement floor')).toBe(6776.46);
    expect(amountOf(cells, 'Best', 'How')).toBe('Pursuing is worth most');
    const lines = column(cells, 'Amount').slice(0, 6) as number[];
    expect(lines.reduce((sum, n) => sum + Math.round(n * 100), 0)).toBe(508234);
  });

  it('shows each period', () => {
    const cells = call(
      'EXPECTED',
      45000,
      '2025-01-01',
      receipts,
      '10%',
      null,
      null,
      null,
      'periods',
    );
    expect(column(cells, 'Present value')).toEqual([5454.55, 3305.79]);
    expect(column(cells, 'Date')[0]).toBe(serial('2026-01-01'));
  });

  it('cuts receipts above what is owed, and names the row', () => {
    const cells = call('EXPECTED', 15000, '2025-01-01', receipts, '10%');
    expect(cells.some((row) => row[0] === 'Check receipts, row 2: payment above balance')).toBe(
      true,
    );
  });

  it('reckons the loss in dollars and as a share', () => {
    const flows = [
      ['date', 'amount', 'leg'],
      ['2025-01-01', 255000, 'collateral'],
      ['2025-01-01', 7000, 'cost'],
      ['2026-01-01', 20000, 'deficiency'],
    ];
    const cells = call('LGD', 300000, '2025-01-01', flows, '8%');
    // 20,000 / 1.08 = 18,518.52; 300,000 - 255,000 + 7,000 - 18,518.52.
    expect(amountOf(cells, 'Loss given default')).toBe(33481.48);
    expect(amountOf(cells, 'Loss given default', 'Share')).toBeCloseTo(0.111605, 6);
  });
});

describe('tables as arguments', () => {
  it('must name their columns, and only columns there are', () => {
    expect(
      message(
        call('LEDGER', 1, '2023-01-15', '2024-01-15', 'CA', null, null, [
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toMatch(/^#VALUE! events: the first row must name the columns; they are date, amount, kind/);
    const misspelt = [
      ['date', 'amuont'],
      ['2023-07-01', 5],
    ];
    expect(
      message(call('LEDGER', 1, '2023-01-15', '2024-01-15', 'CA', null, null, misspelt)),
    ).toMatch(/'amuont' is no column/);
  });

  it('pass over blank rows as Excel sends them, nulls or zeros, and keep the numbers of the others', () => {
    const events = [
      ['date', 'amount', 'kind', 'label'],
      [0, 0, 0, 0],
      [null, null, null, null],
      ['2023-07-01', 5000, 0, 0],
      ['2023-13-01', 5, '', ''],
    ];
    const cells = call('LEDGER', 45000, '2023-01-15', '2024-01-15', 'CA', null, null, events);
    expect(column(cells, 'What')[1]).toBe('Payment');
    expect(cells.some((row) => String(row[0]).startsWith('Check events, row 4:'))).toBe(true);
  });

  it('hold data, never more: formulas and markup stay text', () => {
    const charges = [
      ['item', 'amount', 'label'],
      ['other charges', 5, '=HYPERLINK("http://x")<script>'],
    ];
    const cells = call('PAYOFF', 100, '6%', '2024-01-01', '2024-01-11', null, charges);
    expect(amountOf(cells, '=HYPERLINK("http://x")<script>')).toBe(5);
  });

  it('show an error of a cell in the row that holds it', () => {
    const broken = { error: '#N/A', message: 'a cell of the range holds #N/A' };
    const events = [
      ['date', 'amount'],
      ['2023-07-01', broken],
    ];
    const cells = call('LEDGER', 45000, '2023-01-15', '2024-01-15', 'CA', null, null, events);
    expect(cells.some((row) => String(row[13]).includes("'#N/A' is not an amount"))).toBe(true);
  });
});

describe('number formats', () => {
  it('mark the columns of dates and rates', () => {
    const args = [45000, '2023-01-15', '2025-01-15', 'KY', 'none'];
    const { kinds } = answerFunction('DEFICIENCY.LEDGER', args);
    expect(formatsOf(kinds).slice(0, 4)).toEqual(['yyyy-mm-dd', undefined, undefined, '0.00%']);
    expect(formatsOf(answerFunction('DEFICIENCY', [1, 0]).kinds)).toEqual(['#,##0.00']);
  });
});

describe('any input', () => {
  const cell = fc.oneof(
    fc.constantFrom<unknown>(null, '', 0, 'CA', 'NY', 'none', '6%', 0.05, 250000, -1, NaN, true),
    fc.constantFrom<unknown>(
      '2024-01-01',
      '2024-06-28',
      45000,
      'judicial',
      'date=2024-03-01, amount=5',
    ),
    fc.constantFrom<unknown>(
      'date',
      'amount',
      'from',
      'rate',
      'item',
      'name',
      'principal',
      '1/2/2024',
    ),
    fc.string(),
    fc.double(),
  );
  const argument = fc.oneof(
    cell,
    fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      ),
  );

  it.each(OPERATIONS.map(({ id }) => id))('gives %s cells of one width, and never throws', (id) => {
    const { parameters } = declarations.find((d) => d.id === id) as (typeof declarations)[number];
    fc.assert(
      fc.property(fc.array(argument, { minLength: 0, maxLength: parameters.length }), (args) => {
        const cells = callFunction(id, args);
        expect(cells.length).toBeGreaterThan(0);
        const width = cells[0]?.length;
        for (const row of cells) expect(row).toHaveLength(width as number);
        for (const one of cells.flat())
          if (typeof one === 'number') expect(Number.isFinite(one)).toBe(true);
          else expect(one === null || one === undefined).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
