/** Writes a rule's amounts and conditions as native Excel formulas over the cells that hold the inputs. */
import type { Jurisdiction, Rule } from '../law/book';
import { isAmountName } from '../law/amounts';
import {
  answer,
  compileCondition,
  limitOf,
  rowsMeant,
  withinLimitFact,
  type ConditionData,
  type Limit,
  type Matcher,
} from '../law/condition';
import {
  multiplies,
  parseComparison,
  type Comparison,
  type Expression,
  type Relation,
} from '../law/expression';
import type { Facts } from '../law/facts';
import { applies, type PlanSettings } from '../law/plan';
import { FALSE, TRUE, type Tri } from '../law/tri';

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
export function comparisonFormula({ left, relation, right }: Comparison, cellOf: CellOf): Truth {
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

interface AmountRange {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
}

function rangeTruth(name: string, range: AmountRange, cellOf: CellOf): Truth {
  const tests: Truth[] = [];
  const test = (relation: Relation, bound: number | undefined, surely: Side) => {
    if (bound === undefined) return;
    const text = (side: Side) => `${cellOf(name, side)}${relation}${bound}`;
    tests.push(truth(text(surely), text(opposite(surely))));
  };
  test('>=', range.min, 'low');
  test('<=', range.max, 'high');
  test('>', range.above, 'low');
  test('<', range.below, 'high');
  return all(tests);
}

/** A dated limit: the rows that may be meant must agree, and one that is not known turns on a fact. */
function limitTruth(name: string, limit: Limit, facts: Facts, cellOf: CellOf): Truth {
  const rows = rowsMeant(limit, facts).map(({ low, high }) => {
    const sure = rangeTruth(name, { max: low }, cellOf);
    if (low === high) return sure;
    const told = conditionFormula({ [withinLimitFact(name)]: true }, facts, cellOf);
    const open = high === undefined ? told : all([rangeTruth(name, { max: high }, cellOf), told]);
    return any([sure, open]);
  });
  return truth(all(rows).surely, any(rows).possibly);
}

/** A condition with its facts answered and its amounts left to the cells. */
export function conditionFormula(data: ConditionData, facts: Facts, cellOf: CellOf): Truth {
  const items: Truth[] = [];
  for (const [name, matcher] of Object.entries(data)) {
    if (name === 'holds' || name === 'any' || name === 'not') continue;
    const limit = limitOf(matcher as Matcher);
    if (limit) items.push(limitTruth(name, limit, facts, cellOf));
    else if (isAmountName(name)) items.push(rangeTruth(name, matcher as AmountRange, cellOf));
    else items.push(truthOf(answer(compileCondition({ [name]: matcher }), facts) as Tri));
  }
  for (const text of list(data.holds)) items.push(comparisonFormula(parseComparison(text), cellOf));
  if (data.any) items.push(any(data.any.map((item) => conditionFormula(item, facts, cellOf))));
  for (const item of list(data.not)) items.push(negated(conditionFormula(item, facts, cellOf)));
  return all(items);
}

const list = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

const WAIVED: ConditionData = { obligor: 'guarantor', guarantor_waived_value_credit: true };

/** Whether a rule applies, exceptions that displace it included. */
export function ruleFormula(
  place: Jurisdiction,
  rule: Rule,
  facts: Facts,
  plan: PlanSettings,
  cellOf: CellOf,
): Truth {
  const settled = applies(place, rule, facts, plan);
  if (typeof settled === 'number') return truthOf(settled);
  const items = [conditionFormula(rule.data.when, facts, cellOf)];
  if (rule.data.guarantorMayWaive) items.push(negated(conditionFormula(WAIVED, facts, cellOf)));
  for (const id of rule.data.yieldsTo ?? []) {
    const exception = place.ruleById.get(id);
    if (exception) items.push(negated(ruleFormula(place, exception, facts, plan, cellOf)));
  }
  return all(items);
}
