// The commands that a newcomer types: npm start and npm run excel.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dist } from '../../scripts/build.mjs';
import { listen, serverFor } from '../../scripts/serve.mjs';

const root = resolve(import.meta.dirname, '../..');

/** Runs a script of this repository and collects what it prints. */
function run(script: string, environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [`scripts/${script}`], {
    cwd: root,
    env: { ...process.env, CI: 'true', ...environment },
  });
  let printed = '';
  child.stdout.on('data', (text) => (printed += String(text)));
  child.stderr.on('data', (text) => (printed += String(text)));
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  return { child, ended, printed: () => printed };
}

describe('npm start', () => {
  it('prints the address, serves the workbench there, and ends on Ctrl-C', async () => {
    const start = run('start.mjs', { PORT: '0' });
    await expect.poll(start.printed, { timeout: 60_000 }).toMatch(/http:\/\/localhost:\d+\//);
    const address = /http:\/\/localhost:\d+\//.exec(start.printed())![0];
    expect(await (await fetch(address)).text()).toContain('<title>Recourse for Excel');
    start.child.kill('SIGINT');
    expect(await start.ended).toBe(0);
  }, 90_000);

  it('says what is wrong with a port that is no number', async () => {
    const start = run('start.mjs', { PORT: 'three thousand' });
    expect(await start.ended).toBe(1);
    expect(start.printed()).toContain('PORT must be a number');
  });
});

describe.runIf(process.platform === 'linux')('npm run excel without a desktop Excel', () => {
  it('says what to do instead, and that is no failure', async () => {
    const excel = run('excel.mjs');
    expect(await excel.ended).toBe(0);
    expect(excel.printed()).toContain('Upload My Add-in');
  });
});

describe('the server', () => {
  const server = serverFor(dist, { home: 'workbench.html' });
  let port: number;
  beforeAll(async () => {
    port = await listen(server, 0);
  });
  afterAll(() => void server.close());

  const get = (path: string) => fetch(`http://localhost:${port}${path}`);

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/functions.js', 'text/javascript; charset=utf-8'],
    ['/functions.json', 'application/json; charset=utf-8'],
    ['/manifest.xml', 'application/xml; charset=utf-8'],
    ['/assets/icon-32.png', 'image/png'],
  ])('gives %s as %s', async (path, type) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
  });

  it.each([
    '/missing',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets',
    '/%00',
    '/%E0%A4%A',
  ])('gives nothing for %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('sends a file again only when it changed', async () => {
    const etag = (await get('/functions.js')).headers.get('etag') ?? '';
    const again = (tag: string) =>
      fetch(`http://localhost:${port}/functions.js`, { headers: { 'if-none-match': tag } });
    expect((await again(etag)).status).toBe(304);
    expect((await again('"other"')).status).toBe(200);
  });

  it('takes the next port when the wanted one is in use', async () => {
    const other = serverFor(dist, { home: 'workbench.html' });
    expect(await listen(other, port)).toBeGreaterThan(port);
    other.close();
  });
});
