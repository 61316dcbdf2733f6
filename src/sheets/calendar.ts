/** The days by which something must be done for any loan of a portfolio, in their order, with the days that are left. */
import type { DueDate, LoanResult } from '../calculation/portfolio/results';
import { toWords, type Day } from '../money/dates';
import { formula, serial, sheetReference, SheetRows, text, type SheetModel } from './sheet';

const NAME = 'Calendar';
const HEADER_ROW = 7;
const COUNTED_FROM = '$B$5';

export interface PlacedCalendar {
  readonly sheet: SheetModel;
  /** The cells that say how many days are left; null where nothing is due. */
  readonly left: string | null;
  readonly loans: string | null;
  /** The days that are left, in their order, as they stand. */
  readonly daysLeft: readonly number[];
}

/** Every due date with its loan, the earliest first. */
export const dueDatesOf = (
  results: readonly LoanResult[],
): { readonly loan: LoanResult; readonly due: DueDate }[] =>
  results
    .flatMap((loan) => loan.due.map((due) => ({ loan, due })))
    .sort((a, b) => a.due.day - b.due.day || a.loan.at - b.loan.at);

export function calendarSheet(
  results: readonly LoanResult[],
  title: string,
  preparedOn: Day,
): PlacedCalendar {
  const rows = new SheetRows();
  const all = dueDatesOf(results);
  const undated = results.reduce((sum, loan) => sum + loan.undated, 0);
  rows.add(text('What is due when', 'title'));
  rows.add(text(title, 'status'));
  rows.add(
    text(
      undated === 0
        ? `Prepared ${toWords(preparedOn)}`
        : `Prepared ${toWords(preparedOn)}; ${undated} more deadlines have no day yet, because the day from which they run was not told`,
      'subtitle',
    ),
  );
  rows.gap();
  rows.add(
    text('Counted from', 'label'),
    { value: serial(preparedOn), style: 'dateInput' },
    text('type =TODAY() to keep it current', 'aside'),
  );
  rows.gap();
  rows.add(
    text('Due', 'columnHeadRight'),
    text('Days left', 'columnHeadRight'),
    ...['Loan', 'State', 'What', 'Law', 'Certain'].map((head) => text(head, 'columnHeadIndented')),
  );
  for (const { loan, due } of all)
    rows.add(
      { value: serial(due.day), style: 'date' },
      formula(`A${rows.next}-${COUNTED_FROM}`, due.day - preparedOn, 'count'),
      text(loan.id, 'indented'),
      text(loan.state, 'indented'),
      text(due.title),
      text(due.citation, 'note'),
      text(due.certain ? 'yes' : 'facts missing', 'indented'),
    );
  const [first, last] = [HEADER_ROW + 1, rows.next - 1];
  const at = (column: string) =>
    all.length === 0 ? null : `${sheetReference(NAME)}!$${column}$${first}:$${column}$${last}`;
  const left = `B${first}:B${Math.max(first, last)}`;
  return {
    sheet: {
      name: NAME,
      widths: [16, 13, 16, 8, 52, 40, 14],
      rows: rows.rows,
      highlights: [
        { cells: left, formula: `AND(ISNUMBER($B${first}),$B${first}<0)`, look: 'quiet' },
        { cells: left, formula: `AND(ISNUMBER($B${first}),$B${first}<=30)`, look: 'bad' },
        { cells: left, formula: `AND(ISNUMBER($B${first}),$B${first}<=90)`, look: 'caution' },
      ],
      frozen: { rows: HEADER_ROW, columns: 0 },
      print: {
        landscape: true,
        left: title,
        right: `Prepared ${toWords(preparedOn)}`,
        titleRows: `${HEADER_ROW}:${HEADER_ROW}`,
      },
    },
    left: at('B'),
    loans: at('C'),
    daysLeft: all.map(({ due }) => due.day - preparedOn),
  };
}
