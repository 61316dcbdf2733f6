/** Every worksheet function as people see it while they type. */
import { caseDeclarations } from './caseDeclarations';
import type { FunctionDeclaration } from './declare';
import { overTimeDeclarations } from './overTimeDeclarations';

export type { Cell, CellError } from './cells';
export type { FunctionDeclaration, ParameterDeclaration } from './declare';

/** All functions, in the order in which they are listed. */
export const declarations: readonly FunctionDeclaration[] = [
  ...caseDeclarations,
  ...overTimeDeclarations,
];

export const declarationOf = (id: string): FunctionDeclaration | undefined =>
  declarations.find((declaration) => declaration.id === id);
