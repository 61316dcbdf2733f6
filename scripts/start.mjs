// npm start: builds the workbench, serves it on this machine, and opens it. --watch builds again after every change.
import { spawn } from 'node:child_process';
import './ready.mjs';
import { buildIfStale, buildOnChange, dist, isStale } from './build.mjs';
import { endOnSignal, endWithParent, listen, serverFor } from './serve.mjs';

const usualPort = 3000;

try {
  endWithParent();
  const port = chosenPort();
  if (process.argv.includes('--watch')) {
    await buildOnChange((problem) => console.log(problem ?? 'Built'));
  } else if (isStale()) {
    console.log('Building the workbench…');
    await buildIfStale();
  }
  const server = serverFor(dist, { home: 'workbench.html' });
  const exactly = process.env.PORT !== undefined;
  const address = `http://localhost:${await listen(server, port, { exactly })}/`;
  endOnSignal(server);
  console.log(`\n  Recourse for Excel is at ${address}\n\n  Ctrl-C ends it.\n`);
  openBrowser(address);
} catch (problem) {
  console.error(problem.message);
  process.exit(1);
}

function chosenPort() {
  const text = process.env.PORT;
  if (text === undefined) return usualPort;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text);
  throw new Error(`PORT must be a number up to 65535, not ${text}`);
}

/** Opens the page where there is a person to see it; the address above is enough where that fails. */
function openBrowser(url) {
  const [command, ...args] = {
    darwin: ['open', url],
    win32: ['cmd', '/c', 'start', '', url],
  }[process.platform] ?? ['xdg-open', url];
  const hasScreen =
    ['darwin', 'win32'].includes(process.platform) ||
    Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  if (process.env.CI || !hasScreen) return;
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
