// Before the tests that need the built page: builds it when it is older than its sources, serves it, starts the browser.
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { buildIfStale, dist } from '../../scripts/build.mjs';
import { browserPath, launchFlags } from '../../scripts/programs.mjs';
import { listen, serverFor } from '../../scripts/serve.mjs';

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
  const profile = mkdtempSync(join(tmpdir(), 'recourse-browser-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: browserPath(),
    args: [...launchFlags, ...ONLY_HERE, '--remote-debugging-port=0'],
    viewport: null,
  });
  project.provide('browser', await addressOf(profile));
  return async () => {
    server.closeAllConnections();
    server.close();
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
}

/** Nothing but this machine is found; interception would do the same, but forbids the browser to cache. */
const ONLY_HERE = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'];

/** Chromium writes into its profile where it listens. */
async function addressOf(profile: string): Promise<string> {
  const written = await readFile(join(profile, 'DevToolsActivePort'), 'utf8');
  const [port, path] = written.split('\n');
  return `ws://127.0.0.1:${port}${path}`;
}
