/** How the functions about one case answer, and what their arguments are called; their words are told apart, for the first file is small. */
import { assess } from '../calculation/deficiency/assess';
import { breakEvenPrice } from '../calculation/deficiency/breakEven';
import type { Case } from '../calculation/deficiency/case';
import { outcome, plainShortfall } from '../calculation/deficiency/outcome';
import { wouldSettle } from '../law/words';
import { dollars } from '../money/cents';
import { notAvailable, type Cell } from './cells';
import { statusText } from './status';

/**
 * What a function about cases answers.
 * - `each`: so many cells across for a case in each place of its result
 * - `table`: one case laid out over its whole result; its code is loaded apart
 * - `state`: about no case; its code is loaded apart
 */
export type CaseAnswer =
  | { readonly kind: 'each'; readonly across: number; readonly of: (item: Case) => readonly Cell[] }
  | { readonly kind: 'table' | 'state' };

const one = (of: (item: Case) => Cell): CaseAnswer => ({
  kind: 'each',
  across: 1,
  of: (item) => [of(item)],
});

const CASE = ['balance', 'proceeds', 'costs', 'state', 'fair_value', 'facts'] as const;
const SUM = ['balance', 'proceeds', 'costs'] as const;
const TABLE: CaseAnswer = { kind: 'table' };

/** The name of an argument. */
export type CaseArgument = (typeof CASE)[number];

export interface CaseCall {
  readonly names: readonly CaseArgument[];
  readonly answer: CaseAnswer;
}

/** By the name in a cell. */
export const CASE_CALLS = {
  DEFICIENCY: { names: CASE, answer: one(amountOf) },
  'DEFICIENCY.STATUS': { names: CASE, answer: one((item) => statusText(assess(item))) },
  'DEFICIENCY.RANGE': { names: CASE, answer: { kind: 'each', across: 2, of: rangeOf } },
  'DEFICIENCY.STEPS': { names: CASE, answer: TABLE },
  'DEFICIENCY.RULES': { names: CASE, answer: TABLE },
  'DEFICIENCY.FACTS': { names: ['state', 'facts'], answer: { kind: 'state' } },
  'DEFICIENCY.SHORTFALL': {
    names: SUM,
    answer: one((item) => dollars(Math.max(0, plainShortfall(item)))),
  },
  'DEFICIENCY.SURPLUS': {
    names: SUM,
    answer: one((item) => dollars(Math.max(0, -plainShortfall(item)))),
  },
  'DEFICIENCY.BREAKEVEN': {
    names: ['balance', 'costs', 'state', 'fair_value', 'facts'],
    answer: one(breakEvenOf),
  },
} as const satisfies Readonly<Record<string, CaseCall>>;

export type CaseFunction = keyof typeof CASE_CALLS;

export const caseCall = (id: string): CaseCall | undefined =>
  Object.hasOwn(CASE_CALLS, id) ? CASE_CALLS[id as CaseFunction] : undefined;

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
