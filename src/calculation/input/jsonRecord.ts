/** Reads one JSON object as a record of named values; a key that stands twice is an error, never dropped. */
import { fail, ok, quoted, type Result } from '../../money/result';

type Record_ = Readonly<Record<string, unknown>>;

/** The record that a line of JSON holds. */
export function readJsonRecord(text: string): Result<Record_> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fail(`not valid JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fail('give one JSON object a line, such as {"balance":300000,"sale_price":255000}');
  const record = value as Record_;
  if (colonsIn(text) === Object.keys(record).length) return ok(record);
  const twice = keyTwice(text);
  return twice === undefined
    ? ok(record)
    : fail(`the key ${quoted(twice)} stands twice in one object: give it once`);
}

/** Where nothing but keys is followed by a colon there are as many colons as keys, and no key is twice. */
function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count += 1;
  return count;
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** A key that one object of a valid JSON text has twice. */
function keyTwice(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let last = '';
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const keys = open.at(-1);
      const key = JSON.parse(last) as string;
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
    last = token;
  }
  return undefined;
}
