/** The questions of a portfolio, those first whose answers decide the most dollars, and the open loans behind them. */
import type { LoanResult } from '../calculation/portfolio/results';
import type { Question } from '../calculation/portfolio/worklist';
import { amountHelp } from '../law/labels';
import { factNamed } from '../law/book';
import { labelOf } from '../law/words';
import { dollars, formatCents, type Cents } from '../money/cents';
import { toWords, type Day } from '../money/dates';
import { columnHeadings } from './layout';
import type { PlacedResults } from './results';
import { formula, SheetRows, text, type SheetModel } from './sheet';

export interface WorklistTerms {
  readonly questions: readonly Question[];
  readonly results: readonly LoanResult[];
  readonly placed: PlacedResults;
  readonly title: string;
  readonly preparedOn: Day;
  readonly textOf: (name: string) => string;
}

export function worklistSheet(terms: WorklistTerms): SheetModel {
  const { questions, title, preparedOn } = terms;
  const rows = new SheetRows();
  rows.add(text('What to find out first', 'title'));
  rows.add(text(title, 'status'));
  rows.add(text(`Prepared ${toWords(preparedOn)}`, 'subtitle'));
  rows.gap();
  columnHeadings(
    rows,
    'Nobody has told',
    ['Loans', 'Open dollars', 'This decides', 'Question', 'What each answer leaves', 'States'],
    3,
  );
  if (questions.length === 0) rows.add(text('Nothing is open.', 'plain'));
  for (const { name, loans, open, decides, answers, states } of questions)
    rows.add(
      text(labelOf(name), 'label'),
      { value: loans.length, style: 'count' },
      { value: dollars(open), style: 'money' },
      { value: dollars(decides), style: 'money' },
      text(factNamed(name) ? terms.textOf(name) : (amountHelp(name) ?? '')),
      text(
        answers.length === 0
          ? 'follows from the figure'
          : answers
              .map(({ words, low, high }) => `${sentence(words)}: ${range(low, high)}`)
              .join('. '),
        'note',
      ),
      text(states.join(', '), 'note'),
    );
  rows.gap();
  openRows(rows, terms);
  return {
    name: 'Worklist',
    widths: [40, 10, 17, 17, 48, 48, 24],
    rows: rows.rows,
    frozen: { rows: 5, columns: 1 },
    print: { landscape: true, left: title, right: `Prepared ${toWords(preparedOn)}` },
  };
}

/** The open loans, those with the most open dollars first. */
function openRows(rows: SheetRows, { results, placed }: WorklistTerms): void {
  const open = results
    .filter(({ kind }) => kind === 'open')
    .sort((a, b) => b.high - b.low - (a.high - a.low));
  if (open.length === 0) return;
  rows.add(
    text('Open loans', 'columnHead'),
    text('State', 'columnHeadIndented'),
    text('At least', 'columnHeadRight'),
    text('At most', 'columnHeadRight'),
    text('First questions', 'columnHeadIndented'),
  );
  for (const loan of open) {
    const from = (column: 'loan' | 'state' | 'low' | 'high' | 'question') =>
      placed.cell(column, loan);
    rows.add(
      formula(from('loan'), loan.id, 'plain'),
      formula(from('state'), loan.state, 'indented'),
      formula(from('low'), dollars(loan.low)),
      formula(from('high'), dollars(loan.high)),
      text(loan.missing.slice(0, 3).map(labelOf).join('; ')),
    );
  }
}

const range = (low: Cents, high: Cents): string =>
  low === high ? formatCents(low) : `${formatCents(low)} to ${formatCents(high)}`;

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
