/** The whole test command: first what the tests need, then the browser, form, lint and types beside all other tests. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPrograms, lacking } from './programs.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const vitest = (name, ...args) => [name, bin('vitest'), ['run', '--silent=passed-only', ...args]];

const form = [
  ['Formatting', bin('oxfmt'), ['--list-different']],
  ['Lint and types', bin('oxlint'), ['--max-warnings', '0']],
];
const wanted = process.argv.slice(2);
const some = wanted.length > 0 ? ['--passWithNoTests', ...wanted] : [];
const one = ['--maxWorkers=1', '--minWorkers=1'];
const inBrowser = (name, ...which) => vitest(name, '--project', 'browser', ...which);

/** Tests that start our programs; they fill the third list, which is the shortest without them. */
const OF_PROGRAMS = ['cli', 'fault'];
const ofPrograms = OF_PROGRAMS.map((name) => `test/${name}/`);
const allOthers = readdirSync(path.join(root, 'test'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !OF_PROGRAMS.includes(entry.name))
  .map(({ name }) => `test/${name}/`);

/**
 * Three lists side by side, each one step after the other: what draws or starts programs waits half of its time, and two
 * cores have room for a third. Tests that were asked for by name come one after the other.
 */
const phases =
  some.length > 0
    ? [
        [form],
        [[vitest('Tests', '--project', 'unit', ...some)]],
        [[inBrowser('Tests in the browser', ...some)]],
      ]
    : [
        [
          [inBrowser('Tests in the browser', 'test/e2e')],
          [vitest('Tests', '--project', 'unit', ...one, ...allOthers)],
          [
            inBrowser('Tests in an emulated Excel', 'test/contract', 'test/manifest'),
            ...form,
            vitest('Tests of the programs', '--project', 'unit', ...one, ...ofPrograms),
          ],
        ],
      ];

const running = new Set();

/** Runs a command; the first list's words are shown at once, the others' when they are done. */
function run([name, command, args], shown) {
  const started = Date.now();
  process.stdout.write(`${name} ...\n`);
  const env = process.env.CI ? { ...process.env, NO_COLOR: '1' } : process.env;
  const child = spawn(command, args, {
    cwd: root,
    stdio: shown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env,
  });
  running.add(child);
  const kept = [];
  child.stdout?.on('data', (text) => kept.push(text));
  child.stderr?.on('data', (text) => kept.push(text));
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (status) => {
      running.delete(child);
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      const ended = status === 0 ? `passed in ${seconds} s` : `failed after ${seconds} s`;
      process.stdout.write(`${Buffer.concat(kept).toString()}${name} ${ended}.\n`);
      resolve(status ?? 1);
    });
  });
}

/** One after the other, whatever became of the one before. */
async function inTurn(stages, shown) {
  let passed = true;
  for (const stage of stages) passed = (await run(stage, shown)) === 0 && passed;
  return passed;
}

// Ended by hand, what it started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
  });

if (wanted.length === 0) {
  await installPrograms();
  const problems = lacking();
  if (problems.length > 0) {
    const partly =
      'A part of the tests runs without: npm test -- test/money test/law test/calculation';
    process.stderr.write(`${[...problems, partly].join('\n')}\n`);
    process.exit(1);
  }
}

let passed = true;
for (const lanes of phases) {
  const done = await Promise.all(lanes.map((stages, n) => inTurn(stages, n === 0)));
  passed &&= done.every(Boolean);
}
process.exitCode = passed ? 0 : 1;
