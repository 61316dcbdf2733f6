/** The commands of `npm run workbook`: what each reads and the workbook it makes. */
import { parse } from 'csv-parse/sync';
import { CaseReader, type Case } from '../../calculation/deficiency/case';
import { NOTHING_ASSUMED } from '../../calculation/settings/settings';
import type { Problem } from '../../calculation/input/problem';
import { comparisonSheet } from '../../sheets/comparison';
import { exhibitWithChart } from '../../sheets/exhibit';
import { withoutCalls } from '../../sheets/addIn';
import { ledgerSheet } from '../../sheets/ledger';
import { letterSheet } from '../../sheets/letter';
import { payoffSheet } from '../../sheets/payoff';
import { portfolio } from '../../sheets/portfolio';
import { proceedsSheet } from '../../sheets/proceeds';
import type { SheetModel, WorkbookModel } from '../../sheets/sheet';
import { sensitivity, stateComparison } from '../../sheets/tables';
import { worksheet } from '../../sheets/worksheet';
import { dayFromYmd, parseIso, type Day } from '../../money/dates';
import { textOf } from './texts';
import {
  explanationIn,
  judgmentIn,
  payoffIn,
  proceedsIn,
  refusal,
  statedIn,
  type Json,
} from '../../sheets/timeInputs';
import { recalculate } from '../../xlsx/recalc';
import { workbookFile, type Made } from '../../xlsx/write';

/** What the command line says besides the input. */
export interface CommandOptions {
  readonly title?: string;
  readonly date?: string;
  /** Figures in place of calls of the add-in. */
  readonly values?: boolean;
  /** The input's name without folder and ending. */
  readonly name: string;
}

export interface Command {
  readonly name: string;
  readonly help: string;
  readonly run: (input: Uint8Array, options: CommandOptions) => Promise<Made>;
  /** For a command that makes one model from one object. */
  readonly make?: (json: Json, title: string, day: Day) => WorkbookModel;
}

/** Today by the clock of this computer. */
export function today(): Day {
  const now = new Date();
  return dayFromYmd(now.getFullYear(), now.getMonth() + 1, now.getDate()) as Day;
}

function dayOf(text: string | undefined): Day {
  if (text === undefined) return today();
  const read = parseIso(text);
  if (!read.ok) throw new Error(`--date: ${read.message}`);
  return read.value;
}

/** One JSON object, or the first line of JSON Lines. */
export function readObject(input: Uint8Array): Json {
  const text = new TextDecoder().decode(input).replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    try {
      value = JSON.parse(text.trim().split('\n')[0] ?? '');
    } catch {
      throw new Error('the input is not JSON: give one object with the keys that assess reads');
    }
  }
  const found = Array.isArray(value) ? (value[0] as unknown) : value;
  if (typeof found !== 'object' || found === null) throw new Error('the input is no JSON object');
  return found as Json;
}

/** Keys of a case's file that are about the paper, not about the case. */
const ABOUT_PAPER = new Set(['title', 'prepared_on']);

export function caseIn(json: Json, day: Day): { item: Case; record: Json } {
  const record = Object.fromEntries(Object.entries(json).filter(([key]) => !ABOUT_PAPER.has(key)));
  const read = new CaseReader({ ...NOTHING_ASSUMED, today: day }).read(record);
  if (!read.ok) throw new Error(`${read.error.field} ${read.error.message}`);
  return { item: read.value, record };
}

export const titleOf = (json: Json, { title, name }: CommandOptions): string =>
  title ?? (typeof json['title'] === 'string' ? json['title'] : name);

/** A command that makes one model from one JSON object. */
function model(
  name: string,
  help: string,
  make: (json: Json, title: string, day: Day) => WorkbookModel,
): Command {
  return {
    name,
    help,
    make,
    run: async (input, options) => {
      const json = readObject(input);
      const wanted = make(json, titleOf(json, options), dayOf(options.date));
      const made = options.values ? withoutCalls(wanted) : wanted;
      const sheets = made.sheets.map((sheet) => sheet.name).join(', ');
      return { file: await workbookFile(made), message: `written with ${sheets}` };
    },
  };
}

/** A sheet, or what is wrong with its input. */
type MadeSheet =
  | { readonly ok: true; readonly sheet: SheetModel }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const single = (title: string, made: MadeSheet): WorkbookModel => {
  if (!made.ok) throw refusal(made.problems);
  return { title, sheets: [made.sheet] };
};

export function exhibitWorkbook(json: Json, title: string, preparedOn: Day): WorkbookModel {
  const { item, record } = caseIn(json, preparedOn);
  return { title, sheets: exhibitWithChart({ item, record, title, preparedOn, textOf }) };
}

/** The worksheet of one loan: inputs with lists, the add-in's cells, and the same in plain formulas. */
export function worksheetWorkbook(json: Json, title: string, preparedOn: Day): WorkbookModel {
  const { item, record } = caseIn(json, preparedOn);
  const sheets = [...worksheet({ item, record, title, preparedOn, textOf })];
  return { title, sheets, settings: NOTHING_ASSUMED_RECORD };
}

export function payoffWorkbook(json: Json, title: string, preparedOn: Day): WorkbookModel {
  return single(title, payoffSheet({ terms: payoffIn(json), title, preparedOn }));
}

export function proceedsWorkbook(json: Json, title: string, preparedOn: Day): WorkbookModel {
  return single(title, proceedsSheet({ ...proceedsIn(json), title, preparedOn }));
}

export function letterWorkbook(json: Json, title: string, preparedOn: Day): WorkbookModel {
  const words = (name: string) => (typeof json[name] === 'string' ? json[name] : undefined);
  const made = letterSheet({
    terms: explanationIn(json),
    title,
    preparedOn,
    to: words('to'),
    from: words('from'),
    collateral: words('collateral_description'),
    contact: words('contact'),
  });
  return single(title, made);
}

/** What a model with calls of the add-in carries, so that it computes there as it did here. */
export const NOTHING_ASSUMED_RECORD = { version: 1, profile: 'none' } as const;

const readerOf = (today: Day) => new CaseReader({ ...NOTHING_ASSUMED, today });

export function portfolioWorkbook(
  records: readonly Json[],
  title: string,
  preparedOn: Day,
): WorkbookModel {
  const sheets = portfolio({ reader: readerOf(preparedOn), records, title, preparedOn });
  return { title, sheets, settings: NOTHING_ASSUMED_RECORD };
}

export function caseTableWorkbook(
  make: typeof sensitivity,
): (json: Json, title: string, preparedOn: Day) => WorkbookModel {
  return (json, title, preparedOn) => {
    const { record } = caseIn(json, preparedOn);
    const sheets = [make({ reader: readerOf(preparedOn), record, title, preparedOn })];
    return { title, sheets, settings: NOTHING_ASSUMED_RECORD };
  };
}

/** The states that a file lists under `states`, or all of them. */
export function statesWorkbook(json: Json, title: string, preparedOn: Day): WorkbookModel {
  const { states, ...rest } = json;
  const { record } = caseIn(rest, preparedOn);
  const chosen = Array.isArray(states) ? states.map(String) : undefined;
  const terms = { reader: readerOf(preparedOn), record, title, preparedOn };
  const sheets = [chosen ? stateComparison(terms, chosen) : stateComparison(terms)];
  return { title, sheets, settings: NOTHING_ASSUMED_RECORD };
}

/** Records of JSON Lines, of a JSON list, or of CSV with a header. */
export function readRecords(input: Uint8Array): Json[] {
  const text = new TextDecoder()
    .decode(input)
    .replace(/^\uFEFF/, '')
    .trim();
  if (text.startsWith('[')) return JSON.parse(text) as Json[];
  if (text.startsWith('{'))
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Json);
  return parse(text, { columns: true, skip_empty_lines: true, trim: true });
}

export const COMMANDS: readonly Command[] = [
  model(
    'exhibit',
    'case.json: the deficiency of one case, line by line, and its chart',
    exhibitWorkbook,
  ),
  model(
    'worksheet',
    'case.json: one loan to work on, by the add-in and in plain formulas',
    worksheetWorkbook,
  ),
  model(
    'proceeds',
    'proceeds.json: `sales` and `claims`: who is paid what, in order',
    proceedsWorkbook,
  ),
  model('payoff', 'payoff.json: the debt to the day with every accrual', payoffWorkbook),
  model('ledger', 'judgment.json: a judgment carried to a day', (json, title, preparedOn) =>
    single(title, ledgerSheet({ ...judgmentIn(json, preparedOn), title, preparedOn })),
  ),
  model('letter', 'sale.json: the explanation of UCC 9-616', letterWorkbook),
  model(
    'compare',
    "payoff.json with `lender`: the lender's figures and ours",
    (json, title, preparedOn) =>
      single(
        title,
        comparisonSheet({ terms: payoffIn(json), stated: statedIn(json), title, preparedOn }),
      ),
  ),
  model(
    'sensitivity',
    'case.json: the deficiency at other prices and values',
    caseTableWorkbook(sensitivity),
  ),
  model(
    'states',
    'case.json: the same loan in every state, or in those under `states`',
    statesWorkbook,
  ),
  {
    name: 'portfolio',
    help: 'cases.jsonl or cases.csv: a table of loans with one call for all',
    run: async (input, options) => {
      const records = readRecords(input);
      const title = options.title ?? options.name;
      const wanted = portfolioWorkbook(records, title, dayOf(options.date));
      const made = options.values ? withoutCalls(wanted) : wanted;
      return { file: await workbookFile(made), message: `written with ${records.length} loans` };
    },
  },
  {
    name: 'recalc',
    help: 'in.xlsx: computes its DEFICIENCY cells and leaves all else untouched',
    run: async (input) => recalculate(input),
  },
];

export const commandNamed = (name: string): Command | undefined =>
  COMMANDS.find((command) => command.name === name);
