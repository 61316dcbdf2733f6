/** JSON Lines in, JSON Lines out: one answer for every line, in order. */
import { idNameIn } from '../calculation/input/fields';
import { readJsonRecord } from '../calculation/input/jsonRecord';
import { isBlank } from '../money/cents';
import type { Refusal } from '../calculation/batch/answer';
import { tooLongWords, type Line } from './lines';

/** Answers one record with a line of JSON, or says what is wrong with it. */
export interface LineAnswerer {
  line(record: Readonly<Record<string, unknown>>): string | Refusal;
}

/** What a record is known by. */
function idOf(record: Readonly<Record<string, unknown>>): unknown {
  if ('id' in record) return record['id'];
  const name = idNameIn(Object.keys(record));
  return name === undefined ? undefined : record[name];
}

/** Answers one line of input; a bad line is answered with what is wrong with it. */
export function answerLine(text: Line, line: number, answerer: LineAnswerer): string {
  const refused = (field: string, message: string) =>
    JSON.stringify({ line, error: { field, message } });
  if (typeof text !== 'string') return refused('json', tooLongWords(text));
  if (text.trim() === '') return refused('json', 'the line is empty; give one JSON object a line');
  const read = readJsonRecord(line === 1 ? text.replace(/^\uFEFF/, '') : text);
  if (!read.ok) return refused('json', read.message);
  try {
    const answer = answerer.line(read.value);
    const id = idOf(read.value);
    if (typeof answer !== 'string')
      return JSON.stringify(isBlank(id) ? { line, ...answer } : { line, id, ...answer });
    return isBlank(id) || answer.startsWith('{"id":')
      ? answer
      : `{"id":${JSON.stringify(id)},${answer.slice(1)}`;
  } catch (bug) {
    // A mistake of ours in one line must not cost the answers to the million after it.
    return refused('program', `this line could not be answered; please report it: ${String(bug)}`);
  }
}
