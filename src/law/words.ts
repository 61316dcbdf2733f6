/** Says amount expressions and conditions in plain words. */
import { amountNamed, type Amounts } from './amounts';
import { compileExpression } from './bounds';
import { factNamed, LAW_VERSION } from './book';
import { limitOf, type Limit, type Matcher } from './conditionTree';
import { parseExpression, type Expression } from './expression';
import type { FactValue } from './facts';
import type { RuleText } from './rule';
import { formatCents } from '../money/cents';
import { parseIso, toIso, toWords } from '../money/dates';

/** How a rule is known, in words. */
export const KNOWN_WORDS: Readonly<Record<string, string>> = {
  statute: 'statute read',
  opinion: 'opinion read',
  secondary: 'secondary source',
  recall: 'unverified',
  terms: 'loan terms',
};

/** `Law data 2 of November 30, 2026`: on which state of the law's data an answer rests. */
export function lawWords({ version, day } = LAW_VERSION): string {
  const read = parseIso(day);
  return `Law data ${version} of ${read.ok ? toWords(read.value) : day}`;
}

/** Where the words of a rule are: the official text or the opinion, or else the first of its sources. */
export const linkOf = (
  text: Partial<Pick<RuleText, 'official' | 'sources'>> | undefined,
): string | undefined =>
  [...(text?.official ?? []), ...(text?.sources ?? [])]
    .map((source) => /^https?:\/\/\S+/.exec(source)?.[0])
    .find((address) => address !== undefined);

/** `the higher of sale price and fair value`. */
export function inWords(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.text;
    case 'name':
      return nameOf(expression.name);
    case 'choice': {
      const zero = expression.items.find((item) => item.kind === 'number' && item.value === 0);
      const rest = expression.items.filter((item) => item !== zero);
      if (zero && expression.pick === 'max' && rest.length === 1)
        return `${grouped(rest[0] as Expression)} if positive`;
      const word = expression.pick === 'max' ? 'higher' : 'lower';
      const items = expression.items.map(inWords);
      return `the ${word} of ${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
    }
    case 'operation':
      return operationInWords(expression);
  }
}

const SIGNS = { '+': 'plus', '-': 'less', '*': 'times', '/': 'divided by' } as const;

function operationInWords(expression: Extract<Expression, { kind: 'operation' }>): string {
  const { operator, left, right } = expression;
  if (operator === '*' && left.kind === 'number')
    return `${percent(left.value)} of ${grouped(right)}`;
  const tight = operator === '*' || operator === '/';
  const first = tight ? grouped(left) : inWords(left);
  const second = operator === '+' ? inWords(right) : grouped(right);
  return `${first} ${SIGNS[operator]} ${second}`;
}

const percent = (fraction: number): string => `${Number((fraction * 100).toFixed(6))}%`;

const grouped = (expression: Expression): string =>
  expression.kind === 'operation' ? `(${inWords(expression)})` : inWords(expression);

/** The name of an amount as it is said in a sentence. */
export function nameOf(name: string): string {
  const label = amountNamed(name)?.label ?? name.replace(/_/g, ' ');
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** The name of a fact or an amount as people see it: `Court confirmed the sale`. */
export const labelOf = (name: string): string =>
  amountNamed(name)?.label ?? factNamed(name)?.label ?? sentenceCase(name.replace(/_/g, ' '));

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What would settle an open answer: `would settle it: court confirmed the sale; fair value`. */
export const wouldSettle = (missing: readonly string[], most?: number): string =>
  `would settle it: ${labelsIn(missing, most)}`;

/** The first few names as people see them, within a sentence. */
export function labelsIn(names: readonly string[], most = 3): string {
  const rest = names.length - most;
  const words = names.slice(0, most).map(labelWithin);
  return `${words.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}

/** A name as people see it within a sentence: `fair value`, but `UCC sale`. */
function labelWithin(name: string): string {
  const label = labelOf(name);
  return /^[A-Z][a-z]/.test(label) ? lowered(label) : label;
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** `Court-ordered sale`, `yes`, `2015-01-01`: a fact's value as people say it. */
export function valueInWords(fact: string, value: FactValue): string {
  const definition = factNamed(fact);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (definition?.kind === 'date') return toIso(value as number);
  if (definition?.kind === 'choice') return definition.choices?.[String(value)] ?? String(value);
  return String(value);
}

/** How each kind of bound is said. */
export const BOUND_WORDS: Readonly<Record<string, string>> = {
  min: 'at least',
  max: 'at most',
  above: 'more than',
  below: 'less than',
  from: 'from',
  to: 'until',
};

/** What a rule wants of a fact: `Court-ordered sale`, `at most 4`, `from 2015-01-01`. */
export function matcherInWords(fact: string, data: Matcher): string {
  if (Array.isArray(data))
    return (data as readonly FactValue[]).map((v) => valueInWords(fact, v)).join(' or ');
  if (typeof data !== 'object') return valueInWords(fact, data);
  const limit = limitOf(data);
  if (limit) return limitInWords(limit, toIso);
  const range = data as Record<string, number>;
  return Object.entries(range)
    .map(([bound, value]) => `${BOUND_WORDS[bound] ?? bound} ${valueInWords(fact, value)}`)
    .join(' and ');
}

/** `at most 25000 until 2024-12-31, 71900 from 2025-01-01, an unknown sum of 71900 or more from 2026-01-01 (by date of the loan)`. */
function limitInWords({ by, rows }: Limit, say: (day: number) => string): string {
  const sums = rows.map(({ from, low, high }, at) => {
    const sum =
      low === high
        ? String(low)
        : high === undefined
          ? `an unknown sum of ${low} or more`
          : `an unknown sum between ${low} and ${high}`;
    const next = rows[at + 1]?.from;
    if (from !== undefined) return `${sum} from ${say(from)}`;
    return next === undefined ? sum : `${sum} until ${say(next - 1)}`;
  });
  return `at most ${sums.join(', ')} (by ${(factNamed(by)?.label ?? by).toLowerCase()})`;
}

/** A text with its figures: `{0.67 * fair_value}` becomes dollars, or words where the amounts are not known. */
export const withFigures = (text: string, amounts?: Amounts): string =>
  text.replace(/\{([^}]+)\}/g, (_, source: string) => {
    const expression = parseExpression(source);
    const { low, high } = compileExpression(expression);
    const cents = amounts && low(amounts) === high(amounts) ? low(amounts) : Infinity;
    return Number.isFinite(cents) ? `$${formatCents(cents)}` : inWords(expression);
  });
