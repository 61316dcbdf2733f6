/** Named values and tables written as one text: `method=judicial; loan_purpose=refinance`. */
import { fail, ok, quoted, type Result } from '../../money/result';
import { plainName } from './fields';

type Values = Readonly<Record<string, unknown>>;

/** `date=2024-06-01, amount=5000; date=2024-07-01, amount=5000`: rows with semicolons, values with commas. */
export function recordsOfText(text: string): Result<readonly Values[]> {
  const records: Values[] = [];
  for (const part of partsOf(text)) {
    const record = Object.create(null) as Record<string, unknown>;
    for (const pair of part.split(',')) {
      const [key, value] = pair.split(/=(.*)/s);
      if (value === undefined)
        return fail(`${quoted(pair.trim())} has no value; write column=value`);
      record[plainName(key)] = value.trim();
    }
    records.push(record);
  }
  return ok(records);
}

/** `method=judicial; loan_purpose=refinance`, with semicolons or new lines between. */
export function recordOfText(text: string): Result<Values> {
  const values: [string, unknown][] = [];
  for (const part of partsOf(text)) {
    const match = /^([^=:]*)[=:](.*)$/s.exec(part);
    if (!match) return fail(`${quoted(part.trim())} has no value; write name=value`);
    values.push([plainName(match[1]), (match[2] as string).trim()]);
  }
  return ok(Object.fromEntries(values));
}

const partsOf = (text: string): string[] =>
  text.split(/[;\n]/).filter((part) => part.trim() !== '');
