/** The lender's figures beside ours, with each difference as a formula and the likely reason in words. */
import { compare, type StatedFigure } from '../calculation/payoff/compare';
import { ITEM_LABELS } from '../calculation/input/debtItems';
import type { Problem } from '../calculation/input/problem';
import type { PayoffTerms } from '../calculation/payoff/payoff';
import { dollars } from '../money/cents';
import { toWords, type Day } from '../money/dates';
import { single, type MadeSheet, type SheetDeclaration } from './declaration';
import { columnHeadings, signatureRows } from './layout';
import { PAYOFF_ASKS, problemRows } from './payoff';
import { fixed, formula, inFormula, SheetRows, text, type SheetModel } from './sheet';
import { comparisonIn, type Json } from './timeInputs';

const LENDER = /^lender_/;

export const COMPARE: SheetDeclaration = {
  name: 'compare',
  title: 'The lender’s figures and ours',
  about: 'Each difference between the lender’s payoff and ours, with the likely reason.',
  reads: 'terms',
  input: "payoff.json with `lender`: the lender's figures and ours",
  asks: [
    ...PAYOFF_ASKS,
    {
      name: 'lender_principal',
      label: 'Lender: principal',
      type: 'amount',
      from: 'balance',
      needed: true,
    },
    {
      name: 'lender_accrued_interest',
      label: 'Lender: interest',
      type: 'amount',
      needed: true,
    },
    { name: 'lender_late_fees', label: 'Lender: late fees', type: 'amount' },
    { name: 'lender_attorney_fees', label: 'Lender: attorney fees', type: 'amount' },
  ],
  fromPane: (told) => ({
    ...pick(told, (name) => !LENDER.test(name)),
    lender: Object.fromEntries(
      Object.entries(pick(told, (name) => LENDER.test(name))).map(([name, value]) => [
        name.replace(LENDER, ''),
        value,
      ]),
    ),
  }),
  make: (json, paper) => single(comparisonSheet({ ...paper, ...comparisonIn(json, paper) })),
};

const pick = (told: Json, wanted: (name: string) => boolean): Json =>
  Object.fromEntries(Object.entries(told).filter(([name]) => wanted(name)));

export interface ComparisonTerms {
  readonly terms: PayoffTerms;
  readonly stated: readonly StatedFigure[];
  /** What of the input has no say. */
  readonly notes?: readonly Problem[];
  readonly title: string;
  readonly preparedOn: Day;
}

/** Stands where the reason that was found explains another difference. */
export const CHANGED = 'The figures changed: have the reason found anew';

/** Makes the sheet; without a payoff there is none, and the problems say why. */
function comparisonSheet({
  terms,
  stated,
  notes = [],
  title,
  preparedOn,
}: ComparisonTerms): MadeSheet {
  const made = compare(terms, stated);
  if (!made.ok) return made;
  const { items, theirs, ours, difference } = made.value;
  const rows = new SheetRows();
  rows.add(text("The lender's figures and ours", 'title'));
  rows.add(text(title, 'status'));
  rows.add(
    text(`Payoff on ${toWords(terms.payoffDate)}  |  prepared ${toWords(preparedOn)}`, 'subtitle'),
  );
  rows.gap();
  columnHeadings(rows, 'Item', ['Theirs', 'Ours', 'Difference', 'Why'], 3);
  const first = rows.next;
  for (const item of items) {
    const row = rows.next;
    rows.add(
      text(ITEM_LABELS[item.item], 'label'),
      { value: dollars(item.theirs), style: 'moneyInput' },
      { value: dollars(item.ours), style: 'moneyInput' },
      formula(`ROUND(B${row}-C${row},2)`, dollars(item.difference + 0)),
      formula(
        `IF(D${row}=${dollars(item.difference + 0)},${inFormula(item.words)},IF(D${row}=0,"Agrees",${inFormula(CHANGED)}))`,
        item.words,
        'note',
      ),
    );
  }
  const last = rows.next - 1;
  const total = rows.next;
  const sum = (column: string, cents: number) =>
    formula(`ROUND(SUM(${column}${first}:${column}${last}),2)`, dollars(cents + 0), 'total');
  rows.add(
    text('Total', 'totalLabel'),
    sum('B', theirs),
    sum('C', ours),
    sum('D', difference),
    text('theirs less ours', 'note'),
  );
  problemRows(rows, [...made.problems, ...notes]);
  signatureRows(rows);
  const cells = `D${first}:D${total}`;
  const sheet: SheetModel = {
    name: 'Comparison',
    widths: [30, 17, 17, 17, 70],
    rows: rows.rows,
    names: { Comparison_difference: fixed(`D${total}`) },
    highlights: [
      { cells, formula: `$D${first}>0`, look: 'bad' },
      { cells, formula: `$D${first}<0`, look: 'good' },
    ],
    print: { landscape: true, left: title, right: `Payoff on ${toWords(terms.payoffDate)}` },
  };
  return { ok: true, sheet };
}
