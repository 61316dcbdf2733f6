/** A million lines through `assess` against a script that only parses and writes each line. */
import { spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, openSync, rmSync, writeSync, closeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { report } from './measure';

const LINES = Number(process.env['BENCH_LINES'] ?? 1_000_000);

const PARSE_AND_WRITE = `
let rest = '', out = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  const lines = (rest + chunk).split('\\n');
  rest = lines.pop();
  out = '';
  for (const line of lines) { const r = JSON.parse(line); out += JSON.stringify({ deficiency: r.balance, status: r.state }) + '\\n'; }
  if (!process.stdout.write(out)) { process.stdin.pause(); process.stdout.once('drain', () => process.stdin.resume()); }
});`;

function writeLines(file: string): void {
  const states = ['TX', 'CA', 'NV', 'NY', 'FL', 'IL', 'GA', 'CT'];
  const profiles = ['home_loan', 'commercial_real_estate', 'vehicle', 'farm'];
  const handle = openSync(file, 'w');
  for (let start = 0; start < LINES; start += 10000) {
    let text = '';
    for (let i = start; i < Math.min(LINES, start + 10000); i++)
      text += `${JSON.stringify({
        balance: 200000 + (i % 99991) + 0.25,
        sale_price: 150000 + (i % 70001),
        costs: i % 9000,
        fair_value: 160000 + (i % 80021),
        state: states[i % 8],
        profile: profiles[(i >> 3) % 4],
        sale_date: `20${String(10 + (i % 15))}-0${1 + (i % 9)}-1${i % 10}`,
      })}\n`;
    writeSync(handle, text);
  }
  closeSync(handle);
}

function seconds(file: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    createReadStream(file).pipe(child.stdin);
    child.stdout.resume();
    child.on('close', (code) =>
      code === 0
        ? resolve((performance.now() - started) / 1000)
        : reject(new Error(`exit ${code}`)),
    );
  });
}

export async function benchFiles(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'recourse-bench-'));
  try {
    const file = path.join(folder, 'cases.jsonl');
    writeLines(file);
    const assess = ['scripts/assess.mjs', '--fields', 'deficiency,status'];
    let [ours, base] = [Infinity, Infinity];
    for (let round = 0; round < 3; round++) {
      base = Math.min(base, await seconds(file, ['-e', PARSE_AND_WRITE]));
      ours = Math.min(ours, await seconds(file, assess));
    }
    const detail = `${ours.toFixed(1)} s against ${base.toFixed(1)} s for ${LINES.toLocaleString('en-US')} lines`;
    report(
      'assess --fields deficiency,status / parse and write',
      ours / base,
      'aim under 2',
      detail,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
