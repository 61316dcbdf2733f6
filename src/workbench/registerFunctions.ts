// Teaches the spreadsheet every declared worksheet function.
import { FunctionType } from '@univerjs/engine-formula';
import type { IFunctionInfo } from '@univerjs/engine-formula';
import type { IRegisterFunction } from '@univerjs/sheets-formula';
import { callFunction, declarations } from './stub';
import type { Cell, CellError, FunctionDeclaration } from './stub';
import type { CellMessages } from './messages';
import type { SpreadsheetApi } from './spreadsheet';

/** What the spreadsheet calls a function on: it knows the cell that holds the formula. */
interface CallingCell {
  readonly subUnitId: string;
  readonly row: number;
  readonly column: number;
}

const isError = (cell: Cell): cell is CellError => typeof cell === 'object';

/** Registers every declared function. The workbook must exist: functions registered before it are forgotten. */
export function registerFunctions(api: SpreadsheetApi, messages: CellMessages): void {
  const formula = api.getFormula();
  formula.calculationStart(() => messages.beginCalculation());
  for (const declaration of declarations) {
    formula.registerFunction(declaration.id, calculator(declaration, messages), {
      description: describe(declaration),
    });
  }
}

/** A thrown error would stop the whole calculation, so a bug in one function becomes an error in its own cell. */
function calculator({ id, parameters }: FunctionDeclaration, messages: CellMessages): IRegisterFunction {
  return function calculate(this: CallingCell, ...args: unknown[]) {
    const given = parameters.map((_, at) => args[at] ?? null).concat(args.slice(parameters.length));
    const cells = callSafely(id, given);
    messages.record(
      this.subUnitId,
      this.row,
      this.column,
      cells.map((row) => row.map((cell) => (isError(cell) ? cell.message : undefined))),
    );
    const values = cells.map((row) => row.map((cell) => (isError(cell) ? cell.error : cell)));
    const single = values.length === 1 && values[0]?.length === 1;
    return single ? values[0]![0]! : values;
  } as unknown as IRegisterFunction;
}

function callSafely(id: string, args: readonly unknown[]): Cell[][] {
  try {
    return callFunction(id, args);
  } catch (bug) {
    console.error(id, bug);
    return [[{ error: '#VALUE!', message: `${id} failed: ${String(bug)}` }]];
  }
}

/** The help that the spreadsheet shows while a person types the function. */
function describe({ id, summary, parameters, example }: FunctionDeclaration): IFunctionInfo {
  return {
    functionName: id,
    functionType: FunctionType.User,
    description: summary,
    abstract: summary,
    functionParameter: parameters.map((parameter, at) => ({
      name: parameter.name,
      detail: parameter.description,
      example: argumentOf(example, at),
      require: parameter.optional ? 0 : 1,
      repeat: parameter.repeating ? 1 : 0,
    })),
  };
}

/** The argument at a position in an example such as =DEFICIENCY(300000,255000,0,"TX"). */
function argumentOf(example: string, at: number): string {
  const inside = /\(([^)]*)\)/.exec(example)?.[1] ?? '';
  return inside.split(',')[at]?.trim() ?? '';
}
