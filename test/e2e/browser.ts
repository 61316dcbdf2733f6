// Opens the built workbench in a real browser for a test, and watches that nothing leaves this machine.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { inject } from 'vitest';

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

let browser: Promise<Browser> | undefined;

/** The browser of this run, see globalSetup.ts. */
export const connected = (): Promise<Browser> =>
  (browser ??= chromium.connectOverCDP(inject('browser')));

/** The one page that shows workbenches, one after the other: it keeps what it has compiled. */
let shared: Promise<Page> | undefined;

async function sharedPage(): Promise<Page> {
  // The browser's own profile, not a fresh context: there it keeps what it compiled for pages that come after.
  const [context] = (await connected()).contexts();
  if (!context) throw new Error('the browser has no profile');
  return context.newPage();
}

/** Opens the workbench anew and waits until its example is calculated. */
export async function openWorkbench(
  viewport = { width: 1280, height: 800 },
): Promise<OpenWorkbench> {
  const origin = inject('origin');
  const page = await (shared ??= sharedPage());
  const outside: string[] = [];
  const problems: string[] = [];
  // What a file before this one set for itself ends here; a busy machine takes long to open the page.
  page.setDefaultTimeout(60_000);
  await page.setViewportSize(viewport);
  await page.bringToFront();
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
    close: async () => {
      await page.evaluate(() => localStorage.clear());
      await page.context().clearCookies();
      await page.emulateMedia({ colorScheme: null, forcedColors: null });
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      for (const event of ['request', 'pageerror', 'console'] as const)
        page.removeAllListeners(event);
    },
  };
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
    format: (cell: string) => page.evaluate((c) => window.recourse.format(c), cell),
    message: (cell: string) => page.evaluate((c) => window.recourse.message(c), cell),
    select: (cell: string) => page.evaluate((c) => window.recourse.select(c), cell),
    place: (cell: string) => page.evaluate((c) => window.recourse.place(c), cell),
    settled: () => page.evaluate(() => window.recourse.settled()),
  };
}
