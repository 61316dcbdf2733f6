/** The pane in Excel: opens the workbook through Office.js as soon as Office is ready. */
import { officeHost } from '../workbook/excel/officeHost';
import { openWorkbook } from '../workbook/startup';
import { mountPane, preferencesModule } from './pane';
import { associateCommands } from './commands';
import { strings } from './strings';

/** After so many milliseconds a cell that still waits for the add-in is stuck. */
const TIME_TO_CALCULATE = 5000;

/** What office-js-helpers does for the workbook, loaded when it is wanted. */
const helpers = {
  sheetAnew: () =>
    preferencesModule().then(
      ({ sheetAnew }) => sheetAnew,
      () => null,
    ),
  log: (error: unknown): void =>
    void preferencesModule().then(
      ({ log }) => log(error),
      () => console.error(error),
    ),
};

const root = document.getElementById('pane');

if (root) {
  root.textContent = strings.waiting;
  if (typeof Office === 'undefined') root.textContent = strings.noOffice;
  else
    void Office.onReady(({ host }) => {
      if (host !== Office.HostType.Excel) {
        root.textContent = strings.notExcel;
        return;
      }
      const workbook = openWorkbook(officeHost(helpers), helpers.log);
      const pane = mountPane(root, workbook.host, workbook.keeper);
      associateCommands(pane);
      void Office.addin.onVisibilityModeChanged(({ visibilityMode }) =>
        pane.shown(visibilityMode === Office.VisibilityMode.taskpane),
      );
      setTimeout(() => void pane.lookForStuck(), TIME_TO_CALCULATE);
    });
}
