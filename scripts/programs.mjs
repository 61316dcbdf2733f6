/** Finds the programs beside Node that tests drive, a browser and LibreOffice, and installs them where that is allowed. */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.mjs';

const windowsFolders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(
  (name) => process.env[name] ?? [],
);

/** Each program: where it usually is, the variable that names another place, Debian's packages, and whom to tell what. */
const browser = {
  variable: 'CHROMIUM_PATH',
  places: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ...windowsFolders.flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
  ],
  packages: ['chromium'],
  needed:
    'The browser tests need Chromium, Chrome or Edge. Install one, or set CHROMIUM_PATH to its program.',
};

const office = {
  variable: 'SOFFICE_PATH',
  places: [
    '/usr/bin/soffice',
    '/usr/bin/libreoffice',
    '/Applications/LibreOffice.app/Contents/MacOS/soffice',
    ...windowsFolders.map((folder) => join(folder, 'LibreOffice/program/soffice.com')),
  ],
  packages: ['libreoffice-calc-nogui', 'fonts-crosextra-carlito'],
  needed:
    'The workbook tests calculate with LibreOffice Calc. Install it (Debian, Ubuntu: libreoffice-calc-nogui fonts-crosextra-carlito), or set SOFFICE_PATH to its program.',
};

const pagePrinter = {
  variable: 'PDFTOPPM_PATH',
  places: ['/usr/bin/pdftoppm', '/usr/local/bin/pdftoppm', '/opt/homebrew/bin/pdftoppm'],
  packages: ['poppler-utils'],
  needed:
    'The workbook tests draw printed pages with pdftoppm. Install poppler (Debian, Ubuntu: poppler-utils), or set PDFTOPPM_PATH to its program.',
};

const webServer = {
  variable: 'NGINX_PATH',
  places: ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'],
  packages: ['nginx-light'],
  needed:
    'The release is served by nginx in its test. Install it (Debian, Ubuntu: nginx-light), or set NGINX_PATH to its program.',
};

/** What Chromium is started with: no window, no sandbox (CI runs as root), nothing that calls home, nothing idle. */
export const launchFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-breakpad',
  '--disable-smooth-scrolling',
  '--disable-features=Translate,MediaRouter,OptimizationHints,PaintHolding',
  '--mute-audio',
  // Hardly anything runs often enough in a test to be worth compiling twice: a sixth of the processor's time.
  '--js-flags=--no-maglev --no-turbofan',
];

/** The path of a Chromium, Chrome or Edge; throws, saying what to do, where there is none. */
export const browserPath = () => pathOf(browser);

/** The path of LibreOffice; throws, saying what to do, where there is none. */
export const officePath = () => pathOf(office);

/** The path of nginx; throws, saying what to do, where there is none. */
export const webServerPath = () => pathOf(webServer);

/** The path of pdftoppm; throws, saying what to do, where there is none. */
export const pagePrinterPath = () => pathOf(pagePrinter);

/** What the whole of the tests needs and this machine lacks, one sentence each. */
export const lacking = () => missing().map(({ needed }) => needed);

/**
 * Installs what is missing with apt-get, once and in one go, where this is Debian and we are root; elsewhere nothing.
 * Before the tests, never in them: a worker that waits for an installer answers nobody.
 */
export async function installPrograms() {
  if (missing().length === 0 || !mayInstall()) return;
  await withLock(join(tmpdir(), 'recourse-apt.lock'), installMissing, {
    waiting: 'Waiting for another run that installs programs ...',
  });
}

async function installMissing() {
  const packages = missing().flatMap((program) => program.packages);
  if (packages.length === 0) return;
  process.stderr.write(`Installing ${packages.join(', ')} with apt-get (once) ...\n`);
  await aptGet('update');
  await aptGet('install', '-y', '--no-install-recommends', ...packages);
}

/** Waits for others that install; what goes wrong is shown, and what is still missing is told afterwards. */
function aptGet(...command) {
  const args = ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...command];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const child = spawn('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve) => child.on('error', resolve).on('close', resolve));
}

const mayInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

const missing = () =>
  [browser, office, pagePrinter, webServer].filter((program) => !placeOf(program));

const placeOf = ({ variable, places }) =>
  process.env[variable] ? existing(process.env[variable]) : places.find(canRun);

const existing = (path) => (existsSync(path) ? path : undefined);

function pathOf(program) {
  const place = placeOf(program);
  if (place) return place;
  const chosen = process.env[program.variable];
  throw new Error(
    chosen ? `${program.variable} names ${chosen}, which does not exist` : program.needed,
  );
}

/** @param {string} path */
function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
