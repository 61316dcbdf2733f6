// The house stands as it is drawn: every file in a room, arrows down the list of rooms, no circles.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { circlesIn, importsOf, programFiles, type Import } from './imports';
import { refusal, roomOf } from './rooms';

const root = path.resolve(import.meta.dirname, '../..');
const files = programFiles(root, 'src');
const imports = files.flatMap((file) => importsOf(root, file));
const ours = ({ to }: Import) => !to.includes('/generated/');

describe('the house', () => {
  it('has a room for every file', () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
  });

  it('has no arrow that points up', () => {
    expect(imports.filter(ours).flatMap(({ from, to }) => refusal(from, to) ?? [])).toEqual([]);
  });

  it('imports only files that are there', () => {
    expect(imports.filter(({ to }) => ours({ from: '', to }) && !/\.\w+$/.test(to))).toEqual([]);
  });

  it('has no circles, in the program or in what builds it', () => {
    const tools = ['scripts', 'bench', 'webpack.config.js'].flatMap((at) => programFiles(root, at));
    const all = [...imports, ...tools.flatMap((file) => importsOf(root, file))];
    expect(circlesIn(all)).toEqual([]);
  });
});

describe('the fence', () => {
  const planted: readonly (readonly [string, string, string])[] = [
    [
      'a plain import',
      'src/law/plan.ts',
      `import { assess } from '../calculation/deficiency/assess';`,
    ],
    [
      'a type alone',
      'src/money/cents.ts',
      `import type { Case } from '../calculation/deficiency/case';`,
    ],
    [
      'a folder further in',
      'src/calculation/payoff/payoff.ts',
      `import { callFunction } from '../../functions/call';`,
    ],
    ['another spelling', 'src/functions/call.ts', `import '../functions/../taskpane/index';`],
    [
      'a later import',
      'src/calculation/deficiency/case.ts',
      `const a = await import('../judgment/ledger');`,
    ],
    ['passing on', 'src/sheets/sheet.ts', `export * from '../workbook/host';`],
    ['from the root', 'src/workbook/host.ts', `import 'src/page/grid';`],
  ];

  it.each(planted)('catches %s that points up', (_, from, text) => {
    const [found] = importsOf(root, from, text);
    expect(refusal(from, found?.to ?? '')).toContain('arrows point down only');
  });

  it('catches a circle of three', () => {
    const ring = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'a' },
      { from: 'c', to: 'd' },
    ];
    expect(circlesIn(ring)).toEqual([['a', 'b', 'c']]);
  });
});
