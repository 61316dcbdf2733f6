/** Our functions in DuckDB: they take columns by vector, and answer as a line does. */
import {
  answerColumns,
  ColumnReader,
  FACTS_COLUMN,
  rulesOfColumns,
  type AnswerColumns,
  type CaseColumns,
} from '../../calculation/batch/columns';
import type { CaseReader } from '../../calculation/deficiency/case';
import type { Chunk, Connection, DuckDb, Type, Vector } from './engine';

/** What a call takes, in order: the names of a line, the last two may be left out. */
const ARGUMENTS = ['balance', 'sale_price', 'costs', 'state', 'fair_value', FACTS_COLUMN] as const;
const TEXTS: ReadonlySet<string> = new Set(['state', FACTS_COLUMN]);
const FEWEST = 4;

/** Money in the answers of SQL: exact to the cent, also when it is added up. */
const MONEY = 'DECIMAL(18, 2)';

/** What was answered, so that nobody overlooks rows without a figure. */
export interface Tally {
  /** Rows of `deficiency` that have an error in place of a figure. */
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
  const { DOUBLE, VARCHAR, LIST, STRUCT, listValue, structValue } = duckDb;
  const reader = new ColumnReader(cases);
  const tally: Tally = { refused: 0, first: null };
  const register = (
    name: string,
    returnType: Type,
    answer: (columns: CaseColumns, rows: number) => (row: number) => unknown,
  ): void =>
    connection.registerScalarFunction(
      duckDb.DuckDBScalarFunction.create({
        name,
        returnType,
        parameterTypes: ARGUMENTS.map((argument) => (TEXTS.has(argument) ? VARCHAR : DOUBLE)),
        specialHandling: true,
        mainFunction: (_, input, output) =>
          fill(output, input.rowCount, answer(columnsOf(input), input.rowCount)),
      }),
    );
  register('recourse_deficiency', DOUBLE, (columns, rows) => {
    const { deficiency, error } = answerColumns(reader, columns, rows);
    return (row) => {
      const wrong = error[row];
      if (wrong === null || wrong === undefined) return deficiency[row];
      tally.refused += 1;
      tally.first ??= wrong;
      return null;
    };
  });
  const amounts = { deficiency: DOUBLE, low: DOUBLE, high: DOUBLE };
  register(
    'recourse_assess',
    STRUCT({ ...amounts, status: VARCHAR, error: VARCHAR }),
    (columns, rows) => {
      const answers = answerColumns(reader, columns, rows);
      return (row) => structValue(answerAt(answers, row));
    },
  );
  register('recourse_rules', LIST(VARCHAR), (columns, rows) => {
    const found = rulesOfColumns(reader, columns, rows);
    return (row) => (found[row] ? listValue(found[row]) : null);
  });
  await connection.run(macroOf('deficiency', 'recourse_deficiency', MONEY));
  await connection.run(
    macroOf(
      'deficiency_assess',
      'recourse_assess',
      `STRUCT(deficiency ${MONEY}, low ${MONEY}, high ${MONEY}, status VARCHAR, error VARCHAR)`,
    ),
  );
  await connection.run(macroOf('deficiency_rules', 'recourse_rules', 'VARCHAR[]'));
  return tally;
}

/** The columns of a chunk, each read where a row asks for it. */
function columnsOf(input: Chunk): CaseColumns {
  const columns = new Map<string, unknown[]>();
  ARGUMENTS.forEach((name, at) => {
    const vector = input.getColumnVector(at);
    columns.set(
      name,
      Array.from({ length: input.rowCount }, (_, row) => vector.getItem(row)),
    );
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
  };
};

/** A macro takes what stands in tables, decimals and texts alike, and leaves the last arguments out where asked. */
function macroOf(name: string, called: string, type: string): string {
  const forms = ARGUMENTS.slice(FEWEST - 1).map((_, more) => {
    const given: readonly string[] = ARGUMENTS.slice(0, FEWEST + more);
    const passed = ARGUMENTS.map((argument) =>
      given.includes(argument)
        ? `CAST(${argument} AS ${TEXTS.has(argument) ? 'VARCHAR' : 'DOUBLE'})`
        : 'NULL',
    );
    return `(${given.join(', ')}) AS CAST(${called}(${passed.join(', ')}) AS ${type})`;
  });
  return `CREATE TEMPORARY MACRO ${name} ${forms.join(', ')}`;
}
