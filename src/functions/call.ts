/** Calls a worksheet function: broadcasting, blanks and errors in one place for all of them. */
import type { Case } from '../calculation/deficiency/case';
import { cellErrorOf } from './caseErrors';
import { quoted } from '../money/result';
import {
  isCellError,
  matrixOf,
  notAvailable,
  type Argument,
  type Cell,
  type CellError,
  type Matrix,
} from './cells';
import { caseCall, type CaseAnswer } from './caseAnswers';
import { readFactsArgument, type FactsArgument } from './factsArgument';
import { argumentsOf, beyondReach } from './ranges';
import { currentReader } from './session';
import type { Answered } from './operationCells';
import { provided } from './provided';
import { recordAt } from './rowRecord';

/**
 * Calls a worksheet function with its arguments as Excel passes them. One bad row gives an error in
 * its own place and leaves the others standing.
 */
export const callFunction = (id: string, args: readonly Argument[]): Cell[][] =>
  answerFunction(id, args).cells;

/** The cells of a call, and what the columns of a table hold. */
export function answerFunction(id: string, args: readonly Argument[]): Answered {
  const loadedApart = provided(id);
  const declared = caseCall(id);
  const names = declared?.names ?? loadedApart?.parameters.map(({ name }) => name) ?? [];
  const matrices = argumentsOf(names, args);
  if (loadedApart) return loadedApart.answer(matrices);
  const cells = aboutCases(id, declared?.answer, matrices);
  return { cells, kinds: amountsIn(cells) };
}

/** Every number about a case is an amount. */
export const amountsIn = (cells: readonly (readonly Cell[])[]): 'amount'[] =>
  cells[0]?.map(() => 'amount') ?? [];

function aboutCases(
  id: string,
  answer: CaseAnswer | undefined,
  matrices: ReadonlyMap<string, Matrix>,
): Cell[][] {
  if (answer?.kind === 'each') return eachCase(matrices, answer.of);
  return [[notAvailable(`${quoted(id)} is no function, or is still loading; calculate again`)]];
}

function eachCase(
  matrices: ReadonlyMap<string, Matrix>,
  perCase: (item: Case) => readonly Cell[],
): Cell[][] {
  const facts = factsOf(matrices);
  let rows = facts.rows;
  let columns = facts.columns;
  for (const [name, matrix] of matrices) {
    if (name === 'facts') continue;
    rows = Math.max(rows, matrix.rows);
    columns = Math.max(columns, matrix.columns);
  }
  const beyond = beyondReach(rows, columns);
  if (beyond) return [[beyond]];
  const result: Cell[][] = [];
  for (let r = 0; r < rows; r++) {
    const line: Cell[] = [];
    for (let c = 0; c < columns; c++) {
      const item = caseAt(matrices, facts, r, c);
      if (item === undefined) line.push('');
      else if (isCellError(item)) line.push(item);
      else line.push(...perCase(item));
    }
    result.push(line);
  }
  return evened(result);
}

/** A row with an error is as wide as the others. */
function evened(rows: Cell[][]): Cell[][] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  for (const row of rows) while (row.length < width) row.push(isCellError(row[0]) ? row[0] : '');
  return rows;
}

export const factsOf = (matrices: ReadonlyMap<string, Matrix>): FactsArgument =>
  readFactsArgument(matrices.get('facts') ?? matrixOf(null));

/** The case in one place of the result; undefined where the whole row is blank. */
export function caseAt(
  matrices: ReadonlyMap<string, Matrix>,
  facts: FactsArgument,
  row: number,
  column: number,
): Case | CellError | undefined {
  const record = recordAt(matrices, facts, row, column);
  if (!record.ok) return record.error;
  if (record.value === undefined) return undefined;
  const read = currentReader().read(record.value);
  return read.ok ? read.value : cellErrorOf(read.error);
}
