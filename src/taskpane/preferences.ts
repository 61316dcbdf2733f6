/** What a person prefers in the pane, kept in this browser with office-js-helpers: loaded once the pane stands. */
import { ExcelUtilities, Storage, StorageType, Utilities } from '@microsoft/office-js-helpers';
import type { Preferences } from './screen';

const CONTAINER = 'recourse';

/** Before each text that is kept: the store gives texts that look like a time back as another thing. */
const MARK = '=';

/** Opens what was kept. Where the browser keeps nothing for a page in a frame, it lasts as long as the pane. */
export function openPreferences(): Preferences {
  const store = opened();
  return {
    get(name) {
      const found: unknown = store.get(keyOf(name));
      return typeof found === 'string' && found.startsWith(MARK) ? found.slice(1) : undefined;
    },
    set(name, text) {
      try {
        store.set(keyOf(name), MARK + text);
      } catch (full) {
        log(full);
      }
    },
  };
}

function opened(): Storage<string> {
  try {
    return new Storage<string>(CONTAINER, StorageType.LocalStorage);
  } catch {
    return new Storage<string>(CONTAINER, StorageType.InMemoryStorage);
  }
}

/** Office parts what add-ins keep by the site that shows them. */
const keyOf = (name: string): string => `${officeContext()?.partitionKey ?? ''}${name}`;

const officeContext = (): Partial<Office.Context> | undefined =>
  typeof Office === 'undefined' ? undefined : Office.context;

/** The program that holds the pane, for the line that a person sends for help. */
export function whereItRuns(): string {
  const { version } = officeContext()?.diagnostics ?? {};
  if (version === undefined) return navigator.userAgent;
  return `${Utilities.host} ${version} (${Utilities.platform})`;
}

/** Writes an error to the console, with what Office.js tells of it. */
export const log = (error: unknown): void =>
  Utilities.log(error instanceof Error ? error : String(error));

/** A sheet of ours, empty: made where there is none, cleared where there is one, so that nothing that points to it breaks. */
export const sheetAnew = (workbook: Excel.Workbook, name: string): Promise<Excel.Worksheet> =>
  ExcelUtilities.forceCreateSheet(workbook, name, true);
