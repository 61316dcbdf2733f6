// Dates as people and workbooks write them, the calendar's odd corners, and federal holidays.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  addYears,
  dayFromSerial,
  dayFromYmd,
  federalHoliday,
  isBusinessDay,
  parseIso,
  readDate,
  rollToBusinessDay,
  serialFromDay,
  toIso,
  toWords,
  weekday,
  ymd,
} from '../../src/money/dates';

const day = (iso: string): number => {
  const read = parseIso(iso);
  if (!read.ok) throw new Error(read.message);
  return read.value;
};
const message = (result: { ok: boolean; message?: string }): string => result.message ?? '';

describe('the calendar', () => {
  it('starts at 1 January 1970 and has no 29 February in 1900 or 2023', () => {
    expect(dayFromYmd(1970, 1, 1)).toBe(0);
    expect(dayFromYmd(2000, 3, 1)).toBe(11017);
    expect(dayFromYmd(1900, 2, 29)).toBeNull();
    expect(dayFromYmd(2023, 2, 29)).toBeNull();
    expect(dayFromYmd(2000, 2, 29)).not.toBeNull();
    expect(dayFromYmd(2024, 13, 1)).toBeNull();
    expect(dayFromYmd(2024.5, 1, 1)).toBeNull();
  });

  it('begins with year 1, ends with 9999, and gives no month more days than it has', () => {
    expect(dayFromYmd(1, 1, 1)).toBe(-719162);
    expect(dayFromYmd(9999, 12, 31)).toBe(2932896);
    for (const [y, m, d] of [
      [0, 12, 31],
      [10000, 1, 1],
      [2024, 0, 15],
      [2024, 5, 0],
      [2024, 4, 31],
      [2024, 6, 31],
      [2024, 9, 31],
      [2024, 11, 31],
      [2024, 12, 32],
    ] as const)
      expect(dayFromYmd(y, m, d)).toBeNull();
  });

  it('agrees with the language runtime on every day for four centuries', () => {
    const first = dayFromYmd(1850, 1, 1) ?? 0;
    for (let n = first; n < first + 146097; n += 1) {
      const date = new Date(n * 86400000);
      const parts = ymd(n);
      if (
        parts.y !== date.getUTCFullYear() ||
        parts.m !== date.getUTCMonth() + 1 ||
        parts.d !== date.getUTCDate() ||
        weekday(n) !== date.getUTCDay() ||
        dayFromYmd(parts.y, parts.m, parts.d) !== n
      ) {
        throw new Error(`differs at ${date.toISOString()}`);
      }
    }
  });

  it('writes dates as ISO and in words', () => {
    expect(toIso(day('2024-03-05'))).toBe('2024-03-05');
    expect(toWords(day('2024-03-05'))).toBe('March 5, 2024');
  });

  it('keeps the end of the month when months are added', () => {
    expect(toIso(addMonths(day('2024-01-31'), 1))).toBe('2024-02-29');
    expect(toIso(addMonths(day('2023-01-31'), 1))).toBe('2023-02-28');
    expect(toIso(addMonths(day('2024-03-31'), -1))).toBe('2024-02-29');
    expect(toIso(addMonths(day('2023-11-30'), 3))).toBe('2024-02-29');
    expect(toIso(addMonths(day('2024-01-15'), -13))).toBe('2022-12-15');
    expect(toIso(addYears(day('2024-02-29'), 1))).toBe('2025-02-28');
    expect(toIso(addYears(day('2024-02-29'), 4))).toBe('2028-02-29');
  });
});

describe('date numbers of a workbook', () => {
  it('reads both calendars of Excel', () => {
    expect(dayFromSerial(45292, 1900)).toEqual({ ok: true, value: day('2024-01-01') });
    expect(dayFromSerial(43830, 1904)).toEqual({ ok: true, value: day('2024-01-01') });
    expect(dayFromSerial(0, 1904)).toEqual({ ok: true, value: day('1904-01-01') });
    expect(dayFromSerial(45292.75, 1900)).toEqual({ ok: true, value: day('2024-01-01') });
  });

  it('knows that Excel has a 29 February 1900 that never was', () => {
    expect(dayFromSerial(1, 1900)).toEqual({ ok: true, value: day('1900-01-01') });
    expect(dayFromSerial(59, 1900)).toEqual({ ok: true, value: day('1900-02-28') });
    expect(message(dayFromSerial(60, 1900))).toMatch(/never was/);
    expect(dayFromSerial(61, 1900)).toEqual({ ok: true, value: day('1900-03-01') });
  });

  it('refuses what cannot be a date', () => {
    for (const bad of [-1, NaN, Infinity, 2958466, 0, 0.5]) {
      expect(dayFromSerial(bad, 1900).ok).toBe(false);
    }
    expect(dayFromSerial(2958465, 1900)).toEqual({ ok: true, value: day('9999-12-31') });
    expect(dayFromSerial(2957003, 1904)).toEqual({ ok: true, value: day('9999-12-31') });
    expect(message(dayFromSerial(20240315, 1900))).toMatch(/write 2024-03-15/);
    for (const noPackedDate of [20241315, 120240315, 202403151])
      expect(message(dayFromSerial(noPackedDate, 1900))).toMatch(/too large for a date/);
  });

  it('numbers the first and last days of both calendars, and the days around the false leap day', () => {
    const number = (iso: string, system: 1900 | 1904) => {
      const found = serialFromDay(day(iso), system);
      return found.ok ? found.value : null;
    };
    expect(number('1900-01-01', 1900)).toBe(1);
    expect(number('1900-02-28', 1900)).toBe(59);
    expect(number('1900-03-01', 1900)).toBe(61);
    expect(number('1904-01-01', 1904)).toBe(0);
    expect(number('9999-12-31', 1900)).toBe(2958465);
    expect(serialFromDay(day('9999-12-31') + 1, 1900).ok).toBe(false);
  });

  it('gives back every number that it read', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2957003 }).filter((n) => n !== 60),
        fc.constantFrom(1900 as const, 1904 as const),
        (serial, system) => {
          const read = dayFromSerial(serial, system);
          return (
            read.ok &&
            JSON.stringify(serialFromDay(read.value, system)) === `{"ok":true,"value":${serial}}`
          );
        },
      ),
    );
    expect(serialFromDay(day('1899-12-31'), 1900).ok).toBe(false);
    expect(serialFromDay(day('1903-12-31'), 1904).ok).toBe(false);
  });
});

describe('reading a date from a cell or a file', () => {
  it.each([
    ['2024-03-15', '2024-03-15'],
    [' 2024-03-15 ', '2024-03-15'],
    ['2024-03-15T10:30:00Z', '2024-03-15'],
    ['2024-03-15 00:00:00', '2024-03-15'],
    ['3/15/2024', '2024-03-15'],
    ['03/04/2024', '2024-03-04'],
    ['March 15, 2024', '2024-03-15'],
    ['Sept. 5, 2024', '2024-09-05'],
    ['15 Mar 2024', '2024-03-15'],
    ['15-Mar-2024', '2024-03-15'],
    ['March 1st, 2024', '2024-03-01'],
    ['March 22nd 2024', '2024-03-22'],
    ['January 5, 2024', '2024-01-05'],
    ['2024/3/5', '2024-03-05'],
    ['2024-03-5', '2024-03-05'],
    ['2024.12.31', '2024-12-31'],
    ['2024-03-15T10:30:00+05:30', '2024-03-15'],
    ['2024-03-15T10:30:00-0800', '2024-03-15'],
    ['1900-01-15', '1900-01-15'],
    [45366, '2024-03-15'],
  ])('reads %s', (written, iso) => {
    expect(readDate(written, 1900)).toEqual({ ok: true, value: day(iso) });
  });

  it('takes an empty cell, however it arrives, for no date', () => {
    for (const blank of [null, undefined, '', '  ', 0]) {
      expect(readDate(blank, 1900)).toEqual({ ok: true, value: null });
    }
  });

  it.each([
    ['15/3/2024', /did you mean 2024-03-15/],
    ['2/30/2024', /February 2024 has 29 days/],
    ['2023-02-29', /February 2023 has 28 days/],
    ['3/15/24', /write all four/],
    ['03-04-2024', /two ways/],
    ['3.4.2024', /two ways/],
    ['20240315', /write 2024-03-15/],
    ['Smarch 1, 2024', /names no month/],
    ['soon', /write it as 2024-03-15/],
    ['0024-03-15', /before 1900/],
    [true, /not a date/],
    [-5, /not negative/],
  ])('refuses %s and says what to write', (written, expected) => {
    const read = readDate(written, 1900);
    expect(read.ok).toBe(false);
    expect(message(read)).toMatch(expected);
  });
});

describe('what is refused in a date', () => {
  it.each([
    ['2024-13-01', '"2024-13-01" has no month 13: did you mean 2024-01-13?'],
    ['2024-00-10', '"2024-00-10" has no month 0: write it as 2024-03-15.'],
    ['13/13/2024', '"13/13/2024" has no month 13: write it as 2024-03-15.'],
    ['1/32/2024', '"1/32/2024" does not exist: January 2024 has 31 days. Check the day.'],
    ['12/32/2024', '"12/32/2024" does not exist: December 2024 has 31 days. Check the day.'],
    ['0000-03-15', '"0000-03-15" has no such year.'],
    ['0001-02-30', '"0001-02-30" does not exist: February 1 has 28 days. Check the day.'],
    ['9999-02-30', '"9999-02-30" does not exist: February 9999 has 28 days. Check the day.'],
  ])('is the calendar of %s', (written, expected) => {
    expect(message(readDate(written))).toBe(expected);
  });

  it('is quoted without the spaces around it', () => {
    expect(message(parseIso(' soon '))).toBe('"soon" is not a date: write it as 2024-03-15.');
    expect(message(parseIso(' 2024-02-30 '))).toMatch(/^"2024-02-30" does not exist/);
  });

  it.each([
    'on 2024-03-15',
    'x2024-03-15',
    '3/15/2024x',
    'on March 15, 2024',
    'March 15, 20245',
    '115 March 2024',
    '15 March 20245',
    'a2024/3/5',
    '2024/3/5x',
    '103-04-2024',
    '3-4-20245',
    '120240315',
    '202403151',
  ])('is anything beside it: %s', (written) => {
    expect(message(readDate(written))).toBe(
      `"${written}" is not a date: write it as 2024-03-15 or 3/15/2024.`,
    );
  });

  it.each(['2024-03-15T25:00', '2024-03-15 10:60', '2024-03-15T10:30:61Z', '2024-03-15T24:01'])(
    'refuses %s, whose time does not exist',
    (text) => {
      expect(message(readDate(text))).toBe(
        `"${text}" has a time that does not exist: write the date alone.`,
      );
    },
  );

  it.each(['2024-03-15 noon', '2024-03-15T10:30:00+5:30', '2024-03-15T10:30Z!'])(
    'is what is no time of day: %s',
    (written) => {
      expect(readDate(written).ok).toBe(false);
    },
  );
});

describe('federal holidays (5 U.S.C. 6103)', () => {
  // The Office of Personnel Management's published list for 2024 and notable observed days of other years.
  it.each([
    ['2024-01-01', "New Year's Day"],
    ['2024-01-15', 'Birthday of Martin Luther King, Jr.'],
    ['2024-02-19', "Washington's Birthday"],
    ['2024-05-27', 'Memorial Day'],
    ['2024-06-19', 'Juneteenth National Independence Day'],
    ['2024-07-04', 'Independence Day'],
    ['2024-09-02', 'Labor Day'],
    ['2024-10-14', 'Columbus Day'],
    ['2024-11-11', 'Veterans Day'],
    ['2024-11-28', 'Thanksgiving Day'],
    ['2024-12-25', 'Christmas Day'],
    ['2020-07-03', 'Independence Day (observed)'],
    ['2021-12-31', "New Year's Day (observed)"],
    ['2021-06-18', 'Juneteenth National Independence Day (observed)'],
    ['2023-01-02', "New Year's Day (observed)"],
    ['2018-11-12', 'Veterans Day (observed)'],
    ['1975-10-27', 'Veterans Day'],
    ['1977-10-24', 'Veterans Day'],
    ['1978-11-11', 'Veterans Day'],
    ['1971-01-01', "New Year's Day"],
    ['1971-09-06', 'Labor Day'],
    ['1986-01-20', 'Birthday of Martin Luther King, Jr.'],
  ])('%s is %s', (iso, name) => {
    expect(federalHoliday(day(iso))).toBe(name);
    expect(isBusinessDay(day(iso))).toBe(false);
  });

  it('had no King birthday before 1986 and no Juneteenth before 2021', () => {
    expect(federalHoliday(day('1985-01-21'))).toBeNull();
    expect(federalHoliday(day('2020-06-19'))).toBeNull();
    // Before 1971 nothing; Veterans Day in October until 1977, on its fourth Monday alone.
    for (const iso of ['1970-12-25', '1970-09-07', '1970-07-03', '1977-11-11'])
      expect(federalHoliday(day(iso))).toBeNull();
    for (const iso of ['1977-10-17', '1977-03-28', '1978-10-23', '2021-05-24'])
      expect(federalHoliday(day(iso))).toBeNull();
  });

  it('lists eleven holidays in 2024', () => {
    let count = 0;
    for (let n = day('2024-01-01'); n <= day('2024-12-31'); n += 1) {
      if (federalHoliday(n)) count += 1;
    }
    expect(count).toBe(11);
  });

  it('rolls a last day on a weekend or holiday to the next business day', () => {
    expect(toIso(rollToBusinessDay(day('2024-07-04')))).toBe('2024-07-05');
    expect(toIso(rollToBusinessDay(day('2024-05-25')))).toBe('2024-05-28');
    expect(toIso(rollToBusinessDay(day('2024-05-29')))).toBe('2024-05-29');
    expect(toIso(rollToBusinessDay(day('2021-12-31')))).toBe('2022-01-03');
  });
});
