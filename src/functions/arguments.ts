/** From the cells of a call to the named arguments of an operation, one loan at a time. */
import type { Raw } from '../calculation/operation/given';
import { isAmountOr, isRows } from '../calculation/operation/given';
import type { NamedValues, Operation, Parameter } from '../calculation/operation/operation';
import { fieldNamed, isRemark, plainName, type Fields } from '../calculation/input/fields';
import { isLoanName } from '../calculation/input/namedRows';
import { RATE_COLUMNS } from '../calculation/input/rateInput';
import { recordsOfText } from '../calculation/input/texts';
import { isBlank } from '../money/cents';
import { readDayCount } from '../money/dayCount';
import { quoted } from '../money/result';
import {
  heldError,
  isCellError,
  matrixOf,
  notAvailable,
  OUT_OF_REACH,
  stretched,
  valueError,
  type CellError,
  type Matrix,
} from './cells';
import { heldIn, readFactsArgument, readNamed, type FactsArgument } from './factsArgument';
import { beyondReach, isNothing } from './ranges';

export type Matrices = ReadonlyMap<string, Matrix>;

/** An argument as it was handed over: the same for all loans, named values by row, or a cell for each. */
type Argument =
  | { readonly kind: 'whole'; readonly value: unknown }
  | { readonly kind: 'named'; readonly value: FactsArgument }
  | { readonly kind: 'cells'; readonly value: Matrix };

/** The arguments of one call, of which tables are read once for all its loans. */
export class CallArguments {
  readonly rows: number;
  readonly columns: number;
  private readonly byName: ReadonlyMap<string, Argument>;

  constructor(
    private readonly operation: Operation,
    matrices: Matrices,
  ) {
    const { parameters, spill } = operation;
    this.byName = new Map(
      parameters.map((parameter) => {
        const matrix = matrices.get(parameter.name) ?? matrixOf(null);
        return [parameter.name, argumentOf(parameter, matrix)];
      }),
    );
    let [rows, columns] = [1, 1];
    for (const { kind, value } of this.byName.values()) {
      if (kind === 'whole') continue;
      rows = Math.max(rows, value.rows);
      // Under a header row, named values belong to the rows.
      if (kind === 'cells' || spill === 'cells') columns = Math.max(columns, value.columns);
    }
    [this.rows, this.columns] = [rows, columns];
  }

  /** How many loans the call is about. */
  get count(): number {
    return this.rows * this.columns;
  }

  /** What belongs to one loan and was told for several. */
  beyondOne(): CellError | undefined {
    const { of, parameters, spill } = this.operation;
    if (this.count === 1) return undefined;
    const beyond = beyondReach(this.rows, this.columns);
    if (beyond) return beyond;
    if (spill === 'one') return valueError(`takes one ${of} at a time; give single cells`);
    for (const { name, kind, ofOne } of parameters) {
      const { value } = this.byName.get(name) as Argument;
      if (isRows(kind) && isCellError(value)) return value;
      if (isRows(kind) && (value as readonly unknown[]).length > 0)
        return valueError(`${name}: a table of ${name} belongs to one ${of}; give one ${of}`);
      if (ofOne && 'cells' in (value as Matrix) && !(value as Matrix).cells.flat().every(isNothing))
        return valueError(`${name}: belongs to one ${of}; give one ${of}`);
    }
    return undefined;
  }

  /** True where every argument that must be given and that differs by row is blank, as in an empty row of a table. */
  isBlankAt(row: number, column: number): boolean {
    if (this.count === 1) return false;
    let differing = 0;
    for (const { name, optional } of this.operation.parameters) {
      const { kind, value } = this.byName.get(name) as Argument;
      if (optional || kind !== 'cells' || value.rows * value.columns === 1) continue;
      differing += 1;
      const cell = stretched(value, row, column);
      if (cell !== OUT_OF_REACH && isNothing(cell)) continue;
      return false;
    }
    return differing > 0;
  }

  /** The arguments of one loan, or the first that is an error. */
  at(row: number, column: number): Raw | CellError {
    const raw: Record<string, unknown> = {};
    for (const [name, { kind, value }] of this.byName) {
      const found =
        kind === 'whole'
          ? value
          : kind === 'named'
            ? value.at(row, column)
            : stretched(value, row, column);
      if (found === OUT_OF_REACH) return notAvailable(`${name}: the range ends before this row`);
      if (isCellError(found)) return kind === 'cells' ? heldError(name, found) : found;
      const held = kind === 'named' ? heldIn(name, found as NamedValues) : undefined;
      if (held) return held;
      raw[name] = found;
    }
    return raw;
  }
}

function argumentOf({ name, kind }: Parameter, matrix: Matrix): Argument {
  const cells = { kind: 'cells', value: matrix } as const;
  if (kind === 'facts') return { kind: 'named', value: readFactsArgument(matrix) };
  if (kind === 'rates')
    return isTable(matrix, RATE_COLUMNS) ? whole(name, matrix, RATE_COLUMNS) : cells;
  if (isRows(kind)) return whole(name, matrix, kind.rows, kind.named);
  if (isAmountOr(kind))
    return isTable(matrix, kind.amountOr) ? whole(name, matrix, kind.amountOr) : cells;
  if (typeof kind === 'object' && 'terms' in kind)
    return { kind: 'named', value: termsArgument(name, matrix, kind.terms) };
  return cells;
}

const whole = (name: string, matrix: Matrix, fields: Fields, named?: true): Argument => ({
  kind: 'whole',
  value: tableOf(name, matrix, fields, named),
});

const only = (matrix: Matrix): unknown =>
  matrix.rows * matrix.columns === 1 ? matrix.cells[0]?.[0] : undefined;

/** True where an argument is a table: a header that names a column, or a text of rows. */
function isTable(matrix: Matrix, fields: Fields): boolean {
  const cell = only(matrix);
  if (typeof cell === 'string') return cell.includes('=');
  return matrix.cells[0]?.some((name) => fieldNamed(fields, name) !== undefined) ?? false;
}

/** The rows of a table under its header, or of a text; an error where the header names no column. */
function tableOf(
  name: string,
  matrix: Matrix,
  fields: Fields,
  named?: true,
): readonly NamedValues[] | CellError {
  const cell = only(matrix);
  if (isCellError(cell)) return heldError(name, cell);
  if (matrix.rows * matrix.columns === 1 && isNothing(cell)) return [];
  if (typeof cell === 'string' && cell.includes('=')) {
    const read = recordsOfText(cell);
    return read.ok ? read.value : valueError(`${name}: ${read.message}`);
  }
  const columns = `${Object.keys(fields).join(', ')}${named ? ', and the facts and amounts of a loan' : ''}`;
  if (!isTable(matrix, fields))
    return valueError(`${name}: the first row must name the columns; they are ${columns}`);
  const [header = [], ...rows] = matrix.cells;
  const wrong = header.find(
    (text) =>
      !isNothing(text) &&
      !fieldNamed(fields, text) &&
      !isRemark(text) &&
      !(named && isLoanName(plainName(text))),
  );
  if (wrong !== undefined)
    return valueError(`${name}: ${quoted(wrong)} is no column; they are ${columns}`);
  return rows.map((row) => recordOf(header, row));
}

function recordOf(header: readonly unknown[], row: readonly unknown[]): NamedValues {
  const record = Object.create(null) as Record<string, unknown>;
  header.forEach((name, i) => {
    const cell = row[i];
    if (typeof name === 'string' && name.trim() !== '')
      record[name] = isCellError(cell) ? cell.error : cell;
  });
  return record;
}

/** Reads named terms: a text, a two-column list, or a table with a row a loan; a day count may stand alone. */
function termsArgument(field: string, matrix: Matrix, fields: Fields): FactsArgument {
  const alone = matrix.rows === 1 || matrix.columns === 1;
  const cells = matrix.cells.map((row) =>
    row.map((cell) =>
      alone && isDayCount(cell) ? `day_count=${String(cell)}` : cell === 0 ? null : cell,
    ),
  );
  const [first = 'name', ...others] = Object.keys(fields);
  return readNamed(
    { ...matrix, cells },
    {
      field,
      isName: (cell) => fieldNamed(fields, cell) !== undefined,
      example: `write name=value with one of ${first}, ${others.join(', ')}`,
    },
  );
}

const isDayCount = (cell: unknown): boolean =>
  typeof cell === 'string' && !cell.includes('=') && !isBlank(cell) && readDayCount(cell).ok;
