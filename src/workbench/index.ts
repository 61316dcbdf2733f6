// The workbench: the worksheet functions in a browser page with a real spreadsheet, for anyone without Excel.
import { mountPane } from '../taskpane/pane';
import { openWorkbook } from '../workbook/startup';
import { workbenchHost } from '../workbook/workbenchHost';
import { explainErrorsOnHover } from './errorTips';
import { exampleWorkbook } from './example';
import { Grid } from './grid';
import { CellMessages } from './messages';
import { registerFunctions } from './registerFunctions';
import { createSpreadsheet } from './spreadsheet';
import { offerTestHook } from './testHook';

const { api, injector } = createSpreadsheet('spreadsheet');
const messages = new CellMessages();
api.createWorkbook(exampleWorkbook);
const grid = new Grid(api, injector, messages);
const workbook = openWorkbook(workbenchHost(api, injector));
registerFunctions(api, injector, messages);
explainErrorsOnHover(injector, grid);
mountPane(paneElement(), workbook.host, workbook.keeper);
offerTestHook(grid, workbook);

function paneElement(): HTMLElement {
  const element = document.getElementById('pane');
  if (!element) throw new Error('the page has no #pane');
  return element;
}
