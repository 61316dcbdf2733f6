/** Writes answers about one case into its row: into argument cells, the facts beside it, or the formula itself. */
import { INPUT_AMOUNTS } from '../calculation/deficiency/case';
import { factNamed } from '../law/book';
import { plainName } from '../calculation/input/fields';
import { fail, ok, type Result } from '../money/result';
import { isBlank } from '../money/cents';
import { placeText } from '../formulas/address';
import { FIELD_OF } from '../functions/rowRecord';
import { cellBehind, type ArgumentSource, type Explained } from './explain';
import { constantText, quoteText, replaceArguments } from '../formulas/formulaText';
import type { CellPlace } from '../formulas/place';
import type { Change, Entry, Undoable, WorkbookHost } from './host';

/** An answer as it is kept: a yes or no, the name of a choice, a number, an amount or a date as text. */
export type Answer = string | number | boolean;

/** What will be written where. */
export interface AnswerPlan {
  readonly changes: readonly Change[];
  /** Where each answer goes, for people: `Sheet1!E5`. */
  readonly places: readonly string[];
}

/** What the steps of a plan work on. */
interface Draft {
  readonly explained: Explained;
  readonly host: WorkbookHost;
  readonly cells: Map<string, { readonly at: CellPlace; readonly entry: Entry }>;
  /** Arguments of the call with another text than before, by parameter name. */
  readonly args: Map<string, string>;
  /** Text of facts as it stands after the answers so far. */
  factsText: string | undefined;
}

/** Says where answers would be written, or why the row has no place for one of them. Writes nothing. */
export async function planAnswers(
  host: WorkbookHost,
  explained: Explained,
  answers: Readonly<Record<string, Answer>>,
): Promise<Result<AnswerPlan>> {
  const draft: Draft = { explained, host, cells: new Map(), args: new Map(), factsText: undefined };
  for (const [name, value] of Object.entries(answers)) {
    const argument = explained.sources.find(
      (source) => (FIELD_OF[source.name] ?? source.name) === name,
    );
    const told = argument ? toArgument(draft, argument, value) : toFacts(draft, name, value);
    if (!told.ok) return told;
  }
  return finish(draft);
}

/** Writes answers into the row, to be taken back as one. */
export async function writeAnswers(
  host: WorkbookHost,
  explained: Explained,
  answers: Readonly<Record<string, Answer>>,
): Promise<Result<Undoable>> {
  const plan = await planAnswers(host, explained, answers);
  return plan.ok ? host.write(plan.value.changes) : plan;
}

async function finish(draft: Draft): Promise<Result<AnswerPlan>> {
  const { explained, host, cells, args } = draft;
  const changes: Change[] = [...cells.values()].map(({ at, entry }) => ({
    kind: 'cells',
    at,
    cells: [[entry]],
  }));
  const places = [...cells.values()].map(({ at }) => placeText(at));
  if (args.size > 0) {
    const texts = explained.sources.map(({ name, text }) => args.get(name) ?? text);
    const formula = replaceArguments(explained.formula, explained.call, texts);
    changes.push({ kind: 'formula', at: explained.anchor, formula });
    places.push(placeText(explained.anchor));
  }
  const blocks = [...cells.values()].map(({ at }) => ({ ...at, rows: 1, columns: 1 }));
  for (const condition of await host.inspect(blocks)) {
    const where = placeText(condition.block);
    if (condition.protected) return fail(`${where} is on a protected sheet.`);
    if (condition.formula !== null) return fail(`${where} holds a formula; change it there.`);
  }
  return ok({ changes, places });
}

const alone = ({ rows, columns }: Explained): boolean => rows * columns === 1;

const SHARED =
  'The formula answers several rows, and this value is shared by all of them: give it a column of its own, or set it for the whole workbook.';

function put(draft: Draft, at: CellPlace, entry: Entry): Result<void> {
  draft.cells.set(placeText(at), { at, entry });
  return ok(undefined);
}

function toArgument(draft: Draft, source: ArgumentSource, value: Answer): Result<void> {
  const { explained } = draft;
  const cell = cellBehind(explained, source.name);
  const own = source.values.length * (source.values[0]?.length ?? 0) > 1 || alone(explained);
  if (!own) return fail(SHARED);
  if (cell) return put(draft, cell, value);
  if (!alone(explained)) return fail(SHARED);
  if (source.text !== '' && !source.literal)
    return fail(`${source.name} is worked out by the formula; change it there.`);
  draft.args.set(source.name, constantText(value));
  return ok(undefined);
}

type FactsForm = 'none' | 'text' | 'list' | 'table';

/** The form of the facts, as the functions recognise it. */
function formOf({ values }: ArgumentSource): FactsForm {
  const columns = values[0]?.length ?? 0;
  const header = values[0] ?? [];
  const blank = values.every((row) => row.every(isBlank));
  if (columns === 1 || values.length === 1) {
    if (blank) return columns * values.length === 1 ? 'none' : 'text';
    if (values.flat().every((cell) => isBlank(cell) || typeof cell === 'string')) return 'text';
  }
  if (columns === 2 && values.every(([name]) => isBlank(name) || isInputName(name))) return 'list';
  return values.length > 1 && header.some(isInputName) ? 'table' : 'list';
}

const isInputName = (cell: unknown): boolean => {
  const name = plainName(cell);
  return factNamed(name) !== undefined || INPUT_AMOUNTS.includes(name) || OTHER_NAMES.has(name);
};

const OTHER_NAMES = new Set(['balance', 'state', 'profile', 'when_unknown', 'accrued_interest']);

function toFacts(draft: Draft, name: string, value: Answer): Result<void> {
  const source = draft.explained.sources.find((candidate) => candidate.name === 'facts');
  if (!source) return fail(`${draft.explained.id} takes no facts: set it for the whole workbook.`);
  const form = formOf(source);
  if (form === 'none' || form === 'text') return toText(draft, source, name, value);
  if (!source.block) return fail('The facts are worked out by the formula; change them there.');
  return form === 'list' ? toList(draft, source, name, value) : toTable(draft, source, name, value);
}

function toText(draft: Draft, source: ArgumentSource, name: string, value: Answer): Result<void> {
  const { explained } = draft;
  const cell = cellBehind(explained, 'facts');
  const single = source.values.length * (source.values[0]?.length ?? 0) === 1;
  if (!alone(explained) && (single || !cell)) return fail(SHARED);
  if (!cell && source.text !== '' && !source.literal)
    return fail('The facts are worked out by the formula; change them there.');
  const row = source.values.length === 1 ? 0 : explained.row;
  const column = source.values[0]?.length === 1 ? 0 : explained.column;
  const before = draft.factsText ?? textAt(source, row, column);
  draft.factsText = withFact(before, name, value);
  if (cell) return put(draft, cell, draft.factsText);
  draft.args.set('facts', quoteText(draft.factsText));
  return ok(undefined);
}

function textAt({ values }: ArgumentSource, row: number, column: number): string {
  const cell = values[row]?.[column];
  return typeof cell === 'string' ? cell : '';
}

/** A value as people write it in a text or a cell. */
const written = (value: Answer): string | number =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;

/** The text of facts with one of them set: `method=judicial; owner_occupied=yes`. */
export function withFact(text: string, name: string, value: Answer): string {
  const parts = text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const others = parts.filter((part) => plainName(part.split(/[=:]/)[0]) !== name);
  const at = parts.findIndex((part) => plainName(part.split(/[=:]/)[0]) === name);
  const fact = `${name}=${written(value)}`;
  others.splice(at < 0 ? others.length : at, 0, fact);
  return others.join('; ');
}

function toList(draft: Draft, source: ArgumentSource, name: string, value: Answer): Result<void> {
  if (!alone(draft.explained)) return fail(SHARED);
  const block = source.block as NonNullable<ArgumentSource['block']>;
  const at = (row: number, column: number): CellPlace => ({
    sheet: block.sheet,
    row: block.row + row,
    column: block.column + column,
  });
  const named = source.values.findIndex((cells) => plainName(cells[0]) === name);
  if (named >= 0) return put(draft, at(named, 1), written(value));
  const free = source.values.findIndex(
    (cells, row) => cells.every(isBlank) && !draft.cells.has(placeText(at(row, 0))),
  );
  if (free < 0) return fail('The list of facts has no empty row: make it longer first.');
  put(draft, at(free, 0), name);
  return put(draft, at(free, 1), written(value));
}

function toTable(draft: Draft, source: ArgumentSource, name: string, value: Answer): Result<void> {
  const block = source.block as NonNullable<ArgumentSource['block']>;
  const column = (source.values[0] ?? []).findIndex((cell) => plainName(cell) === name);
  if (column < 0)
    return fail(
      `The table of facts has no column ${name}: add one, or set it for the whole workbook.`,
    );
  const one = source.values.length === 2;
  if (one && !alone(draft.explained)) return fail(SHARED);
  const row = block.row + 1 + (one ? 0 : draft.explained.row);
  if (row >= block.row + block.rows) return fail('The table of facts ends before this row.');
  return put(draft, { sheet: block.sheet, row, column: block.column + column }, written(value));
}
