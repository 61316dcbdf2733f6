/**
 * npm run release: one archive with the site for an address, its manifests, the recipes to serve it, and what is to be
 * told of it. RECOURSE_ORIGIN says the address; a path is fine.
 */
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  cpSync,
  renameSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { programVersion } from './about.mjs';
import { build, dist } from './build.mjs';
import { buildClickHouse } from './clickhouse.mjs';
import { unifiedFrom } from './manifest/unified.mjs';
import { htmlPage } from './pages.mjs';
import { officeFramers, policyIn } from './serve.mjs';

const ROOT = join(import.meta.dirname, '..');
const MANIFESTS = ['manifest.xml', 'manifest.namespaced.xml'];
/** Archives are the same for the same files: every entry is of one day. */
const ONE_DAY = { mtime: new Date(1980, 0, 2) };
/** Where the recipes expect the site. */
const SITE = '/srv/recourse';

export interface Release {
  /** The unpacked archive. */
  readonly folder: string;
  readonly archive: string;
}

/** Makes the release of what dist/ holds, which was built for an address. */
export function releaseFrom(built: string, origin: string, into: string): Release {
  const { version } = programVersion();
  const folder = join(into, `recourse-${version}`);
  rmSync(folder, { recursive: true, force: true });
  const site = join(folder, 'site');
  cpSync(built, site, { recursive: true });
  mkdirSync(join(folder, 'manifests'));
  for (const name of MANIFESTS) renameSync(join(site, name), join(folder, 'manifests', name));
  writeUnified(join(folder, 'manifests'));
  writePages(site);
  hashNames(site);
  writeRecipes(join(folder, 'deploy'), site, origin);
  // How many processes a node has is for its administrator.
  buildClickHouse(join(folder, 'clickhouse'), '--pool', '4');
  cpSync(join(ROOT, 'docs/clickhouse.md'), join(folder, 'clickhouse/README.md'));
  for (const name of ['licenses.txt', 'sbom.cdx.json'])
    cpSync(join(site, name), join(folder, name));
  const files = filesIn(folder);
  const sums = files.map((file) => `${sha256(join(folder, file))}  ${file}`);
  writeFileSync(join(folder, 'SHA256SUMS'), `${sums.join('\n')}\n`);
  const archive = `${folder}.zip`;
  writeFileSync(archive, zipped(folder));
  return { folder, archive };
}

/** The package of the unified manifest: the manifest with its two icons. */
function writeUnified(folder: string): void {
  const xml = readFileSync(join(folder, 'manifest.namespaced.xml'), 'utf8');
  const entries: Zippable = {
    'manifest.json': [Buffer.from(JSON.stringify(unifiedFrom(xml), null, 2)), ONE_DAY],
  };
  for (const icon of ['color.png', 'outline.png'])
    entries[icon] = [readFileSync(join(ROOT, 'assets/package', icon)), ONE_DAY];
  writeFileSync(join(folder, 'recourse.unified.zip'), zipSync(entries, { level: 9 }));
}

/** The pages about the add-in: its index, support, privacy, terms. */
function writePages(site: string): void {
  const from = join(ROOT, 'docs/site');
  for (const name of readdirSync(from).filter((file) => file.endsWith('.md'))) {
    const html = htmlPage(readFileSync(join(from, name), 'utf8'), 'help/help.css');
    writeFileSync(join(site, name.replace(/\.md$/, '.html')), html);
  }
}

/** Scripts and looks that only a page names get a name of their own for each content. */
function hashNames(site: string): void {
  const pages = ['taskpane.html', 'workbench.html'];
  const html = pages.map((page) => readFileSync(join(site, page), 'utf8'));
  const named = new Set(
    html.flatMap((text) =>
      [...text.matchAll(/(?:src|href)="([\w.-]+\.(?:js|css))"/g)].map(([, name]) => name as string),
    ),
  );
  const hashed = new Map<string, string>();
  for (const name of named) {
    const hash = sha256(join(site, name)).slice(0, 8);
    const next = name.replace(/\.(\w+)$/, `.${hash}.$1`);
    hashed.set(name, next);
    cpSync(join(site, name), join(site, next));
    // Excel reads this one by the name in the manifest.
    if (name !== 'functions.js') rmSync(join(site, name));
  }
  pages.forEach((page, n) => {
    const text = (html[n] ?? '').replace(
      /(src|href)="([\w.-]+)"/g,
      (whole, what: string, name: string) =>
        hashed.has(name) ? `${what}="${hashed.get(name)}"` : whole,
    );
    writeFileSync(join(site, page), text);
  });
}

/** The recipes for this address and the policies of its pages. */
function writeRecipes(folder: string, site: string, origin: string): void {
  mkdirSync(folder);
  const base = new URL(origin).pathname.replace(/\/$/, '');
  const policy = (page: string, framers: string) =>
    `${policyIn(readFileSync(join(site, page), 'utf8'))}; frame-ancestors ${framers}`;
  const pane = policy('taskpane.html', `'self' ${officeFramers}`);
  const workbench = policy('workbench.html', "'none'");
  for (const name of readdirSync(join(ROOT, 'deploy'))) {
    const text = readFileSync(join(ROOT, 'deploy', name), 'utf8');
    const filled = text
      .replaceAll('location BASE/ {', `location ${base}/ {`)
      .replaceAll(
        'location = BASE { return 301 BASE/; }',
        base === '' ? '' : `location = ${base} { return 301 ${base}/; }`,
      )
      .replaceAll('alias SITE/', `alias ${SITE}/`)
      .replace('"PANE"', `"${pane}"`)
      .replace('"WORKBENCH"', `"${workbench}"`);
    writeFileSync(join(folder, name), filled);
  }
  writeFileSync(join(folder, 'staticwebapp.config.json'), staticWebApp(base, pane, workbench));
}

/** Azure Static Web Apps takes its headers from a file. */
function staticWebApp(base: string, pane: string, workbench: string): string {
  const route = (path: string, headers: Record<string, string>) => ({
    route: `${base}${path}`,
    headers,
  });
  const open = { 'Access-Control-Allow-Origin': '*' };
  return `${JSON.stringify(
    {
      globalHeaders: {
        'Cache-Control': 'no-cache',
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
      },
      routes: [
        route('/taskpane.html', { 'Content-Security-Policy': pane }),
        route('/workbench.html', { 'Content-Security-Policy': workbench }),
        ...['functions.json', 'functions.namespaced.json', 'functions.js', 'shortcuts.json'].map(
          (name) => route(`/${name}`, open),
        ),
      ],
    },
    null,
    2,
  )}\n`;
}

const sha256 = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex');

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();

/** The archive. */
function zipped(folder: string): Uint8Array {
  const entries: Zippable = {};
  for (const file of [...filesIn(folder)])
    entries[file] = [readFileSync(join(folder, file)), ONE_DAY];
  return zipSync(entries, { level: 9 });
}

if (process.argv[1]?.endsWith('release.ts')) {
  const origin = process.env['RECOURSE_ORIGIN'];
  if (!origin) {
    process.stderr.write(
      'Say where the add-in will live: RECOURSE_ORIGIN=https://org.example/addins/recourse/ npm run release\n',
    );
    process.exit(1);
  }
  await build();
  const { archive } = releaseFrom(dist, origin, join(ROOT, 'build/release'));
  process.stdout.write(`${relative(ROOT, archive)}\n`);
}
