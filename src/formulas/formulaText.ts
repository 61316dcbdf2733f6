/** Reads and writes the text of formulas: where our functions are called, with which arguments, and how to quote. */
import { declarationOf } from '../functions/declarations';
import type { ErrorValue, ReadValue } from './place';

/** A stretch of a formula's text; `end` is behind its last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An argument as it was written, without the blanks around it. */
export interface ArgumentText extends Span {
  readonly text: string;
}

/** A call of one of our functions inside a formula. */
export interface FunctionCall extends Span {
  /** In capitals, as it is declared: `DEFICIENCY.STATUS`. */
  readonly id: string;
  /** One for each comma and one more; none for an empty pair of parentheses. */
  readonly args: readonly ArgumentText[];
}

/** What an argument is, as far as its text says. */
export type ArgumentKind =
  | { readonly kind: 'omitted' }
  | { readonly kind: 'value'; readonly cells: readonly (readonly ReadValue[])[] }
  | { readonly kind: 'reference'; readonly reference: string }
  | { readonly kind: 'expression' };

const NAME_START = /[\p{L}_\\]/u;
const NAME_PART = /[\p{L}\p{N}_.\\?]/u;

/** Prefixes that Excel puts before functions of add-ins. */
const PREFIX = /^(?:_xlfn\.|_xludf\.|_xldudf_)+/i;

/** What the name of every function of ours holds: most formulas need no closer look. */
const OURS = /deficiency/i;

/** The bare function under the namespace of the namespaced manifest; the dotted names are the same there. */
const BARE = 'DEFICIENCY';
const NAMESPACED = 'DEFICIENCY.DEFICIENCY';

/** A workbook may name our functions after the file that it takes them from: `[1]!_xldudf_DEFICIENCY`, `X.xla!_xldudf_DEFICIENCY`. */
const ORIGIN = /(?:'(?:[^']|'')*'|\[\d+\]|[\w.\\:-]+\.xlam?)!(?=(?:_xll\.)?_xldudf_DEFICIENCY)/gi;

/** The formula with our functions named as ours, wherever the workbook takes them from. */
export const withoutOrigins = (formula: string): string =>
  OURS.test(formula)
    ? formula.replace(ORIGIN, '').replace(/_xll\.(?=(?:_xldudf_)?DEFICIENCY)/gi, '')
    : formula;

/** Excel takes no longer formula (8,192 characters on screen) and no deeper one (64 levels). */
const LONGEST_FORMULA = 16_384;
const DEEPEST_CALLS = 64;

/** Why no spreadsheet can have a formula; undefined where one can. */
export function beyondExcel(formula: string): string | undefined {
  if (formula.length > LONGEST_FORMULA) return 'is longer than a formula can be';
  let [depth, deepest] = [0, 0];
  for (const [sign] of formula.replace(/"(?:[^"]|"")*"/g, '').matchAll(/[()]/g))
    deepest = Math.max(deepest, (depth += sign === '(' ? 1 : -1));
  return deepest > DEEPEST_CALLS
    ? `has calls within calls ${deepest} deep; Excel takes ${DEEPEST_CALLS}`
    : undefined;
}

/** All calls of our functions, the outer ones before those inside them; calls without an end are left out. */
export function findCalls(formula: string): readonly FunctionCall[] {
  const calls: FunctionCall[] = [];
  let at = OURS.test(formula) ? 0 : formula.length;
  while (at < formula.length) {
    const opaque = skipOpaque(formula, at);
    if (opaque > at) at = opaque;
    else if (startsName(formula, at)) {
      const end = endOfName(formula, at);
      const call = callAt(formula, at, end);
      if (call) calls.push(call);
      at = end;
    } else at += 1;
  }
  return calls;
}

/** True for a formula that calls one of our functions. */
export const callsUs = (formula: string): boolean =>
  OURS.test(formula) && beyondExcel(formula) === undefined && findCalls(formula).length > 0;

function startsName(formula: string, at: number): boolean {
  return NAME_START.test(formula[at] as string);
}

function endOfName(formula: string, start: number): number {
  let end = start;
  while (end < formula.length && NAME_PART.test(formula[end] as string)) end += 1;
  return end;
}

function callAt(formula: string, start: number, end: number): FunctionCall | undefined {
  const before = formula[start - 1] ?? '';
  if (before === '!' || NAME_PART.test(before)) return undefined;
  const id = functionName(formula.slice(start, end));
  if (id === undefined) return undefined;
  let open = end;
  while (formula[open] === ' ') open += 1;
  if (formula[open] !== '(') return undefined;
  const read = readArguments(formula, open + 1);
  return read && { id, start, end: read.end, args: read.args };
}

function functionName(written: string): string | undefined {
  const name = written.replace(PREFIX, '').toUpperCase();
  const id = name.replace(/^DEFICIENCY_/, 'DEFICIENCY.');
  return declarationOf(id === NAMESPACED ? BARE : id)?.id;
}

/** Reads arguments from behind the opening parenthesis to behind the closing one. */
function readArguments(
  formula: string,
  start: number,
): { args: ArgumentText[]; end: number } | undefined {
  const args: ArgumentText[] = [];
  const closers: string[] = [];
  let begun = start;
  for (let at = start; at < formula.length;) {
    const opaque = skipOpaque(formula, at);
    if (opaque > at) {
      at = opaque;
      continue;
    }
    const char = formula[at] as string;
    if (char === '(') closers.push(')');
    else if (char === '{') closers.push('}');
    else if (char === ')' || char === '}') {
      const wanted = closers.pop();
      if (wanted === undefined && char === ')') {
        const last = trimmed(formula, begun, at);
        if (args.length > 0 || last.text !== '') args.push(last);
        return { args, end: at + 1 };
      }
      if (wanted !== char) return undefined;
    } else if (char === ',' && closers.length === 0) {
      args.push(trimmed(formula, begun, at));
      begun = at + 1;
    }
    at += 1;
  }
  return undefined;
}

function trimmed(formula: string, from: number, to: number): ArgumentText {
  let [start, end] = [from, to];
  while (start < end && isSpace(formula[start])) start += 1;
  while (end > start && isSpace(formula[end - 1])) end -= 1;
  return { text: formula.slice(start, end), start, end };
}

const isSpace = (char: string | undefined): boolean =>
  char === ' ' || char === '\n' || char === '\r' || char === '\t';

/** Behind a text, a quoted sheet name or a bracket that begins here; the same place where none does. */
export function skipOpaque(formula: string, at: number): number {
  const char = formula[at];
  if (char === '"' || char === "'") return endOfQuoted(formula, at, char);
  if (char === '[') return endOfBracket(formula, at);
  return at;
}

function endOfQuoted(formula: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < formula.length) {
    if (formula[at] === quote) {
      if (formula[at + 1] !== quote) return at + 1;
      at += 1;
    }
    at += 1;
  }
  return at;
}

/** Column names in brackets escape a bracket, a hash or an apostrophe by an apostrophe. */
function endOfBracket(formula: string, start: number): number {
  let depth = 0;
  for (let at = start; at < formula.length; at += 1) {
    const char = formula[at];
    if (char === "'") at += 1;
    else if (char === '[') depth += 1;
    else if (char === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return formula.length;
}

const CELL = String.raw`\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}`;
const SHEET = String.raw`(?:(?:'(?:[^'\[\]]|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?`;
const REFERENCE = new RegExp(
  `^${SHEET}(?:${CELL}(?::${CELL}|#)?|\\$?[A-Za-z]{1,3}:\\$?[A-Za-z]{1,3}|\\$?\\d{1,7}:\\$?\\d{1,7}|[\\p{L}_\\\\][\\p{L}\\p{N}_.\\\\?]*)$`,
  'u',
);
const TABLE_NAME = /^(?:[\p{L}_\\][\p{L}\p{N}_.]*)?(?=\[)/u;

/** True for the text of a single reference to cells of this workbook: an address, a name, a table's column. */
export function isReference(text: string): boolean {
  if (REFERENCE.test(text)) return !/^(?:true|false)$/i.test(text);
  const table = TABLE_NAME.exec(text);
  return table !== null && endOfBracket(text, table[0].length) === text.length;
}

/** What an argument is; references and expressions are for others to read. */
export function kindOf(text: string): ArgumentKind {
  if (text.trim() === '') return { kind: 'omitted' };
  const constant = readConstant(text);
  if (constant !== undefined) return { kind: 'value', cells: [[constant]] };
  const cells = readArray(text);
  if (cells) return { kind: 'value', cells };
  return isReference(text) ? { kind: 'reference', reference: text } : { kind: 'expression' };
}

const NUMBER = /^[-+]?\s*(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(%*)$/i;
const TEXT = /^"((?:[^"]|"")*)"$/;
const ERROR = /^#(?:N\/A|NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|SPILL!|CALC!)$/i;

/** Reads a number, a text, a truth value or an error as written in a formula; undefined for anything else. */
export function readConstant(text: string): ReadValue | undefined {
  const number = NUMBER.exec(text);
  if (number) {
    const percents = number[1]?.length ?? 0;
    const digits = text.slice(0, text.length - percents).replace(/\s/g, '');
    return Number(digits) / 100 ** percents;
  }
  const quoted = TEXT.exec(text);
  if (quoted) return (quoted[1] as string).replace(/""/g, '"');
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  if (ERROR.test(text)) return errorValue(text.toUpperCase());
  return undefined;
}

/** An error that stands in an argument. */
export const errorValue = (error: string): ErrorValue => ({
  error,
  message: `a cell of the range holds ${error}`,
});

/** `{1,2;"a",TRUE}`: rows between semicolons. */
function readArray(text: string): ReadValue[][] | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const rows: ReadValue[][] = [[]];
  let begun = 1;
  for (let at = 1; at < text.length;) {
    const opaque = skipOpaque(text, at);
    if (opaque > at) {
      at = opaque;
      continue;
    }
    const char = text[at] as string;
    if (char === ',' || char === ';' || at === text.length - 1) {
      const value = readConstant(trimmed(text, begun, at).text);
      if (value === undefined) return undefined;
      rows.at(-1)?.push(value);
      if (char === ';') rows.push([]);
      begun = at + 1;
    }
    at += 1;
  }
  return rows.every((row) => row.length === rows[0]?.length) ? rows : undefined;
}

/** Excel takes at most 255 characters between quotes; a longer text is joined from pieces. */
const LONGEST_TEXT = 255;

/** A text as a formula writes it. */
export function quoteText(text: string): string {
  const pieces: string[] = [];
  const chars = [...text];
  let piece = '';
  for (const char of chars) {
    if (piece.length + char.length > LONGEST_TEXT) {
      pieces.push(piece);
      piece = '';
    }
    piece += char;
  }
  pieces.push(piece);
  return pieces.map((part) => `"${part.replace(/"/g, '""')}"`).join('&');
}

/** A value as a formula writes it; null leaves the argument out. */
export function constantText(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value === 'string') return quoteText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return String(value).toUpperCase();
}

/** A call with arguments as they are written; those left out at the end take no comma. */
function buildCall(id: string, args: readonly string[]): string {
  let count = args.length;
  while (count > 0 && (args[count - 1] as string).trim() === '') count -= 1;
  return `${id}(${args
    .slice(0, count)
    .map((arg) => arg.trim())
    .join(',')})`;
}

/** A formula that calls one of our functions. */
export const buildFormula = (id: string, args: readonly string[]): string =>
  `=${buildCall(id, args)}`;

/** The formula with other arguments in one of its calls; the rest of the text stays as it is. */
export function replaceArguments(
  formula: string,
  call: FunctionCall,
  args: readonly string[],
): string {
  const open = formula.indexOf('(', call.start);
  const name = formula.slice(call.start, open);
  return formula.slice(0, call.start) + buildCall(name, args) + formula.slice(call.end);
}

/** The formula with our functions named plainly, where a workbook opened without the add-in kept other names. */
export const withPlainNames = (formula: string): string =>
  renamed(formula, (written, id) => {
    const known = written.toUpperCase();
    return known === id || known === NAMESPACED ? written : id;
  });

/** The formula as the add-in with the namespace knows it. */
export const withNamespace = (formula: string): string =>
  renamed(formula, (written, id) => (id === BARE ? NAMESPACED : written));

function renamed(formula: string, nameOf: (written: string, id: string) => string): string {
  let text = formula;
  for (const call of [...findCalls(formula)].sort((a, b) => b.start - a.start)) {
    const open = text.indexOf('(', call.start);
    const written = text.slice(call.start, open).trimEnd();
    text = text.slice(0, call.start) + nameOf(written, call.id) + text.slice(open);
  }
  return text;
}
