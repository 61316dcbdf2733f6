/** The functions about one case in words: name, arguments, help and an example, each stated once. */
import { optional, required, type Parameter } from '../calculation/operation/operation';
import { CASE_CALLS, type CaseAnswer, type CaseArgument, type CaseFunction } from './caseAnswers';

/** A worksheet function as people see it while they type. */
export interface FunctionDeclaration {
  /** As typed in a cell, `DEFICIENCY.STATUS`. Names and the order of arguments never change. */
  readonly id: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** A formula to try. */
  readonly example: string;
}

export interface CaseDeclaration extends FunctionDeclaration {
  readonly answer: CaseAnswer;
  /** Fills a table of loans row by row. */
  readonly forTables?: true;
}

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

const ARGUMENTS: Readonly<Record<CaseArgument, Parameter>> = {
  balance: BALANCE,
  proceeds: PROCEEDS,
  costs: COSTS,
  state: STATE,
  fair_value: FAIR_VALUE,
  facts: FACTS,
};

interface InWords extends Pick<CaseDeclaration, 'summary' | 'example' | 'forTables'> {
  readonly id: CaseFunction;
}

/** In the order in which they are listed. */
const IN_WORDS: readonly InWords[] = [
  {
    id: 'DEFICIENCY',
    forTables: true,
    summary: 'What the lender may still recover after a foreclosure or collateral sale.',
    example: '=DEFICIENCY(300000,255000,0,"TX")',
  },
  {
    id: 'DEFICIENCY.STATUS',
    forTables: true,
    summary:
      'Says whether the shortfall is barred, limited, recoverable or open, and by which law.',
    example: '=DEFICIENCY.STATUS(300000,255000,0,"CA")',
  },
  {
    id: 'DEFICIENCY.RANGE',
    forTables: true,
    summary: 'The least and the most that may be recovered while facts are missing.',
    example: '=DEFICIENCY.RANGE(300000,255000,0,"NV",,"profile=commercial_real_estate")',
  },
  {
    id: 'DEFICIENCY.STEPS',
    summary: 'Lists the way from the debt to the deficiency, line by line with the law behind it.',
    example: '=DEFICIENCY.STEPS(300000,255000,7000,"CT",275000)',
  },
  {
    id: 'DEFICIENCY.RULES',
    summary: 'Lists the rules that apply, or may apply, with citation and how each is known.',
    example: '=DEFICIENCY.RULES(300000,255000,0,"NY")',
  },
  {
    id: 'DEFICIENCY.FACTS',
    summary: 'Lists the facts that the rules of a state ask for, with the value each has now.',
    example: '=DEFICIENCY.FACTS("CA")',
  },
  {
    id: 'DEFICIENCY.SHORTFALL',
    summary: 'Balance and costs less proceeds, before any law; never negative.',
    example: '=DEFICIENCY.SHORTFALL(300000,262000,7000)',
  },
  {
    id: 'DEFICIENCY.SURPLUS',
    summary: 'What the proceeds brought beyond balance and costs; never negative.',
    example: '=DEFICIENCY.SURPLUS(300000,310000)',
  },
  {
    id: 'DEFICIENCY.BREAKEVEN',
    forTables: true,
    summary: 'The lowest sale price at which nothing remains to be recovered.',
    example: '=DEFICIENCY.BREAKEVEN(300000,7000,"IL")',
  },
];

/** Those that answer a case. */
export const caseDeclarations: readonly CaseDeclaration[] = IN_WORDS.map((told) => {
  const { names, answer } = CASE_CALLS[told.id];
  return { ...told, answer, parameters: names.map((name) => ARGUMENTS[name]) };
});

export const caseFunction = (id: string): CaseDeclaration | undefined =>
  caseDeclarations.find((declared) => declared.id === id);
