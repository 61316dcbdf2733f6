/** Answers operations over files: a record of named values in, the figures with their lines out. */
import type { CaseReader } from '../calculation/deficiency/case';
import type { Fields } from '../calculation/input/fields';
import type { Outcome, Problem } from '../calculation/input/problem';
import { isAmountOr, isRows } from '../calculation/operation/given';
import { readRecord, termsOf } from '../calculation/operation/record';
import type {
  Column,
  ColumnKind,
  Context,
  NamedValues,
  Operation,
  Table,
  Value,
} from '../calculation/operation/operation';
import { OPERATIONS } from '../calculation/operations';
import { RATE_COLUMNS } from '../calculation/input/rateInput';
import { INPUT_AMOUNTS } from '../calculation/input/caseAmounts';
import { DEBT_ITEMS, isDebtItem, ITEM_LABELS } from '../calculation/input/debtItems';
import { FACTS, LAW_VERSION, PROFILES } from '../law/book';
import { labelOf } from '../law/words';
import { dollars, isBlank } from '../money/cents';
import { toIso } from '../money/dates';
import type { Refusal } from '../calculation/batch/answer';
import { csvLine } from './csv';
import type { LineAnswerer } from './jsonLines';

/** The operation behind an option such as `--payoff`. */
export const operationOf = (option: string): Operation | undefined =>
  OPERATIONS.find(({ line }) => `--${line}` === option);

const refused = (field: string, message: string): Refusal => ({ error: { field, message } });

const refusal = (found: Problem | undefined): Refusal =>
  refused(
    found ? (found.row === null ? found.field : `${found.field}, row ${found.row}`) : 'json',
    found?.message ?? 'cannot be read',
  );

const isRefusal = (value: object): value is Refusal => 'error' in value;

/** Answers records with one operation. */
export class OperationAnswerer implements LineAnswerer {
  private readonly context: Context;

  constructor(
    private readonly operation: Operation,
    reader: CaseReader,
  ) {
    // Numbers in a file are no percent-formatted cells: 0.065 could mean either and is refused.
    this.context = { reader, source: { dateSystem: reader.settings.dateSystem, fromCell: false } };
  }

  line(record: NamedValues): string | Refusal {
    const found = this.answer(record);
    return isRefusal(found) ? found : JSON.stringify(found);
  }

  answer(record: NamedValues): NamedValues | Refusal {
    const made = this.outcome(record);
    if (isRefusal(made)) return made;
    const { value, problems } = made;
    const tables = this.operation.tables.filter(({ inLine }) => inLine(value));
    return {
      ...(isBlank(record['id']) ? {} : { id: record['id'] }),
      ...figuresOut(this.operation.figures, value),
      ...Object.fromEntries(tables.map((table) => [table.id, rowsOut(table, value)])),
      unused: problems.filter(({ name }) => name === 'unused').map(unusedOut),
      problems: problems.filter(({ name }) => name !== 'unused').map(problemOut),
      law: LAW_VERSION,
    };
  }

  /** The heading of the answers as CSV. */
  get heading(): string {
    return csvLine(['id', ...this.csvKeys(), 'unused', 'problems', 'error']);
  }

  /** One row of answers. */
  row(record: NamedValues, line: number): string {
    const made = this.outcome(record);
    const id = isBlank(record['id']) ? '' : String(record['id']);
    if (isRefusal(made)) return this.refused(made, line, id);
    const { figures, tables } = this.operation;
    const { value, problems } = made;
    const cells =
      figures.length > 0
        ? inLines(figures).map(({ of, kind }) => plainOf(of(value), kind))
        : tables.map((table) => rowsOut(table, value).map(rowText).join('; '));
    const said = (unused: boolean) =>
      problems
        .filter(({ name }) => (name === 'unused') === unused)
        .map((found) => `${refusal(found).error.field}: ${found.message}`)
        .join('; ');
    return csvLine([id, ...cells.map((cell) => String(cell ?? '')), said(true), said(false), '']);
  }

  /** A row that could not be answered. */
  refused({ error: { field, message } }: Refusal, line: number, id = ''): string {
    const blank = this.csvKeys().map(() => '');
    return csvLine([id, ...blank, '', '', `line ${line}: ${field}: ${message}`]);
  }

  private csvKeys(): string[] {
    const { figures, tables } = this.operation;
    if (figures.length === 0) return tables.map(({ id }) => id);
    return inLines(figures).map(({ id, group }) => (group ? `${group}_${id}` : id));
  }

  private outcome(record: NamedValues): Extract<Outcome<unknown>, { ok: true }> | Refusal {
    const read = readRecord(this.operation, record, this.context.source);
    if (!read.ok) return refusal(read.error);
    const made = this.operation.run(read.value as never, this.context);
    return made.ok ? made : refusal(made.problems[0]);
  }
}

const inLines = (figures: readonly Column<unknown>[]) =>
  figures.filter(({ cellOnly }) => !cellOnly);

/** A value as JSON holds it: dollars, ISO days, percent. */
function plainOf(value: Value, kind: ColumnKind): unknown {
  if (value === null) return null;
  if (typeof value === 'object') return value.toNumber();
  if (kind === 'amount' && typeof value === 'number') return dollars(value);
  return kind === 'date' && typeof value === 'number' ? toIso(value) : value;
}

/** Figures by their keys; a group of which nothing is known is null. */
function figuresOut(figures: readonly Column<unknown>[], answer: unknown): NamedValues {
  const out: Record<string, unknown> = {};
  for (const { id, kind, group, of } of inLines(figures)) {
    const value = plainOf(of(answer), kind);
    if (group === undefined) out[id] = value;
    else out[group] = { ...(out[group] as object | undefined), [id]: value };
  }
  for (const [key, value] of Object.entries(out)) if (isEmptyGroup(value)) out[key] = null;
  return out;
}

const isEmptyGroup = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => one === null);

function rowsOut(table: Table<unknown>, answer: unknown): NamedValues[] {
  return table
    .rows(answer)
    .map(({ values }) =>
      Object.fromEntries(
        table.columns.flatMap(({ id, kind, cellOnly }, n) =>
          cellOnly ? [] : [[id, plainOf(values[n] ?? null, kind)] as const],
        ),
      ),
    );
}

const rowText = (row: NamedValues): string =>
  Object.values(row)
    .filter((value) => !isBlank(value))
    .map((value) => String(value).replace(/[.;]$/, ''))
    .join(', ');

const problemOut = ({ name, field, row, message }: Problem) => ({ name, field, row, message });

const unusedOut = ({ field, row, message }: Problem) => ({ name: field, row, reason: message });

const described = (fields: Fields): string =>
  Object.entries(fields)
    .map(([name, { help }]) => `  ${name.padEnd(26)} ${help}\n`)
    .join('');

/** The names that an operation takes, with what they mean. */
export function helpOf({ line, summary, parameters }: Operation): string {
  const own = parameters.filter((parameter) => !parameter.cellOnly && !termsOf(parameter));
  const tables = own.flatMap(({ name, kind }) => {
    const fields = isRows(kind)
      ? kind.rows
      : isAmountOr(kind)
        ? kind.amountOr
        : kind === 'rates'
          ? RATE_COLUMNS
          : null;
    return fields ? [`A row of ${name} takes\n${described(fields)}`] : [];
  });
  const names = own
    .map(({ name, description, optional, kind }) => {
      const said =
        kind === 'facts' ? 'Facts of a case, by their names beside the other keys.' : description;
      return `  ${name.padEnd(26)} ${said}${optional ? '' : ' Needed.'}\n`;
    })
    .join('');
  const terms = parameters.map((parameter) => described(termsOf(parameter) ?? {})).join('');
  return `--${line}: ${summary}\nIt takes\n${names}${terms}${tables.join('')}`;
}

/** The options of all operations, a line each. */
export const optionsHelp = (): string =>
  OPERATIONS.map(({ line, summary }) => `  --${line.padEnd(14)} ${summary}\n`).join('');

/** What a case may say: its amounts, what it is about, and the facts that rules ask for. */
export const inputsHelp = (): string => {
  const line = (name: string, label: string) => `  ${name.padEnd(46)} ${label}\n`;
  const amounts = INPUT_AMOUNTS.filter((name) => !isDebtItem(name))
    .map((name) => line(name, labelOf(name)))
    .join('');
  const items = DEBT_ITEMS.map((name) => line(name, ITEM_LABELS[name])).join('');
  const facts = FACTS.map(({ name, label, kind, choices }) =>
    line(name, `${label}${kind === 'choice' ? `: ${Object.keys(choices ?? {}).join(', ')}` : ''}`),
  ).join('');
  return `
A case may say
${line('id', 'By what it is known: said again with the answer; also loan, loan_number, account')}${line('state', 'A code such as TX, or a name')}${line('profile', `What is assumed: ${PROFILES.map(({ name }) => name).join(', ')}, none`)}${line('when_unknown', 'Which end of an open answer is shown: upper, lower, error')}
Amounts in dollars
${line('balance', 'What was owed at the sale; or its parts:')}${items}${amounts}
Facts (yes or no, a choice, a number, a date)
${facts}`;
};
