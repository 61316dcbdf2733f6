// Whole calendar days: reading them from cells and text, stepping by months and years, and federal holidays.
import { shortened, type Result } from './result';

/** A calendar day as whole days since 1 January 1970 (proleptic Gregorian calendar); earlier days are negative. */
export type Day = number;

/** How a workbook numbers its days: Excel for Windows counts from 1900, older Mac workbooks from 1904. */
export type DateSystem = 1900 | 1904;

/** A calendar date in its parts; month 1 to 12, day 1 to 31. */
export interface Ymd {
  readonly y: number;
  readonly m: number;
  readonly d: number;
}

const FIRST_YEAR = 1;
const LAST_YEAR = 9999;
const MONTH_NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Whether February has 29 days in this year. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Number of days in a month; month 1 to 12. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day with these calendar parts, or null when the calendar has no such date (year 1 to 9999). */
export function dayFromYmd(y: number, m: number, d: number): Day | null {
  if (!Number.isInteger(y) || !Number.isInteger(m) || !Number.isInteger(d)) return null;
  if (y < FIRST_YEAR || y > LAST_YEAR || m < 1 || m > 12) return null;
  if (d < 1 || d > daysInMonth(y, m)) return null;
  return civilToDay(y, m, d);
}

/**
 * Counts days with the year starting in March, so that the leap day is the last of its year.
 * After Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 */
function civilToDay(y: number, m: number, d: number): Day {
  const year = m <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The calendar parts of a day (the inverse of {@link dayFromYmd}). */
export function ymd(day: Day): Ymd {
  const shifted = Math.floor(day) + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const m = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    y: yearOfEra + era * 400 + (m <= 2 ? 1 : 0),
    m,
    d: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** The day as `2024-03-15`. */
export function toIso(day: Day): string {
  const { y, m, d } = ymd(day);
  return `${String(y).padStart(4, '0')}-${pad(m)}-${pad(d)}`;
}

/** The day as Americans write it in words, `March 15, 2024`. */
export function toWords(day: Day): string {
  const { y, m, d } = ymd(day);
  const name = MONTH_NAMES[m - 1] ?? '';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${d}, ${y}`;
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}

const ISO =
  /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?\s*$/;

/** Reads `2024-03-15`; a time of day after it (`T10:00`, ` 00:00:00`) must exist, and is dropped. */
export function parseIso(text: string): Result<Day> {
  const parts = ISO.exec(text);
  if (!parts) return refuse(`"${shortened(text.trim())}" is not a date: write it as 2024-03-15.`);
  const [hour, minute, second] = parts.slice(4).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
  ];
  const midnight = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !midnight) || minute > 59 || second > 60)
    return refuse(`"${text.trim()}" has a time that does not exist: write the date alone.`);
  return checked(Number(parts[1]), Number(parts[2]), Number(parts[3]), text);
}

function checked(y: number, m: number, d: number, text: string): Result<Day> {
  const day = dayFromYmd(y, m, d);
  if (day !== null) return { ok: true, value: day };
  const shown = text.trim();
  if (m < 1 || m > 12) {
    const swapped = dayFromYmd(y, d, m);
    const hint = swapped === null ? 'write it as 2024-03-15' : `did you mean ${toIso(swapped)}?`;
    return refuse(`"${shown}" has no month ${m}: ${hint}${swapped === null ? '.' : ''}`);
  }
  if (y < FIRST_YEAR || y > LAST_YEAR) return refuse(`"${shown}" has no such year.`);
  const name = MONTH_NAMES[m - 1] ?? '';
  const month = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return refuse(
    `"${shown}" does not exist: ${month} ${y} has ${daysInMonth(y, m)} days. Check the day.`,
  );
}

function refuse(message: string): { ok: false; message: string } {
  return { ok: false, message };
}

const DAY_OF_SERIAL_0 = { 1900: -25569, 1904: -24107 } as const;
const LAST_SERIAL = { 1900: 2958465, 1904: 2957003 } as const;
/** Excel inherited from Lotus 1-2-3 a 29 February 1900 that never was; it bears this number. */
const FALSE_LEAP_DAY = 60;

/**
 * The day that a workbook's date number stands for; the time of day is dropped.
 * Refuses the false 29 February 1900, negative and non-finite numbers, and numbers past the year 9999.
 */
export function dayFromSerial(serial: number, system: DateSystem): Result<Day> {
  if (!Number.isFinite(serial)) return refuse('A date must be a finite number or a date text.');
  const whole = Math.floor(serial);
  if (whole < 0) return refuse(`${serial} is not a date: date numbers are not negative.`);
  if (whole > LAST_SERIAL[system]) return refuse(tooLarge(serial));
  if (system === 1904) return { ok: true, value: whole + DAY_OF_SERIAL_0[1904] };
  if (whole === 0) return refuse('0 is not a date: the first date is 1, 1900-01-01.');
  if (whole === FALSE_LEAP_DAY) {
    return refuse(
      '60 is shown as 29 February 1900, which never was: write 1900-02-28 or 1900-03-01.',
    );
  }
  const shift = whole < FALSE_LEAP_DAY ? 1 : 0;
  return { ok: true, value: whole + DAY_OF_SERIAL_0[1900] + shift };
}

function tooLarge(serial: number): string {
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(String(serial));
  const day = packed ? dayFromYmd(Number(packed[1]), Number(packed[2]), Number(packed[3])) : null;
  return day === null
    ? `${serial} is too large for a date: the last date is 9999-12-31.`
    : `${serial} is not a date number: write ${toIso(day)}.`;
}

/** The workbook's number for a day; refused for days before the workbook's calendar begins or after 9999. */
export function serialFromDay(day: Day, system: DateSystem): Result<number> {
  const plain = day - DAY_OF_SERIAL_0[system];
  const serial = system === 1900 && plain <= FALSE_LEAP_DAY ? plain - 1 : plain;
  const first = system === 1900 ? 1 : 0;
  if (serial < first || serial > LAST_SERIAL[system]) {
    return refuse(`${toIso(day)} has no date number in this workbook (calendar of ${system}).`);
  }
  return { ok: true, value: serial };
}

/**
 * Reads a date from a cell or a data file: a date number, `2024-03-15`, `3/15/2024` (month first),
 * `March 15, 2024` or `15 March 2024`. Blank (null, "", 0 as an empty cell arrives) gives null.
 * Two-digit years, dates with dots or dashes in another order, impossible dates and years before 1900 are
 * refused with what to write instead.
 */
export function readDate(value: unknown, system: DateSystem = 1900): Result<Day | null> {
  if (value === null || value === undefined || value === 0) return { ok: true, value: null };
  if (typeof value === 'number') return dayFromSerial(value, system);
  if (typeof value !== 'string') return refuse('This is not a date: write it as 2024-03-15.');
  const text = shortened(value.trim());
  if (text === '') return { ok: true, value: null };
  const read = readDateText(text);
  if (read.ok && ymd(read.value).y < 1900) {
    return refuse(`"${text}" lies before 1900: write the year in full, such as 2024-03-15.`);
  }
  return read;
}

function readDateText(text: string): Result<Day> {
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return parseIso(text);
  const slashes = /^(\d{1,2})\/(\d{1,2})\/(\d+)$/.exec(text);
  if (slashes)
    return readMonthFirst(text, Number(slashes[1]), Number(slashes[2]), slashes[3] ?? '');
  const named =
    /^([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(text) ??
    swapFirstTwo(/^(\d{1,2})[ -]([A-Za-z]+)\.?[ -](\d{4})$/.exec(text));
  if (named) return readNamedMonth(text, named[1] ?? '', Number(named[2]), Number(named[3]));
  const loose = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (loose) return checked(Number(loose[1]), Number(loose[2]), Number(loose[3]), text);
  if (/^\d{1,2}[-.]\d{1,2}[-.]\d{2,4}$/.test(text)) {
    return refuse(
      `"${text}" may be read two ways (month or day first): write it as 2024-03-15 or 3/15/2024.`,
    );
  }
  if (/^\d{8}$/.test(text)) return refuse(tooLarge(Number(text)));
  return refuse(`"${text}" is not a date: write it as 2024-03-15 or 3/15/2024.`);
}

function readMonthFirst(text: string, m: number, d: number, year: string): Result<Day> {
  if (year.length !== 4) {
    return refuse(
      `"${text}" has a year of ${year.length} digits: write all four, such as ${m}/${d}/2024.`,
    );
  }
  return checked(Number(year), m, d, text);
}

function swapFirstTwo(parts: RegExpExecArray | null): string[] | null {
  return parts && [parts[0], parts[2] ?? '', parts[1] ?? '', parts[3] ?? ''];
}

function readNamedMonth(text: string, name: string, d: number, y: number): Result<Day> {
  const wanted = name.toLowerCase();
  const m = MONTH_NAMES.findIndex(
    (month) =>
      month === wanted ||
      month.slice(0, 3) === wanted ||
      (wanted === 'sept' && month === 'september'),
  );
  if (m < 0) return refuse(`"${text}" names no month: write it as 2024-03-15.`);
  return checked(y, m + 1, d, text);
}

/** The same day of the month n months later (earlier when negative); the 31st becomes the last day of a shorter month. */
export function addMonths(day: Day, n: number): Day {
  const { y, m, d } = ymd(day);
  const months = y * 12 + (m - 1) + n;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return civilToDay(year, month, Math.min(d, daysInMonth(year, month)));
}

/** The same date n years later; 29 February becomes 28 February in a common year. */
export function addYears(day: Day, n: number): Day {
  return addMonths(day, n * 12);
}

/** Day of the week, 0 Sunday to 6 Saturday. */
export function weekday(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Whether the day is a Saturday or a Sunday. */
function isWeekend(day: Day): boolean {
  const name = weekday(day);
  return name === 0 || name === 6;
}

/**
 * The name of the federal holiday that falls or is observed on a day, or null (5 U.S.C. 6103, for 1971 and later).
 * A holiday on a Saturday is also observed on the Friday before (6103(b)), one on a Sunday on the Monday after
 * (Executive Order 11582). State court holidays differ and are not here.
 */
export function federalHoliday(day: Day): string | null {
  const itself = holidayOnItsDay(day);
  if (itself) return itself;
  const name = weekday(day);
  const neighbour = name === 5 ? day + 1 : name === 1 ? day - 1 : null;
  const observed = neighbour === null ? null : fixedHoliday(ymd(neighbour));
  return observed && `${observed} (observed)`;
}

function holidayOnItsDay(day: Day): string | null {
  const date = ymd(day);
  if (date.y < 1971) return null;
  return fixedHoliday(date) ?? floatingHoliday(date, weekday(day));
}

function fixedHoliday({ y, m, d }: Ymd): string | null {
  if (y < 1971) return null;
  if (m === 1 && d === 1) return "New Year's Day";
  if (m === 6 && d === 19 && y >= 2021) return 'Juneteenth National Independence Day';
  if (m === 7 && d === 4) return 'Independence Day';
  // Public Law 90-363 moved Veterans Day to October for 1971 to 1977.
  if (m === 11 && d === 11 && y >= 1978) return 'Veterans Day';
  if (m === 12 && d === 25) return 'Christmas Day';
  return null;
}

const MONDAY = 1;
const THURSDAY = 4;

function floatingHoliday({ y, m, d }: Ymd, name: number): string | null {
  const nth = Math.ceil(d / 7);
  if (name === THURSDAY) return m === 11 && nth === 4 ? 'Thanksgiving Day' : null;
  if (name !== MONDAY) return null;
  if (m === 1 && nth === 3 && y >= 1986) return 'Birthday of Martin Luther King, Jr.';
  if (m === 2 && nth === 3) return "Washington's Birthday";
  if (m === 5 && d > 24) return 'Memorial Day';
  if (m === 9 && nth === 1) return 'Labor Day';
  if (m === 10 && nth === 2) return 'Columbus Day';
  if (m === 10 && nth === 4 && y <= 1977) return 'Veterans Day';
  return null;
}

/** Whether the day is neither a weekend day nor a federal holiday (observed days count as holidays). */
export function isBusinessDay(day: Day): boolean {
  return !isWeekend(day) && federalHoliday(day) === null;
}

/** The day itself, or the next day that is neither a weekend day nor a federal holiday (as in Fed. R. Civ. P. 6(a)(1)(C)). */
export function rollToBusinessDay(day: Day): Day {
  let candidate = day;
  while (!isBusinessDay(candidate)) candidate += 1;
  return candidate;
}
