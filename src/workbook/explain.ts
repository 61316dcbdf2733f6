/** From a selected cell to the case behind it: which call, which row of its spill, and where each value stands. */
import type { Case, CaseReader } from '../calculation/deficiency/case';
import { problem, type Problem } from '../calculation/input/problem';
import { answerFunction } from '../functions/call';
import { matrixOf, type Matrix } from '../functions/cells';
import type { Answered } from '../functions/operationCells';
import { declarationOf } from '../functions/declarations';
import { operationNamed } from '../calculation/operations';
import { caseFunction } from '../functions/caseDeclarations';
import { readFactsArgument } from '../functions/factsArgument';
import { currentReader } from '../functions/session';
import { placeText } from '../formulas/address';
import { FIELD_OF, recordAt, type RowRecord } from '../functions/rowRecord';
import { evaluate, type Evaluated } from '../formulas/expression';
import { findCalls, kindOf, type FunctionCall } from '../formulas/formulaText';
import type { Block, CellPlace } from '../formulas/place';
import type { Selection, WorkbookHost } from './host';

/** An argument of the call, worked out. */
export interface ArgumentSource {
  /** As declared: `proceeds`. */
  readonly name: string;
  /** As written in the formula; empty where it was left out. */
  readonly text: string;
  readonly values: Evaluated['values'];
  /** Where its cells are, when it is a plain reference. */
  readonly block: Block | null;
  /** The value or the text itself stands in the formula. */
  readonly literal: boolean;
}

/** A cell with a case behind it. */
export interface Explained {
  readonly kind: 'case';
  readonly id: string;
  /** `Sheet1!C16`, the selected cell. */
  readonly title: string;
  readonly formula: string;
  readonly anchor: CellPlace;
  readonly call: FunctionCall;
  readonly sources: readonly ArgumentSource[];
  /** The values by input name, as the calculation reads them. */
  readonly record: Readonly<Record<string, unknown>>;
  readonly case: Case;
  /** How many cases the call answers, and which of them this is, counted from 0. */
  readonly rows: number;
  readonly columns: number;
  readonly row: number;
  readonly column: number;
  /** The formula does more than the call, so the row is taken from the place in its result. */
  readonly within: boolean;
}

/** A cell of a function over time: its arguments, for the function's own code to read. */
export interface ExplainedOverTime {
  readonly kind: 'over time';
  readonly id: string;
  readonly title: string;
  readonly formula: string;
  readonly sources: readonly ArgumentSource[];
  /** The arguments as the function receives them. */
  readonly matrices: ReadonlyMap<string, Matrix>;
  /** The place of the cell in the function's result; null where the formula does more than the call. */
  readonly place: { readonly down: number; readonly right: number } | null;
}

/** What can be said about a selected cell. */
export type Explanation =
  | Explained
  | ExplainedOverTime
  /** None of our functions is behind the cell. */
  | { readonly kind: 'none' }
  /** One of our functions, but no case: a table of facts, an empty row. */
  | { readonly kind: 'no case'; readonly id: string; readonly message: string }
  /** Something in the row cannot be worked out or read; says what, and in which argument. */
  | {
      readonly kind: 'problem';
      readonly id: string;
      readonly field: string;
      readonly message: string;
      /** The cell that gave it, where a single one did. */
      readonly wrong?: CellPlace | null;
    };

/** Whether a function answers each row of its arguments in a row of its own. */
export const answersEachRow = (id: string): boolean => caseFunction(id)?.answer.kind === 'each';

const hasCase = (id: string): boolean =>
  !['state', undefined].includes(caseFunction(id)?.answer.kind);

/** Explains the selected cell under the settings in force. */
export async function explain(
  host: WorkbookHost,
  selection: Selection,
  reader: CaseReader = currentReader(),
): Promise<Explanation> {
  const { formula } = selection;
  if (formula === null) return { kind: 'none' };
  const calls = findCalls(formula);
  const call = calls.find(({ id }) => hasCase(id));
  const dated = calls.find(({ id }) => operationNamed(id) !== undefined);
  if (dated && !(call && call.start < dated.start)) {
    const found = await overTime(host, selection, formula, dated);
    // A case may stand in an argument, such as the amount of a judgment.
    if (!call || found.kind === 'over time') return found;
  }
  if (!call) {
    const [other] = calls;
    if (!other) return { kind: 'none' };
    return { kind: 'no case', id: other.id, message: `${other.id} is not about a single loan.` };
  }
  const sources = await sourcesOf(host, call, selection.anchor);
  if (!Array.isArray(sources)) return sources;
  return caseAt(selection, formula, call, sources, reader);
}

async function overTime(
  host: WorkbookHost,
  selection: Selection,
  formula: string,
  call: FunctionCall,
): Promise<Explanation> {
  const sources = await sourcesOf(host, call, selection.anchor);
  if (!Array.isArray(sources)) return sources;
  const { down, right } = selection;
  return {
    kind: 'over time',
    id: call.id,
    title: placeText(selection),
    formula,
    sources,
    matrices: matricesOf(sources),
    place: doesMore(formula, call) ? null : { down, right },
  };
}

/** What a formula that is one call of ours would answer in a cell; null where it is something else, or cannot be read. */
export async function answerAt(
  host: WorkbookHost,
  formula: string,
  at: CellPlace,
): Promise<Answered | null> {
  const [call] = findCalls(formula);
  if (!call || doesMore(formula, call)) return null;
  const sources = await sourcesOf(host, call, at);
  return Array.isArray(sources)
    ? answerFunction(
        call.id,
        sources.map(({ values }) => values),
      )
    : null;
}

const matricesOf = (sources: readonly ArgumentSource[]): ReadonlyMap<string, Matrix> =>
  new Map(sources.map(({ name, values }) => [name, matrixOf(values)]));

const doesMore = (formula: string, call: FunctionCall): boolean =>
  !/^=[\s+@]*$/.test(formula.slice(0, call.start)) || call.end < formula.trimEnd().length;

async function sourcesOf(
  host: WorkbookHost,
  call: FunctionCall,
  anchor: CellPlace,
): Promise<ArgumentSource[] | Explanation> {
  const parameters = declarationOf(call.id)?.parameters ?? [];
  const read = (reference: string) => host.read(reference, anchor);
  const found = await Promise.all(
    parameters.map((_, i) => evaluate(call.args[i]?.text ?? '', read)),
  );
  const sources: ArgumentSource[] = [];
  for (const [i, { name }] of parameters.entries()) {
    const evaluated = found[i] as (typeof found)[number];
    const text = call.args[i]?.text ?? '';
    if (!evaluated.ok)
      return { kind: 'problem', id: call.id, field: name, message: evaluated.message };
    const literal = kindOf(text).kind === 'value';
    sources.push({ name, text, literal, ...evaluated.value });
  }
  return sources;
}

function caseAt(
  selection: Selection,
  formula: string,
  call: FunctionCall,
  sources: readonly ArgumentSource[],
  reader: CaseReader,
): Explanation {
  const { id } = call;
  const matrices = matricesOf(sources);
  const facts = readFactsArgument(matrices.get('facts') ?? matrixOf(null));
  const { rows, columns } = sizeOf(matrices, facts);
  const { row, column } = placeIn(id, selection, rows, columns);
  const record = recordAt(matrices, facts, row, column);
  const wrong = (error: { field: string; message: string }): Explanation => {
    const named = nameArgument(error);
    const cell = cellBehind({ sources, row, column }, named.field);
    return { kind: 'problem', id, ...named, wrong: cell };
  };
  if (!record.ok) return wrong(mistakeOf(record));
  if (record.value === undefined) return { kind: 'no case', id, message: 'This row is empty.' };
  const read = reader.read(record.value);
  if (!read.ok) return wrong(read.error);
  return {
    kind: 'case',
    id,
    title: placeText(selection),
    formula,
    anchor: selection.anchor,
    call,
    sources,
    record: record.value,
    case: read.value,
    rows,
    columns,
    row,
    column,
    within: doesMore(formula, call),
  };
}

/** What the call reads for each of its rows; undefined where a row is blank or cannot be read. */
export function recordsOf({
  sources,
  rows,
  column,
}: Explained): readonly (Readonly<Record<string, unknown>> | undefined)[] {
  const matrices = matricesOf(sources);
  const facts = readFactsArgument(matrices.get('facts') ?? matrixOf(null));
  return Array.from({ length: rows }, (_, row) => {
    const read = recordAt(matrices, facts, row, column);
    return read.ok ? read.value : undefined;
  });
}

function sizeOf(
  matrices: ReadonlyMap<string, Matrix>,
  facts: { rows: number; columns: number },
): { rows: number; columns: number } {
  const others = [...matrices].filter(([name]) => name !== 'facts').map(([, matrix]) => matrix);
  return {
    rows: Math.max(facts.rows, ...others.map((matrix) => matrix.rows)),
    columns: Math.max(facts.columns, ...others.map((matrix) => matrix.columns)),
  };
}

/** Which case of the call a place in its result shows. */
function placeIn(id: string, selection: Selection, rows: number, columns: number) {
  const answer = caseFunction(id)?.answer;
  if (answer?.kind !== 'each') return { row: 0, column: 0 };
  const across = Math.floor(selection.right / answer.across);
  return { row: Math.min(selection.down, rows - 1), column: Math.min(across, columns - 1) };
}

const ARGUMENT_OF = new Map(Object.entries(FIELD_OF).map(([argument, field]) => [field, argument]));

const nameArgument = ({ field, message }: { field: string; message: string }) => ({
  field: ARGUMENT_OF.get(field) ?? field,
  message,
});

/** The cell that gave an argument its value in the explained row; null where no single cell did. */
export function cellBehind(
  explained: Pick<Explained, 'sources' | 'row' | 'column'>,
  name: string,
): CellPlace | null {
  const block = explained.sources.find((source) => source.name === name)?.block;
  if (!block) return null;
  const down = block.rows === 1 ? 0 : explained.row;
  const right = block.columns === 1 ? 0 : explained.column;
  if (down >= block.rows || right >= block.columns) return null;
  return { sheet: block.sheet, row: block.row + down, column: block.column + right };
}

/** A wrong argument as a mistake with its field, without saying the field twice. */
function mistakeOf({ argument, error }: Extract<RowRecord, { ok: false }>): Problem {
  const prefix = `${argument}: `;
  const { message } = error;
  const said = message.startsWith(prefix) ? message.slice(prefix.length) : message;
  return problem('not_read', argument, said);
}
