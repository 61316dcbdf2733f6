/** What is left owing divided among obligors by fixed percentages, in formulas. */
import type { ObligorShare } from '../calculation/proceeds/proceedsInput';
import { dollars, type Cents } from '../money/cents';
import { columnHeadings } from './layout';
import { shareToTheCent } from './shareFormula';
import { formula, text, type SheetRows } from './sheet';

export interface ObligorTerms {
  /** What they owe together: a formula part, and what it gives. */
  readonly unpaid: { readonly text: string; readonly cents: Cents };
  readonly obligors: readonly ObligorShare[];
}

/** Writes the section; gives the test that the shares still add up to the whole. */
export function obligorRows(rows: SheetRows, { unpaid, obligors }: ObligorTerms): string {
  const heads = ['Left owing', 'Share', 'Basis', 'Owes', 'Cap', 'Above the cap', 'How'];
  columnHeadings(rows, 'Obligors', heads, 6);
  const first = rows.next;
  const last = first + obligors.length - 1;
  obligors.forEach(({ name, percent, cap, whole, owes }) => {
    const row = rows.next;
    const share = shareToTheCent({ column: 'D', first, last }, row, `B${row}`);
    rows.add(
      text(name, 'label'),
      formula(unpaid.text, dollars(unpaid.cents)),
      { value: percent.toNumber(), style: 'percentInput' },
      formula(
        `ROUND(B${row}*100,0)*C${row}/100`,
        percent.times(unpaid.cents).div(100).toNumber(),
        'centShare',
      ),
      formula(`IF(ISNUMBER(F${row}),MIN(F${row},${share}),${share})`, dollars(owes)),
      { value: cap === null || cap === undefined ? null : dollars(cap), style: 'moneyInput' },
      formula(`ROUND(${share}-E${row},2)`, dollars(whole - owes)),
      text(
        cap === null || cap === undefined ? 'by its share' : 'by its share, up to its cap',
        'note',
      ),
    );
  });
  const sum = (column: string) => `ROUND(SUM(${column}${first}:${column}${last}),2)`;
  const owed = obligors.reduce((total, { owes }) => total + owes, 0);
  rows.add(
    text('All obligors', 'totalLabel'),
    text('', 'totalPlain'),
    formula(
      `SUM(C${first}:C${last})`,
      obligors.reduce((total, { percent }) => total + percent.toNumber(), 0),
      'totalPercent',
    ),
    text('', 'totalPlain'),
    formula(sum('E'), dollars(owed), 'total'),
    text('', 'totalPlain'),
    formula(sum('G'), dollars(unpaid.cents - owed), 'total'),
    text('nobody bears what is above the caps', 'note'),
  );
  return `ROUND(SUM(C${first}:C${last}),6)=100`;
}
