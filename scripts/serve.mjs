// Serves the built files on this machine: a static server that knows their types, its names, and never leaves its folder.
import { readFileSync } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { basename, extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isRunning } from './lock.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The names under which this machine is asked: another name means that some page lured a browser here. */
const ownNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The pages that Excel shows inside its own, and where its own come from. */
const framedPages = new Set(['taskpane.html']);
export const officeFramers =
  'https://*.officeapps.live.com https://*.live.com https://*.office.com https://*.office365.com https://*.microsoft365.com https://*.cloud.microsoft https://*.sharepoint.com https://*.office365.us https://*.partner.officewebapps.cn';

/** What Excel on the web fetches from its own origin; nothing else is for other origins. */
const fetchedByExcel = new Set([
  'functions.json',
  'functions.namespaced.json',
  'functions.js',
  'shortcuts.json',
]);

/**
 * A server for one folder; "/" is the given page. It is not listening yet.
 * @param {string} folder
 * @param {{ home: string, tls?: import('node:https').ServerOptions }} options
 * @returns {import('node:http').Server}
 */
export function serverFor(folder, { home, tls }) {
  const answer = (request, response) =>
    respond(folder, home, request, response).catch(() => response.destroy());
  return tls ? createSecureServer(tls, answer) : createServer(answer);
}

async function respond(folder, home, request, response) {
  if (!isOwnName(request.headers.host))
    return end(response, 421, 'This server answers to localhost only');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return end(response, 405, 'GET or HEAD only');
  const file = await fileFor(folder, home, request.url ?? '/');
  const opened = file && (await open(file).catch(() => undefined));
  if (!opened) return end(response, 404, 'Not found');
  try {
    const found = await opened.stat();
    if (!found.isFile()) return end(response, 404, 'Not found');
    // A page that is loaded again asks whether its files changed, and keeps them where they did not.
    const etag = `"${found.size.toString(36)}-${found.mtimeMs.toString(36)}"`;
    const headers = { etag, 'cache-control': 'no-cache', ...(await policyOf(file, opened)) };
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, headers).end();
    response.writeHead(200, {
      ...headers,
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-length': found.size,
    });
    if (request.method === 'HEAD') return response.end();
    // Ends the reading with the answer, also where the other side breaks off.
    return await pipeline(opened.createReadStream({ start: 0, autoClose: false }), response);
  } finally {
    await opened.close();
  }
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** A script may be a thread's own, which loads others of its folder. */
const POLICIES = { '.js': "default-src 'none'; script-src 'self'" };

/** What a browser may do with a file. A page tells its policy itself; who may frame it only a header can say. */
async function policyOf(file, opened) {
  const name = basename(file);
  const own =
    extname(file) === '.html' ? await policyInPage(opened) : (POLICIES[extname(file)] ?? POLICY);
  const framers = framedPages.has(name) ? `'self' ${officeFramers}` : "'none'";
  return {
    'content-security-policy': `${own}; frame-ancestors ${framers}`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(fetchedByExcel.has(name) && { 'access-control-allow-origin': '*' }),
  };
}

async function policyInPage(opened) {
  const start = Buffer.alloc(4096);
  const { bytesRead } = await opened.read(start, 0, start.length, 0);
  return policyIn(start.subarray(0, bytesRead).toString('utf8'));
}

/**
 * The policy that a page tells itself.
 * @param {string} html
 * @returns {string}
 */
export const policyIn = (html) =>
  /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1] ??
  "default-src 'self'";

const isOwnName = (host) => ownNames.has((host ?? '').toLowerCase().replace(/:\d*$/, ''));

/** The file that an address names; undefined where there is none, or where a path or a link leaves the folder. */
async function fileFor(folder, home, url) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const file = await realpath(join(folder, path === '/' ? home : path));
    return file.startsWith((await realpath(folder)) + sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

function end(response, status, text) {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  };
  response.writeHead(status, headers).end(text);
}

/**
 * Starts listening on this machine only: on the first free port from the given one, or on exactly that one.
 * 0 takes any. Throws where none is free.
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {{ exactly?: boolean }} [options]
 * @returns {Promise<number>} the port
 */
export async function listen(server, port, { exactly = false } = {}) {
  const last = exactly || port === 0 ? port : port + 20;
  for (let candidate = port; ; candidate += 1) {
    try {
      return await listenOn(server, candidate);
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
      if (candidate >= last)
        throw new Error(
          exactly
            ? `Port ${port} is in use: end what uses it, or give another one (PORT=${port + 1} npm start)`
            : `Ports ${port} to ${last} are in use: end what uses one of them`,
        );
    }
  }
}

function listenOn(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(server.address().port);
    });
  });
}

/**
 * Ends the program when a person presses Ctrl-C or it is told to, without waiting for open connections.
 * @param {import('node:http').Server} server
 */
export function endOnSignal(server) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      server.closeAllConnections();
      server.close(() => process.exit(0));
    });
  }
}

/** Ends the program when whoever started it is gone: npm passes no signal on that ends itself, and the port stayed taken. */
export function endWithParent() {
  const parent = process.ppid;
  const starters = [parent, npmBehind(parent)].filter((pid) => pid !== undefined);
  setInterval(() => {
    if (process.ppid !== parent || !starters.every(isRunning)) process.exit(0);
  }, 500).unref();
}

/** npm, where it has put a shell between itself and us; Linux tells. */
function npmBehind(parent) {
  if (!process.env.npm_lifecycle_event) return undefined;
  try {
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8');
    const [, name, npm] = /\((.*)\) \w (\d+)/.exec(stat) ?? [];
    return name === 'sh' ? Number(npm) : undefined;
  } catch {
    return undefined;
  }
}
