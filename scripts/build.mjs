// Builds dist/: for npm start, npm run build, npm run excel and the browser tests.
import { cpSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureLaw, newest } from './compiledLaw.mjs';
import { isRunning, withLock } from './lock.mjs';
import { putInPlace, restored } from './swap.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The folder that is served. */
export const dist = join(root, 'dist');

/** Where a build grows until it is whole, and where the one before goes. */
const draft = join(root, 'build/dist');
const former = join(root, 'build/dist.former');

/** Where a build grows that watches: of each process its own. */
const WATCHED = /^dist\.watched\.(\d+)$/;
const watched = (pid) => join(root, `build/dist.watched.${pid}`);

/** Everything that a build depends on. */
const sources = [
  'src',
  'assets',
  'scripts',
  'docs/functions.md',
  'docs/site',
  'manifest.xml',
  'webpack.config.js',
  'package-lock.json',
];

/** Whether dist/ is missing or was built before the latest change in anything that it is built from. */
export function isStale() {
  const built = newest(join(dist, 'workbench.html'));
  return built === 0 || sources.some((source) => newest(join(root, source)) > built);
}

/** Builds once, while no other does; throws with webpack's own messages, and leaves dist/ as it was, where it fails. */
export const build = () => alone(buildWhole);

/** Builds where dist/ is stale: whoever waits for another build finds it done. */
export const buildIfStale = () => alone(() => (isStale() ? buildWhole() : undefined));

const alone = (action) =>
  withLock(
    join(root, 'build/locks/dist'),
    () => {
      restored(dist, former);
      return action();
    },
    { waiting: 'Waiting for another build ...' },
  );

async function buildWhole() {
  ensureLaw();
  const begun = new Date();
  const compiler = await productionCompiler(draft);
  const stats = await new Promise((resolve, reject) =>
    compiler.run((error, result) => (error ? reject(error) : resolve(result))),
  );
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new Error(stats.toString('errors-only'));
  utimesSync(join(draft, 'workbench.html'), begun, begun);
  putInPlace(draft, dist, former);
}

/**
 * Builds, and again after every change, each time beside dist/ and there when it is whole; tells how each build went.
 * @param {(problem: string | undefined) => void} built
 * @returns {Promise<void>} when the first build is done
 */
export async function buildOnChange(built) {
  ensureLaw();
  removeLeft();
  const into = watched(process.pid);
  process.on('exit', () => rmSync(into, { recursive: true, force: true }));
  const compiler = await productionCompiler(into);
  return new Promise((first) => {
    compiler.watch({}, (error, stats) => {
      const problem = error?.message ?? (stats.hasErrors() ? stats.toString('errors-only') : '');
      const whole = problem === '' ? alone(() => putCopyInPlace(into)) : Promise.resolve();
      void whole
        .then(
          () => built(problem === '' ? undefined : problem),
          (failed) => built(failed.message),
        )
        .finally(first);
    });
  });
}

/** What is watched stays where it is: the next build writes only what changed. */
function putCopyInPlace(made) {
  rmSync(draft, { recursive: true, force: true });
  cpSync(made, draft, { recursive: true });
  putInPlace(draft, dist, former);
}

/** Removes what processes that were killed while they watched have left. */
function removeLeft() {
  const left = readdirSync(join(root, 'build')).filter((name) => {
    const [, pid] = WATCHED.exec(name) ?? [];
    return pid !== undefined && !isRunning(Number(pid));
  });
  for (const name of left) rmSync(join(root, 'build', name), { recursive: true, force: true });
}

async function productionCompiler(into) {
  const [{ default: webpack }, { default: config }] = await Promise.all([
    import('webpack'),
    import('../webpack.config.js'),
  ]);
  const wanted = config({}, { mode: 'production' });
  return webpack({ ...wanted, output: { ...wanted.output, path: into } });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await build().catch((problem) => {
    process.stderr.write(`${problem.message}\n`);
    process.exitCode = 1;
  });
