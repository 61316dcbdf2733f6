/** The commands of `npm run workbook`: what each reads and the workbook it makes. */
import { assess } from '../../calculation/deficiency/assess';
import { CaseReader } from '../../calculation/deficiency/case';
import { NOTHING_ASSUMED } from '../../calculation/settings/settings';
import { isBlank } from '../../money/cents';
import { dayFromYmd, readDate, type Day } from '../../money/dates';
import { callsAddIn, withoutCalls } from '../../sheets/addIn';
import { makeSheets, type SheetDeclaration } from '../../sheets/declaration';
import { sheetNamed, SHEETS } from '../../sheets/registry';
import type { Catalogue, WorkbookModel } from '../../sheets/sheet';
import type { Json } from '../../sheets/timeInputs';
import { recalculate } from '../../xlsx/recalc';
import { workbookFile, type Made } from '../../xlsx/write';
import { Refused } from '../output';
import { objectIn, recordsIn, type Records } from './input';
import { linkOf, textOf } from './texts';

/** What the command line says besides the input. */
export interface CommandOptions {
  readonly title?: string;
  readonly date?: string;
  /** Figures in place of calls of the add-in. */
  readonly values?: boolean;
  /** Computes though settings of the workbook cannot be used. */
  readonly assumeDefaults?: boolean;
  /** The catalogue whose add-in the workbook offers when it is opened. */
  readonly offer?: Catalogue;
  /** The input's name without folder and ending. */
  readonly name: string;
}

export interface Command {
  readonly name: string;
  readonly help: string;
  /** Options of the command line that it has no use for. */
  readonly withoutUse?: readonly ('title' | 'date' | 'values' | 'offer-add-in')[];
  readonly run: (input: Uint8Array, options: CommandOptions) => Promise<Made>;
}

/** Today by the clock of this computer. */
export function today(): Day {
  const now = new Date();
  return dayFromYmd(now.getFullYear(), now.getMonth() + 1, now.getDate()) as Day;
}

/** The day on the paper: that of the command line, else that of the file, else today. */
function dayOf({ date }: CommandOptions, { prepared_on: told }: Json): Day {
  const [text, where] = date === undefined ? [told, 'prepared_on'] : [date, '--date'];
  if (isBlank(text)) return today();
  const read = readDate(text, 1900);
  if (!read.ok) throw new Refused(`${where}: ${read.message}`);
  return read.value ?? today();
}

/** Keys of a file that are about the paper, not about the case. */
const ABOUT_PAPER = new Set(['title', 'prepared_on']);

function titleOf({ title: told }: Json, { title, name }: CommandOptions): string {
  if (title !== undefined || isBlank(told)) return title ?? name;
  if (typeof told !== 'string') throw new Refused('title: give a text');
  return told;
}

/** What a workbook with calls of the add-in carries, so that it computes there as it did here. */
const NOTHING_ASSUMED_RECORD = { version: 1, profile: 'none' } as const;

const withoutPaper = (json: Json): Json =>
  Object.fromEntries(Object.entries(json).filter(([key]) => !ABOUT_PAPER.has(key)));

const readerOn = (today: Day) => new CaseReader({ ...NOTHING_ASSUMED, today });

/** The workbook of a sheet by its name; what cannot be read is an error in words. */
export function workbookOf(
  name: string,
  json: Json,
  title: string,
  preparedOn: Day,
  unread?: Records['unread'],
): WorkbookModel {
  const made = makeSheets(sheetNamed(name) as SheetDeclaration, () => withoutPaper(json), {
    reader: readerOn(preparedOn),
    title,
    preparedOn,
    textOf,
    linkOf,
    unread,
  });
  if (!made.ok) throw new Refused(made.message);
  const sheets = made.value;
  return { title, sheets, ...(callsAddIn(sheets) && { settings: NOTHING_ASSUMED_RECORD }) };
}

/** What of a case has no say; a sheet of one case may not have room for it. */
function unusedWords(json: Json, preparedOn: Day): string[] {
  const read = readerOn(preparedOn).read(withoutPaper(json));
  return read.ok
    ? assess(read.value).unused.map(({ name, reason }) => `not used: ${name}: ${reason}`)
    : [];
}

function loansIn(bytes: Uint8Array): Pick<Records, 'unread' | 'reading'> & { json: Json } {
  const { records, unread, reading } = recordsIn(bytes);
  return { json: { loans: records }, unread, reading };
}

/** The command that makes a sheet. */
const commandFor = ({ name, input, reads }: SheetDeclaration): Command => ({
  name,
  help: input,
  run: async (bytes, options) => {
    const { json, unread, reading } =
      reads === 'loans'
        ? loansIn(bytes)
        : { json: objectIn(bytes), unread: undefined, reading: undefined };
    const preparedOn = dayOf(options, json);
    const wanted = workbookOf(name, json, titleOf(json, options), preparedOn, unread);
    const called = options.values ? withoutCalls(wanted) : wanted;
    const made = options.offer ? { ...called, offer: options.offer } : called;
    const sheets = made.sheets.map((sheet) => sheet.name).join(', ');
    const notes = [
      ...(reading ?? []),
      ...[...(unread?.values() ?? [])].map((words) => `not read: ${words}`),
      ...(reads === 'case' ? unusedWords(json, preparedOn) : []),
    ];
    const left = notes.map((words) => `\n  ${words}`).join('');
    return { file: await workbookFile(made), message: `written with ${sheets}${left}` };
  },
});

export const COMMANDS: readonly Command[] = [
  ...SHEETS.map(commandFor),
  {
    name: 'recalc',
    help: 'in.xlsx: computes its DEFICIENCY cells and leaves all else untouched',
    withoutUse: ['title', 'date', 'values', 'offer-add-in'],
    run: async (input, { assumeDefaults }) => recalculate(input, { assumeDefaults }),
  },
];

export const commandNamed = (name: string): Command | undefined =>
  COMMANDS.find((command) => command.name === name);
