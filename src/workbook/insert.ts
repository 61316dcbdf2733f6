/** Builds formulas out of a form or a table's columns, and says beforehand whether they fit where they are to go. */
import { declarationOf } from '../functions/declarations';
import { formatsOf } from '../functions/formats';
import { plainName } from '../calculation/input/fields';
import { factNamed } from '../law/book';
import { fail, ok, type Result } from '../money/result';
import { blockOf, fixedAddress, placeText, sheetText } from '../formulas/address';
import { buildFormula, quoteText } from '../formulas/formulaText';
import type { Block, CellPlace } from '../formulas/place';
import { answerAt } from './explain';
import type { Change, TableInfo, WorkbookHost } from './host';
import { obstacle, remarksOn, whyNoSpill, whyNotWritable, type Plan } from './plan';

/** Where a formula is to go. */
export interface Insertion {
  readonly at: CellPlace;
  readonly formula: string;
  /** How far it will spill; 1 and 1 for a single answer. */
  readonly rows: number;
  readonly columns: number;
}

/** Says whether a formula can be put into a cell and spill from there. Writes nothing. */
export async function planInsert(host: WorkbookHost, insertion: Insertion): Promise<Plan> {
  const { at, formula, rows, columns } = insertion;
  const block = blockOf(at, rows, columns);
  const [condition] = await host.inspect([block]);
  if (!condition) return { changes: [], places: [], obstacles: [], remarks: [] };
  const why = whyNotWritable(condition) ?? whyNoSpill(condition);
  if (why !== undefined)
    return { changes: [], places: [], obstacles: [obstacle(block, why)], remarks: [] };
  const replaced = condition.formula === null ? [] : [`It replaces ${condition.formula}`];
  return {
    changes: [await formulaChange(host, at, formula)],
    places: [placeText(at)],
    obstacles: [],
    remarks: [...remarksOn([condition]), ...replaced],
  };
}

/** A formula to write; where numbers bring no format along, the cells that it will fill get one. */
export async function formulaChange(
  host: WorkbookHost,
  at: CellPlace,
  formula: string,
): Promise<Change> {
  const answer = host.takesFormats ? null : await answerAt(host, formula, at);
  const formats = formatsOf(answer?.kinds ?? []).map((format) => format ?? null);
  return formats.some(Boolean)
    ? { kind: 'formula', at, formula, formats: (answer?.cells ?? []).map(() => formats) }
    : { kind: 'formula', at, formula };
}

/** Says whether a formula for each row can be put down a column of cells. `formulaFor` counts rows from 0. */
export async function planInsertDown(
  host: WorkbookHost,
  block: Block,
  formulaFor: (row: number) => string,
): Promise<Plan> {
  const [condition] = await host.inspect([{ ...block, columns: 1 }]);
  if (!condition) return { changes: [], places: [], obstacles: [], remarks: [] };
  const why = whyNotWritable(condition);
  const occupied =
    condition.occupied.length > 0 ? `${condition.occupied.join(', ')} is not empty.` : undefined;
  const hindrance = why ?? occupied;
  if (hindrance !== undefined)
    return { changes: [], places: [], obstacles: [obstacle(block, hindrance)], remarks: [] };
  const cells = Array.from({ length: block.rows }, (_, row) => [{ formula: formulaFor(row) }]);
  return {
    changes: [{ kind: 'cells', at: block, cells }],
    places: [placeText(block)],
    obstacles: [],
    remarks: remarksOn([condition]),
  };
}

/** How the columns of a table answer a function's arguments and facts. */
export interface Mapping {
  readonly id: string;
  readonly table: TableInfo;
  /** Column of each argument by parameter name; a constant where all rows share it. */
  readonly arguments: Readonly<Record<string, ColumnOrConstant>>;
  /** Column of each fact by fact name. */
  readonly facts: Readonly<Record<string, ColumnOrConstant>>;
}

export type ColumnOrConstant =
  | { readonly column: string }
  | { readonly constant: string | number | boolean };

/** One formula that answers every row of a table and spills. */
export function portfolioFormula(mapping: Mapping, from: CellPlace): Result<string> {
  const declaration = declarationOf(mapping.id);
  if (!declaration) return fail(`There is no function ${mapping.id}.`);
  const missing = declaration.parameters.find(
    ({ name, optional }) => !optional && !mapping.arguments[name],
  );
  if (missing) return fail(`Choose a column for ${missing.name}.`);
  const args = declaration.parameters.map(({ name }) => {
    if (name === 'facts') return factsText(mapping, from);
    const given = mapping.arguments[name];
    return given ? valueText(mapping.table, given, from) : '';
  });
  return ok(buildFormula(mapping.id, args));
}

function valueText(table: TableInfo, given: ColumnOrConstant, from: CellPlace): string {
  if ('column' in given) return columnText(table, given.column, from);
  const { constant } = given;
  return typeof constant === 'string' ? quoteText(constant) : String(constant).toUpperCase();
}

/** A column as a formula refers to it: by name in a table, otherwise by its cells below the header. */
function columnText(table: TableInfo, column: string, from: CellPlace): string {
  if (table.name !== null) return `${table.name}[${column.replace(/(['[\]#@])/g, "'$1")}]`;
  const at = Math.max(0, table.columns.indexOf(column));
  const { sheet, row, rows } = table.block;
  const cells = fixedAddress({
    row: row + 1,
    column: table.block.column + at,
    rows: rows - 1,
    columns: 1,
  });
  return sheet === from.sheet ? cells : `${sheetText(sheet)}!${cells}`;
}

/** Facts as a text for each row: `"method="&Loans[Method]&"; lien_priority="&Loans[Lien]`. */
function factsText(mapping: Mapping, from: CellPlace): string {
  const parts = Object.entries(mapping.facts).map(([name, given], i) => {
    const label = `${i > 0 ? '; ' : ''}${name}=`;
    if ('constant' in given) return quoteText(label + String(given.constant));
    const column = columnText(mapping.table, given.column, from);
    return `${quoteText(label)}&${factNamed(name)?.kind === 'date' ? dateText(column) : column}`;
  });
  return parts.join('&');
}

/** A date number becomes a text that says the same in every workbook; an empty cell stays empty. */
const dateText = (column: string): string => `IF(${column}="","",TEXT(${column},"yyyy-mm-dd"))`;

/** Words by which columns of loan tapes are recognised, besides the names themselves. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  balance: ['balance', 'total debt', 'debt', 'payoff', 'upb', 'unpaid balance', 'amount owed'],
  proceeds: ['proceeds', 'sale price', 'price', 'bid', 'credit bid', 'foreclosure price'],
  costs: ['costs', 'expenses', 'foreclosure costs', 'sale costs', 'fees'],
  state: ['state', 'property state', 'jurisdiction', 'st'],
  fair_value: [
    'fair value',
    'market value',
    'fair market value',
    'fmv',
    'appraised value',
    'bpo',
    'value',
  ],
};

/** Proposes a mapping from the names of the columns; a person confirms or changes it. */
export function proposeMapping(id: string, table: TableInfo): Mapping {
  const free = new Set(table.columns);
  const take = (words: readonly string[]): ColumnOrConstant | undefined => {
    for (const word of words)
      for (const column of free)
        if (plain(column) === plain(word)) {
          free.delete(column);
          return { column };
        }
    return undefined;
  };
  const proposed = (declarationOf(id)?.parameters ?? [])
    .filter(({ name }) => name !== 'facts')
    .map(({ name }) => [name, take([name, ...(SYNONYMS[name] ?? [])])] as const);
  const facts = [...free].flatMap((column) => {
    const name = plainName(column);
    return factNamed(name) ? [[name, { column }] as const] : [];
  });
  return {
    id,
    table,
    arguments: Object.fromEntries(
      proposed.filter((pair): pair is [string, ColumnOrConstant] => pair[1] !== undefined),
    ),
    facts: Object.fromEntries(facts),
  };
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
