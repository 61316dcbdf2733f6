/** Puts random cases through every door for a while: npm run fuzz -- --seconds 60 --seed 7. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** How many properties of test/fuzz share the time. */
const PROPERTIES = 3;

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' } },
});
const seconds = Number(values.seconds);
const seed = Number(values.seed ?? Date.now() % 1e9);
if (!(seconds > 0) || !Number.isInteger(seed)) {
  process.stderr.write('--seconds takes a number above 0, --seed a whole number\n');
  process.exit(2);
}
process.stdout.write(`Seed ${seed}: npm run fuzz -- --seed ${seed} repeats this run.\n`);
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const limit = String((seconds + 60) * 1000);
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'unit', '--testTimeout', limit, 'test/fuzz'],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      RECOURSE_FUZZ_SECONDS: String(seconds / PROPERTIES),
      RECOURSE_FUZZ_SEED: String(seed),
    },
  },
);
process.exitCode = status ?? 1;
