/**
 * What every function over time says, whole, so that no rebuilding changes a cell unseen. A change that is meant is
 * written anew with `npx vitest run --project unit test/doors -u`, and its commit says which and why.
 */
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { NEW_WORKBOOK, NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { answerLine } from '../../src/cli/jsonLines';
import { OperationAnswerer } from '../../src/cli/overTime';
import { operationNamed, OPERATIONS } from '../../src/calculation/operations';
import type { Operation } from '../../src/calculation/operation/operation';
import '../../src/functions/all';
import { answerFunction } from '../../src/functions/call';
import { matrixOf } from '../../src/functions/cells';
import { declarationOf } from '../../src/functions/declarations';
import { formatsOf } from '../../src/functions/formats';
import { cellOf } from '../../src/functions/operationCells';
import { useSettings } from '../../src/functions/session';
import { viewOf } from '../../src/functions/view';
import { dayFromYmd } from '../../src/money/dates';
import { CALLS, LINES } from './calls';

const golden = (name: string) => path.join(import.meta.dirname, 'golden', name);
const written = (value: unknown): string =>
  // A row of a table, a line.
  `${JSON.stringify(value, null, 1).replace(/\[\n\s+((?:[^[\]{}]|\{\n\s+"error": [^{}]*\})*?)\n\s+\]/g, (_, inside: string) => `[${inside.replace(/\n\s+/g, ' ')}]`)}\n`;

beforeEach(() => useSettings(NEW_WORKBOOK));

describe('pinned whole', () => {
  it('functions.json', async () => {
    const file = path.join(import.meta.dirname, '../../src/functions/functions.json');
    const metadataJson = readFileSync(file, 'utf8');
    await expect(written(JSON.parse(metadataJson))).toMatchFileSnapshot(golden('functions.json'));
  });

  it('the cells and formats of every function over time', async () => {
    const answers = CALLS.map(([name, ...args]) => {
      const id = `DEFICIENCY.${name}`;
      const { cells, kinds } = answerFunction(id, args);
      return { call: [name, ...args], cells, formats: formatsOf(kinds) };
    });
    await expect(written(answers)).toMatchFileSnapshot(golden('cells.json'));
  });

  it('what the pane shows of them', async () => {
    const views = CALLS.filter(([name]) => !['JUDGMENT', 'LEDGER'].includes(name)).map(
      ([name, ...args]) => {
        const id = `DEFICIENCY.${name}`;
        const matrices = new Map(
          declarationOf(id)?.parameters.map((parameter, n) => [
            parameter.name,
            matrixOf(args[n] ?? null),
          ]),
        );
        const view = viewOf(operationNamed(id) as Operation, matrices, { down: 1, right: 0 });
        const tables = view.tables.map(({ id: table, columns, rows, current }) => ({
          table,
          cells: [
            columns.map(({ heading }) => heading),
            ...rows.map(({ values }) =>
              values.map((v, n) => cellOf(v, columns[n]?.kind ?? 'text')),
            ),
          ],
          current,
        }));
        return { call: name, ...view, tables };
      },
    );
    await expect(written(views)).toMatchFileSnapshot(golden('views.json'));
  });

  it('lines', async () => {
    const today = dayFromYmd(2025, 6, 1) as number;
    const reader = new CaseReader({ ...NOTHING_ASSUMED, today });
    const answers = LINES.map(([kind, record]) => {
      const answer = answerLine(
        JSON.stringify(record),
        1,
        new OperationAnswerer(OPERATIONS.find(({ line }) => line === kind) as Operation, reader),
      );
      const told = JSON.parse(answer) as Record<string, unknown>;
      // Which release of the law it is changes with every release.
      delete told['law'];
      return { line: [kind, record], answer: told };
    });
    await expect(written(answers)).toMatchFileSnapshot(golden('lines.json'));
  });
});
