/** How an operation is declared: what a line that sums up is, and that no answer loses cents. */
import { describe, expect, it } from 'vitest';
import {
  column,
  operation,
  sum,
  table,
  type Column,
  type Operation,
} from '../../../src/calculation/operation/operation';
import { outcome, refused, problem } from '../../../src/calculation/input/problem';
import { MAX_CENTS } from '../../../src/money/cents';
import { named, value } from '../days';
import { ran } from '../support';

interface Line {
  readonly label: string;
  readonly cents: number;
  readonly count: number;
}

const columns = [
  column<Line>('text', 'label', 'Line', ({ label }) => label),
  column<Line>('amount', 'amount', 'Amount', ({ cents }) => cents),
  column<Line>('count', 'count', 'Count', ({ count }) => count),
];

const lines = table<readonly Line[], Line>({
  id: 'lines',
  columns,
  rows: (all) => all,
  isTotal: ({ label }) => label === 'Total',
  closing: (all) => [['Rows', all.length], sum('Sum', 1)],
});

const made = (answer: readonly Line[], figures: readonly Column<readonly Line[]>[] = []) =>
  ran(
    operation({
      id: 'DEFICIENCY.TRIED',
      line: 'tried',
      summary: '',
      example: '',
      parameters: [],
      figures,
      tables: [lines],
      run: () => outcome(answer),
    }),
    {},
  );

const line = (cents: number, count = 1): Line => ({ label: 'Debt', cents, count });

describe('an answer', () => {
  it('in which an amount is too large for whole cents is refused by its table', () => {
    expect(made([line(MAX_CENTS)]).ok).toBe(true);
    expect(named(made([line(5), line(MAX_CENTS + 1)]))).toEqual(['not_an_amount lines']);
    expect(named(made([line(-MAX_CENTS - 1)]))).toEqual(['not_an_amount lines']);
    expect(made([line(1)]).ok && made([line(1)]).problems).toEqual([]);
  });

  it('may hold larger numbers that are no amounts', () => {
    expect(made([line(5, 2 * MAX_CENTS)]).ok).toBe(true);
  });

  it('that has figures is refused by the figure', () => {
    const first = (all: readonly Line[]) => all[0];
    const figures = [
      column<readonly Line[]>('count', 'rows', null, (all) => first(all)?.count ?? 0),
      column<readonly Line[]>('amount', 'balance', null, (all) => first(all)?.cents ?? 0),
    ];
    expect(named(made([line(MAX_CENTS + 1)], figures))).toEqual(['not_an_amount balance']);
    expect(made([line(5, 2 * MAX_CENTS), line(MAX_CENTS + 1)], figures).ok).toBe(true);
  });

  it('that is none stays what it is', () => {
    const never: Operation = operation({
      ...{ id: 'DEFICIENCY.NEVER', line: 'never', summary: '', example: '', parameters: [] },
      tables: [],
      run: () => refused(problem('missing', 'state', 'say which')),
    });
    expect(named(ran(never, {}))).toEqual(['missing state']);
    expect(never.shown(undefined)).toBe('');
  });
});

describe('a table', () => {
  it('has a row of values for each line, marks its sums, and closes with lines of its own', () => {
    const answer = [line(5), { ...line(7), label: 'Total' }];
    expect(lines.rows(value(made(answer)) as readonly Line[])).toEqual([
      { values: ['Debt', 5, 1], total: false },
      { values: ['Total', 7, 1], total: true },
    ]);
    expect(lines.closing(answer)).toEqual([
      { values: ['Rows', 2], total: false },
      { values: ['Sum', 1], total: true },
    ]);
  });

  it('is in a line and closed in the pane unless said otherwise; amounts stand in columns of their own', () => {
    expect([lines.inLine([]), lines.open, lines.title]).toEqual([
      true,
      false,
      'What the function says',
    ]);
    expect(lines.columns.map(({ at }) => at)).toEqual(['note', 'figure', 'note']);
    expect(column('exact', 'x', null, () => 1).at).toBe('figure');
    expect(column('amount', 'x', null, () => 1, { at: 'aside' }).at).toBe('aside');
    const bare = table<readonly Line[], Line>({ id: 'bare', columns, rows: (all) => all });
    expect([bare.closing([]), bare.rows([line(1)])[0]?.total]).toEqual([[], false]);
  });
});
