// Draws assets/icon-*.png from the two SVG sources; run it by hand after changing them: node scripts/manifest/icons.mjs
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browserPath, launchFlags } from '../programs.mjs';

const assets = fileURLToPath(new URL('../../assets/', import.meta.url));

/** Small sizes have a drawing of their own, on whole pixels, without the plate's margin. */
const sourceFor = (size) => (size <= 16 ? 'icon-small.svg' : 'icon.svg');

const browser = await chromium.launch({ executablePath: browserPath(), args: launchFlags });
for (const size of [16, 32, 64, 80, 128]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = readFileSync(assets + sourceFor(size), 'utf8');
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  await page.screenshot({ path: `${assets}icon-${size}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
