// The archive of a release: hashed names, pages, manifests and recipes for an address under a path; nginx serves it here.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dist } from '../../scripts/build.mjs';
import { webServerPath } from '../../scripts/programs.mjs';
import { listen } from '../../scripts/serve.mjs';
import { releaseFrom, type Release } from '../../scripts/release';
import { connected } from './browser';

const ORIGIN = 'https://org.example/addins/recourse/';
const BASE = '/addins/recourse';

/** A port that nobody uses: several runs may stand side by side. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

let release: Release;
const read = (name: string) => readFileSync(join(release.folder, name), 'utf8');

beforeAll(() => {
  release = releaseFrom(dist, ORIGIN, mkdtempSync(join(tmpdir(), 'release-')));
}, 120_000);

describe('the archive', () => {
  it('has the site with hashed names, its pages, a page a function, and no manifest', () => {
    const names = readdirSync(join(release.folder, 'site'));
    for (const page of ['index', 'support', 'privacy', 'terms', 'taskpane'])
      expect(names).toContain(`${page}.html`);
    expect(names.some((name) => /^taskpane\.[0-9a-f]{8}\.js$/.test(name))).toBe(true);
    expect(names).not.toContain('taskpane.js');
    const unnamed = names.filter(
      (name) => /\.(js|css)$/.test(name) && !/\.[0-9a-f]{8}\./.test(name),
    );
    expect(unnamed).toEqual(['functions.js']);
    expect(names).toContain('functions.js');
    expect(read('site/taskpane.html')).not.toContain('"taskpane.css"');
    expect(read('site/help/DEFICIENCY.STATUS.html')).toContain('<h1>DEFICIENCY.STATUS</h1>');
    expect(names).not.toContain('manifest.xml');
    expect(existsSync(join(release.folder, 'manifests/manifest.namespaced.xml'))).toBe(true);
  });

  it('has a sum for every file, licences and a bill of materials', () => {
    const sums = read('SHA256SUMS').trim().split('\n');
    for (const name of ['licenses.txt', 'sbom.cdx.json', 'site/functions.json'])
      expect(
        sums.some((line) => /^[0-9a-f]{64} {2}/.test(line) && line.endsWith(`  ${name}`)),
      ).toBe(true);
    expect(readFileSync(release.archive).subarray(0, 2).toString()).toBe('PK');
  });

  it('has the package of the unified manifest', () => {
    const packed = readFileSync(join(release.folder, 'manifests/recourse.unified.zip'));
    const files = unzipSync(packed);
    expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png']);
    expect(JSON.parse(strFromU8(files['manifest.json'] as Uint8Array))).toMatchObject({
      name: { short: 'Recourse for Excel' },
    });
  });

  it('has recipes whose every part is there', () => {
    const azure = JSON.parse(read('deploy/staticwebapp.config.json')) as {
      routes: { route: string; headers: Record<string, string> }[];
    };
    for (const { route } of azure.routes)
      expect(existsSync(join(release.folder, route.replace(BASE, 'site')))).toBe(true);
    expect(azure.routes[0]?.headers['Content-Security-Policy']).toContain('frame-ancestors');
    for (const [, path] of read('deploy/Containerfile').matchAll(/^COPY (\S+) /gm))
      expect(existsSync(join(release.folder, path as string))).toBe(true);
    const pages = parse(read('deploy/pages.yml')) as {
      jobs: { publish: { steps: { with?: { path?: string } }[] } };
    };
    expect(pages.jobs.publish.steps.some((step) => step.with?.path === 'site')).toBe(true);
    for (const name of readdirSync(join(release.folder, 'deploy')))
      expect(read(`deploy/${name}`)).not.toMatch(/\b(BASE|SITE|PANE|WORKBENCH)\b"?[;/]/);
  });
});

describe('served by nginx under a path', () => {
  let server: ChildProcess;
  let address = '';

  beforeAll(async () => {
    const port = await freePort();
    address = `http://localhost:${port}${BASE}`;
    const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
    mkdirSync(join(folder, 'logs'));
    const site = join(release.folder, 'site');
    const recipe = read('deploy/nginx.conf').replaceAll('/srv/recourse/', `${site}/`);
    writeFileSync(join(folder, 'recourse.conf'), recipe);
    writeFileSync(join(folder, 'http.conf'), read('deploy/nginx.http.conf'));
    const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
      .join(' ');
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; ${process.getuid?.() === 0 ? 'user root;' : ''} pid ${folder}/pid; error_log ${folder}/logs/error.log; events {} http { ${temp} include /etc/nginx/mime.types; access_log off; include ${folder}/http.conf; server { listen 127.0.0.1:${port}; include ${folder}/recourse.conf; } }`,
    );
    const nginx = webServerPath();
    execFileSync(nginx, ['-t', '-q', '-p', folder, '-c', join(folder, 'nginx.conf')]);
    server = spawn(nginx, ['-p', folder, '-c', join(folder, 'nginx.conf')]);
    const answers = () =>
      fetch(`${address}/`).then(
        ({ status }) => status === 200,
        () => false,
      );
    for (let tried = 0; !(await answers()) && tried < 50; tried += 1)
      await new Promise((resolve) => setTimeout(resolve, 200));
  });

  afterAll(() => void server.kill());

  const head = async (path: string) =>
    (await fetch(`${address}/${path}`, { method: 'HEAD' })).headers;

  it('sends the headers: policy and framers of each page, metadata for other origins, nothing kept unasked', async () => {
    const pane = await head('taskpane.html');
    expect(pane.get('content-security-policy')).toContain(
      "frame-ancestors 'self' https://*.officeapps.live.com",
    );
    expect((await head('workbench.html')).get('content-security-policy')).toContain(
      "frame-ancestors 'none'",
    );
    expect((await head('functions.json')).get('access-control-allow-origin')).toBe('*');
    expect((await head('licenses.txt')).get('access-control-allow-origin')).toBeNull();
    for (const path of ['taskpane.html', 'functions.js'])
      expect((await head(path)).get('cache-control')).toBe('no-cache');
    expect(pane.get('x-content-type-options')).toBe('nosniff');
  });

  it('shows the page of the spreadsheet and the pages of help with nothing refused', async () => {
    const page = await (await connected()).newPage();
    const refused: string[] = [];
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().startsWith('Failed to load resource'))
        refused.push(line.text());
    });
    page.on('pageerror', (error) => refused.push(error.message));
    // A browser asks for the icon of a site by itself; everything else that is asked for is there.
    page.on('response', (answer) => {
      if (answer.status() >= 400 && !answer.url().endsWith('/favicon.ico'))
        refused.push(answer.url());
    });
    await page.goto(`${address}/workbench.html`);
    await page.waitForFunction(() => 'recourse' in window, undefined, { timeout: 60_000 });
    for (const name of ['index', 'privacy', 'help/DEFICIENCY'])
      await page.goto(`${address}/${name}.html`);
    await page.getByText('Total debt at the sale date').waitFor();
    expect(refused).toEqual([]);
    await page.close();
  }, 90_000);
});
