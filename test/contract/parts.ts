/** The workbook's parts on the add-in's page, for the tests to call: bundled as they are, beside the built add-in. */
import '../../src/functions/all';
import { planAnswers, writeAnswers } from '../../src/workbook/answers';
import { explain } from '../../src/workbook/explain';
import { freeze, planFreeze, planThaw, thaw } from '../../src/workbook/freeze';
import { planInsert } from '../../src/workbook/insert';
import { planModel } from '../../src/workbook/models';
import { log, sheetAnew } from '../../src/taskpane/preferences';
import { officeHost } from '../../src/workbook/excel/officeHost';
import { carryOut } from '../../src/workbook/plan';
import { planRepair } from '../../src/workbook/repair';
import { SettingsKeeper } from '../../src/workbook/settingsKeeper';
import { settingsRows } from '../../src/workbook/settingsWords';

const parts = {
  planAnswers,
  writeAnswers,
  explain,
  freeze,
  planFreeze,
  planThaw,
  thaw,
  planInsert,
  planModel,
  carryOut,
  planRepair,
  settingsRows,
  SettingsKeeper,
  officeHost: () => officeHost({ sheetAnew: () => Promise.resolve(sheetAnew), log }),
};

declare global {
  interface Window {
    parts: typeof parts;
  }
}

window.parts = parts;
