/** Bundles a command once, and again after a change in what it is made of. */
import { mkdtempSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { newest } from './compiledLaw.mjs';
import { withLock } from './lock.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'build');

/** Runs the program that starts at `entry`, and returns what it gives to others; `folders` of src are what it is made of. */
export async function runBundled(name, entry, folders, external = []) {
  const bundle = path.join(folder, `${name}.mjs`);
  const parts = [
    ...folders.map((part) => path.join(root, 'src', part)),
    fileURLToPath(import.meta.url),
  ];
  const isStale = () =>
    (statSync(bundle, { throwIfNoEntry: false })?.mtimeMs ?? 0) < Math.max(...parts.map(newest));
  if (isStale())
    await withLock(path.join(folder, 'locks', name), async () => {
      if (isStale()) await bundleWhole(name, entry, external);
    });
  return import(pathToFileURL(bundle).href);
}

/** Written beside its place and put there when it is whole, the start of the program last: others may be running it. */
async function bundleWhole(name, entry, external) {
  const begun = new Date();
  const { build } = await import('esbuild');
  const draft = mkdtempSync(path.join(folder, `draft-${name}-`));
  try {
    await build({
      entryPoints: [path.join(root, entry)],
      outdir: draft,
      entryNames: name,
      chunkNames: `${name}-[name]-[hash]`,
      outExtension: { '.js': '.mjs' },
      splitting: true,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'error',
      external,
      banner: {
        js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
      },
    });
    const start = `${name}.mjs`;
    // What changed while it was being read is read again next time.
    utimesSync(path.join(draft, start), begun, begun);
    const others = readdirSync(draft).filter((file) => file !== start);
    for (const file of [...others, start])
      renameSync(path.join(draft, file), path.join(folder, file));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
