/** From the arguments of a call to the named values of one case: what the function itself hands to the calculation. */
import type { CaseError } from '../calculation/case';
import { isCellError, OUT_OF_REACH, stretched, type Matrix } from '../functions/cells';
import type { FactsArgument } from '../functions/factsArgument';
import { isBlank } from '../money/cents';

/** Input names of arguments that are called otherwise in a cell. */
export const FIELD_OF: Readonly<Record<string, string>> = { proceeds: 'sale_price' };

/** The record of a case; undefined where the whole row is blank. */
export type RecordResult =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> | undefined }
  | { readonly ok: false; readonly error: CaseError };

const failure = (field: string, message: string): RecordResult => ({
  ok: false,
  error: { field, message },
});

/** Builds the record at one place of the result, in step with `callFunction`. */
export function recordAt(
  matrices: ReadonlyMap<string, Matrix>,
  facts: FactsArgument,
  row: number,
  column: number,
): RecordResult {
  const entries = new Map<string, unknown>();
  let blank = true;
  for (const [name, matrix] of matrices) {
    if (name === 'facts') continue;
    const cell = stretched(matrix, row, column);
    if (cell === OUT_OF_REACH) return failure(name, 'the range ends before this row');
    if (isCellError(cell)) return failure(name, `its cell holds ${cell.error}`);
    if (isBlank(cell)) continue;
    if (name === 'balance' || name === 'proceeds') blank = false;
    if ((name === 'fair_value' || name === 'state') && cell === 0) continue;
    entries.set(FIELD_OF[name] ?? name, cell);
  }
  if (blank) return { ok: true, value: undefined };
  if (!entries.has('balance')) entries.set('balance', 0);
  if (!entries.has('sale_price')) entries.set('sale_price', 0);
  const told = facts.at(row, column);
  if (isCellError(told)) return failure('facts', told.message.replace(/^facts: /, ''));
  for (const [name, value] of Object.entries(told)) {
    if (isBlank(value)) continue;
    if (entries.has(name))
      return failure('facts', `${name} is an argument of its own; give it once`);
    entries.set(name, value);
  }
  return { ok: true, value: Object.fromEntries(entries) };
}
