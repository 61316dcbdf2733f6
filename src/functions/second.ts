/** The second file of functions: the operations over time, the list of facts, and the words of the facts. */
import '../law/labels';
import { OPERATIONS } from '../calculation/operations';
import { factsTable } from './factsTable';
import { answerOf } from './operationCells';
import { provide } from './provided';
import { currentReader } from './session';

for (const operation of OPERATIONS)
  provide(operation.id, {
    parameters: operation.parameters,
    answer: (matrices) => answerOf(operation, matrices),
  });

provide('DEFICIENCY.FACTS', {
  parameters: [],
  answer: (matrices) => ({ cells: factsTable(matrices, currentReader()), kinds: [] }),
});
