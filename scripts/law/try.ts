/** Runs the case tables of some states, and shows what each profile comes to: `tsx scripts/law/try.ts CA`. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
execFileSync(path.join(ROOT, 'node_modules/.bin/tsx'), ['scripts/law/build.ts', '--lenient'], {
  cwd: ROOT,
  stdio: 'inherit',
});
const { PROFILES, STATES } = await import('../../src/law/book');
const { assess } = await import('../../src/calculation/deficiency/assess');
const { CaseReader } = await import('../../src/calculation/deficiency/case');
const { NOTHING_ASSUMED } = await import('../../src/calculation/settings/settings');
const { compareCase, readCases } = await import('../../test/law/caseTable');

const reader = new CaseReader({ ...NOTHING_ASSUMED, today: 20500 });
for (const code of process.argv.slice(2)) {
  if (!STATES.some((state) => state.code === code)) {
    process.stdout.write(`${code} has mistakes: run tsx scripts/law/check.ts ${code}\n`);
    continue;
  }
  process.stdout.write(`== ${code}: 300,000 owed, 255,000 brought\n`);
  for (const { name } of [...PROFILES, { name: 'none' }]) {
    const read = reader.read({ state: code, profile: name, balance: 300000, sale_price: 255000 });
    if (!read.ok) throw new Error(`${read.error.field}: ${read.error.message}`);
    const { low, high, status, reasons, missing } = assess(read.value);
    const because = reasons.map((r) => r.rule + (r.certain ? '' : '?')).join(' ');
    process.stdout.write(
      `${name.padEnd(23)} ${String(low / 100).padStart(6)}..${String(high / 100).padEnd(6)} ${status.padEnd(11)} ${because}${missing.length ? ` | missing ${missing.slice(0, 5).join(' ')}` : ''}\n`,
    );
  }
  const file = path.join(ROOT, `test/law/cases/${code}.yaml`);
  if (!existsSync(file)) continue;
  let failed = 0;
  const cases = readCases(file);
  for (const item of cases) {
    const differences = compareCase(code, item);
    if (differences.length === 0) continue;
    failed++;
    process.stdout.write(`FAILED ${item.name}\n  ${differences.join('\n  ')}\n`);
  }
  process.stdout.write(`${cases.length - failed} of ${cases.length} cases come out\n`);
}
