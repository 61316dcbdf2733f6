/** How a worksheet function is declared. */

export interface ParameterDeclaration {
  readonly name: string;
  readonly description: string;
  readonly optional: boolean;
}

/** A worksheet function as people see it while they type. */
export interface FunctionDeclaration {
  /** As typed in a cell, `DEFICIENCY.STATUS`. Names and the order of arguments never change. */
  readonly id: string;
  readonly summary: string;
  readonly parameters: readonly ParameterDeclaration[];
  /** A formula to try. */
  readonly example: string;
}

/** An argument that must be given. */
export const required = (name: string, description: string): ParameterDeclaration => ({
  name,
  description,
  optional: false,
});

/** An argument that may be left out. */
export const optional = (name: string, description: string): ParameterDeclaration => ({
  name,
  description,
  optional: true,
});
