/** Bundles a command once, and again after a change in what it is made of. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

function newest(folder) {
  let time = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    time = Math.max(time, entry.isDirectory() ? newest(file) : statSync(file).mtimeMs);
  }
  return time;
}

/** Runs the command whose program starts at `entry`; `folders` of src are what it is made of. */
export async function runBundled(name, entry, folders, external = []) {
  const bundle = path.join(root, `build/${name}.mjs`);
  const changed = Math.max(
    ...folders.map((folder) => newest(path.join(root, 'src', folder))),
    statSync(fileURLToPath(import.meta.url)).mtimeMs,
  );
  if (!existsSync(bundle) || statSync(bundle).mtimeMs < changed) {
    const { build } = await import('esbuild');
    await build({
      entryPoints: [path.join(root, entry)],
      outdir: path.dirname(bundle),
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
  }
  await import(pathToFileURL(bundle).href);
}
