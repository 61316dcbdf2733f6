/** DuckDB as far as it is used here, and where it is found: a large package that only those have who ask for it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Refused } from '../output';

/** The package and the version that our tests run with. */
export const PACKAGE = '@duckdb/node-api';
const VERSION = '1.5.6-r.1';

/** The kind of a column; what is made of it is the engine's business. */
export interface Type {
  toString(): string;
}

/** A column of one chunk. */
export interface Vector {
  getItem(row: number): unknown;
  setItem(row: number, value: unknown): void;
  flush(): void;
}

export interface Chunk {
  readonly rowCount: number;
  getColumnVector(column: number): Vector;
}

export interface ScalarFunction {
  readonly name: string;
  readonly mainFunction: (info: unknown, input: Chunk, output: Vector) => void;
  readonly returnType: Type;
  readonly parameterTypes: readonly Type[];
  /** Nulls reach the function. */
  readonly specialHandling: true;
}

/** Rows as they come, some thousand at a time. */
export interface Rows {
  columnNames(): string[];
  yieldRows(): AsyncIterable<readonly (readonly unknown[])[]>;
}

export interface Connection {
  run(sql: string): Promise<unknown>;
  stream(sql: string): Promise<Rows>;
  runAndReadAll(sql: string): Promise<{ getRows(): readonly (readonly unknown[])[] }>;
  registerScalarFunction(made: object): void;
  closeSync(): void;
}

export interface DuckDb {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
  readonly DuckDBScalarFunction: { create(declared: ScalarFunction): object };
  readonly DOUBLE: Type;
  readonly VARCHAR: Type;
  readonly LIST: (of: Type) => Type;
  readonly STRUCT: (of: Readonly<Record<string, Type>>) => Type;
  readonly listValue: (items: readonly unknown[]) => unknown;
  readonly structValue: (entries: Readonly<Record<string, unknown>>) => unknown;
}

/** The engine; the first time it is fetched beside what is built, which is said. */
export function duckDb(folder: string, say: (line: string) => void): DuckDb {
  const found = foundIn(folder);
  if (found) return found;
  say(`DuckDB ${VERSION} is fetched once (about 70 MB) ...`);
  // Fetched beside its place and put there whole: another run may do the same at the same time.
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const told = ['install', '--prefix', '.', '--no-audit', '--no-fund', '--loglevel=error'];
  const ended = spawnSync('npm', [...told, '--save-exact', `${PACKAGE}@${VERSION}`], {
    cwd: draft,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  });
  if (ended.status === 0 && !foundIn(folder)) {
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  }
  rmSync(draft, { recursive: true, force: true });
  const fetched = foundIn(folder);
  if (fetched) return fetched;
  const why = ended.error?.message ?? ended.stderr.toString().trim().split('\n')[0] ?? '';
  throw new Refused(
    `DuckDB could not be fetched (${why}): with a connection run npm install --prefix ${folder} ${PACKAGE}@${VERSION}`,
  );
}

/** The engine where it is installed already. */
export function foundIn(folder: string): DuckDb | undefined {
  const load = createRequire(path.resolve(folder, 'package.json'));
  try {
    load.resolve(PACKAGE);
  } catch {
    return undefined;
  }
  return load(PACKAGE) as DuckDb;
}
