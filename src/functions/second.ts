/** The second file of functions: the operations over time, the tables of a case, and the words of the facts. */
import '../law/labels';
import { OPERATIONS } from '../calculation/operations';
import { amountsIn } from './call';
import { caseTable, rulesTable, stepsTable } from './caseTables';
import { factsTable } from './factsTable';
import { answerOf } from './operationCells';
import { provide } from './provided';
import { currentReader } from './session';

for (const operation of OPERATIONS)
  provide(operation.id, {
    parameters: operation.parameters,
    answer: (matrices) => answerOf(operation, matrices),
  });

// What these are asked with stands in their declarations.
provide('DEFICIENCY.FACTS', {
  parameters: [],
  answer: (matrices) => ({ cells: factsTable(matrices, currentReader()), kinds: [] }),
});

for (const [id, table] of [
  ['DEFICIENCY.STEPS', stepsTable],
  ['DEFICIENCY.RULES', rulesTable],
] as const)
  provide(id, {
    parameters: [],
    answer: (matrices) => {
      const cells = caseTable(matrices, table);
      return { cells, kinds: amountsIn(cells) };
    },
  });
