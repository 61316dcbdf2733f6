// The workbench: the worksheet functions in a browser page with a real spreadsheet, for anyone without Excel.
import { FormulaDataModel, IFunctionService } from '@univerjs/engine-formula';
import { ILayoutService } from '@univerjs/ui';
import { mountPane } from '../taskpane/pane';
import { followDark } from '../taskpane/theme';
import { openWorkbook } from '../workbook/startup';
import { workbenchHost } from '../workbook/univer/host';
import { explainErrorsOnHover } from './errorTips';
import { exampleWorkbook } from './example';
import { FileBar } from './files/fileBar';
import { keepLooks } from './files/looksStay';
import { Grid } from './grid';
import { followKeys } from './keys';
import { CellMessages } from './messages';
import { registerFunctions } from './registerFunctions';
import { createSpreadsheet } from './spreadsheet';
import { offerTestHook } from './testHook';

const { api, injector } = createSpreadsheet('spreadsheet');
const messages = new CellMessages();
api.addEvent(api.Event.LifeCycleChanged, ({ stage }) => {
  if (stage >= api.Enum.LifecycleStages.Rendered) document.querySelector('#skeleton')?.remove();
});
api.createWorkbook(exampleWorkbook);
followDark((dark) => api.toggleDarkMode(dark));
const grid = new Grid(api, injector, messages);
const host = workbenchHost(api, injector);
const workbook = openWorkbook(host);
registerFunctions(api, injector, messages);
keepLooks(api, injector);
explainErrorsOnHover(injector, grid);
mountPane(element('#pane'), host, workbook.keeper);
const functions = injector.get(IFunctionService);
const known = () => [...functions.getExecutors().keys()].map(String);
const files = new FileBar(api, injector.get(FormulaDataModel), host, known);
files.mount(element('header'));
const part = (selector: string, focus: () => void) => ({ element: element(selector), focus });
followKeys(
  [
    part('#spreadsheet', () => injector.get(ILayoutService).focus()),
    part('#pane', () => element('#pane [role="tab"][aria-selected="true"]').focus()),
    part('header', () => element('header button:not([hidden])').focus()),
  ],
  () => files.saveNow(),
);
offerTestHook(grid, workbook);

function element(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}
