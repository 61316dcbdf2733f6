/** Functions whose code is loaded apart: the add-in's first file stays small, the second adds to it. */
import type { ParameterDeclaration } from '../calculation/operation/operation';
import type { Matrix } from './cells';
import type { Answered } from './operationCells';

/** A function loaded apart: its arguments, and its answer. */
interface Provided {
  readonly parameters: readonly ParameterDeclaration[];
  readonly answer: (matrices: ReadonlyMap<string, Matrix>) => Answered;
}

const known = new Map<string, Provided>();

/** Adds a function by its name in a cell. */
export const provide = (id: string, provided: Provided): void => void known.set(id, provided);

/** The function that was added under a name, if its code has been loaded. */
export const provided = (id: string): Provided | undefined => known.get(id);
