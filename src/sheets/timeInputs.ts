/** Reads payoffs, judgments and explanations from JSON objects, with the names that the worksheet functions take. */
import { CaseReader } from '../calculation/deficiency/case';
import { readRows, readValue, readValues, type FieldKind } from '../calculation/input/fields';
import {
  inGivenRowsOfJudgment,
  judgmentInput,
  JUDGMENT_TERMS,
} from '../calculation/judgment/judgmentInput';
import {
  inGivenRows,
  PAYOFF_TERMS,
  payoffInput,
  payoffOptions,
} from '../calculation/payoff/payoffInput';
import { STATED_COLUMNS } from '../calculation/payoff/payoffOperations';
import { ORDERS, type ProceedsGiven } from '../calculation/proceeds/proceedsInput';
import { periodsOf, readRates } from '../calculation/input/rateInput';
import { NOTHING_ASSUMED } from '../calculation/settings/settings';
import type { StatedFigure } from '../calculation/payoff/compare';
import type { ExplanationTerms, TypedAmount } from '../calculation/notices/explanation';
import type { PayoffTerms } from '../calculation/payoff/payoff';
import type { Problem } from '../calculation/input/problem';
import type { JudgmentEvent, JudgmentTerms } from '../calculation/judgment/ledger';
import type { Cents } from '../money/cents';
import type { Day } from '../money/dates';
import type { Percent } from '../money/interest';

export type Json = Readonly<Record<string, unknown>>;

const SOURCE = { dateSystem: 1900, fromCell: false } as const;

/** An input that cannot be used, and why. */
export class Refusal extends Error {}

/** What is wrong with an input, as one sentence a line. */
export function refusal(problems: readonly Problem[]): Refusal {
  return new Refusal(
    problems
      .map(({ field, row, message }) => `${field}${row === null ? '' : ` row ${row}`}: ${message}`)
      .join('\n'),
  );
}

function value<T>(json: Json, name: string, kind: FieldKind): T | null {
  const read = readValue(kind, json[name], SOURCE);
  if (!read.ok) throw new Refusal(`${name}: ${read.message}`);
  return read.value as T | null;
}

function needed<T>(json: Json, name: string, kind: FieldKind): T {
  const found = value<T>(json, name, kind);
  if (found === null) throw new Refusal(`${name} is missing`);
  return found;
}

export const listAt = (json: Json, name: string): readonly Json[] => {
  const found = json[name];
  if (found === undefined || found === null) return [];
  if (!Array.isArray(found)) throw new Refusal(`${name} is no list`);
  return found as readonly Json[];
};

/** The object without some of its keys. */
const without = (json: Json, names: readonly string[]): Json =>
  Object.fromEntries(Object.entries(json).filter(([name]) => !names.includes(name)));

const PAPER = ['title', 'prepared_on', 'terms', 'note'];
const PAYOFF_CORE = [
  'principal',
  'rate',
  'rates',
  'paid_through',
  'payoff_date',
  'charges',
  'lender',
];

/** The terms of a payoff; `rate` or `rates`, and the terms beside them or under `terms`. */
export function payoffIn(json: Json): PayoffTerms {
  const rates = readRates(json['rates'] ?? json['rate'], SOURCE, 'rates');
  if (rates.problems.length > 0) throw refusal(rates.problems);
  const inline = without(json, [...PAPER, ...PAYOFF_CORE]);
  const told = { ...inline, ...(json['terms'] as Json | undefined) };
  const values = readValues(told, PAYOFF_TERMS, SOURCE, 'terms');
  if (!values.ok) throw refusal([values.problem]);
  const core = {
    principal: needed<Cents>(json, 'principal', 'amount'),
    rates: periodsOf(rates),
    paidThrough: needed<Day>(json, 'paid_through', 'date'),
    payoffDate: needed<Day>(json, 'payoff_date', 'date'),
  };
  const workbook = { dayCount: NOTHING_ASSUMED.dayCount, rounding: NOTHING_ASSUMED.rounding };
  const input = payoffInput(
    core,
    payoffOptions(values.value, listAt(json, 'charges'), SOURCE, workbook),
  );
  if (input.problems.length > 0)
    throw refusal(input.problems.map((problem) => inGivenRows(problem, input.rowsOf)));
  return input.terms;
}

/** The lender's figures: `lender`, an object of items or a list of rows. */
export function statedIn(json: Json): StatedFigure[] {
  const given = json['lender'];
  const list = Array.isArray(given)
    ? (given as readonly Json[])
    : Object.entries((given ?? {}) as Json).map(([item, amount]) => ({ item, amount }));
  if (list.length === 0) throw new Refusal("lender is missing: give the lender's figures by item");
  const { rows, problems } = readRows(list, STATED_COLUMNS, SOURCE, 'lender');
  if (problems.length > 0) throw refusal(problems);
  return rows.map(({ item, amount }) => ({ item: item, amount: amount }));
}

export interface JudgmentIn {
  readonly terms: JudgmentTerms;
  readonly events: readonly JudgmentEvent[];
  readonly asOf: Day;
  readonly basis: string;
}

const JUDGMENT_CORE = ['amount', 'entered', 'as_of', 'rate', 'rates', 'contract_rate', 'events'];

/** A judgment with its events; its interest is by the law of its state unless a rate is given. */
export function judgmentIn(json: Json, today: Day): JudgmentIn {
  const rates = readRates(json['rates'] ?? json['rate'], SOURCE, 'rates');
  const inline = without(json, [...PAPER, ...JUDGMENT_CORE]);
  const isTerm = (name: string) => Object.hasOwn(JUDGMENT_TERMS, name);
  const told = {
    ...Object.fromEntries(Object.entries(inline).filter(([name]) => isTerm(name))),
    ...(json['terms'] as Json | undefined),
  };
  const values = readValues(told, JUDGMENT_TERMS, SOURCE, 'terms');
  if (!values.ok) throw refusal([values.problem]);
  const reader = new CaseReader({ ...NOTHING_ASSUMED, today });
  const made = judgmentInput(
    {
      amount: needed<Cents>(json, 'amount', 'amount'),
      entered: needed<Day>(json, 'entered', 'date'),
      contractRate: value<Percent | 'none'>(json, 'contract_rate', { rateOr: ['none'] }),
      rates,
      facts: Object.fromEntries(Object.entries(inline).filter(([name]) => !isTerm(name))),
      terms: values.value,
      events: listAt(json, 'events'),
    },
    SOURCE,
    reader,
  );
  if (!made.ok) throw refusal(made.problems);
  const { terms, events, basis } = made.value;
  if (made.problems.length > 0)
    throw refusal(made.problems.map((problem) => inGivenRowsOfJudgment(problem, made.value)));
  const words = [basis.words, basis.citation, basis.lifeCitation].filter(Boolean).join('; ');
  const asOf = value<Day>(json, 'as_of', 'date') ?? today;
  return { terms, events, asOf, basis: words };
}

/** Sales, claims and the order of application, with the columns that DEFICIENCY.PROCEEDS takes. */
export function proceedsIn(json: Json): { given: ProceedsGiven; source: typeof SOURCE } {
  const order = json['order'] ?? 'article_9';
  const known = ORDERS.find((one) => one === order);
  if (!known) throw new Refusal(`order: use one of ${ORDERS.join(', ')}`);
  const sales = json['sales'] ?? json['sale_price'] ?? json['proceeds'];
  const given = {
    sales,
    claims: listAt(json, 'claims'),
    order: known,
    obligors: listAt(json, 'obligors'),
  };
  return { given, source: SOURCE };
}

/** `Second Bank 60,000; Taxes 4,500` as words with the amount at their end. */
export function listed(value: unknown): { words: string; amount: string }[] {
  if (typeof value !== 'string') return [];
  return value
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [, words = part, amount = ''] = /^(.*\S)\s+(\S+)$/.exec(part) ?? [];
      return { words, amount };
    });
}

const typedAmounts = (json: Json, name: string): TypedAmount[] =>
  listAt(json, name).map((row) => ({
    type: String(row['type'] ?? row['label'] ?? name),
    amount: needed<Cents>(row, 'amount', 'amount'),
  }));

/** An explanation's figures; the names of a case are taken too. */
export function explanationIn(json: Json): ExplanationTerms {
  const either = (a: string, b: string) => (json[a] === undefined ? b : a);
  const disposition = needed<Day>(json, either('disposition_date', 'sale_date'), 'date');
  return {
    obligation: needed<Cents>(json, either('obligation', 'balance'), 'amount'),
    obligationDate: value<Day>(json, 'obligation_date', 'date') ?? disposition,
    rebateReflected: value<boolean>(json, 'rebate_reflected', 'flag') ?? false,
    possessionAfterDefault: value<Day>(json, 'possession_date', 'date'),
    disposition,
    proceeds: needed<Cents>(json, either('proceeds', 'sale_price'), 'amount'),
    expenses: typedAmounts(json, 'expenses'),
    credits: typedAmounts(json, 'credits'),
    requested: value<Day>(json, 'requested', 'date'),
    sent: value<Day>(json, 'sent', 'date'),
  };
}
