/** The whole test command: form, types, then every test; a browser is found or installed first. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => path.join(root, 'node_modules', '.bin', name);

const stages = [
  ['Formatting', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['Lint', bin('eslint'), ['.', '--max-warnings', '0']],
  ['Types', bin('tsc'), ['--noEmit', '-p', '.']],
  ['Tests', bin('vitest'), ['run', '--silent=passed-only', ...process.argv.slice(2)]],
];

for (const [name, command, args] of stages) {
  const started = Date.now();
  process.stdout.write(`${name} ...\n`);
  const shell = process.platform === 'win32';
  const env = process.env.CI ? { ...process.env, NO_COLOR: '1' } : process.env;
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell, env });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (status !== 0) {
    process.stdout.write(`${name} failed after ${seconds} s.\n`);
    process.exit(status ?? 1);
  }
  process.stdout.write(`${name} passed in ${seconds} s.\n`);
}
