/** Cases by column, as databases hold them: columns in, columns out, an error in its own row and the rest untouched. */
import { assess } from '../deficiency/assess';
import type { Case, CaseReader } from '../deficiency/case';
import { refusalOfOpen } from '../deficiency/missing';
import { outcome, type Status } from '../deficiency/outcome';
import { unusedIn, type Unused } from '../deficiency/unused';
import { recordsOfOneShape } from '../input/oneShape';
import { recordOfText } from '../input/texts';
import { dollars } from '../../money/cents';
import { shortened, type Result } from '../../money/result';

/** The column whose cells are texts of named values, `method=judicial; loan_purpose=refinance`. */
export const FACTS_COLUMN = 'facts';

/** What a function of a database takes, in order: the names of a line. */
export const ARGUMENTS = [
  'balance',
  'sale_price',
  'costs',
  'state',
  'fair_value',
  FACTS_COLUMN,
] as const;

/** Whether an argument is an amount; the others are texts. */
export const isAmountArgument = (name: (typeof ARGUMENTS)[number]): boolean =>
  name !== 'state' && name !== FACTS_COLUMN;

/** Columns of one length by the names of a line, in dollars and as typed; null is a blank. */
export type CaseColumns = ReadonlyMap<string, ArrayLike<unknown>>;

/** The answers of rows, each column as long as those that were given. */
export interface AnswerColumns {
  /** In dollars; not a number where the row has an error. */
  readonly deficiency: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly status: readonly (Status | null)[];
  /** What was wrong with a row, with the name of the field; null where it was answered. */
  readonly error: readonly (string | null)[];
  /** Names of what was given and has no say, with semicolons; empty where all has, or where only amounts were asked for. */
  readonly unused: readonly string[];
}

/** Reads rows of columns, the same texts of facts once. */
export class ColumnReader {
  private readonly told = new Map<string, Result<Readonly<Record<string, unknown>>>>();
  private readonly Row = recordsOfOneShape();

  constructor(private readonly cases: CaseReader) {}

  /** The case of a row, or what is wrong with it. */
  read(columns: CaseColumns, row: number): Case | string {
    const record = new this.Row();
    for (const [name, cells] of columns) {
      const cell = cells[row];
      if (cell === null || cell === undefined) continue;
      if (name !== FACTS_COLUMN) {
        record[name] = cell;
        continue;
      }
      const told = this.factsIn(String(cell));
      if (!told.ok) return `${FACTS_COLUMN}: ${told.message}`;
      for (const fact in told.value) {
        if (columns.has(fact))
          return `${FACTS_COLUMN}: ${shortened(fact, 60)} has a column of its own; give it once`;
        record[fact] = told.value[fact];
      }
    }
    const read = this.cases.read(record);
    if (!read.ok) return `${read.error.field}: ${read.error.message}`;
    const refusal = refusalOfOpen(read.value);
    return refusal ? `${refusal.field}: ${refusal.message}` : read.value;
  }

  private factsIn(text: string): Result<Readonly<Record<string, unknown>>> {
    let read = this.told.get(text);
    if (!read) {
      if (this.told.size >= MOST_REMEMBERED) this.told.clear();
      this.told.set(text, (read = recordOfText(text)));
    }
    return read;
  }
}

/** At most so many texts of facts are remembered, so that memory stays constant. */
const MOST_REMEMBERED = 5000;

/** Answers the first `rows` rows. */
export function answerColumns(
  reader: ColumnReader,
  columns: CaseColumns,
  rows: number,
  asked: 'all' | 'amounts' = 'all',
): AnswerColumns {
  const amounts = () => new Float64Array(rows).fill(NaN);
  const answer = { deficiency: amounts(), low: amounts(), high: amounts() };
  const status: (Status | null)[] = [];
  const error: (string | null)[] = [];
  const unused: string[] = [];
  for (let row = 0; row < rows; row++) {
    const found = withCase(reader, columns, row, (item) => ({
      ...outcome(item),
      unused: asked === 'all' ? namesOf(unusedIn(item)) : '',
    }));
    const isAnswer = typeof found !== 'string';
    if (isAnswer) {
      answer.deficiency[row] = dollars(found.deficiency);
      answer.low[row] = dollars(found.low);
      answer.high[row] = dollars(found.high);
    }
    status.push(isAnswer ? found.status : null);
    error.push(isAnswer ? null : found);
    unused.push(isAnswer ? found.unused : '');
  }
  return { ...answer, status, error, unused };
}

/** What is made of the case of a row, or what is wrong with it; a mistake of ours costs no other row its answer. */
function withCase<T>(
  reader: ColumnReader,
  columns: CaseColumns,
  row: number,
  made: (item: Case) => T,
): T | string {
  try {
    const item = reader.read(columns, row);
    return typeof item === 'string' ? item : made(item);
  } catch (bug) {
    return `program: this row could not be answered; please report it: ${String(bug)}`;
  }
}

const namesOf = (unused: readonly Unused[]): string => unused.map(({ name }) => name).join('; ');

/** The rules behind the answers of the first `rows` rows; null where a row has an error. */
export const rulesOfColumns = (
  reader: ColumnReader,
  columns: CaseColumns,
  rows: number,
): (readonly string[] | null)[] =>
  Array.from({ length: rows }, (_, row) => {
    const rules = withCase(reader, columns, row, (item) =>
      assess(item).reasons.map(({ rule }) => rule),
    );
    return typeof rules === 'string' ? null : rules;
  });
