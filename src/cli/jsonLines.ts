/** JSON Lines in, JSON Lines out: one answer for every line, in order. */
import { readJsonRecord } from '../calculation/input/jsonRecord';
import type { Refusal } from './answer';
import { tooLongWords, type Line } from './lines';

/** Answers one record with a line of JSON, or says what is wrong with it. */
export interface LineAnswerer {
  line(record: Readonly<Record<string, unknown>>): string | Refusal;
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
    return typeof answer === 'string' ? answer : JSON.stringify({ line, ...answer });
  } catch (bug) {
    // A mistake of ours in one line must not cost the answers to the million after it.
    return refused('program', `this line could not be answered; please report it: ${String(bug)}`);
  }
}
