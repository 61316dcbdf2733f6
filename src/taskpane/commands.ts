/** What the ribbon, the right click on a cell and the keyboard do: each brings the pane to the place that it names. */
import type { WorkbookPane } from './pane';

/** Associates every command of the manifest and of shortcuts.json with what it does. */
export function associateCommands(pane: WorkbookPane): void {
  const commands: Readonly<Record<string, () => void | Promise<void>>> = {
    Insert: () => pane.go('insert'),
    Explain: () => {
      pane.go('why');
      pane.refresh();
    },
    Recalculate: () => pane.recalculate(),
    Freeze: () => pane.prepare('freeze'),
    Repair: () => pane.prepare('repair'),
    Help: () => pane.go('help'),
  };
  for (const [name, run] of Object.entries(commands))
    Office.actions.associate(`Recourse.${name}`, (event?: Office.AddinCommands.Event) => {
      void carryOut(pane, run).finally(() => {
        // A button stays pressed until it is told that its work is done.
        (event as Partial<Office.AddinCommands.Event> | undefined)?.completed?.();
      });
    });
}

async function carryOut(pane: WorkbookPane, run: () => void | Promise<void>): Promise<void> {
  try {
    await Office.addin.showAsTaskpane();
    await run();
  } catch (error) {
    pane.notices.failed(error instanceof Error ? error.message : String(error));
  }
}
