/** The package answers as a line does, in an engine that has neither Node nor a page, and its documentation holds. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createContext, runInContext } from 'node:vm';
import quickJs from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Answerer, type RuleTexts } from '../../src/calculation/batch/answer';
import { CaseReader } from '../../src/calculation/deficiency/case';
import { NOTHING_ASSUMED } from '../../src/calculation/settings/settings';
import { LAW_VERSION, STATES } from '../../src/law/book';
import '../../src/law/labels';
import { recourse } from '../../src/library';
import { dayFromYmd } from '../../src/money/dates';
import { buildLibrary, library } from '../../scripts/library.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const built = (name: string) => readFileSync(path.join(library, name), 'utf8');

beforeAll(() => buildLibrary(false));

/** What an expression with the package comes to as JSON, in an engine that has nothing but the language. */
type Engine = (expression: string) => string;

const inV8: Engine = (expression) => {
  const context = createContext(Object.create(null) as object);
  runInContext(built('recourse.iife.js'), context);
  context['texts'] = built('texts.json');
  return runInContext(`JSON.stringify(${expression})`, context) as string;
};

/** The program without the law, which it is given as data. */
const withLawAsData: Engine = (expression) => {
  const context = createContext(Object.create(null) as object);
  context['law'] = built('law.json');
  runInContext('globalThis.RecourseLaw = JSON.parse(law)', context);
  runInContext(built('recourse.program.iife.js'), context);
  context['texts'] = built('texts.json');
  return runInContext(`JSON.stringify(${expression})`, context) as string;
};

/** An engine by other people, as databases embed it. */
async function quickEngine(): Promise<Engine> {
  const context = (await newQuickJSWASMModuleFromVariant(quickJs)).newContext();
  const run = (code: string): string =>
    context.unwrapResult(context.evalCode(code)).consume((value) => context.getString(value));
  run(`${built('recourse.iife.js')}; ''`);
  run(`globalThis.texts = ${JSON.stringify(built('texts.json'))}`);
  return (expression) => run(`JSON.stringify(${expression})`);
}

it('holds its law by name and by state in order, so that the same law gives the same file', () => {
  const law = JSON.parse(built('law.json')) as { rules: { places: { code: string }[] } };
  expect(Object.keys(law)).toEqual(['labels', 'rules']);
  const codes = law.rules.places.map(({ code }) => code);
  expect(codes).toEqual(STATES.map(({ code }) => code).sort());
});

describe('in a bare engine', () => {
  const today = '2026-11-30';

  it('answers a case of every state as a line does, links and deadlines too, in V8 and in QuickJS', async () => {
    const records = STATES.flatMap(({ code }) =>
      ['home_loan', 'vehicle'].map((profile) => ({
        ...{ balance: 300000.5, sale_price: 255000, costs: 7000, fair_value: 270000, state: code },
        ...{ profile, sale_date: '2026-06-01', waste_loss: 5 },
      })),
    );
    const { rules } = JSON.parse(built('texts.json')) as { rules: RuleTexts };
    const day = dayFromYmd(2026, 11, 30) as number;
    const line = new Answerer(new CaseReader({ ...NOTHING_ASSUMED, today: day }), () => rules);
    const expected = JSON.stringify(records.map((one) => line.answer(one)));
    const asked = `${JSON.stringify(records)}.map(Recourse.recourse({ today: '${today}', texts: JSON.parse(texts) }).assess)`;
    for (const engine of [inV8, withLawAsData, await quickEngine()])
      expect(JSON.parse(engine(asked))).toEqual(JSON.parse(expected));
  }, 120_000);

  it('is small enough to be loaded into a database', () => {
    expect(built('recourse.iife.js').length).toBeLessThan(520_000);
    expect(built('recourse.program.iife.js').length).toBeLessThan(120_000);
  });
});

describe('the package', () => {
  it('names the law that it carries, apart from its own version', () => {
    const about = JSON.parse(built('package.json')) as { version: string; law: unknown };
    expect(about.law).toEqual(LAW_VERSION);
    expect(about.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('refuses settings and days that it cannot read, by name', () => {
    expect(() => recourse({ settings: { when_unknown: 'perhaps' } })).toThrow(/when_unknown/);
    expect(() => recourse({ today: '2026-02-30' })).toThrow(/today/);
  });

  it('refuses columns of unequal length', () => {
    const { assessColumns } = recourse();
    expect(() => assessColumns({ balance: [1, 2], sale_price: [1] })).toThrow(
      /sale_price has 1 rows, and balance 2/,
    );
  });
});

// Every line of an example that ends with a comment is worked out, and the comment is what it comes to.
describe('the documentation', () => {
  const examples = [
    ...readFileSync(path.join(root, 'docs/library.md'), 'utf8').matchAll(/```js\n(.*?)```/gs),
  ];

  it.each(examples.map(([, code]) => [code as string]))('%s', (code) => {
    const claims: [string, unknown][] = [];
    const counted = code
      .replace(/^import .*$/gm, '')
      .replace(/^(\S.*); \/\/ (.*)$/gm, (_, expression: string, told: string) => {
        claims.push([expression, JSON.parse(told)]);
        return `said.push(${expression});`;
      });
    expect(claims.length).toBeGreaterThan(0);
    const said: unknown[] = [];
    runInContext(counted, createContext({ recourse, said }));
    expect(JSON.parse(JSON.stringify(said))).toEqual(claims.map(([, told]) => told));
  });
});
