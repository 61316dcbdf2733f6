/** Our functions in DuckDB: they take columns by vector, and answer as a line does. */
import {
  answerColumns,
  ARGUMENTS,
  ColumnReader,
  isAmountArgument,
  rulesOfColumns,
  type AnswerColumns,
  type CaseColumns,
} from '../../calculation/batch/columns';
import type { CaseReader } from '../../calculation/deficiency/case';
import type { Chunk, Connection, DuckDb, Type, Vector } from './engine';

/** Arguments behind these may be left out. */
const FEWEST = 4;

/** Money in the answers of SQL: exact to the cent, also when it is added up. */
const MONEY = 'DECIMAL(18, 2)';

/** What was answered, so that nobody overlooks rows without a figure. */
export interface Tally {
  /** Answers that are an error in place of a figure. */
  refused: number;
  /** The first of those errors. */
  first: string | null;
}

/** Registers `deficiency`, `deficiency_assess` and `deficiency_rules`. */
export async function registerFunctions(
  duckDb: DuckDb,
  connection: Connection,
  cases: CaseReader,
): Promise<Tally> {
  const { DOUBLE, VARCHAR, LIST, listValue, structValue } = duckDb;
  const reader = new ColumnReader(cases);
  const tally: Tally = { refused: 0, first: null };
  const register = (name: string, returnType: Type, answer: Answering): void =>
    registerScalar(
      duckDb,
      connection,
      name,
      ARGUMENTS.map((argument) => ({ name: argument, isAmount: isAmountArgument(argument) })),
      returnType,
      answer,
    );
  register('recourse_deficiency', DOUBLE, (columns, rows) => {
    const { deficiency, error } = answerColumns(reader, columns, rows, 'amounts');
    return (row) => {
      const wrong = error[row] ?? null;
      if (wrong === null) return deficiency[row];
      count(tally, wrong);
      return null;
    };
  });
  register('recourse_assess', answerType(duckDb), (columns, rows) => {
    const answers = answerColumns(reader, columns, rows);
    return (row) => structValue(answerAt(answers, row));
  });
  register('recourse_rules', LIST(VARCHAR), (columns, rows) => {
    const found = rulesOfColumns(reader, columns, rows);
    return (row) => (found[row] ? listValue(found[row]) : null);
  });
  await connection.run(macroOf('deficiency', 'recourse_deficiency', MONEY));
  await connection.run(
    macroOf(
      'deficiency_assess',
      'recourse_assess',
      `STRUCT(deficiency ${MONEY}, low ${MONEY}, high ${MONEY}, status VARCHAR, error VARCHAR, unused VARCHAR)`,
    ),
  );
  await connection.run(macroOf('deficiency_rules', 'recourse_rules', 'VARCHAR[]'));
  return tally;
}

/** A column that a function takes; `held` is its name where it is kept. */
export interface Column {
  readonly name: string;
  readonly held: string;
  readonly isAmount: boolean;
}

/** Registers `recourse_row`, which takes the columns of a file. */
export function registerRows(
  duckDb: DuckDb,
  connection: Connection,
  cases: CaseReader,
  columns: readonly Column[],
  tally: Tally,
): void {
  const reader = new ColumnReader(cases);
  registerScalar(duckDb, connection, 'recourse_row', columns, answerType(duckDb), (given, rows) => {
    const answers = answerColumns(reader, given, rows);
    for (const wrong of answers.error) if (wrong !== null) count(tally, wrong);
    return (row) => duckDb.structValue(answerAt(answers, row));
  });
}

/** Answers rows of columns: what it gives says the value of each. */
type Answering = (columns: CaseColumns, rows: number) => (row: number) => unknown;

function registerScalar(
  { DuckDBScalarFunction, DOUBLE, VARCHAR }: DuckDb,
  connection: Connection,
  name: string,
  columns: readonly Pick<Column, 'name' | 'isAmount'>[],
  returnType: Type,
  answer: Answering,
): void {
  const names = columns.map((column) => column.name);
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name,
      returnType,
      parameterTypes: columns.map(({ isAmount }) => (isAmount ? DOUBLE : VARCHAR)),
      specialHandling: true,
      mainFunction: (_, input, output) =>
        fill(output, input.rowCount, answer(columnsOf(names, input), input.rowCount)),
    }),
  );
}

const answerType = ({ DOUBLE, VARCHAR, STRUCT }: DuckDb): Type =>
  STRUCT({
    deficiency: DOUBLE,
    low: DOUBLE,
    high: DOUBLE,
    status: VARCHAR,
    error: VARCHAR,
    unused: VARCHAR,
  });

function count(tally: Tally, wrong: string): void {
  tally.refused += 1;
  tally.first ??= wrong;
}

function columnsOf(names: readonly string[], input: Chunk): CaseColumns {
  const columns = new Map<string, unknown[]>();
  names.forEach((name, at) => {
    const vector = input.getColumnVector(at);
    const cells: unknown[] = [];
    for (let row = 0; row < input.rowCount; row++) cells.push(vector.getItem(row));
    columns.set(name, cells);
  });
  return columns;
}

function fill(output: Vector, rows: number, valueAt: (row: number) => unknown): void {
  for (let row = 0; row < rows; row++) output.setItem(row, valueAt(row));
  output.flush();
}

const answerAt = (answers: AnswerColumns, row: number) => {
  const error = answers.error[row] ?? null;
  const amount = (column: Float64Array) => (error === null ? column[row] : null);
  return {
    deficiency: amount(answers.deficiency),
    low: amount(answers.low),
    high: amount(answers.high),
    status: answers.status[row] ?? null,
    error,
    unused: answers.unused[row] || null,
  };
};

/** A macro takes what stands in tables, decimals and texts alike, and leaves the last arguments out where asked. */
function macroOf(name: string, called: string, type: string): string {
  const forms = ARGUMENTS.slice(FEWEST - 1).map((_, more) => {
    const given: readonly string[] = ARGUMENTS.slice(0, FEWEST + more);
    const passed = ARGUMENTS.map((argument) =>
      given.includes(argument)
        ? `CAST(${argument} AS ${isAmountArgument(argument) ? 'DOUBLE' : 'VARCHAR'})`
        : 'NULL',
    );
    return `(${given.join(', ')}) AS CAST(${called}(${passed.join(', ')}) AS ${type})`;
  });
  return `CREATE TEMPORARY MACRO ${name} ${forms.join(', ')}`;
}
