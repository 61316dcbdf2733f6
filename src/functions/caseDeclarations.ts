/** The functions about one case: name, arguments, help, an example and the answer, each stated once. */
import { assess } from '../calculation/deficiency/assess';
import { breakEvenPrice } from '../calculation/deficiency/breakEven';
import type { Case } from '../calculation/deficiency/case';
import { outcome, plainShortfall } from '../calculation/deficiency/outcome';
import { optional, required, type Parameter } from '../calculation/operation/operation';
import { wouldSettle } from '../law/words';
import { dollars } from '../money/cents';
import { notAvailable, type Cell } from './cells';
import { statusText } from './status';

/** A worksheet function as people see it while they type. */
export interface FunctionDeclaration {
  /** As typed in a cell, `DEFICIENCY.STATUS`. Names and the order of arguments never change. */
  readonly id: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** A formula to try. */
  readonly example: string;
}

/**
 * What a function about cases answers.
 * - `each`: so many cells across for a case in each place of its result
 * - `table`: one case laid out over its whole result; its code is loaded apart
 * - `state`: about no case; its code is loaded apart
 */
export type CaseAnswer =
  | { readonly kind: 'each'; readonly across: number; readonly of: (item: Case) => readonly Cell[] }
  | { readonly kind: 'table' | 'state' };

export interface CaseDeclaration extends FunctionDeclaration {
  readonly answer: CaseAnswer;
  /** Fills a table of loans row by row. */
  readonly forTables?: true;
}

const one = (of: (item: Case) => Cell): CaseAnswer => ({
  kind: 'each',
  across: 1,
  of: (item) => [of(item)],
});

const BALANCE = required(
  'balance',
  'amount',
  'Total debt at the sale date: principal, interest, fees and advances less credits.',
);
const PROCEEDS = required(
  'proceeds',
  'amount',
  'What the collateral brought; a credit bid counts.',
);
const COSTS = optional('costs', 'amount', 'Allowed costs of enforcement and sale.');
const STATE = optional('state', 'state', 'State whose law applies: a code such as TX, or a name.');
const FAIR_VALUE = optional('fair_value', 'amount', 'Market value at the date the statute names.');
const FACTS = optional(
  'facts',
  'facts',
  'Facts of the loan: a text such as "method=judicial", a two-column list, or a table with a header.',
);

const CASE = [BALANCE, PROCEEDS, COSTS, STATE, FAIR_VALUE, FACTS] as const;

/** Those that answer a case, in the order in which they are listed. */
export const caseDeclarations: readonly CaseDeclaration[] = [
  {
    id: 'DEFICIENCY',
    answer: one(amountOf),
    forTables: true,
    summary: 'What the lender may still recover after a foreclosure or collateral sale.',
    parameters: CASE,
    example: '=DEFICIENCY(300000,255000,0,"TX")',
  },
  {
    id: 'DEFICIENCY.STATUS',
    answer: one((item) => statusText(assess(item))),
    forTables: true,
    summary:
      'Says whether the shortfall is barred, limited, recoverable or open, and by which law.',
    parameters: CASE,
    example: '=DEFICIENCY.STATUS(300000,255000,0,"CA")',
  },
  {
    id: 'DEFICIENCY.RANGE',
    answer: { kind: 'each', across: 2, of: rangeOf },
    forTables: true,
    summary: 'The least and the most that may be recovered while facts are missing.',
    parameters: CASE,
    example: '=DEFICIENCY.RANGE(300000,255000,0,"NV",,"profile=commercial_real_estate")',
  },
  {
    id: 'DEFICIENCY.STEPS',
    answer: { kind: 'table' },
    summary: 'Lists the way from the debt to the deficiency, line by line with the law behind it.',
    parameters: CASE,
    example: '=DEFICIENCY.STEPS(300000,255000,7000,"CT",275000)',
  },
  {
    id: 'DEFICIENCY.RULES',
    answer: { kind: 'table' },
    summary: 'Lists the rules that apply, or may apply, with citation and how each is known.',
    parameters: CASE,
    example: '=DEFICIENCY.RULES(300000,255000,0,"NY")',
  },
  {
    id: 'DEFICIENCY.FACTS',
    answer: { kind: 'state' },
    summary: 'Lists the facts that the rules of a state ask for, with the value each has now.',
    parameters: [STATE, FACTS],
    example: '=DEFICIENCY.FACTS("CA")',
  },
  {
    id: 'DEFICIENCY.SHORTFALL',
    answer: one((item) => dollars(Math.max(0, plainShortfall(item)))),
    summary: 'Balance and costs less proceeds, before any law; never negative.',
    parameters: [BALANCE, PROCEEDS, COSTS],
    example: '=DEFICIENCY.SHORTFALL(300000,262000,7000)',
  },
  {
    id: 'DEFICIENCY.SURPLUS',
    answer: one((item) => dollars(Math.max(0, -plainShortfall(item)))),
    summary: 'What the proceeds brought beyond balance and costs; never negative.',
    parameters: [BALANCE, PROCEEDS, COSTS],
    example: '=DEFICIENCY.SURPLUS(300000,310000)',
  },
  {
    id: 'DEFICIENCY.BREAKEVEN',
    answer: one(breakEvenOf),
    forTables: true,
    summary: 'The lowest sale price at which nothing remains to be recovered.',
    parameters: [BALANCE, COSTS, STATE, FAIR_VALUE, FACTS],
    example: '=DEFICIENCY.BREAKEVEN(300000,7000,"IL")',
  },
];

export const caseFunction = (id: string): CaseDeclaration | undefined =>
  caseDeclarations.find((declared) => declared.id === id);

function amountOf(item: Case): Cell {
  const found = outcome(item);
  if (item.setting.whenUnknown !== 'error' || found.status !== 'open')
    return dollars(found.deficiency);
  return notAvailable(`cannot say; ${wouldSettle(assess(item).missing)}`);
}

function rangeOf(item: Case): Cell[] {
  const { low, high } = outcome(item);
  return [dollars(low), dollars(high)];
}

function breakEvenOf(item: Case): Cell {
  const price = breakEvenPrice(item);
  const no = 'no price clears the debt here, because the credit does not depend on the price';
  return price === null ? notAvailable(no) : dollars(price);
}
