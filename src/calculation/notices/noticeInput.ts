/** Builds the explanation of UCC 9-616 and the figures for tax forms from named values and tables. */
import type { Cents } from '../../money/cents';
import { toWords, type Day } from '../../money/dates';
import {
  explanation,
  type Explanation,
  type ExplanationTerms,
  type TypedAmount,
} from './explanation';
import { outcome, problem, refused, type Outcome, type Problem } from '../input/problem';
import { taxFigures, type TaxFigures } from './taxForms';
import { readRows, readValue, type Row, type Source, type Values } from '../input/fields';

/** Expenses or credits, each with its type, which the statute wants to be stated. */
export const TYPED_COLUMNS = {
  type: {
    help: 'What it is, such as retaking or attorney fees',
    kind: 'text',
    also: ['item', 'label', 'what', 'expense', 'credit'],
  },
  amount: { help: 'Dollars', kind: 'amount', also: ['dollars'], required: true },
} as const;

/** What else an explanation is told. */
export const EXPLANATION_TERMS = {
  possession_date: {
    help: 'Day the goods were taken after default; blank where they never were',
    kind: 'date',
    also: ['possession', 'repossession_date'],
  },
  rebate_reflected: {
    help: 'Whether the amount owed reflects a rebate of unearned interest',
    kind: 'flag',
    also: ['rebate'],
  },
  requested: {
    help: "Day the debtor's request came",
    kind: 'date',
    also: ['request_date', 'requested_date'],
  },
  sent: { help: 'Day the explanation is sent', kind: 'date', also: ['sent_date'] },
} as const;

/** What else the tax forms are told. */
export const TAX_TERMS = {
  cancelled_interest: { help: 'Interest in the cancelled amount', kind: 'amount' },
  cancelled_on: {
    help: 'Day of the cancellation; the transfer where blank',
    kind: 'date',
    also: ['cancelled_date', 'event_date'],
  },
  proceeds_to_borrower: { help: 'Sale proceeds that the borrower received', kind: 'amount' },
  adjusted_basis: {
    help: "The borrower's adjusted basis, for the gain or loss",
    kind: 'amount',
    also: ['basis'],
  },
} as const;

type Records = readonly Readonly<Record<string, unknown>>[];

/** An explanation as given; expenses and credits are one amount, a table, or nothing. */
export interface ExplanationGiven {
  readonly obligation: Cents;
  readonly obligationDate: Day;
  readonly proceeds: Cents;
  readonly disposition: Day;
  readonly expenses: unknown;
  readonly credits: unknown;
  readonly terms: Values<typeof EXPLANATION_TERMS>;
}

/** The terms of an explanation as given; a wrong amount refuses it, for a notice without it would be wrong. */
export function explanationTermsOf(
  given: ExplanationGiven,
  source: Source,
): Outcome<ExplanationTerms> {
  const expenses = typed(given.expenses, 'expenses', source);
  const credits = typed(given.credits, 'credits', source);
  const fatal = [...expenses.problems, ...credits.problems];
  if (fatal.length > 0) return refused(...fatal);
  const { terms } = given;
  const told: ExplanationTerms = {
    obligation: given.obligation,
    obligationDate: given.obligationDate,
    rebateReflected: terms.rebate_reflected ?? false,
    possessionAfterDefault: terms.possession_date ?? null,
    disposition: given.disposition,
    proceeds: given.proceeds,
    expenses: expenses.amounts,
    credits: credits.amounts,
    requested: terms.requested ?? null,
    sent: terms.sent ?? null,
  };
  return outcome(told, [...expenses.untyped, ...credits.untyped]);
}

/** The explanation, with its problems in the rows that were given. */
export function explanationOf(given: ExplanationGiven, source: Source): Outcome<Explanation> {
  const told = explanationTermsOf(given, source);
  if (!told.ok) return told;
  const made = explanation(told.value);
  if (!made.ok) return made;
  const { sent, requested } = told.value;
  const unused =
    sent && !requested ? [problem('unused', 'sent', 'has no say without requested')] : [];
  return outcome(made.value, [...made.problems, ...told.problems, ...unused]);
}

interface Typed {
  readonly amounts: TypedAmount[];
  readonly problems: readonly Problem[];
  /** Amounts of which nobody said what they are. */
  readonly untyped: readonly Problem[];
}

const UNTYPED = 'type not stated';

function typed(given: unknown, field: 'expenses' | 'credits', source: Source): Typed {
  if (Array.isArray(given)) {
    const { rows, problems } = readRows(given as Records, TYPED_COLUMNS, source, field);
    return { amounts: rows.map(typedAmount), problems, untyped: untypedRows(rows, field) };
  }
  const read = readValue('amount', given, source);
  if (!read.ok)
    return { amounts: [], problems: [problem('not_an_amount', field, read.message)], untyped: [] };
  if (read.value === null || read.value === 0) return { amounts: [], problems: [], untyped: [] };
  const amounts = [{ type: UNTYPED, amount: read.value as Cents }];
  return { amounts, problems: [], untyped: [problem('missing', field, sayTypes(field))] };
}

const typedAmount = ({ type, amount }: Row<typeof TYPED_COLUMNS>): TypedAmount => ({
  type: type ?? UNTYPED,
  amount,
});

const untypedRows = (rows: readonly Row<typeof TYPED_COLUMNS>[], field: string): Problem[] =>
  rows
    .filter(({ type }) => type === undefined)
    .map(({ row }) => problem('missing', field, sayTypes(field), row));

const sayTypes = (field: string): string =>
  `the notice must say which types of ${field} these are (UCC 9-616(c)(${field === 'expenses' ? 4 : 5}))`;

/** The figures for forms 1099-A and 1099-C as given. */
export interface TaxGiven {
  readonly principal: Cents;
  readonly debt: Cents;
  readonly fairValue: Cents;
  readonly transferred: Day;
  readonly liable: boolean;
  readonly cancelled: Cents | null;
  readonly terms: Values<typeof TAX_TERMS>;
}

export function taxFiguresOf(given: TaxGiven): Outcome<TaxFigures> {
  if (given.principal > given.debt)
    return refused(problem('not_allowed', 'principal', 'is more than all the debt; check both'));
  const { cancelled_on: on, cancelled_interest: interest } = given.terms;
  if (on !== undefined && on < given.transferred) {
    const message = `cancelled_on: ${toWords(on)} is before the transfer on ${toWords(given.transferred)}; check both`;
    return refused(problem('dates_out_of_order', 'cancelled_on', message));
  }
  const made = figuresOf(given);
  if (!made.ok || given.cancelled) return made;
  const told = { cancelled_on: on, cancelled_interest: interest };
  const unused = Object.entries(told)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => problem('unused', name, 'has no say where nothing is cancelled'));
  return outcome(made.value, [...made.problems, ...unused]);
}

const figuresOf = (given: TaxGiven): Outcome<TaxFigures> =>
  taxFigures({
    principal: given.principal,
    debt: given.debt,
    fairMarketValue: given.fairValue,
    personallyLiable: given.liable,
    transferred: given.transferred,
    cancelled: given.cancelled ?? 0,
    cancelledInterest: given.terms.cancelled_interest ?? 0,
    cancelledOn: given.terms.cancelled_on ?? null,
    proceedsToBorrower: given.terms.proceeds_to_borrower ?? 0,
    adjustedBasis: given.terms.adjusted_basis ?? null,
  });
