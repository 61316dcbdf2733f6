/** Federal law comes out in every state: the table of cases beside this file, each with the state it is tried in. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareCase, readCases } from './caseTable';

const cases = readCases(path.join(import.meta.dirname, 'federal.yaml'));

describe('federal law', () => {
  it.each(cases.map((item) => [item.name, item] as const))('%s', (_, item) => {
    expect(item.why.length).toBeGreaterThan(2);
    expect(compareCase('', item)).toEqual([]);
  });
});
