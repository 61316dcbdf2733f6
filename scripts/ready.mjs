/** Makes a checkout ready to run: installs what is missing or stale, and compiles the law's files. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 20) {
  process.stderr.write(`Node.js 20 or later is needed; this is ${process.version}.\n`);
  process.exit(1);
}

/** Runs a command with its output on standard error, so that standard output stays the program's. */
function run(command, args, why) {
  process.stderr.write(`${why}\n`);
  const windows = process.platform === 'win32';
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  });
  if (status !== 0) {
    process.stderr.write(`${command} ${args.join(' ')} did not succeed; see above.\n`);
    process.exit(1);
  }
}

/** Installed packages are stale when the lock file is not the one they were installed from. */
function installed() {
  const stamp = at('node_modules', '.installed-from');
  const lock = createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'Installing packages ...');
  writeFileSync(stamp, lock);
}

function newest(folder, ending) {
  let time = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'generated') time = Math.max(time, newest(file, ending));
    } else if (ending.test(entry.name)) time = Math.max(time, statSync(file).mtimeMs);
  }
  return time;
}

function lawCompiled() {
  const made = at('src/law/generated/rules.json');
  const sources = Math.max(
    newest(at('src/law'), /\.yaml$/),
    newest(at('scripts/law'), /\.(ts|json)$/),
  );
  if (existsSync(made) && statSync(made).mtimeMs >= sources) return;
  run('node', ['node_modules/tsx/dist/cli.mjs', 'scripts/law/build.ts'], 'Compiling the law ...');
}

installed();
lawCompiled();
