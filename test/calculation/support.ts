/** Shorthand for tests of the calculation: records in, assessments out. */
import { assess, type Assessment } from '../../src/calculation/deficiency/assess';
import { stepsOf, type Step } from '../../src/calculation/deficiency/steps';
import { CaseReader, type Case } from '../../src/calculation/deficiency/case';
import type { Source } from '../../src/calculation/input/fields';
import type { Outcome, Problem } from '../../src/calculation/input/problem';
import type { Operation } from '../../src/calculation/operation/operation';
import { readRecord } from '../../src/calculation/operation/record';
import { NOTHING_ASSUMED, type Settings } from '../../src/calculation/settings/settings';
import { dayFromYmd } from '../../src/money/dates';

export const TODAY = dayFromYmd(2026, 7, 1) as number;

export const readerWith = (settings: Partial<Settings> = {}): CaseReader =>
  new CaseReader({ ...NOTHING_ASSUMED, today: TODAY, ...settings });

const plain = readerWith();

/** Values as they are typed in a line. */
export const typed: Source = { dateSystem: 1900, fromCell: false };

/** What an operation makes of a record, whose names and values must be in order. */
export function ran<Answer = unknown>(
  operation: Operation,
  record: Readonly<Record<string, unknown>>,
  reader = plain,
): Outcome<Answer> {
  const read = readRecord(operation, record, typed);
  if (!read.ok) throw new Error(`${read.error.field}: ${read.error.message}`);
  return operation.run(read.value as never, { reader, source: typed }) as Outcome<Answer>;
}

/** The case of a record, which must be in order. */
export function caseOf(record: Record<string, unknown>, reader = plain): Case {
  const read = reader.read(record);
  if (!read.ok) throw new Error(`${read.error.field} ${read.error.message}`);
  return read.value;
}

export const assessed = (
  record: Record<string, unknown>,
  reader = plain,
): Assessment & { readonly steps: readonly Step[] } => {
  const item = caseOf(record, reader);
  const found = assess(item);
  return Object.defineProperty(found, 'steps', { get: () => stepsOf(item) }) as typeof found & {
    readonly steps: readonly Step[];
  };
};

/** The mistake in a record, which must have one. */
export function mistakeIn(record: Record<string, unknown>, reader = plain): Problem {
  const read = reader.read(record);
  if (read.ok) throw new Error('the record is in order');
  return read.error;
}
