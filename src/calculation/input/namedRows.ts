/** Reads rows of a table that has columns of its own and, beside them, any facts and amounts of a loan by their names. */
import { isBlank } from '../../money/cents';
import { readingOf, unknownField } from './fieldNames';
import {
  fieldNamed,
  isBlankRow,
  isRemark,
  plainName,
  readValues,
  type Fields,
  type Source,
  type Values,
} from './fields';
import { failure, type Problem, type Read } from './problem';

/** A row, with its place in the list that was given, from 1. */
export interface NamedRow<F extends Fields> {
  readonly row: number;
  /** The columns of the table itself. */
  readonly own: Values<F>;
  /** Facts and amounts of a loan, as they were given. */
  readonly told: Readonly<Record<string, unknown>>;
}

export interface NamedRows<F extends Fields> {
  readonly rows: readonly NamedRow<F>[];
  readonly problems: readonly Problem[];
}

type Records = readonly Readonly<Record<string, unknown>>[];

/** Reads a list of records; a wrong row is left out and named, blank rows are passed over. */
export function readNamedRows<F extends Fields>(
  records: Records,
  fields: F,
  source: Source,
  where: string,
): NamedRows<F> {
  const rows: NamedRow<F>[] = [];
  const problems: Problem[] = [];
  records.forEach((record, index) => {
    if (isBlankRow(record, source)) return;
    const row = index + 1;
    const read = readNamedRow(record, fields, source, where, row);
    if (read.ok) rows.push(read.value);
    else problems.push(read.error);
  });
  return { rows, problems };
}

function readNamedRow<F extends Fields>(
  record: Readonly<Record<string, unknown>>,
  fields: F,
  source: Source,
  where: string,
  row: number,
): Read<NamedRow<F>> {
  const own: Record<string, unknown> = {};
  const told: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record)) {
    // A blank cell may arrive as 0, and what is nothing need not be told.
    if (isBlank(value) || (source.fromCell && value === 0)) continue;
    const name = plainName(key);
    if (fieldNamed(fields, key) !== undefined) own[key] = value;
    else if (isLoanName(name)) {
      if (Object.hasOwn(told, name))
        return failure(where, `give ${name} once, under one name`, 'duplicate', row);
      told[name] = value;
    } else if (!isRemark(key)) return failure(where, unknownField(name), 'missing', row);
  }
  const read = readValues(own, fields, source, where, row);
  return read.ok ? { ok: true, value: { row, own: read.value, told } } : read;
}

/** Whether a heading names a fact or an amount of a loan. */
export function isLoanName(name: string): boolean {
  const reading = readingOf(name);
  return reading !== undefined && reading !== 'label';
}
