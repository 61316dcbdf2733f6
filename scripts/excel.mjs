// npm run excel: serves the add-in over https on this machine and puts it into desktop Excel, or says how to use it elsewhere.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { build, dist } from './build.mjs';
import { developmentOrigin } from './manifest/manifest.mjs';
import { endOnSignal, endWithParent, listen, serverFor } from './serve.mjs';

const manifest = join(dist, 'manifest.xml');

/** Where desktop Excel looks for add-ins under development, on the systems that have one. */
const desktops = { win32: windowsExcel(), darwin: macExcel() };

const elsewhere = `
This machine has no desktop Excel that an add-in can be put into (that takes Windows or a Mac).

  Without Excel         npm start   opens the same functions in a spreadsheet in the browser.

  Excel on the web      1. Put the add-in on an https address of yours, for example https://recourse.example.com:
                             RECOURSE_ORIGIN=https://recourse.example.com npm run build
                           and copy the folder dist/ there.
                        2. In Excel on the web: Home > Add-ins > More Add-ins > My Add-ins > Upload My Add-in,
                           and choose dist/manifest.xml.
                        3. Type =DEF in a cell, or press Deficiency on the Home tab.

  Excel for Windows     Run npm run excel there: it makes a certificate for https://localhost:3000,
  or Mac                serves the add-in, and adds it to Excel.
`;

const desktop = desktops[process.platform];
if (!desktop?.exists()) {
  console.log(elsewhere);
} else if (process.argv.includes('--remove')) {
  desktop.remove();
  console.log('Recourse for Excel is no longer in Excel on this machine.');
} else {
  await serveAndAdd(desktop);
}

/** Builds, serves https://localhost:3000 with a certificate that this machine trusts, and adds the manifest to Excel. */
async function serveAndAdd(excel) {
  delete process.env.RECOURSE_ORIGIN;
  await build();
  const { default: certificates } = await import('office-addin-dev-certs');
  const tls = await certificates.getHttpsServerOptions();
  const server = serverFor(dist, { home: 'taskpane.html', tls });
  await listen(server, Number(new URL(developmentOrigin).port), { exactly: true });
  endOnSignal(server);
  endWithParent();
  excel.add();
  console.log(`
  Recourse for Excel is served at ${developmentOrigin} and added to Excel.
  In Excel: type =DEF in a cell, or press Deficiency on the Home tab.
  Ctrl-C ends the server; npm run excel -- --remove takes the add-in out of Excel again.
`);
  excel.open();
}

/** Excel for Windows reads the add-ins under development from the registry. */
function windowsExcel() {
  const key = 'HKCU\\Software\\Microsoft\\Office\\16.0\\WEF\\Developer';
  const run = (command, ...args) => execFileSync(command, args, { stdio: 'ignore' });
  return {
    exists: () => succeeds(() => run('reg', 'query', 'HKCR\\Excel.Application\\CurVer')),
    add: () => run('reg', 'add', key, '/v', addInId(), '/t', 'REG_SZ', '/d', manifest, '/f'),
    remove: () => succeeds(() => run('reg', 'delete', key, '/v', addInId(), '/f')),
    open: () => run('cmd', '/c', 'start', '', 'excel'),
  };
}

/** Excel for Mac reads them from a folder of its own. */
function macExcel() {
  const folder = join(homedir(), 'Library/Containers/com.microsoft.Excel/Data/Documents/wef');
  const copy = join(folder, 'recourse-for-excel.xml');
  return {
    exists: () => existsSync('/Applications/Microsoft Excel.app'),
    add: () => {
      mkdirSync(folder, { recursive: true });
      copyFileSync(manifest, copy);
    },
    remove: () => rmSync(copy, { force: true }),
    open: () => execFileSync('open', ['-a', 'Microsoft Excel']),
  };
}

function addInId() {
  const source = readFileSync(new URL('../manifest.xml', import.meta.url), 'utf8');
  return /<Id>(.*)<\/Id>/.exec(source)[1];
}

function succeeds(action) {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
