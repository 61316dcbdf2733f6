/** Puts every workbook of a folder through recalc and the page, and reports what became of it. */
import { fork, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from './page';
import { reportOf, type Tried } from './report';

const HELP = `Puts every workbook of a folder through recalc and the page, and reports what became of it.

  npm run corpus -- FOLDER [--json FILE]

Every workbook is recalculated; opened on the page; saved as it is, with a cell more, with another number, with two rows
put in above, and after those are taken out again. Refused files are listed by their reasons, differences and defects of
the package by their kinds. --json writes all of it, a line a workbook.
`;

/** A workbook of which one try takes longer is given up. */
const LONGEST = 60_000;

/** Works through the files that it is sent, one at a time, and answers each. */
async function work(): Promise<void> {
  const [{ Page: Shown }, { tryWorkbook }] = await Promise.all([
    import('./page'),
    import('./tries'),
  ]);
  let page: Page | undefined;
  const late: string[] = [];
  process.on('disconnect', () => process.exit());
  // What a calculation throws later on, nobody hears on a page either.
  process.on('uncaughtException', (error) =>
    late.push(`thrown while nobody listened: ${error.message}`),
  );
  process.on('message', (file: string) => {
    const bytes = new Uint8Array(readFileSync(file));
    const answer = (tries: Tried['tries']) =>
      process.send?.({ file, tries, ended: late.splice(0)[0] } satisfies Tried);
    const begun = (name: string) => void process.send?.(name);
    void tryWorkbook(bytes, () => (page ??= new Shown()), begun).then(answer, (error: Error) => {
      late.push(`the trial itself ended: ${error.message}`);
      answer([]);
    });
  });
}

function workbooksIn(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:xls[xm]|xlt[xm])$/i.test(name))
    .sort()
    .map((name) => path.join(place, name));
}

/** Asks a process of its own about one file: what hangs or ends it spoils no other. */
function ask(worker: ChildProcess, file: string): Promise<Tried> {
  return new Promise((resolve) => {
    const done = (tried: Tried) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(tried);
    };
    let what = 'reading it';
    const timer = setTimeout(() => {
      worker.kill('SIGKILL');
      done({ file, tries: [], ended: `took longer than ${LONGEST / 1000} s (${what})` });
    }, LONGEST);
    worker.on('message', (heard) => {
      if (typeof heard !== 'string') return done(heard as Tried);
      what = heard;
      timer.refresh();
    });
    worker.once('exit', (status, signal) =>
      done({ file, tries: [], ended: `the process ended: ${String(signal ?? status)}` }),
    );
    worker.send(file);
  });
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const json = args.indexOf('--json');
  const [target] = json < 0 ? [] : args.splice(json, 2).slice(1);
  const [folder] = args;
  if (folder === undefined || folder.startsWith('-')) {
    process.stdout.write(HELP);
    return;
  }
  const start = () =>
    fork(fileURLToPath(import.meta.url), ['--work'], {
      execArgv: ['--max-old-space-size=6000'],
      serialization: 'advanced',
    });
  const all: Tried[] = [];
  const files = workbooksIn(folder).entries();
  const oneByOne = async () => {
    let worker = start();
    for (const [n, file] of files) {
      if (worker.killed || worker.exitCode !== null || worker.signalCode !== null) worker = start();
      const tried = await ask(worker, file);
      all[n] = { ...tried, file: path.relative(folder, file) || file };
    }
    worker.kill();
  };
  // Most of the time a workbook waits for its calculation to begin.
  await Promise.all([oneByOne(), oneByOne()]);
  if (target !== undefined)
    writeFileSync(target, all.map((one) => `${JSON.stringify(one)}\n`).join(''));
  process.stdout.write(reportOf(all));
}

if (process.argv[2] === '--work') await work();
else await main();
