/** The rows of a case as the pane's form has them: which columns it asks, and what is wrong in which row. */
import { EVENT_LABELS } from '../../calculation/case/caseEvents';
import { PERSON_AMOUNTS, SALE_AMOUNTS } from '../../calculation/case/caseInput';
import { DEBT_ITEMS } from '../../calculation/input/debtItems';
import { readingOf } from '../../calculation/input/fieldNames';
import { plainName } from '../../calculation/input/fields';
import type { Problem } from '../../calculation/input/problem';
import { FACTS, factNamed } from '../../law/book';
import { labelOf } from '../../law/words';
import { isBlank } from '../../money/cents';
import { textOf } from '../../money/result';
import { CASE_TABLES, headOf, kindOf, type TableLook } from '../../sheets/case';
import type { Json } from '../../sheets/timeInputs';
import type { Choice } from '../ui/controls';
import { isEmptyRow, type FormColumn, type FormRow, type RowNote } from '../ui/formRows';

export type TableName = TableLook['name'];

/** What was typed. */
export interface Typed {
  readonly tables: Readonly<Record<TableName, readonly FormRow[]>>;
  /** Facts of the whole case. */
  readonly settings: FormRow;
}

export const NOTHING_TYPED: Typed = {
  tables: { debts: [], sales: [], people: [], events: [] },
  settings: {},
};

/** The case as every door reads it; what is blank was not told. */
export const jsonOf = ({ tables, settings }: Typed): Json => ({
  ...told(settings),
  ...Object.fromEntries(CASE_TABLES.map(({ name }) => [name, tables[name].map(told)])),
});

const told = (row: FormRow): Json =>
  Object.fromEntries(
    Object.entries(row)
      .map(([name, text]) => [name, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  );

/** A case that was told elsewhere, as if it had been typed. */
export function typedOf(json: Json): Typed {
  const rowOf = (record: Json): FormRow =>
    Object.fromEntries(
      Object.entries(record)
        .filter(([, value]) => !isBlank(value))
        .map(([name, value]) => [name, typeof value === 'boolean' ? yesNo(value) : textOf(value)]),
    );
  const { debts, sales, people, events, ...settings } = json;
  const rowsOf = (rows: unknown) => ((rows ?? []) as readonly Json[]).map(rowOf);
  return {
    tables: {
      debts: rowsOf(debts),
      sales: rowsOf(sales),
      people: rowsOf(people),
      events: rowsOf(events),
    },
    settings: rowOf(settings),
  };
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

/** The columns of a table: those that it shows, those that were asked for, and what rows tell besides. */
export function columnsOf(
  { name, fields, shown }: TableLook,
  { tables }: Typed,
  asked: readonly string[],
): FormColumn[] {
  const inRows = tables[name].flatMap((row) => Object.keys(row).filter((key) => row[key] !== ''));
  return [...new Set([...shown, ...asked, ...inRows])].flatMap((column) => {
    const names = namesIn(column, name, tables);
    // With one debt there is nothing to choose.
    if (names && names.length < 2 && !inRows.includes(column)) return [];
    return {
      name: column,
      label: fields[column] ? headOf(column) : labelOf(column),
      help: fields[column]?.help,
      ...(names ? { kind: 'text', names } : kindIn(column, name, fields)),
    };
  });
}

/** The names that a column lists. */
function namesIn(column: string, table: TableName, tables: Typed['tables']): string[] | undefined {
  const from =
    column === 'people' && table === 'events'
      ? 'people'
      : (column === 'secures' && table === 'sales') || (column === 'debts' && table !== 'debts')
        ? 'debts'
        : undefined;
  return from && tables[from].map(({ name = '' }) => name.trim()).filter(Boolean);
}

const STATES: ReadonlySet<string> = new Set(['state', 'chosen_law', 'forum']);

function kindIn(
  column: string,
  table: TableName,
  fields: TableLook['fields'],
): Pick<FormColumn, 'kind' | 'choices'> {
  if (STATES.has(column)) return { kind: 'state' };
  if (table === 'events' && column === 'kind')
    return { kind: 'text', choices: choicesIn(EVENT_LABELS) };
  const kind = kindOf(column, fields);
  const words = fields[column] ? undefined : factNamed(column)?.choices;
  if (words) return { kind, choices: choicesIn(words) };
  return { kind: readingOf(column) === 'number' && !fields[column] ? 'number' : kind };
}

const choicesIn = (words: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** How a fact of the whole case is asked. */
export function settingKind(name: string): Pick<FormColumn, 'kind' | 'choices'> {
  return kindIn(name, 'debts', {});
}

const AMOUNTS: Readonly<Record<TableName, readonly string[]>> = {
  debts: DEBT_ITEMS,
  sales: SALE_AMOUNTS,
  people: PERSON_AMOUNTS,
  events: [],
};

/** What more may be asked of each row: columns of the table, amounts, and facts of the law. */
export function moreColumns({ name, fields }: TableLook, there: readonly FormColumn[]): Choice[] {
  const has = new Set(there.map((column) => column.name));
  const facts = name === 'events' ? [] : FACTS.map((fact) => fact.name);
  return [...new Set([...Object.keys(fields), ...AMOUNTS[name], ...facts])]
    .filter((column) => !has.has(column))
    .map((column) => ({
      value: column,
      label: fields[column] ? headOf(column) : labelOf(column),
    }));
}

/** Notes only: the answer stands. */
const NOTED: ReadonlySet<string> = new Set(['unused', 'warning']);

/** What is wrong with a row, beside the field that it is about. */
export function notesOf(
  problems: readonly Problem[],
  { name: table, fields }: TableLook,
  columns: readonly FormColumn[],
): (row: number) => readonly RowNote[] {
  const ofTable = problems.filter(({ field, row }) => field === table && row !== null);
  const names = new Set(columns.map(({ name }) => name));
  return (row) =>
    ofTable
      .filter((found) => found.row === row + 1)
      .map(({ name, message }) => {
        const [, word = ''] = /^([\w ]+?)(?::| is | are )/.exec(message) ?? [];
        const column = plainName(word);
        return {
          text: message,
          column: names.has(column) || fields[column] ? column : null,
          wrong: !NOTED.has(name),
        };
      });
}

/** What is wrong with the whole case, or with a fact of it. */
export const wrongBesides = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(
    ({ field, row }) => row === null || !CASE_TABLES.some(({ name }) => name === field),
  );

export const isNote = ({ name }: Problem): boolean => NOTED.has(name);

export const nothingTyped = ({ tables }: Typed): boolean =>
  CASE_TABLES.every(({ name }) => tables[name].every(isEmptyRow));
