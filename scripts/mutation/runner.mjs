/**
 * Stryker's test runner for this repository. Starting Vitest for each of thousands of mutants takes
 * hours; here the tests are bundled once with all mutants inside, and each mutant evaluates the
 * bundle afresh (so that nothing remembered under one mutant reaches the next) in this process.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { build } from 'esbuild';
import { Declared } from './vitest.mjs';

/** Folders of tests, each a bundle, the one that is quicker to evaluate and to run first. */
const BUNDLES = [
  'test/money',
  'test/calculation',
  'test/functions',
  'test/sheets',
  'test/doors',
  'test/law',
];

/**
 * The tests that try a mutant, by where it is; those of other folders count only where none of these
 * reaches it. Nearly everything rests on money, and the tables of cases of the law run through all of
 * the calculation: with them each mutant that lives would take seconds, so they are left out there.
 */
const NEAREST = {
  'src/money/': ['test/money/'],
  'src/law/': ['test/law/', 'test/calculation/'],
  'src/calculation/': [
    'test/calculation/',
    'test/functions/',
    'test/sheets/',
    'test/doors/',
    'test/law/',
  ],
};

/** These look at the data and at the pages made from it, not at the program, start others, or compare with what it wrote. */
const LEFT_OUT = [
  'test/law/docs.test.ts',
  'test/law/data.test.ts',
  'test/functions/metadata.test.ts',
  'test/sheets/calls.test.ts',
  'test/sheets/recalculated.test.ts',
  'test/doors/everyKey.test.ts',
  'test/doors/golden.test.ts',
];

/** Files whose tests are slow run last, when quicker ones have killed most mutants. */
const LAST = [
  'overTime.test.ts',
  'unused.test.ts',
  'remembering.test.ts',
  'cases.test.ts',
  'properties.test.ts',
];

/** Of the tables of cases every third is tried: they are many, and much alike from state to state. */
const EVERY_THIRD = 'test/law/cases.test.ts#';

const NAMESPACE = '__stryker__';

class OneProcessRunner {
  bundles = [];

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    process.env.RECOURSE_MUTATION = '1';
    const root = process.cwd();
    const outside = outsideModules(root);
    // A failing property need not be narrowed down: that it fails is the answer.
    outside('fast-check').configureGlobal({ seed: 1, numRuns: 20, endOnFailure: true });
    for (const folder of BUNDLES) this.bundles.push(await bundle(root, folder, outside));
  }

  async dryRun() {
    const results = await this.run({ record: true });
    return { ...results, mutantCoverage: globalThis[NAMESPACE]?.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    const { fileName } = activeMutant;
    const only = testFilter && new Set(nearest(fileName, testFilter));
    const space = (globalThis[NAMESPACE] ??= {});
    space.hitCount = 0;
    space.hitLimit = hitLimit;
    const whileLoading = mutantActivation === 'static';
    const bundles = this.nearestFirst(fileName);
    const mutant = activeMutant.id;
    const found = await this.run({ only, mutant, whileLoading, bail: true, bundles });
    const late = determineHitLimitReached(space.hitCount, hitLimit);
    return toMutantRunResult(late ?? found);
  }

  /** The bundles in the order in which their folders are nearest: most mutants end in the first. */
  nearestFirst(fileName) {
    const near = foldersNear(fileName).map((folder) =>
      BUNDLES.findIndex((one) => `${one}/` === folder),
    );
    const first = near.map((n) => this.bundles[n]);
    return [...first, ...this.bundles.filter((one) => !first.includes(one))];
  }

  async run({
    only,
    mutant,
    whileLoading = false,
    bail = false,
    record = false,
    bundles = this.bundles,
  }) {
    const space = (globalThis[NAMESPACE] ??= {});
    const tests = [];
    for (const { files, evaluate } of bundles) {
      if (only && ![...only].some((id) => files.has(id.slice(0, id.indexOf('#'))))) continue;
      space.activeMutant = whileLoading ? mutant : undefined;
      let declared;
      try {
        declared = evaluate();
      } catch (error) {
        if (!whileLoading) throw error;
        return { status: DryRunStatus.Error, errorMessage: String(error) };
      }
      space.activeMutant = mutant;
      for (const test of declared.values()) {
        if (only && !only.has(test.id)) continue;
        if (record) space.currentTestId = test.id;
        const result = await runTest(test);
        space.currentTestId = undefined;
        tests.push(result);
        if (bail && result.status === TestStatus.Failed)
          return { status: DryRunStatus.Complete, tests };
      }
    }
    space.activeMutant = undefined;
    return { status: DryRunStatus.Complete, tests };
  }
}

const foldersNear = (fileName) =>
  NEAREST[Object.keys(NEAREST).find((folder) => fileName.includes(folder))] ?? [];

function nearest(fileName, tests) {
  const folders = foldersNear(fileName);
  const beyond = fileName.includes('src/calculation/') ? EVERY_THIRD : undefined;
  const near = tests.filter(
    (id) => folders.some((folder) => id.startsWith(folder)) && !(beyond && id.startsWith(beyond)),
  );
  return near.length > 0 ? near : tests;
}

async function runTest({ id, fileName, run }) {
  const started = performance.now();
  const result = () => ({ id, name: id, fileName, timeSpentMs: performance.now() - started });
  try {
    await run();
    return { ...result(), status: TestStatus.Success };
  } catch (error) {
    return {
      ...result(),
      status: TestStatus.Failed,
      failureMessage: String(error?.message ?? error),
    };
  }
}

/** Packages and data are loaded once; what is read from a text is remembered by the text. */
function outsideModules(root) {
  const require = createRequire(path.join(root, 'package.json'));
  const data = new Map();
  const remembered = (key, make) => {
    if (!data.has(key)) data.set(key, make());
    return data.get(key);
  };
  return (name) => {
    if (name.endsWith('.json'))
      return remembered(name, () => JSON.parse(readFileSync(name, 'utf8')));
    if (name !== 'yaml') return require(name);
    const { parse } = require(name);
    return { parse: (text) => remembered(text, () => parse(text)) };
  };
}

/** Bundles the tests of a folder; evaluating gives the tests, with every module's state new. */
async function bundle(root, folder, outside) {
  const files = testFiles(root, folder).sort(byPace);
  const contents = files.map((file) => `import './${file}';`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
    plugins: [testsNamed(root)],
  });
  const code = `(function (require, module, exports, declared) {${outputFiles[0].text}\n})`;
  const evaluateIn = new vm.Script(code, {
    filename: `${folder}.js`,
  }).runInThisContext();
  const evaluate = () => {
    const declared = new Declared();
    const { vitest } = declared;
    const module = { exports: {} };
    const require = (name) => (name === 'vitest' ? vitest : outside(name));
    evaluateIn(require, module, module.exports, declared);
    return thinned(declared.tests);
  };
  return { files: new Set(files), evaluate };
}

function thinned(tests) {
  let n = 0;
  for (const id of tests.keys()) if (id.startsWith(EVERY_THIRD) && n++ % 3 > 0) tests.delete(id);
  return tests;
}

function testFiles(root, folder) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((name) => !LEFT_OUT.includes(name));
}

const byPace = (a, b) => pace(a) - pace(b) || (a < b ? -1 : 1);
const pace = (file) => LAST.findIndex((name) => file.endsWith(name));

/** Lets each test file say its name and place, and leaves data files outside of the bundle. */
const testsNamed = (root) => ({
  name: 'tests-named',
  setup(builder) {
    builder.onResolve({ filter: /\.json$/ }, ({ path: name, resolveDir }) => ({
      path: path.resolve(resolveDir, name),
      external: true,
    }));
    builder.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const name = path.relative(root, file).split(path.sep).join('/');
      const text = readFileSync(file, 'utf8')
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href));
      const said = name.endsWith('.test.ts') ? `declared.file = ${JSON.stringify(name)};\n` : '';
      return { contents: said + text, loader: 'ts' };
    });
  },
});

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'one-process', OneProcessRunner),
];
