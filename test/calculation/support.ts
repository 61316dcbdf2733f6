/** Shorthand for tests of the calculation: records in, assessments out. */
import { assess, type Assessment } from '../../src/calculation/deficiency/assess';
import { stepsOf, type Step } from '../../src/calculation/deficiency/steps';
import { CaseReader, type Case } from '../../src/calculation/deficiency/case';
import type { Problem } from '../../src/calculation/input/problem';
import { NOTHING_ASSUMED, type Settings } from '../../src/calculation/settings/settings';
import { dayFromYmd } from '../../src/money/dates';

export const TODAY = dayFromYmd(2026, 7, 1) as number;

export const readerWith = (settings: Partial<Settings> = {}): CaseReader =>
  new CaseReader({ ...NOTHING_ASSUMED, today: TODAY, ...settings });

const plain = readerWith();

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
