// Before the tests that need the built page: builds it when it is older than its sources, serves it, starts a browser.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { build, dist, isStale } from '../../scripts/build.mjs';
import { browserPath, launchFlags } from '../../scripts/programs.mjs';
import { listen, serverFor } from '../../scripts/serve.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the built page is served. */
    origin: string;
    /** Where the one browser of the run is reached, whose profile keeps what it compiled. */
    browser: string;
  }
}

/** Called once by vitest, whatever the number of test files; what it gives ends all that it started. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (isStale()) await build();
  const server = serverFor(dist, { home: 'workbench.html' });
  project.provide('origin', `http://localhost:${await listen(server, 0)}`);
  const profile = mkdtempSync(join(tmpdir(), 'recourse-browser-'));
  const browser = startBrowser(profile);
  project.provide('browser', await addressOf(browser));
  return async () => {
    server.closeAllConnections();
    server.close();
    browser.kill();
    await once(browser, 'close');
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
}

/** Nothing but this machine is found; interception would do the same, but forbids the browser to cache. */
function startBrowser(profile: string): ChildProcess {
  return spawn(
    browserPath(),
    [
      ...launchFlags,
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
}

/** Chromium says on standard error where it listens. */
async function addressOf({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error('no standard error');
  const said: string[] = [];
  for await (const line of createInterface(stderr)) {
    const address = /^DevTools listening on (\S+)/.exec(line)?.[1];
    if (address) {
      stderr.resume();
      return address;
    }
    said.push(line);
  }
  throw new Error(`The browser ended at once:\n${said.join('\n')}`);
}
