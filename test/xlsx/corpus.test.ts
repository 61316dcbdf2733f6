/** Every workbook that is kept here goes through recalc and the page, and is compared part by part by what neither of them uses. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tried } from '../../scripts/corpus/report';
import { ran } from '../process';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'corpus-'));
let all: readonly Tried[] = [];

beforeAll(async () => {
  const json = path.join(folder, 'tried.json');
  const args = ['scripts/corpus.mjs', 'test/data/xlsx', '--json', json];
  const { status, stderr } = await ran(process.execPath, args, { cwd: root });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  all = readFileSync(json, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Tried);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the page refuses: days that it would show wrong, what could not be saved, and files that are damaged, each with the word that says how. */
const REFUSED = {
  'failing/page-13-date1904.xlsx': '1904',
  'hostile/badentity.xlsx': 'no character',
  'hostile/comments-without-end.xlsx': 'could not be saved again',
  'hostile/crc-flipped.xlsx': 'damaged',
  'hostile/lyingsize.xlsx': 'damaged',
  'hostile/redos-row-80000.xlsx': 'damaged',
  'hostile/redos-si-80000.xlsx': 'damaged',
  'hostile/rowbig.xlsx': 'a row 1000000000',
};

const named = (hold: (tried: Tried) => readonly string[]) =>
  all.flatMap((one) => hold(one).map((what) => `${one.file}: ${what}`));

describe('a workbook of somebody else', () => {
  it('is opened, or refused with the reason', () => {
    expect(all.length).toBeGreaterThan(50);
    const refused = all.flatMap(({ file, tries }) => {
      const why = tries.find(({ name }) => name === 'open')?.refused;
      return why === undefined ? [] : [[file, why] as const];
    });
    const words = Object.entries(REFUSED);
    expect(Object.fromEntries(refused)).toEqual(
      Object.fromEntries(words.map(([file, why]) => [file, expect.stringContaining(why)])),
    );
  });

  it('is always answered', () => {
    expect(named(({ ended }) => (ended === undefined ? [] : [ended]))).toEqual([]);
    expect(named(({ tries }) => tries.flatMap(({ failed }) => failed ?? []))).toEqual([]);
  });

  it('comes back without a defect that it had not', () => {
    expect(named(({ tries }) => tries.flatMap(({ defects }) => defects))).toEqual([]);
  });

  it('comes back as it was but for what was changed', () => {
    const differing = ({ tries }: Tried) =>
      tries.flatMap(({ name, differences }) =>
        differences.map(({ kind, place }) => `${name}: ${kind} (${place})`),
      );
    expect(named(differing)).toEqual([]);
  });

  it('takes no longer than a person waits', () => {
    const slow = ({ tries }: Tried) =>
      tries.filter(({ seconds }) => seconds > 5).map(({ name }) => name);
    expect(named(slow)).toEqual([]);
  });
});
