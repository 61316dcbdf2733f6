/** Says a mistake in a case as the error of a cell, in the words of the worksheet. */
import type { Problem } from '../calculation/input/problem';
import { notAvailable, valueError, type CellError } from './cells';

const ARGUMENT: Readonly<Record<string, string>> = { sale_price: 'proceeds' };

/** `#VALUE!` for a value that cannot be read, `#N/A` for a name that does not exist. */
export function cellErrorOf({ name, field, message }: Problem): CellError {
  if (name !== 'unknown_name') return valueError(`${ARGUMENT[field] ?? field}: ${message}`);
  return notAvailable(field === 'state' ? message : `facts: ${message}`);
}
