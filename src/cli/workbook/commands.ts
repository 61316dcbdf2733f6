/** The commands of `npm run workbook`: what each reads and the workbook it makes. */
import { CaseReader } from '../../calculation/deficiency/case';
import { NOTHING_ASSUMED } from '../../calculation/settings/settings';
import { dayFromYmd, parseIso, type Day } from '../../money/dates';
import { callsAddIn, withoutCalls } from '../../sheets/addIn';
import { makeSheets, type SheetDeclaration } from '../../sheets/declaration';
import { sheetNamed, SHEETS } from '../../sheets/registry';
import type { WorkbookModel } from '../../sheets/sheet';
import type { Json } from '../../sheets/timeInputs';
import { recalculate } from '../../xlsx/recalc';
import { workbookFile, type Made } from '../../xlsx/write';
import { objectIn, recordsIn, type Records } from './input';
import { textOf } from './texts';

/** What the command line says besides the input. */
export interface CommandOptions {
  readonly title?: string;
  readonly date?: string;
  /** Figures in place of calls of the add-in. */
  readonly values?: boolean;
  /** Computes though settings of the workbook cannot be used. */
  readonly assumeDefaults?: boolean;
  /** The input's name without folder and ending. */
  readonly name: string;
}

export interface Command {
  readonly name: string;
  readonly help: string;
  /** Options of the command line that it has no use for. */
  readonly withoutUse?: readonly ('title' | 'date' | 'values')[];
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

/** Keys of a file that are about the paper, not about the case. */
const ABOUT_PAPER = new Set(['title', 'prepared_on']);

const titleOf = (json: Json, { title, name }: CommandOptions): string =>
  title ?? (typeof json['title'] === 'string' ? json['title'] : name);

/** What a workbook with calls of the add-in carries, so that it computes there as it did here. */
const NOTHING_ASSUMED_RECORD = { version: 1, profile: 'none' } as const;

/** The workbook of a sheet by its name; what cannot be read is an error in words. */
export function workbookOf(
  name: string,
  json: Json,
  title: string,
  preparedOn: Day,
  unread?: Records['unread'],
): WorkbookModel {
  const told = Object.fromEntries(Object.entries(json).filter(([key]) => !ABOUT_PAPER.has(key)));
  const reader = new CaseReader({ ...NOTHING_ASSUMED, today: preparedOn });
  const made = makeSheets(sheetNamed(name) as SheetDeclaration, () => told, {
    reader,
    title,
    preparedOn,
    textOf,
    unread,
  });
  if (!made.ok) throw new Error(made.message);
  const sheets = made.value;
  return { title, sheets, ...(callsAddIn(sheets) && { settings: NOTHING_ASSUMED_RECORD }) };
}

function loansIn(bytes: Uint8Array): { json: Json; unread: Records['unread'] } {
  const { records, unread } = recordsIn(bytes);
  return { json: { loans: records }, unread };
}

/** The command that makes a sheet. */
const commandFor = ({ name, input, reads }: SheetDeclaration): Command => ({
  name,
  help: input,
  run: async (bytes, options) => {
    const { json, unread } =
      reads === 'loans' ? loansIn(bytes) : { json: objectIn(bytes), unread: undefined };
    const wanted = workbookOf(name, json, titleOf(json, options), dayOf(options.date), unread);
    const made = options.values ? withoutCalls(wanted) : wanted;
    const sheets = made.sheets.map((sheet) => sheet.name).join(', ');
    const left = [...(unread?.values() ?? [])].map((words) => `\n  not read: ${words}`).join('');
    return { file: await workbookFile(made), message: `written with ${sheets}${left}` };
  },
});

export const COMMANDS: readonly Command[] = [
  ...SHEETS.map(commandFor),
  {
    name: 'recalc',
    help: 'in.xlsx: computes its DEFICIENCY cells and leaves all else untouched',
    withoutUse: ['title', 'date', 'values'],
    run: async (input, { assumeDefaults }) => recalculate(input, { assumeDefaults }),
  },
];

export const commandNamed = (name: string): Command | undefined =>
  COMMANDS.find((command) => command.name === name);
