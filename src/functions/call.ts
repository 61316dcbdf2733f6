/** Calls a worksheet function: broadcasting, blanks and errors in one place for all of them. */
import { assess, type Assessment } from '../calculation/deficiency/assess';
import { breakEvenPrice } from '../calculation/deficiency/breakEven';
import type { Case } from '../calculation/deficiency/case';
import { cellErrorOf } from './caseErrors';
import { outcome, plainShortfall } from '../calculation/deficiency/outcome';
import { wouldSettle } from '../law/words';
import { dollars } from '../money/cents';
import { quoted } from '../money/result';
import {
  isCellError,
  matrixOf,
  notAvailable,
  valueError,
  type Argument,
  type Cell,
  type CellError,
  type Matrix,
} from './cells';
import { caseDeclarations } from './caseDeclarations';
import { readFactsArgument, type FactsArgument } from './factsArgument';
import { argumentsOf, beyondReach } from './ranges';
import { rulesTable, statusText, stepsTable } from './tables';
import { currentReader } from './session';
import type { Answered } from './operationCells';
import { provided } from './provided';
import { recordAt } from './rowRecord';

/** A function that gives the same number of cells for every case, and spills down and across. */
type PerCase = (item: Case) => readonly Cell[];

/** A function that lays out one case as a table. */
type Table = (assessment: Assessment) => Cell[][];

const PER_CASE: Readonly<Record<string, PerCase>> = {
  DEFICIENCY: (item) => [amountOf(item)],
  'DEFICIENCY.STATUS': (item) => [statusText(assess(item))],
  'DEFICIENCY.RANGE': (item) => {
    const { low, high } = outcome(item);
    return [dollars(low), dollars(high)];
  },
  'DEFICIENCY.SHORTFALL': (item) => [dollars(Math.max(0, plainShortfall(item)))],
  'DEFICIENCY.SURPLUS': (item) => [dollars(Math.max(0, -plainShortfall(item)))],
  'DEFICIENCY.BREAKEVEN': (item) => {
    const price = breakEvenPrice(item);
    const no = 'no price clears the debt here, because the credit does not depend on the price';
    return [price === null ? notAvailable(no) : dollars(price)];
  },
};

const TABLES: Readonly<Record<string, Table>> = {
  'DEFICIENCY.STEPS': stepsTable,
  'DEFICIENCY.RULES': rulesTable,
};

function amountOf(item: Case): Cell {
  const found = outcome(item);
  if (item.setting.whenUnknown !== 'error' || found.status !== 'open')
    return dollars(found.deficiency);
  return notAvailable(`cannot say; ${wouldSettle(assess(item).missing)}`);
}

/**
 * Calls a worksheet function with its arguments as Excel passes them. One bad row gives an error in
 * its own place and leaves the others standing.
 */
export const callFunction = (id: string, args: readonly Argument[]): Cell[][] =>
  answerFunction(id, args).cells;

/** The cells of a call, and what the columns of a table hold. */
export function answerFunction(id: string, args: readonly Argument[]): Answered {
  const loadedApart = provided(id);
  const parameters = (loadedApart ?? caseDeclarations.find((own) => own.id === id))?.parameters;
  const matrices = argumentsOf(parameters?.map(({ name }) => name) ?? [], args);
  if (loadedApart) return loadedApart.answer(matrices);
  const cells = aboutCases(id, matrices);
  // Every number about a case is an amount.
  return { cells, kinds: cells[0]?.map(() => 'amount' as const) ?? [] };
}

function aboutCases(id: string, matrices: ReadonlyMap<string, Matrix>): Cell[][] {
  const table = TABLES[id];
  if (table) return oneCase(matrices, table);
  const perCase = PER_CASE[id];
  if (perCase) return eachCase(matrices, perCase);
  return [[notAvailable(`${quoted(id)} is no function, or is still loading; calculate again`)]];
}

function oneCase(matrices: ReadonlyMap<string, Matrix>, table: Table): Cell[][] {
  const facts = factsOf(matrices);
  for (const [name, matrix] of matrices)
    if (name !== 'facts' && matrix.rows * matrix.columns > 1)
      return [[valueError(`${name}: takes one loan at a time; give a single cell`)]];
  const item = caseAt(matrices, facts, 0, 0);
  if (item === undefined) return [['']];
  return isCellError(item) ? [[item]] : table(assess(item));
}

function eachCase(matrices: ReadonlyMap<string, Matrix>, perCase: PerCase): Cell[][] {
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

const factsOf = (matrices: ReadonlyMap<string, Matrix>): FactsArgument =>
  readFactsArgument(matrices.get('facts') ?? matrixOf(null));

/** The case in one place of the result; undefined where the whole row is blank. */
function caseAt(
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
