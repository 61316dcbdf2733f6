/** Makes a checkout ready to run: installs what is missing or stale, and compiles the law's files. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isLawCompiled } from './compiledLaw.mjs';
import { withLock } from './lock.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Node.js 20.19 or later is needed; this is ${process.version}.\n`);
  process.exit(1);
}

/** Runs a command with its output on standard error, so that standard output stays the program's. */
async function run(command, args, why) {
  process.stderr.write(`${why}\n`);
  const windows = process.platform === 'win32';
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows });
  const status = await new Promise((resolve) =>
    child.on('error', () => resolve(1)).on('close', resolve),
  );
  if (status === 0) return;
  process.stderr.write(`${command} ${args.join(' ')} did not succeed; see above.\n`);
  process.exit(1);
}

const stamp = at('node_modules', '.installed-from');
const lockFile = () =>
  createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');

/** Packages are stale when the lock file is not the one they were installed from. */
const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockFile();

/** Whether another lock file asks for the very packages that are there, as npm itself keeps note of them. */
function isSameInstalled() {
  const there = at('node_modules', '.package-lock.json');
  if (!existsSync(stamp) || !existsSync(there)) return false;
  const { packages } = JSON.parse(readFileSync(there, 'utf8'));
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
  delete wanted[''];
  const same = ([place, { integrity, optional }]) =>
    packages[place] ? packages[place].integrity === integrity : optional === true;
  return (
    Object.keys(packages).every((place) => wanted[place]) && Object.entries(wanted).every(same)
  );
}

async function install() {
  const lock = lockFile();
  if (isSameInstalled()) return writeFileSync(stamp, lock);
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', args, 'Installing packages ...');
  writeFileSync(stamp, lock);
}

const compileLaw = () =>
  run(
    process.execPath,
    ['node_modules/tsx/dist/cli.mjs', 'scripts/law/build.ts'],
    'Compiling the law ...',
  );

// Whoever comes second waits, and then finds it done.
if (!isInstalled() || !isLawCompiled())
  await withLock(
    at('build/locks/ready'),
    async () => {
      if (!isInstalled()) await install();
      if (!isLawCompiled()) await compileLaw();
    },
    { waiting: 'Waiting for another command that installs or compiles ...' },
  );
