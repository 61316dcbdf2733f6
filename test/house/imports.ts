/** Which file imports which, read from the program text and resolved to paths. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A line of the house's plan: `from` imports `to`, both as paths from the root of the repository. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

const ENDINGS = ['', '.ts', '.mts', '.mjs', '.d.mts', '/index.ts'];
const PROGRAM = /\.(?:ts|mts|mjs|js)$/;

/** All program files below a folder, apart from what is generated. */
export function programFiles(root: string, folder: string): string[] {
  const all = statSync(path.join(root, folder)).isFile()
    ? [folder]
    : readdirSync(path.join(root, folder), { recursive: true }).map((name) =>
        path.posix.join(folder, String(name).split(path.sep).join('/')),
      );
  return all.filter((name) => PROGRAM.test(name) && !name.includes('/generated/'));
}

/** What a file imports of ours: statically, for its types only, or later, in any spelling. */
export function importsOf(root: string, from: string, text = read(root, from)): Import[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.') || name.startsWith('src/') || name.startsWith('/src/'))
    .map((name) => ({ from, to: resolved(root, from, name) }));
}

const read = (root: string, file: string): string => readFileSync(path.join(root, file), 'utf8');

function resolved(root: string, from: string, name: string): string {
  const base = name.startsWith('.')
    ? path.posix.normalize(path.posix.join(path.posix.dirname(from), name))
    : name.replace(/^\//, '');
  const plain = base.replace(/\.js$/, '');
  const found = [base, plain]
    .flatMap((one) => ENDINGS.map((ending) => one + ending))
    .find((one) => existsSync(path.join(root, one)) && statSync(path.join(root, one)).isFile());
  return found ?? base;
}

/** Groups of files that import each other in a circle. */
export function circlesIn(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const reached = new Map<string, Set<string>>();
  for (const start of next.keys()) reached.set(start, reachedFrom(start, next));
  const circles = new Map<string, string[]>();
  for (const [file, others] of reached) {
    if (!others.has(file)) continue;
    const circle = [...others].filter((other) => reached.get(other)?.has(file)).sort();
    circles.set(circle.join(), circle);
  }
  return [...circles.values()];
}

function reachedFrom(start: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set<string>();
  const open = [...(next.get(start) ?? [])];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    open.push(...(next.get(file) ?? []));
  }
  return seen;
}
