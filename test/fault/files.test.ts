// What the world does to a command that writes: it is killed, its disk is full, its reader is slow or gone. What was there stays.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ran } from '../process';

const root = path.resolve(import.meta.dirname, '../..');
const script = (name: string) => path.join(root, `scripts/${name}.mjs`);
const halfway = path.join(import.meta.dirname, 'halfway.mjs');

const CASE = '{"balance":300000,"sale_price":255000,"state":"MO","profile":"home_loan"}';

// Several programs are started at once, perhaps beside others that keep the machine busy.
vi.setConfig({ testTimeout: 120_000 });

let folder = '';
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'recourse-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
const put = (name: string, text: string) => writeFileSync(at(name), text);
const read = (name: string) => readFileSync(at(name), 'utf8');
const old = 'what was there before';

/** The commands that write a file, each over one that is there. */
const ASSESS = ['assess', '-o', 'out', '--force'] as const;
const EXHIBIT = ['workbook', 'exhibit', 'case.json', '-o', 'out', '--force'] as const;
const PORTFOLIO = ['workbook', 'portfolio', 'case.json', '-o', 'out', '--force'] as const;
const RECALC = ['workbook', 'recalc', 'out', '-o', 'out'] as const;

type Command = readonly [script: string, ...args: string[]];

/** Runs a command in a folder of its own beside what was there before; gives how it ended and what is there now. */
async function over(
  command: Command,
  before: Buffer | string,
  start: (script: string, args: readonly string[]) => readonly [string, readonly string[]],
  input = '',
) {
  const cwd = mkdtempSync(path.join(folder, 'one-'));
  writeFileSync(path.join(cwd, 'case.json'), CASE);
  writeFileSync(path.join(cwd, 'out'), before);
  const [name, ...args] = command;
  const [program, words] = start(script(name), args);
  const ended = await ran(program, words, { input, cwd });
  return { ...ended, out: readFileSync(path.join(cwd, 'out')), files: readdirSync(cwd).sort() };
}

describe.runIf(process.platform === 'linux')('a command that is killed while it writes', () => {
  const killed = (command: Command, before: Buffer | string, input?: string) =>
    over(
      command,
      before,
      (file, args) => [process.execPath, ['--import', halfway, file, ...args]],
      input,
    );

  it('leaves the old file', async () => {
    const book = readFileSync(path.join(root, 'assets/models/textbook-case.xlsx'));
    const [assess, exhibit, portfolio, recalc] = await Promise.all([
      killed(ASSESS, old, CASE),
      killed(EXHIBIT, old),
      killed(PORTFOLIO, old),
      killed(RECALC, book),
    ]);
    for (const { status, stderr, out, files } of [assess, exhibit, portfolio]) {
      expect([status, stderr, out.toString()]).toEqual([null, '', old]);
      // The half that was written is beside it: the command had begun.
      expect(files).toHaveLength(3);
    }
    expect([recalc.status, recalc.files.length]).toEqual([null, 3]);
    expect(recalc.out.equals(book)).toBe(true);
  });

  it('takes what it has begun away when it is asked to end', async () => {
    put('out', old);
    const child = spawn(process.execPath, [script('assess'), ...ASSESS.slice(1)], { cwd: folder });
    child.stdin.write(`${CASE}\n`);
    await expect.poll(() => readdirSync(folder).length, { timeout: 60_000 }).toBe(2);
    child.kill('SIGTERM');
    await new Promise((ended) => child.on('close', ended));
    expect(readdirSync(folder)).toEqual(['out']);
    expect(read('out')).toBe(old);
  });
});

describe.runIf(process.platform === 'linux')('a disk that takes no more', () => {
  /** Files of two kilobytes, and no more. */
  const SMALL = 'ulimit -f 2; exec "$@"';
  const MANY = `${CASE}\n`.repeat(200);

  it('leaves the old file and nothing beside it, and is told in words', async () => {
    const small = (command: Command) =>
      over(
        command,
        old,
        (file, args) => ['bash', ['-c', SMALL, 'bash', process.execPath, file, ...args]],
        MANY,
      );
    for (const { status, stderr, out, files } of await Promise.all([
      small(ASSESS),
      small(EXHIBIT),
    ])) {
      expect(stderr).toBe('out: the file would be larger than this disk allows\n');
      expect([status, out.toString(), files]).toEqual([2, old, ['case.json', 'out']]);
    }
  });

  it('is told in words by answers that go to a file through the shell', async () => {
    const command = ['-c', 'ulimit -f 2; exec "$0" "$1" > out', process.execPath, script('assess')];
    const { status, stderr } = await ran('bash', command, { cwd: folder, input: MANY });
    expect(stderr).toBe('standard output: the file would be larger than this disk allows\n');
    expect(status).toBe(2);
  });
});

describe('a file of answers', () => {
  it('is there when it is whole, and takes the place of another only with --force', async () => {
    const assess = (...args: string[]) =>
      ran(process.execPath, [script('assess'), '--fields', 'deficiency', ...args], {
        input: CASE,
        cwd: folder,
      });
    expect(await assess('-o', 'out')).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(read('out')).toBe('{"deficiency":45000}\n');
    put('out', old);
    const refused = await assess('-o', 'out');
    expect(refused.stderr).toBe(
      'out is there already: --force replaces it, -o names another file\n',
    );
    expect([refused.status, read('out')]).toEqual([2, old]);
    expect((await assess('-o', 'out', '--force')).status).toBe(0);
    expect(read('out')).toBe('{"deficiency":45000}\n');
  });

  it.runIf(process.platform !== 'win32')(
    'is never the input, also where --force or the shell would have it so',
    async () => {
      put('cases', CASE);
      for (const end of ['-o cases --force', '>> cases']) {
        const ended = await ran(
          'bash',
          ['-c', `"$0" "$1" ${end} < cases`, process.execPath, script('assess')],
          { cwd: folder },
        );
        expect(ended.status).toBe(2);
        expect(ended.stderr).toMatch(/input/);
        expect(read('cases')).toBe(CASE);
      }
    },
  );
});

describe('a reader that is slower than the answers come', () => {
  it('gets all of them in order, and meanwhile no more is taken in than was answered', async () => {
    const count = 8_000;
    const child = spawn(process.execPath, [script('assess')]);
    const lines = Array.from({ length: count }, (_, n) =>
      JSON.stringify({ ...(JSON.parse(CASE) as object), balance: 300_000 + n }),
    );
    child.stdin.end(lines.join('\n'));
    // Until the first answers are there, and then some more, in which a program that heaps up would take all.
    await once(child.stdout, 'readable');
    await pause(700);
    expect(child.stdin.writableLength).toBeGreaterThan(lines.join('\n').length / 2);
    const found: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      found.push(/"deficiency":\d+/.exec(line)?.[0] ?? line);
      if (found.length % 1000 === 0) await pause(20);
    }
    expect(found).toEqual(lines.map((_, n) => `"deficiency":${45_000 + n}`));
  });
});
