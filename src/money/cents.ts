/** Money in whole cents: reading what people type, rounding once, and saying it again. */
import Decimal from 'decimal.js';
import { fail, ok, quoted, type Result } from './result';

/** Whole cents in a safe integer. */
export type Cents = number;

/** How a fraction of a cent becomes a cent: half away from zero, or half to the even cent. */
export type Rounding = 'half_up' | 'half_even';

/** The largest amount: from 70,368,744,177,664 dollars on, binary numbers of dollars lie more than a cent apart. */
export const MAX_CENTS: Cents = 2 ** 46 * 100 - 1;

/** Exact decimal arithmetic wide enough for products of two amounts and a rate. */
export const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

const MODES: Record<Rounding, Decimal.Rounding> = {
  half_up: Decimal.ROUND_HALF_UP,
  half_even: Decimal.ROUND_HALF_EVEN,
};

/** Rounds an exact number of cents to whole cents. */
export function roundToCents(value: Decimal, rounding: Rounding = 'half_up'): Cents {
  return value.toDecimalPlaces(0, MODES[rounding]).toNumber() + 0;
}

/** Cents of a finite number of dollars; 0.1 + 0.2 is 30 cents. Null when cents cannot hold it. */
function centsOfDollars(dollars: number): Cents | null {
  if (!Number.isFinite(dollars)) return null;
  const nearest = Math.round(dollars * 100);
  if (Math.abs(nearest) > MAX_CENTS) return null;
  const plain = Math.abs(dollars) < 1e11 && Math.abs(dollars * 100 - nearest) < 0.499;
  if (plain) return nearest + 0;
  return roundToCents(new Exact(dollars).times(100));
}

/** Dollars of whole cents: the nearest double, for a cell or a JSON line. */
export const dollars = (cents: Cents): number => cents / 100;

/** A number of dollars as a program writes it, `1234.5`; whole cents are put together from integers, which is faster. */
export function plainText(amount: number): string {
  const cents = Math.round(amount * 100);
  if (!(cents >= 0 && cents < 1e14 && cents / 100 === amount)) return String(amount);
  const whole = Math.floor(cents / 100);
  const rest = cents - whole * 100;
  if (rest === 0) return String(whole);
  return rest % 10 === 0 ? `${whole}.${rest / 10}` : `${whole}.${rest < 10 ? '0' : ''}${rest}`;
}

/** `1,234.56`, with a minus sign where negative; no currency sign. */
export function formatCents(cents: Cents): string {
  const whole = Math.trunc(Math.abs(cents) / 100);
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  return `${cents < 0 ? '-' : ''}${grouped(whole)}${rest === '00' ? '' : `.${rest}`}`;
}

/** A whole number with commas between its thousands. */
function grouped(whole: number): string {
  if (whole < 1000) return String(whole);
  return `${grouped(Math.floor(whole / 1000))},${String(whole % 1000).padStart(3, '0')}`;
}

const AMOUNT =
  /^([-+]?)\s*(?:\$|USD)?\s*([-+]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d*)?(?:e([-+]?\d{1,3}))?$/i;

/** True for what a spreadsheet or a file passes when nothing was entered. */
export function isBlank(value: unknown): boolean {
  return (
    value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
  );
}

/**
 * Reads an amount: a number of dollars, or a text such as `1234.5`, `$1,234.56` or `(1,234.56)`.
 * A blank gives null. Anything that is not a finite amount within whole cents is refused.
 */
export function parseAmount(value: unknown): Result<Cents | null> {
  if (isBlank(value)) return ok(null);
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value === 'string') return fromText(value);
  return fail(`${quoted(value)} is not an amount`);
}

function fromNumber(value: number): Result<Cents> {
  if (Number.isNaN(value)) return fail('not a number');
  const cents = centsOfDollars(value);
  return cents === null ? fail(tooLarge(String(value))) : ok(cents);
}

/** Most amounts are plain digits, at most two of them behind a point: their cents, which need no decimals; else -1. */
function plainCents(text: string): Cents {
  let cents = 0;
  let point = -1;
  const { length } = text;
  if (length > 15) return -1;
  for (let at = 0; at < length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) cents = cents * 10 + digit;
    else if (digit === -2 && point < 0) point = at;
    else return -1;
  }
  const whole = point < 0 ? length : point;
  const behind = point < 0 ? 0 : length - point - 1;
  if (whole === 0 || whole > 12 || behind > 2 || (point >= 0 && behind === 0)) return -1;
  return behind === 2 ? cents : behind === 1 ? cents * 10 : cents * 100;
}

/** Three digits after a single point: a fraction here, thousands in much of the world. */
const TWO_READINGS = /^([1-9]\d{0,2})\.(\d{3})$/;

function fromText(text: string): Result<Cents> {
  const plainly = plainCents(text);
  if (plainly >= 0) return ok(plainly);
  const trimmed = text.trim().replace(/\u2212/g, '-');
  const inParentheses = /^\((.*)\)$/.exec(trimmed);
  const match = AMOUNT.exec((inParentheses?.[1] ?? trimmed).trim());
  const [, outer = '', inner = '', whole = '', fraction = '', exponent = ''] = match ?? [];
  const digits = whole + fraction.slice(1);
  if (!match || digits === '' || (outer && inner)) return fail(`${quoted(text)} is not an amount`);
  if (inParentheses && (outer || inner)) return fail(`${quoted(text)} is not an amount`);
  const [, thousands, units] = TWO_READINGS.exec(whole + fraction) ?? [];
  if (units !== undefined && exponent === '')
    return fail(twoReadings(text, thousands ?? '', units));
  const negative = inParentheses !== null || outer === '-' || inner === '-';
  const plain = `${whole.replace(/,/g, '') || '0'}${fraction}${exponent && `e${exponent}`}`;
  const cents = new Exact(plain).times(100);
  if (cents.greaterThan(MAX_CENTS)) return fail(tooLarge(text));
  const rounded = roundToCents(cents);
  return ok(negative && rounded !== 0 ? -rounded : rounded);
}

function twoReadings(text: string, thousands: string, units: string): string {
  const cents = new Exact(`${thousands}.${units}`).toFixed(2, Decimal.ROUND_HALF_UP);
  return `${quoted(text)} may be ${cents} or ${thousands},${units}: write ${cents} or ${thousands}${units}`;
}

const tooLarge = (text: string): string =>
  `${quoted(text)} is more than can be held to the cent (70 trillion dollars)`;
