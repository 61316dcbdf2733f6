/** Builds what a deficiency is worth, and the loss on a loan, from tables of receipts and costs. */
import { Exact, type Cents, type Rounding } from '../../money/cents';
import type { Day } from '../../money/dates';
import type { Percent } from '../../money/interest';
import { expectedValue, type Expected } from './expected';
import { lossGivenDefault, type Loss } from './lossGivenDefault';
import { outcome, problem, refused, type Outcome, type Problem } from '../input/problem';
import { readRows, type Source, type Values } from '../input/fields';
import { DAY, DOLLARS, LABEL } from '../operation/columns';

type Records = readonly Readonly<Record<string, unknown>>[];

/** What may come in. */
export const RECEIPT_COLUMNS = {
  date: DAY,
  amount: { help: 'Dollars planned', kind: 'amount', also: ['receipt', 'planned'], required: true },
  probability: { help: 'How likely; certain where blank', kind: 'share', also: ['chance'] },
  label: LABEL,
} as const;

/** What pursuing costs whatever comes in. */
export const COST_COLUMNS = {
  date: DAY,
  amount: { ...DOLLARS, also: ['cost'] },
  label: LABEL,
} as const;

/** What the worth of pursuing may also take. */
export const PURSUIT_TERMS = {
  fee: { help: "Collector's share of what comes in", kind: 'share', also: ['fee_percent'] },
  bankruptcy: { help: 'Chance a year that the debtor goes bankrupt', kind: 'rate' },
  bankruptcy_receives: { help: 'Share of later receipts that still comes in then', kind: 'share' },
  settlement_date: { help: 'Day the settlement would be paid; today where blank', kind: 'date' },
  stopping_cost: { help: 'What stopping now costs', kind: 'amount' },
  rounding: { help: 'How half a cent is rounded', kind: ['half_up', 'half_even'] },
} as const;

/** What came back after the default, and what it cost. */
export const RECOVERY_COLUMNS = {
  date: DAY,
  amount: DOLLARS,
  leg: {
    help: 'collateral, deficiency, guaranty, insurance, other or cost',
    kind: ['collateral', 'deficiency', 'guaranty', 'insurance', 'other', 'cost'],
    also: ['kind', 'type', 'source'],
    required: true,
  },
  label: LABEL,
} as const;

export interface PursuitGiven {
  readonly owed: Cents;
  readonly asOf: Day;
  readonly receipts: Records;
  readonly discountPercent: Percent;
  readonly costs: Records;
  readonly settlement: Cents | null;
  readonly terms: Values<typeof PURSUIT_TERMS>;
}

/** The worth of pursuing; wrong rows are left out and named by their place in the table. */
export function expectedOf(
  given: PursuitGiven,
  source: Source,
  rounding: Rounding,
): Outcome<Expected> {
  const receipts = readRows(given.receipts, RECEIPT_COLUMNS, source, 'receipts');
  const costs = readRows(given.costs, COST_COLUMNS, source, 'costs');
  const { terms, settlement } = given;
  const made = expectedValue({
    asOf: given.asOf,
    owed: given.owed,
    receipts: receipts.rows.map(({ date, amount, probability, label }) => ({
      date,
      amount,
      probabilityPercent: probability ?? null,
      ...(label && { label }),
    })),
    costs: costs.rows.map(({ date, amount, label }) => ({ date, amount, ...(label && { label }) })),
    feePercent: terms.fee ?? null,
    bankruptcy: terms.bankruptcy
      ? {
          yearlyPercent: terms.bankruptcy,
          receivedPercent: terms.bankruptcy_receives ?? new Exact(0),
        }
      : null,
    discountPercent: given.discountPercent,
    settlement:
      settlement === null
        ? null
        : { amount: settlement, date: terms.settlement_date ?? given.asOf },
    stoppingCost: terms.stopping_cost ?? 0,
    rounding: terms.rounding ?? rounding,
  });
  const rowsOf = { receipts: places(receipts.rows), costs: places(costs.rows) };
  const unused = [
    ...(terms.settlement_date !== undefined && settlement === null
      ? [problem('unused', 'settlement_date', 'has no say without a settlement')]
      : []),
    ...(terms.bankruptcy_receives && !terms.bankruptcy
      ? [problem('unused', 'bankruptcy_receives', 'has no say without bankruptcy')]
      : []),
  ];
  return placed(made, rowsOf, [...receipts.problems, ...costs.problems, ...unused]);
}

export interface LossGiven {
  readonly exposure: Cents;
  readonly defaulted: Day;
  readonly recoveries: Records;
  readonly discountPercent: Percent;
}

/** The loss given default; wrong rows are left out and named by their place in the table. */
export function lossOf(given: LossGiven, source: Source, rounding: Rounding): Outcome<Loss> {
  const { rows, problems } = readRows(given.recoveries, RECOVERY_COLUMNS, source, 'recoveries');
  const made = lossGivenDefault({
    exposure: given.exposure,
    defaulted: given.defaulted,
    discountPercent: given.discountPercent,
    rounding,
    flows: rows.map(({ leg, date, amount, label }) => ({
      leg,
      date,
      amount,
      ...(label && { label }),
    })),
  });
  return placed(made, { flows: places(rows) }, problems, { flows: 'recoveries' });
}

const places = (rows: readonly { readonly row: number }[]): number[] => rows.map(({ row }) => row);

/** The outcome with its problems in the rows of the tables, and those of reading before them. */
function placed<T>(
  made: Outcome<T>,
  rowsOf: Readonly<Record<string, readonly number[]>>,
  before: readonly Problem[],
  names: Readonly<Record<string, string>> = {},
): Outcome<T> {
  const problems = made.problems.map((found) => {
    const row = found.row === null ? null : (rowsOf[found.field]?.[found.row - 1] ?? found.row);
    return problem(found.name, names[found.field] ?? found.field, found.message, row);
  });
  return made.ok ? outcome(made.value, [...before, ...problems]) : refused(...before, ...problems);
}
