/** Tries the properties on many more cases than `npm test` does. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const withProperties = readdirSync(path.join(root, 'test'), { recursive: true })
  .map((name) => path.join('test', String(name)))
  .filter((name) => name.endsWith('.test.ts'))
  .filter((name) => readFileSync(path.join(root, name), 'utf8').includes('runs('));

const { status } = spawnSync(
  process.execPath,
  [
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    'unit',
    '--testTimeout',
    '3600000',
    ...withProperties,
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, RECOURSE_SOAK: '1' } },
);
process.exitCode = status ?? 1;
