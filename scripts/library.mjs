/** npm run library: the calculation as a package, in build/library: for import, for engines without modules, with types. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { withLock } from './lock.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const library = path.join(root, 'build/library');

const OPTIONS = {
  entryPoints: [path.join(root, 'src/library/index.ts')],
  bundle: true,
  minify: true,
  target: 'es2020',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  logLevel: 'error',
};

/** The forms of the program: a module, and one script that defines `Recourse` in engines of 2020 on. */
const FORMS = [
  { outfile: 'recourse.mjs', format: 'esm' },
  { outfile: 'recourse.iife.js', format: 'iife', globalName: 'Recourse' },
];

/** The script without the law, for engines that take little program text: it reads the law from `RecourseLaw`. */
async function buildWithoutLaw(draft) {
  const law = {};
  const asData = {
    name: 'law-as-data',
    setup: (made) =>
      made.onLoad({ filter: /law[\\/]generated[\\/]\w+\.json$/ }, ({ path: file }) => {
        const name = path.basename(file, '.json');
        law[name] = JSON.parse(readFileSync(file, 'utf8'));
        return { contents: `export default globalThis.RecourseLaw.${name};`, loader: 'js' };
      }),
  };
  const outfile = path.join(draft, 'recourse.program.iife.js');
  await build({ ...OPTIONS, outfile, format: 'iife', globalName: 'Recourse', plugins: [asData] });
  writeFileSync(path.join(draft, 'law.json'), inOrder(law));
}

/** JSON with its files in the order of their names, whichever was loaded first: the same law gives the same bytes. */
const inOrder = (law) =>
  JSON.stringify(
    Object.fromEntries(Object.entries(law).sort(([one], [other]) => (one < other ? -1 : 1))),
  );

/** Builds the package beside its place and puts it there whole; `types` takes a while and is left out by tests. */
export const buildLibrary = (types = true) =>
  withLock(path.join(root, 'build/locks/library'), async () => {
    const draft = `${library}.${process.pid}`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    for (const { outfile, ...form } of FORMS)
      await build({ ...OPTIONS, outfile: path.join(draft, outfile), ...form });
    await buildWithoutLaw(draft);
    cpSync(path.join(root, 'src/law/generated/texts/all.json'), path.join(draft, 'texts.json'));
    cpSync(path.join(root, 'LICENSE'), path.join(draft, 'LICENSE'));
    cpSync(
      path.join(root, 'node_modules/decimal.js/LICENCE.md'),
      path.join(draft, 'LICENSE.decimal.js'),
    );
    cpSync(path.join(root, 'docs/library.md'), path.join(draft, 'README.md'));
    const { law } = await import(pathToFileURL(path.join(draft, 'recourse.mjs')).href);
    writeFileSync(path.join(draft, 'package.json'), described(law));
    if (types) writeTypes(path.join(draft, 'types'));
    rmSync(library, { recursive: true, force: true });
    renameSync(draft, library);
  });

function described(law) {
  const { version, license, engines } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const about = {
    name: '@recourse/calculation',
    version,
    description: 'How much a lender may still recover after a foreclosure or repossession sale.',
    license,
    type: 'module',
    sideEffects: false,
    engines,
    types: './types/library/index.d.ts',
    exports: {
      '.': { types: './types/library/index.d.ts', import: './recourse.mjs' },
      './iife': './recourse.iife.js',
      './program': './recourse.program.iife.js',
      './law.json': './law.json',
      './texts.json': './texts.json',
    },
    // The program and the law have versions of their own; answers name that of the law.
    law,
  };
  return `${JSON.stringify(about, null, 2)}\n`;
}

/** What the compiler says of types; the docstrings come along. */
function writeTypes(folder) {
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const told = ['--declaration', '--emitDeclarationOnly', '--noEmit', 'false', '--incremental'];
  const options = ['false', '--rootDir', 'src', '--outDir', folder, '--target', 'ES2022'];
  const strict = ['--module', 'ESNext', '--moduleResolution', 'bundler', '--strict'];
  const more = ['--resolveJsonModule', '--skipLibCheck', '--types', 'node', 'src/library/index.ts'];
  const { status, stdout } = spawnSync(
    process.execPath,
    [compiler, ...told, ...options, ...strict, ...more],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the types could not be written:\n${stdout}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildLibrary();
  process.stdout.write(`The package is in ${path.relative(process.cwd(), library)}.\n`);
}
