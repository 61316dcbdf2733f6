/** The second file of functions: those over time, the list of facts, and the words of the facts. */
import '../law/labels';
import { declarations } from './declarations';
import { provide } from './provided';
import { factsTable } from './factsTable';
import { currentReader } from './session';
import { OVER_TIME } from './time';

provide(declarations, {
  ...OVER_TIME,
  'DEFICIENCY.FACTS': (matrices) => factsTable(matrices, currentReader()),
});
