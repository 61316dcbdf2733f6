// Builds dist/ from a script: for npm start, npm run excel and the browser tests.
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

/** What lawyers write, and the program that reads it. */
export const lawSources = [
  'src/law/jurisdictions',
  'src/law/uniform',
  'src/law/facts.yaml',
  'src/law/profiles.yaml',
  'src/law/terms.yaml',
  'scripts/law',
];

/** Whether dist/ is missing or was built before the latest change in anything that it is built from. */
export function isStale() {
  const built = newest(join(dist, 'workbench.html'));
  return built === 0 || sources.some((source) => newest(join(root, source)) > built);
}

/** The latest change in a file or folder, in milliseconds; 0 where there is none. */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/**
 * Writes the law for the programs (src/law/generated) out of the files that lawyers write, where one of them changed.
 */
export function ensureLaw() {
  const written = newest(join(root, 'src/law/generated/rules.json'));
  if (written >= Math.max(...lawSources.map((source) => newest(join(root, source))))) return;
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/law/build.ts'], {
    cwd: root,
    stdio: 'inherit',
  });
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
