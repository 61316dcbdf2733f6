// Serves the built files: a static server that knows their types and never leaves its folder.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { extname, join, normalize, sep } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.map': 'application/json',
};

/**
 * A server for one folder; "/" is the given page. It is not listening yet.
 * @param {string} folder
 * @param {{ home: string, tls?: import('node:https').ServerOptions }} options
 * @returns {import('node:http').Server}
 */
export function serverFor(folder, { home, tls }) {
  const answer = (request, response) => void respond(folder, home, request, response);
  return tls ? createSecureServer(tls, answer) : createServer(answer);
}

async function respond(folder, home, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return end(response, 405, 'GET or HEAD only');
  const file = fileFor(folder, home, request.url ?? '/');
  const found = file && (await stat(file).catch(() => undefined));
  if (!found?.isFile()) return end(response, 404, 'Not found');
  // A page that is loaded again asks whether its files changed, and keeps them where they did not.
  const etag = `"${found.size.toString(36)}-${found.mtimeMs.toString(36)}"`;
  if (request.headers['if-none-match'] === etag)
    return response.writeHead(304, { etag, 'cache-control': 'no-cache' }).end();
  response.writeHead(200, {
    etag,
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-length': found.size,
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
  });
  if (request.method === 'HEAD') return response.end();
  return createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

/** The file that an address names, or undefined where it leaves the folder or is no address. */
function fileFor(folder, home, url) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const file = normalize(join(folder, path === '/' ? home : path));
    return file.startsWith(folder + sep) && !file.includes('\0') ? file : undefined;
  } catch {
    return undefined;
  }
}

function end(response, status, text) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
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
      if (candidate >= last) throw new Error(`Port ${candidate} is in use: end what uses it`);
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
 * Ends the program when a person presses Ctrl-C, without waiting for open connections.
 * @param {import('node:http').Server} server
 */
export function endOnSignal(server) {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      server.closeAllConnections();
      server.close(() => process.exit(0));
    });
  }
}
