/** What stands behind one cell of a function over time: the one row's own tables, as the functions lay them out. */
import { JUDGMENT_TERMS } from '../../calculation/judgment/judgmentInput';
import { TAX_TERMS } from '../../calculation/notices/noticeInput';
import { PAYOFF_TERMS } from '../../calculation/payoff/payoffInput';
import { RATE_COLUMNS } from '../../calculation/input/rateInput';
import type { Fields } from '../../calculation/input/fields';
import { isBlank } from '../../money/cents';
import {
  isCellError,
  matrixOf,
  notAvailable,
  OUT_OF_REACH,
  stretched,
  type Cell,
  type CellError,
  type Matrix,
} from '../cells';
import { readFactsArgument, type FactsArgument } from '../factsArgument';
import { currentReader } from '../session';
import { blankAt, dateCell, extentOf, isTable, termsArgument, type Matrices } from './arguments';
import { OVER_TIME } from './index';
import { interestTable, perDiemTable } from './payoff';

/** A table of the answer: what it is of, its header row and its rows. */
export interface ViewTable {
  readonly name: ViewName;
  readonly cells: readonly (readonly Cell[])[];
  /** The row of it in which the selected cell lies, counted as in the sheet; null where it lies in none. */
  readonly current: number | null;
}

/** What a table is of. */
export type ViewName =
  | 'result'
  | 'good through'
  | 'today'
  | 'ledger'
  | 'judgment'
  | 'claims'
  | 'obligors'
  | 'periods'
  | 'ours';

/** What can be shown of a cell: tables and what is wrong in them, or why there are none. */
export interface View {
  readonly tables: readonly ViewTable[];
  /** Named with the argument and its row. */
  readonly problems: readonly string[];
  /** The row of the arguments that is shown, from 1, where there are several. */
  readonly row: number | null;
}

/** A place in the result of a call. */
export interface ViewPlace {
  readonly down: number;
  readonly right: number;
}

/** How a function that answers several rows lays them out, and which of its arguments belong to all of them. */
interface Shape {
  readonly spill: 'cells' | 'rows';
  readonly terms: Fields;
  readonly rate?: string;
  readonly tables: readonly string[];
  readonly needed: readonly string[];
}

const SHAPES: Readonly<Record<string, Shape>> = {
  'DEFICIENCY.PAYOFF': {
    spill: 'rows',
    terms: PAYOFF_TERMS,
    rate: 'rate',
    tables: ['charges'],
    needed: ['principal', 'paid_through', 'payoff_date'],
  },
  'DEFICIENCY.INTEREST': {
    spill: 'cells',
    terms: PAYOFF_TERMS,
    rate: 'rate',
    tables: [],
    needed: ['principal', 'from', 'to'],
  },
  'DEFICIENCY.PERDIEM': {
    spill: 'cells',
    terms: PAYOFF_TERMS,
    rate: 'rate',
    tables: [],
    needed: ['principal'],
  },
  'DEFICIENCY.JUDGMENT': {
    spill: 'rows',
    terms: JUDGMENT_TERMS,
    rate: 'rates',
    tables: ['events'],
    needed: ['amount', 'entered'],
  },
  'DEFICIENCY.FORM1099': {
    spill: 'rows',
    terms: TAX_TERMS,
    tables: [],
    needed: ['principal', 'debt'],
  },
};

/** Shows the call's answer for the row in which a cell of its result lies. */
export function viewOf(id: string, matrices: Matrices, place: ViewPlace | null): View {
  const one = oneRow(id, matrices, place ?? { down: 0, right: 0 });
  if (isCellError(one)) return { tables: [], problems: [one.message], row: null };
  if (one === 'blank') return { tables: [], problems: ['This row is empty.'], row: null };
  const down = one.row === null ? (place?.down ?? null) : null;
  const made = (VIEWS[id] ?? resultOnly)(id, one.matrices, down);
  const problems = new Set(made.flatMap(({ cells }) => problemsIn(cells)));
  const tables = made.map((table) => ({ ...table, cells: table.cells.filter(isNoProblem) }));
  return {
    tables: tables.filter(({ cells }) => cells.length > 1),
    problems: [...problems],
    row: one.row,
  };
}

interface OneRow {
  readonly matrices: Matrices;
  readonly row: number | null;
}

/** The arguments of one row of a call; a call that has one row keeps its arguments as they are. */
function oneRow(id: string, matrices: Matrices, place: ViewPlace): OneRow | CellError | 'blank' {
  const shape = SHAPES[id];
  if (!shape) return { matrices, row: null };
  const named = namedArguments(matrices, shape);
  const whole = new Set(shape.tables);
  if (shape.rate && isTable(matrices.get(shape.rate), RATE_COLUMNS)) whole.add(shape.rate);
  const { rows, columns } = extentOf(matrices, [...whole, ...named.keys()], [...named.values()]);
  const wide =
    shape.spill === 'rows' ? columns : Math.max(columns, named.get('terms')?.columns ?? 1);
  if (rows * wide === 1) return { matrices, row: null };
  const { row, column } = positionIn(shape, place, rows, wide);
  if (blankAt(matrices, shape.needed, row, column)) return 'blank';
  const cut = new Map<string, Matrix>();
  for (const [name, matrix] of matrices) {
    const told = named.get(name)?.at(row, column);
    if (isCellError(told)) return told;
    if (told) cut.set(name, listOf(told));
    else cut.set(name, whole.has(name) ? matrix : cellOf(matrix, name, row, column));
  }
  return { matrices: cut, row: row * wide + column + 1 };
}

function namedArguments(matrices: Matrices, shape: Shape): ReadonlyMap<string, FactsArgument> {
  const named = new Map([['terms', termsArgument(matrices, shape.terms)]]);
  const facts = matrices.get('facts');
  if (facts) named.set('facts', readFactsArgument(facts));
  return named;
}

/** Under a header row, places across follow one another down the rows. */
function positionIn({ spill }: Shape, { down, right }: ViewPlace, rows: number, columns: number) {
  if (spill === 'cells')
    return { row: Math.min(down, rows - 1), column: Math.min(right, columns - 1) };
  const nth = Math.min(Math.max(0, down - 1), rows * columns - 1);
  return { row: Math.floor(nth / columns), column: nth % columns };
}

function cellOf(matrix: Matrix, name: string, row: number, column: number): Matrix {
  const cell = stretched(matrix, row, column);
  return matrixOf(
    cell === OUT_OF_REACH ? notAvailable(`${name}: the range ends before this row`) : cell,
  );
}

/** Named values as a list of two columns; the blank row keeps a single pair from being read as a text. */
const listOf = (values: Readonly<Record<string, unknown>>): Matrix => {
  const pairs = Object.entries(values).filter(([, value]) => !isBlank(value));
  return matrixOf(pairs.length === 0 ? null : [...pairs, [null, null]]);
};

type Make = (id: string, matrices: Matrices, down: number | null) => readonly ViewTable[];

const answer = (id: string, matrices: Matrices): Cell[][] =>
  OVER_TIME[id]?.(matrices) ?? [[notAvailable(`${id} has no answer`)]];

const table = (name: ViewName, cells: Cell[][], current: number | null = null): ViewTable => ({
  name,
  cells,
  current,
});

const resultOnly: Make = (id, matrices, down) => [table('result', answer(id, matrices), down)];

const told = (matrices: Matrices, name: string): boolean => {
  const cell = matrices.get(name)?.cells[0]?.[0];
  return !isBlank(cell) && cell !== 0;
};

const changed = (matrices: Matrices, name: string, value: unknown): Matrices =>
  new Map([...matrices, [name, matrixOf(value)]]);

/** How many days a payoff is shown ahead where the formula does not say. */
const DAYS_AHEAD = 10;

const payoffViews: Make = (id, matrices, down) => {
  const ahead = told(matrices, 'good_through');
  const days = ahead ? matrices : changed(matrices, 'good_through', DAYS_AHEAD);
  const lines = answer(id, changed(matrices, 'good_through', null));
  return [
    table('result', lines, ahead ? null : down),
    table('good through', lines.length > 1 ? answer(id, days) : [], ahead ? down : null),
  ];
};

/** As of the day asked for, as of today, and how it came there. */
const judgmentViews: Make = (id, matrices, down) => {
  const today = dateCell(currentReader().settings.today);
  const isLedger = id === 'DEFICIENCY.LEDGER';
  const now = answer('DEFICIENCY.JUDGMENT', changed(matrices, 'as_of', today));
  const ledger = answer('DEFICIENCY.LEDGER', matrices);
  return [
    table('judgment', answer('DEFICIENCY.JUDGMENT', matrices), isLedger ? null : down),
    table(
      'today',
      now.filter(([line], n) => n === 0 || SUMMARY.has(String(line))),
    ),
    table('ledger', ledger, isLedger ? down : null),
  ];
};

/** Lines of a judgment that sum it up. */
const SUMMARY = new Set(['Balance', 'Per diem', 'Paid in full', 'Expires', 'Dormant']);

/** The same call under each of the views that its last argument names; the one asked for is first. */
const views =
  (first: ViewName, others: Readonly<Partial<Record<ViewName, string>>>): Make =>
  (id, matrices, down) => {
    const [asked] = matrices.get('show')?.cells[0] ?? [];
    const shown = Object.entries(others).find(
      ([, word]) => word === String(asked).trim().toLowerCase(),
    );
    return [
      table(first, answer(id, changed(matrices, 'show', null)), shown ? null : down),
      ...Object.entries(others)
        .filter(([name]) => name !== 'obligors' || told(matrices, 'obligors'))
        .map(([name, word]) =>
          table(
            name as ViewName,
            answer(id, changed(matrices, 'show', word)),
            shown?.[0] === name ? down : null,
          ),
        ),
    ];
  };

const compareViews: Make = (id, matrices, down) => {
  const compared = answer(id, matrices);
  const ours = compared.length > 1 ? answer('DEFICIENCY.PAYOFF', matrices) : [];
  return [table('result', compared, down), table('ours', ours)];
};

const VIEWS: Readonly<Record<string, Make>> = {
  'DEFICIENCY.PAYOFF': payoffViews,
  'DEFICIENCY.INTEREST': (_, matrices) => [table('result', interestTable(matrices))],
  'DEFICIENCY.PERDIEM': (_, matrices) => [table('result', perDiemTable(matrices))],
  'DEFICIENCY.PROCEEDS': views('result', { claims: 'claims', obligors: 'obligors' }),
  'DEFICIENCY.JUDGMENT': judgmentViews,
  'DEFICIENCY.LEDGER': judgmentViews,
  'DEFICIENCY.EXPECTED': views('result', { periods: 'periods' }),
  'DEFICIENCY.COMPARE': compareViews,
};

const errorIn = (row: readonly Cell[]): CellError | undefined => row.find(isCellError);

/** The rows under a table that name what was left out, and a result that is an error. */
const isNoProblem = (row: readonly Cell[]): boolean => errorIn(row) === undefined;

const problemsIn = (cells: readonly (readonly Cell[])[]): string[] =>
  cells.flatMap((row) => errorIn(row)?.message ?? []);
