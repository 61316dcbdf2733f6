/** Bundles the workbook's parts for a page of a test. */
import { resolve } from 'node:path';
import { build } from 'esbuild';

/** The script that puts `window.parts` on a page. */
export async function partsScript(): Promise<string> {
  const bundled = await build({
    entryPoints: [resolve(import.meta.dirname, 'parts.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  return bundled.outputFiles[0]?.text ?? '';
}
