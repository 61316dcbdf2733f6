// Opens the built workbench in a real browser for a test, and watches that nothing leaves this machine.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { dist } from '../../scripts/build.mjs';
import { findChromium, launchFlags } from '../../scripts/chromium.mjs';
import { listen, serverFor } from '../../scripts/serve.mjs';

const folder = resolve(import.meta.dirname, '../../test-artifacts');

/** Where a picture for people to look at is kept. */
export function artifacts(name: string): string {
  mkdirSync(folder, { recursive: true });
  return resolve(folder, `${name}.png`);
}

/** A page that shows the workbench. */
export interface OpenWorkbench {
  readonly page: Page;
  /** Addresses beyond this machine that the page asked for; each was refused. */
  readonly outside: string[];
  /** Errors that the page threw or logged. */
  readonly problems: string[];
  /** Keeps a picture under test-artifacts/ for people to look at. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

interface Shared {
  readonly origin: string;
  readonly context: BrowserContext;
  page: Page;
}

/** One browser and one page for all files of a run: what it has compiled once it does not compile again. */
let shared: Promise<Shared> | undefined;

async function start(): Promise<Shared> {
  const server = serverFor(dist, { home: 'workbench.html' });
  const origin = `http://localhost:${await listen(server, 0)}`;
  server.unref();
  // Nothing but this machine is found; interception would do the same, but forbids the browser to cache.
  const args = [...launchFlags, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'];
  const browser = await chromium.launch({ executablePath: findChromium(), args });
  const context = await browser.newContext();
  return { origin, context, page: await context.newPage() };
}

/** Serves dist/, opens the workbench anew and waits until its example is calculated. */
export async function openWorkbench(
  viewport = { width: 1280, height: 800 },
): Promise<OpenWorkbench> {
  const all = await (shared ??= start());
  if (all.page.isClosed()) all.page = await all.context.newPage();
  const { page, origin } = all;
  const outside: string[] = [];
  const problems: string[] = [];
  await page.setViewportSize(viewport);
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(?:blob|data):/.test(url)) outside.push(url);
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') problems.push(line.text());
  });
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => typeof window.recourse?.value('C10') === 'number');
  return {
    page,
    outside,
    problems,
    picture: async (name) => {
      await page.screenshot({ path: artifacts(name) });
    },
    close: () => leave(all),
  };
}

/** Leaves nothing behind for the next file: no storage, no listener, no media that were asked for. */
async function leave({ page, context }: Shared): Promise<void> {
  page.removeAllListeners();
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
  await page.evaluate(() => localStorage.clear());
  await context.clearCookies();
}

/** Short words for what a test does in the sheet. */
export function sheetOf(page: Page) {
  return {
    setFormula: (cell: string, formula: string) =>
      page.evaluate(([c, f]) => window.recourse.setFormula(c, f), [cell, formula] as const),
    setValue: (cell: string, value: string | number | boolean) =>
      page.evaluate(([c, v]) => window.recourse.setValue(c, v), [cell, value] as const),
    value: (cell: string) => page.evaluate((c) => window.recourse.value(c), cell),
    values: (range: string) => page.evaluate((r) => window.recourse.values(r), range),
    text: (cell: string) => page.evaluate((c) => window.recourse.text(c), cell),
    message: (cell: string) => page.evaluate((c) => window.recourse.message(c), cell),
    select: (cell: string) => page.evaluate((c) => window.recourse.select(c), cell),
    place: (cell: string) => page.evaluate((c) => window.recourse.place(c), cell),
    settled: () => page.evaluate(() => window.recourse.settled()),
  };
}
