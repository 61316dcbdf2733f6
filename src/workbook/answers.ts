/** Writes answers about one case into its row: into argument cells, the facts beside it, or the formula itself. */
import { INPUT_AMOUNTS } from '../calculation/deficiency/case';
import { factNamed } from '../law/book';
import { plainName } from '../calculation/input/fields';
import { fail, ok, type Result } from '../money/result';
import { isBlank } from '../money/cents';
import { columnLetters, placeText } from '../formulas/address';
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
  /** Where the formula stands once it is written. */
  readonly anchor: CellPlace;
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
  /** Columns that the table of facts is to get, by the fact. */
  readonly added: Map<string, AddedColumn>;
}

/** A column that the table of facts is to get before its last one, with the answers by the row of their cell. */
interface AddedColumn {
  readonly before: CellPlace;
  readonly entries: Map<number, Entry>;
}

const draftFor = (host: WorkbookHost, explained: Explained): Draft => ({
  explained,
  host,
  cells: new Map(),
  args: new Map(),
  factsText: undefined,
  added: new Map(),
});

/** Says where answers would be written, or why the row has no place for one of them. Writes nothing. */
export async function planAnswers(
  host: WorkbookHost,
  explained: Explained,
  answers: Readonly<Record<string, Answer>>,
): Promise<Result<AnswerPlan>> {
  const draft = draftFor(host, explained);
  for (const [name, value] of Object.entries(answers)) {
    const told = tell(draft, name, value);
    if (!told.ok) return told;
  }
  return finish(draft);
}

/** Says where one answer for many rows of a call would be written. Writes nothing. */
export async function planShared(
  host: WorkbookHost,
  explained: Explained,
  rows: readonly number[],
  name: string,
  value: Answer,
): Promise<Result<AnswerPlan>> {
  const whole = draftFor(host, explained);
  for (const row of rows) {
    const told = tell({ ...whole, explained: { ...explained, row } }, name, value);
    if (!told.ok) return told;
  }
  return finish(whole);
}

function tell(draft: Draft, name: string, value: Answer): Result<void> {
  const argument = draft.explained.sources.find(
    (source) => (FIELD_OF[source.name] ?? source.name) === name,
  );
  return argument ? toArgument(draft, argument, value) : toFacts(draft, name, value);
}

/** Writes answers into the row, to be taken back as one. */
export async function writeAnswers(
  host: WorkbookHost,
  explained: Explained,
  answers: Readonly<Record<string, Answer>>,
): Promise<Result<Undoable>> {
  const plan = await planAnswers(host, explained, answers);
  return plan.ok ? carryAnswers(host, explained, plan.value) : plan;
}

/** Carries a plan out; the loan that was in hand stays in hand where a new column moved its cell. */
export async function carryAnswers(
  host: WorkbookHost,
  { row }: Explained,
  { changes, anchor }: AnswerPlan,
): Promise<Result<Undoable>> {
  const done = await host.write(changes);
  if (done.ok && changes.some(({ kind }) => kind === 'column'))
    await host.select({ ...anchor, row: anchor.row + row });
  return done;
}

async function finish(draft: Draft): Promise<Result<AnswerPlan>> {
  const { explained, host, cells, args } = draft;
  const added = [...draft.added].map(([name, column]) => ({ name, ...column }));
  if (added.length > 0 && args.size > 0)
    return fail('Write the answer that needs a new column by itself.');
  const changes: Change[] = added.map(({ before: { sheet, column: before } }) => ({
    kind: 'column',
    sheet,
    before,
  }));
  changes.push(...added.flatMap(newColumn));
  changes.push(
    ...[...cells.values()].map(({ at, entry }): Change => ({
      kind: 'cells',
      at: moved(at, added),
      cells: [[entry]],
    })),
  );
  const places = [
    ...added.map(
      ({ name, before: { sheet, column } }, n) =>
        `the new column ${columnLetters(column + n)} of ${sheet}: ${heading(name)}`,
    ),
    ...[...cells.values()].map(({ at }) => placeText(moved(at, added))),
  ];
  if (args.size > 0) {
    const texts = explained.sources.map(({ name, text }) => args.get(name) ?? text);
    const formula = replaceArguments(explained.formula, explained.call, texts);
    changes.push({ kind: 'formula', at: explained.anchor, formula });
    places.push(placeText(explained.anchor));
  }
  const one = { rows: 1, columns: 1 };
  const blocks = [...cells.values()].map(({ at }) => ({ ...at, ...one }));
  for (const condition of await host.inspect(blocks)) {
    const where = placeText(condition.block);
    if (condition.protected) return fail(`${where} is on a protected sheet.`);
    if (condition.formula !== null) return fail(`${where} holds a formula; change it there.`);
  }
  for (const condition of await host.inspect(added.map(({ before }) => ({ ...before, ...one }))))
    if (condition.protected) return fail(`${condition.block.sheet} is protected.`);
  return ok({ changes, places, anchor: moved(explained.anchor, added) });
}

/** Where a cell stands once the columns were put in. */
const moved = (at: CellPlace, added: readonly AddedColumn[]): CellPlace => ({
  ...at,
  column:
    at.column +
    added.filter(({ before }) => before.sheet === at.sheet && before.column <= at.column).length,
});

/** The heading of a new column, as people read it; it is read as the fact's name. */
const heading = (name: string): string => {
  const words = name.replace(/_/g, ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** What is written into the `n`th new column: its heading and the answers, from top to bottom. */
function newColumn(
  { name, before, entries }: AddedColumn & { readonly name: string },
  n: number,
): Change[] {
  const column = before.column + n;
  const last = Math.max(...entries.keys());
  const cells = Array.from({ length: last - before.row + 1 }, (_, down): Entry[] => [
    down === 0 ? heading(name) : (entries.get(before.row + down) ?? null),
  ]);
  return [{ kind: 'cells', at: { ...before, column }, cells }];
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
  const one = source.values.length === 2;
  if (one && !alone(draft.explained)) return fail(SHARED);
  const row = block.row + 1 + (one ? 0 : draft.explained.row);
  if (row >= block.row + block.rows) return fail('The table of facts ends before this row.');
  if (column < 0) return toNewColumn(draft, block, name, row, written(value));
  return put(draft, { sheet: block.sheet, row, column: block.column + column }, written(value));
}

/** A column inside the table is read by whatever reads the whole table; one beside it would not be. */
function toNewColumn(
  { added }: Draft,
  { sheet, row: top, column, columns }: NonNullable<ArgumentSource['block']>,
  name: string,
  row: number,
  entry: Entry,
): Result<void> {
  if (columns < 2)
    return fail(
      `The table of facts has no column ${name}: add one, or set it for the whole workbook.`,
    );
  const before = { sheet, row: top, column: column + columns - 1 };
  const there = added.get(name) ?? { before, entries: new Map<number, Entry>() };
  added.set(name, there);
  there.entries.set(row, entry);
  return ok(undefined);
}
