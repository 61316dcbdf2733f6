/** What a figure on the way to the deficiency comes from: a tree that knows its cents and can be written as a formula. */
import type { Amounts } from '../../law/amounts';
import type { CompiledExpression } from '../../law/bounds';
import type { Rule } from '../../law/book';
import { TRUE, UNKNOWN, type Tri } from '../../law/tri';
import type { Cents } from '../../money/cents';
import type { Side } from './trace';

/** A figure that stands in a cell of its own where the way is written down. */
export interface Placeable {
  readonly label: string;
}

/** A term; its cents are those of the case, null where the cell stays empty. */
export type Term = Shape & { readonly cents: Cents | null };

export type Shape =
  | { readonly kind: 'nothing' }
  /** One end of an amount of the case. */
  | { readonly kind: 'input'; readonly name: string; readonly side: Side }
  /** A line of which the debt or the price is built. */
  | { readonly kind: 'line'; readonly name: string }
  /** What a rule says; `credit` is what it means by that word. */
  | {
      readonly kind: 'law';
      readonly part: CompiledExpression;
      readonly side: Side;
      readonly credit?: Term;
    }
  /** Another figure: its amount, its amount if the rule may apply, or what stands after it. */
  | { readonly kind: 'figure'; readonly of: Placeable; readonly as: 'amount' | 'perhaps' | 'total' }
  | { readonly kind: 'sum' | 'greatest' | 'least'; readonly of: readonly Term[] }
  | { readonly kind: 'less'; readonly from: Term; readonly taken: Term }
  | { readonly kind: 'minus' | 'to the cent'; readonly of: Term }
  | {
      readonly kind: 'if';
      readonly test: Test;
      readonly then: Term;
      /** Null leaves the cell empty. */
      readonly otherwise: Term | null;
    };

/** How sure it must be that a rule applies. */
export type Certainty = 'surely' | 'possibly' | 'only perhaps';

/** A question that a term turns on, with its answer in the case. */
export type Test = { readonly holds: boolean } & (
  | { readonly kind: 'rule'; readonly rule: Rule; readonly certainty: Certainty }
  | { readonly kind: 'some'; readonly of: readonly Test[] }
  /** One of these cells holds an amount. */
  | { readonly kind: 'present'; readonly of: readonly Term[] }
);

export const NOTHING: Term = { kind: 'nothing', cents: 0 };

const present = (of: readonly Term[]): Cents[] =>
  of.flatMap(({ cents }) => (cents === null ? [] : [cents]));
const known = ({ cents }: Term): Cents => cents ?? 0;

export const sum = (...of: readonly Term[]): Term => ({
  kind: 'sum',
  of,
  cents: of.reduce((total, one) => total + known(one), 0),
});

export const greatest = (...of: readonly Term[]): Term => ({
  kind: 'greatest',
  of,
  cents: Math.max(...present(of)),
});

export const least = (...of: readonly Term[]): Term => ({
  kind: 'least',
  of,
  cents: Math.min(...present(of)),
});

export const less = (from: Term, taken: Term): Term => ({
  kind: 'less',
  from,
  taken,
  cents: known(from) - known(taken),
});

export const minus = (of: Term): Term => ({ kind: 'minus', of, cents: 0 - known(of) });

/** Cents are whole here; a cell's binary fractions are not. */
export const toTheCent = (of: Term): Term => ({ kind: 'to the cent', of, cents: of.cents });

export const when = (test: Test, then: Term, otherwise: Term | null = null): Term => ({
  kind: 'if',
  test,
  then,
  otherwise,
  cents: test.holds ? then.cents : (otherwise?.cents ?? null),
});

/** Whether a rule that stands so applies with that certainty. */
export const holds = (state: Tri, certainty: Certainty): boolean =>
  (state === TRUE && certainty !== 'only perhaps') || (state === UNKNOWN && certainty !== 'surely');

export const ruleTest = (rule: Rule, certainty: Certainty, state: Tri): Test => ({
  kind: 'rule',
  rule,
  certainty,
  holds: holds(state, certainty),
});

export const some = (of: readonly Test[]): Test => ({
  kind: 'some',
  of,
  holds: of.some(({ holds }) => holds),
});

export const presentIn = (of: readonly Term[]): Test => ({
  kind: 'present',
  of,
  holds: present(of).length > 0,
});

/** What a part of a rule comes to at one end of what is known. */
export const lawTerm = (part: CompiledExpression, side: Side, amounts: Amounts): Term => ({
  kind: 'law',
  part,
  side,
  cents: part[side](amounts),
});
