/** Measures ratios within one run: what something costs as a multiple of something else. */
import { performance } from 'node:perf_hooks';

/** Nanoseconds a call, the best of several rounds, so that a busy machine does not count. */
export function nanosecondsPerCall(
  work: (times: number) => void,
  times: number,
  rounds = 7,
): number {
  work(Math.min(times, 20000));
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    work(times);
    best = Math.min(best, performance.now() - started);
  }
  return (best * 1e6) / times;
}

/** One line of the report. */
export function report(name: string, ratio: number, aim: string, detail: string): void {
  process.stdout.write(
    `${name.padEnd(58)} ${ratio.toFixed(2).padStart(8)}x  ${aim.padEnd(16)} ${detail}\n`,
  );
}
