/** Excel on the web on this machine: its page, the built add-in and the real Office.js client at their own addresses. */
import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize } from 'node:path';
import { createCA, createCert } from 'mkcert';
import { dist } from '../../../scripts/build.mjs';
import { listen } from '../../../scripts/serve.mjs';
import { partsScript } from '../bundle';
import { APP_ID, CONVERSATION } from './messages';

export const HOST_ORIGIN = 'https://excel.officeapps.live.com';
/** On the host's site: Chromium keeps storage from frames of other sites, and the client wants it. */
export const ADDIN_ORIGIN = 'https://addin.officeapps.live.com';
const CLIENT_ORIGIN = 'https://officeapis.public.onecdn.static.microsoft';

/** All that the pages may ask for. */
export const ORIGINS: readonly string[] = [HOST_ORIGIN, ADDIN_ORIGIN, CLIENT_ORIGIN];

const officeFiles = dirname(
  createRequire(import.meta.url).resolve('@microsoft/office-js/dist/office.js'),
);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Excel's page with the add-in in its pane. */
const hostPage = `<!doctype html>
<title>Excel</title>
<link rel="icon" href="data:,">
<body style="margin: 0">
<script>
  window.addEventListener('message', (event) => {
    if (event.origin === '${ADDIN_ORIGIN}') window.hear(event.data);
  });
  const frame = document.createElement('iframe');
  frame.name = JSON.stringify({
    hostInfo: 'Excel$Web$16.00$en-US$telemetry$$$3',
    xdmInfo: '${CONVERSATION}|${APP_ID}|${HOST_ORIGIN}',
    serializerVersion: 1,
  });
  frame.src = '${ADDIN_ORIGIN}/taskpane.html';
  frame.style = 'border: 0; width: 100%; height: 790px';
  document.body.append(frame);
</script>`;

/** Pages of no file: Excel's own, the one a closed workbook leaves, and the workbook's parts for tests to call. */
const made: Readonly<Record<string, () => Promise<string>>> = {
  [`${HOST_ORIGIN}/host.html`]: async () => hostPage,
  [`${HOST_ORIGIN}/closed.html`]: async () => '',
  [`${ADDIN_ORIGIN}/test.js`]: partsScript,
};

async function bodyOf(url: string): Promise<string | Buffer | undefined> {
  if (made[url]) return made[url]();
  const { origin, pathname } = new URL(url);
  const file =
    origin === CLIENT_ORIGIN && pathname.startsWith('/1/')
      ? join(officeFiles, normalize(pathname.slice('/1'.length)))
      : origin === ADDIN_ORIGIN
        ? join(dist, normalize(pathname))
        : undefined;
  return file && readFile(file).catch(() => undefined);
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', HOST_ORIGIN);
  const body = await bodyOf(`https://${request.headers.host ?? ''}${pathname}`);
  if (body === undefined) return void response.writeHead(404).end();
  // Nothing changes in a run: the browser may keep it, and what it compiled of it, as it does between two panes.
  const headers = { 'cache-control': 'max-age=3600', 'access-control-allow-origin': '*' };
  const type = TYPES[extname(pathname)] ?? 'application/octet-stream';
  response.writeHead(200, { ...headers, 'content-type': type }).end(body);
}

export interface OfficeServer {
  /** What makes a Chromium find the addresses here and take this server's certificate for good. */
  readonly flags: { readonly addresses: string; readonly certificate: string };
  close(): void;
}

/** Serves the three origins with a certificate made for this run. */
export async function startOffice(): Promise<OfficeServer> {
  const domains = ORIGINS.map((origin) => new URL(origin).host);
  const of = { organization: 'Tests', countryCode: 'US', state: '-', locality: '-' };
  const ca = await createCA({ ...of, validity: 2 });
  const { key, cert } = await createCert({ ca, domains, validity: 2 });
  const server = createServer({ key, cert }, (request, response) => void answer(request, response));
  const port = await listen(server, 0);
  const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return {
    flags: {
      addresses: domains.map((domain) => `MAP ${domain} localhost:${port}`).join(', '),
      certificate: createHash('sha256').update(spki).digest('base64'),
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
