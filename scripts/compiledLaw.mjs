// Keeps the law as the programs read it (src/law/generated) as new as what lawyers write.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What lawyers write, and the program that reads it. */
export const lawSources = [
  ...readdirSync(join(root, 'src/law'), { withFileTypes: true })
    .filter((entry) =>
      entry.isDirectory() ? entry.name !== 'generated' : /\.(?:yaml|json)$/.test(entry.name),
    )
    .map(({ name }) => `src/law/${name}`),
  'scripts/law',
];

/** The latest change in a file or folder, in milliseconds; 0 where there is none. */
export function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Whether the law for the programs is as new as all that it is made from. */
export const isLawCompiled = () =>
  newest(join(root, 'src/law/generated/rules.json')) >=
  Math.max(...lawSources.map((source) => newest(join(root, source))));

/** Writes the law for the programs (src/law/generated) out of the files that lawyers write, where one of them changed. */
export function ensureLaw() {
  if (isLawCompiled()) return;
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/law/build.ts'], {
    cwd: root,
    stdio: 'inherit',
  });
}
