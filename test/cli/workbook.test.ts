// `npm run workbook` as a process: what it writes is whole, and nothing that was there is lost.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { objectIn, recordsIn } from '../../src/cli/workbook/input';
import { checkPlace, writeFailure, writeWhole } from '../../src/cli/output';
import { ran } from '../process';

const CASE = '{"balance":300000,"sale_price":255000,"state":"MO","profile":"home_loan"}';

const script = (name: string) => path.resolve(import.meta.dirname, `../../scripts/${name}.mjs`);

let folder = '';
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'recourse-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) =>
  ran(process.execPath, [script('workbook'), ...args], { cwd: folder });
const put = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const bytes = (text: string) => new TextEncoder().encode(text);

describe('a file that is there already', () => {
  it('is replaced only with --force', async () => {
    put('case.json', CASE);
    put('out.xlsx', 'my work');
    expect(await run('exhibit', 'case.json', '-o', 'out.xlsx')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('out.xlsx is there already: --force replaces it') as string,
    });
    expect(readFileSync(path.join(folder, 'out.xlsx'), 'utf8')).toBe('my work');
    expect((await run('exhibit', 'case.json', '-o', 'out.xlsx', '--force')).status).toBe(0);
    expect(readFileSync(path.join(folder, 'out.xlsx')).subarray(0, 2).toString()).toBe('PK');
    expect(readdirSync(folder).sort()).toEqual(['case.json', 'out.xlsx']);
  });

  it('is never the input of the command, not even with --force', async () => {
    put('case.json', CASE);
    expect(await run('exhibit', 'case.json', '-o', './case.json', '--force')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is the input itself') as string,
    });
    expect(readFileSync(path.join(folder, 'case.json'), 'utf8')).toBe(CASE);
  });

  it('may be a workbook that is recalculated in place', async () => {
    put('case.json', CASE);
    expect((await run('exhibit', 'case.json', '-o', 'book.xlsx')).status).toBe(0);
    expect((await run('recalc', 'book.xlsx', '-o', 'book.xlsx')).status).toBe(0);
  });
});

describe('what the command line has no use for', () => {
  it.each([
    [['recalc', 'a.xlsx', '--values'], 'recalc has no use for --values'],
    [['recalc', 'a.xlsx', '--title', 'x'], 'recalc has no use for --title'],
    [['exhibit', 'a.json', 'b.json'], "exhibit reads one file: leave out 'b.json'"],
    [['exhibit', 'a.json', '-o', 'x.xlsx', '-o', 'y.xlsx'], '-o stands twice'],
  ])('%j is refused', async (args, words) => {
    expect(await run(...args)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(words) as string,
    });
  });
});

describe('a file of one case', () => {
  it.each([CASE, `[${CASE}]`, `\uFEFF${CASE}\n`])('is read from %s', (text) => {
    expect(objectIn(bytes(text))).toMatchObject({ balance: 300000 });
  });

  it.each([
    [`[${CASE},${CASE}]`, 'takes one case; the file holds 2'],
    [`${CASE}\n${CASE}\n`, 'takes one case; the file holds 2'],
    ['{"balance":1,"balance":2}', "'balance' stands twice"],
    ['balance', 'not valid JSON'],
  ])('is refused for %s', (text, words) => {
    expect(() => objectIn(bytes(text))).toThrow(words);
  });
});

describe('a file of many cases', () => {
  it('keeps the place of a row that cannot be read, and reads those after it', () => {
    const csv = recordsIn(bytes('balance,sale_price\n1,2\n"3" x,4\n5\n6,7\n'));
    expect(csv.records.map((record) => ({ ...record }))).toEqual([
      { balance: '1', sale_price: '2' },
      {},
      {},
      { balance: '6', sale_price: '7' },
    ]);
    expect([...csv.unread.keys()]).toEqual([1, 2]);
    const json = recordsIn(bytes(`${CASE}\nnonsense\n${CASE}\n`));
    expect(json.records).toHaveLength(3);
    expect(json.unread.get(1)).toMatch(/^line 2: not valid JSON/);
  });
});

describe('a place that is no file', () => {
  it('is not replaced, not even with --force', () => {
    for (const place of [folder, '/dev/null'].filter(existsSync))
      expect(() => checkPlace(place, 'case.json', true)).toThrow('is no file');
  });
});

describe('a file that cannot be written', () => {
  it('leaves the old one and nothing beside it', () => {
    put('out', 'old');
    expect(() => writeWhole(path.join(folder, 'none', 'out'), bytes('new'))).toThrow(
      'there is no such folder',
    );
    expect(existsSync(path.join(folder, 'none'))).toBe(false);
    expect(readFileSync(path.join(folder, 'out'), 'utf8')).toBe('old');
  });

  it.each([
    ['ENOSPC', 'out.xlsx: the disk is full: free some space, then run it again'],
    ['EACCES', 'out.xlsx: it may not be written: check its permissions'],
  ])('is told in words for %s', (code, words) => {
    expect(writeFailure(Object.assign(new Error(), { code }), 'out.xlsx').message).toBe(words);
  });

  it('ends an assessment whose disk is full with a word and another status than 0', async () => {
    const shell = `echo '${CASE}' | '${process.execPath}' '${script('assess')}' > /dev/full`;
    const full = await ran('bash', ['-c', shell]);
    expect(full.stderr).toContain('standard output: the disk is full');
    expect(full.status).not.toBe(0);
  });
});
