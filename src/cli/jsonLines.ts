/** JSON Lines in, JSON Lines out: one answer for every line, in order. */
import type { Refusal } from './answer';

/** Answers one record with a line of JSON, or says what is wrong with it. */
export interface LineAnswerer {
  line(record: Record<string, unknown>): string | Refusal;
}

/** Answers one line of input; a bad line is answered with what is wrong with it. */
export function answerLine(text: string, line: number, answerer: LineAnswerer): string {
  const refused = (field: string, message: string) =>
    JSON.stringify({ line, error: { field, message } });
  if (text.trim() === '') return refused('json', 'the line is empty; give one JSON object a line');
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch (error) {
    return refused('json', `not valid JSON: ${(error as Error).message}`);
  }
  if (typeof record !== 'object' || record === null || Array.isArray(record))
    return refused(
      'json',
      'give one JSON object a line, such as {"balance":300000,"sale_price":255000}',
    );
  try {
    const answer = answerer.line(record as Record<string, unknown>);
    return typeof answer === 'string' ? answer : JSON.stringify({ line, ...answer });
  } catch (bug) {
    // A mistake of ours in one line must not cost the answers to the million after it.
    return refused('program', `this line could not be answered; please report it: ${String(bug)}`);
  }
}

/** Splits a stream of text into its lines; a last line without an end counts. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() as string;
    if (lines.length > 0) yield lines;
  }
  if (rest !== '') yield [rest];
}
