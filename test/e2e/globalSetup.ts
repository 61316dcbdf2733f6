// Before the tests that need the built page: builds it when it is older than its sources, serves it, starts the browser.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { buildIfStale, dist } from '../../scripts/build.mjs';
import { browserPath, launchFlags } from '../../scripts/programs.mjs';
import { listen, serverFor } from '../../scripts/serve.mjs';
import { startOffice, type OfficeServer } from '../contract/host/server';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the built page is served. */
    origin: string;
    /** Where the browser of the run is reached; its profile keeps what it compiled. */
    browser: string;
  }
}

/** Called once by vitest, whatever the number of test files; what it gives ends all that it started. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildIfStale();
  const server = serverFor(dist, { home: 'workbench.html' });
  project.provide('origin', `http://localhost:${await listen(server, 0)}`);
  const office = await startOffice();
  const browser = await startBrowser(office.flags);
  project.provide('browser', browser.address);
  return async () => {
    server.closeAllConnections();
    server.close();
    office.close();
    await browser.end();
  };
}

/**
 * Nothing but this machine is found: interception would do the same, but forbids the browser to cache.
 *
 * Started by itself: a second client that listens to every page costs as much as the tests that use them.
 */
async function startBrowser({
  addresses,
  certificate,
}: OfficeServer['flags']): Promise<{ address: string; end: () => Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'recourse-browser-'));
  const child = spawn(
    browserPath(),
    [
      ...launchFlags,
      ...ALIKE,
      `--host-resolver-rules=${addresses}, MAP * ~NOTFOUND, EXCLUDE localhost`,
      `--ignore-certificate-errors-spki-list=${certificate}`,
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
    ],
    { stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  const address = await Promise.race([
    addressOf(profile),
    ended.then(() => Promise.reject(new Error('the browser ended before it could be reached'))),
  ]);
  return {
    address,
    end: async () => {
      // Closed in order: killed, it would go on writing into its profile for a while.
      const client = await chromium.connectOverCDP(address);
      const session = await client.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => undefined);
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

/** A page in the background or of another size draws and counts its time like any other. */
const ALIKE = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-ipc-flooding-protection',
  '--hide-scrollbars',
  '--force-color-profile=srgb',
];

/** Chromium writes into its profile where it listens. */
async function addressOf(profile: string): Promise<string> {
  for (;;) {
    const written = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
    const [port, path] = written.split('\n');
    if (port && path) return `ws://127.0.0.1:${port}${path}`;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
