/** Several debts, sales and people as two sheets: the tables that one call reads, and the same case in plain formulas. */
import { columnLetters } from '../formulas/address';
import { CASE } from '../calculation/case/caseOperation';
import { DEBT_COLUMNS, PEOPLE_COLUMNS, SALE_COLUMNS } from '../calculation/case/caseInput';
import { EVENT_COLUMNS } from '../calculation/case/caseEvents';
import type { CaseResult } from '../calculation/case/caseResult';
import type { Case } from '../calculation/deficiency/case';
import { readingOf } from '../calculation/input/fieldNames';
import { fieldNamed, plainName, type FieldKind, type Fields } from '../calculation/input/fields';
import type { Problem } from '../calculation/input/problem';
import type { Table } from '../calculation/operation/operation';
import { isCellError } from '../functions/cells';
import { headed, tableCells } from '../functions/operationCells';
import { amountNamed } from '../law/amounts';
import { factNamed } from '../law/book';
import { isBlank, parseAmount } from '../money/cents';
import { readDate, toWords } from '../money/dates';
import { textOf } from '../money/result';
import { call, spilled } from './addIn';
import { caseExhibit } from './caseExhibit';
import type { Paper, SheetDeclaration } from './declaration';
import { ok } from '../money/result';
import {
  serial,
  SheetRows,
  text,
  type CellModel,
  type SheetModel,
  type StyleName,
  type Validation,
} from './sheet';
import { wholeCaseIn, type Json, type WholeCaseIn } from './timeInputs';

export const CASE_SHEET: SheetDeclaration = {
  name: 'case',
  title: 'Several sales, debts and people',
  about: 'Tables of debts, sales, people and events; what each person owes; and an exhibit.',
  reads: 'terms',
  input: 'case.json with `debts`, `sales`, `people`, `events`: several of each in one case',
  fromPane: (_, item) => fromCase(item),
  make: (json, paper) => {
    const made = wholeCaseIn(json, paper);
    return ok([caseSheet(made, paper), ...caseExhibit(made, paper)]);
  },
};

/** The case at hand as one debt and one sale, to which rows are added. */
function fromCase({ record, given, account }: Case): Json {
  const debt: Record<string, unknown> = { name: 'Note' };
  const sale: Record<string, unknown> = { name: 'Sale' };
  const settings: Record<string, unknown> = {};
  const ofSale = new Set(['sale_price', 'costs', ...VALUES]);
  for (const [name, value] of Object.entries(record)) {
    if (isBlank(value) || readingOf(name) === 'label') continue;
    if (name === 'sale_date' || ofSale.has(name)) sale[name] = value;
    else if (readingOf(name) === 'amount') debt[name] = value;
    else settings[name] = value;
  }
  if (!given.has('balance') && account.debt.length === 0 && debt['principal'] === undefined)
    debt['balance'] = 0;
  return { ...settings, debts: [debt], sales: [sale], people: [{ name: 'Debtor' }] };
}

const VALUES = ['fair_value', 'appraised_value', 'prior_liens', 'taxes', 'agreed_value'] as const;

/** One of the tables: its own columns, and the names of a loan that it shows though nobody told them. */
export interface TableLook {
  readonly name: 'debts' | 'sales' | 'people' | 'events';
  readonly heading: string;
  readonly fields: Fields;
  readonly shown: readonly string[];
}

export const CASE_TABLES: readonly TableLook[] = [
  {
    name: 'debts',
    heading: 'Debts',
    fields: DEBT_COLUMNS,
    shown: ['name', 'balance', 'rank', 'rate', 'from'],
  },
  {
    name: 'sales',
    heading: 'Sales',
    fields: SALE_COLUMNS,
    shown: ['name', 'sale_price', 'costs', 'fair_value', 'sale_date', 'secures'],
  },
  {
    name: 'people',
    heading: 'People',
    fields: PEOPLE_COLUMNS,
    shown: ['name', 'obligor', 'debts', 'guaranty_cap'],
  },
  {
    name: 'events',
    heading: 'What happened besides',
    fields: EVENT_COLUMNS,
    shown: ['kind', 'amount', 'date', 'until', 'rate', 'debts', 'people'],
  },
];

/** Empty rows that wait for more. */
const SPARE_ROWS = 3;

function caseSheet({ given, value, notes }: WholeCaseIn, { title, preparedOn }: Paper): SheetModel {
  const rows = new SheetRows();
  const validations: Validation[] = [];
  rows.add(text('Several sales, debts and people', 'title'));
  rows.add(text(title, 'status'));
  rows.add(text(`Prepared ${toWords(preparedOn)}`, 'subtitle'));
  rows.gap();
  const ranges = CASE_TABLES.map((look) => {
    const range = tableRows(rows, look, given[look.name], validations);
    rows.gap();
    return range;
  });
  const settings = `$B$${rows.next}`;
  rows.add(
    text('Facts of the whole case', 'label'),
    text(settingsText(given.settings), 'factsInput'),
  );
  rows.gap();
  const args = [...ranges, settings];
  for (const id of ['people', 'steps'] as const) {
    const shown = id === 'people' ? args : [...args, '"steps"'];
    const table = CASE.tables.find((one) => one.id === id) as Table<unknown>;
    rows.add(text(id === 'people' ? 'Who owes what' : 'The way there', 'heading'));
    for (const cells of callCells(table, value, notes, call('DEFICIENCY.CASE', shown)))
      rows.add(...cells);
    // Rows that may be added to the tables make this longer.
    for (let n = 0; n < SPARE_ROWS * 2; n++) rows.gap();
  }
  return {
    name: 'Case',
    widths: [34, 17, 17, 17, 17, 20, 34, 34, 60],
    rows: rows.rows,
    validations,
    frozen: { rows: 3, columns: 1 },
    print: { landscape: true, left: title, right: `Prepared ${toWords(preparedOn)}` },
  };
}

/** A table under its headings, with empty rows; gives the range that the call reads. */
function tableRows(
  rows: SheetRows,
  { heading, fields, shown }: TableLook,
  given: readonly Json[],
  validations: Validation[],
): string {
  rows.add(text(heading, 'heading'));
  const told = given.flatMap((record) =>
    Object.keys(record)
      .filter((key) => !isBlank(record[key]))
      .map((key) => fieldNamed(fields, key) ?? plainName(key)),
  );
  const columns = [...new Set([...shown, ...told])];
  const head = rows.add(...columns.map((name) => text(headOf(name), 'columnHead')));
  const last = head + given.length + SPARE_ROWS;
  for (const record of given)
    rows.add(
      ...columns.map((name) => {
        const key = Object.keys(record).find(
          (one) => (fieldNamed(fields, one) ?? plainName(one)) === name,
        );
        return inputCell(kindOf(name, fields), key === undefined ? null : record[key]);
      }),
    );
  for (let n = 0; n < SPARE_ROWS; n++)
    rows.add(...columns.map((name) => inputCell(kindOf(name, fields), null)));
  columns.forEach((name, n) => {
    const cells = `${columnLetters(n)}${head + 1}:${columnLetters(n)}${last}`;
    const rule = ruleOf(name, kindOf(name, fields));
    if (rule) validations.push({ cells, rule, prompt: promptOf(name, fields) });
  });
  return `$A$${head}:$${columnLetters(columns.length - 1)}$${last}`;
}

/** `sale_price` as people write it, which is read as the same name. */
export const headOf = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replace(/_/g, ' ');

export const promptOf = (name: string, fields: Fields): string =>
  fields[name]?.help ??
  factNamed(name)?.label ??
  amountNamed(name === 'balance' ? 'debt' : name)?.label ??
  headOf(name);

/** How a column of a table is read. */
export function kindOf(name: string, fields: Fields): FieldKind {
  const own = fields[name]?.kind;
  if (own !== undefined) return own;
  const reading = readingOf(name);
  if (reading === 'amount') return 'amount';
  if (reading === 'date') return 'date';
  const fact = factNamed(name);
  if (fact?.choices) return Object.keys(fact.choices);
  return fact?.kind === 'flag' ? 'flag' : 'text';
}

function ruleOf(name: string, kind: FieldKind): Validation['rule'] | undefined {
  if (kind === 'amount' && name !== 'recourse_percent') return { kind: 'amount' };
  if (kind === 'date') return { kind: 'date' };
  if (kind === 'flag') return { kind: 'list', values: ['yes', 'no'] };
  return Array.isArray(kind)
    ? { kind: 'list', values: [...(kind as readonly string[])] }
    : undefined;
}

const STYLE: Readonly<Record<string, StyleName>> = { amount: 'moneyInput', date: 'dateInput' };

/** A value as a cell of the table holds it. */
function inputCell(kind: FieldKind, value: unknown): CellModel {
  const style = (typeof kind === 'string' ? STYLE[kind] : undefined) ?? 'textInput';
  if (isBlank(value)) return { value: null, style };
  if (kind === 'amount') {
    const read = parseAmount(value);
    if (read.ok && read.value !== null) return { value: read.value / 100, style };
  }
  if (kind === 'date') {
    const read = readDate(value, 1900);
    if (read.ok && read.value !== null) return { value: serial(read.value), style };
  }
  if (typeof value === 'boolean') return { value: value ? 'yes' : 'no', style };
  // What was typed as text is a number in its cell; 6.5 of a rate is 6.5%.
  if (kind === 'number' && Number.isFinite(Number(value))) return { value: Number(value), style };
  if (kind === 'rate' && Number.isFinite(Number(value)))
    return { value: `${textOf(value)}%`, style };
  const percent = kind === 'share' && typeof value === 'number';
  return typeof value === 'number' && !percent
    ? { value, style }
    : { value: percent ? `${value}%` : textOf(value), style };
}

const settingsText = (settings: Json): string =>
  Object.entries(settings)
    .filter(([, value]) => !isBlank(value))
    .map(([name, value]) => `${name}=${textOf(value).replace(/[;\n]/g, ' ')}`)
    .join('; ');

/** The cells of the call, each column as it is read. */
function callCells(
  table: Table<unknown>,
  value: CaseResult,
  notes: readonly Problem[],
  written: string,
): (CellModel | null)[][] {
  const cells = tableCells(table, value, notes, CASE).cells.map((row) =>
    row.map((cell) => (isCellError(cell) ? { error: cell.error } : cell)),
  );
  const kinds = headed(table).map(({ kind }) => kind);
  return spilled(written, cells, 'text').map((row, r) =>
    row.map((cell, c): CellModel => {
      if (r === 0)
        return { ...cell, style: kinds[c] === 'amount' ? 'columnHeadRight' : 'columnHead' };
      return { ...cell, style: kinds[c] === 'amount' ? 'money' : c === 0 ? 'label' : 'note' };
    }),
  );
}
