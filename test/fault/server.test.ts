// The server of the built files: who breaks off, who asks under another name, and what leads out of its folder.
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, serverFor } from '../../scripts/serve.mjs';

const POLICY = "default-src 'self'; script-src 'self'";
const page = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;

let folder = '';
let server: Server;
let port = 0;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'recourse-'));
  writeFileSync(path.join(folder, 'workbench.html'), page);
  writeFileSync(path.join(folder, 'taskpane.html'), page);
  writeFileSync(path.join(folder, 'functions.json'), '{}');
  writeFileSync(path.join(folder, 'plain.txt'), 'x');
  writeFileSync(path.join(folder, 'large.js'), 'x'.repeat(20_000_000));
  symlinkSync(os.homedir(), path.join(folder, 'out'));
  symlinkSync(path.join(folder, 'plain.txt'), path.join(folder, 'within.txt'));
  server = serverFor(folder, { home: 'workbench.html' });
  port = await listen(server, 0);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (at: string, headers: Record<string, string> = {}): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request(
      { port, host: '127.0.0.1', path: at, headers: { host: 'localhost', ...headers } },
      (answer) => {
        answer.resume();
        resolve(answer);
      },
    )
      .on('error', reject)
      .end();
  });

describe.runIf(process.platform === 'linux')('downloads that are broken off', () => {
  it('leave no file open', async () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    const breakOff = () =>
      new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () =>
          socket.write('GET /large.js HTTP/1.1\r\nHost: localhost\r\n\r\n'),
        );
        socket.once('data', () => socket.destroy());
        socket.on('close', () => resolve());
      });
    for (let round = 0; round < 4; round += 1)
      await Promise.all(Array.from({ length: 25 }, breakOff));
    await expect.poll(open, { timeout: 10_000 }).toBeLessThan(before + 10);
    expect((await get('/plain.txt')).statusCode).toBe(200);
  });
});

describe('who asks', () => {
  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1', '[::1]:3000'])(
    'is answered as %s',
    async (host) => {
      expect((await get('/', { host })).statusCode).toBe(200);
    },
  );

  it.each(['evil.example', 'localhost.evil.example', 'evil.example:3000'])(
    'is sent away as "%s", which some page would have lured a browser to',
    async (host) => {
      expect((await get('/', { host })).statusCode).toBe(421);
    },
  );
});

describe('the headers', () => {
  it('carry the policy of a page, and let nobody frame the workbench', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toBe(`${POLICY}; frame-ancestors 'none'`);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('let Office frame the pane, and nobody else', async () => {
    const { headers } = await get('/taskpane.html');
    expect(headers['content-security-policy']).toMatch(
      /frame-ancestors 'self' https:\/\/\*\.officeapps/,
    );
    expect(headers['content-security-policy']).not.toMatch(
      /frame-ancestors[^;]* (\*|https:)( |;|$)/,
    );
  });

  it('let another origin read only what Excel on the web fetches', async () => {
    expect((await get('/functions.json')).headers['access-control-allow-origin']).toBe('*');
    for (const at of ['/', '/taskpane.html', '/plain.txt', '/large.js'])
      expect((await get(at)).headers['access-control-allow-origin'], at).toBeUndefined();
  });
});

describe('a link', () => {
  it('leads to no file outside of the folder', async () => {
    for (const at of ['/out', '/out/', '/out/.profile', '/out/.bashrc'])
      expect((await get(at)).statusCode, at).toBe(404);
    expect((await get('/within.txt')).statusCode).toBe(200);
  });
});
