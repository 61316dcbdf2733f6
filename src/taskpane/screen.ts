/** What the parts of the pane share: the workbook, the case in hand, notices, and the way to another tab. */
import type { Result } from '../money/result';
import type { Undoable, WorkbookHost } from '../workbook/host';
import type { Notices } from './ui/notices';

export type TabName = 'why' | 'settings' | 'law' | 'insert' | 'help';

/** One tab of the pane. */
export interface Screen {
  readonly element: HTMLElement;
  /** Draws the screen anew from the state in force. */
  draw(): void;
}

/** The case of the selected cell: what the functions read from its row. */
export interface Subject {
  /** Values by input name, as they stand in the row. */
  readonly record: Readonly<Record<string, unknown>>;
  /** `Sheet1!C14`, or a title for a case without a cell. */
  readonly title: string;
  readonly formula: string | null;
  /** Writes answers into the row; null where the row has no place for them. */
  readonly write: ((values: Readonly<Record<string, unknown>>) => Promise<Result<Undoable>>) | null;
}

/** The settings of the workbook as the pane changes them. */
export interface SettingsKeeper {
  /** Sets facts of the workbook's profile; undefined takes one away. */
  setFacts(facts: Readonly<Record<string, unknown>>): Promise<Result<Undoable>>;
}

/** The pane as its screens see it. */
export interface Pane {
  readonly host: WorkbookHost;
  readonly settings: SettingsKeeper;
  readonly notices: Notices;
  /** The case of the selected cell; null where there is none. */
  readonly subject: Subject | null;
  /** Why the selected cell has no case, where it has one of our functions. */
  readonly problem: string | null;
  /** Shows a case on the Why tab until another cell is selected. */
  examine(subject: Subject): void;
  /** Reads the selected cell again. */
  refresh(): void;
  /** Brings a tab to the front. */
  go(tab: TabName): void;
}
