/** From the arguments of a call to the named values of one case. */
import { DEBT_ITEMS } from '../calculation/input/debtItems';
import { isBlank } from '../money/cents';
import {
  heldError,
  isCellError,
  notAvailable,
  OUT_OF_REACH,
  stretched,
  valueError,
  type CellError,
  type Matrix,
} from './cells';
import { heldIn, type FactsArgument } from './factsArgument';
import { isNothing } from './ranges';

/** Input names of arguments that are called otherwise in a cell. */
export const FIELD_OF: Readonly<Record<string, string>> = { proceeds: 'sale_price' };

/** The named values; undefined where the whole row is blank; or the argument that is wrong. */
export type RowRecord =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> | undefined }
  | { readonly ok: false; readonly argument: string; readonly error: CellError };

const wrong = (argument: string, error: CellError): RowRecord => ({ ok: false, argument, error });

/**
 * The record at one place of a result. A blank cell, and a fair value or state of 0, are nothing. Blank cells
 * may arrive as 0: where balance and proceeds are, and no state is told, the row is blank.
 */
export function recordAt(
  matrices: ReadonlyMap<string, Matrix>,
  facts: FactsArgument,
  row: number,
  column: number,
): RowRecord {
  const record = Object.create(null) as Record<string, unknown>;
  let filled = false;
  let sums = false;
  for (const [name, matrix] of matrices) {
    if (name === 'facts') continue;
    const cell = stretched(matrix, row, column);
    if (cell === OUT_OF_REACH)
      return wrong(name, notAvailable(`${name}: the range ends before this row`));
    if (isCellError(cell)) return wrong(name, heldError(name, cell));
    if (isBlank(cell)) continue;
    if (name === 'balance' || name === 'proceeds') {
      filled ||= cell !== 0;
      sums = true;
    }
    if (name === 'fair_value' && cell === 0) continue;
    if (name === 'state' && isNothing(cell)) continue;
    record[FIELD_OF[name] ?? name] = cell;
  }
  filled ||= sums && 'state' in record;
  const told = facts.at(row, column);
  if (!filled && (isCellError(told) || !DEBT_ITEMS.some((item) => item in told)))
    return { ok: true, value: undefined };
  if (!matrices.has('proceeds')) record['sale_price'] = 0;
  if (isCellError(told)) return wrong('facts', told);
  const held = heldIn('facts', told);
  if (held) return wrong('facts', held);
  for (const [name, value] of Object.entries(told)) {
    if (isBlank(value)) continue;
    if (name in record)
      return wrong('facts', valueError(`facts: ${name} is an argument of its own; give it once`));
    record[name] = value;
  }
  return withBalance(record);
}

/**
 * Proceeds without a debt are no surplus: the balance was forgotten, unless the facts say what it
 * is made of.
 */
function withBalance(record: Record<string, unknown>): RowRecord {
  if (!isNothing(record['balance'])) return { ok: true, value: record };
  const { balance: _, ...rest } = record;
  if (DEBT_ITEMS.some((item) => item in rest)) return { ok: true, value: rest };
  if (isNothing(rest['sale_price'])) return { ok: true, value: { ...rest, balance: 0 } };
  return wrong(
    'balance',
    valueError('balance: is blank or 0; give the total debt at the sale date'),
  );
}
