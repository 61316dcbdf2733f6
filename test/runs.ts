// How many cases a property tries: in the tests, under mutation, in a soak and in a fuzz.
import { setImmediate as pause } from 'node:timers/promises';
import fc from 'fast-check';

/** Decides how many cases a property tries: all in `npm test`, a few under mutation, twenty times as many in `npm run soak`. */
const SOAK = 20;

/** Parameters of fast-check; under mutation a sixtieth of the cases, the same ones for every mutant. */
export function runs(cases: number): { numRuns: number; seed?: number } {
  if (process.env['RECOURSE_MUTATION'] === '1') return { numRuns: Math.ceil(cases / 60), seed: 1 };
  return { numRuns: process.env['RECOURSE_SOAK'] === '1' ? cases * SOAK : cases };
}

/** Parameters of fast-check for random cases: a few in every run, as long as it is told in `npm run fuzz`. */
function fuzzed(cases: number): {
  numRuns: number;
  seed?: number;
  interruptAfterTimeLimit?: number;
} {
  const seconds = Number(process.env['RECOURSE_FUZZ_SECONDS'] ?? 0);
  const seed = Number(process.env['RECOURSE_FUZZ_SEED'] ?? 1);
  if (seconds === 0) return { ...runs(cases), seed };
  return { numRuns: 1e9, seed, interruptAfterTimeLimit: seconds * 1000 };
}

/** Tries random cases, and lets the runner hear of them while they take long: it gives up after a minute's silence. */
export async function fuzz<T>(
  cases: number,
  anything: fc.Arbitrary<T>,
  holds: (one: T) => void,
): Promise<void> {
  let heard = Date.now();
  const property = fc.asyncProperty(anything, async (one) => {
    if (Date.now() - heard > 1000) {
      await pause();
      heard = Date.now();
    }
    holds(one);
  });
  await fc.assert(property, fuzzed(cases));
}
