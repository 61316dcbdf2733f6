/** npm run corpus: what becomes of the workbooks of a folder. */
import { runBundled } from './bundle.mjs';

await runBundled(
  'corpus',
  'scripts/corpus/main.ts',
  [
    'page',
    'sheets',
    'xlsx',
    'formulas',
    'functions',
    'workbook',
    'calculation',
    'law',
    'money',
    '../scripts/corpus',
  ],
  ['exceljs'],
);
