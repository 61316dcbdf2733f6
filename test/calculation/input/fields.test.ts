/** Values as people type them: names, amounts, rates, shares, yes and no; what cannot be read is named. */
import { describe, expect, it } from 'vitest';
import {
  fieldNamed,
  isRemark,
  plainName,
  readRows,
  readValue,
  readValues,
  type FieldKind,
  type Source,
} from '../../../src/calculation/input/fields';
import {
  periodsOf,
  publishedOf,
  readRates,
  untilOf,
} from '../../../src/calculation/input/rateInput';
import { Exact } from '../../../src/money/cents';
import { parseIso } from '../../../src/money/dates';
import { typed } from '../support';

const cell: Source = { dateSystem: 1900, fromCell: true };

const day = (iso: string): number => {
  const read = parseIso(iso);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};

const value = (kind: FieldKind, given: unknown, source = typed) => {
  const read = readValue(kind, given, source);
  return read.ok ? read.value : `no: ${read.message}`;
};

describe('names', () => {
  it('are read as people type them', () => {
    expect(plainName('  Sale   date ')).toBe('sale_date');
    expect(plainName('Rule-of--78')).toBe('rule_of_78');
    expect(plainName(5)).toBe('');
  });

  it('lead to their field, under another name too', () => {
    const fields = {
      price: { help: '', kind: 'amount', also: ['proceeds'] },
      rank: { help: '', kind: 'number' },
    } as const;
    expect(fieldNamed(fields, 'Price')).toBe('price');
    expect(fieldNamed(fields, 'Proceeds')).toBe('price');
    expect(fieldNamed(fields, 'toString')).toBeUndefined();
    expect(fieldNamed(fields, 'colour')).toBeUndefined();
  });

  it('of remarks are not read', () => {
    expect(isRemark('Loan ID')).toBe(true);
    expect(isRemark('amount')).toBe(false);
  });
});

describe('one value', () => {
  it.each<[FieldKind, unknown, unknown]>([
    ['amount', '$1,234.56', 123_456],
    ['amount', 0, 0],
    ['amount', -0.01, "no: '-0.01' is negative; give an amount of zero or more"],
    ['signed', -0.01, -1],
    ['text', '  Parcel 1 ', 'Parcel 1'],
    ['text', 12, '12'],
    ['number', '12', 12],
    ['number', 0, 0],
    ['number', -1, "no: '-1' is not a number of zero or more"],
    ['number', 'x', "no: 'x' is not a number of zero or more"],
    ['number', true, "no: 'true' is not a number of zero or more"],
    ['flag', ' Yes ', true],
    ['flag', 'x', true],
    ['flag', 1, true],
    ['flag', 'n', false],
    ['flag', false, false],
    ['flag', 'perhaps', "no: 'perhaps' is neither yes nor no"],
    ['day_count', '30/360', '30/360'],
    [['payment', 'cost'], 'Payments', 'payment'],
    [['late_fees', 'credits'], 'Late fee', 'late_fees'],
    [['processing', 'cost'], 'proces sing', "no: 'proces sing' is none of processing, cost"],
    [['payment', 'cost'], 'gift', "no: 'gift' is none of payment, cost"],
    ['amount', [1], 'no: give a single value'],
    ['text', { toString: '' }, 'no: give a single value'],
    ['amount', '', null],
    ['date', '2024-02-29', day('2024-02-29')],
  ])('%j: %j is read', (kind, given, expected) => {
    expect(value(kind, given)).toEqual(expected);
  });

  it.each([
    [0.4, 40],
    [1, 100],
    [1.5, 1.5],
    [40, 40],
    ['40%', 40],
    ['0.4%', 0.4],
    ['100%', 100],
    [0, 0],
  ])('a share of %j is %d percent', (given, percent) => {
    expect(value('share', given)).toEqual(new Exact(percent));
  });

  it.each([-0.1, '-5%', 101, '101%', 'half', true, '%'])('%j is no share', (given) => {
    expect(value('share', given)).toMatch(/^no: /);
  });

  it('a rate may be a word where the field allows one', () => {
    const kind = { rateOr: ['note', 'none'] } as const;
    expect(value(kind, 'Note')).toBe('note');
    expect(value(kind, '5%')).toEqual(new Exact(5));
    expect(value(kind, 'soon')).toMatch(/^no: 'soon' is not a rate/);
    expect(value(kind, 0.05, cell)).toEqual(new Exact(5));
  });

  it('a blank cell, passed as 0, is no text and no word, but is an amount', () => {
    expect(value('text', 0, cell)).toBeNull();
    expect(value({ rateOr: ['note'] }, 0, cell)).toBeNull();
    expect(value('text', 0)).toBe('0');
    expect(value('amount', 0, cell)).toBe(0);
    expect(value('number', 0, cell)).toBe(0);
  });
});

describe('a record', () => {
  const fields = {
    date: { help: '', kind: 'date', required: true },
    amount: { help: '', kind: 'amount', words: { nothing: '0' } },
    label: { help: '', kind: 'text', also: ['what'] },
  } as const;
  const read = (record: Record<string, unknown>, row: number | null = null) =>
    readValues(record, fields, typed, 'events', row);

  it('holds what was told, by the fields’ own names', () => {
    expect(
      read({ Date: '2024-01-02', amount: 'nothing', What: 'gift', note: 'x', label: '' }),
    ).toEqual({ ok: true, value: { date: day('2024-01-02'), amount: 0, label: 'gift' } });
  });

  it('lacks what it must have, or has what nobody knows: both are said with place and row', () => {
    expect(read({ amount: 1 }, 4)).toEqual({
      ok: false,
      error: { name: 'missing', field: 'events', message: 'date is missing', row: 4 },
    });
    expect(read({ date: '2024-01-02', size: 1 })).toMatchObject({
      error: { name: 'missing', message: "'size' is none of date, amount, label", row: null },
    });
    expect(read({ date: '2024-01-02', amount: 'x' })).toMatchObject({
      error: { name: 'not_an_amount', message: "amount: 'x' is not an amount" },
    });
  });

  it('of nothing at all is passed over in a table', () => {
    const table = [{}, { date: '', amount: null }, { date: '2024-01-02' }, { amount: 5 }];
    const found = readRows(table, fields, typed, 'events');
    expect(found.rows).toEqual([{ date: day('2024-01-02'), row: 3 }]);
    expect(found.problems).toMatchObject([{ row: 4 }]);
  });
});

describe('rates by date', () => {
  const read = (given: unknown) => readRates(given, typed, 'rates');

  it('are one rate for every day', () => {
    expect(read('6.5%')).toEqual({ single: new Exact(6.5), rows: [], problems: [] });
    expect(
      periodsOf(read('6.5%')).map(({ to, ratePercent }) => [to, ratePercent.toNumber()]),
    ).toEqual([[null, 6.5]]);
    expect(read(null)).toEqual({ single: null, rows: [], problems: [] });
    expect(read('1200%')).toMatchObject({
      single: null,
      problems: [{ name: 'rate_out_of_range', field: 'rates' }],
    });
  });

  it('or rows, each until the day before the next, in whatever order they stand', () => {
    const rows = read([
      { from: '2024-07-01', rate: '7%' },
      { from: '2023-01-01', rate: '5%' },
      { from: '2024-01-01', rate: '6%', to: '2024-05-31' },
      { from: '2025-01-01', index: '4%' },
    ]);
    expect(periodsOf(rows)).toEqual([
      { from: day('2024-07-01'), to: day('2024-12-31'), ratePercent: new Exact(7) },
      { from: day('2023-01-01'), to: day('2023-12-31'), ratePercent: new Exact(5) },
      { from: day('2024-01-01'), to: day('2024-05-31'), ratePercent: new Exact(6) },
    ]);
    expect(publishedOf(rows)[3]).toEqual({
      from: day('2025-01-01'),
      to: null,
      ratePercent: null,
      indexPercent: new Exact(4),
    });
    expect(publishedOf(rows)[0]).toMatchObject({ ratePercent: new Exact(7), indexPercent: null });
    expect(untilOf(rows.rows, rows.rows[3] as (typeof rows.rows)[number])).toBeNull();
  });
});
