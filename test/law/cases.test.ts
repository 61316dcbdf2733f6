/** Every state's table of cases, as a lawyer reads it, comes out. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { STATES } from '../../src/law/book';
import { compareCase, readCases } from './caseTable';

const folder = path.join(import.meta.dirname, 'cases');
const tables = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

describe.each(tables)('%s', (file) => {
  const code = file.slice(0, 2);
  const cases = readCases(path.join(folder, file));

  it.each(cases.map((item) => [item.name, item] as const))('%s', (_, item) => {
    expect(compareCase(code, item)).toEqual([]);
  });

  it('covers a home loan, a commercial loan, a guarantor and a vehicle', () => {
    const given = cases.map((item) => item.given);
    expect(given.some((g) => g['profile'] === 'home_loan')).toBe(true);
    expect(given.some((g) => g['profile'] === 'commercial_real_estate')).toBe(true);
    expect(given.some((g) => g['obligor'] === 'guarantor')).toBe(true);
    expect(given.some((g) => g['profile'] === 'vehicle')).toBe(true);
  });

  it('gives a reason for every expectation', () => {
    for (const item of cases) {
      expect(String(item.why ?? '').length, item.name).toBeGreaterThan(2);
      expect(Object.keys(item.expect).length, item.name).toBeGreaterThan(0);
    }
  });
});

it('has a table for every jurisdiction', () => {
  expect(tables.map((file) => file.slice(0, 2)).sort()).toEqual(STATES.map(({ code }) => code));
});
