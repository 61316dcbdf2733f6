/** The functions about one case: name, arguments, help and an example, each stated once. */
import type { ParameterDeclaration } from '../calculation/operation/operation';

/** A worksheet function as people see it while they type. */
export interface FunctionDeclaration {
  /** As typed in a cell, `DEFICIENCY.STATUS`. Names and the order of arguments never change. */
  readonly id: string;
  readonly summary: string;
  readonly parameters: readonly ParameterDeclaration[];
  /** A formula to try. */
  readonly example: string;
}

/**
 * A function about cases.
 * - `each`: a case in each place of its result, taking so many cells across
 * - `one`: its whole result is about one case; `state`: about no case
 */
export interface CaseDeclaration extends FunctionDeclaration {
  readonly about: { readonly each: number } | 'one' | 'state';
  /** Fills a table of loans row by row. */
  readonly forTables?: true;
}

const required = (name: string, description: string): ParameterDeclaration => ({
  name,
  description,
  optional: false,
});
const optional = (name: string, description: string): ParameterDeclaration => ({
  ...required(name, description),
  optional: true,
});

const BALANCE = required(
  'balance',
  'Total debt at the sale date: principal, interest, fees and advances less credits.',
);
const PROCEEDS = required('proceeds', 'What the collateral brought; a credit bid counts.');
const COSTS = optional('costs', 'Allowed costs of enforcement and sale.');
const STATE = optional('state', 'State whose law applies: a code such as TX, or a name.');
const FAIR_VALUE = optional('fair_value', 'Market value at the date the statute names.');
const FACTS = optional(
  'facts',
  'Facts of the loan: a text such as "method=judicial", a two-column list, or a table with a header.',
);

const CASE = [BALANCE, PROCEEDS, COSTS, STATE, FAIR_VALUE, FACTS] as const;

/** Those that answer a case, in the order in which they are listed. */
export const caseDeclarations: readonly CaseDeclaration[] = [
  {
    id: 'DEFICIENCY',
    about: { each: 1 },
    forTables: true,
    summary: 'What the lender may still recover after a foreclosure or collateral sale.',
    parameters: CASE,
    example: '=DEFICIENCY(300000,255000,0,"TX")',
  },
  {
    id: 'DEFICIENCY.STATUS',
    about: { each: 1 },
    forTables: true,
    summary:
      'Says whether the shortfall is barred, limited, recoverable or open, and by which law.',
    parameters: CASE,
    example: '=DEFICIENCY.STATUS(300000,255000,0,"CA")',
  },
  {
    id: 'DEFICIENCY.RANGE',
    about: { each: 2 },
    forTables: true,
    summary: 'The least and the most that may be recovered while facts are missing.',
    parameters: CASE,
    example: '=DEFICIENCY.RANGE(300000,255000,0,"NV",,"profile=commercial_real_estate")',
  },
  {
    id: 'DEFICIENCY.STEPS',
    about: 'one',
    summary: 'Lists the way from the debt to the deficiency, line by line with the law behind it.',
    parameters: CASE,
    example: '=DEFICIENCY.STEPS(300000,255000,7000,"CT",275000)',
  },
  {
    id: 'DEFICIENCY.RULES',
    about: 'one',
    summary: 'Lists the rules that apply, or may apply, with citation and how each is known.',
    parameters: CASE,
    example: '=DEFICIENCY.RULES(300000,255000,0,"NY")',
  },
  {
    id: 'DEFICIENCY.FACTS',
    about: 'state',
    summary: 'Lists the facts that the rules of a state ask for, with the value each has now.',
    parameters: [STATE, FACTS],
    example: '=DEFICIENCY.FACTS("CA")',
  },
  {
    id: 'DEFICIENCY.SHORTFALL',
    about: { each: 1 },
    summary: 'Balance and costs less proceeds, before any law; never negative.',
    parameters: [BALANCE, PROCEEDS, COSTS],
    example: '=DEFICIENCY.SHORTFALL(300000,262000,7000)',
  },
  {
    id: 'DEFICIENCY.SURPLUS',
    about: { each: 1 },
    summary: 'What the proceeds brought beyond balance and costs; never negative.',
    parameters: [BALANCE, PROCEEDS, COSTS],
    example: '=DEFICIENCY.SURPLUS(300000,310000)',
  },
  {
    id: 'DEFICIENCY.BREAKEVEN',
    about: { each: 1 },
    forTables: true,
    summary: 'The lowest sale price at which nothing remains to be recovered.',
    parameters: [BALANCE, COSTS, STATE, FAIR_VALUE, FACTS],
    example: '=DEFICIENCY.BREAKEVEN(300000,7000,"IL")',
  },
];
