// What a build says of itself: its version and the state of its sources.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The version, told once in package.json, and the commit that was built. */
export const programVersion = () => ({
  version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
  build: commit(),
});

/** A copy without its history has no commit. */
function commit() {
  try {
    const options = { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], options).trim();
  } catch {
    return '';
  }
}
