/** Reads what a sheet over time is made from: the names of its operation, and those of the sheet's own paper. */
import { CASE } from '../calculation/case/caseOperation';
import type { CaseResult, WholeCaseGiven } from '../calculation/case/caseResult';
import type { CaseReader } from '../calculation/deficiency/case';
import { fieldNamed, readValues, type Fields, type Values } from '../calculation/input/fields';
import { refused, type Outcome, type Problem } from '../calculation/input/problem';
import {
  JUDGMENT,
  judgmentOf,
  type JudgmentArguments,
} from '../calculation/judgment/judgmentOperations';
import type { JudgmentEvent, JudgmentTerms } from '../calculation/judgment/ledger';
import type { ExplanationTerms } from '../calculation/notices/explanation';
import { explanationTermsOf, type ExplanationGiven } from '../calculation/notices/noticeInput';
import { EXPLANATION } from '../calculation/notices/noticeOperations';
import type { Context, Operation } from '../calculation/operation/operation';
import { readRecord } from '../calculation/operation/record';
import type { StatedFigure } from '../calculation/payoff/compare';
import type { PayoffTerms } from '../calculation/payoff/payoff';
import {
  COMPARE,
  PAYOFF,
  payoffTermsOf,
  statedOf,
  type PayoffGiven,
} from '../calculation/payoff/payoffOperations';
import { inGivenRows } from '../calculation/payoff/payoffInput';
import type { ProceedsGiven } from '../calculation/proceeds/proceedsInput';
import { PROCEEDS } from '../calculation/proceeds/proceedsOperation';
import { isBlank } from '../money/cents';
import { toIso, type Day } from '../money/dates';

export type Json = Readonly<Record<string, unknown>>;

/** Numbers in a file are no percent-formatted cells: 0.065 could mean either and is refused. */
const SOURCE = { dateSystem: 1900, fromCell: false } as const;

/** An input that cannot be used, and why. */
export class Refusal extends Error {}

/** A problem with the place that it is in. */
export const problemWords = ({ field, row, message }: Problem): string =>
  `${field}${row === null ? '' : `, row ${row}`}: ${message}`;

/** What is wrong with an input, as one sentence a line. */
export const refusal = (problems: readonly Problem[]): Refusal =>
  new Refusal(problems.map(problemWords).join('\n'));

/** Who reads the law for a sheet, and the day it is prepared. */
interface Reading {
  readonly reader: CaseReader;
  readonly preparedOn: Day;
}

const contextOf = ({ reader }: Reading): Context => ({ reader, source: SOURCE });

/** The arguments of an operation, as a line gives them. */
function argumentsIn<Given>(operation: Operation, json: Json): Given {
  const read = readRecord(operation, json, SOURCE);
  if (!read.ok) throw refusal([read.error]);
  return read.value as Given;
}

/** What a sheet may say beside its figures; everything else that is wrong refuses it, for it goes to other people. */
const NOTED = new Set(['unused', 'warning']);

/** The problems that a sheet shows as notes; any other refuses it. */
function notesIn(problems: readonly Problem[]): readonly Problem[] {
  const wrong = problems.filter(({ name }) => !NOTED.has(name));
  if (wrong.length > 0) throw refusal(wrong);
  return problems;
}

function used<T>(made: Outcome<T>): { readonly value: T; readonly notes: readonly Problem[] } {
  if (!made.ok) throw refusal(made.problems);
  return { value: made.value, notes: notesIn(made.problems) };
}

/** The object under other names; a value that is then given twice is refused. */
function renamed(json: Json, names: Readonly<Record<string, string>>): Json {
  const found: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(json)) {
    if (isBlank(value)) continue;
    const name = names[key] ?? key;
    if (name in found) throw new Refusal(`${key}: give ${name} once, under one name`);
    found[name] = value;
  }
  return found;
}

interface PayoffIn {
  readonly terms: PayoffTerms;
  readonly notes: readonly Problem[];
}

function payoffFrom(given: PayoffGiven, reading: Reading): PayoffIn {
  const { terms, rowsOf, problems } = payoffTermsOf(given, contextOf(reading));
  return { terms, notes: notesIn(problems.map((found) => inGivenRows(found, rowsOf))) };
}

/** The terms of a payoff. */
export const payoffIn = (json: Json, reading: Reading): PayoffIn =>
  payoffFrom(argumentsIn(PAYOFF, json), reading);

/** A payoff beside the lender's figures: `lender`, an object of items or a list of rows. */
export function comparisonIn(
  { lender, ...json }: Json,
  reading: Reading,
): PayoffIn & { readonly stated: readonly StatedFigure[] } {
  const stated =
    typeof lender === 'object' && lender !== null && !Array.isArray(lender)
      ? Object.entries(lender).map(([item, amount]) => ({ item, amount: amount as unknown }))
      : lender;
  if (isBlank(stated) || (Array.isArray(stated) && stated.length === 0))
    throw new Refusal("lender is missing: give the lender's figures by item");
  if ('stated' in json) throw new Refusal('stated: give the figures once, under lender');
  const given = argumentsIn<PayoffGiven & { stated: readonly Json[] }>(COMPARE, {
    ...json,
    stated,
  });
  const { rows, problems } = statedOf(given.stated, contextOf(reading));
  notesIn(problems.map((found) => ({ ...found, field: 'lender' })));
  return { ...payoffFrom(given, reading), stated: rows };
}

export interface JudgmentIn {
  readonly terms: JudgmentTerms;
  readonly events: readonly JudgmentEvent[];
  readonly asOf: Day;
  readonly basis: string;
  readonly notes: readonly Problem[];
}

/** A judgment with its events, carried to the day of the paper unless another is told. */
export function judgmentIn(json: Json, reading: Reading): JudgmentIn {
  const told = { as_of: toIso(reading.preparedOn), ...renamed(json, {}) };
  const given = argumentsIn<JudgmentArguments>(JUDGMENT, told);
  const { value, notes } = used(judgmentOf(given, contextOf(reading)));
  const { terms, events, basis } = value;
  const words = [basis.words, basis.citation, basis.lifeCitation].filter(Boolean).join('; ');
  return { terms, events, asOf: given.as_of, basis: words, notes };
}

/** Sales, claims and the order of application; a sale of goods unless another order is told. */
export function proceedsIn(json: Json): { given: ProceedsGiven; source: typeof SOURCE } {
  const told = renamed(json, { sale_price: 'sales', proceeds: 'sales' });
  return { given: argumentsIn(PROCEEDS, { order: 'article_9', ...told }), source: SOURCE };
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

/** What a case of several sales, debts and people comes to, with all that is wrong in its rows. */
export function wholeCaseOf(json: Json, reading: Reading): Outcome<CaseResult> {
  const read = readRecord(CASE, json, SOURCE);
  if (!read.ok) return refused(read.error);
  return CASE.run(
    { ...read.value, show: null } as never,
    contextOf(reading),
  ) as Outcome<CaseResult>;
}

/** The same as it was given and as it comes out; what is wrong refuses it. */
export function wholeCaseIn(json: Json, reading: Reading): WholeCaseIn {
  const given = argumentsIn<WholeCaseGiven>(CASE, json);
  return { given, ...used(wholeCaseOf(json, reading)) };
}

export interface WholeCaseIn {
  readonly given: WholeCaseGiven;
  readonly value: CaseResult;
  readonly notes: readonly Problem[];
}

/** What an explanation is told under the names of a case. */
const OF_A_CASE = { balance: 'obligation', sale_price: 'proceeds', sale_date: 'disposition_date' };

/** An explanation's figures, and what else stands on its paper. */
export function explanationIn<F extends Fields>(
  json: Json,
  paper: F,
): { terms: ExplanationTerms; onPaper: Values<F> } {
  const own = Object.entries(json).filter(([key]) => fieldNamed(paper, key) !== undefined);
  const onPaper = readValues(Object.fromEntries(own), paper, SOURCE, 'letter');
  if (!onPaper.ok) throw refusal([onPaper.error]);
  const rest = Object.entries(json).filter(([key]) => fieldNamed(paper, key) === undefined);
  const told = renamed(Object.fromEntries(rest), OF_A_CASE);
  const given = argumentsIn<Omit<ExplanationGiven, 'obligationDate' | 'disposition'> & Dates>(
    EXPLANATION,
    { obligation_date: told['disposition_date'], ...told },
  );
  const { obligation_date: obligationDate, disposition_date: disposition, ...others } = given;
  const { value } = used(explanationTermsOf({ ...others, obligationDate, disposition }, SOURCE));
  return { terms: value, onPaper: onPaper.value };
}

interface Dates {
  readonly obligation_date: Day;
  readonly disposition_date: Day;
}
