/** Reads the files that the workbook commands are given: one case as JSON, or many as JSON Lines, a JSON list, CSV or a seller's tape. */
import { CsvRecords, isRecord } from '../../calculation/input/csvRecords';
import { readJsonRecord } from '../../calculation/input/jsonRecord';
import { readingOf } from '../../calculation/input/fieldNames';
import type { Json } from '../../sheets/timeInputs';
import { isWorkbook, tapeIn } from '../../xlsx/tape';
import { Refused } from '../output';
import { columnLines } from '../tape';

/** Records in the order of their lines; one that could not be read is empty, and `unread` says why. */
export interface Records {
  readonly records: readonly Json[];
  /** What is wrong with a record, by its place in the list. */
  readonly unread: ReadonlyMap<number, string>;
  /** How the columns of a tape were read, a line each. */
  readonly reading?: readonly string[];
}

const textOf = (input: Uint8Array): string =>
  new TextDecoder().decode(input).replace(/^\uFEFF/, '');

const linesIn = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** The one case of a file: an object, also as the only line of JSON Lines or the only item of a list. */
export function objectIn(input: Uint8Array): Json {
  const text = textOf(input).trim();
  const whole = readJsonRecord(text);
  if (whole.ok) return whole.value;
  const found = text.startsWith('[') ? itemsIn(text) : linesIn(text);
  if (found.length > 1)
    throw new Refused(`this command takes one case; the file holds ${found.length}: give it one`);
  const only = text.startsWith('[') ? readJsonRecord(found[0] ?? '') : whole;
  if (!only.ok) throw new Refused(`the input cannot be read: ${only.message}`);
  return only.value;
}

/** The items of a list, each as a text of its own. */
function itemsIn(text: string): string[] {
  try {
    return (JSON.parse(text) as unknown[]).map((item) => JSON.stringify(item));
  } catch (error) {
    throw new Refused(`the input cannot be read: not valid JSON: ${(error as Error).message}`);
  }
}

/** All records of a file; a bad one keeps its place, and those after it are read. */
export function recordsIn(input: Uint8Array): Records {
  if (isWorkbook(input)) return fromTape(input);
  const text = textOf(input);
  const start = text.trimStart();
  if (start.startsWith('[')) return fromJson(itemsIn(text), 'item');
  if (start.startsWith('{')) return fromJson(text.replace(/\n$/, '').split('\n'), 'line');
  const rows = new CsvRecords();
  const found = text
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((line) => rows.take(line));
  found.push(...rows.end());
  if (!rows.names.every((name) => name === '' || readingOf(name))) {
    const tape = tapeIn(input);
    if (tape.ok) return fromTape(input);
  }
  return {
    records: found.map((row) => (isRecord(row) ? row.record : {})),
    unread: new Map(
      found.flatMap((row, at) => (isRecord(row) ? [] : [[at, `line ${row.line}: ${row.message}`]])),
    ),
  };
}

/** The loans of a seller's tape, read by their headings. */
function fromTape(input: Uint8Array): Records {
  const read = tapeIn(input);
  if (!read.ok) throw new Refused(`the tape cannot be read: ${read.message}`);
  const { loans } = read.value;
  return {
    records: loans.map(({ record }) => record),
    unread: new Map(
      loans.flatMap(({ id, refusal }, at) =>
        refusal ? [[at, `loan ${id}: ${refusal.field}: ${refusal.message}`]] : [],
      ),
    ),
    reading: [
      ...columnLines(read.value),
      ...loans.flatMap(({ id, notes }) => notes.map((note) => `loan ${id}: ${note}`)),
    ],
  };
}

function fromJson(texts: readonly string[], what: 'item' | 'line'): Records {
  const unread = new Map<number, string>();
  const records = texts.map((text, at): Json => {
    const read = readJsonRecord(text);
    if (read.ok) return read.value;
    unread.set(at, `${what} ${at + 1}: ${text.trim() === '' ? 'it is empty' : read.message}`);
    return {};
  });
  return { records, unread };
}
