/** Functions whose code is loaded apart: the add-in's first file stays small, the second adds to it. */
import type { Cell, Matrix } from './cells';

type Answer = (matrices: ReadonlyMap<string, Matrix>) => Cell[][];

/** A function loaded apart: the names of its arguments, and its answer. */
interface Provided {
  readonly parameters: readonly { readonly name: string }[];
  readonly answer: Answer;
}

const known = new Map<string, Provided>();

/** Adds declared functions with their answers, by their names in a cell. */
export function provide(
  declared: readonly { readonly id: string; readonly parameters: Provided['parameters'] }[],
  answers: Readonly<Record<string, Answer>>,
): void {
  for (const { id, parameters } of declared) {
    const answer = answers[id];
    if (answer) known.set(id, { parameters, answer });
  }
}

/** The function that was added under a name, if its code has been loaded. */
export const provided = (id: string): Provided | undefined => known.get(id);
