/**
 * Stryker's test runner for this repository. Starting Vitest for each of thousands of mutants takes
 * hours; here the tests are bundled once with all mutants inside, and each mutant evaluates afresh
 * (so that nothing remembered under one mutant reaches the next) the files that try it, in this
 * process, one after the other until a test fails.
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

/** Folders of tests, each a bundle, the one that is quicker to run first. */
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
 * reaches it. Nearly everything rests on money: with all tests each mutant that lives would take minutes.
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

/** Processor time in milliseconds that tests of its room and of others may take for one mutant: what lives through it counts as living. */
const TIME = { home: 500, elsewhere: 300 };

/** Tests that take longer than these milliseconds with nothing mutated are not asked. */
const TOO_LONG = 1000;

/** Files whose tests are slow run last, when quicker ones have killed most mutants. */
const LAST = [
  'overTime.test.ts',
  'unused.test.ts',
  'remembering.test.ts',
  'cases.test.ts',
  'properties.test.ts',
];

const NAMESPACE = '__stryker__';

class OneProcessRunner {
  bundles = [];
  tooLong = new Set();

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

  /** All tests, everything new for each file: what is remembered would look as if only the first file reached it. */
  async dryRun() {
    const space = (globalThis[NAMESPACE] ??= {});
    const tests = [];
    for (const { file, evaluate } of this.nearestFirst(''))
      for (const test of evaluate()(file).values()) {
        space.currentTestId = test.id;
        const result = await runTest(test);
        space.currentTestId = undefined;
        tests.push(result);
        if (result.timeSpentMs > TOO_LONG) this.tooLong.add(test.id);
      }
    return { status: DryRunStatus.Complete, tests, mutantCoverage: space.mutantCoverage };
  }

  /** The files of tests, those first that most mutants of a file of the program end in. */
  nearestFirst(fileName) {
    const near = foldersNear(fileName);
    const far = (file) => near.findIndex((folder) => file.startsWith(folder)) >>> 0;
    return this.bundles
      .flatMap(({ files, evaluate }) => files.map((file) => ({ file, evaluate })))
      .sort(
        ({ file: a }, { file: b }) =>
          far(a) - far(b) || pace(a) - pace(b) || inCommon(fileName, b) - inCommon(fileName, a),
      );
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    const { id, fileName } = activeMutant;
    const only = testFilter && asked(fileName, nearest(fileName, testFilter));
    const space = (globalThis[NAMESPACE] ??= {});
    Object.assign(space, { hitCount: 0, hitLimit });
    const found = await this.tried(fileName, only, { id, static: mutantActivation === 'static' });
    space.activeMutant = undefined;
    const late = determineHitLimitReached(space.hitCount, hitLimit);
    return toMutantRunResult(late ?? found);
  }

  /** Tests until one fails, or they have taken their time. */
  async tried(fileName, only, mutant) {
    const record = this.recordOf(fileName);
    const tests = new Map();
    const spent = { home: 0, elsewhere: 0 };
    try {
      for (const { test, room } of this.inOrder(fileName, only, mutant, record)) {
        if (spent[room] > TIME[room]) continue;
        if (tests.has(test.id) || this.tooLong.has(test.id) || (only && !only.has(test))) continue;
        const started = process.cpuUsage();
        const result = await runTest(test);
        spent[room] += milliseconds(process.cpuUsage(started));
        tests.set(test.id, result);
        record.add(result);
        if (result.status === TestStatus.Failed) break;
      }
    } catch (error) {
      if (!mutant.static) throw error;
      return { status: DryRunStatus.Error, errorMessage: String(error) };
    }
    return { status: DryRunStatus.Complete, tests: [...tests.values()] };
  }

  /**
   * Tests of the room of the mutant first, then of the others; of both those that killed most in its file, then one of
   * each kind, then all.
   * Files are loaded when they are needed, with a static mutant active; others wake when all is loaded.
   */
  *inOrder(fileName, only, mutant, record) {
    const space = globalThis[NAMESPACE];
    const evaluated = remembering((evaluate) => evaluate());
    const load = remembering(({ file, evaluate }) => {
      space.activeMutant = mutant.static ? mutant.id : undefined;
      const declared = [...evaluated(evaluate)(file).values()];
      space.activeMutant = mutant.id;
      return declared;
    });
    const files = record.best(
      this.nearestFirst(fileName).filter(({ file }) => !only || only.files.has(file)),
    );
    const isHome = inRoomOf(fileName);
    const killers = record.killers();
    const known = files.filter(({ file }) => killers.files.has(file));
    for (const room of ['home', 'elsewhere']) {
      const here = (some) => some.filter((one) => isHome(one) === (room === 'home'));
      for (const one of here(known))
        for (const test of load(one)) if (killers.tests.has(test.id)) yield { test, room };
      for (const one of here(files))
        for (const test of load(one)) if (test.row === 0) yield { test, room };
      for (const one of here(files)) for (const test of load(one)) yield { test, room };
    }
  }

  recordOf = remembering(() => new Kills());
}

/** What the tests of each file did to the mutants of one file of the program. */
class Kills {
  #files = new Map();
  #tests = new Map();

  add({ id, fileName, status, timeSpentMs }) {
    const file = this.#files.get(fileName) ?? { kills: 1, ms: 10 };
    const killed = status === TestStatus.Failed ? 1 : 0;
    this.#files.set(fileName, { kills: file.kills + killed, ms: file.ms + timeSpentMs });
    if (killed) this.#tests.set(id, (this.#tests.get(id) ?? 0) + 1);
  }

  /** Files of tests, those first that kill most in the time they take. */
  best(files) {
    const rate = ({ file }) => {
      const { kills, ms } = this.#files.get(file) ?? { kills: 1, ms: 10 };
      return kills / ms;
    };
    return [...files].sort((a, b) => rate(b) - rate(a));
  }

  /** The tests that killed most. */
  killers() {
    const most = [...this.#tests].sort(([, a], [, b]) => b - a).slice(0, 20);
    const tests = new Set(most.map(([id]) => id));
    return { tests, files: new Set(most.map(([id]) => id.slice(0, id.indexOf('#')))) };
  }
}

const milliseconds = ({ user, system }) => (user + system) / 1000;

/** Whether a file of tests is in the room of a file of the program. */
function inRoomOf(fileName) {
  const room = path.posix.dirname(fileName.replace(/^.*\bsrc\//, 'test/'));
  return ({ file }) => file.startsWith(`${room}/`);
}

/**
 * The tests that are asked. In the room of the mutant a file is asked whole: what it works out once and remembers (the
 * law, a setting) was reached by its first test, and may be wrong in any.
 */
function asked(fileName, ids) {
  const tests = new Set(ids);
  const files = new Set(ids.map((id) => id.slice(0, id.indexOf('#'))));
  const isHome = inRoomOf(fileName);
  return { files, has: (test) => isHome({ file: test.fileName }) || tests.has(test.id) };
}

function remembering(make) {
  const made = new Map();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key);
  };
}

/** How much of their paths within `src` and `test` a file and its tests share, letter by letter. */
function inCommon(fileName, test) {
  const [a, b] = [fileName.replace(/^.*\bsrc\//, ''), test.replace('test/', '')];
  let n = 0;
  while (n < a.length && a[n] === b[n]) n += 1;
  return n;
}

const foldersNear = (fileName) =>
  NEAREST[Object.keys(NEAREST).find((folder) => fileName.includes(folder))] ?? [];

function nearest(fileName, tests) {
  const folders = foldersNear(fileName);
  const near = tests.filter((id) => folders.some((folder) => id.startsWith(folder)));
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
  const dataOf = remembering((name) => JSON.parse(readFileSync(name, 'utf8')));
  const { parse } = require('yaml');
  const yaml = { parse: remembering((text) => parse(text)) };
  return (name) => (name.endsWith('.json') ? dataOf(name) : name === 'yaml' ? yaml : require(name));
}

/** Bundles the tests of a folder; evaluating gives a loader of its files, with every module's state new. */
async function bundle(root, folder, outside) {
  const files = testFiles(root, folder);
  const loaders = files.map((file) => `'${file}': () => require('./${file}'),`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents: `module.exports = {${loaders}};`, resolveDir: root },
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
    return (file) => {
      declared.tests = new Map();
      module.exports[file]();
      return declared.tests;
    };
  };
  return { files, evaluate };
}

function testFiles(root, folder) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((name) => !LEFT_OUT.includes(name));
}

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
