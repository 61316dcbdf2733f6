/**
 * npm run scale [-- COUNT]: so many loans (ten million unless told) as a file of Parquet, answered by DuckDB with our
 * functions, by two processes of ClickHouse with half of the loans each, and as lines of CSV; sums, statuses and rows
 * must agree. Prints loans a second and memory.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchChdb } from './chdb.mjs';
import { buildClickHouse } from './clickhouse.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const count = Number(process.argv[2] ?? 10_000_000);
if (!Number.isInteger(count) || count < 1000) {
  process.stderr.write('npm run scale -- COUNT: a whole number of loans, 1000 at least\n');
  process.exit(2);
}
/** So many of them are answered as lines too, spread over all. */
const every = Math.max(1, Math.floor(count / 100_000));

const folder = mkdtempSync(path.join(os.tmpdir(), 'scale-'));
const at = (name) => path.join(folder, name);

/** Loans of every state, with and without a value, sold by a court or by a trustee. */
const LOANS = `SELECT i AS loan, 200000 + (i * 7919) % 400000 + (i % 100) / 100.0 AS balance,
  150000 + (i * 104729) % 300000 AS sale_price, 5000 + i % 4000 AS costs,
  (SELECT list(code ORDER BY code) FROM (VALUES ${states()}) s(code))[1 + i % 51] AS state,
  CASE WHEN i % 7 > 0 THEN 160000 + (i * 15485863) % 300000 END AS fair_value,
  CASE i % 3 WHEN 0 THEN 'judicial' WHEN 1 THEN 'nonjudicial' END AS method
  FROM range(${count}) t(i)`;

function states() {
  const codes =
    'AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY';
  return codes
    .split(' ')
    .map((code) => `('${code}')`)
    .join(', ');
}

const assess = (args, input = 'ignore') => ran('assess', args, input);

/** Runs a script; gives what it wrote, how long it took and the most memory that it held. */
async function ran(script, args, input = 'ignore') {
  const started = performance.now();
  const child = spawn(process.execPath, [path.join(root, `scripts/${script}.mjs`), ...args], {
    stdio: [input, 'pipe', 'inherit'],
  });
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, residentOf(child.pid))), 200);
  let text = '';
  child.stdout.on('data', (piece) => (text += piece));
  const status = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(watch);
  if (status !== 0) throw new Error(`${script} ended with ${status}`);
  return { text, seconds: (performance.now() - started) / 1000, megabytes: most };
}

/** Megabytes that a process holds, where the system says it. */
function residentOf(pid) {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return (Number(pages) * 4096) / 1e6;
  } catch {
    return 0;
  }
}

/** Two processes of ClickHouse, each with a shard of the loans: what their deficiencies sum up to, in cents. */
async function byShards() {
  const folder = at('clickhouse');
  buildClickHouse(folder, '--profile', 'home_loan', '--pool', '1');
  const started = performance.now();
  const shards = await Promise.all(
    [0, 1].map((shard) =>
      ran('chdb', [
        folder,
        `SELECT sum(toInt64(100 * deficiency(balance, sale_price, costs, state, fair_value, NULL)))
          FROM file('${at('loans.parquet')}', Parquet) WHERE loan % 2 = ${shard}`,
      ]),
    ),
  );
  return {
    cents: shards.reduce((sum, { text }) => sum + Number(JSON.parse(text)[0]), 0),
    seconds: (performance.now() - started) / 1000,
    megabytes: Math.max(...shards.map(({ megabytes }) => megabytes)),
  };
}

const told = (name, { seconds, megabytes }, loans) =>
  process.stdout.write(
    `${name.padEnd(34)} ${seconds.toFixed(1).padStart(7)} s  ${Math.round(loans / seconds)
      .toLocaleString('en-US')
      .padStart(10)} loans/s  ${megabytes.toFixed(0).padStart(6)} MB\n`,
  );

try {
  const made = await assess(['--sql', LOANS, '-o', at('loans.parquet')]);
  told(`${count.toLocaleString('en-US')} loans written`, made, count);
  const profile = ['--profile', 'home_loan'];
  const answered = await assess([
    ...profile,
    '--parquet',
    at('loans.parquet'),
    '-o',
    at('answers.parquet'),
  ]);
  told('DuckDB, all columns and answers', answered, count);
  const summed = await assess([
    ...profile,
    ...[
      '--sql',
      `SELECT sum(deficiency(balance, sale_price, costs, state, fair_value)) FROM '${at('loans.parquet')}'`,
    ],
  ]);
  told('DuckDB, the sum of deficiencies', summed, count);
  if (fetchChdb()) {
    const sharded = await byShards();
    told('ClickHouse, two shards, the same', sharded, count);
    const cents = Math.round(100 * Number(summed.text.split('\n')[1]));
    process.stdout.write(`sums ${cents === sharded.cents ? 'agree' : 'DIFFER'}\n`);
    if (cents !== sharded.cents) process.exitCode = 1;
  } else process.stdout.write('NOT TESTED: ClickHouse, which could not be fetched\n');
  const sample = `FROM '${at('answers.parquet')}' WHERE loan % ${every} = 0`;
  await assess([
    '--sql',
    `SELECT loan, balance, sale_price, costs, state, fair_value, method ${sample} ORDER BY loan`,
    '-o',
    at('sample.csv'),
  ]);
  const { size } = statSync(at('sample.csv'));
  const lines = await assess(
    ['--csv', '--fields', 'deficiency,low,high,status', ...profile, '-o', at('lines.csv')],
    openSync(at('sample.csv'), 'r'),
  );
  told(`lines of CSV (${(size / 1e6).toFixed(0)} MB)`, lines, Math.ceil(count / every));
  const differ = await assess([
    '--sql',
    `WITH ours AS (SELECT row_number() OVER (ORDER BY loan) AS n, deficiency, low, high, status ${sample}),
      lines AS (SELECT row_number() OVER () AS n, * FROM read_csv('${at('lines.csv')}', all_varchar = true))
      SELECT count(*) AS compared, count(*) FILTER (WHERE ours.deficiency <> CAST(lines.deficiency AS DECIMAL(18, 2))
        OR ours.low <> CAST(lines.low AS DECIMAL(18, 2)) OR ours.high <> CAST(lines.high AS DECIMAL(18, 2))
        OR ours.status <> lines.status) AS differ FROM ours JOIN lines USING (n)`,
  ]);
  const [compared, differing] = (differ.text.split('\n')[1] ?? '').split(',').map(Number);
  process.stdout.write(`${compared} rows compared with their lines, ${differing} differ\n`);
  if (differing !== 0 || compared !== Math.ceil(count / every)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
