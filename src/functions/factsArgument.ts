/** Reads the `facts` argument: a text, a two-column list, or a table with one row a loan. */
import { readingOf } from '../calculation/input/fieldNames';
import { plainName } from '../calculation/input/fields';
import { recordOfText } from '../calculation/input/texts';
import { isBlank } from '../money/cents';
import { quoted } from '../money/result';
import {
  heldError,
  isCellError,
  OUT_OF_REACH,
  stretched,
  valueError,
  type CellError,
  type Matrix,
} from './cells';

/** Facts for a row, as typed, by name; or what is wrong with them. */
export type FactsOfRow = (
  row: number,
  column: number,
) => Readonly<Record<string, unknown>> | CellError;

/** How many rows and columns the argument asks of the result. */
export interface FactsArgument {
  readonly rows: number;
  readonly columns: number;
  readonly at: FactsOfRow;
}

/** The first value that is an error which another formula left in its cell. */
export function heldIn(
  field: string,
  told: Readonly<Record<string, unknown>>,
): CellError | undefined {
  for (const name in told) {
    const value = told[name];
    if (isCellError(value)) return heldError(`${field}: ${name}`, value);
  }
  return undefined;
}

const isName = (cell: unknown): boolean => {
  const name = plainName(cell);
  return readingOf(name) !== undefined;
};

/** How an argument of named values speaks of itself. */
export interface NamedArgument {
  /** Its name, for errors. */
  readonly field: string;
  readonly isName: (cell: unknown) => boolean;
  readonly example: string;
}

const FACTS: NamedArgument = {
  field: 'facts',
  isName,
  example: 'write for example "method=judicial; loan_purpose=refinance"',
};

/** Recognises which of its forms the argument has. */
export const readFactsArgument = (matrix: Matrix): FactsArgument => readNamed(matrix, FACTS);

/** Reads an argument of named values: a text, a two-column list, or a table with one row a loan. */
export function readNamed(matrix: Matrix, named: NamedArgument): FactsArgument {
  const { field, isName, example } = named;
  if (matrix.columns === 1 || matrix.rows === 1) {
    const texts = matrix.cells
      .flat()
      .every((cell) => isBlank(cell) || looksLikeText(cell) || isCellError(cell));
    if (texts) return { ...shape(matrix), at: (r, c) => fromText(stretched(matrix, r, c), field) };
  }
  const header = matrix.cells[0] ?? [];
  if (matrix.columns === 2 && matrix.cells.every((row) => isBlank(row[0]) || isName(row[0])))
    return constant(fromPairs(matrix));
  if (matrix.rows > 1 && header.some(isName)) return fromTable(matrix, header);
  if (matrix.columns === 2) return constant(fromPairs(matrix));
  const what = field === 'facts' ? 'a fact' : 'a name it knows';
  return constant(valueError(`${field}: ${quoted(header[0])} is not ${what}; ${example}`));
}

const shape = ({ rows, columns }: Matrix) => ({ rows, columns });

const constant = (facts: Readonly<Record<string, unknown>> | CellError): FactsArgument => ({
  rows: 1,
  columns: 1,
  at: () => facts,
});

const looksLikeText = (cell: unknown): boolean => typeof cell === 'string' && /[=:]/.test(cell);

const remembered = new Map<string, Readonly<Record<string, unknown>> | CellError>();
const MOST_REMEMBERED = 5000;

/** `method=judicial; loan_purpose=refinance`, with semicolons or new lines between. */
function fromText(cell: unknown, field: string): Readonly<Record<string, unknown>> | CellError {
  if (cell === OUT_OF_REACH || isBlank(cell)) return NOTHING;
  if (isCellError(cell)) return heldError(field, cell);
  const text = String(cell);
  const key = field + text;
  const known = remembered.get(key);
  if (known) return known;
  const parsed = recordOfText(text);
  const read = parsed.ok ? parsed.value : valueError(`${field}: ${parsed.message}`);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, read);
  return read;
}

const NOTHING: Record<string, unknown> = Object.freeze({});

function fromPairs(matrix: Matrix): Record<string, unknown> {
  return Object.fromEntries(
    matrix.cells
      .filter((row) => !isBlank(row[0]))
      .map((row) => [plainName(row[0]) || String(row[0]), row[1]]),
  );
}

function fromTable(matrix: Matrix, header: readonly unknown[]): FactsArgument {
  const names = header.map((cell) => plainName(cell) || String(cell));
  const rowCount = matrix.rows - 1;
  const at: FactsOfRow = (row) => {
    const cells = matrix.cells[rowCount === 1 ? 1 : row + 1];
    if (!cells) return {};
    return Object.fromEntries(
      names.flatMap((name, i) => (isBlank(header[i]) ? [] : [[name, cells[i]] as const])),
    );
  };
  return { rows: rowCount, columns: 1, at };
}
