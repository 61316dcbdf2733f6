// Teaches the spreadsheet every declared worksheet function, with the help that it shows while a person types.
import { ErrorType, FunctionType, IFunctionService, Lexer } from '@univerjs/engine-formula';
import type { IFunctionInfo } from '@univerjs/engine-formula';
import { IDescriptionService } from '@univerjs/sheets-formula';
import { declarations } from '../functions/declarations';
import type { FunctionDeclaration } from '../functions/declarations';
import type { CellMessages } from './messages';
import { scopesAreWhole } from './scopes';
import type { Injector, SpreadsheetApi } from './spreadsheet';
import { WorksheetFunction } from './worksheetFunction';

/** Registers every declared function and calculates. The workbook must exist: it would not be calculated otherwise. */
export function registerFunctions(
  api: SpreadsheetApi,
  injector: Injector,
  messages: CellMessages,
): void {
  const functions = declarations.map((declaration) => new WorksheetFunction(declaration, messages));
  injector.get(IDescriptionService).registerDescriptions(declarations.map(helpFor));
  injector.get(IFunctionService).registerExecutors(...functions);
  refuseBadScopes(injector.get(Lexer));
  const formula = api.getFormula();
  formula.calculationStart(() => messages.beginCalculation());
  formula.executeCalculation();
}

/** The spreadsheet throws over some, and then nothing is calculated any more; others it takes for 0. */
function refuseBadScopes(lexer: Lexer): void {
  const read = lexer.treeBuilder.bind(lexer);
  lexer.treeBuilder = (formula, ...options) =>
    scopesAreWhole(formula) ? read(formula, ...options) : ErrorType.VALUE;
}

function helpFor({ id, summary, parameters, example }: FunctionDeclaration): IFunctionInfo {
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
      repeat: 0,
    })),
  };
}

/** The argument at a position in an example such as =DEFICIENCY(300000,255000,0,"TX"). */
function argumentOf(example: string, at: number): string {
  const inside = /\(([^)]*)\)/.exec(example)?.[1] ?? '';
  return inside.split(',')[at]?.trim() ?? '';
}
