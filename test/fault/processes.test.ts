// Several at once, and killed halfway: what is made for all is made once, and is there whole or as it was.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { putInPlace, restored } from '../../scripts/swap.mjs';
import { ran } from '../process';

const root = path.resolve(import.meta.dirname, '../..');

// Several programs are started at once, perhaps beside others that keep the machine busy.
vi.setConfig({ testTimeout: 120_000 });

let folder = '';
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'recourse-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);

/** A checkout of the same sources in which nothing is bundled; with packages or as it was cloned. */
function checkout({ packages }: { packages: boolean }): void {
  cpSync(path.join(root, 'scripts'), at('scripts'), { recursive: true });
  cpSync(path.join(root, 'package-lock.json'), at('package-lock.json'));
  cpSync(path.join(root, 'package.json'), at('package.json'));
  // The law compiled there is newer than the copy of what compiles it.
  cpSync(path.join(root, 'src/law/generated'), at('src/law/generated'), { recursive: true });
  for (const name of readdirSync(path.join(root, 'src')))
    if (name !== 'law') symlinkSync(path.join(root, 'src', name), at(`src/${name}`));
  for (const name of readdirSync(path.join(root, 'src/law')))
    if (name !== 'generated') symlinkSync(path.join(root, 'src/law', name), at(`src/law/${name}`));
  if (packages) symlinkSync(path.join(root, 'node_modules'), at('node_modules'));
}

const linksMayBeMade = process.platform !== 'win32';

describe.runIf(linksMayBeMade)('assessments that are started at once', () => {
  it('all answer, though none of them is bundled yet', async () => {
    checkout({ packages: true });
    const input = '{"balance":300000,"sale_price":255000,"state":"MO","profile":"home_loan"}';
    const command = [at('scripts/assess.mjs'), '--fields', 'deficiency'];
    const ended = await Promise.all(
      [1, 2, 3, 4].map(() => ran(process.execPath, command, { input })),
    );
    for (const one of ended)
      expect(one).toEqual({ stdout: '{"deficiency":45000}\n', stderr: '', status: 0 });
    expect(readdirSync(at('build')).filter((name) => name.startsWith('draft'))).toEqual([]);
  });
});

/** Installs as npm does: empties the folder first, takes its time, and notes when it began and ended. */
const NPM = `#!/bin/sh
echo begun >> "$LOG"
rm -rf node_modules && sleep 0.3 && mkdir node_modules && sleep 0.2
echo "$@" > node_modules/asked
echo ended >> "$LOG"
`;

describe.runIf(linksMayBeMade)('checkouts that are made ready at once', () => {
  const LOG = () => at('npm.log');
  const ready = () => {
    const env = { ...process.env, PATH: `${at('bin')}:${process.env['PATH']}`, LOG: LOG() };
    return ran(process.execPath, [at('scripts/ready.mjs')], { env });
  };
  beforeEach(() => {
    checkout({ packages: false });
    mkdirSync(at('bin'));
    writeFileSync(at('bin/npm'), NPM, { mode: 0o755 });
  });

  it('install once, one after the other, and find all in its place', async () => {
    const ended = await Promise.all([ready(), ready(), ready()]);
    expect(ended.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(readFileSync(LOG(), 'utf8')).toBe('begun\nended\n');
    expect(readFileSync(at('node_modules/asked'), 'utf8')).toMatch(/^ci /);
    expect(readdirSync(at('build/locks'))).toEqual([]);
  });

  it('install again where whoever did so was killed', async () => {
    const env = { ...process.env, PATH: `${at('bin')}:${process.env['PATH']}`, LOG: LOG() };
    const first = spawn(process.execPath, [at('scripts/ready.mjs')], { env, detached: true });
    await expect.poll(() => existsSync(LOG()), { timeout: 60_000 }).toBe(true);
    process.kill(-Number(first.pid), 'SIGKILL');
    expect((await ready()).status).toBe(0);
    expect(readFileSync(LOG(), 'utf8')).toBe('begun\nbegun\nended\n');
  });

  it('say that it failed, and leave nothing that passes for installed', async () => {
    writeFileSync(at('bin/npm'), '#!/bin/sh\nmkdir -p node_modules; exit 7\n');
    const ended = await ready();
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('did not succeed');
    expect(existsSync(at('node_modules/.installed-from'))).toBe(false);
  });
});

describe('a folder that is put in the place of another', () => {
  const put = (name: string, text: string) => {
    mkdirSync(at(name), { recursive: true });
    writeFileSync(path.join(at(name), 'page'), text);
  };
  const page = () => readFileSync(at('dist/page'), 'utf8');

  it('is there whole, with nothing of the old one beside it', () => {
    put('dist', 'old');
    put('made', 'new');
    putInPlace(at('made'), at('dist'), at('former'));
    expect(page()).toBe('new');
    expect(readdirSync(folder)).toEqual(['dist']);
  });

  it('leaves the old one to be found where it was killed between the two steps', () => {
    put('former', 'old');
    put('made', 'half');
    restored(at('dist'), at('former'));
    expect(page()).toBe('old');
    restored(at('dist'), at('former'));
    expect(page()).toBe('old');
  });
});
