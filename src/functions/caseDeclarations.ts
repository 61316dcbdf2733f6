/** The functions about one case: name, arguments, help and an example, each stated once. */
import { optional, required, type FunctionDeclaration } from './declare';

const BALANCE = required(
  'balance',
  'Total debt at the sale date: principal, interest, fees and advances less credits.',
);
const PROCEEDS = required('proceeds', 'What the collateral brought; a credit bid counts.');
const COSTS = optional('costs', 'Allowed costs of enforcement and sale.');
const STATE = optional('state', 'State whose law applies: a code such as TX, or a name.');
const FAIR_VALUE = optional('fair_value', 'Market value at the date the statute names.');
/** Facts of a loan, in any of their forms. */
export const FACTS = optional(
  'facts',
  'Facts of the loan: a text such as "method=judicial", a two-column list, or a table with a header.',
);

const CASE = [BALANCE, PROCEEDS, COSTS, STATE, FAIR_VALUE, FACTS] as const;

/** Those that answer a case, in the order in which they are listed. */
export const caseDeclarations: readonly FunctionDeclaration[] = [
  {
    id: 'DEFICIENCY',
    summary: 'What the lender may still recover after a foreclosure or collateral sale.',
    parameters: CASE,
    example: '=DEFICIENCY(300000,255000,0,"TX")',
  },
  {
    id: 'DEFICIENCY.STATUS',
    summary:
      'Says whether the shortfall is barred, limited, recoverable or open, and by which law.',
    parameters: CASE,
    example: '=DEFICIENCY.STATUS(300000,255000,0,"CA")',
  },
  {
    id: 'DEFICIENCY.RANGE',
    summary: 'The least and the most that may be recovered while facts are missing.',
    parameters: CASE,
    example: '=DEFICIENCY.RANGE(300000,255000,0,"NV",,"profile=commercial_real_estate")',
  },
  {
    id: 'DEFICIENCY.STEPS',
    summary: 'Lists the way from the debt to the deficiency, line by line with the law behind it.',
    parameters: CASE,
    example: '=DEFICIENCY.STEPS(300000,255000,7000,"CT",275000)',
  },
  {
    id: 'DEFICIENCY.RULES',
    summary: 'Lists the rules that apply, or may apply, with citation and how each is known.',
    parameters: CASE,
    example: '=DEFICIENCY.RULES(300000,255000,0,"NY")',
  },
  {
    id: 'DEFICIENCY.FACTS',
    summary: 'Lists the facts that the rules of a state ask for, with the value each has now.',
    parameters: [STATE, FACTS],
    example: '=DEFICIENCY.FACTS("CA")',
  },
  {
    id: 'DEFICIENCY.SHORTFALL',
    summary: 'Balance and costs less proceeds, before any law; never negative.',
    parameters: [BALANCE, PROCEEDS, COSTS],
    example: '=DEFICIENCY.SHORTFALL(300000,262000,7000)',
  },
  {
    id: 'DEFICIENCY.SURPLUS',
    summary: 'What the proceeds brought beyond balance and costs; never negative.',
    parameters: [BALANCE, PROCEEDS, COSTS],
    example: '=DEFICIENCY.SURPLUS(300000,310000)',
  },
  {
    id: 'DEFICIENCY.BREAKEVEN',
    summary: 'The lowest sale price at which nothing remains to be recovered.',
    parameters: [BALANCE, COSTS, STATE, FAIR_VALUE, FACTS],
    example: '=DEFICIENCY.BREAKEVEN(300000,7000,"IL")',
  },
];
