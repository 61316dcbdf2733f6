/** How an operation is declared: once, for its cell, its line, its form in the pane and its page of help. */
import type { CaseReader } from '../deficiency/case';
import type { FieldKind, Fields, Source, ValueOf, Values } from '../input/fields';
import { problem, refused, type Outcome } from '../input/problem';
import type { RatesRead } from '../input/rateInput';
import { MAX_CENTS } from '../../money/cents';
import type { Percent } from '../../money/interest';

export type NamedValues = Readonly<Record<string, unknown>>;

/**
 * What a parameter takes.
 * - a kind of field: one value
 * - `rows`: a table with these columns, `named`: and any facts and amounts of a loan by their names; `amountOr`: one
 *   amount, or such a table
 * - `state`: a state, by code or name
 * - `rates`: one rate, or a table of rates by date
 * - `terms`: named values of these fields; `facts`: named facts of a case
 */
export type ParameterKind =
  | FieldKind
  | 'state'
  | 'rates'
  | 'facts'
  | { readonly rows: Fields; readonly named?: true }
  | { readonly amountOr: Fields }
  | { readonly terms: Fields };

/** A parameter as people see it while they type. */
export interface ParameterDeclaration {
  readonly name: string;
  readonly description: string;
  readonly optional: boolean;
}

export interface Parameter extends ParameterDeclaration {
  readonly kind: ParameterKind;
  /** A blank cell may arrive as 0, which says nothing here. */
  readonly zeroIsBlank?: true;
  /** Belongs to one loan: not to be told for several at once. */
  readonly ofOne?: true;
  /** Chooses between tables in a cell; a line has them all. */
  readonly cellOnly?: true;
}

type ValueIn<K> = K extends 'rates'
  ? RatesRead
  : K extends 'state'
    ? string
    : K extends 'facts'
      ? NamedValues
      : K extends { readonly rows: Fields }
        ? readonly NamedValues[]
        : K extends { readonly amountOr: Fields }
          ? unknown
          : K extends { readonly terms: infer F extends Fields }
            ? Values<F>
            : K extends FieldKind
              ? ValueOf<K>
              : never;

/** Kinds that always give a value: an empty table, no terms, no rates. */
type NeverBlank = 'rates' | 'facts' | { readonly rows: Fields } | { readonly terms: Fields };

/** The arguments of an operation, read; null where an optional one was left out. */
export type Given<P extends readonly Parameter[]> = {
  readonly [X in P[number] as X['name']]: X['kind'] extends NeverBlank
    ? ValueIn<X['kind']>
    : X['optional'] extends true
      ? ValueIn<X['kind']> | null
      : ValueIn<X['kind']>;
};

type Told<N extends string, K extends ParameterKind, O extends boolean> = {
  readonly name: N;
  readonly kind: K;
  readonly description: string;
  readonly optional: O;
};
type More = Pick<Parameter, 'zeroIsBlank' | 'ofOne' | 'cellOnly'>;

/** An argument that must be given. */
export const required = <const N extends string, const K extends ParameterKind>(
  name: N,
  kind: K,
  description: string,
  more: More = {},
): Told<N, K, false> => ({ name, kind, description, optional: false, ...more });

/** An argument that may be left out. */
export const optional = <const N extends string, const K extends ParameterKind>(
  name: N,
  kind: K,
  description: string,
  more: More = {},
): Told<N, K, true> => ({ name, kind, description, optional: true, ...more });

/** A value of an answer before a door puts it into its form. */
export type Value = string | number | boolean | Percent | null;

/**
 * What a column holds.
 * - `amount`: cents; `exact`: dollars with all their decimals
 * - `date`: a day; `rate`: percent; `part`: a part of a whole, 0.25 a quarter; `count`: a number
 * - `words`: how it came about; `law`: a citation; a record: words for stable names
 */
export type ColumnKind =
  | 'text'
  | 'words'
  | 'law'
  | 'amount'
  | 'exact'
  | 'date'
  | 'rate'
  | 'part'
  | 'count'
  | 'flag'
  | Readonly<Record<string, string>>;

/**
 * Where the pane shows a column.
 * - `name`: what the line is called; `figure`: a column of its own; `note`: below the name (where nothing is said)
 * - `before`: before the name; `group`: a heading above the lines; `aside`: not at all, because another column says it
 */
export type Place = 'name' | 'figure' | 'note' | 'before' | 'group' | 'aside';

export interface Column<Row> {
  /** The key in a line. */
  readonly id: string;
  /** As a cell heads it; null for a column that only lines have. */
  readonly heading: string | null;
  readonly kind: ColumnKind;
  readonly of: (row: Row) => Value;
  readonly at: Place;
  /** The key under which a line keeps it with others. */
  readonly group?: string;
  /** A line says it otherwise. */
  readonly cellOnly?: true;
}

type Placed = Partial<Pick<Column<never>, 'at' | 'group' | 'cellOnly'>>;

/** A column; an amount has a column of its own in the pane unless something else is said. */
export const column = <Row>(
  kind: ColumnKind,
  id: string,
  heading: string | null,
  of: (row: Row) => Value,
  placed: Placed = {},
): Column<Row> => ({
  id,
  heading,
  kind,
  of,
  at: kind === 'amount' || kind === 'exact' ? 'figure' : 'note',
  ...placed,
});

/** One row of a table, a value for each column; `total` sums up others. */
export interface TableRow {
  readonly values: readonly Value[];
  readonly total: boolean;
}

/** A table of an answer. */
export interface Table<Answer> {
  /** The key in a line, and the word that asks for it in a cell. */
  readonly id: string;
  /** What the pane calls it. */
  readonly title: string;
  readonly columns: readonly Omit<Column<never>, 'of'>[];
  readonly rows: (answer: Answer) => readonly TableRow[];
  /** Lines that close the table in cells and pane: sums, which a line has as figures. */
  readonly closing: (answer: Answer) => readonly TableRow[];
  /** Whether a line has it; the pane always does. */
  readonly inLine: (answer: Answer) => boolean;
  /** Stands open in the pane. */
  readonly open: boolean;
}

interface TableTold<Answer, Row> {
  readonly id: string;
  readonly title?: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: (answer: Answer) => readonly Row[];
  readonly isTotal?: (row: Row) => boolean;
  readonly closing?: (answer: Answer) => readonly (readonly Value[] | TableRow)[];
  readonly inLine?: (answer: Answer) => boolean;
  readonly open?: boolean;
}

/** A table by its columns and the rows that it makes of an answer. */
export const table = <Answer, Row>({
  columns,
  rows,
  isTotal,
  closing,
  ...told
}: TableTold<Answer, Row>): Table<Answer> => ({
  title: 'What the function says',
  inLine: () => true,
  open: false,
  ...told,
  columns,
  rows: (answer) =>
    rows(answer).map((row) => ({
      values: columns.map(({ of }) => of(row)),
      total: isTotal?.(row) ?? false,
    })),
  closing: (answer) =>
    (closing?.(answer) ?? []).map((row) => (isRow(row) ? row : { values: row, total: false })),
});

const isRow = (row: readonly Value[] | TableRow): row is TableRow =>
  'values' in row && 'total' in row;

/** A closing line that sums up those above it. */
export const sum = (...values: readonly Value[]): TableRow => ({ values, total: true });

/** What an operation works with besides its arguments. */
export interface Context {
  readonly reader: CaseReader;
  readonly source: Source;
}

/** How many places a call fills: a row a loan under a header, a cell a loan, or the tables of one loan. */
export type Spill = 'rows' | 'cells' | 'one';

/** An operation with its types put away: what every door works with. */
export interface Operation<Answer = unknown> {
  /** As typed in a cell, `DEFICIENCY.PAYOFF`. Names and the order of arguments never change. */
  readonly id: string;
  /** The option of the command line. */
  readonly line: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** A formula to try. */
  readonly example: string;
  readonly spill: Spill;
  /** What one of its subjects is called. */
  readonly of: 'loan' | 'judgment';
  readonly run: (given: never, context: Context) => Outcome<Answer>;
  /** A row for each of several loans; the keys of a line. */
  readonly figures: readonly Column<Answer>[];
  readonly tables: readonly Table<Answer>[];
  /** The table that a cell shows. */
  readonly shown: (answer: Answer) => string;
  /** Names of the calculation as the arguments are called. */
  readonly fields: Readonly<Record<string, string>>;
}

interface Declared<P extends readonly Parameter[], Answer> extends Pick<
  Operation<Answer>,
  'id' | 'line' | 'summary' | 'example' | 'tables'
> {
  readonly parameters: P;
  readonly spill?: Spill;
  readonly of?: 'loan' | 'judgment';
  readonly run: (given: Given<P>, context: Context) => Outcome<Answer>;
  readonly figures?: readonly Column<Answer>[];
  readonly shown?: (answer: Answer) => string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** Declares an operation. An answer in which cents are lost is refused. */
export const operation = <const P extends readonly Parameter[], Answer>(
  declared: Declared<P, Answer>,
): Operation =>
  ({
    spill: 'one',
    of: 'loan',
    figures: [],
    shown: () => declared.tables[0]?.id ?? '',
    fields: {},
    ...declared,
    run: (given: Given<P>, context: Context): Outcome<Answer> => {
      const made = declared.run(given, context);
      const lost = made.ok ? beyondCents(declared, made.value) : undefined;
      if (lost === undefined) return made;
      const message = 'comes to more than can be held to the cent (70 trillion dollars)';
      return refused(problem('not_an_amount', lost, message));
    },
  }) as unknown as Operation;

/** The figure that is too large for whole cents; of an answer without figures the table that holds it. */
function beyondCents<P extends readonly Parameter[], Answer>(
  { figures = [], tables }: Declared<P, Answer>,
  answer: Answer,
): string | undefined {
  const isLost = (value: Value | undefined, { kind }: Pick<Column<never>, 'kind'>) =>
    kind === 'amount' && typeof value === 'number' && Math.abs(value) > MAX_CENTS;
  if (figures.length > 0) return figures.find((one) => isLost(one.of(answer), one))?.id;
  return tables.find(({ columns, rows }) =>
    rows(answer).some(({ values }) => columns.some((one, n) => isLost(values[n], one))),
  )?.id;
}
