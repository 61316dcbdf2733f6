/** Three-valued truth: a missing fact is unknown, never false. */

export type Tri = 0 | 1 | 2;
export const FALSE = 0;
export const TRUE = 1;
export const UNKNOWN = 2;

/** False if any is false, else unknown if any is unknown. */
export const both = (a: Tri, b: Tri): Tri =>
  a === FALSE || b === FALSE ? FALSE : a === UNKNOWN || b === UNKNOWN ? UNKNOWN : TRUE;

/** True if any is true, else unknown if any is unknown. */
export const either = (a: Tri, b: Tri): Tri =>
  a === TRUE || b === TRUE ? TRUE : a === UNKNOWN || b === UNKNOWN ? UNKNOWN : FALSE;

export const not = (a: Tri): Tri => (a === UNKNOWN ? UNKNOWN : a === TRUE ? FALSE : TRUE);

export const triOf = (value: boolean): Tri => (value ? TRUE : FALSE);
