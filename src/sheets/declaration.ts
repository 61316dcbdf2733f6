/** How a sheet is declared: its name, its title, what it asks and how it is made, in the one file that makes it. */
import type { Case, CaseReader } from '../calculation/deficiency/case';
import type { Problem } from '../calculation/input/problem';
import type { Day } from '../money/dates';
import { fail, ok, type Result } from '../money/result';
import type { SheetModel } from './sheet';
import { Refusal, refusal, type Json } from './timeInputs';

/** Something that the pane asks beside the case at hand. */
export interface Asked {
  readonly name: string;
  readonly label: string;
  readonly type: 'amount' | 'date' | 'text' | 'state' | 'rows';
  /** What each of its rows holds before an amount; they are handed over as `name amount; name amount`. */
  readonly row?: { readonly label: string; readonly type: 'text' | 'date' };
  /** The value of the case that is proposed. */
  readonly from?: string;
  readonly needed?: boolean;
  /** What the person typed last is proposed again, whatever the case. */
  readonly kept?: 'sender';
}

/** Who reads the law for a sheet, and what stands on its paper. */
export interface Paper {
  readonly reader: CaseReader;
  readonly title: string;
  readonly preparedOn: Day;
  /** The words of a rule or the question behind a fact, for sheets that quote the law. */
  readonly textOf: (name: string) => string;
  /** Where the words of a rule are. */
  readonly linkOf?: (rule: string) => string | undefined;
  /** What was wrong with loans that could not be read, by their place; these are empty rows. */
  readonly unread?: ReadonlyMap<number, string>;
}

/** What a sheet is made from: a case as `assess` reads it, loans under `loans`, or an object with names of its own. */
export type Reads = 'case' | 'loans' | 'terms';

export interface SheetDeclaration {
  /** The same everywhere: the command, the choice in the pane, the end of a file's name. */
  readonly name: string;
  readonly title: string;
  /** What one gets, in a sentence. */
  readonly about: string;
  readonly reads: Reads;
  /** What the command line's file holds. */
  readonly input: string;
  /** Whether it shows the words of rules, which are loaded apart. */
  readonly quotesLaw?: boolean;
  readonly asks?: readonly Asked[];
  /** Why there is none for a case, in a sentence. */
  readonly refuses?: (item: Case) => string | undefined;
  /** The object that `make` reads out of what was typed in the pane, for the case at hand. */
  readonly fromPane?: (told: Json, item: Case) => Json;
  readonly make: (json: Json, paper: Paper) => Result<readonly SheetModel[]>;
}

/** A single sheet, or what is wrong with its input. */
export type MadeSheet =
  | { readonly ok: true; readonly sheet: SheetModel }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const single = (made: MadeSheet): Result<readonly SheetModel[]> =>
  made.ok ? ok([made.sheet]) : fail(refusal(made.problems).message);

/** The case of a record, and sheets made from it. */
export function forCase(
  json: Json,
  { reader }: Paper,
  make: (item: Case) => readonly SheetModel[],
): Result<readonly SheetModel[]> {
  const read = reader.read(json);
  return read.ok ? ok(make(read.value)) : fail(`${read.error.field}: ${read.error.message}`);
}

/** Makes the sheets of a declaration from what `json` reads; what cannot be read is said in words. */
export function makeSheets(
  { make }: SheetDeclaration,
  json: () => Json,
  paper: Paper,
): Result<readonly SheetModel[]> {
  try {
    return make(json(), paper);
  } catch (error) {
    if (error instanceof Refusal) return fail(error.message);
    throw error;
  }
}
