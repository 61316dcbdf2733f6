/** Says a mistake in a case as the error of a cell, in the words of the worksheet. */
import type { CaseError } from '../calculation/deficiency/case';
import { notAvailable, valueError, type CellError } from './cells';

const ARGUMENT: Readonly<Record<string, string>> = { sale_price: 'proceeds' };

/** `#VALUE!` for a value that cannot be read, `#N/A` for a name that does not exist. */
export function cellErrorOf({ field, message, unknownName }: CaseError): CellError {
  if (field === 'state' && unknownName) return notAvailable(message);
  const name = ARGUMENT[field] ?? field;
  return unknownName ? notAvailable(`facts: ${message}`) : valueError(`${name}: ${message}`);
}
