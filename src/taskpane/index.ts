/** The pane in Excel: opens the workbook through Office.js as soon as Office is ready. */
import { officeHost } from '../workbook/excel/officeHost';
import { openWorkbook } from '../workbook/startup';
import { mountPane } from './pane';
import { strings } from './strings';

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
      const workbook = openWorkbook(officeHost());
      mountPane(root, workbook.host, workbook.keeper);
    });
}
