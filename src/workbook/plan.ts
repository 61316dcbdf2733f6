/** A plan says beforehand what will be written and what cannot be; then it is done, and may be taken back. */
import type { Result } from '../money/result';
import { ok } from '../money/result';
import type { Block } from '../formulas/place';
import type { BlockCondition, Change, Undoable, WorkbookHost } from './host';
import { placeText } from '../formulas/address';

/** A cell that is left as it is, and why. */
export interface Obstacle {
  /** `Sheet1!C14`. */
  readonly where: string;
  readonly why: string;
}

/** What is going to happen. Nothing is written until it is carried out. */
export interface Plan {
  readonly changes: readonly Change[];
  /** Cells that will be written, the upper left one of each block: `Sheet1!C14`. */
  readonly places: readonly string[];
  readonly obstacles: readonly Obstacle[];
  /** What a person should know beforehand, though it does not hinder: hidden rows, values lost to a spill. */
  readonly remarks: readonly string[];
}

export const obstacle = (block: Block, why: string): Obstacle => ({ where: placeText(block), why });

/** Why nothing can be written to a block at all; undefined where it can. */
export function whyNotWritable(condition: BlockCondition): string | undefined {
  if (condition.missing) return `There is no sheet called ${condition.block.sheet} any more.`;
  if (condition.protected) return 'The sheet is protected: unprotect it first.';
  return undefined;
}

/** Why a formula cannot spill over a block; undefined where it can. */
export function whyNoSpill(condition: BlockCondition): string | undefined {
  const { block, merged, table, occupied } = condition;
  if (block.rows * block.columns === 1) return undefined;
  if (merged) return 'It would spill into merged cells: unmerge them first.';
  if (table !== null) return `It cannot spill inside the table ${table}: choose a cell beside it.`;
  if (occupied.length > 0) return `It would spill over ${occupied.join(', ')}: empty them first.`;
  return undefined;
}

/** Remarks that hold for blocks which will be written. */
export function remarksOn(conditions: readonly BlockCondition[]): readonly string[] {
  const hidden = conditions.filter(({ hiddenRows }) => hiddenRows).map(({ block }) => block.sheet);
  return [...new Set(hidden)].map((sheet) => `Hidden rows on ${sheet} are written too.`);
}

/** Carries out a plan that needs no record of its own. */
export const carryOut = (host: WorkbookHost, plan: Plan): Promise<Result<Undoable>> =>
  plan.changes.length === 0
    ? Promise.resolve(ok({ undo: async () => ok(undefined) }))
    : host.write(plan.changes);
