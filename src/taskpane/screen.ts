/** What the parts of the pane share: the workbook, the case in hand, notices, and the way to another tab. */
import type { CellPlace } from '../formulas/place';
import type { Result } from '../money/result';
import type { Undoable, WorkbookHost } from '../workbook/host';
import type { Explained, ExplainedOverTime } from '../workbook/explain';
import type { SettingsKeeper } from '../workbook/settingsKeeper';
import type { Notices } from './ui/notices';

export type TabName = 'why' | 'settings' | 'law' | 'insert' | 'help';

/** One tab of the pane. */
export interface Screen {
  readonly element: HTMLElement;
  /** Draws the screen anew from the state in force. */
  draw(): void;
  /** Takes note that another case is in hand, where that does not draw the whole screen. */
  follow?(): void;
}

/** The case of the selected cell: what the functions read from its row. */
export interface Subject {
  /** Values by input name, as they stand in the row. */
  readonly record: Readonly<Record<string, unknown>>;
  /** `Sheet1!C14`, or a title for a case without a cell. */
  readonly title: string;
  readonly formula: string | null;
  /** The cell and its call; null for a case without a cell. */
  readonly explained: Explained | null;
}

/** Why a cell with one of our functions has no case. */
export interface Trouble {
  readonly title: string;
  readonly formula: string;
  readonly words: string;
  /** The cell that is wrong, where a single one is. */
  readonly wrong: CellPlace | null;
}

/** What a person prefers in the pane, whatever the workbook: texts by name. */
export interface Preferences {
  get(name: PreferenceName): string | undefined;
  set(name: PreferenceName, text: string): void;
}

export type PreferenceName = 'tab' | 'sections' | 'model' | 'sender' | 'welcomed' | 'tape';

/** The pane as its screens see it. */
export interface Pane {
  readonly host: WorkbookHost;
  readonly settings: SettingsKeeper;
  readonly notices: Notices;
  /** Null until they are loaded. */
  readonly preferences: Preferences | null;
  /** The program that holds the pane. */
  readonly where: string;
  /** The case in hand: of the selected cell, of a formula that reads it, or the last one; null where there is trouble. */
  readonly subject: Subject | null;
  /** The function over time behind the selected cell; null where there is none. */
  readonly overTime: ExplainedOverTime | null;
  readonly trouble: Trouble | null;
  /** Why another cell than the selected one is explained; null where it is the selected one. */
  readonly instead: string | null;
  /** Reads the selected cell again. */
  refresh(): void;
  /** Keeps facts in the workbook's profile for all its rows. */
  saveFacts(
    names: readonly string[],
    values: Readonly<Record<string, unknown>>,
  ): Promise<Result<Undoable>>;
  /** Brings a tab to the front. */
  go(tab: TabName): void;
}
