/** The same loan in several states: one call for the amounts, one for the status and the law. */
import { assess } from '../calculation/deficiency/assess';
import { statusText } from '../functions/status';
import { STATES_BY_NAME } from '../law/book';
import { toWords } from '../money/dates';
import { call, spilled } from './addIn';
import { endsAt, inputRows, titleRows, type CaseTableTerms } from './caseTable';
import { forCase, type SheetDeclaration } from './declaration';
import { columnHeadings } from './layout';
import { inFormula, SheetRows, text, type Scalar, type SheetModel } from './sheet';

export const STATES_SHEET: SheetDeclaration = {
  name: 'states',
  title: 'The same loan in every state',
  about: 'What would be left in each state, and why.',
  reads: 'case',
  input: 'case.json: the same loan in every state, or in those under `states`',
  make: ({ states, ...record }, paper) =>
    forCase(record, paper, () => [
      stateComparison({ ...paper, record }, Array.isArray(states) ? states.map(String) : undefined),
    ]),
};

/** The same loan in several states: one call for both ends, one for the status and the law. */
function stateComparison(
  terms: CaseTableTerms,
  states: readonly string[] = STATES_BY_NAME.map(({ name }) => name),
): SheetModel {
  const { reader, record } = terms;
  const rows = new SheetRows();
  titleRows(rows, 'The same loan by state', terms);
  const cells = inputRows(rows, terms, ['state']);
  columnHeadings(rows, 'State', ['At least', 'At most', 'Status and law'], 2);
  const first = rows.next;
  const last = first + states.length - 1;
  const args = [
    cells['balance'] as string,
    cells['sale_price'] as string,
    cells['costs'] as string,
    `$A$${first}:$A$${last}`,
    cells['fair_value'] as string,
    cells['facts'] as string,
  ];
  const ends = states.map((state) => endsAt(reader, { ...record, state }));
  const words = states.map((state): Scalar[] => {
    const read = reader.read({ ...record, state });
    return [read.ok ? statusText(assess(read.value)) : { error: '#VALUE!' }];
  });
  const endCells = spilled(call('DEFICIENCY.RANGE', args), ends, 'money');
  const wordCells = spilled(call('DEFICIENCY.STATUS', args), words, 'text');
  states.forEach((state, n) => {
    rows.add(text(state, 'textInput'), ...(endCells[n] ?? []), wordCells[n]?.[0] ?? null);
  });
  const status = `D${first}:D${last}`;
  const starts = (word: string) => `LEFT($D${first},${word.length})=${inFormula(word)}`;
  return {
    name: 'States',
    widths: [24, 18, 18, 110],
    rows: rows.rows,
    highlights: [
      { cells: status, formula: starts('Barred'), look: 'bad' },
      { cells: status, formula: starts('Limited'), look: 'caution' },
      { cells: status, formula: starts('Open'), look: 'caution' },
      { cells: status, formula: starts('Recoverable'), look: 'good' },
    ],
    frozen: { rows: first - 1, columns: 1 },
    print: { landscape: true, left: terms.title, right: `Prepared ${toWords(terms.preparedOn)}` },
  };
}
