/** Writes a rule's amounts and conditions as native Excel formulas over the cells that hold the inputs. */
import type { Rule } from '../law/book';
import { matching } from '../law/condition';
import { fold, rowsMeant, type Bounds, type Condition } from '../law/conditionTree';
import { multiplies, type Comparison, type Expression, type Relation } from '../law/expression';
import type { Facts } from '../law/facts';
import { applies, type PlanSettings } from '../law/plan';
import { FALSE, TRUE, triOf, UNKNOWN, type Tri } from '../law/tri';

/** Which end of what is not known an operand stands for. */
export type Side = 'low' | 'high';

/** The operand for an amount: a reference such as `B7`, or a formula part for one end of an unknown. */
export type CellOf = (name: string, side: Side) => string;

const opposite = (side: Side): Side => (side === 'low' ? 'high' : 'low');

/**
 * An amount expression as a formula without its `=`: `MAX(B12,B13)`. Where a product or a quotient
 * makes fractions of a cent, the whole is rounded once, as the calculation rounds it.
 */
export function amountFormula(expression: Expression, cellOf: CellOf, side: Side = 'high'): string {
  const text = written(expression, cellOf, side).text;
  return multiplies(expression) ? `ROUND(${text},2)` : text;
}

/** How tightly the outermost operator of a formula part binds. */
enum Tie {
  Sum = 1,
  Product = 2,
  Whole = 3,
}

interface Part {
  readonly text: string;
  readonly tie: Tie;
}

function written(expression: Expression, cellOf: CellOf, side: Side): Part {
  switch (expression.kind) {
    case 'number':
      return { text: expression.text, tie: Tie.Whole };
    case 'name':
      return { text: cellOf(expression.name, side), tie: Tie.Whole };
    case 'choice': {
      const items = expression.items.map((item) => written(item, cellOf, side).text);
      return { text: `${expression.pick.toUpperCase()}(${items.join(',')})`, tie: Tie.Whole };
    }
    case 'operation': {
      const { operator } = expression;
      const tie = operator === '+' || operator === '-' ? Tie.Sum : Tie.Product;
      const turns = operator === '-' || operator === '/';
      const left = written(expression.left, cellOf, side);
      const right = written(expression.right, cellOf, turns ? opposite(side) : side);
      const first = left.tie < tie ? `(${left.text})` : left.text;
      const second =
        right.tie < tie || (turns && right.tie === tie) ? `(${right.text})` : right.text;
      return { text: `${first}${operator}${second}`, tie };
    }
  }
}

/** A condition as two formulas that give TRUE or FALSE: it surely holds, and it may hold. */
export interface Truth {
  readonly surely: string;
  readonly possibly: string;
}

const truth = (surely: string, possibly = surely): Truth => ({ surely, possibly });

export const truthOf = (tri: Tri): Truth =>
  tri === TRUE ? truth('TRUE') : tri === FALSE ? truth('FALSE') : truth('FALSE', 'TRUE');

/** True where no cell can change the answer. */
export const isSettled = ({ surely, possibly }: Truth): boolean =>
  [surely, possibly].every((text) => text === 'TRUE' || text === 'FALSE');

function joined(kind: 'AND' | 'OR', texts: readonly string[]): string {
  const [neutral, decisive] = kind === 'AND' ? ['TRUE', 'FALSE'] : ['FALSE', 'TRUE'];
  const rest = [...new Set(texts)].filter((text) => text !== neutral);
  if (rest.includes(decisive)) return decisive;
  if (rest.length === 0) return neutral;
  return rest.length === 1 ? (rest[0] as string) : `${kind}(${rest.join(',')})`;
}

const all = (items: readonly Truth[]): Truth =>
  truth(
    joined(
      'AND',
      items.map(({ surely }) => surely),
    ),
    joined(
      'AND',
      items.map(({ possibly }) => possibly),
    ),
  );

const any = (items: readonly Truth[]): Truth =>
  truth(
    joined(
      'OR',
      items.map(({ surely }) => surely),
    ),
    joined(
      'OR',
      items.map(({ possibly }) => possibly),
    ),
  );

const turned = (text: string): string =>
  text === 'TRUE' ? 'FALSE' : text === 'FALSE' ? 'TRUE' : `NOT(${text})`;

const negated = ({ surely, possibly }: Truth): Truth => truth(turned(possibly), turned(surely));

/** A comparison of two amounts. Differences are cleared of binary dust, finer than any fraction a rule makes. */
function comparisonFormula({ left, relation, right }: Comparison, cellOf: CellOf): Truth {
  const less = relation === '<' || relation === '<=';
  const [leftSide, rightSide]: [Side, Side] = less ? ['high', 'low'] : ['low', 'high'];
  return truth(
    compared(left, leftSide, relation, right, rightSide, cellOf),
    compared(left, opposite(leftSide), relation, right, opposite(rightSide), cellOf),
  );
}

function compared(
  left: Expression,
  leftSide: Side,
  relation: Relation,
  right: Expression,
  rightSide: Side,
  cellOf: CellOf,
): string {
  const a = written(left, cellOf, leftSide);
  const b = written(right, cellOf, rightSide);
  const plain = [left, right].every(({ kind }) => kind === 'name' || kind === 'number');
  if (plain) return `${a.text}${relation}${b.text}`;
  const taken = b.tie === Tie.Sum ? `(${b.text})` : b.text;
  return `ROUND(${a.text}-${taken},4)${relation}0`;
}

function boundsTruth(name: string, bounds: Bounds, cellOf: CellOf): Truth {
  const tests: Truth[] = [];
  const test = (relation: Relation, bound: number | undefined, surely: Side) => {
    if (bound === undefined) return;
    const text = (side: Side) => `${cellOf(name, side)}${relation}${bound}`;
    tests.push(truth(text(surely), text(opposite(surely))));
  };
  test('>=', bounds.min, 'low');
  test('<=', bounds.max, 'high');
  test('>', bounds.above, 'low');
  test('<', bounds.below, 'high');
  return all(tests);
}

/** A condition with its facts answered and its amounts left to the cells. */
const conditionFormula = (condition: Condition, facts: Facts, cellOf: CellOf): Truth =>
  fold<Truth>(condition, {
    fact: ({ fact, data }) => {
      const value = facts.get(fact);
      return truthOf(value === undefined ? UNKNOWN : triOf(matching(data)(value)));
    },
    amount: ({ amount, bounds }) => boundsTruth(amount, bounds, cellOf),
    comparison: ({ comparison }) => comparisonFormula(comparison, cellOf),
    // The rows that may be meant must agree.
    limit: ({ limit: { by } }, rows) => {
      const meant = rowsMeant(by, rows, facts).map(({ within }) => within);
      return truth(all(meant).surely, any(meant).possibly);
    },
    all,
    any,
    not: negated,
  });

/** Whether a rule applies, exceptions that displace it included. */
export function ruleFormula(rule: Rule, facts: Facts, plan: PlanSettings, cellOf: CellOf): Truth {
  const settled = applies(rule, facts, plan);
  if (typeof settled === 'number') return truthOf(settled);
  return all([
    conditionFormula(rule.condition, facts, cellOf),
    ...rule.exceptions.map((item) => negated(ruleFormula(item, facts, plan, cellOf))),
  ]);
}
