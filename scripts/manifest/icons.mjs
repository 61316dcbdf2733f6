// Draws assets/icon-*.png and those of the unified manifest's package from the SVG sources; run it by hand after changing them: node scripts/manifest/icons.mjs
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browserPath, launchFlags } from '../programs.mjs';

const assets = fileURLToPath(new URL('../../assets/', import.meta.url));

/** Small sizes have a drawing of their own, on whole pixels, without the plate's margin. */
const sourceFor = (size) => (size <= 16 ? 'icon-small.svg' : 'icon.svg');

const browser = await chromium.launch({ executablePath: browserPath(), args: launchFlags });
const icons = [
  ...[16, 32, 64, 80, 128].map((size) => [`icon-${size}.png`, size, sourceFor(size)]),
  ['package/color.png', 192, 'icon.svg'],
  ['package/outline.png', 32, 'package/outline.svg'],
];
for (const [name, size, source] of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = readFileSync(assets + source, 'utf8');
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  await page.screenshot({ path: assets + name, omitBackground: true });
  await page.close();
}
await browser.close();
