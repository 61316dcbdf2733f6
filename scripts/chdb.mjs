/**
 * ClickHouse in this process (chdb), for tests and for npm run scale alone: it is large and fetched only by `node
 * scripts/chdb.mjs fetch`. `node scripts/chdb.mjs FOLDER QUERY...` runs queries with the program and the configuration
 * in a folder, and writes what each gave as an item of JSON.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const VERSION = '3.4.0';
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const kept = path.join(root, 'build/engines-chdb');

/** Whether it was fetched. */
export const hasChdb = () => existsSync(path.join(kept, 'node_modules/chdb/package.json'));

export function fetchChdb() {
  if (hasChdb()) return true;
  process.stderr.write(`chdb ${VERSION} is fetched once (about 550 MB) ...\n`);
  mkdirSync(kept, { recursive: true });
  const told = ['install', '--prefix', kept, '--no-audit', '--no-fund', '--loglevel=error'];
  spawnSync('npm', [...told, '--save-exact', `chdb@${VERSION}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return hasChdb();
}

function run(folder, queries) {
  const { Session } = createRequire(path.join(kept, 'package.json'))('chdb');
  const own = mkdtempSync(path.join(os.tmpdir(), 'chdb-'));
  const config = path.join(own, 'config.xml');
  // What an administrator of a server says by where the files are put.
  writeFileSync(
    config,
    `<clickhouse><user_scripts_path>${folder}</user_scripts_path><user_defined_executable_functions_config>${folder}/*_function.xml</user_defined_executable_functions_config></clickhouse>`,
  );
  const session = new Session(path.join(own, 'data'), {
    connectionArgs: [`--config-file=${config}`],
  });
  try {
    const gave = queries.map((query) => String(session.query(query, 'TSV')));
    process.stdout.write(`${JSON.stringify(gave)}\n`);
  } finally {
    session.close();
    rmSync(own, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, ...queries] = process.argv.slice(2);
  if (folder === 'fetch') process.exitCode = fetchChdb() ? 0 : 1;
  else if (!folder || queries.length === 0) {
    process.stderr.write('node scripts/chdb.mjs fetch, or FOLDER QUERY...\n');
    process.exitCode = 2;
  } else run(path.resolve(folder), queries);
}
