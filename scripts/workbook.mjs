/** Runs the workbook command, bundled once and again after a change. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bundle = path.join(root, 'build/workbook.mjs');

function newest(folder) {
  let time = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    time = Math.max(time, entry.isDirectory() ? newest(file) : statSync(file).mtimeMs);
  }
  return time;
}

const sources = ['cli', 'models', 'functions', 'workbook', 'calculation', 'law', 'money'].map(
  (name) => path.join(root, 'src', name),
);
const changed = Math.max(...sources.map(newest), statSync(fileURLToPath(import.meta.url)).mtimeMs);
if (!existsSync(bundle) || statSync(bundle).mtimeMs < changed) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [path.join(root, 'src/cli/workbook/main.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    external: ['exceljs'],
  });
}
await import(pathToFileURL(bundle).href);
