/** Runs the command-line assessment. */
import { runBundled } from './bundle.mjs';

await runBundled('assess', 'src/cli/main.ts', [
  'cli',
  'xlsx',
  'formulas',
  'calculation',
  'law',
  'money',
]);
