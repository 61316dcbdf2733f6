/** The commands of `npm run workbook`: what each reads and the workbook it makes. */
import { CaseReader, type Case } from '../../calculation/case';
import { NOTHING_ASSUMED } from '../../calculation/settings';
import { exhibit } from '../../models/exhibit';
import type { WorkbookModel } from '../../models/sheet';
import { dayFromYmd, parseIso, type Day } from '../../money/dates';
import { textOf } from './texts';
import { recalculate } from './recalc';
import { workbookFile } from './write';

/** What the command line says besides the input. */
export interface CommandOptions {
  readonly title?: string;
  readonly date?: string;
  /** The input's name without folder and ending. */
  readonly name: string;
}

export interface Made {
  readonly file: Uint8Array;
  readonly message: string;
}

export interface Command {
  readonly name: string;
  readonly help: string;
  readonly run: (input: Uint8Array, options: CommandOptions) => Promise<Made>;
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

export type Json = Readonly<Record<string, unknown>>;

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
    run: async (input, options) => {
      const json = readObject(input);
      const made = make(json, titleOf(json, options), dayOf(options.date));
      const sheets = made.sheets.map((sheet) => sheet.name).join(', ');
      return { file: await workbookFile(made), message: `written with ${sheets}` };
    },
  };
}

function exhibitWorkbook(json: Json, title: string, preparedOn: Day): WorkbookModel {
  const { item, record } = caseIn(json, preparedOn);
  return { title, sheets: [exhibit({ item, record, title, preparedOn, textOf })] };
}

export const COMMANDS: readonly Command[] = [
  model('exhibit', 'case.json: the deficiency of one case, line by line', exhibitWorkbook),
  {
    name: 'recalc',
    help: 'in.xlsx: computes its DEFICIENCY cells and leaves all else untouched',
    run: async (input) => recalculate(input),
  },
];

export const commandNamed = (name: string): Command | undefined =>
  COMMANDS.find((command) => command.name === name);
