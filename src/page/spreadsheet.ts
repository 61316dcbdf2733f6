// Puts the Univer spreadsheet on the page, in English, with its formula bar and without what the workbench does not need.
import { LocaleType, LogLevel, Univer } from '@univerjs/core';
import { FUniver } from '@univerjs/core/facade';
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core';
import english from '@univerjs/preset-sheets-core/locales/en-US';
import { defaultTheme } from '@univerjs/themes';

export type SpreadsheetApi = FUniver;
export type Injector = ReturnType<Univer['__getInjector']>;

/** Creates an empty spreadsheet inside the element with the given id. */
export function createSpreadsheet(container: string): { api: SpreadsheetApi; injector: Injector } {
  const univer = new Univer({
    theme: defaultTheme,
    locale: LocaleType.EN_US,
    locales: { [LocaleType.EN_US]: english },
    logLevel: LogLevel.ERROR,
  });
  const { plugins } = UniverSheetsCorePreset({
    container,
    ribbonType: 'simple',
    footer: { menus: false },
  });
  for (const plugin of plugins) {
    if (Array.isArray(plugin)) univer.registerPlugin(plugin[0], plugin[1]);
    else univer.registerPlugin(plugin);
  }
  return { api: FUniver.newAPI(univer), injector: univer.__getInjector() };
}
