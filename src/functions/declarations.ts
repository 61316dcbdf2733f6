/** Every worksheet function as people see it while they type. */
import { OPERATIONS } from '../calculation/operations';
import { caseDeclarations, type FunctionDeclaration } from './caseDeclarations';

export type { Cell, CellError } from './cells';
export type { FunctionDeclaration } from './caseDeclarations';
export type { ParameterDeclaration } from '../calculation/operation/operation';

/** All functions, in the order in which they are listed. */
export const declarations: readonly FunctionDeclaration[] = [...caseDeclarations, ...OPERATIONS];

export const declarationOf = (id: string): FunctionDeclaration | undefined =>
  declarations.find((declaration) => declaration.id === id);
