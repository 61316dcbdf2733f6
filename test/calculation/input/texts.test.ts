// Named values and tables as one text in a cell or a line: names may be typed as a person writes them.
import { describe, expect, it } from 'vitest';
import { recordOfText, recordsOfText } from '../../../src/calculation/input/texts';

const plain = (read: ReturnType<typeof recordOfText>) =>
  read.ok ? { ...read.value } : read.message;

describe('named values in a text', () => {
  it('stand between semicolons or on lines of their own, with = or a colon', () => {
    expect(
      plain(recordOfText('method=judicial; Loan purpose : refinance\n acres = 3 ;\n')),
    ).toEqual({
      method: 'judicial',
      loan_purpose: 'refinance',
      acres: '3',
    });
  });

  it('end at the first sign: the rest is the value', () => {
    expect(plain(recordOfText('note=a=b: c\n'))).toEqual({ note: 'a=b: c' });
    expect(plain(recordOfText('at:10:30'))).toEqual({ at: '10:30' });
  });

  it('need a value each', () => {
    expect(plain(recordOfText('method=judicial; residential '))).toBe(
      "'residential' has no value; write name=value",
    );
  });
});

describe('a table in a text', () => {
  it('has rows between semicolons and values between commas', () => {
    const read = recordsOfText(
      'date=2024-06-01, amount= 5000 ; Date = 2024-07-01, label = a=b;\n ;',
    );
    expect(read.ok && read.value.map((row) => ({ ...row }))).toEqual([
      { date: '2024-06-01', amount: '5000' },
      { date: '2024-07-01', label: 'a=b' },
    ]);
  });

  it('needs a value for each column, and says which has none', () => {
    expect(recordsOfText('date=2024-06-01, amount ')).toEqual({
      ok: false,
      message: "'amount' has no value; write column=value",
    });
  });

  it('is empty where nothing but separators was written', () => {
    expect(recordsOfText(' ; \n')).toEqual({ ok: true, value: [] });
  });
});
