// One JSON object a line: a key that stands twice says two things, and neither is taken.
import { describe, expect, it } from 'vitest';
import { readJsonRecord } from '../../../src/calculation/input/jsonRecord';

const message = (text: string) => {
  const read = readJsonRecord(text);
  return read.ok ? undefined : read.message;
};

describe('a JSON record', () => {
  it.each([
    '{"balance":300000,"note":"at 10:30: \\"sold\\""}',
    '{"events":[{"date":"2024-01-01"},{"date":"2024-02-01"}],"date":1}',
    '{"a":{"b":1},"b":2}',
    '{}',
    '{"rows":[[1,{"a":1}],[2]],"a":": {"}',
  ])('takes %s as it stands', (text) => {
    expect(readJsonRecord(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
  });

  it.each([
    ['{"balance":300000,"balance":1}', "'balance'"],
    ['{"a":1,"rows":[{"rate":1,"rate":2}]}', "'rate'"],
    ['{"rows":[1,[2]],"b":[],"c":{},"b":3}', "'b'"],
    ['{"a":"x:y","\\u0061":2}', "'a'"],
  ])('refuses %s for the key that stands twice', (text, key) => {
    expect(message(text)).toBe(`the key ${key} stands twice in one object: give it once`);
  });

  it.each(['not json', '', '{"a":1'])('refuses %j, and says why it is no JSON', (text) => {
    expect(message(text)).toMatch(/^not valid JSON: \S+/);
  });

  it.each(['[1]', '7', 'null', '"text"'])('refuses %s, which is no object', (text) => {
    expect(message(text)).toMatch(/^give one JSON object a line/);
  });

  it('does not repeat a long text that it cannot read', () => {
    expect(message(`{"a":${'x'.repeat(100000)}}`)?.length).toBeLessThan(200);
  });
});
