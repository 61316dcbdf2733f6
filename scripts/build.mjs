// Builds dist/: for npm start, npm run build, npm run excel and the browser tests.
import { existsSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureLaw, newest } from './compiledLaw.mjs';
import { withLock } from './lock.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The folder that is served. */
export const dist = join(root, 'dist');

/** Where a build grows until it is whole, and where the one before goes. */
const draft = join(root, 'build/dist');
const former = join(root, 'build/dist.former');

/** Everything that a build depends on. */
const sources = [
  'src',
  'assets',
  'scripts',
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
export const build = () => withLock(join(root, 'build/locks/dist'), buildWhole, { waiting });

/** Builds where dist/ is stale: whoever waits for another build finds it done. */
export const buildIfStale = () =>
  withLock(join(root, 'build/locks/dist'), () => (isStale() ? buildWhole() : undefined), {
    waiting,
  });

const waiting = 'Waiting for another build ...';

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
  rmSync(former, { recursive: true, force: true });
  if (existsSync(dist)) renameSync(dist, former);
  renameSync(draft, dist);
  rmSync(former, { recursive: true, force: true });
}

/**
 * Builds, and again after every change; tells how each build went.
 * @param {(problem: string | undefined) => void} built
 */
export async function buildOnChange(built) {
  const compiler = await productionCompiler(dist);
  compiler.watch({}, (error, stats) => {
    const problem = error
      ? String(error)
      : stats.hasErrors()
        ? stats.toString('errors-only')
        : undefined;
    built(problem);
  });
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
