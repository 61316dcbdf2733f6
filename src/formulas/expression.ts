/** Works out an argument as the sheet would: constants, references, and arithmetic between them. */
import { fail, ok, type Result } from '../money/result';
import { dayFromSerial, dayFromYmd, serialFromDay, toIso, type DateSystem } from '../money/dates';
import { errorValue, isReference, readConstant, kindOf, skipOpaque } from './formulaText';
import { isErrorValue, type Block, type ErrorValue, type ReadBlock, type ReadValue } from './place';

/** Cells as an argument has them. */
export type Values = readonly (readonly ReadValue[])[];

/** An argument worked out, and where its cells are when it is a plain reference. */
export interface Evaluated {
  readonly values: Values;
  readonly block: Block | null;
}

type ReadReference = (reference: string) => Promise<Result<ReadBlock>>;

/** Works out the text of an argument. Most worksheet functions are left to the sheet: the failure says so. */
export async function evaluate(
  text: string,
  read: ReadReference,
  dateSystem: DateSystem = 1900,
): Promise<Result<Evaluated>> {
  const kind = kindOf(text);
  if (kind.kind === 'omitted') return ok({ values: [[null]], block: null });
  if (kind.kind === 'value') return ok({ values: kind.cells, block: null });
  if (kind.kind === 'reference') return read(kind.reference);
  const parsed = new Parser(text).parse();
  if (!parsed.ok) return parsed;
  const values = await compute(parsed.value, { read, dateSystem });
  return values.ok ? ok({ values: values.value, block: null }) : values;
}

type Operator = '+' | '-' | '*' | '/' | '^' | '&' | '=' | '<>' | '<' | '<=' | '>' | '>=';

type Node =
  | { readonly kind: 'leaf'; readonly text: string }
  | { readonly kind: 'negate' | 'percent' | 'plus'; readonly of: Node }
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: Node;
      readonly right: Node;
    }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly Node[] };

/** Functions of the sheet that are worked out here: how many arguments each takes. */
const FUNCTIONS = { IF: 3, TEXT: 2, DATE: 3, SUM: null, MIN: null, MAX: null } as const;

type FunctionName = keyof typeof FUNCTIONS;

/** From the loosest to the tightest; a minus sign before a number is tighter still. */
const LEVELS: readonly (readonly Operator[])[] = [
  ['<>', '<=', '>=', '=', '<', '>'],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

/** A longer chain than anyone writes by hand. */
const DEEPEST = 200;

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  parse(): Result<Node> {
    const node = this.level(0);
    if (!node.ok) return node;
    this.blanks();
    return this.at === this.text.length ? node : this.stuck();
  }

  private level(n: number): Result<Node> {
    const operators = LEVELS[n];
    if (!operators) return this.prefixed();
    let left = this.level(n + 1);
    while (left.ok) {
      this.blanks();
      const operator = operators.find((candidate) => this.text.startsWith(candidate, this.at));
      if (!operator) return left;
      this.at += operator.length;
      const right = this.level(n + 1);
      if (!right.ok) return right;
      left = ok({ kind: 'binary', operator, left: left.value, right: right.value });
    }
    return left;
  }

  private prefixed(): Result<Node> {
    this.blanks();
    const sign = this.text[this.at];
    if (sign !== '-' && sign !== '+') return this.percented();
    this.at += 1;
    if ((this.depth += 1) > DEEPEST) return this.stuck();
    const of = this.prefixed();
    this.depth -= 1;
    return of.ok ? ok({ kind: sign === '-' ? 'negate' : 'plus', of: of.value }) : of;
  }

  private percented(): Result<Node> {
    let node = this.primary();
    for (this.blanks(); node.ok && this.text[this.at] === '%'; this.blanks()) {
      this.at += 1;
      node = ok({ kind: 'percent', of: node.value });
    }
    return node;
  }

  private primary(): Result<Node> {
    this.blanks();
    if (this.text[this.at] === '(') {
      this.at += 1;
      if ((this.depth += 1) > DEEPEST) return this.stuck();
      const inside = this.level(0);
      this.depth -= 1;
      if (!inside.ok) return inside;
      this.blanks();
      if (this.text[this.at] !== ')') return this.stuck();
      this.at += 1;
      return inside;
    }
    return this.leaf();
  }

  private leaf(): Result<Node> {
    const start = this.at;
    this.at += /^#(?:N\/A|DIV\/0!)/i.exec(this.text.slice(start))?.[0].length ?? 0;
    while (this.at < this.text.length) {
      const opaque = skipOpaque(this.text, this.at);
      if (opaque > this.at) this.at = opaque;
      else if (this.text[this.at] === '{')
        this.at = this.text.indexOf('}', this.at) + 1 || this.text.length;
      else if (/[eE]/.test(this.text[this.at - 1] ?? '') && this.isExponent(start)) this.at += 1;
      else if (/[\s+\-*/^&=<>%(),]/.test(this.text[this.at] as string)) break;
      else this.at += 1;
    }
    const text = this.text.slice(start, this.at);
    if (this.text[this.at] === '(') return this.call(text.toUpperCase());
    const known =
      readConstant(text) !== undefined || isReference(text) || kindOf(text).kind === 'value';
    return known ? ok({ kind: 'leaf', text }) : this.stuck();
  }

  private call(name: string): Result<Node> {
    if (!Object.hasOwn(FUNCTIONS, name))
      return fail(`uses ${name}, which only the sheet can work out`);
    if ((this.depth += 1) > DEEPEST) return this.stuck();
    const args: Node[] = [];
    do {
      this.at += 1;
      const arg = this.level(0);
      if (!arg.ok) return arg;
      args.push(arg.value);
      this.blanks();
    } while (this.text[this.at] === ',');
    this.depth -= 1;
    const wanted = FUNCTIONS[name as FunctionName];
    if (this.text[this.at] !== ')' || (wanted !== null && args.length !== wanted))
      return this.stuck();
    this.at += 1;
    return ok({ kind: 'call', name: name as FunctionName, args });
  }

  private isExponent(start: number): boolean {
    const sign = this.text[this.at];
    return (sign === '-' || sign === '+') && /^[\d.]+e$/i.test(this.text.slice(start, this.at));
  }

  private blanks(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }

  private stuck(): Result<never> {
    const shown = this.text.length > 60 ? `${this.text.slice(0, 57)}...` : this.text;
    return fail(`cannot be worked out here: ${shown}`);
  }
}

interface Sheet {
  readonly read: ReadReference;
  readonly dateSystem: DateSystem;
}

async function compute(node: Node, sheet: Sheet): Promise<Result<Values>> {
  if (node.kind === 'leaf') {
    const kind = kindOf(node.text);
    if (kind.kind === 'value') return ok(kind.cells);
    const found = await sheet.read(node.text);
    return found.ok ? ok(found.value.values) : found;
  }
  if (node.kind === 'call') return computeCall(node, sheet);
  if (node.kind !== 'binary') {
    const of = await compute(node.of, sheet);
    if (!of.ok || node.kind === 'plus') return of;
    return ok(of.value.map((row) => row.map((cell) => unary(node.kind, cell))));
  }
  const left = await compute(node.left, sheet);
  if (!left.ok) return left;
  const right = await compute(node.right, sheet);
  return right.ok ? ok(stretch(left.value, right.value, node.operator)) : right;
}

async function computeCall(
  { name, args }: Extract<Node, { kind: 'call' }>,
  sheet: Sheet,
): Promise<Result<Values>> {
  const values: Values[] = [];
  for (const arg of args) {
    const found = await compute(arg, sheet);
    if (!found.ok) return found;
    values.push(found.value);
  }
  switch (name) {
    case 'IF':
      return ok(stretchAll(values, chosen));
    case 'TEXT':
      return ok(stretchAll(values, (cells) => asText(cells, sheet.dateSystem)));
    case 'DATE':
      return ok(stretchAll(values, (cells) => asDate(cells, sheet.dateSystem)));
    default: {
      const typed = args.map(({ kind }, n) =>
        isTyped(kind, args[n]) ? numberOf(values[n]?.[0]?.[0] ?? null) : null,
      );
      return ok([[gathered(name, values, typed)]]);
    }
  }
}

/** `SUM`, `MIN` and `MAX` pass over texts in cells, and take a text that is written as an argument for its number. */
function gathered(
  name: 'SUM' | 'MIN' | 'MAX',
  values: readonly Values[],
  typed: readonly (number | ErrorValue | null)[],
): ReadValue {
  const numbers: number[] = [];
  for (const [n, cells] of values.entries())
    for (const cell of typed[n] === null ? cells.flat() : [typed[n] ?? null]) {
      if (isErrorValue(cell)) return cell;
      if (typeof cell === 'number') numbers.push(cell);
    }
  if (name === 'SUM') return finite(numbers.reduce((sum, number) => sum + number, 0));
  const extreme = name === 'MIN' ? Math.min : Math.max;
  return numbers.reduce((best, number) => extreme(best, number), numbers[0] ?? 0);
}

const isTyped = (kind: Node['kind'], node: Node | undefined): boolean =>
  kind === 'leaf' && node?.kind === 'leaf' && readConstant(node.text) !== undefined;

/** `DATE`: months and days beyond a year or month go on in the next. */
function asDate(cells: readonly ReadValue[], dateSystem: DateSystem): ReadValue {
  const [year, month, day] = cells.map((cell) => numberOf(cell));
  for (const part of [year, month, day])
    if (typeof part !== 'number') return part ?? errorValue('#VALUE!');
  const [y, m, d] = [year, month, day].map((part) => Math.floor(part as number)) as [
    number,
    number,
    number,
  ];
  const full = y < 1900 ? y + 1900 : y;
  const first = dayFromYmd(full + Math.floor((m - 1) / 12), ((((m - 1) % 12) + 12) % 12) + 1, 1);
  const serial = first === null ? fail('') : serialFromDay(first + d - 1, dateSystem);
  return serial.ok ? serial.value : errorValue('#NUM!');
}

/** `IF`: an error in the condition is the result. */
function chosen([condition = null, yes = null, no = null]: readonly ReadValue[]): ReadValue {
  const truth = typeof condition === 'boolean' ? condition : numberOf(condition);
  if (isErrorValue(truth)) return truth;
  return truth ? yes : no;
}

/** `TEXT` with a date as `yyyy-mm-dd`; texts stay as they are, other formats are not known here. */
function asText(
  [value = null, format = null]: readonly ReadValue[],
  dateSystem: DateSystem,
): ReadValue {
  if (value === null || typeof value === 'boolean' || isErrorValue(value)) return value;
  if (typeof value === 'string') return value;
  if (typeof format !== 'string' || format.toLowerCase() !== 'yyyy-mm-dd')
    return errorValue('#VALUE!');
  const day = dayFromSerial(value, dateSystem);
  return day.ok ? toIso(day.value) : errorValue('#VALUE!');
}

function unary(kind: 'negate' | 'percent' | 'plus', cell: ReadValue): ReadValue {
  const number = numberOf(cell);
  if (typeof number !== 'number') return number;
  return finite(kind === 'percent' ? number / 100 : -number);
}

const sizeOf = (values: Values) => ({
  rows: values.length,
  columns: Math.max(...values.map((row) => row.length)),
});

const stretch = (left: Values, right: Values, operator: Operator): Values =>
  stretchAll([left, right], ([a = null, b = null]) => binary(operator, a, b));

/** Works cell by cell over arguments that stretch to the largest of them. */
function stretchAll(
  values: readonly Values[],
  work: (cells: readonly ReadValue[]) => ReadValue,
): Values {
  const sizes = values.map(sizeOf);
  const rows = Math.max(...sizes.map((size) => size.rows));
  const columns = Math.max(...sizes.map((size) => size.columns));
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (__, c) =>
      work(values.map((cells, i) => cellAt(cells, sizes[i] as Size, r, c))),
    ),
  );
}

type Size = ReturnType<typeof sizeOf>;

function cellAt(
  values: Values,
  size: { rows: number; columns: number },
  row: number,
  column: number,
): ReadValue {
  const cell = values[size.rows === 1 ? 0 : row]?.[size.columns === 1 ? 0 : column];
  return cell === undefined ? errorValue('#N/A') : cell;
}

function binary(operator: Operator, left: ReadValue, right: ReadValue): ReadValue {
  if (isErrorValue(left)) return left;
  if (isErrorValue(right)) return right;
  if (operator === '&') return textOf(left) + textOf(right);
  if (
    operator === '+' ||
    operator === '-' ||
    operator === '*' ||
    operator === '/' ||
    operator === '^'
  )
    return arithmetic(operator, numberOf(left), numberOf(right));
  return compare(operator, left, right);
}

function arithmetic(
  operator: '+' | '-' | '*' | '/' | '^',
  a: number | ErrorValue,
  b: number | ErrorValue,
): ReadValue {
  if (typeof a !== 'number') return a;
  if (typeof b !== 'number') return b;
  switch (operator) {
    case '+':
      return finite(a + b);
    case '-':
      return finite(a - b);
    case '*':
      return finite(a * b);
    case '/':
      return b === 0 ? errorValue('#DIV/0!') : finite(a / b);
    case '^':
      return a === 0 && b === 0 ? errorValue('#NUM!') : finite(a ** b);
  }
}

const finite = (number: number): ReadValue =>
  Number.isFinite(number) ? number + 0 : errorValue('#NUM!');

/** A cell as arithmetic takes it: empty is 0, a text must be a number. */
function numberOf(cell: ReadValue): number | ErrorValue {
  if (isErrorValue(cell)) return cell;
  if (cell === null) return 0;
  if (typeof cell !== 'string') return Number(cell);
  const constant = readConstant(cell.trim().replace(/,(?=\d{3}(?:\D|$))/g, ''));
  return typeof constant === 'number' ? constant : errorValue('#VALUE!');
}

function textOf(cell: string | number | boolean | null): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return String(cell);
}

type Scalar = string | number | boolean | null;

/** Numbers come before texts, texts before truth values; texts compare without regard to case. */
function compare(operator: Operator, a: Scalar, b: Scalar): boolean {
  const [left, right] = [a ?? emptyLike(b), b ?? emptyLike(a)];
  const rank = (value: string | number | boolean) =>
    typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2;
  const order = rank(left) - rank(right) || orderOf(left, right);
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

const emptyLike = (other: Scalar): string | number | boolean =>
  typeof other === 'string' ? '' : typeof other === 'boolean' ? false : 0;

function orderOf(a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a !== 'string') return Number(a) - Number(b);
  const [left, right] = [a.toLowerCase(), String(b).toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}
