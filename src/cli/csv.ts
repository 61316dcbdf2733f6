/** CSV in, CSV out: one row of answers for every row of input, in order. */
import type { Answer, AnswerKey, Refusal } from '../calculation/batch/answer';
import { isRefusal } from '../calculation/batch/answer';
import { lawWords } from '../law/words';
import { plainText } from '../money/cents';

/** Cells as one line. */
export const csvLine = (cells: readonly string[]): string => cells.map(quote).join(',');

/** The header of the answers: by what a row is known, the wanted keys and what was wrong with it. */
export const csvHeader = (keys: readonly AnswerKey[], known: readonly string[] = []): string =>
  csvLine([...known, ...keys, 'error']);

/** One row of answers behind the cells by which it is known; lists are written as readable text. */
export function csvRow(
  answer: Answer | Refusal,
  at: string,
  keys: readonly AnswerKey[],
  known: readonly string[] = [],
): string {
  if (isRefusal(answer)) {
    const { field, message } = answer.error;
    return csvLine([...known, ...keys.map(() => ''), `${at}: ${field}: ${message}`]);
  }
  let line = '';
  for (const cell of known) line += `${quote(cell)},`;
  for (const key of keys) {
    const value = answer[key];
    line += typeof value === 'number' ? `${plainText(value)},` : `${quote(inText(key, value))},`;
  }
  return line;
}

function inText(key: AnswerKey, value: unknown): string {
  switch (key) {
    case 'reasons':
      return join(value, ({ rule, citation }) => `${rule}: ${citation}`);
    case 'requirements':
      return join(value, ({ rule, citation, text }) => `${rule}: ${citation}: ${text}`);
    case 'deadlines':
      return join(
        value,
        ({ rule, citation, date, due, from, note }) =>
          `${date ?? `from ${from}`}${due === undefined ? '' : ` (due ${due})`} ${rule}: ${citation}${note === undefined ? '' : ` (${note})`}`,
      );
    case 'missing':
      return (value as string[]).join('; ');
    case 'unused':
      return Object.entries(value as Record<string, string>)
        .map(([name, reason]) => `${name}: ${reason}`)
        .join('; ');
    case 'assumed':
      return Object.entries(value as Record<string, unknown>)
        .map(([name, held]) => `${name}=${String(held)}`)
        .join('; ');
    case 'law':
      return lawWords();
    default:
      return String(value ?? '');
  }
}

/** Items with semicolons between; a sentence among them ends at its semicolon. */
const join = (value: unknown, say: (item: Record<string, string>) => string): string =>
  (value as Record<string, string>[]).map((item) => say(item).replace(/[.;]$/, '')).join('; ');

function quote(text: string): string {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // A quote, a comma or an end of line.
    if (code === 34 || code === 44 || code === 10 || code === 13)
      return `"${text.replace(/"/g, '""')}"`;
  }
  return text;
}
