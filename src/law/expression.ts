/** The small language in which a rule states an amount: names of amounts, + - * /, max and min. */

export type Operator = '+' | '-' | '*' | '/';

/** A parsed amount expression, shared by evaluation, explanation and worksheet formulas. */
export type Expression =
  /** A plain number: dollars where it is added or compared, a factor where it multiplies. */
  | { readonly kind: 'number'; readonly text: string; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'choice';
      readonly pick: 'max' | 'min';
      readonly items: readonly Expression[];
    };

/** One comparison between two amounts, as in `sale_price < 0.5 * fair_value`. */
export interface Comparison {
  readonly left: Expression;
  readonly relation: Relation;
  readonly right: Expression;
}

export type Relation = '<' | '<=' | '>' | '>=';

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([a-z_][a-z0-9_]*)|(<=|>=|[-+*/(),<>]))/gy;

/** Raised for an expression that a law file states wrongly; users never cause it. */
export class ExpressionError extends Error {}

class Tokens {
  private readonly items: string[] = [];
  private position = 0;

  constructor(private readonly text: string) {
    TOKEN.lastIndex = 0;
    let end = 0;
    for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
      this.items.push((match[1] ?? match[2] ?? match[3]) as string);
      end = TOKEN.lastIndex;
    }
    if (text.slice(end).trim() !== '') this.refuse(`cannot read '${text.slice(end).trim()}'`);
  }

  peek(): string | undefined {
    return this.items[this.position];
  }

  next(): string {
    const token = this.items[this.position++];
    if (token === undefined) return this.refuse('ends too early');
    return token;
  }

  take(token: string): boolean {
    if (this.peek() !== token) return false;
    this.position++;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) this.refuse(`wants '${token}' before '${this.peek() ?? 'the end'}'`);
  }

  refuse(why: string): never {
    throw new ExpressionError(`expression '${this.text}': ${why}`);
  }
}

/** Parses an amount expression, or throws {@link ExpressionError}. */
export function parseExpression(text: string): Expression {
  const tokens = new Tokens(text);
  const expression = sum(tokens);
  if (tokens.peek() !== undefined) tokens.refuse(`cannot follow with '${tokens.peek()}'`);
  return expression;
}

/** Parses a comparison of two amounts, or throws {@link ExpressionError}. */
export function parseComparison(text: string): Comparison {
  const tokens = new Tokens(text);
  const left = sum(tokens);
  const relation = tokens.next();
  if (relation !== '<' && relation !== '<=' && relation !== '>' && relation !== '>=')
    return tokens.refuse(`'${relation}' does not compare`);
  const right = sum(tokens);
  if (tokens.peek() !== undefined) tokens.refuse(`cannot follow with '${tokens.peek()}'`);
  return { left, relation, right };
}

function sum(tokens: Tokens): Expression {
  let left = product(tokens);
  while (tokens.peek() === '+' || tokens.peek() === '-') {
    const operator = tokens.next() as Operator;
    left = { kind: 'operation', operator, left, right: product(tokens) };
  }
  return left;
}

function product(tokens: Tokens): Expression {
  let left = primary(tokens);
  while (tokens.peek() === '*' || tokens.peek() === '/') {
    const operator = tokens.next() as Operator;
    left = { kind: 'operation', operator, left, right: primary(tokens) };
  }
  return left;
}

function primary(tokens: Tokens): Expression {
  if (tokens.take('(')) {
    const inner = sum(tokens);
    tokens.expect(')');
    return inner;
  }
  const token = tokens.next();
  if (/^\d/.test(token)) return { kind: 'number', text: token, value: Number(token) };
  if (!/^[a-z_]/.test(token)) return tokens.refuse(`'${token}' is out of place`);
  if (!tokens.take('(')) return { kind: 'name', name: token };
  if (token !== 'max' && token !== 'min') return tokens.refuse(`knows no function '${token}'`);
  const items = [sum(tokens)];
  while (tokens.take(',')) items.push(sum(tokens));
  tokens.expect(')');
  return { kind: 'choice', pick: token, items };
}

/** The names of amounts that an expression uses, each once, in order of appearance. */
export function namesIn(expression: Expression, found: string[] = []): string[] {
  switch (expression.kind) {
    case 'number':
      break;
    case 'name':
      if (!found.includes(expression.name)) found.push(expression.name);
      break;
    case 'operation':
      namesIn(expression.left, found);
      namesIn(expression.right, found);
      break;
    case 'choice':
      for (const item of expression.items) namesIn(item, found);
  }
  return found;
}

/** True where a product or a quotient makes fractions of a cent possible. */
export function multiplies(expression: Expression): boolean {
  if (expression.kind === 'operation')
    return (
      expression.operator === '*' ||
      expression.operator === '/' ||
      multiplies(expression.left) ||
      multiplies(expression.right)
    );
  return expression.kind === 'choice' && expression.items.some(multiplies);
}
