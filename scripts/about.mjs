// What a build says of itself: its version, the state of its sources, and the day on which its law was last read.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
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

/** The latest day on which a rule was compared with its source. */
export function lawDate() {
  const folder = join(root, 'src/law/jurisdictions');
  const days = readdirSync(folder).flatMap((name) =>
    [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/^\s*checked: (\d{4}-\d{2}-\d{2})/gm),
    ].map(([, day]) => day),
  );
  return days.sort().at(-1) ?? '';
}
