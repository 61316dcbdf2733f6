/** The spreadsheet of the page in the process of a test: it calculates and saves, and nothing draws. */
import type { Page } from '../../scripts/corpus/page';
import { runBundled } from '../../scripts/bundle.mjs';

/** Bundled, for its libraries are written for browsers. */
export async function pageInProcess(): Promise<Page> {
  const folders = 'page sheets xlsx formulas functions workbook calculation law money'.split(' ');
  const made = await runBundled(
    'page',
    'scripts/corpus/page.ts',
    [...folders, '../scripts/corpus'],
    ['exceljs'],
  );
  return new (made as { Page: new () => Page }).Page();
}
