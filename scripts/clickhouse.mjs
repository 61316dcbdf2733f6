/** Makes what a ClickHouse server needs of us: the program in one file and the configuration that declares its functions. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Puts `recourse` and `recourse_function.xml` into a folder; further options go into the configuration. */
export function buildClickHouse(folder, ...options) {
  mkdirSync(folder, { recursive: true });
  const program = path.join(folder, 'recourse');
  const { outputFiles } = buildSync({
    entryPoints: [path.join(root, 'src/cli/clickhouse/main.ts')],
    bundle: true,
    minify: true,
    platform: 'node',
    // A file without an ending is read as one that requires.
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
    write: false,
  });
  writeFileSync(program, outputFiles[0].contents);
  chmodSync(program, 0o755);
  const told = spawnSync(process.execPath, [program, 'configuration', ...options], {
    encoding: 'utf8',
  });
  if (told.status !== 0) throw new Error(told.stderr);
  writeFileSync(path.join(folder, 'recourse_function.xml'), told.stdout);
}
