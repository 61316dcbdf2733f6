/** Evaluates amount expressions between a lower and an upper bound, exactly to the cent. */
import type Decimal from 'decimal.js';
import { Exact, roundToCents, type Cents, type Rounding } from '../money/cents';
import { multiplies, namesIn, type Comparison, type Expression } from './expression';
import {
  leastReader,
  mostReader,
  sharedCreditIn,
  type AmountReader,
  type Amounts,
  type CreditOf,
} from './amounts';
import { FALSE, TRUE, UNKNOWN, type Tri } from './tri';

/** An expression made ready to run: `low` and `high` give cents, perhaps infinite. */
export interface CompiledExpression {
  readonly source: Expression;
  readonly low: AmountReader;
  readonly high: AmountReader;
}

/** Compiles an amount expression; products are rounded to the cent once, at the end. */
export function compileExpression(
  source: Expression,
  rounding: Rounding | 'none' = 'half_up',
): CompiledExpression {
  if (!multiplies(source)) {
    return { source, low: plainSide(source, 'low'), high: plainSide(source, 'high') };
  }
  if (halvesOnly(source) && rounding === 'half_up') {
    const [low, high] = [plainSide(source, 'low'), plainSide(source, 'high')];
    return { source, low: (a) => nearestCent(low(a)), high: (a) => nearestCent(high(a)) };
  }
  const ends = namesIn(source).map((name) => [leastReader(name), mostReader(name)] as const);
  const divides = divisors(source);
  const bothEnds = once((amounts: Amounts) => exactBounds(source, amounts));
  const valueOf = once((amounts: Amounts) => centsOf(exactValue(source, amounts), rounding));
  const side = (which: Side) => (amounts: Amounts) =>
    !divides && ends.every(([low, high]) => low(amounts) === high(amounts))
      ? valueOf(amounts)
      : centsOf(bothEnds(amounts)[which], rounding);
  return { source, low: side('low'), high: side('high') };
}

/** Keeps what the same amounts came to last: the ways of a case ask one after the other. */
function once<T>(evaluate: (amounts: Amounts) => T): (amounts: Amounts) => T {
  let last: Amounts | undefined;
  let found: T;
  return (amounts) => {
    if (amounts !== last) {
      found = evaluate(amounts);
      last = amounts;
    }
    return found;
  };
}

/**
 * A credit as it is where several sales belong together: that of each, or of all together, as the law says. A credit
 * without a choice comes to the same either way.
 */
export function overSales(
  formula: CompiledExpression,
  said: CreditOf | undefined,
): CompiledExpression {
  const of = said ?? (chooses(formula.source) ? undefined : 'each');
  const side =
    (which: Side): AmountReader =>
    (amounts) => {
      const shared = sharedCreditIn(amounts);
      return shared ? shared(formula[which], of, which) : formula[which](amounts);
    };
  return { ...formula, low: side('low'), high: side('high') };
}

const chooses = (expression: Expression): boolean =>
  expression.kind === 'choice' ||
  (expression.kind === 'operation' && (chooses(expression.left) || chooses(expression.right)));

/** True where an amount divides: it may be nothing, and the bounds know what to do then. */
const divisors = (expression: Expression): boolean =>
  expression.kind === 'operation'
    ? (expression.operator === '/' && namesIn(expression.right).length > 0) ||
      divisors(expression.left) ||
      divisors(expression.right)
    : expression.kind === 'choice' && expression.items.some(divisors);

const inDollars = (cents: Cents): Decimal => new Exact(cents).dividedBy(100);

/** The exact value, in dollars, where every amount is known. */
function exactValue(expression: Expression, amounts: Amounts): Decimal {
  switch (expression.kind) {
    case 'number':
      return new Exact(expression.text);
    case 'name':
      return inDollars(leastReader(expression.name)(amounts));
    case 'choice': {
      const items = expression.items.map((item) => exactValue(item, amounts));
      return expression.pick === 'max' ? Exact.max(...items) : Exact.min(...items);
    }
    case 'operation': {
      const left = exactValue(expression.left, amounts);
      const right = exactValue(expression.right, amounts);
      switch (expression.operator) {
        case '+':
          return left.plus(right);
        case '-':
          return left.minus(right);
        case '*':
          return left.times(right);
        case '/':
          return left.dividedBy(right);
      }
    }
  }
}

/** Exact arithmetic is in dollars, so that a product of amounts stays an amount. */
function centsOf(value: Decimal, rounding: Rounding | 'none'): Cents {
  const cents = value.times(100);
  return cents.isFinite() && rounding !== 'none' ? roundToCents(cents, rounding) : cents.toNumber();
}

/**
 * True where every product takes halves, quarters or eighths of an amount. Binary numbers hold these
 * exactly for every amount in whole cents up to 9 trillion dollars, so no decimals are needed.
 */
function halvesOnly(expression: Expression): boolean {
  if (expression.kind === 'choice') return expression.items.every(halvesOnly);
  if (expression.kind !== 'operation') return true;
  const { operator, left, right } = expression;
  if (operator === '/') return false;
  if (operator === '*')
    return left.kind === 'number' && Number.isInteger(left.value * 8) && halvesOnly(right);
  return halvesOnly(left) && halvesOnly(right);
}

/** Half a cent goes away from zero. */
const nearestCent = (cents: number): Cents =>
  cents < 0 ? -Math.floor(0.5 - cents) : Math.floor(cents + 0.5);

type Side = 'low' | 'high';

const opposite = (side: Side): Side => (side === 'low' ? 'high' : 'low');

/** Sums, differences, maxima, minima and halves need no decimals. */
function plainSide(expression: Expression, side: Side): AmountReader {
  switch (expression.kind) {
    case 'number': {
      const cents = Math.round(expression.value * 100);
      return () => cents;
    }
    case 'name':
      return side === 'low' ? leastReader(expression.name) : mostReader(expression.name);
    case 'operation': {
      if (expression.operator === '*') {
        const factor = (expression.left as { value: number }).value;
        const amount = plainSide(expression.right, side);
        return (a) => factor * amount(a);
      }
      const left = plainSide(expression.left, side);
      if (expression.operator === '+') {
        const right = plainSide(expression.right, side);
        return (a) => left(a) + right(a);
      }
      const right = plainSide(expression.right, opposite(side));
      return (a) => left(a) - right(a);
    }
    case 'choice':
      return chooser(
        expression.pick,
        expression.items.map((item) => plainSide(item, side)),
      );
  }
}

function chooser(pick: 'max' | 'min', items: readonly AmountReader[]): AmountReader {
  const [first, second] = items as [AmountReader, AmountReader?];
  if (second && items.length === 2)
    return pick === 'max'
      ? (a) => Math.max(first(a), second(a))
      : (a) => Math.min(first(a), second(a));
  const best = pick === 'max' ? Math.max : Math.min;
  return (a) => items.reduce((found, item) => best(found, item(a)), first(a));
}

interface ExactBounds {
  readonly low: Decimal;
  readonly high: Decimal;
}

function exactBounds(expression: Expression, amounts: Amounts): ExactBounds {
  switch (expression.kind) {
    case 'number': {
      const number = new Exact(expression.text);
      return { low: number, high: number };
    }
    case 'name':
      return {
        low: inDollars(leastReader(expression.name)(amounts)),
        high: inDollars(mostReader(expression.name)(amounts)),
      };
    case 'choice': {
      const items = expression.items.map((item) => exactBounds(item, amounts));
      const best = (values: Decimal[]) =>
        expression.pick === 'max' ? Exact.max(...values) : Exact.min(...values);
      return {
        low: best(items.map((item) => item.low)),
        high: best(items.map((item) => item.high)),
      };
    }
    case 'operation':
      return operate(expression, amounts);
  }
}

function operate(
  expression: Extract<Expression, { kind: 'operation' }>,
  amounts: Amounts,
): ExactBounds {
  const left = exactBounds(expression.left, amounts);
  const right = exactBounds(expression.right, amounts);
  switch (expression.operator) {
    case '+':
      return { low: left.low.plus(right.low), high: left.high.plus(right.high) };
    case '-':
      return { low: left.low.minus(right.high), high: left.high.minus(right.low) };
    case '*':
      return multiply(left, right);
    case '/':
      return divide(left, right);
  }
}

function multiply(left: ExactBounds, right: ExactBounds): ExactBounds {
  const corners = [left.low, left.high].flatMap((a) =>
    [right.low, right.high].map((b) => (a.isZero() || b.isZero() ? new Exact(0) : a.times(b))),
  );
  return { low: Exact.min(...corners), high: Exact.max(...corners) };
}

function divide(left: ExactBounds, right: ExactBounds): ExactBounds {
  if (right.low.lessThanOrEqualTo(0))
    return { low: new Exact(-Infinity), high: new Exact(Infinity) };
  const corners = [left.low, left.high].flatMap((a) =>
    [right.low, right.high].map((b) =>
      b.isFinite() ? (a.isZero() ? new Exact(0) : a.dividedBy(b)) : new Exact(0),
    ),
  );
  return { low: Exact.min(...corners), high: Exact.max(...corners) };
}

/** Compiles a comparison; it cannot be said where the two ranges overlap. */
export function compileComparison(comparison: Comparison): (amounts: Amounts) => Tri {
  const left = compileExpression(comparison.left, 'none');
  const right = compileExpression(comparison.right, 'none');
  const less = (strict: boolean, a: CompiledExpression, b: CompiledExpression) =>
    strict
      ? (amounts: Amounts): Tri =>
          a.high(amounts) < b.low(amounts)
            ? TRUE
            : a.low(amounts) >= b.high(amounts)
              ? FALSE
              : UNKNOWN
      : (amounts: Amounts): Tri =>
          a.high(amounts) <= b.low(amounts)
            ? TRUE
            : a.low(amounts) > b.high(amounts)
              ? FALSE
              : UNKNOWN;
  switch (comparison.relation) {
    case '<':
      return less(true, left, right);
    case '<=':
      return less(false, left, right);
    case '>':
      return less(true, right, left);
    case '>=':
      return less(false, right, left);
  }
}
