/** Prior liens, prices and values that once gave more than was owed, or a surplus beside a deficiency. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { assessed, mistakeIn } from '../support';

const file = path.resolve(import.meta.dirname, '../../data/over-recovery.jsonl');
const [nm, ny, ok, nyAbove, ctStrict, ma, vt] = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Record<string, unknown>) as [
  Case,
  Case,
  Case,
  Case,
  Case,
  Case,
  Case,
];
type Case = Record<string, unknown>;

const found = (record: Case) => {
  const { low, high, surplus } = assessed(record);
  return [low / 100, high / 100, surplus / 100];
};

it('New Mexico: a price of 60,000 that holds 100,000 of senior liens pays nothing on the 100,000 owed, and no more is owed', () => {
  expect(found(nm)).toEqual([100_000, 100_000, 0]);
});

it('New York and Oklahoma: 60,000 paid subject to the liens comes off the 100,000 owed', () => {
  expect(found(ny)).toEqual([40_000, 40_000, 0]);
  expect(found(ok)).toEqual([40_000, 40_000, 0]);
});

it('New York: a price of 150,000 on 100,000 leaves 50,000 for others and nothing to recover', () => {
  expect(found(nyAbove)).toEqual([0, 0, 50_000]);
});

it('Connecticut: a strict foreclosure credits the value of 60,000 alone; a later price is no surplus', () => {
  expect(found(ctStrict)).toEqual([40_000, 40_000, 0]);
});

it('Massachusetts: 50,000 of retaking costs among no costs are refused, both named', () => {
  expect(mistakeIn(ma)).toMatchObject({ field: 'retaking_costs' });
  expect(mistakeIn(ma).message).toMatch(/50,000 is more than the costs of 0/);
});

it('Vermont with nothing told: up to the whole debt where it was strict and worth nothing, and then no surplus', () => {
  expect(found(vt)).toEqual([0, 200_000, 0]);
  expect(found({ ...vt, collateral: 'real_property', method: 'judicial' })).toEqual([0, 0, 50_000]);
});
