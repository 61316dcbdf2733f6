/** The lender's figures beside ours, with each difference as a formula and the likely reason in words. */
import { compare, type StatedFigure } from '../calculation/payoff/compare';
import type { DebtItem, PayoffTerms } from '../calculation/payoff/payoff';
import type { Problem } from '../calculation/input/problem';
import { dollars } from '../money/cents';
import { toWords, type Day } from '../money/dates';
import { columnHeadings, signatureRows } from './layout';
import { problemRows } from './payoff';
import { fixed, formula, inFormula, SheetRows, text, type SheetModel } from './sheet';

export interface ComparisonTerms {
  readonly terms: PayoffTerms;
  readonly stated: readonly StatedFigure[];
  readonly title: string;
  readonly preparedOn: Day;
}

const LABELS: Readonly<Record<DebtItem, string>> = {
  principal: 'Principal',
  accrued_interest: 'Accrued interest',
  late_fees: 'Late fees',
  prepayment_premium: 'Prepayment premium',
  protective_advances: 'Protective advances',
  attorney_fees: 'Attorney fees',
  other_charges: 'Other charges',
  credits: 'Credits',
};

/** Stands where the reason that was found explains another difference. */
export const CHANGED = 'The figures changed: have the reason found anew';

/** Makes the sheet; without a payoff there is none, and the problems say why. */
export function comparisonSheet({
  terms,
  stated,
  title,
  preparedOn,
}: ComparisonTerms): { ok: true; sheet: SheetModel } | { ok: false; problems: readonly Problem[] } {
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
      text(LABELS[item.item], 'label'),
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
  problemRows(rows, made.problems);
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
