/** The one report of what became of many workbooks. */
import type { Try } from './tries';

export interface Tried {
  readonly file: string;
  readonly tries: readonly Try[];
  /** Why there was no answer. */
  readonly ended?: string;
}

/** How many files are named beside a count. */
const NAMED = 3;

export function reportOf(all: readonly Tried[]): string {
  const lines = [`${all.length} workbooks`, ''];
  const names = [...new Set(all.flatMap(({ tries }) => tries.map(({ name }) => name)))];
  for (const name of names) {
    const of = all.flatMap(({ file, tries }) =>
      tries.filter((one) => one.name === name).map((one) => ({ ...one, file })),
    );
    const slowest = [...of].sort((a, b) => b.seconds - a.seconds)[0];
    const count = (holds: (one: Try) => boolean) => of.filter(holds).length;
    lines.push(
      `${name}: ${of.length} tried, ${count((one) => one.refused !== undefined)} refused, ${count((one) => one.failed !== undefined)} failed, ` +
        `${count((one) => one.defects.length > 0)} with new defects, ${count((one) => one.differences.length > 0)} with differences; ` +
        `${of.reduce((sum, one) => sum + one.seconds, 0).toFixed(1)} s of CPU, at most ${slowest?.seconds.toFixed(1)} s (${slowest?.file})`,
    );
    lines.push(
      ...counted('refused', of, (one) => (one.refused === undefined ? [] : [one.refused])),
    );
    lines.push(...counted('failed', of, (one) => (one.failed === undefined ? [] : [one.failed])));
    lines.push(...counted('defect', of, (one) => one.defects));
    lines.push(
      ...counted('difference', of, (one) => [...new Set(one.differences.map(({ kind }) => kind))]),
    );
  }
  const ended = all.filter((one) => one.ended !== undefined);
  if (ended.length > 0)
    lines.push('no answer:', ...ended.map((one) => `  ${one.file}: ${one.ended}`));
  return `${lines.join('\n')}\n`;
}

function counted<T extends { file: string }>(
  what: string,
  of: readonly T[],
  words: (one: T) => readonly string[],
): string[] {
  const files = new Map<string, string[]>();
  for (const one of of)
    for (const word of words(one)) {
      const key = word.replace(/\d+/g, 'N');
      files.set(key, [...(files.get(key) ?? []), one.file]);
    }
  return [...files]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(
      ([word, list]) => `  ${what} in ${list.length}: ${word} (${list.slice(0, NAMED).join(', ')})`,
    );
}
