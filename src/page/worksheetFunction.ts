// One of our worksheet functions as the spreadsheet's formula engine runs it: its values in, our cells out.
import {
  ArrayValueObject,
  BaseFunction,
  BooleanValueObject,
  ErrorValueObject,
  NumberValueObject,
  StringValueObject,
} from '@univerjs/engine-formula';
import type { Nullable } from '@univerjs/core';
import type { BaseValueObject, ErrorType } from '@univerjs/engine-formula';
import { callFunction } from '../functions/all';
import { isCellError } from '../functions/cells';
import type { Cell } from '../functions/cells';
import type { FunctionDeclaration } from '../functions/declarations';
import type { CellMessages } from './messages';

type Value = number | string | boolean | null;

/** An error that another formula left in a cell of a range: it spoils that cell's row of the result. */
interface ForeignError {
  readonly error: string;
  readonly message: string;
}

/**
 * Calls a declared function as Excel would: an omitted argument and a blank cell are null, an error in an argument
 * reaches the function, an array spills, and each error cell leaves its message with the cell that holds the formula.
 */
export class WorksheetFunction extends BaseFunction {
  override minParams: number;
  override maxParams: number;

  constructor(
    private readonly declaration: FunctionDeclaration,
    private readonly messages: CellMessages,
  ) {
    super(declaration.id);
    const { parameters } = declaration;
    this.minParams = parameters.filter((parameter) => !parameter.optional).length;
    this.maxParams = parameters.length;
  }

  override calculate(...variants: BaseValueObject[]): BaseValueObject {
    const args = variants.map(argumentFrom);
    while (args.length < this.declaration.parameters.length) args.push(null);
    const cells = callSafely(this.declaration.id, args);
    this.messages.record(
      { sheet: this.subUnitId ?? '', row: this.row, column: this.column },
      cells.map((row) => row.map((cell) => (isCellError(cell) ? cell : undefined))),
    );
    return resultFrom(cells);
  }
}

/** A thrown error would stop the engine's whole calculation, so a bug becomes an error in its own cell. */
function callSafely(id: string, args: readonly unknown[]): Cell[][] {
  try {
    return callFunction(id, args);
  } catch (bug) {
    console.error(id, bug);
    return [[{ error: '#VALUE!', message: `${id} failed: ${String(bug)}` }]];
  }
}

function argumentFrom(variant: BaseValueObject): Value | ForeignError | (Value | ForeignError)[][] {
  if (!variant.isArray()) return cellValue(variant);
  return (variant as ArrayValueObject).getArrayValue().map((row) => row.map(cellValue));
}

function cellValue(value: Nullable<BaseValueObject>): Value | ForeignError {
  if (!value?.isError()) return plainValue(value);
  const error = (value as ErrorValueObject).getErrorType();
  return { error, message: `a cell of the range holds ${error}` };
}

const plainValue = (value: Nullable<BaseValueObject>): Value =>
  !value || value.isNull() ? null : value.getValue();

function resultFrom(cells: Cell[][]): BaseValueObject {
  const values = cells.map((row) => row.map(valueFrom));
  const [first] = values;
  if (values.length === 1 && first?.length === 1) return first[0]!;
  return ArrayValueObject.create({
    calculateValueList: values,
    rowCount: values.length,
    columnCount: first?.length ?? 0,
    unitId: '',
    sheetId: '',
    row: -1,
    column: -1,
  });
}

/** Values are made one by one because the engine's own conversion would read "1/2" as a date and "TRUE" as a boolean. */
function valueFrom(cell: Cell): BaseValueObject {
  if (typeof cell === 'number') return NumberValueObject.create(cell);
  if (typeof cell === 'boolean') return BooleanValueObject.create(cell);
  if (typeof cell === 'string') return StringValueObject.create(cell);
  return ErrorValueObject.create(cell.error as ErrorType);
}
