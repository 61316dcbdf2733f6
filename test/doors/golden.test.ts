/**
 * What every function over time says, whole, so that no rebuilding changes a cell unseen. A change that is meant is
 * written anew with `npx vitest run --project unit test/doors -u`, and its commit says which and why.
 */
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { generateCustomFunctionsMetadata } from 'custom-functions-metadata';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { NEW_WORKBOOK, NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { answerLine } from '../../src/cli/jsonLines';
import { ANSWERERS } from '../../src/cli/overTime';
import { callFunction } from '../../src/functions/all';
import { matrixOf } from '../../src/functions/cells';
import { declarationOf } from '../../src/functions/declarations';
import { formatsOf } from '../../src/functions/formats';
import { useSettings } from '../../src/functions/session';
import { viewOf } from '../../src/functions/time/view';
import { dayFromYmd } from '../../src/money/dates';
import { CALLS, LINES } from './calls';

const golden = (name: string) => path.join(import.meta.dirname, 'golden', name);
const written = (value: unknown): string =>
  // A row of a table, a line.
  `${JSON.stringify(value, null, 1).replace(/\[\n\s+((?:[^[\]{}]|\{\n\s+"error": [^{}]*\})*?)\n\s+\]/g, (_, inside: string) => `[${inside.replace(/\n\s+/g, ' ')}]`)}\n`;

beforeEach(() => useSettings(NEW_WORKBOOK));

describe('pinned whole', () => {
  it('functions.json', async () => {
    const source = path.join(import.meta.dirname, '../../src/functions/functions.ts');
    const { metadataJson } = await generateCustomFunctionsMetadata(source);
    await expect(written(JSON.parse(metadataJson))).toMatchFileSnapshot(golden('functions.json'));
  });

  it('the cells and formats of every function over time', async () => {
    const answers = CALLS.map(([name, ...args]) => {
      const id = `DEFICIENCY.${name}`;
      const cells = callFunction(id, args);
      return { call: [name, ...args], cells, formats: formatsOf(id, cells[0] ?? []) };
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
        return { call: name, ...viewOf(id, matrices, { down: 1, right: 0 }) };
      },
    );
    await expect(written(views)).toMatchFileSnapshot(golden('views.json'));
  });

  it('lines', async () => {
    const today = dayFromYmd(2025, 6, 1) as number;
    const reader = new CaseReader({ ...NOTHING_ASSUMED, today });
    const answers = LINES.map(([kind, record]) => {
      const answer = answerLine(JSON.stringify(record), 1, new ANSWERERS[kind](reader));
      return { line: [kind, record], answer: JSON.parse(answer) as unknown };
    });
    await expect(written(answers)).toMatchFileSnapshot(golden('lines.json'));
  });
});
