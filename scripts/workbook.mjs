/** Runs the workbook command. */
import { runBundled } from './bundle.mjs';

const made = [
  'cli',
  'sheets',
  'xlsx',
  'formulas',
  'functions',
  'workbook',
  'calculation',
  'law',
  'money',
];
await runBundled('workbook', 'src/cli/workbook/main.ts', made, ['exceljs']);
