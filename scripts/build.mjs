// Builds dist/ from a script: for npm start, npm run excel and the browser tests.
import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureLaw, newest } from './compiledLaw.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The folder that is served. */
export const dist = join(root, 'dist');

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

/** Builds once; throws with webpack's own messages where something is wrong. */
export async function build() {
  ensureLaw();
  const begun = new Date();
  const compiler = await productionCompiler();
  const stats = await new Promise((resolve, reject) =>
    compiler.run((error, result) => (error ? reject(error) : resolve(result))),
  );
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) {
    rmSync(join(dist, 'workbench.html'), { force: true });
    throw new Error(stats.toString('errors-only'));
  }
  utimesSync(join(dist, 'workbench.html'), begun, begun);
}

/**
 * Builds, and again after every change; tells how each build went.
 * @param {(problem: string | undefined) => void} built
 */
export async function buildOnChange(built) {
  const compiler = await productionCompiler();
  compiler.watch({}, (error, stats) => {
    const problem = error
      ? String(error)
      : stats.hasErrors()
        ? stats.toString('errors-only')
        : undefined;
    built(problem);
  });
}

async function productionCompiler() {
  const [{ default: webpack }, { default: config }] = await Promise.all([
    import('webpack'),
    import('../webpack.config.js'),
  ]);
  return webpack(config({}, { mode: 'production' }));
}
