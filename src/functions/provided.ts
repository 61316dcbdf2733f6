/** Functions whose code is loaded apart: the add-in's first file stays small, the second adds to it. */
import type { Cell, Matrix } from './cells';

type Provided = (matrices: ReadonlyMap<string, Matrix>) => Cell[][];

const known = new Map<string, Provided>();

/** Adds functions by their names in a cell. */
export function provide(functions: Readonly<Record<string, Provided>>): void {
  for (const [id, answer] of Object.entries(functions)) known.set(id, answer);
}

/** The function that was added under a name, if its code has been loaded. */
export const provided = (id: string): Provided | undefined => known.get(id);
